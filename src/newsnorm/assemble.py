"""From labelled blocks to an `Article`: halves welded, fields filled from the blocks that hold them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from attrs import evolve

from newsnorm import bylines, datelines, dates, rules, urls
from newsnorm.article import Article, Block, Caption, Dateline, Decoding, Role
from newsnorm.joints import joint
from newsnorm.language import detect_all
from newsnorm.read.page import Page
from newsnorm.stages.stage import Blocks, evolved, texts, unlisted
from newsnorm.tracked import Edit, Reason, Span, TrackedText

AUTHOR_BIO, CAPTION, CREDIT, SOURCE_LINK = Role.AUTHOR_BIO, Role.CAPTION, Role.CREDIT, Role.SOURCE_LINK

Dated = tuple[dates.Date | None, dates.Date | None]


def article(page: Page, blocks: Blocks, decoding: Decoding) -> Article:
    """Return the article that the labelled blocks of ``page`` make."""
    done = tuple([_raw_if_dropped(b) if b.is_dropped else b for b in _welded(page.source, blocks)])
    done, source_url, day = _sourced(done)
    language = detect_all(texts(b for b in done if b.is_body)) or page.language
    published, modified = _dated(done, language)
    return Article(
        page.source,
        done,
        title=page.title or _first(done, Role.TITLE),
        standfirst="\n\n".join(_texts(done, Role.STANDFIRST)) or None,
        authors=_authors(done, page),
        dateline=_dateline(done),
        published=_finer(published, page.published) or day or _filed(done),
        modified=_finer(modified, page.modified),
        source_url=source_url or page.source_url,
        publisher=page.publisher,
        section=page.section,
        declared_type=page.declared_type,
        is_free=page.is_free,
        language=language,
        captions=tuple(_captions(done)),
        decoding=decoding,
    )


def _welded(source: str, blocks: Blocks) -> list[Block]:
    """Make one block of two halves of a paragraph with nothing but white space between them."""
    if not any(block.continues for block in blocks):
        return list(blocks)
    done: list[Block] = []
    for block in blocks:
        if block.continues and done and done[-1].role is block.role:
            done[-1] = _weld(source, done[-1], block)
        else:
            done.append(block)
    return done


def _weld(source: str, left: Block, right: Block) -> Block:
    span = Span(left.span.start, right.span.end)
    shift = right.span.start - left.span.start
    gap = Edit(Span(left.span.length, shift), joint(str(left.text), str(right.text)), right.reasons)
    moved = (evolve(edit, span=edit.span.moved(shift)) for edit in right.text.edits)
    text = TrackedText(span.of(source), (*left.text.edits, gap, *moved))
    return evolve(
        left, span=span, text=text, links=left.links + right.links, mentions=left.mentions + right.mentions
    )


def _raw_if_dropped(block: Block) -> Block:
    """Show a dropped block as it came: no edit of it is in any text."""
    if not (block.text.edits or block.continues or block.links or block.mentions):
        return block
    return evolved(block, text=TrackedText(block.text.source), continues=False, links=(), mentions=())


def _texts(blocks: Blocks, role: Role) -> Iterator[str]:
    return (str(block.text) for block in blocks if block.role is role)


def _first(blocks: Blocks, role: Role) -> str | None:
    return next(_texts(blocks, role), None)


def _authors(blocks: Blocks, page: Page) -> tuple[str, ...]:
    """Return the authors by the page's own data, else by byline, else by the note about them."""
    lines = (text for text in map(unlisted, _texts(blocks, Role.BYLINE)) if not bylines.is_job(text))
    bylined = [name for line in lines for name in bylines.authors(line) or bylines.signed(line) or (line,)]
    return page.authors or tuple(dict.fromkeys(bylined)) or tuple(_noted_authors(blocks))


def _noted_authors(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if block.role is AUTHOR_BIO:
            match = rules.find(block.reasons[-1].rule).search(str(block.text))
            name = match.groupdict().get("name") if match is not None else None
            if name:
                yield name


def _dateline(blocks: Blocks) -> Dateline | None:
    paragraphs = list(_texts(blocks, Role.PARAGRAPH))
    return datelines.parse(paragraphs[0]) if datelines.standing(paragraphs) == 0 else None


def _filed(blocks: Blocks) -> dates.Date | None:
    """Return the day that the dateline of the first paragraph names."""
    first = _first(blocks, Role.PARAGRAPH)
    return None if first is None else datelines.day(first)


def _dated(blocks: Blocks, language: str | None) -> Dated:
    """Return when the article was published and when it was changed, as its own lines say."""
    lines = [line for text in _date_lines(blocks) for line in dates.lines(text, language)]
    lines += [line for text in _texts(blocks, Role.BYLINE) for line in bylines.dated(text, language)]
    found = [line for line in lines if line.date is not None]
    published = next((line.date for line in found if not line.is_update), None)
    return published, next((line.date for line in found if line.is_update), None)


def _date_lines(blocks: Blocks) -> Iterator[str]:
    """Yield the lines that are dates, each with the label that stands alone before it."""
    label = ""
    for text in map(unlisted, _texts(blocks, Role.DATE)):
        if dates.is_label(text):
            label = f"{text.rstrip(' :')}: "
        else:
            yield label + text
            label = ""


def _finer(told: dates.Date | None, declared: dates.Date | None) -> dates.Date | None:
    """Return the date that the article tells, or the moment of the same day that the page declares."""
    if told is None or (isinstance(declared, datetime) and declared.date() == told):
        return declared
    return told


def _sourced(blocks: Blocks) -> tuple[Blocks, str | None, dates.Date | None]:
    """Return where the article first stood, and the day in that address, with the address as reason."""
    done = list(blocks)
    for at in (at for at, block in enumerate(done) if block.role is SOURCE_LINK):
        block = done[at]
        url = next((link.url for link in block.links), None) or _address(block)
        if url is None:
            continue
        cleaned = urls.cleaned(url)
        day = urls.dated(cleaned)
        if day is not None:
            done[at] = evolved(block, reasons=(*block.reasons, Reason("date.address", day[1])))
        return tuple(done), cleaned, day[0] if day else None
    return blocks, None, None


def _address(block: Block) -> str | None:
    match = rules.find(block.reasons[-1].rule).search(str(block.text))
    return match.groupdict().get("url") if match is not None else None


def _captions(blocks: Blocks) -> Iterator[Caption]:
    """Pair each caption with the credit right after it; a credit without one stands alone."""
    told = [b for b in blocks if b.role in (CAPTION, CREDIT)]
    paired = {id(b) for a, b in pairwise(blocks) if a.role is CAPTION and b.role is CREDIT}
    for at, block in enumerate(told):
        if block.role is CAPTION:
            credit = told[at + 1] if at + 1 < len(told) and id(told[at + 1]) in paired else None
            yield Caption(str(block.text), str(credit.text) if credit is not None else None)
        elif id(block) not in paired:
            yield Caption("", str(block.text))
