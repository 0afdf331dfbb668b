"""HTML: one parse, and the visible text of the page as blocks.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. Which of them are the report is told in `newsnorm.read.report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from html import unescape
from typing import NamedTuple

from attrs import evolve
from lxml import etree, html

from newsnorm.article import SEPARATOR, Block, Hints, Link, Role
from newsnorm.errors import EmptySource
from newsnorm.read import byline, day, markdown, parts, report
from newsnorm.read import text as text_reader
from newsnorm.read.headline import key, voted
from newsnorm.read.metadata import Metadata, metadata
from newsnorm.read.page import Page
from newsnorm.read.piece import Piece
from newsnorm.read.places import NOWHERE, Place
from newsnorm.read.second_opinion import extracted
from newsnorm.read.tables import IN_TABLES, LAYOUT, Row, Table, rejoined
from newsnorm.read.witnesses import Hearing, Spot, in_data_only
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

CODE_ELEMENTS = frozenset({"code", "kbd", "pre", "samp", "tt"})

PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""Forms and inputs need no classes of their own: looking those up takes a tenth of the time of a page."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
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
    """Return the page text of an HTML page, with what its markup, its own data and, in doubt, trafilatura say of its blocks.

    Links are made absolute by the page's ``<base>``, by ``url``, the address it was fetched from, or by
    the address it gives itself.

    Raises:
        EmptySource: the page has no text at all.
    """
    tree = _parsed(source, path)
    if tree is None:
        return _without_tags(source, path)
    own = metadata(tree)
    pieces = _pieces(tree)
    text, blocks = _laid_out(pieces)
    if not blocks:
        return _without_tags(source, path)
    spots = [Spot(piece.place, piece.home) for piece in pieces]
    if in_data_only(own.body, text):
        text, more = _with_body(text, own.body)
        blocks = [*report.in_data(blocks), *more]
        spots += [Spot(NOWHERE, NOWHERE)] * len(more)
    else:
        base = _base(tree, url or own.url or "")
        judged = report.judged(blocks, Hearing(blocks, spots, own), partial(extracted, tree))
        blocks = [_linked(block, piece, base) for block, piece in zip(judged, pieces, strict=True)]
        blocks = markdown.unmarked(text, blocks, {at for at, piece in enumerate(pieces) if piece.has_code})
    blocks = list(parts.contained(list(report.titled(blocks, spots, own)), spots))
    return Page(
        text,
        tuple(blocks),
        title=_named(own, blocks),
        authors=own.authors or byline.found(blocks, own.headlines) or own.organisations,
        published=own.published or day.found(tree, blocks, own.headlines),
        modified=own.modified,
        source_url=cleaned(own.url) if own.url else None,
        publisher=own.publisher,
        language=own.language,
        section=own.section,
        declared_type=own.declared_type,
        is_free=own.is_free,
        is_web=True,
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
    parser.set_element_class_lookup(PLAIN_ELEMENTS)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(path) from error
    return None if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]) else tree


class _Open(NamedTuple):
    """An element that is open, and what it hands down to the text within."""

    place: Place
    tag: str
    href: str | None
    is_typed: bool
    """Whether it is preformatted prose, whose paragraphs blank lines part."""
    is_code: bool = False

    def within(self, element: html.HtmlElement, name: str, count: int) -> _Open:
        """Return what ``element``, which stands in this one, hands down."""
        is_typed = self.is_typed or (name == "pre" and _is_prose(element))
        return _Open(
            self.place.within(element, name, count),
            "p" if is_typed else name if name in TELLING else self.tag,
            element.get("href") if name == "a" else self.href,
            is_typed,
            self.is_code or (name in CODE_ELEMENTS and not is_typed),
        )


class _Walk:
    """What is open where the walk over a page stands, the line being put together, and those that are done."""

    def __init__(self) -> None:
        self.count = 0
        self.opened = [_Open(NOWHERE, "", None, is_typed=False)]
        self.piece = Piece("", NOWHERE, NOWHERE)
        self.done: list[Piece] = []
        self.tables: list[Table] = []

    def opens(self, element: html.HtmlElement, name: str) -> None:
        """Take in the start of an element."""
        self.count += 1
        around = self.opened[-1]
        here = around.within(element, name, self.count)
        self.opened.append(here)
        if name == "br" and self.piece.breaks():
            self.begins(Piece(around.tag, around.place, around.place))
        elif name in OWN_LINE:
            is_item = name == "li" or (self.piece.is_item and not self.piece.parts and name not in HEADINGS)
            tag = "li" if is_item else here.tag
            self.begins(Piece(tag, here.place, around.place, is_item=is_item))
            if name in IN_TABLES:
                self.lays(element, name)

    def lays(self, element: html.HtmlElement, name: str) -> None:
        """Take in the start of a table, of a row or of a cell."""
        around = self.tables[-1] if self.tables else None
        if name == "table":
            if around is not None:
                around.is_layout = True
            self.tables.append(Table(is_layout=element.get("role") in LAYOUT))
        elif around is not None and name == "tr":
            around.rows.append(Row(self.opened[-1].place, self.opened[-2].place))
        elif around is not None and around.rows and not around.rows[-1].end:
            around.rows[-1].cells.append(len(self.done))

    def closes(self, name: str) -> None:
        """Take in the end of an element."""
        self.opened.pop()
        here = self.opened[-1]
        if name in OWN_LINE:
            self.begins(Piece(here.tag, here.place, here.place))
            if name == "tr" and self.tables:
                self.tables[-1].rows[-1].end = len(self.done)
            elif name == "table":
                rejoined(self.tables.pop(), self.done)

    def adds(self, text: str) -> None:
        """Take in the text that stands there."""
        here = self.opened[-1]
        for number, part in enumerate(BLANK_LINE.split(text) if here.is_typed else (text,)):
            if number:
                self.begins(Piece(here.tag, here.place, here.place))
            self.piece.add(part, here.href)
        if here.is_code:
            self.piece.has_code = True

    def begins(self, piece: Piece) -> None:
        """Begin another line."""
        if self.piece.parts:
            self.done.append(self.piece)
        self.piece = piece


def _pieces(tree: html.HtmlElement) -> list[Piece]:
    """Walk the page without recursion, and return its lines in document order."""
    walk = _Walk()
    events = etree.iterwalk(tree, events=("start", "end"), tag="*")
    for event, element in events:
        name = element.tag
        is_start = event == "start"
        if not is_start:
            walk.closes(name)
        else:
            walk.opens(element, name)
            if _is_hidden(element, name):
                events.skip_subtree()
                continue
        if name == "q" and not _is_hidden(element, name):
            walk.piece.quotes(element.text or "", "“" if is_start else "”")
        text = element.text if is_start else element.tail
        if text:
            walk.adds(text)
    walk.begins(Piece("", NOWHERE, NOWHERE))
    return walk.done


def _is_prose(pre: html.HtmlElement) -> bool:
    """Tell whether preformatted text is a report, sent over a wire or typed, and no code."""
    text = (pre.text or "").strip()
    is_code = pre.find(".//code") is not None or pre.find(".//span") is not None
    return not is_code and CODE.search(text[:SAMPLE]) is None and any(map(is_told, BLANK_LINE.split(text)))


def _is_hidden(element: html.HtmlElement, name: str) -> bool:
    style = element.get("style")
    return (
        name in UNSEEN
        or element.get("hidden") is not None
        or (style is not None and "display:none" in style.replace(" ", "").lower())
    )


def _laid_out(pieces: list[Piece]) -> tuple[str, list[Block]]:
    texts = [piece.text for piece in pieces]
    blocks: list[Block] = []
    at = 0
    for piece, text in zip(pieces, texts, strict=True):
        hints = Hints(tag=piece.tag, link_share=min(1.0, piece.linked / len(text)))
        blocks.append(Block(Span(at, at + len(text)), TrackedText(text), hints=hints))
        at += len(text) + len(SEPARATOR)
    return SEPARATOR.join(texts), blocks


def _linked(block: Block, piece: Piece, base: str) -> Block:
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
