"""When Azure backs up, and how long it keeps: in the two shapes of its two vaults."""

from pulumi_azure_native import recoveryservices as rs

_STORE = {"data_store_type": "VaultStore", "object_type": "DataStoreInfoBase"}
_MIDNIGHT = "2026-01-01T00:00:00Z"
_INSTANT_DAYS = 7


def data_schedule(every: str) -> dict[str, object]:
    """A rule of a Backup vault; `every` is an ISO 8601 duration, P1D or P1W."""
    kind = "Discrete" if every == "P1D" else "Full"
    return {
        "name": "Backup",
        "object_type": "AzureBackupRule",
        "backup_parameters": {"backup_type": kind, "object_type": "AzureBackupParams"},
        "data_store": _STORE,
        "trigger": {
            "object_type": "ScheduleBasedTriggerContext",
            "schedule": {
                "repeating_time_intervals": [f"R/2026-01-04T01:30:00+00:00/{every}"],
                "time_zone": "UTC",
            },
            "tagging_criteria": [
                {"is_default": True, "tagging_priority": 99, "tag_info": {"tag_name": "Default"}}
            ],
        },
    }


def data_retention(days: int) -> dict[str, object]:
    """How long a Backup vault keeps what the rule makes, in days."""
    return {
        "name": "Default",
        "object_type": "AzureRetentionRule",
        "is_default": True,
        "lifecycles": [
            {
                "delete_after": {"duration": f"P{days}D", "object_type": "AbsoluteDeleteOption"},
                "source_data_store": _STORE,
            }
        ],
    }


# Below Args classes, not dictionaries: of several possible shapes the SDK translates no key.
def _retention(days: int) -> rs.LongTermRetentionPolicyArgs:
    kept = rs.RetentionDurationArgs(count=days, duration_type="Days")
    return rs.LongTermRetentionPolicyArgs(
        retention_policy_type="LongTermRetentionPolicy",
        daily_schedule=rs.DailyRetentionScheduleArgs(
            retention_times=[_MIDNIGHT], retention_duration=kept
        ),
    )


def machine_policy(days: int) -> rs.AzureIaaSVMProtectionPolicyArgs:
    """Machines every four hours, kept `days` days."""
    return rs.AzureIaaSVMProtectionPolicyArgs(
        backup_management_type="AzureIaasVM",
        policy_type="V2",
        time_zone="UTC",
        instant_rp_retention_range_in_days=_INSTANT_DAYS,
        schedule_policy=rs.SimpleSchedulePolicyV2Args(
            schedule_policy_type="SimpleSchedulePolicyV2",
            schedule_run_frequency="Hourly",
            hourly_schedule=_every_four_hours(),
        ),
        retention_policy=_retention(days),
    )


def share_policy(days: int) -> rs.AzureFileShareProtectionPolicyArgs:
    """Shares every four hours, kept `days` days in the vault."""
    return rs.AzureFileShareProtectionPolicyArgs(
        backup_management_type="AzureStorage",
        work_load_type="AzureFileShare",
        time_zone="UTC",
        schedule_policy=rs.SimpleSchedulePolicyArgs(
            schedule_policy_type="SimpleSchedulePolicy",
            schedule_run_frequency="Hourly",
            hourly_schedule=_every_four_hours(),
        ),
        vault_retention_policy=rs.VaultRetentionPolicyArgs(
            snapshot_retention_in_days=_INSTANT_DAYS, vault_retention=_retention(days)
        ),
    )


def _every_four_hours() -> rs.HourlyScheduleArgs:
    """Azure's shortest interval, all day long."""
    return rs.HourlyScheduleArgs(
        interval=4, schedule_window_duration=24, schedule_window_start_time=_MIDNIGHT
    )
