"""Checkov where it does harm: beside Pulumi, or fed with a preview that it cannot read."""

import re
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

from hdsstack.adapters.examination import Row
from hdsstack.locale import _

# Checkov pins packaging below 24; Pulumi from 3.224 on needs 26, so pip takes an older Pulumi.
_PACKAGING_OF_CHECKOV = 24
_CI_FILES = (
    ".github/workflows/*.y*ml",
    ".gitlab-ci.y*ml",
    ".gitlab/**/*.y*ml",
    "azure-pipelines*.y*ml",
    "bitbucket-pipelines.yml",
    ".circleci/config.yml",
    ".forgejo/workflows/*.y*ml",
    "Jenkinsfile",
)
_PREVIEW = re.compile(r"\bpulumi\b[^|;&\n]*\b(?:preview|pre)\b[^|;&\n]*(?:--json|\s-j\b)[^\n]*")
_WRITTEN = re.compile(r"(?:>|\btee)\s*(?:-a\s+)?[\"']?([\w./${}-]+)")
# A step of Checkov's action names its file some lines below.
_STEP = 12


def examine(root: Path) -> Iterator[Row]:
    """Every trap of this environment and of the repository's CI files."""
    yield _environment()
    yield from _requirements(root)
    for pattern in _CI_FILES:
        for path in sorted(root.glob(pattern)):
            yield from _ci_file(path, path.relative_to(root).as_posix())


def _environment() -> Row:
    step = _("give Checkov a virtual environment of its own")
    if util.find_spec("checkov") is not None:
        return Row("problem", "Checkov", _("installed beside Pulumi, which it holds back"), step)
    packaging = metadata.version("packaging")
    if int(packaging.split(".")[0]) < _PACKAGING_OF_CHECKOV:
        seen = _("packaging {version}: an older Pulumi was taken because of it").format(
            version=packaging
        )
        return Row("problem", "Checkov", seen, step)
    return Row("ok", "Checkov", _("not in this environment, as it should be"))


def _requirements(root: Path) -> Iterator[Row]:
    """One requirement file with both makes pip take an old Pulumi without a word."""
    for path in sorted(root.glob("requirements*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if all(re.search(rf"^{name}\b", text, re.MULTILINE) for name in ("checkov", "pulumi")):
            step = _("put Checkov into a requirement file and an environment of its own")
            yield Row("problem", path.name, _("lists Checkov and Pulumi together"), step)


def _ci_file(path: Path, shown: str) -> Iterator[Row]:
    text = path.read_text(encoding="utf-8", errors="replace").replace("\\\n", "  ")
    rows = text.splitlines()
    for number, row in enumerate(rows, start=1):
        found = _PREVIEW.search(row)
        if found and _reaches_checkov(found[0], rows):
            seen = _("Checkov reads `pulumi preview --json`: it checks nothing and exits 0")
            step = _("hdsstack check --preview FILE reads it")
            yield Row("problem", f"{shown}:{number}", seen, step)


def _reaches_checkov(command: str, rows: list[str]) -> bool:
    """Whether the preview is piped to Checkov, or written to a file that Checkov is given."""
    if re.search(r"\|.*\bcheckov\b", command):
        return True
    for name in _WRITTEN.findall(command):
        for rank, row in enumerate(rows):
            if "checkov" not in row.lower():
                continue
            step = "\n".join(rows[rank : rank + _STEP]) if "uses:" in row else row
            if name in step:
                return True
    return False
