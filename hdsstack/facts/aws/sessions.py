"""Session Manager: whether administration that goes through it leaves a record."""

import json
from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.clear import clear_text_at
from hdsstack.model.facts import AdminAccess, ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Text, Unknown, decode_string

DOCUMENT = "aws:ssm/document:Document"
_DESTINATIONS = ("cloudWatchLogGroupName", "s3BucketName")


@facts_of(DOCUMENT)
def session_document(document: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document of kind Session holds the preferences of sessions; the others run commands."""
    del graph
    if document.text("documentType").value == "Session":
        yield AdminAccess(resource=document, records=(_records(document),))
        return
    why = message(N_("a secret value is written in the program"))
    yield ClearSecret(resource=document, clear=clear_text_at(document, "content", why))


def _records(document: Resource) -> Seen[bool]:
    """A log group or a bucket is named; an empty name, the console's default, records nothing."""
    inputs = _inputs(document)
    if isinstance(inputs, Unknown):
        return Seen(inputs, "content", document.urn)
    why = message(N_("no log group and no bucket receives what is done in a session"))
    named = [decode_string(str(inputs.get(key) or "")) for key in _DESTINATIONS]
    if any(name for name in named if not isinstance(name, Unknown)):
        return Seen(value=True, at="content", on=document.urn)
    hidden = next((name for name in named if isinstance(name, Unknown)), False)
    return Seen(hidden, "content", document.urn, why=why)


def _inputs(document: Resource) -> Mapping[str, object] | Unknown:
    found = document.get("content")
    text = found.encoded() if isinstance(found, Text) else found
    if isinstance(text, Unknown):
        return text
    if not isinstance(text, str):
        return Unknown("the preferences of sessions are an output")
    try:
        inputs = json.loads(text).get("inputs", {})
    except (ValueError, AttributeError):
        return Unknown("the preferences of sessions are not JSON")
    return inputs if isinstance(inputs, dict) else Unknown("the preferences have another shape")
