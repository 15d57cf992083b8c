"""What is remembered of a render for a later update: the answers and the pristine files."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import yaml

import hdsstack
from hdsstack.scaffold.library import Blueprint
from hdsstack.scaffold.render import Files

RECORD = PurePosixPath(".hdsstack")
BASE = RECORD / "base"


def recorded(blueprint: Blueprint, rendered: Files, origin: Mapping[str, object]) -> Files:
    """The files of `.hdsstack/`: `answers.yaml`, and each rendered file as it was."""
    answers = {
        "blueprint": blueprint.name,
        "blueprint_version": blueprint.version,
        "hdsstack": hdsstack.__version__,
        **origin,
    }
    head = "# Written by hdsstack, for later updates: changes made here are lost.\n"
    text = head + yaml.safe_dump(answers, sort_keys=False, allow_unicode=True, width=100)
    return {
        RECORD / "answers.yaml": text,
        **{BASE / path: content for path, content in rendered.items()},
    }


def pristine(folder: Path, path: PurePosixPath) -> str | None:
    """A file of an establishment as it was rendered, or None where no record is kept."""
    kept = folder / BASE / path
    return kept.read_text(encoding="utf-8") if kept.is_file() else None
