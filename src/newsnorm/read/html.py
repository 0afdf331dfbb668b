"""HTML: one parse, the visible text of the page as blocks, and trafilatura's vote on each.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. Which of them are the report is told in `newsnorm.read.report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from attrs import evolve
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from newsnorm.article import SEPARATOR, Block, Hints, Link, Role
from newsnorm.errors import EmptySource
from newsnorm.read import parts, report
from newsnorm.read import text as text_reader
from newsnorm.read.headline import key, voted
from newsnorm.read.marked import ODD_TREE
from newsnorm.read.metadata import Metadata, metadata
from newsnorm.read.page import Page
from newsnorm.read.places import NOWHERE, Place
from newsnorm.read.text import LISTED
from newsnorm.read.witnesses import Spot, in_data_only, witnesses
from newsnorm.stages.stage import CODE, is_told
from newsnorm.tracked import Span, TrackedText
from newsnorm.urls import absolute, cleaned, is_dead

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

BULLET = "• "
"""Stands before a list item in the page text, as it does in a browser."""

QUOTATION = frozenset("\"'“„«»‘‚「『")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SPACES = re.compile(r"\s+")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
"""Parts the paragraphs of preformatted text, such as a wire report."""

SAMPLE = 2_000
"""Code points of preformatted text in which code would show."""

UNSEEN_PART = re.compile(
    r"<(script|style)\b.{0,1000000}?</\1\s*>|<!--.{0,1000000}?-->", re.DOTALL | re.IGNORECASE
)
ANY_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,5000}>")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: str, path: str, url: str | None = None) -> Page:
    """Return the page text of an HTML page, with what markup, trafilatura and its own data say of its blocks.

    Links are made absolute by the page's ``<base>``, by ``url``, the address it was fetched from, or by
    the address it gives itself.

    Raises:
        EmptySource: the page has no text at all.
    """
    tree = _parsed(source, path)
    if tree is None:
        return _without_tags(source, path)
    own = metadata(tree)
    pieces = list(_pieces(tree))
    text, blocks = _laid_out(pieces)
    if not blocks:
        return _without_tags(source, path)
    spots = [Spot(piece.place, piece.home) for piece in pieces]
    if in_data_only(own.body, text):
        text, more = _with_body(text, own.body)
        blocks = [*report.in_data(blocks), *more]
        spots += [Spot(NOWHERE, NOWHERE)] * len(more)
    else:
        kept = _extracted(tree)
        base = _base(tree, url or own.url or "")
        judged = report.judged(blocks, witnesses(blocks, spots, kept, own))
        blocks = [_linked(block, piece, base) for block, piece in zip(judged, pieces, strict=True)]
    blocks = list(parts.contained(list(report.titled(blocks, spots, own)), spots))
    return Page(
        text,
        tuple(blocks),
        title=_named(own, blocks),
        authors=own.authors,
        published=own.published,
        modified=own.modified,
        source_url=cleaned(own.url) if own.url else None,
        publisher=own.publisher,
        language=own.language,
        section=own.section,
        declared_type=own.declared_type,
        is_free=own.is_free,
    )


def _base(tree: html.HtmlElement, url: str) -> str:
    """Return the address that the page's links start from."""
    found = (element.get("href") for element in tree.iter("base"))
    return absolute(url, next((href for href in found if href), ""))


def _with_body(text: str, body: str) -> tuple[str, list[Block]]:
    """Return the page text with the body that stands only in the page's data after it, and its blocks."""
    plain = unescape(ANY_TAG.sub("\n\n", body)).strip()
    shift = len(text) + len(SEPARATOR)
    found = text_reader.read(plain).blocks
    moved = [evolve(block, span=block.span.moved(shift), hints=Hints(tag="p")) for block in found]
    return text + SEPARATOR + plain, moved


def _named(own: Metadata, blocks: Iterable[Block]) -> str | None:
    """Return the headline by vote, where no block has it so."""
    heading = next((str(block.text) for block in blocks if block.role is Role.TITLE), None)
    headline = voted(own, heading)
    return headline if headline is not None and key(headline) != key(heading or "") else None


def _without_tags(source: str, path: str) -> Page:
    """Read what is left of a page in which the parser found no text, or not all of it: it is nested too deep."""
    plain = unescape(ANY_TAG.sub("\n", UNSEEN_PART.sub("\n", source)))
    if not plain or plain.isspace():
        raise EmptySource(path)
    return text_reader.read(plain)


def _parsed(source: str, path: str) -> html.HtmlElement | None:
    """Return the tree of a page; ``None`` where the parser gave up, as it does some two thousand elements deep."""
    text = DECLARATION.sub("", source).replace("\0", "")
    text = text.encode("utf-8", "replace").decode("utf-8")
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(path) from error
    return None if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]) else tree


def _extracted(tree: html.HtmlElement) -> str:
    """Return the text trafilatura takes from the page; it may find nothing, and may fail on odd trees.

    Its second opinions, justext and readability, are not asked: they take a third of its time.
    """
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    except ODD_TREE:
        return ""
    return found.text or "" if isinstance(found, Document) else ""


