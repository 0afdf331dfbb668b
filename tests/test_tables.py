"""Tables of web pages: a table of data is read by rows, one that lays out the page cell by cell."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import PROSE, page, read, told

from newsnorm import Article, Role, normalize_text

FARES = "<tr><th>Fare</th><th>Now</th><th>March</th></tr><tr><td>Adult</td><td>2.50</td><td>3.00</td></tr><tr><td>Child</td><td>1.20</td><td>1.50</td></tr>"
MENU = "<td><a href=/a>News</a></td><td><a href=/b>Sport</a></td>"
LISTS = "<td><ul><li>cheap</li><li>quick</li></ul></td><td><ul><li>loud</li><li>small</li></ul></td>"


def lines(table: str) -> list[str]:
    """Return the lines of a page that ``table`` makes, kept or not, in the midst of a story."""
    around = page(
        f"<article><h1>Ferry fares rise</h1>{told(*PROSE[:2])}{table}{told(*PROSE[2:])}</article><p>End</p>"
    )
    texts = [block.text.source for block in read(around).blocks]
    return texts[texts.index(PROSE[1]) + 1 : texts.index(PROSE[2])]


TABLES = {
    "a table of data": (
        f"<table>{FARES}</table>",
        ["Fare | Now | March", "Adult | 2.50 | 3.00", "Child | 1.20 | 1.50"],
    ),
    "parts of a table": (
        "<table><caption>Fares</caption><thead><tr><th>Fare<th>Now</thead><tbody><tr><td>Adult<td>2.50</tbody></table>",
        ["Fares", "Fare | Now", "Adult | 2.50"],
    ),
    "paragraphs, breaks and fonts in cells": (
        "<table><tr><td><p>A day</p></td><td><div><b>one</b> trip<br>a day</div></td></tr><tr><td>Week</td><td>five</td></tr></table>",
        ["A day | one trip a day", "Week | five"],
    ),
    "empty cells": (
        "<table><tr><th></th><th>Now</th><th></th><th>May</th><th> </th></tr><tr><td>Adult</td><td>2.50</td></tr></table>",
        ["| Now | | May", "Adult | 2.50"],
    ),
    "a cell across the row": (
        "<table><tr><th colspan=2>Fares</th></tr><tr><td>Adult</td><td>2.50</td></tr><tr><td>Child</td><td>1.20</td></tr></table>",
        ["Fares", "Adult | 2.50", "Child | 1.20"],
    ),
    "a row with lists, among rows": (
        f"<table>{FARES}<tr>{LISTS}</tr></table>",
        [
            "Fare | Now | March",
            "Adult | 2.50 | 3.00",
            "Child | 1.20 | 1.50",
            "• cheap",
            "• quick",
            "• loud",
            "• small",
        ],
    ),
    "two lists side by side": (
        f"<table><tr><th>For</th><th>Against</th></tr><tr>{LISTS}</tr></table>",
        ["For", "Against", "• cheap", "• quick", "• loud", "• small"],
    ),
    "a single row": (f"<table><tr>{MENU}</tr></table>", ["News", "Sport"]),
    "a single column": ("<table><tr><td>News</td></tr><tr><td>Sport</td></tr></table>", ["News", "Sport"]),
    "a table in a table": (
        f"<table><tr>{MENU}</tr><tr>{MENU}</tr><tr><td>Fares</td><td><table>{FARES}</table></td></tr></table>",
        [
            "News",
            "Sport",
            "News",
            "Sport",
            "Fares",
            "Fare | Now | March",
            "Adult | 2.50 | 3.00",
            "Child | 1.20 | 1.50",
        ],
    ),
    "a table that says it lays out": (
        "<table role=presentation><tr><td>Fare</td><td>Now</td></tr><tr><td>Adult</td><td>2.50</td></tr></table>",
        ["Fare", "Now", "Adult", "2.50"],
    ),
    "code beside its numbers": (
        "<table><tr><td>1</td><td><pre>run()</pre></td></tr><tr><td>2</td><td><pre>end()</pre></td></tr></table>",
        ["1", "run()", "2", "end()"],
    ),
    "text and cells outside of rows": (
        "<table><tr><td>Fare</td>by ferry<td>Now</td></tr><td>Lost</td><tr><td>Adult</td><td>2.50</td></tr></table>",
        ["Fare", "by ferry", "Now", "Lost", "Adult", "2.50"],
    ),
}


@pytest.mark.parametrize(("table", "wanted"), TABLES.values(), ids=TABLES)
def test_a_table_is_read_by_rows_or_by_cells(table: str, wanted: list[str]) -> None:
    """Rows of data are one line each; what only lays out the page is left as it stands."""
    assert wanted == lines(table)


def fares() -> Article:
    """Return a story around a table with a link."""
    rows = (
        "<tr><th>Who travels</th><th>What it costs now</th><th>From March</th></tr>"
        "<tr><td>Adults</td><td>2.50 crowns, less with <a href='/card'>a harbor card</a></td><td>3.00 crowns</td></tr>"
        "<tr><td>Children under twelve</td><td>1.20 crowns</td><td>nothing, the town pays for them</td></tr>"
    )
    body = f"{told(*PROSE[:2])}<table>{rows}</table>{told(*PROSE[2:])}"
    return read(page(f"<article><h1>Ferry fares rise</h1>{body}</article>"), "https://paper.example/a")


def test_a_row_is_a_block_with_the_role_of_a_table() -> None:
    """Rows are body, and their links are where they stand in the row."""
    article = fares()
    (link,) = article.links

    assert [
        "Who travels | What it costs now | From March",
        "Adults | 2.50 crowns, less with a harbor card | 3.00 crowns",
        "Children under twelve | 1.20 crowns | nothing, the town pays for them",
    ] == [str(block.text) for block in article.body if block.role is Role.TABLE]
    assert ("a harbor card", "https://paper.example/card") == (link.span.of(article.source), link.url)


def test_rows_are_settled() -> None:
    """Read again as text, rows stay as they are."""
    text = fares().text

    assert text == normalize_text(text).text


CELLS = st.lists(st.sampled_from(["", "Adult", "2.50", "one trip", "March | May"]), min_size=2, max_size=5)


@given(st.lists(CELLS.filter(lambda cells: sum(map(bool, cells)) > 1), min_size=2, max_size=6))
def test_no_cell_is_lost(rows: list[list[str]]) -> None:
    """Every cell of a table of data stands in the line of its row, behind so many bars."""
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>" for cells in rows)

    wanted = [re.sub("  +", " ", " | ".join(cells)).strip(" ").rstrip("| ") for cells in rows]
    assert wanted == lines(f"<table>{table}</table>")
