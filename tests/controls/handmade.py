"""Facts made by hand, to ask one control about them without any provider."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hdsstack.controls import Context, controls
from hdsstack.model.establishment import Establishment
from hdsstack.model.facts import (
    Coverage,
    DataClass,
    Fact,
    Facts,
    Opening,
    Ports,
    Store,
    StoreKind,
    Vault,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.settings import StackSettings
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Control, Verdict
from tests.samples import TODAY, establishment_with

UNKNOWN = Unknown("an output")
KIND = "aws:s3/bucket:Bucket"


def resource(name: str, kind: str = KIND, **inputs: Any) -> Resource:
    urn = f"urn:pulumi:prod::case::{kind}::{name}"
    return Resource(urn=urn, type=kind, token=kind, name=name, inputs=inputs)


def claim(value: bool | Unknown, at: str = "property", on: str = "") -> Seen[bool]:
    return Seen(value, at=at, on=on)


def store(name: str = "records", **fields: Any) -> Store:
    fields.setdefault("kind", StoreKind.OBJECTS)
    fields.setdefault("data_class", Seen(DataClass.DSCP))
    return Store(resource=resource(name), **fields)


def plan(name: str = "plan") -> Resource:
    return resource(name, "aws:backup/plan:Plan")


def coverage(by: Resource, minutes: Any = 60.0, days: Any = 35.0, **fields: Any) -> Coverage:
    interval, kept = Seen(minutes, "schedule", by.urn), Seen(days, "deleteAfter", by.urn)
    return Coverage(by=by, interval=interval, kept=kept, **fields)


def vault(name: str = "vault", *immutable: bool | Unknown, **fields: Any) -> Vault:
    about = resource(name, "aws:backup/vault:Vault")
    return Vault(resource=about, immutable=tuple(claim(one) for one in immutable), **fields)


def opening(
    name: str, ports: Any, *sources: str, group: str = "g", inbound: bool = True, **fields: Any
) -> Opening:
    """A rule; `ports` is an interval, a list of them, or a Ports or Unknown."""
    if isinstance(ports, tuple):
        ports = [ports]
    if isinstance(ports, list):
        ports = Ports(protocol="tcp", ranges=tuple(ports))
    peers: Any = UNKNOWN if "?" in sources else tuple(sources)
    return Opening(
        resource=resource(name, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"),
        inbound=inbound,
        group=group,
        ports=Seen(ports, "ports"),
        sources=Seen(peers, "peers"),
        **fields,
    )


def named(control_id: str) -> Control:
    return next(one for one in controls() if one.id == control_id)


def context(
    facts: Iterable[Fact],
    manifest: dict[str, Any] | None = None,
    *,
    environment: str = "prod",
    settings: StackSettings | None = None,
) -> Context:
    """The question's context; `manifest` is laid over the sound sample, None for no manifest."""
    held = tuple(facts)
    resources = tuple({fact.resource.urn: fact.resource for fact in held}.values())
    establishment: Establishment | None = None
    if manifest is not None:
        establishment = establishment_with(manifest)
    return Context(
        graph=ResourceGraph(project="case", stack="prod", resources=resources),
        facts=Facts(held),
        establishment=establishment,
        environment=environment,
        settings=settings or StackSettings(),
        today=TODAY,
    )


def ask(control_id: str, *facts: Fact, manifest: dict[str, Any] | None = None) -> dict[str, str]:
    """Name of a resource, or `*` -> the worst verdict of one control there."""
    worst: dict[str, Verdict] = {}
    for verdict in answers(control_id, context(facts, manifest)):
        place = verdict.on.rsplit("::", 1)[-1] if verdict.on else "*"
        if place not in worst or verdict.outcome.rank < worst[place].outcome.rank:
            worst[place] = verdict
    return {place: verdict.outcome.value for place, verdict in worst.items()}


def answers(control_id: str, about: Context) -> Iterable[Verdict]:
    """Every verdict of one control."""
    control = named(control_id)
    if control.subject is None:
        yield from _many(control.decide(about))
        return
    for fact in about.facts.all:
        if isinstance(fact, control.subject):
            both = (fact, about) if control.wants_context else (fact,)
            for verdict in _many(control.decide(*both)):
                yield replace(verdict, on=verdict.on or fact.resource.urn)


def _many(answer: Any) -> Iterable[Verdict]:
    return [answer] if isinstance(answer, Verdict) else answer
