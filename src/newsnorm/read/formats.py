"""Formats that are text but no page: feeds, sitemaps, JSON, archives. They are named, and refused.

An article that is wrapped in one of them would come out half read, with the names of fields in its
text. Each format is told by how it begins, and the error says how to get at the pages in it.
"""

from __future__ import annotations

import json
import re

from newsnorm.errors import NotAPage

SAMPLE = 4_000
"""Code points in which the root of an XML document stands."""

_MAIL = "parse it with email.message_from_bytes"

_LETTER = f"an e-mail; {_MAIL}, and pass its text or HTML on"

PLAIN = (
    (
        r"WARC/\d",
        "a WARC archive; read its records, for example with fastwarc, and pass each page to normalize_html",
    ),
    (r"HTTP/\d(?:\.\d)? \d{3}\b", "an HTTP response; pass on what stands after its first blank line"),
    (
        r"(?:From: <Saved by|(?:MIME-Version|Content-Type|Snapshot-Content-Location): )",
        f"a page saved as MHTML; {_MAIL}, and pass its part of type text/html to normalize_html",
    ),
    (r"(?:Return-Path|Received|Delivered-To|X-Mozilla-Status): ", _LETTER),
    (r"\{\\rtf\d", "an RTF document; extract its text first"),
    (r"%!PS", "a PostScript document; extract its text first"),
    (r"WEBVTT\b", "subtitles; extract their text first"),
    (r"BEGIN:V(?:CALENDAR|CARD)\b", "a calendar or an address card"),
)
"""How other formats begin, after their specifications, and what to do about each."""

_PLAIN = tuple((re.compile(pattern), what) for pattern, what in PLAIN)

HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):[ \t]*([^\r\n]*)(?:\r?\n[ \t]+[^\r\n]+)*(?:\r?\n|\Z)")
"""A field of the head of an e-mail (RFC 5322), which may go on in lines that begin with a space."""

ENVELOPE = re.compile(r"From \S+ [^\r\n]{0,20}\d\d:\d\d[^\r\n]{0,20}\r?\n")
"""The line before an e-mail in a mailbox (mbox)."""

OF_MAIL = frozenset("message-id mime-version content-type received return-path".split())
"""Fields that nothing but an e-mail has; a memo to the press may have *From*, *Date* and *Subject*, too."""

_FEED = "parse it, for example with feedparser, and pass the HTML of each entry to normalize_html"
_MAP = "it lists addresses of pages; fetch them, and pass each to normalize_html"
_NEWSML = "parse it, and pass the text of each item, its inlineXML or contentSet, to normalize_html"

ROOTS = {
    "rss": f"an RSS feed; {_FEED}",
    "rdf": f"an RSS feed or other RDF; {_FEED}",
    "feed": f"an Atom feed; {_FEED}",
    "urlset": f"a sitemap; {_MAP}",
    "sitemapindex": f"an index of sitemaps; {_MAP}",
    "opml": f"an OPML list of feeds; {_MAP}",
    "nitf": "a NITF document; parse it, and pass its body.content to normalize_html",
    "newsml": f"a NewsML document; {_NEWSML}",
    "newsitem": f"a NewsML-G2 document; {_NEWSML}",
    "newsmessage": f"a NewsML-G2 document; {_NEWSML}",
    "packageitem": f"a NewsML-G2 document; {_NEWSML}",
    "svg": "an SVG image",
    "mediawiki": "an export of a wiki; parse it, and pass the text of each page on",
    "tei": "a TEI document; parse it, and pass its text on",
}
"""The root elements of XML formats, lower case and without prefix."""

PAGES = frozenset(
    "html head body title meta link base main article section header div p span table ul ol h1 h2 h3 img a".split()
)
"""Elements with which an HTML page or a fragment of one begins."""

