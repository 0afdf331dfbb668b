"""Plain text: lines to paragraphs.

A paragraph is a line, or several where the text was wrapped at a column. The test for that is
whether each line broke where it had to: the next word would not have fitted any more. Verse, lists,
headlines and dialogue break earlier, and are left as they are. Width is counted in columns: a
character of Chinese or Japanese takes two, and may stand on the next line by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from newsnorm.article import NO_HINTS, Block, Family, Hints
from newsnorm.joints import IDEOGRAPH
from newsnorm.read import pages
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped, ends_sentence
from newsnorm.tracked import Reason, Span, TrackedText

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
"""A line, after the line ends of `str.splitlines`."""

TARGET = re.compile(r"\s?<https?://[^<>\s]+>")
"""The address that a mail program writes after the words of a link; the lines are wrapped without it."""

BREAK = re.compile(r"(?:[-‐–—_*=~#·•.+]\s*){3,}")
"""A thematic break: a line of three or more marks and nothing else."""

LISTED = re.compile(r"(?:[•‣▪●◦∙*+–—-]|\(?\d{1,3}[.)])\s")
"""How a list item, or a line of dialogue after a dash, begins."""

BULLET = re.compile(rf"{LISTED.pattern}\s*")
"""What stands before the words of a list item, under which the rest of it may hang."""

AMID = re.compile(r"(?:\(?(?P<number>\d{1,3})[.)]|[–—-])\s+(?P<word>\S?)")
"""What may begin a list item, but also a line in the midst of a sentence: a day, another number, a dash."""

NEAR = 10
"""Lines around such a line in which the items beside it stand, if it is one."""

SOFT = 3
SOFT_SHARE = 0.2
"""So many lines of a mail in quoted-printable, and such a share of them, end in an equals sign, and go on."""

ENCODED = 76
"""Characters; no line of such a mail is longer."""

INDENT = re.compile(r"(?:[ ]{2,}|\t|[\N{NO-BREAK SPACE}\N{EM SPACE}\N{IDEOGRAPHIC SPACE}])")

WIDEST = 120
"""Columns; nobody wraps text at more."""

TERMINAL = 80
"""Columns; programs that know nothing else of a text wrap it at fewer."""

NARROWEST = 40
"""Code points; lines that all stay under it are verse, lists or headlines."""

NARROW = 60
"""Code points; lines of a list or of code are seldom longer, so narrow text takes more to be seen."""

MANY = 8
"""Line ends that show even a narrow column, and whether the text is verse."""

BULK = 0.95
"""The column is the width that this share of the wrapped lines keep to."""

GAP = "   "
"""What stands between the cells of a row; type that is set to one width has no such gaps, or hardly any."""

SLACK = 3
"""Code points by which wrapped lines may miss the column: hyphens, and spaces that were lost."""

EXPECTED_SHARE = 0.6
"""So many of the breaks between lines that follow each other must be forced."""

CUT_WORD = re.compile(r"[^\W\d_]-$")

CUTTING = 0.08
"""Of the line ends of a text that cuts words, more stand after a hyphen."""

RAGGED = 0.88
"""The lines of such a text, mostly set in type, differ in their number of characters."""

DOUBLE_SPACED = 6
"""Lines, each after a blank one, from which on such a text may be a wrapped one."""

CAPITAL_SHARE = 0.6
"""Of the lines after a forced break no more begin with a capital; in verse, nearly all do."""


class Line(NamedTuple):
    """A line with something on it, less the white space around."""

    span: Span
    text: str
    after_blank: bool
    """Whether a blank line, or nothing, stands before it."""
    after_break: bool
    indent: int
    """Code points of white space before it."""
    indented: bool


def read(source: str, start: int = 0) -> Page:
    """Return the paragraphs of a plain text that begins at ``start``.

    >>> page = read("A heading\\n\\nThe first paragraph.\\nThe second.")
    >>> [str(block.text) for block in page.blocks]
    ['A heading', 'The first paragraph.', 'The second.']
    """
    found = list(lines(source, start))
    furniture = pages.furniture([line.text for line in found], _feeds(source, found))
    text = _closed_up(
        [
            line._replace(after_break=True) if at - 1 in furniture else line
            for at, line in enumerate(found)
            if at not in furniture
        ]
        if furniture
        else found
    )
    groups = _soft_broken(text) if _is_quoted_printable(text) else paragraphs(text)
    blocks = [_block(source, group) for group in groups]
    blocks += (_edge(source, found[at]) for at in furniture)
    return Page(source, tuple(sorted(blocks, key=lambda block: block.span) if furniture else blocks))


def _block(source: str, group: list[Line]) -> Block:
    hints = _indented(group[0].indent) if group[0].indent else NO_HINTS
    if len(group) == 1:
        return Block(group[0].span, TrackedText(group[0].text), hints=hints)
    span = Span(group[0].span.start, group[-1].span.end)
    return Block(span, TrackedText(span.of(source)), hints=hints)


@lru_cache(maxsize=64)
def _indented(by: int) -> Hints:
    return Hints(indent=by)


def _edge(source: str, line: Line) -> Block:
    return dropped(_block(source, [line]), Family.TEMPLATE, Reason("paragraphs.page-break", line.text[:80]))


def _is_quoted_printable(found: list[Line]) -> bool:
    """Tell whether a mail that nobody has decoded was saved: many lines, all of one width, end in an equals sign."""
    soft = [line.span.length for line in found if line.text[-1] == "="]
    return (
        len(soft) >= SOFT
        and len(soft) >= SOFT_SHARE * len(found)
        and NARROW < min(soft) <= max(soft) <= ENCODED
    )


def _soft_broken(found: list[Line]) -> Iterator[list[Line]]:
    """Group the lines of such a mail: one that ends in an equals sign goes on."""
    group: list[Line] = []
    for line in found:
        if group and (group[-1].text[-1] != "=" or line.after_blank or line.after_break):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _feeds(source: str, found: list[Line]) -> Iterator[int]:
    """Yield which lines a form feed stands before."""
    if "\f" in source:
        ends = [0, *(line.span.end for line in found)]
        yield from (at for at, line in enumerate(found) if "\f" in source[ends[at] : line.span.start])


def _closed_up(found: list[Line]) -> list[Line]:
    """Return the lines of a wrapped text with a blank line after each as if there were none."""
    if len(found) < DOUBLE_SPACED or not all(line.after_blank for line in found):
        return found
    tight = [line._replace(after_blank=False) for line in found]
    goes_on = sum(line.text[0].islower() for line in tight)
    return tight if goes_on * 2 > len(tight) and wrap_column(tight) is not None else found


def lines(source: str, start: int = 0) -> Iterator[Line]:
    """Yield the lines of ``source``, from ``start`` on, that hold something, with what stands before each."""
    at, newlines, after_break = start, 2, False
    for match in LINE.finditer(source, start):
        raw = match[0]
        begin, end = match.span()
        newlines += begin - at if begin - at < 2 else _line_ends(source, at, begin)
        at = end
        text = raw.strip()
        if not text:
            continue
        if not text[0].isalnum() and BREAK.fullmatch(text) is not None:
            newlines, after_break = 2, True
            continue
        indent = 0 if raw[0] == text[0] else raw.index(text[0])
        span = Span(begin + indent, begin + indent + len(text))
        indented = indent > 0 and INDENT.match(raw) is not None
        yield Line(span, text, newlines > 1, after_break, indent, indented)
        newlines, after_break = 0, False


def _line_ends(source: str, start: int, end: int) -> int:
    """Count the line ends between two lines; a carriage return with a line feed is one."""
    return end - start - source.count("\r\n", start, end)


def paragraphs(found: list[Line]) -> Iterator[list[Line]]:
    """Group lines into paragraphs."""
    column = wrap_column(found)
    group: list[Line] = []
    for at, line in enumerate(found):
        if (
            group
            and (column is None or not _belongs(group, found, at, column))
            and not (len(group[0].text) == 1 and _is_drop_cap(group, line))
        ):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _belongs(group: list[Line], found: list[Line], at: int, column: int) -> bool:
    """Tell whether line ``at`` of a wrapped text is part of the paragraph or list item that ``group`` has begun."""
    line = found[at]
    if LISTED.match(line.text) is not None:
        return _runs_on(group[-1], line, column) and not _is_item(found, at, group[0].text, column)
    if line.indented and _hangs(group[0], line):
        return not (line.after_blank or line.after_break)
    return _runs_on(group[-1], line, column)


def _is_drop_cap(group: list[Line], line: Line) -> bool:
    """Tell whether a paragraph that has begun with one character has a large letter on a line of its own."""
    return len(group) == 1 and group[0].text.isupper() and line.text[0].islower()


def columns(text: str) -> int:
    """Return how many columns ``text`` takes on a screen.

    >>> columns("Geneva"), columns("首脑会谈")
    (6, 8)
    """
    return len(text) if text.isascii() else len(text) + len(IDEOGRAPH.findall(text))


def wrap_column(found: list[Line]) -> int | None:
    """Return the column at which a text was wrapped, or ``None`` if it was not.

    >>> verse = "Shall I compare thee to a summer's day?\\nThou art more lovely and more temperate:"
    >>> wrap_column(list(lines(verse))) is None
    True
    """
    pairs = [
        (a, b) for a, b in pairwise(found) if not b.after_blank and LISTED.match(b.text) is None
    ]  # a list item begins a line wherever the one before it ends
    least = EXPECTED_SHARE * len(pairs)
    pairs = [(a, b) for a, b in pairs if _is_wrapped(a)]
    widths = sorted(
        columns(_seen(a.text)) for a, _ in pairs if " " in a.text or IDEOGRAPH.search(a.text) is not None
    )
    if not widths or len(pairs) < least:
        return None
    column = widths[int(len(widths) * BULK)]
    if column < NARROWEST or (column < NARROW and len(widths) < MANY):
        return None
    cut = sum(CUT_WORD.search(a.text) is not None and b.text[0].islower() for a, b in pairs)
    if cut > max(1, CUTTING * len(pairs)):
        column = round(column * RAGGED)
    after = [b.text for a, b in pairs if is_forced(a, b, column)]
    if len(after) < least:
        return None
    capitals = sum(text[0].isupper() for text in after)
    is_prose = len(after) > 1 and capitals <= CAPITAL_SHARE * len(after)
    return column if is_prose or _is_brief(found, pairs) else None


def _is_brief(found: list[Line], pairs: list[tuple[Line, Line]]) -> bool:
    """Tell whether a text is so short that its few line ends are forced by chance, or by a program.

    By a program if the longest line of all tells the column, blank lines part the paragraphs, and those of several
    lines end where a sentence does, and only there.
    """
    column = max(columns(line.text) for line in found)
    broken = {a.span for a, _ in pairs}
    return (
        len(pairs) < MANY
        and NARROW <= column <= TERMINAL
        and any(line.after_blank for line in found[1:])
        and all(
            is_forced(a, b, column)
            and not ends_sentence(a.text)
            and ends_sentence(b.text) != (b.span in broken)
            for a, b in pairs
        )
    )


def _is_wrapped(line: Line) -> bool:
    """Tell whether a program that wraps lines may have made ``line``: no row of a table, and too long only for one word."""
    text = _seen(line.text)
    if " " not in text:
        return True
    return GAP not in text and len(text) <= WIDEST and columns(text) <= WIDEST  # a length costs nothing


def _seen(text: str) -> str:
    """Return a line without the addresses of its links."""
    return TARGET.sub("", text) if "<http" in text else text


def is_forced(line: Line, following: Line, column: int) -> bool:
    """Tell whether the first word of ``following``, or its first ideograph, had no room left on ``line``."""
    is_ideograph = IDEOGRAPH.match(following.text) is not None
    first = following.text[0] if is_ideograph else following.text.split(maxsplit=1)[0]
    return _is_wrapped(line) and columns(line.text) + (not is_ideograph) + columns(first) > column - SLACK


def carries_on(line: Line, following: Line, column: int) -> bool:
    """Tell whether ``following`` is the same paragraph as ``line`` in a text wrapped at ``column``."""
    return LISTED.match(following.text) is None and _runs_on(line, following, column)


def _runs_on(line: Line, following: Line, column: int) -> bool:
    """Tell whether nothing but a forced break is between two lines, whatever the second begins with."""
    if following.after_blank or following.after_break:
        return False
    if following.indented and not line.indented and not _hangs(line, following):
        return False
    return is_forced(line, following, column)


def _is_item(found: list[Line], at: int, first: str, column: int) -> bool:
    """Tell whether a line with the mark of an item after a forced break is one, and no sentence that goes on with "30. June" or a dash.

    ``first`` is the line with which the paragraph begins.
    """
    text, before = found[at].text, found[at - 1].text
    mark = AMID.match(text)
    if mark is None or before[-1] in ":;" or ends_sentence(before):
        return True
    near = range(max(1, at - NEAR), min(len(found), at + NEAR + 1))
    if mark["number"]:
        others = {
            int(other["number"] or 0) for one in near if (other := AMID.match(found[one].text)) is not None
        }
        return not others.isdisjoint({int(mark["number"]) - 1, int(mark["number"]) + 1})
    if AMID.match(first) is not None:
        return not (mark["word"][:1].islower() and BULLET.sub("", first, count=1)[:1].isupper())
    return any(
        found[one].text[0] == text[0]
        and LISTED.match(found[one].text) is not None
        and (abs(one - at) == 1 or not is_forced(found[one - 1], found[one], column))
        for one in near
        if one != at
    )


def _hangs(line: Line, following: Line) -> bool:
    """Tell whether ``following`` stands under the words of the list item that ``line`` begins."""
    bullet = BULLET.match(line.text)
    return bullet is not None and following.indent == line.indent + bullet.end()
