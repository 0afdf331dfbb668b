"""Bad input: an Article or the documented error, never anything else, and never slowly."""

from __future__ import annotations

import gzip
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import htmldate
import pytest

from newsnorm import Article, Profile, Verdict, normalize, normalize_html, normalize_text
from newsnorm.errors import (
    EmptySource,
    NewsnormError,
    NotAPage,
    SourceTooLarge,
    UndecodableSource,
    UnreadableSource,
)
from newsnorm.read.decode import decode

SENTENCE = "The ferry to the outer islands will run again from April, the county of Odessa said on Monday. "
UKRAINIAN = "Переговори у Києві тривали до пізньої ночі, повідомила в понеділок міська рада."
RUSSIAN = "Переговоры в Киеве продолжались до поздней ночи, сообщил в понедельник городской совет. " * 3

SECONDS = 30.0
"""For the largest inputs; they take a tenth of it, so only a pattern gone quadratic fails."""

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return a function that writes bytes to a file of that name."""

    def written(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written


def timed(source: str) -> Article:
    """Normalise ``source`` and fail if it takes far too long."""
    begin = time.perf_counter()
    article = normalize_text(source)
    assert time.perf_counter() - begin < SECONDS
    return article


# What cannot be read.


def test_error_for_an_address() -> None:
    """An address is not a path: the message says to fetch it first, and how."""
    with pytest.raises(UnreadableSource, match=r"https://a\.example/news: .*fetch it first.*urlopen"):
        normalize("https://a.example/news")


def test_error_for_a_missing_file(tmp_path: Path) -> None:
    """A missing file is an UnreadableSource that names it, and an OSError too."""
    path = tmp_path / "nowhere.txt"

    with pytest.raises(UnreadableSource, match="No such file") as caught:
        normalize(path)

    assert str(path) == caught.value.path
    assert isinstance(caught.value, OSError)


def test_error_for_a_directory(tmp_path: Path) -> None:
    """A directory is not a file."""
    with pytest.raises(UnreadableSource, match="a directory"):
        normalize(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read every file")
def test_error_for_a_file_that_may_not_be_read(write: Write) -> None:
    """A file without permission is an UnreadableSource that says so."""
    path = write("secret.txt", b"text")
    path.chmod(0)

    with pytest.raises(UnreadableSource, match="Permission denied"):
        normalize(path)


def test_error_for_what_cannot_be_a_path() -> None:
    """A name with a NUL in it is no path."""
    with pytest.raises(UnreadableSource, match="not a path"):
        normalize("a\0b")


def test_error_for_a_path_that_is_too_long() -> None:
    """A text given for a path by mistake is an UnreadableSource, not a bare OSError."""
    with pytest.raises(UnreadableSource):
        normalize(SENTENCE * 100)


# What holds nothing, or no text.


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\r\n  \n", "\N{NO-BREAK SPACE}\n\u2003".encode(), b"\xef\xbb\xbf"]
)
def test_error_for_nothing_but_white_space(write: Write, data: bytes) -> None:
    """An empty file, white space, and a lone byte order mark are an EmptySource that names the file."""
    path = write("page.txt", data)

    with pytest.raises(EmptySource, match="white space") as caught:
        normalize(path)

    assert str(path) == caught.value.path


@pytest.mark.parametrize("source", ["", "   ", "\n\n"])
def test_error_for_an_empty_text(source: str) -> None:
    """The same for a text and for HTML that never was in a file."""
    with pytest.raises(EmptySource):
        normalize_text(source)
    with pytest.raises(EmptySource):
        normalize_html(source)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(PNG, "PNG image", id="PNG"),
        pytest.param(PDF, "extract its text first", id="PDF"),
        pytest.param(gzip.compress(SENTENCE.encode()), "gzip.decompress", id="gzip"),
        pytest.param(bytes(range(256)) * 20, "binary data", id="every byte"),
        pytest.param(b"\0" * 1000, "binary data", id="only NUL"),
    ],
)
def test_error_for_binary_data(write: Write, data: bytes, message: str) -> None:
    """Binary data is an UndecodableSource that says what it is and what to do."""
    path = write("page.txt", data)

    with pytest.raises(UndecodableSource, match=message) as caught:
        normalize(path)

    assert str(path) == caught.value.path
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"RIFF\x24\0\0\0WEBPVP8 ", "WebP", id="WebP"),
        pytest.param(b"MM\0*\0\0\0\x08", "TIFF", id="TIFF"),
        pytest.param(b"ID3\x04\0\0\0\0\0\0", "MP3", id="MP3"),
        pytest.param(b"7z\xbc\xaf\x27\x1c\0\x04", "7-Zip", id="7-Zip"),
        pytest.param(b"bplist00\xd1\x01\x02", "plistlib", id="webarchive"),
    ],
)
def test_error_for_more_binary_data(write: Write, data: bytes, message: str) -> None:
    """Images, sounds and archives are named, too."""
    with pytest.raises(UndecodableSource, match=message):
        normalize(write("page.html", data))


# What is text, but no page.

ATOM = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!-- made daily -->\n<feed xmlns="http://www.w3.org/2005/Atom"/>'
)
STYLED = '<?xml version="1.0"?><?xml-stylesheet href="a.xsl"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
NITF = (
    '<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd"><nitf><body><body.content><p>Ferry</p></body.content></body></nitf>'
)
NEWSML = '<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>'
LD = '{"@context": "https://schema.org", "@type": "NewsArticle", "articleBody": "The ferry is late."}'
JSON_FEED = '{"version": "https://jsonfeed.org/version/1.1", "items": [{"content_html": "<p>Late</p>"}]}'


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param(
            "<rss version='2.0'><channel><item/></channel></rss>", "an RSS feed; .*feedparser", id="RSS"
        ),
        pytest.param('\ufeff \n<?xml version="1.0"?><rdf:RDF xmlns="a"/>', "RSS feed or other RDF", id="RDF"),
        pytest.param(ATOM, "an Atom feed", id="Atom"),
        pytest.param(STYLED, "a sitemap; .*fetch", id="sitemap"),
        pytest.param("<sitemapindex xmlns='a'>", "an index of sitemaps", id="sitemap index"),
        pytest.param(NITF, "NITF .*body.content", id="NITF"),
        pytest.param(NEWSML, "NewsML-G2", id="NewsML"),
        pytest.param('<?xml version="1.0"?><lagerbestand nr="3"/>', "root lagerbestand", id="other XML"),
        pytest.param('<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG image", id="SVG"),
        pytest.param(LD, "articleBody to normalize_text", id="JSON-LD"),
        pytest.param(JSON_FEED, "JSON Feed", id="JSON Feed"),
        pytest.param(
            "From: ana@a.example\nTo: desk@b.example\nSubject: Ferry\n\nIt is late.",
            "an e-mail; parse",
            id="e-mail",
        ),
        pytest.param(
            "Subject: The ferry\n to the islands\nDate: Mon, 1 Jan 2024\nMessage-ID: <x@y>\n\nIt is late.",
            "an e-mail",
            id="e-mail with a folded field",
        ),
        pytest.param(
            "From ana@a.example Mon Jan  1 10:00:00 2024\nSubject: x\n\nLate.", "an e-mail", id="mailbox"
        ),
        pytest.param('{"text": "The ferry is late."}\n', "JSON; parse it with json.loads", id="JSON"),
        pytest.param('[{"text": "One"}, {"text": "Two"}]', "JSON;", id="JSON array"),
        pytest.param('{"text": "One"}\n{"text": "Two"}\n', "JSON Lines", id="JSON Lines"),
        pytest.param('{"text": "The ferry is', "JSON that is cut off", id="JSON cut in a string"),
        pytest.param('{"text": "The ferry", "tags": ["a"', "JSON that is cut off", id="JSON cut in a list"),
        pytest.param('{"a":' * 100_000, "deeply nested|cut off", id="JSON nested past all bounds"),
        pytest.param("WARC/1.0\r\nWARC-Type: response\r\n", "a WARC archive", id="WARC"),
        pytest.param("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n<html>", "HTTP response", id="HTTP"),
        pytest.param("MIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML", id="MHTML"),
        pytest.param("Return-Path: <a@b.example>\nReceived: from b", "an e-mail", id="e-mail"),
        pytest.param("{\\rtf1\\ansi The ferry}", "RTF", id="RTF"),
    ],
)
def test_error_for_what_is_no_page(write: Write, source: str, message: str) -> None:
    """A format that wraps articles is named, with the way out, by all three doors."""
    path = write("page.txt", source.encode())

    with pytest.raises(NotAPage, match=message) as caught:
        normalize(path)
    with pytest.raises(NotAPage, match=message):
        normalize_text(source)
    with pytest.raises(NotAPage, match=message):
        normalize_html(source)

    assert str(path) == caught.value.path
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("{In braces} the county put what it had left out. It was a lot.", id="braces"),
        pytest.param(
            '["Late," she said.] The ferry did not come on Monday, either.', id="a quotation in brackets"
        ),
        pytest.param("[1] The ferry did not come on Monday, the harbor master said.", id="a footnote"),
        pytest.param('{"late": true} is all that the server of the ferry says.', id="a piece of JSON"),
        pytest.param('{"late": true, and so on, said the server of the ferry.', id="no JSON"),
        pytest.param("[[", id="brackets"),
        pytest.param("{}", id="braces with nothing in them"),
        pytest.param("<rss is a tag, the teacher said, and wrote it on the board.", id="half a tag"),
        pytest.param("<Laughter> The ferry did not come on Monday, either.", id="a stage direction"),
        pytest.param("HTTP/2 is faster than HTTP/1.1, the engineer said.", id="HTTP as a subject"),
        pytest.param("From: Ana Sol\n\nThe ferry did not come on Monday, either.", id="a letter"),
        pytest.param(
            "FROM: Harbor Office\nTO: All editors\nSUBJECT: Ferry\nDATE: 4 March\n\nThe ferry will be late on Monday.",
            id="a memo to the press",
        ),
        pytest.param(
            "From: ana@a.example\n\nThe ferry did not come on Monday, either.", id="a letter to the editor"
        ),
        pytest.param(
            "Subject: the ferry\nVerdict: late\n\nIt did not come on Monday, either.", id="a verdict"
        ),
        pytest.param("From noon on Monday until 10:00 on Tuesday\nno ferry came, she said.", id="hours"),
        pytest.param(
            "---\ntitle: Ferry\nfrom: ana@a.example\nsubject: ferries\n---\nIt is late.", id="front matter"
        ),
        pytest.param('<?xml version="1.0"?><html><body><p>The ferry was late.</p></body></html>', id="XHTML"),
        pytest.param('<?xml version="1.0"?><div><p>The ferry was late, she said.</p></div>', id="a fragment"),
    ],
)
def test_a_text_that_begins_like_another_format_is_a_page(source: str) -> None:
    """What is not surely something else is read."""
    assert normalize_text(source).blocks


# What is too large, or nearly.


def test_error_for_a_file_over_the_limit(write: Write) -> None:
    """A file of 50 MB is over the default limit; the message names the size and the way out."""
    path = write("archive.txt", SENTENCE.encode() * (50_000_000 // len(SENTENCE) + 1))

    with pytest.raises(SourceTooLarge, match=r"over the limit of 32,000,000; .*Profile\(limit=") as caught:
        normalize(path)

    assert path.stat().st_size == caught.value.size


def test_error_for_a_text_over_the_limit() -> None:
    """The limit of the profile holds for texts and HTML, too."""
    with pytest.raises(SourceTooLarge):
        normalize_text(SENTENCE, profile=Profile(limit=10))
    with pytest.raises(SourceTooLarge):
        normalize_html(f"<p>{SENTENCE}</p>", profile=Profile(limit=10))


def test_a_text_of_5_mb_is_an_article() -> None:
    """A long text of many paragraphs is read, in bounded time."""
    source = (SENTENCE * 5 + "\n\n") * (5_000_000 // len(SENTENCE * 5))

    article = timed(source)

    assert Verdict.ARTICLE is article.verdict
    assert len(article.text) > 4_900_000


def test_a_single_line_of_2_mb_is_an_article() -> None:
    """A text without a line end is read, in bounded time; 2 MB and not 10, to keep the tests fast."""
    article = timed(SENTENCE * (2_000_000 // len(SENTENCE)))

    assert 1 == len(article.body)


@pytest.mark.parametrize(
    "character", ["a", "я", "会", "(", "[", "*", "&", "<", "#", ">", "-", ".", "1", "\u0301"]
)
def test_one_character_over_and_over_is_read_in_bounded_time(character: str) -> None:
    """A line of 200,000 times the same character is no trap for any pattern."""
    timed(character * 200_000)


@pytest.mark.parametrize(
    "word",
    [
        "Kiev ",
        "a* ",
        "[a](b) ",
        "&amp;",
        "&amp;Kiev#",
        ":]",
        "<b>",
        "](",
        "* ",
        "_a_ ",
        "«",
        "Ã©",
        "a.b@",
        "http://",
    ],
)
def test_one_word_over_and_over_is_read_in_bounded_time(word: str) -> None:
    """Nor is a line of the same word or mark."""
    timed(word * (100_000 // len(word)))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("---\r\n" + "key: value\r\n" * 90, id="fields above a text that never begins"),
        pytest.param("Title: Late\r\n" + "\r\n" * 90, id="fields, and blank lines"),
        pytest.param("<!-- a -->" * 200 + "<div>", id="comments before a piece of a page"),
        pytest.param("<?xml version='1.0'?>" + "<!---->" * 140, id="comments and no root"),
        pytest.param("<b" + " " * 100_000 + "x", id="a tag that does not end"),
        pytest.param(
            "# A headline\n\n[a](https://a.example)\n\n](" + " " * 100_000, id="a link that does not end"
        ),
        pytest.param("# A headline in Markdown" + " " * 100_000 + "x", id="a gap in a heading"),
        pytest.param("a | b\n|--|" + " " * 100_000 + "x", id="a gap in the rule of a table"),
        pytest.param("A." * 100_000, id="an abbreviation without end"),
    ],
)
def test_what_begins_and_does_not_end_is_read_in_bounded_time(source: str) -> None:
    """Nor is a construct of many parts, or with a wide gap, whose end is missing."""
    timed(f"{source}\n\n{SENTENCE}")


def test_a_page_of_nothing_but_scripts_is_left_in_bounded_time() -> None:
    """The end of each is not looked for again."""
    begin = time.perf_counter()
    with pytest.raises(EmptySource):
        normalize_html("<script>" * 50_000)

    assert time.perf_counter() - begin < SECONDS


def test_100_000_blank_lines_are_passed_over() -> None:
    """Blank lines between two paragraphs are one separator."""
    article = timed(f"{SENTENCE}\n" + "\n" * 100_000 + f"\n{SENTENCE}Again.")

    assert 2 == len(article.paragraphs)


@pytest.mark.parametrize(
    "mark", [">", "> ", "[", "*", "**", "#", "`", "- ", "  ", "![", "_", "<div>", "(", "|"]
)
def test_deep_nesting_is_read(mark: str) -> None:
    """Ten thousand marks of Markdown or HTML before a sentence are no recursion."""
    link = "[a](https://a.example)"
    article = timed(f"# A headline for Markdown\n\n{mark * 10_000}{SENTENCE}\n\n{link} {SENTENCE}")

    assert "county" in article.source


def test_deeply_nested_html_is_read() -> None:
    """A thousand open divisions are read as if they stood less deep."""
    article = normalize_html("<div>" * 1000 + f"<p>{SENTENCE * 3}</p>")

    assert "The ferry to the outer islands" in article.source


def test_html_nested_deeper_than_the_parser_goes_is_read_without_its_tags() -> None:
    """Past some two thousand levels libxml2 reads no text; then what is between the tags is the text."""
    article = normalize_html("<div>" * 10_000 + f"<p>{SENTENCE * 3}</p>")

    assert "The ferry to the outer islands" in article.text


@pytest.mark.parametrize("opened", ["<table><tr><td>", "<ul><li>", "<blockquote><section>"])
def test_what_stands_too_deep_for_the_parser_is_not_lost(opened: str) -> None:
    """Text on the way down does not hide that the parser has given up."""
    article = normalize_html(f"<body><p>A menu</p>{f'{opened}and' * 3_000}<p>{SENTENCE * 3}</p>")

    assert "The ferry to the outer islands" in article.text


def test_htmldate_does_not_search_a_long_page_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its extensive search takes minutes for ten megabytes."""
    asked: list[bool] = []
    monkeypatch.setattr(htmldate, "find_date", lambda *_, **given: asked.append(given["extensive_search"]))

    article = normalize_html("<h1>A ferry comes back</h1>" + f"<p>{SENTENCE * 3}</p>" * 2_000)

    assert article.published is None
    assert asked == [False]


