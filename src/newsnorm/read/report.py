"""The report on a web page: which of its blocks are the article, by four witnesses.

- trafilatura keeps a block or not. It is the first witness: on the development pages nine words in ten
  of what it keeps are the article's, and it misses one word in twenty of the article.
- The elements a block stands in: what lies between two kept paragraphs in their own element is theirs.
- The page's own data: headline, description.
- Shape: a paragraph is told in sentences; a label, a link, a short line is not.

Every block keeps its place and its text; what is no part of the report is dropped, with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from newsnorm.article import Block, Family, Role
from newsnorm.read.metadata import Metadata
from newsnorm.stages.stage import Blocks, dropped, ends_sentence, is_told, words
from newsnorm.tracked import Edit, Reason, Span

LETTERS = re.compile(r"\w+")
STANDFIRST_KEY = 80
"""Code points that a block and the page's description must share: descriptions are often cut."""

LEAST_KEPT = 3
"""Paragraphs that trafilatura must have kept for its reading of the page to have a midst."""

LINKED = 0.3
"""A paragraph with a larger share of link text advertises other pages."""

SENTENCE_WORDS = 4
"""A sentence of fewer words may be a button."""

MOSTLY_LINKED = 0.7
"""A block with a larger share of link text is a link."""

LINE_WORDS = 12
"""A line of more words may be a sentence that lost its end."""

SHORTEST_BODY = 500
"""Code points; a shorter body in the page's data is a description."""

SHOWN = 0.3
"""Of the body in the page's data less than this share is visible: a script was to show it."""

SHORTEST_HEADLINE = 15
"""Code points; a shorter text inside a heading may be any part of it."""

SHORTEST_STANDFIRST = 40
"""Code points; a shorter description names the page, and sums nothing up."""

Homes = list[tuple[int, ...]]
"""For each block the elements it stands in, nearest first, by number in the page."""


def told(blocks: list[Block], homes: Homes, kept: str | None, own: Metadata) -> Blocks:
    """Return the blocks, those that are no part of the report dropped, headline and standfirst labelled.

    ``kept`` is the text trafilatura extracted, ``None`` where it could not be asked.
    """
    if kept is not None:
        blocks = _judged(blocks, set(_shingles(kept)))
        blocks = _filled(blocks, homes)
        blocks = _peeled(blocks, _key(own.headlines[0]) if own.headlines else "")
    return tuple(_titled(blocks, [home[0] for home in homes], _headline(blocks, own.headlines), own))


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


def _filled(blocks: list[Block], homes: Homes) -> list[Block]:
    """Take back what trafilatura left out of the report's midst.

    That is a paragraph, heading or list item between two paragraphs that were kept, if it stands in an
    element with such paragraphs and is no list of links.
    """
    kept = [at for at, block in enumerate(blocks) if block.hints.extracted and is_told(str(block.text))]
    if len(kept) < LEAST_KEPT:
        return blocks
    midst = [at for at in range(kept[0], kept[-1]) if blocks[at].is_dropped]
    paragraphs = [at for at in midst if blocks[at].hints.tag in ("p", "") and is_told(str(blocks[at].text))]
    body = Counter(homes[at][0] for at in (*kept, *paragraphs))
    done = list(blocks)
    for at in midst:
        if _belongs(blocks[at], homes[at], body):
            done[at] = evolve(blocks[at], role=Role.PARAGRAPH, family=None, reasons=())
    return done


def _belongs(block: Block, home: tuple[int, ...], body: Counter[int]) -> bool:
    """Tell whether a block in the midst of the report is part of it; ``body`` counts paragraphs by element."""
    tag, text = block.hints.tag, str(block.text)
    if block.hints.link_share >= LINKED:
        return False
    if tag in ("li", "pre", "table", "blockquote"):
        return any(body[element] > 1 for element in home)
    if body[home[0]] < 2:
        return False
    is_sentence = ends_sentence(text) and words(text) >= SENTENCE_WORDS
    return tag in ("h2", "h3", "h4") or (tag in ("p", "") and (is_sentence or is_told(text)))


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
        why = (
            "" if block.is_dropped or (block.hints.tag == "h1" and at < told[0]) else _loose(block, headline)
        )
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


def in_data_only(body: str, text: str) -> bool:
    """Tell whether the article stands in the page's data but not in its visible text.

    >>> in_data_only("Talks resumed on Monday, officials in Geneva said. " * 20, "Menu Home")
    True
    """
    if len(body) < SHORTEST_BODY:
        return False
    shown = set(_shingles(text))
    runs = list(_shingles(body))
    return sum(run in shown for run in runs) < SHOWN * len(runs)


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
