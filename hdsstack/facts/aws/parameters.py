"""Parameters of managed databases: what a group sets, else what AWS sets for that version.

Defaults (AWS documentation, read 2026-11): RDS for PostgreSQL forces TLS from 15, Aurora
PostgreSQL from 17, MySQL from 9.7, MariaDB from 11.8; older versions, SQL Server and Aurora MySQL
do not.
"""

import re
from dataclasses import dataclass, replace

from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig, unknown_for

INSTANCE_GROUP = "aws:rds/parameterGroup:ParameterGroup"
CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup"
_ON = ("1", "on", "true", "required")


@dataclass(frozen=True, slots=True)
class Group:
    """The parameters that apply to one database.

    Attributes:
        holder: The group in the graph; None where AWS's own default group applies.
        path: Where the database names its group.
        hidden: Why the group cannot be read.

    """

    database: Resource
    holder: Resource | None
    path: str
    hidden: Unknown | None = None

    def value(self, name: str, default: str | None) -> Seen[str]:
        """What a parameter is set to; AWS's default where the group says nothing."""
        if self.hidden is not None:
            return Seen(self.hidden, self.path, self.database.urn)
        if self.holder is None:
            return replace(
                _default(default, self.path, self.database.urn),
                default=not self.database.has(self.path),
            )
        hidden: Unknown | None = None
        items = self.holder.items("parameters")
        if isinstance(items, Unknown):
            return Seen(items, "parameters", self.holder.urn)
        for index, item in enumerate(items):
            if isinstance(said := dig(item, "name"), Unknown):
                hidden = said
            if said == name:
                at = f"parameters[{index}].value"
                return Seen(_written(dig(item, "value")), at, self.holder.urn)
        if hidden is not None:
            return Seen(hidden, "parameters", self.holder.urn)
        return _default(default, "parameters", self.holder.urn)

    def on(self, name: str, *, default: bool | None) -> Seen[bool]:
        """Whether a parameter is switched on."""
        said = None if default is None else ("1" if default else "0")
        return self.value(name, said).map(lambda found: found.lower() in _ON)


def _default(default: str | None, at: str, urn: str) -> Seen[str]:
    if default is None:
        return Seen(Unknown("the default of this version is not known"), at, urn)
    return Seen(default, at, urn, default=True)


def _written(value: object) -> str | Unknown:
    match value:
        case bool():
            return "1" if value else "0"
        case str() | int() | float():
            return str(value)
        case Unknown():
            return value
        case _:
            return Unknown("the value of a parameter is an output")


def group_of(database: Resource, graph: ResourceGraph, path: str, kind: str) -> Group:
    """The parameter group that a database names at `path`."""
    found = graph.linked(database, path, kind)
    match found:
        case Resource():
            return Group(database, found, path)
        case Literal(text) if not text.startswith("default."):
            return Group(
                database,
                None,
                path,
                unknown_for(N_("the parameter group {name} is not in this stack"), name=text),
            )
        case Unknown():
            return Group(database, None, path, found)
        case _:
            return Group(database, None, path)


def version_of(database: Resource) -> tuple[int, ...] | None:
    """The engine's version as numbers; None where the database does not say."""
    said = database.get("engineVersion")
    numbers = re.findall(r"\d+", said) if isinstance(said, str) else []
    return tuple(int(number) for number in numbers[:2]) or None


def family_version(group: Group) -> tuple[int, ...] | None:
    """The version that the family of a group speaks of: `postgres16`, `mysql8.4`."""
    family = group.holder.get("family") if group.holder is not None else None
    match = re.search(r"(\d+)(?:\.(\d+))?$", family) if isinstance(family, str) else None
    return tuple(int(part) for part in match.groups() if part) if match else None


# Per engine: the parameter that forces TLS, and the version from which it is on by itself.
_FORCES: dict[str, tuple[str, tuple[int, ...] | None]] = {
    "postgres": ("rds.force_ssl", (15,)),
    "aurora-postgresql": ("rds.force_ssl", (17,)),
    "mysql": ("require_secure_transport", (9, 7)),
    "mariadb": ("require_secure_transport", (11, 8)),
    "aurora-mysql": ("require_secure_transport", None),
    "aurora": ("require_secure_transport", None),
    "sqlserver": ("rds.force_ssl", None),
}
# Versions that AWS creates where none is named are above every threshold but MySQL's.
_LATEST = {"postgres": True, "aurora-postgresql": True, "mariadb": True}


def forced_tls(engine: str, group: Group) -> Seen[bool]:
    """Whether plain connections are refused."""
    name, since = _FORCES.get(
        engine.split("-", maxsplit=1)[0] if engine.startswith("sqlserver") else engine, ("", None)
    )
    if not name:
        why = unknown_for(
            N_("how the engine {engine} refuses plain connections is not known"), engine=engine
        )
        return Seen(why, "engine", group.database.urn)
    said = group.database.get("engineVersion")
    version = version_of(group.database) or family_version(group)
    if since is not None and version is None and isinstance(said, Unknown):
        return group.on(name, default=None)
    if since is None:
        default = False
    elif version is None:
        default = _LATEST.get(engine, False)
    else:
        default = version >= since
    return group.on(name, default=default)


_TLS_NAMES = {
    "tlsv1": "1.0",
    "tlsv1.0": "1.0",
    "tlsv1.1": "1.1",
    "tlsv1.2": "1.2",
    "tlsv1.3": "1.3",
}


def lowest_tls(engine: str, group: Group) -> Seen[str]:
    """The lowest version accepted: 1.2 by default on versions that AWS still creates."""
    if "postgres" in engine:
        said = group.value("ssl_min_protocol_version", "TLSv1.2")
        return said.map(lambda found: _TLS_NAMES.get(found.lower(), "1.2"))
    if "mysql" in engine or engine == "mariadb":
        said = group.value("tls_version", "TLSv1.2,TLSv1.3")
        return said.map(_lowest)
    if engine.startswith("sqlserver"):
        return _oldest_on(group)
    return Seen("1.2", "engine", group.database.urn, default=True)


# The minor versions of SQL Server up to which TLS 1.0 and 1.1 are on unless switched off.
_OLD_MINORS = {
    16: (16, 0, 4120, 1),
    15: (15, 0, 4365, 2),
    14: (14, 0, 3465, 1),
    13: (13, 0, 6435, 1),
    12: (12, 0, 6449, 1),
}


def _oldest_on(group: Group) -> Seen[str]:
    """SQL Server has a switch per old version; a newer minor has them off by itself.

    Source: Amazon RDS user guide, "Configuring security protocols and ciphers", 2026-11.
    """
    default = "enabled" if _is_old_minor(group.database) else "disabled"
    for name, version in (("rds.tls10", "1.0"), ("rds.tls11", "1.1")):
        said = group.value(name, default)
        if isinstance(said.value, Unknown):
            return said
        if (default if said.value == "default" else said.value) == "enabled":
            return Seen(version, said.at, said.on, said.default)
    return Seen("1.2", group.path, group.database.urn, default=True)


def _is_old_minor(database: Resource) -> bool:
    said = database.get("engineVersion")
    numbers = tuple(map(int, re.findall(r"\d+", said)[:4])) if isinstance(said, str) else ()
    return len(numbers) == len(_OLD_MINORS[16]) and numbers <= _OLD_MINORS.get(numbers[0], (0,))


def _lowest(versions: str) -> str:
    found = [_TLS_NAMES.get(one.strip().lower(), "1.2") for one in versions.split(",")]
    return min(found)
