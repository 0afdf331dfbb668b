"""The text of one line of a web page while it is being put together: its white space, bullet and links."""

from __future__ import annotations

import re

from newsnorm.read.places import Place
from newsnorm.read.text import LISTED

BULLET = "• "
"""Stands before a list item in the page text, as it does in a browser."""

BAR = "| "
"""Stands between the cells of a row, and where one before or among them is empty."""

QUOTATION = frozenset("\"'“„«»‘‚「『")

SPACES = re.compile(r"\s+")


class Piece:
    """The text of one line of the page while it is being put together."""

    __slots__ = (
        "has_code",
        "home",
        "is_broken",
        "is_item",
        "linked",
        "links",
        "parts",
        "place",
        "size",
        "tag",
    )

    def __init__(self, tag: str, place: Place, home: Place, *, is_item: bool = False) -> None:
        self.tag = tag
        self.place = place  # the element it begins in
        self.home = home  # the element it shares with the lines beside it
        self.is_item = is_item  # whether a browser shows a bullet before it
        self.parts: list[str] = []
        self.size = 0
        self.linked = 0
        self.is_broken = False  # whether nothing but white space has come since a <br>
        self.has_code = False  # whether some of it is set as code
        self.links: list[tuple[int, int, str]] = []

    def breaks(self) -> bool:
        """Take in a ``<br>``; tell whether it is the second in a row, which ends a paragraph."""
        is_second = self.is_broken
        self.is_broken = True
        self.add(" ", None)
        return is_second

    def quotes(self, text: str, mark: str) -> None:
        """Add the quotation mark that a browser shows at one end of a ``<q>``, if its ``text`` does not have its own."""
        if text.lstrip()[:1] not in QUOTATION:
            self.add(mark, None)

    def add(self, text: str, href: str | None) -> None:
        """Add text as a browser shows it, white space closed up, that links to ``href``."""
        if not self.parts and text.isspace():
            return
        text = SPACES.sub(" ", text)
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        self.is_broken = self.is_broken and text.isspace()
        if not self.parts and self.is_item and LISTED.match(text) is None:
            self._append(BULLET)
        if href is not None:
            self.linked += len(text.strip())
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
