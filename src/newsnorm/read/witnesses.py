"""The witnesses on a web page: what can be said for and against each block being part of the report.

- The page's own data: the article's text, headline and description, where it gives them.
- Shape: a paragraph is told in sentences; a label, a link, a short line is not.
- Place: the elements a block stands in, what they are called, and what else stands in them.
- Its like: the other blocks with the same tag and class, and the neighbours.

Each witness is a number; `newsnorm.forest` weighs them. Where they leave doubt, trafilatura is asked too:
`newsnorm.read.second_opinion`. The weights are learned on the development pages by ``tools/train_html.py``, which also
prints what each witness is worth, as its share of all that the splits of the trees gained: what is told in the elements
around, 0.44; what the blocks with the same tag and class are like, 0.17; distance from the headline, comments, the element
itself, 0.03 each.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from newsnorm.article import Block, Hints
from newsnorm.read.metadata import Metadata
from newsnorm.read.places import MARKS, STRUCTURE, Place, structure
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

UNKNOWN = -1.0
"""What a witness says who has seen nothing."""

NO_HEADLINE = -999

TAGS = ("", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "pre", "table")
UP = (0, 1, 2, 4)
"""How far up the elements stand whose content is looked at; 0 is the one a block shares with its neighbours."""

LIKES = ("like", "like in place")
"""Blocks with the same tag and class, and those among them whose elements stand in alike ones."""

BESIDE = (-2, -1, 1, 2)
"""Which neighbours are looked at."""

NAMES = (
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
    *(f"{what} around it, {up} up" for up in UP for what in ("linked", "told", "blocks")),
    *(f"{what} of its {like}" for like in LIKES for what in ("linked", "told", "number")),
    *(f"{what} at {step:+d}" for step in BESIDE for what in ("words", "linked", "element")),
    *(f"in {mark}" for mark in MARKS),
    *(f"in <{tag}>" for tag in STRUCTURE),
    "elements around it",
    "shared with the headline",
    "shared with the description",
    "times before",
)
"""What the numbers of a row say, in order."""

Key = TypeVar("Key")
Row = list[float]
Runs = set[tuple[str, ...]]
Said = tuple[float, float, int]
"""Of several blocks: the share of words that are linked, the share of all that is told, and how many blocks."""


class Spot(NamedTuple):
    """Where a block begins, and the element it shares with the blocks beside it."""

    place: Place
    home: Place

    def around(self) -> list[int]:
        """Return the numbers of the elements around, nearest first, as far up as is looked."""
        return [place.number for place in islice(self.home.around(), UP[-1] + 1)]

    def likes(self) -> tuple[str, tuple[str, str]]:
        """Return what blocks of its kind share: the name of its own element, and that with the one around it."""
        around = self.place.parent
        return self.place.signature, (self.place.signature, around.signature if around is not None else "")


def stepped(numbers: list[int]) -> list[int]:
    """Return the elements of `UP` among those around; the outermost, where there are not so many.

    >>> stepped([7, 4, 1])
    [7, 4, 1, 1]
    """
    return [numbers[min(up, len(numbers) - 1)] for up in UP]


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of words in each line of ``text``; a shorter line is one run.

    >>> list(runs("Rain until Thursday\\nthe water falls slowly after"))
    [('Rain', 'until', 'Thursday'), ('the', 'water', 'falls', 'slowly'), ('water', 'falls', 'slowly', 'after')]
    """
    for line in text.splitlines():
        yield from _runs(LETTERS.findall(line))


def _runs(found: list[str]) -> Iterable[tuple[str, ...]]:
    if len(found) >= RUN:
        return zip(*(found[at:] for at in range(RUN)), strict=False)
    return [tuple(found)] if found else []


def share(line: str, known: Runs) -> float:
    """Return which share of the runs of one line is among those known.

    >>> share("Rain until Thursday", {("Rain", "until", "Thursday")}), share("", set())
    (1.0, 0.0)
    """
    found = LETTERS.findall(line)
    return sum(map(known.__contains__, _runs(found))) / max(1, len(found) - RUN + 1) if found else 0.0


def in_data_only(body: str, text: str) -> bool:
    """Tell whether the article stands in the page's data but not in its visible text.

    >>> in_data_only("Talks resumed on Monday, officials in Geneva said. " * 20, "Menu Home")
    True
    """
    if len(body) < SHORTEST_BODY:
        return False
    shown, told = set(runs(text)), list(runs(body))
    return sum(map(shown.__contains__, told)) < SHOWN * len(told)


class Shape(NamedTuple):
    """What a block alone shows."""

    words: int
    linked: float
    is_told: bool
    ends_sentence: bool
    tag: int

    @property
    def is_hopeless(self) -> bool:
        """Whether the block need not be asked about: it is a link, and tells nothing."""
        return self.linked > MOSTLY_LINKED and not self.is_told


NOBODY = Shape(-1, UNKNOWN, is_told=False, ends_sentence=False, tag=-1)
"""The neighbour of the first and of the last block."""


