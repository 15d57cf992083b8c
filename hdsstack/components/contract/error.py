"""What a component says when its arguments cannot hold."""

from hdsstack.locale import _


class ComponentError(ValueError):
    """An argument that no control would accept; raised before any resource exists."""


def require(holds: bool, *, field: str, seen: object, wanted: str, because: str) -> None:  # noqa: FBT001 - the claim itself
    """Raise ComponentError, with the numbers, unless the claim holds."""
    if not holds:
        raise ComponentError(
            _("{field} is {seen}; wanted {wanted} ({because})").format(
                field=field, seen=seen, wanted=wanted, because=because
            )
        )
