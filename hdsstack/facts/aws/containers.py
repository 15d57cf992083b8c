"""Containers: registries, ECS tasks and services, EKS clusters and nodes."""

from collections.abc import Iterator

from hdsstack.facts import facts_of
from hdsstack.facts.aws.disks import default_on
from hdsstack.facts.aws.environments import documents
from hdsstack.facts.aws.keys import key_owner, keyed_encryption
from hdsstack.facts.aws.kms import open_policy
from hdsstack.facts.aws.place import data_class_of
from hdsstack.facts.aws.zones import in_several_zones
from hdsstack.model.facts import (
    ClearSecret,
    Copy,
    Encryption,
    Endpoint,
    Fact,
    KeyOwner,
    Machine,
    Opening,
    Ports,
    Service,
    Store,
    StoreKind,
)
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.message import N_, message
from hdsstack.model.seen import Seen
from hdsstack.model.values import ABSENT, Unknown, dig

_REPOSITORY = "aws:ecr/repository:Repository"
_REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy"
_EKS = "aws:eks/cluster:Cluster"
JOINED = (
    _REPOSITORY_POLICY,
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    "aws:ecr/registryPolicy:RegistryPolicy",
    "aws:apprunner/connection:Connection",
    "aws:apprunner/customDomainAssociation:CustomDomainAssociation",
    "aws:apprunner/observabilityConfiguration:ObservabilityConfiguration",
    "aws:apprunner/vpcConnector:VpcConnector",
    "aws:apprunner/vpcIngressConnection:VpcIngressConnection",
    "aws:ecs/cluster:Cluster",
    "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
    "aws:ecs/capacityProvider:CapacityProvider",
    "aws:eks/addon:Addon",
    "aws:eks/fargateProfile:FargateProfile",
)
_EVERY_ADDRESS = "0.0.0.0/0"
HTTPS = ((443, 443),)
_SSH, _REMOTE_DESKTOP = ((22, 22),), ((3389, 3389),)


