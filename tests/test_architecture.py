"""The plan of the house, held by the machine: who may import whom, what is public, what is said about it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest
from helpers import PACKAGE

import newsnorm

MODULES = sorted(PACKAGE.rglob("*.py"))
EDGES = frozenset({"batch", "worker", "arrow", "warc", "spark", "cli", "__main__"})
"""Modules that use the library as its callers do; the core never imports them."""

LAYERS: dict[str, frozenset[str]] = {
    "tracked": frozenset(),
    "errors": frozenset(),
    "joints": frozenset(),
    "language": frozenset(),
    "urls": frozenset(),
    "dates": frozenset({"language"}),
    "article": frozenset(
        {"joints", "tracked", "plain", "report", "verdict"}
    ),  # the last three when first asked for
    "verdict": frozenset({"article", "screens", "stages", "tracked"}),
    "screens": frozenset(),
    "forest": frozenset({"errors", "forest"}),
    "plain": frozenset({"article", "dates"}),
    "datelines": frozenset({"article", "dates"}),
    "bylines": frozenset({"dates", "language"}),
    "people": frozenset({"bylines"}),
    "firing": frozenset(),
    "rules": frozenset({"article", "errors", "firing"}),
    "memory": frozenset({"article"}),
    "profile": frozenset({"errors", "memory", "names", "rules"}),
    "report": frozenset({"article", "report", "rules", "tracked"}),
}
"""What the small modules may import of ours; the others come after them."""

ABOVE: dict[str, frozenset[str]] = {
    "names": frozenset({"read", "stages", "assemble", "pipeline"}),
    "read": frozenset({"assemble", "pipeline"}),
    "stages": frozenset({"assemble", "pipeline"}),
    "assemble": frozenset({"pipeline"}),
}
"""What a folder must not import: the layers above it."""

HEAVY = frozenset({"trafilatura", "htmldate", "lxml", "ftfy", "cattrs", "charset_normalizer"})
"""Packages that take long to import, so are imported where they are met."""

LONGEST = 400
"""Lines of a module; what is longer is two modules."""


def _name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def _layer(path: Path) -> str:
    """Return the module, or the folder of modules, directly in the package."""
    return _name(path).split(".")[0]


def _imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """Yield the dotted names that a module imports, those inside functions too unless ``top_only``."""
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "newsnorm":
            yield from (f"newsnorm.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""


def _ours(path: Path) -> set[str]:
    """Return the first parts, below newsnorm, of what a module imports of ours."""
    return {name.split(".")[1] for name in _imports(path) if name.startswith("newsnorm.")}


@pytest.mark.parametrize("path", [path for path in MODULES if _layer(path) in LAYERS], ids=_name)
def test_a_module_imports_only_what_lies_below(path: Path) -> None:
    """The small modules keep to the modules below them; tracked and errors import nothing of ours."""
    assert _ours(path) <= LAYERS[_layer(path)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_layer_imports_one_above_it(path: Path) -> None:
    """Names, readers and stages know nothing of the pipeline that runs them."""
    assert set() == _ours(path) & ABOVE.get(_layer(path), frozenset())


@pytest.mark.parametrize("path", [path for path in MODULES if _layer(path) not in EDGES], ids=_name)
def test_the_core_never_imports_an_edge(path: Path) -> None:
    """The command line, Arrow and the like build on the core, never the reverse."""
    assert set() == _ours(path) & EDGES


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_heavy_packages_are_imported_where_they_are_met(path: Path) -> None:
    """Only what reads HTML and writes JSON loads them at once, and is itself imported on demand."""
    on_demand = {
        "read.html": {"lxml"},
        "read.metadata": {"lxml"},
        "read.piece": {"lxml"},
        "read.places": {"lxml"},
        "read.quiet": {"lxml"},
        "read.rest": {"lxml"},
        "read.tree": {"lxml"},
        "read.walk": {"lxml"},
        "read.marked": {"lxml"},
        "read.day": {"lxml"},
        "read.second_opinion": {"lxml"},
        "plain": {"cattrs"},
    }

    heavy = {name.split(".")[0] for name in _imports(path, top_only=True)} & HEAVY

    assert heavy <= on_demand.get(_name(path), set())


@pytest.mark.parametrize("path", [path for path in MODULES if _layer(path) not in EDGES], ids=_name)
def test_the_core_does_no_io(path: Path) -> None:
    """No network, no logging set-up, no environment: the core is handed all it needs."""
    forbidden = {"logging", "requests", "urllib3", "urllib.request", "socket", "http", "subprocess"}

    assert set() == set(_imports(path)) & forbidden
    assert "environ" not in path.read_text("utf-8")


def test_importing_newsnorm_is_light() -> None:
    """Trafilatura, lxml, ftfy and cattrs are not loaded before they are wanted."""
    code = f"import sys, newsnorm; print(*sorted({set(HEAVY)} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code

    assert "" == done.stdout.strip()


def test_a_plain_text_is_normalised_without_them() -> None:
    """Nor are they for a page of plain text with sound characters."""
    code = (
        "import sys, newsnorm; newsnorm.normalize_text('Kiev fell silent.'); "
        f"print(*sorted({set(HEAVY)} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code

    assert "" == done.stdout.strip()


def test_the_front_door_lists_what_it_opens_to() -> None:
    """Every public name is in ``__all__``, sorted, and every name there exists."""
    modules = {"article", "assemble", "names", "pipeline", "profile", "read", "rules", "stages", "tracked"}
    modules |= {path.stem for path in PACKAGE.iterdir()} - {"errors"}
    public = {name for name in vars(newsnorm) if not name.startswith("_")} - modules

    assert set(newsnorm.__all__) == public
    assert sorted(newsnorm.__all__) == list(newsnorm.__all__)


@pytest.mark.parametrize("name", newsnorm.__all__)
def test_a_public_name_explains_itself(name: str) -> None:
    """Each public class and function, and each public method, has a docstring."""
    thing = getattr(newsnorm, name)
    members = inspect.getmembers_static(thing) if inspect.isclass(thing) else []
    own = [
        member
        for key, member in members
        if not key.startswith("_")
        and key in vars(thing)
        and isinstance(member, FunctionType | classmethod | property)
    ]

    assert inspect.getdoc(thing)
    assert [] == [member for member in own if not inspect.getdoc(member)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is(path: Path) -> None:
    """Each module, and each public class and function in it, has a docstring of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    definitions = (ast.FunctionDef, ast.ClassDef)
    public = [node for node in tree.body if isinstance(node, definitions) and not node.name.startswith("_")]

    assert ast.get_docstring(tree)
    assert [] == [node.name for node in public if not ast.get_docstring(node)]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_not_long(path: Path) -> None:
    """No module is longer than a reader's patience."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path", [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".toml", ".md")], ids=_name
)
def test_no_file_knows_the_machine_it_was_written_on(path: Path) -> None:
    """No path of somebody's own machine stands in code or data."""
    assert re.findall(r"/(?:home|Users|work|tmp|root|mnt)/[\w.]+", path.read_text("utf-8")) == []
