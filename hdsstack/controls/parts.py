"""What a part of a stack cannot prove: that something is nowhere."""

from dataclasses import replace

from hdsstack.model.graph import ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.verdict import Outcome, Verdict

# Resources of which others, that a part may leave out, say what they do not say themselves.
_SPLIT = ("aws:s3/bucket:Bucket",)


def of_a_part(verdict: Verdict, graph: ResourceGraph) -> Verdict:
    """The verdict, unknown where it failed for a lack that the rest of the stack may fill."""
    if not graph.incomplete or verdict.outcome is not Outcome.FAIL:
        return verdict
    resource = graph.by_urn.get(verdict.on or "")
    if resource is not None and verdict.at:
        split = resource.type in _SPLIT and not resource.has(verdict.at)
        if not split:
            return verdict
    because = message(
        N_("only a part of the stack was read, and the rest may settle it: {because}"),
        because=verdict.because or "",
    )
    return replace(verdict, outcome=Outcome.UNKNOWN, because=because)
