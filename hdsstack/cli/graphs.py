"""Resource graphs of what a user names, as rows and as a tree."""

from collections.abc import Iterator

from rich.text import Text
from rich.tree import Tree

from hdsstack.checking import read_establishment
from hdsstack.locale import _
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.targets import Options, resolve


def graphs_of(name: str, options: Options) -> Iterator[ResourceGraph]:
    """The graph of each environment of an establishment, or of one program.

    Raises:
        TargetError: Nothing of that name, or a program that fails.

    """
    from hdsstack.engine.program import record_apart
    from hdsstack.engine.project import open_project

    for target in resolve(name, options):
        if target.environment is not None:
            yield read_establishment(target.folder, target.environment, options.config)[0]
        else:
            project = open_project(target.folder, options.stack, options.config)
            yield record_apart(project, timeout=options.timeout, entry=options.entry)


def rows_of(graph: ResourceGraph) -> list[dict[str, str | int | bool | None]]:
    """One row per resource, parents first, in the order of the program's lines."""
    return [
        {
            "urn": one.urn,
            "type": one.token,
            "name": one.name,
            "parent": one.parent,
            "protect": one.protect,
            "place": place_of(one, graph),
            "file": one.source.file if one.source else None,
            "line": one.source.line if one.source else None,
        }
        for one in _shown(graph)
    ]


def tree_of(graph: ResourceGraph) -> Tree:
    """The resources under their parents."""
    found = _shown(graph)
    title = _("{stack}: {count} resources").format(stack=graph.stack, count=len(found))
    root = Tree(Text(title, "bold"), guide_style="dim")
    branches: dict[str, Tree] = {}
    for one in found:
        over = branches.get(one.parent or "", root)
        branches[one.urn] = over.add(_label(one, graph))
    return root


def place_of(resource: Resource, graph: ResourceGraph) -> str | None:
    """The region that a resource names itself, else its provider's, else the configured one."""
    provider = graph.provider_of(resource)
    for holder, path in ((resource, "region"), (resource, "location"), (provider, "region")):
        seen = holder.get(path) if holder is not None else None
        if isinstance(seen, str):
            return seen
    key = {"aws": "aws:region", "azure-native": "azure-native:location"}.get(resource.package)
    configured = graph.configuration.get(key or "")
    return configured if isinstance(configured, str) else None


def _shown(graph: ResourceGraph) -> list[Resource]:
    """Parents before children, in the order of the program's lines: a run's own order varies."""
    hidden = ("pulumi:pulumi:Stack", "pulumi:providers:")
    found = [one for one in graph.resources if not one.type.startswith(hidden)]
    return sorted(found, key=lambda one: (_depth(one, graph), _line(one), one.name))


def _depth(resource: Resource, graph: ResourceGraph) -> int:
    parent = graph.by_urn.get(resource.parent or "")
    return 1 + _depth(parent, graph) if parent else 0


def _line(resource: Resource) -> tuple[str, int]:
    return (resource.source.file, resource.source.line) if resource.source else ("", 0)


def _label(one: Resource, graph: ResourceGraph) -> Text:
    label = Text.assemble((one.name, "bold" if not one.custom else ""), ("  " + one.token, "cyan"))
    if place := (place_of(one, graph) if one.custom else None):
        label.append(f"  {place}", "dim")
    if one.protect:
        label.append("  " + _("protected"), "green")
    if one.external:
        label.append("  " + _("read, not created"), "yellow")
    return label
