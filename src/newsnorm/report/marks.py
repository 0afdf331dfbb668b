"""The marks in a block: edits and names that share characters are one mark, the rest is plain text."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from attrs import frozen

from newsnorm.article import Block, Mention
from newsnorm.tracked import Edit, Span


@frozen
class Mark:
    """A stretch of a block with the edits and the names in it; spans are in the block."""

    span: Span
    edits: tuple[Edit, ...] = ()
    mentions: tuple[Mention, ...] = ()


def marks(block: Block) -> Iterator[Mark]:
    """Yield the marks of a block, from left to right, disjoint.

    >>> from newsnorm import normalize_text
    >>> article = normalize_text("The envoy spoke in Kiev and in Lviv.")
    >>> [(mark.span.of(article.source), len(mark.edits)) for mark in marks(article.blocks[0])]
    [('Kiev', 1), ('Lviv', 0)]
    """
    back = -block.span.start
    single = [Mark(edit.span, (edit,)) for edit in block.text.edits]
    single += [Mark(m.span.moved(back), (), (m,)) for m in block.mentions if block.span.start <= m.span.start]
    open_mark: Mark | None = None
    for mark in sorted(single, key=attrgetter("span")):
        if open_mark is not None and _touch(open_mark.span, mark.span):
            span = Span(open_mark.span.start, max(open_mark.span.end, mark.span.end))
            open_mark = Mark(span, open_mark.edits + mark.edits, open_mark.mentions + mark.mentions)
        else:
            if open_mark is not None:
                yield open_mark
            open_mark = mark
    if open_mark is not None:
        yield open_mark


def pieces(block: Block) -> Iterator[str | Mark]:
    """Yield the source of a block from left to right: plain text and marks by turns."""
    text, at = block.text.source, 0
    for mark in marks(block):
        if at < mark.span.start:
            yield text[at : mark.span.start]
        yield mark
        at = mark.span.end
    if at < len(text):
        yield text[at:]


def inside(mark: Mark, text: str) -> Iterator[str | Edit]:
    """Yield what is in a mark of a block whose source is ``text``: plain text and edits by turns."""
    at = mark.span.start
    for edit in mark.edits:
        if at < edit.span.start:
            yield text[at : edit.span.start]
        yield edit
        at = edit.span.end
    if at < mark.span.end:
        yield text[at : mark.span.end]


def _touch(left: Span, right: Span) -> bool:
    """Tell whether two spans, the first of which starts no later, share characters or the same place."""
    return right.start < left.end or left.start == right.start
