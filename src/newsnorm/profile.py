"""What a caller may vary, as one frozen record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from types import UnionType
from typing import TypeVar

from attrs import field, frozen

from newsnorm.errors import BrokenRule
from newsnorm.memory import SiteMemory
from newsnorm.names.gazetteer import Entity
from newsnorm.rules import ids_and_families

T = TypeVar("T")


def _day(given: datetime.date | None) -> datetime.date | None:
    return given.date() if isinstance(given, datetime.datetime) else given


def _entities(given: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(_listed("names", given, "[Entity(...)]"))


def _ids(given: Iterable[str]) -> frozenset[str]:
    return frozenset(_listed("without", given, "['share']"))


def _listed(name: str, given: Iterable[T], example: str) -> Iterable[T]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        msg = f"{name} is a list, such as {example}, not {given!r}"
        raise TypeError(msg)
    return given


def _check(name: str, given: object, kind: type | UnionType, wanted: str) -> None:
    if not isinstance(given, kind) or isinstance(given, bool):
        msg = f"{name} is {wanted}, not {given!r}"
        raise TypeError(msg)


@frozen(kw_only=True)
class Profile:
    """How to normalise: after which style, as of when, with which extra names, up to which size.

    >>> Profile(style="bbc", as_of=datetime.date(2018, 1, 1)).style
    'bbc'
    """

    style: str | None = "ap"
    """Whose spellings to write (`newsnorm.names.style.styles` lists them); ``None`` only reports names."""
    as_of: datetime.date | None = field(default=None, converter=_day)
    """The day whose spellings to write; ``None`` for the newest."""
    names: tuple[Entity, ...] = field(default=(), converter=_entities)
    """Entities of your own, known beside those of the gazetteer."""
    without: frozenset[str] = field(default=frozenset(), converter=_ids)
    """Rules not to use: ids (``related.read-more``) or whole families (``related``)."""
    memory: SiteMemory | None = None
    """What repeats on the site the pages are of; it is read and never changed."""
    limit: int = 32_000_000
    """The longest source to take, in bytes of a file or code points of a text."""

    def __attrs_post_init__(self) -> None:
        """Refuse what would have no effect, or another than was meant.

        Raises:
            BrokenRule: ``without`` names a rule that is not known.
            TypeError: a value is of another type.
            ValueError: ``limit`` is less than one.
        """
        _check("style", self.style, str | None, "the name of a style, such as 'bbc', or None")
        _check("as_of", self.as_of, datetime.date | None, "a day, such as datetime.date(2018, 1, 1), or None")
        _check("memory", self.memory, SiteMemory | None, "a SiteMemory or None")
        _check("limit", self.limit, int, "a number")
        for entity in self.names:
            _check("names", entity, Entity, "a list of Entity(...)")
        if self.limit < 1:
            msg = f"limit must be more than nothing, not {self.limit}"
            raise ValueError(msg)
        unknown = self.without - ids_and_families() if self.without else ()
        for name in sorted(map(str, unknown)):
            place, why = (
                f"the rule or family {name!r}",
                "is not known; block.reasons tells which rules were met",
            )
            raise BrokenRule(place, why)
