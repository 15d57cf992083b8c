"""`hdsstack new`: what it writes, what it refuses, and that nothing stays half-written."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FILES = {
    "Pulumi.yaml",
    "stacks/__main__.py",
    "stacks/Pulumi.ch-exemple-prod.yaml",
    "stacks/ch-exemple/__main__.py",
    "stacks/ch-exemple/establishment.yaml",
}


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_new_needs_no_terminal_and_lists_what_it_wrote(hdsstack: Run, repository: Path) -> None:
    done = hdsstack("new", "ch-exemple", "--blueprint", "public", "--provider", "aws")
    assert done.exit_code == 0, done.output
    written = set(done.stdout.split())
    assert written >= FILES
    assert written == files(repository)
    assert "TO CONFIRM" in done.stderr
    assert "hdsstack check ch-exemple" in done.stderr


def test_answers_come_from_a_file_and_set_wins(hdsstack: Run, repository: Path) -> None:
    answers = repository / "answers.yaml"
    answers.write_text(
        "provider: azure\nestablishment: {name: CH d'Exemple, finess: '620000000', beds: 80}\n",
        encoding="utf-8",
    )
    done = hdsstack("new", "ch-exemple", "--answers", answers, "--set", "beds=120")
    assert done.exit_code == 0, done.output
    manifest = (repository / "stacks/ch-exemple/establishment.yaml").read_text(encoding="utf-8")
    assert "beds: 120" in manifest
    assert "name: CH d'Exemple" in manifest
    assert "provider: azure" in manifest


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("finess=020000010", "key is wrong"),
        ("beds=many", "not a number"),
        ("hosting.second_site.region=francecentral", "another provider"),
        ("colour=red", "colour"),
    ],
)
def test_a_wrong_answer_writes_nothing(
    hdsstack: Run, repository: Path, answer: str, said: str
) -> None:
    done = hdsstack("new", "ch-exemple", "--provider", "aws", "--yes", "--set", answer)
    assert done.exit_code == 2
    assert said in done.output
    assert "Traceback" not in done.output
    assert files(repository) == set()


def test_lines_of_a_manifest_that_is_not_there_are_told_as_such(
    hdsstack: Run, repository: Path
) -> None:
    done = hdsstack("new", "ch-exemple", "--yes", "--set", "beds=-3")
    assert done.exit_code == 2
    assert "out of bounds" in done.output
    assert "nothing was written: these are lines of the manifest" in done.output
    assert files(repository) == set()


def test_an_existing_establishment_is_never_written_over(hdsstack: Run, repository: Path) -> None:
    home = repository / "stacks" / "ch-exemple"
    home.mkdir(parents=True)
    (home / "notes.txt").write_text("mine", encoding="utf-8")
    done = hdsstack("new", "ch-exemple", "--yes")
    assert done.exit_code == 2
    assert "never written over" in done.output
    assert files(repository) == {"stacks/ch-exemple/notes.txt"}


def test_a_folder_that_cannot_be_written_is_told(hdsstack: Run, repository: Path) -> None:
    (repository / "stacks").write_text("a file where a folder is wanted", encoding="utf-8")
    done = hdsstack("new", "ch-exemple", "--yes")
    assert done.exit_code == 2
    assert "cannot be written" in done.output
    assert files(repository) == {"stacks"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "cannot be read"),
        ("- a\n- b\n", "not a mapping"),
        ("", "empty"),
    ],
)
def test_a_broken_answers_file_is_told_with_its_line(
    hdsstack: Run, repository: Path, text: str, said: str
) -> None:
    answers = repository / "answers.yaml"
    answers.write_text(text, encoding="utf-8")
    done = hdsstack("new", "ch-exemple", "--answers", "answers.yaml")
    assert done.exit_code == 2
    assert "answers.yaml:1:" in done.output or "answers.yaml:2:" in done.output
    assert said in done.output


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("  beds: 60", "  bedz: 60", "bedz"),
        ("  finess: '000000000'", "  finess: '000000009'", "key is wrong"),
        ("version: '1'", "version: [", "cannot be read"),
        ("  region: eu-west-3", "  region: francecentral", "another provider"),
    ],
)
def test_a_mistake_in_the_manifest_names_file_and_line(
    hdsstack: Run, repository: Path, before: str, after: str, said: str
) -> None:
    hdsstack("new", "ch-exemple", "--provider", "aws", "--yes")
    path = repository / "stacks/ch-exemple/establishment.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    done = hdsstack("check", "ch-exemple")
    assert done.exit_code == 2
    assert "stacks/ch-exemple/establishment.yaml:" in done.output
    assert said in done.output


def test_a_copy_is_another_establishment(hdsstack: Run, repository: Path) -> None:
    hdsstack("new", "ch-exemple", "--provider", "aws", "--set", "name=Un", "--yes")
    done = hdsstack("new", "ch-voisin", "--from", "ch-exemple", "--set", "name=Deux", "--yes")
    assert done.exit_code == 0, done.output
    manifest = (repository / "stacks/ch-voisin/establishment.yaml").read_text(encoding="utf-8")
    assert "name: Deux" in manifest
    assert "slug: ch-voisin" in manifest
    assert "10.200.0.0/20" not in manifest, "its addresses are its own"


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize(("region", "told"), [("eu-west-2", True), ("eu-west-3", False)])
def test_a_region_outside_the_eea_is_told_at_once(
    hdsstack: Run, region: str, *, told: bool
) -> None:
    done = hdsstack("new", "x-y", "--provider", "aws", "--region", region, "--yes")
    assert done.exit_code == 0
    assert ("outside the EEA" in done.output) is told
