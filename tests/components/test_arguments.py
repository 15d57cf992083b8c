"""A choice that no control would accept is refused before any resource exists."""

import dataclasses
from collections.abc import Callable

import pytest

from hdsstack.components import contract
from hdsstack.components.contract import (
    AccountArgs,
    AdminAccessArgs,
    ApplicationMachinesArgs,
    AuditTrailArgs,
    BackupPlanArgs,
    ComponentError,
    FileStoreArgs,
    HealthDatabaseArgs,
    IndicatorAlarmArgs,
    LogStoreArgs,
    OnCallArgs,
    OpeningArgs,
    SiteLinkArgs,
)


def account(**changes: str) -> AccountArgs:
    sound = {
        "establishment": "ch-exemple",
        "environment": "prod",
        "owner": "dsi",
        "region": "eu-west-3",
        "second_region": "eu-central-1",
        "account": "111111111111",
    }
    return AccountArgs(**{**sound, **changes})


def opening(**changes: object) -> OpeningArgs:
    sound = {"source": "ward", "destination": "front", "ports": ("443",), "purpose": "x", "rank": 1}
    return OpeningArgs(**{**sound, **changes})  # type: ignore[arg-type]  # a table of cases


REFUSED: list[tuple[str, Callable[[], object]]] = [
    ("second_region is eu-west-3", lambda: account(second_region="eu-west-3")),
    ("owner is 'é'", lambda: account(owner="é")),
    ("retention_days is 90; wanted at least 365", lambda: LogStoreArgs(retention_days=90)),
    ("HDS-NET-009", lambda: opening(ports=())),
    ("a sentence that says why", lambda: opening(purpose=" ")),
    (
        "gateway is '10.0.0.0/8'",
        lambda: SiteLinkArgs(gateway="10.0.0.0/8", ranges=("10.1.0.0/16",)),
    ),
    ("address ranges of the site", lambda: SiteLinkArgs(gateway="192.0.2.1", ranges=())),
    (
        "retention_days is 7; wanted 30 to 35",
        lambda: HealthDatabaseArgs(size="s", storage_gib=20, retention_days=7),
    ),
    ("storage_gib is 1", lambda: HealthDatabaseArgs(size="s", storage_gib=1)),
    ("size_gib is 0", lambda: FileStoreArgs(size_gib=0)),
    ("so that one zone", lambda: ApplicationMachinesArgs(count=1, size="s", disk_gib=64)),
    ("at least one named person", lambda: AdminAccessArgs(administrators=("*",))),
    ("at least one named person", lambda: AdminAccessArgs(administrators=())),
    ("email is 'nobody'", lambda: OnCallArgs(email="nobody")),
    ("no more than the maximum", lambda: AuditTrailArgs(retention_days=400, maximum_days=365)),
    ("retention_days is 7", lambda: BackupPlanArgs(retention_days=7, lock_days=7)),
    ("ascending order", lambda: BackupPlanArgs(retention_days=60, maximum_days=45)),
]


@pytest.mark.parametrize(("said", "made"), REFUSED)
def test_it_is_refused_with_its_numbers(said: str, made: Callable[[], object]) -> None:
    with pytest.raises(ComponentError) as caught:
        made()
    assert said in str(caught.value)


def test_sound_choices_are_accepted() -> None:
    assert account().region == "eu-west-3"
    assert opening(ports=("443", "8000-8010")).intervals == ((443, 443), (8000, 8010))
    assert BackupPlanArgs().lock_days == 35


def test_arguments_are_frozen() -> None:
    for name in contract.__all__:
        kind = getattr(contract, name)
        if dataclasses.is_dataclass(kind):
            assert vars(kind)["__dataclass_params__"].frozen, name


def test_an_alarm_says_its_promise_and_its_penalty() -> None:
    alarm = IndicatorAlarmArgs(
        indicator="dispo", title="Availability", metric="availability", level=99.9, penalty="5 %"
    )
    assert alarm.sentence() == "Availability: at least 99.9 percent; penalty: 5 %"
