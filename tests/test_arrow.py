"""Arrow and Parquet: a row for each document, whatever became of it, and each article comes back as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from helpers import ROOT
from hypothesis import given
from laws.strategies import ANY_TEXT, articles
from pyarrow import parquet

from newsnorm import Article, Profile, arrow, normalize, normalize_html, normalize_text
from newsnorm.batch import Failure
from newsnorm.errors import NewsnormError
from newsnorm.plain import DERIVED
from newsnorm.tracked import Edit, Reason, Span, splice

SEEDS = [normalize(path) for path in sorted((ROOT / "seeds").glob("*.*")) if path.stem != "README"]
HTML = normalize_html(
    """<html lang="en"><head><meta property="article:published_time" content="2024-03-01T10:00:00+01:00"></head>
    <body><h1>A quiet day</h1><p>Kiev was <a href="/calm">calm</a> on Monday.</p>
    <figure><img src="a.png"><figcaption>A square. Photo: Ana Sol/AP</figcaption></figure>
    <p>Sign up for our newsletter</p></body></html>"""
)
FAILURE = Failure("b", "EmptySource", "b: nothing but white space", "a trace")
PAGES = pa.record_batch(
    {
        "url": ["a", "b", None, "d"],
        "page": ["Kiev was calm on Monday.", " ", "Lviv was calm.", None],
        "bytes": [
            b"Kiev was calm on Monday.",
            b"\x89PNG\r\n",
            "Київ".encode("utf-16"),
            b"<p>Lviv was calm.</p>",
        ],
    }
)


def told(batches: Iterator[pa.RecordBatch]) -> list[tuple[str | None, str]]:
    """Return the id of each row with its text, or the cause of its failure."""
    rows = pa.Table.from_batches(batches, arrow.ARTICLES).to_pylist()
    return [(row["id"], row["failure"]["cause"] if row["failure"] else row["text"]) for row in rows]


# There and back.


def test_articles_come_back_as_they_were() -> None:
    """Articles of text, Markdown and HTML, and failures, survive the table and the Parquet file."""
    results: list[Article | Failure] = [*SEEDS, HTML, FAILURE]
    assert len(SEEDS) >= 5

    assert results == arrow.from_table(arrow.to_table(results))


@given(articles())
def test_any_article_comes_back_as_it_was(source: str) -> None:
    """The round trip is exact, whatever is in the source."""
    article = normalize_text(source)

    assert [article] == arrow.from_table(arrow.to_table([article]))


@given(ANY_TEXT)
def test_any_text_has_a_row(source: str) -> None:
    """Half a surrogate pair, which Arrow cannot hold, is replaced, one character for one; all else is exact."""
    try:
        article = normalize_text(source)
    except NewsnormError:
        return

    (back,) = arrow.from_table(arrow.to_table([article]))

    assert isinstance(back, Article)
    assert "\N{REPLACEMENT CHARACTER}".join(re.split("[\ud800-\udfff]", article.source)) == back.source
    assert [block.span for block in article.blocks] == [block.span for block in back.blocks]


def test_the_table_has_every_field() -> None:
    """The columns are the id, the failure, and what ``to_dict`` writes; the text is the article's."""
    table = arrow.to_table([("a", HTML)])

    assert [*attrs.fields_dict(Article)] == [
        name for name in arrow.ARTICLES.names if name not in ("id", "failure", *DERIVED)
    ]
    assert {"id", "failure", *HTML.to_dict()} == set(table.schema.names)
    assert ("a", HTML.text) == (table["id"][0].as_py(), table["text"][0].as_py())
    assert [HTML.verdict, HTML.judgement.confidence] == [table[name][0].as_py() for name in DERIVED[1:]]
    assert "2024-03-01T10:00:00+01:00" == table["published"][0].as_py()


def test_the_columns_are_documented() -> None:
    """The page on tables names each column of both tables."""
    page = (ROOT / "docs" / "arrow.md").read_text("utf-8")

    assert [] == [name for name in (*arrow.ARTICLES.names, *arrow.CHANGES.names) if f"`{name}`" not in page]


def test_no_results() -> None:
    """Nothing is a table without rows, with the same columns."""
    assert arrow.ARTICLES == arrow.to_table([]).schema
    assert [] == arrow.from_table(arrow.to_table([]))


def test_error_for_another_table() -> None:
    """A table of something else is refused."""
    with pytest.raises(ValueError, match="there is no column 'id'"):
        arrow.from_table(pa.table({"text": ["Kyiv"]}))


def test_changes_replay() -> None:
    """Carrying out the rows of changes on the source of an article gives its text."""
    named = [(str(n), article) for n, article in enumerate(SEEDS)]

    rows = arrow.changes(named).to_pylist()

    for name, article in named:
        own = {(row["start"], row["end"]): row for row in rows if row["article"] == name}
        assert all(row["before"] == article.source[start:end] for (start, end), row in own.items())
        edits = [Edit(Span(*span), row["after"], (Reason(row["rule"]),)) for span, row in own.items()]
        assert article.text == splice(article.source, edits)
    assert arrow.CHANGES == arrow.changes([]).schema


