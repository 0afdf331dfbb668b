"""Reading: bytes or text in, a `Page` of blocks out.

Content decides whether a source is plain text, Markdown or HTML; the suffix of the file only where
content leaves it open.
"""

from __future__ import annotations

import re

from newsnorm.errors import EmptySource
from newsnorm.read import dumps, exports, formats, front_matter, markdown, text
from newsnorm.read.markdown_signs import is_markdown
from newsnorm.read.page import Page

HTML = re.compile(
    r"""\s* (?: <\?xml [^>]* > \s* | <!-- (?>.{0,2000}?-->) \s* )*
        < (?: !doctype \s+ html | html\b | head\b | body\b )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""How an HTML page begins."""

TAGS = re.compile(
    r"</?(?:p|div|span|br|a|article|section|h[1-6]|ul|ol|li|table|img)\b[^<>]{0,500}>", re.IGNORECASE
)
MARKED = 0.02
"""A text with a closing paragraph or division and more than this share of tags to words is HTML."""

CLOSING = re.compile(r"</(?:p|div)>")
PARAGRAPH = re.compile(r"<p\b", re.IGNORECASE)
BARE = re.compile(r"(?:\A|\n)[^\S\n]*\r?\n(?![ \t]*<)[^\r\n]{60}|\A(?![ \t]*<)[^\r\n]{60}")
"""A line of some length after a blank one that begins with no tag: a paragraph, in Markdown."""

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")


def read(source: str, path: str, url: str | None = None) -> Page:
    """Return the page that ``source`` holds; ``url`` is where it was fetched, if that is known.

    Raises:
        EmptySource: ``source`` is nothing but white space.
        NotAPage: it is a feed, JSON or another format that may hold pages.

    >>> [str(block.text) for block in read("One\\n\\nTwo", "<text>").blocks]
    ['One', 'Two']
    """
    if not source or source.isspace():
        raise EmptySource(path)
    formats.refuse(source, path)
    suffix = path.lower()
    if is_html(source, suffix):
        # lxml is only imported once HTML is met.
        from newsnorm.read import html  # noqa: PLC0415 - see above

        return html.read(source, path, url)
    above = front_matter.read(source)
    start = above.span.end if above is not None else 0
    is_marked = suffix.endswith(MARKDOWN_SUFFIXES) or (above is not None and above.is_markdown)
    is_marked = is_marked or is_markdown(source[start:])
    page = (
        markdown.read(source, start) if is_marked else exports.read(dumps.unmarked(text.read(source, start)))
    )
    return front_matter.told(page, above) if above is not None else page


def is_html(source: str, suffix: str) -> bool:
    """Tell whether ``source`` is an HTML page or a fragment of one.

    >>> is_html("<!DOCTYPE html><p>Hello", ".txt")
    True
    >>> is_html("In HTML, <p> starts a paragraph.", ".txt")
    False
    """
    if "<" not in source:
        return False
    if HTML.match(source) is not None:
        return True
    tags = len(TAGS.findall(source, 0, 20_000))
    words = source.count(" ", 0, 20_000) + 1
    if suffix.endswith(HTML_SUFFIXES):
        return tags > 0
    is_marked = tags >= 4 and tags / words > MARKED and CLOSING.search(source) is not None
    return is_marked and not _is_tagged_markdown(source, suffix)


def _is_tagged_markdown(source: str, suffix: str) -> bool:
    """Tell whether ``source`` is Markdown with tags in it: they stand around its paragraphs, and no paragraph in one of its own."""
    paragraphs = len(BARE.findall(source)) - len(PARAGRAPH.findall(source))
    return paragraphs > 0 and (suffix.endswith(MARKDOWN_SUFFIXES) or is_markdown(source))
