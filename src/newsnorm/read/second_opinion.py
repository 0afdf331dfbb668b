"""The second opinion: what trafilatura keeps of a web page, and of the elements around each block.

On the development pages of news sites nine tenths of what it keeps are the article's, and it misses one part in
twenty-five (precision 0.913, recall 0.961). It takes more than half as long as all else that is done with a page, so that it is only
asked where the witnesses of the page itself leave doubt (`newsnorm.read.report`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from newsnorm.read.day import ODD_TREE
from newsnorm.read.nest import UP
from newsnorm.read.tree import hidden
from newsnorm.read.witnesses import BESIDE, LIKES, NAMES, UNKNOWN, Hearing, Row, runs, shares

HALF = 0.5
"""A block of whose runs of words trafilatura has so many is kept by it."""

WITH_OPINION = (
    *NAMES,
    "kept by trafilatura",
    *(f"kept around it, {up} up" for up in UP),
    *(f"kept of its {like}" for like in LIKES),
    *(f"kept at {step:+d}" for step in BESIDE),
    "blocks from the first paragraph kept",
    "blocks from the last paragraph kept",
)
"""What the numbers of a row say once trafilatura has been heard, in order."""


def extracted(tree: HtmlElement) -> str:
    """Return the text trafilatura takes from the page; it may find nothing, and may fail on odd trees.

    What is hidden is taken out of the page first. Trafilatura's own second opinions, justext and readability, are not
    asked: they take a third of its time.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415 - most pages do without
    from trafilatura.settings import Document  # noqa: PLC0415

    for unseen in tuple(hidden(tree)):
        unseen.drop_tree()
    try:
        found = bare_extraction(tree, include_comments=False, with_metadata=False, fast=True)
    except ODD_TREE:
        return ""
    return found.text or "" if isinstance(found, Document) else ""


def votes(page: Hearing, text: str) -> list[float]:
    """Return for each block which share of its runs of words is in ``text``, which is trafilatura's."""
    return shares(page.texts, set(runs(text)))[0]


def heard(page: Hearing, kept: Sequence[float]) -> Iterator[Row | None]:
    """Yield the rows of the page, each with what the votes of trafilatura add, in the order of `WITH_OPINION`."""
    around: defaultdict[int, _Kept] = defaultdict(_Kept)
    like: defaultdict[str | tuple[str, str], _Kept] = defaultdict(_Kept)
    weights = [(count, count * vote) for count, vote in zip(page.words, kept, strict=True)]
    for (count, share_of_it), spot in zip(weights, page.spots, strict=True):
        around[spot.home.number].add(count, share_of_it)
        for kind in (spot.place.kind.signature, spot.place.kind.in_place):
            like[kind].add(count, share_of_it)
    for element, outer in page.nest.parents.items():
        around[outer].add(around[element].words, around[element].kept)
    told = [at for at, is_told in enumerate(page.told) if is_told and kept[at] >= HALF]
    first, last = (told[0], told[-1]) if told else (0, len(kept) - 1)
    beside = [UNKNOWN, UNKNOWN, *kept, UNKNOWN, UNKNOWN]
    for at, (row, spot) in enumerate(zip(page.rows(), page.spots, strict=True)):
        if row is None:
            yield None
            continue
        sums = [around[number] for number in page.nest.steps[spot.home.number]]
        sums += [like[spot.place.kind.signature], like[spot.place.kind.in_place]]
        yield (
            *row,
            kept[at],
            *(each.but(*weights[at]) for each in sums),
            *(beside[at + 2 + step] for step in BESIDE),
            at - first,
            at - last,
        )


class _Kept:
    """Words of several blocks, and how many of them are kept."""

    __slots__ = ("kept", "words")

    def __init__(self) -> None:
        self.words = 0
        self.kept = 0.0

    def add(self, words: int, kept: float) -> None:
        self.words += words
        self.kept += kept

    def but(self, words: int, kept: float) -> float:
        """Return what share of the others' words is kept."""
        others = self.words - words
        return (self.kept - kept) / others if others else UNKNOWN
