"""Input that is wrong or odd, through the command: a sentence, an exit code, no traceback."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.reading.test_programs import BUCKET, project

URN = "urn:pulumi:prod::p::aws:s3/bucket:Bucket::"


def check(*arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "hdsstack", "check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def bucket(name: str, **rest: Any) -> dict[str, Any]:
    return {"urn": URN + name, "type": "aws:s3/bucket:Bucket", "custom": True, "inputs": {}, **rest}


ODD = {
    "cyclic parents": ([bucket("a", parent=URN + "b"), bucket("b", parent=URN + "a")], 1),
    "a parent of itself": ([bucket("a", parent=URN + "a", provider=f"{URN}a::x")], 1),
    "the same URN twice": ([bucket("a"), bucket("a", inputs={"bucket": "x"})], 1),
    "an unknown type": ([{"urn": URN + "u", "type": "a:b:C", "custom": True, "inputs": {}}], 3),
    "inputs that are no object": ([bucket("a", inputs=[1])], 2),
    "a resource without URN": ([{"type": "a:b:C"}], 2),
    "only what is being deleted": ([bucket("a", delete=True)], 3),
    "values nested without end": (
        [bucket("a", inputs={"tags": json.loads("[" * 900 + "]" * 900)})],
        1,
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_state_is_decided_or_told(tmp_path: Path, name: str) -> None:
    resources, code = ODD[name]
    text = json.dumps({"version": 3, "deployment": {"manifest": {}, "resources": resources}})
    (tmp_path / "state.json").write_text(text, encoding="utf-8")
    done = check("--state", tmp_path / "state.json")
    assert done.returncode == code, done.stderr
    assert code != 2 or "next:" in done.stdout + done.stderr


EVENTS = '{"sequence": 0, "preludeEvent": {}}\n{"sequence": 1, "summaryEvent": {}}\n'


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--preview", EVENTS.encode(), "log of events"),
        ("--state", EVENTS.encode(), "log of events"),
        ("--state", gzip.compress(b"{}", mtime=0), "compressed"),
        ("--state", b'{"version": 3, "deploy', "cut short"),
        ("--state", '{"version": 3}'.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_of_another_form_is_named(
    tmp_path: Path, option: str, content: bytes, said: str
) -> None:
    (tmp_path / "given").write_bytes(content)
    done = check(option, tmp_path / "given")
    assert done.returncode == 2
    assert said in done.stdout + done.stderr
    assert "next:" in done.stdout + done.stderr


def test_a_program_of_another_language_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "")
    (folder / "Pulumi.yaml").write_text("name: p\nruntime: nodejs\n", encoding="utf-8")
    done = check(folder)
    assert done.returncode == 2
    assert "--state" in done.stdout + done.stderr


def test_stack_files_may_have_a_folder_of_their_own(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", BUCKET)
    text = "name: p\nruntime: python\nstackConfigDir: settings\n"
    (folder / "Pulumi.yaml").write_text(text, encoding="utf-8")
    (folder / "settings").mkdir()
    stack = "config:\n  aws:region: eu-west-3\n"
    (folder / "settings" / "Pulumi.prod.yaml").write_text(stack, encoding="utf-8")
    done = check(folder, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["targets"][0]["environment"] == "prod"


def test_a_program_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", "")
    (folder / "__main__.py").write_bytes(b"name = '\xff\xfe'\n")
    done = check(folder)
    assert done.returncode == 2
    assert "__main__.py" in done.stdout + done.stderr


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    text = (
        "import pulumi_aws as aws\n"
        "for i in range(40):\n    aws.s3.Bucket(f'b{i}')\n"
        "said = {f'SETTING_{i}': 'x' for i in range(20)}\n"
        "aws.lambda_.Function('f', role='r', environment={'variables': said})\n"
    )
    folder = project(tmp_path / "p", text)
    first, second = (check(folder, "--format", "json").stdout for _run in range(2))
    assert first == second
