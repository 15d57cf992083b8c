"""Files shared by the application's machines, reached with TLS from inside the network only."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import Statement, document, tls_only
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import FileStoreArgs
from hdsstack.components.part import BACKED, Part

_MOUNT = ("elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite")


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
        aws.efs.FileSystemPolicy(
            f"{name}-policy",
            file_system_id=files.id,
            policy=document(tls_only("*", [files.arn]), self._mounted_inside()),
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
        self.reached = [{"Effect": "Allow", "Action": list(_MOUNT), "Resource": self.arn}]
        self.register_outputs({"arn": self.arn})

    def _mounted_inside(self) -> Statement:
        """The account may mount it, through the targets of the network only."""
        return {
            "Sid": "MountInsideTheNetwork",
            "Effect": "Allow",
            "Principal": {"AWS": f"arn:aws:iam::{self.holder.args.account}:root"},
            "Action": list(_MOUNT),
            "Resource": self.arn,
            "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}},
        }
