"""What a caller chooses about the account, the traces, the network and its links."""

import re
from dataclasses import dataclass

import pulumi

from hdsstack.components.contract.error import require
from hdsstack.locale import _
from hdsstack.model.establishment import Flow
from hdsstack.planning.addresses import Interval, networks, parse_ports
from hdsstack.planning.flows import description
from hdsstack.planning.plan import AddressPlan
from hdsstack.planning.retention import TRACES_MIN_DAYS

_TAG_VALUE = re.compile(r"[A-Za-z0-9 _.:/=+@-]{1,256}")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountArgs:
    """The account that everything is pinned to.

    Attributes:
        establishment: The establishment's slug.
        environment: `prod`, `test`...
        owner: Who answers for the resources: a team, in the characters that a tag accepts.
        region: Main site, under the provider's own name for the region.
        second_region: Second site, where copies go.
        account: AWS account, or Azure subscription.
        tenant: Azure tenant; unused elsewhere.

    """

    establishment: str
    environment: str
    owner: str
    region: str
    second_region: str
    account: str
    tenant: str = ""

    def __post_init__(self) -> None:
        for field in (
            "establishment",
            "environment",
            "owner",
            "region",
            "second_region",
            "account",
        ):
            seen = getattr(self, field)
            require(
                _TAG_VALUE.fullmatch(seen) is not None,
                field=field,
                seen=repr(seen),
                wanted=_("a text of letters, digits and _.:/=+@-"),
                because="HDS-OPS-001",
            )
        require(
            self.region != self.second_region,
            field="second_region",
            seen=self.second_region,
            wanted=_("another region than {region}").format(region=self.region),
            because="HDS-BCK-003",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogStoreArgs:
    """How long traces are kept, in days."""

    retention_days: int

    def __post_init__(self) -> None:
        require(
            self.retention_days >= TRACES_MIN_DAYS,
            field="retention_days",
            seen=self.retention_days,
            wanted=_("at least {days} days").format(days=TRACES_MIN_DAYS),
            because="HDS-LOG-003",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthNetworkArgs:
    """The network's address plan: the only source of ranges."""

    plan: AddressPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningArgs:
    """One row of the flow register.

    Attributes:
        source: `internet`, `administration`, a site, a zone of use, or a CIDR range.
        destination: The same.
        protocol: `tcp`, `udp` or `icmp`.
        ports: Ports or port ranges of the destination.
        purpose: The register's sentence; it becomes the description of every rule.
        rank: Place in the register, from 1: the order of the rules.

    """

    source: str
    destination: str
    protocol: str = "tcp"
    ports: tuple[str, ...]
    purpose: str
    rank: int

    def __post_init__(self) -> None:
        require(
            bool(self.ports and parse_ports(*self.ports)),
            field="ports",
            seen=self.ports,
            wanted=_("at least one port or range of ports"),
            because="HDS-NET-009",
        )
        require(
            bool(self.purpose.strip()),
            field="purpose",
            seen=repr(self.purpose),
            wanted=_("a sentence that says why the flow exists"),
            because="HDS-NET-009",
        )

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """Ports as inclusive intervals."""
        return parse_ports(*self.ports) or ()

    def sentence(self, name: str, provider: str) -> str:
        """The register's own sentence, `id: purpose`, as the provider's rules accept it."""
        flow = Flow(
            id=name,
            source=self.source,
            destination=self.destination,
            direction="internal",
            purpose=self.purpose,
        )
        return description(flow, provider)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteLinkArgs:
    """A VPN to one site.

    Attributes:
        gateway: Public address of the site's VPN gateway.
        ranges: Address ranges of the site.
        shared_key: Pre-shared key, as a secret; without it the provider makes one (AWS), or the
            link stays down until one is given (Azure).

    """

    gateway: str
    ranges: tuple[str, ...]
    shared_key: pulumi.Output[str] | None = None

    def __post_init__(self) -> None:
        require(
            bool(self.ranges) and all(networks(text) for text in self.ranges),
            field="ranges",
            seen=self.ranges,
            wanted=_("address ranges of the site"),
            because="HDS-NET-009",
        )
        require(
            len(networks(self.gateway) or ()) == 1 and "/" not in self.gateway,
            field="gateway",
            seen=repr(self.gateway),
            wanted=_("one public IP address"),
            because="HDS-CRY-007",
        )
