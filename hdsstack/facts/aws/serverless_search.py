"""OpenSearch Serverless: collections, and the policies that speak of them by pattern.

A collection needs an encryption policy; a network policy says whether it answers to the internet,
and without one nobody reaches it (OpenSearch developer guide, read 2026-11).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from hdsstack.facts import facts_of
from hdsstack.facts.aws.keys import keyed_encryption, owner_of_value, provider_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.protection import pulumi_guard
from hdsstack.facts.documents import document
from hdsstack.model.facts import Claims, Encryption, Fact, KeyOwner, Store, StoreKind
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, Value, dig

COLLECTION = "aws:opensearch/serverlessCollection:ServerlessCollection"
_POLICY = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy"
JOINED = (
    "aws:opensearch/serverlessAccessPolicy:ServerlessAccessPolicy",
    "aws:opensearch/serverlessCollectionGroup:ServerlessCollectionGroup",
    "aws:opensearch/serverlessLifecyclePolicy:ServerlessLifecyclePolicy",
    "aws:opensearch/serverlessSecurityConfig:ServerlessSecurityConfig",
    "aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint",
    "aws:opensearch/vpcEndpoint:VpcEndpoint",
    "aws:opensearch/package:Package",
    "aws:opensearch/packageAssociation:PackageAssociation",
)


@dataclass(frozen=True, slots=True)
class Said:
    """What one part of a policy says, or why it cannot be read."""

    policy: Resource
    part: Value


@facts_of(COLLECTION)
def collection(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An index without servers: encrypted, TLS only, two zones unless replicas are refused."""
    standby = found.text("standbyReplicas", default="ENABLED")
    yield Store(
        resource=found,
        kind=StoreKind.SEARCH,
        data_class=data_class_of(found, graph),
        encryption=(_encryption(found, graph),),
        public=tuple(_public(found, graph)),
        transit=(found.says("1.2"),),
        backups_possible=False,
        guarded=(pulumi_guard(found),),
        zones=(standby.map(lambda said: said == "ENABLED"),),
    )


def _encryption(found: Resource, graph: ResourceGraph) -> Encryption:
    """The collection's own key, else that of the policy that speaks of it, else AWS's."""
    if found.has("encryptionConfigs"):
        return keyed_encryption(found, graph, key="encryptionConfigs[0].kmsKeyArn")
    for said in _policies(found, graph, "encryption"):
        always = said.policy.says(value=True, at="policy")
        if isinstance(said.part, Unknown):
            hidden: Seen[KeyOwner] = Seen(said.part, "policy", said.policy.urn)
            return Encryption(encrypted=always, owner=hidden)
        key = dig(said.part, "KmsARN")
        owner = owner_of_value(key, said.policy, "policy", graph)
        return Encryption(encrypted=always, owner=replace(owner, default=False))
    return provider_encryption(found)


def _public(found: Resource, graph: ResourceGraph) -> Claims:
    """One observation for each part of a network policy that speaks of the collection."""
    claims = tuple(_opens(said) for said in _policies(found, graph, "network"))
    closed = message(N_("no network policy of this stack opens the collection"))
    return claims or (Seen(value=False, on=found.urn, why=closed),)


def _opens(said: Said) -> Seen[bool]:
    why = message(N_("a network policy lets the internet reach the collection"))
    public = said.part if isinstance(said.part, Unknown) else dig(said.part, "AllowFromPublic")
    value = public if isinstance(public, Unknown) else public is True
    return Seen(value, "policy", said.policy.urn, why=why)


@facts_of(_POLICY)
def lone_policy(policy: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A network policy of collections that another stack makes; the others are judged with them."""
    spoken = (said for one in graph.of(COLLECTION) for said in _about(policy, one))
    if policy.get("type") != "network" or any(spoken):
        return
    read = document(policy.get("policy"))
    parts = read if isinstance(read, list) else [read]
    yield Store(
        resource=policy,
        kind=StoreKind.SEARCH,
        data_class=data_class_of(policy, graph),
        public=tuple(_opens(Said(policy, part)) for part in parts),
        backups_possible=False,
    )


def _policies(found: Resource, graph: ResourceGraph, kind: str) -> Iterator[Said]:
    """The parts of the policies of one kind whose pattern has the collection's name."""
    for policy in graph.of(_POLICY):
        if policy.get("type") == kind:
            yield from _about(policy, found)


def _about(policy: Resource, found: Resource) -> Iterator[Said]:
    """The parts of one policy that speak of the collection, or may."""
    read = document(policy.get("policy"))
    if isinstance(read, Unknown):
        yield Said(policy, read)
        return
    for part in read if isinstance(read, list) else [read]:
        about = _speaks_of(part, found)
        if isinstance(about, Unknown):
            yield Said(policy, about)
        elif about:
            yield Said(policy, part)


def _speaks_of(part: Value, found: Resource) -> bool | Unknown:
    name = found.get("name")
    rules = dig(part, "Rules")
    hidden: Unknown | None = None
    for rule in rules if isinstance(rules, list) else []:
        patterns = dig(rule, "Resource")
        for pattern in patterns if isinstance(patterns, list) else []:
            if pattern == "collection/*":
                return True
            if not isinstance(pattern, str) or not isinstance(name, str):
                hidden = Unknown("which collection a policy speaks of is an output")
            elif fnmatchcase(f"collection/{name}", pattern):
                return True
    return False if hidden is None else hidden
