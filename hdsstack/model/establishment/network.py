"""Ranges, sites, links and the register of flows."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hdsstack.locale import _
from hdsstack.model.establishment.base import (
    Cidr,
    Day,
    IpAddress,
    Section,
    Slug,
    Text,
    refuse,
)
from hdsstack.model.establishment.identity import DataClass

_LAST_PORT = 65535


def _ports(text: str) -> str:
    if text == "*":
        return text
    if match := re.fullmatch(r"([0-9]{1,5})(?:-([0-9]{1,5}))?", text):
        first, last = int(match[1]), int(match[2] or match[1])
        if first <= last <= _LAST_PORT:
            return text
    raise refuse(
        _("not a port"),
        wanted=_("a number, a range like 8000-8010, or *"),
        next_step=_("write one port or range per item"),
    )


PortRange = Annotated[str, AfterValidator(_ports)]


class Site(Section):
    """A place of the establishment that uses the stack."""

    name: Slug
    """Short name."""
    title: Text | None = None
    """Name for people."""
    ranges: tuple[Cidr, ...] = Field(min_length=1)
    """Address ranges of the site."""
    gateway: IpAddress | None = None
    """Public address of the site's VPN gateway; null as long as it is unknown."""


class Link(Section):
    """A link between a site and the cloud (HDS-OPS-007)."""

    name: Slug
    """Short name."""
    site: Slug
    """The site that it joins."""
    kind: Literal["vpn", "dedicated"] = "vpn"
    """VPN over the internet, or a dedicated line."""
    gateway: IpAddress | None = None
    """Public address of its gateway on site; null takes the site's."""
    operator: Text | None = None
    """Who provides the line."""


class SingleLink(Section):
    """Acceptance of a single site link."""

    accepted_by: Text
    """Who accepts the risk."""
    accepted_on: Day
    """When."""
    reason: Text
    """Why, as a sentence."""


class Network(Section):
    """The stack's network and its links."""

    cloud_range: Cidr | None = None
    """Address range of the main site in the cloud."""
    second_range: Cidr | None = None
    """Address range of the second site in the cloud, where it has a network."""
    sites: tuple[Site, ...] = ()
    """Sites that use the stack."""
    links: tuple[Link, ...] = ()
    """Links between sites and cloud."""
    administration: tuple[Cidr, ...] = ()
    """Ranges from which administration comes."""
    link_down: Text | None = None
    """What happens when the links are down, as a sentence."""
    single_link_accepted: SingleLink | None = None
    """Acceptance of a single link, or null."""


class Flow(Section):
    """One row of the flow register: every opening is here, and nothing else (HDS-NET-009).

    `from` and `to` are `internet`, `administration`, a site's name, a zone of the stack (`front`,
    `application`, `database`, `files`, `endpoints`, `bastion`), or an address range.
    """

    id: Slug
    """Short name, shown in the opening's description."""
    source: Text = Field(alias="from")
    """Who starts it."""
    destination: Text = Field(alias="to")
    """Who answers."""
    protocol: Literal["tcp", "udp", "icmp", "any"] = "tcp"
    """Transport."""
    ports: tuple[PortRange, ...] = ()
    """Ports or port ranges of the destination."""
    direction: Literal["inbound", "outbound", "internal"]
    """Seen from the stack."""
    public: bool = False
    """Whether it may be open to anyone on the internet (HDS-NET-002)."""
    data_class: DataClass | None = None
    """Class of the data that it carries."""
    purpose: Text
    """Why it exists, as a sentence; the opening's description."""
