"""Turning validation errors into problems that say what was seen, what is wanted and what to do."""

import difflib
import re
from collections.abc import Callable, Iterable
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hdsstack.locale import _
from hdsstack.model.document import Document, Place
from hdsstack.model.problem import Problem

_LONGEST = 60
_SECRET_NAME = re.compile(
    r"pass(word|phrase|wd)?|pwd|token|psk|credential|secret|private|(api|access|shared)_?key",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(r"-----BEGIN|://[^/@\s]+:[^/@\s]+@|\bAKIA[0-9A-Z]{16}\b")


def problems_of(error: ValidationError, document: Document, root: type[BaseModel]) -> list[Problem]:
    """Describe every error of a validation, each at its line in the document."""
    details = error.errors(include_url=False)
    return [_problem(detail, document, root) for detail in details if not _echo(detail)]


def unknown_empty_keys(document: Document, root: type[BaseModel]) -> list[Problem]:
    """Describe keys without a value that no section knows: often a comma inside `{...}`."""
    return [
        Problem(
            document.file,
            document.line(place),
            field_name(place),
            *_worded(_unknown_key(place, root), _("no value")),
        )
        for place in document.empty
        if (model := _model_at(place[:-1], root)) and place[-1] not in _names(model)
    ]


def _worded(explanation: tuple[str, str, str], seen: str) -> tuple[str, str, str, str]:
    what, wanted, step = explanation
    return what, seen, wanted, step


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _echo(detail: ErrorDetails) -> bool:
    """Whether a list only counts as too short because its items are wrong, said elsewhere."""
    context = detail.get("ctx", {})
    return detail["type"] == "too_short" and len(detail["input"]) >= context["min_length"]


def seen_value(place: Place, value: object) -> str:
    """Show a value shortly; a value that may be a secret is never shown."""
    name = next((str(part) for part in reversed(place) if isinstance(part, str)), "")
    if isinstance(value, dict):
        return _("a mapping")
    if isinstance(value, list | tuple):
        return _("a list of {count}").format(count=len(value))
    if value is None:
        return _("nothing")
    text = str(value)
    if _SECRET_NAME.search(name) or _SECRET_VALUE.search(text):
        return _("a value that is not shown")
    return repr(text if len(text) <= _LONGEST else text[:_LONGEST] + "...")


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that looks most like `word`, or None."""
    found = difflib.get_close_matches(word, list(candidates), n=1, cutoff=0.6)
    return found[0] if found else None


def field_name(place: Place) -> str:
    """Write a place as people do: `actors[1].certificates[0].number`."""
    name = ""
    for part in place:
        name += f"[{part}]" if isinstance(part, int) else f".{part}"
    return name.removeprefix(".")


def _problem(detail: ErrorDetails, document: Document, root: type[BaseModel]) -> Problem:
    place: Place = detail["loc"]
    seen = _("nothing") if detail["type"] == "missing" else seen_value(place, detail["input"])
    words = _worded(_explain(detail, root), seen)
    return Problem(document.file, document.line(place), field_name(place), *words)


def _explain(detail: ErrorDetails, root: type[BaseModel]) -> tuple[str, str, str]:
    kind = detail["type"]
    context = detail.get("ctx", {})
    if kind == "manifest_shape":
        return context["what"], context["wanted"], context["next_step"]
    if kind == "extra_forbidden":
        return _unknown_key(detail["loc"], root)
    if kind == "missing":
        key = str(detail["loc"][-1])
        step = _("add the key '{key}'").format(key=key)
        return _("a key is missing"), _("the key '{key}'").format(key=key), step
    if kind == "literal_error":
        return _unknown_choice(str(detail["input"]), str(context["expected"]))
    for pattern, explanation in _EXPLANATIONS:
        if re.fullmatch(pattern, kind):
            return explanation(context)
    return _("the value cannot be used"), detail["msg"], _("correct the value")


def _unknown_key(place: Place, root: type[BaseModel]) -> tuple[str, str, str]:
    model = _model_at(place[:-1], root)
    known = _names(model) if model else []
    close = nearest(str(place[-1]), known)
    step = _("remove the key; what people need to read goes in a comment")
    if close:
        step = _("write '{key}' if that is what you mean").format(key=close)
    return _("the key is not known"), _("one of {keys}").format(keys=", ".join(known)), step


def _unknown_choice(seen: str, expected: str) -> tuple[str, str, str]:
    close = nearest(seen.lower(), re.findall(r"'([^']*)'", expected))
    step = _("choose one of the values wanted")
    if close:
        step = _("write '{value}' if that is what you mean").format(value=close)
    return _("the value is not one of the choices"), expected.replace(" or ", ", "), step


def _model_at(place: Place, root: type[BaseModel]) -> type[BaseModel] | None:
    """The model that describes a place, reached by field names and list ranks."""
    model: type[BaseModel] | None = root
    for part in place:
        if isinstance(part, int):
            continue
        fields = model.model_fields if model else {}
        found = [info for name, info in fields.items() if part in (name, info.alias)]
        model = _model_in(found[0].annotation) if found else None
    return model


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)


_Explanation = Callable[[dict[str, object]], tuple[str, str, str]]


def _number(_context: dict[str, object]) -> tuple[str, str, str]:
    return _("not a whole number"), _("a whole number"), _("write digits only, without unit")


def _decimal(_context: dict[str, object]) -> tuple[str, str, str]:
    return _("not a number"), _("a number like 99.9"), _("write digits only, without unit")


def _truth(_context: dict[str, object]) -> tuple[str, str, str]:
    return _("neither true nor false"), "true, false", _("write true or false")


def _text(_context: dict[str, object]) -> tuple[str, str, str]:
    return _("not a text"), _("a text on one key"), _("write the text after the colon")


def _list(_context: dict[str, object]) -> tuple[str, str, str]:
    step = _("write one item per line, each after a hyphen")
    return _("not a list"), _("a list"), step


def _mapping(_context: dict[str, object]) -> tuple[str, str, str]:
    step = _("write keys and values, indented under this key")
    return _("not a section of keys and values"), _("a mapping"), step


def _day(_context: dict[str, object]) -> tuple[str, str, str]:
    return _("not a date"), _("year-month-day"), _("write a day that exists, like 2026-11-25")


def _short(context: dict[str, object]) -> tuple[str, str, str]:
    wanted = _("at least {count} item(s)").format(count=context.get("min_length", 1))
    return _("the list is too short"), wanted, _("add an item")


def _bound(context: dict[str, object]) -> tuple[str, str, str]:
    signs = {"gt": "> {}", "ge": ">= {}", "lt": "< {}", "le": "<= {}"}
    wanted = ", ".join(signs[key].format(value) for key, value in context.items() if key in signs)
    return _("the number is out of bounds"), wanted, _("check the number and its unit")


_EXPLANATIONS: tuple[tuple[str, _Explanation], ...] = (
    (r"int_.*", _number),
    (r"float_.*|finite_number", _decimal),
    (r"bool_.*", _truth),
    (r"string_.*", _text),
    (r"(tuple|list)_type", _list),
    (r"model_.*|dict_type", _mapping),
    (r"date.*", _day),
    (r"too_short", _short),
    (r"(greater|less)_than.*", _bound),
)
