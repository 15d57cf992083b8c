"""What pipelines, workflows, recipes, configurations and connectors are told: any secret shows.

Read in the reference of pulumi-aws 7.51.1, 2026-11.
"""

import re
from collections.abc import Iterator, Mapping

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import listed, mapped
from hdsstack.facts.clear import clear_text_at
from hdsstack.facts.paths import spread
from hdsstack.facts.secret_words import text_shows_secret
from hdsstack.model.facts import ClearSecret, Fact
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_TEXTS: Mapping[str, str] = {
    "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion": "content",
    "aws:cloudwatch/eventTarget:EventTarget": "input",
    "aws:eks/addon:Addon": "configurationValues",
    "aws:imagebuilder/component:Component": "data",
    "aws:opensearchingest/pipeline:Pipeline": "pipelineConfigurationBody",
    "aws:scheduler/schedule:Schedule": "target.input",
    "aws:sfn/stateMachine:StateMachine": "definition",
}
_SETTINGS: Mapping[str, str] = {
    "aws:apigateway/stage:Stage": "variables",
    "aws:apigatewayv2/stage:Stage": "stageVariables",
    "aws:codepipeline/pipeline:Pipeline": "stages[].actions[].configuration",
    "aws:glue/trigger:Trigger": "actions[].arguments",
}
_COMMANDS = ("steps[].hadoopJarStep.args", "bootstrapActions[].args")
_OBJECTS = ("aws:s3/bucketObject:BucketObject", "aws:s3/bucketObjectv2:BucketObjectv2")
# Files of settings; pages and scripts of a site speak of passwords without holding one.
_FILE_OF_SETTINGS = re.compile(r"\.(?:env|json|ya?ml|ini|conf|cfg|properties|toml|sh)$")
_CONNECTOR = "connectorProfileConfig.connectorProfileCredentials"


@facts_of(*_TEXTS)
def told_in_a_text(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A document that the service keeps as it is written."""
    del graph
    why = message(N_("a secret value is written in the program"))
    yield ClearSecret(resource=found, clear=clear_text_at(found, _TEXTS[found.type], why))


@facts_of(*_SETTINGS)
def told_in_settings(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Names and values, such as the token of a repository that a pipeline reads."""
    del graph
    for path in spread(found, _SETTINGS[found.type]):
        yield ClearSecret(resource=found, clear=tuple(mapped(found, path)))


@facts_of("aws:emr/cluster:Cluster")
def told_to_steps(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The commands that a cluster runs, each given as a list of words."""
    del graph
    why = message(N_("a secret value is written in the program"))
    for path in (one for at in _COMMANDS for one in spread(found, at)):
        words = found.items(path)
        if isinstance(words, Unknown):
            yield ClearSecret(resource=found, clear=(Seen(words, path, found.urn),))
            continue
        command = " ".join(word for word in ("", *words) if isinstance(word, str))
        clear = Seen(text_shows_secret(command), path, found.urn, why=why)
        yield ClearSecret(resource=found, clear=(clear,))


@facts_of(*_OBJECTS)
def told_in_an_object(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The text of an object that is a file of settings."""
    del graph
    key = found.get("key")
    if isinstance(key, str) and _FILE_OF_SETTINGS.search(key.lower()):
        why = message(N_("a secret value is written in the program"))
        yield ClearSecret(resource=found, clear=clear_text_at(found, "content", why))


@facts_of("aws:cloudfront/distribution:Distribution")
def told_to_origins(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The headers by which an origin knows the distribution."""
    del graph
    for path in spread(found, "origins[].customHeaders"):
        yield ClearSecret(resource=found, clear=tuple(listed(found, path)))


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
