"""A member added by copying one that lives: its program with its local edits, not its identity."""

import datetime as dt
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import yaml

from hdsstack.locale import _
from hdsstack.planning.manifest_check import load
from hdsstack.scaffold.answering import flat
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.making import (
    MANIFEST,
    checked,
    chosen_for,
    folder_of,
    refuse_slug,
    stack_files,
)
from hdsstack.scaffold.manifest_text import manifest_text
from hdsstack.scaffold.overlay import overlaid
from hdsstack.scaffold.record import pristine, recorded
from hdsstack.scaffold.render import Files, render
from hdsstack.scaffold.repository import schema_seen_from_manifest
from hdsstack.scaffold.stranger import stranger
from hdsstack.scaffold.writing import refuse_existing, write_all

_IDENTITY = ("name", "finess", "kind", "beds")


def copy(
    root: Path, slug: str, other: str, answers: Mapping[str, object], *, today: dt.date
) -> list[Path]:
    """Write `stacks/<slug>/` as `stacks/<other>/` is now; returns the paths written.

    Identity, addresses, accounts, keys, secrets, state, reviews and waivers are not copied: they
    are asked (`answers`, as for `new`) or marked TO CONFIRM.

    Raises:
        ScaffoldError: There is no such establishment, the slug is taken, or its local edits cannot
            be carried over.
        ManifestError: Either manifest is not valid.

    """
    refuse_slug(slug)
    source = root / "stacks" / other
    _refuse_absent(source, other)
    refuse_existing(root, {PurePosixPath("stacks") / slug: ""})
    original = load(source / MANIFEST, f"stacks/{other}/{MANIFEST}").establishment
    values = yaml.safe_load((source / MANIFEST).read_text(encoding="utf-8"))
    stranger(values, slug, ranges_in_use(root), today)
    for key, value in flat(answers).items():
        overlaid(values, f"establishment.{key}" if key in _IDENTITY else key, value)
    heading = _("Copied from {other}. Search TO CONFIRM for what was not copied.").format(
        other=other
    )
    text = manifest_text(values, schema_seen_from_manifest(root), heading, today=today)
    establishment = checked(text, slug)
    chosen = chosen_for(establishment)
    rendered = render(chosen, establishment, f"stacks/{slug}/{MANIFEST}")
    before = render(chosen, original, f"stacks/{other}/{MANIFEST}")
    program = {
        path: _with_edits(source, path, before[path], fresh) for path, fresh in rendered.items()
    }
    record = recorded(chosen, rendered, {"provider": original.hosting.provider, "from": other})
    files = folder_of(slug, text, program, record)
    return write_all(root, {**files, **stack_files(establishment)})


def _refuse_absent(source: Path, other: str) -> None:
    if not (source / MANIFEST).is_file():
        raise ScaffoldError(
            _("no establishment to copy"),
            where=f"stacks/{other}",
            seen=_("no establishment.yaml there"),
            wanted=_("the slug of an establishment"),
            next_step=_("list the folders under stacks/"),
        )


def ranges_in_use(root: Path) -> tuple[str, ...]:
    """Every range that the group's manifests declare."""
    used: list[str] = []
    for manifest in sorted((root / "stacks").glob(f"*/{MANIFEST}")):
        network = load(manifest, str(manifest.relative_to(root))).establishment.network
        used += [text for text in (network.cloud_range, network.second_range) if text]
        used += [text for site in network.sites for text in site.ranges]
    return tuple(used)


def _with_edits(source: Path, path: PurePosixPath, before: str, fresh: str) -> str:
    """The new render with the edits that people made to the old one (three-way merge)."""
    current = (source / path).read_text(encoding="utf-8")
    base = pristine(source, path) or before
    if current == base:
        return fresh
    with tempfile.TemporaryDirectory() as folder:
        texts = {"current": current, "base": base, "fresh": fresh}
        for name, text in texts.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        command = ["git", "merge-file", "-p", "-q", *texts]
        merged = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - fixed arguments
    if merged.returncode:
        raise ScaffoldError(
            _("its local edits touch the same lines as its identity"),
            where=f"{source.name}/{path}",
            seen=_("{count} places in conflict").format(count=merged.returncode),
            wanted=_("edits apart from the lines that name the establishment"),
            next_step=_(
                "move them to lines of their own, or create the member with `new` and edit"
            ),
        )
    return merged.stdout


__all__ = ["Files", "copy", "ranges_in_use"]