def test_a_paragraph_of_many_links_is_read_in_bounded_time() -> None:
    """Fifty thousand links in one paragraph are no trap."""
    begin = time.perf_counter()
    article = normalize_html(f"<p>{SENTENCE * 3}</p><p>{'<a href=/a>a</a> ' * 50_000}</p>")

    assert "The ferry to the outer islands" in article.text
    assert time.perf_counter() - begin < SECONDS


def _with_data(data: str) -> str:
    return (
        f'<script type="application/ld+json">{data}</script><h1>A ferry comes back</h1><p>{SENTENCE * 3}</p>'
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            '{"@type": "NewsArticle", "author": ' + '{"name": ' * 900 + '"A"' + "}" * 901, id="deep author"
        ),
        pytest.param('{"@type": ' + "[" * 900 + "]" * 900 + "}", id="deep type"),
        pytest.param("[" * 100_000, id="too deep for any parser"),
        pytest.param("[" + "1," * 300_000 + "1]", id="300,000 numbers"),
        pytest.param(
            '{"@type": "NewsArticle", "headline": 3, "author": [null, 4], "datePublished": {}}',
            id="wrong types",
        ),
        pytest.param(
            '{"@type": "NewsArticle", "headline": "\\ud800", "url": "http://["}', id="half a pair, no address"
        ),
    ],
)
def test_the_data_of_a_page_is_no_trap(data: str) -> None:
    """Whatever stands in JSON-LD, the visible article is read, in bounded time."""
    begin = time.perf_counter()
    article = normalize_html(_with_data(data))

    assert "The ferry to the outer islands" in article.text
    assert time.perf_counter() - begin < SECONDS


