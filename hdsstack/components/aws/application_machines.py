"""Machines of one application, in several zones, without public address or password."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.machine_role import MachineRole
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import ApplicationMachinesArgs
from hdsstack.components.part import BACKED, Part

# A public parameter of AWS: the current image of a supported system, resolved at launch.
_SUPPORTED_IMAGE = (
    "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
)


class ApplicationMachines(Part):
    """Encrypted machines that are patched automatically and reached by recorded sessions only."""

    def __init__(
        self,
        name: str,
        args: ApplicationMachinesArgs,
        *,
        site: Site,
        uses: Sequence[Part],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.args = args
        self.key = site.keys.data
        self.patched = {"hds:patch-group": name}
        self.tags = site.account.tags(args.data_class, "3 4", **BACKED, **self.patched)
        self.group = site.network.groups["application"]
        self.template = self._template()
        self.profile = MachineRole(f"{name}-role", site=site, parent=self, uses=uses).profile
        subnets = site.network.of("application")
        self.ids = [self._machine(rank, subnets[rank % len(subnets)]) for rank in range(args.count)]
        self._patches()
        self.register_outputs({})

    def _template(self) -> aws.ec2.LaunchTemplate:
        return aws.ec2.LaunchTemplate(
            f"{self.name}-template",
            image_id=self.args.image or _SUPPORTED_IMAGE,
            instance_type=self.args.size,
            metadata_options={
                "http_endpoint": "enabled",
                "http_tokens": "required",
                "http_put_response_hop_limit": 1,
            },
            update_default_version=True,
            tags=self.holder.tags("technical", "3", **self.patched),
            opts=self.here(),
        )

    def _machine(self, rank: int, subnet: pulumi.Output[str]) -> pulumi.Output[str]:
        encrypted = {"encrypted": True, "kms_key_id": self.key, "volume_type": "gp3"}
        machine = aws.ec2.Instance(
            f"{self.name}-{rank + 1}",
            launch_template={"id": self.template.id, "version": "$Latest"},
            instance_type=self.args.size,
            subnet_id=subnet,
            vpc_security_group_ids=[self.group],
            associate_public_ip_address=False,
            iam_instance_profile=self.profile,
            metadata_options={"http_endpoint": "enabled", "http_tokens": "required"},
            root_block_device={**encrypted, "delete_on_termination": True},
            ebs_block_devices=[
                {
                    **encrypted,
                    "device_name": "/dev/sdf",
                    "volume_size": self.args.disk_gib,
                    "delete_on_termination": False,
                }
            ],
            disable_api_termination=True,
            tags=self.tags,
            volume_tags=self.holder.tags(self.args.data_class, "3"),
            opts=self.kept(),
        )
        made: pulumi.Output[str] = machine.id
        return made

    def _patches(self) -> None:
        aws.ssm.Association(
            f"{self.name}-patches",
            name="AWS-RunPatchBaseline",
            association_name=f"{self.holder.called('iam-role', self.name)}-patches",
            parameters={"Operation": "Install", "RebootOption": "RebootIfNeeded"},
            schedule_expression="cron(0 2 ? * SUN *)",
            apply_only_at_cron_interval=True,
            max_concurrency="1",
            max_errors="0",
            targets=[{"key": "tag:hds:patch-group", "values": [self.name]}],
            tags=self.holder.tags("technical", "5"),
            opts=self.here(),
        )
