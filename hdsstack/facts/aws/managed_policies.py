"""AWS's own managed policies, by name: which grant every action, or everything of a service.

Source: AWS managed policy reference, read 2026-11. A `...FullAccess` policy grants every action of
a service on every resource; what is not listed here is narrower.
"""

import re

from hdsstack.model.values import Unknown

_AWS_OWNED = re.compile(r"^arn:aws[\w-]*:iam::aws:policy/(?:[\w-]+/)*(?P<name>[\w+=,.@-]+)$")
_WIDE = frozenset(
    {"AdministratorAccess", "PowerUserAccess", "AdministratorAccess-Amplify", "SystemAdministrator"}
)
_DELETES = frozenset(
    {
        "AdministratorAccess",
        "PowerUserAccess",
        "AWSBackupFullAccess",
        "AmazonRDSFullAccess",
        "AmazonEC2FullAccess",
        "AmazonDynamoDBFullAccess",
    }
)


def wide_by_name(arn: str) -> bool | Unknown:
    """Whether a policy known by its ARN grants too much; Unknown for one of another stack."""
    name = _name(arn)
    if isinstance(name, Unknown):
        return name
    return name in _WIDE or name.endswith("FullAccess")


def deletes_by_name(arn: str) -> bool | Unknown:
    """Whether a policy known by its ARN lets its holder delete recovery points."""
    name = _name(arn)
    return name if isinstance(name, Unknown) else name in _DELETES


def _name(arn: str) -> str | Unknown:
    match = _AWS_OWNED.match(arn)
    return (
        match["name"] if match else Unknown("the content of a policy that this stack does not hold")
    )
