"""Printed pages: the running heads and page numbers at which a text was cut into pages.

A page ends at a form feed, or at a line that is a page number where the numbers count up. What stands
at such an edge on more than one page, digits apart, is furniture of the paper and not of the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

EDGE = 3
"""Lines on either side of a break that may be a running head or foot."""

LEAST_LINES = 5
"""A page has more lines; numbers that follow each other closer are a list or a table."""

LONGEST = 120
"""Code points of a running head."""

PAGE = r"page | p\. | seite | s\. | página | pág\. | pagina | pag\. | стр(?:\.|аница)? | сторінка | с\. | strona | str\. | sayfa | sida | side"

NUMBER = re.compile(
    rf"""(?: [–—-]{{1,2}} \s? (?P<dashed> \d{{1,4}} ) \s? [–—-]{{1,2}} | \[ \s? (?P<boxed> \d{{1,4}} ) \s? \]
        | [–—-]? \s? (?: {PAGE} ) \s? (?P<named> \d{{1,4}} ) (?: \s? (?: of | von | de | sur | di | из | з | z | / ) \s? \d{{1,4}} )? \s? [–—-]?
        | 第? \s? (?P<counted> \d{{1,4}} ) \s? (?: 页 | 頁 | ページ | 쪽 ) )""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line that is nothing but the number of a page, marked as one; a bare number may be anything."""

SHORT = 30
"""Code points of such a line, at most."""

BEGINS = frozenset("–—-[第0123456789psPSпсПС")
"""Its first characters: nearly all lines of a page have another."""

DIGITS = re.compile(r"\d+")


def furniture(texts: Sequence[str], feeds: Iterable[int]) -> frozenset[int]:
    """Return which of the lines ``texts`` are running heads, running feet or page numbers.

    ``feeds`` are the lines before which a form feed stands.

    >>> lines = [f"On day {day} the ferry was late." for day in ("one", "two", "three", "four", "five", "six")]
    >>> sorted(furniture([*lines, "- 1 -", *lines[::-1], "- 2 -"], ()))
    [6, 13]
    >>> furniture(["Fruit", "1", "2", "3"], ())
    frozenset()
    """
    breaks = sorted({*feeds, *_numbered(texts)})
    if not breaks:
        return frozenset()
    edges = [(at, step) for at in (*breaks, len(texts)) for step in (-1, 1)]
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for at, step in edges:
        for line in _edge(texts, at, step):
            seen[_key(texts[line]), step].add(line)
    return frozenset(
        line for at, step in edges for line in _repeated(texts, _edge(texts, at, step), seen, step)
    )


def _repeated(
    texts: Sequence[str], edge: range, seen: dict[tuple[str, int], set[int]], step: int
) -> Iterator[int]:
    """Yield the lines, from the break outwards, that are numbers or stand at the edges of several pages."""
    for line in edge:
        is_number = NUMBER.fullmatch(texts[line]) is not None
        if len(texts[line]) > LONGEST or not (is_number or len(seen[_key(texts[line]), step]) > 1):
            return
        yield line


def _edge(texts: Sequence[str], at: int, step: int) -> range:
    """Return the lines before (-1) or after (1) a break, from the break outwards."""
    return range(at, min(at + EDGE, len(texts))) if step > 0 else range(at - 1, max(at - EDGE, 0) - 1, -1)


def _key(text: str) -> str:
    return DIGITS.sub("#", text).casefold()


def _numbered(texts: Sequence[str]) -> Iterator[int]:
    """Yield the lines after page numbers that count up, page by page."""
    short = ((at, text) for at, text in enumerate(texts) if len(text) <= SHORT and text[0] in BEGINS)
    found = [(at, match) for at, text in short if (match := NUMBER.fullmatch(text)) is not None]
    for (left, one), (right, other) in pairwise(found):
        if (
            right - left > LEAST_LINES
            and int(other[other.lastgroup or 0]) == int(one[one.lastgroup or 0]) + 1
        ):
            yield left + 1
            yield right + 1
