"""Take the messages of the code into the French catalogue; translations that exist stay.

A message is a text in `_("...")` or `N_("...")`, or the reason of an `Unknown("...")`. New ones are
added empty, those that the code no longer has are dropped; a test asks for a translation of each.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ROOT / "hdsstack" / "locale" / "fr" / "LC_MESSAGES" / "hdsstack.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "Unknown": (1,)}
# Without dates, so that the file changes with its messages only.
HEADER = """\
# French messages of hdsstack; `make messages` adds new ones.
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# What click itself says to a user of ours.
CLICK = (
    "Usage:",
    "Options",
    "Commands",
    "Error: {message}",
    "Show this message and exit.",
    "Try '{command} {option}' for help.",
    "Missing command.",
    "No such command {name!r}.",
    "No such option: {name}",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Invalid value for {param_hint}: {message}",
    "Invalid value: {message}",
    "Option {name!r} requires an argument.",
    "default: {default}",
    "No such option {name!r}.",
    "{value} is not in the range {range}.",
    "{value!r} is not a valid {number_type}.",
    # One and several.
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
# What the system says of files, as `OSError.strerror` gives it.
SYSTEM = (
    "No such file or directory",
    "Permission denied",
    "Is a directory",
    "Not a directory",
    "File exists",
    "File name too long",
    "No space left on device",
    "Read-only file system",
)


def extracted() -> Iterator[str | tuple[str, str]]:
    """Every message of the package, in the order of files and lines, each once."""
    found = extract_from_dir(ROOT / "hdsstack", method_map=[("**.py", "python")], keywords=KEYWORDS)
    seen: set[str | tuple[str, str]] = {""}
    for _file, _line, message, _comments, _context in sorted(found, key=lambda one: one[:2]):
        text = message if isinstance(message, str) else message[0]
        if text not in seen:
            seen.add(text)
            yield text
    yield from (text for text in (*CLICK, *SYSTEM) if text not in seen)


def catalogue() -> Catalog:
    """The French catalogue as it is; an empty one where there is no file."""
    if not FRENCH.is_file():
        return Catalog(locale="fr", domain="hdsstack")
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr", domain="hdsstack")


def taken_in() -> Catalog:
    """The catalogue with exactly the messages of the code."""
    known = catalogue()
    fresh = Catalog(locale="fr", domain="hdsstack", fuzzy=False)
    for text in extracted():
        held = known.get(text)
        fresh.add(text, held.string if held else "")
    return fresh


def main() -> None:
    """Write the catalogue and count what has no translation."""
    fresh = taken_in()
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    with FRENCH.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, fresh, width=100, no_location=True, omit_header=True)
    missing = sum(1 for message in fresh if message.id and not message.string)
    print(f"messages: {len(fresh)}, without a translation: {missing}")


if __name__ == "__main__":
    main()
