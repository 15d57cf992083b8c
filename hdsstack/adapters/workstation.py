"""The tools of this machine: Pulumi, its plugins, Python, the SDKs, the environment's overrides."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from hdsstack.adapters import pulumi_cli
from hdsstack.adapters.examination import Row
from hdsstack.locale import _

_SDKS = ("pulumi", "pulumi-policy", "pulumi-aws", "pulumi-azure-native")
_PLUGINS = ("aws", "azure-native")
_OLDEST_PYTHON = (3, 11)
# Variables that change what a plain `pulumi preview` does; values may be secret and are not shown.
_OVERRIDES = {
    "PULUMI_BACKEND_URL": "state",
    "PULUMI_IGNORE_AMBIENT_PLUGINS": "plugins",
    "PULUMI_STACK": "stack",
    "AWS_REGION": "place",
    "AWS_DEFAULT_REGION": "place",
    "AWS_ENDPOINT_URL": "place",
    "ARM_LOCATION_NAME": "place",
    "ARM_ENVIRONMENT": "place",
}


def examine() -> Iterator[Row]:
    """Everything about this machine that a preview or an update depends on."""
    yield _python()
    yield from _packages()
    yield from _pulumi()
    yield from _environment()


def _python() -> Row:
    seen = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < _OLDEST_PYTHON:
        return Row("problem", "Python", seen, _("install Python 3.11 or newer"))
    return Row("ok", "Python", seen)


def _packages() -> Iterator[Row]:
    for name in _SDKS:
        try:
            yield Row("ok", name, metadata.version(name))
        except metadata.PackageNotFoundError:
            step = _("install it where hdsstack is installed")
            yield Row("problem", name, _("missing"), step)


def _pulumi() -> Iterator[Row]:
    try:
        found = pulumi_cli.find()
    except pulumi_cli.PulumiError as error:
        yield Row("problem", _("command pulumi"), str(error))
        return
    yield Row("ok", _("command pulumi"), ".".join(map(str, found.version)))
    yield _language_host(Path(found.path))
    for name in _PLUGINS:
        yield _plugin(name)


def _language_host(pulumi: Path) -> Row:
    subject = _("Python language host")
    name = "pulumi-language-python"
    beside = pulumi.resolve().parent / name
    if shutil.which(name) or beside.exists():
        return Row("ok", subject, _("found"))
    step = _("install Pulumi from its full archive: it brings {name}").format(name=name)
    return Row("problem", subject, _("missing"), step)


def _plugin(name: str) -> Row:
    """A provider's plugin on PATH, else the newest one in Pulumi's own folder."""
    subject = _("plugin {name}").format(name=name)
    if shutil.which(f"pulumi-resource-{name}"):
        return Row("ok", subject, _("found on PATH, which comes before Pulumi's own"))
    home = Path(os.environ.get("PULUMI_HOME") or Path.home() / ".pulumi")
    found = sorted(
        tuple(map(int, match.groups()))
        for path in (home / "plugins").glob(f"resource-{name}-v*")
        if (match := re.fullmatch(rf"resource-{name}-v(\d+)\.(\d+)\.(\d+)", path.name))
    )
    if found:
        return Row("ok", subject, ".".join(map(str, found[-1])))
    step = _("pulumi downloads it at the first preview; without a network install it beforehand")
    return Row("note", subject, _("not installed yet"), step)


def _environment() -> Iterator[Row]:
    said = {
        "state": _("it decides where the state goes, whatever Pulumi.yaml says"),
        "plugins": _("plugins on PATH are not used"),
        "stack": _("it chooses the stack where none is named"),
        "place": _("it decides the place of resources without an explicit one"),
    }
    for name, effect in _OVERRIDES.items():
        if os.environ.get(name):
            yield Row("note", name, said[effect], _("unset it unless you mean it"))
