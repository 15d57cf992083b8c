"""The resource graph of a state: `pulumi stack export`, or a checkpoint file of a backend."""

import json
from collections.abc import Iterator
from typing import Any

from hdsstack.engine.errors import TargetError
from hdsstack.engine.resources import resources_of
from hdsstack.locale import _
from hdsstack.model.graph import Notice, ResourceGraph


def read_state(text: str, name: str) -> ResourceGraph:
    """Read the JSON text of a state; `name` is how the user called the file.

    Raises:
        TargetError: Not JSON, or not a state.

    """
    deployment = _deployment(parse(text, name), name)
    pending = [one for one in _list(deployment, "pending_operations") if isinstance(one, dict)]
    try:
        resources = resources_of([*_list(deployment, "resources"), *_begun(pending)])
    except (ValueError, TypeError, AttributeError) as error:
        raise not_a(name, _("a state"), str(error)) from error
    project, stack = project_and_stack([r.urn for r in resources])
    notices = tuple(_notices(pending))
    return ResourceGraph(project=project, stack=stack, resources=resources, notices=notices)


def _list(deployment: dict[str, Any], key: str) -> list[Any]:
    found = deployment.get(key)
    return found if isinstance(found, list) else []


def _begun(pending: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """What an update that was cut had begun to create: it may exist, the list does not hold it."""
    for one in pending:
        resource = one.get("resource")
        if one.get("type") in ("creating", "importing") and isinstance(resource, dict):
            yield resource


def _notices(pending: list[dict[str, Any]]) -> Iterator[Notice]:
    for one in pending:
        resource = one.get("resource")
        urn = resource.get("urn") if isinstance(resource, dict) else None
        name = urn.rsplit("::", 1)[-1] if isinstance(urn, str) else "?"
        yield Notice("pending", f"{name} ({one.get('type')})")


def parse(text: str, name: str) -> dict[str, Any]:
    """The JSON object in `text`.

    Raises:
        TargetError: Not a JSON object.

    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise TargetError(_not_one(error).format(file=name), file=name, line=line) from error
    if not isinstance(found, dict):
        raise not_a(name, _("a state or preview"), _("the top is not an object"))
    return found


def _not_one(error: Exception) -> str:
    """What is wrong with a text that is not one JSON value."""
    if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
        return _(
            "{file}: several JSON values one after another, as a log of events has; next: `pulumi "
            "stack export --file state.json` or `pulumi preview --json > preview.json`, without "
            "PULUMI_ENABLE_STREAMING_JSON_PREVIEW"
        )
    return _("{file}: not JSON, or cut short; next: write the file again")


def not_a(name: str, wanted: str, why: str) -> TargetError:
    """The error of a file that is something else."""
    said = _(
        "{file}: this is not {wanted} ({why}); next: `pulumi stack export --file "
        "state.json` or `pulumi preview --json > preview.json`"
    )
    return TargetError(said.format(file=name, wanted=wanted, why=why), file=name)


def _deployment(found: dict[str, Any], name: str) -> dict[str, Any]:
    """The deployment of an export (versions 3 and 4) or of a checkpoint file."""
    inner = found.get("deployment")
    if inner is None and isinstance(found.get("checkpoint"), dict):
        inner = found["checkpoint"].get("latest") or {}
    if not isinstance(inner, dict) or not isinstance(inner.get("resources", []), list):
        raise not_a(name, _("a state"), _("it has no deployment"))
    version = found.get("version")
    if version not in (3, 4):
        raise not_a(
            name,
            _("a state that can be read"),
            _("its version is {seen}, 3 or 4 is wanted").format(seen=version),
        )
    return inner


def project_and_stack(urns: list[str]) -> tuple[str, str]:
    """Project and stack as the first URN tells them."""
    for urn in urns:
        parts = urn.removeprefix("urn:pulumi:").split("::")
        if len(parts) > len(("stack", "project", "type")):
            return parts[1], parts[0]
    return "unknown", "unknown"
