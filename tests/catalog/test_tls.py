"""Named TLS policies: the version in the name is the minimum, where a name has one."""

import re

import pytest

from hdsstack import catalog


@pytest.mark.parametrize(
    ("kind", "policy", "minimum"),
    [
        ("elb", "ELBSecurityPolicy-TLS13-1-2-2021-06", "1.2"),
        ("elb", "ELBSecurityPolicy-TLS-1-0-2015-04", "1.0"),
        ("elb", "ELBSecurityPolicy-2016-08", "1.0"),
        ("elb", "ELBSecurityPolicy-FS-2018-06", "1.0"),
        ("elb", "ELBSecurityPolicy-FS-1-1-2019-08", "1.1"),
        ("elb", "ELBSecurityPolicy-tls-1-2-2017-01", "1.2"),
        ("elb", "ELBSecurityPolicy-2011-08", "0.0"),
        ("api-gateway", "TLS_1_0", "1.0"),
        ("api-gateway", "SecurityPolicy_TLS13_1_3_2025_09", "1.3"),
        ("opensearch", "Policy-Min-TLS-1-0-2019-07", "1.0"),
        ("opensearch", "Policy-Min-TLS-1-2-PFS-2023-10", "1.2"),
        ("cloudfront", "TLSv1", "1.0"),
        ("cloudfront", "TLSv1.2_2021", "1.2"),
        ("cloudfront", "SSLv3", "0.0"),
        ("transfer", "TransferSecurityPolicy-2018-11", "1.2"),
        ("application-gateway", "AppGwSslPolicy20150501", "1.0"),
        ("application-gateway", "AppGwSslPolicy20170401", "1.1"),
        ("application-gateway", "AppGwSslPolicy20170401S", "1.2"),
        ("application-gateway", "AppGwSslPolicy20220101", "1.2"),
    ],
)
def test_minimum(kind: str, policy: str, minimum: str) -> None:
    assert catalog.tls_minimum(kind, policy) == minimum


@pytest.mark.parametrize(
    ("kind", "policy"),
    [("elb", "my-own-policy"), ("elb", "TLS_1_2"), ("nothing", "TLS_1_2"), ("elb", "")],
)
def test_an_unknown_policy_is_unknown(kind: str, policy: str) -> None:
    assert catalog.tls_minimum(kind, policy) is None


def test_versions_in_names_agree_with_the_minimum() -> None:
    named = 0
    for entry in catalog.tls_policies():
        match = re.search(r"(?:TLS13-|TLS-|FS-|TLS13_)1[-_](\d)[-_]", entry.policy)
        if match and entry.kind in ("elb", "api-gateway", "opensearch"):
            named += 1
            assert entry.minimum == f"1.{match[1]}", entry.policy
    assert named > 50


def test_versions_compare_as_text() -> None:
    assert sorted(["1.2", "1.0", "0.0", "1.3"]) == ["0.0", "1.0", "1.2", "1.3"]
    assert {entry.minimum for entry in catalog.tls_policies()} <= {
        "0.0",
        "1.0",
        "1.1",
        "1.2",
        "1.3",
    }


def test_a_policy_is_listed_once() -> None:
    keys = [(entry.kind, entry.policy.casefold()) for entry in catalog.tls_policies()]
    assert len(keys) == len(set(keys))
