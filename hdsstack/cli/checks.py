"""What `check` does with its options: targets, one report, every format asked for."""

from dataclasses import dataclass
from pathlib import Path

import click

from hdsstack.checking import check, check_graph, failed
from hdsstack.cli.choices import (
    colour,
    destinations,
    language,
    pairs,
    prefixes,
    repository,
    today,
    width,
)
from hdsstack.cli.reading import text_of, write
from hdsstack.cli.speaking import say, show
from hdsstack.engine.errors import TargetError
from hdsstack.locale import _
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.problem import located
from hdsstack.model.report import Report, TargetReport
from hdsstack.report.text import headline
from hdsstack.report.view import View
from hdsstack.targets import Options, slugs

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The options of `check`, as click gives them."""

    targets: tuple[str, ...] = ()
    everyone: bool = False
    environment: str | None = None
    stack: str | None = None
    state: str | None = None
    preview: str | None = None
    timeout: float = 60.0
    formats: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    strict: bool = False
    entry: str | None = None
    verbose: bool = False


def run(asked: Asked) -> int:
    """Decide what was asked, write every format, and return the exit code."""
    wanted = destinations(asked.formats)
    _possible(asked)
    report = _report(asked)
    said = View(language=language(), width=width(), colour=colour(), verbose=asked.verbose)
    for one in wanted:
        if one.file is None:
            show(one.render(report, said))
        else:
            view = View(language=said.language, verbose=asked.verbose)
            write(one.file, one.render(report, view))
    # Last, so that it is what a terminal shows without scrolling.
    seen = any(one.for_people and one.file is None for one in wanted)
    _summary(report, said, data_only=not seen)
    return report.exit_code


def _possible(asked: Asked) -> None:
    if asked.state and asked.preview:
        raise click.UsageError(_("--state and --preview: one of them at a time"))
    if (asked.state or asked.preview) and len(asked.targets) > 1:
        raise click.UsageError(_("a state or preview goes with at most one establishment"))
    if asked.everyone and asked.targets:
        raise click.UsageError(_("--all and targets: one or the other"))


def options_of(asked: Asked) -> Options:
    """The options of the check itself."""
    return Options(
        root=repository(),
        today=today(),
        stack=asked.stack,
        environment=asked.environment,
        timeout=asked.timeout,
        config=pairs(asked.config, "--config"),
        entry=asked.entry,
        strict=asked.strict,
        select=prefixes(asked.select),
    )


def _report(asked: Asked) -> Report:
    options = options_of(asked)
    if asked.state or asked.preview:
        return Report(targets=(_file(asked, options),))
    names = slugs(options.root) if asked.everyone else asked.targets or (".",)
    if not names:
        raise click.UsageError(
            _("--all: no establishment under stacks/; next: `hdsstack new SLUG` makes one")
        )
    return check(names, options)


def _file(asked: Asked, options: Options) -> TargetReport:
    name = asked.state or asked.preview or ""
    try:
        slug = asked.targets[0] if asked.targets else None
        return check_graph(_graph(asked, name), options, slug)
    except TargetError as error:
        return failed(Path(name).stem if name != "-" else "stdin", "", error)


def _graph(asked: Asked, name: str) -> ResourceGraph:
    if asked.state:
        from hdsstack.engine.state import read_state

        return read_state(text_of(name), Path(name).name)
    from hdsstack.engine.preview import read_preview

    return read_preview(text_of(name), Path(name).name)


def _summary(report: Report, view: View, *, data_only: bool) -> None:
    """One line per target, and why it could not be read where no report for people says it."""
    for target in report.targets:
        say(headline(target, view.translate))
        if target.error and data_only:
            say(located(target.error.message, target.error.file, target.error.line))
    _notes(report, view)


def _notes(report: Report, view: View) -> None:
    """What the reading of targets has to say, once per sentence, with its targets."""
    from hdsstack.report.notices import sentences

    by_sentence: dict[str, list[str]] = {}
    for target in report.targets:
        for sentence in sentences(target.notices, view.translate):
            by_sentence.setdefault(sentence, []).append(target.target)
    for sentence, targets in by_sentence.items():
        shown = ", ".join(targets[:_NAMED]) + (" …" if len(targets) > _NAMED else "")
        say(f"{shown}: {sentence}")
