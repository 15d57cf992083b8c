"""AWS Backup: vaults and their locks, plans, what they cover, restore tests."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf

from hdsstack.facts import facts_of
from hdsstack.facts.aws.place import region_of
from hdsstack.facts.aws.schedules import minutes
from hdsstack.facts.aws.selection import SELECTION, candidates, takes
from hdsstack.facts.aws.vaults import (
    VAULT_TYPES,
)
from hdsstack.model.facts import (
    NEVER,
    BackupPlan,
    Copy,
    Coverage,
    Fact,
)
from hdsstack.model.graph import Literal, Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Text, Unknown, dig
from hdsstack.planning.schedule import DAY_MINUTES, longest_of

PLAN = "aws:backup/plan:Plan"
# Read by the readers of vaults, plans and stores.
JOINED = (
    SELECTION,
    "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    "aws:backup/vaultPolicy:VaultPolicy",
    "aws:backup/restoreTestingSelection:RestoreTestingSelection",
)
_DEFAULT_SCHEDULE = "cron(0 5 ? * * *)"
# Continuous backup (point-in-time recovery) exists for these only, and keeps 35 days at most.
_CONTINUOUS = (
    "aws:s3/bucket:Bucket",
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
)


@facts_of(PLAN)
def plan(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A plan with its rules, and the copies that they make elsewhere."""
    rules = _rules(found)
    if isinstance(rules, Unknown):
        missing: Seen[float] = Seen(rules, "rules", found.urn)
        yield BackupPlan(resource=found, kept=(missing,))
        yield Copy(resource=found, provider="aws", region=Seen(rules, "rules", found.urn))
        return
    yield BackupPlan(resource=found, kept=tuple(_kept(found, path) for path in rules))
    for path in rules:
        for region in _copy_regions(found, path, graph):
            yield Copy(resource=found, provider="aws", region=region)


def _rules(plan: Resource) -> list[str] | Unknown:
    items = plan.items("rules")
    if isinstance(items, Unknown):
        return items
    return [f"rules[{index}]" for index in range(len(items))]


def listed_rules(plan: Resource) -> list[str]:
    """As `_rules`; none where the rules are an output."""
    rules = _rules(plan)
    return rules if isinstance(rules, list) else []


def _interval(plan: Resource, rule: str) -> Seen[float]:
    """Minutes between two backups; AWS runs a rule without schedule daily at 05:00."""
    text = plan.text(f"{rule}.schedule", default=_DEFAULT_SCHEDULE)
    return text.map(minutes)


def _kept(plan: Resource, rule: str) -> Seen[float]:
    """Days that a recovery point is kept; for ever where the rule does not say."""
    return plan.number(f"{rule}.lifecycle.deleteAfter", default=NEVER)


def _copy_regions(plan: Resource, rule: str, graph: ResourceGraph) -> Iterator[Seen[str]]:
    for path, value in destinations(plan, rule):
        yield Seen(_vault_region(value, plan, graph), path, plan.urn)


def destinations(plan: Resource, rule: str) -> Iterator[tuple[str, Found]]:
    """Where a rule copies to: the property, and the vault that it names."""
    found = plan.items(f"{rule}.copyActions")
    if isinstance(found, Unknown):
        # Without the vaults that the rules depend on: which one is copied to is what is hidden.
        yield f"{rule}.copyActions", Unknown(found.why)
        return
    for index, action in enumerate(found):
        path = f"{rule}.copyActions[{index}].destinationVaultArn"
        yield path, dig(action, "destinationVaultArn")


def _vault_region(value: Found, plan: Resource, graph: ResourceGraph) -> str | Unknown:
    if isinstance(value, Unknown) and not value.urns:
        # A vault that the rules depend on may be their target, not their destination.
        return value
    match graph.target(value, plan, "rules", *VAULT_TYPES):
        case Resource() as vault:
            return region_of(vault, graph).value
        case Literal(text):
            return region_in_arn(text)
        case Unknown() as missing:
            if isinstance(value, Text):
                return region_in_arn(value.literal)
            return missing
        case None:
            return Unknown("the copy names no vault")


def region_in_arn(arn: str) -> str | Unknown:
    """The region part of an ARN."""
    parts = arn.split(":")
    known = len(parts) > 4 and parts[0] == "arn" and parts[3]  # noqa: PLR2004 - arn:aws:svc:region:..
    return parts[3] if known else Unknown("the ARN says no region")


# Coverage ----------------------------------------------------------------------------------------


def coverage(store: Resource, graph: ResourceGraph) -> tuple[Coverage, ...] | Unknown:
    """Every plan of this graph that backs a store up; Unknown where only an output could tell."""
    found: list[Coverage] = []
    unsure: Unknown | None = None
    for selection in candidates(store, graph):
        answer = takes(selection, store, graph)
        if isinstance(answer, Unknown):
            unsure = answer
        elif answer:
            found.append(_covered_by(selection, store, graph))
    if not found and unsure is not None:
        return unsure
    return _taking_turns(found)


