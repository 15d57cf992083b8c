"""What a user names, and how it shall be checked.

An establishment is a folder under `stacks/` with `establishment.yaml`; any other folder is a team's
own program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.spreading import Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a check is done.

    Attributes:
        root: The infrastructure repository: the folder that holds `stacks/`.
        timeout: Seconds that a team's own program may take.
        config: Settings laid over those of the stack file.
        entry: `module:callable` of an inline program of the Automation API.
        stop: Set when nobody waits any more: programs that run are ended.

    """

    root: Path
    today: date
    stack: str | None = None
    environment: str | None = None
    timeout: float = 60.0
    config: Mapping[str, str] = field(default_factory=dict)
    entry: str | None = None
    strict: bool = False
    select: tuple[str, ...] = ()
    stop: Stop = field(default_factory=Stop)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing to decide: an establishment's environment, or a folder with a program."""

    name: str
    folder: Path
    environment: str | None = None

    @property
    def establishment(self) -> bool:
        return self.environment is not None


def home(name: str, options: Options) -> Path | None:
    """The folder of an establishment, whose program runs in this process or one like it."""
    declared, folder = options.root / "stacks" / name, Path(name)
    if "/" not in name and (declared / "establishment.yaml").is_file():
        return declared
    foreign = (folder / "Pulumi.yaml").is_file()
    return folder if (folder / "establishment.yaml").is_file() and not foreign else None


def resolve(name: str, options: Options) -> Iterator[Target]:
    """The targets that a name stands for: each environment of an establishment, or one folder.

    Raises:
        TargetError: Neither an establishment nor a folder, or an option that it does not take.

    """
    if found := home(name, options):
        _refuse_options_of_programs(name, options)
        yield from environments(found.resolve().name, found, options)
        return
    folder = Path(name)
    if not folder.is_dir():
        known = ", ".join(slugs(options.root)) or _("none")
        raise TargetError(
            _(
                "{name}: no establishment and no folder of that name; establishments here: "
                "{known}; next: `hdsstack new {name}` makes it, or give a folder with a "
                "Pulumi.yaml"
            ).format(name=name, known=known)
        )
    if options.environment:
        raise TargetError(
            _(
                "{name}: a program of a team, and --environment {value} is for an establishment; "
                "next: leave it out, --stack NAME chooses among stack files"
            ).format(name=name, value=options.environment)
        )
    yield Target(name=Path(str(folder).rstrip("/")).name or folder.resolve().name, folder=folder)


def _refuse_options_of_programs(name: str, options: Options) -> None:
    for option, value in (("--stack", options.stack), ("--entry", options.entry)):
        if value:
            raise TargetError(
                _(
                    "{name}: an establishment, and {option} {value} is for a program of a team; "
                    "next: leave it out, --environment NAME chooses among environments"
                ).format(name=name, option=option, value=value)
            )


def slugs(root: Path) -> tuple[str, ...]:
    """The establishments of a repository, in the order of the alphabet."""
    return tuple(
        sorted(path.parent.name for path in (root / "stacks").glob("*/establishment.yaml"))
    )


def environments(slug: str, folder: Path, options: Options) -> Iterator[Target]:
    """One target per environment of an establishment, or the chosen one."""
    from hdsstack.engine.declared import load_manifest

    manifest = load_manifest(folder)
    for environment in manifest.environments:
        if options.environment in (None, environment.name):
            yield Target(name=slug, folder=folder, environment=environment.name)
    if options.environment and manifest.environment(options.environment) is None:
        seen = ", ".join(one.name for one in manifest.environments)
        raise TargetError(
            _("{slug}: no environment {wanted}; seen: {seen}; next: name one of them").format(
                slug=slug, wanted=options.environment, seen=seen
            )
        )
