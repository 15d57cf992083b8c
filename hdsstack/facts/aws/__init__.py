"""What the resources of pulumi-aws mean: one file per service, joined across resources."""
