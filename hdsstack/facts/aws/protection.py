"""What prevents a deletion by accident, in the cloud and in Pulumi."""

from hdsstack.model.facts import Claims
from hdsstack.model.graph import Resource
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown


def pulumi_guard(resource: Resource) -> Seen[bool]:
    """Pulumi's own protection: `protect`, or `retainOnDelete`."""
    kept = resource.retain_on_delete
    value: bool | Unknown = True if resource.protect else kept
    why = message(N_("neither protect nor retainOnDelete is set in the program"))
    return Seen(value, "protect", resource.urn, why=None if resource.protect else why)


def deletion_claims(resource: Resource, flag: str | None = None) -> Claims:
    """Pulumi's protection, and the service's own where it has one at `flag` (off unless asked)."""
    if flag is None:
        return (pulumi_guard(resource),)
    return (resource.flag(flag, default=False), pulumi_guard(resource))
