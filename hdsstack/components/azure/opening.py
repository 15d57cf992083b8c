"""One row of the flow register, as rules of the groups at both of its ends."""

import pulumi
import pulumi_azure_native as azure

from hdsstack.components.azure.site import Site
from hdsstack.components.contract import OpeningArgs
from hdsstack.components.part import Part
from hdsstack.planning.flows import AZURE_TAGS

_FIRST_PRIORITY = 100
_STEP = 10


class Opening(Part):
    """Rules whose description is the register's own sentence (HDS-NET-009)."""

    def __init__(
        self,
        name: str,
        args: OpeningArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        self.site = site
        self.args = args
        if args.destination in site.network.groups:
            self._rule("Inbound", args.destination)
        if args.source in site.network.groups:
            self._rule("Outbound", args.source)
        self.register_outputs({})

    def _rule(self, direction: str, zone: str) -> None:
        azure.network.SecurityRule(
            f"{self.name}-{direction.lower()}",
            security_rule_name=f"{self.name}-{direction.lower()}",
            resource_group_name=self.site.account.group,
            network_security_group_name=self.site.network.groups[zone],
            description=self.args.sentence(self.name, "azure"),
            priority=_FIRST_PRIORITY + _STEP * self.args.rank,
            access="Allow",
            direction=direction,
            protocol=self.args.protocol.capitalize(),
            source_port_range="*",
            destination_port_ranges=list(self.args.ports),
            **self._prefixes("source", self.args.source),
            **self._prefixes("destination", self.args.destination),
            opts=self.here(),
        )

    def _prefixes(self, side: str, end: str) -> dict[str, object]:
        """One end of the rule: a service tag, which stands alone, or the ranges of the plan."""
        if end in AZURE_TAGS:
            return {f"{side}_address_prefix": end}
        return {f"{side}_address_prefixes": list(self.site.network.plan.resolve(end))}
