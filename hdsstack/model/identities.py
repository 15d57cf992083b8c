"""The names by which ids, ARNs and other resources speak of a resource."""

from collections.abc import Iterator
from functools import lru_cache

from hdsstack.model.resource import Resource
from hdsstack.model.values import Secret, Value

# Inputs that carry the name by which other resources, ids and ARNs speak of a resource.
NAME_INPUTS = (
    "name",
    "bucket",
    "identifier",
    "clusterIdentifier",
    "accountName",
    "vaultName",
    "serverName",
    "workspaceName",
    "resourceGroupName",
    "virtualNetworkName",
    "networkSecurityGroupName",
    "keyName",
    "clusterName",
    "resourceName",
    "registryName",
    "containerName",
    "policyName",
    "domainName",
    "creationToken",
    "vmName",
    "databaseName",
    "diskEncryptionSetName",
    "managedInstanceName",
)

# Kinds whose own name stands under another word, by which what sits in them names them.
_CALLED = {
    "afdendpoint": "endpointName",
    "apimanagementservice": "serviceName",
    "capacitypool": "poolName",
    "capacitypoolvolume": "volumeName",
    "configurationstore": "configStoreName",
    "dedicatedhostgroup": "hostGroupName",
    "expressroutecircuit": "circuitName",
    "fileshare": "shareName",
    "grafana": "workspaceName",
    "managedenvironment": "environmentName",
    "onlineendpoint": "endpointName",
    "redisenterprise": "clusterName",
    "resourceguard": "resourceGuardsName",
    "service": "searchServiceName",
    "streamingjob": "jobName",
    "virtualmachinescaleset": "vmScaleSetName",
    "vpngateway": "gatewayName",
}

# Outputs by which a state's other resources speak of a resource: what the cloud calls it and where
# it answers. What is an input too (the endpoint of a subscription) is another resource's.
OWN_OUTPUTS = frozenset(
    {
        "arn",
        "id",
        "keyId",
        "qualifiedArn",
        "invokeArn",
        "arnSuffix",
        "url",
        "repositoryUrl",
        "dnsName",
        "address",
        "endpoint",
        "primaryEndpointAddress",
        "bucketDomainName",
        "bucketRegionalDomainName",
        "apiEndpoint",
        "functionUrl",
        "fullyQualifiedDomainName",
        "defaultHostName",
        "loginServer",
    }
)


OUTER = "resourceName"


def identities(resource: Resource) -> Iterator[str]:
    """The literal ids, ARNs, names and addresses of a resource.

    An input such as `backupPolicyName` of a BackupPolicy, too, is the resource's own name.
    """
    inputs, outputs = resource.inputs, resource.outputs
    found = {resource.id}
    found.update(_text(outputs[key]) for key in OWN_OUTPUTS & outputs.keys() - inputs.keys())
    names = [key for key in _own_names(resource.type) if key != OUTER or not sits_in(resource)]
    names += [key for key in inputs if key.endswith("Name") and _named_for(resource.type, key)]
    for held in (inputs, outputs) if outputs else (inputs,):
        found.update(_text(held[key]) for key in names if key in held)
    yield from (one for one in found if one)


@lru_cache(maxsize=8192)
def _named_for(token: str, key: str) -> bool:
    """Whether an input is the name of this very kind: `backupPolicyName` of a BackupPolicy."""
    return key.lower() == f"{token.rsplit(':', 1)[-1]}Name".lower()


def sits_in(resource: Resource) -> bool:
    """Whether `resourceName` names what this resource sits in, as it has a name of its own kind."""
    kind = resource.type.rsplit(":", 1)[-1].lower()
    others = (key for key in resource.inputs if key not in (OUTER, "resourceGroupName"))
    stems = (key.lower().removesuffix("name") for key in others if key.lower().endswith("name"))
    return OUTER in resource.inputs and any(kind.endswith(stem) for stem in stems)


def _text(value: Value) -> str | None:
    value = value.value if isinstance(value, Secret) else value
    return value if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _own_names(token: str) -> tuple[str, ...]:
    """The inputs that name a resource of this type itself, and not the parent that it sits in."""
    kind = token.rsplit(":", 1)[-1].lower()
    called = _CALLED.get(kind)
    known = tuple(key for key in NAME_INPUTS if _own_name(kind, key))
    return (*known, called) if called else known


def _own_name(kind: str, key: str) -> bool:
    if key in ("name", "identifier", "resourceName", "domainName", "creationToken"):
        return True
    if key == "bucket":
        return kind in ("bucket", "directorybucket")
    if key == "clusterIdentifier":
        return kind == "cluster"
    stem = key.removesuffix("Name").lower()
    return (
        kind.endswith(stem)
        or (stem == "account" and kind.endswith("account"))
        or (stem == "vm" and kind == "virtualmachine")
    )
