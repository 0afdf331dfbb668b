"""The pages that a command is given: files, folders and standard input, each read into an article."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from newsnorm.article import Article
from newsnorm.errors import NewsnormError, UnreadableSource
from newsnorm.pipeline import normalize, normalize_named
from newsnorm.profile import Profile

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""How the names of pages in a folder end; other files in it are not read."""

FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))


def pages(files: Iterable[str]) -> list[str]:
    """Return the pages that are meant: those in a folder, its README left out; other files are pages."""
    return [page for file in files for page in _pages(file)]


def articles(names: Iterable[str], profile: Profile) -> Iterator[tuple[str, Article]]:
    """Yield each page's name and article; what cannot be read is told on standard error.

    At the end, if anything could not be read, it ends the command with exit code 1.
    """
    failed = False
    for name in names:
        try:
            yield name, _article(name, profile)
        except NewsnormError as error:
            click.echo(f"newsnorm: {error}", err=True)
            failed = True
    if failed:
        click.get_current_context().exit(1)


def _pages(file: str) -> list[str]:
    path = Path(file)
    if file == "-" or not path.is_dir():
        return [file]
    found = (p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.stem.lower() != "readme")
    if names := sorted(str(page) for page in found):
        return names
    raise UnreadableSource(
        file, f"a folder without pages; their names end with {', '.join(sorted(SUFFIXES))}"
    )


def _article(name: str, profile: Profile) -> Article:
    if name != "-":
        return normalize(name, profile=profile)
    return normalize_named("<stdin>", sys.stdin.buffer.read(), profile)
