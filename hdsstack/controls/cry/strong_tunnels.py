"""HDS-CRY-007: site links use IKEv2, AES-256-GCM, SHA-384 or better, group 20 or better."""

from collections.abc import Iterator

from hdsstack.controls import control
from hdsstack.controls.answers import holds
from hdsstack.model.facts import Tunnel
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-CRY-007",
    title=N_("Site links use IKEv2, AES-256-GCM, SHA-384 or better, and group 20 or better"),
    why=N_(
        "A list that is not set is the provider's, and the provider's still accepts IKEv1, SHA-1"
        " and 1024-bit groups. Derived from the ANSSI's recommendations on IPsec (DAT-NT-003)."
    ),
    remedy=N_(
        "On AWS set every list of both tunnels (`tunnel1*` and `tunnel2*`: IKE versions, phase 1"
        " and 2 encryption, integrity, groups); on Azure give the connection an `ipsecPolicies`"
        " entry. Pass the pre-shared key as a secret."
    ),
    severity=Severity.HIGH,
    strength=Strength.DERIVED,
    covers=(
        "anssi-dat-nt-003/R8",
        "anssi-dat-nt-003/R15",
        "anssi-dat-nt-003/R16",
        "hds-2024-2.0/EXI-05-C",
        "secnumcloud-3.2/10.2",
        "iso27001-2022/A.8.24",
    ),
)
def strong_tunnels(tunnel: Tunnel) -> Iterator[Verdict]:
    """Every parameter of every tunnel accepts nothing weaker."""
    weak = message(N_("the link accepts less than IKEv2, AES-256-GCM, SHA-384, group 20"))
    yield from holds(tunnel, tunnel.strong, weak)
