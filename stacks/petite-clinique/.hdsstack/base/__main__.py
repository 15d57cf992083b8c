"""Petite clinique (exemple), on AWS (eu-west-3).

Hosted: Dossier patient informatisé.

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
        establishment="petite-clinique",
        environment=environment,
        owner="petite-clinique",
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
    cloud="10.200.0.0/20",
    subnets=(
        Subnet("front", "10.200.0.0/25", "a"),
        Subnet("front", "10.200.0.128/25", "b"),
        Subnet("application", "10.200.1.0/25", "a"),
        Subnet("application", "10.200.1.128/25", "b"),
        Subnet("database", "10.200.2.0/25", "a"),
        Subnet("database", "10.200.2.128/25", "b"),
        Subnet("files", "10.200.3.0/25", "a"),
        Subnet("files", "10.200.3.128/25", "b"),
        Subnet("endpoints", "10.200.4.0/25", "a"),
        Subnet("endpoints", "10.200.4.128/25", "b"),
        Subnet("bastion", "10.200.5.0/25", "a"),
        Subnet("bastion", "10.200.5.128/25", "b"),
    ),
    sites={
        "clinique": ("10.10.0.0/16",),
    },
    administration=("10.10.250.0/24",),
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

# Les soins continuent sur l'extrait imprimable du dossier ; les saisies sont reprises au retour du
# lien.
links = LinkGateway("links", site=site)
vpn_clinique = SiteLink(
    "vpn-clinique",
    SiteLinkArgs(
        gateway="203.0.113.20",
        ranges=plan.sites["clinique"],
        shared_key=config.get_secret("vpnCliniqueKey"),
    ),
    site=site,
    links=links,
)

# --- The register of flows: these openings, and no other (HDS-NET-009) ---------------------------
Opening(
    "postes-dpi",
    OpeningArgs(
        source="clinique",
        destination="front",
        protocol="tcp",
        ports=("443",),
        purpose="Les postes de la clinique accèdent au dossier patient",
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
        purpose="L'application joint sa base de données",
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
        purpose="L'application joint ses fichiers partagés",
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

# --- Dossier patient informatisé ------------------------------------------------------------------
# Vital for care, 24/7: at most 240 minutes of data lost, at most 480 minutes of interruption.
dpi_database = HealthDatabase(
    "dpi-database",
    HealthDatabaseArgs(
        version="16",
        size="db.t4g.medium",
        storage_gib=100,
        data_class=data_class,
    ),
    site=site,
)
dpi_records = RecordStore(
    "dpi-records",
    RecordStoreArgs(data_class=data_class),
    site=site,
)
dpi_files = FileStore(
    "dpi-files",
    FileStoreArgs(size_gib=200, data_class=data_class),
    site=site,
)
dpi_application = ApplicationMachines(
    "dpi-application",
    ApplicationMachinesArgs(
        count=2,
        size="t3.large",
        disk_gib=64,
        port=443,
        data_class=data_class,
    ),
    site=site,
    uses=[dpi_database, dpi_records, dpi_files],
)
dpi_entry = EntryPoint(
    "dpi-entry",
    EntryPointArgs(
        certificate=config.require("certificate"),
        port=443,
        data_class=data_class,
    ),
    site=site,
    machines=dpi_application,
)

# --- People and traces ---------------------------------------------------------------------------
# Administration by named persons, through recorded sessions only (activity 5, HDS-IAM-005).
AdminAccess(
    "administration",
    AdminAccessArgs(
        administrators=(
            # Responsable informatique (exemple), FR; rights reviewed: 2026-11-03; identity TO
            # CONFIRM
            "responsable.informatique@petite-clinique.example",
        ),
    ),
    site=site,
    databases=[dpi_database],
)

# Who did what, in every region, and every read and write of objects (HDS-LOG-001, HDS-LOG-002).
AuditTrail(
    "audit-trail",
    AuditTrailArgs(retention_days=365, maximum_days=400),
    site=site,
    traced=[dpi_database, dpi_records, dpi_files],
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
    stores=[dpi_database, dpi_records, dpi_files, dpi_application],
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
    "disponibilite-dpi",
    IndicatorAlarmArgs(
        indicator="disponibilite-dpi",
        title="Disponibilité du dossier patient",
        metric="availability",
        level=99.5,
        unit="percent",
        bound="at-least",
        penalty="none",
    ),
    site=site,
    on_call=on_call,
    watches=dpi_entry,
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
        penalty="none",
    ),
    site=site,
    on_call=on_call,
    watches=backups,
)
