"""WARC files, made here byte by byte: pages come out, in place, and damage to one record is that record's."""

from __future__ import annotations

import datetime
import gzip
import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records import HTML, PAGES, WARCINFO, page, response, written

from newsnorm import warc
from newsnorm.batch import Failure
from newsnorm.errors import BrokenRecord, UnreadableSource


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a test writes its WARC."""
    return tmp_path / "news.warc.gz"


@pytest.mark.parametrize("compressed", [True, False])
def test_pages_come_out_in_place(path: Path, *, compressed: bool) -> None:
    """Each page has its address, its date, its charset, and where it begins and ends."""
    offsets = written(path, [WARCINFO, *PAGES], compressed=compressed)

    found = list(warc.records(path))

    assert [page(n) for n in range(12)] == [record.html for record in found]
    assert offsets[1:] == [*(record.offset for record in found), found[-1].end]
    assert all(a.end == b.offset for a, b in pairwise(found))
    moment = datetime.datetime(2024, 3, 1, 10, 20, 30, tzinfo=datetime.UTC)
    assert {("https://news.example/day?utm_source=rss", moment, "utf-8", None)} == {
        (record.url, record.date, record.charset, record.truncated) for record in found
    }


def test_the_article_of_a_record(path: Path) -> None:
    """The charset of the server holds before that of the page; the address is the article's if it has none."""
    body = "<meta charset=utf-8><p>Перемовини тривали до ночі, повідомила міська рада.</p>".encode("cp1251")
    written(path, [response(body, 'Content-Type: Text/HTML; Charset="windows-1251"; x=y')])

    (record,) = warc.records(path)
    article = record.normalize()

    assert "Перемовини тривали до ночі, повідомила міська рада." == article.text
    assert ("cp1251", "served") == (article.decoding.encoding, article.decoding.why)
    assert "https://news.example/day" == article.source_url


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(response(page(0), "Content-Type: application/pdf"), id="a PDF"),
        pytest.param(response(page(0), HTML, status="404 Not Found"), id="not found"),
        pytest.param(response(page(0), HTML, status="301 Moved"), id="moved"),
        pytest.param(response(page(0), HTML, kind="revisit"), id="a revisit"),
        pytest.param(response(b"GIF89a..."), id="no type, no page"),
        pytest.param(WARCINFO, id="about the file"),
    ],
)
def test_what_is_no_page_is_passed_over(path: Path, record: bytes) -> None:
    """Only responses with a page in them are read."""
    written(path, [record, PAGES[1]])

    assert [page(1)] == [found.html for found in warc.records(path)]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(page(1), ["Content-Type: application/xhtml+xml"], id="XHTML"),
        pytest.param(page(1), [], id="no type, but a page"),
        pytest.param(gzip.compress(page(1)), [HTML, "Content-Encoding: gzip"], id="gzip"),
        pytest.param(zlib.compress(page(1)), [HTML, "Content-Encoding: deflate"], id="deflate"),
        pytest.param(page(1), [HTML, "Content-Encoding: gzip"], id="gzip that the crawler undid"),
        pytest.param(page(1), [HTML, "Content-Encoding: br"], id="Brotli that the crawler undid"),
        pytest.param(page(1), [HTML, "Transfer-Encoding: chunked"], id="chunks that the crawler joined"),
        pytest.param(page(1), [HTML, "Content-Encoding: identity"], id="identity"),
        pytest.param(
            b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1)),
            [HTML, "Transfer-Encoding: chunked"],
            id="chunks",
        ),
    ],
)
def test_encodings_of_http_are_undone(path: Path, body: bytes, headers: list[str]) -> None:
    """The page is the same, however it was sent."""
    written(path, [response(body, *headers), PAGES[2]])

    assert [page(1), page(2)] == [found.html for found in warc.records(path)]


def test_a_page_that_the_crawler_cut_says_so(path: Path) -> None:
    """A page that the crawler cut off is read as it is."""
    written(path, [response(page(1), HTML, extra=["WARC-Truncated: length"])])

    assert ["length"] == [found.truncated for found in warc.records(path)]


@pytest.mark.parametrize("first", [0, 1, 5, 11])
def test_reading_goes_on_where_it_ended(path: Path, first: int) -> None:
    """The end of one record is where to go on."""
    written(path, [WARCINFO, *PAGES])
    found = list(warc.records(path))

    assert found[first + 1 :] == list(warc.records(path, offset=found[first].end))
    assert found[first:] == list(warc.records(path, offset=found[first].offset))


def damaged(entry: bytes) -> bytes:
    """Return the record with its length in words, as no tool can read it."""
    return entry.replace(b"Content-Length: ", b"Content-Length: some ")


