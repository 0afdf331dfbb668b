"""HTML: one parse, the visible text of the page as blocks, and trafilatura's vote on each.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. Which of them are the report is told in `newsnorm.read.report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from attrs import evolve
from lxml import etree, html
from trafilatura import bare_extraction, extract_metadata
from trafilatura.settings import Document

from newsnorm import dates
from newsnorm.article import SEPARATOR, Block, Hints, Link
from newsnorm.errors import EmptySource
from newsnorm.read import report
from newsnorm.read import text as text_reader
from newsnorm.read.metadata import Metadata, metadata
from newsnorm.read.page import Page
from newsnorm.tracked import Span, TrackedText
from newsnorm.urls import cleaned, is_dead

UNSEEN = frozenset(
    "script style noscript template head title meta link svg math canvas object embed iframe select option datalist textarea".split()
)
"""Elements whose text a reader of the page does not see."""

OWN_LINE = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line."""

TELLING = frozenset("h1 h2 h3 h4 h5 h6 li blockquote pre figcaption table p".split())
"""Elements that say something about the block within."""

SPACES = re.compile(r"\s+")
UNSEEN_PART = re.compile(
    r"<(script|style)\b.{0,1000000}?</\1\s*>|<!--.{0,1000000}?-->", re.DOTALL | re.IGNORECASE
)
ANY_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,5000}>")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: str, path: str) -> Page:
    """Return the page text of an HTML page, with what markup, trafilatura and its own data say of its blocks.

    Raises:
        EmptySource: the page has no text at all.
    """
    tree = _parsed(source, path)
    own = metadata(tree)
    pieces = list(_pieces(tree))
    text, blocks = _laid_out(pieces)
    if not blocks:
        return _without_tags(source, path)
    extracted = _extracted(tree)
    kept = extracted.text or "" if extracted is not None else None
    guessed = None if own.authors and own.published else _guessed(tree)
    homes = [piece.homes for piece in pieces]
    if report.in_data_only(own.body, text):
        text, more = _with_body(text, own.body)
        blocks += more
        homes += [(-1,)] * len(more)
        kept = own.body
    return Page(
        text,
        report.told(blocks, homes, kept, own),
        title=_named(own),
        authors=own.authors or _by(guessed),
        published=own.published or _day(guessed),
        modified=own.modified,
        source_url=cleaned(own.url) if own.url else None,
        publisher=own.publisher,
        language=own.language,
        section=own.section,
    )


def _with_body(text: str, body: str) -> tuple[str, list[Block]]:
    """Return the page text with the body that stands only in the page's data after it, and its blocks."""
    plain = unescape(ANY_TAG.sub("\n\n", body)).strip()
    shift = len(text) + len(SEPARATOR)
    found = text_reader.read(plain).blocks
    moved = [evolve(block, span=block.span.moved(shift), hints=Hints(tag="p")) for block in found]
    return text + SEPARATOR + plain, moved


def _named(own: Metadata) -> str | None:
    """Return the headline as the page's data has it, less the name of the site."""
    if not own.headlines:
        return None
    headline, _, site = own.headlines[0].rpartition(" - ") if own.publisher else ("", "", "")
    return headline if headline and site == own.publisher else own.headlines[0]


def _by(guessed: Document | None) -> tuple[str, ...]:
    names = (guessed.author or "").split(";") if guessed is not None else ()
    return tuple(name.strip() for name in names if name.strip())


def _day(guessed: Document | None) -> dates.Date | None:
    return dates.iso(guessed.date) if guessed is not None and guessed.date else None


def _without_tags(source: str, path: str) -> Page:
    """Read what is left of a page in which the parser found no text: it is nested too deep."""
    plain = unescape(ANY_TAG.sub("\n", UNSEEN_PART.sub("\n", source)))
    if not plain or plain.isspace():
        raise EmptySource(path)
    return text_reader.read(plain)


