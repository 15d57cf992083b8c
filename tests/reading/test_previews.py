"""The steps of a preview, in their order: each resource is judged as its last step leaves it."""

import json
from typing import Any

import pytest

from hdsstack.engine.preview import read_preview
from hdsstack.model.graph import ResourceGraph

KIND = "aws:s3/bucket:Bucket"
Step = dict[str, Any]


def step(op: str, name: str = "records", old: str | None = None, new: str | None = None) -> Step:
    """A step whose states tell themselves apart by the bucket's name."""
    urn = f"urn:pulumi:dev::team::{KIND}::{name}"

    def state(bucket: str) -> dict[str, Any]:
        return {"urn": urn, "type": KIND, "custom": True, "inputs": {"bucket": bucket}}

    found: Step = {"op": op, "urn": urn}
    found |= {"oldState": {**state(old), "id": old}} if old else {}
    return found | ({"newState": state(new)} if new else {})


def graph(*steps: Step, **summary: int) -> ResourceGraph:
    held = {"config": {}, "steps": list(steps), "changeSummary": summary}
    return read_preview(json.dumps(held), "preview.json")


def names(found: ResourceGraph) -> dict[str, Any]:
    return {one.name: one.get("bucket") for one in found.resources}


REPLACED = {**step("delete", old="before"), "oldState": {"delete": True, "id": "before"}}


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ([step("refresh", old="a", new="a"), step("update", old="a", new="b")], {"records": "b"}),
        ([step("refresh", old="a", new="a"), step("delete", old="a")], {}),
        ([step("refresh", old="a"), step("create", new="b")], {"records": "b"}),
        ([step("import", new="a"), step("update", old="a", new="b")], {"records": "b"}),
        ([step("create-replacement", old="a", new="b"), step("delete-replaced", old="a")], "b"),
        ([step("delete-replaced", old="a"), step("create-replacement", old="a", new="b")], "b"),
        ([step("same", old="a", new="a"), REPLACED], {"records": "a"}),
    ],
)
def test_a_resource_is_judged_as_its_last_step_leaves_it(steps: list[Step], left: Any) -> None:
    assert names(graph(*steps)) == ({"records": left} if isinstance(left, str) else left)


def test_what_was_refreshed_and_does_not_change_is_not_left_out() -> None:
    refreshed = [step("refresh", name, old="a", new="a") for name in ("one", "two")]
    changed = step("update", "two", old="a", new="b")
    assert not graph(*refreshed, changed, same=1, update=1).incomplete
    assert graph(changed, same=1, update=1).incomplete


def test_a_preview_in_which_nothing_changes_holds_no_steps() -> None:
    held = {"config": {}, "changeSummary": {"same": 3}}
    found = read_preview(json.dumps(held), "preview.json")
    assert [(one.kind, one.text) for one in found.notices] == [("part", "3")]
