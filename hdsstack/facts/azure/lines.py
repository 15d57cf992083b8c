"""ExpressRoute Direct: lines that encrypt by MACsec, or not.

Defaults as documented by Microsoft (reference of azure-native 3.29.0, read 2026-11).
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.paths import spread
from hdsstack.model.facts import Fact, Tunnel
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

_STRONG = ("gcmaes256", "gcmaesxpn256")


@facts_of("azure-native:network:ExpressRoutePort")
def line(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A line with MACsec on a link of it: AES-256 is wanted; no default is documented."""
    del graph
    why = message(N_("the line encrypts with less than AES-256"))
    heads = [head for head in spread(found, "links[]") if found.has(f"{head}.macSecConfig")]
    ciphers = (found.text(f"{head}.macSecConfig.cipher") for head in heads)
    strong = tuple(one.map(lambda said: said.lower() in _STRONG).because(why) for one in ciphers)
    if strong:
        yield Tunnel(resource=found, strong=strong)
