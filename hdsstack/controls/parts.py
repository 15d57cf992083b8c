"""What a part of a stack cannot prove: that something is nowhere."""

from dataclasses import replace

from hdsstack.model.graph import ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.values import steps
from hdsstack.model.verdict import Outcome, Verdict

# Properties that a resource of its own, which a part may leave out, can set instead.
_SPLIT = {
    "aws:s3/bucket:Bucket": frozenset(
        {
            "acl",
            "corsRules",
            "lifecycleRules",
            "logging",
            "loggings",
            "objectLockConfiguration",
            "policy",
            "replicationConfiguration",
            "serverSideEncryptionConfiguration",
            "versioning",
        }
    )
}


def of_a_part(verdict: Verdict, graph: ResourceGraph) -> Verdict:
    """The verdict, unknown where it failed for a lack that the rest of the stack may fill."""
    if not graph.incomplete or verdict.outcome is not Outcome.FAIL:
        return verdict
    resource = graph.by_urn.get(verdict.on or "")
    if resource is not None and verdict.at:
        apart = steps(verdict.at)[0] in _SPLIT.get(resource.type, ())
        if not apart or resource.has(verdict.at):
            return verdict
    because = message(
        N_("only a part of the stack was read, and the rest may settle it: {because}"),
        because=verdict.because or "",
    )
    return replace(verdict, outcome=Outcome.UNKNOWN, because=because)
