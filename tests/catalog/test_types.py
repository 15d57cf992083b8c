"""Resource types: their service, and those that cannot hold health data."""

import importlib.util
import re
from pathlib import Path

import pytest

from hdsstack import catalog
from hdsstack.catalog.tokens import prefixes


@pytest.mark.parametrize(
    ("token", "provider", "key"),
    [
        ("aws:s3/bucket:Bucket", "aws", "s3"),
        ("aws:s3/bucketV2:BucketV2", "aws", "s3"),
        ("aws:lb/listener:Listener", "aws", "elb"),
        ("aws:alb/listener:Listener", "aws", "elb"),
        ("aws:ec2/vpnConnection:VpnConnection", "aws", "vpn"),
        ("aws:ec2/instance:Instance", "aws", "ec2"),
        ("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws", "ec2"),
        ("azure-native:storage:StorageAccount", "azure", "storage"),
        ("azure-native:storage/v20220901:StorageAccount", "azure", "storage"),
        ("azure-native_storage_v20240101:storage:StorageAccount", "azure", "storage"),
        ("azure-native:documentdb:DatabaseAccount", "azure", "cosmosdb"),
        ("azure-native:insights:DiagnosticSetting", "azure", "monitor"),
        ("azure-native:insights:Component", "azure", "applicationinsights"),
        ("azure-native:cache:Redis", "azure", "redis"),
        ("azure-native:network:VirtualNetwork", "azure", "network"),
        ("azure-native:network:ApplicationGateway", "azure", "application-gateway"),
        ("azure-native:network/v20230201:PrivateZone", "azure", "privatedns"),
    ],
)
def test_service_of_a_type(token: str, provider: str, key: str) -> None:
    service = catalog.service_of(token)
    assert service is not None
    assert (service.provider, service.key) == (provider, key)


@pytest.mark.parametrize("token", ["aws:nosuch/thing:Thing", "random:index/randomId:RandomId", "x"])
def test_an_unknown_type_has_no_service(token: str) -> None:
    assert catalog.service_of(token) is None


@pytest.mark.parametrize(
    "token",
    [
        "aws:cloudfront/distribution:Distribution",
        "aws:globalaccelerator/accelerator:Accelerator",
        "azure-native:cdn:Profile",
        "azure-native:cdn/v20230501:AFDEndpoint",
        "azure-native:network:FrontDoor",
        "azure-native:trafficmanager:Profile",
        "azure-native:network/v20220401:Profile",
    ],
)
def test_worldwide_services_that_can_carry_data(token: str) -> None:
    service = catalog.service_of(token)
    assert service is not None
    assert service.footprint == "worldwide"
    assert catalog.cannot_hold_data(token) is None


def test_most_services_are_regional_and_no_scope_is_claimed() -> None:
    for provider in ("aws", "azure"):
        rows = catalog.services(provider)
        assert sum(service.footprint == "regional" for service in rows) > 0.7 * len(rows)
        assert {service.certificate_scope for service in rows} == {"unknown"}
        assert len({service.key for service in rows}) == len(rows)
        types = [prefix for service in rows for prefix in service.types]
        assert len(types) == len(set(types))


@pytest.mark.parametrize(
    "token",
    [
        "aws:iam/role:Role",
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        "aws:route53/record:Record",
        "aws:ec2/routeTable:RouteTable",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:rds/subnetGroup:SubnetGroup",
        "azure-native:authorization:RoleAssignment",
        "azure-native:authorization/v20220401:RoleAssignment",
        "azure-native:network:PrivateZone",
        "azure-native:resources:ResourceGroup",
        "random:index/randomPassword:RandomPassword",
        "tls:index/privateKey:PrivateKey",
        "pulumi:providers:aws",
        "pulumi:pulumi:Stack",
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole",
    ],
)
def test_cannot_hold_data(token: str) -> None:
    english, french = catalog.cannot_hold_data(token), catalog.cannot_hold_data(token, "fr")
    assert english
    assert french
    assert english != french


@pytest.mark.parametrize(
    "token",
    [
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketPolicy:BucketPolicy",
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        "aws:s3/bucketLogging:BucketLogging",
        "aws:cloudwatch/eventTarget:EventTarget",
        "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
        "aws:ec2/routeServer:Nonsense",
        "aws:ec2/vpc:Vpc",
        "aws:ec2/natGateway:NatGateway",
        "aws:kms/key:Key",
        "aws:backup/plan:Plan",
        "aws:lambda/function:Function",
        "azure-native:storage:StorageAccount",
        "azure-native:resources:Deployment",
        "azure-native:monitor:DiagnosticSetting",
        "azure-native:network:PrivateEndpoint",
        "kubernetes:core/v1:PersistentVolumeClaim",
        "kubernetes:core/v1:Secret",
        "unheard:of/thing:Thing",
        "pulumi-python:dynamic:Resource",
    ],
)
def test_might_hold_data(token: str) -> None:
    assert catalog.cannot_hold_data(token) is None


def test_a_type_is_listed_once() -> None:
    for provider in ("aws", "azure", "other"):
        types = [prefix for group in catalog.dataless(provider) for prefix in group.types]
        assert len(types) == len(set(types))


def test_prefixes_go_from_precise_to_wide() -> None:
    assert prefixes("aws:ec2/route:Route") == (
        "aws:ec2/route:Route", "aws:ec2/route", "aws:ec2/", "aws:ec2/route:", "aws:",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("token", "preview"),
    [
        ("azure-native:app/v20230502preview:ContainerApp", True),
        ("azure-native_app_v20230502preview:app:ContainerApp", True),
        ("azure-native:app/v20230501:ContainerApp", False),
        ("azure-native:app:ContainerApp", False),
        ("aws:s3/bucket:Bucket", False),
    ],
)
def test_preview_versions(token: str, preview: bool) -> None:
    assert catalog.is_preview(token) is preview


def _installed(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _snake(name: str) -> str:
    # pulumigen keeps runs of capitals together: privateIPAddress is private_ip_address.
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


def test_the_aws_types_that_cannot_hold_data_exist_in_the_sdk() -> None:
    sdk = _installed("pulumi_aws")
    for group in catalog.dataless("aws"):
        for prefix in group.types:
            service, _, kind = prefix.removeprefix("aws:").partition("/")
            folder = sdk / ("lambda_" if service == "lambda" else service)
            assert folder.is_dir(), prefix
            if kind:
                squeezed = {path.stem.replace("_", "") for path in folder.glob("*.py")}
                assert _snake(kind).replace("_", "") in squeezed, prefix


def test_the_aws_services_exist_in_the_sdk() -> None:
    sdk = _installed("pulumi_aws")
    for service in catalog.services("aws"):
        for prefix in service.types:
            module = prefix.removeprefix("aws:").partition("/")[0]
            assert (sdk / ("lambda_" if module == "lambda" else module)).is_dir(), prefix
