"""Every property name that a reader of facts asks for is one that the SDK knows.

A reader that misspells a property sees nothing, and takes the provider's default for the truth. The
cases of all controls, the reference stacks and a resource of every type that has readers go through
them with resources that write down what is read; each name, nested ones included, is then looked
for in the SDK's own classes.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from hdsstack.engine.resources import resources_of
from hdsstack.facts import readers
from hdsstack.facts.azure.joins import PARENT_NAMES
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.identities import NAME_INPUTS
from tests.cases import PROJECT, STACK, Builder, load
from tests.facts.sdk import PACKAGES, arguments, exists, skeleton
from tests.facts.watching import Reads, reads_of
from tests.sabotage.stacks import recorded, slugs

CASES = Path(__file__).parent.parent / "controls"

# Asked of every type, whether it has them or not: account, place, tags, and names of parents.
EVERYWHERE = frozenset(
    {"accountId", "location", "region", "tags", "tagSpecifications", *NAME_INPUTS, *PARENT_NAMES}
)

_SINGLE_SERVER = (
    "properties",
    "properties.administratorLoginPassword",
    "properties.minimalTlsVersion",
    "properties.publicNetworkAccess",
    "properties.sslEnforcement",
    "properties.storageProfile",
    "properties.storageProfile.backupRetentionDays",
    "properties.storageProfile.geoRedundantBackup",
)

# Inputs of older majors, which programs of today may still use.
OLDER: Mapping[str, Iterable[str]] = {
    # azure-native 1 and 2: the single server.
    "azure-native:dbforpostgresql:Server": _SINGLE_SERVER,
    "azure-native:dbformysql:Server": _SINGLE_SERVER,
    # azure-native 2.
    "azure-native:healthcareapis:Workspace": ("properties", "properties.publicNetworkAccess"),
    # azure-native 2: flat.
    "azure-native:security:DefenderForStorage": ("isEnabled",),
    # API versions after the default one of azure-native 3.
    "azure-native:cosmosdb:MongoCluster": ("publicNetworkAccess",),
    "azure-native:eventhub:Namespace": ("geoDataReplication", "geoDataReplication.locations"),
}

# One function reads several types, of which others have the property.
SHARED: Mapping[str, Iterable[str]] = {
    # Basic selectors and advanced ones, of trails and of event stores.
    "aws:cloudtrail/trail:Trail": (
        "advancedEventSelectors.dataResources",
        "eventSelectors.fieldSelectors",
    ),
    "aws:cloudtrail/eventDataStore:EventDataStore": (
        "advancedEventSelectors.dataResources",
        "eventSelectors",
    ),
    # Disks: an image's root disk, those of templates below `ebs`, those of launch configurations.
    "aws:ec2/instance:Instance": ("rootBlockDevice.snapshotId",),
    "aws:ec2/launchConfiguration:LaunchConfiguration": (
        "ebsBlockDevices.kmsKeyId",
        "rootBlockDevice.kmsKeyId",
        "rootBlockDevice.snapshotId",
    ),
    "aws:ec2/launchTemplate:LaunchTemplate": (
        "blockDeviceMappings.encrypted",
        "blockDeviceMappings.kmsKeyId",
        "blockDeviceMappings.snapshotId",
        "userDataBase64",
    ),
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest": (
        "primaryNetworkInterface",
        "rootBlockDevice.snapshotId",
    ),
    "aws:ebs/snapshotImport:SnapshotImport": ("snapshotId",),
    "aws:ec2/ami:Ami": ("ebsBlockDevices.kmsKeyId",),
    # Groups of replicas.
    "aws:elasticache/cluster:Cluster": ("transitEncryptionMode",),
    # The policies of roles.
    "aws:iam/groupPolicy:GroupPolicy": ("role",),
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ("role",),
    "aws:iam/policy:Policy": ("role",),
    "aws:iam/policyAttachment:PolicyAttachment": ("role",),
    "aws:iam/userPolicy:UserPolicy": ("role",),
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ("role",),
    # The access list and the lifecycle within a bucket, and as resources of their own.
    "aws:s3/bucket:Bucket": (
        "accessControlPolicy",
        "accessControlPolicy.grants",
        "grants.grantee",
        "grants.grantee.uri",
        "lifecycleRules.status",
        # Blocks, that its second version names in the plural.
        "replicationConfiguration.rules.destinations",
        "replicationConfigurations.rules.destination",
        "serverSideEncryptionConfigurations.rules.applyServerSideEncryptionByDefault",
    ),
    "aws:s3/bucketAcl:BucketAcl": ("grants",),
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": (
        "rules.enabled",
        "rules.expirations",
    ),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ("rules.destinations",),
    "aws:s3/directoryBucket:DirectoryBucket": (
        "serverSideEncryptionConfiguration",
        "serverSideEncryptionConfigurations",
    ),
    # Runs of documents, by an association and by a window.
    "aws:ssm/association:Association": (
        "taskInvocationParameters",
        "taskInvocationParameters.runCommandParameters",
        "taskInvocationParameters.runCommandParameters.parameters",
    ),
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask": ("parameters", "parameters.Operation"),
    # Container apps.
    "azure-native:app:Job": ("configuration.ingress",),
    # Extensions and commands of machines.
    "azure-native:compute:VirtualMachineExtension": ("runAsPassword", "source", "source.script"),
    "azure-native:compute:VirtualMachineScaleSetExtension": (
        "runAsPassword",
        "source",
        "source.script",
    ),
    "azure-native:compute:VirtualMachineRunCommandByVirtualMachine": (
        "settings",
        "settings.commandToExecute",
        "settings.script",
    ),
    # Machines, whose disks may be attached.
    "azure-native:compute:VirtualMachineScaleSet": (
        "virtualMachineProfile.storageProfile.dataDisks.managedDisk.id",
        "virtualMachineProfile.storageProfile.osDisk.managedDisk.id",
    ),
    # Rules of firewall policies.
    "azure-native:network:AzureFirewall": ("natRuleCollections.rules.ipProtocols",),
    # The policies and vaults of the other backup service.
    "azure-native:recoveryservices:ProtectionPolicy": ("properties.policyRules",),
    "azure-native:recoveryservices:Vault": ("properties.replicatedRegions",),
    # The other cache.
    "azure-native:redisenterprise:RedisEnterprise": ("zonalAllocationPolicy",),
    # Schedules of machines.
    "azure-native:sql:StartStopManagedInstanceSchedule": ("status",),
}


def _of_cases() -> Iterator[ResourceGraph]:
    for path in sorted(CASES.glob("*/*.yaml")):
        for case in load(path.read_text(encoding="utf-8"))["cases"]:
            yield _graph(Builder(case.get("resources", {}), "recorded").build())
    yield from (recorded(slug).graph for slug in slugs())


def _graph(found: list[dict[str, Any]]) -> ResourceGraph:
    return ResourceGraph(project=PROJECT, stack=STACK, resources=resources_of(found))


def _of_type(kind: str) -> Reads:
    """What is asked of a resource of one type, whose objects are there as soon as they are read."""
    reads: Reads = set()
    asked = -1
    while len(reads) > asked:
        asked = len(reads)
        inputs = skeleton(kind, {path for owner, path in reads if owner == kind})
        one = {"urn": f"urn:pulumi:{STACK}::{PROJECT}::{kind}::one", "type": kind, "inputs": inputs}
        reads |= reads_of(_graph([one]))
    return reads


@pytest.fixture(scope="module")
def reads() -> Reads:
    """What the readers ask of the resources of every case, every stack and every type."""
    found: Reads = set()
    for graph in _of_cases():
        found |= reads_of(graph)
    for package in PACKAGES:
        for kind in readers(package).by_type:
            found |= _of_type(kind)
    return {(kind, path) for kind, path in found if kind.split(":", 1)[0] in PACKAGES}


@pytest.fixture(scope="module")
def unheard(reads: Reads) -> Reads:
    """What the SDKs do not know."""
    return {
        (kind, path)
        for kind, path in reads
        if path not in EVERYWHERE and not _written_in_policy(path) and not _exists(kind, path)
    }


def _exists(kind: str, path: str) -> bool:
    """In the type of today, or in the second version that some types of AWS also have."""
    if exists(kind, path):
        return True
    package, module, name = kind.split(":")
    second = f"{package}:{module}V2:{name}V2"
    return package == "aws" and arguments(second) is not None and exists(second, path)


def _written_in_policy(path: str) -> bool:
    """A policy given as an object: the language of policies is not the SDK's."""
    return path.split(".", 1)[0] in ("policy", "assumeRolePolicy") and "." in path


