"""HTML: one parse, the visible text of the page as blocks, and trafilatura's vote on each.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. A block that trafilatura did not extract is dropped; the rules then look at what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from attrs import evolve
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from newsnorm import dates
from newsnorm.article import SEPARATOR, Block, Family, Hints, Link
from newsnorm.errors import EmptySource
from newsnorm.read import text as text_reader
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped
from newsnorm.tracked import Reason, Span, TrackedText
from newsnorm.urls import cleaned, is_dead

UNSEEN = frozenset(
    "script style noscript template head title meta link svg math canvas object embed iframe select option datalist textarea".split()
)
"""Elements whose text a reader of the page does not see."""

OWN_LINE = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line."""

TELLING = frozenset("h1 h2 h3 h4 h5 h6 li blockquote pre figcaption table p".split())
"""Elements that say something about the block within."""

DEEPEST = 400
"""Elements nested deeper than this are read as if they stood at that depth."""

SPACES = re.compile(r"\s+")
LETTERS = re.compile(r"\w+")
UNSEEN_PART = re.compile(
    r"<(script|style)\b.{0,1000000}?</\1\s*>|<!--.{0,1000000}?-->", re.DOTALL | re.IGNORECASE
)
ANY_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,5000}>")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(source: str, path: str) -> Page:
    """Return the page text of an HTML page, with what markup and trafilatura say of its blocks.

    Raises:
        EmptySource: the page has no element at all.
    """
    tree = _parsed(source, path)
    pieces = list(_pieces(tree))
    text, blocks = _laid_out(pieces)
    if not blocks:
        return _without_tags(source, path)
    extracted = _extracted(tree)
    if extracted is None:
        return Page(text, tuple(blocks))
    kept = set(_shingles(extracted.text or ""))
    judged = tuple(_judged(block, kept) for block in blocks)
    return Page(
        text,
        judged,
        title=extracted.title,
        authors=tuple(a.strip() for a in (extracted.author or "").split(";") if a.strip()),
        published=dates.iso(extracted.date) if extracted.date else None,
        source_url=cleaned(extracted.url) if extracted.url else None,
        publisher=extracted.sitename,
    )


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


def _extracted(tree: html.HtmlElement) -> Document | None:
    """Return what trafilatura makes of the page; it may find nothing, and may fail on odd trees."""
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=True)
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return None
    return found if isinstance(found, Document) else None


class _Piece:
    """The text of one line of the page while it is being put together."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.parts: list[str] = []
        self.linked = 0
        self.links: list[tuple[int, int, str]] = []

    def add(self, text: str, href: str | None) -> None:
        text = SPACES.sub(" ", text)
        if not self.parts or self.parts[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
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
    piece = _Piece("")
    hidden = 0
    tags: list[str] = [""]
    hrefs: list[str | None] = [None]
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            hidden += _is_hidden(element, name)
            tags.append(name if name in TELLING else tags[-1])
            hrefs.append(element.get("href") if name == "a" else hrefs[-1])
            if name in OWN_LINE:
                yield from [piece] if piece.text else []
                piece = _Piece(tags[-1])
            if element.text and not hidden:
                piece.add(element.text, hrefs[-1])
            continue
        hidden -= _is_hidden(element, name)
        tags.pop()
        hrefs.pop()
        if name in OWN_LINE:
            yield from [piece] if piece.text else []
            piece = _Piece(tags[-1])
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


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        found = LETTERS.findall(line)
        size = min(4, len(found))
        yield from (tuple(found[at : at + size]) for at in range(len(found) - size + 1))


def _judged(block: Block, kept: set[tuple[str, ...]]) -> Block:
    """Say whether trafilatura kept a block, by its runs of four words; headings stay for the stages."""
    runs = list(_shingles(str(block.text)))
    found = sum(run in kept for run in runs)
    extracted = bool(runs) and found * 2 >= len(runs)
    block = evolve(block, hints=evolve(block.hints, extracted=extracted))
    if extracted or block.hints.tag == "h1":
        return block
    return dropped(block, Family.CHROME, Reason("html.not-extracted", block.hints.tag))
