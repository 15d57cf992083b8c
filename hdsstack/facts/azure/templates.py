"""Deployments of templates: only the secrets that their parameters show.

What a template makes is read by nobody: this reader stands for every type, so that a deployment
stays not understood.
"""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.clear import setting_in_clear
from hdsstack.model.facts import Claims, ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown, dig

_DEPLOYMENT = "azure-native:resources:Deployment"
_SCOPED = f"{_DEPLOYMENT}At"
_STACK = f"{_DEPLOYMENT}StackAt"


@facts_of("azure-native:*")
def deployment(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The parameters that a deployment or a stack of deployments is given, at any scope."""
    del graph
    if found.type == _DEPLOYMENT or found.type.startswith(_SCOPED):
        yield ClearSecret(resource=found, clear=_shown(found, "properties.parameters"))
    elif found.type.startswith(_STACK):
        yield ClearSecret(resource=found, clear=_shown(found, "parameters"))


def _shown(found: Resource, path: str) -> Claims:
    held = found.raw(path)
    if isinstance(held, Unknown):
        return (Seen(held, path, found.urn),)
    why = message(N_("a parameter of the deployment shows a secret"))
    return tuple(
        Seen(setting_in_clear(name, dig(one, "value")), f"{path}.{name}", found.urn, why=why)
        for name, one in (held.items() if isinstance(held, dict) else ())
    )