XML = re.compile(
    r"""(?P<declared> <\?xml \b [^<>]{0,500} \?> )? \s*
        (?: (?: <!-- (?>.{0,1000}?-->) | <\?[\w-] [^<>]{0,500} \?> | <!DOCTYPE [^<>\[]{0,500} (?: \[ [^\]]{0,2000} \] \s* )? > ) \s* ){0,10}
        < (?: [\w.-]{1,40} : )? (?P<root> [A-Za-z][\w.-]{0,60} ) (?: \s [^<>]{0,3000} )? /? >""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)

KEY = re.compile(r'"[^"]{1,100}"\s*:')
"""The name of a member of a JSON object."""

JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"]")
"""How JSON begins that holds more than a number; whether it is JSON, a parser tells."""

_LOADS = "parse it with json.loads, and pass the text or the HTML of each article on"


def refuse(source: str, path: str) -> None:
    """Do nothing with a page; any text may be one that is not surely something else.

    Raises:
        NotAPage: ``source`` is a feed, a sitemap, JSON or another of the formats above.

    >>> refuse("{In braces} a text may begin, too.", "page.txt")
    >>> refuse('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "news.xml")
    Traceback (most recent call last):
        ...
    newsnorm.errors.NotAPage: news.xml: an RSS feed; parse it, for example with feedparser, ...
    """
    text = source[:SAMPLE].lstrip("\N{ZERO WIDTH NO-BREAK SPACE} \t\r\n")
    what = _xml(text) if text.startswith("<") else _plain(text) or _mail(text) or _json(source, text)
    if what is not None:
        raise NotAPage(path, what)


def _plain(text: str) -> str | None:
    return next((what for begin, what in _PLAIN if begin.match(text) is not None), None)


def _mail(text: str) -> str | None:
    """Tell an e-mail by two fields of its head: one of `OF_MAIL`, or a sender with an address and a subject; of a mailbox, by any."""
    envelope = ENVELOPE.match(text)
    at = envelope.end() if envelope is not None else 0
    fields: dict[str, str] = {}
    while (field := HEADER.match(text, at)) is not None:
        fields[field[1].lower()] = field[2]
        at = field.end()
    is_sent = "@" in fields.get("from", "") and "subject" in fields
    is_mail = len(fields) > 1 and not fields.keys().isdisjoint(OF_MAIL)
    return _LETTER if is_sent or is_mail or (envelope is not None and fields) else None


def _xml(text: str) -> str | None:
    match = XML.match(text)
    if match is None:
        return None
    root = match["root"].lower()
    if root in ROOTS:
        return ROOTS[root]
    is_other = match["declared"] is not None and root not in PAGES
    return (
        f"an XML document with the root {match['root']}; parse it, and pass its text on" if is_other else None
    )


def _json(source: str, text: str) -> str | None:
    if JSON.match(text) is None or KEY.search(text) is None:
        return None  # brackets alone may begin any text
    begin = source.index(text[0])
    try:
        data, end = json.JSONDecoder().raw_decode(source, begin)
    except RecursionError:
        return f"JSON, deeply nested; {_LOADS}" if text.startswith("{") else None
    except json.JSONDecodeError as error:
        is_cut = error.msg.startswith("Unterminated") or not source[error.pos :].strip()
        return "JSON that is cut off; fetch it in full" if is_cut else None
    rest = source[end : end + SAMPLE].lstrip()
    if rest.startswith(("{", "[")):
        return f"JSON Lines; read it line by line, {_LOADS}"
    if rest:
        return None  # a text that begins with a piece of JSON
    return _kind(data)


def _kind(data: object) -> str:
    if isinstance(data, dict) and "schema.org" in str(data.get("@context", "")):
        return "JSON-LD of schema.org; parse it with json.loads, and pass its articleBody to normalize_text"
    if isinstance(data, dict) and "jsonfeed.org" in str(data.get("version", "")):
        return (
            "a JSON Feed; parse it with json.loads, and pass the content_html of each item to normalize_html"
        )
    return f"JSON; {_LOADS}"
