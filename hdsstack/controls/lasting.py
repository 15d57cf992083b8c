"""How long something lasts, as people say it."""

from hdsstack.model.message import N_, Message, message

_HOURS = 24


def lasting(days: float) -> Message:
    """A number of days in words: in hours where it is less than one."""
    if days < 1:
        return message(N_("{count} h"), count=f"{round(days * _HOURS, 1):g}")
    count = f"{round(days, 2):g}"
    return message(N_("1 day") if count == "1" else N_("{count} days"), count=count)
