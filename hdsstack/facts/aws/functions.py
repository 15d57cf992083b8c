"""Functions and builds: what their environment shows, and who may call them."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import documents, listed, mapped
from hdsstack.model.facts import ClearSecret, Fact, Opening, Ports
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.seen import Seen
from hdsstack.model.values import Unknown

_FUNCTION = "aws:lambda/function:Function"
JOINED = (
    "aws:lambda/permission:Permission",
    "aws:lambda/layerVersion:LayerVersion",
    "aws:lambda/alias:Alias",
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
)


@facts_of(_FUNCTION)
def function(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A function keeps nothing; its settings may show a secret."""
    del graph
    yield ClearSecret(resource=found, clear=tuple(mapped(found, "environment.variables")))


@facts_of("aws:lambda/functionUrl:FunctionUrl")
def function_url(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """An address of a function, open to everybody unless IAM guards it."""
    del graph
    kind = found.text("authorizationType")
    if kind.value == "AWS_IAM":
        return
    sources: tuple[str, ...] | Unknown = (
        kind.value if isinstance(kind.value, Unknown) else ("0.0.0.0/0",)
    )
    yield Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=Seen(Ports(protocol="tcp", ranges=((443, 443),)), kind.at, found.urn),
        sources=Seen(sources, kind.at, found.urn),
    )


@facts_of("aws:codebuild/project:Project")
def build(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A build; variables of another type than plain text are references."""
    del graph
    claims = tuple(listed(found, "environment.environmentVariables"))
    yield ClearSecret(resource=found, clear=claims)


@facts_of("aws:batch/jobDefinition:JobDefinition")
def job(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A job in a container."""
    del graph
    yield ClearSecret(resource=found, clear=tuple(documents(found, "containerProperties")))


@facts_of("aws:apprunner/service:Service")
def app_runner(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A container service with a public address."""
    del graph
    for kind in (
        "imageRepository.imageConfiguration",
        "codeRepository.codeConfiguration.codeConfigurationValues",
    ):
        path = f"sourceConfiguration.{kind}.runtimeEnvironmentVariables"
        if found.has(path):
            yield ClearSecret(resource=found, clear=tuple(mapped(found, path)))
