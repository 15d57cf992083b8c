"""A team's program runs in a process of its own; whatever it does is one clear answer."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from hdsstack.engine.errors import TargetError
from hdsstack.engine.program import _answer, record_apart
from hdsstack.engine.project import open_project
from hdsstack.facts.aws.keys import key_owner
from hdsstack.facts.aws.trust import wide_trust
from hdsstack.facts.policies import Statement, statements
from hdsstack.model.facts import KeyOwner
from hdsstack.model.graph import ResourceGraph
from hdsstack.model.values import Origin, Ref, Secret, Text, Unknown

ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
BUCKET = "import pulumi_aws as aws\nb = aws.s3.Bucket('b')\n"


def project(folder: Path, program: str, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "Pulumi.yaml").write_text("name: p\nruntime: python\n", encoding="utf-8")
    (folder / "__main__.py").write_text(program, encoding="utf-8")
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return folder


def record(folder: Path, timeout: float = 60) -> ResourceGraph:
    return record_apart(open_project(folder, None, {}), timeout=timeout)


def failure(folder: Path, timeout: float = 60) -> TargetError:
    with pytest.raises(TargetError) as caught:
        record(folder, timeout)
    return caught.value


class Ended:
    """A process that answers and ends between a look into its pipe and a look at itself."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe
        self.returncode: int | None = None

    def poll(self) -> int:
        if self.returncode is None:
            os.write(self.pipe, b'..\n{"record": 1}\n')
            self.returncode = 0
        return self.returncode

    wait = poll


def test_an_answer_that_comes_while_nobody_looks_is_read() -> None:
    read, write = os.pipe()
    try:
        process = cast("subprocess.Popen[bytes]", Ended(write))
        assert _answer(read, process, 5.0, Event()) == {"record": 1}
    finally:
        os.close(read)
        os.close(write)


def test_a_policy_looked_up_by_name_keeps_its_name(tmp_path: Path) -> None:
    """Whose policy it is stays unknown; an ARN that is given is carried back."""
    program = (
        "import pulumi_aws as aws\n"
        "power = aws.iam.get_policy(name='PowerUserAccess')\n"
        "given = aws.iam.get_policy_output(arn='arn:aws:iam::aws:policy/ReadOnlyAccess')\n"
        "aws.iam.RolePolicyAttachment('a', role='r', policy_arn=power.arn)\n"
        "aws.iam.RolePolicyAttachment('b', role='r', policy_arn=given.arn)\n"
    )
    graph = record(project(tmp_path / "p", program))
    found = {one.name: one.get("policyArn") for one in graph.of(ATTACHMENT)}
    assert isinstance(found["a"], Text)
    assert found["a"].literal == "arn:aws:iam:::policy/PowerUserAccess"
    assert found["b"] == "arn:aws:iam::aws:policy/ReadOnlyAccess"


