"""Centre hospitalier de Bapaume, on AWS (eu-west-3).

Hosted: Osiris, dossier médical; Gestion administrative du patient.

Read it from top to bottom: each statement builds one part and says which rule asks for it. Written
from establishment.yaml by the blueprint `public`, version 1; what you change here is kept by later
updates. Ids such as HDS-NET-009 are explained by `hdsstack controls show HDS-NET-009`.
"""

import pulumi

from hdsstack.components.aws import (
    Account,
    AdminAccess,
    ApplicationMachines,
    AuditTrail,
    BackupPlan,
    EntryPoint,
    FileStore,
    HealthDatabase,
    HealthKeys,
    HealthNetwork,
    IndicatorAlarm,
    LinkGateway,
    LogStore,
    OnCall,
    Opening,
    RecordStore,
    RestoreTest,
    Site,
    SiteLink,
    ThreatDetection,
)
from hdsstack.components.contract import (
    AccountArgs,
    AdminAccessArgs,
    ApplicationMachinesArgs,
    AuditTrailArgs,
    BackupPlanArgs,
    EntryPointArgs,
    FileStoreArgs,
    HealthDatabaseArgs,
    HealthNetworkArgs,
    IndicatorAlarmArgs,
    LogStoreArgs,
    OnCallArgs,
    OpeningArgs,
    RecordStoreArgs,
    SiteLinkArgs,
)
from hdsstack.planning.plan import AddressPlan
from hdsstack.planning.subnets import Subnet

config = pulumi.Config("hdsstack")
environment = config.require("environment")

# Health data are in production only; other environments hold what the manifest allows them to hold
# (HDS-SEG-002).
data_class = {"prod": "dscp"}[environment]

# --- Where: one account, two regions of the EEA --------------------------------------------------
# Health data may be stored in the European Economic Area only (CSP R.1111-9-1, EXI 28). Every part
# is pinned to this account and to these regions: nothing is left to ambient credentials.
account = Account(
    "account",
    AccountArgs(
        establishment="ch-bapaume",
        environment=environment,
        owner="infogereur-retenu",
        region="eu-west-3",
        second_region="eu-central-1",
        account=config.require("account"),
    ),
)

# --- Keys and traces -----------------------------------------------------------------------------
# Keys of the establishment's own, to refuse to the provider or to destroy (HDS-CRY-002, EXI 30).
keys = HealthKeys("keys", account=account)

# Traces of the platform are kept at least twelve months, and not beyond the stated maximum
# (HDS-LOG-003).
logs = LogStore(
    "logs",
    LogStoreArgs(retention_days=365),
    account=account,
    keys=keys,
)

# --- Network -------------------------------------------------------------------------------------
# Every address range, in order. Nothing else in this program names a range.
plan = AddressPlan(
    cloud="10.62.0.0/20",
    subnets=(
        Subnet("front", "10.62.0.0/25", "a"),
        Subnet("front", "10.62.0.128/25", "b"),
        Subnet("application", "10.62.1.0/25", "a"),
        Subnet("application", "10.62.1.128/25", "b"),
        Subnet("database", "10.62.2.0/25", "a"),
        Subnet("database", "10.62.2.128/25", "b"),
        Subnet("files", "10.62.3.0/25", "a"),
        Subnet("files", "10.62.3.128/25", "b"),
        Subnet("endpoints", "10.62.4.0/25", "a"),
        Subnet("endpoints", "10.62.4.128/25", "b"),
        Subnet("bastion", "10.62.5.0/25", "a"),
        Subnet("bastion", "10.62.5.128/25", "b"),
    ),
    sites={
        "bapaume": ("10.61.0.0/16",),
    },
    administration=("10.59.8.0/24",),
)

# Closed by default, no way in from the internet, private endpoints for every managed service
# (HDS-NET-005, HDS-NET-006).
network = HealthNetwork(
    "network",
    HealthNetworkArgs(plan=plan),
    account=account,
    logs=logs,
)
site = Site(account=account, keys=keys, logs=logs, network=network)

# Les soins continuent sur l'extrait imprimable du dossier, édité chaque heure sur le site ; les
# saisies sont reprises au retour du lien.
links = LinkGateway("links", site=site)
vpn_fibre = SiteLink(
    "vpn-fibre",
    SiteLinkArgs(
        gateway="203.0.113.10",
        ranges=plan.sites["bapaume"],
        shared_key=config.get_secret("vpnFibreKey"),
    ),
    site=site,
    links=links,
)
vpn_secours = SiteLink(
    "vpn-secours",
    SiteLinkArgs(
        gateway="203.0.113.11",
        ranges=plan.sites["bapaume"],
        shared_key=config.get_secret("vpnSecoursKey"),
    ),
    site=site,
    links=links,
)