class _Sum:
    """Words of several blocks, and how many of them are linked, told."""

    __slots__ = ("blocks", "linked", "told", "words")

    def __init__(self) -> None:
        self.blocks = self.words = self.told = 0
        self.linked = 0.0

    def add(self, other: _Sum) -> None:
        self.blocks += other.blocks
        self.words += other.words
        self.linked += other.linked
        self.told += other.told

    def count(self, shape: Shape) -> None:
        self.blocks += 1
        self.words += shape.words
        self.linked += shape.words * shape.linked
        self.told += shape.words * shape.is_told

    def said(self, total: int) -> Said:
        return self.linked / self.words if self.words else 0.0, self.told / total, self.blocks


class Hearing:
    """What the witnesses say of the blocks of a page."""

    def __init__(self, blocks: list[Block], spots: list[Spot], own: Metadata) -> None:
        self.texts = [str(block.text) for block in blocks]
        self.spots = spots
        self.own = own
        self.shapes = [_shape(text, block.hints) for block, text in zip(blocks, self.texts, strict=True)]

    def rows(self) -> Iterator[Row | None]:
        """Yield for each block what they say of it, in the order of `NAMES`; ``None`` for one that is hopeless."""
        return _rows(self, self.own)


def _shape(text: str, hints: Hints) -> Shape:
    return Shape(words(text), hints.link_share, is_told(text), ends_sentence(text), TAGS.index(hints.tag))


def _rows(page: Hearing, own: Metadata) -> Iterator[Row | None]:
    shapes, spots, count = page.shapes, page.spots, len(page.shapes)
    body = set(runs(own.body)) if len(own.body) > SHORTEST_BODY else None
    described = {run for text in own.descriptions for run in runs(text)}
    known = _words(own.headlines[0]) if own.headlines else set()
    headline = _headline(page, known)
    around, like = _around(page), _like(page)
    marks: dict[tuple[int, tuple[int, ...]], list[int]] = {}
    seen: Counter[str] = Counter()
    beside = [NOBODY, NOBODY, *shapes, NOBODY, NOBODY]
    neighbours = [(shape.words, shape.linked, shape.tag) for shape in beside]
    for at, (text, shape, spot) in enumerate(zip(page.texts, shapes, spots, strict=True)):
        if shape.is_hopeless:
            yield None
            continue
        own_words = _words(text)
        place = spot.place
        named = (place.parent.number if place.parent is not None else 0, place.groups)
        if named not in marks:
            marks[named] = place.marks()
        yield [
            share(text, body) if body is not None else UNKNOWN,
            shape.words,
            shape.ends_sentence,
            shape.is_told,
            shape.linked,
            text.count(",") / max(1, shape.words),
            len(DIGITS.findall(text)) / len(text),
            len(CAPITALS.findall(text)) / len(text),
            SIGNS.search(text) is not None,
            shape.tag,
            at / count,
            at - headline if headline is not None else NO_HEADLINE,
            *around[spot.home.number],
            *chain.from_iterable(like[kind] for kind in spot.likes()),
            *chain.from_iterable(neighbours[at + 2 + step] for step in BESIDE),
            *marks[named],
            *structure(place.inside),
            place.depth,
            len(own_words & known) / len(own_words) if own_words else 0.0,
            share(text, described) if described else 0.0,
            seen[text],
        ]
        seen[text] += 1


def _headline(page: Hearing, known: set[str]) -> int | None:
    """Return which first-level heading is the headline: the one most like that of the page's data, or the first."""
    heads = [at for at, shape in enumerate(page.shapes) if TAGS[shape.tag] == "h1"]
    shared = (at for at in heads if 2 * len(known & _words(page.texts[at])) >= max(1, len(known)))
    return next(shared, heads[0] if heads else None)


def _around(page: Hearing) -> dict[int, list[float]]:
    """Return what stands in the elements around each block, by the number of the nearest, `UP` by `UP`."""
    homes: defaultdict[int, _Sum] = defaultdict(_Sum)
    chains: dict[int, list[int]] = {}
    for shape, spot in zip(page.shapes, page.spots, strict=True):
        number = spot.home.number
        homes[number].count(shape)
        if number not in chains:
            chains[number] = spot.around()
    sums: defaultdict[int, _Sum] = defaultdict(_Sum)
    for number, numbers in chains.items():
        for around in numbers:
            sums[around].add(homes[number])
    said = _said(sums, page)
    return {
        number: [*chain.from_iterable(said[around] for around in stepped(numbers))]
        for number, numbers in chains.items()
    }


def _like(page: Hearing) -> dict[str | tuple[str, str], Said]:
    """Return what the blocks of each kind are like."""
    sums: defaultdict[str | tuple[str, str], _Sum] = defaultdict(_Sum)
    for shape, spot in zip(page.shapes, page.spots, strict=True):
        for kind in spot.likes():
            sums[kind].count(shape)
    return _said(sums, page)


def _said(sums: dict[Key, _Sum], page: Hearing) -> dict[Key, Said]:
    total = sum(shape.words for shape in page.shapes if shape.is_told) or 1
    return {key: found.said(total) for key, found in sums.items()}


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
