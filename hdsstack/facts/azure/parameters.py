"""Server parameters of PostgreSQL and MySQL: separate resources, one per parameter."""

from collections.abc import Callable

from hdsstack.facts.azure.joins import children
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import Message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

TYPES = (
    "azure-native:dbforpostgresql:Configuration",
    "azure-native:dbforpostgresql:SingleServerConfiguration",
    "azure-native:dbformysql:Configuration",
    "azure-native:dbformysql:SingleServerConfiguration",
    "azure-native:dbformariadb:Configuration",
)
JOINED = TYPES


def parameter(server: Resource, graph: ResourceGraph, name: str, default: str) -> Seen[str]:
    """The value of a parameter in lower case, where it is set; `default` is the service's own."""
    for found in children(server, graph, *TYPES, by="serverName"):
        named = found.text("configurationName", default=found.name).value
        if isinstance(named, str) and named.lower() == name:
            return found.text("value", default=default).map(str.lower)
    return Seen(default.lower(), name, server.urn, default=True)


def holds(
    server: Resource,
    graph: ResourceGraph,
    name: str,
    default: str,
    test: Callable[[str], bool],
    why: Message,
) -> Seen[bool]:
    """Whether a parameter passes `test`, as an observation on whoever sets it."""
    return parameter(server, graph, name, default).map(test).because(why)


def is_on(value: str) -> bool:
    """Whether a parameter's value switches it on."""
    return value in ("on", "1", "true", "yes")


def words(value: str) -> set[str]:
    """The words of a parameter that is a list."""
    return {word.strip() for word in value.split(",") if word.strip()}


def lowest_tls(required: Seen[str], lowest: Seen[str]) -> tuple[Seen[str], ...]:
    """Plain where TLS is not required, and the lowest version of a list such as `TLSv1.2`."""
    found: list[Seen[str]] = []
    if isinstance(required.value, Unknown):
        found.append(Seen(required.value, required.at, required.on))
    elif not is_on(required.value):
        found.append(Seen("plain", required.at, required.on))
    found.append(lowest.map(_version))
    return tuple(found)


def _version(value: str) -> str | Unknown:
    found = sorted(
        version
        for word in words(value)
        if (version := {"tlsv1": "1.0", "tlsv1.0": "1.0"}.get(word, word.removeprefix("tlsv")))
        in ("1.0", "1.1", "1.2", "1.3")
    )
    return found[0] if found else Unknown("the TLS version cannot be read")