@pytest.mark.parametrize("compressed", [True, False])
@pytest.mark.parametrize("bad", [0, 1, 3])
@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(damaged, id="a length that is none"),
        pytest.param(lambda entry: b"\xff" * len(entry), id="rubbish"),
        pytest.param(lambda entry: entry.replace(b"HTTP/1.1 200 OK", b"once upon a day"), id="no HTTP"),
        pytest.param(lambda entry: entry.replace(b"WARC/1.0\r\n", b""), id="no version"),
    ],
)
def test_a_broken_record_is_told_with_its_offset(
    path: Path, damage: Callable[[bytes], bytes], bad: int, *, compressed: bool
) -> None:
    """It stands where it was, and the records before and behind it are as they were."""
    entries = [*PAGES[:bad], damage(PAGES[bad]), *PAGES[bad + 1 : 5]]
    offsets = written(path, entries, compressed=compressed)

    found = list(warc.records(path))

    assert [b"" if n == bad else page(n) for n in range(5)] == [record.html for record in found]
    assert offsets[:5] == [record.offset for record in found]
    assert [bad] == [n for n, record in enumerate(found) if record.broken]
    with pytest.raises(BrokenRecord) as caught:
        found[bad].normalize()
    assert (str(path), offsets[bad]) == (caught.value.path, caught.value.at)


def test_a_record_that_ends_too_soon(path: Path) -> None:
    """A file that was not written to its end has all its pages but the last, which is told."""
    for compressed in (True, False):
        offsets = written(path, PAGES[:3], compressed=compressed)
        path.write_bytes(path.read_bytes()[:-60])

        *found, last = warc.records(path)

        assert [page(0), page(1)] == [record.html for record in found]
        assert (offsets[2], path.stat().st_size) == (last.offset, last.end)
        assert last.broken


def test_a_checksum_that_does_not_fit(path: Path) -> None:
    """A page whose compressed bytes were changed is not handed out as if it were whole, nor twice."""
    offsets = written(path, PAGES[:3])
    data = bytearray(path.read_bytes())
    data[offsets[2] - 6] ^= 0xFF
    path.write_bytes(data)

    found = list(warc.records(path))

    assert offsets[:3] == [record.offset for record in found]
    assert [None, "broken", None] == [record.broken and "broken" for record in found]


@settings(max_examples=80)
@given(st.data())
def test_damage_is_local(data: st.DataObject) -> None:
    """Whatever bytes are overwritten: what they do not touch comes out, in order, once, and nothing crashes."""
    compressed = data.draw(st.booleans())
    parts = [gzip.compress(entry, mtime=0) if compressed else entry for entry in PAGES[:6]]
    whole = b"".join(parts)
    begin = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(begin + 1, min(begin + 600, len(whole))))
    rubbish = data.draw(st.binary(min_size=end - begin, max_size=end - begin))
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.warc")
        path.write_bytes(whole[:begin] + rubbish + whole[end:])

        found = list(warc.records(path))

    spans = [(sum(map(len, parts[:n])), sum(map(len, parts[: n + 1]))) for n in range(6)]
    untouched = [(page(n), span) for n, span in enumerate(spans) if span[1] <= begin or end <= span[0]]
    assert untouched == [
        (record.html, (record.offset, record.end))
        for record in found
        if record.broken is None and (record.end <= begin or end <= record.offset)
    ]
    assert all(a.end <= b.offset for a, b in pairwise(found))


@settings(max_examples=100)
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_to_their_end(data: bytes) -> None:
    """A file that is no WARC has no record, or one that cannot be read, from its beginning to its end."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.warc")
        path.write_bytes(data)

        found = list(warc.records(path))

    assert not found or (0, len(data)) == (found[0].offset, found[-1].end)


def test_error_for_a_file_compressed_as_a_whole(path: Path) -> None:
    """Its records have no place of their own; the message says what to do."""
    path.write_bytes(gzip.compress(b"".join(PAGES)))

    with pytest.raises(UnreadableSource, match="gzip -d"):
        list(warc.records(path))


def test_error_for_a_missing_file(path: Path) -> None:
    """A missing file is an UnreadableSource, as for `normalize`, and so is a folder."""
    for wrong in (path, path.parent):
        with pytest.raises(UnreadableSource, match=str(wrong)):
            list(warc.records(wrong))


def test_articles_of_a_warc(path: Path) -> None:
    """Each record has its article, or the failure that it became, in the order of the file."""
    entries = [*PAGES[:3], damaged(PAGES[3]), response(b" ", HTML), PAGES[5]]
    offsets = written(path, entries)

    pairs = list(warc.normalize(path, workers=1))

    assert offsets[:-1] == [record.offset for record, _ in pairs]
    assert [*["an article"] * 3, "BrokenRecord", "EmptySource", "an article"] == [
        result.cause if isinstance(result, Failure) else "an article" for _, result in pairs
    ]
    bad = pairs[3][1]
    assert isinstance(bad, Failure)
    assert f"{path}@{offsets[3]}" == bad.id
    assert f"byte {offsets[3]}" in bad.why
    assert "Kyiv was calm on day 5" in pairs[5][1].text  # type: ignore[union-attr]
    assert pairs[4:] == list(warc.normalize(path, offset=pairs[3][0].end, workers=1))
