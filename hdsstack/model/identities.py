"""The names by which ids, ARNs and other resources speak of a resource."""

from collections.abc import Iterator
from functools import lru_cache

from hdsstack.model.resource import Resource
from hdsstack.model.values import Secret

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


def identities(resource: Resource) -> Iterator[str]:
    """The literal ids, ARNs and names of a resource."""
    seen: set[str] = set()
    if resource.id:
        seen.add(resource.id)
    for key in ("arn", "id"):
        if isinstance(value := resource.outputs.get(key), str):
            seen.add(value)
    for key in _own_names(resource.type):
        for held in (resource.inputs, resource.outputs):
            value = held.get(key)
            value = value.value if isinstance(value, Secret) else value
            if isinstance(value, str):
                seen.add(value)
    yield from seen


@lru_cache(maxsize=4096)
def _own_names(token: str) -> tuple[str, ...]:
    """The inputs that name a resource of this type itself, and not the parent that it sits in."""
    kind = token.rsplit(":", 1)[-1].lower()
    return tuple(key for key in NAME_INPUTS if _own_name(kind, key))


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
