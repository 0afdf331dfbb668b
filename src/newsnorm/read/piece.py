"""The text of one line of a web page while it is being put together: its white space, bullet and links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from newsnorm.read.places import Place
from newsnorm.read.text import LISTED
from newsnorm.stages.stage import BULLET, is_told

BAR = "| "
"""Stands between the cells of a row, and where one before or among them is empty."""

MANY, LONGEST_INNER = 100, 5_000
"""Pieces of text, and code points, of an element in a line that are looked at."""

QUOTATION = frozenset("\"'“„«»‘‚「『")


def squeezed(text: str) -> str:
    """Return ``text`` with one space for each run of white space; much faster than a regular expression.

    >>> squeezed(" a\\n  ferry"), squeezed("\\t")
    (' a ferry', ' ')
    """
    if text.isspace():
        return " "
    return " " * text[:1].isspace() + " ".join(text.split()) + " " * text[-1:].isspace()


class Manner(NamedTuple):
    """How a line stands on the page, apart from where."""

    set_off: str = ""
    """The tag and the class of the element in which all its words are set, if there is one."""
    is_under_image: bool = False
    """Whether it stands right after an image."""
    credit: int = 0
    """Where an element in it begins that is named as the credit of a picture."""


NORMAL = Manner()
"""How most lines stand."""


class Piece:
    """The text of one line of the page while it is being put together."""

    __slots__ = (
        "breaks", "credit", "emphasised", "has_code", "home", "is_under_image", "label",
        "linked", "links", "parts", "place", "set_off", "size", "tag",
    )  # fmt: skip

    def __init__(self, tag: str, place: Place, home: Place) -> None:
        self.tag = tag
        self.place = place  # the element it begins in
        self.home = home  # the element it shares with the lines beside it
        self.parts: list[str] = []
        self.size = 0
        self.linked = 0
        self.has_code = False  # whether some of it is set as code
        self.credit = 0  # where who made a picture begins in the words under it
        self.is_under_image = False  # whether it stands right after an image
        self.set_off: HtmlElement | None = None  # the element in the line that it begins in
        self.links: list[tuple[int, int, str]] = []
        self.emphasised: tuple[str, ...] = ()  # runs that may be titles of works
        self.breaks: list[tuple[int, bool]] | None = (
            None  # where <br>s are, and whether what follows is indented
        )
        self.label: tuple[int, Place] | None = (
            None  # how long what only screen readers say before it is, and where that stands
        )

    def begins(self, text: str, href: str | None, *, is_item: bool) -> None:
        """Add the first text, and before it the bullet of a list item that has none of its own."""
        text = text.lstrip()
        if is_item and LISTED.match(squeezed(text)) is None:
            self._append(BULLET)
        self.add(text, href)

    def add(self, text: str, href: str | None) -> None:
        """Add text as a browser shows it, white space closed up, that links to ``href``."""
        text = squeezed(text)
        if text[:1] == " " and self.parts and self.parts[-1].endswith(" "):
            text = text[1:]
        if not text:
            return
        if href is not None:
            self.linked += len(text.strip(" "))
            self._link(text, href)
        self._append(text)

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.size += len(text)

    def _link(self, text: str, href: str) -> None:
        """Note a link, or the rest of one of which some words are set in another font."""
        start, end = self.size + len(text) - len(text.lstrip()), self.size + len(text.rstrip())
        if start >= end:
            return
        if self.links and self.links[-1][2] is href and start - self.links[-1][1] <= 1:
            start = self.links.pop()[0]
        self.links.append((start, end, href))

    @property
    def text(self) -> str:
        """The line."""
        return "".join(self.parts).rstrip()

    @property
    def manner(self) -> Manner:
        """How the line stands on the page."""
        element = self.set_off
        if element is None:
            return Manner("", self.is_under_image, self.credit)
        text = self.text.removeprefix(BULLET)
        inner = "".join(islice(element.itertext(), MANY))[:LONGEST_INNER]
        is_whole = " ".join(inner.split()) == text
        return Manner(
            f"{element.tag} {element.get('class') or ''}" * is_whole, self.is_under_image, self.credit
        )

    def breaks_here(self) -> None:
        """Take in a line break; in the midst of a line it is white space."""
        self.add(" ", None)
        if self.breaks is None:
            self.breaks = []
        self.breaks.append((self.size, False))

    def indents(self) -> None:
        """Take in that what follows the last line break is indented."""
        if self.breaks:
            self.breaks[-1] = self.size, True

    def cut(self, ends: list[int]) -> Iterator[Piece]:
        """Yield the lines that the line is, cut at ``ends``; all but the first begin in the midst of its element."""
        text = self.text
        starts, upto = [at for at, _, _ in self.links], [end for _, end, _ in self.links]
        for start, end in pairwise([0, *ends, len(text)]):
            part = text[start:end]
            first = start + len(part) - len(part.lstrip())
            last = start + len(part.rstrip())
            line = Piece(self.tag, self.place, self.place if start else self.home)
            line.has_code = self.has_code
            inside = slice(bisect_right(upto, first), bisect_left(starts, last))
            line.links = [
                (max(0, at - first), min(to, last) - first, href) for at, to, href in self.links[inside]
            ]
            line.linked = sum(to - at for at, to, _ in line.links)
            line._append(text[first:last])
            yield line

    def unlabelled(self) -> Piece:
        """Return the line without what only screen readers say before it; a short one may need that, as a date or a name does."""
        size, place = self.label or (0, self.place)
        rest = self.text[size:]
        if not rest:
            self.place = place
        if not is_told(rest):
            return self
        *_, line = self.cut([size])
        line.home = self.home
        if self.breaks is not None:
            line.breaks = [(at - size, is_indented) for at, is_indented in self.breaks]
        return line

    @classmethod
    def of_row(cls, place: Place, home: Place, cells: list[Piece | None]) -> Piece:
        """Return the line that the cells of a row make; ``None`` is an empty one."""
        row = cls("table", place, home)
        bars = 0
        for cell in cells:
            if cell is not None:
                row._append(" " * (bool(row.parts) and bars > 0) + BAR * bars)
                row.links += ((start + row.size, end + row.size, href) for start, end, href in cell.links)
                row.linked += cell.linked
                row.has_code = row.has_code or cell.has_code
                row._append(cell.text)
                bars = 0
            bars += 1
        return row
