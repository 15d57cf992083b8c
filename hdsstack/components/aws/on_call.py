"""Where alarms go: the people on call."""

import pulumi
import pulumi_aws as aws

from hdsstack.components.aws.policy import document, tls_only
from hdsstack.components.aws.site import Site
from hdsstack.components.contract import OnCallArgs
from hdsstack.components.part import Part


class OnCall(Part):
    """A topic, encrypted with the key of traces, that writes to one address."""

    def __init__(
        self,
        name: str,
        args: OnCallArgs,
        *,
        site: Site,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(name, site.account, opts)
        topic = aws.sns.Topic(
            f"{name}-topic",
            name=site.account.called("iam-role", "on-call"),
            kms_master_key_id=site.keys.traces,
            tags=site.account.tags("technical", "5"),
            opts=self.here(),
        )
        self.topic: pulumi.Output[str] = topic.arn
        publish = {
            "Sid": "AlarmsOfThisAccount",
            "Effect": "Allow",
            "Principal": {"Service": "cloudwatch.amazonaws.com"},
            "Action": "sns:Publish",
            "Resource": topic.arn,
            "Condition": {"StringEquals": {"aws:SourceAccount": site.account.args.account}},
        }
        aws.sns.TopicPolicy(
            f"{name}-policy",
            arn=topic.arn,
            policy=document(tls_only("sns:Publish", [topic.arn]), publish),
            opts=self.here(),
        )
        aws.sns.TopicSubscription(
            f"{name}-mail",
            topic=topic.arn,
            protocol="email",
            endpoint=args.email,
            opts=self.here(),
        )
        self.register_outputs({"topic": self.topic})
