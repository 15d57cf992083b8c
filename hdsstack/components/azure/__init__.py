"""The components on Azure: the same names and arguments as on the other clouds."""

from hdsstack.components.azure.account import Account
from hdsstack.components.azure.admin_access import AdminAccess
from hdsstack.components.azure.application_machines import ApplicationMachines
from hdsstack.components.azure.audit_trail import AuditTrail
from hdsstack.components.azure.backup_plan import BackupPlan
from hdsstack.components.azure.entry_point import EntryPoint
from hdsstack.components.azure.file_store import FileStore
from hdsstack.components.azure.health_database import HealthDatabase
from hdsstack.components.azure.health_keys import HealthKeys
from hdsstack.components.azure.health_network import HealthNetwork
from hdsstack.components.azure.indicator_alarm import IndicatorAlarm
from hdsstack.components.azure.link_gateway import LinkGateway
from hdsstack.components.azure.log_store import LogStore
from hdsstack.components.azure.on_call import OnCall
from hdsstack.components.azure.opening import Opening
from hdsstack.components.azure.record_store import RecordStore
from hdsstack.components.azure.site import Site
from hdsstack.components.azure.site_link import SiteLink
from hdsstack.components.azure.threat_detection import ThreatDetection

__all__ = [
    "Account",
    "AdminAccess",
    "ApplicationMachines",
    "AuditTrail",
    "BackupPlan",
    "EntryPoint",
    "FileStore",
    "HealthDatabase",
    "HealthKeys",
    "HealthNetwork",
    "IndicatorAlarm",
    "LinkGateway",
    "LogStore",
    "OnCall",
    "Opening",
    "RecordStore",
    "Site",
    "SiteLink",
    "ThreatDetection",
]
