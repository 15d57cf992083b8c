"""Whether a managed database logs connections and the statements of administrators."""

from collections.abc import Iterator

from hdsstack.facts.aws.parameters import Group
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig, unknown_for

_OPTION_GROUP = "aws:rds/optionGroup:OptionGroup"
_STREAM = "aws:rds/clusterActivityStream:ClusterActivityStream"
_STATEMENTS = ("ddl", "mod", "all")


def audited(
    database: Resource, engine: str, group: Group, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    """The observations of one database: what it exports, and what it writes into the export."""
    if any(graph.pointing(database, "resourceArn", _STREAM)):
        yield database.says(value=True, at="engine")
    elif "postgres" in engine:
        yield _exports(database, "postgresql")
        yield from _postgres(group)
    elif "mysql" in engine or engine in ("mariadb", "aurora"):
        yield _exports(database, "audit", "general")
        yield from _mysql(database, engine, group, graph)
    elif engine.startswith("sqlserver"):
        yield _option(database, "SQLSERVER_AUDIT", graph)
    elif engine.startswith("oracle"):
        yield _exports(database, "audit")
        yield _not_none(group, "audit_trail", "DB")
    else:
        yield Seen(
            unknown_for(N_("the traces of the engine {engine} are not known"), engine=engine),
            "engine",
            database.urn,
        )


def _exports(database: Resource, *kinds: str) -> Seen[bool]:
    path = "enabledCloudwatchLogsExports"
    items = database.items(path)
    if isinstance(items, Unknown):
        return Seen(items, path, database.urn)
    why = message(N_("the database exports no log of connections and statements"))
    return Seen(any(kind in items for kind in kinds), path, database.urn, why=why)


def _postgres(group: Group) -> Iterator[Seen[bool]]:
    """PostgreSQL logs neither connections nor statements unless a parameter says so."""
    connections = group.value("log_connections", "0")
    why = message(N_("connections are not logged (log_connections)"))
    yield connections.map(lambda said: said.lower() not in ("0", "off", "false", "")).because(why)
    statements = group.value("log_statement", "none").map(lambda said: said in _STATEMENTS)
    audit = group.value("pgaudit.log", "none").map(lambda said: said not in ("", "none"))
    why = message(N_("statements are not logged (log_statement, pgaudit.log)"))
    best = next((one for one in (audit, statements) if one.value is True), None)
    unsure = next((one for one in (audit, statements) if not one.known), None)
    yield (best or unsure or statements).because(why)


def _mysql(
    database: Resource, engine: str, group: Group, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    """The general log, or the audit plug-in; Aurora has it as a parameter."""
    general = group.on("general_log", default=False)
    if engine.startswith("aurora"):
        audit = group.on("server_audit_logging", default=False)
    else:
        audit = _option(database, "MARIADB_AUDIT_PLUGIN", graph)
    best = next((one for one in (audit, general) if one.value is True), None)
    unsure = next((one for one in (audit, general) if not one.known), None)
    why = message(N_("neither the audit plug-in nor the general log is on"))
    yield (best or unsure or general).because(why)


def _not_none(group: Group, name: str, default: str) -> Seen[bool]:
    return group.value(name, default).map(lambda said: said.lower() not in ("none", "false"))


def _option(database: Resource, name: str, graph: ResourceGraph) -> Seen[bool]:
    """Whether the option group of a database has an option."""
    path = "optionGroupName"
    why = message(N_("the option {name} is missing"), name=name)
    found = graph.linked(database, path, _OPTION_GROUP)
    match found:
        case Resource():
            options = found.items("options")
            if isinstance(options, Unknown):
                return Seen(options, "options", found.urn)
            held = any(dig(option, "optionName") == name for option in options)
            return Seen(held, "options", found.urn, why=why)
        case Literal(text) if not text.startswith("default:"):
            return Seen(Unknown("the option group is not in this stack"), path, database.urn)
        case Unknown():
            return Seen(found, path, database.urn)
        case _:
            return Seen(value=False, at=path, on=database.urn, default=True, why=why)
