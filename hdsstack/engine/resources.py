"""Resources as Pulumi writes them in a state (ResourceV3 JSON) become the resource graph.

A recorded program, a state and a preview all go through here. The recorder writes the same form
with symbols for outputs and with the origin of each secret.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hdsstack.engine.tokens import normal
from hdsstack.model.graph import Resource, Source
from hdsstack.model.message import N_
from hdsstack.model.values import Origin, Secret, Unknown, Value, decode_string, unknown_for

SIGNATURE = "4dabf18193072939515e22adb298388d"
SECRET = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105 - Pulumi's published mark of a secret
OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
# One mark per kind of value; programs use the first, engines and policy packs all.
UNKNOWNS = frozenset(
    {
        UNKNOWN,
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # a yes or no
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # a number
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # a list
        "030794c1-ac77-496b-92df-f27374a8bd58",  # an asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # an archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # an object
    }
)
REDACTED = "[secret]"
# What a bridged provider filled in with its own defaults, at each depth.
DEFAULTED = "__defaults"
DEPTH = 60
_NOT_YET = N_("known only after the deployment")
_NAMED = 3  # more names say no more than none
_OF_A_STACK = "::pulumi:pulumi:StackReference::"
_LARGEST = 2**63

Json = Any


def value_of(found: Json, depth: int = 0) -> Value:
    """One property value; anything that cannot be read becomes an Unknown that says why."""
    if depth > DEPTH:
        return Unknown("nested too deeply to be read")
    match found:
        case str():
            if found in UNKNOWNS:
                return Unknown(_NOT_YET)
            return (
                Secret(Unknown("a secret that the file does not show"))
                if found == REDACTED
                else decode_string(found)
            )
        case bool() | None:
            return found
        case int() | float():
            return _number(found)
        case list():
            return [value_of(item, depth + 1) for item in found]
        case dict() if SIGNATURE in found:
            return _special(found, depth)
        case dict():
            return {
                str(key): value_of(item, depth + 1)
                for key, item in found.items()
                if key not in (DEFAULTED, "__meta")
            }
        case _:
            return unknown_for(
                N_("a value of an unexpected kind ({kind})"), kind=type(found).__name__
            )


def _number(found: float) -> Value:
    """JSON has one kind of number: a whole one is an int; one beyond all that is meant is none."""
    if not -_LARGEST < found < _LARGEST:
        return Unknown("a number larger than any that is meant")
    return int(found) if isinstance(found, int) or found.is_integer() else found


def _special(found: Mapping[str, Json], depth: int) -> Value:
    match found.get(SIGNATURE):
        case "1b47061264138c4ac30d75fd1eb44270":
            return Secret(_hidden(found, depth), _origin(found.get("origin")))
        case "c44067f5952c0a294b673a41bacd8c17":
            return str(found["text"]) if isinstance(found.get("text"), str) else "asset"
        case "0def7320c3a5731c473e5ecbe6d01bc7":
            return "archive"
        case "5cf8f73096256a8f31e491e813e4eb8e":
            return decode_string(str(found.get("id") or found.get("urn") or ""))
        case "d0e6a833031e9bbcd3f4e8bde6ca49a4":
            known = value_of(found["value"], depth + 1) if "value" in found else Unknown()
            return Secret(known) if found.get("secret") else known
        case _:
            return Unknown("a value with an unknown mark")


def _hidden(found: Mapping[str, Json], depth: int) -> Value:
    """What a secret holds, where the file shows it: a recording, or `--show-secrets`."""
    if "value" in found:
        return value_of(found["value"], depth + 1)
    try:
        return value_of(json.loads(found["plaintext"]), depth + 1)
    except (KeyError, TypeError, ValueError, RecursionError):
        return Unknown("a secret that the file does not show")


def _origin(name: Json) -> Origin:
    return next((origin for origin in Origin if origin.value == name), Origin.UNKNOWN)


def resource_of(found: Mapping[str, Json]) -> Resource:
    """One ResourceV3 as a Resource.

    Raises:
        ValueError: No URN or no type, or inputs that are no object: nothing can be said about it.

    """
    urn, token = found.get("urn"), found.get("type")
    if not isinstance(urn, str) or not isinstance(token, str):
        raise ValueError("a resource has no urn or no type")  # noqa: TRY004 - of the file, not ours
    reach = _reach(found.get("propertyDependencies"))
    return Resource(
        urn=urn,
        type=normal(token),
        token=token,
        name=urn.rsplit("::", 1)[-1],
        inputs=_named(_inputs(found.get("inputs"), urn), reach),
        outputs=_mapping(found.get("outputs")),
        id=found.get("id") if isinstance(found.get("id"), str) else None,
        custom=found.get("custom") is not False,
        external=found.get("external") is True,
        parent=found.get("parent") if isinstance(found.get("parent"), str) else None,
        provider=found.get("provider") if isinstance(found.get("provider"), str) else None,
        protect=found.get("protect") is True,
        retain_on_delete=found.get("retainOnDelete") is True,
        dependencies=_strings(found.get("dependencies")),
        reach=reach,
        ignored=_strings(found.get("ignoreChanges")),
        filled=frozenset(_filled(found.get("inputs"))),
        source=_source(found),
    )


def _inputs(found: Json, urn: str) -> Mapping[str, Value]:
    if found is not None and (not isinstance(found, dict) or SIGNATURE in found):
        raise ValueError(f"the inputs of {urn} are no object")
    return _mapping(found)


def _named(
    inputs: Mapping[str, Value], reach: Mapping[str, tuple[str, ...]]
) -> Mapping[str, Value]:
    """The inputs, where what is unknown comes from few resources saying from which."""
    open_ = (name for name in reach if name in inputs and _not_yet(inputs[name]))
    said = {name: why for name in open_ if (why := _whose(reach[name])) is not None}
    return {**inputs, **{name: _from(inputs[name], why) for name, why in said.items()}}


def _not_yet(value: Value) -> bool:
    """Whether a value holds something that only the deployment will tell."""
    match value:
        case Unknown(why=said):
            return said == _NOT_YET
        case Secret(value=inner):
            return _not_yet(inner)
        case list():
            return any(map(_not_yet, value))
        case dict():
            return any(map(_not_yet, value.values()))
        case _:
            return False


def _whose(urns: tuple[str, ...]) -> Unknown | None:
    """Whose outputs an unknown property may hold; None where too many may be meant."""
    if not 0 < len(urns) <= _NAMED:
        return None
    names = ", ".join(urn.rsplit("::", 1)[-1] for urn in urns)
    if all(_OF_A_STACK in urn for urn in urns):
        return unknown_for(N_("an output of another stack ({name})"), name=names)
    return unknown_for(N_("known only after the deployment: an output of {name}"), name=names)


def _from(value: Value, why: Unknown) -> Value:
    match value:
        case Unknown(why=said) if said == _NOT_YET:
            return why
        case Secret(value=Unknown() as inner, origin=origin):
            return Secret(_from(inner, why), origin)
        case list():
            return [_from(one, why) for one in value]
        case dict():
            return {key: _from(one, why) for key, one in value.items()}
        case _:
            return value


def _filled(found: Json, at: str = "", depth: int = 0) -> Iterator[str]:
    """The paths of what a bridged provider has filled in: it lists them beside what it filled."""
    if depth > DEPTH:
        return
    match found:
        case dict() if DEFAULTED in found:
            dot = f"{at}." if at else ""
            yield from (f"{dot}{name}" for name in _strings(found[DEFAULTED]))
            for name, inner in found.items():
                yield from _filled(inner, f"{dot}{name}", depth + 1)
        case list():
            for index, inner in enumerate(found):
                yield from _filled(inner, f"{at}[{index}]", depth + 1)


def _reach(found: Json) -> Mapping[str, tuple[str, ...]]:
    held = found.items() if isinstance(found, dict) else ()
    return {str(name): _strings(urns) for name, urns in held}


def _mapping(found: Json) -> Mapping[str, Value]:
    value = value_of(found) if isinstance(found, dict) else {}
    value = value.value if isinstance(value, Secret) else value
    return value if isinstance(value, dict) else {}


def _strings(found: Json) -> tuple[str, ...]:
    return tuple(item for item in found if isinstance(item, str)) if isinstance(found, list) else ()


def _source(found: Mapping[str, Json]) -> Source | None:
    """The innermost line of the program itself: the recorder's `{"file", "line"}`, or a state's.

    A state holds `project:///stacks/x/__main__.py#14,1`, as a position and as frames of a stack.
    """
    position = found.get("sourcePosition")
    if isinstance(position, dict):
        line = position.get("line")
        return Source(str(position.get("file", "")), line if isinstance(line, int) else 0)
    frames = found.get("stackTrace")
    held = frames if isinstance(frames, list) else []
    positions = [one.get("sourcePosition") for one in held if isinstance(one, dict)]
    places = [_position(one) for one in (*positions, position) if isinstance(one, str)]
    return next((one for one in places if one and not _of_a_library(one.file)), None)


def _position(text: str) -> Source | None:
    file, _, place = text.partition("#")
    line = place.split(",")[0]
    return Source(file.removeprefix("project:///"), int(line)) if line.isdigit() else None


def _of_a_library(file: str) -> bool:
    """Whether a file is outside the project, installed in it, or hdsstack's own."""
    return file.startswith(("../", "hdsstack/")) or "site-packages/" in file


def resources_of(found: Iterable[Mapping[str, Json]]) -> tuple[Resource, ...]:
    """The resources of a list, those being deleted left out; the first of two equal URNs counts."""
    kept: dict[str, Resource] = {}
    for one in found:
        if not isinstance(one, Mapping):
            raise ValueError("a resource is not an object")  # noqa: TRY004 - a value of the file
        if one.get("delete") is True:
            continue
        resource = resource_of(one)
        kept.setdefault(resource.urn, resource)
    return tuple(sorted(kept.values(), key=_declared))


def _declared(resource: Resource) -> tuple[str, int, str]:
    """Where it stands in the program, then its URN: an SDK registers in no certain order."""
    place = resource.source or Source("", 0)
    return place.file, place.line, resource.urn
