"""What the reading of a target has to say, as sentences."""

from collections.abc import Iterable, Iterator

from hdsstack.model.graph import Notice
from hdsstack.model.message import N_, Translate

_SENTENCES = {
    "stack": N_("no stack file, so it was read as stack {text} with placeholders"),
    "interpreter": N_("it has no virtual environment of its own, so it ran with hdsstack's Python"),
    "placeholder": N_("configuration without a value, answered by a placeholder: {text}"),
    "look-up": N_("look-ups answered by the shape of their result, since nobody is asked: {text}"),
    "condition": N_(
        "branches that rest on a value nobody knows, of which one was read and the other was not: "
        "{text}; next: give what is configuration with --config"
    ),
    "part": N_(
        "the preview leaves out {text} unchanged resources; next: `pulumi preview --json "
        "--show-sames`"
    ),
    "pending": N_(
        "operations of an update that was cut, whose end nobody knows: {text}; next: `pulumi "
        "refresh`, then export again"
    ),
    "unread": N_(
        "made only where a value that nobody knows is another, so that nobody has judged it: "
        "{text}; next: give what is configuration with --config"
    ),
    "branch": N_(
        "callbacks that an unknown value keeps from running, so that their resources are missing: "
        "{text}"
    ),
    "to-confirm": N_(
        "values of the manifest that nobody has confirmed, and verdicts rest on: {text}"
    ),
    "defect": N_("facts that could not be read, a defect of hdsstack: {text}"),
}


def sentences(notices: Iterable[Notice], translate: Translate) -> Iterator[str]:
    """One sentence per kind of notice."""
    by_kind: dict[str, list[str]] = {}
    for notice in notices:
        by_kind.setdefault(notice.kind, []).append(notice.text)
    for kind, texts in by_kind.items():
        sentence = _SENTENCES.get(kind, kind + ": {text}")
        yield translate(sentence).format(text=", ".join(dict.fromkeys(texts)))
