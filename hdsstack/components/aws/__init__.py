"""The components on AWS: the same names and arguments as on the other clouds."""

from hdsstack.components.aws.account import Account
from hdsstack.components.aws.admin_access import AdminAccess
from hdsstack.components.aws.application_machines import ApplicationMachines
from hdsstack.components.aws.audit_trail import AuditTrail
from hdsstack.components.aws.backup_plan import BackupPlan
from hdsstack.components.aws.entry_point import EntryPoint
from hdsstack.components.aws.file_store import FileStore
from hdsstack.components.aws.health_database import HealthDatabase
from hdsstack.components.aws.health_keys import HealthKeys
from hdsstack.components.aws.health_network import HealthNetwork
from hdsstack.components.aws.indicator_alarm import IndicatorAlarm
from hdsstack.components.aws.link_gateway import LinkGateway
from hdsstack.components.aws.log_store import LogStore
from hdsstack.components.aws.on_call import OnCall
from hdsstack.components.aws.opening import Opening
from hdsstack.components.aws.record_store import RecordStore
from hdsstack.components.aws.restore_test import RestoreTest
from hdsstack.components.aws.site import Site
from hdsstack.components.aws.site_link import SiteLink
from hdsstack.components.aws.threat_detection import ThreatDetection

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
    "RestoreTest",
    "Site",
    "SiteLink",
    "ThreatDetection",
]
