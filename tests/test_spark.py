"""Spark, for real: executors in processes of their own, and bad pages among the good ones."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from records import PAGES as RECORDS
from records import written

from newsnorm import Profile, arrow, warc

pytest.importorskip("pyspark", reason='no pyspark: pip install "newsnorm[spark]" brings it')
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("no Java, which Spark wants (17 or later)", allow_module_level=True)

from pyspark.sql import SparkSession

from newsnorm import spark

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

CLUSTER = "local-cluster[2,1,1024]"
"""Two executors, each a process of its own with one core and 1,024 MB."""

PAGES = 2000
BAD = {
    "blank": b" \n",
    "picture": b"\x89PNG\r\n\x1a\n",
    "missing": None,
    "feed": b"<?xml version='1.0'?><rss><channel/></rss>",
}
LONG = b"Kiev was calm on Monday, the council of the city said. " * 500_000
"""A page that takes longer than any machine has time for here."""


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Return a session on a cluster of this machine."""
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    built = SparkSession.builder.master(CLUSTER).config("spark.ui.enabled", "false")
    session = built.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def pages(session: SparkSession) -> DataFrame:
    """Return 2,000 pages and 21 bad ones, in six parts."""
    good = [
        (f"page {n}", f"Kiev was calm on day {n}, the council of the city said.".encode())
        for n in range(PAGES)
    ]
    bad = [(f"{name} {n}", page) for n in range(5) for name, page in BAD.items()]
    rows = [*good, *bad, ("too long", LONG)]
    return session.createDataFrame(rows, "url string, page binary").repartition(6)


def test_each_row_has_a_row(pages: DataFrame) -> None:
    """The rows of all 2,021 pages come back from the executors; the bad ones are failures and fail no task."""
    done = spark.normalize(pages, column="page", id="url", timeout=6.0)

    rows = done.select("id", "text", "failure.cause").collect()

    assert {row.url for row in pages.select("url").collect()} == {row.id for row in rows}
    assert PAGES + 5 * len(BAD) + 1 == len(rows)
    expected: dict[str | None, int] = {
        "EmptySource": 5,
        "UndecodableSource": 5,
        "UnreadableSource": 5,
        "NotAPage": 5,
        "TimedOut": 1,
    }
    assert {None: PAGES, **expected} == Counter(row.cause for row in rows)
    texts = {row.id: row.text for row in rows}
    assert all(
        texts[f"page {n}"] == f"Kyiv was calm on day {n}, the council of the city said." for n in range(PAGES)
    )


def test_the_frame_is_the_table(pages: DataFrame) -> None:
    """What the cluster writes is what `newsnorm.arrow` reads, and the profile holds there."""
    profile = Profile(style=None)

    one = pages.where("url = 'page 7'")
    table = spark.normalize(one, column="page", id="url", profile=profile).toArrow()

    assert arrow.ARTICLES.names == table.schema.names
    (article,) = arrow.from_table(table)
    text = "Kiev was calm on day 7, the council of the city said."
    assert text == article.text  # type: ignore[union-attr]


def test_the_shards_of_a_crawl(session: SparkSession, tmp_path: Path) -> None:
    """A task for each WARC, as the tutorial shows: every page and every broken record has its row."""
    paths = [tmp_path / f"shard{n}.warc.gz" for n in range(2)]
    for n, path in enumerate(paths):
        written(path, [*RECORDS[n::2], RECORDS[0].replace(b"Content-Length: ", b"Content-Length: x")])

    def articles(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for path in batch.column("path").to_pylist():
                results = ((record.id, result) for record, result in warc.normalize(path, workers=1))
                yield from arrow.to_batches(results)

    shards = session.createDataFrame([(str(path),) for path in paths], "path string").repartition(2)
    rows = shards.mapInArrow(articles, spark.schema()).select("id", "title", "failure.cause").collect()

    assert {f"Day {n}" for n in range(12)} | {None} == {row.title for row in rows}
    assert [("BrokenRecord", True)] * 2 == [
        (row.cause, row.id.startswith(f"{tmp_path}/shard")) for row in rows if row.cause
    ]
    assert 14 == len({row.id for row in rows})