# Odd characters.


def test_nul_bytes_are_taken_out(write: Write) -> None:
    """A few NULs in a text are damage; they go, on record."""
    article = normalize(write("page.txt", (SENTENCE * 3).replace("islands", "is\0lands").encode()))

    assert "outer islands" in article.text
    assert "\0" in article.source
    assert any(reason.rule == "characters.invisible" for e in article.changes() for reason in e.reasons)


def test_lone_surrogates_can_be_written_afterwards() -> None:
    """Half a pair becomes the replacement character, so the text can be encoded."""
    article = normalize_text(f"{SENTENCE}\ud83d {SENTENCE}")

    assert "\N{REPLACEMENT CHARACTER}" in article.text
    article.text.encode()


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("قال المتحدث إن المفاوضات ستستأنف يوم الاثنين في جنيف.", id="Arabic"),
        pytest.param("הדובר אמר כי השיחות יתחדשו ביום שני בז׳נבה, ולא מסר פרטים נוספים.", id="Hebrew"),
        pytest.param(
            "首脑会谈将于星期一在日内瓦恢复，发言人没有透露更多细节。\n\n会谈持续到深夜。", id="Chinese"
        ),
        pytest.param("首脳会談は月曜日にジュネーブで再開される、と報道官は述べた。", id="Japanese"),
        pytest.param("정상회담이 월요일 제네바에서 재개될 것이라고 대변인이 밝혔다.", id="Korean"),
        pytest.param("गंगा नदी के किनारे बसे शहर में सोमवार को बातचीत फिर शुरू हुई।", id="Hindi"),
        pytest.param(UKRAINIAN, id="Ukrainian"),
    ],
)
def test_other_scripts_come_through_unchanged(source: str) -> None:
    """A sound text in another script is its own article."""
    assert source == normalize_text(source).text


