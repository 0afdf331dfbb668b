"""The HTML pages of a WARC file, such as those of CC-NEWS, as records with an address, a date and a place.

fastwarc (``pip install "newsnorm[warc]"``) reads the file; here it is decided what is a page, and how to
go on behind a record that cannot be read.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from email.message import Message
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Unpack

from attrs import evolve, field, frozen
from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord, WarcRecordType

from newsnorm.article import Article
from newsnorm.batch import Failure, Options, normalize_many
from newsnorm.errors import BrokenRecord, UnreadableSource
from newsnorm.pipeline import DEFAULT, normalize_html
from newsnorm.profile import Profile
from newsnorm.read import HTML as BEGINS_HTML

HTML = ("text/html", "application/xhtml+xml")
"""The types of HTTP responses that are pages."""

UNTOLD = "application/octet-stream"
"""The type of what has none; it is a page if it looks like one."""

GZIP = b"\x1f\x8b\x08"
WARC = b"WARC/1."
BEGINNING = re.compile(rb"\x1f\x8b\x08[\0-\x1f]|WARC/1\.[01]\r\n")
LENGTH = re.compile(rb"\r\nContent-Length:[ \t]*(\d{1,15})[ \t]*(?=\r\n)", re.IGNORECASE)
HEAD = 65_536
"""Bytes in which the head of a record ends."""
OVERLAP = 16
"""Bytes looked at twice, so that the mark of a beginning is not cut in two."""
CHUNK = 1 << 20
"""Bytes read at once in search of the next record."""

LONGEST = 64_000_000
"""Bytes of a page beyond which it is not read: twice the limit of a profile."""

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "chunked": lambda data: ChunkedReader(io.BytesIO(data)).read(),
    "gzip": lambda data: zlib.decompressobj(47).decompress(data),  # 47: with the header of gzip or of zlib
    "x-gzip": lambda data: zlib.decompressobj(47).decompress(data),
    "deflate": lambda data: zlib.decompressobj(47).decompress(data),
    "br": lambda data: BrotliReader(io.BytesIO(data)).read(),
    "zstd": lambda data: ZstdReader(io.BytesIO(data)).read(),
}
"""How to undo an encoding of HTTP."""


@frozen
class Record:
    """One HTML page of a WARC, or one record that cannot be read."""

    path: str
    """The name of the WARC."""
    offset: int
    """Where the record begins in the WARC as it is, compressed or not, in bytes."""
    end: int
    """Where the next one begins: the offset to go on with once this one is done."""
    url: str = ""
    date: datetime.datetime | None = None
    """When the page was fetched."""
    charset: str | None = None
    """What the server said its encoding is."""
    truncated: str | None = None
    """Why the crawler cut the page off, if it says that it did: ``length``, ``time``, ..."""
    html: bytes = field(default=b"", repr=False)
    broken: str | None = None
    """Why the record cannot be read; it has no page then, and to normalise it is an error."""

    @property
    def id(self) -> str:
        """What the record is called: ``PATH@OFFSET``."""
        return f"{self.path}@{self.offset}"

    def normalize(self, *, profile: Profile = DEFAULT) -> Article:
        """Return the article of the page.

        Raises:
            BrokenRecord: the record cannot be read.
            NewsnormError: as for `newsnorm.normalize_html`.
        """
        if self.broken is not None:
            raise BrokenRecord(self.path, self.offset, self.broken)
        return normalize_html(self.html, url=self.url, charset=self.charset, profile=profile)


def records(path: str | os.PathLike[str], *, offset: int = 0) -> Iterator[Record]:
    """Yield the pages of a WARC, plain or compressed record by record, in its order.

    A page is a response with a status of 200 to 299 and an HTML type, or no type and the look of a page;
    all other records are passed over. A record that cannot be read is there, too, and says why. ``offset`` is where to begin,
    in bytes: that of a record, or the ``end`` of one.

    Raises:
        UnreadableSource: there is no such file, it is a directory, or may not be read.
    """
    name = os.fspath(path)
    try:
        file = Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UnreadableSource(name, error.strerror or str(error)) from error
    with file:
        size = file.seek(0, os.SEEK_END)
        for (at, record), (end, following) in pairwise(_walked(file, name, offset, size)):
            if at != end and record is not None:
                yield evolve(record, end=end)
            # A record that was read may prove broken by the checksum behind it; then it comes a second time.
            elif at == end and (following is None or following.broken is None):
                raise UnreadableSource(name, "compressed as a whole; decompress it first, with gzip -d")


def normalize(
    path: str | os.PathLike[str], *, offset: int = 0, **options: Unpack[Options]
) -> Iterator[tuple[Record, Article | Failure]]:
    """Yield each of the `records` of a WARC with its article, or the `Failure` that it became, in order.

    The options are those of `newsnorm.batch.normalize_many`: ``profile``, ``workers``, ``timeout``, ``memory``.

    Raises:
        UnreadableSource: there is no such file, it is a directory, or may not be read.
    """
    under_way: deque[Record] = deque()

    def noted() -> Iterator[tuple[str, Record]]:
        for record in records(path, offset=offset):
            under_way.append(record)
            yield record.id, record

    for result in normalize_many(noted(), **options):
        yield under_way.popleft(), result


Walked = Iterator[tuple[int, Record | None]]
"""The offset of each record, with the record if it is a page or broken; last, the end of the file."""


def _walked(file: BinaryIO, name: str, at: int, size: int) -> Walked:
    while at < size:
        last, whole = at, False
        try:
            for entry in _entries(file, at):
                last, whole = entry.stream_pos, False
                yield last, _record(name, entry)
                whole = True
        except OSError as error:
            end = _end(file, last) if whole else last
            following = _next(file, last + 1, size)
            # A sound record before the end of this one, or at it, or no end, tells that its length was wrong.
            lies = following < end or end >= size or _opens(file, end)
            bad = last if lies else end
            yield bad, Record(name, bad, bad, broken=str(error))
            at = following if lies else _next(file, bad + 1, size)
        else:
            at = size
    yield size, None


def _entries(file: BinaryIO, at: int) -> Iterator[WarcRecord]:
    file.seek(at)
    # The iterator would read a damaged HTTP header beyond the end of the record, and swallow the next.
    return iter(ArchiveIterator(file, parse_http=False))


def _record(name: str, entry: WarcRecord) -> Record | None:
    """Return the page in ``entry``, if there is one; its end is not known yet."""
    if entry.record_type != WarcRecordType.response or not entry.is_http:
        return None
    at, size = entry.stream_pos, entry.content_length
    http, begin = HeaderMap(), entry.reader.read(HEAD)
    blank = http.parse(io.BytesIO(begin))
    if http.status_code is None:
        return Record(name, at, at, broken="it holds no HTTP response")
    told = Message()
    told["content-type"] = http.get("Content-Type") or UNTOLD
    if not 200 <= http.status_code <= 299 or told.get_content_type() not in (*HTML, UNTOLD):
        return None
    if size > LONGEST:
        return Record(name, at, at, broken=f"its {size:,} bytes are over the limit of {LONGEST:,}")
    body = begin + entry.reader.read()
    if len(body) < size:
        return Record(name, at, at, broken=f"it ends after {len(body):,} of {size:,} bytes")
    html = _decoded(body[blank:], http.get("Transfer-Encoding"), http.get("Content-Encoding"))
    if told.get_content_type() == UNTOLD and BEGINS_HTML.match(html[:HEAD].decode("latin-1")) is None:
        return None
    return Record(
        name,
        at,
        at,
        url=(entry.headers.get("WARC-Target-URI") or "").strip("<>"),
        date=entry.record_date,
        charset=told.get_content_charset(),
        truncated=entry.headers.get("WARC-Truncated"),
        html=html,
    )


def _decoded(body: bytes, *encodings: str | None) -> bytes:
    """Undo the encodings of HTTP; many a crawler has done so, and kept the header that names them."""
    for told in encodings:
        for name in reversed((told or "").lower().split(",")):
            with contextlib.suppress(OSError, zlib.error):
                body = DECODERS.get(name.strip(), bytes)(body)
    return body


# How to go on behind what cannot be read.


def _opens(file: BinaryIO, at: int) -> bool:
    """Tell whether a record that can be read begins there."""
    try:
        return next((entry.stream_pos for entry in _entries(file, at)), None) == at
    except OSError:
        return False


def _end(file: BinaryIO, at: int) -> int:
    """Return where the record that begins at ``at`` ends, by its own account; ``at`` if that is not sound."""
    file.seek(at)
    head = file.read(HEAD)
    if head.startswith(GZIP):
        return _end_of_member(file, at)
    length = LENGTH.search(head)
    blank = head.find(b"\r\n\r\n")
    if length is None or blank < length.end():
        return at
    return at + blank + 4 + int(length[1]) + 4


def _end_of_member(file: BinaryIO, at: int) -> int:
    file.seek(at)
    member = zlib.decompressobj(31)
    while chunk := file.read(CHUNK):
        try:
            while chunk and not member.eof:
                member.decompress(chunk, CHUNK)
                chunk = member.unconsumed_tail
        except zlib.error:
            return at
        if member.eof:
            return file.tell() - len(member.unused_data)
    return at


def _next(file: BinaryIO, at: int, size: int) -> int:
    """Return where the next record seems to begin, at ``at`` or after it; ``size`` if there is none."""
    while at < size:
        file.seek(at)
        chunk = file.read(CHUNK)
        for found in BEGINNING.finditer(chunk):
            if _begins(file, at + found.start()):
                return at + found.start()
        at += max(len(chunk) - OVERLAP, 1)
    return size


def _begins(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    head = file.read(HEAD)
    with contextlib.suppress(zlib.error):
        return not head.startswith(GZIP) or zlib.decompressobj(31).decompress(head, len(WARC)) == WARC
    return False
