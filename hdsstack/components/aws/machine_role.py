"""What the machines of one application may do: open sessions, and use the stores named for them."""

from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import document, trust_of_machines
from hdsstack.components.aws.site import Site
from hdsstack.components.part import Part

_SESSIONS = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"


class MachineRole(Part):
    """A role that deletes nothing and reaches nothing else than the named stores."""

    def __init__(self, name: str, *, site: Site, parent: Part, uses: Sequence[Part]) -> None:
        super().__init__(name, site.account, pulumi.ResourceOptions(parent=parent))
        tags = site.account.tags("technical", "3 5")
        role = aws.iam.Role(
            name, assume_role_policy=trust_of_machines(), tags=tags, opts=self.here()
        )
        aws.iam.RolePolicyAttachment(
            f"{name}-sessions", role=role.name, policy_arn=_SESSIONS, opts=self.here()
        )
        key = {
            "Sid": "UseTheKey",
            "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": site.keys.data,
        }
        aws.iam.RolePolicy(
            f"{name}-stores",
            role=role.id,
            policy=document(key, *(row for part in uses for row in part.reached)),
            opts=self.here(),
        )
        profile = aws.iam.InstanceProfile(
            f"{name}-profile", role=role.name, tags=tags, opts=self.here()
        )
        self.profile: pulumi.Output[str] = profile.name
        self.register_outputs({})
