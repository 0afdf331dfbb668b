"""The witnesses on a web page: what can be said for and against each block being part of the report.

- trafilatura keeps a block or not. It is the first witness: on the development pages of news sites nine tenths of what it
  keeps are the article's, and it misses one part in twenty-five (precision 0.913, recall 0.961).
- The page's own data: the article's text, headline and description, where it gives them.
- Shape: a paragraph is told in sentences; a label, a link, a short line is not.
- Place: the elements a block stands in, what they are called, and what else stands in them.
- Its like: the other blocks with the same tag and class, and the neighbours.

Each witness is a number; `newsnorm.forest` weighs them. The weights are learned on the development pages by
``tools/train_html.py``, which also prints what each witness is worth, as its share of all that the splits of the trees
gained: how much of the blocks with the same tag and class trafilatura keeps, 0.35; whether it keeps the block, 0.15; how
much it keeps in the elements around, 0.13; how much is told there, 0.04; all others less than 0.03 each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from newsnorm.article import Block
from newsnorm.read.metadata import Metadata
from newsnorm.read.places import MARKS, STRUCTURE, Place
from newsnorm.stages.stage import MOSTLY_LINKED, ends_sentence, is_told, words

LETTERS = re.compile(r"\w+")
DIGITS = re.compile(r"\d")
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я]")
SIGNS = re.compile(r"[|©@]")

RUN = 4
"""Words that follow each other; so many in common are no chance."""

SHORTEST_BODY = 500
"""Code points; a shorter body in the page's data is a description."""

SHOWN = 0.3
"""Of the body in the page's data less than this share is visible: a script was to show it."""

HALF = 0.5
"""A block of whose runs of words trafilatura has so many is kept by it."""

UNKNOWN = -1.0
"""What a witness says who has seen nothing."""

NO_HEADLINE = -999

TAGS = ("", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "pre", "table")
UP = (0, 1, 2, 4)
"""How far up the elements stand whose content is looked at; 0 is the one a block shares with its neighbours."""

BESIDE = (-2, -1, 1, 2)
"""Which neighbours are looked at."""

NAMES = (
    "kept by trafilatura",
    "in the page's data",
    "words",
    "ends a sentence",
    "told",
    "linked",
    "commas",
    "digits",
    "capitals",
    "signs",
    "element",
    "place on the page",
    "blocks from the headline",
    "blocks from the first paragraph kept",
    "blocks from the last paragraph kept",
    *(
        f"{what}, {up} up"
        for up in UP
        for what in ("kept around it", "linked around it", "told around it", "blocks around it")
    ),
    *(
        f"{what} of its {like}"
        for like in ("like", "like in place")
        for what in ("kept", "linked", "told", "number")
    ),
    *(f"{what} at {step:+d}" for step in BESIDE for what in ("kept", "words", "linked", "element")),
    *(f"in {mark}" for mark in MARKS),
    *(f"in <{tag}>" for tag in STRUCTURE),
    "elements around it",
    "shared with the headline",
    "shared with the description",
    "times before",
)
"""What the numbers of a row say, in order."""

Row = list[float]
Runs = set[tuple[str, ...]]


class Spot(NamedTuple):
    """Where a block begins, and the element it shares with the blocks beside it."""

    place: Place
    home: Place


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words in each line of ``text``; a shorter line is one run.

    >>> list(runs("Rain until Thursday\\nthe water falls slowly after"))
    [('Rain', 'until', 'Thursday'), ('the', 'water', 'falls', 'slowly'), ('water', 'falls', 'slowly', 'after')]
    """
    for line in text.splitlines():
        found = LETTERS.findall(line)
        if len(found) >= RUN:
            yield from zip(*(found[at:] for at in range(RUN)), strict=False)
        elif found:
            yield tuple(found)


def in_data_only(body: str, text: str) -> bool:
    """Tell whether the article stands in the page's data but not in its visible text.

    >>> in_data_only("Talks resumed on Monday, officials in Geneva said. " * 20, "Menu Home")
    True
    """
    if len(body) < SHORTEST_BODY:
        return False
    shown = set(runs(text))
    told = list(runs(body))
    return _share(told, shown) < SHOWN


def _share(given: Sequence[tuple[str, ...]], known: Runs) -> float:
    return sum(run in known for run in given) / len(given) if given else 0.0


class _Sum:
    """Words of several blocks, and how many of them are kept, linked, told."""

    __slots__ = ("blocks", "kept", "linked", "told", "words")

    def __init__(self) -> None:
        self.blocks = self.words = 0
        self.kept = self.linked = self.told = 0.0

    def add(self, block: _Shape) -> None:
        self.blocks += 1
        self.words += block.words
        self.kept += block.words * block.kept
        self.linked += block.words * block.linked
        self.told += block.words if block.is_told else 0

    def but(self, block: _Shape) -> float:
        """Return what share of the others' words is kept."""
        words = self.words - block.words
        return (self.kept - block.words * block.kept) / words if words else UNKNOWN

    def said(self, block: _Shape, total: int) -> tuple[float, float, float, float]:
        return (
            self.but(block),
            self.linked / self.words if self.words else 0.0,
            self.told / total,
            self.blocks,
        )


