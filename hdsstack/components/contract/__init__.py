"""The arguments that every provider's components accept: choices are few, the rest is fixed."""

from hdsstack.components.contract.error import ComponentError
from hdsstack.components.contract.foundation import (
    AccountArgs,
    HealthNetworkArgs,
    LogStoreArgs,
    OpeningArgs,
    SiteLinkArgs,
)
from hdsstack.components.contract.operation import (
    AdminAccessArgs,
    AuditTrailArgs,
    BackupPlanArgs,
    IndicatorAlarmArgs,
    OnCallArgs,
)
from hdsstack.components.contract.stores import (
    ApplicationMachinesArgs,
    EntryPointArgs,
    FileStoreArgs,
    HealthDatabaseArgs,
    RecordStoreArgs,
)

__all__ = [
    "AccountArgs",
    "AdminAccessArgs",
    "ApplicationMachinesArgs",
    "AuditTrailArgs",
    "BackupPlanArgs",
    "ComponentError",
    "EntryPointArgs",
    "FileStoreArgs",
    "HealthDatabaseArgs",
    "HealthNetworkArgs",
    "IndicatorAlarmArgs",
    "LogStoreArgs",
    "OnCallArgs",
    "OpeningArgs",
    "RecordStoreArgs",
    "SiteLinkArgs",
]
