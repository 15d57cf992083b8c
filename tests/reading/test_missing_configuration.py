"""A program whose configuration nobody gives: each value gets a stand-in of the kind it wants."""

from pathlib import Path

import pytest

from hdsstack.model.graph import ResourceGraph
from hdsstack.model.values import Origin, Secret, Text, Unknown
from tests.reading.test_programs import failure, project, record

START = "import pulumi, pulumi_aws as aws\nc = pulumi.Config()\n"
BUCKET = "aws.s3.Bucket('b', bucket=c.get('name') or 'named')\n"

PARSED = {
    "a number": "assert int(c.require('x')) > 0",
    "a network": "import ipaddress; assert ipaddress.ip_network(c.require('x')).is_private",
    "an address": "import ipaddress; assert ipaddress.ip_address(c.require('x')).is_private",
    "base64": "import base64; base64.b64decode(c.require('x'), validate=True)",
    "an object": "import json; assert json.loads(c.require('x'))['size']",
    "a nested setting": "assert c.require_object('x')['a']['b']",
    "items of an object": "assert [v for k, v in c.require_object('x')['tags'].items()]",
    "a list": "assert [one['cidr'] for one in c.require_object('x')]",
    "a nested number": "assert int(c.require_object('x')['size'])",
    "a file": "assert open(c.require('x')).read()",
    "a folder": "import os; assert os.listdir(c.require('x'))",
    "an identifier": "import uuid; uuid.UUID(c.require('x'))",
    "a day": "import datetime as d; d.date.fromisoformat(c.require('x'))",
    "a day written otherwise": "import time; time.strptime(c.require('x'), '%d/%m/%Y')",
    "an enumeration": "aws.ec2.InstanceType(c.require('x'))",
    "a key of a table": "sizes = {'dev': 1}\nsizes[c.require('x')]",
    "a key in text": "k = c.require('x')\nassert k.startswith('ssh-rsa '), 'no public key data'",
    "a secret object": "c.require_secret_object('x').apply(lambda o: o['user'].upper())",
    "an optional text": "aws.s3.Bucket('o', bucket='-'.join([c.get('x'), 'a']))",
    "an optional number": "aws.sqs.Queue('q', delay_seconds=c.get_int('x') + 1)",
    "a program that refuses none": "if c.get('x') is None: raise ValueError('x must be set')",
    "an environment variable": "import os; os.environ['HDSSTACK_TEST_X']",
    "an optional variable": "import os; os.getenv('HDSSTACK_TEST_X').lower()",
}


@pytest.mark.parametrize("kind", PARSED)
def test_a_missing_setting_is_of_the_kind_that_the_program_wants(tmp_path: Path, kind: str) -> None:
    graph = record(project(tmp_path / "p", f"{START}{PARSED[kind]}\n{BUCKET}"))
    assert "b" in {one.name for one in graph.resources}
    said = [notice.text for notice in graph.notices if notice.kind == "placeholder"]
    assert any(text.startswith(("p:x", "environment variable HDSSTACK_TEST_X")) for text in said)


TEMPLATE = """name: p
runtime: python
template:
  config:
    x: {description: Where the pages are, default: ./www}
    n: {default: 3}
"""


def test_what_the_project_proposes_stands_in_before_anything_else(tmp_path: Path) -> None:
    pages = "import os\nfor f in os.listdir(c.require('x')): aws.s3.Bucket('b', bucket=f)\n"
    folder = project(tmp_path / "p", START + pages, Pulumi__yaml=TEMPLATE)
    (folder / "www").mkdir()
    (folder / "www" / "index").touch()
    graph = record(folder)
    assert [one.inputs["bucket"] for one in graph.resources if one.name == "b"] == ["index"]
    said = [notice.text for notice in graph.notices if notice.kind == "placeholder"]
    assert said == ["p:x (./www)"]


def test_what_the_project_proposes_is_no_value_where_a_symbol_does(tmp_path: Path) -> None:
    program = f"{START}aws.s3.Bucket('b', bucket=c.require('x'))\n"
    graph = record(project(tmp_path / "p", program, Pulumi__yaml=TEMPLATE))
    (bucket,) = [one for one in graph.resources if one.name == "b"]
    assert isinstance(bucket.inputs["bucket"], Unknown)


