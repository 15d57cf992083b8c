"""The private network: no internet gateway, one group per zone of use, private endpoints."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.account import Account
from hdsstack.components.aws.log_store import LogStore
from hdsstack.components.aws.policy import document, trust
from hdsstack.components.contract import HealthNetworkArgs
from hdsstack.components.part import Part
from hdsstack.planning.plan import AddressPlan

# What machines, sessions, traces and alarms call; nothing leaves the network for it.
_SERVICES = (
    "s3", "kms", "logs", "monitoring", "secretsmanager", "elasticfilesystem", "sns", "ssm",
    "ssmmessages", "ec2messages",
)  # fmt: skip


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
        self.tags = account.tags("technical", "3")
        vpc = aws.ec2.Vpc(
            f"{name}-vpc",
            cidr_block=args.plan.cloud,
            enable_dns_support=True,
            enable_dns_hostnames=True,
            tags=self.tags,
            opts=self.here(),
        )
        self.id: pulumi.Output[str] = vpc.id
        self.routes: pulumi.Output[str] = vpc.default_route_table_id
        aws.ec2.DefaultSecurityGroup(
            f"{name}-default", vpc_id=vpc.id, tags=self.tags, opts=self.here()
        )
        self._trace_flows(logs)
        self.subnets = {
            (subnet.name, subnet.zone or ""): self._subnet(subnet.name, subnet.zone, subnet.range)
            for subnet in args.plan.subnets
        }
        self.groups = {
            use: self._group(use) for use in dict.fromkeys(use for use, _ in self.subnets)
        }
        for service in _SERVICES:
            self._endpoint(service)
        self.register_outputs({"id": self.id})

    def of(self, use: str) -> list[pulumi.Output[str]]:
        """Ids of the subnets of one use, in the order of their zones."""
        return [subnet for (name, _zone), subnet in self.subnets.items() if name == use]

    def _subnet(self, use: str, zone: str | None, cidr: str) -> pulumi.Output[str]:
        subnet = aws.ec2.Subnet(
            f"{self.name}-{use}-{zone}",
            vpc_id=self.id,
            cidr_block=cidr,
            availability_zone=f"{self.holder.args.region}{zone}",
            map_public_ip_on_launch=False,
            tags=self.tags,
            opts=self.here(),
        )
        made: pulumi.Output[str] = subnet.id
        return made

    def _group(self, use: str) -> pulumi.Output[str]:
        group = aws.ec2.SecurityGroup(
            f"{self.name}-{use}",
            name=self.holder.called("rds", use),
            description=f"Zone {use}: only what the flow register opens",
            vpc_id=self.id,
            tags=self.tags,
            opts=self.here(),
        )
        made: pulumi.Output[str] = group.id
        return made

    def _endpoint(self, service: str) -> None:
        own_name_only = {"private_dns_only_for_inbound_resolver_endpoint": False}
        aws.ec2.VpcEndpoint(
            f"{self.name}-to-{service}",
            vpc_id=self.id,
            service_name=f"com.amazonaws.{self.holder.args.region}.{service}",
            vpc_endpoint_type="Interface",
            private_dns_enabled=True,
            dns_options=own_name_only if service == "s3" else None,
            subnet_ids=self.of("endpoints"),
            security_group_ids=[self.groups["endpoints"]],
            tags=self.tags,
            opts=self.here(),
        )

    def _trace_flows(self, logs: LogStore) -> None:
        role = aws.iam.Role(
            f"{self.name}-flows-role",
            assume_role_policy=trust("vpc-flow-logs.amazonaws.com", self.holder.args.account),
            tags=self.tags,
            opts=self.here(),
        )
        aws.iam.RolePolicy(
            f"{self.name}-flows-write",
            role=role.id,
            policy=document(
                {
                    "Effect": "Allow",
                    "Action": [
                        "logs:CreateLogStream",
                        "logs:PutLogEvents",
                        "logs:DescribeLogStreams",
                    ],
                    "Resource": [logs.flows, pulumi.Output.concat(logs.flows, ":*")],
                }
            ),
            opts=self.here(),
        )
        aws.ec2.FlowLog(
            f"{self.name}-flows",
            vpc_id=self.id,
            traffic_type="ALL",
            log_destination_type="cloud-watch-logs",
            log_destination=logs.flows,
            iam_role_arn=role.arn,
            tags=self.tags,
            opts=self.here(),
        )
