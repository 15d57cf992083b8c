"""What a recording leaves out of the SDK's work changes nothing that it says."""

import contextlib
from dataclasses import fields
from pathlib import Path

import pytest

from hdsstack.engine.program import record_here
from hdsstack.engine.project import open_project
from hdsstack.engine.recorder import outputs, run
from hdsstack.model.graph import Resource

CASES = Path(__file__).parents[1] / "corpus" / "cases"
PROGRAMS = (
    "aws-sound-dpi",
    "az-sound-dpi",
    "mixed-created-in-apply",
    "mixed-data-sources",
    "mixed-transformations",
)


def recorded(root: Path) -> list[dict[str, object]]:
    """Every field of every resource, in order."""
    opened = open_project(root, None, {})
    graph = record_here(
        root / "__main__.py",
        root=root,
        project=opened.name,
        stack=opened.stack,
        configuration=opened.configuration,
    )
    names = [one.name for one in fields(Resource)]
    return [{name: getattr(one, name) for name in names} for one in graph.resources]


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_resources_are_those_of_the_sdk_alone(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spared = recorded(CASES / name)
    monkeypatch.setattr(run, "sparing", lambda _root: contextlib.nullcontext())
    assert spared == recorded(CASES / name)
    assert len(spared) > 1


def test_this_sdk_is_one_that_is_known() -> None:
    """Another would be recorded as well, and more slowly: then this is to be looked at."""
    assert outputs._known()
