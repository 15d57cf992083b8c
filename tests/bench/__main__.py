"""Prints each ratio, seen and wanted; no test fails on a slow machine."""

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from tests.bench.many import establishments, programs
from tests.bench.measuring import HDSSTACK, SIX, Ratio, best, imports_of, run
from tests.property.stacks import large, state

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
# What the guard adds to a preview, which imports the SDK and runs the program whatever guards it.
GUARD = """
import sys, time
from pathlib import Path
now = time.process_time
start = now()
import pulumi
for name in sys.argv[2].split():
    package, service = name.split(".")
    getattr(getattr(__import__(package), service), "__all__", None)
imported = now()
import hdsstack.guard
guarded = now()
from hdsstack.checking import read_establishment
from hdsstack.engine.project import open_project
from hdsstack.engine.recorder.run import Engine
slug, stack = sys.argv[1], sys.argv[1] + "-prod"
read_establishment(Path("stacks") / slug, "prod", {})
project = open_project(Path.cwd(), stack, {})
engine = Engine()
pulumi.runtime.configure(
    pulumi.runtime.Settings(project=project.name, stack=stack, engine=engine, dry_run=True)
)
pulumi.runtime.set_all_config(project.configuration.values, [])
hdsstack.guard._run = lambda program: None  # the preview's own run stands above
run = now()
hdsstack.guard.run_establishment(Path.cwd() / "stacks")
print(imported - start, guarded - imported + now() - run)
"""


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
    imports = imports_of(services, rounds)
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
    imports = imports_of(SIX, rounds)
    spent: dict[int, float] = {}
    peak = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for count in SIZES:
            path = Path(folder) / f"{count}.json"
            path.write_text(json.dumps(state(large(count))), encoding="utf-8")
            command = [HDSSTACK, "check", "--state", str(path), "--format", "json"]
            repeated = rounds if count == TARGET_SIZE else min(rounds, 2)  # as often as the imports
            spent[count] = best(command, repeated, (0, 1, 3))
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
    rows = chain(
        ratios(chosen.establishment, chosen.rounds),
        large_states(chosen.rounds),
        programs(chosen.rounds),
        establishments(chosen.establishment, chosen.rounds),
    )
    for ratio in rows:
        print(ratio)  # noqa: T201 - a table for a terminal


if __name__ == "__main__":
    main()