def _parsed(source: str, path: str) -> html.HtmlElement:
    text = DECLARATION.sub("", source).replace("\0", "")
    text = text.encode("utf-8", "replace").decode("utf-8")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(path) from error
    return tree


ODD_TREE = (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError)
"""What trafilatura lets through on trees it did not expect."""


def _extracted(tree: html.HtmlElement) -> Document | None:
    """Return what trafilatura makes of the page; it may find nothing, and may fail on odd trees."""
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False)
    except ODD_TREE:
        return None
    return found if isinstance(found, Document) else None


def _guessed(tree: html.HtmlElement) -> Document | None:
    """Return the author and day trafilatura guesses; it takes as long as the text, so only where they are wanted."""
    try:
        return extract_metadata(tree)
    except ODD_TREE:
        return None


class _Piece:
    """The text of one line of the page while it is being put together."""

    def __init__(self, tag: str, numbers: list[int]) -> None:
        self.tag = tag
        self.homes = tuple(
            numbers[-1:-4:-1]
        )  # the elements it stands in, nearest first, by number in the page
        self.parts: list[str] = []
        self.linked = 0
        self.is_broken = False  # whether nothing but white space has come since a <br>
        self.links: list[tuple[int, int, str]] = []

    def breaks(self) -> bool:
        """Take in a ``<br>``; tell whether it is the second in a row, which ends a paragraph."""
        is_second = self.is_broken
        self.is_broken = True
        self.add(" ", None)
        return is_second

    def add(self, text: str, href: str | None) -> None:
        text = SPACES.sub(" ", text)
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        self.is_broken = self.is_broken and text.isspace()
        if href is not None:
            start = sum(map(len, self.parts))
            self.linked += len(text.strip())
            self.links.append((start, start + len(text.rstrip()), href))
        self.parts.append(text)

    @property
    def text(self) -> str:
        return "".join(self.parts).rstrip()


def _pieces(tree: html.HtmlElement) -> Iterator[_Piece]:
    """Walk the page without recursion, and yield its lines in document order."""
    piece = _Piece("", [0])
    hidden = count = 0
    numbers = [0, 0]  # of the elements that are open
    tags: list[str] = [""]
    hrefs: list[str | None] = [None]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            count += 1
            numbers.append(count)
            hidden += _is_hidden(element, name)
            tags.append(name if name in TELLING else tags[-1])
            hrefs.append(element.get("href") if name == "a" else hrefs[-1])
            if name == "br" and not hidden and not piece.breaks():
                continue
            if name in OWN_LINE or name == "br":
                yield from [piece] if piece.text else []
                piece = _Piece(tags[-1], numbers[:-1])
            if element.text and not hidden:
                piece.add(element.text, hrefs[-1])
            continue
        hidden -= _is_hidden(element, name)
        numbers.pop()
        tags.pop()
        hrefs.pop()
        if name in OWN_LINE:
            yield from [piece] if piece.text else []
            piece = _Piece(tags[-1], numbers)
        if element.tail and not hidden:
            piece.add(element.tail, hrefs[-1])
    yield from [piece] if piece.text else []


def _is_hidden(element: html.HtmlElement, name: str) -> bool:
    style = element.get("style") or ""
    return (
        name in UNSEEN
        or "hidden" in element.attrib
        or (bool(style) and "display:none" in style.replace(" ", "").lower())
    )


def _laid_out(pieces: list[_Piece]) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        text = piece.text
        share = min(1.0, piece.linked / len(text))
        links = tuple(
            Link(text[start:end], cleaned(href), Span(at + start, at + end))
            for start, end, href in piece.links
            if start < end <= len(text) and not is_dead(href)
        )
        hints = Hints(tag=piece.tag, link_share=share)
        blocks.append(Block(Span(at, at + len(text)), TrackedText(text), hints=hints, links=links))
        at += len(text) + len(SEPARATOR)
    return SEPARATOR.join(piece.text for piece in pieces), blocks
