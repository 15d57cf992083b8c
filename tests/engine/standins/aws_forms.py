"""How AWS and pulumi-aws form the identifiers and ARNs of the types that programs under test use.

Sources: the recorded states of pulumi-aws's own upgrade tests (provider/testdata/recorded) and the
Service Authorization Reference's resource types, read on 2026-11-25.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Service names in ARNs that differ from the module of the type token.
SERVICES = {
    "cloudwatch": "logs",
    "lb": "elasticloadbalancing",
    "alb": "elasticloadbalancing",
    "ebs": "ec2",
    "vpc": "ec2",
    "efs": "elasticfilesystem",
    "docdb": "rds",
    "neptune": "rds",
    "opensearch": "es",
}
GLOBAL = frozenset({"iam", "cloudfront", "globalaccelerator", "route53", "waf"})


@dataclass(frozen=True, slots=True)
class Form:
    """How one type's resources are called.

    Attributes:
        id: The Pulumi identifier; `{x}` is 17 hexadecimal digits.
        arn: The part of the ARN after the account.
        service: The ARN's service, where it is not the module's.
        outputs: Other outputs by which resources are spoken of.

    """

    id: str = "{name}"
    arn: str = "{kind}/{id}"
    service: str = ""
    outputs: tuple[tuple[str, str], ...] = ()


def _ec2(prefix: str, kind: str = "{kind}") -> Form:
    return Form(f"{prefix}-{{x}}", f"{kind}/{{id}}")


_BY_ARN = "{arn}"
FORMS: Mapping[str, Form] = {
    "acm:Certificate": Form(_BY_ARN, "certificate/{uuid}"),
    "backup:Plan": Form("{uuid}", "backup-plan:{id}"),
    "backup:Selection": Form("{uuid}"),
    "backup:Vault": Form("{name}", "backup-vault:{name}"),
    "backup:VaultLockConfiguration": Form("{vault}", "backup-vault:{vault}"),
    "cloudfront:Distribution": Form(
        "E{mark}", "distribution/{id}", outputs=(("domainName", "d{mark}.cloudfront.net"),)
    ),
    "cloudfront:OriginAccessControl": Form("E{mark}"),
    "cloudtrail:Trail": Form(_BY_ARN, "trail/{name}"),
    "cloudwatch:EventRule": Form("{name}", "rule/{name}", "events"),
    "cloudwatch:LogGroup": Form("{name}", "log-group:{name}"),
    "cloudwatch:MetricAlarm": Form("{name}", "alarm:{name}", "cloudwatch"),
    "docdb:Cluster": Form("{name}", "cluster:{name}"),
    "dynamodb:Table": Form("{name}", "table/{name}"),
    "ebs:Volume": _ec2("vol"),
    "ec2:CustomerGateway": _ec2("cgw"),
    "ec2:DefaultSecurityGroup": _ec2("sg", "security-group"),
    "ec2:Eip": _ec2("eipalloc", "elastic-ip"),
    "ec2:FlowLog": _ec2("fl", "vpc-flow-log"),
    "ec2:Instance": _ec2("i"),
    "ec2:InternetGateway": _ec2("igw"),
    "ec2:LaunchTemplate": _ec2("lt"),
    "ec2:ManagedPrefixList": _ec2("pl", "prefix-list"),
    "ec2:NatGateway": _ec2("nat", "natgateway"),
    "ec2:NetworkAcl": _ec2("acl"),
    "ec2:RouteTable": _ec2("rtb"),
    "ec2:SecurityGroup": _ec2("sg"),
    "ec2:Subnet": _ec2("subnet"),
    "ec2:Vpc": _ec2("vpc"),
    "ec2:VpcEndpoint": _ec2("vpce"),
    "ec2:VpnConnection": _ec2("vpn"),
    "ec2:VpnGateway": _ec2("vgw"),
    "ecr:Repository": Form("{name}", "repository/{name}"),
    "ecs:Cluster": Form(_BY_ARN, "cluster/{name}"),
    "efs:FileSystem": Form(
        "fs-{x}", "file-system/{id}", outputs=(("dnsName", "{id}.efs.{region}.amazonaws.com"),)
    ),
    "eks:Cluster": Form("{name}", "cluster/{name}"),
    "elasticache:Cluster": Form("{name}", "cluster:{name}"),
    "elasticache:ReplicationGroup": Form("{name}", "replicationgroup:{name}"),
    "globalaccelerator:Accelerator": Form(_BY_ARN, "accelerator/{uuid}"),
    "globalaccelerator:Listener": Form(_BY_ARN, "accelerator/{uuid}/listener/{mark}"),
    "globalaccelerator:EndpointGroup": Form(
        _BY_ARN, "accelerator/{uuid}/listener/{mark}/endpoint-group/{mark}"
    ),
    "guardduty:Detector": Form("{x}", "detector/{id}"),
    "iam:InstanceProfile": Form("{name}", "instance-profile/{name}"),
    "iam:OpenIdConnectProvider": Form(_BY_ARN, "oidc-provider/{host}"),
    "iam:Policy": Form(_BY_ARN, "policy/{name}"),
    "iam:Role": Form("{name}", "role/{name}"),
    "iam:RolePolicy": Form("{role}:{name}"),
    "iam:RolePolicyAttachment": Form("{role}-{mark}"),
    "iam:User": Form("{name}", "user/{name}"),
    "kinesis:Stream": Form(_BY_ARN, "stream/{name}"),
    "kms:Alias": Form("{name}", "{name}"),
    "kms:Key": Form("{uuid}", "key/{uuid}", outputs=(("keyId", "{uuid}"),)),
    "lambda:Function": Form("{name}", "function:{name}"),
    "lb:Listener": Form(_BY_ARN, "listener/app/{name}/{x}/{mark}"),
    "lb:LoadBalancer": Form(
        _BY_ARN,
        "loadbalancer/app/{name}/{x}",
        outputs=(
            ("arnSuffix", "app/{name}/{x}"),
            ("dnsName", "{name}-{mark}.{region}.elb.amazonaws.com"),
        ),
    ),
    "lb:TargetGroup": Form(_BY_ARN, "targetgroup/{name}/{x}"),
    "opensearch:Domain": Form(_BY_ARN, "domain/{name}"),
    "rds:Cluster": Form(
        "{name}",
        "cluster:{name}",
        outputs=(("endpoint", "{name}.cluster-{mark}.{region}.rds.amazonaws.com"),),
    ),
    "rds:ClusterParameterGroup": Form("{name}", "cluster-pg:{name}"),
    "rds:Instance": Form(
        "db-{x}",
        "db:{name}",
        outputs=(
            ("address", "{name}.{mark}.{region}.rds.amazonaws.com"),
            ("endpoint", "{name}.{mark}.{region}.rds.amazonaws.com:5432"),
            ("resourceId", "{id}"),
        ),
    ),
    "rds:ParameterGroup": Form("{name}", "pg:{name}"),
    "rds:SubnetGroup": Form("{name}", "subgrp:{name}"),
    "redshift:Cluster": Form("{name}", "cluster:{name}"),
    "s3:Bucket": Form(
        outputs=(
            ("bucket", "{name}"),
            ("bucketDomainName", "{name}.s3.amazonaws.com"),
            ("bucketRegionalDomainName", "{name}.s3.{region}.amazonaws.com"),
        )
    ),
    "secretsmanager:Secret": Form(_BY_ARN, "secret:{name}-{mark}"),
    "sns:Topic": Form(_BY_ARN, "{name}"),
    "sqs:Queue": Form(
        "https://sqs.{region}.amazonaws.com/{account}/{name}", "{name}", outputs=(("url", "{id}"),)
    ),
    "ssm:Parameter": Form("{name}", "parameter/{name}"),
    "vpc:SecurityGroupEgressRule": _ec2("sgr", "security-group-rule"),
    "vpc:SecurityGroupIngressRule": _ec2("sgr", "security-group-rule"),
}
