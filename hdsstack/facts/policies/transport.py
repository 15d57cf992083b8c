"""Whether a bucket policy refuses plain HTTP."""

from hdsstack.facts.policies.callers import anybody
from hdsstack.facts.policies.document import ANY, Statement
from hdsstack.model.values import Ref, Text, Unknown, Value


def refuses_plain(found: tuple[Statement, ...], bucket: str) -> bool:
    """Whether a bucket policy denies every action without TLS, on the bucket and its objects.

    Args:
        found: The statements of the policy.
        bucket: URN of the bucket, for patterns that are references to it.

    """
    covered: set[str] = set()
    for statement in found:
        if not statement.allows and anybody(statement) and _plain_denied(statement, "s3"):
            covered |= {_part(item, bucket) for item in statement.resources}
    return "all" in covered or {"bucket", "objects"} <= covered


def denies_plain(found: tuple[Statement, ...], service: str) -> bool:
    """Whether a policy denies every action of a service without TLS, to everybody.

    Args:
        found: The statements of the policy.
        service: The prefix of the service's actions.

    """
    return any(not one.allows and anybody(one) and _plain_denied(one, service) for one in found)


def _plain_denied(statement: Statement, service: str) -> bool:
    if not statement.performs_all(service) or len(statement.conditions) != 1:
        return False
    condition = statement.conditions[0]
    said = {str(value).lower() for value in condition.values}
    if condition.key == "aws:securetransport":
        return condition.operator in ("bool", "boolifexists") and said == {"false"}
    return condition.key == "s3:tlsversion" and condition.operator.startswith("numericlessthan")


def _part(value: Value, bucket: str) -> str:
    """Which part of the bucket a resource pattern names: `bucket`, `objects` or `all`."""
    match value:
        case Ref():
            return "bucket"
        case Unknown():
            return ""
        case str() | Text():
            text = value if isinstance(value, str) else value.encoded()
        case _:
            return ""
    if text == ANY or (text.endswith("*") and not text.endswith("/*")):
        return "all"
    return (
        "objects"
        if text.endswith("/*")
        else ("bucket" if "/" not in text.replace(bucket, "") else "")
    )
