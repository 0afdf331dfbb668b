"""Decision trees that weigh the witnesses for and against a block, read from a file and asked in plain Python.

The trees are trained outside the package (``tools/``), and are data: each node asks whether one witness says
no more than a threshold. A score is the sum over the trees, in log-odds; what each witness added to it can be told.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib import resources

from attrs import field, frozen

Node = tuple[int, float, int, int, float]
"""Which witness, the threshold, the nodes for no more and for more, and the score so far; a leaf has witness -1."""

LEAF = -1

SURE = 2.5
"""Log-odds, 92 in 100; once the trees are so sure, the rest is not asked."""

TELLING = 30
"""So many trees are asked for what each witness weighs: the first tell most, the others correct them."""


@frozen
class Forest:
    """Trees over named witnesses.

    >>> forest = Forest(("words",), (((0, 9.5, 1, 2, 0.0), (-1, 0.0, 0, 0, -1.0), (-1, 0.0, 0, 0, 2.0)),))
    >>> forest.score([30.0]), forest.score([3.0])
    (2.0, -1.0)
    >>> forest.weights([3.0])
    [('words', -1.0)]
    """

    witnesses: tuple[str, ...]
    """Their names, in the order in which a row has their values."""
    trees: tuple[tuple[Node, ...], ...] = field(repr=False)

    def score(self, row: Sequence[float]) -> float:
        """Return the log-odds for a block of which the witnesses say ``row``; no more trees are asked once they are sure."""
        total = 0.0
        for tree in self.trees:
            witness, threshold, less, more, value = tree[0]
            while witness >= 0:
                witness, threshold, less, more, value = tree[less if row[witness] <= threshold else more]
            total += value
            if not -SURE < total < SURE:
                break
        return total

    def weights(self, row: Sequence[float]) -> list[tuple[str, float]]:
        """Return what each witness adds to the score in the first trees, the heaviest first; what is none's is left out."""
        weights: defaultdict[str, float] = defaultdict(float)
        for tree in self.trees[:TELLING]:
            witness, threshold, less, more, value = tree[0]
            while witness >= 0:
                asked, before = self.witnesses[witness], value
                witness, threshold, less, more, value = tree[less if row[witness] <= threshold else more]
                weights[asked] += value - before
        return sorted(weights.items(), key=lambda item: -abs(item[1]))


@cache
def shipped(name: str) -> Forest:
    """Return the trees in ``data/models/<name>.json``.

    >>> shipped("html").witnesses[0]
    'kept by trafilatura'
    """
    given = json.loads((resources.files("newsnorm") / "data" / "models" / f"{name}.json").read_text("utf-8"))
    trees = tuple(tuple((w, t, a, b, v) for w, t, a, b, v in tree) for tree in given["trees"])
    return Forest(tuple(given["witnesses"]), trees)
