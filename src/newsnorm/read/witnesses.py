"""The witnesses on a web page: what can be said for and against each block being part of the report.

- The page's own data: the article's text, headline and description, where it gives them.
- Shape: a paragraph is told in sentences; a label, a link, a short line is not.
- Place: the elements a block stands in, what they are called, and what else stands in them.
- Its like: the other blocks with the same tag and class, and the neighbours.

Each witness is a number; `newsnorm.forest` weighs them. Where they leave doubt, trafilatura is asked too:
`newsnorm.read.second_opinion`. The weights are learned on the development pages by ``tools/train_html.py``, which also
prints what the ten heaviest are worth, as their shares of all that the splits of the trees gained: what the blocks with the
same tag and class are like, 0.38; what stands in the elements around, 0.26; the element itself, 0.04.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from newsnorm.article import Block
from newsnorm.read.metadata import Metadata
from newsnorm.read.nest import UP, nest
from newsnorm.read.places import MARKS, STRUCTURE, Kind, Spot
from newsnorm.stages.stage import BODY_WORDS, COLONS, MOSTLY_LINKED, ends_sentence, is_told, words

LETTERS = re.compile(r"\w+")
LETTERS_AND_ENDS = re.compile(r"\w+|\n")
DIGITS = re.compile(r"\d")
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞА-Я]")

RUN = 4
"""Words that follow each other; so many in common are no chance."""

SHORTEST_BODY = 500
"""Code points; a shorter body in the page's data is a description."""

SHOWN = 0.3
"""Of the body in the page's data less than this share is visible: a script was to show it."""

MOSTLY = 0.5
"""A hidden element is of the article if so many of its runs are among those of the article that are not visible."""

UNKNOWN = -1.0
"""What a witness says who has seen nothing."""

NO_HEADLINE = -999

AT_ONCE = 256
"""Blocks whose rows are made together: a page of ten megabytes has some hundred thousand, of three kilobytes each."""

TAGS = ("", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "blockquote", "pre", "table")
NUMBERS = {tag: number for number, tag in enumerate(TAGS)}
SENTENCE = 10
"""Words; a sentence of so many is told, however short the paragraphs of a page are, if those around it are."""

NEAR = 3 * UP.index(1) + 1
"""Of what stands around a block, by its place: what is told in the element one step outwards."""

CODE, TABLE = NUMBERS["pre"], NUMBERS["table"]
"""Preformatted text, and a row of a table."""

LISTED = (NUMBERS["li"], TABLE)
"""Blocks that come in a row of their like."""

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
    "after a colon",
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

Row = tuple[float, ...]
Runs = set[tuple[str, ...]]
Counts = tuple[int, int, float, int]
"""Of a block: 1, its words, how many of them are linked, and how many are told."""
Said = tuple[float, float, int]
"""Of several blocks: the share of words that are linked, the share of all that is told, and how many blocks."""


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


def shares(lines: Sequence[str], *of: Runs) -> list[list[float]]:
    """Return for each of some sets of runs which share of the runs of each line is in it.

    The lines are cut into words together, which takes half the time of one after the other.

    >>> shares(["Rain until Thursday", "Rain", ""], {("Rain", "until", "Thursday")}, {("Rain",)})
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    """
    if not any(of):
        return [[0.0] * len(lines) for _ in of]
    found = LETTERS_AND_ENDS.findall("\n".join([*lines, *[""] * RUN]))
    ends = [at for at, word in enumerate(found) if word == "\n"][: len(lines)]
    return [list(_shares(found, ends, known)) for known in of]


def _shares(found: list[str], ends: list[int], known: Runs) -> Iterator[float]:
    firsts = {run[0] for run in known}
    hits = [at for at, word in enumerate(found) if word in firsts and tuple(found[at : at + RUN]) in known]
    starts = [0, *(end + 1 for end in ends)]
    upto = [bisect_left(hits, end) for end in (0, *ends)]
    is_short = any(len(run) < RUN for run in known)
    for start, end, before, hit in zip(starts, ends, upto, upto[1:], strict=False):
        count = end - start - RUN + 1
        if count > 0:
            yield (hit - before) / count
        else:
            yield float(is_short and tuple(found[start:end]) in known)


