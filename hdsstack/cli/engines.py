"""`preview` and `up`: the decision first, then the real engine."""

from collections.abc import Sequence

import click

from hdsstack.adapters import pulumi_cli
from hdsstack.checking import check_target
from hdsstack.cli.choices import language, repository, today
from hdsstack.cli.speaking import say
from hdsstack.engine.project import open_project
from hdsstack.locale import Speaker, _
from hdsstack.report.text import headline, lines
from hdsstack.targets import Options, Target, resolve


def decide_and_run(
    verb: str, slug: str, environment: str | None, extra: Sequence[str], *, init: bool
) -> int:
    """Run `pulumi VERB` of an establishment's stack, unless a control refuses it.

    Returns the check's own exit code where it refuses; nothing has run then.

    Raises:
        TargetError: No such establishment, or several environments and no choice.
        PulumiError: The command is missing, too old, or failed.

    """
    options = Options(root=repository(), today=today(), environment=environment)
    pulumi = pulumi_cli.find()
    target = _one(slug, options)
    if code := _refused(target, options):
        return code
    stack = f"{target.name}-{target.environment}"
    prepared = open_project(options.root, stack, {}).settings.secrets_provider
    first = pulumi_cli.init_arguments(stack, prepared)
    if init:
        _ended(pulumi_cli.run(pulumi, first, options.root), stack, first)
    arguments = (verb, "--stack", stack, *extra)
    say("pulumi " + " ".join(arguments))
    _ended(pulumi_cli.run(pulumi, arguments, options.root), stack, first)
    return 0


def _one(slug: str, options: Options) -> Target:
    found = list(resolve(slug, options))
    if len(found) > 1:
        raise click.UsageError(
            _(
                "{slug} has {count} environments ({seen}); next: choose one with --environment"
            ).format(
                slug=slug, count=len(found), seen=", ".join(str(one.environment) for one in found)
            )
        )
    if found[0].environment is None:
        raise click.UsageError(
            _(
                "{slug}: not an establishment of this repository; next: for a program of your own"
                " run `hdsstack check` and then `pulumi` itself"
            ).format(slug=slug)
        )
    return found[0]


def _refused(target: Target, options: Options) -> int:
    """The exit code of the check, 0 where every blocking control holds."""
    from hdsstack.model.report import Report

    speak = Speaker(language())
    report = check_target(target, options)
    if report.outcome == "pass":
        say(headline(report, speak))
        return 0
    for line in lines(report, speak):
        say(line)
    say(_("pulumi was not run, nothing was changed"))
    return Report(targets=(report,)).exit_code


def _ended(run: pulumi_cli.Run, stack: str, init: Sequence[str]) -> None:
    if error := pulumi_cli.failure(run, stack, init):
        raise error
