"""Key Vault and Managed HSM. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.backup_policies import iso_days
from hdsstack.facts.azure.exposure import Gate, public
from hdsstack.facts.azure.traces import auditable
from hdsstack.facts.clear import clear_at
from hdsstack.model.facts import Claims, ClearSecret, Custody, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, Value, dig

VAULT = "azure-native:keyvault:Vault"
HSM = "azure-native:keyvault:ManagedHsm"
KEY = "azure-native:keyvault:Key"
SECRET = "azure-native:keyvault:Secret"  # noqa: S105 - a resource type
JOINED = (
    "azure-native:keyvault:PrivateEndpointConnection",
    "azure-native:keyvault:MHSMPrivateEndpointConnection",
)

GATE = Gate(
    access="properties.publicNetworkAccess",
    action="properties.networkAcls.defaultAction",
    rules="properties.networkAcls.ipRules",
)
_WINDOW_DAYS = 30
_YEAR_DAYS = 366


@facts_of(VAULT, HSM)
def vault(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Open to the public network unless closed; soft delete is on, purge protection is not.

    A managed HSM has purge protection unless it is refused.
    """
    yield Custody(
        resource=resource,
        kind="vault",
        open=public(resource, GATE),
        recoverable=_recoverable(resource),
    )
    yield auditable(resource, graph)


def _recoverable(resource: Resource) -> Claims:
    """Purge protection, soft delete (on, 90 days where nothing is said), 30 days at least."""
    days = resource.number("properties.softDeleteRetentionInDays", default=90)
    why = message(N_("a deleted key can be purged at once: purge protection is off"))
    purge = resource.flag("properties.enablePurgeProtection", default=resource.type == HSM)
    return (
        purge.because(why),
        resource.flag("properties.enableSoftDelete", default=True),
        days.map(lambda value: value >= _WINDOW_DAYS),
    )


@facts_of(KEY)
def key(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A key: who reaches it and how it is recovered is its vault's affair."""
    del graph
    yield Custody(resource=resource, kind="key", rotated=(_rotated(resource),))


def _rotated(resource: Resource) -> Seen[bool]:
    """A rotation policy with an action that rotates, at least yearly; none unless written."""
    path = "properties.rotationPolicy"
    actions = resource.items(f"{path}.lifetimeActions")
    if isinstance(actions, Unknown):
        return Seen(actions, path, resource.urn)
    expiry = resource.text(f"{path}.attributes.expiryTime", default="").value
    if isinstance(expiry, Unknown):
        return Seen(expiry, path, resource.urn)
    found = [_within_a_year(action, expiry) for action in actions if _rotates(action)]
    if any(answer is True for answer in found):
        return resource.says(True, f"{path}.lifetimeActions")
    for answer in found:
        if isinstance(answer, Unknown):
            return Seen(answer, path, resource.urn)
    why = message(N_("no rotation policy rotates the key at least yearly"))
    return Seen(value=False, at=path, on=resource.urn, default=not resource.has(path), why=why)


def _rotates(action: Value) -> bool:
    kind = dig(action, "action.type")
    return isinstance(kind, str) and kind.lower() == "rotate"


def _within_a_year(action: Value, expiry: str) -> bool | Unknown:
    """`timeAfterCreate` is the interval; `timeBeforeExpiry` counts back from the expiry time."""
    after, before = dig(action, "trigger.timeAfterCreate"), dig(action, "trigger.timeBeforeExpiry")
    for value in (after, before):
        if isinstance(value, Unknown):
            return value
    if isinstance(after, str):
        days = iso_days(after)
        return (
            Unknown("the rotation interval cannot be read") if days is None else days <= _YEAR_DAYS
        )
    whole = iso_days(expiry)
    if not isinstance(before, str) or whole is None:
        return False
    return whole - (iso_days(before) or 0) <= _YEAR_DAYS


@facts_of(SECRET)
def secret(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A secret, whose value must not be a literal of the program."""
    del graph
    yield Custody(resource=resource, kind="secret")
    why = message(N_("the value of the secret is written in the program"))
    yield ClearSecret(resource=resource, clear=clear_at(resource, "properties.value", why))
