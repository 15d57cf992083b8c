"""Rendering a blueprint: a sandboxed, strict template; the same answers give the same bytes."""

from collections.abc import Mapping
from pathlib import PurePosixPath

import yaml
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from hdsstack.model.establishment import Environment, Establishment
from hdsstack.scaffold.library import Blueprint
from hdsstack.scaffold.view import View, view_of
from hdsstack.scaffold.wording import comment, heading, literal, names, prose, wrapped

Files = Mapping[PurePosixPath, str]

_EXAMPLE_ACCOUNT = {"aws": "000000000000", "azure": "00000000-0000-0000-0000-000000000000"}


def render(blueprint: Blueprint, establishment: Establishment, manifest: str) -> Files:
    """The program's files, relative to the establishment's folder.

    Raises:
        ScaffoldError: The manifest lacks something that the program needs.

    """
    view = view_of(establishment, manifest)
    templates = _environment(blueprint)
    return {
        PurePosixPath(target): templates.get_template(source).render(
            view, blueprint={"name": blueprint.name, "version": blueprint.version}
        )
        for target, source in blueprint.files.items()
    }


def stack_file(establishment: Establishment, environment: Environment) -> str:
    """`Pulumi.<slug>-<environment>.yaml`: plain values only, no secret and no salt."""
    provider = establishment.hosting.provider
    values = {
        "hdsstack:establishment": establishment.slug,
        "hdsstack:environment": environment.name,
        "hdsstack:account": environment.account or _EXAMPLE_ACCOUNT[provider],
        **_of_provider(establishment, environment),
        **_to_confirm(view_of(establishment, "establishment.yaml"), establishment, environment),
    }
    head = "# Secrets come with `pulumi config set --secret`, and are never committed.\n"
    return head + yaml.safe_dump({"config": values}, sort_keys=False, allow_unicode=True, width=100)


def _of_provider(establishment: Establishment, environment: Environment) -> Mapping[str, str]:
    region = establishment.hosting.region
    if establishment.hosting.provider == "aws":
        return {"aws:region": region}
    return {
        "hdsstack:tenant": environment.tenant or _EXAMPLE_ACCOUNT["azure"],
        "azure-native:location": region,
    }


def _to_confirm(
    view: View, establishment: Establishment, environment: Environment
) -> Mapping[str, str]:
    """Placeholders of what only people know, in the provider's own form."""
    values: dict[str, str] = {}
    if "EntryPointArgs" in view["arguments"]:  # type: ignore[operator]  # a list of names
        values["hdsstack:certificate"] = _certificate(establishment, environment)
    if establishment.hosting.provider == "azure" and "ApplicationMachinesArgs" in view["arguments"]:  # type: ignore[operator]  # a list of names
        values["hdsstack:machineKey"] = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI-TO-CONFIRM hds"
    if view["on_call"] is None:
        values["hdsstack:onCallEmail"] = f"on-call@{establishment.slug}.example"
    for link in view["links"]:  # type: ignore[attr-defined]  # a list of views
        if not link["gateway"]:
            values[f"hdsstack:{link['gateway_key']}"] = "192.0.2.1"
    return values


def _certificate(establishment: Establishment, environment: Environment) -> str:
    region = establishment.hosting.region
    account = environment.account or _EXAMPLE_ACCOUNT["aws"]
    if establishment.hosting.provider == "aws":
        return f"arn:aws:acm:{region}:{account}:certificate/00000000-0000-0000-0000-000000000000"
    return f"https://{establishment.slug}-entry.vault.azure.net/secrets/entry"


def _environment(blueprint: Blueprint) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(blueprint.folder / "template", encoding="utf-8"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    filters = {
        "comment": comment,
        "heading": heading,
        "literal": literal,
        "names": names,
        "prose": prose,
        "wrapped": wrapped,
    }
    environment.filters.update(filters)
    return environment
