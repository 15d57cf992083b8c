"""Values that a preset could not know: how many of a manifest still wait for people."""

from hdsstack.locale import LANGUAGES, Speaker
from hdsstack.model.message import N_

_MARK = N_("TO CONFIRM: {text}")


def marks() -> tuple[str, ...]:
    """The mark in every language, without its text: a manifest may have been written in another."""
    said = (Speaker(language)(_MARK) for language in LANGUAGES)
    return tuple(dict.fromkeys(text.partition("{text}")[0].strip(" :\u00a0") for text in said))


def waiting(manifest: str) -> int:
    """How many lines of a manifest's text carry the mark, comments aside."""
    known = marks()
    rows = (row.strip() for row in manifest.splitlines())
    return sum(1 for row in rows if not row.startswith("#") and any(mark in row for mark in known))
