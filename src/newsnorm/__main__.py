"""``python -m newsnorm PATH...``: normalise pages and print them for a person to read."""

from __future__ import annotations

import argparse
import datetime
import io
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from textwrap import fill, shorten

from newsnorm import Article, Block, Mention, Profile, normalize
from newsnorm.errors import NewsnormError
from newsnorm.names.style import styles

WIDTH = 88
SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})
HELD_BACK = "held back: "

_wrapped = partial(fill, width=WIDTH, break_long_words=False, break_on_hyphens=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each page; return 1 if one could not be read, else 0."""
    parser = argparse.ArgumentParser("python -m newsnorm", description="Print the articles in news pages.")
    parser.add_argument("paths", nargs="+", help="a page (text, Markdown, HTML) or a folder of them")
    parser.add_argument("--style", choices=styles(), default="ap", help="whose spellings to write")
    parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="the style of this day (ISO 8601)")
    told = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may lack a letter; that is no reason to stop
    status = 0
    for path in (file for name in told.paths for file in _files(Path(name))):
        try:
            article = normalize(path, profile=Profile(style=told.style, as_of=told.as_of))
        except NewsnormError as error:
            print(f"newsnorm: {error}", file=sys.stderr)
            status = 1
        else:
            print(*_page(path, article), sep="\n", end="\n\n", flush=True)
    return status


def _files(path: Path) -> list[Path]:
    """Return the pages in a folder, its README left out; a path that is no folder is one page."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.suffix.lower() in SUFFIXES and p.stem.lower() != "readme")


def _page(path: Path, article: Article) -> Iterator[str]:
    yield f"━━ {path} ".ljust(WIDTH, "━")
    place = article.dateline.place if article.dateline else ""
    facts = " · ".join(filter(None, (", ".join(article.authors), place, str(article.published or ""))))
    head = (article.title, article.standfirst, facts, article.source_url)
    pictures = (f"picture: {c.text}{f' [{c.credit}]' if c.credit else ''}" for c in article.captions)
    notes = (f"note: {note.text}" for note in article.notes)
    parts = (*head, *article.paragraphs, *pictures, *notes)
    yield from (f"\n{_wrapped(part)}" for part in parts if part)
    yield f"\ndropped: {len(article.dropped)}"
    yield from _dropped(article.dropped)
    yield from _names(article.mentions)


def _dropped(blocks: Sequence[Block]) -> Iterator[str]:
    for family, count in Counter(block.family for block in blocks).items():
        first = [str(block.text) for block in blocks if block.family is family][:3]
        yield f"{count:5}  {family}: {' | '.join(shorten(text, 30, placeholder='…') for text in first)}"


def _names(mentions: Sequence[Mention]) -> Iterator[str]:
    changed = Counter(f"{m.found} → {m.written}" for m in mentions if m.found != m.written)
    held = (m for m in mentions if m.kind == "fixed" or m.why.startswith(HELD_BACK))
    kept = Counter(f"{m.found} stays: {m.why.removeprefix(HELD_BACK)}" for m in held)
    yield f"names: {changed.total()} written anew, {kept.total()} left on purpose"
    yield from (f"{count:5}  {line}" for line, count in (changed + kept).items())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever reads the output, `head` for one, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