def test_an_output_of_another_stack_is_told_with_its_stack(tmp_path: Path) -> None:
    """An unknown that comes from other stacks alone says from which; a mixture does not."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "net = pulumi.StackReference('acme/net/prod')\n"
        "b = aws.s3.Bucket('b', bucket=net.require_output('bucket'),"
        " tags={'of': net.get_output('x')})\n"
        "aws.s3.Bucket('c', bucket=pulumi.Output.all(net.get_output('p'), b.bucket)"
        ".apply(lambda both: '-'.join(both)))\n"
    )
    graph = record(project(tmp_path / "p", program))
    first, second = graph.of("aws:s3/bucket:Bucket")
    for path in ("bucket", "tags.of"):
        value = first.get(path)
        assert isinstance(value, Unknown)
        assert "another stack (acme/net/prod)" in str(value.reason)
    mixed = second.get("bucket")
    assert not isinstance(mixed, Unknown) or "another stack" not in str(mixed.reason)


def test_a_text_deep_in_an_output_is_a_symbol(tmp_path: Path) -> None:
    """The issuer of a cluster, by which roles of pods are bound, is four steps inside."""
    program = (
        "import pulumi_aws as aws\n"
        "c = aws.eks.Cluster('c', role_arn='r', vpc_config={'subnet_ids': ['s']})\n"
        "aws.iam.OpenIdConnectProvider('o', url=c.identities[0].oidcs[0].issuer,"
        " client_id_lists=['sts.amazonaws.com'])\n"
    )
    (found,) = record(project(tmp_path / "p", program)).of(
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider"
    )
    url = found.get("url")
    assert isinstance(url, Ref)
    assert url.prop == "identities[0].oidcs[0].issuer"


def test_a_raising_program_names_file_line_and_progress(tmp_path: Path) -> None:
    """The error says where it stopped and after how many resources."""
    error = failure(
        project(tmp_path / "p", BUCKET + "b.id.apply(print)\nraise ValueError('boom')\n")
    )
    assert (error.file, error.line) == ("__main__.py", 4)
    assert "boom" in error.message


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit(0)", "sys.exit"),
        ("import not_a_package", "not_a_package"),
        ("def (", "SyntaxError"),
        ("def (", f"Python 3.{sys.version_info[1]}"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "SIGKILL"),
        ("import os; os._exit(0)", "status 0"),
        ("def f(): f()\nf()", "calls itself without end"),
    ],
)
def test_whatever_ends_a_program_is_said(tmp_path: Path, program: str, said: str) -> None:
    """Exits, missing packages, broken syntax, signals: each has its sentence."""
    assert said in failure(project(tmp_path / "p", program)).message


def test_a_hanging_program_is_ended(tmp_path: Path) -> None:
    """The time limit holds also for children that the program started."""
    program = "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(10**6)"
    assert "--timeout" in failure(project(tmp_path / "p", program), timeout=3).message


def test_output_of_a_program_disturbs_nothing(tmp_path: Path) -> None:
    """A program may print and read as it likes."""
    graph = record(
        project(tmp_path / "p", "import sys; print('x' * 10**6); sys.stdin.read()\n" + BUCKET)
    )
    assert [r.name for r in graph.resources] == ["b"]


def test_references_and_documents_stay_exact(tmp_path: Path) -> None:
    """An output becomes a reference, also inside a text and a JSON document."""
    program = (
        "import json, pulumi, pulumi_aws as aws\nb = aws.s3.Bucket('b')\n"
        "aws.s3.BucketPolicy('p', bucket=b.id, policy=b.arn.apply(lambda a: "
        "json.dumps({'Resource': a + '/*'})))\n"
        "aws.s3.BucketVersioning('v', bucket=b.bucket, "
        "versioning_configuration={'status': 'Enabled'})\n"
    )
    graph = record(project(tmp_path / "p", program))
    policy = next(graph.of("aws:s3/bucketPolicy:BucketPolicy"))
    bucket = next(graph.of("aws:s3/bucket:Bucket"))
    assert policy.get("bucket") == Ref(bucket.urn, "id")
    document = policy.get("policy")
    assert isinstance(document, Text)
    assert document.refs == (Ref(bucket.urn, "arn"),)
    assert (
        graph.linked(next(graph.of("aws:s3/bucketVersioning:BucketVersioning")), "bucket") is bucket
    )
    assert bucket.source is not None
    assert (bucket.source.file, bucket.source.line) == ("__main__.py", 2)


@pytest.mark.parametrize("turned", ["lower", "upper", "casefold"])
def test_an_output_in_other_letters_is_the_same_output(tmp_path: Path, turned: str) -> None:
    program = (
        "import pulumi_aws as aws\nb = aws.s3.Bucket('letters-A')\n"
        f"name = b.id.apply(lambda i: i.{turned}())\n"
        "aws.s3.BucketPolicy('p', bucket=name, policy=name.apply(lambda n: 'of ' + n))\n"
    )
    graph = record(project(tmp_path, program))
    bucket = next(graph.of("aws:s3/bucket:Bucket"))
    policy = next(graph.of("aws:s3/bucketPolicy:BucketPolicy"))
    assert policy.get("bucket") == Ref(bucket.urn, "id")
    assert policy.get("policy") == Text(("of ", Ref(bucket.urn, "id")))


def test_a_missing_setting_gets_a_placeholder_and_is_named(tmp_path: Path) -> None:
    """Configuration that no file has does not end the program."""
    program = (
        "import pulumi, pulumi_aws as aws\nc = pulumi.Config()\naws.s3.Bucket('b', "
        "bucket=c.require('name'), force_destroy=c.require_bool('f'))\n"
    )
    graph = record(project(tmp_path / "p", program))
    assert isinstance(graph.resources[0].get("bucket"), Unknown)
    assert {n.text for n in graph.notices if n.kind == "placeholder"} == {"p:name", "p:f"}


def test_look_ups_are_answered_by_shape_and_named(tmp_path: Path) -> None:
    """A look-up carries its arguments back and is unknown elsewhere."""
    program = (
        "import pulumi_aws as aws\nv = aws.ec2.get_vpc(id='vpc-1')\naws.ec2.Subnet('s', "
        "vpc_id=v.id, cidr_block=v.cidr_block)\n"
    )
    graph = record(project(tmp_path / "p", program))
    subnet = graph.resources[0]
    assert subnet.get("vpcId") == "vpc-1"
    assert isinstance(subnet.get("cidrBlock"), Unknown)
    assert ("look-up", "aws:ec2/getVpc:getVpc") in {(n.kind, n.text) for n in graph.notices}


def test_a_policy_document_reads_the_keys_of_plain_dictionaries(tmp_path: Path) -> None:
    """The SDK translates the keys of typed arguments, not those of a dictionary in a look-up."""
    program = """
