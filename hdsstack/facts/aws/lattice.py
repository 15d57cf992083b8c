"""VPC Lattice: what its listeners speak between the networks of its services.

Source: Amazon VPC Lattice user guide, listeners, read 2026-11.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.model.facts import Endpoint, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_RULE = "aws:vpclattice/listenerRule:ListenerRule"
JOINED = (
    _RULE,
    "aws:vpclattice/authPolicy:AuthPolicy",
    "aws:vpclattice/service:Service",
    "aws:vpclattice/serviceNetwork:ServiceNetwork",
    "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
    "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
    "aws:vpclattice/targetGroup:TargetGroup",
    "aws:vpclattice/targetGroupAttachment:TargetGroupAttachment",
)
_FORWARDED = "defaultAction.forwards"


@facts_of("aws:vpclattice/listener:Listener")
def listener(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """HTTP in clear where something is forwarded; what passes through is the targets' own TLS."""
    protocol = found.text("protocol")
    if protocol.value == "TLS_PASSTHROUGH":
        return
    why = message(N_("the listener forwards plain HTTP"))
    sent = protocol.map(lambda said: "plain" if said == "HTTP" else "1.2").because(why)
    forwards = found.items(_FORWARDED)
    answers = not isinstance(forwards, Unknown) and not forwards
    if sent.value == "plain" and answers and not _ruled(found, graph):
        sent = Seen("1.2", _FORWARDED, found.urn)
    yield Endpoint(resource=found, transit=(sent,))


def _ruled(found: Resource, graph: ResourceGraph) -> bool:
    return any(graph.pointing(found, "listenerIdentifier", _RULE))
