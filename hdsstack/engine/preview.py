"""The resource graph of `pulumi preview --json`: what the stack would be after the update."""

from collections.abc import Iterable
from typing import Any

from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import parsed
from hdsstack.engine.resources import resources_of
from hdsstack.engine.state import not_a, parse, project_and_stack
from hdsstack.locale import _
from hdsstack.model.graph import Notice, ResourceGraph

_GONE = {"delete", "discard-replaced", "delete-replaced", "read-discard", "remove-pending-replace"}
_STAYS = {"same", "update", "refresh"}
_UNCHANGED = {"same", "refresh"}


def read_preview(text: str, name: str) -> ResourceGraph:
    """Read the JSON text of a preview; `name` is how the user called the file.

    Raises:
        TargetError: Not JSON, not a preview, or a preview that itself failed.

    """
    found = parse(text, name)
    # An empty list of steps is left out.
    steps = found.get("steps", [] if "changeSummary" in found else None)
    if not isinstance(steps, list) or ("changeSummary" not in found and "config" not in found):
        raise not_a(name, _("a preview"), _("it has no steps"))
    _refuse_failed(found, name)
    states = _after(step for step in steps if isinstance(step, dict))
    try:
        resources = resources_of(states)
    except (ValueError, TypeError, AttributeError) as error:
        raise not_a(name, _("a preview"), str(error)) from error
    project, stack = project_and_stack([r.urn for r in resources])
    given = found.get("config")
    return ResourceGraph(
        project=project,
        stack=stack,
        resources=resources,
        configuration={str(k): parsed(str(v)) for k, v in given.items()}
        if isinstance(given, dict)
        else {},
        notices=_unchanged_left_out(found, steps),
    )


def _after(steps: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Each resource as its last step leaves it: one refreshed or imported is updated by another."""
    states: dict[object, dict[str, Any]] = {}
    for step in steps:
        urn = _urn(step)
        if step.get("op") == "delete" and not _replaced_before(step):
            states.pop(urn, None)
        elif step.get("op") not in _GONE and isinstance(step.get("newState"), dict):
            states[urn] = _state_after(step)
    return states.values()


def _urn(step: dict[str, Any]) -> object:
    states = (step.get(key) for key in ("newState", "oldState"))
    found = [one.get("urn") for one in (step, *states) if isinstance(one, dict)]
    return next((one for one in found if one), id(step))


def _replaced_before(step: dict[str, Any]) -> bool:
    """Whether what is deleted was replaced by an earlier update: its successor has its URN."""
    old = step.get("oldState")
    return isinstance(old, dict) and old.get("delete") is True


def _state_after(step: dict[str, Any]) -> dict[str, Any]:
    """The state after a step; what stays keeps the id and the outputs by which others name it."""
    old, new = step.get("oldState"), step["newState"]
    if step.get("op") not in _STAYS or not isinstance(old, dict):
        return dict(new)
    kept = {key: old[key] for key in ("id", "outputs") if key in old and not new.get(key)}
    return {**new, **kept}


def _refuse_failed(found: dict[str, Any], name: str) -> None:
    for one in found.get("diagnostics") or []:
        if isinstance(one, dict) and one.get("severity") == "error":
            raise TargetError(
                _(
                    "{file}: the preview itself failed, so it holds only a part of the stack; "
                    "next: mend the program and preview again"
                ).format(file=name),
                file=name,
            )


def _unchanged_left_out(found: dict[str, Any], steps: list[Any]) -> tuple[Notice, ...]:
    """A preview without --show-sames leaves out what does not change: the graph is a part of
    the stack.
    """
    summary = found.get("changeSummary")
    same = summary.get("same", 0) if isinstance(summary, dict) else 0
    last = {str(_urn(step)): step.get("op") for step in steps if isinstance(step, dict)}
    shown = sum(1 for op in last.values() if op in _UNCHANGED)
    if isinstance(same, int) and same > shown:
        return (Notice("part", f"{same - shown}"),)
    return ()
