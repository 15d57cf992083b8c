"""azure-native resource types, one file per service. Defaults are those that Azure documents."""
