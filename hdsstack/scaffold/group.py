"""A new group's repository: the shape of this one, with hdsstack as a dependency."""

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import yaml

import hdsstack
from hdsstack.locale import _
from hdsstack.scaffold.error import ScaffoldError
from hdsstack.scaffold.repository import repository_files
from hdsstack.scaffold.writing import write_all

_IGNORED = """\
.venv/
__pycache__/
/build/
"""

_PACK = """\
description: The controls of hdsstack as a policy pack; it holds no rule of its own
runtime:
  name: python
  options:
    virtualenv: ../../.venv
version: {version}
"""

_PACK_MAIN = '''\
"""The policy pack: `pulumi preview --policy-pack policies/crossguard`, `pulumi policy analyze`."""

from pathlib import Path

from pulumi_policy import EnforcementLevel, PolicyPack

from hdsstack.adapters.crossguard import Pack

PolicyPack(
    name="hdsstack",
    enforcement_level=EnforcementLevel.MANDATORY,
    policies=Pack(Path(__file__).parent).policies(),
)
'''


def init(root: Path) -> list[Path]:
    """Write what `root` lacks of a group's repository, and return the paths.

    Raises:
        ScaffoldError: Another project is there, or the folder cannot be written.

    """
    _refuse_another_project(root)
    return write_all(root, {**repository_files(root), **_group_files(root)})


def _group_files(root: Path) -> Mapping[PurePosixPath, str]:
    """What a repository of its own needs beside what `new` needs."""
    wanted = {
        "requirements.txt": f"hdsstack=={hdsstack.__version__}\n",
        ".gitignore": _IGNORED,
        "policies/crossguard/PulumiPolicy.yaml": _PACK.format(version=hdsstack.__version__),
        "policies/crossguard/__main__.py": _PACK_MAIN,
    }
    paths = {PurePosixPath(path): text for path, text in wanted.items()}
    return {path: text for path, text in paths.items() if not (root / path).exists()}


def _refuse_another_project(root: Path) -> None:
    """A Pulumi project whose program is elsewhere would never run `stacks/__main__.py`."""
    file = root / "Pulumi.yaml"
    if not file.is_file():
        return
    try:
        found = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        found = None
    main = str(found.get("main") or ".") if isinstance(found, dict) else "?"
    if main.strip("./") != "stacks":
        raise ScaffoldError(
            _("another Pulumi project is there"),
            where="Pulumi.yaml",
            seen=f"main: {main}",
            wanted="main: stacks",
            next_step=_("choose an empty folder; nothing was written"),
        )
