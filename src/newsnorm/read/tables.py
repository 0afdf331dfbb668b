"""Tables: the rows of a table of data are one line each; a table that only lays out the page is read cell by cell.

A cell of a table of data holds one line, and most rows have several such cells. Lists, headings, code and
further tables stand in cells only where these are there to put them side by side.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, define

from newsnorm.read.piece import Piece
from newsnorm.read.places import Place

IN_TABLES = frozenset({"table", "tr", "td", "th"})
"""Elements that a table is made of."""

LEAST_ROWS = 2
"""A single row is a way to set things side by side."""

LAYOUT = frozenset({"presentation", "none"})
"""The roles by which a page says that a table lays it out."""

PLAIN = frozenset({"table", "p"})
"""What a line is marked as that may be the whole of a cell."""


@define
class Row:
    """A row of a table, by the numbers of the lines at which its cells begin."""

    place: Place
    home: Place
    cells: list[int] = Factory(list)
    end: int = 0
    """The number of the line after it."""

    def lines(self, done: list[Piece]) -> Iterator[list[Piece]]:
        """Yield the lines of each cell."""
        for start, end in zip(self.cells, [*self.cells[1:], self.end], strict=True):
            yield done[start:end]


@define
class Table:
    """A table that is open."""

    is_layout: bool
    """Whether the page says so, or a further table stands in it."""
    rows: list[Row] = Factory(list)


def rejoined(table: Table, done: list[Piece]) -> None:
    """Put the rows of ``table`` into ``done``, the lines of the page up to its end, in place of their cells."""
    if table.is_layout:
        return
    rows = [row for row in table.rows if len(row.cells) > 1 and row.end > row.cells[0] + 1]
    plain = [row for row in rows if _is_plain(row, done)]
    if len(plain) < LEAST_ROWS or 2 * len(plain) <= len(rows):
        return
    first = at = plain[0].cells[0]
    tail: list[Piece] = []
    for row in plain:
        tail += done[at : row.cells[0]]
        cells = [cell[0] if cell else None for cell in row.lines(done)]
        tail.append(Piece.of_row(row.place, row.home, cells))
        at = row.end
    done[first:] = tail + done[at:]


def _is_plain(row: Row, done: list[Piece]) -> bool:
    return all(len(cell) <= 1 and all(line.tag in PLAIN for line in cell) for cell in row.lines(done))
