"""Spot: a name where it stands, with the words and the sentence around it, for the guards to judge."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from newsnorm.tracked import Span

SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W\d_a-z])|\n")
"""What parts two sentences."""

FARTHEST = 2_000
"""Code points on either side in which the ends of a sentence are looked for."""

WORD_BEFORE = re.compile(r"([^\W\d_]+(?:[-'’.][^\W\d_]+)*)(\.?)[ \u00a0]$")
CAPITALS_AFTER = re.compile(r"(?: (?:of|and|for|the|de)(?= [A-Z])| [^\W\d_a-z][\w'’.-]*)+")


@frozen
class Spot:
    """A place in a text."""

    text: str = field(repr=False)
    span: Span
    is_surname: bool = False
    """Whether a surname stands there without a given name."""

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
        low = self.text.rfind("\n", max(0, self.span.start - FARTHEST), self.span.start) + 1
        low = low or max(0, self.span.start - FARTHEST)
        starts = [match.end() for match in SENTENCE.finditer(self.text, low, self.span.start + 1)]
        starts = [start for start in starts if start <= self.span.start]
        end = SENTENCE.search(self.text, self.span.end, self.span.end + FARTHEST)
        high = end.start() if end is not None else min(len(self.text), self.span.end + FARTHEST)
        return Span(starts[-1] if starts else low, high)

    @cached_property
    def paragraph(self) -> Span:
        """The line that holds the name."""
        low = self.text.rfind("\n", 0, self.span.start) + 1
        high = self.text.find("\n", self.span.end)
        return Span(low, high if high >= 0 else len(self.text))

    @cached_property
    def word_before(self) -> str:
        """The word before the name, with the full stop of an abbreviation."""
        match = WORD_BEFORE.search(self.before)
        return "" if match is None else match[1] + match[2]

    @cached_property
    def capitals_after(self) -> str:
        """The words with capitals that follow the name at once."""
        match = CAPITALS_AFTER.match(self.after)
        return match[0].strip() if match is not None else ""

    @cached_property
    def is_titled(self) -> bool:
        """Whether the line is a headline with capitals, where a capital tells no name."""
        if self.paragraph.length > 250:
            return False
        parts = self.paragraph.of(self.text).split()
        return 4 <= len(parts) < 25 and sum(p[0].isupper() for p in parts) > 0.6 * len(parts)

    def quotations(self) -> Iterator[str]:
        """Yield what stands between quotation marks or asterisks around the name, if it is short."""
        line = Span(
            max(self.paragraph.start, self.span.start - 100), min(self.paragraph.end, self.span.end + 100)
        )
        for match in QUOTED.finditer(line.of(self.text)):
            start, end = match.start(1) + line.start, match.end(1) + line.start
            if start <= self.span.start and self.span.end <= end:
                yield match[1]


QUOTED = re.compile(
    r"(?<!\w)(?=[\"“„«‘'*_])(?:\"|“|„|«|‘|'|\*{1,2}|_)([^\"“”„«»*_\n]{2,90}?)(?:\"|”|“|»|’|'|\*{1,2}|_)(?!\w)"
)
