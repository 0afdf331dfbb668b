"""What is built: the data, the types and the tests are where those who install it look for them."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from helpers import PACKAGE, ROOT

import newsnorm

DATA = sorted(
    path.relative_to(PACKAGE.parent).as_posix()
    for path in PACKAGE.rglob("*")
    if path.is_file() and path.suffix not in (".py", ".pyc")
)
MODULES = sorted(path.relative_to(PACKAGE.parent).as_posix() for path in PACKAGE.rglob("*.py"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the sdist, built without the network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own command
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> set[str]:
    """Return the names of the files in the wheel."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def sdist(built: Path) -> set[str]:
    """Return the names of the files in the sdist, below its folder."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        return {name.partition("/")[2] for name in archive.getnames()}


def test_there_is_data_to_look_for() -> None:
    """The rules, names and styles are found, so that an empty list cannot pass the tests below."""
    assert {"rules", "names", "styles"} <= {Path(name).parent.name for name in DATA}
    assert "newsnorm/py.typed" in DATA


def test_the_wheel_holds_all_modules_and_data(wheel: set[str]) -> None:
    """Rules, names, styles and the mark of a typed package come with the wheel."""
    assert set() == {*MODULES, *DATA} - wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    """No tests, no benchmarks, no rubbish."""
    assert set() == {name for name in wheel if ".dist-info/" not in name} - {*MODULES, *DATA}


def test_the_sdist_holds_all_that_the_tests_need(sdist: set[str]) -> None:
    """Whoever packages newsnorm for a distribution can run its tests from the sdist."""
    tests = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py")}
    others = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "seeds/expected/blog.json"}

    sources = {f"src/{name}" for name in (*MODULES, *DATA)}

    assert set() == (sources | tests | others) - sdist


def test_the_licence_is_in_both(wheel: set[str], sdist: set[str]) -> None:
    """The licence goes where the code goes."""
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    assert "LICENSE" in sdist


def test_the_version_stands_in_one_place(built: Path) -> None:
    """The version of the wheel is the one in ``newsnorm/__init__.py``, and stands nowhere else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (wheel,) = built.glob("*.whl")

    assert "version" in project["project"]["dynamic"]
    assert "src/newsnorm/__init__.py" == project["tool"]["hatch"]["version"]["path"]
    assert f"newsnorm-{newsnorm.__version__}-py3-none-any.whl" == wheel.name
    assert [] == [
        path.name
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
        and newsnorm.__version__ in re.findall(r"\d+\.\d+\.\d+", path.read_text("utf-8"))
    ]


def test_pip_of_old_finds_what_trafilatura_needs() -> None:
    """The package behind ``lxml[html_clean]`` is named itself, as pip before 23.3 misses the extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert [name for name in project["dependencies"] if name.startswith("lxml_html_clean")]
