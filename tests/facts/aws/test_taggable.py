"""The list of taggable types agrees with the SDK that is installed."""

import re
from pathlib import Path

import pytest

from hdsstack.engine.tokens import normal
from hdsstack.facts.aws.place import taggable

_TOKEN = re.compile(r"super\(\w+, __self__\).__init__\(\s*'(aws:[^']+)'")
_ARGUMENTS = re.compile(r"def _internal_init\((.*?)\):", re.DOTALL)
# Objects in a bucket: their tags say nothing about hosting.
_OBJECTS = ("aws:s3/bucketObject", "aws:s3/objectCopy")


def test_every_type_that_takes_tags_is_listed() -> None:
    """Neither more nor less than the SDK."""
    sdk = Path(pytest.importorskip("pulumi_aws").__file__).parent
    found = set()
    for file in sdk.glob("*/*.py"):
        text = file.read_text(encoding="utf-8")
        token, arguments = _TOKEN.search(text), _ARGUMENTS.search(text)
        if token and arguments and re.search(r"\n\s+tags: ", arguments[1]):
            found.add(normal(token[1]))
    listed = {kind for kind in found if not kind.startswith(_OBJECTS)}
    assert listed == taggable()
