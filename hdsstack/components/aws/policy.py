"""Policy documents, as AWS writes them."""

import json
from collections.abc import Mapping, Sequence

import pulumi

Statement = Mapping[str, object]


def document(*statements: Statement) -> pulumi.Output[str]:
    """A policy document as JSON; its statements may hold outputs."""
    return pulumi.Output.json_dumps({"Version": "2012-10-17", "Statement": list(statements)})


def trust(service: str, account: str) -> str:
    """The trust policy of a role that one service takes on, for this account only."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": service},
                    "Action": "sts:AssumeRole",
                    "Condition": {"StringEquals": {"aws:SourceAccount": account}},
                }
            ],
        }
    )


def trust_of_machines() -> str:
    """The trust policy of a role that EC2 gives to machines (EC2 sends no source account)."""
    return json.dumps(
        {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Effect": "Allow",
                    "Principal": {"Service": "ec2.amazonaws.com"},
                    "Action": "sts:AssumeRole",
                }
            ],
        }
    )


def tls_only(action: str, resources: Sequence[pulumi.Input[str]]) -> Statement:
    """Refuse every request that does not use TLS 1.2 or better (HDS-CRY-006)."""
    return {
        "Sid": "TlsOnly",
        "Effect": "Deny",
        "Principal": "*",
        "Action": action,
        "Resource": list(resources),
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
