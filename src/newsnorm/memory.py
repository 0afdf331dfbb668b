"""Site memory: which blocks stand on page after page of one site, learned from pages it was shown.

Most furniture of a site is worded by that site alone, so no rule knows it; but it repeats. A memory is a
value: showing it a page gives another memory, and nothing is learned unless you pass it on, as
``Profile(memory=...)``. Keep one for each site or feed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from hashlib import blake2b
from typing import Any

from attrs import evolve, field, frozen

from newsnorm.article import Article, Block

PAGES = 64
"""Pages that a memory keeps, at most: a sample of those it was shown, the same in whatever order."""

BLOCKS = 400
"""Blocks of a page that it keeps, at most."""

TOLD = 32
"""Paragraphs of a page by which it knows the same article again, at most."""

LONG = 100
"""Code points from which on a block is a paragraph."""

SAME = 0.25
"""Two pages of which so little differs, of the paragraphs of either, tell the same article."""

WORD = re.compile(r"[^\W\d_]+|\d+")


def _blocks(keys: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(keys))[:BLOCKS])


def _told(keys: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(keys))[:TOLD])


@frozen
class Seen:
    """What a memory keeps of one page: hashes, no words."""

    page: int
    """Which page: the hash of its address, or of its paragraphs where it has none."""
    blocks: tuple[int, ...] = field(converter=_blocks)
    told: tuple[int, ...] = field(converter=_told)
    """Those of its blocks that are long."""

    def merged(self, other: Seen) -> Seen:
        """Return what is kept of the same page from both."""
        return evolve(self, blocks=self.blocks + other.blocks, told=self.told + other.told)

    def is_same_article(self, other: Seen) -> bool:
        """Tell whether two pages tell the same article, or may: hardly a paragraph differs."""
        mine, theirs = set(self.told), set(other.told)
        fewer = min(len(mine - theirs), len(theirs - mine))
        return fewer <= max(1, SAME * min(len(mine), len(theirs)))


def _pages(given: Iterable[Seen]) -> tuple[Seen, ...]:
    pages: dict[int, Seen] = {}
    for seen in given:
        pages[seen.page] = pages[seen.page].merged(seen) if seen.page in pages else seen
    return tuple(pages[page] for page in sorted(pages)[:PAGES])


@frozen
class SiteMemory:
    """The pages of one site that were shown, and so what repeats on them.

    A page that is shown twice, at the same address or with the same paragraphs, counts once. Of more
    than 64 pages those with the largest hashes are forgotten first, and of more than 400 blocks of a page
    likewise, so that a memory stays under a megabyte, and the order in which pages come, or memories
    are merged, makes no difference.

    >>> from newsnorm import Profile, normalize_text
    >>> story = ("The ferry of {0} was late again on Monday, and nobody on the island could say on Tuesday why it was.",
    ...          "In {0} the old crane will be sold, the harbor board said, to whoever takes it away before the winter.")
    >>> pages = ["\\n\\n".join((*(told.format(town) for told in story), "Saltby Courier, always first"))
    ...          for town in ("Saltby", "Norwick", "Eastmere", "Holm")]
    >>> memory = SiteMemory()
    >>> for page in pages[:3]:
    ...     memory = memory.shown(normalize_text(page))
    >>> article = normalize_text(pages[3], profile=Profile(memory=memory))
    >>> [(str(block.text), block.reasons[-1].evidence) for block in article.dropped]
    [('Saltby Courier, always first', 'on 3 of 3 pages')]
    >>> len(article.paragraphs)
    2
    """

    pages: tuple[Seen, ...] = field(default=(), converter=_pages)

    def shown(self, article: Article) -> SiteMemory:
        """Return the memory of these pages and one more."""
        keys = [(key(block), block) for block in article.blocks]
        blocks = [found for found, _ in keys if found is not None]
        told = [found for found, block in keys if found is not None and len(block.text.source) >= LONG]
        page = _hash(article.source_url) if article.source_url else _hash(repr(sorted(set(told or blocks))))
        return self.merged(SiteMemory((Seen(page, blocks, told),)))

    def merged(self, other: SiteMemory) -> SiteMemory:
        """Return the memory of the pages of both."""
        return SiteMemory(self.pages + other.pages)

    def count(self, block: Block) -> int:
        """Return how many articles had a block of these words; digits make no difference."""
        return self._counts[found] if (found := key(block)) is not None else 0

    @cached_property
    def articles(self) -> int:
        """How many different articles it was shown, and keeps."""
        return len(set(self._groups))

    @cached_property
    def _groups(self) -> list[int]:
        """For each page, the first page that tells the same article."""
        groups = list(range(len(self.pages)))
        for at, seen in enumerate(self.pages):
            for other in range(at):
                if groups[at] != groups[other] and seen.is_same_article(self.pages[other]):
                    low, high = sorted((groups[at], groups[other]))
                    groups = [low if group == high else group for group in groups]
        return groups

    @cached_property
    def _counts(self) -> Counter[int]:
        pairs = {
            (group, block)
            for group, seen in zip(self._groups, self.pages, strict=True)
            for block in seen.blocks
        }
        return Counter(block for _, block in pairs)

    def to_dict(self) -> dict[str, Any]:
        """Return the memory as dicts, lists and numbers, fit for JSON."""
        return {
            "pages": [{"page": s.page, "blocks": list(s.blocks), "told": list(s.told)} for s in self.pages]
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> SiteMemory:
        """Return the memory that ``to_dict`` wrote.

        Raises:
            ValueError: ``data`` is not what ``to_dict`` writes.

        >>> SiteMemory.from_dict(SiteMemory().to_dict())
        SiteMemory(pages=())
        """
        try:
            return cls(
                Seen(int(s["page"]), map(int, s["blocks"]), map(int, s["told"])) for s in data["pages"]
            )
        except (KeyError, TypeError, ValueError) as error:
            msg = f"not a site memory: {error!r}"
            raise ValueError(msg) from error


def key(block: Block) -> int | None:
    """Return what a memory keeps of a block, ``None`` if it has no words."""
    words = ["#" if word.isdigit() else word for word in WORD.findall(block.text.source.casefold())]
    return _hash(" ".join(words)) if any(word != "#" for word in words) else None


def _hash(text: str) -> int:
    """Return 48 bits: numbers that every reader of JSON can hold."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=6).digest())
