"""The forests: decision trees, learnt from pages whose articles are known, that weigh the witnesses of a block.

There is one for text and two for web pages, without and with trafilatura's opinion, grown by ``tools/`` and written to
``data/forests/``. A tree is
``[witness, bound, left, right]``: left where the number of the witness is at most the bound; or a leaf,
``[weight, witness]``: what the tree says, and the witness that weighed most on the way to it. The sum of
the weights is the log-odds that a block is part of the article.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from attrs import frozen

from newsnorm.errors import BrokenRule

PLAIN = 3.0
"""The score, either way, at which a block is plainly of the article or not: one in twenty is otherwise."""


class Leaf(NamedTuple):
    """What one tree says of a row."""

    weight: float
    witness: int
    """Which of the witnesses weighed most in this tree, by its place in the row."""


Tree = Any
"""A `Leaf`, or a split: ``(witness, bound, left, right)``, where left and right are trees."""


class Weighed(NamedTuple):
    """The log-odds that a block is part of the article, and what each tree said."""

    score: float
    leaves: list[Leaf]

    def weightiest(self, count: int) -> list[int]:
        """Return the witnesses that weighed most for the score, by their places in the row.

        >>> Weighed(-2.5, [Leaf(-1.0, 0), Leaf(0.5, 1), Leaf(-2.0, 2)]).weightiest(3)
        [2, 0]
        """
        by_witness: dict[int, float] = {}
        for weight, witness in self.leaves:
            by_witness[witness] = by_witness.get(witness, 0.0) + weight
        heaviest = sorted(by_witness, key=by_witness.__getitem__, reverse=self.score > 0)[:count]
        return [witness for witness in heaviest if by_witness[witness] * self.score > 0]


@frozen
class Forest:
    """All trees, and where their sum starts.

    >>> forest = Forest(0.0, ((0, 9.5, Leaf(-1.0, 0), Leaf(2.0, 0)),))
    >>> [weighed.score for weighed in forest.weigh([[30.0], [3.0]])]
    [2.0, -1.0]
    """

    start: float
    trees: tuple[Tree, ...]

    def weigh(self, rows: Sequence[Sequence[float]], plain: float = PLAIN) -> list[Weighed]:
        """Return what the trees together say of each row of witnesses; once that is ``plain``, no more are asked.

        They go tree after tree, so that a tree is at hand for all rows.
        """
        scores = [self.start] * len(rows)
        leaves: list[list[Leaf]] = [[] for _ in rows]
        unsure: Sequence[int] = range(len(rows))
        for tree in self.trees:
            for at in unsure:
                node, row = tree, rows[at]
                while type(node) is tuple:  # a leaf is a tuple with a name
                    witness, bound, left, right = node
                    node = left if row[witness] <= bound else right
                scores[at] += node[0]
                leaves[at].append(node)
            unsure = [at for at in unsure if -plain < scores[at] < plain]
        return list(map(Weighed, scores, leaves))


@cache
def shipped(name: str, witnesses: tuple[str, ...]) -> Forest:
    """Return the forest that comes with newsnorm: ``text``, ``html`` or ``html-with-opinion``.

    Raises:
        BrokenRule: it was grown with other witnesses.
    """
    text = resources.files("newsnorm").joinpath("data", "forests", f"{name}.json").read_text("utf-8")
    return loads(text, witnesses)


def loads(text: str, witnesses: tuple[str, ...]) -> Forest:
    """Return the forest written in ``text``.

    Raises:
        BrokenRule: it was grown with other witnesses.

    >>> loads('{"start": 0.0, "witnesses": ["height"], "trees": []}', ("words",))
    Traceback (most recent call last):
        ...
    newsnorm.errors.BrokenRule: ...
    """
    record = json.loads(text)
    if tuple(record["witnesses"]) != witnesses:
        name, why = "the forest", "was grown with other witnesses; tools/ grows it anew"
        raise BrokenRule(name, why)
    return Forest(record["start"], tuple(_tree(tree) for tree in record["trees"]))


def _tree(record: list[Any]) -> Tree:
    if len(record) == 2:
        return Leaf(*record)
    witness, bound, left, right = record
    return witness, bound, _tree(left), _tree(right)
