"""A text that remembers every change made to it.

A `TrackedText` is one immutable source string plus the edits made to it. The current text is
derived from the two, never stored beside them, so the record of changes cannot drift from the
result. Positions are code points, spans are half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import NamedTuple

from attrs import field, frozen


@frozen(order=True)
class Span:
    """A half-open range of code points, ``[start, end)``.

    Raises:
        ValueError: the range runs backwards or starts before 0.

    >>> Span(2, 5).of("abcdefg")
    'cde'
    >>> Span(2, 2).length
    0
    """

    start: int
    end: int = field()

    @end.validator
    def _forwards(self, _attribute: object, end: int) -> None:
        if not 0 <= self.start <= end:
            msg = f"a span needs 0 <= start <= end, not [{self.start}, {end})"
            raise ValueError(msg)

    @property
    def length(self) -> int:
        """How many code points it covers; not ``__len__``, so an empty span is not falsy."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` in this range."""
        return text[self.start : self.end]

    def moved(self, by: int) -> Span:
        """Return the same range ``by`` code points further right (or left, if negative).

        >>> Span(2, 5).moved(10)
        Span(start=12, end=15)
        """
        return Span(self.start + by, self.end + by)


@frozen
class Reason:
    """The rule that asked for a change, and what made it fire."""

    rule: str
    """The id of a rule, ``family.what``; `newsnorm.rules.find` explains it."""
    evidence: str = ""
    """The words, form or byte sequence that matched, for a person to read."""


@frozen
class Edit:
    """The characters in ``span`` become ``after``, for ``reasons`` (oldest first)."""

    span: Span
    after: str
    reasons: tuple[Reason, ...]

    @property
    def growth(self) -> int:
        """How many code points longer the text gets; negative if shorter."""
        return len(self.after) - self.span.length


class OverlappingEdits(ValueError):
    """Two edits of one pass claim the same characters: always a bug of newsnorm's own."""


@frozen
class TrackedText:
    """A source text and the edits made to it.

    ``edits`` are sorted, disjoint, and always in source coordinates, however many passes made them.

    >>> text = TrackedText("Kiev fell. Support us!")
    >>> text = text.edited([Edit(Span(0, 4), "Kyiv", (Reason("name.style"),))])
    >>> text = text.edited([Edit(Span(10, 22), "", (Reason("donation.support-us"),))])
    >>> str(text)
    'Kyiv fell.'
    >>> text.to_source(Span(0, 4)).of(text.source)
    'Kiev'
    """

    source: str
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        return self._edited if self.edits else self.source

    @cached_property
    def _edited(self) -> str:
        """The text after the edits, which each stage asks for."""
        return splice(self.source, self.edits)

    def edited(self, changes: Iterable[Edit]) -> TrackedText:
        """Return this text after one pass of ``changes``, whose spans are in ``str(self)``.

        A change that touches the result of an earlier edit merges with it and keeps both reasons.

        Raises:
            OverlappingEdits: two changes claim the same characters.
        """
        new = sorted(changes, key=attrgetter("span.start", "span.end"))
        if not new:
            return self
        if not self.edits:
            _refuse_overlaps(new)
            return TrackedText(self.source, tuple(new))
        text = str(self)
        edits: list[Edit] = []
        for cluster in _clusters(self.edits, new):
            if cluster.new:
                reasons = (r for edit in (*cluster.old, *cluster.new) for r in edit.reasons)
                after = splice(text, cluster.new, cluster.now)
                edits.append(Edit(cluster.source, after, tuple(dict.fromkeys(reasons))))
            else:
                edits += cluster.old
        return TrackedText(self.source, tuple(edits))

    def to_source(self, span: Span) -> Span:
        """Return where in the source the characters of ``span``, in the current text, came from.

        A span that cuts an edit in two is widened to the whole of that edit.
        """
        first = bisect_left(self._ends, span.start)
        last = bisect_right(self._ends, span.end, first) + 1
        shift = self._ends[first - 1] - self.edits[first - 1].span.end if first else 0
        clusters = _clusters(self.edits[first:last], [Edit(span, "", ())], shift)
        return next(cluster.source for cluster in clusters if cluster.new)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each edit ends in the current text: a name in a long text is not looked for past all of them."""
        growths = accumulate(edit.growth for edit in self.edits)
        return [edit.span.end + growth for edit, growth in zip(self.edits, growths, strict=True)]


def splice(text: str, edits: Iterable[Edit], within: Span | None = None) -> str:
    """Return ``text``, or its part ``within``, with sorted ``edits`` carried out.

    Raises:
        OverlappingEdits: the edits are not sorted or not disjoint.

    >>> splice("to be or not", [Edit(Span(3, 5), "have", ())])
    'to have or not'
    >>> splice("to be or not", [])
    'to be or not'
    """
    at, end = (0, len(text)) if within is None else (within.start, within.end)
    parts: list[str] = []
    for edit in edits:
        if edit.span.start < at:
            raise OverlappingEdits(edit)
        parts += text[at : edit.span.start], edit.after
        at = edit.span.end
    parts.append(text[at:end])
    return "".join(parts)


def _refuse_overlaps(edits: list[Edit]) -> None:
    for left, right in pairwise(edits):
        if right.span.start < left.span.end:
            raise OverlappingEdits(right)


class _Cluster(NamedTuple):
    """Edits that share characters of a text, so become one edit."""

    source: Span
    now: Span
    old: list[Edit]
    new: list[Edit]


class _Mark(NamedTuple):
    """An edit where it stands in the current text."""

    start: int
    end: int
    is_new: bool
    edit: Edit


def _marks(old: Iterable[Edit], new: Iterable[Edit], shift: int) -> list[_Mark]:
    marks: list[_Mark] = []
    for edit in old:
        start = edit.span.start + shift
        marks.append(_Mark(start, start + len(edit.after), False, edit))
        shift += edit.growth
    marks += (_Mark(edit.span.start, edit.span.end, True, edit) for edit in new)
    marks.sort(key=lambda mark: mark[:3])
    return marks


def _clusters(old: Iterable[Edit], new: Iterable[Edit], shift: int = 0) -> Iterator[_Cluster]:
    """Group the edits that share characters of the current text, from left to right.

    ``shift`` is the current position minus that in the source, before the first of them.
    """
    marks = _marks(old, new, shift)
    at = 0
    while at < len(marks):
        first, high = at, marks[at].end
        at += 1
        while at < len(marks) and marks[at].start < high:
            high = max(high, marks[at].end)
            at += 1
        low, group = marks[first].start, marks[first:at]
        before = [mark.edit for mark in group if not mark.is_new]
        growth = sum(edit.growth for edit in before)
        source = Span(low - shift, high - shift - growth)
        shift += growth
        changes = [mark.edit for mark in group if mark.is_new]
        yield _Cluster(source, Span(low, high), before, changes)