# Encodings.


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_encodings_are_read_with_and_without_a_mark(write: Write, encoding: str) -> None:
    """UTF-16 is told by its byte order mark, or by where its NULs stand."""
    article = normalize(write("page.txt", (SENTENCE * 3).strip().encode(encoding)))

    assert (SENTENCE * 3).strip() == article.source


def test_the_reason_for_an_encoding_is_on_record(write: Write) -> None:
    """With a mark the mark decides, without one the NULs do."""
    marked = normalize(write("marked.txt", SENTENCE.encode("utf-16")))
    bare = normalize(write("bare.txt", SENTENCE.encode("utf-16-le")))

    assert ("bom", "nul bytes") == (marked.decoding.why, bare.decoding.why)


def test_an_old_cyrillic_encoding_is_detected(write: Write) -> None:
    """A text in Windows-1251 is told by its letters."""
    article = normalize(write("page.txt", RUSSIAN.encode("cp1251")))

    assert RUSSIAN == article.source
    assert "detected" == article.decoding.why


def test_a_declared_encoding_is_believed(write: Write) -> None:
    """An HTML page that says windows-1251 is read so."""
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{RUSSIAN}</p></body></html>'
    article = normalize(write("page.html", page.encode("cp1251")))

    assert RUSSIAN.strip() in article.source
    assert ("cp1251", "declared") == (article.decoding.encoding, article.decoding.why)


