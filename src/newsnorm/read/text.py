"""Plain text: lines to paragraphs.

A paragraph is a line, or several where the text was wrapped at a column. The test for that is
whether each line broke where it had to: the next word would not have fitted any more. Verse, lists,
headlines and dialogue break earlier, and are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from newsnorm.article import Block
from newsnorm.read.page import Page
from newsnorm.tracked import Span, TrackedText

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""A line, after the line ends of `str.splitlines`."""

BREAK = re.compile(r"(?:[-‐–—_*=~#·•.+]\s*){3,}")
"""A thematic break: a line of three or more marks and nothing else."""

LISTED = re.compile(r"(?:[•‣▪●◦∙*+–—-]|\(?\d{1,3}[.)])\s")
"""How a list item, or a line of dialogue after a dash, begins."""

INDENT = re.compile(r"(?:[ ]{2,}|\t|[\N{NO-BREAK SPACE}\N{EM SPACE}\N{IDEOGRAPHIC SPACE}])")

WIDEST = 120
"""Code points; nobody wraps text at more columns."""

NARROWEST = 40
"""Code points; lines that all stay under it are verse, lists or headlines."""

BULK = 0.95
"""The column is the width that this share of the wrapped lines keep to."""

SLACK = 3
"""Code points by which wrapped lines may miss the column: hyphens, and spaces that were lost."""

EXPECTED_SHARE = 0.6
"""So many of the breaks between lines that follow each other must be forced."""


CAPITAL_SHARE = 0.6
"""Of the lines after a forced break no more begin with a capital; in verse, nearly all do."""


@frozen
class Line:
    """A line with something on it, less the white space around."""

    span: Span
    text: str
    after_blank: bool
    """Whether a blank line, or nothing, stands before it."""
    after_break: bool
    indented: bool


def read(source: str) -> Page:
    """Return the paragraphs of a plain text.

    >>> page = read("A heading\\n\\nThe first paragraph.\\nThe second.")
    >>> [str(block.text) for block in page.blocks]
    ['A heading', 'The first paragraph.', 'The second.']
    """
    return Page(source, tuple(_block(source, group) for group in paragraphs(list(lines(source)))))


def _block(source: str, group: list[Line]) -> Block:
    span = Span(group[0].span.start, group[-1].span.end)
    return Block(span, TrackedText(span.of(source)))


def lines(source: str) -> Iterator[Line]:
    """Yield the lines of ``source`` that hold something, with what stands before each."""
    at, newlines, after_break = 0, 2, False
    for match in LINE.finditer(source):
        raw = match[0]
        newlines += _line_ends(source, at, match.start())
        at = match.end()
        text = raw.strip()
        if not text:
            continue
        if not text[0].isalnum() and BREAK.fullmatch(text) is not None:
            newlines, after_break = 2, True
            continue
        start = match.start() + raw.index(text[0])
        indented = INDENT.match(raw) is not None
        yield Line(Span(start, start + len(text)), text, newlines > 1, after_break, indented)
        newlines, after_break = 0, False


def _line_ends(source: str, start: int, end: int) -> int:
    """Count the line ends between two lines; a carriage return with a line feed is one."""
    return end - start - source.count("\r\n", start, end)


def paragraphs(found: list[Line]) -> Iterator[list[Line]]:
    """Group lines into paragraphs."""
    column = wrap_column(found)
    group: list[Line] = []
    for line in found:
        if group and (column is None or not carries_on(group[-1], line, column)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def wrap_column(found: list[Line]) -> int | None:
    """Return the column at which a text was wrapped, or ``None`` if it was not.

    >>> verse = "Shall I compare thee to a summer's day?\\nThou art more lovely and more temperate:"
    >>> wrap_column(list(lines(verse))) is None
    True
    """
    pairs = [(a, b) for a, b in pairwise(found) if not b.after_blank]
    widths = sorted(a.span.length for a, _ in pairs if " " in a.text)
    if not widths:
        return None
    column = widths[int(len(widths) * BULK)]
    if not NARROWEST <= column <= WIDEST:
        return None
    after = [b.text for a, b in pairs if is_forced(a, b, column)]
    capitals = sum(text[0].isupper() for text in after)
    is_prose = capitals <= CAPITAL_SHARE * len(after)
    return column if len(after) >= max(2, EXPECTED_SHARE * len(pairs)) and is_prose else None


def is_forced(line: Line, following: Line, column: int) -> bool:
    """Tell whether the first word of ``following`` had no room left on ``line``."""
    first = following.text.split(maxsplit=1)[0]
    return line.span.length + 1 + len(first) > column - SLACK


def carries_on(line: Line, following: Line, column: int) -> bool:
    """Tell whether ``following`` is the same paragraph as ``line`` in a text wrapped at ``column``."""
    if following.after_blank or following.after_break or LISTED.match(following.text) is not None:
        return False
    if following.indented and not line.indented:
        return False
    return is_forced(line, following, column)
