"""Where a repository's state and secrets go, as far as its files say, and stacks without a file."""

import os
from collections.abc import Iterator
from pathlib import Path

from hdsstack import catalog
from hdsstack.adapters.examination import Row
from hdsstack.controls.backends import address
from hdsstack.engine.errors import TargetError
from hdsstack.engine.project import open_project
from hdsstack.locale import _
from hdsstack.targets import Options, environments, slugs


def examine(options: Options) -> Iterator[Row]:
    """The backend, and for each establishment's environment its stack file and secrets provider."""
    if not (options.root / "Pulumi.yaml").is_file():
        step = _("go to the root of the infrastructure repository")
        yield Row("note", "Pulumi.yaml", _("no infrastructure repository here"), step)
        return
    yield _backend(options.root)
    for slug in slugs(options.root):
        yield from _establishment(slug, options)


def _backend(root: Path) -> Row:
    subject = _("state")
    try:
        declared = open_project(root, "-", {}).settings.backend
    except TargetError:
        declared = None
    url = os.environ.get("PULUMI_BACKEND_URL") or declared
    if url:
        return _placed(subject, url)
    step = _("declare `backend: url:` in Pulumi.yaml, or set PULUMI_BACKEND_URL")
    return Row("note", subject, _("no backend declared: the login of each person decides"), step)


def _establishment(slug: str, options: Options) -> Iterator[Row]:
    try:
        targets = list(environments(slug, options.root / "stacks" / slug, options))
    except TargetError as error:
        yield Row("problem", slug, error.message)
        return
    for target in targets:
        stack = f"{slug}-{target.environment}"
        shown = f"stacks/Pulumi.{stack}.yaml"
        if not (options.root / shown).is_file():
            step = _("write it with the keys establishment, environment and the provider's region")
            yield Row("problem", shown, _("missing: pulumi has no configuration for it"), step)
            continue
        yield _secrets(stack, options.root)


def _secrets(stack: str, root: Path) -> Row:
    subject = _("secrets of {stack}").format(stack=stack)
    try:
        provider = open_project(root, stack, {}).settings.secrets_provider
    except TargetError as error:
        return Row("problem", subject, error.message)
    if provider is None:
        step = _("`pulumi stack init` with --secrets-provider writes it into the stack file")
        return Row("note", subject, _("no secrets provider in its stack file"), step)
    return _placed(subject, provider)


def _placed(subject: str, url: str) -> Row:
    """Where an address is; its options, which may hold credentials, are not shown."""
    found = address(url)
    shown = url.partition("?")[0]
    if found.saas:
        seen = _("{address}: Pulumi's own service, outside the EEA").format(address=shown)
        return Row("problem", subject, seen, _("move it to a backend in the EEA"))
    if found.local or found.scheme == "passphrase":
        return Row("note", subject, _("{address}: on this machine").format(address=shown))
    region = (
        catalog.region(found.provider, found.region) if found.provider and found.region else None
    )
    if region is None:
        seen = _("{address}: its region is not in its address").format(address=shown)
        return Row("note", subject, seen, _("say it in establishment.yaml: state.region"))
    if not region.eea:
        seen = _("{address}: {place} is outside the EEA").format(address=shown, place=region.place)
        return Row("problem", subject, seen, _("move it to a region in the EEA"))
    return Row("ok", subject, f"{shown}: {region.name} ({region.place})")
