"""One of each thing that a state or a preview can hold; the stack's configuration changes some."""

import pulumi
import pulumi_aws as aws

config = pulumi.Config()
london = aws.Provider("london", region="eu-west-2")
shared = aws.kms.Key.get("shared", "7085f966-4bed-4480-a64b-bc3c91773751")


class Ward(pulumi.ComponentResource):
    """A bucket in London, through the component's own provider."""

    def __init__(self, name: str, opts: pulumi.ResourceOptions) -> None:
        super().__init__("ch:wards:Ward", name, None, opts)
        inside = pulumi.ResourceOptions(parent=self)
        self.archive = aws.s3.Bucket(f"{name}-archive", opts=inside)


key = aws.kms.Key("records", enable_key_rotation=True, opts=pulumi.ResourceOptions(protect=True))
records = aws.s3.Bucket("records", tags={"ward": config.get("ward") or "cardiology"})
aws.s3.BucketServerSideEncryptionConfiguration(
    "records",
    bucket=records.id,
    rules=[
        {
            "apply_server_side_encryption_by_default": {
                "sse_algorithm": "aws:kms",
                "kms_master_key_id": key.arn,
            }
        }
    ],
)
aws.rds.Instance(
    "dpi",
    engine="postgres",
    engine_version=config.get("engine") or "16.4",
    instance_class="db.m7g.large",
    storage_encrypted=True,
    kms_key_id=shared.arn,
    password=config.require_secret("password"),
    publicly_accessible=config.get_bool("open"),
    opts=pulumi.ResourceOptions(replace_on_changes=["engineVersion"]),
)
Ward("oncology", pulumi.ResourceOptions(providers=[london]))
