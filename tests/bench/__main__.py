"""Prints each ratio, seen and wanted; no test fails on a slow machine."""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.property.stacks import large, state

REPOSITORY = Path(__file__).resolve().parents[2]
HDSSTACK = str(Path(sys.executable).parent / "hdsstack")
SLUG = "petite-clinique"
SIZES = (100, 1_000, 10_000, 20_000)
TARGET_SIZE = 10_000
# The services of the SDKs that a program really loads: their modules are lazy until first used.
SERVICES = """
import sys
from pathlib import Path
from hdsstack.checking import read_establishment
read_establishment(Path("stacks") / sys.argv[1], "prod", {})
found = {".".join(m.split(".")[:2]) for m in sys.modules
         if m.startswith(("pulumi_aws.", "pulumi_azure_native.")) and m.count(".") > 1}
print(" ".join(sorted(found)))
"""
# What merely importing them costs: the first attribute of a lazy module loads it.
IMPORTS = """
import sys
import pulumi
for name in sys.argv[1].split():
    package, service = name.split(".")
    getattr(getattr(__import__(package), service), "__all__", None)
assert all(any(m.startswith(f"{name}.") for m in sys.modules) for name in sys.argv[1].split())
"""
GUARD = """
import sys, time
from datetime import date
from pathlib import Path
start = time.process_time()
import pulumi
for name in sys.argv[2].split():
    package, service = name.split(".")
    getattr(getattr(__import__(package), service), "__all__", None)
imported = time.process_time()
from hdsstack.checking import Options, check
import hdsstack.guard
report = check([sys.argv[1]], Options(root=Path.cwd(), today=date.today()))
assert report.targets[0].total > 0, report.targets[0].error
print(imported - start, time.process_time() - imported)
"""


@dataclass(frozen=True, slots=True)
class Ratio:
    """One line of the table: a time over another, and the most that is wanted."""

    what: str
    seconds: float
    over: float
    wanted: float | None = None

    @property
    def seen(self) -> float:
        return self.seconds / self.over

    def __str__(self) -> str:
        wanted = f"{self.wanted:5.2f}" if self.wanted is not None else "    -"
        mark = "" if self.wanted is None or self.seen <= self.wanted else "  above"
        times = f"{self.seconds:7.3f} s over {self.over:6.3f} s"
        return f"{self.what:<52} {self.seen:6.2f}  wanted {wanted}  ({times}){mark}"


def run(command: Sequence[str], codes: Sequence[int] = (0,)) -> str:
    """What a command prints; its environment keeps compiled files where they are wanted."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode in codes, f"{command[0]}: {done.returncode}\n{done.stderr[-2000:]}"
    return done.stdout


def best(command: Sequence[str], rounds: int, codes: Sequence[int] = (0,)) -> float:
    """The shortest of some runs, in seconds of processor time: what neighbours do counts less."""
    seen = []
    for _round in range(rounds):
        before = _spent()
        run(command, codes)
        seen.append(_spent() - before)
    return min(seen)


def _spent() -> float:
    """Processor seconds of all commands that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def state_of(slug: str, folder: Path) -> Path:
    """A state with the establishment's resources, made from its plan."""
    (plan,) = json.loads(run([HDSSTACK, "plan", slug, "--format", "json"]))
    resources = [
        {"urn": one["urn"], "type": one["type"], "custom": True, "id": one["name"], "inputs": {}}
        for one in plan["resources"]
        if not one["type"].startswith("hdsstack:")
    ]
    path = folder / "state.json"
    held = {"version": 3, "deployment": {"resources": resources}}
    path.write_text(json.dumps(held), encoding="utf-8")
    return path


def ratios(slug: str, rounds: int) -> list[Ratio]:
    """Every ratio, all in this run."""
    python = [sys.executable, "-c"]
    nothing = best([*python, "pass"], rounds)
    services = run([*python, SERVICES, slug]).strip()
    imports = best([*python, IMPORTS, services], rounds)
    check = best([HDSSTACK, "check", slug, "--format", "json"], rounds, (0, 1, 3))
    guard = [run([*python, GUARD, slug, services]).split() for _round in range(rounds)]
    with tempfile.TemporaryDirectory() as folder:
        state = str(state_of(slug, Path(folder)))
        from_state = best([HDSSTACK, "check", "--state", state], rounds, (0, 1, 3))
    return [
        Ratio("hdsstack --version / python -c pass", version(rounds), nothing, 10),
        Ratio(f"check {slug} / import of its SDK modules", check, imports, 1.3),
        Ratio(
            "guard added to a preview / the same import",
            min(float(one[1]) for one in guard),
            min(float(one[0]) for one in guard),
            0.5,
        ),
        Ratio("check --state / import of the SDK modules", from_state, imports),
    ]


def large_states(rounds: int) -> Iterator[Ratio]:
    """States of growing size against the import of six AWS services; growth, and memory."""
    six = "pulumi_aws.s3 pulumi_aws.ec2 pulumi_aws.kms pulumi_aws.rds pulumi_aws.iam pulumi_aws.lb"
    imports = best([sys.executable, "-c", IMPORTS, six], rounds)
    spent: dict[int, float] = {}
    peak = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            path = Path(folder) / f"{count}.json"
            path.write_text(json.dumps(state(large(count))), encoding="utf-8")
            command = [HDSSTACK, "check", "--state", str(path), "--format", "json"]
            spent[count] = best(command, min(rounds, 2), (0, 1, 3))
            wanted = 3 if count == TARGET_SIZE else None
            if count == TARGET_SIZE:
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            yield Ratio(
                f"check --state of {count} / import of six services", spent[count], imports, wanted
            )
    first, last = SIZES[1], SIZES[-1]
    yield Ratio(
        f"growth from {first} to {last} / in proportion",
        spent[last],
        spent[first] * last / first,
        1.5,
    )
    yield Ratio(f"MiB for {TARGET_SIZE} / 300 MiB", peak, 300, 1)


def version(rounds: int) -> float:
    """Seconds of `hdsstack --version`."""
    return best([HDSSTACK, "--version"], rounds)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--establishment", default=SLUG)
    chosen = parser.parse_args()
    for ratio in (*ratios(chosen.establishment, chosen.rounds), *large_states(chosen.rounds)):
        print(ratio)  # noqa: T201 - a table for a terminal


if __name__ == "__main__":
    main()
