"""The French catalogue is whole: each message of the code, translated, with the same places."""

import importlib.util
import string
from itertools import zip_longest
from pathlib import Path
from types import ModuleType

import pytest

from hdsstack.locale import Speaker
from tests.report.samples import FAILING

REPOSITORY = Path(__file__).resolve().parents[2]


def tool() -> ModuleType:
    """The script that takes messages in."""
    spec = importlib.util.spec_from_file_location("messages", REPOSITORY / "tools/messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def messages() -> dict[str, str]:
    """Message of the code -> its translation, empty where there is none."""
    script = tool()
    french = script.catalogue()
    found: dict[str, str] = {}
    for text in script.extracted():
        one = french.get(text)
        told = forms(one.string) if one and not one.fuzzy else ()
        found |= dict(zip_longest(forms(text), told[: len(forms(text))], fillvalue=""))
    return found


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message, or what is said of one and of several."""
    return (text,) if isinstance(text, str) else tuple(text)


def places(text: str) -> list[str]:
    """The `{places}` of a text, with their formats."""
    return sorted(
        f"{name}!{conversion}:{form}"
        for _before, name, form, conversion in string.Formatter().parse(text)
        if name is not None
    )


def test_every_message_is_translated(messages: dict[str, str]) -> None:
    missing = [text for text, french in messages.items() if not french]
    assert missing == [], "run `make messages`, then translate the empty entries"


def test_translations_have_the_places_of_their_message(messages: dict[str, str]) -> None:
    wrong = [text for text, french in messages.items() if french and places(text) != places(french)]
    assert wrong == []


def test_code_and_names_stand_unchanged_in_translations(messages: dict[str, str]) -> None:
    """What stands between backquotes is typed by people or read by machines."""

    def quoted(text: str) -> set[str]:
        return {part for part in text.split("`")[1::2] if " " not in part and "{" not in part}

    wrong = {
        text: sorted(quoted(text) - quoted(french))
        for text, french in messages.items()
        if quoted(text) - quoted(french)
    }
    assert wrong == {}


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says(
    messages: dict[str, str],
) -> None:
    french = tool().catalogue()
    held = [text for one in french if one.id for text in forms(one.id)]
    assert [text for text in held if text not in messages] == []


def test_the_file_is_as_the_tool_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tool()
    before = script.FRENCH.read_text(encoding="utf-8")
    copy = tmp_path / "hdsstack.po"
    copy.write_text(before, encoding="utf-8")
    monkeypatch.setattr(script, "FRENCH", copy)
    script.main()
    assert copy.read_text(encoding="utf-8") == before


def test_a_report_is_french(messages: dict[str, str]) -> None:
    from hdsstack.report.text import headline

    said = headline(FAILING, Speaker("fr"))
    assert messages
    assert said.startswith("ch-exemple prod: refusé")
    assert "blocking" not in said


def test_no_message_hides_in_an_f_string() -> None:
    """What stands inside an f-string is not found before Python 3.12, so it would stay English."""
    package = REPOSITORY / "hdsstack"
    hiding = [
        f"{path.relative_to(package)}:{number}"
        for path in package.rglob("*.py")
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "{_(" in row or "{N_(" in row
    ]
    assert hiding == []
