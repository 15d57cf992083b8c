"""The TLS entrance of an application: a gateway in every zone."""

import ipaddress

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.application_machines import ApplicationMachines
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import EntryPointArgs
from hdsstack.components.part import Part

# TLS 1.3, and 1.2 with forward secrecy (HDS-CRY-006).
_TLS_POLICY = {"policy_type": "Predefined", "policy_name": "AppGwSslPolicy20220101S"}
_TLS_PORT = 443
_FRONT_ADDRESS = 10
_PROBE = {
    "name": "health",
    "protocol": "Https",
    "path": "/",
    "interval": 30,
    "timeout": 30,
    "unhealthy_threshold": 3,
    "pick_host_name_from_backend_http_settings": True,
}


class EntryPoint(Part):
    """A private application gateway that speaks TLS on both sides."""

    def __init__(
        self,
        name: str,
        args: EntryPointArgs,
        *,
        site: Site,
        machines: ApplicationMachines,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.gateway_name = site.account.called("resource-group", name)
        self.args = args
        self.site = site
        gateway = azure.network.ApplicationGateway(
            name,
            application_gateway_name=self.gateway_name,
            resource_group_name=site.account.group,
            location=site.account.args.region,
            zones=["1", "2", "3"],
            sku={"name": "Standard_v2", "tier": "Standard_v2"},
            autoscale_configuration={"min_capacity": 2, "max_capacity": 10},
            identity={"type": "UserAssigned", "user_assigned_identities": [site.account.identity]},
            **self._front(),
            **self._back(machines),
            tags=site.account.tags(args.data_class, "3 4"),
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = gateway.id
        site.logs.trace(self, name, gateway.id)
        self.measured = {"gateway": self.id}
        self.register_outputs({"id": self.id})

    def _front(self) -> dict[str, object]:
        """Where users come in: one private address, one TLS port, one certificate."""
        subnet = {"id": self.site.network.subnets["front"]}
        front = ipaddress.ip_network(self.site.network.plan.of("front")[0].range)
        return {
            "gateway_ip_configurations": [{"name": "inside", "subnet": subnet}],
            "frontend_ip_configurations": [
                {
                    "name": "private",
                    "subnet": subnet,
                    "private_ip_allocation_method": "Static",
                    "private_ip_address": str(front.network_address + _FRONT_ADDRESS),
                }
            ],
            "frontend_ports": [{"name": "tls", "port": _TLS_PORT}],
            "ssl_policy": _TLS_POLICY,
            "ssl_certificates": [{"name": "entry", "key_vault_secret_id": self.args.certificate}],
            "http_listeners": [
                {
                    "name": "tls",
                    "protocol": "Https",
                    "frontend_ip_configuration": self._own("frontendIPConfigurations", "private"),
                    "frontend_port": self._own("frontendPorts", "tls"),
                    "ssl_certificate": self._own("sslCertificates", "entry"),
                }
            ],
        }

    def _back(self, machines: ApplicationMachines) -> dict[str, object]:
        """The machines behind, reached over TLS, and whether they answer."""
        addresses = [{"ip_address": text} for text in machines.addresses]
        return {
            "backend_address_pools": [{"name": "machines", "backend_addresses": addresses}],
            "probes": [_PROBE],
            "backend_http_settings_collection": [
                {
                    "name": "tls",
                    "port": self.args.port,
                    "protocol": "Https",
                    "pick_host_name_from_backend_address": True,
                    "probe": self._own("probes", "health"),
                }
            ],
            "request_routing_rules": [
                {
                    "name": "everything",
                    "rule_type": "Basic",
                    "priority": 100,
                    "http_listener": self._own("httpListeners", "tls"),
                    "backend_address_pool": self._own("backendAddressPools", "machines"),
                    "backend_http_settings": self._own("backendHttpSettingsCollection", "tls"),
                }
            ],
        }

    def _own(self, kind: str, name: str) -> dict[str, pulumi.Output[str]]:
        """A reference to a part of this same gateway: Azure names it by its future id."""
        tail = f"/providers/Microsoft.Network/applicationGateways/{self.gateway_name}/{kind}/{name}"
        return {"id": pulumi.Output.concat(self.site.account.group_id, tail)}
