"""Private endpoints, and the names under which machines find them."""

from typing import TYPE_CHECKING

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.part import Part

if TYPE_CHECKING:
    from hdsstack.components.azure.health_network import HealthNetwork

# Azure's own names of its private link zones, by kind of sub-resource.
_ZONES = {
    "blob": "privatelink.blob.core.windows.net",
    "file": "privatelink.file.core.windows.net",
    "vault": "privatelink.vaultcore.azure.net",
}


class NamesInside(Part):
    """The private DNS zones of the network."""

    def __init__(self, name: str, *, network: "HealthNetwork") -> None:
        super().__init__(name, network.account, pulumi.ResourceOptions(parent=network))
        self.network = network
        self.account = network.account
        self.zones = {kind: self._zone(kind, zone) for kind, zone in _ZONES.items()}
        database = f"{self.account.called('postgres')}.private.postgres.database.azure.com"
        self.zones["postgres"] = self._zone("postgres", database)
        self.register_outputs({})

    def _zone(self, kind: str, zone: str) -> pulumi.Output[str]:
        made = azure.privatedns.PrivateZone(
            f"{self.name}-{kind}",
            private_zone_name=zone,
            resource_group_name=self.account.group,
            location="Global",
            tags=self.network.tags,
            opts=self.here(),
        )
        azure.privatedns.VirtualNetworkLink(
            f"{self.name}-{kind}-link",
            virtual_network_link_name="hds",
            private_zone_name=made.name,
            resource_group_name=self.account.group,
            location="Global",
            virtual_network={"id": self.network.id},
            registration_enabled=False,
            tags=self.network.tags,
            opts=self.here(),
        )
        zone_id: pulumi.Output[str] = made.id
        return zone_id

    def endpoint(
        self,
        name: str,
        service: pulumi.Input[str],
        kind: str,
        *,
        parent: Part,
        zone: str = "endpoints",
    ) -> None:
        """A private endpoint of `service` in a zone of use, under its usual name."""
        endpoint = azure.network.PrivateEndpoint(
            f"{name}-{kind}-endpoint",
            private_endpoint_name=f"{name}-{kind}",
            resource_group_name=self.account.group,
            location=self.account.args.region,
            subnet={"id": self.network.subnets[zone]},
            private_link_service_connections=[
                {"name": kind, "private_link_service_id": service, "group_ids": [kind]}
            ],
            tags=self.network.tags,
            opts=parent.here(),
        )
        azure.network.PrivateDnsZoneGroup(
            f"{name}-{kind}-name",
            private_dns_zone_group_name="default",
            private_endpoint_name=endpoint.name,
            resource_group_name=self.account.group,
            private_dns_zone_configs=[{"name": kind, "private_dns_zone_id": self.zones[kind]}],
            opts=parent.here(),
        )
