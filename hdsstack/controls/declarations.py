"""What rests on the manifest: unknown without one, and what it says that another stack holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hdsstack.controls import Context
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.model.message import N_, Message, message
from hdsstack.model.verdict import Verdict

if TYPE_CHECKING:
    from hdsstack.model.establishment import Held

YEAR_DAYS = 366


def no_manifest(what: Message) -> Verdict:
    """Unknown: only a manifest says `what`."""
    return unknown(message(N_("no manifest declares {what}"), what=what))


def declaration(field: str, detail: str) -> Message:
    """The sentence that says that a verdict rests on the manifest."""
    return message(N_("declared in the manifest: {field}: {detail}"), field=field, detail=detail)


def held_elsewhere(
    context: Context, key: str, missing: Message, *, longest_days: int | None = None
) -> Verdict:
    """The answer where this stack holds nothing: `foundation.<key>`, or it is missing.

    Args:
        context: The question's context.
        key: The key of the manifest's `foundation` section.
        missing: What is missing, as a sentence.
        longest_days: The evidence may not be older; None where its age does not matter.

    """
    if context.establishment is None:
        return unknown(
            message(N_("{missing}; another stack of the account may hold it"), missing=missing)
        )
    at = f"foundation.{key}"
    held: Held | None = getattr(context.establishment.foundation, key)
    if held is None:
        return failed(
            message(N_("{missing}, and `{at}` names nobody who holds it"), missing=missing, at=at),
            at=at,
        )
    if because := _stale(held.date, context.today, longest_days):
        return failed(because, at=at)
    detail = f"{held.held_by}, {held.evidence}, {held.date.isoformat()}"
    return passed(rests_on=(declaration(at, detail),))


def _stale(dated: date, today: date, longest_days: int | None) -> Message | None:
    if dated > today:
        return message(
            N_("the evidence is dated {date}, after today ({today})"),
            date=dated.isoformat(),
            today=today.isoformat(),
        )
    if longest_days is not None and (today - dated).days > longest_days:
        return message(
            N_("the evidence is of {date}: older than twelve months"), date=dated.isoformat()
        )
    return None
