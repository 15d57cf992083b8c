"""Programs of teams, and many establishments, against the imports that they cannot do without."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import HDSSTACK, REPOSITORY, SIX, Ratio, best, imports_of, run, waited

COUNT = 100
DECIDED = (0, 1, 3)
CASES = REPOSITORY / "tests" / "corpus" / "cases"
PROGRAM = CASES / "aws-database-traces"
# The modules of SDKs that a program loads, most of them lazily, and what loading them costs.
LOADED = """
import sys
from pathlib import Path
from hdsstack.engine.program import record_here
from hdsstack.engine.project import open_project
root = Path(sys.argv[1])
opened = open_project(root, None, {})
record_here(root / "__main__.py", root=root, project=opened.name, stack=opened.stack,
            configuration=opened.configuration)
print(" ".join(name for name in sys.modules if name.startswith("pulumi")))
"""
THESE = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1].split()]"
SEVERAL = 4


def programs(rounds: int) -> Iterator[Ratio]:
    """One program of a team, in processor time; several at once, by the clock."""
    python = [sys.executable, "-c"]
    modules = run([*python, LOADED, str(PROGRAM)]).strip()
    imports = best([*python, THESE, modules], rounds)
    check = [HDSSTACK, "check", "--format", "json"]
    spent = best([*check, str(PROGRAM)], rounds, DECIDED)
    yield Ratio(f"check of a program / its imports ({PROGRAM.name})", spent, imports, 1.5)
    one = waited([*check, str(PROGRAM)], rounds, DECIDED)
    with tempfile.TemporaryDirectory() as folder:
        copied = [str(shutil.copytree(PROGRAM, Path(folder) / f"p{n}")) for n in range(SEVERAL)]
        several = waited([*check, *copied], min(rounds, 2), DECIDED)
    yield Ratio(f"check of {SEVERAL} programs / {SEVERAL} times one", several, SEVERAL * one, 0.6)


def establishments(reference: str, rounds: int) -> Iterator[Ratio]:
    """Copies of a reference establishment, all of them checked at once, by the clock."""
    imports = imports_of(SIX, rounds, waited)
    with tempfile.TemporaryDirectory() as folder:
        copies(reference, Path(folder))
        seen = waited([HDSSTACK, "check", "--all", "--format", "json"], 1, DECIDED, Path(folder))
    yield Ratio(f"check --all of {COUNT} / import of six services", seen, imports, 12)


def copies(reference: str, root: Path) -> None:
    """A repository of `COUNT` establishments that differ by their slug."""
    stacks = REPOSITORY / "stacks"
    (root / "stacks").mkdir()
    shutil.copy(REPOSITORY / "Pulumi.yaml", root)
    sources = [p for p in (stacks / reference).rglob("*") if p.suffix in {".py", ".yaml", ".md"}]
    sources += stacks.glob(f"Pulumi.{reference}-*.yaml")
    for number in range(COUNT):
        slug = f"copy-{number}"
        for source in sources:
            target = root / "stacks" / str(source.relative_to(stacks)).replace(reference, slug)
            target.parent.mkdir(parents=True, exist_ok=True)
            text = source.read_text(encoding="utf-8").replace(reference, slug)
            target.write_text(text, encoding="utf-8")
