"""HDS-LOC-003: every copy stays in the EEA."""

from hdsstack.controls import control
from hdsstack.controls.places import in_the_eea
from hdsstack.model.facts import Copy
from hdsstack.model.message import N_
from hdsstack.model.verdict import Severity, Strength, Verdict


@control(
    id="HDS-LOC-003",
    title=N_("Every copy of the data stays in the EEA"),
    why=N_(
        "HDS requirement EXI 04 puts backups and media transfers in scope and EXI 28 wants storage"
        " exclusively in the EEA. A replica, a paired region or a copied snapshot leaves it without"
        " any change to the resource's own region."
    ),
    remedy=N_(
        "Send replicas, backup copies, log exports and geo-redundant copies to a region of the"
        " EEA: on AWS change the destination's region, on Azure choose a region whose pair is in"
        " the EEA, or zone-redundant storage."
    ),
    severity=Severity.CRITICAL,
    strength=Strength.MANDATORY,
    covers=(
        "hds-2024-2.0/EXI-04",
        "hds-2024-2.0/EXI-28",
        "csp/R.1111-9-1",
        "secnumcloud-3.2/12.5.d",
        "secnumcloud-3.2/19.2",
    ),
)
def copies_in_the_eea(copy: Copy) -> Verdict:
    """The place where the copy goes decides, wherever the original is."""
    return in_the_eea(copy.provider, copy.region)
