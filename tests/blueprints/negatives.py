"""The negative cases of the references: what must be refused, made in a folder of its own.

stack: ch-bapaume
cases:
- case: an indicator without level
manifest: {"indicators[0].level": null}    # dotted keys laid over the manifest
append: "import pulumi_aws ..."            # lines added to the program
fails: {HDS-OPS-003: ["*"]}                # control -> resources, `*` for the establishment
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from hdsstack.scaffold.making import MANIFEST
from hdsstack.scaffold.overlay import overlaid
from tests.blueprints.references import ROOT, files_of

FOLDER = Path(__file__).parent / "negative"


@dataclass(frozen=True)
class Negative:
    """One case: the reference, what is broken, and the controls that must refuse it."""

    stack: str
    case: str
    fails: dict[str, list[str]]
    manifest: dict[str, Any] = field(default_factory=dict)
    append: str = ""

    def __str__(self) -> str:
        return f"{self.stack}: {self.case}"


def negatives() -> Iterator[Negative]:
    for path in sorted(FOLDER.glob("*.yaml")):
        table = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in table["cases"]:
            yield Negative(stack=table["stack"], **row)


def materialise(negative: Negative, root: Path) -> Path:
    """Write the broken stack as a repository of its own under `root`; returns `root`."""
    stacks = root / "stacks"
    folder = stacks / negative.stack
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "Pulumi.yaml", root)
    shutil.copy(ROOT / "stacks" / "__main__.py", stacks)
    original = ROOT / "stacks" / negative.stack / MANIFEST
    values = yaml.safe_load(original.read_text(encoding="utf-8"))
    for key, value in negative.manifest.items():
        overlaid(values, key, value)
    text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    for path, content in files_of(negative.stack, root).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content, encoding="utf-8")
    with (folder / "__main__.py").open("a", encoding="utf-8") as program:
        program.write(negative.append)
    return root
