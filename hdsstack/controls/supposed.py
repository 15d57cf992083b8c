"""What a resource that may belong to anything does to a verdict: never a lack, never a proof.

A lifecycle rule, a policy or a diagnostic setting may name a looked-up bucket, or a server of
another stack. Where a resource of the stack has none of that kind, it may be about this one: what
failed for the lack of it is unknown. What holds without it stays, and what it would break stands
against itself, as unknown.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from hdsstack.controls import Context
from hdsstack.facts import understand
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Outcome, Verdict


def supposing(context: Context) -> Context | None:
    """The context in which what may belong to anything belongs to what has none of its kind."""
    if not context.graph.missed:
        return None
    graph = replace(context.graph, supposing=True)
    return replace(context, graph=graph, facts=understand(graph))


def settled(
    about: str | None, found: list[Verdict], supposed: list[Verdict], graph: ResourceGraph
) -> Iterator[Verdict]:
    """The answers about one resource, given those that hold if everything adrift belongs to it."""
    if supposed is found:
        yield from found
    elif _fails(found) and not _fails(supposed):
        names = _names(about, supposed, graph)
        yield from (_perhaps(one, names) for one in found)
    else:
        yield from found
        if not _fails(found):
            adrift = _adrift(graph)
            yield from (_of_something(one) for one in supposed if _stands_in(one, adrift))


def settled_by_resource(
    found: list[Verdict], supposed: list[Verdict], graph: ResourceGraph
) -> Iterator[Verdict]:
    """As `settled`, for answers on a whole stack: each resource that one stands at is a subject."""
    if supposed is found:
        yield from found
        return
    for on in dict.fromkeys(one.on for one in found):
        own = [one for one in found if one.on == on]
        yield from settled(on, own, [one for one in supposed if one.on == on], graph)


def _adrift(graph: ResourceGraph) -> dict[str, Resource]:
    return {urn: one for held in graph.missed.values() for urn, one in held.items()}


def _fails(verdicts: Iterable[Verdict]) -> bool:
    return any(one.outcome is Outcome.FAIL for one in verdicts)


def _names(about: str | None, supposed: list[Verdict], graph: ResourceGraph) -> str:
    """What settles it: what an answer stands at, else what the resource may have, else all."""
    adrift = _adrift(graph)
    standing = [adrift[one.on] for one in supposed if one.on and one.on in adrift]
    held = standing or (graph.missed.get(about or "") or adrift).values()
    return ", ".join(dict.fromkeys(one.name for one in held))


def _perhaps(verdict: Verdict, names: str) -> Verdict:
    """A failure for a lack, unknown where what is lacking may be there."""
    if verdict.outcome is not Outcome.FAIL:
        return verdict
    because = message(
        N_("{because}, unless {names} is about it: what that one names is not known"),
        because=verdict.because or "",
        names=names,
    )
    return replace(verdict, outcome=Outcome.UNKNOWN, because=because)


def _stands_in(verdict: Verdict, adrift: dict[str, Resource]) -> bool:
    return verdict.outcome is Outcome.FAIL and verdict.on in adrift


def _of_something(verdict: Verdict) -> Verdict:
    """A failure of something adrift, unknown as long as nobody knows what it is about."""
    because = message(N_("what it is about is not known: {because}"), because=verdict.because or "")
    return replace(verdict, outcome=Outcome.UNKNOWN, because=because)