@pytest.mark.parametrize(
    "charset",
    "punycode idna undefined unicode_escape raw_unicode_escape utf-7 rot13 hex mbcs null x-unknown".split(),
)
def test_what_is_no_encoding_of_pages_is_not_believed(charset: str) -> None:
    """Whether the server says so, or the page: it is read as if nothing were said."""
    page = f'<html><head><meta charset="{charset}"></head><body><p>{SENTENCE} Café \\x.</p></body></html>'.encode()

    assert ("utf-8", "utf-8") == (decode(page, "a")[1].encoding, decode(page, "a", charset)[1].why)
    assert normalize_html(page + b"\xff\\x", charset=charset).blocks


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("latin1", "cp1252"), ("windows-1251", "cp1251"), ("macintosh", "mac-roman"), (" UTF-8 ", "utf-8"), ("Big5", "big5"),
     ("GB2312", "gb18030"), ("ISO-8859-15", "iso8859-15"), ("KOI8-U", "koi8-u"), ("EUC-KR", "cp949"), ("Shift_JIS", "cp932")],
)  # fmt: skip
def test_an_encoding_of_pages_is_believed(charset: str, encoding: str) -> None:
    """By any of its names, as browsers do."""
    assert (encoding, "served") == (
        decode(b"Late again.", "page.html", charset)[1].encoding,
        decode(b"a", "a", charset)[1].why,
    )


