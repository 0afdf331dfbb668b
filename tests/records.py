"""WARC files made byte by byte, so that what reads them is not what wrote them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable
from pathlib import Path

HTML = "Content-Type: text/html; charset=utf-8"


def page(n: int) -> bytes:
    """Return a page, of another length for each number."""
    words = f"<p>Kiev was calm on day {n}, the council of the city said.</p>" * (n % 3 + 1)
    return f"<!DOCTYPE html><html><body><h1>Day {n}</h1>{words}</body></html>".encode()


def response(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "response", extra: Iterable[str] = ()
) -> bytes:
    """Return a record with an HTTP response as a crawler writes it."""
    http = "\r\n".join((f"HTTP/1.1 {status}", *headers, "", "")).encode() + body
    head = (
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:{zlib.crc32(http):032x}>",
        "WARC-Date: 2024-03-01T10:20:30Z",
        "WARC-Target-URI: https://news.example/day?utm_source=rss",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(http)}",
        *extra,
        "",
        "",
    )
    return "\r\n".join(head).encode() + http + b"\r\n\r\n"


WARCINFO = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\na: b\n\r\n\r\n"
PAGES = [response(page(n), HTML) for n in range(12)]


def written(path: Path, entries: Iterable[bytes], *, compressed: bool = True) -> list[int]:
    """Write the records, and return the offset of each and the size of the file."""
    parts = [gzip.compress(entry, mtime=0) if compressed else entry for entry in entries]
    path.write_bytes(b"".join(parts))
    return [sum(map(len, parts[:n])) for n in range(len(parts) + 1)]
