"""Registers its resources at import; the stack's configuration breaks it in several ways."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
if config.get_bool("raises"):
    raise ValueError(f"cannot read {config.require('password')}")
TAGS = {
    "hds:establishment": "ch",
    "hds:environment": "dev",
    "hds:data-class": "technical",
    "hds:owner": "it",
    "hds:activities": "3",
}
paris = aws.Provider(
    "paris",
    region="eu-west-3",
    allowed_account_ids=["111111111111"],
    default_tags={"tags": TAGS},
)
options = pulumi.ResourceOptions(provider=paris, protect=True)
records = aws.kms.Key(
    "records",
    description="records",
    enable_key_rotation=not config.get_bool("rotation-off"),
    deletion_window_in_days=30,
    opts=options,
)
if config.get_bool("strange"):
    aws.gamelift.Script("strange", name="strange", opts=options)
