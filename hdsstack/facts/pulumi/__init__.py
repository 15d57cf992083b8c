"""What Pulumi's own resources mean: the configuration of providers, whatever their package."""
