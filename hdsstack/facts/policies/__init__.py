"""IAM and resource policies of AWS: what a document really allows."""

from hdsstack.facts.policies.callers import anybody, names_caller, open_to_anybody
from hdsstack.facts.policies.conditions import narrowing, selective
from hdsstack.facts.policies.document import Condition, Statement, statements
from hdsstack.facts.policies.grants import allows, allows_everywhere, denies, wide_grant
from hdsstack.facts.policies.scope import every_resource, on_everything, pattern_of
from hdsstack.facts.policies.transport import denies_plain, refuses_plain

__all__ = [
    "Condition",
    "Statement",
    "allows",
    "allows_everywhere",
    "anybody",
    "denies",
    "denies_plain",
    "every_resource",
    "names_caller",
    "narrowing",
    "on_everything",
    "open_to_anybody",
    "pattern_of",
    "refuses_plain",
    "selective",
    "statements",
    "wide_grant",
]