ENCRYPTED = {
    "an object": "c.require_secret_object('x').apply(lambda o: o['user'].upper())",
    "an optional object": "assert c.get_secret_object('x') is not None",
    "an object that is marked nowhere": "assert c.require_object('x')['user']",
    "a number": "aws.sqs.Queue('q', delay_seconds=c.require_secret_int('x'))",
    "a flag": "aws.sqs.Queue('q', fifo_queue=c.get_secret_bool('x'))",
    "a text that holds an object": "import json; json.loads(c.require('x'))['user'].lower()",
    "a text that holds a number": "c.require_secret('x').apply(int)",
}


@pytest.mark.parametrize("kind", ENCRYPTED)
def test_an_encrypted_setting_is_of_the_kind_that_the_program_wants(
    tmp_path: Path, kind: str
) -> None:
    stack = "config:\n  p:x:\n    secure: v1:abc\n"
    folder = project(
        tmp_path / "p", f"{START}{ENCRYPTED[kind]}\n{BUCKET}", Pulumi__prod__yaml=stack
    )
    graph = record(folder)
    assert bucket(graph) == "named"
    said = [notice.text for notice in graph.notices if notice.kind == "placeholder"]
    unknown = kind in {"an object", "an optional object", "an object that is marked nowhere"}
    assert [text.split()[0] for text in said] == ([] if unknown else ["p:x"])


def bucket(graph: ResourceGraph) -> object:
    (found,) = (one for one in graph.resources if one.name == "b")
    return found.raw("bucket")


def test_the_program_s_own_default_counts(tmp_path: Path) -> None:
    """A setting that is asked for with a default does not become unknown for another's sake."""
    program = f"{START}'-'.join([c.get('x'), 'a'])\n{BUCKET}"
    assert bucket(record(project(tmp_path / "p", program))) == "named"


def test_whose_secret_a_missing_setting_is(tmp_path: Path) -> None:
    """The SDK marks a password by itself; only `require_secret` says that it is encrypted."""
    program = (
        f"{START}aws.rds.Instance('plain', instance_class='x', password=c.require('p'))\n"
        "aws.rds.Instance('secret', instance_class='x', password=c.require_secret('s'))\n"
    )
    graph = record(project(tmp_path / "p", program))
    found = {one.name: one.raw("password") for one in graph.resources}
    assert found["plain"] == Secret(Unknown("configuration p:p"), Origin.UNKNOWN)
    assert found["secret"] == Secret(Unknown("secret configuration p:s"), Origin.CONFIGURATION)
    said = [notice.text for notice in graph.notices if notice.kind == "placeholder"]
    assert said == ["p:p", "p:s"]


def test_a_stand_in_stays_unknown(tmp_path: Path) -> None:
    """What is made of a placeholder is no value of the program."""
    program = (
        f"{START}import json\n"
        "aws.s3.Bucket('b', bucket=c.require('x')[:24].lower(), tags=c.require_object('t'))\n"
        "aws.s3.Bucket('d', bucket=open(c.require('file')).read())\n"
    )
    graph = record(project(tmp_path / "p", program))
    found = {one.name: one for one in graph.resources}
    assert isinstance(found["b"].get("bucket"), Unknown)
    assert isinstance(found["b"].get("tags"), Unknown)
    assert isinstance(found["d"].get("bucket"), (Unknown, Text))


def test_where_no_stand_in_does_the_setting_is_named(tmp_path: Path) -> None:
    """The one thing that the user can do is told, with its key."""
    program = f"{START}x = c.require('x')\nif x.count('-') < 3: raise ValueError('no: ' + x)\n"
    error = failure(project(tmp_path / "p", program))
    assert "--config p:x=VALUE" in error.message
    assert error.line == 4


def test_a_variable_that_is_not_set_is_named_where_none_will_do(tmp_path: Path) -> None:
    """The program fails at the line that asks, and again with whatever stands in."""
    program = f"{START}import os\nint(os.getenv('HDSSTACK_TEST_X'), 99)\n"
    error = failure(project(tmp_path / "p", program))
    assert error.line == 4
    assert "HDSSTACK_TEST_X" in error.message


