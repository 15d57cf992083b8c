"""JSON documents among the inputs, with the outputs inside them decoded."""

import json

from hdsstack.model.values import ABSENT, Found, Ref, Text, Unknown, Value, decode_string, plain


def document(found: Found) -> Value:
    """What a JSON text says; an object or a list stays as it is, nothing is an empty object."""
    match plain(found):
        case Unknown() as missing:
            return missing
        case Ref(urn=urn):
            return Unknown("the document is an output", (urn,))
        case Text() as text:
            return _parsed(text.encoded(), tuple(ref.urn for ref in text.refs))
        case str() as text:
            return _parsed(text, ())
        case dict() | list() as held:
            return held
        case _ as nothing if nothing is ABSENT:
            return {}
        case _:
            return Unknown("the document cannot be read")


def _parsed(text: str, urns: tuple[str, ...]) -> Value:
    try:
        return decoded(json.loads(text))
    except (ValueError, RecursionError):
        return Unknown("the document is not JSON that can be read", urns)


def decoded(found: object) -> Value:
    """What JSON holds, as values: symbols in its texts are references again."""
    match found:
        case str():
            return decode_string(found)
        case list():
            return [decoded(item) for item in found]
        case dict():
            return {str(key): decoded(item) for key, item in found.items()}
        case bool() | int() | float():
            return found
        case _:
            return None
