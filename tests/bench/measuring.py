"""How a ratio is measured: commands of their own, in one run, the shortest of a few."""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HDSSTACK = str(Path(sys.executable).parent / "hdsstack")
# What merely importing an SDK's services costs: the first attribute of a lazy module loads it.
IMPORTS = """
import sys
import pulumi
for name in sys.argv[1].split():
    package, service = name.split(".")
    getattr(getattr(__import__(package), service), "__all__", None)
assert all(any(m.startswith(f"{name}.") for m in sys.modules) for name in sys.argv[1].split())
"""
SIX = "pulumi_aws.s3 pulumi_aws.ec2 pulumi_aws.kms pulumi_aws.rds pulumi_aws.iam pulumi_aws.lb"


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


def run(command: Sequence[str], codes: Sequence[int] = (0,), folder: Path = REPOSITORY) -> str:
    """What a command prints; its environment keeps compiled files where they are wanted."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
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


def waited(
    command: Sequence[str], rounds: int, codes: Sequence[int] = (0,), folder: Path = REPOSITORY
) -> float:
    """The shortest of some runs, in seconds by the clock: several processors shorten it."""
    seen = []
    for _round in range(rounds):
        before = time.monotonic()
        run(command, codes, folder)
        seen.append(time.monotonic() - before)
    return min(seen)


def imports_of(services: str, rounds: int, measure: Callable[..., float] = best) -> float:
    """Seconds of a fresh interpreter that imports these services and does nothing else."""
    return measure([sys.executable, "-c", IMPORTS, services], rounds)
