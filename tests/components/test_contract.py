"""What the components of both clouds promise in common."""

import importlib
import re
from collections.abc import Iterator, Mapping

import pytest

from hdsstack.components import aws, azure
from hdsstack.components.part import BACKED
from hdsstack.model.graph import Resource, ResourceGraph
from hdsstack.model.values import Ref
from tests.blueprints.references import REFERENCES, reference

TAGS = (
    "hds:establishment",
    "hds:environment",
    "hds:data-class",
    "hds:owner",
    "hds:activities",
)
KEEPERS = re.compile(
    r"(s3/bucket:Bucket|rds/instance:Instance|efs/fileSystem:FileSystem|ec2/instance:Instance"
    r"|kms/key:Key|backup/vault:Vault|keyvault:Key|keyvault:Vault|storage:StorageAccount"
    r"|dbforpostgresql:Server|compute:VirtualMachine|dataprotection:BackupVault"
    r"|recoveryservices:Vault|resources:ResourceGroup)$"
)


def made(slug: str) -> Iterator[Resource]:
    """The custom resources of a reference, without its providers."""
    for resource in reference(slug).resources:
        if resource.custom and not resource.type.startswith("pulumi:"):
            yield resource


def test_both_clouds_have_the_same_parts() -> None:
    """A program reads the same; only AWS has a resource that tests restores."""
    assert set(aws.__all__) - {"RestoreTest"} == set(azure.__all__)


@pytest.mark.parametrize("provider", ["aws", "azure"])
def test_every_exported_name_exists(provider: str) -> None:
    module = importlib.import_module(f"hdsstack.components.{provider}")
    assert [name for name in module.__all__ if not hasattr(module, name)] == []


@pytest.mark.parametrize("slug", REFERENCES)
def test_every_resource_has_a_parent_and_an_explicit_provider(slug: str) -> None:
    lost = [row.name for row in made(slug) if row.parent is None or row.provider is None]
    assert lost == []


@pytest.mark.parametrize("slug", REFERENCES)
def test_what_holds_health_data_or_keys_is_protected(slug: str) -> None:
    keepers = [row for row in made(slug) if KEEPERS.search(row.type)]
    assert len(keepers) >= 9
    assert [row.name for row in keepers if not row.protect] == []


@pytest.mark.parametrize("slug", REFERENCES)
def test_tags_are_whole_wherever_there_are_tags(slug: str) -> None:
    for row in made(slug):
        if isinstance(tags := row.inputs.get("tags"), Mapping):
            assert set(TAGS) <= set(tags), row.name


@pytest.mark.parametrize("slug", REFERENCES)
def test_no_key_of_an_input_stays_in_python_spelling(slug: str) -> None:
    """Where an input takes one of several shapes the SDK translates no key of a dictionary."""
    left = [f"{row.name}: {path}" for row in made(slug) for path in _snakes(row.inputs)]
    assert left == []


def _snakes(value: object, path: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            where = f"{path}.{key}"
            if "_" in key and not path.startswith(".tags"):
                yield where
            yield from _snakes(inner, where)
    elif isinstance(value, list):
        for inner in value:
            yield from _snakes(inner, path)


@pytest.mark.parametrize("slug", REFERENCES)
def test_every_store_of_health_data_says_that_it_is_backed_up(slug: str) -> None:
    held = [
        row
        for row in made(slug)
        if KEEPERS.search(row.type) and row.get("tags.hds:data-class") == "dscp"
    ]
    assert len(held) >= 4
    for row in held:
        tags = row.inputs["tags"]
        assert isinstance(tags, Mapping)
        assert BACKED.items() <= tags.items()


@pytest.mark.parametrize("slug", REFERENCES)
def test_every_opening_says_which_flow_it_serves(slug: str) -> None:
    rules = [row for row in made(slug) if row.type.endswith("Rule") and "lertRule" not in row.type]
    openings = [row for row in rules if "ecurityGroup" in row.type or "SecurityRule" in row.type]
    assert len(openings) >= 9
    for row in openings:
        description = row.inputs["description"]
        assert isinstance(description, str)
        assert re.fullmatch(r"[a-z0-9-]+: \S.*", description)


@pytest.mark.parametrize("slug", ["ch-bapaume", "petite-clinique"])
def test_no_way_leads_to_the_internet_on_aws(slug: str) -> None:
    kinds = {row.type for row in made(slug)}
    assert not any("internetGateway" in kind or "natGateway" in kind for kind in kinds)


def test_two_links_share_the_gateway_that_a_network_has() -> None:
    graph: ResourceGraph = reference("ch-bapaume")
    tunnels = [row for row in graph.resources if row.type.endswith(":VpnConnection")]
    gateways = {row.inputs["vpnGatewayId"] for row in tunnels}
    assert len(tunnels) == 2
    assert len(gateways) == 1
    assert isinstance(gateways.pop(), Ref)
