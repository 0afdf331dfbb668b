"""Where ``newsnorm batch`` writes: rows in the order of the documents, so that the output tells what is done.

There is no other record of progress. A run that was killed leaves whole rows and at most one torn
one; the next run drops that and goes on with the document after the last whole row.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from attrs import fields_dict

from newsnorm.article import Article
from newsnorm.errors import Failure, UnreadableSource
from newsnorm.plain import DERIVED

Result = Article | Failure


START = '{"id": '
"""How each line begins."""


class Output(Protocol):
    """A file, or a folder of files, that takes one row after another."""

    def done(self) -> Iterator[str]:
        """Yield the ids of the rows that are there already."""
        ...

    def written(self, name: str) -> str:
        """Return an id as `done` tells it, which may not be able to hold all of it."""
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
        """Open it for this run alone."""
        self._path, self._fields = path, fields
        self._file: IO[bytes] = Path(path).open("ab+")  # noqa: SIM115 - open as long as the run
        try:
            lock(self._file.fileno(), path)
        except BaseException:
            self._file.close()
            raise

    def done(self) -> Iterator[str]:
        """Yield the ids of the lines, which come first in each; then drop a last line that was torn.

        So nothing is lost of a file that turns out to be another's before its end.
        """
        self._file.seek(0)
        at = 0
        for line in self._file:
            text = line.decode(errors="replace")
            if not line.endswith(b"\n"):
                if not _is_torn(text, self._fields):
                    raise self._foreign()
                self._file.truncate(at)
                return
            name = _id(text)
            if name is None:
                raise self._foreign()
            yield name
            at += len(line)

    def _foreign(self) -> UnreadableSource:
        return UnreadableSource(self._path, "not an output of newsnorm; choose another")

    def written(self, name: str) -> str:
        """Return the id: JSON holds any text."""
        return name

    def write(self, name: str, result: Result) -> None:
        """Add a line."""
        self._file.write(json.dumps(row(name, result, self._fields)).encode() + b"\n")
        self._file.flush()  # so that whoever follows the file sees it, and a kill costs no more than one row

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _id(line: str) -> str | None:
    """Return the id that a line begins with; ``None`` if it is no line of ours.

    >>> _id('{"id": "a", "text": "It rained."}'), _id('{"id": 1, "page": 2}')
    ('a', None)
    """
    try:
        name = json.JSONDecoder().raw_decode(line, len(START))[0] if line.startswith(START) else None
    except ValueError:
        return None
    return name if isinstance(name, str) else None


def _is_torn(line: str, fields: tuple[str, ...]) -> bool:
    """Tell whether a line without an end is a row of ours, whole or not.

    >>> [_is_torn(line, ()) for line in ('{"i', '{"id": "a", "te', '{"id": "a", "price": 2}', '{"id": "a", "text": "It"}')]
    [True, True, False, False]
    """
    name = _id(line)
    if name is None:
        return START.startswith(line) or re.fullmatch(rf'{START}"(?:[^"\\]|\\.)*\\?', line) is not None
    head = line[len(START) + len(json.dumps(name)) :]
    begins = (f', "{key}": ' for key in ("failure", *(fields or DERIVED)[:1]))
    if not any(head.startswith(begin) or begin.startswith(head) for begin in begins):
        return False
    try:
        whole = json.loads(line)
    except ValueError:
        return True
    return "failure" in whole or whole.keys() == {"id", *(fields or (*DERIVED, *fields_dict(Article)))}


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