def test_a_stray_byte_in_utf8_is_on_record(write: Write) -> None:
    """One byte of Windows-1252 in a UTF-8 text is read as such, and its place is told."""
    data = f"{UKRAINIAN} It cost ".encode() + b"\x80" + b"4,000."
    article = normalize(write("page.txt", data))

    assert "It cost €4,000." in article.source
    assert "utf-8" == article.decoding.encoding
    assert ["€"] == [article.source[at] for at in article.decoding.replaced]


CURLY = (
    "The council’s chairman had found the money for new rails, the harbor master said – and nobody had asked.\n\n"
    "“It is the only bridge in the lower town,” he said, “and it was closed in 2019, when the café moved.”\n\n"
)


@pytest.mark.parametrize(
    ("odd", "read"),
    [
        pytest.param(
            b"5\xa0crowns, and 3\xa0for children.", "5\xa0crowns, and 3\xa0for children.", id="spaces"
        ),
        pytest.param(b"The caf\xe9 of Ren\xe9 is open.", "The café of René is open.", id="words"),
        pytest.param(b"\x93That is all,\x94 she said.", "“That is all,” she said.", id="quotation marks"),
        pytest.param(b"He smiled \xed\xa0\xbd\xed\xb8\x80 and left.", "He smiled 😀 and left.", id="CESU-8"),
        pytest.param(b"He said: \xe2\x80... and left.", "He said: �... and left.", id="cut in the middle"),
        pytest.param(b"He said: \xe2\x80", "He said: �", id="cut at the end"),
        pytest.param(b"He said: \xf0\x9f\x98", "He said: �", id="an emoji cut at the end"),
    ],
)
def test_a_few_odd_bytes_do_not_spoil_utf8(odd: bytes, read: str) -> None:
    """They are pasted from elsewhere, or what is left of a character; the rest of the text is not in doubt."""
    text, decoding = decode(CURLY.encode() + odd, "page.txt")
    page, declared = decode(b"<meta charset=utf-8><p>" + CURLY.encode() + odd, "page.html")

    assert CURLY + read == text
    assert page.endswith(CURLY + read)
    assert ("utf-8", "utf-8", "declared") == (decoding.encoding, decoding.why, declared.why)
    assert len(decoding.replaced) == len(declared.replaced) == len(re.findall("\xa0|é|[“”]|�", read))
    assert set("\xa0é“”�") >= {text[at] for at in decoding.replaced}


def test_what_is_told_to_be_utf8_may_have_more_odd_bytes() -> None:
    """Readers' comments in another encoding, below an article in the one that the page declares."""
    data = CURLY.encode() + b" Tr\xe8s bien, monsieur le pr\xe9sident \x96 merci \xe0 vous, Ren\xe9." * 2

    assert "“It is" in decode(data, "page.html", "utf-8")[0]


