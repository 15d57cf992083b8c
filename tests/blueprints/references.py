"""The reference establishments: rendered, recorded, decided."""

import datetime as dt
import os
from functools import cache
from pathlib import Path, PurePosixPath

import yaml

from hdsstack.audit import Question, decide
from hdsstack.engine.program import record_here
from hdsstack.engine.project import Configuration
from hdsstack.model.establishment import Establishment
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.report import TargetReport
from hdsstack.planning.manifest_check import load
from hdsstack.scaffold.making import MANIFEST, chosen_for, folder_of, stack_files
from hdsstack.scaffold.record import recorded
from hdsstack.scaffold.render import render

ROOT = Path(__file__).resolve().parents[2]
REFERENCES = ("ch-bapaume", "hcl-easily", "infogerance-cloud", "petite-clinique")
TODAY = dt.date(2026, 11, 25)
UPDATE = os.environ.get("HDSSTACK_UPDATE_GOLDEN") == "1"
REFRESH = "read the difference, then write it again with `make golden`"


def manifest_of(slug: str, root: Path = ROOT) -> Establishment:
    return load(root / "stacks" / slug / MANIFEST, f"stacks/{slug}/{MANIFEST}").establishment


def files_of(slug: str, root: Path = ROOT) -> dict[PurePosixPath, str]:
    """Everything that the blueprint writes for a manifest that exists, without the manifest."""
    establishment = manifest_of(slug, root)
    blueprint = chosen_for(establishment)
    rendered = render(blueprint, establishment, f"stacks/{slug}/{MANIFEST}")
    record = recorded(blueprint, rendered, {"provider": establishment.hosting.provider})
    files = {**folder_of(slug, "", rendered, record), **stack_files(establishment)}
    return {path: text for path, text in files.items() if path.name != MANIFEST.name}


def graph_of(slug: str, environment: str = "prod", root: Path = ROOT) -> ResourceGraph:
    """What the engine would be asked to create."""
    stack = f"{slug}-{environment}"
    held = yaml.safe_load((root / "stacks" / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8"))
    values = {key: str(value) for key, value in held["config"].items()}
    return record_here(
        root / "stacks" / slug / "__main__.py",
        root=root,
        project="hdsstack",
        stack=stack,
        configuration=Configuration(values=values),
    )


@cache
def reference(slug: str) -> ResourceGraph:
    """The graph of a committed reference, recorded once."""
    return graph_of(slug)


def decided(
    graph: ResourceGraph, establishment: Establishment, environment: str = "prod"
) -> TargetReport:
    return decide(
        Question(
            graph=graph,
            target=establishment.slug,
            environment=environment,
            today=TODAY,
            establishment=establishment,
        )
    )


def failing(report: TargetReport) -> dict[str, list[str]]:
    """Blocking findings: control -> the resources' names, `*` for the establishment."""
    found: dict[str, list[str]] = {}
    for finding in report.findings:
        if finding.blocking:
            name = finding.resource.name if finding.resource else "*"
            found.setdefault(finding.control.id, []).append(name)
    return found