class _Piece:
    """The text of one line of the page while it is being put together."""

    def __init__(self, tag: str, place: Place, home: Place, *, is_item: bool = False) -> None:
        self.tag = tag
        self.place = place  # the element it begins in
        self.home = home  # the element it shares with the lines beside it
        self.is_item = is_item  # whether a browser shows a bullet before it
        self.parts: list[str] = []
        self.size = 0  # code points of the parts
        self.linked = 0
        self.is_broken = False  # whether nothing but white space has come since a <br>
        self.links: list[tuple[int, int, str]] = []

    def breaks(self) -> bool:
        """Take in a ``<br>``; tell whether it is the second in a row, which ends a paragraph."""
        is_second = self.is_broken
        self.is_broken = True
        self.add(" ", None)
        return is_second

    def quotes(self, element: html.HtmlElement, mark: str) -> None:
        """Add the quotation mark that a browser shows at one end of a ``<q>``, if the text does not have its own."""
        if (element.text or "").lstrip()[:1] not in QUOTATION:
            self.add(mark, None)

    def add(self, text: str, href: str | None) -> None:
        text = SPACES.sub(" ", text)
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        self.is_broken = self.is_broken and text.isspace()
        if not self.parts and self.is_item and LISTED.match(text) is None:
            self.parts.append(BULLET)
            self.size += len(BULLET)
        if href is not None:
            self.linked += len(text.strip())
            self._link(text, href)
        self.parts.append(text)
        self.size += len(text)

    def _link(self, text: str, href: str) -> None:
        """Note a link, or the rest of one of which some words are set in another font."""
        start, end = self.size + len(text) - len(text.lstrip()), self.size + len(text.rstrip())
        if start >= end:
            return
        if self.links and self.links[-1][2] is href and start - self.links[-1][1] <= 1:
            start = self.links.pop()[0]
        self.links.append((start, end, href))

    @property
    def text(self) -> str:
        return "".join(self.parts).rstrip()


class _Open(NamedTuple):
    """An element that is open, and what it hands down to the text within."""

    place: Place
    tag: str
    href: str | None
    is_hidden: bool
    is_typed: bool
    """Whether it is preformatted prose, whose paragraphs blank lines part."""

    def within(self, element: html.HtmlElement, name: str, count: int) -> _Open:
        """Return what ``element``, which stands in this one, hands down."""
        is_typed = self.is_typed or (name == "pre" and _is_prose(element))
        return _Open(
            self.place.within(element, name, count),
            "p" if is_typed else name if name in TELLING else self.tag,
            element.get("href") if name == "a" else self.href,
            self.is_hidden or _is_hidden(element, name),
            is_typed,
        )

    def parts(self, text: str) -> list[str]:
        """Return the visible text in an element by the paragraphs it makes."""
        if self.is_hidden:
            return []
        return BLANK_LINE.split(text) if self.is_typed else [text]


def _pieces(tree: html.HtmlElement) -> Iterator[_Piece]:
    """Walk the page without recursion, and yield its lines in document order."""
    count = 0
    opened = [_Open(NOWHERE, "", None, is_hidden=False, is_typed=False)]
    piece = _Piece("", NOWHERE, NOWHERE)
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            count += 1
            around = opened[-1]
            here = around.within(element, name, count)
            opened.append(here)
            if name == "br" and not here.is_hidden and not piece.breaks():
                continue
            if name in OWN_LINE:
                is_item = name == "li" or (piece.is_item and not piece.parts and name not in HEADINGS)
                yield from [piece] if piece.text else []
                tag = "li" if is_item else here.tag
                piece = _Piece(tag, here.place, around.place, is_item=is_item)
            elif name == "br":
                yield from [piece] if piece.text else []
                piece = _Piece(around.tag, around.place, around.place)
            text = element.text
        else:
            opened.pop()
            here = opened[-1]
            if name in OWN_LINE:
                yield from [piece] if piece.text else []
                piece = _Piece(here.tag, here.place, here.place)
            text = element.tail
        if name == "q" and not here.is_hidden:
            piece.quotes(element, "“" if event == "start" else "”")
        for number, part in enumerate(here.parts(text) if text else ()):
            if number:
                yield from [piece] if piece.text else []
                piece = _Piece(here.tag, here.place, here.place)
            piece.add(part, here.href)
    yield from [piece] if piece.text else []


def _is_prose(pre: html.HtmlElement) -> bool:
    """Tell whether preformatted text is a report, sent over a wire or typed, and no code."""
    text = (pre.text or "").strip()
    is_code = pre.find(".//code") is not None or pre.find(".//span") is not None
    return not is_code and CODE.search(text[:SAMPLE]) is None and any(map(is_told, BLANK_LINE.split(text)))


def _is_hidden(element: html.HtmlElement, name: str) -> bool:
    style = element.get("style") or ""
    return (
        name in UNSEEN
        or "hidden" in element.attrib
        or (bool(style) and "display:none" in style.replace(" ", "").lower())
    )


def _laid_out(pieces: list[_Piece]) -> tuple[str, list[Block]]:
    texts = [piece.text for piece in pieces]
    blocks: list[Block] = []
    at = 0
    for piece, text in zip(pieces, texts, strict=True):
        hints = Hints(tag=piece.tag, link_share=min(1.0, piece.linked / len(text)))
        blocks.append(Block(Span(at, at + len(text)), TrackedText(text), hints=hints))
        at += len(text) + len(SEPARATOR)
    return SEPARATOR.join(texts), blocks


def _linked(block: Block, piece: _Piece, base: str) -> Block:
    """Return ``block`` with its links; those of a dropped one lead away from the article, and are not read."""
    if block.is_dropped or not piece.links:
        return block
    text, at = block.text.source, block.span.start
    links = tuple(
        Link(text[start:end], absolute(base, href), Span(at + start, at + end))
        for start, end, href in piece.links
        if start < end <= len(text) and not is_dead(href)
    )
    return evolve(block, links=links)
