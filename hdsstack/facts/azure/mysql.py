"""Azure Database for MySQL, and MariaDB. Defaults as documented by Microsoft on 2026-11."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure import flexible
from hdsstack.facts.azure.parameters import holds, is_on, lowest_tls, parameter, words
from hdsstack.facts.azure.single_servers import single_server
from hdsstack.model.facts import Claims, Fact, LocalCredential
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

SERVER = "azure-native:dbformysql:Server"
SINGLES = ("azure-native:dbformysql:SingleServer", "azure-native:dbformariadb:Server")
RULE = "azure-native:dbformysql:FirewallRule"
JOINED = (
    RULE,
    "azure-native:dbformysql:Database",
    "azure-native:dbformysql:AzureADAdministrator",
    "azure-native:dbformysql:PrivateEndpointConnection",
)

_STATEMENTS = {"admin", "ddl", "dcl", "general", "dml", "dml_nonselect", "dml_select"}


@facts_of(SERVER)
def server(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A flexible server; azure-native 1 gave single servers the same type, with `properties`."""
    if resource.has("properties"):
        yield from single(resource, graph)
        return
    required = parameter(resource, graph, "require_secure_transport", "on")
    lowest = parameter(resource, graph, "tls_version", "TLSv1.2")
    transit, traced = lowest_tls(required, lowest), _traced(resource, graph)
    yield from flexible.server_facts(resource, graph, RULE, transit=transit, traced=traced)
    if not flexible.is_replica(resource):
        entra = parameter(resource, graph, "aad_auth_only", "off")
        passwords = entra.map(lambda text: not is_on(text))
        yield LocalCredential(resource=resource, enabled=(passwords,))


@facts_of(*SINGLES)
def single(resource: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A single server."""
    yield from single_server(resource, graph, _traced(resource, graph))


def _traced(resource: Resource, graph: ResourceGraph) -> Claims:
    """The audit log, off by default, with connections and statements among its events."""
    off = message(N_("the audit log is off"))
    enabled = holds(resource, graph, "audit_log_enabled", "off", is_on, off)
    if enabled.value is not True:
        return (enabled,)
    part = message(N_("the audit log leaves out connections or statements"))
    events = holds(
        resource,
        graph,
        "audit_log_events",
        "connection",
        lambda text: "connection" in words(text) and bool(words(text) & _STATEMENTS),
        part,
    )
    return (enabled, events)
