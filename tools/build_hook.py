"""Build hook of the wheel: compiles the message catalogues and takes the blueprints along."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogue(source: Path) -> Path:
    """Write the binary catalogue of a `.po` file beside it and return its path."""
    target = source.with_suffix(".mo")
    with source.open("rb") as messages:
        catalogue = read_po(messages, abort_invalid=True)
    with target.open("wb") as binary:
        write_mo(binary, catalogue)
    return target


class CompileAndCollect(BuildHookInterface):  # type: ignore[type-arg] # its configuration is not used
    """Runs before hatchling collects the files of the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        for source in sorted((root / "hdsstack" / "locale").rglob("*.po")):
            compile_catalogue(source)
        blueprints = root / "blueprints"
        # An editable installation reads the repository's own folder.
        if version != "editable" and blueprints.is_dir():
            build_data["force_include"][str(blueprints)] = "hdsstack/_blueprints"
