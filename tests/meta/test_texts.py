"""What committed files must not hold: claims, machines, registries, encrypted values."""

import re

from tests.meta.committed import ROOT, committed, text_of

SPOKEN = ("hdsstack/", "README", "docs/", "blueprints/", "stacks/", "CONTRIBUTING", "CHANGELOG")
# "Compliance" as such is a word of the clouds (a mode of locks, pages of certificates).
CLAIM = re.compile(r"\b(compliant|conformes?)\b", re.IGNORECASE)
# A sentence that says what is not claimed.
DISCLAIMED = re.compile(r"\b(never|not|no|jamais|aucune?|ne)\b|n'", re.IGNORECASE)

# Written in two pieces, so that this file holds none of them.
MACHINE = re.compile(
    "(?<![\\w.:$}/-])/(?:work|root|tmp)" + "/|/home/(?!hospital|hds)[a-z]+" + "/|/Users" + "/"
)
REGISTRIES = tuple(
    "".join(parts)
    for parts in (
        ("py", "pi.org"),
        ("pythonhos", "ted.org"),
        ("npm", "js.org"),
        ("proxy.go", "lang.org"),
        ("sum.go", "lang.org"),
        ("crates", ".io"),
    )
)
STACK_FILE = re.compile(r"(^|/)Pulumi\.[^/]+\.ya?ml$")


def _spoken() -> list[str]:
    return [name for name in committed() if name.startswith(SPOKEN)]


def test_there_is_something_to_look_at() -> None:
    assert len(_spoken()) > 300
    assert sum(bool(STACK_FILE.search(name)) for name in committed()) > 4


def test_nothing_claims_conformity() -> None:
    claims = [
        f"{name}: {line.strip()}"
        for name in _spoken()
        for line in text_of(name).splitlines()
        if CLAIM.search(line) and not DISCLAIMED.search(line)
    ]
    assert not claims, "\n".join(claims)


def test_no_file_names_a_machine() -> None:
    found = [name for name in committed() if MACHINE.search(text_of(name))]
    assert found == []


def test_no_file_names_a_registry() -> None:
    found = [
        f"{name}: {host}" for name in committed() for host in REGISTRIES if host in text_of(name)
    ]
    assert found == []


def test_stack_files_hold_no_encrypted_value() -> None:
    """The corpus has some on purpose: programs as teams write them."""
    found = [
        name
        for name in committed()
        if STACK_FILE.search(name) and not name.startswith("tests/corpus/")
    ]
    assert found
    for name in found:
        assert not re.search(r"\bsecure:|\bencryptionsalt\b", text_of(name)), name


def test_the_root_is_the_repository() -> None:
    assert (ROOT / "pyproject.toml").is_file()
