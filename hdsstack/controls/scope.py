"""What a store's data class asks of it: which controls apply to which class."""

from functools import cache

from hdsstack.model.facts import DataClass, Store

_PSEUDONYMISED_EXEMPT = ("HDS-BCK-", "HDS-RET-001", "HDS-RET-002", "HDS-LOG-002")
_TECHNICAL = (
    "HDS-LOC-",
    "HDS-CRY-001",
    "HDS-CRY-005",
    "HDS-CRY-006",
    "HDS-CRY-008",
    "HDS-CRY-009",
    "HDS-NET-001",
    "HDS-NET-005",
    "HDS-LOG-003",
    "HDS-LOG-004",
    "HDS-OPS-001",
)
_NON_HEALTH = ("HDS-CRY-009", "HDS-OPS-001")
# Identities, openings and machines are judged whatever the class of the data beside them.
_WHATEVER_THE_CLASS = ("HDS-IAM-", "HDS-NET-002", "HDS-NET-003", "HDS-NET-004", "HDS-OPS-004")


@cache
def applies(control_id: str, data_class: DataClass) -> bool:
    """Whether a control about stores is asked of a store of this class."""
    if control_id.startswith(_WHATEVER_THE_CLASS):
        return True
    match data_class:
        case DataClass.DSCP | DataClass.UNDECLARED:
            return True
        case DataClass.PSEUDONYMISED:
            return not control_id.startswith(_PSEUDONYMISED_EXEMPT)
        case DataClass.TECHNICAL:
            return control_id.startswith(_TECHNICAL)
        case DataClass.NON_HEALTH:
            return control_id.startswith(_NON_HEALTH)


def asked_of(control_id: str, store: Store) -> bool:
    """As `applies`; an unknown class is held to the controls of health data."""
    found = store.data_class.value
    return applies(control_id, found if isinstance(found, DataClass) else DataClass.UNDECLARED)