OTHERS = {
    "cp1252": "Le « CAFÉ » du port rouvre ce soir, dit René, qui habite dans la rue d’à côté et qui a « DÉJÀ » tout vu.",
    "cp1251": "Пётр Фёдоров сказал: «Её мост ещё откроют…» Её сын Сёма пошёл домой, и никто его не ждал.",
    "koi8-r": "Пётр Фёдоров сказал, что её мост ещё откроют. Её сын Сёма пошёл домой, и никто его не ждал.",
    "gb18030": "首脑会谈将于星期一在日内瓦恢复，发言人没有透露更多细节。旧桥将于三月重新开放，电车将再次通行。",
    "big5": "港口負責人表示，舊橋將於三月重新開放，電車將再次通行，市議會已經籌到購買新軌道的資金。",
}


@pytest.mark.parametrize("encoding", OTHERS)
@pytest.mark.parametrize("charset", [None, "utf-8"])
def test_another_encoding_is_not_taken_for_damaged_utf8(encoding: str, charset: str | None) -> None:
    """Some of their letters are UTF-8 by accident, even on a page that wrongly says that all are."""
    text = OTHERS[encoding] * 3

    assert text == decode(text.encode(encoding), "page.txt", charset)[0]


def test_no_old_machine_is_guessed() -> None:
    """A byte that Windows-1252 has not, in an English text: no code page of DOS or of the Mac is offered for it."""
    text, decoding = decode(
        b"Ren\xe9 said on Monday: \x93No.\x94 \x9d So the council went home." * 3, "page.txt"
    )

    assert decoding.encoding.startswith(("cp125", "iso8859", "latin"))
    assert "René said on Monday: “No.”" in text


def test_utf16_cut_in_the_middle_of_a_character_is_read(write: Write) -> None:
    """A download that broke off loses its last character, no more."""
    article = normalize(write("page.txt", (SENTENCE * 3).encode("utf-16")[:-1]))

    assert (1,) == tuple(1 for _ in article.decoding.replaced)


# Suffix against content.


def test_html_in_a_txt_file_is_read_as_html(write: Write) -> None:
    """Content decides: no tag is left in the text."""
    page = f"<!DOCTYPE html><html><body><h1>A ferry</h1><p>{SENTENCE * 3}</p></body></html>"
    article = normalize(write("page.txt", page.encode()))

    assert "<" not in article.source
    assert "The ferry to the outer islands" in article.text


def test_text_in_an_html_file_is_read_as_text(write: Write) -> None:
    """A text without a tag is no HTML, whatever its name says."""
    article = normalize(write("page.html", f"{SENTENCE}\n\nIt costs < 4 & > 2 dollars, {SENTENCE}".encode()))

    assert 2 == len(article.paragraphs)
    assert "< 4 & > 2" in article.text


def test_markdown_in_a_txt_file_is_read_as_markdown(write: Write) -> None:
    """Content decides: the marks are gone."""
    source = f"# A ferry for April\n\nSee [the plan](https://a.example). {SENTENCE}"
    article = normalize(write("page.txt", source.encode()))

    assert "A ferry for April" == article.title
    assert "See the plan." in article.text


def test_a_page_without_an_article_says_so() -> None:
    """Nothing but furniture is an Article with an empty body and a verdict."""
    article = normalize_text("Share\n\nSign up for our newsletter\n\nAdvertisement")

    assert Verdict.NO_ARTICLE is article.verdict
    assert ("", ()) == (article.text, article.paragraphs)
    assert 3 == len(article.dropped)


def test_error_for_html_without_an_element() -> None:
    """A comment alone holds no page."""
    with pytest.raises(EmptySource):
        normalize_html("<!-- nothing -->")


@pytest.mark.parametrize(
    "error",
    [
        UnreadableSource("a", "b"),
        UndecodableSource("a", "b", 3),
        EmptySource("a"),
        SourceTooLarge("a", 2, 1),
    ],
)
def test_error_carries_its_facts_through_a_pickle(error: NewsnormError) -> None:
    """An error crosses a process boundary whole, as a batch needs."""
    import pickle  # noqa: PLC0415 - wanted by this test alone

    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - it was pickled on this line

    assert (type(error), str(error)) == (type(back), str(back))
