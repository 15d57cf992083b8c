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
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Outcome, Verdict


def supposing(context: Context) -> Context | None:
    """The context in which what may belong to anything belongs to what has none of its kind."""
    if not context.graph.missed:
        return None
    graph = replace(context.graph, supposing=True)
    return replace(context, graph=graph, facts=understand(graph))


def settled(
    found: list[Verdict], supposed: list[Verdict], graph: ResourceGraph
) -> Iterator[Verdict]:
    """The answers on one subject, given those that hold if everything adrift belongs to it."""
    if _fails(found) and not _fails(supposed):
        names = _names(supposed, graph)
        yield from (_perhaps(one, names) for one in found)
        return
    yield from found
    if not _fails(found):
        yield from (_of_something(one) for one in supposed if _stands_adrift(one, graph))


def settled_by_resource(
    found: list[Verdict], supposed: list[Verdict], graph: ResourceGraph
) -> Iterator[Verdict]:
    """As `settled`, for answers on a whole stack: each resource that one stands at is a subject."""
    if supposed is found:
        yield from found
        return
    for on in dict.fromkeys(one.on for one in found):
        own = [one for one in found if one.on == on]
        yield from settled(own, [one for one in supposed if one.on == on], graph)


def _fails(verdicts: Iterable[Verdict]) -> bool:
    return any(one.outcome is Outcome.FAIL for one in verdicts)


def _names(supposed: list[Verdict], graph: ResourceGraph) -> str:
    """The resources that settle it: those at which an answer stands, else all that are adrift."""
    standing = [graph.missed[one.on] for one in supposed if one.on and one.on in graph.missed]
    names = dict.fromkeys(one.name for one in standing or graph.missed.values())
    return ", ".join(names)


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


def _stands_adrift(verdict: Verdict, graph: ResourceGraph) -> bool:
    return verdict.outcome is Outcome.FAIL and verdict.on in graph.missed


def _of_something(verdict: Verdict) -> Verdict:
    """A failure of something adrift, unknown as long as nobody knows what it is about."""
    because = message(N_("what it is about is not known: {because}"), because=verdict.because or "")
    return replace(verdict, outcome=Outcome.UNKNOWN, because=because)
