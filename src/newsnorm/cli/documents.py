"""What ``newsnorm batch`` reads: pages, JSON Lines, Parquet and WARC, as documents with ids, one after another.

The order is the same each time: it is how a run that was killed knows where to go on.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from glob import glob
from pathlib import Path
from typing import Any

from attrs import frozen

from newsnorm.article import Article
from newsnorm.cli.sources import SUFFIXES
from newsnorm.errors import NewsnormError, UnreadableSource
from newsnorm.profile import Profile
from newsnorm.worker import Payload, Row

Document = tuple[str, Payload]
"""What a document is called in the output, and the document."""


COUNTED = 1 << 30
"""Bytes of a file of JSON Lines up to which its lines are counted first, which takes about a second."""


@frozen
class Columns:
    """Which columns of a table, or keys of JSON Lines, hold what."""

    page: str = "text"
    id: str = "id"
    url: str | None = None


@frozen
class Unreadable:
    """A document that cannot be got at: its error is raised in its turn, and becomes its failure."""

    error: NewsnormError

    def normalize(self, *, profile: Profile) -> Article:  # noqa: ARG002 - the shape of all documents
        """Raise the error."""
        raise self.error


def files(where: str, target: str) -> list[str]:
    """Return the files that are meant, sorted: all below a folder that can be read, those of a pattern, or one.

    What is written to ``target`` is not read, though it may lie in the same folder.

    Raises:
        UnreadableSource: there are none.
    """
    path = Path(where)
    if path.is_dir():
        found = [str(file) for file in sorted(path.rglob("*")) if _is_wanted(file)]
    elif path.exists():
        found = [where]
    else:
        found = sorted(file for file in glob(where, recursive=True) if Path(file).is_file())  # noqa: PTH207 - as it was written
    output = Path(target).resolve()
    found = [file for file in found if not Path(file).resolve().is_relative_to(output)]
    if not found:
        raise UnreadableSource(where, "no such file, and no pages, JSON Lines, Parquet or WARC files there")
    return found


def documents(file: str, columns: Columns) -> Iterator[Document]:
    """Yield the documents in a file; a file without a suffix that says more is one page.

    Where a file cannot be read past a point, its rest is one document that cannot be read.
    """
    try:
        yield from _READERS.get(_kind(file), _page)(file, columns)
    except (OSError, EOFError, ValueError, zlib.error) as error:  # pyarrow's errors are of these, too
        why = getattr(error, "strerror", None) or error  # without the path, which is told already
        yield file, Unreadable(UnreadableSource(file, f"cannot be read past this point: {why}"))


def total(found: Iterable[str]) -> int | None:
    """Return how many documents there are in files; ``None`` if that cannot be told at once."""
    counts = [_COUNTERS.get(_kind(file), _one)(file) for file in found]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _is_wanted(file: Path) -> bool:
    """Tell whether a file in a folder is read: not what is hidden, nor what is of no known kind."""
    return not file.name.startswith(".") and _kind(file.name) != "" and os.path.isfile(file)  # noqa: PTH113 - Path.is_file raises where it may not look


def _kind(name: str) -> str:
    """Return which kind of file a name tells, with or without ``.gz``; empty if none."""
    lower = name.lower().removesuffix(".gz")
    if lower.endswith(tuple(SUFFIXES)):
        return "page"
    return next((kind for kind in _READERS if lower.endswith(f".{kind}")), "")


def _page(file: str, _columns: Columns) -> Iterator[Document]:
    is_packed = file.lower().endswith(".gz")
    yield file, gzip.decompress(Path(file).read_bytes()) if is_packed else Path(file)


def _json_lines(file: str, columns: Columns) -> Iterator[Document]:
    with gzip.open(file) if file.lower().endswith(".gz") else open(file, "rb") as lines:  # noqa: PTH123 - beside gzip.open
        for number, line in enumerate(lines, 1):
            if not line.isspace():
                place = f"{file}:{number}"
                try:
                    row = json.loads(line)
                except ValueError as error:
                    yield place, Unreadable(UnreadableSource(place, f"not JSON: {error}"))
                else:
                    yield _row(place, row, columns)


def _parquet(file: str, columns: Columns) -> Iterator[Document]:
    from newsnorm.cli import parquet  # noqa: PLC0415 - only with the extra `arrow`

    wanted = [name for name in dict.fromkeys((columns.id, columns.page, columns.url)) if name is not None]
    for number, row in enumerate(parquet.rows(file, wanted), 1):
        yield _row(f"{file}:{number}", row, columns)


def _warc(file: str, _columns: Columns) -> Iterator[Document]:
    from newsnorm import warc  # noqa: PLC0415 - only with the extra `warc`

    return ((record.id, record) for record in warc.records(file))


def _row(place: str, row: Any, columns: Columns) -> Document:  # noqa: ANN401 - whatever stands in the file
    """Return the document in a row; without an id it is called after its place."""
    if not isinstance(row, Mapping):
        return place, Unreadable(UnreadableSource(place, "not an object with keys"))
    given = row.get(columns.id)
    name = place if given is None else str(given)
    page = row.get(columns.page)
    url = row.get(columns.url)
    if isinstance(page, str | bytes):
        return name, Row(name, page, url if isinstance(url, str) else None)
    why = f"no text in {columns.page!r}; --column names the column of the page"
    return name, Unreadable(UnreadableSource(name, why))


def _one(_file: str) -> int:
    return 1


def _lines(file: str) -> int | None:
    if file.lower().endswith(".gz") or Path(file).stat().st_size > COUNTED:
        return None
    with Path(file).open("rb") as lines:
        return sum(not line.isspace() for line in lines)


def _rows(file: str) -> int:
    from newsnorm.cli import parquet  # noqa: PLC0415 - only with the extra `arrow`

    return parquet.count(file)


_COUNTERS: Mapping[str, Callable[[str], int | None]] = {
    "jsonl": _lines,
    "ndjson": _lines,
    "parquet": _rows,
    "warc": lambda _file: None,
}

_READERS: Mapping[str, Callable[[str, Columns], Iterator[Document]]] = {
    "jsonl": _json_lines,
    "ndjson": _json_lines,
    "page": _page,
    "parquet": _parquet,
    "warc": _warc,
}
