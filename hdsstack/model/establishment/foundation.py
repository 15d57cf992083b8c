"""What another stack, account or contract answers for."""

from hdsstack.model.establishment.base import Day, Section, Text


class Held(Section):
    """Something held elsewhere, with its evidence."""

    held_by: Text
    """The stack, account or actor that answers for it."""
    evidence: Text
    """Where the evidence is."""
    date: Day
    """Date of the evidence."""


class Foundation(Section):
    """Null means that this stack holds it itself."""

    trail: Held | None = None
    """Audit trail of every region and of the control plane (HDS-LOG-001)."""
    detection: Held | None = None
    """Threat detection (HDS-LOG-007)."""
    guard_rails: Held | None = None
    """Preventive refusal of other regions (HDS-LOC-008)."""
    restore_test: Held | None = None
    """Last restore test (HDS-BCK-006)."""
    time: Held | None = None
    """Time sources (HDS-OPS-005)."""
    bastion: Held | None = None
    """Session access for administrators (HDS-IAM-005)."""
    monitoring: Held | None = None
    """Monitors of the contractual indicators (HDS-OPS-003)."""
