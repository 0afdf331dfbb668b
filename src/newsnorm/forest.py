"""The forests: decision trees, learnt from pages whose articles are known, that weigh the witnesses of a block.

There is one for text and two for web pages, without and with trafilatura's opinion, grown by ``tools/`` and written to
``data/forests/``. A tree is
``[witness, bound, left, right]``: left where the number of the witness is at most the bound; or a leaf,
``[weight, witness]``: what the tree says, and the witness that weighed most on the way to it. The sum of
the weights is the log-odds that a block is part of the article.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple, cast

from attrs import frozen

from newsnorm.errors import BrokenRule

PLAIN = 3.0
"""The score, either way, at which a block is plainly of the article or not: one in twenty is otherwise."""


Leaf = tuple[float, int]
"""What one tree says of a row, and which of the witnesses weighed most in it, by its place in the row."""

Tree = Any
"""A `Leaf`, or a split: ``(witness, bound, left, right)``, where left and right are trees."""

Rows = Iterable[Sequence[float]]


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
    """All trees, where their sum starts, and how many witnesses a row has.

    >>> forest = Forest(0.0, ((0, 9.5, (-1.0, 0), (2.0, 0)),), 1)
    >>> [weighed.score for weighed in forest.weigh([[30.0], [3.0]])]
    [2.0, -1.0]
    """

    start: float
    trees: tuple[Tree, ...]
    width: int

    def weigh(self, rows: Rows, plain: float = PLAIN) -> list[Weighed]:
        """Return what the trees together say of each row of witnesses; once that is ``plain``, no more are asked.

        It is quickest with rows of nothing but floats.
        """
        return self._compiled(rows, -plain, plain)

    @cached_property
    def _compiled(self) -> Callable[[Rows, float, float], list[Weighed]]:
        """The trees as a function: nested conditions are asked in 40 % of the time that a walk down the tuples takes."""
        names = {"Weighed": Weighed}
        exec(compile(_function(self), "<forest>", "exec"), names)  # noqa: S102 -- numbers of ours are all it holds
        return cast("Callable[[Rows, float, float], list[Weighed]]", names["weigh"])


def _function(forest: Forest) -> str:
    """Return the source of the function that weighs rows.

    >>> print(_function(Forest(0.0, ((0, 9.5, (-1.0, 0), (2.0, 0)),), 1)))
    def weigh(rows, low, high):
        found = []
        for w0, in rows:
            score = 0.0
            leaf0 = (-1.0, 0) if w0 <= 9.5 else (2.0, 0)
            score += leaf0[0]
            if not low < score < high:
                found.append(Weighed(score, [leaf0]))
                continue
            found.append(Weighed(score, [leaf0]))
        return found
    """
    leaves = [f"leaf{at}" for at in range(len(forest.trees))]
    lines = [
        "def weigh(rows, low, high):",
        "    found = []",
        f"    for {' '.join(f'w{at},' for at in range(forest.width))} in rows:",
        f"        score = {float(forest.start)!r}",
    ]
    for at, tree in enumerate(forest.trees):
        lines += (
            f"        {leaves[at]} = {_condition(tree)}",
            f"        score += {leaves[at]}[0]",
            "        if not low < score < high:",
            f"            found.append(Weighed(score, [{', '.join(leaves[: at + 1])}]))",
            "            continue",
        )
    return "\n".join(
        (*lines, f"        found.append(Weighed(score, [{', '.join(leaves)}]))", "    return found")
    )


def _condition(tree: Tree) -> str:
    if len(tree) == 2:
        weight, heaviest = tree
        return f"({float(weight)!r}, {int(heaviest)})"
    witness, bound, left, right = tree
    return f"{_inner(left)} if w{int(witness)} <= {float(bound)!r} else {_inner(right)}"


def _inner(tree: Tree) -> str:
    return _condition(tree) if len(tree) == 2 else f"({_condition(tree)})"


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
    return Forest(record["start"], tuple(map(_tree, record["trees"])), len(witnesses))


def _tree(record: list[Any]) -> Tree:
    return tuple(_tree(part) if isinstance(part, list) else part for part in record)
