"""Where a program decides by a value that nobody knows, the report says at which line."""

from pathlib import Path

import pytest

from hdsstack.model.values import Unknown
from tests.reading.test_programs import project, record

START = "import os, pulumi, pulumi_aws as aws\nc = pulumi.Config()\n"
VPC = "v = aws.ec2.get_vpc(default=True)\n"

UNKNOWN = {
    "a comparison": ("if c.require('x') == 'prod': pass", "p:x"),
    "a comparison the other way round": ("prod = 'prod' == c.require('x')", "p:x"),
    "a part of a text": ("x = f'{c.require(\"x\")}-db'\nassert x != 'prod-db'", "p:x"),
    "a word in it": ("if 'prod' in c.require('x'): pass", "p:x"),
    "its beginning": ("if c.require('x').startswith('prod'): pass", "p:x"),
    "its truth": ("y = 1 if c.require('x') else 2", "p:x"),
    "a part of its truth": ("if not (c.get('y') or c.require('x')): pass", "p:x"),
    "a flag": ("flag = c.require_bool('x')", "p:x"),
    "a loop": ("for one in c.require_object('x'): pass", "p:x"),
    "a counted loop": ("for rank, one in enumerate(c.require_object('x')): pass", "p:x"),
    "a comprehension": ("y = [one for one in 'ab' if one in c.require('x')]", "p:x"),
    "a key": ("y = {'prod': 1}\ny[c.require('x')]", "p:x"),
    "a key that may be missing": ("y = {'prod': 1}.get(c.require('x'), 2)", "p:x"),
    "a variable": ("if os.environ['HDSSTACK_TEST_X'] == 'prod': pass", "HDSSTACK_TEST_X"),
    "a look-up": (f"{VPC}if v.id == 'vpc-1': pass", "getVpc.id"),
    "a list of a look-up": (
        "for one in aws.ec2.get_subnets().ids: pass",
        "getSubnets.ids[0]",
    ),
    "an output of what is named by a setting": (
        "b = aws.s3.Bucket(c.require('x') + '-b')\nb.bucket.apply(lambda n: n == 'x')",
        "<x>-b.bucket",
    ),
    "the account": (
        "if aws.get_caller_identity().account_id == '1': pass",
        "getCallerIdentity.accountId",
    ),
    "an output": (
        "b = aws.s3.Bucket('b')\nb.bucket.apply(lambda name: 1 if name == 'x' else 2)",
        "b.bucket",
    ),
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_a_condition_on_what_nobody_knows_is_told(tmp_path: Path, kind: str) -> None:
    text, value = UNKNOWN[kind]
    last = (START + text).count("\n") + 1
    graph = record(project(tmp_path / "p", f"{START}{text}\naws.sqs.Queue('q')\n"))
    said = [one.text for one in graph.notices if one.kind == "condition"]
    assert said == [f"__main__.py:{last} ({value})"]
    assert not graph.incomplete


KNOWN = {
    "what the program says itself": "x = 'prod'\nif x == 'prod': pass",
    "what is there or not": "if c.require('x') is not None: pass",
    "an optional setting that is not set": "if c.get('x'): pass",
    "a default": "if (c.get('x') or 'dev') == 'dev': pass",
    "a default of a flag": "if c.get_bool('x'): pass",
    "a list of the program": "for one in ['a', 'b']: pass",
    "zones of a region": "for one in aws.get_availability_zones().names: pass",
    "resources of the program": "b = aws.s3.Bucket('b')\nfor one in [b.id, b.arn]: pass",
    "an id that is there": "b = aws.s3.Bucket('b')\nb.id.apply(lambda i: 1 if i else 2)",
    "a text that has something in it": (
        "b = aws.s3.Bucket('b')\nb.arn.apply(lambda a: ',' if f'\"{a}\"' != '' else '')"
    ),
    "a policy variable": "if '${aws:username}' == 'x': pass",
    "a value that is only used": "aws.s3.Bucket('b', bucket=c.require('x').lower())",
    "a key of the environment": "y = os.environ.get('HDSSTACK_TEST_X', 'dev') == 'dev'",
}


@pytest.mark.parametrize("kind", KNOWN)
def test_a_condition_on_what_is_known_is_not(tmp_path: Path, kind: str) -> None:
    files = {"Pulumi.dev.yaml": "config:\n  aws:region: eu-west-3\n"}
    graph = record(project(tmp_path / "p", f"{START}{KNOWN[kind]}\naws.sqs.Queue('q')\n", **files))
    assert not [one.text for one in graph.notices if one.kind == "condition"]


def test_conditions_of_other_modules_count_and_those_of_libraries_do_not(tmp_path: Path) -> None:
    """A module beside the program is its own; a package of its environment is not."""
    text = "def of(value: 'str') -> 'bool':\n    return value == 'prod'\n"
    folder = project(
        tmp_path / "p",
        f"{START}import own, sys\nsys.path.append('venv/site-packages')\nimport other\n"
        "own.of(c.require('x')), other.of(c.require('y'))\naws.sqs.Queue('q')\n",
    )
    (folder / "own.py").write_text(text)
    (folder / "venv" / "site-packages").mkdir(parents=True)
    (folder / "venv" / "site-packages" / "other.py").write_text(text)
    said = [one.text for one in record(folder).notices if one.kind == "condition"]
    assert said == ["own.py:2 (p:x)"]


HIDDEN = (
    "import pulumi, pulumi_aws as aws\n"
    "env = pulumi.Config().require('env')\n"
    "aws.kms.Key('seen')\n"
    "if env == 'prod':\n"
    "    aws.s3.Bucket('hidden', region='eu-west-2')\n"
)


def test_what_the_other_branch_makes_is_never_green(tmp_path: Path) -> None:
    """Nobody has judged it: the stack is read in part."""
    graph = record(project(tmp_path / "p", HIDDEN))
    assert [one.name for one in graph.resources] == ["seen"]
    assert [one.text for one in graph.notices if one.kind == "unread"] == ["hidden (__main__.py:5)"]
    assert graph.incomplete


def test_a_branch_that_cannot_be_tried_is_never_green_either(tmp_path: Path) -> None:
    program = HIDDEN.replace("    aws", "    {}['no']\n    aws")
    graph = record(project(tmp_path / "p", program))
    assert [one.text for one in graph.notices if one.kind == "unread"] == ["p:env"]
    assert graph.incomplete


def test_a_branch_that_fails_for_want_of_another_value_is_never_green(tmp_path: Path) -> None:
    """It is no refusal: with a network for `cidr` it would go on."""
    broken = "    import ipaddress; ipaddress.ip_network(pulumi.Config().require('cidr'))\n    aws"
    graph = record(project(tmp_path / "p", HIDDEN.replace("    aws", broken)))
    assert [one.text for one in graph.notices if one.kind == "unread"] == ["p:env"]


def test_a_branch_on_a_setting_that_is_given_is_read(tmp_path: Path) -> None:
    files = {"Pulumi__prod__yaml": "config:\n  p:env: prod\n"}
    graph = record(project(tmp_path / "p", HIDDEN, **files))
    assert sorted(one.name for one in graph.resources) == ["hidden", "seen"]
    assert not graph.incomplete


BEHIND = {
    "the last of several": "if env == 'dev': pass\nelif env == 'prod': {bucket}",
    "one of those that are wanted": (
        "if env not in ('dev', 'prod'): raise ValueError(env)\nif env == 'prod': {bucket}"
    ),
    "a name for those that are wanted": (
        "WANTED = ['dev', 'prod']\nassert env in WANTED\nif env == 'prod': {bucket}"
    ),
    "a table": "TABLE = {{'dev': 0, 'prod': 1}}\nif TABLE[env]: {bucket}",
    "a table with a default": "TABLE = {{'prod': 1}}\nif TABLE.get(env, 0): {bucket}",
    "a beginning": "if env.startswith('prod'): {bucket}",
    "nothing": "if not env: {bucket}",
    "a look-up": "if aws.ec2.get_vpc(default=True).cidr_block == '10.0.0.0/16': {bucket}",
    "the account": "if aws.get_caller_identity().account_id in ('1', '2'): {bucket}",
    "a part of an object": "if c.require_object('x')['env'] == 'prod': {bucket}",
}


@pytest.mark.parametrize("kind", BEHIND)
def test_each_text_that_a_program_knows_for_a_value_is_tried(tmp_path: Path, kind: str) -> None:
    branch = BEHIND[kind].format(bucket="aws.s3.Bucket('hidden')")
    program = f"{START}env = c.require('env')\naws.sqs.Queue('q-' + env)\n{branch}\n"
    graph = record(project(tmp_path / "p", program))
    unread = [one.text for one in graph.notices if one.kind == "unread"]
    assert [one.partition(" ")[0] for one in unread] == ["hidden"]
    assert [one.type for one in graph.resources] == ["aws:sqs/queue:Queue"]


def test_what_a_table_says_for_another_text_is_unknown(tmp_path: Path) -> None:
    program = (
        f"{START}env = c.require('env')\n"
        "TABLE = {'dev': {'open': False, 'size': 20}, 'prod': {'open': True, 'size': 20}}\n"
        "aws.rds.Instance('d', publicly_accessible=TABLE[env]['open'],\n"
        "    allocated_storage=TABLE[env]['size'], instance_class='db.t3.micro')\n"
    )
    (found,) = record(project(tmp_path / "p", program)).resources
    assert isinstance(found.get("publiclyAccessible"), Unknown)
    assert found.get("allocatedStorage") == 20


def test_a_text_that_the_program_refuses_makes_nothing(tmp_path: Path) -> None:
    program = (
        f"{START}env = c.require('env')\nTABLE = {{'dev': 1}}\nTABLE[env]\n"
        "if env == 'prod': aws.s3.Bucket('never')\naws.sqs.Queue('q')\n"
    )
    graph = record(project(tmp_path / "p", program))
    assert not graph.incomplete


def test_more_texts_than_can_be_tried_are_never_green(tmp_path: Path) -> None:
    branches = "".join(f"if env == 'e{n}': pass\n" for n in range(12))
    program = f"{START}env = c.require('env')\naws.sqs.Queue('q')\n{branches}"
    graph = record(project(tmp_path / "p", program))
    assert [one.text for one in graph.notices if one.kind == "unread"] == ["p:env"]


def test_further_runs_leave_the_time_limit_alone(tmp_path: Path) -> None:
    branches = "".join(f"if env == 'e{n}': pass\n" for n in range(8))
    wait = "import time\ntime.sleep(2)\n"
    program = f"{START}{wait}env = c.require('env')\naws.sqs.Queue('q')\n{branches}"
    graph = record(project(tmp_path / "p", program), timeout=18)
    assert [one.text for one in graph.notices if one.kind == "unread"] == ["p:env"]