def test_a_file_that_the_program_names_itself_blames_no_setting(tmp_path: Path) -> None:
    program = f"{START}aws.get_region()\nc.require('x')\nopen('../not-there.pub')\n"
    error = failure(project(tmp_path / "p", program))
    assert "not-there.pub" in error.message
    assert "--config" not in error.message


def test_who_is_logged_in_may_be_nobody(tmp_path: Path) -> None:
    program = f"{START}import os\naws.s3.Bucket('b', bucket=os.getlogin())\n"
    assert bucket(record(project(tmp_path / "p", program))) is not None


def test_an_error_of_the_program_s_text_blames_no_setting(tmp_path: Path) -> None:
    program = f"{START}c.require('x')\nimport not_a_package\n"
    assert "--config" not in failure(project(tmp_path / "p", program)).message


def test_a_registration_that_fails_tells_its_line_and_its_property(tmp_path: Path) -> None:
    """The SDK registers later and in its own words."""
    program = f"{START}aws.s3.Bucket(\n    'b', tags={{'k': b'raw'}})\n"
    error = failure(project(tmp_path / "p", program))
    assert error.file == "__main__.py"
    assert error.line in {3, 4}
    assert "'tags'" in error.message
    assert "bytes" in error.message


def test_a_value_that_cannot_be_sent_is_not_shown(tmp_path: Path) -> None:
    """The SDK's own words show the value, which may be a secret."""
    program = f"{START}aws.ec2.get_vpc(id=b'hunter2-in-bytes')\n"
    error = failure(project(tmp_path / "p", program))
    assert "hunter2" not in error.message
    assert "'id'" in error.message
    assert error.line == 3


def test_a_stand_in_is_called_what_it_stands_for(tmp_path: Path) -> None:
    error = failure(project(tmp_path / "p", f"{START}c.require('x').not_of_a_text()\n"))
    assert "'str' object" in error.message
    assert "--config p:x=VALUE" in error.message


def test_what_follows_from_a_number_or_a_flag_is_as_unknown(tmp_path: Path) -> None:
    """It has no symbol that a reader could see; what does not follow from it is known."""
    program = (
        f"{START}aws.sqs.Queue('q', delay_seconds=c.require_int('n') * 60, max_message_size=1024,\n"
        "    fifo_queue=c.require_bool('f'), name='a' if c.require_bool('f') else 'b',\n"
        "    tags={'count': str(int(c.require('t'))), 'kept': 'x'})\n"
    )
    graph = record(project(tmp_path / "p", program))
    (queue,) = graph.resources
    known = {at: queue.get(at) for at in ("maxMessageSize", "tags.kept")}
    assert known == {"maxMessageSize": 1024, "tags.kept": "x"}
    rests_on = {"delaySeconds": "p:n", "fifoQueue": "p:f", "name": "p:f", "tags.count": "p:t"}
    for at, name in rests_on.items():
        found = queue.get(at)
        assert isinstance(found, Unknown), at
        assert name in str(found.reason)
    said = [one.text for one in graph.notices if one.kind == "placeholder"]
    assert said == ["p:f", "p:n", "p:t (3)"]


def test_what_follows_from_a_comparison_is_as_unknown(tmp_path: Path) -> None:
    """Nobody knows whether it is production; what does not follow from it is known."""
    program = (
        f"{START}env = c.require('env')\nsizes = {{'prod': 9, 'dev': 1}}\n"
        "aws.rds.Instance('d', instance_class='x', allocated_storage=20,\n"
        "    multi_az=env == 'prod', skip_final_snapshot='prod' != env,\n"
        "    storage_encrypted=True, deletion_protection=env.startswith('p'))\n"
        "aws.rds.Instance('e', instance_class='x', multi_az=c.require('other') in ['a', 'b'],\n"
        "    iops=sizes[c.require('third')], deletion_protection=c.require('third') == 'prod')\n"
    )
    graph = record(project(tmp_path / "p", program))
    first, second = (one for one in graph.resources if one.type.startswith("aws:rds"))
    assert first.get("storageEncrypted") is True
    assert first.get("allocatedStorage") == 20
    for one, at in [
        (first, "multiAz"),
        (first, "skipFinalSnapshot"),
        (first, "deletionProtection"),
        (second, "multiAz"),
        (second, "deletionProtection"),
    ]:
        assert isinstance(one.get(at), Unknown), at
