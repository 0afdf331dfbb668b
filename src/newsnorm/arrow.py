"""Articles as Arrow tables and Parquet files: one row for each document, whatever became of it.

pyarrow (``pip install "newsnorm[arrow]"``) holds the tables. The schema is not written down here but
follows from the fields of `newsnorm.Article`, so that a new field is a new column.

>>> from newsnorm import normalize_text
>>> table = to_table([("a", normalize_text("Kiev fell silent."))])
>>> table.select(["id", "text", "language"]).to_pylist()
[{'id': 'a', 'text': 'Kyiv fell silent.', 'language': None}]
"""

from __future__ import annotations

import datetime
import os
import re
import types
import typing
from collections import deque
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any, Unpack

import attrs
import pyarrow as pa
from pyarrow import parquet

from newsnorm import plain
from newsnorm.article import Article
from newsnorm.batch import Failure, Options, Payload, normalize_many
from newsnorm.worker import Row

Result = Article | Failure
Named = tuple[str | None, Result]

ROWS = 1000
"""Rows of a batch, at most."""

SIZE = 32_000_000
"""Code points of sources in a batch, about, at most: a batch of articles takes a few times as much memory."""

SURROGATE = re.compile("[\ud800-\udfff]")

SCALARS: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int32(),
    float: pa.float64(),
    bool: pa.bool_(),
    datetime.date: pa.string(),  # a day or a moment, with or without a zone: no one type of Arrow has all
    datetime.datetime: pa.string(),
}


def _type(hint: Any) -> pa.DataType:  # noqa: ANN401 - an annotation may be anything
    """Return the type of Arrow for what a field of an article is annotated with."""
    if hint in SCALARS:
        return SCALARS[hint]
    if isinstance(hint, types.UnionType):
        return _type(next(kind for kind in typing.get_args(hint) if kind is not types.NoneType))
    if typing.get_origin(hint) is tuple:
        return pa.list_(_type(typing.get_args(hint)[0]))
    if issubclass(hint, StrEnum):
        return pa.string()
    return pa.struct(_fields(hint))


def _fields(kind: type) -> list[pa.Field]:
    hints = typing.get_type_hints(kind)
    return [pa.field(field.name, _type(hints[field.name])) for field in attrs.fields(kind)]


ARTICLES = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("failure", pa.struct([pa.field(name, pa.string()) for name in ("cause", "why", "trace")])),
        pa.field("text", pa.string()),
        pa.field("verdict", pa.string()),
        pa.field("confidence", pa.float64()),
        *_fields(Article),
    ]
)
"""The columns of articles: what the caller calls the document; the failure, or null; the text, the verdict
and how sure it is; and each field of `newsnorm.Article`, as its ``to_dict`` has it. Of a failure all but the first two are null."""

