"""The TLS entrance of an application: a load balancer in every zone."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.application_machines import ApplicationMachines
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import EntryPointArgs
from hdsstack.components.part import Part

# TLS 1.3, and 1.2 with forward secrecy (HDS-CRY-006).
_TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
_TLS_PORT = 443


class EntryPoint(Part):
    """A load balancer that speaks TLS on both sides."""

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
        self.args = args
        self.site = site
        balancer = aws.lb.LoadBalancer(
            name,
            name=site.account.called("load-balancer", name),
            load_balancer_type="application",
            internal=True,
            subnets=site.network.of("front"),
            security_groups=[site.network.groups["front"]],
            drop_invalid_header_fields=True,
            enable_deletion_protection=True,
            tags=site.account.tags(args.data_class, "3 4"),
            opts=self.here(),
        )
        target = self._target(machines)
        self._listen(balancer, target)
        self.arn: pulumi.Output[str] = balancer.arn
        self.measured = {
            "LoadBalancer": balancer.arn_suffix,
            "TargetGroup": target.arn_suffix,
        }
        self.register_outputs({"arn": self.arn})

    def _target(self, machines: ApplicationMachines) -> aws.lb.TargetGroup:
        """The machines behind, reached over TLS, and whether they answer."""
        target = aws.lb.TargetGroup(
            f"{self.name}-machines",
            name=self.site.account.called("load-balancer", self.name, "machines"),
            vpc_id=self.site.network.id,
            port=self.args.port,
            protocol="HTTPS",
            target_type="instance",
            health_check={"protocol": "HTTPS", "path": "/", "matcher": "200-399"},
            tags=self.site.account.tags("technical", "3"),
            opts=self.here(),
        )
        for rank, machine in enumerate(machines.ids, start=1):
            aws.lb.TargetGroupAttachment(
                f"{self.name}-to-{rank}",
                target_group_arn=target.arn,
                target_id=machine,
                port=self.args.port,
                opts=self.here(),
            )
        return target

    def _listen(self, balancer: aws.lb.LoadBalancer, target: aws.lb.TargetGroup) -> None:
        aws.lb.Listener(
            f"{self.name}-tls",
            load_balancer_arn=balancer.arn,
            port=_TLS_PORT,
            protocol="HTTPS",
            ssl_policy=_TLS_POLICY,
            certificate_arn=self.args.certificate,
            default_actions=[{"type": "forward", "target_group_arn": target.arn}],
            tags=self.site.account.tags("technical", "3"),
            opts=self.here(),
        )
