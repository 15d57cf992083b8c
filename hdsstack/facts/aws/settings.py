"""What pipelines, workflows, recipes, configurations and connectors are told: any secret shows.

Read in the reference of pulumi-aws 7.51.1, 2026-11.
"""

from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.clear import clear_text_at
from hdsstack.facts.paths import spread
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message

_TEXTS: Mapping[str, str] = {
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": "content",
    "aws:imagebuilder/component:Component": "data",
    "aws:sfn/stateMachine:StateMachine": "definition",
}
_CONNECTOR = "connectorProfileConfig.connectorProfileCredentials"


@facts_of(*_TEXTS)
def told_in_a_text(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document that the service keeps as it is written."""
    del graph
    why = message(N_("a secret value is written in the program"))
    yield ClearSecret(resource=found, clear=clear_text_at(found, _TEXTS[found.type], why))


@facts_of("aws:codepipeline/pipeline:Pipeline")
def pipeline(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The settings of each action, such as the token of a repository."""
    del graph
    for path in spread(found, "stages[].actions[].configuration"):
        yield ClearSecret(resource=found, clear=tuple(mapped(found, path)))


@facts_of("aws:appflow/connectorProfile:ConnectorProfile")
def connector(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The credentials of a connector, each kind of which has words of its own."""
    del graph
    for path in (_CONNECTOR, *_inner(found, _CONNECTOR)):
        yield ClearSecret(resource=found, clear=tuple(mapped(found, path)))


def _inner(found: Resource, path: str) -> Iterator[str]:
    """The paths of the objects inside an object, at every depth."""
    held = found.get(path)
    for name, value in held.items() if isinstance(held, dict) else ():
        if isinstance(value, dict):
            yield f"{path}.{name}"
            yield from _inner(found, f"{path}.{name}")
