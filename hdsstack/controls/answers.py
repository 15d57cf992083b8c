"""How a control says its verdict: small makers over observations."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from hdsstack.model.facts import Claims, Fact
from hdsstack.model.message import N_, Message, message
from hdsstack.model.reasons import only_names
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Outcome, Verdict

T = TypeVar("T")


def passed(
    seen: Seen[T] | None = None, *, on: str | None = None, rests_on: tuple[Message, ...] = ()
) -> Verdict:
    """It holds, at the place of `seen` or on the resource `on`."""
    at = seen.at if seen else ""
    return Verdict(Outcome.PASS, on or (seen.on if seen else None), at, None, rests_on)


def failed(
    because: Message,
    seen: Seen[T] | None = None,
    *,
    on: str | None = None,
    at: str = "",
    rests_on: tuple[Message, ...] = (),
) -> Verdict:
    """It does not hold; a default that was not overridden is named."""
    place = at or (seen.at if seen else "")
    if seen and seen.default and seen.at:
        because = message(
            N_("{because} (`{at}` is absent; the provider's default applies)"),
            because=because,
            at=seen.at,
        )
    return Verdict(Outcome.FAIL, on or (seen.on if seen else None), place, because, rests_on)


def unknown(
    missing: Unknown | Message,
    seen: Seen[T] | None = None,
    *,
    on: str | None = None,
    at: str = "",
    rests_on: tuple[Message, ...] = (),
    declared: bool = False,
) -> Verdict:
    """It cannot be decided: which value is missing; `declared` where only a manifest could say."""
    because = missing if isinstance(missing, Message) else _of(missing)
    place = at or (seen.at if seen else "")
    on = on or (seen.on if seen else None)
    return Verdict(Outcome.UNKNOWN, on, place, because, rests_on, declared)


def _of(missing: Unknown) -> Message:
    why = missing.reason
    if only_names(why):
        return message(N_("cannot be decided without {what}"), what=why)
    return message(N_("cannot be decided: {why}"), why=why)


def not_applicable(why: Message) -> Verdict:
    """The question does not arise."""
    return Verdict(Outcome.NOT_APPLICABLE, because=why)


def holds(fact: Fact, claims: Claims, otherwise: Message) -> Iterator[Verdict]:
    """Each statement must be true; the observation's own sentence goes before `otherwise`."""
    yield from _each(fact, claims, wanted=True, otherwise=otherwise)


def never(fact: Fact, claims: Claims, otherwise: Message) -> Iterator[Verdict]:
    """Each statement must be false."""
    yield from _each(fact, claims, wanted=False, otherwise=otherwise)


def _each(
    fact: Fact, claims: Iterable[Seen[bool]], *, wanted: bool, otherwise: Message
) -> Iterator[Verdict]:
    for claim in claims:
        on = claim.on or fact.resource.urn
        if isinstance(claim.value, Unknown):
            yield unknown(claim.value, claim, on=on)
        elif claim.value is wanted:
            yield passed(claim, on=on)
        else:
            yield failed(claim.why or otherwise, claim, on=on)
