"""Machines of one application, in several zones, without public address or password."""

import ipaddress
from collections.abc import Sequence

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.machine_identity import MachineIdentity
from hdsstack.components.azure.site import Site
from hdsstack.components.contract import ApplicationMachinesArgs
from hdsstack.components.part import BACKED, Part

# publisher:offer:sku; Azure's current patch level of a supported system.
_SUPPORTED_IMAGE = "Canonical:ubuntu-24_04-lts:server"
_ZONES = 3
# Azure keeps the first addresses of a subnet.
_FIRST_ADDRESS = 10
_LOCAL_USER = "hds"


class ApplicationMachines(Part):
    """Encrypted machines, patched by the platform, administered through the bastion only."""

    def __init__(
        self,
        name: str,
        args: ApplicationMachinesArgs,
        *,
        site: Site,
        uses: Sequence[Part],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.args = args
        self.site = site
        self.tags = site.account.tags(args.data_class, "3 4", **BACKED)
        self.disks = self._disk_encryption()
        self.identity = MachineIdentity(f"{name}-identity", site=site, parent=self, uses=uses).id
        subnet = ipaddress.ip_network(site.network.plan.of("application")[0].range)
        self.addresses = [
            str(subnet.network_address + _FIRST_ADDRESS + rank) for rank in range(args.count)
        ]
        machines = {
            f"machine/{self._called(rank)}": self._machine(rank, address)
            for rank, address in enumerate(self.addresses)
        }
        self.restored = machines
        self.register_outputs({})

    def _called(self, rank: int) -> str:
        return f"{self.name}-{rank + 1}"

    def _disk_encryption(self) -> pulumi.Output[str]:
        account = self.site.account
        disks = azure.compute.DiskEncryptionSet(
            f"{self.name}-disks",
            disk_encryption_set_name=account.called("resource-group", self.name),
            resource_group_name=account.group,
            location=account.args.region,
            encryption_type="EncryptionAtRestWithPlatformAndCustomerKeys",
            active_key={"key_url": self.site.keys.current},
            rotation_to_latest_key_version_enabled=True,
            identity={"type": "UserAssigned", "user_assigned_identities": [account.identity]},
            tags=account.tags("technical", "3"),
            opts=self.here(after=[self.site.keys]),
        )
        made: pulumi.Output[str] = disks.id
        return made

    def _interface(self, rank: int, address: str) -> pulumi.Output[str]:
        account = self.site.account
        interface = azure.network.NetworkInterface(
            f"{self._called(rank)}-interface",
            network_interface_name=f"{self._called(rank)}-interface",
            resource_group_name=account.group,
            location=account.args.region,
            ip_configurations=[
                {
                    "name": "inside",
                    "subnet": {"id": self.site.network.subnets["application"]},
                    "private_ip_allocation_method": "Static",
                    "private_ip_address": address,
                }
            ],
            tags=account.tags("technical", "3"),
            opts=self.here(),
        )
        made: pulumi.Output[str] = interface.id
        return made

    def _machine(self, rank: int, address: str) -> pulumi.Output[str]:
        account = self.site.account
        machine = azure.compute.VirtualMachine(
            self._called(rank),
            vm_name=self._called(rank),
            resource_group_name=account.group,
            location=account.args.region,
            zones=[str(rank % _ZONES + 1)],
            hardware_profile={"vm_size": self.args.size},
            network_profile={
                "network_interfaces": [{"id": self._interface(rank, address), "primary": True}]
            },
            os_profile=self._system(rank),
            storage_profile=self._storage(),
            security_profile={
                "encryption_at_host": True,
                "security_type": "TrustedLaunch",
                "uefi_settings": {"secure_boot_enabled": True, "v_tpm_enabled": True},
            },
            # Its own identity signs persons in; the assigned one reaches the stores.
            identity={
                "type": "SystemAssigned, UserAssigned",
                "user_assigned_identities": [self.identity],
            },
            tags=self.tags,
            opts=self.kept(),
        )
        made: pulumi.Output[str] = machine.id
        return made

    def _system(self, rank: int) -> dict[str, object]:
        """No password: a key that Azure asks for, and sessions under each person's identity."""
        key = {
            "path": f"/home/{_LOCAL_USER}/.ssh/authorized_keys",
            "key_data": pulumi.Config("hdsstack").require("machineKey"),
        }
        return {
            "computer_name": self._called(rank),
            "admin_username": _LOCAL_USER,
            "linux_configuration": {
                "disable_password_authentication": True,
                "ssh": {"public_keys": [key]},
                "patch_settings": {
                    "patch_mode": "AutomaticByPlatform",
                    "assessment_mode": "AutomaticByPlatform",
                },
            },
        }

    def _storage(self) -> dict[str, object]:
        publisher, offer, sku = (self.args.image or _SUPPORTED_IMAGE).split(":")
        disk = {"disk_encryption_set": {"id": self.disks}, "storage_account_type": "Premium_LRS"}
        return {
            "image_reference": {
                "publisher": publisher,
                "offer": offer,
                "sku": sku,
                "version": "latest",
            },
            "os_disk": {"create_option": "FromImage", "managed_disk": disk},
            "data_disks": [
                {
                    "lun": 0,
                    "create_option": "Empty",
                    "disk_size_gb": self.args.disk_gib,
                    "delete_option": "Detach",
                    "managed_disk": disk,
                }
            ],
        }
