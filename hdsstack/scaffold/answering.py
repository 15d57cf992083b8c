"""From a few answers to a whole manifest: presets, then what the answers say otherwise."""

import datetime as dt
import re
from collections.abc import Mapping

from hdsstack import catalog
from hdsstack.locale import _
from hdsstack.model.establishment import Establishment
from hdsstack.model.establishment.identity import Kind
from hdsstack.model.mistakes import nearest
from hdsstack.planning.error import PlanningError
from hdsstack.planning.preset_chain import to_confirm
from hdsstack.planning.presets import Answers, manifest_for, questions
from hdsstack.planning.regions import providers_with
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.overlay import overlaid

Values = dict[str, object]

# Nine zeros keep the FINESS key valid and can be nobody's number.
NO_FINESS = "000000000"
_BEDS = 60
_ACRONYMS = frozenset({"ch", "chr", "chu", "ehpad", "espic", "gcs", "ght", "gie"})


def manifest_of(
    slug: str,
    provider: str,
    answers: Mapping[str, object],
    *,
    today: dt.date,
    region: str | None = None,
) -> Values:
    """Build the manifest's values.

    `answers` holds answers to the questions (`name`, `beds`...), dotted keys of the manifest
    (`network.cloud_range`), or whole sections as an answers file gives them.

    Raises:
        ScaffoldError: The provider, the region or an answer cannot be used.

    """
    given = {key.removeprefix("establishment."): value for key, value in flat(answers).items()}
    _refuse_region(provider, region)
    asked = Answers(
        slug=slug,
        name=str(given.pop("name", _name_in(slug))),
        finess=str(given.pop("finess", NO_FINESS)),
        kind=str(given.pop("kind", _kind_in(slug))),
        beds=_beds(given.pop("beds", _BEDS)),
        provider=provider,
        administrator=str(given.pop("administrator", to_confirm(_("named administrator")))),
        today=today,
        region=region,
    )
    try:
        values = manifest_for(asked)
    except PlanningError as error:
        raise _unusable("hosting", f"{provider} {region or ''}".strip(), str(error)) from error
    for key, value in given.items():
        place = f"establishment.{key}" if key in ("country", "group") else key
        _refuse_stranger(place, value)
        overlaid(values, place, value)
    return values


def flat(answers: Mapping[str, object], place: str = "") -> Values:
    """Nested sections as dotted keys; lists stay whole."""
    found: Values = {}
    for key, value in answers.items():
        where = f"{place}.{key}" if place else str(key)
        if isinstance(value, Mapping):
            found |= flat(value, where)
        else:
            found[where] = value
    return found


def question_keys() -> tuple[str, ...]:
    """The keys of the questions that a person may be asked."""
    return tuple(question.key for question in questions())


def _name_in(slug: str) -> str:
    """A name to begin with, as hospitals write theirs: CHU Exemple."""
    words = slug.split("-")
    return " ".join(one.upper() if one in _ACRONYMS else one.capitalize() for one in words)


def _kind_in(slug: str) -> str:
    known: tuple[str, ...] = Kind.__args__  # type: ignore[attr-defined]  # a Literal's own values
    return next((word for word in slug.split("-") if word in known), "autre")


def _beds(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise _unusable("beds", str(value), _("not a number of beds")) from None


def _refuse_region(provider: str, region: str | None) -> None:
    if region is None or catalog.region(provider, region):
        return
    others = providers_with(region)
    known = (
        _("{region}, a region of {others}").format(region=region, others=", ".join(others))
        if others
        else _("{region}, which the catalogue knows at no provider").format(region=region)
    )
    raise ScaffoldError(
        _("not a region of {provider}").format(provider=provider),
        where="--region",
        seen=known,
        wanted=_("a region of {provider}").format(provider=provider),
        next_step=_("list them with `hdsstack catalog regions --provider {provider}`").format(
            provider=provider
        ),
    )


def _refuse_stranger(key: str, value: object) -> None:
    """A key of no section would be blamed on a line of a manifest that nobody has."""
    if re.split(r"[.\[]", key)[0] in Establishment.model_fields:
        return
    close = nearest(key, [*question_keys(), *Establishment.model_fields])
    step = _("write '{key}' if that is what you mean").format(key=close) if close else ""
    raise ScaffoldError(
        _("no such answer"),
        where=key,
        seen=str(value),
        wanted=_("one of {known}, or a dotted key of the manifest").format(
            known=", ".join(question_keys())
        ),
        next_step=step or _("correct the key"),
    )


def _unusable(field: str, seen: str, what: str) -> ScaffoldError:
    return ScaffoldError(
        what,
        where=field,
        seen=seen,
        wanted=_("a value that the manifest accepts"),
        next_step=_("correct it with --set {field}=VALUE").format(field=field),
    )
