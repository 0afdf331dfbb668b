"""An article for a person to read: laid out for a terminal, or as Markdown."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import fill

import click

from newsnorm.article import Article, Block, Caption, Mention, Role
from newsnorm.joints import joint
from newsnorm.report.tally import HELD_BACK, state

WIDEST = 88
"""Columns; longer lines are hard to read, however wide the terminal is."""

SPECIAL = re.compile(r"[\\`*\[\]<]|(?<!\w)_|_(?!\w)")
"""What Markdown would take for markup within a line."""

LEADING = re.compile(r"(?=[#>+-]\s|\d+[.)]\s)")
"""What Markdown would take for markup at the beginning of a paragraph."""


def width() -> int:
    """Return how many columns to fill."""
    return min(WIDEST, shutil.get_terminal_size().columns)


def wrapped(text: str, indent: str = "") -> str:
    """Return ``text`` in lines of that width; a word that is longer stays whole."""
    return fill(
        text,
        width(),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def clipped(text: str, columns: int) -> str:
    """Return ``text`` on one line, and no more than so many code points of it.

    >>> clipped("Share\\nthis article", 20), clipped("Share this article", 12)
    ('Share this article', 'Share this…')
    """
    line = " ".join(text.split())
    return line if len(line) <= columns else line[: columns - 1].rstrip() + "…"


def ruled(name: str) -> str:
    """Return a line that begins what is told of the page of that name."""
    return click.style(f"━━ {name} ".ljust(width(), "━"), dim=True)


def page(name: str, article: Article) -> str:
    """Return an article with what was dropped and named, laid out for a terminal."""
    return "\n".join(_page(name, article)) + "\n"


def _page(name: str, article: Article) -> Iterator[str]:
    yield ruled(name)
    if article.title:
        yield "\n" + click.style(wrapped(article.title), bold=True)
    pictures = (f"picture: {_caption(caption)}" for caption in article.captions)
    notes = (f"note: {note.text}" for note in article.notes)
    parts = (article.standfirst, facts(article), article.source_url, *article.paragraphs, *pictures, *notes)
    yield from (f"\n{wrapped(part)}" for part in parts if part)
    yield f"\ndropped: {len(article.dropped)}"
    yield from _dropped(article.dropped)
    yield from _names(article.mentions)


def facts(article: Article) -> str:
    """Return authors, place and day on one line."""
    place = article.dateline.place if article.dateline else ""
    return " · ".join(filter(None, (", ".join(article.authors), place, str(article.published or ""))))


def _caption(caption: Caption) -> str:
    return " ".join(filter(None, (caption.text, f"({caption.credit})" if caption.credit else "")))


def _dropped(blocks: Sequence[Block]) -> Iterator[str]:
    for family, count in Counter(block.family for block in blocks).most_common():
        first = [str(block.text) for block in blocks if block.family is family][:3]
        yield f"{count:5}  {family}: {' | '.join(clipped(text, 30) for text in first)}"


def _names(mentions: Sequence[Mention]) -> Iterator[str]:
    changed = Counter(f"{m.found} → {m.written}" for m in mentions if state(m) == "rewritten")
    held = (m for m in mentions if state(m) == "held")
    kept = Counter(f"{m.found} stays: {m.why.removeprefix(HELD_BACK)}" for m in held)
    yield f"names: {changed.total()} written anew, {kept.total()} left on purpose"
    yield from (f"{count:5}  {line}" for line, count in (changed + kept).items())


def markdown(article: Article) -> str:
    r"""Return an article as Markdown: headline, standfirst, byline, body, captions and notes.

    >>> from newsnorm import normalize_text
    >>> print(markdown(normalize_text("Old Bridge to Open Again\n\nIt opens in the *spring*, said the harbor master.\n")))
    # Old Bridge to Open Again
    <BLANKLINE>
    It opens in the \*spring\*, said the harbor master.
    <BLANKLINE>
    """
    return "\n\n".join(_markdown(article)) + "\n"


def _markdown(article: Article) -> Iterator[str]:
    if article.title:
        yield f"# {_escaped(article.title)}"
    if article.standfirst:
        yield f"**{_escaped(article.standfirst)}**"
    if facts(article):
        yield f"*{_escaped(facts(article))}*"
    yield from _body(article)
    yield from (f"*Picture: {_escaped(_caption(caption))}*" for caption in article.captions)
    for note in article.notes:
        yield f"*{_escaped(str(note.text))}*"


def _body(article: Article) -> Iterator[str]:
    """Yield the blocks of the body, those that belong together in one, list items on adjacent lines."""
    open_part, role = "", None
    for block in article.body:
        text = _block(block)
        if block.continues:
            open_part += joint(open_part, text) + text
        elif role is block.role is Role.LIST_ITEM:
            open_part += "\n" + text
        else:
            if open_part:
                yield open_part
            open_part, role = text, block.role
    if open_part:
        yield open_part


def _block(block: Block) -> str:
    text = _escaped(str(block.text))
    match block.role:
        case Role.HEADING:
            level = int(block.hints.tag[1]) if re.fullmatch("h[2-6]", block.hints.tag) else 2
            return f"{'#' * level} {text}"
        case Role.LIST_ITEM:
            return text if re.match(r"[-*+]\s|\d+[.)]\s", text) else "- " + re.sub(r"^[•‣▪◦·–—]\s*", "", text)
        case Role.QUOTE:
            return "> " + text.replace("\n", "\n> ")
        case _:
            return (
                text
                if block.continues
                else LEADING.sub(r"\\", text, count=1)
                if LEADING.match(text)
                else text
            )


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text)
