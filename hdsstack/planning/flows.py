"""What the flow register gives to openings: their ports and their description."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hdsstack.planning.addresses import Interval, parse_ports

if TYPE_CHECKING:
    from hdsstack.model.establishment import Establishment, Flow

# EC2 accepts only these characters in a rule's description.
_AWS_REFUSED = re.compile(r"[^A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]")
_LONGEST = {"aws": 255, "azure": 140}
# Service tags that a flow may name on Azure: its own control planes, and the network itself.
AZURE_TAGS = ("AzureCloud", "AzureLoadBalancer", "GatewayManager", "VirtualNetwork")
ALL_PORTS: Interval = (0, 65535)


def description(flow: Flow, provider: str) -> str:
    """The register's own sentence, `id: purpose`, in the characters and length a rule accepts."""
    text = f"{flow.id}: {flow.purpose}"
    if provider == "aws":
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        text = _AWS_REFUSED.sub(" ", plain)
    return text[: _LONGEST.get(provider, 140)].strip()


def flow_id(text: str) -> str | None:
    """The id that a rule's description carries, or None when it follows no register."""
    match = re.match(r"([a-z][a-z0-9-]*): ", text)
    return match[1] if match else None


def ports_of(flow: Flow) -> tuple[Interval, ...]:
    """Port intervals of a flow; all of them when it lists none."""
    return parse_ports(*flow.ports) or (ALL_PORTS,)


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """A declared public entry point: the zone that receives it and its ports."""

    flow: str
    zone: str
    ports: tuple[Interval, ...]


def public_entries(establishment: Establishment) -> tuple[PublicEntry, ...]:
    """Flows that the manifest lets anyone on the internet start (HDS-NET-002)."""
    return tuple(
        PublicEntry(flow.id, flow.destination, ports_of(flow))
        for flow in establishment.flows
        if flow.public and flow.direction == "inbound"
    )
