"""Each negative case of the references is refused, by the control that is meant to refuse it."""

from pathlib import Path

import pytest

from tests.blueprints.negatives import Negative, materialise, negatives
from tests.blueprints.references import REFERENCES, decided, failing, graph_of, manifest_of

CASES = tuple(negatives())


@pytest.mark.parametrize("negative", CASES, ids=str)
def test_it_is_refused(negative: Negative, tmp_path: Path) -> None:
    root = materialise(negative, tmp_path)
    graph = graph_of(negative.stack, root=root)
    found = failing(decided(graph, manifest_of(negative.stack, root)))
    for control, names in negative.fails.items():
        assert control in found
        assert set(names) <= set(found[control])


def test_every_reference_has_a_negative_case() -> None:
    assert {negative.stack for negative in CASES} == set(REFERENCES)