@facts_of(_REPOSITORY)
def repository(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Images: encrypted by AWS unless a key is named; they are built again, not backed up."""
    policies = graph.pointing(found, "repository", _REPOSITORY_POLICY)
    yield Store(
        resource=found,
        kind=StoreKind.REGISTRY,
        data_class=data_class_of(found, graph),
        encryption=(keyed_encryption(found, graph, key="encryptionConfigurations[0].kmsKey"),),
        public=tuple(open_policy(policy, "policy") for policy in policies),
        backups_possible=False,
    )


@facts_of("aws:ecr/replicationConfiguration:ReplicationConfiguration")
def image_replication(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The regions that images are copied to."""
    del graph
    path = "replicationConfiguration.rules"
    rules = found.items(path)
    if isinstance(rules, Unknown):
        yield Copy(resource=found, provider="aws", region=Seen(rules, path, found.urn))
        return
    for index, rule in enumerate(rules):
        targets = dig(rule, "destinations")
        if isinstance(targets, Unknown):
            at = f"{path}[{index}].destinations"
            yield Copy(resource=found, provider="aws", region=Seen(targets, at, found.urn))
        for position in range(len(targets) if isinstance(targets, list) else 0):
            at = f"{path}[{index}].destinations[{position}].region"
            yield Copy(resource=found, provider="aws", region=found.text(at))


# ECS ---------------------------------------------------------------------------------------------


@facts_of("aws:ecs/taskDefinition:TaskDefinition")
def task(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """The environment of its containers, and whether they mount files over TLS."""
    del graph
    yield ClearSecret(resource=found, clear=tuple(documents(found, "containerDefinitions")))
    volumes = found.items("volumes")
    if isinstance(volumes, Unknown):
        yield Endpoint(resource=found, transit=(Seen(volumes, "volumes", found.urn),))
        return
    transit = [
        _mounted(found, f"volumes[{index}].efsVolumeConfiguration") for index in range(len(volumes))
    ]
    yield Endpoint(resource=found, transit=tuple(one for one in transit if one is not None))


def _mounted(found: Resource, path: str) -> Seen[str] | None:
    if found.get(path) is ABSENT:
        return None
    why = message(N_("the task mounts the file system without TLS"))
    mode = found.text(f"{path}.transitEncryption", default="DISABLED")
    return mode.map(lambda said: "1.2" if said == "ENABLED" else "plain").because(why)


@facts_of("aws:ecs/service:Service")
def service(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Tasks that replace each other, and the addresses that they get."""
    data_class = data_class_of(found, graph)
    address = found.flag("networkConfiguration.assignPublicIp", default=False)
    yield Machine(resource=found, data_class=data_class, public_address=(address,))
    path = "networkConfiguration.subnets"
    if found.has(path):
        yield Service(
            resource=found, data_class=data_class, zones=(in_several_zones(found, path, graph),)
        )


# EKS ---------------------------------------------------------------------------------------------


@facts_of(_EKS)
def kubernetes(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """A cluster: its secrets under AWS's key unless one is named, its API public unless closed."""
    yield Store(
        resource=found,
        kind=StoreKind.SECRETS,
        data_class=data_class_of(found, graph),
        encryption=(
            Encryption(
                encrypted=found.says(value=True, at="encryptionConfig"),
                owner=key_owner(found, "encryptionConfig.provider.keyArn", graph),
            ),
        ),
        backups_possible=False,
    )
    public = found.flag("vpcConfig.endpointPublicAccess", default=True)
    if public.value is not False:
        yield Opening(
            resource=found,
            inbound=True,
            group=found.urn,
            ports=Seen(Ports(protocol="tcp", ranges=HTTPS), public.at, found.urn),
            sources=_allowed(found, public),
        )


def _allowed(found: Resource, public: Seen[bool]) -> Seen[tuple[str, ...]]:
    path = "vpcConfig.publicAccessCidrs"
    if isinstance(public.value, Unknown):
        return Seen(public.value, public.at, found.urn)
    items = found.items(path)
    if isinstance(items, Unknown):
        return Seen(items, path, found.urn)
    if any(not isinstance(item, str) for item in items):
        return Seen(Unknown("a range that is an output"), path, found.urn)
    known = tuple(str(item) for item in items)
    return Seen(known or (_EVERY_ADDRESS,), path, found.urn, default=not known)


@facts_of("aws:eks/nodeGroup:NodeGroup")
def nodes(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Nodes: a launch template says everything; without one the disk follows the account."""
    data_class = data_class_of(found, graph)
    yield Service(
        resource=found, data_class=data_class, zones=(in_several_zones(found, "subnetIds", graph),)
    )
    yield from _remote_access(found)
    if not found.has("launchTemplate"):
        yield _own_disks(found, "launchTemplate", graph)


@facts_of("aws:batch/computeEnvironment:ComputeEnvironment")
def batch_machines(found: Resource, graph: ResourceGraph) -> Iterator[Fact]:
    """Machines that Batch starts for its jobs, as a launch template says; Fargate needs none."""
    template = "computeResources.launchTemplate"
    kind = found.get("computeResources.type")
    if kind in ("EC2", "SPOT") and not found.has(template):
        yield _own_disks(found, template, graph)


def _own_disks(found: Resource, template: str, graph: ResourceGraph) -> Store:
    """The disks of machines without a launch template: they follow the account's default."""
    on = Seen(default_on(found, graph), template, found.urn, default=True)
    owner: Seen[KeyOwner] = on.map(lambda said: KeyOwner.PROVIDER if said else KeyOwner.NOBODY)
    return Store(
        resource=found,
        kind=StoreKind.MACHINE_DISK,
        data_class=data_class_of(found, graph),
        encryption=(Encryption(encrypted=on, owner=owner),),
        backups_possible=False,
    )


def _remote_access(found: Resource) -> Iterator[Opening]:
    """A key without groups that may use it opens the nodes to everybody (EKS API reference)."""
    key, groups = "remoteAccess.ec2SshKey", "remoteAccess.sourceSecurityGroupIds"
    held = found.items(groups)
    if not found.has(key) or (not isinstance(held, Unknown) and held):
        return
    windows = str(found.get("amiType")).upper().startswith("WINDOWS")
    ports = Ports(protocol="tcp", ranges=_REMOTE_DESKTOP if windows else _SSH)
    sources = held if isinstance(held, Unknown) else (_EVERY_ADDRESS,)
    yield Opening(
        resource=found,
        inbound=True,
        group=found.urn,
        ports=Seen(ports, key, found.urn),
        sources=Seen(sources, groups, found.urn, default=not isinstance(held, Unknown)),
    )