def _taking_turns(found: list[Coverage]) -> tuple[Coverage, ...]:
    """Plans whose schedules interleave leave less between two backups than each of them."""
    plans = dict.fromkeys(one.by for one in found if one.by.type == PLAN)
    rules = [(plan, rule) for plan in plans for rule in listed_rules(plan)]
    together = list(_interleaved(rules)) if len(plans) > 1 else []
    return tuple(replace(one, interval=_shortest([one.interval, *together])) for one in found)


def with_own(
    found: tuple[Coverage, ...] | Unknown, *own: Coverage
) -> tuple[Coverage, ...] | Unknown:
    """A store's plans together with its service's own backups."""
    if isinstance(found, Unknown):
        return own or found
    return (*found, *own)


def _covered_by(selection: Resource, store: Resource, graph: ResourceGraph) -> Coverage:
    plan = graph.linked(selection, "planId", PLAN)
    if not isinstance(plan, Resource):
        missing: Seen[float] = Seen(
            Unknown("the plan is not in this stack"), "planId", selection.urn
        )
        return Coverage(by=selection, interval=missing, kept=missing)
    rules = _rules(plan)
    if isinstance(rules, Unknown) or not rules:
        hidden: Seen[float] = Seen(
            Unknown("the rules of the plan are not known"), "rules", plan.urn
        )
        return Coverage(by=plan, interval=hidden, kept=hidden)
    return Coverage(
        by=plan,
        interval=_shortest(
            [
                *(_store_interval(plan, rule, store) for rule in rules),
                *_interleaved([(plan, rule) for rule in rules]),
            ]
        ),
        kept=_kept_by(plan, rules, store),
        elsewhere=tuple(_elsewhere(plan, rules, store, graph)),
        vaults=tuple(dict.fromkeys(vaults_written(plan, rules, graph))),
    )


def _store_interval(plan: Resource, rule: str, store: Resource) -> Seen[float]:
    continuous = plan.flag(f"{rule}.enableContinuousBackup", default=False)
    if store.type in _CONTINUOUS and continuous.value is True:
        return Seen(0.0, continuous.at, plan.urn)
    return _interval(plan, rule)


def _interleaved(rules: list[tuple[Resource, str]]) -> Iterator[Seen[float]]:
    """What several rules leave together, where their schedules are read on one clock."""
    clocks = {plan.get(f"{rule}.scheduleExpressionTimezone") for plan, rule in rules}
    texts = [plan.text(f"{rule}.schedule", default=_DEFAULT_SCHEDULE).value for plan, rule in rules]
    written = [text for text in texts if isinstance(text, str)]
    if len(rules) < 2 or len(clocks) > 1 or len(written) < len(rules):  # noqa: PLR2004 - a pair
        return
    together = longest_of(written)
    if together is not None:
        yield Seen(together, "rules", rules[0][0].urn)


def _shortest(found: list[Seen[float]]) -> Seen[float]:
    known = [one for one in found if one.known]
    return min(known, key=_number) if known else found[0]


def _number(seen: Seen[float]) -> float:
    return inf if isinstance(seen.value, Unknown) else seen.value


def _kept_by(plan: Resource, rules: list[str], store: Resource) -> Seen[float]:
    """The longest retention among the rules that run daily; among all where none does."""
    intervals = {rule: _store_interval(plan, rule, store) for rule in rules}
    daily = [rule for rule in rules if _number(intervals[rule]) <= DAY_MINUTES]
    unread = [one for one in intervals.values() if not one.known]
    if unread:
        # A rule whose schedule is an output may be the daily one.
        return Seen(unread[0].value, unread[0].at, unread[0].on)
    found = [_kept(plan, rule) for rule in daily or rules]
    known = [one for one in found if one.known]
    return max(known, key=_number) if known else found[0]


def _elsewhere(
    plan: Resource, rules: list[str], store: Resource, graph: ResourceGraph
) -> Iterator[Seen[bool]]:
    """Per copy: it goes to another region, or to another account's vault."""
    home = region_of(store, graph).value
    copies = [(path, value) for rule in rules for path, value in destinations(plan, rule)]
    for path, value in copies:
        region = _vault_region(value, plan, graph)
        if isinstance(home, Unknown) or isinstance(region, Unknown):
            unknown = home if isinstance(home, Unknown) else region
            yield Seen(unknown if isinstance(unknown, Unknown) else Unknown(), path, plan.urn)
        else:
            yield Seen(region != home, path, plan.urn)
    if not copies:
        why = message(N_("no rule of the plan copies to another region"))
        yield Seen(value=False, at="rules", on=plan.urn, why=why)


def vaults_written(plan: Resource, rules: list[str], graph: ResourceGraph) -> Iterator[str]:
    """The URNs of the vaults of this stack that the rules write or copy into."""
    for rule in rules:
        values: list[Found] = [plan.get(f"{rule}.targetVaultName")]
        values += [value for _, value in destinations(plan, rule)]
        for value in values:
            vault = graph.target(value, plan, "rules", *VAULT_TYPES)
            if isinstance(vault, Resource):
                yield vault.urn


# Vaults and tests --------------------------------------------------------------------------------
