"""A sound sample manifest, and the same with changes laid over it."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from hdsstack.model.establishment import Establishment
from hdsstack.planning.answers import Answers
from hdsstack.planning.presets import manifest_for
from tests.cases import overlay

TODAY = dt.date(2026, 11, 25)

ANSWERS = Answers(
    slug="ch-exemple",
    name="Centre hospitalier d'exemple",
    finess="620000000",
    kind="ch",
    beds=120,
    provider="aws",
    administrator="Claude Martin",
    today=TODAY,
    region="eu-west-3",
)

# What a preset leaves to people, settled here so that nothing is missing.
_SETTLED: Mapping[str, Any] = {
    "foundation": {
        key: {"held_by": "account of the group", "evidence": "evidence.pdf", "date": TODAY}
        for key in ("trail", "detection", "guard_rails", "restore_test", "bastion", "monitoring")
    },
}


@cache
def _preset() -> dict[str, Any]:
    return overlay(dict(manifest_for(ANSWERS)), _SETTLED)


def sound() -> dict[str, Any]:
    """The sample: AWS, Paris, second site Frankfurt; another account holds the foundation."""
    return overlay(_preset(), {})


def establishment_with(changes: Mapping[str, Any]) -> Establishment:
    """The sound sample with `changes` laid over it."""
    return Establishment.model_validate(overlay(sound(), changes))
