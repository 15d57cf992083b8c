"""Programs of teams, and many establishments, against the imports that they cannot do without."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import HDSSTACK, REPOSITORY, SIX, Ratio, imports_of, waited

COUNT = 100
DECIDED = (0, 1, 3)
CASES = REPOSITORY / "tests" / "corpus" / "cases"
# A labelled program, and the services of its SDK that it uses.
PROGRAM = "aws-database-traces"
SERVICES = "pulumi_aws.cloudwatch pulumi_aws.ec2 pulumi_aws.kms pulumi_aws.rds"
SEVERAL = 4


def programs(rounds: int) -> Iterator[Ratio]:
    """One program of a team, and several at once, by the clock."""
    imports = imports_of(SERVICES, rounds, waited)
    check = [HDSSTACK, "check", "--format", "json"]
    one = waited([*check, str(CASES / PROGRAM)], rounds, DECIDED)
    yield Ratio(f"check of a program / its imports ({PROGRAM})", one, imports, 1.5)
    with tempfile.TemporaryDirectory() as folder:
        copies = [
            str(shutil.copytree(CASES / PROGRAM, Path(folder) / f"p{n}")) for n in range(SEVERAL)
        ]
        several = waited([*check, *copies], min(rounds, 2), DECIDED)
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