class Unseen(NamedTuple):
    """What of the article in the page's data the visible text does not have."""

    runs: Runs
    share: float
    """Of the article's runs so many, from 0 to 1."""

    @property
    def is_all(self) -> bool:
        """Whether a script was to show the article."""
        return self.share > 1 - SHOWN

    def is_in(self, text: str) -> bool:
        """Tell whether most of ``text`` is of it."""
        told = list(runs(text))
        return sum(map(self.runs.__contains__, told)) > MOSTLY * len(told)


def unseen(body: str, text: str) -> Unseen:
    """Return what of the article in the page's data is not in its visible text.

    >>> body = "Talks resumed on Monday, officials in Geneva said. " * 20
    >>> unseen(body, "Menu Home").is_all, unseen(body, body).share
    (True, 0.0)
    """
    if len(body) < SHORTEST_BODY:
        return Unseen(set(), 0.0)
    shown, told = set(runs(text)), list(runs(body))
    missed = [run for run in told if run not in shown]
    return Unseen(set(missed), len(missed) / len(told))


class _Sum:
    """Words of several blocks, and how many of them are linked, told."""

    __slots__ = ("blocks", "linked", "told", "words")

    def __init__(self) -> None:
        self.blocks = self.words = self.told = 0
        self.linked = 0.0

    def add(self, blocks: int, words: int, linked: float, told: int) -> None:
        self.blocks += blocks
        self.words += words
        self.linked += linked
        self.told += told

    def said(self, total: int) -> Said:
        return self.linked / self.words if self.words else 0.0, self.told / total, self.blocks


class Hearing:
    """What the witnesses say of the blocks of a page, none of which has a line break in its text."""

    def __init__(self, blocks: Sequence[Block], spots: Sequence[Spot], own: Metadata) -> None:
        self.texts = [str(block.text) for block in blocks]
        self.spots = spots
        self.own = own
        self.nest = nest(spots)
        self.words = list(map(words, self.texts))
        self.linked = [block.hints.link_share for block in blocks]
        self.tags = [NUMBERS[block.hints.tag] for block in blocks]
        self.told = [
            count >= BODY_WORDS and is_told(text) for count, text in zip(self.words, self.texts, strict=True)
        ]

    def rows(self) -> Iterator[Row | None]:
        """Yield for each block what they say of it, in the order of `NAMES`; ``None`` for one that is hopeless."""
        page, seen = self._page, Counter[str]()
        for start in range(0, len(self.texts), AT_ONCE):
            some = range(start, min(start + AT_ONCE, len(self.texts)))
            rows = page.rows([at for at in some if not self.hopeless[at]], seen)
            for at in some:
                yield None if self.hopeless[at] else next(rows)

    @cached_property
    def hopeless(self) -> list[bool]:
        """Whether a block need not be asked about: it is a link, tells nothing, and nothing is told around it."""
        around = self._page.around
        return [
            linked > MOSTLY_LINKED and not is_told and not around[spot.home.number][NEAR]
            for linked, is_told, spot in zip(self.linked, self.told, self.spots, strict=True)
        ]

    @cached_property
    def _page(self) -> _Page:
        return _Page(self)


