"""Every row of every data file says where it comes from, and no text claims what it cannot."""

from datetime import date
from pathlib import Path

import pytest

from hdsstack import catalog
from hdsstack.catalog.loader import DATA, names, table
from hdsstack.catalog.rows import CONFIDENCES

LAST_EDIT = date(2026, 11, 25)
FILES = sorted(path.relative_to(DATA).with_suffix("").as_posix() for path in DATA.rglob("*.yaml"))


@pytest.mark.parametrize("kind", catalog.kinds())
def test_every_row_has_its_standing(kind: str) -> None:
    rows = catalog.entries(kind)
    assert rows
    for row in rows:
        assert row["source"]
        assert row["confidence"] in CONFIDENCES
        day = date.fromisoformat(str(row["verified_on"]))
        assert date(2024, 1, 1) < day <= LAST_EDIT


@pytest.mark.parametrize("kind", ["regions", "services"])
def test_certificate_scope_has_a_source_of_its_own(kind: str) -> None:
    for row in catalog.entries(kind):
        assert row["scope_source"]
        assert row["scope_confidence"] in CONFIDENCES
        assert row["scope_verified_on"]


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_and_cites_what_it_declares(name: str) -> None:
    assert table(name).rows
    text = (DATA / f"{name}.yaml").read_text("utf-8")
    for line in text.splitlines():
        assert len(line) <= 160 or "source:" in line
    declared = _provenance(text)
    for cited in declared:
        assert f"cite: {cited}" in text, f"{name}: {cited} is declared and never cited"


def _provenance(text: str) -> list[str]:
    block = text.partition("\nprovenance:\n")[2] or text.removeprefix("provenance:\n")
    found: list[str] = []
    for line in block.splitlines():
        if line and not line.startswith(" "):
            break
        if line.startswith("  ") and not line.startswith("   "):
            found.append(line.strip().removesuffix(":"))
    return found


@pytest.mark.parametrize("name", FILES)
def test_no_file_claims_conformity(name: str) -> None:
    text = (DATA / f"{name}.yaml").read_text("utf-8").lower()
    text = text.replace("sshauditcompliant", "")
    for word in ("compliant", "conforme ", "conformité"):
        assert word not in text


@pytest.mark.parametrize("kind", catalog.kinds())
def test_texts_differ_between_the_languages(kind: str) -> None:
    english, french = catalog.entries(kind), catalog.entries(kind, language="fr")
    assert len(english) == len(french)
    if kind in {"dataless", "requirements", "activities", "countries"}:
        assert english != french


def test_data_files_are_only_those_that_are_known() -> None:
    folders = {"requirements", "regions", "services", "dataless"}
    assert {Path(name).parts[0] for name in FILES if "/" in name} == folders
    assert set(names("dataless")) == {"aws", "azure", "other"}
