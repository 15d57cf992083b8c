"""Blueprints: where they are, and what each offers."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from hdsstack.locale import _
from hdsstack.scaffold.error import ScaffoldError

_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A blueprint: its folder, version, titles per language, providers, and templates per file."""

    name: str
    folder: Path
    version: str
    title: dict[str, str]
    providers: tuple[str, ...]
    files: dict[str, str]


def folder_of_blueprints() -> Path:
    """Beside the package in the repository, else inside the installed package."""
    beside = _PACKAGE.parent / "blueprints"
    return beside if beside.is_dir() else _PACKAGE / "_blueprints"


def blueprints() -> tuple[Blueprint, ...]:
    """Every blueprint that this installation has, by name."""
    folder = folder_of_blueprints()
    return tuple(_read(path.parent) for path in sorted(folder.glob("*/blueprint.yaml")))


def blueprint(name: str, provider: str) -> Blueprint:
    """The blueprint called `name`; raises ScaffoldError where it is unknown or lacks `provider`."""
    known = {row.name: row for row in blueprints()}
    if name not in known:
        raise ScaffoldError(
            _("no such blueprint"),
            where="--blueprint",
            seen=name,
            wanted=", ".join(known) or _("an installed blueprint"),
            next_step=_("choose one of them"),
        )
    if provider not in known[name].providers:
        raise ScaffoldError(
            _("the blueprint '{name}' does not build on this provider").format(name=name),
            where="--provider",
            seen=provider,
            wanted=", ".join(known[name].providers),
            next_step=_("choose one of them, or another blueprint"),
        )
    return known[name]


def _read(folder: Path) -> Blueprint:
    row = yaml.safe_load((folder / "blueprint.yaml").read_text(encoding="utf-8"))
    return Blueprint(
        name=row["name"],
        folder=folder,
        version=row["version"],
        title=row["title"],
        providers=tuple(row["providers"]),
        files=row["files"],
    )
