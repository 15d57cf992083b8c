"""The wheel carries its data and works where there is no repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
OFFLINE = {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1"}


def run(*command: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | OFFLINE | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder))
    run(*build, str(REPOSITORY), cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked as an installer does, ahead of the repository on the path."""
    site = tmp_path_factory.mktemp("site")
    zipfile.ZipFile(wheel).extractall(site)
    return site


def data_files(folder: Path, *suffixes: str) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in suffixes and "__pycache__" not in path.parts
    }


def test_all_data_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package = data_files(REPOSITORY / "hdsstack", ".yaml", ".json", ".po", ".txt", ".typed")
    wanted = {f"hdsstack/{name}" for name in package}
    assert "hdsstack/model/establishment.schema.json" in wanted
    assert "hdsstack/catalog/data/requirements/hds-2024-2.0.yaml" in wanted
    assert wanted - names == set()


def test_every_catalogue_of_messages_is_compiled_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    sources = data_files(REPOSITORY / "hdsstack" / "locale", ".po")
    assert sources, "no message catalogue in hdsstack/locale"
    assert {f"hdsstack/locale/{Path(one).with_suffix('.mo')}" for one in sources} <= names


def test_the_blueprints_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    blueprints = data_files(REPOSITORY / "blueprints", ".yaml", ".j2", ".md")
    assert blueprints, "no blueprint in blueprints/"
    assert {f"hdsstack/_blueprints/{name}" for name in blueprints} <= names


def test_the_wheel_scaffolds_and_checks_where_there_is_no_repository(
    installed: Path, tmp_path: Path
) -> None:
    path = {"PYTHONPATH": str(installed), "LC_ALL": "C.UTF-8"}
    where = "import hdsstack; print(hdsstack.__file__)"
    found = run(sys.executable, "-P", "-c", where, cwd=tmp_path, **path).stdout
    assert Path(found.strip()).is_relative_to(installed), "the repository's package was imported"

    start = "import sys; from hdsstack.cli.app import main; sys.exit(main())"
    demo = run(sys.executable, "-P", "-c", start, "demo", cwd=tmp_path, **path)
    assert "HDS-" in demo.stdout + demo.stderr, "the demonstration names no control"
