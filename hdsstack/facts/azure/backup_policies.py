"""How often an Azure backup policy backs up, and how long it keeps a backup."""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.model.facts import BackupPlan, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Found, Unknown, Value, dig
from hdsstack.planning.schedule import hourly_interval, longest_of, weekly_interval

RECOVERY_POLICY = "azure-native:recoveryservices:ProtectionPolicy"
PROTECTION_POLICY = "azure-native:dataprotection:BackupPolicy"

# ISO 8601 durations at their shortest, and the durations of Recovery Services, in days.
_ISO = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T.*)?", re.IGNORECASE)
_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_RULES = "properties.policyRules"


@facts_of(RECOVERY_POLICY, PROTECTION_POLICY)
def backup_plan(policy: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """One entry: the policy's ordinary retention."""
    del graph
    yield BackupPlan(resource=policy, kept=(kept(policy),))


def interval(policy: Resource) -> Seen[float]:
    """The longest time between two backups, in minutes; 0 for continuous backup of blobs."""
    if policy.type == PROTECTION_POLICY:
        return _rules_interval(policy)
    return _schedule_interval(policy)


def kept(policy: Resource) -> Seen[float]:
    """How long an ordinary backup is kept, in days."""
    if policy.type == PROTECTION_POLICY:
        return _rules_kept(policy)
    return _schedule_kept(policy)


def iso_days(text: str) -> float | None:
    """Days of an ISO 8601 duration at its shortest; None where it cannot be read."""
    match = _ISO.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return float(years * 365 + months * 30 + weeks * 7 + days)


def _kind(rule: Value, word: str) -> bool:
    found = dig(rule, "objectType")
    return isinstance(found, str) and found.lower() == word


def _rules(policy: Resource) -> list[Value] | Unknown:
    return policy.items(_RULES)


def _rules_interval(policy: Resource) -> Seen[float]:
    rules = _rules(policy)
    if isinstance(rules, Unknown):
        return Seen(rules, _RULES, policy.urn)
    at, times = _RULES, []
    for rank, rule in enumerate(rules):
        found = dig(rule, "trigger.schedule.repeatingTimeIntervals")
        if isinstance(found, Unknown):
            return Seen(found, _RULES, policy.urn)
        if isinstance(found, list):
            at = f"{_RULES}[{rank}].trigger.schedule.repeatingTimeIntervals"
            times += [text for text in found if isinstance(text, str)]
    if not any(_kind(rule, "azurebackuprule") for rule in rules):
        # Retention rules alone: operational backup, continuous.
        return Seen(0.0, _RULES, policy.urn)
    value = longest_of(times)
    return Seen(Unknown("the schedule cannot be read") if value is None else value, at, policy.urn)


def _rules_kept(policy: Resource) -> Seen[float]:
    rules = _rules(policy)
    if isinstance(rules, Unknown):
        return Seen(rules, _RULES, policy.urn)
    found = [(rank, rule) for rank, rule in enumerate(rules) if _kind(rule, "azureretentionrule")]
    usual = [(rank, rule) for rank, rule in found if dig(rule, "isDefault") is True] or found
    for rank, rule in usual:
        at = f"{_RULES}[{rank}].lifecycles[0].deleteAfter.duration"
        return Seen(_days(dig(rule, "lifecycles[0].deleteAfter.duration")), at, policy.urn)
    why = message(N_("the policy says nowhere how long a backup is kept"))
    return Seen(Unknown("no retention rule in the policy"), _RULES, policy.urn, why=why)


def _days(found: Found) -> float | Unknown:
    if isinstance(found, Unknown):
        return found
    days = iso_days(found) if isinstance(found, str) else None
    return Unknown("the retention cannot be read") if days is None else days


def _schedule_interval(policy: Resource) -> Seen[float]:
    """`schedulePolicy` of Recovery Services, of either version, or a workload's full backups."""
    base = "properties.schedulePolicy"
    if not policy.has(base):
        base = "properties.subProtectionPolicy[0].schedulePolicy"
    frequency = policy.text(f"{base}.scheduleRunFrequency").map(str.lower)
    if isinstance(frequency.value, Unknown):
        return Seen(frequency.value, f"{base}.scheduleRunFrequency", policy.urn)
    value = _frequency(policy, base, frequency.value)
    return Seen(
        Unknown("the schedule cannot be read") if value is None else value,
        f"{base}.scheduleRunFrequency",
        policy.urn,
    )


def _frequency(policy: Resource, base: str, frequency: str) -> float | None:
    if frequency == "hourly":
        every = policy.number(f"{base}.hourlySchedule.interval").value
        window = policy.number(f"{base}.hourlySchedule.scheduleWindowDuration", default=24).value
        if isinstance(every, Unknown) or isinstance(window, Unknown):
            return None
        return hourly_interval(int(every), int(window))
    days = _texts(policy, f"{base}.scheduleRunDays", f"{base}.weeklySchedule.scheduleRunDays")
    times = _texts(
        policy,
        f"{base}.scheduleRunTimes",
        f"{base}.dailySchedule.scheduleRunTimes",
        f"{base}.weeklySchedule.scheduleRunTimes",
    )
    # The time of day is often an output or left to the service: it does not change the interval.
    times = times or ["00:00"]
    if frequency == "weekly":
        return weekly_interval(days, times) if days else None
    return weekly_interval((), times)


def _texts(policy: Resource, *paths: str) -> list[str]:
    for path in paths:
        found = policy.items(path)
        if not isinstance(found, Unknown) and found:
            return [text for text in found if isinstance(text, str)]
    return []


def _schedule_kept(policy: Resource) -> Seen[float]:
    """The daily retention, else the simple or weekly one."""
    for base in (
        "properties.retentionPolicy",
        "properties.vaultRetentionPolicy.vaultRetention",
        "properties.subProtectionPolicy[0].retentionPolicy",
    ):
        for path in (
            "dailySchedule.retentionDuration",
            "retentionDuration",
            "weeklySchedule.retentionDuration",
        ):
            at = f"{base}.{path}"
            if policy.get(at) is ABSENT:
                continue
            return Seen(_counted(policy, at), f"{at}.count", policy.urn)
    return Seen(Unknown("no retention in the policy"), "properties.retentionPolicy", policy.urn)


def _counted(policy: Resource, at: str) -> float | Unknown:
    count = policy.number(f"{at}.count").value
    unit = policy.text(f"{at}.durationType", default="Days").map(str.lower).value
    if isinstance(count, Unknown) or isinstance(unit, Unknown):
        return count if isinstance(count, Unknown) else Unknown("the unit is not known")
    return count * _DAYS[unit] if unit in _DAYS else Unknown("the unit cannot be read")
