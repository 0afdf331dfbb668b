"""HTML: one parse, the visible text of the page as blocks, and trafilatura's vote on each.

The source of the article is the *page text*: the blocks in document order, one blank line between
two. A block that trafilatura did not extract is dropped; the rules then look at what is left.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from attrs import evolve
from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document

from newsnorm import dates
from newsnorm.article import SEPARATOR, Block, Family, Hints, Link, Role
from newsnorm.errors import EmptySource
from newsnorm.read import text as text_reader
from newsnorm.read.metadata import Metadata, metadata
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped, ends_sentence, is_told, words
from newsnorm.tracked import Edit, Reason, Span, TrackedText
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
STANDFIRST_KEY = 80
"""Code points that a block and the page's description must share: descriptions are often cut."""

LEAST_KEPT = 3
"""Paragraphs that trafilatura must have kept for its reading of the page to have a midst."""

LINKED = 0.3
"""A paragraph with a larger share of link text advertises other pages."""

SENTENCE_WORDS = 4
MOSTLY_LINKED = 0.7
LINE_WORDS = 12

SHORTEST_HEADLINE = 15
"""Code points; a shorter text inside a heading may be any part of it."""

SHORTEST_STANDFIRST = 40
"""Code points; a shorter description names the page, and sums nothing up."""

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
    if extracted is not None:
        blocks = _judged(blocks, set(_shingles(extracted.text or "")))
        blocks = _filled(blocks, [piece.homes for piece in pieces])
        blocks = _peeled(blocks, _key(own.headlines[0]) if own.headlines else "")
    title = _headline(blocks, own.headlines)
    return Page(
        text,
        tuple(_titled(blocks, [piece.homes[0] for piece in pieces], title, own)),
        title=_named(own),
        authors=own.authors or _by(extracted),
        published=own.published or _day(extracted),
        modified=own.modified,
        source_url=cleaned(own.url) if own.url else None,
        publisher=own.publisher,
        language=own.language,
        section=own.section,
    )


def _named(own: Metadata) -> str | None:
    """Return the headline as the page's data has it, less the name of the site."""
    if not own.headlines:
        return None
    headline, _, site = own.headlines[0].rpartition(" - ") if own.publisher else ("", "", "")
    return headline if headline and site == own.publisher else own.headlines[0]


def _by(extracted: Document | None) -> tuple[str, ...]:
    names = (extracted.author or "").split(";") if extracted is not None else ()
    return tuple(name.strip() for name in names if name.strip())


def _day(extracted: Document | None) -> dates.Date | None:
    return dates.iso(extracted.date) if extracted is not None and extracted.date else None


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

    def __init__(self, tag: str, numbers: list[int]) -> None:
        self.tag = tag
        self.homes = tuple(
            numbers[-1:-4:-1]
        )  # the elements it stands in, nearest first, by number in the page
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
            if name in OWN_LINE:
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


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    for line in text.splitlines():
        found = LETTERS.findall(line)
        size = min(4, len(found))
        yield from (tuple(found[at : at + size]) for at in range(len(found) - size + 1))


def _judged(blocks: list[Block], kept: set[tuple[str, ...]]) -> list[Block]:
    """Say of each block whether trafilatura kept it, by its runs of four words; drop what it did not."""
    done = []
    for block in blocks:
        runs = list(_shingles(str(block.text)))
        extracted = bool(runs) and sum(run in kept for run in runs) * 2 >= len(runs)
        block = evolve(block, hints=evolve(block.hints, extracted=extracted))  # noqa: PLW2901 - the same block
        done.append(
            block
            if extracted
            else dropped(block, Family.CHROME, Reason("html.not-extracted", block.hints.tag))
        )
    return done


def _filled(blocks: list[Block], homes: list[tuple[int, ...]]) -> list[Block]:
    """Take back what trafilatura left out of the report's midst.

    That is a paragraph, heading or list item between two paragraphs that were kept, if it stands in an
    element with such paragraphs and is no list of links.
    """
    kept = [at for at, block in enumerate(blocks) if block.hints.extracted and is_told(str(block.text))]
    if len(kept) < LEAST_KEPT:
        return blocks
    midst = range(kept[0], kept[-1])
    told = [at for at in midst if _is_left_out(blocks[at], "p", "") and is_told(str(blocks[at].text))]
    body = Counter(homes[at][0] for at in (*kept, *told))
    taken = {at for at in told if body[homes[at][0]] > 1}
    taken |= {at for at in midst if _is_left_out(blocks[at], "h2", "h3", "h4") and body[homes[at][0]] > 1}
    taken |= {
        at
        for at in midst
        if _is_left_out(blocks[at], "p", "") and _is_sentence(blocks[at]) and body[homes[at][0]] > 1
    }
    taken |= {
        at
        for at in midst
        if _is_left_out(blocks[at], "pre", "table", "blockquote")
        and any(body[home] > 1 for home in homes[at])
    }
    taken |= {
        at for at in midst if _is_left_out(blocks[at], "li") and any(body[home] > 1 for home in homes[at][1:])
    }
    return [
        evolve(block, role=Role.PARAGRAPH, family=None, reasons=()) if at in taken else block
        for at, block in enumerate(blocks)
    ]


