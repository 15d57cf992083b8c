"""Services that answer to the internet by themselves: no rule of the program opens them."""

from hdsstack.model.facts import Opening, Ports
from hdsstack.model.graph import Resource
from hdsstack.model.seen import Seen

_TLS = 443


def answers_all(found: Resource, at: str, *, port: int = _TLS, entry: bool = True) -> Opening:
    """The opening to every address that a service has, as the property `at` says or leaves.

    `entry` is whether it is a way in for users, as an interface is, and not one for administration.
    """
    return Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=Seen(Ports(protocol="tcp", ranges=((port, port),)), at, found.urn),
        sources=Seen(("0.0.0.0/0",), at, found.urn),
        entry_point=entry,
    )
