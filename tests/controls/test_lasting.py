"""How long something lasts is said as people say it."""

import pytest

from hdsstack.controls.lasting import lasting
from hdsstack.locale import Speaker


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        (1, "1 day", "1 jour"),
        (7.0, "7 days", "7 jours"),
        (1.5, "1.5 days", "1.5 jours"),
        (8 / 24, "8 h", "8 h"),
        (0, "0 h", "0 h"),
    ],
)
def test_a_time_in_words(days: float, english: str, french: str) -> None:
    assert str(lasting(days)) == english
    assert lasting(days).render(Speaker("fr")) == french
