"""Recording a few lines of program with components in it, as the engine would be asked for them."""

from pathlib import Path

from hdsstack.engine.program import record_here
from hdsstack.engine.project import Configuration
from hdsstack.model.graph import Resource, ResourceGraph

HEADS = {
    "aws": """\
import pulumi
from hdsstack.components.aws import *
from hdsstack.components.contract import *
from hdsstack.planning.plan import AddressPlan
from hdsstack.planning.subnets import Subnet

account = Account("account", AccountArgs(
    establishment="ch-exemple", environment="prod", owner="dsi", region="eu-west-3",
    second_region="eu-central-1", account="111111111111",
))
keys = HealthKeys("keys", account=account)
logs = LogStore("logs", LogStoreArgs(retention_days=365), account=account, keys=keys)
plan = AddressPlan(
    cloud="10.62.0.0/20",
    subnets=tuple(
        Subnet(use, f"10.62.{rank}.{half}/25", zone)
        for rank, use in enumerate(("front", "application", "database", "files", "endpoints"))
        for zone, half in (("a", 0), ("b", 128))
    ),
    sites={"ward": ("10.61.0.0/16",)},
    administration=("10.61.250.0/24",),
)
network = HealthNetwork("network", HealthNetworkArgs(plan=plan), account=account, logs=logs)
site = Site(account=account, keys=keys, logs=logs, network=network)
""",
    "azure": """\
import pulumi
from hdsstack.components.azure import *
from hdsstack.components.contract import *
from hdsstack.planning.plan import AddressPlan
from hdsstack.planning.subnets import Subnet

account = Account("account", AccountArgs(
    establishment="ch-exemple", environment="prod", owner="dsi", region="francecentral",
    second_region="francesouth", account="00000000-0000-0000-0000-000000000001",
    tenant="00000000-0000-0000-0000-0000000000aa",
))
keys = HealthKeys("keys", account=account)
logs = LogStore("logs", LogStoreArgs(retention_days=365), account=account, keys=keys)
plan = AddressPlan(
    cloud="10.62.0.0/20",
    subnets=tuple(
        Subnet(use, f"10.62.{rank}.0/25")
        for rank, use in enumerate(
            ("front", "application", "database", "files", "endpoints", "bastion", "gateway")
        )
    ),
    sites={"ward": ("10.61.0.0/16",)},
    administration=("10.61.250.0/24",),
)
network = HealthNetwork("network", HealthNetworkArgs(plan=plan), account=account, logs=logs)
site = Site(account=account, keys=keys, logs=logs, network=network)
""",
}
CONFIGURATION = {
    "aws": {"aws:region": "eu-west-3"},
    "azure": {"hdsstack:machineKey": "ssh-ed25519 AAAA hds"},
}


def recorded(folder: Path, provider: str, lines: str) -> ResourceGraph:
    """The graph of a foundation and of `lines` after it."""
    program = folder / "__main__.py"
    program.write_text(HEADS[provider] + lines, encoding="utf-8")
    return record_here(
        program,
        root=folder,
        project="hdsstack",
        stack="ch-exemple-prod",
        configuration=Configuration(values=CONFIGURATION[provider]),
    )


def of(graph: ResourceGraph, kind: str) -> list[Resource]:
    """The resources whose type ends with `kind`, in order."""
    return [resource for resource in graph.resources if resource.type.endswith(kind)]
