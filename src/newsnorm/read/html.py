"""HTML: one parse, and the visible text of the page as blocks.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. Which of them are the report is told in `newsnorm.read.report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from html import unescape

from attrs import evolve
from lxml.html import HtmlElement

from newsnorm.article import SEPARATOR, Block, Hints, Link, Role
from newsnorm.errors import EmptySource
from newsnorm.read import byline, day, markdown, parts, pictures, report, walk
from newsnorm.read import text as text_reader
from newsnorm.read.headline import key, voted
from newsnorm.read.metadata import Metadata, metadata
from newsnorm.read.page import Page
from newsnorm.read.piece import Manner, Piece
from newsnorm.read.places import Kind, Spot, nowhere
from newsnorm.read.rest import rest
from newsnorm.read.second_opinion import extracted
from newsnorm.read.tree import parsed, show, unhide
from newsnorm.read.witnesses import Hearing, Unseen, unseen
from newsnorm.stages.stage import evolved, is_told
from newsnorm.tracked import Span, TrackedText
from newsnorm.urls import absolute, cleaned, is_dead

UNSEEN_PART = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE)
"""What a reader of the page does not see; one that nothing ends goes on to the end of the page, as in a browser."""

MISSED = 0.1
"""Where more of the article in the page's data is not visible, some of it may be hidden."""

BARE = re.compile(
    r"\s*(?:[^\s<]|<(?:a|abbr|b|cite|em|i|img|q|s|small|span|strong|sub|sup|time|u)\b)", re.IGNORECASE
)
"""How words begin that stand in no element, or in one that is part of a line."""

WHOLE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
ANY_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,5000}>")


def read(source: str, path: str, url: str | None = None) -> Page:
    """Return the page text of an HTML page, with what its markup, its own data and, in doubt, trafilatura say of its blocks.

    Links are made absolute by the page's ``<base>``, by ``url``, the address it was fetched from, or by
    the address it gives itself.

    Raises:
        EmptySource: the page has no text at all.
    """
    tree = parsed("<p>" + source if _is_bare(source) else source, path)
    if tree is None:
        return _without_tags(source, path)
    own = metadata(tree)
    pieces, text, blocks, hidden = _visible(tree)
    missing = unseen(own.body, text)
    if _unhides(tree, text, missing, own.headlines, hidden):
        pieces, text, blocks, _ = _visible(tree)
        missing = unseen(own.body, text)
    if not blocks:
        return _without_tags(source, path)
    spots = [Spot(piece.place, piece.home) for piece in pieces]
    links = {at: piece.links for at, piece in enumerate(pieces) if piece.links}
    manners = {at: manner for at, piece in enumerate(pieces) if (manner := piece.manner) != Manner()}
    code = {at for at, piece in enumerate(pieces) if piece.has_code}
    del pieces, hidden  # a page of tiny blocks has a great many
    if missing.is_all:
        text, more = _with_body(text, own.body)
        blocks = [*report.in_data(blocks), *more]
        spots += [Spot(nowhere(), nowhere())] * len(more)
    else:
        base = absolute(url or own.url or "", own.base)
        blocks = report.judged(blocks, Hearing(blocks, spots, own), partial(extracted, tree))
        for at, found in links.items():
            blocks[at] = _linked(blocks[at], found, base)
        blocks = markdown.unmarked(text, blocks, code)
    blocks = list(parts.contained(list(report.titled(blocks, spots, own, manners)), spots))
    blocks = [part for at, block in enumerate(blocks) for part in pictures.credited(block, manners.get(at))]
    return Page(
        text,
        tuple(blocks),
        title=_named(own, blocks),
        authors=own.authors or byline.found(blocks, own) or own.organisations,
        published=own.published or day.found(tree, blocks, own),
        modified=own.modified,
        source_url=cleaned(own.url) if own.url else None,
        publisher=own.publisher,
        language=own.language,
        section=own.section,
        declared_type=own.declared_type,
        is_free=own.is_free,
        is_web=True,
    )


def _unhides(
    tree: HtmlElement, text: str, missing: Unseen, headlines: Iterable[str], hidden: list[HtmlElement]
) -> bool:
    """Show what is hidden of the article: of that in the page's data, its rest, or that of a page that shows no prose at all."""
    if missing.share > MISSED:
        return unhide(tree, missing.is_in)
    if found := rest(hidden, text):
        show(found)
        return True
    if missing.runs or any(map(is_told, text.split(SEPARATOR))):
        return False
    return unhide(tree, lambda hidden: is_told(hidden) and any(each in hidden for each in headlines))


def _is_bare(source: str) -> bool:
    """Tell whether a piece of a page begins in the midst of a paragraph, as the full text in a feed may."""
    return BARE.match(source) is not None and WHOLE.search(source) is None


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


def _visible(tree: HtmlElement) -> tuple[list[Piece], str, list[Block], list[HtmlElement]]:
    """Return the visible lines of a page, the page text that they make, a block for each, and what is hidden."""
    pieces, hidden = walk.walked(tree)
    texts = [piece.text for piece in pieces]
    blocks: list[Block] = []
    known: dict[
        tuple[str, float, Kind | None, tuple[str, ...]], Hints
    ] = {}  # most blocks of a page are alike
    at = 0
    for piece, text in zip(pieces, texts, strict=True):
        part = piece.place.part()
        kind = part.kind if part is not None else None
        like = piece.tag, min(1.0, piece.linked / len(text)), kind, piece.emphasised
        hints = known.get(like) or known.setdefault(like, _hints(*like))
        blocks.append(Block(Span(at, at + len(text)), TrackedText(text), hints=hints))
        at += len(text) + len(SEPARATOR)
    return pieces, SEPARATOR.join(texts), blocks, hidden


def _hints(tag: str, link_share: float, part: Kind | None, emphasised: tuple[str, ...]) -> Hints:
    container = part.selector if part is not None else ""
    return Hints(tag, link_share, container=container, emphasised=emphasised)


def _linked(block: Block, found: list[tuple[int, int, str]], base: str) -> Block:
    """Return ``block`` with its links; those of a dropped one lead away from the article, and are not read."""
    if block.is_dropped:
        return block
    text, at = block.text.source, block.span.start
    links = tuple(
        Link(text[start:end], absolute(base, href), Span(at + start, at + end))
        for start, end, href in found
        if start < end <= len(text) and not is_dead(href)
    )
    return evolved(block, links=links)
