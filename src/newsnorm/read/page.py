"""What a reader hands on: the source and its blocks, nothing judged yet."""

from __future__ import annotations

import datetime

from attrs import frozen

from newsnorm.article import Block


@frozen
class Page:
    """The source of a page and the blocks a reader found in it.

    Between two blocks, and before the first and after the last, there is only white space or a
    thematic break.
    """

    source: str
    blocks: tuple[Block, ...]
    title: str | None = None
    """What the page's own data says, where it has any: its headline, authors, and so on."""
    authors: tuple[str, ...] = ()
    published: datetime.date | datetime.datetime | None = None
    modified: datetime.date | datetime.datetime | None = None
    source_url: str | None = None
    publisher: str | None = None
    language: str | None = None
    section: str | None = None
    declared_type: str | None = None
    is_free: bool | None = None
    is_web: bool = False
    """Whether it is a web page, whose markup has already told the report from the rest."""
