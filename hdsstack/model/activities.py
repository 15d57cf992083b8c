"""The six hosting activities of CSP article R.1111-9, in its order."""

from typing import Literal

Activity = Literal[
    "physical_sites", "hardware", "virtual_infra", "app_platform", "admin_operation", "backup"
]
ACTIVITIES: tuple[Activity, ...] = (
    "physical_sites",
    "hardware",
    "virtual_infra",
    "app_platform",
    "admin_operation",
    "backup",
)


def activity_number(activity: Activity) -> int:
    """Number (1 to 6) of an activity in CSP article R.1111-9: the one that tags show."""
    return ACTIVITIES.index(activity) + 1
