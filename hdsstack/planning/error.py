"""What a planner says when it cannot plan."""


class PlanningError(ValueError):
    """A plan is impossible; the message gives the numbers and the next step."""