def _is_sentence(block: Block) -> bool:
    return ends_sentence(str(block.text)) and words(str(block.text)) >= SENTENCE_WORDS


def _is_left_out(block: Block, *tags: str) -> bool:
    return block.is_dropped and block.hints.tag in tags and block.hints.link_share < LINKED


def _peeled(blocks: list[Block], headline: str) -> list[Block]:
    """Drop what trafilatura kept before the first told paragraph and after the last, and is no part of the report.

    Before it: links, list items, the headline with words around it, and short lines. After it: links and short
    lines. A heading or a line that ends a sentence stays.
    """
    told = [at for at, block in enumerate(blocks) if not block.is_dropped and is_told(str(block.text))]
    if not told:
        return blocks
    done = list(blocks)
    for at in (*range(told[0]), *range(told[-1] + 1, len(blocks))):
        block = blocks[at]
        why = "" if block.is_dropped or block.hints.tag == "h1" and at < told[0] else _loose(block, headline)
        if why or (block.hints.tag == "li" and at < told[0] and not block.is_dropped):
            done[at] = dropped(block, Family.CHROME, Reason("html.beside-report", why or "a list before it"))
    return done


def _loose(block: Block, headline: str) -> str:
    """Return why a block beside the report is no part of it, or nothing."""
    text = str(block.text)
    if block.hints.link_share > MOSTLY_LINKED:
        return "a link"
    if headline and len(headline) >= SHORTEST_HEADLINE and headline in _key(text):
        return "the headline"
    is_line = block.hints.tag in ("", "p") and not ends_sentence(text) and words(text) <= LINE_WORDS
    return "a short line" if is_line else ""


def _headline(blocks: list[Block], headlines: tuple[str, ...]) -> int | None:
    """Return which block is the headline: a first-level heading that the page's own data repeats, or the first."""
    heads = [at for at, block in enumerate(blocks) if block.hints.tag == "h1"]
    known = [_key(text) for text in headlines]
    told = [
        at
        for at in heads
        if (key := _key(str(blocks[at].text))) and any(key in k or k in key for k in known if k)
    ]
    return next(iter((*told, *heads)), None)


def _key(text: str) -> str:
    return " ".join(LETTERS.findall(text.casefold()))


def _titled(blocks: list[Block], parents: list[int], title: int | None, own: Metadata) -> Iterator[Block]:
    """Yield the blocks, headline, standfirst and captions told by the page's data and markup."""
    told = [at for at, block in enumerate(blocks) if block.hints.extracted and is_told(str(block.text))]
    first, last = (told[0], told[-1]) if told else (0, 0)
    described = {_key(text)[:STANDFIRST_KEY] for text in own.descriptions if len(text) >= SHORTEST_STANDFIRST}
    for at, block in enumerate(blocks):
        if at == title:
            yield _as(
                _without_kicker(block, own.headlines), Role.TITLE, "structure.title", "the page's headline"
            )
        elif (
            at <= first
            and _key(str(block.text))[:STANDFIRST_KEY] in described
            and not _is_first(parents, told, at)
        ):
            yield _as(block, Role.STANDFIRST, "structure.standfirst", "the page's description of itself")
        elif block.hints.tag == "figcaption" and (title or first) <= at <= last:
            yield _as(block, Role.CAPTION, "caption.marked", "figcaption")
        else:
            yield block


def _without_kicker(block: Block, headlines: tuple[str, ...]) -> Block:
    """Cut what stands beside the headline in its element, where the page's data has the headline alone."""
    text = str(block.text)
    for headline in headlines:
        at = text.find(headline)
        if at >= 0 and len(headline) >= SHORTEST_HEADLINE:
            sides = (Span(0, at), Span(at + len(headline), len(text)))
            cuts = (
                Edit(side, "", (Reason("structure.kicker", side.of(text)),)) for side in sides if side.length
            )
            return evolve(block, text=block.text.edited(cuts))
    return block


def _is_first(parents: list[int], told: list[int], at: int) -> bool:
    """Tell whether a block is only the first of the report's paragraphs, side by side with the next."""
    return any(parents[other] == parents[at] for other in told if other != at)


def _as(block: Block, role: Role, rule: str, evidence: str) -> Block:
    return evolve(block, role=role, family=None, reasons=(Reason(rule, evidence),))
