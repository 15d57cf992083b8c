"""The types that readers name exist, and what they join is known."""

import re
from pathlib import Path

import pulumi_azure_native
import pytest

from hdsstack import catalog
from hdsstack.facts import readers
from hdsstack.facts.azure.place import taggable

# Gone from azure-native 3, still in older programs.
OLD = {
    "azure-native:dbformysql:ServerKey",
    "azure-native:dbformysql:VirtualNetworkRule",
    "azure-native:dbforpostgresql:ServerKey",
    "azure-native:dbforpostgresql:VirtualNetworkRule",
}
# The forty types that public azure-native programs use most.
COMMON = """
app:ContainerApp applicationinsights:Component authorization:RoleAssignment cdn:AFDOrigin
cdn:AFDOriginGroup cdn:Route compute:VirtualMachine containerinstance:ContainerGroup
containerregistry:Registry containerservice:ManagedCluster dbforpostgresql:Database
dbforpostgresql:FirewallRule dbforpostgresql:Server dns:RecordSet keyvault:Secret keyvault:Vault
managedidentity:UserAssignedIdentity monitor:DiagnosticSetting monitor:PrivateLinkScopedResource
network:NetworkInterface network:NetworkSecurityGroup network:PrivateDnsZoneGroup
network:PrivateEndpoint network:PublicIPAddress network:Route network:RouteTable network:Subnet
network:VirtualNetwork network:VirtualNetworkPeering operationalinsights:Workspace
privatedns:PrivateRecordSet privatedns:PrivateZone privatedns:VirtualNetworkLink
resources:ResourceGroup storage:Blob storage:BlobContainer storage:FileShare
storage:StorageAccount web:AppServicePlan web:WebApp
"""


@pytest.fixture(scope="module")
def declared() -> dict[str, str]:
    """Type tokens of the SDK, each with the source of its class."""
    home = Path(str(pulumi_azure_native.__file__)).parent
    found: dict[str, str] = {}
    for path in home.glob("*/*.py"):
        if path.name.startswith(("_", "get_", "list_")) or path.name == "outputs.py":
            continue
        text = path.read_text(encoding="utf-8")
        if match := re.search(r"__self__\)\.__init__\(\s*'(azure-native:[^']+)'", text):
            found[match[1]] = text
    return found


def test_every_type_read_exists(declared: dict[str, str]) -> None:
    known = readers("azure-native")
    named = (set(known.by_type) | known.joined) - OLD
    assert named - set(declared) == set()


def test_every_taggable_type_has_a_location_and_tags(declared: dict[str, str]) -> None:
    for token in taggable():
        arguments = re.search(r"def __init__\(__self__,(.*?)\):", declared[token], re.DOTALL)
        assert arguments, token
        assert "tags:" in arguments[1], token
        assert "location:" in arguments[1], token


@pytest.mark.parametrize("name", COMMON.split())
def test_the_common_types_are_understood(name: str) -> None:
    known = readers("azure-native")
    token = f"azure-native:{name}"
    read = token in known.by_type or token in known.joined
    assert read or catalog.cannot_hold_data(token)
