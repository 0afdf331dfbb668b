"""The pages that a command is given: files, folders and standard input, each read into an article."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from newsnorm.article import Article
from newsnorm.errors import NewsnormError, NotAPage, UndecodableSource, UnreadableSource
from newsnorm.pipeline import normalize, normalize_named
from newsnorm.profile import Profile

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
"""How the names of pages in a folder end; other files in it are not read."""

MANY = (".jsonl", ".ndjson", ".parquet", ".warc", ".gz")
"""How the names of files end that `newsnorm batch` alone reads."""

FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True, readable=False)
)


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
    """Return the pages in a folder; what is none, or has none, is left for `_article` to complain of in its turn."""
    found: list[str] = []
    if _is_folder(file):
        with contextlib.suppress(OSError):
            found = sorted(
                str(p)
                for p in Path(file).iterdir()
                if p.suffix.lower() in SUFFIXES and p.stem.lower() != "readme"
            )
    return found or [file]


def _is_folder(file: str) -> bool:
    return file not in ("", "-") and os.path.isdir(file)  # noqa: PTH112 - Path.is_dir raises where it may not look


def _article(name: str, profile: Profile) -> Article:
    if name == "-":
        return normalize_named("<stdin>", _input(), profile)
    if _is_folder(name):
        raise UnreadableSource(name, _without_pages(name))
    try:
        return normalize(name, profile=profile)
    except (UndecodableSource, NotAPage) as error:
        if not name.lower().endswith(MANY):
            raise
        why = f"{error.what if isinstance(error, NotAPage) else error.why}; or have it read by: newsnorm batch {name} OUT.jsonl"
        raise UnreadableSource(name, why) from error


def _input() -> bytes:
    if sys.stdin is None:
        closed = "<stdin>"
        raise UnreadableSource(closed, "it is closed")
    return sys.stdin.buffer.read()


def _without_pages(folder: str) -> str:
    try:
        below = any(p.suffix.lower() in SUFFIXES for p in Path(folder).glob("*/*"))
        next(Path(folder).iterdir(), None)
    except OSError as error:
        return error.strerror or str(error)
    if below:
        return f"a folder whose pages lie in folders below it; they are read by: newsnorm batch {folder} OUT.jsonl"
    return f"a folder without pages; their names end with {', '.join(sorted(SUFFIXES))}"