import pulumi_aws as aws
said = {"resources": ["*"]}
for name, held in {
    "plain": {"not_actions": ["iam:*"], **said},
    "wire": {"notActions": ["iam:*"], **said},
    "typed": aws.iam.GetPolicyDocumentStatementArgs(not_actions=["iam:*"], **said),
}.items():
    aws.iam.Policy(name, policy=aws.iam.get_policy_document(statements=[held]).json)
"""
    graph = record(project(tmp_path / "p", program))
    documents = [found.get("policy") for found in graph.of("aws:iam/policy:Policy")]
    read = [statements(found) for found in documents]
    assert read == [(Statement(allows=True, not_actions=("iam:*",), resources=("*",)),)] * 3


def test_a_key_that_is_looked_up_shows_whose_it_is(tmp_path: Path) -> None:
    """By its alias or its id; one that AWS keeps for itself is the provider's."""
    program = """
import pulumi_aws as aws
own = aws.kms.get_alias(name="alias/ght-data").target_key_arn
theirs = aws.kms.get_alias_output(name="alias/aws/ebs").target_key_arn
by_id = aws.kms.get_key(key_id="alias/ght-data").arn
for name, key in {"own": own, "theirs": theirs, "by_id": by_id}.items():
    aws.ebs.Volume(name, availability_zone="eu-west-3a", encrypted=True, kms_key_id=key)
"""
    graph = record(project(tmp_path / "p", program))
    owners = {one.name: key_owner(one, "kmsKeyId", graph).value for one in graph.resources}
    own, theirs = KeyOwner.ESTABLISHMENT, KeyOwner.PROVIDER
    assert owners == {"own": own, "theirs": theirs, "by_id": own}


def test_the_account_that_is_asked_for_is_the_stack_s_own(tmp_path: Path) -> None:
    """A role for the account itself is not one for a stranger's account."""
    program = """
import json
import pulumi_aws as aws
own = aws.get_caller_identity().account_id
for name, account in {"own": own, "other": "123456789012"}.items():
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:aws:iam::{account}:root"},
        "Action": "sts:AssumeRole",
    }
    aws.iam.Role(name, assume_role_policy=json.dumps({"Statement": [statement]}))
"""
    graph = record(project(tmp_path / "p", program))
    wide = {role.name: wide_trust(role, graph) for role in graph.of("aws:iam/role:Role")}
    assert wide == {"own": False, "other": True}


def test_secrets_know_where_they_come_from(tmp_path: Path) -> None:
    """A literal that the SDK marks is the program's own; a secret setting is not."""
    program = (
        "import pulumi, pulumi_aws as aws\nc = pulumi.Config()\n"
        "aws.rds.Instance('clear', instance_class='x', password='in-the-program')\n"
        "aws.rds.Instance('kept', instance_class='x', password=c.require_secret('pw'))\n"
    )
    folder = project(
        tmp_path / "p", program, Pulumi__prod__yaml="config:\n  p:pw:\n    secure: v1:abc\n"
    )
    found = {r.name: r.raw("password") for r in record(folder).resources}
    assert isinstance(found["clear"], Secret)
    assert isinstance(found["kept"], Secret)
    assert found["clear"].origin is Origin.PROGRAM
    assert found["kept"].origin is Origin.CONFIGURATION
    assert "in-the-program" not in repr(found)


def test_two_resources_of_one_name_are_refused(tmp_path: Path) -> None:
    """An engine would refuse them, so the program is wrong."""
    assert "duplicate" in failure(project(tmp_path / "p", BUCKET + "aws.s3.Bucket('b')\n")).message


