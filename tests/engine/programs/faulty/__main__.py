"""A stack with faults of many kinds, on both clouds: in itself, in joins and in its region.

The AWS resources use the default provider, whose region is the stack's and outside the EEA.
"""

import json

import pulumi
import pulumi_aws as aws
import pulumi_azure_native as azure

data = {"hds:data-class": "dscp"}
password = pulumi.Config().get("password") or "in-the-program"

# In itself: no rotation, no name for its owner.
key = aws.kms.Key("records", description="records")

# Joined: encryption with the key, but nothing refuses plain transport nor blocks public access.
bucket = aws.s3.Bucket("records", tags=data)
aws.s3.BucketServerSideEncryptionConfiguration(
    "records",
    bucket=bucket.id,
    rules=[
        {
            "apply_server_side_encryption_by_default": {
                "sse_algorithm": "aws:kms",
                "kms_master_key_id": key.arn,
            }
        }
    ],
)
aws.s3.BucketPolicy(
    "records",
    bucket=bucket.id,
    policy=bucket.arn.apply(
        lambda arn: json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [
                    {
                        "Effect": "Allow",
                        "Principal": "*",
                        "Action": "s3:GetObject",
                        "Resource": f"{arn}/*",
                    }
                ],
            }
        )
    ),
)
network = aws.ec2.Vpc("records", cidr_block="10.1.0.0/16")
subnets = [
    aws.ec2.Subnet(f"records-{zone}", vpc_id=network.id, cidr_block=f"10.1.{zone}.0/24")
    for zone in (1, 2)
]
group = aws.rds.SubnetGroup("records", subnet_ids=[one.id for one in subnets])
wall = aws.ec2.SecurityGroup(
    "records",
    vpc_id=network.id,
    ingress=[{"protocol": "tcp", "from_port": 5432, "to_port": 5432, "cidr_blocks": ["0.0.0.0/0"]}],
)
aws.rds.Instance(
    "records",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=20,
    username="records",
    password=pulumi.Output.secret(password),
    db_subnet_group_name=group.name,
    vpc_security_group_ids=[wall.id],
    publicly_accessible=True,
    storage_encrypted=False,
    tags=data,
)

place = azure.resources.ResourceGroup("images", location="uksouth")
images = azure.storage.StorageAccount(
    "images",
    resource_group_name=place.name,
    account_name="faultyimages",
    kind="StorageV2",
    sku={"name": "Standard_LRS"},
    minimum_tls_version="TLS1_0",
    allow_blob_public_access=True,
    tags=data,
)
azure.storage.BlobContainer(
    "images",
    resource_group_name=place.name,
    account_name=images.name,
    container_name="images",
    public_access="Container",
)
