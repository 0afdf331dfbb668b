"""The nest of elements around the blocks of a page, without those that are mere wrappers.

A site may set each paragraph in elements of its own, one in the other, or all in one. What stands beside a block is
the same to a reader, so an element only counts as a step outwards if it holds more blocks than the one within.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsnorm.read.places import Place, Spot

UP = (0, 1, 2, 4)
"""How many steps outwards the elements stand whose content is looked at; 0 is the one a block shares with others."""


class Nest(NamedTuple):
    """The elements around the blocks of a page, by their numbers in document order."""

    parents: dict[int, int]
    """For each element the one around it; those within come before those around."""
    steps: dict[int, Sequence[int]]
    """For the home of each block the elements of `UP`; the outermost, where there are not so many."""


def nest(spots: Iterable[Spot]) -> Nest:
    """Return the elements around the blocks that stand at ``spots``.

    >>> from newsnorm.read.places import Kind, nowhere
    >>> body = nowhere()
    >>> first, second = Place(1, Kind(), body), Place(3, Kind(), body)
    >>> wrapper = Place(4, Kind(), second)
    >>> nest([Spot(first, first), Spot(first, first), Spot(wrapper, wrapper)]).steps
    {1: [1, 0, 0, 0], 4: [0, 0, 0, 0]}
    """
    homes = [spot.home for spot in spots]
    parents = _parents(homes)
    held = Counter(home.number for home in homes)
    for element, around in parents.items():
        held[around] += held[element]
    wider: dict[int, int] = {}
    for element, around in reversed(parents.items()):
        wider[element] = around if held[around] > held[element] else wider.get(around, around)
    steps: dict[int, Sequence[int]] = {}
    for home in homes:
        at = home.number
        if at not in steps:
            chain = [at if held[at] > 1 else wider.get(at, at)]
            for _ in range(UP[-1]):
                chain.append(wider.get(chain[-1], chain[-1]))
            steps[at] = [chain[up] for up in UP]
    return Nest(parents, steps)


def _parents(homes: Iterable[Place]) -> dict[int, int]:
    found: dict[int, int] = {}
    for home in homes:
        place = home
        while place.parent is not None and place.number not in found:
            found[place.number] = place.parent.number
            place = place.parent
    return dict(sorted(found.items(), reverse=True))
