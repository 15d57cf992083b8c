"""Files shared by the application's machines, reached with TLS from inside the network only."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import document, tls_only
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import FileStoreArgs
from hdsstack.components.part import BACKED, Part


class FileStore(Part):
    """An EFS file system in every zone, with the establishment's key."""

    def __init__(
        self,
        name: str,
        args: FileStoreArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        files = aws.efs.FileSystem(
            name,
            encrypted=True,
            kms_key_id=site.keys.data,
            throughput_mode="elastic",
            protection={"replication_overwrite": "ENABLED"},
            tags=site.account.tags(args.data_class, "3 4", **BACKED),
            opts=self.kept(),
        )
        self.arn: pulumi.Output[str] = files.arn
        mount = {
            "Sid": "MountInsideTheNetwork",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{site.account.args.account}:root"},
            "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
            "Resource": files.arn,
            "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
        }
        aws.efs.FileSystemPolicy(
            f"{name}-policy",
            file_system_id=files.id,
            policy=document(tls_only("*", [files.arn]), mount),
            opts=self.here(),
        )
        for rank, subnet in enumerate(site.network.of("files")):
            aws.efs.MountTarget(
                f"{name}-{rank}",
                file_system_id=files.id,
                subnet_id=subnet,
                security_groups=[site.network.groups["files"]],
                opts=self.here(),
            )
        self.restored = {"EFS": self.arn}
        self.reached = [
            {
                "Effect": "Allow",
                "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
                "Resource": self.arn,
            }
        ]
        self.register_outputs({"arn": self.arn})
