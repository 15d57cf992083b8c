"""What the services of a storage account add: versions, soft delete, expiry, immutability."""

from collections.abc import Iterator

from hdsstack.facts.azure.joins import children
from hdsstack.model.facts import NEVER, Claims
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown, dig

BLOBS = "azure-native:storage:BlobServiceProperties"
FILES = "azure-native:storage:FileServiceProperties"
SHARE = "azure-native:storage:FileShare"
CONTAINER = "azure-native:storage:BlobContainer"
LIFECYCLE = "azure-native:storage:ManagementPolicy"
IMMUTABILITY = "azure-native:storage:BlobContainerImmutabilityPolicy"
HOLD = "azure-native:storage:BlobContainerLegalHold"
JOINED = (BLOBS, FILES, SHARE, LIFECYCLE, IMMUTABILITY, HOLD, "azure-native:storage:LocalUser")

_AGES = (
    "daysAfterModificationGreaterThan",
    "daysAfterCreationGreaterThan",
    "daysAfterLastAccessTimeGreaterThan",
)


def blob_services(account: Resource, graph: ResourceGraph) -> tuple[Resource, ...]:
    """The blob service properties of an account (one, named default)."""
    return children(account, graph, BLOBS, by="accountName")


def shares(account: Resource, graph: ResourceGraph) -> Iterator[tuple[Resource, Seen[str]]]:
    """The file shares of an account, each with its protocol in lower case (SMB unless said)."""
    for share in children(account, graph, SHARE, by="accountName"):
        yield share, share.text("enabledProtocols", default="SMB").map(str.lower)


def files_only(account: Resource, graph: ResourceGraph) -> bool:
    """An account for files: of that kind, or with shares and without a container in this stack."""
    if account.text("kind", default="StorageV2").value == "FileStorage":
        return True
    has_blobs = children(account, graph, CONTAINER, by="accountName") or blob_services(
        account, graph
    )
    return not has_blobs and any(True for _ in shares(account, graph))


_NO_VERSIONS = message(N_("no blob service properties turn versions on"))
_NO_SOFT_DELETE = message(
    N_(
        "no blob service properties turn soft delete on, which stands for versions where the"
        " namespace is hierarchical"
    )
)


def history(account: Resource, graph: ResourceGraph) -> Claims:
    """Blob versioning; soft delete for a hierarchical namespace, and for shares."""
    if files_only(account, graph):
        return _shares_kept(account, graph)
    services = blob_services(account, graph)
    hierarchical = account.flag("isHnsEnabled", default=False)
    if not services:
        why = _NO_SOFT_DELETE if hierarchical.value is True else _NO_VERSIONS
        return (Seen(value=False, at="", on=account.urn, why=why),)
    if isinstance(hierarchical.value, Unknown):
        return (Seen(hierarchical.value, hierarchical.at, account.urn),)
    path = "deleteRetentionPolicy.enabled" if hierarchical.value else "isVersioningEnabled"
    return tuple(service.flag(path, default=False) for service in services)


def _shares_kept(account: Resource, graph: ResourceGraph) -> Claims:
    """Shares are soft-deleted for seven days unless that is switched off."""
    services = children(account, graph, FILES, by="accountName")
    path = "shareDeleteRetentionPolicy.enabled"
    found = tuple(service.flag(path, default=True) for service in services)
    return found or (Seen(value=True, at=path, on=account.urn, default=True),)


def restore(
    account: Resource, graph: ResourceGraph
) -> Iterator[tuple[Resource, Seen[bool], Seen[float]]]:
    """Point-in-time restore of block blobs: the service, whether it is on, and its days."""
    for service in blob_services(account, graph):
        yield (
            service,
            service.flag("restorePolicy.enabled", default=False),
            service.number("restorePolicy.days"),
        )


def expires(account: Resource, graph: ResourceGraph) -> Claims:
    """Lifecycle rules that delete current blobs by age; tiering, versions and snapshots do not."""
    policies = children(account, graph, LIFECYCLE, by="accountName")
    found = tuple(claim for policy in policies for claim in _deletions(policy))
    return found or (Seen(value=False, at="", on=account.urn),)


def _deletions(policy: Resource) -> Iterator[Seen[bool]]:
    rules = policy.items("policy.rules")
    if isinstance(rules, Unknown):
        yield Seen(rules, "policy.rules", policy.urn)
        return
    for rank, rule in enumerate(rules):
        enabled = policy.flag(f"policy.rules[{rank}].enabled", default=True).value
        action = dig(rule, "definition.actions.baseBlob.delete")
        at = f"policy.rules[{rank}].definition.actions.baseBlob.delete"
        if action is ABSENT or enabled is False:
            continue
        if isinstance(action, Unknown) or isinstance(enabled, Unknown):
            missing = action if isinstance(action, Unknown) else enabled
            yield Seen(missing, at, policy.urn)
        elif any(dig(action, age) is not ABSENT for age in _AGES):
            yield Seen(value=True, at=at, on=policy.urn)


def deleted_after(account: Resource, graph: ResourceGraph) -> Seen[float]:
    """The days until the first lifecycle rule deletes blobs; for ever without one."""
    found: list[Seen[float]] = []
    for policy in children(account, graph, LIFECYCLE, by="accountName"):
        rules = policy.items("policy.rules")
        if isinstance(rules, Unknown):
            return Seen(rules, "policy.rules", policy.urn)
        for rank, rule in enumerate(rules):
            delete = "definition.actions.baseBlob.delete"
            if policy.flag(f"policy.rules[{rank}].enabled", default=True).value is False:
                continue
            found += [
                policy.number(f"policy.rules[{rank}].{delete}.{age}")
                for age in _AGES
                if dig(rule, f"{delete}.{age}") is not ABSENT
            ]
    unknown = next((one for one in found if not one.known), None)
    forever = Seen(NEVER, "", account.urn, default=True)
    return unknown or min(found, key=lambda one: float(str(one.value)), default=forever)


def immutable(account: Resource, graph: ResourceGraph) -> Seen[bool]:
    """Blobs of the account cannot be changed or deleted for a bounded time.

    A policy made through the API is unlocked at first: only the account's own can say `Locked`.
    """
    at = "immutableStorageWithVersioning.immutabilityPolicy.state"
    state = account.text(at, default="Disabled").map(str.lower)
    if state.value == "locked":
        return Seen(value=True, at=at, on=account.urn)
    if children(account, graph, HOLD, by="accountName"):
        return Seen(value=True, at="", on=account.urn)
    why = message(N_("no locked immutability policy protects its blobs"))
    return state.map(lambda text: text == "locked").because(why)
