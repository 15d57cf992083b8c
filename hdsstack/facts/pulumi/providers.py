"""Credentials given to a provider as arguments: `aws.Provider(secret_key=...)` and the like."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.clear import Judged, password_in_clear, setting_in_clear
from hdsstack.facts.secret_words import names_secret, says_nothing
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Found, Secret

PROVIDER = "pulumi:providers:"
# The public half of a pair: it says who signs, and opens nothing without the other half.
_PUBLIC_HALVES = frozenset({"accessKey"})


@facts_of("pulumi:*")
def credentials(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Each credential of an explicit provider, of whatever package: the state keeps them all."""
    del graph
    if not found.type.startswith(PROVIDER):
        return
    why = message(N_("a credential of the provider is written in the program"))
    judged = ((name, _judged(name, found.raw(name))) for name in found.inputs)
    clear = tuple(
        Seen(value, name, found.urn, why=why) for name, value in judged if value is not None
    )
    if clear:
        yield ClearSecret(resource=found, clear=clear)


def _judged(name: str, value: Found) -> Judged:
    """None where the property holds no secret: a region, a role, a switch."""
    if name in _PUBLIC_HALVES or isinstance(value, bool | int | list | dict):
        return None
    if isinstance(value, str) and says_nothing(value):
        return None
    if names_secret(name):
        return password_in_clear(value)
    shows = False if isinstance(value, Secret) else setting_in_clear(name, value)
    return shows if shows is True else None
