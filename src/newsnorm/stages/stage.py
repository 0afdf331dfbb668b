"""The shape of a stage, and the small claims about blocks that several stages make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter

from attrs import evolve, fields

from newsnorm.article import Block, Family, Link, Role
from newsnorm.profile import Profile
from newsnorm.tracked import Edit, Reason, Span, TrackedText

Blocks = tuple[Block, ...]

Stage = Callable[[Blocks, Profile], Blocks]
"""All blocks of a page in, the same blocks out, edited or relabelled.

Not one block at a time: whether a line is a heading or a caption often shows in its neighbours.
"""

SENTENCE_END = re.compile(r"""[.!?…。！？؟।][\])}"'”’»›」』*†‡]*$""")
"""How a text ends that ends a sentence."""

CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Characters of scripts whose words have no, or few, spaces between them."""

CODE = re.compile(r"[{}\\]|[=-]>|\w\(\)|\w\(\"|\w\[\w|\w_\w|\s=\s|://|\s--\w")
"""Signs of a program, or of a command; prose has none but in an address."""

COLONS = (":", "：")
"""How a line ends that announces what comes after it."""

BULLET = "• "
"""Stands before a list item in the text of a web page, as it does in a browser."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

MOSTLY_LINKED = 0.7
"""A block with a larger share of link text is a link."""

BODY_WORDS = 20
"""A sentence of so many words, or a longer text, is told by a reporter, not by a button."""


REMEMBERED = 1_000
"""Code points of a text up to which it is remembered how many words it has; longer ones would fill the memory."""

SHORTEST_TOLD = 2 * BODY_WORDS - 1
"""Code points of so many words: each has a space after it but the last, or is two characters."""

FIELDS = tuple(field.name for field in fields(Block))
_PLACES = {name: at for at, name in enumerate(FIELDS)}
_values = attrgetter(*FIELDS)  # `attrs.evolve` looks the fields up anew for each of thousands of blocks

PARAGRAPH, BOILERPLATE = Role.PARAGRAPH, Role.BOILERPLATE
"""The roles that every stage asks about: in Python 3.11 a member of an enum takes 20 times as long to look up as a name."""


def evolved(block: Block, **changes: object) -> Block:
    """Return ``block`` with other values in some fields."""
    values = list(_values(block))
    for name, value in changes.items():
        values[_PLACES[name]] = value
    return Block(*values)


def labelled(block: Block, role: Role, *reasons: Reason, family: Family | None = None) -> Block:
    """Return ``block`` with another role and the reasons for it."""
    return evolved(block, role=role, family=family, reasons=(*block.reasons, *reasons))


def dropped(block: Block, family: Family, *reasons: Reason) -> Block:
    """Return ``block`` as boilerplate of ``family``."""
    return labelled(block, BOILERPLATE, *reasons, family=family)


def is_open(block: Block) -> bool:
    """Tell whether nothing has been decided about ``block``."""
    return block.role is PARAGRAPH


def texts(blocks: Iterable[Block]) -> list[str]:
    """Return the text of each block, as ``str(block.text)`` does: a stage that visits few blocks reads all of them."""
    return [str(text) if (text := block.text).edits else text.source for block in blocks]


def words(text: str) -> int:
    """Count words, as white space parts them; two characters of Chinese, Japanese or Korean count as one.

    >>> words("Talks resume in Geneva"), words("首脑会谈")
    (4, 2)
    """
    return _remembered(text) if len(text) <= REMEMBERED else _counted(text)


def _counted(text: str) -> int:
    if text.isascii() or CJK.search(text) is None:
        return len(text.split())
    return len(CJK.sub(" ", text).split()) + (len(CJK.findall(text)) + 1) // 2


_remembered = lru_cache(maxsize=2_048)(_counted)  # half of the stages ask it of the same texts


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence does.

    >>> ends_sentence("It is over."), ends_sentence("“Is it over?”"), ends_sentence("Over")
    (True, True, False)
    """
    if text[-1:].isalnum():  # most lines of a page leave here
        return False
    return SENTENCE_END.search(text, max(0, len(text) - 8)) is not None


def is_told(text: str) -> bool:
    """Tell whether ``text`` reads as a paragraph of an article, by its length and its end.

    >>> is_told("Read more")
    False
    """
    if len(text) < SHORTEST_TOLD:
        return False
    count = words(text)
    return count >= BODY_WORDS and (text.endswith(":") or ends_sentence(text) or count >= 2 * BODY_WORDS)


def unlisted(text: str) -> str:
    """Return ``text`` less the bullet that it has as an item of a list on a web page."""
    return text.removeprefix(BULLET)


Part = tuple[Span, TrackedText]
"""Where a part of a block stands in the source, and its text."""


def split(block: Block, at: int) -> tuple[Part, Part] | None:
    """Return what stands before and after position ``at`` of ``block.text``.

    ``None`` if an edit lies across it: its characters belong to neither part alone.
    """
    text = block.text
    cut = text.to_source(Span(at, at))
    if cut.length:
        return None
    low, high = block.span.start, block.span.start + cut.start
    left = tuple(edit for edit in text.edits if edit.span.end <= cut.start)
    right = tuple(evolve(edit, span=edit.span.moved(-cut.start)) for edit in text.edits[len(left) :])
    return (
        (Span(low, high), TrackedText(text.source[: cut.start], left)),
        (Span(high, block.span.end), TrackedText(text.source[cut.start :], right)),
    )


def trimmed(span: Span, text: TrackedText) -> Part:
    """Leave the white space at the end of a text outside, if no edit has touched it."""
    source = text.source.rstrip()
    if text.edits and text.edits[-1].span.end > len(source):
        extra = len(str(text)) - len(str(text).rstrip())
        end = Span(len(str(text)) - extra, len(str(text)))
        return span, text.edited([Edit(end, "", (Reason("characters.space", "padding"),))] if extra else [])
    return Span(span.start, span.start + len(source)), TrackedText(source, text.edits)


def links_in(block: Block, span: Span) -> tuple[Link, ...]:
    """Return the links of a block that stand in ``span``, in the source."""
    return tuple(link for link in block.links if span.start <= link.span.start and link.span.end <= span.end)
