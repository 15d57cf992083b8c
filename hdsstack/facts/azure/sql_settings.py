"""Settings of Azure SQL that are resources: encryption, retention, auditing, alerts."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.azure.backup_policies import iso_days
from hdsstack.facts.azure.joins import children, linked
from hdsstack.facts.azure.traces import sends_all
from hdsstack.model.facts import Claims, Coverage, Detection, Encryption, Fact, KeyOwner
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from hdsstack.planning.schedule import WEEK_MINUTES

TDE = "azure-native:sql:TransparentDataEncryption"
PROTECTOR = "azure-native:sql:EncryptionProtector"
SHORT_TERM = "azure-native:sql:BackupShortTermRetentionPolicy"
LONG_TERM = (
    "azure-native:sql:LongTermRetentionPolicy",
    "azure-native:sql:BackupLongTermRetentionPolicy",
)
SERVER_AUDIT = (
    "azure-native:sql:ServerBlobAuditingPolicy",
    "azure-native:sql:ExtendedServerBlobAuditingPolicy",
)
DATABASE_AUDIT = (
    "azure-native:sql:DatabaseBlobAuditingPolicy",
    "azure-native:sql:ExtendedDatabaseBlobAuditingPolicy",
)
ALERTS = (
    "azure-native:sql:ServerSecurityAlertPolicy",
    "azure-native:sql:DatabaseSecurityAlertPolicy",
    "azure-native:sql:DatabaseThreatDetectionPolicy",
)
SERVER = "azure-native:sql:Server"
JOINED = (
    TDE,
    PROTECTOR,
    SHORT_TERM,
    *LONG_TERM,
    *SERVER_AUDIT,
    *DATABASE_AUDIT,
    "azure-native:sql:ServerKey",
    "azure-native:sql:GeoBackupPolicy",
    "azure-native:sql:ServerVulnerabilityAssessment",
    "azure-native:sql:SqlVulnerabilityAssessmentsSetting",
    "azure-native:sql:DatabaseVulnerabilityAssessment",
)

_STATEMENTS = (
    "batch_completed_group",
    "database_object_change_group",
    "schema_object_change_group",
    "database_operation_group",
)
_CONNECTIONS = ("successful_database_authentication_group", "database_logout_group")


def settings(database: Resource, graph: ResourceGraph, *types: str) -> tuple[Resource, ...]:
    """The settings of a database: they name it, and the same server."""
    host = linked(database, "serverName", graph, SERVER)
    return tuple(
        found
        for found in children(database, graph, *types, by="databaseName")
        if not isinstance(host, Resource) or linked(found, "serverName", graph, SERVER) is host
    )


def encryption(database: Resource, host: Resource | None, graph: ResourceGraph) -> Encryption:
    """Transparent encryption is on unless switched off; the key is the server's protector."""
    always: Seen[bool] = Seen(value=True, at="keyId", on=database.urn, default=True)
    for setting in settings(database, graph, TDE):
        state = setting.text("state", default="Enabled")
        always = state.map(lambda text: text.lower() == "enabled")
    if always.value is False:
        return Encryption(encrypted=always, owner=Seen(KeyOwner.NOBODY, always.at, always.on))
    return Encryption(encrypted=always, owner=_owner(database, host, graph))


def _owner(database: Resource, host: Resource | None, graph: ResourceGraph) -> Seen[KeyOwner]:
    if database.has("encryptionProtector"):
        return database.says(KeyOwner.ESTABLISHMENT, "encryptionProtector")
    if host is None:
        return database.says(Unknown("the server is not in this stack"), "serverName")
    for protector in children(host, graph, PROTECTOR, by="serverName"):
        kind = protector.text("serverKeyType", default="ServiceManaged").map(str.lower)
        return Seen(kind.map(_key_owner).value, kind.at, protector.urn)
    if host.has("keyId"):
        return Seen(KeyOwner.ESTABLISHMENT, "keyId", host.urn)
    return Seen(KeyOwner.PROVIDER, "keyId", database.urn, default=True)


def _key_owner(kind: str) -> KeyOwner:
    return KeyOwner.ESTABLISHMENT if kind == "azurekeyvault" else KeyOwner.PROVIDER


def short_term(database: Resource, graph: ResourceGraph) -> Seen[float]:
    """Days of point-in-time recovery; 7 unless said."""
    for policy in settings(database, graph, SHORT_TERM):
        return policy.number("retentionDays", default=7)
    return Seen(7.0, "retentionDays", database.urn, default=True)


def long_term(database: Resource, graph: ResourceGraph, elsewhere: Claims) -> Iterator[Coverage]:
    """Weekly copies kept for `weeklyRetention` (ISO 8601)."""
    for policy in settings(database, graph, *LONG_TERM):
        weekly = policy.text("weeklyRetention", default="")
        days = weekly.map(lambda text: iso_days(text) or 0.0)
        if days.value != 0:
            yield Coverage(
                by=policy,
                interval=policy.says(float(WEEK_MINUTES), "weeklyRetention"),
                kept=days,
                elsewhere=elsewhere,
                own=True,
            )


def audited(host: Resource | None, database: Resource | None, graph: ResourceGraph) -> Claims:
    """The server's audit covers its databases; a database may have its own, or a setting."""
    found: list[Resource] = []
    if host is not None:
        found += children(host, graph, *SERVER_AUDIT, by="serverName")
    if database is not None:
        found += settings(database, graph, *DATABASE_AUDIT)
    claims = [_audits(policy) for policy in found]
    if any(claim.value is True for claim in claims):
        return tuple(claim for claim in claims if claim.value is True)
    if claims:
        return (claims[0],)
    about = database or host
    if about is None:
        return ()
    if sends_all(about, graph, "SQLSecurityAuditEvents")[0].value is True:
        return (about.says(True),)
    why = message(N_("no auditing policy of the server or of the database is on"))
    return (Seen(value=False, on=about.urn, why=why),)


def _audits(policy: Resource) -> Seen[bool]:
    """On, and with connections and statements where its actions are listed."""
    state = policy.text("state", default="Disabled").map(lambda text: text.lower() == "enabled")
    actions = policy.items("auditActionsAndGroups")
    if state.value is not True or isinstance(actions, Unknown) or not actions:
        return state
    listed = {str(action).lower() for action in actions}
    complete = bool(listed & set(_STATEMENTS)) and bool(listed & set(_CONNECTIONS))
    why = message(N_("the audit leaves out connections or statements"))
    return Seen(complete, "auditActionsAndGroups", policy.urn, why=why)


@facts_of(*ALERTS)
def alerts(policy: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Threat detection of a server or database."""
    del graph
    state = policy.text("state", default="Disabled").map(lambda text: text.lower() == "enabled")
    yield Detection(resource=policy, on=(state,))