# Batches in, batches out.


def test_each_row_in_has_a_row_out() -> None:
    """The rows come in order, with the id as text, and a bad document is a row with its cause."""
    rows = told(arrow.normalize_batches([PAGES, PAGES], column="page", id="url"))

    expected = [
        ("a", "Kyiv was calm on Monday."),
        ("b", "EmptySource"),
        (None, "Lviv was calm."),
        ("d", "UnreadableSource"),
    ]
    assert [*expected, *expected] == rows


def test_pages_may_be_bytes() -> None:
    """A column of binary is decoded, and without a column of ids no row has one."""
    rows = told(arrow.normalize_batches([PAGES], column="bytes"))

    assert ["Kyiv was calm on Monday.", "UndecodableSource", "Київ", "Lviv was calm."] == [
        what for _, what in rows
    ]
    assert {None} == {name for name, _ in rows}


def test_pages_may_come_with_their_addresses() -> None:
    """Links become absolute by it, and a page that names no other address has it; a row may have none."""
    page = '<h1>A day</h1><p>Kiev was calm on <a href="/monday">Monday</a>, the council of the city said.</p>'
    batch = pa.record_batch({"url": ["https://a.example/b", None], "page": [page, "Lviv was calm."]})

    first, second = arrow.from_table(
        pa.Table.from_batches(arrow.normalize_batches([batch], column="page", url="url"))
    )

    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert ("https://a.example/b", None) == (first.source_url, second.source_url)
    assert ["https://a.example/monday"] == [link.url for link in first.links]


def test_a_page_in_a_row_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if there is a file of its name."""
    monkeypatch.chdir(tmp_path)
    Path("Kiev").touch()

    assert [(None, "Kyiv")] == told(
        arrow.normalize_batches([pa.record_batch({"page": ["Kiev"]})], column="page")
    )


def test_the_profile_holds() -> None:
    """What a caller may vary goes along."""
    profile = Profile(style=None)

    assert (
        "Kiev was calm on Monday."
        == told(arrow.normalize_batches([PAGES], column="page", profile=profile))[0][1]
    )


def test_batches_are_read_as_they_are_wanted() -> None:
    """An endless stream of batches is read no further than a batch of results needs."""
    taken = count()
    batches = (PAGES.slice(0, 1).take(pa.array([0] * 100)) for _ in taken)

    results = arrow.normalize_batches(batches, column="page")
    (first,) = islice(results, 1)

    assert 1000 == len(first)
    assert 10 <= next(taken) <= 12


def test_a_batch_is_not_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch ends where its sources come to the size."""
    monkeypatch.setattr(arrow, "SIZE", 100)

    sizes = [
        len(batch) for batch in arrow.to_batches([normalize_text("Kiev was calm on Monday, they said.")] * 7)
    ]

    assert [3, 3, 1] == sizes


def test_error_for_a_column_that_is_not_there() -> None:
    """The message names the columns that are."""
    with pytest.raises(ValueError, match="there is no column 'html'; there are url, page, bytes"):
        list(arrow.normalize_batches([PAGES], column="html"))


# Files, and other libraries.


def test_parquet_in_and_out(tmp_path: Path) -> None:
    """A Parquet file gives one with a row for each row; nothing is left of the work on it."""
    source, target = tmp_path / "pages.parquet", tmp_path / "articles.parquet"
    parquet.write_table(pa.Table.from_batches([PAGES] * 3), source)

    arrow.normalize_parquet(source, target, column="page", id="url", workers=1)

    assert arrow.ARTICLES == parquet.read_schema(target)
    assert told(parquet.ParquetFile(target).iter_batches()) == told(
        arrow.normalize_batches([PAGES] * 3, column="page", id="url")
    )
    assert {source, target} == set(tmp_path.iterdir())


def test_a_target_is_whole_or_not_there(tmp_path: Path) -> None:
    """What fails midway leaves the old file as it was."""
    target = tmp_path / "articles.parquet"
    target.write_text("old", "utf-8")

    def broken() -> Iterator[pa.RecordBatch]:
        yield from arrow.to_batches([HTML])
        msg = "the disk is gone"
        raise OSError(msg)

    with pytest.raises(OSError, match="the disk is gone"):
        arrow.write_parquet(broken(), target)

    assert "old" == target.read_text("utf-8")


def test_pandas_and_polars_go_through_arrow() -> None:
    """Their frames give record batches, whatever they keep text in, and take the results back."""
    table = pa.Table.from_batches([PAGES.select(["url", "page"])])
    frames = (pl.DataFrame(table).to_arrow(), pa.Table.from_pandas(pd.DataFrame(table.to_pydict())))
    for frame in frames:
        batches = arrow.normalize_batches(frame.to_batches(), column="page", id="url")
        result = pa.Table.from_batches(batches, arrow.ARTICLES)

        expected = ["Kyiv was calm on Monday.", None, "Lviv was calm.", None]
        assert expected == pl.DataFrame(result)["text"].to_list()
        assert ["Kyiv was calm on Monday.", "-", "Lviv was calm.", "-"] == result.to_pandas()["text"].fillna(
            "-"
        ).to_list()
