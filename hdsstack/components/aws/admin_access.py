"""Administration by recorded sessions: named persons, second factor, no open port."""

import json
from collections.abc import Sequence

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.health_database import HealthDatabase
from hdsstack.components.aws.policy import document
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import AdminAccessArgs
from hdsstack.components.part import Part

_HOUR = 3600


class AdminAccess(Part):
    """Session Manager whose sessions are recorded, and one role that only named persons take on."""

    def __init__(
        self,
        name: str,
        args: AdminAccessArgs,
        *,
        site: Site,
        databases: Sequence[HealthDatabase],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.tags = site.account.tags("technical", "5")
        self.session = aws.ssm.Document(
            f"{name}-session",
            name="SSM-SessionManagerRunShell",
            document_type="Session",
            document_format="JSON",
            content=self._recording(site),
            tags=self.tags,
            opts=self.here(),
        )
        role = aws.iam.Role(
            f"{name}-administrators",
            name=site.account.called("iam-role", "administrators"),
            assume_role_policy=json.dumps(_named_persons(site.account.args.account, args)),
            max_session_duration=_HOUR,
            tags=self.tags,
            opts=self.here(),
        )
        aws.iam.RolePolicy(
            f"{name}-sessions", role=role.id, policy=self._sessions(databases), opts=self.here()
        )
        self.role: pulumi.Output[str] = role.arn
        self.register_outputs({"role": self.role})

    def _recording(self, site: Site) -> str:
        """Preferences that every session of the account takes, whoever opens it."""
        of = site.account.args
        key = f"arn:aws:kms:{of.region}:{of.account}:{site.keys.alias('traces')}"
        return json.dumps(
            {
                "schemaVersion": "1.0",
                "description": "Sessions are encrypted, recorded, and end after twenty minutes",
                "sessionType": "Standard_Stream",
                "inputs": {
                    "cloudWatchLogGroupName": site.logs.path("sessions"),
                    "cloudWatchEncryptionEnabled": True,
                    "cloudWatchStreamingEnabled": True,
                    "s3BucketName": "",
                    "s3KeyPrefix": "",
                    "s3EncryptionEnabled": True,
                    "kmsKeyId": key,
                    "runAsEnabled": True,
                    "idleSessionTimeout": "20",
                },
            }
        )

    def _sessions(self, databases: Sequence[HealthDatabase]) -> pulumi.Output[str]:
        of = self.holder.args
        machines = f"arn:aws:ec2:{of.region}:{of.account}:instance/*"
        sessions = f"arn:aws:ssm:*:{of.account}:session/${{aws:userid}}-*"
        return document(
            {
                "Effect": "Allow",
                "Action": "ssm:StartSession",
                "Resource": machines,
                "Condition": {
                    "StringEquals": {"aws:ResourceTag/hds:establishment": of.establishment}
                },
            },
            {"Effect": "Allow", "Action": "ssm:StartSession", "Resource": self.session.arn},
            {
                "Effect": "Allow",
                "Action": ["ssm:TerminateSession", "ssm:ResumeSession"],
                "Resource": sessions,
            },
            *(database.may_connect("administrator") for database in databases),
        )


def _named_persons(account: str, args: AdminAccessArgs) -> dict[str, object]:
    """Only the persons of the manifest, as the establishment's own directory names them."""
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Federated": f"arn:aws:iam::{account}:saml-provider/directory"},
                "Action": "sts:AssumeRoleWithSAML",
                "Condition": {
                    "StringEquals": {
                        "SAML:aud": "https://signin.aws.amazon.com/saml",
                        "SAML:sub": list(args.administrators),
                    }
                },
            }
        ],
    }
