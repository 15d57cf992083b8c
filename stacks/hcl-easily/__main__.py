"""Hospices civils de Lyon, on Azure (francecentral).

Hosted: Easily, dossier patient informatisé.

Read it from top to bottom: each statement builds one part and says which rule asks for it. Written
from establishment.yaml by the blueprint `public`, version 1; what you change here is kept by later
updates. Ids such as HDS-NET-009 are explained by `hdsstack controls show HDS-NET-009`.
"""

import pulumi

from hdsstack.components.azure import (
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
        establishment="hcl-easily",
        environment=environment,
        owner="hopsis",
        region="francecentral",
        second_region="francesouth",
        account=config.require("account"),
        tenant=config.require("tenant"),
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
    cloud="10.69.0.0/20",
    subnets=(
        Subnet("front", "10.69.0.0/25"),
        Subnet("application", "10.69.0.128/25"),
        Subnet("database", "10.69.1.0/25"),
        Subnet("files", "10.69.1.128/25"),
        Subnet("endpoints", "10.69.2.0/25"),
        Subnet("bastion", "10.69.2.128/25"),
        Subnet("gateway", "10.69.3.0/25"),
    ),
    sites={
        "lyon-nord": ("10.70.0.0/16",),
        "lyon-sud": ("10.71.0.0/16",),
    },
    administration=("10.70.250.0/24",),
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

# Le trafic passe par l'autre lien puis par l'autre site ; tous coupés, les soins continuent sur
# l'extrait du dossier tenu à jour dans chaque hôpital.
links = LinkGateway("links", site=site)
vpn_nord = SiteLink(
    "vpn-nord",
    SiteLinkArgs(
        gateway="203.0.113.30",
        ranges=plan.sites["lyon-nord"],
        shared_key=config.get_secret("vpnNordKey"),
    ),
    site=site,
    links=links,
)
vpn_nord_secours = SiteLink(
    "vpn-nord-secours",
    SiteLinkArgs(
        gateway="203.0.113.32",
        ranges=plan.sites["lyon-nord"],
        shared_key=config.get_secret("vpnNordSecoursKey"),
    ),
    site=site,
    links=links,
)
vpn_sud = SiteLink(
    "vpn-sud",
    SiteLinkArgs(
        gateway="203.0.113.31",
        ranges=plan.sites["lyon-sud"],
        shared_key=config.get_secret("vpnSudKey"),
    ),
    site=site,
    links=links,
)
vpn_sud_secours = SiteLink(
    "vpn-sud-secours",
    SiteLinkArgs(
        gateway="203.0.113.33",
        ranges=plan.sites["lyon-sud"],
        shared_key=config.get_secret("vpnSudSecoursKey"),
    ),
    site=site,
    links=links,
)

# --- The register of flows: these openings, and no other (HDS-NET-009) ---------------------------
Opening(
    "hopitaux-nord-easily",
    OpeningArgs(
        source="lyon-nord",
        destination="front",
        protocol="tcp",
        ports=("443",),
        purpose="Les hôpitaux du nord accèdent à Easily",
        rank=1,
    ),
    site=site,
)
Opening(
    "hopitaux-sud-easily",
    OpeningArgs(
        source="lyon-sud",
        destination="front",
        protocol="tcp",
        ports=("443",),
        purpose="Les hôpitaux du sud accèdent à Easily",
        rank=2,
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
        purpose="La passerelle joint les machines applicatives",
        rank=3,
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
        rank=4,
    ),
    site=site,
)
Opening(
    "application-fichiers",
    OpeningArgs(
        source="application",
        destination="files",
        protocol="tcp",
        ports=("445",),
        purpose="L'application joint ses fichiers partagés",
        rank=5,
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
        purpose="Les machines joignent en privé stockage, clés et traces",
        rank=6,
    ),
    site=site,
)
Opening(
    "administrateurs-bastion",
    OpeningArgs(
        source="administration",
        destination="bastion",
        protocol="tcp",
        ports=("443",),
        purpose="Les administrateurs ouvrent des sessions enregistrées",
        rank=7,
    ),
    site=site,
)
Opening(
    "bastion-application",
    OpeningArgs(
        source="bastion",
        destination="application",
        protocol="tcp",
        ports=("22",),
        purpose="Les sessions enregistrées joignent les machines",
        rank=8,
    ),
    site=site,
)
Opening(
    "bastion-pilotage",
    OpeningArgs(
        source="GatewayManager",
        destination="bastion",
        protocol="tcp",
        ports=("443",),
        purpose="Azure pilote le bastion",
        rank=9,
    ),
    site=site,
)
Opening(
    "bastion-echanges-entrants",
    OpeningArgs(
        source="VirtualNetwork",
        destination="bastion",
        protocol="tcp",
        ports=("5701", "8080"),
        purpose="Les instances du bastion s'entendent",
        rank=10,
    ),
    site=site,
)
Opening(
    "bastion-echanges-sortants",
    OpeningArgs(
        source="bastion",
        destination="VirtualNetwork",
        protocol="tcp",
        ports=("5701", "8080"),
        purpose="Les instances du bastion s'entendent",
        rank=11,
    ),
    site=site,
)
Opening(
    "bastion-sessions",
    OpeningArgs(
        source="bastion",
        destination="VirtualNetwork",
        protocol="tcp",
        ports=("22", "3389"),
        purpose="Azure exige ces ports au bastion ; les machines n'ouvrent que le premier",
        rank=12,
    ),
    site=site,
)
Opening(
    "bastion-azure",
    OpeningArgs(
        source="bastion",
        destination="AzureCloud",
        protocol="tcp",
        ports=("443",),
        purpose="Le bastion rend compte à Azure",
        rank=13,
    ),
    site=site,
)

# --- Easily, dossier patient informatisé ----------------------------------------------------------
# Vital for care, 24/7: at most 240 minutes of data lost, at most 240 minutes of interruption.
easily_database = HealthDatabase(
    "easily-database",
    HealthDatabaseArgs(
        version="16",
        size="Standard_E16ds_v5",
        storage_gib=4096,
        data_class=data_class,
    ),
    site=site,
)
easily_records = RecordStore(
    "easily-records",
    RecordStoreArgs(data_class=data_class),
    site=site,
)
easily_files = FileStore(
    "easily-files",
    FileStoreArgs(size_gib=4096, data_class=data_class),
    site=site,
)
easily_application = ApplicationMachines(
    "easily-application",
    ApplicationMachinesArgs(
        count=12,
        size="Standard_D8s_v5",
        disk_gib=256,
        port=443,
        data_class=data_class,
    ),
    site=site,
    uses=[easily_database, easily_records, easily_files],
)
easily_entry = EntryPoint(
    "easily-entry",
    EntryPointArgs(
        certificate=config.require("certificate"),
        port=443,
        data_class=data_class,
    ),
    site=site,
    machines=easily_application,
)

# --- People and traces ---------------------------------------------------------------------------
# Administration by named persons, through recorded sessions only (activity 5, HDS-IAM-005).
AdminAccess(
    "administration",
    AdminAccessArgs(
        administrators=(
            # Ingénieur C (exemple), FR; rights reviewed: 2026-06-22; identity TO CONFIRM
            "00000000-0000-0000-0000-000000000001",
            # Ingénieure D (exemple), FR; rights reviewed: 2026-06-22; identity TO CONFIRM
            "00000000-0000-0000-0000-000000000002",
        ),
    ),
    site=site,
    databases=[easily_database],
)

# Who did what, in every region, and every read and write of objects (HDS-LOG-001, HDS-LOG-002).
AuditTrail(
    "audit-trail",
    AuditTrailArgs(retention_days=365, maximum_days=400),
    site=site,
    traced=[easily_database, easily_records, easily_files],
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
    stores=[easily_database, easily_records, easily_files, easily_application],
)

# A backup that was never restored is none (HDS-BCK-006). This provider has nothing that restores
# by itself: the manifest's `foundation.restore_test` dates the last one.

# --- Contractual indicators (CSP R.1111-11, EXI 21) ----------------------------------------------
on_call = OnCall(
    "on-call",
    OnCallArgs(email=config.require("onCallEmail")),
    site=site,
)
IndicatorAlarm(
    "disponibilite-easily",
    IndicatorAlarmArgs(
        indicator="disponibilite-easily",
        title="Disponibilité d'Easily",
        metric="availability",
        level=99.95,
        unit="percent",
        bound="at-least",
        penalty="avoir de 10 % sous 99,95 %, de 30 % sous 99 %",
    ),
    site=site,
    on_call=on_call,
    watches=easily_entry,
)
IndicatorAlarm(
    "reussite-sauvegardes",
    IndicatorAlarmArgs(
        indicator="reussite-sauvegardes",
        title="Réussite des sauvegardes",
        metric="backup-success",
        level=99.5,
        unit="percent",
        bound="at-least",
        penalty="none",
    ),
    site=site,
    on_call=on_call,
    watches=backups,
)