def _listed(table: Mapping[str, Iterable[str]]) -> Reads:
    return {(kind, path) for kind, paths in table.items() for path in paths}


def test_every_property_that_is_read_exists(unheard: Reads) -> None:
    stray = sorted(unheard - _listed(OLDER) - _listed(SHARED))
    assert not stray, "\n".join(f"{kind}: {path}" for kind, path in stray)


def test_no_exception_is_stale(unheard: Reads) -> None:
    assert sorted((_listed(OLDER) | _listed(SHARED)) - unheard) == []


def test_much_is_read(reads: Reads) -> None:
    assert len(reads) > 2500


def test_a_misspelt_name_is_noticed() -> None:
    assert exists("aws:rds/instance:Instance", "storageEncrypted")
    assert not exists("aws:rds/instance:Instance", "storageEncryption")
    assert exists("aws:ec2/instance:Instance", "metadataOptions.httpTokens")
    assert not exists("aws:ec2/instance:Instance", "metadataOptions.httpToken")
    assert exists("azure-native:network:SecurityRule", "sourceAddressPrefixes")
    assert not exists("azure-native:network:SecurityRule", "sourceAddressPrefixs")
    assert exists("azure-native:authorization:PolicyAssignment", "parameters.chosen.value")
    assert not exists("azure-native:authorization:PolicyAssignment", "parameters.chosen.values")
