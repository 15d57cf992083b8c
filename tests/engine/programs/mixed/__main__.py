"""Three AWS and three Azure resources that use each other's outputs."""

import pulumi
import pulumi_aws as aws
import pulumi_azure_native as azure

caller = aws.get_caller_identity()
key = aws.kms.Key("records", description=f"records of {caller.account_id}")
bucket = aws.s3.Bucket("records", tags={"hds:data-class": "dscp"})
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
group = azure.resources.ResourceGroup("records", location="francecentral")
identity = azure.managedidentity.UserAssignedIdentity("records", resource_group_name=group.name)
account = azure.storage.StorageAccount(
    "records",
    resource_group_name=group.name,
    account_name="chbapaumerecords",
    kind="StorageV2",
    sku={"name": "Standard_ZRS"},
    identity={"type": "UserAssigned", "user_assigned_identities": [identity.id]},
)
pulumi.export("bucket", bucket.arn)
pulumi.export("account", account.id)
pulumi.export(
    "identities", account.identity.apply(lambda one: sorted(one.user_assigned_identities))
)
