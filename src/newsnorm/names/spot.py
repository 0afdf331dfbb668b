"""Spot: a name where it stands, with the words and the sentence around it, for the guards to judge."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TypeVar, cast

from attrs import field, frozen

from newsnorm.tracked import Span

SENTENCE = re.compile(
    r"[.!?…](?<!\b[A-Z]\.)(?<!\b(?:vs|Mr|Ms|Dr|St|Lt)\.)(?<!\b(?:Mrs|Gen|Col|Gov|Sen|Rep|Maj|Sgt)\.)"
    r"[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W\d_a-z])|\n"
)
"""What parts two sentences."""

PROSE = re.compile(r"[a-z]{3}[.!?] ")
"""The end of a sentence inside a line, which is no headline then."""

T = TypeVar("T")

LONGEST = 2_000
"""Code points after which a sentence, or a line, is cut, so that no text takes long."""

LABEL = 5
"""Spaces up to which a line with capitals is as likely a label as a headline."""

WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[-'’.][^\W\d_]+)*)(\.?)[ \u00a0]$")
QUOTED = re.compile(
    r"(?<!\w)(?=[\"“„«‘'*_])(?:\"|“|„|«|‘|'|\*{1,2}|_)([^\"“”„«»*_\n]{2,90}?)(?:\"|”|“|»|’|'|\*{1,2}|_)(?!\w)"
)

CAPITALS_AFTER = re.compile(
    r"(?:[-–][^\W\d_a-z]\w+)?(?: (?:of|and|for|the|de)(?= [A-Z])| [^\W\d_a-z][\w'’.-]*)+"
)


@frozen(eq=False)
class Layout:
    """A text, and its lines and sentences; what is found out about one is kept for the next name in it."""

    text: str = field(repr=False)
    _kept: dict[tuple[object, Span], object] = field(init=False, factory=dict, repr=False)

    @cached_property
    def _sentences(self) -> list[int]:
        return self._cut(match.end() for match in SENTENCE.finditer(self.text))

    @cached_property
    def _lines(self) -> list[int]:
        return self._cut(match.end() for match in re.finditer("\n", self.text))

    def _cut(self, ends: Iterable[int]) -> list[int]:
        """Return where the pieces of the text begin, and where it ends."""
        bounds = [0, *ends, len(self.text)]
        if all(high - low <= LONGEST for low, high in pairwise(bounds)):
            return bounds
        cuts = [cut for low, high in pairwise(bounds) for cut in range(low, high, LONGEST)]
        return [*cuts, len(self.text)]

    def sentence(self, span: Span) -> Span:
        """Return the sentence that holds ``span``."""
        return _piece(self._sentences, span)

    def line(self, span: Span) -> Span:
        """Return the line that holds ``span``."""
        return _piece(self._lines, span)

    def kept(self, judge: Callable[[str], T], piece: Span) -> T:
        """Return what ``judge`` says of a piece of the text, asked once."""
        key = judge, piece
        if key not in self._kept:
            self._kept[key] = judge(piece.of(self.text))
        return cast("T", self._kept[key])

    def spot(self, span: Span, *, is_surname: bool = False) -> Spot:
        """Return the place of a name."""
        return Spot(self, span, is_surname)


def _piece(starts: list[int], span: Span) -> Span:
    at = bisect_right(starts, span.start, 0, len(starts) - 1) - 1
    return Span(starts[at], max(starts[at + 1], span.end))


def is_titled(line: str) -> bool:
    """Tell whether a line is a headline with capitals, where a capital tells no name.

    >>> is_titled("Talks in Kiev Break Down"), is_titled("Talks in Kiev broke down.")
    (True, False)
    """
    if len(line) > 250 or line.rstrip().endswith(".") or PROSE.search(line) is not None:
        return False
    parts = line.split()
    if not 4 <= len(parts) < 25 or parts[0][0].islower():
        return False
    return sum(p[0].isupper() for p in parts) > 0.6 * len(parts)


@frozen
class Spot:
    """A place in a text."""

    layout: Layout = field(repr=False)
    span: Span
    is_surname: bool = False
    """Whether a surname stands there without a given name."""

    @property
    def text(self) -> str:
        """The whole text."""
        return self.layout.text

    @property
    def found(self) -> str:
        """The name as it stands."""
        return self.span.of(self.text)

    @cached_property
    def before(self) -> str:
        """Up to 60 code points of the same line before the name."""
        text = self.text[max(0, self.span.start - 60) : self.span.start]
        return text[text.rfind("\n") + 1 :]

    @cached_property
    def after(self) -> str:
        """Up to 80 code points of the same line after the name."""
        return self.text[self.span.end : self.span.end + 80].partition("\n")[0]

    @cached_property
    def sentence(self) -> Span:
        """The sentence that holds the name."""
        return self.layout.sentence(self.span)

    @cached_property
    def line(self) -> Span:
        """The line that holds the name."""
        return self.layout.line(self.span)

    @cached_property
    def word_before(self) -> str:
        """The word before the name, with the full stop of an abbreviation."""
        match = WORD_BEFORE.search(self.before[-40:])
        return "" if match is None else match[1] + match[2]

    @cached_property
    def capitals_after(self) -> str:
        """The words with capitals that follow the name at once."""
        match = CAPITALS_AFTER.match(self.after)
        return match[0].strip() if match is not None else ""

    @property
    def is_titled(self) -> bool:
        """Whether the line is a headline with capitals, where a capital tells no name."""
        return self.layout.kept(is_titled, self.line)

    @property
    def is_headline(self) -> bool:
        """Whether the line is such a headline, and too long to be a label: Calcutta Cricket and Football Club."""
        return self.is_titled and self.line.of(self.text).count(" ") > LABEL

    def quotations(self) -> Iterator[Span]:
        """Yield what stands between quotation marks or asterisks around the name, if it is short."""
        near = Span(max(self.line.start, self.span.start - 100), min(self.line.end, self.span.end + 100))
        for match in QUOTED.finditer(near.of(self.text)):
            start, end = match.start(1) + near.start, match.end(1) + near.start
            if start <= self.span.start and self.span.end <= end:
                yield Span(start, end)
