"""Whether a bucket policy refuses plain HTTP."""

from hdsstack.facts.policies.callers import anybody
from hdsstack.facts.policies.document import ANY, Statement
from hdsstack.model.values import Ref, Text, Unknown, Value


def refuses_plain(found: tuple[Statement, ...], bucket: str) -> bool:
    """Whether a bucket policy denies every action without TLS, on the bucket and its objects.

    Args:
        bucket: URN of the bucket, for patterns that are references to it.

    """
    covered: set[str] = set()
    for statement in found:
        if not statement.allows and anybody(statement) and _denies_plain(statement):
            covered |= {_part(item, bucket) for item in statement.resources}
    return "all" in covered or {"bucket", "objects"} <= covered


def _denies_plain(statement: Statement) -> bool:
    if not statement.performs_all("s3") or len(statement.conditions) != 1:
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
