"""A program may parse what a look-up answers: it gets something of the kind it wants, named."""

from pathlib import Path

import pytest

from hdsstack.model.values import Secret, Unknown
from tests.reading.test_programs import failure, project, record

START = "import ipaddress, json, pulumi, pulumi_aws as aws\n"
BUCKET = "aws.s3.Bucket('b')\n"

PARSED = {
    "a network": (
        "v = aws.ec2.get_vpc(default=True)\nlist(ipaddress.ip_network(v.cidr_block).subnets())",
        "getVpc.cidrBlock (10.",
    ),
    "a number": ("int(aws.ssm.get_parameter(name='/n').value)", "getParameter.value (3)"),
    "a number in a mapping": (
        "[int(m.ebs['volume_size']) for m in aws.ec2.get_ami(owners=['x']).block_device_mappings]",
        "getAmi.blockDeviceMappings[1].ebs.volume_size (3)",
    ),
    "a document": (
        "json.loads(aws.secretsmanager.get_secret_version(secret_id='x').secret_string)['word']",
        "getSecretVersion.secretString (",
    ),
    "the third of a list": (
        "aws.ec2.get_subnets(filters=[{'name': 'vpc-id', 'values': ['v']}]).ids[2]",
        "aws:ec2/getSubnets:getSubnets",
    ),
}


@pytest.mark.parametrize("kind", PARSED)
def test_a_look_up_is_of_the_kind_that_the_program_wants(tmp_path: Path, kind: str) -> None:
    program, told = PARSED[kind]
    graph = record(project(tmp_path / "p", f"{START}{program}\n{BUCKET}"))
    assert [one.name for one in graph.resources] == ["b"]
    assert any(told in one.text for one in graph.notices if one.kind == "look-up")


def test_a_password_of_a_document_that_nobody_read_is_no_literal(tmp_path: Path) -> None:
    program = (
        f"{START}s = aws.secretsmanager.get_secret_version(secret_id='x')\n"
        "password = json.loads(s.secret_string)['password']\n"
        "aws.rds.Instance('d', instance_class='x', password=password)\n"
    )
    (found,) = record(project(tmp_path / "p", program)).resources
    held = found.raw("password")
    assert isinstance(held, Secret)
    assert held.origin is not None
    assert held.origin.value == "output"


def test_a_program_may_want_the_main_thread(tmp_path: Path) -> None:
    program = f"{START}import signal\nsignal.signal(signal.SIGTERM, print)\n{BUCKET}"
    assert len(record(project(tmp_path / "p", program)).resources) == 1


def test_an_unknown_region_is_named_where_a_program_refuses_it(tmp_path: Path) -> None:
    program = f"{START}assert aws.get_region().name.startswith('eu-')\n{BUCKET}"
    assert "--config aws:region=VALUE" in failure(project(tmp_path / "p", program)).message


def test_a_stack_that_the_program_does_not_know_is_told(tmp_path: Path) -> None:
    program = (
        f"{START}s = pulumi.get_stack()\nif s != 'prod': raise ValueError(f'no stack {{s}}')\n"
    )
    assert "--stack" in failure(project(tmp_path / "p", program)).message


def test_a_program_that_runs_the_engine_is_told_of_its_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    program = (
        "from pulumi import automation\n"
        "automation.create_or_select_stack('dev', project_name='p', program=lambda: None)\n"
    )
    assert "--entry" in failure(project(tmp_path / "p", program)).message


def test_the_parts_of_an_arn_are_read(tmp_path: Path) -> None:
    """One with an output inside is answered by the shape of its parts."""
    arn = "arn:aws:s3:eu-west-3:123456789012:bucket/x"
    program = (
        f"{START}b = aws.s3.Bucket('b', tags={{'k': aws.get_arn(arn='{arn}').region}})\n"
        "aws.s3.Bucket('c', tags={'k': aws.get_arn_output(arn=b.arn).region})\n"
    )
    known, hidden = record(project(tmp_path / "p", program)).resources
    assert known.raw("tags.k") == "eu-west-3"
    assert isinstance(hidden.get("tags.k"), Unknown)


def test_a_key_looked_up_by_its_alias_is_answered(tmp_path: Path) -> None:
    program = f"{START}aws.s3.Bucket('b', tags={{'k': aws.kms.get_key(key_id='alias/x').arn}})\n"
    (found,) = record(project(tmp_path / "p", program)).resources
    assert str(found.raw("tags.k")).endswith("alias/x")


def test_what_follows_from_a_number_of_a_look_up_is_as_unknown(tmp_path: Path) -> None:
    program = (
        f"{START}n = int(aws.ssm.get_parameter(name='/n').value)\n"
        "aws.sqs.Queue('q', delay_seconds=n, max_message_size=1024)\n"
    )
    (queue,) = record(project(tmp_path / "p", program)).resources
    assert queue.get("delaySeconds") == Unknown("getParameter.value")
    assert queue.get("maxMessageSize") == 1024


IMAGES = {
    "a look-up": "aws.ec2.get_ami(most_recent=True, owners=['amazon'], "
    "filters=[{'name': 'name', 'values': ['amzn2-ami-hvm-*']}]).id",
    "a parameter": "aws.ssm.get_parameter(name='/aws/service/x/amzn2-ami-hvm-*').value",
}


@pytest.mark.parametrize("how", IMAGES)
def test_an_image_that_is_looked_up_keeps_its_name(tmp_path: Path, how: str) -> None:
    """Nobody knows its id; by its name one knows its system."""
    program = f"import pulumi_aws as aws\naws.ec2.Instance('m', ami={IMAGES[how]})\n"
    (machine,) = record(project(tmp_path / "p", program)).resources
    image = machine.get("ami")
    assert isinstance(image, Unknown)
    assert "amzn2-ami-hvm-*" in str(image.reason)