def test_transforms_and_transformations_change_what_is_recorded(tmp_path: Path) -> None:
    """Both generations of transforms run, as they do under an engine."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "def old(a): a.props['bucket'] = 'named'; return "
        "pulumi.ResourceTransformationResult(a.props, a.opts)\n"
        "def new(a): return pulumi.ResourceTransformResult({**a.props, 'forceDestroy': "
        "True}, a.opts)\n"
        "aws.s3.Bucket('b', opts=pulumi.ResourceOptions(transformations=[old], "
        "transforms=[new], protect=True))\n"
    )
    bucket = record(project(tmp_path / "p", program)).resources[0]
    assert (bucket.get("bucket"), bucket.get("forceDestroy"), bucket.protect) == (
        "named",
        True,
        True,
    )


def test_a_helper_module_that_registers_runs_again(tmp_path: Path) -> None:
    """Modules of the program are forgotten after a recording, in this very process too."""
    from hdsstack.engine.program import record_here

    folder = project(
        tmp_path / "p", "import helper_that_registers\n", helper_that_registers__py=BUCKET
    )
    opened = open_project(folder, None, {})
    for _round in range(2):
        graph = record_here(
            folder / "__main__.py",
            root=folder,
            project="p",
            stack="dev",
            configuration=opened.configuration,
        )
        assert [r.name for r in graph.resources] == ["b"]


def test_two_stack_files_want_a_choice(tmp_path: Path) -> None:
    """Nothing is guessed between two stacks."""
    folder = project(
        tmp_path / "p", "", Pulumi__a__yaml="config: {}\n", Pulumi__b__yaml="config: {}\n"
    )
    with pytest.raises(TargetError, match="--stack"):
        open_project(folder, None, {})
    assert open_project(folder, "b", {}).stack == "b"


def test_a_program_of_another_language_is_refused(tmp_path: Path) -> None:
    """Only Python programs are run; a state or preview of any language can be read."""
    folder = project(tmp_path / "p", "")
    (folder / "Pulumi.yaml").write_text("name: p\nruntime: nodejs\n", encoding="utf-8")
    with pytest.raises(TargetError, match="--state"):
        open_project(folder, None, {})


def test_a_component_made_elsewhere_is_not_understood(tmp_path: Path) -> None:
    """What it is given may hold resources of the program; what it answers is unknown."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "class Api(pulumi.ComponentResource):\n"
        "    def __init__(self, name, props, remote):\n"
        "        super().__init__('vendor:index:Api', name, props, remote=remote)\n"
        "b = aws.s3.Bucket('b')\n"
        "far = Api('far', {'routes': [{'handler': b}], 'url': None}, True)\n"
        "near = Api('near', {'routes': [{'handler': b}]}, False)\n"
        "aws.s3.BucketPolicy('p', bucket=far.url, policy='{}')\n"
    )
    graph = record(project(tmp_path / "p", program))
    found = {r.name: r for r in graph.resources}
    assert found["far"].custom
    assert not found["near"].custom
    assert isinstance(found["p"].get("bucket"), Unknown)


def test_a_folder_without_a_program_is_told(tmp_path: Path) -> None:
    """Its program may be elsewhere, or one of the Automation API."""
    folder = project(tmp_path / "p", "")
    (folder / "__main__.py").unlink()
    error = failure(folder)
    assert "`main`" in error.message
    assert "--entry" in error.message


@pytest.mark.parametrize(
    "program",
    [
        "import not_a_package",
        "import pulumi_aws as aws\naws.ec2.get_subnet_ids(vpc_id='v')",
        "import pulumi_aws as aws\naws.ec2.Eip('e', vpc=True)",
        "import pulumi_aws as aws\naws.ProviderArgs(assume_role={})",
        "import pulumi_aws as aws\naws.s3.Bucket('b').domain_of_old",
    ],
)
def test_what_the_packages_lack_tells_whose_python_it_was(tmp_path: Path, program: str) -> None:
    """A program may be of another major of an SDK; no setting is to blame."""
    said = failure(project(tmp_path / "p", program)).message
    assert "virtualenv" in said
    assert "--config" not in said


def test_an_environment_without_pulumi_says_what_to_do(tmp_path: Path) -> None:
    named = "name: p\nruntime: {name: python, options: {virtualenv: v}}\n"
    folder = project(tmp_path / "p", BUCKET, Pulumi__yaml=named)
    python = folder / "v" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} -S "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    said = failure(folder).message
    assert "the program needs the package 'pulumi', which is not installed" in said
    assert "next: install its requirements in its virtual environment" in said


