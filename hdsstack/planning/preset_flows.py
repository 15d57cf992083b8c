"""The part of a preset that says which ranges exist and who may talk to whom."""

from hdsstack.locale import _
from hdsstack.planning.preset_chain import Part, to_confirm

# Plain documentation addresses (RFC 5737) until the real gateway is known.
_GATEWAY = "203.0.113.10"


def network() -> Part:
    """One site behind one VPN, accepted as a single link."""
    return {
        "cloud_range": "10.200.0.0/20",
        "sites": [
            {
                "name": "main-site",
                "title": to_confirm(_("ranges and gateway of the site")),
                "ranges": ["10.10.0.0/16"],
                "gateway": _GATEWAY,
            }
        ],
        "links": [
            {
                "name": "vpn-main",
                "site": "main-site",
                "kind": "vpn",
                "operator": to_confirm(_("internet access provider")),
            }
        ],
        "administration": ["10.10.250.0/24"],
        "link_down": _(
            "Care goes on with the printed extract of the records; entries are made up afterwards."
        ),
    }


def single_link(accepted_by: str, accepted_on: object) -> Part:
    """The acceptance of a single link."""
    return {
        "accepted_by": accepted_by,
        "accepted_on": accepted_on,
        "reason": to_confirm(_("one link suffices with the printed extract as degraded mode")),
    }


def flows(provider: str) -> list[Part]:
    """The flow register of the `public` blueprint, each opening with its reason."""
    rows = [
        ("users-front", "main-site", "front", "443", "inbound", _("Users reach the record")),
        (
            "front-application",
            "front",
            "application",
            "443",
            "internal",
            _("The load balancer reaches the application"),
        ),
        (
            "application-database",
            "application",
            "database",
            "5432",
            "internal",
            _("The application reaches its database"),
        ),
        (
            "application-files",
            "application",
            "files",
            "2049" if provider == "aws" else "445",
            "internal",
            _("The application reaches its shared files"),
        ),
        (
            "application-endpoints",
            "application",
            "endpoints",
            "443",
            "internal",
            _("The application reaches storage, keys and session services privately"),
        ),
    ]
    if provider == "azure":
        rows += _bastion_rows()
    return [_flow(*row) for row in rows]


def _bastion_rows() -> list[tuple[str, str, str, str, str, str]]:
    """Sessions of administrators, and what Azure asks of the subnet of a bastion."""
    inside, outside = "internal", "outbound"
    host = "5701 8080"
    talk = _("Instances of the bastion talk to each other")
    return [
        ("administrators-bastion", "administration", "bastion", "443", "inbound",
         _("Administrators open recorded sessions")),
        ("bastion-application", "bastion", "application", "22", inside,
         _("Recorded sessions reach the machines")),
        ("bastion-control", "GatewayManager", "bastion", "443", "inbound",
         _("Azure steers the bastion")),
        ("bastion-talk-in", "VirtualNetwork", "bastion", host, "inbound", talk),
        ("bastion-talk-out", "bastion", "VirtualNetwork", host, outside, talk),
        ("bastion-sessions", "bastion", "VirtualNetwork", "22 3389", outside,
         _("Azure asks the bastion for both ports; machines open the first only")),
        ("bastion-azure", "bastion", "AzureCloud", "443", outside,
         _("The bastion reports to Azure")),
    ]  # fmt: skip


def _flow(
    flow_id: str, source: str, destination: str, ports: str, direction: str, purpose: str
) -> Part:
    return {
        "id": flow_id,
        "from": source,
        "to": destination,
        "protocol": "tcp",
        "ports": ports.split(),
        "direction": direction,
        "data_class": "technical" if "bastion" in flow_id else "dscp",
        "purpose": purpose,
    }