class _Page:
    """What is counted once for all blocks of a page."""

    def __init__(self, page: Hearing) -> None:
        own = page.own
        self.page = page
        self.is_given = len(own.body) > SHORTEST_BODY
        self.body: Runs = set(runs(own.body)) if self.is_given else set()
        self.described: Runs = {run for text in own.descriptions for run in runs(text)}
        self.known = _words(own.headlines[0]) if own.headlines else set[str]()
        self.headline = self._headline()
        self.announced = list(self._announced())
        counts = [
            (1, count, count * linked, count * (is_told or (count >= SENTENCE and ends_sentence(text))))
            for text, count, linked, is_told in zip(
                page.texts, page.words, page.linked, page.told, strict=True
            )
        ]
        self.total = sum(told for *_, told in counts) or 1
        self.around = self._around(counts)
        self.like = self._like(counts)
        self.told = {kind: kind.told for kind in self.like}
        nobody = (-1, UNKNOWN, -1)
        looks = zip(page.words, page.linked, page.tags, strict=True)
        self.beside = [nobody, nobody, *looks, nobody, nobody]

    def rows(self, some: list[int], seen: Counter[str]) -> Iterator[Row]:
        """Yield the rows of the blocks with these numbers, after those ``seen``; what their texts alone show is counted column by column."""
        around, like, beside, told = self.around, self.like, self.beside, self.told
        texts = [self.page.texts[at] for at in some]
        in_data, in_description = shares(texts, self.body, self.described)
        looks = zip(some, texts, self._looks(some, texts), in_data, in_description, strict=True)
        for at, text, look, of_data, of_description in looks:
            place, home = self.page.spots[at]
            kind = place.kind
            own_words = text.casefold().split()
            is_kin = not self.known.isdisjoint(own_words)
            before = seen[text]
            seen[text] = before + 1
            yield (
                of_data if self.is_given else UNKNOWN,
                *look,
                self.announced[at],
                *around[home.number],
                *like[kind],
                *beside[at],
                *beside[at + 1],
                *beside[at + 3],
                *beside[at + 4],
                *told[kind],
                len(self.known.intersection(own_words)) / len(set(own_words)) if is_kin else 0.0,
                of_description,
                before,
            )

    def _looks(self, some: list[int], texts: list[str]) -> Iterable[tuple[float, ...]]:
        page, count, headline = self.page, len(self.page.texts), self.headline
        counts = [page.words[at] for at in some]
        return zip(
            counts,
            map(ends_sentence, texts),
            [page.told[at] for at in some],
            [page.linked[at] for at in some],
            [text.count(",") / max(1, number) for text, number in zip(texts, counts, strict=True)],
            [len(DIGITS.findall(text)) / len(text) for text in texts],
            [len(CAPITALS.findall(text)) / len(text) for text in texts],
            ["|" in text or "©" in text or "@" in text for text in texts],
            [page.tags[at] for at in some],
            [at / count for at in some],
            [at - headline if headline is not None else NO_HEADLINE for at in some],
            strict=True,
        )

    def _headline(self) -> int | None:
        """Return which first-level heading is the headline: the one most like that of the page's data, or the first."""
        known, texts = self.known, self.page.texts
        heads = [at for at, tag in enumerate(self.page.tags) if TAGS[tag] == "h1"]
        shared = (at for at in heads if 2 * len(known & _words(texts[at])) >= max(1, len(known)))
        return next(shared, heads[0] if heads else None)

    def _announced(self) -> Iterator[bool]:
        """Yield whether a line that ends in a colon stands before each block, or before the list or table that it is in."""
        is_announced, before, last = False, "", 0
        for text, tag in zip(self.page.texts, self.page.tags, strict=True):
            if tag not in LISTED or tag != last:
                is_announced = before.endswith(COLONS)
            yield is_announced
            before, last = text, tag

    def _around(self, counts: list[Counts]) -> dict[int, tuple[float, ...]]:
        """Return what stands in the elements around each block, by the number of its home, `UP` by `UP`."""
        sums: defaultdict[int, _Sum] = defaultdict(_Sum)
        for counted, spot in zip(counts, self.page.spots, strict=True):
            sums[spot.home.number].add(*counted)
        for number, around in self.page.nest.parents.items():
            found = sums[number]
            sums[around].add(found.blocks, found.words, found.linked, found.told)
        said = {number: found.said(self.total) for number, found in sums.items()}
        return {
            number: tuple([one for around in steps for one in said[around]])
            for number, steps in self.page.nest.steps.items()
        }

    def _like(self, counts: list[Counts]) -> dict[Kind, tuple[float, ...]]:
        """Return what the blocks in elements of the same name are like, and those of them in alike elements."""
        sums: defaultdict[str | tuple[str, str], _Sum] = defaultdict(_Sum)
        likes: dict[Kind, tuple[_Sum, _Sum]] = {}
        for counted, spot in zip(counts, self.page.spots, strict=True):
            kind = spot.place.kind
            if kind not in likes:
                likes[kind] = sums[kind.signature], sums[kind.in_place]
            named, in_place = likes[kind]
            named.add(*counted)
            in_place.add(*counted)
        return {
            kind: (*named.said(self.total), *in_place.said(self.total))
            for kind, (named, in_place) in likes.items()
        }


def _words(text: str) -> set[str]:
    return set(text.casefold().split())
