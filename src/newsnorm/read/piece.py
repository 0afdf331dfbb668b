"""The text of one line of a web page while it is being put together: its white space, bullet and links."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from newsnorm.read.places import Place
from newsnorm.read.text import LISTED
from newsnorm.stages.stage import BULLET

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
        "credit", "emphasised",
        "has_code", "home", "is_under_image", "linked", "links", "parts", "place", "set_off", "size", "tag",
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
