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


def test_transforms_are_called_back_in_a_program_that_runs_here(tmp_path: Path) -> None:
    """The recorder answers at once, and not while it waits for the program itself."""
    (tmp_path / "Pulumi.yaml").write_text("name: p\nruntime: python\n", encoding="utf-8")
    (tmp_path / "__main__.py").write_text(
        "import pulumi, pulumi_aws as aws\n"
        "def tag(args):\n"
        "    return pulumi.ResourceTransformResult({**args.props, 'tags': {'a': 'b'}}, args.opts)\n"
        "aws.s3.Bucket('before')\n"
        "pulumi.runtime.register_resource_transform(tag)\n"
        "aws.s3.Bucket('after', opts=pulumi.ResourceOptions(transforms=[tag]))\n",
        encoding="utf-8",
    )
    found = {one["name"]: one["inputs"] for one in recorded(tmp_path)}
    assert found["after"] == {"tags": {"a": "b"}}
    assert set(found) == {"before", "after"}
