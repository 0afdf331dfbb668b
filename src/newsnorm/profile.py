"""What a caller may vary, as one frozen record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from attrs import field, frozen

from newsnorm.memory import SiteMemory
from newsnorm.names.gazetteer import Entity


def _entities(given: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(given)


def _ids(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@frozen(kw_only=True)
class Profile:
    """How to normalise: after which style, as of when, with which extra names, up to which size.

    >>> Profile(style="bbc", as_of=datetime.date(2018, 1, 1)).style
    'bbc'
    """

    style: str | None = "ap"
    """Whose spellings to write (`newsnorm.names.style.styles` lists them); ``None`` only reports names."""
    as_of: datetime.date | None = None
    """The day whose spellings to write; ``None`` for the newest."""
    names: tuple[Entity, ...] = field(default=(), converter=_entities)
    """Entities of your own, known beside those of the gazetteer."""
    without: frozenset[str] = field(default=frozenset(), converter=_ids)
    """Rules not to use: ids (``related.read-more``) or whole families (``related``)."""
    memory: SiteMemory | None = None
    """What repeats on the site the pages are of; it is read and never changed."""
    limit: int = 32_000_000
    """The longest source to take, in bytes of a file or code points of a text."""
