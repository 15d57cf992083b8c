"""Keys of AWS KMS: who may use them, rotation, deletion, replicas."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import ALIAS, KEY
from hdsstack.facts.aws.place import region_of
from hdsstack.facts.policies import open_to_anybody, statements
from hdsstack.model.facts import Claims, Copy, Custody, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_POLICY = "aws:kms/keyPolicy:KeyPolicy"
_REPLICAS = ("aws:kms/replicaKey:ReplicaKey", "aws:kms/replicaExternalKey:ReplicaExternalKey")
_PRIMARIES = (KEY, "aws:kms/externalKey:ExternalKey")
JOINED = (ALIAS, _POLICY, "aws:kms/grant:Grant", "aws:kms/ciphertext:Ciphertext")
_WINDOW_DAYS = 30
_YEAR_DAYS = 366


@facts_of(KEY)
def key(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A key made by KMS: no rotation unless asked, a deletion window of 30 days."""
    yield _custody(found, graph, rotated=tuple(_rotation(found)))


@facts_of("aws:kms/externalKey:ExternalKey")
def external_key(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A key whose material the establishment brings: it rotates it itself."""
    yield _custody(found, graph, rotated=())


@facts_of(*_REPLICAS)
def replica(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A replica of a multi-region key; it rotates with its primary."""
    yield _custody(found, graph, rotated=())
    primary = graph.linked(found, "primaryKeyArn", *_PRIMARIES)
    if isinstance(primary, Resource):
        region = region_of(found, graph)
        where = Seen(region.value, region.at, found.urn)
        yield Copy(resource=primary, provider="aws", region=where)


def _custody(found: Resource, graph: ResourceGraph, *, rotated: Claims) -> Custody:
    window = found.number("deletionWindowInDays", default=_WINDOW_DAYS)
    why = message(N_("the key can be destroyed in fewer than 30 days"))
    return Custody(
        resource=found,
        kind="key",
        open=_open(found, graph),
        rotated=rotated,
        recoverable=(window.map(lambda days: days >= _WINDOW_DAYS).because(why),),
    )


def _rotation(found: Resource) -> Iterator[Seen[bool]]:
    """Only symmetric keys that KMS itself holds rotate by themselves."""
    spec = found.text("customerMasterKeySpec", default="SYMMETRIC_DEFAULT")
    if isinstance(spec.value, Unknown):
        yield Seen(spec.value, spec.at, spec.on)
        return
    if spec.value != "SYMMETRIC_DEFAULT" or found.has("customKeyStoreId"):
        return
    yield found.flag("enableKeyRotation", default=False)
    why = message(N_("the key rotates less than once a year"))
    period = found.number("rotationPeriodInDays", default=365)
    yield period.map(lambda days: days <= _YEAR_DAYS).because(why)


def _open(found: Resource, graph: ResourceGraph) -> Claims:
    """Whether a policy of the key lets any principal in; KMS's default lets in the account only."""
    holders = [found] if found.has("policy") else []
    holders += list(graph.pointing(found, "keyId", _POLICY))
    if not holders:
        return (Seen(value=False, at="policy", on=found.urn, default=True),)
    return tuple(open_policy(holder, "policy") for holder in holders)


def open_policy(holder: Resource, path: str) -> Seen[bool]:
    """Whether the resource policy at `path` lets any principal in."""
    read = statements(holder.get(path))
    value = read if isinstance(read, Unknown) else open_to_anybody(read)
    why = message(N_("the policy lets any principal in, without a condition that narrows"))
    return Seen(value, path, holder.urn, why=why)
