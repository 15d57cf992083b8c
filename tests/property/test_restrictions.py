"""A restriction that is added never opens anything: policies, rules, and whole stacks."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hdsstack.audit import Question, decide
from hdsstack.engine.resources import resource_of, resources_of
from hdsstack.facts.openings import ALL_PORTS, Rule, effective
from hdsstack.facts.policies import open_to_anybody, statements
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.values import Unknown
from hdsstack.planning.addresses import covers_internet
from tests.property.stacks import Resource, cases

TODAY = date(2026, 11, 25)
BUCKET, DATABASE = "aws:s3/bucket:Bucket", "aws:rds/instance:Instance"
ACCOUNT = "azure-native:storage:StorageAccount"

# Policies -----------------------------------------------------------------------------------------

PRINCIPALS = st.sampled_from(
    ["*", {"AWS": "*"}, {"AWS": "arn:aws:iam::123456789012:root"}, {"AWS": ["*"]}, "${?somebody}"]
)
CONDITIONS = st.sampled_from(
    [
        None,
        {"StringEquals": {"aws:PrincipalOrgID": "o-1"}},
        {"StringLike": {"aws:PrincipalArn": "*"}},
        {"Bool": {"aws:SecureTransport": "false"}},
        {"StringNotEquals": {"aws:SourceAccount": "123456789012"}},
        {"IpAddress": {"aws:SourceIp": ["0.0.0.0/0"]}},
        {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8"]}},
    ]
)


@st.composite
def statement(draw: st.DrawFn, effect: str) -> dict[str, Any]:
    made: dict[str, Any] = {"Effect": effect, "Resource": "*"}
    made["Action"] = draw(st.sampled_from(["*", "s3:*", "s3:GetObject", "kms:Decrypt"]))
    made[draw(st.sampled_from(["Principal", "NotPrincipal"]))] = draw(PRINCIPALS)
    if condition := draw(CONDITIONS):
        made["Condition"] = condition
    return made


def openness(found: list[dict[str, Any]]) -> int:
    """0 closed, 1 unknown, 2 open to anybody."""
    read = statements({"Statement": found})  # type: ignore[dict-item]  # JSON
    answer = read if isinstance(read, Unknown) else open_to_anybody(read)
    return 1 if isinstance(answer, Unknown) else 2 if answer else 0


@given(st.lists(statement("Allow"), max_size=3), statement("Deny"))
def test_a_deny_never_opens_a_policy(allows: list[dict[str, Any]], deny: dict[str, Any]) -> None:
    assert openness([*allows, deny]) <= openness(allows)


@given(st.lists(statement("Allow"), min_size=1, max_size=3), CONDITIONS)
def test_a_condition_never_opens_a_policy(allows: list[dict[str, Any]], condition: Any) -> None:
    bare = [{**allows[0], "Condition": {}}, *allows[1:]]
    narrowed = [{**allows[0], "Condition": condition or {}}, *allows[1:]]
    if "NotPrincipal" not in allows[0]:
        assert openness(narrowed) <= openness(bare)


# Rules --------------------------------------------------------------------------------------------

PEERS = st.lists(
    st.sampled_from(
        ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "::/0", "10.0.0.0/8", "Internet", "*"]
    ),
    min_size=1,
    max_size=3,
)
HOLDER = resource_of({"urn": "urn:pulumi:a::b::c:d:E::f", "type": "c:d:E", "inputs": {}})


@st.composite
def rule(draw: st.DrawFn, *, allow: bool) -> Rule:
    first = draw(st.integers(0, 65535))
    return Rule(
        resource=HOLDER,
        at="rules",
        allow=allow,
        inbound=True,
        priority=draw(st.sampled_from([100, 200, 300])),
        protocol=draw(st.sampled_from(["any", "tcp", "udp"])),
        ports=draw(st.sampled_from([ALL_PORTS, ((first, min(first + 10, 65535)),)])),
        peers=tuple(draw(PEERS)),
    )


def opened(rules: Iterable[Rule]) -> set[tuple[str, int]]:
    """Protocol and port of what the internet as a whole reaches."""
    found = set()
    for one in effective(list(rules)):
        assert not isinstance(one.peers, Unknown)
        assert not isinstance(one.ports, Unknown)
        wide = "anywhere" in one.peers or covers_internet(p for p in one.peers if "/" in p)
        if wide:
            found |= {(str(one.rule.protocol), port) for span in one.ports for port in span}
    return found


@given(st.lists(rule(allow=True), min_size=1, max_size=3), rule(allow=False))
def test_a_deny_never_opens_a_port(allows: list[Rule], deny: Rule) -> None:
    before = opened(allows)
    for protocol, port in opened([*allows, deny]):
        spans = [one for one in allows if one.protocol == protocol and _in(one, port)]
        assert spans, "a port that nobody allowed"
    assert before or not opened([*allows, deny])


def _in(allow: Rule, port: int) -> bool:
    return not isinstance(allow.ports, Unknown) and any(a <= port <= b for a, b in allow.ports)


# Stacks -------------------------------------------------------------------------------------------

# What is added, and the controls for which more of it can only be better.
Restriction = tuple[Callable[[list[Resource]], None], tuple[str, ...]]


def _set(kind: str, name: str, value: Any) -> Callable[[list[Resource]], None]:
    def change(resources: list[Resource]) -> None:
        for one in resources:
            if one["type"] == kind:
                one["inputs"][name] = value

    return change


def _protect(resources: list[Resource]) -> None:
    for one in resources:
        one["protect"] = True


def _block(resources: list[Resource]) -> None:
    """Every bucket gets a block of public access."""
    flags = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    resources += [
        {
            "urn": one["urn"].replace(BUCKET, "aws:s3/bucketPublicAccessBlock:X") + "-block",
            "type": "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
            "custom": True,
            "inputs": {"bucket": one["id"], **dict.fromkeys(flags, True)},
        }
        for one in resources
        if one["type"] == BUCKET
    ]


RESTRICTIONS: dict[str, Restriction] = {
    "protect": (_protect, ("HDS-OPS-001", "HDS-BCK-")),
    "a block of public access": (_block, ("HDS-NET-001", "HDS-NET-005")),
    "deletion protection": (_set(DATABASE, "deletionProtection", True), ("HDS-OPS-001",)),
    "encryption": (_set(DATABASE, "storageEncrypted", True), ("HDS-CRY-001",)),
    "no public address": (_set(DATABASE, "publiclyAccessible", False), ("HDS-NET-001",)),
    "several zones": (_set(DATABASE, "multiAz", True), ("HDS-OPS-002",)),
    "https only": (_set(ACCOUNT, "enableHttpsTrafficOnly", True), ("HDS-CRY-005",)),
    "no public blobs": (_set(ACCOUNT, "allowBlobPublicAccess", False), ("HDS-NET-001",)),
    "no public network": (_set(ACCOUNT, "publicNetworkAccess", "Disabled"), ("HDS-NET-001",)),
}


def failing(resources: list[Resource], select: tuple[str, ...]) -> set[tuple[str, str]]:
    graph = ResourceGraph(project="case", stack="prod", resources=resources_of(resources))
    question = Question(graph=graph, target="x", environment="prod", today=TODAY, select=select)
    return {
        (one.control.id, one.resource.urn if one.resource else "")
        for one in decide(question).findings
        if one.outcome.value == "fail"
    }


@pytest.mark.parametrize("name", RESTRICTIONS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_restriction_never_makes_a_pass_fail(name: str, data: st.DataObject) -> None:
    change, select = RESTRICTIONS[name]
    before: list[Resource] = list(deepcopy(data.draw(st.sampled_from(cases()))))
    after = deepcopy(before)
    change(after)
    assert failing(after, select) <= failing(before, select)