class _Shape(NamedTuple):
    """What a block alone shows."""

    kept: float
    words: int
    linked: float
    is_told: bool
    ends_sentence: bool
    tag: int


NOBODY = _Shape(UNKNOWN, -1, UNKNOWN, is_told=False, ends_sentence=False, tag=-1)
"""The neighbour of the first and of the last block."""


def witnesses(blocks: list[Block], spots: list[Spot], kept: str, own: Metadata) -> list[Row | None]:
    """Return for each block what the witnesses say, in the order of `NAMES`; ``kept`` is trafilatura's text.

    ``None`` for a block that need not be asked about: a link that trafilatura does not keep.
    """
    texts = [str(block.text) for block in blocks]
    told_runs = [tuple(runs(text)) for text in texts]
    known = set(runs(kept))
    shapes = [
        _Shape(
            _share(told, known),
            words(text),
            block.hints.link_share,
            is_told(text),
            ends_sentence(text),
            TAGS.index(block.hints.tag),
        )
        for block, text, told in zip(blocks, texts, told_runs, strict=True)
    ]
    page = _Page(shapes, spots, texts, own)
    return [
        None if _is_hopeless(shape) else list(page.row(at, texts[at], told_runs[at]))
        for at, shape in enumerate(shapes)
    ]


def _is_hopeless(shape: _Shape) -> bool:
    return shape.kept == 0 and shape.linked > MOSTLY_LINKED and not shape.is_told


class _Page:
    """What is known of the page as a whole."""

    def __init__(self, shapes: list[_Shape], spots: list[Spot], texts: list[str], own: Metadata) -> None:
        self.shapes, self.spots, self.texts = shapes, spots, texts
        self.body: Runs = set(runs(own.body)) if len(own.body) > SHORTEST_BODY else set()
        self.described: Runs = {run for text in own.descriptions for run in runs(text)}
        self.headline_words = set(own.headlines[0].casefold().split()) if own.headlines else set()
        self.headline = self._headline()
        kept = [at for at, shape in enumerate(shapes) if shape.kept >= HALF and shape.is_told]
        self.first, self.last = (kept[0], kept[-1]) if kept else (0, len(shapes) - 1)
        self.told = sum(shape.words for shape in shapes if shape.is_told) or 1
        self.around: defaultdict[int, _Sum] = defaultdict(_Sum)
        self.like: defaultdict[str | tuple[str, str], _Sum] = defaultdict(_Sum)
        self.seen: Counter[str] = Counter()
        for shape, spot in zip(shapes, spots, strict=True):
            for place in islice(spot.home.around(), UP[-1] + 1):
                self.around[place.number].add(shape)
            for signature in _signatures(spot):
                self.like[signature].add(shape)

    def _headline(self) -> int | None:
        """Return which first-level heading is the headline: the one most like that of the page's data, or the first."""
        heads = [at for at, shape in enumerate(self.shapes) if TAGS[shape.tag] == "h1"]
        known = self.headline_words
        shared = (at for at in heads if 2 * len(known & _words(self.texts[at])) >= max(1, len(known)))
        return next(shared, heads[0] if heads else None)

    def row(self, at: int, text: str, told: tuple[tuple[str, ...], ...]) -> Iterator[float]:
        shape, spot = self.shapes[at], self.spots[at]
        count = max(1, shape.words)
        yield shape.kept
        yield _share(told, self.body) if self.body else UNKNOWN
        yield shape.words
        yield shape.ends_sentence
        yield shape.is_told
        yield shape.linked
        yield text.count(",") / count
        yield len(DIGITS.findall(text)) / len(text)
        yield len(CAPITALS.findall(text)) / len(text)
        yield SIGNS.search(text) is not None
        yield shape.tag
        yield at / len(self.shapes)
        yield at - self.headline if self.headline is not None else NO_HEADLINE
        yield at - self.first
        yield at - self.last
        places = list(islice(spot.home.around(), UP[-1] + 1))
        for up in UP:
            yield from self.around[places[min(up, len(places) - 1)].number].said(shape, self.told)
        for signature in _signatures(spot):
            yield from self.like[signature].said(shape, self.told)
        for step in BESIDE:
            other = self.shapes[at + step] if 0 <= at + step < len(self.shapes) else NOBODY
            yield from (other.kept, other.words, other.linked, other.tag)
        yield from spot.place.marks()
        yield from (spot.place.inside & bit > 0 for bit in STRUCTURE.values())
        yield spot.place.depth
        own = _words(text)
        yield len(own & self.headline_words) / len(own) if own else 0.0
        yield _share(told, self.described)
        yield self.seen[text]
        self.seen[text] += 1


def _signatures(spot: Spot) -> tuple[str, tuple[str, str]]:
    """Return the names that blocks of its kind share: its own element's, and that with the one around it."""
    around = spot.place.parent
    return spot.place.signature, (spot.place.signature, around.signature if around is not None else "")


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