CHANGES = pa.schema(
    [
        ("article", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
        ("before", pa.string()),
        ("after", pa.string()),
        ("rule", pa.string()),
        ("evidence", pa.string()),
    ]
)
"""The columns of changes: the id of the article; where in its source, in code points, half-open; what stood
there and what stands there now; and why. A change with two reasons has two rows."""


def to_table(results: Iterable[Result | Named]) -> pa.Table:
    """Return a table of `ARTICLES` with a row for each article or failure, alone or with its id.

    Half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD; all else comes back with `from_table`.
    """
    return pa.Table.from_batches(to_batches(results), ARTICLES)


def from_table(table: pa.Table | pa.RecordBatch) -> list[Result]:
    """Return the articles and failures of a table of `ARTICLES`.

    Raises:
        ValueError: the table has not all of the columns, or other values than `to_table` writes.

    >>> from newsnorm import normalize_text
    >>> article = normalize_text("Kiev fell silent.")
    >>> from_table(to_table([article, ("b", Failure("b", "EmptySource", "..."))])) == [
    ...     article, Failure("b", "EmptySource", "...")
    ... ]
    True
    """
    missing = [name for name in ARTICLES.names if name not in table.schema.names]
    if missing:
        msg = f"not a table of articles: there is no column {missing[0]!r}"
        raise ValueError(msg)
    return [_result(row) for row in table.select(ARTICLES.names).to_pylist()]


def to_batches(results: Iterable[Result | Named]) -> Iterator[pa.RecordBatch]:
    """Yield what `to_table` returns in batches, each as soon as it is full; for results without an end.

    A batch has 1,000 rows at most, and some 32 MB of sources.
    """
    rows: list[dict[str, Any]] = []
    size = 0
    for given in results:
        name, result = given if isinstance(given, tuple) else (getattr(given, "id", None), given)
        rows.append(_row(name, result))
        size += len(rows[-1].get("source", ""))
        if len(rows) >= ROWS or size >= SIZE:
            yield _batch(rows, ARTICLES)
            rows, size = [], 0
    if rows:
        yield _batch(rows, ARTICLES)


def changes(articles: Iterable[tuple[str, Article]]) -> pa.Table:
    """Return a table of `CHANGES` with every change of the articles, which come with their ids.

    >>> from newsnorm import normalize_text
    >>> rows = changes([("a", normalize_text("Kiev fell silent."))]).to_pylist()
    >>> [(row["start"], row["end"], row["before"], row["after"], row["rule"]) for row in rows]
    [(0, 4, 'Kiev', 'Kyiv', 'name.style')]
    """
    rows = (
        {
            "article": name,
            "start": edit.span.start,
            "end": edit.span.end,
            "before": edit.span.of(article.source),
            "after": edit.after,
            "rule": reason.rule,
            "evidence": reason.evidence,
        }
        for name, article in articles
        for edit in article.changes()
        for reason in edit.reasons
    )
    return pa.Table.from_batches([_batch(list(rows), CHANGES)])


def normalize_batches(
    batches: Iterable[pa.RecordBatch],
    *,
    column: str,
    id: str | None = None,
    url: str | None = None,
    **options: Unpack[Options],
) -> Iterator[pa.RecordBatch]:
    """Yield batches of `ARTICLES` with a row for each row of ``batches``, in order.

    ``column`` names the column with the pages, as text or binary; ``id`` the one with what they are
    called, which becomes text, and ``url`` the one with where they were fetched. The options are those of `newsnorm.batch.normalize_many`, but that
    ``workers`` is one if it is not given: the function is made for frameworks that run it on each core.
    It never has more than two batches of its own at once.

    Raises:
        ValueError: there is no such column.

    >>> batch = pa.record_batch({"url": ["a", "b"], "page": ["Kiev fell silent.", None]})
    >>> (result,) = normalize_batches([batch], column="page", id="url")
    >>> [(row["id"], row["text"], row["failure"] and row["failure"]["cause"]) for row in result.to_pylist()]
    [('a', 'Kyiv fell silent.', None), ('b', None, 'UnreadableSource')]
    """
    names: deque[str | None] = deque()

    def sources() -> Iterator[tuple[str, Payload]]:
        for position, (name, page, address) in enumerate(
            chain.from_iterable(_pages(b, column, id, url) for b in batches)
        ):
            names.append(name)
            called = str(position) if name is None else name
            yield called, Row(called, page, address) if isinstance(page, str | bytes) else page

    options.setdefault("workers", 1)
    results = normalize_many(sources(), **options)
    yield from to_batches((names.popleft(), result) for result in results)


def normalize_parquet(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str],
    *,
    column: str,
    id: str | None = None,
    url: str | None = None,
    **options: Unpack[Options],
) -> None:
    """Write a Parquet file of `ARTICLES` with a row for each row of another Parquet file, in order.

    As `normalize_batches` does, but with a worker for each core. Memory does not grow with the file.
    ``target`` is there when all of it is.

    Raises:
        ValueError: there is no such column.
        OSError: a file cannot be read or written; ``pyarrow.ArrowInvalid`` is a ValueError.
    """
    with parquet.ParquetFile(source) as file:
        columns = [name for name in dict.fromkeys((column, id, url)) if name is not None]
        batches = file.iter_batches(batch_size=ROWS // 10, columns=columns)
        options.setdefault("workers", None)
        write_parquet(normalize_batches(batches, column=column, id=id, url=url, **options), target)


def write_parquet(batches: Iterable[pa.RecordBatch], target: str | os.PathLike[str]) -> None:
    """Write batches of `ARTICLES` to a Parquet file, one after another; it is there when all of it is."""
    part = Path(f"{os.fspath(target)}.part")
    with parquet.ParquetWriter(part, ARTICLES, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
    part.replace(target)


def _pages(
    batch: pa.RecordBatch, column: str, name: str | None, url: str | None
) -> Iterator[tuple[str | None, Payload, str | None]]:
    """Yield the id, the page and the address in each row."""
    pages = _column(batch, column)
    names, urls = (
        [None] * len(pages) if other is None else _column(batch, other).to_pylist() for other in (name, url)
    )
    for called, page, address in zip(names, pages, urls, strict=True):
        yield _text(called), page.as_py(), _text(address)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _column(batch: pa.RecordBatch, name: str) -> pa.Array:
    if name not in batch.schema.names:
        msg = f"there is no column {name!r}; there are {', '.join(batch.schema.names)}"
        raise ValueError(msg)
    return batch.column(name)


def _row(name: str | None, result: Result) -> dict[str, Any]:
    if isinstance(result, Failure):
        failure = {"cause": result.cause, "why": result.why, "trace": result.trace}
        return {"id": name, "failure": failure}
    return {"id": name, **plain.unstructured(result)}


def _result(row: dict[str, Any]) -> Result:
    if row["failure"] is not None:
        return Failure(row["id"] or "", **row["failure"])
    return plain.structured({name: row[name] for name in ARTICLES.names if name not in ("id", "failure")})


def _batch(rows: list[dict[str, Any]], schema: pa.Schema) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_pylist(rows, schema)
    except UnicodeEncodeError:
        return pa.RecordBatch.from_pylist(_encodable(rows), schema)


def _encodable(value: Any) -> Any:  # noqa: ANN401 - plain values of any depth
    """Return ``value`` with each half of a surrogate pair in its texts replaced."""
    if isinstance(value, str):
        return SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list | tuple) else value