# --- The register of flows: these openings, and no other (HDS-NET-009) ---------------------------
Opening(
    "postes-osiris",
    OpeningArgs(
        source="bapaume",
        destination="front",
        protocol="tcp",
        ports=("443",),
        purpose="Les postes de Bapaume accèdent à Osiris et à la gestion administrative",
        rank=1,
    ),
    site=site,
)
Opening(
    "front-application",
    OpeningArgs(
        source="front",
        destination="application",
        protocol="tcp",
        ports=("443",),
        purpose="Le répartiteur joint les machines applicatives",
        rank=2,
    ),
    site=site,
)
Opening(
    "application-base",
    OpeningArgs(
        source="application",
        destination="database",
        protocol="tcp",
        ports=("5432",),
        purpose="Les applications joignent leur base de données",
        rank=3,
    ),
    site=site,
)
Opening(
    "application-fichiers",
    OpeningArgs(
        source="application",
        destination="files",
        protocol="tcp",
        ports=("2049",),
        purpose="Les applications joignent leurs fichiers partagés",
        rank=4,
    ),
    site=site,
)
Opening(
    "application-services",
    OpeningArgs(
        source="application",
        destination="endpoints",
        protocol="tcp",
        ports=("443",),
        purpose=(
            "Les machines joignent en privé stockage, clés, traces et sessions d'administration"
        ),
        rank=5,
    ),
    site=site,
)

# --- Osiris, dossier médical ----------------------------------------------------------------------
# Vital for care, 24/7: at most 240 minutes of data lost, at most 240 minutes of interruption.
osiris_database = HealthDatabase(
    "osiris-database",
    HealthDatabaseArgs(
        version="16",
        size="db.t4g.medium",
        storage_gib=200,
        data_class=data_class,
    ),
    site=site,
)
osiris_records = RecordStore(
    "osiris-records",
    RecordStoreArgs(data_class=data_class),
    site=site,
)
osiris_files = FileStore(
    "osiris-files",
    FileStoreArgs(size_gib=200, data_class=data_class),
    site=site,
)
osiris_application = ApplicationMachines(
    "osiris-application",
    ApplicationMachinesArgs(
        count=2,
        size="t3.large",
        disk_gib=64,
        port=443,
        data_class=data_class,
    ),
    site=site,
    uses=[osiris_database, osiris_records, osiris_files],
)
osiris_entry = EntryPoint(
    "osiris-entry",
    EntryPointArgs(
        certificate=config.require("certificate"),
        port=443,
        data_class=data_class,
    ),
    site=site,
    machines=osiris_application,
)

# --- People and traces ---------------------------------------------------------------------------
# Administration by named persons, through recorded sessions only (activity 5, HDS-IAM-005).
AdminAccess(
    "administration",
    AdminAccessArgs(
        administrators=(
            # Administratrice A (exemple), FR; rights reviewed: 2026-09-14; identity TO CONFIRM
            "administratrice.a@ch-douai.example",
            # Administrateur B (exemple), FR; rights reviewed: 2026-09-14; identity TO CONFIRM
            "administrateur.b@infogereur-retenu.example",
        ),
    ),
    site=site,
    databases=[osiris_database],
)

# Who did what, in every region, and every read and write of objects (HDS-LOG-001, HDS-LOG-002).
AuditTrail(
    "audit-trail",
    AuditTrailArgs(retention_days=365, maximum_days=400),
    site=site,
    traced=[osiris_database, osiris_records, osiris_files],
)
ThreatDetection("threat-detection", site=site)

# --- Backups -------------------------------------------------------------------------------------
# A copy that nobody can delete before its time, and one in another region of the EEA (HDS-BCK-003,
# HDS-BCK-004).
backups = BackupPlan(
    "backups",
    BackupPlanArgs(
        retention_days=60,
        lock_days=30,
        maximum_days=90,
    ),
    site=site,
    stores=[osiris_database, osiris_records, osiris_files, osiris_application],
)

# A backup that was never restored is none (HDS-BCK-006).
RestoreTest(
    "restore-test",
    site=site,
    backups=backups,
)

# --- Contractual indicators (CSP R.1111-11, EXI 21) ----------------------------------------------
on_call = OnCall(
    "on-call",
    OnCallArgs(email=config.require("onCallEmail")),
    site=site,
)
IndicatorAlarm(
    "disponibilite-osiris",
    IndicatorAlarmArgs(
        indicator="disponibilite-osiris",
        title="Disponibilité d'Osiris",
        metric="availability",
        level=99.9,
        unit="percent",
        bound="at-least",
        penalty="5 % de la redevance mensuelle par dixième de point manquant, plafond 30 %",
    ),
    site=site,
    on_call=on_call,
    watches=osiris_entry,
)
IndicatorAlarm(
    "temps-reponse-osiris",
    IndicatorAlarmArgs(
        indicator="temps-reponse-osiris",
        title="Temps de réponse d'Osiris",
        metric="latency",
        level=2000,
        unit="milliseconds",
        bound="at-most",
        penalty="2 % de la redevance mensuelle par tranche de 500 ms",
    ),
    site=site,
    on_call=on_call,
    watches=osiris_entry,
)
IndicatorAlarm(
    "reussite-sauvegardes",
    IndicatorAlarmArgs(
        indicator="reussite-sauvegardes",
        title="Réussite des sauvegardes",
        metric="backup-success",
        level=99,
        unit="percent",
        bound="at-least",
        penalty="1 % de la redevance mensuelle par sauvegarde manquée non rattrapée sous 24 h",
    ),
    site=site,
    on_call=on_call,
    watches=backups,
)
