"""Azure Database for PostgreSQL. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure import flexible
from hdsstack.facts.azure.parameters import holds, is_on, lowest_tls, parameter, words
from hdsstack.facts.azure.single_servers import single_server
from hdsstack.model.facts import (
    Claims,
    Fact,
    LocalCredential,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

SERVER = "azure-native:dbforpostgresql:Server"
SINGLE = "azure-native:dbforpostgresql:SingleServer"
RULE = "azure-native:dbforpostgresql:FirewallRule"
JOINED = (
    RULE,
    "azure-native:dbforpostgresql:Database",
    "azure-native:dbforpostgresql:Administrator",
    "azure-native:dbforpostgresql:AdministratorsMicrosoftEntra",
    "azure-native:dbforpostgresql:PrivateEndpointConnection",
    "azure-native:dbforpostgresql:VirtualEndpoint",
    "azure-native:dbforpostgresql:Backup",
)

_STATEMENTS = {"ddl", "mod", "all"}


@facts_of(SERVER)
def server(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A flexible server; azure-native 1 gave single servers the same type, with `properties`."""
    if resource.has("properties"):
        yield from single(resource, graph)
        return
    required = parameter(resource, graph, "require_secure_transport", "on")
    lowest = parameter(resource, graph, "ssl_min_protocol_version", "TLSv1.2")
    transit, traced = lowest_tls(required, lowest), _traced(resource, graph)
    yield from flexible.server_facts(resource, graph, RULE, transit=transit, traced=traced)
    yield LocalCredential(resource=resource, enabled=_passwords(resource))


def _passwords(resource: Resource) -> Claims:
    """Password sign-in is on unless `authConfig` refuses it."""
    if flexible.is_replica(resource):
        return ()
    found = resource.text("authConfig.passwordAuth", default="Enabled")
    return (found.map(lambda text: text.lower() != "disabled"),)


def _traced(resource: Resource, graph: ResourceGraph) -> Claims:
    """Connections (on by default), and statements: pgaudit with its library, or log_statement."""
    silent = message(N_("connections are not logged"))
    connections = holds(resource, graph, "log_connections", "on", is_on, silent)
    statements = parameter(resource, graph, "log_statement", "none")
    if isinstance(statements.value, str) and statements.value in _STATEMENTS:
        return (connections, resource.says(True, "log_statement"))
    blind = message(N_("statements of administrators are not logged: pgaudit.log is none"))
    audited = holds(
        resource, graph, "pgaudit.log", "none", lambda text: bool(words(text) - {"none"}), blind
    )
    if audited.value is not True:
        return (connections, audited)
    missing = message(N_("pgaudit is not among the preloaded libraries"))
    loaded = holds(
        resource,
        graph,
        "shared_preload_libraries",
        "pg_cron,pg_stat_statements",
        lambda text: "pgaudit" in words(text),
        missing,
    )
    return (connections, audited, loaded)


@facts_of(SINGLE)
def single(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A single server."""
    yield from single_server(resource, graph, _traced(resource, graph))
