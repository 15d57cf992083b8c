"""Policy documents of AWS: what they grant, whom they let in, what narrows them."""

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdsstack.facts.policies import (
    Statement,
    allows,
    every_resource,
    narrowing,
    open_to_anybody,
    refuses_plain,
    statements,
    wide_grant,
)
from hdsstack.model.values import Ref, Text, Unknown, Value

BUCKET = "urn:pulumi:prod::case::aws:s3/bucket:Bucket::records"


def read(*found: Mapping[str, object]) -> tuple[Statement, ...]:
    listed = statements(json.dumps({"Statement": list(found)}))
    assert not isinstance(listed, Unknown)
    return listed


def allow(**more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Resource": "*", **more}


@pytest.mark.parametrize(
    "document",
    [
        '{"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}',
        {"Statement": [{"Effect": "Allow", "Action": ["S3:*"], "Resource": ["*"]}]},
        {"statement": [{"effect": "Allow", "action": "s3:*", "resource": "*"}]},
    ],
)
def test_a_document_is_read_whatever_its_spelling(document: Value) -> None:
    """JSON or object, one statement or several, one value or a list."""
    found = statements(document)
    assert not isinstance(found, Unknown)
    assert wide_grant(found) is True


@pytest.mark.parametrize("document", ["not json", "[]", Unknown("x"), Ref("urn:x", "json"), 3])
def test_what_cannot_be_read_is_unknown(document: Value) -> None:
    """Never an empty policy, which would grant nothing."""
    assert isinstance(statements(document), Unknown)


def test_outputs_inside_the_text_become_references() -> None:
    """A recorded document holds symbols for outputs."""
    text = Text(
        (
            '{"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "',
            Ref(BUCKET, "arn"),
            '/*"}]}',
        )
    )
    found = statements(text)
    assert not isinstance(found, Unknown)
    assert found[0].resources == (Text((Ref(BUCKET, "arn"), "/*")),)
    assert wide_grant(found) is False


@pytest.mark.parametrize(
    ("resource", "everything"),
    [
        ("*", True),
        ("arn:aws:s3:::*", True),
        ("arn:aws:s3:::*/*", True),
        ("arn:aws:dynamodb:*:*:table/*", True),
        ("arn:aws:secretsmanager:eu-west-3:1:secret:*", True),
        ("arn:aws:sqs:eu-west-3:1:*", True),
        ("arn:aws:s3:::records", False),
        ("arn:aws:s3:::records/*", False),
        ("arn:aws:dynamodb:*:*:table/patients", False),
        (Ref(BUCKET, "arn"), False),
        (Text(("arn:aws:kms:eu-west-3:", Unknown("account"), ":key/*")), True),
    ],
)
def test_every_resource(resource: Value, everything: bool) -> None:
    """A pattern names everything of a service, or one thing."""
    assert every_resource(resource) is everything


@pytest.mark.parametrize(
    ("condition", "narrow"),
    [
        ({"StringEquals": {"aws:PrincipalOrgID": "o-1"}}, True),
        ({"StringLike": {"aws:PrincipalArn": "*"}}, False),
        ({"StringEqualsIfExists": {"aws:SourceVpce": "vpce-1"}}, False),
        ({"StringNotEquals": {"aws:SourceAccount": "1"}}, False),
        ({"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o"}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, False),
        ({"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}, False),
        ({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}, True),
        ({"Null": {"aws:PrincipalOrgID": "false"}}, False),
    ],
)
def test_conditions_that_narrow(condition: dict[str, object], narrow: bool) -> None:
    """A condition that is always true narrows nothing."""
    statement = read(allow(Principal="*", Action="kms:Decrypt", Condition=condition))[0]
    assert narrowing(statement) is narrow


def test_a_deny_of_strangers_closes_an_open_policy() -> None:
    """Everything is denied to whoever is not of the organisation."""
    stranger = {"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": stranger}
    opened = allow(Principal="*", Action="s3:GetObject")
    assert open_to_anybody(read(opened)) is True
    assert open_to_anybody(read(opened, deny)) is False


def test_an_unconditional_deny_is_counted() -> None:
    """Allowed and denied in the same document is denied."""
    both = read(
        allow(Action="backup:*"), {"Effect": "Deny", "Action": "backup:Delete*", "Resource": "*"}
    )
    assert not allows(both, "backup:DeleteRecoveryPoint")
    assert allows(both, "backup:StartBackupJob")


def test_the_bucket_and_its_objects_in_two_statements() -> None:
    """Two halves of a refusal make a whole one; one half does not."""
    condition = {"Bool": {"aws:SecureTransport": "false"}}
    deny = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Condition": condition}
    bucket = {**deny, "Resource": f"${{{BUCKET}#arn}}"}
    objects = {**deny, "Resource": f"${{{BUCKET}#arn}}/*"}
    assert refuses_plain(read(bucket, objects), BUCKET)
    assert not refuses_plain(read(bucket), BUCKET)
    assert not refuses_plain(read(objects), BUCKET)


@given(st.text())
def test_any_text_is_read_or_unknown(text: str) -> None:
    """No document breaks the reader."""
    found = statements(text)
    assert isinstance(found, Unknown | tuple)


_ACTIONS = st.lists(st.sampled_from(["*", "s3:*", "iam:PassRole", "s3:GetObject"]), max_size=3)
_RESOURCES = st.lists(st.sampled_from(["*", "arn:aws:s3:::x"]), min_size=1, max_size=2)


@given(_ACTIONS, _RESOURCES)
def test_an_unknown_resource_never_makes_a_wide_grant_narrow(
    actions: list[str], resources: list[str]
) -> None:
    """Hiding a resource turns yes into yes or unknown, never into no."""
    known = wide_grant(read(allow(Action=actions, Resource=resources)))
    hidden = wide_grant(read(allow(Action=actions, Resource=["${?hidden}"])))
    assert known is not True or hidden is not False
