"""Where ``newsnorm batch`` writes: rows in the order of the documents, so that the output tells what is done.

There is no other record of progress. A run that was killed leaves whole rows and at most one torn
one; the next run drops that and goes on with the document after the last whole row.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from newsnorm.article import Article
from newsnorm.errors import Failure, UnreadableSource

Result = Article | Failure


START = '{"id": '
"""How each line begins."""


class Output(Protocol):
    """A file, or a folder of files, that takes one row after another."""

    def done(self) -> Iterator[str]:
        """Yield the ids of the rows that are there already."""
        ...

    def write(self, name: str, result: Result) -> None:
        """Add a row."""
        ...

    def close(self) -> None:
        """Write what is not yet written."""
        ...


def opened(path: str, fields: tuple[str, ...]) -> Output:
    """Open the output that the suffix of ``path`` asks for.

    Raises:
        UnreadableSource: the suffix is not known, or the file cannot be written.
    """
    try:
        if path.lower().endswith((".jsonl", ".ndjson")):
            return JsonLines(path, fields)
        if path.lower().endswith(".parquet"):
            from newsnorm.cli.parquet import Parquet  # noqa: PLC0415 - only with the extra `arrow`

            return Parquet(path, fields)
    except OSError as error:
        raise UnreadableSource(path, error.strerror or str(error)) from error
    raise UnreadableSource(path, "an output is called .jsonl or .parquet")


def row(name: str, result: Result, fields: tuple[str, ...] = ()) -> dict[str, object]:
    """Return what JSON Lines hold of a document: its article, or some fields of it, or why there is none.

    >>> row("a.txt", Failure("a.txt", "TimedOut", "took over 60 s"))
    {'id': 'a.txt', 'failure': {'cause': 'TimedOut', 'why': 'took over 60 s', 'trace': ''}}
    """
    if isinstance(result, Failure):
        return {"id": name, "failure": {"cause": result.cause, "why": result.why, "trace": result.trace}}
    told = result.to_dict()
    return {"id": name, **(told if not fields else {field: told[field] for field in fields})}


class JsonLines:
    """A file with a line of JSON for each document."""

    def __init__(self, path: str, fields: tuple[str, ...]) -> None:
        """Open it for this run alone, and drop a last line that was torn."""
        self._path, self._fields = path, fields
        self._file: IO[bytes] = Path(path).open("ab+")  # noqa: SIM115 - open as long as the run
        try:
            lock(self._file.fileno(), path)
            self._file.truncate(_whole(self._file))
        except BaseException:
            self._file.close()
            raise

    def done(self) -> Iterator[str]:
        """Yield the ids of the lines, which come first in each."""
        self._file.seek(0)
        decoder = json.JSONDecoder()
        for line in self._file:
            text = line.decode(errors="replace")
            if not text.startswith(START):
                raise UnreadableSource(self._path, "not an output of newsnorm; choose another")
            yield str(decoder.raw_decode(text, len(START))[0])

    def write(self, name: str, result: Result) -> None:
        """Add a line."""
        self._file.write(json.dumps(row(name, result, self._fields)).encode() + b"\n")
        self._file.flush()  # so that whoever follows the file sees it, and a kill costs no more than one row

    def close(self) -> None:
        """Close the file."""
        self._file.close()


TAIL = 1 << 16
"""Bytes that are read at a time when the end of the last whole line is looked for."""


def _whole(file: IO[bytes]) -> int:
    """Return the length of a file without a last line that has no end."""
    at = file.seek(0, 2)
    while at > 0:
        start = max(0, at - TAIL)
        file.seek(start)
        found = file.read(at - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        at = start
    return 0


def lock(file: int, path: str) -> None:
    """Refuse to write to an open file or folder that another run writes to, on systems that can tell.

    Raises:
        UnreadableSource: another run does.
    """
    with contextlib.suppress(ImportError):
        import fcntl  # noqa: PLC0415 - only POSIX has it

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UnreadableSource(path, "another run is writing to it") from None
