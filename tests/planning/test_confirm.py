"""What nobody has confirmed is counted, in whatever language the manifest was written."""

import pytest

from hdsstack.planning.confirm import marks, waiting


def test_every_language_has_its_mark() -> None:
    assert marks() == ("TO CONFIRM", "À CONFIRMER")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("# Search TO CONFIRM for what only you know.\nname: CH\n", 0),
        ("name: 'TO CONFIRM: official name'\nreference: TO CONFIRM: contract\n", 2),
        ("nom: 'À CONFIRMER: nom officiel'\n", 1),
    ],
)
def test_marked_values_are_counted_and_comments_are_not(text: str, count: int) -> None:
    assert waiting(text) == count
