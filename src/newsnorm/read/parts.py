"""The parts of a web page that are no running text, told by the names of the elements around them.

Posts set into the page, fact boxes, author boxes, comments, teasers: site authors name their elements much
alike, and ``data/rules/parts.toml`` knows the names. Here each block only learns in which such element it
stands; `newsnorm.stages.parts` says what becomes of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attrs import evolve

from newsnorm.article import Block, Role
from newsnorm.read.headline import key
from newsnorm.read.places import Place, Spot
from newsnorm.stages.stage import evolved, words

LARGEST = 1 / 3
"""An element with a larger share of what is kept of the page holds the article, whatever it is called."""

OWN_HEADLINE = " with a headline of its own"


def contained(blocks: list[Block], spots: list[Spot]) -> Iterator[Block]:
    """Yield the blocks; the hint at a part of the page is taken from those of the article, and given to those of another."""
    others = _other_articles(blocks, spots)
    kept: Counter[int] = Counter()
    total = 0
    for block, spot in zip(blocks, spots, strict=True):
        if not block.is_dropped:
            count = words(str(block.text))
            total += count
            part = spot.place.part()
            while part is not None:
                kept[part.number] += count
                part = part.parent.part() if part.parent is not None else None
    holders = {number for number, count in kept.items() if count > LARGEST * total}
    if not holders and not others:
        yield from blocks
        return
    for block, spot in zip(blocks, spots, strict=True):
        part = spot.place.part()
        if part is None or part.number in holders:
            yield _within(block, others.get(_outermost(spot.place), ""))
        else:
            yield block


def _within(block: Block, name: str) -> Block:
    is_so = block.hints.container == name
    return block if is_so else evolved(block, hints=evolve(block.hints, container=name))


def _other_articles(blocks: list[Block], spots: list[Spot]) -> dict[int, str]:
    """Return the ``<article>`` elements after that of the headline which have a first-level heading, by number."""
    title = next((at for at, block in enumerate(blocks) if block.role is Role.TITLE), None)
    if title is None:
        return {}
    heads = [at for at in range(title + 1, len(blocks)) if blocks[at].hints.tag == "h1"]
    if not heads:
        return {}
    first = _outermost(spots[title].place)
    headline = key(str(blocks[title].text))
    headed = {
        place.number: place.kind.selector + OWN_HEADLINE
        for at in heads
        if key(str(blocks[at].text)) != headline and (place := _article(spots[at].place)) is not None
    }
    return {number: name for number, name in headed.items() if first and number > first}


def _outermost(place: Place) -> int:
    article = _article(place)
    return article.number if article is not None else 0


def _article(place: Place) -> Place | None:
    """Return the outermost ``<article>`` around."""
    found = None
    for around in place.around():
        if around.kind.tag == "article":
            found = around
    return found
