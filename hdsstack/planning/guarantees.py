"""Whether the guarantees got worse since the client accepted them (EXI 24, HDS-CHN-005)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Indicator, Snapshot


@dataclass(frozen=True, slots=True)
class Worsening:
    """One guarantee that got worse: which one, as accepted, and now."""

    guarantee: str
    accepted: str
    now: str


def worsened(establishment: Establishment) -> tuple[Worsening, ...] | None:
    """Guarantees worse than in the accepted version; None when none was accepted."""
    guarantees = establishment.guarantees
    if guarantees is None or guarantees.accepted is None:
        return None
    accepted = guarantees.accepted
    return (
        *_places(establishment, accepted),
        *_levels(establishment, accepted),
        *_minutes(establishment, "rpo_minutes", accepted.rpo_minutes),
        *_minutes(establishment, "rto_minutes", accepted.rto_minutes),
        *_backups(establishment, accepted),
    )


def _places(establishment: Establishment, accepted: Snapshot) -> Iterator[Worsening]:
    hosting = establishment.hosting
    regions = [hosting.region, *([hosting.second_site.region] if hosting.second_site else [])]
    actors = [actor.key for actor in establishment.actors]
    yield from _added("regions", accepted.regions, regions)
    yield from _added("actors", accepted.actors, actors)
    if missing := [name for name in accepted.regions if name not in regions]:
        yield Worsening("regions", ", ".join(missing), "")


def _added(name: str, accepted: tuple[str, ...], now: list[str]) -> Iterator[Worsening]:
    """A new place or a new actor needs the client's agreement, whichever it is."""
    if accepted and (added := [item for item in now if item not in accepted]):
        yield Worsening(name, ", ".join(accepted), ", ".join(added))


def _levels(establishment: Establishment, accepted: Snapshot) -> Iterator[Worsening]:
    indicators = {row.id: row for row in establishment.indicators}
    for name, level in accepted.levels.items():
        indicator = indicators.get(name)
        if indicator is None or indicator.level is None:
            yield Worsening(f"indicators.{name}", str(level), "")
        elif _weaker(indicator, level):
            yield Worsening(f"indicators.{name}", str(level), str(indicator.level))


def _weaker(indicator: Indicator, accepted: float) -> bool:
    now = indicator.level or 0.0
    return now < accepted if indicator.bound == "at-least" else now > accepted


def _minutes(
    establishment: Establishment, name: str, accepted: Mapping[str, int]
) -> Iterator[Worsening]:
    for workload_name, minutes in accepted.items():
        workload = establishment.workload(workload_name)
        now = (
            {"rpo_minutes": workload.rpo_minutes, "rto_minutes": workload.rto_minutes}[name]
            if workload
            else None
        )
        if now is None or now > minutes:
            yield Worsening(
                f"{workload_name}.{name}", str(minutes), "" if now is None else str(now)
            )


def _backups(establishment: Establishment, accepted: Snapshot) -> Iterator[Worsening]:
    now = establishment.retention.backups.min_days
    if accepted.backup_min_days is not None and (now is None or now < accepted.backup_min_days):
        yield Worsening(
            "retention.backups.min_days",
            str(accepted.backup_min_days),
            "" if now is None else str(now),
        )
