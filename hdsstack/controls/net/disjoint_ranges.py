"""HDS-NET-010: ranges of the establishment, its group and its clouds do not overlap."""

from collections.abc import Iterator

from hdsstack.controls import Context, control
from hdsstack.controls.answers import failed, passed, unknown
from hdsstack.controls.declarations import no_manifest
from hdsstack.model.facts import Network
from hdsstack.model.message import N_, Message, message
from hdsstack.model.values import Unknown
from hdsstack.model.verdict import Severity, Strength, Verdict
from hdsstack.planning.addresses import networks
from hdsstack.planning.ranges import NamedRange, Overlap, declared_ranges, overlaps

_CLOUD = "cloud"


@control(
    id="HDS-NET-010",
    title=N_("The ranges of the establishment, its group and its clouds do not overlap"),
    why=N_(
        "Two networks with the same addresses can never be linked without translation, and"
        " renumbering a hospital takes months. Derived from HDS requirement EXI 05-G on continuity"
        " commitments."
    ),
    remedy=N_(
        "Give the network a range that nobody in the group uses (`network.cloud_range`,"
        " `network.second_range`) and list the group's ranges in `establishment.group.ranges`."
    ),
    severity=Severity.MEDIUM,
    strength=Strength.DERIVED,
    covers=("hds-2024-2.0/EXI-05-G", "iso27001-2022/A.8.20"),
    declared=True,
)
def disjoint_ranges(context: Context) -> Iterator[Verdict]:
    """The manifest's ranges with each other, then each network with them and with the others."""
    declared: tuple[NamedRange, ...] = ()
    if context.establishment is None:
        yield no_manifest(message(N_("the ranges of the establishment and of its group")))
    else:
        declared = declared_ranges(context.establishment)
        yield _among(declared)
    outside = [row for row in declared if row.owner != _CLOUD]
    before: list[NamedRange] = []
    for network in context.facts.of(Network):
        yield _network(network, outside, before)
        before += _named(network)


def _among(declared: tuple[NamedRange, ...]) -> Verdict:
    found = overlaps(declared)
    return failed(_because(found[0]), at=found[0].first.field) if found else passed()


def _network(network: Network, outside: list[NamedRange], before: list[NamedRange]) -> Verdict:
    on, ranges = network.resource.urn, network.ranges
    if isinstance(ranges.value, Unknown):
        return unknown(ranges.value, ranges, on=on)
    for own in _named(network):
        for other in (*outside, *before):
            if found := overlaps((own, other)):
                return failed(_because(found[0]), ranges, on=on)
    return passed(ranges, on=on)


def _named(network: Network) -> list[NamedRange]:
    found = network.ranges.value
    if isinstance(found, Unknown):
        return []
    return [
        NamedRange(network.resource.name, str(row))
        for text in found
        for row in networks(text) or ()
    ]


def _because(found: Overlap) -> Message:
    return message(
        N_("{first} ({first_range}) and {second} ({second_range}) overlap"),
        first=found.first.owner,
        first_range=found.first.range,
        second=found.second.owner,
        second_range=found.second.range,
    )
