"""The values newsnorm returns: an `Article`, its blocks, and what was lifted out of them.

All are frozen, compare and hash by value, and pickle. Every span is a half-open range of code points of its source.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from typing import Any

from attrs import field, frozen

from newsnorm.joints import joint
from newsnorm.tracked import Edit, Reason, Span, TrackedText

SEPARATOR = "\n\n"
"""What stands between two blocks of ``Article.text``."""


class Role(StrEnum):
    """What a block is."""

    __hash__ = str.__hash__  # that of enums is written in Python, and every stage looks roles up

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    FACT_BOX = "fact_box"
    AUTHOR_BIO = "author_bio"
    CONTRIBUTOR = "contributor"
    CORRECTION = "correction"
    SOURCE_LINK = "source_link"
    BOILERPLATE = "boilerplate"


BODY = frozenset({Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.TABLE})
"""The roles that make up ``Article.text``."""

_BOILERPLATE = Role.BOILERPLATE  # as a name: Python 3.11 takes long to look up the member of an enum

NOTES = frozenset({Role.FACT_BOX, Role.AUTHOR_BIO, Role.CONTRIBUTOR, Role.CORRECTION})
"""The roles that are kept beside the body, as ``Article.notes``."""


class Family(StrEnum):
    """Which kind of boilerplate a dropped block is."""

    PAYWALL = "paywall"
    DONATION = "donation"
    NEWSLETTER = "newsletter"
    ADVERT = "advert"
    APP = "app"
    SHARE = "share"
    COMMENTS = "comments"
    RELATED = "related"
    PROMO = "promo"
    NAVIGATION = "navigation"
    CONSENT = "consent"
    TAGS = "tags"
    MEDIA = "media"
    FORM = "form"
    LEGAL = "legal"
    TEMPLATE = "template"
    CHROME = "chrome"
    LINK = "link"
    DUPLICATE = "duplicate"


class Verdict(StrEnum):
    """What the page turned out to be."""

    ARTICLE = "article"
    """It tells an article."""
    PAYWALLED = "paywalled"
    """It shows the beginning of one; the rest stands behind a paywall."""
    LISTING = "listing"
    """It leads to articles: a home page, a section, a tag."""
    NO_ARTICLE = "no_article"
    """An error page, a consent wall, or nothing but furniture; ``Article.dropped`` says what."""


@frozen
class Judgement:
    """A verdict, how sure it is, and on what grounds."""

    verdict: Verdict
    confidence: float
    """0 to 1, set by hand: it puts the grounds in order, and is no measured probability."""
    reasons: tuple[Reason, ...]


@frozen
class Hints:
    """What markup says about a block; all defaults for plain text."""

    tag: str = ""
    """The element or Markdown construct: ``h1``-``h6``, ``li``, ``blockquote``, ``pre``, ..."""
    link_share: float = 0.0
    """The share, 0 to 1, of its characters that are link text."""
    indent: int = 0
    """Code points of white space before it on its line, in plain text and Markdown."""
    extracted: bool | None = None
    """Whether trafilatura kept it; ``None`` where it was not asked."""
    container: str = ""
    """On a web page: the nearest element around it that ``data/rules/parts.toml`` knows, a CSS selector."""
    emphasised: tuple[str, ...] = ()
    """Runs of words in italics that may be titles of works."""


NO_HINTS = Hints()


@frozen
class Link:
    """A link of the article; dead targets (``#``, ``javascript:``) give none."""

    text: str
    url: str
    """As it stands in the source, less tracking parameters."""
    span: Span
    """The link text, in the source."""


@frozen
class Mention:
    """One place where the article names an entity."""

    entity: str
    """The id of the entity in the gazetteer."""
    kind: str
    """``person``, ``place``, ``organisation`` or ``fixed`` (a term that keeps its own form)."""
    found: str
    """The form that stood there."""
    written: str
    """The form that stands there now; the same as ``found`` where nothing had to change."""
    span: Span
    """Where it stood, in the source."""
    why: str
    """Which cell of which style decided, or what held a change back."""


@frozen
class Block:
    """One line or paragraph of the source, what it is, and what became of it."""

    span: Span
    text: TrackedText
    role: Role = Role.PARAGRAPH
    family: Family | None = None
    """Only for boilerplate: which kind."""
    reasons: tuple[Reason, ...] = ()
    """Why it has this role; empty for a paragraph that nothing spoke against."""
    hints: Hints = NO_HINTS
    continues: bool = False
    """Whether it carries on the sentence of the body block before it."""
    links: tuple[Link, ...] = ()
    mentions: tuple[Mention, ...] = ()

    @property
    def is_body(self) -> bool:
        """Whether it is part of ``Article.text``."""
        return self.role in BODY

    @property
    def is_dropped(self) -> bool:
        """Whether it is boilerplate."""
        return self.role is _BOILERPLATE


@frozen
class Caption:
    """The words under a picture and who made it."""

    text: str
    """Empty where only the credit was found."""
    credit: str | None = None


@frozen
class Dateline:
    """Where, and for which agency, a story was filed; its words stay in the first paragraph."""

    place: str
    agency: str | None = None


@frozen
class Decoding:
    """How the bytes of a file became text."""

    encoding: str
    """The codec's name in Python."""
    why: str
    """``bom``, ``served`` (by the HTTP header), ``declared``, ``utf-8``, ``nul bytes``, ``detected`` or ``text`` (it came as one)."""
    replaced: tuple[int, ...] = ()
    """Where a byte that the encoding cannot explain was read otherwise, in what was decoded: the source, or a page's markup."""


@frozen
class Article:
    """One page, read: the source, every block of it, and what is told about the article."""

    source: str = field(repr=False)
    """What came in, decoded. For HTML: the visible text of the page, block by block."""
    blocks: tuple[Block, ...] = field(repr=False)
    """All of them, kept and dropped, in the order of the source."""
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    dateline: Dateline | None = None
    published: datetime.date | datetime.datetime | None = None
    modified: datetime.date | datetime.datetime | None = None
    source_url: str | None = None
    """Where the article first stood, less tracking parameters."""
    publisher: str | None = None
    language: str | None = None
    """ISO 639-1 code of the body's language; ``None`` if it could not be told."""
    section: str | None = None
    declared_type: str | None = None
    """What the page calls itself: a type of schema.org, or of OpenGraph."""
    is_free: bool | None = None
    """Whether the page says that all may read it; ``None`` where it does not say."""
    captions: tuple[Caption, ...] = ()
    decoding: Decoding = Decoding("str", "text")

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that make up the text: paragraphs, headings, list items, quotes, tables."""
        return tuple(block for block in self.blocks if block.is_body)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body as strings, one a paragraph, those that something had cut in two made whole."""
        return tuple(self.text.split(SEPARATOR)) if self.body else ()

    @property
    def notes(self) -> tuple[Block, ...]:
        """What is kept beside the body: fact boxes, author notes, contributor lines, corrections."""
        return tuple(block for block in self.blocks if block.role in NOTES)

    @property
    def dropped(self) -> tuple[Block, ...]:
        """The boilerplate, each block with its family and reasons."""
        return tuple(block for block in self.blocks if block.is_dropped)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of what is kept, in order."""
        kept = (block for block in self.blocks if not block.is_dropped)
        return tuple(link for block in kept for link in block.links)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The known names in what is kept, in order, changed or not."""
        return tuple(mention for block in self.blocks for mention in block.mentions)

    @property
    def verdict(self) -> Verdict:
        """What the page turned out to be; `judgement` has the grounds."""
        return self.judgement.verdict

    @property
    def judgement(self) -> Judgement:
        """The verdict, how sure it is (0 to 1), and on what grounds."""
        return self._judgement

    @cached_property
    def _judgement(self) -> Judgement:
        from newsnorm.verdict import judge  # noqa: PLC0415 - it judges articles, so comes after them

        return judge(self)

    @property
    def text(self) -> str:
        """The body, its blocks joined by one blank line."""
        return _joined(self.blocks, BODY)

    def projected(self, *roles: Role) -> str:
        """Return the text of another choice of roles, joined as ``text`` is.

        With no roles, the result is ``text``.
        """
        return _joined(self.blocks, frozenset(roles) or BODY)

    def changes(self, *roles: Role) -> tuple[Edit, ...]:
        """Return every change that leads from ``source`` to the text of ``roles``.

        The edits are sorted and disjoint; carried out on ``source`` they give ``projected(*roles)``,
        with no roles ``text``. Dropped blocks, separators and edits inside blocks are all there.
        """
        return tuple(_changes(self.source, self.blocks, frozenset(roles) or BODY))

    def original(self, span: Span) -> Span:
        """Return where in ``source`` the characters ``span`` of ``text`` came from."""
        return TrackedText(self.source, self.changes()).to_source(span)

    def to_dict(self) -> dict[str, Any]:
        """Return the article as plain dicts, lists, strings and numbers; dates as ISO 8601.

        ``text``, ``verdict`` and ``confidence`` are there for whoever reads the dict; `from_dict` derives them anew.
        """
        from newsnorm import plain  # noqa: PLC0415 - a caller who never asks does not wait for it

        return plain.unstructured(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Article:
        """Return the article that ``to_dict`` wrote.

        Raises:
            ValueError: ``data`` is not what ``to_dict`` writes.
        """
        from newsnorm import plain  # noqa: PLC0415 - a caller who never asks does not wait for it

        return plain.structured(data)

    def to_json(self) -> str:
        """Return ``to_dict()`` as one line of JSON, in ASCII."""
        from newsnorm import plain  # noqa: PLC0415 - a caller who never asks does not wait for it

        return plain.json_of(self)

    @classmethod
    def from_json(cls, text: str) -> Article:
        """Return the article that ``to_json`` wrote.

        Raises:
            ValueError: ``text`` is not what ``to_json`` writes.
        """
        from newsnorm import plain  # noqa: PLC0415 - a caller who never asks does not wait for it

        return plain.of_json(text)

    def _repr_html_(self) -> str:
        """Return the card that a notebook shows; `newsnorm.report.html` shows the whole source."""
        from newsnorm import report  # noqa: PLC0415 - a caller who never asks does not wait for it

        return report.card(self)


def _joined(blocks: Iterable[Block], roles: frozenset[Role]) -> str:
    parts: list[str] = []
    before: Block | None = None
    for block in blocks:
        if block.role in roles:
            parts += _gap(before, block) if before is not None else "", str(block.text)
            before = block
    return "".join(parts)


_LAYOUT = (Reason("layout.separator"),)


def _changes(source: str, blocks: Iterable[Block], roles: frozenset[Role]) -> Iterator[Edit]:
    """Walk the source from left to right: a gap, a block, a gap, a block, ..., a gap."""
    at = 0
    before: Block | None = None
    for block in blocks:
        chosen = block.role in roles
        gap = Span(at, block.span.start)
        wanted = _gap(before, block) if before is not None and chosen else ""
        if source[gap.start : gap.end] != wanted:
            yield Edit(gap, wanted, _LAYOUT)
        if chosen:
            for edit in block.text.edits:
                yield Edit(edit.span.moved(block.span.start), edit.after, edit.reasons)
            before = block
        elif block.span.length:
            yield Edit(block.span, "", block.reasons or (Reason("layout.field", block.role),))
        at = block.span.end
    if at < len(source):
        yield Edit(Span(at, len(source)), "", _LAYOUT)


def _gap(before: Block, block: Block) -> str:
    return joint(str(before.text), str(block.text)) if block.continues else SEPARATOR
