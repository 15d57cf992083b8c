"""AWS resource types, one file per service. Defaults are those that AWS and its provider document."""
