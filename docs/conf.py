"""How Sphinx builds the documentation: ``sphinx-build -W -n -b html docs docs/_build``."""

from __future__ import annotations

from importlib.metadata import version as version_of
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "newsnorm"
author = "The newsnorm developers"
version = release = version_of("newsnorm")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"newsnorm {release}"

myst_heading_anchors = 3

default_role = "py:obj"  # `Article` in a docstring is a link, or plain code where there is no such page
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True

# The standard library and regex have pages of their own; the build asks no server where they are.
nitpick_ignore_regex = [
    (r"py:obj", r".*"),
    (r"py:.*", r"(datetime|os|re|enum|collections|typing|pathlib|_?regex)(\..*)?"),
    (r"py:.*", r"(pyarrow|pyspark)\..*|DataFrame|StructType"),
    (r"py:.*", r"(Any|Iterable|Iterator|Mapping|PathLike)(\[.*\])?"),
]


def raises_as_fields(
    _app: Sphinx, _what: str, _name: str, _object: object, _options: object, lines: list[str]
) -> None:
    """Write the section ``Raises:`` of a docstring as Sphinx wants it.

    Napoleon would, but it also takes what stands before a colon under an attribute for its type.
    """
    if "Raises:" not in lines:
        return
    at = lines.index("Raises:")
    end = next((n for n in range(at + 1, len(lines)) if not lines[n].startswith(" ")), len(lines))
    lines[at:end] = ["", *(f":raises {line.strip()}" for line in lines[at + 1 : end]), ""]


def setup(app: Sphinx) -> None:
    """Tell Sphinx of the function above."""
    app.connect("autodoc-process-docstring", raises_as_fields)
