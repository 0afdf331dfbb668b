"""The Parquet side of ``newsnorm batch``: documents out of a file, rows into a folder of parts.

A Parquet file cannot be added to, so the output is a folder, as Spark writes it, and each part is
there when all of it is. A run that was killed does the documents of its last part again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet

from newsnorm import arrow
from newsnorm.cli.outputs import Result, lock
from newsnorm.errors import Failure, UnreadableSource

PART = 10_000
"""Rows of a part: some minutes of one core's work."""


class Parquet:
    """A folder of Parquet files with a row of `newsnorm.arrow.ARTICLES` for each document."""

    def __init__(self, path: str, fields: tuple[str, ...]) -> None:
        """Open the folder for this run alone, and drop a part that was not ended."""
        self._folder = Path(path)
        self._folder.mkdir(exist_ok=True)
        self._names = ["id", "failure", *fields] if fields else arrow.ARTICLES.names
        self._schema = pa.schema([arrow.ARTICLES.field(name) for name in self._names])
        self._lock = os.open(self._folder, os.O_RDONLY) if os.name == "posix" else None
        if self._lock is not None:
            try:
                lock(self._lock, path)
            except BaseException:
                os.close(self._lock)
                raise
        self._parts = sorted(self._folder.glob("part-*.parquet"))
        self._writer: parquet.ParquetWriter | None = None
        self._rows: list[tuple[str, Result]] = []
        self._size = self._written = 0

    def done(self) -> Iterator[str]:
        """Yield the ids of the rows of all parts."""
        for part in self._parts:
            with parquet.ParquetFile(part) as file:
                if file.schema_arrow.names != self._names:
                    raise UnreadableSource(str(part), "has other columns; choose another output")
                for batch in file.iter_batches(columns=["id"]):
                    yield from batch.column("id").to_pylist()

    def written(self, name: str) -> str:
        """Return the id without halves of surrogate pairs, as names of files may have them."""
        return arrow.SURROGATE.sub("\N{REPLACEMENT CHARACTER}", name)

    def write(self, name: str, result: Result) -> None:
        """Add a row; rows go to the file a thousand at a time."""
        self._rows.append((name, result))
        self._size += 0 if isinstance(result, Failure) else len(result.source)
        if len(self._rows) >= arrow.ROWS or self._size >= arrow.SIZE:
            self._flush()
        if self._written >= PART:
            self._end_part()

    def close(self) -> None:
        """End the last part."""
        try:
            self._flush()
            self._end_part()
        finally:
            if self._lock is not None:
                os.close(self._lock)

    @property
    def _unfinished(self) -> Path:
        return self._folder / ".part.parquet"  # hidden: who reads the folder passes over it

    def _flush(self) -> None:
        for batch in arrow.to_batches(self._rows):
            if self._writer is None:
                self._writer = parquet.ParquetWriter(self._unfinished, self._schema, compression="zstd")
            self._writer.write_batch(batch.select(self._names))
        self._written += len(self._rows)
        self._rows, self._size = [], 0

    def _end_part(self) -> None:
        if self._writer is None:
            return
        self._writer.close()
        part = self._folder / f"part-{len(self._parts):05}.parquet"
        self._unfinished.replace(part)
        self._parts.append(part)
        self._writer, self._written = None, 0


def rows(file: str, columns: list[str]) -> Iterator[dict[str, object]]:
    """Yield the rows of a Parquet file, with those of the columns that it has."""
    with parquet.ParquetFile(file) as table:
        wanted = [name for name in columns if name in table.schema_arrow.names]
        for batch in table.iter_batches(batch_size=256, columns=wanted):
            # A batch of no columns has rows all the same, each of which is a document without a page.
            yield from batch.to_pylist() if wanted else ({} for _ in range(batch.num_rows))


def count(file: str) -> int:
    """Return how many rows a Parquet file has."""
    return int(parquet.read_metadata(file).num_rows)
