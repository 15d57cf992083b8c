"""Controls that ask one thing of one fact: true, false, unknown, and nothing to ask."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from hdsstack.model.facts import (
    NEVER,
    AdminAccess,
    Auditable,
    Barrier,
    ClearSecret,
    Copy,
    Custody,
    DataClass,
    Detection,
    Encryption,
    Endpoint,
    Fact,
    Grant,
    GuardRail,
    KeyOwner,
    LocalCredential,
    Machine,
    Monitor,
    Network,
    Place,
    Service,
    StopSchedule,
    TraceStore,
    Trail,
    Trust,
    Tunnel,
    WorldwideFront,
)
from hdsstack.model.graph import Notice
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown
from tests.controls.handmade import UNKNOWN, answers, ask, claim, context, resource, store, vault

THING = resource("thing")
Maker = Callable[[Any], Fact]
ROWS: Seen[tuple[str, ...]] = Seen(("10.0.0.0/16",))
DSCP = Seen(DataClass.DSCP)


def layer(encrypted: Any) -> Encryption:
    return Encryption(encrypted=claim(encrypted), owner=Seen(KeyOwner.ESTABLISHMENT))


# Control, the fact that carries one claim, and the value of the claim that holds.
CLAIMS: list[tuple[str, Maker, bool]] = [
    ("HDS-LOC-004", lambda c: WorldwideFront(resource=THING, carries=(claim(c),)), False),
    ("HDS-LOC-008", lambda c: GuardRail(resource=THING, refuses=(claim(c),)), True),
    ("HDS-CRY-001", lambda c: store("thing", encryption=(layer(c),)), True),
    ("HDS-CRY-001", lambda c: vault("thing", encryption=(layer(c),)), True),
    ("HDS-CRY-003", lambda c: Custody(resource=THING, kind="key", rotated=(claim(c),)), True),
    ("HDS-CRY-004", lambda c: Custody(resource=THING, kind="key", recoverable=(claim(c),)), True),
    ("HDS-CRY-005", lambda c: Custody(resource=THING, kind="vault", open=(claim(c),)), False),
    ("HDS-CRY-007", lambda c: Tunnel(resource=THING, strong=(claim(c),)), True),
    ("HDS-CRY-009", lambda c: ClearSecret(resource=THING, clear=(claim(c),)), False),
    ("HDS-NET-001", lambda c: store("thing", public=(claim(c),)), False),
    (
        "HDS-NET-004",
        lambda c: Machine(resource=THING, data_class=DSCP, public_address=(claim(c),)),
        False,
    ),
    ("HDS-NET-005", lambda c: store("thing", private=(claim(c),)), True),
    ("HDS-NET-007", lambda c: Network(resource=THING, flows_logged=(claim(c),), ranges=ROWS), True),
    ("HDS-NET-008", lambda c: Barrier(resource=THING, empty=(claim(c),)), True),
    ("HDS-IAM-001", lambda c: Grant(resource=THING, wide=(claim(c),)), False),
    ("HDS-IAM-002", lambda c: LocalCredential(resource=THING, enabled=(claim(c),)), False),
    ("HDS-IAM-003", lambda c: Trust(resource=THING, wide=(claim(c),)), False),
    (
        "HDS-IAM-004",
        lambda c: Machine(resource=THING, data_class=DSCP, metadata_v2=(claim(c),)),
        True,
    ),
    ("HDS-IAM-005", lambda c: AdminAccess(resource=THING, records=(claim(c),)), True),
    ("HDS-LOG-001", lambda c: Trail(resource=THING, complete=(claim(c),)), True),
    ("HDS-LOG-002", lambda c: store("thing", traced=(claim(c),)), True),
    ("HDS-LOG-004", lambda c: TraceStore(resource=THING, encrypted=(claim(c),)), True),
    ("HDS-LOG-004", lambda c: TraceStore(resource=THING, public=(claim(c),)), False),
    ("HDS-LOG-004", lambda c: TraceStore(resource=THING, immutable=(claim(c),)), True),
    ("HDS-LOG-004", lambda c: Trail(resource=THING, complete=(), encrypted=(claim(c),)), True),
    ("HDS-LOG-005", lambda c: Auditable(resource=THING, sent=(claim(c),)), True),
    ("HDS-LOG-006", lambda c: store("thing", administration_traced=(claim(c),)), True),
    ("HDS-LOG-007", lambda c: Detection(resource=THING, on=(claim(c),)), True),
    ("HDS-BCK-008", lambda c: store("thing", history=(claim(c),)), True),
    ("HDS-RET-001", lambda c: store("thing", expires=(claim(c),)), False),
    ("HDS-RET-002", lambda c: store("thing", guarded=(claim(c),)), True),
    ("HDS-OPS-002", lambda c: store("thing", zones=(claim(c),)), True),
    ("HDS-OPS-002", lambda c: Service(resource=THING, data_class=DSCP, zones=(claim(c),)), True),
    ("HDS-OPS-002", lambda c: Machine(resource=THING, data_class=DSCP, zones=(claim(c),)), True),
    ("HDS-OPS-004", lambda c: Machine(resource=THING, data_class=DSCP, patched=(claim(c),)), True),
    ("HDS-LOC-007", lambda c: place("eu-west-3", explicit=c), True),
]


def place(region: Any, provider: str = "aws", explicit: Any = True, **fields: Any) -> Place:
    return Place(
        resource=THING, provider=provider, region=Seen(region), explicit=claim(explicit), **fields
    )


@pytest.mark.parametrize(("control", "make", "wanted"), CLAIMS)
def test_the_claim_decides(control: str, make: Maker, wanted: bool) -> None:
    assert ask(control, make(wanted)) == {"thing": "pass"}
    assert ask(control, make(not wanted)) == {"thing": "fail"}
    assert ask(control, make(UNKNOWN)) == {"thing": "unknown"}


@pytest.mark.parametrize(
    ("provider", "region", "verdict"),
    [
        ("aws", "eu-west-3", "pass"),
        ("aws", "eu-west-2", "fail"),
        ("outscale", "eu-west-2", "pass"),
        ("aws", "eu-central-2", "fail"),
        ("aws", "eu-isoe-west-1", "fail"),
        ("aws", "us-east-1", "fail"),
        ("aws", "eu-nowhere-9", "unknown"),
        ("aws", UNKNOWN, "unknown"),
        ("azure", "France Central", "pass"),
        ("azure", "norwayeast", "pass"),
        ("azure", "switzerlandnorth", "fail"),
        ("azure", "uksouth", "fail"),
        ("azure", "global", "unknown"),
    ],
)
def test_the_country_decides_never_the_name(provider: str, region: Any, verdict: str) -> None:
    assert ask("HDS-LOC-001", place(region, provider)) == {"thing": verdict}
    copy = Copy(resource=THING, provider=provider, region=Seen(region))
    assert ask("HDS-LOC-003", copy) == {"thing": verdict}
    key = Custody(resource=THING, kind="key")
    assert ask("HDS-CRY-008", key, place(region, provider)) == {"thing": verdict}
    sent = Auditable(resource=THING, sent=(), provider=provider, regions=(Seen(region),))
    assert ask("HDS-LOG-005", sent) == {"thing": verdict}


def test_what_holds_no_data_has_no_place() -> None:
    nowhere = place("global", "azure", holds_data=False)
    assert ask("HDS-LOC-001", nowhere) == {"thing": "not-applicable"}
    assert ask("HDS-LOC-002", nowhere) == {"thing": "not-applicable"}
    assert ask("HDS-LOC-005", nowhere) == {"thing": "not-applicable"}


def test_a_key_replicated_to_london() -> None:
    key = Custody(resource=THING, kind="key")
    copy = Copy(resource=THING, provider="aws", region=Seen("eu-west-2"))
    assert ask("HDS-CRY-008", key, place("eu-west-3"), copy) == {"thing": "fail"}
    assert ask("HDS-CRY-008", key) == {"thing": "unknown"}


@pytest.mark.parametrize(
    ("owner", "verdict"),
    [
        (KeyOwner.ESTABLISHMENT, "pass"),
        (KeyOwner.PROVIDER, "fail"),
        (KeyOwner.NOBODY, "fail"),
        (UNKNOWN, "unknown"),
    ],
)
def test_whose_key_it_is(owner: KeyOwner | Unknown, verdict: str) -> None:
    layers = (Encryption(encrypted=claim(value=True), owner=Seen(owner)),)
    assert ask("HDS-CRY-002", store("thing", encryption=layers)) == {"thing": verdict}


@pytest.mark.parametrize(
    ("lowest", "verdict"),
    [
        ("plain", "fail"),
        ("0.0", "fail"),
        ("1.0", "fail"),
        ("1.1", "fail"),
        ("1.2", "pass"),
        ("1.3", "pass"),
        (UNKNOWN, "unknown"),
    ],
)
def test_the_lowest_protocol_decides(lowest: Any, verdict: str) -> None:
    assert ask("HDS-CRY-006", store("thing", transit=(Seen(lowest),))) == {"thing": verdict}
    listener = Endpoint(resource=THING, transit=(Seen("1.3"), Seen(lowest)))
    assert ask("HDS-CRY-006", listener) == {"thing": verdict}


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(7.0, "fail"), (364.0, "fail"), (365.0, "pass"), (NEVER, "fail"), (UNKNOWN, "unknown")],
)
def test_how_long_traces_are_kept(days: Any, verdict: str) -> None:
    assert ask("HDS-LOG-003", TraceStore(resource=THING, kept=Seen(days))) == {"thing": verdict}


def test_traces_of_applications_have_their_own_window() -> None:
    window = {"retention": {"application_traces": {"min_days": 180, "max_days": 365}}}
    short = TraceStore(resource=THING, kept=Seen(200.0), kind="application")
    assert ask("HDS-LOG-003", short) == {"thing": "fail"}
    assert ask("HDS-LOG-003", short, manifest=window) == {"thing": "pass"}
    long = TraceStore(resource=THING, kept=Seen(400.0), kind="application")
    assert ask("HDS-LOG-003", long, manifest=window) == {"thing": "fail"}


def test_one_complete_trail_is_enough_and_data_trails_are_apart() -> None:
    whole = Trail(resource=resource("whole"), complete=(claim(value=True),))
    part = Trail(resource=resource("part"), complete=(claim(value=False),))
    data = Trail(resource=resource("data"), complete=(claim(value=False),), data_only=True)
    assert ask("HDS-LOG-001", whole, part, data) == {"whole": "pass", "part": "pass"}
    assert ask("HDS-LOG-001", part, data) == {"part": "fail"}
    assert ask("HDS-LOG-001", data) == {"*": "unknown"}


def test_a_trail_of_one_provider_is_none_of_another() -> None:
    trail = Trail(resource=THING, complete=(claim(value=True),))
    account = resource("account", "azure-native:storage:StorageAccount")
    there = Place(
        resource=account, provider="azure", region=Seen("francecentral"), explicit=claim(value=True)
    )
    assert ask("HDS-LOG-001", trail, there) == {"thing": "pass", "*": "unknown"}


def test_a_monitor_per_indicator() -> None:
    alone = {"foundation": {"monitoring": None}}
    alarm = Monitor(resource=THING, indicators=Seen(("dpi-availability", "backup-success")))
    assert ask("HDS-OPS-003", alarm, manifest=alone) == {"*": "pass"}
    one = Monitor(resource=THING, indicators=Seen(("dpi-availability",)))
    assert ask("HDS-OPS-003", one, manifest=alone) == {"*": "fail"}
    unread = Monitor(resource=THING, indicators=Seen(UNKNOWN))
    assert ask("HDS-OPS-003", one, unread, manifest=alone) == {"*": "unknown"}


def test_a_schedule_never_stops_what_must_go_on() -> None:
    server = Machine(resource=resource("dpi-application-1"), data_class=DSCP)
    traces = TraceStore(resource=resource("traces"))
    for stopped, verdict in (("dpi-application-1", "fail"), ("traces", "fail"), ("other", "pass")):
        urn = resource(stopped).urn
        schedule = StopSchedule(resource=THING, stops=Seen((urn,)))
        found = ask("HDS-OPS-006", schedule, server, traces, manifest={})
        assert found["thing"] == verdict
    unread = StopSchedule(resource=THING, stops=Seen(UNKNOWN))
    assert ask("HDS-OPS-006", unread) == {"thing": "unknown", "*": "unknown"}


def test_technical_machines_need_no_second_zone() -> None:
    single = (claim(value=False),)
    technical = Machine(resource=THING, data_class=Seen(DataClass.TECHNICAL), zones=single)
    assert ask("HDS-OPS-002", technical) == {}
    unread = Machine(resource=THING, data_class=Seen(UNKNOWN), zones=single)
    assert ask("HDS-OPS-002", unread) == {"thing": "fail"}


def test_a_stack_that_nobody_named_says_nothing_of_the_environment() -> None:
    kept = store("thing")
    known = context((kept,), environment="dev")
    assumed = replace(known, graph=replace(known.graph, notices=(Notice("stack", "dev"),)))
    assert [one.outcome.value for one in answers("HDS-SEG-002", known)] == ["fail"]
    assert [one.outcome.value for one in answers("HDS-SEG-002", assumed)] == ["unknown"]
