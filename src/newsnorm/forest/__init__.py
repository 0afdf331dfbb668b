"""The forests: decision trees, learnt from pages whose articles are known, that weigh the witnesses of a block.

There is one for text and two for web pages, without and with trafilatura's opinion. ``tools/`` grows them and writes
them as modules of this package, so that Python loads them as fast as code and asks them as fast. A tree takes a row
of witnesses and gives a leaf; the sum of the leaves' weights is the log-odds that a block is part of the article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from math import copysign, exp, log
from typing import NamedTuple
from zlib import crc32

from attrs import frozen

from newsnorm.errors import BrokenRule

PLAIN = 1.5
"""The sum of leaves, either way, at which a block is plainly of the article or not, and no more trees are asked.

Those not asked turn one verdict in nine hundred on web pages (40 of 36,876), and no F1 of text pages by 0.001.
"""

SURE = 4.0
"""The score, either way, of such a block: the trees that were not asked would have added to it."""

LOWEST = -1.0
"""The lowest bar, in log-odds: of blocks under it three in four are no part of the article, however much is in doubt."""

Row = Sequence[float]
"""The witnesses of a block, each a number."""

Leaf = tuple[float, int]
"""What one tree says of a row, and which of the witnesses weighed most in it, by its place in the row."""

Tree = Callable[[Row], Leaf]


class Weighed(NamedTuple):
    """The log-odds that a block is part of the article, and what each tree said."""

    score: float
    leaves: list[Leaf]

    def weightiest(self, count: int) -> list[int]:
        """Return the witnesses that weighed most for the score, by their places in the row.

        >>> Weighed(-2.5, [(-1.0, 0), (0.5, 1), (-2.0, 2)]).weightiest(3)
        [2, 0]
        """
        by_witness: defaultdict[int, float] = defaultdict(float)
        for weight, witness in self.leaves:
            by_witness[witness] += weight
        heaviest = sorted(by_witness, key=by_witness.__getitem__, reverse=self.score > 0)[:count]
        return [witness for witness in heaviest if by_witness[witness] * self.score > 0]


@frozen
class Forest:
    """Some trees that have learnt together.

    >>> forest = Forest((lambda w: (-1.0, 0) if w[0] <= 9.5 else (2.0, 0),))
    >>> [weighed.score for weighed in forest.weigh([[30.0], [3.0]])]
    [4.0, -1.0]
    """

    trees: tuple[Tree, ...]

    def weigh(self, rows: Iterable[Row]) -> list[Weighed]:
        """Return what the trees together say of each row. It is quickest with rows of nothing but floats."""
        return [self._weighed(row) for row in rows]

    def _weighed(self, row: Row) -> Weighed:
        score = 0.0
        leaves: list[Leaf] = []
        for tree in self.trees:
            leaf = tree(row)
            leaves.append(leaf)
            score += leaf[0]
            if not -PLAIN < score < PLAIN:
                return Weighed(copysign(SURE, score), leaves)
        return Weighed(score, leaves)


def bar(scores: Sequence[float], words: Sequence[int]) -> float:
    """Return the log-odds from which the blocks of a page are kept, so that the best text is to be expected.

    A score tells how likely a block is part of the article, and so which precision and recall to expect of any choice. F1
    is highest with all blocks that are likelier than half of the highest F1 (Lipton, Elkan and Narayanaswamy,
    *Optimal Thresholding of Classifiers to Maximize F1 Measure*, 2014). So where all is clear the bar stands at even
    odds, and the more is in doubt, the lower: when in doubt, blocks are kept.

    >>> bar([4.0, -4.0], [40, 9]) > bar([0.5, -0.4, -4.0], [40, 9, 9])
    True
    """
    sized = ((1 / (1 + exp(-score)), count + 1) for score, count in zip(scores, words, strict=True))
    chances = sorted(sized, reverse=True)
    due = sum(chance * size for chance, size in chances)
    best = found = kept = 0.0
    for chance, size in chances:
        found += chance * size
        kept += size
        best = max(best, 2 * found / (kept + due))
    return max(LOWEST, log(best / (2 - best))) if best else LOWEST


def checksum(witnesses: Sequence[str]) -> int:
    """Return a number for the names of the witnesses in their order; a forest keeps that of those it was grown with.

    >>> checksum(["words", "commas"]) == checksum(["commas", "words"])
    False
    """
    return crc32("\n".join(witnesses).encode())


@cache
def shipped(name: str, witnesses: tuple[str, ...]) -> Forest:
    """Return the forest that comes with newsnorm: ``text``, ``html`` or ``html_with_opinion``.

    Raises:
        BrokenRule: it was grown with other witnesses.

    >>> shipped("text", ("height",))
    Traceback (most recent call last):
        ...
    newsnorm.errors.BrokenRule: ...
    """
    module = import_module(f"{__name__}.{name}")
    if checksum(witnesses) != module.WITNESSES:
        forest, why = f"the forest {name}", "was grown with other witnesses; tools/ grows it anew"
        raise BrokenRule(forest, why)
    return Forest(module.TREES)
