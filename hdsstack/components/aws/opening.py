"""One row of the flow register, as rules of the groups at both of its ends."""

from collections.abc import Iterator

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.site import Site
from hdsstack.components.contract import OpeningArgs
from hdsstack.components.part import Part

Peer = tuple[str, dict[str, pulumi.Input[str]]]


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
        self.network = site.network
        self.args = args
        if args.destination in site.network.groups:
            self._rules(aws.vpc.SecurityGroupIngressRule, "in", args.destination, args.source)
        if args.source in site.network.groups:
            self._rules(aws.vpc.SecurityGroupEgressRule, "out", args.source, args.destination)
        self.register_outputs({})

    def _rules(self, rule: type, way: str, zone: str, peer: str) -> None:
        for suffix, given in self._peers(peer):
            for first, last in self.args.intervals:
                rule(
                    f"{self.name}-{way}{suffix}-{first}",
                    security_group_id=self.network.groups[zone],
                    description=self.args.sentence(self.name, "aws"),
                    ip_protocol=self.args.protocol,
                    from_port=first,
                    to_port=last,
                    tags=self.network.tags,
                    opts=self.here(),
                    **given,
                )

    def _peers(self, end: str) -> Iterator[Peer]:
        """The other end: a group of this network, or the ranges that the plan gives it."""
        if end in self.network.groups:
            yield "", {"referenced_security_group_id": self.network.groups[end]}
            return
        for rank, cidr in enumerate(self.network.plan.resolve(end)):
            yield f"-{rank}", {("cidr_ipv6" if ":" in cidr else "cidr_ipv4"): cidr}
