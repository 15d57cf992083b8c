"""A new establishment: its manifest, its program, its stack files, and what was rendered."""

import datetime as dt
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from hdsstack.locale import _
from hdsstack.model.establishment import Establishment
from hdsstack.model.establishment.base import Slug
from hdsstack.planning.manifest_check import load
from hdsstack.scaffold.answering import manifest_of
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.library import Blueprint, blueprint
from hdsstack.scaffold.manifest_text import manifest_text
from hdsstack.scaffold.record import recorded
from hdsstack.scaffold.render import Files, render, stack_file
from hdsstack.scaffold.repository import repository_files, schema_seen_from_manifest
from hdsstack.scaffold.writing import refuse_existing, write_all

MANIFEST = PurePosixPath("establishment.yaml")


def new(
    root: Path,
    slug: str,
    name: str,
    provider: str,
    answers: Mapping[str, object],
    *,
    today: dt.date,
    region: str | None = None,
) -> list[Path]:
    """Write `stacks/<slug>/` and its stack files from the blueprint `name`; returns the paths.

    Raises:
        ScaffoldError: Something asked for cannot be built, or is there already.
        ManifestError: The answers make no valid manifest.

    """
    refuse_slug(slug)
    refuse_existing(root, {PurePosixPath("stacks") / slug: ""})
    chosen = blueprint(name, provider)
    values = manifest_of(slug, provider, answers, today=today, region=region)
    heading = _("Written by hdsstack; yours to edit. Search TO CONFIRM for what only you know.")
    text = manifest_text(values, schema_seen_from_manifest(root), heading, today=today)
    establishment = checked(text, slug)
    rendered = render(chosen, establishment, f"stacks/{slug}/{MANIFEST}")
    files = folder_of(slug, text, rendered, recorded(chosen, rendered, {"provider": provider}))
    return write_all(root, {**repository_files(root), **files, **stack_files(establishment)})


def refuse_slug(slug: str) -> None:
    """Raise ScaffoldError for a name that makes no folder, stack and resource name."""
    try:
        TypeAdapter(Slug).validate_python(slug)
    except ValidationError:
        raise ScaffoldError(
            _("not a usable name"),
            where="SLUG",
            seen=slug,
            wanted=_("lower-case letters, digits and single hyphens, 40 characters at most"),
            next_step=_("write it like ch-bapaume"),
        ) from None


def checked(text: str, slug: str) -> Establishment:
    """The establishment that a manifest's text declares; raises ManifestError on its lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / MANIFEST
        path.write_text(text, encoding="utf-8")
        return load(path, f"stacks/{slug}/{MANIFEST}").establishment


def folder_of(slug: str, manifest: str, program: Files, record: Files) -> Files:
    """The files of an establishment's folder, under `stacks/`."""
    folder = PurePosixPath("stacks") / slug
    return {folder / path: text for path, text in {MANIFEST: manifest, **program, **record}.items()}


def stack_files(establishment: Establishment) -> Files:
    """One stack file per environment."""
    return {
        PurePosixPath("stacks") / f"Pulumi.{establishment.slug}-{row.name}.yaml": stack_file(
            establishment, row
        )
        for row in establishment.environments
    }


def chosen_for(establishment: Establishment, name: str = "public") -> Blueprint:
    """The blueprint that an establishment's provider is built with."""
    return blueprint(name, establishment.hosting.provider)
