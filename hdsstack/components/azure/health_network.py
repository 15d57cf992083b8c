"""The private network: one group per zone of use, closed by default, private endpoints."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.account import Account
from hdsstack.components.azure.closed_account import closed_account
from hdsstack.components.azure.log_store import LogStore
from hdsstack.components.azure.names import NamesInside
from hdsstack.components.contract import HealthNetworkArgs
from hdsstack.components.part import Part
from hdsstack.planning.plan import AddressPlan

_LAST_PRIORITY = 4096
# Azure fixes the names of two subnets, and refuses a group on the gateway's.
_FIXED_NAMES = {"bastion": "AzureBastionSubnet", "gateway": "GatewaySubnet"}
_DELEGATIONS = {
    "database": "Microsoft.DBforPostgreSQL/flexibleServers",
    "front": "Microsoft.Network/applicationGateways",
}

# Azure refuses a group on the bastion's subnet that keeps its own probes out.
_PROBES = {
    "name": "probes-of-azure",
    "description": "Probes of Azure's own load balancer",
    "priority": 4000,
    "access": "Allow",
    "direction": "Inbound",
    "protocol": "Tcp",
    "source_address_prefix": "AzureLoadBalancer",
    "source_port_range": "*",
    "destination_address_prefix": "*",
    "destination_port_range": "443",
}


class HealthNetwork(Part):
    """A network closed by default: a flow opens only what the register lists (HDS-NET-009)."""

    plan: AddressPlan

    def __init__(
        self,
        name: str,
        args: HealthNetworkArgs,
        *,
        account: Account,
        logs: LogStore,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, account, opts)
        self.plan = args.plan
        self.account = account
        self.tags = account.tags("technical", "3")
        network = azure.network.VirtualNetwork(
            f"{name}-network",
            virtual_network_name=account.called("resource-group", "network"),
            resource_group_name=account.group,
            location=account.args.region,
            address_space={"address_prefixes": [args.plan.cloud]},
            tags=self.tags,
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = network.id
        self.network_name: pulumi.Output[str] = network.name
        logs.trace(self, f"{name}-network", network.id)
        self._trace_flows(logs)
        uses = [subnet.name for subnet in args.plan.subnets]
        self.groups = {use: self._group(use, logs) for use in uses if use != "gateway"}
        self.subnets = {
            subnet.name: self._subnet(subnet.name, subnet.range) for subnet in args.plan.subnets
        }
        self.names = NamesInside(f"{name}-names", network=self)
        self.names.endpoint(f"{logs.keys.name}-vault", logs.keys.vault, "vault", parent=self)
        self.register_outputs({"id": self.id})

    def _subnet(self, use: str, cidr: str) -> pulumi.Output[str]:
        delegated = _DELEGATIONS.get(use)
        subnet = azure.network.Subnet(
            f"{self.name}-{use}",
            subnet_name=_FIXED_NAMES.get(use, use),
            resource_group_name=self.account.group,
            virtual_network_name=self.network_name,
            address_prefix=cidr,
            default_outbound_access=False,
            network_security_group={"id": self.group_ids[use]} if use in self.groups else None,
            delegations=[{"name": use, "service_name": delegated}] if delegated else None,
            opts=self.here(),
        )
        made: pulumi.Output[str] = subnet.id
        return made

    def _group(self, use: str, logs: LogStore) -> pulumi.Output[str]:
        """A group that denies everything, before any opening (HDS-NET-002, HDS-NET-006)."""
        group = azure.network.NetworkSecurityGroup(
            f"{self.name}-{use}-group",
            network_security_group_name=self.account.called("resource-group", use),
            resource_group_name=self.account.group,
            location=self.account.args.region,
            security_rules=[
                *([_PROBES] if use == "bastion" else []),
                _nothing_else("Inbound"),
                _nothing_else("Outbound"),
            ],
            tags=self.tags,
            opts=self.here(),
        )
        logs.trace(self, f"{self.name}-{use}-group", group.id)
        self.group_ids = {**getattr(self, "group_ids", {}), use: group.id}
        made: pulumi.Output[str] = group.name
        return made

    def _trace_flows(self, logs: LogStore) -> None:
        region = self.account.args.region
        store = closed_account(
            self,
            f"{self.name}-flows",
            account=self.account,
            keys=logs.keys,
            tags=self.account.tags("technical", "5"),
        )
        azure.network.FlowLog(
            f"{self.name}-flow-log",
            flow_log_name="hds",
            resource_group_name="NetworkWatcherRG",
            network_watcher_name=f"NetworkWatcher_{region}",
            location=region,
            target_resource_id=self.id,
            storage_id=store.id,
            enabled=True,
            retention_policy={"enabled": True, "days": logs.args.retention_days},
            tags=self.tags,
            opts=self.here(),
        )


def _nothing_else(direction: str) -> dict[str, object]:
    return {
        "name": f"nothing-else-{direction.lower()}",
        "description": "Nothing else than the flow register opens",
        "priority": _LAST_PRIORITY,
        "access": "Deny",
        "direction": direction,
        "protocol": "*",
        "source_address_prefix": "*",
        "source_port_range": "*",
        "destination_address_prefix": "*",
        "destination_port_range": "*",
    }