def test_a_part_of_what_is_known_in_part_is_unknown(tmp_path: Path) -> None:
    """A preview of the engine would not know it either."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "g = aws.eks.Cluster('c', role_arn='r', vpc_config={'subnet_ids': ['s']})\n"
        "t = aws.acm.Certificate('t', domain_name='d.example')\n"
        "one = t.domain_validation_options[3].resource_record_name\n"
        "other = g.kubernetes_network_config.elastic_load_balancing.enabled.deeper\n"
        "aws.s3.Bucket('b', bucket=one)\naws.s3.Bucket('d', bucket=other)\n"
    )
    found = {one.name: one for one in record(project(tmp_path / "p", program)).resources}
    assert isinstance(found["b"].get("bucket"), Unknown)
    assert isinstance(found["d"].get("bucket"), Unknown)


def test_an_object_that_only_calls_itself_a_module_is_none(tmp_path: Path) -> None:
    """As the libraries of compiled code in the list of modules."""
    program = (
        "import sys, types, pulumi_aws as aws\n"
        "class Lib:\n    __class__ = types.ModuleType\n"
        "sys.modules['compiled.lib'] = Lib()\n"
        "aws.s3.Bucket('b')\n"
    )
    graph = record(project(tmp_path / "p", program))
    assert "b" in {one.name for one in graph.resources}


def test_code_without_a_file_is_nobody_s_line(tmp_path: Path) -> None:
    """What `exec` runs has no line that a reader could open."""
    error = failure(project(tmp_path / "p", "exec('raise ValueError(1)')\n"))
    assert (error.file, error.line) == ("__main__.py", 1)


def test_an_error_of_the_program_s_own_module_blames_no_environment(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "import helper\nhelper.missing()\n", helper__py="")
    assert "virtualenv" not in failure(folder).message


def test_a_look_up_by_what_is_unknown_has_its_shape(tmp_path: Path) -> None:
    """An engine would know what another stack says, and the program relies on it."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "name = pulumi.StackReference('o/p/s').get_output('n')\n"
        "found = aws.eks.get_cluster(name=name).vpc_config.cluster_security_group_id\n"
        "key = aws.cloudformation.get_stack(name='s').outputs['Bucket']\n"
        "aws.s3.Bucket('b', bucket=found)\naws.s3.Bucket('d', bucket=key)\n"
    )
    found = {one.name: one for one in record(project(tmp_path / "p", program)).resources}
    assert isinstance(found["b"].get("bucket"), Unknown)
    assert isinstance(found["d"].get("bucket"), Unknown)


def test_an_unknown_says_whose_output_it_is(tmp_path: Path) -> None:
    """Where few resources may be meant; a number or a flag has no symbol that would say it."""
    program = (
        "import pulumi, pulumi_aws as aws\n"
        "q = [aws.sqs.Queue(f'q{i}') for i in range(4)]\n"
        "aws.sqs.Queue('a', delay_seconds=q[0].receive_wait_time_seconds)\n"
        "every = pulumi.Output.all(*(one.delay_seconds for one in q))\n"
        "aws.sqs.Queue('b', delay_seconds=every.apply(sum))\n"
    )
    graph = record(project(tmp_path / "p", program))
    found = {one.name: one.get("delaySeconds") for one in graph.resources}
    said = {n: str(one.reason) for n, one in found.items() if isinstance(one, Unknown)}
    assert said == {
        "a": "known only after the deployment: an output of q0",
        "b": "known only after the deployment",
    }


@pytest.mark.parametrize(("tool", "lock"), [("uv", "uv.lock"), ("poetry", "poetry.lock")])
def test_a_tool_keeps_its_environment_beside_its_lock_file(
    tmp_path: Path, tool: str, lock: str
) -> None:
    """Pulumi.yaml need not name it."""
    folder = project(tmp_path / "infra", BUCKET)
    runtime = f"name: p\nruntime:\n  name: python\n  options:\n    toolchain: {tool}\n"
    (folder / "Pulumi.yaml").write_text(runtime, encoding="utf-8")
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    assert not open_project(folder, None, {}).own_interpreter
    (tmp_path / lock).touch()
    assert Path(open_project(folder, None, {}).interpreter) == python
