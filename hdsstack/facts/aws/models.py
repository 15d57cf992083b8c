"""Bedrock and SageMaker: where requests are answered, and what containers are given."""

import re
from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.environments import mapped
from hdsstack.facts.aws.keys import keyed_encryption
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.paths import spread
from hdsstack.model.facts import (
    ClearSecret,
    Copy,
    DataClass,
    Encryption,
    Fact,
    Store,
    StoreKind,
    WorldwideFront,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import Text, Unknown

JOINED = (
    "aws:bedrock/agentAgentActionGroup:AgentAgentActionGroup",
    "aws:bedrock/agentAgentAlias:AgentAgentAlias",
    "aws:bedrock/agentAgentKnowledgeBaseAssociation:AgentAgentKnowledgeBaseAssociation",
    "aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase",
    "aws:bedrock/agentPrompt:AgentPrompt",
    "aws:bedrock/guardrail:Guardrail",
    "aws:bedrock/guardrailVersion:GuardrailVersion",
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
    "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
)
# Profiles of AWS that spread requests: the prefix of their name, and a region that all of that
# name use (Bedrock user guide, cross-region inference, read 2026-11).
_GEOGRAPHIES = {
    "us": "us-east-1",
    "us-gov": "us-gov-west-1",
    "apac": "ap-northeast-1",
    "jp": "ap-northeast-1",
    "au": "ap-southeast-2",
    "ca": "ca-central-1",
    "eu": "eu-central-1",
}
_PROFILE = re.compile(r"inference-profile/(?P<geography>[a-z-]+)\.[\w-]+\.")
_PERSONAL = (DataClass.DSCP, DataClass.UNDECLARED, DataClass.PSEUDONYMISED)


@facts_of("aws:bedrock/inferenceProfile:InferenceProfile")
def profile(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A profile made of a model stays in its region; one made of a spread profile leaves it."""
    path = "modelSource.copyFrom"
    source = found.get(path)
    text = source.literal if isinstance(source, Text) else source
    if isinstance(source, Unknown):
        yield Copy(resource=found, provider="aws", region=Seen(source, path, found.urn))
        return
    match = _PROFILE.search(text) if isinstance(text, str) else None
    if match is None:
        return
    if match["geography"] == "global":
        why = message(N_("the profile answers requests in any region of the world"))
        carries = data_class_of(found, graph).map(lambda said: said in _PERSONAL)
        yield WorldwideFront(
            resource=found, carries=(Seen(carries.value, path, found.urn, why=why),)
        )
        return
    region = _GEOGRAPHIES.get(match["geography"])
    where = region or Unknown("the regions of the inference profile are not known")
    yield Copy(resource=found, provider="aws", region=Seen(where, path, found.urn))


@facts_of("aws:sagemaker/model:Model")
def model(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A model keeps nothing; its containers are given settings."""
    del graph
    paths = ("primaryContainer.environment", *spread(found, "containers[].environment"))
    clear = tuple(claim for path in paths for claim in mapped(found, path))
    yield ClearSecret(resource=found, clear=clear)


_ONLINE = "onlineStoreConfig"
_OFFLINE = "offlineStoreConfig.s3StorageConfig"


@facts_of("aws:sagemaker/featureGroup:FeatureGroup")
def features(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Features, online under a key of their own; offline in a bucket, which is judged itself."""
    found_layers: list[Encryption] = []
    if found.flag(f"{_ONLINE}.enableOnlineStore", default=False).value is not False:
        found_layers.append(
            keyed_encryption(found, graph, key=f"{_ONLINE}.securityConfig.kmsKeyId")
        )
    if found.has(f"{_OFFLINE}.kmsKeyId"):
        found_layers.append(keyed_encryption(found, graph, key=f"{_OFFLINE}.kmsKeyId"))
    yield Store(
        resource=found,
        kind=StoreKind.DATABASE,
        data_class=data_class_of(found, graph),
        encryption=tuple(found_layers),
        transit=(found.says("1.2"),),
        backups_possible=False,
    )
