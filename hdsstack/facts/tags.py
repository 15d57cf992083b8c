"""What a property that holds tags says, as far as the program shows it."""

from collections.abc import Mapping

from hdsstack.model.facts import DataClass
from hdsstack.model.message import N_
from hdsstack.model.values import Found, Ref, Text, Unknown, Value, unknown_for

CLASS_TAG = "hds:data-class"
_OURS = "hds:"


def tags_in(found: Found) -> Mapping[str, Value] | Unknown:
    """The tags by name; none where the property is absent or holds something else."""
    match found:
        case dict() | Unknown():
            return found
        case Ref() | Text():
            return Unknown("the tags are an output")
        case _:
            return {}


def class_in(value: Value) -> DataClass | Unknown:
    """The data class that the value of the tag declares."""
    if _hidden(value):
        return _output(CLASS_TAG)
    known = {member.value for member in DataClass}
    return DataClass(value) if isinstance(value, str) and value in known else DataClass.UNDECLARED


def written_tags(tags: Mapping[str, Value] | Unknown) -> Mapping[str, str] | Unknown:
    """The tags as text, without those that are outputs; unknown where one of ours is."""
    if isinstance(tags, Unknown):
        return tags
    for key, value in tags.items():
        if key.startswith(_OURS) and _hidden(value):
            return _output(key)
    return {
        key: str(value).lower() if isinstance(value, bool) else str(value)
        for key, value in tags.items()
        if value is not None and not _hidden(value)
    }


def _hidden(value: Value) -> bool:
    return isinstance(value, Unknown | Ref | Text)


def _output(tag: str) -> Unknown:
    return unknown_for(N_("the value of the tag {tag} is an output"), tag=tag)
