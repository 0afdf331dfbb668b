"""Single line breaks: where each ends a paragraph, the line that they stand in is as many lines.

Old pages, and editors that know no paragraphs, set one ``<br>`` between two. The lines of an address, of verse, of a
letter are short, or end in mid-sentence: they stay together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsnorm import bylines
from newsnorm.read.piece import Piece
from newsnorm.stages.stage import COLONS, ends_sentence, is_told, words

INDENT = re.compile(r"[ \t\r\n]*[\N{NO-BREAK SPACE}\N{EM SPACE}\N{IDEOGRAPHIC SPACE}]{2}")
"""How a paragraph begins that is indented."""

HEADING_WORDS = 12
"""A heading between two paragraphs has no more."""

LEAST = 2
"""Paragraphs that show what the breaks of a line are for."""


def parted(piece: Piece) -> list[Piece]:
    """Return the paragraphs of a line with breaks; the line alone, where these part none."""
    text = piece.text
    breaks = [(at, is_indented) for at, is_indented in piece.breaks or () if at < len(text)]
    parts = [text[start:end].strip() for start, end in pairwise([0, *(at for at, _ in breaks), len(text)])]
    indented = [is_indented for _, is_indented in breaks]
    cuts = {*_paragraphs(parts, indented), *_bylines(parts)}
    return list(piece.cut([breaks[at][0] for at in sorted(cuts)])) if cuts else [piece]


def _paragraphs(parts: Sequence[str], indented: Sequence[bool]) -> Iterator[int]:
    """Yield after which parts a paragraph ends: one or the other beside the break is told, or what follows is indented."""
    told = list(map(is_told, parts))
    if not any(told):
        return
    ends = [ends_sentence(part) or part.endswith(COLONS) for part in parts]
    is_set_so = sum(told) >= LEAST
    for at, (before, after) in enumerate(pairwise(parts)):
        if not before or not after or after[0].islower():
            continue
        is_alone = is_set_so and (_is_heading(parts, told, at) or _is_heading(parts, told, at + 1))
        is_between = (told[at] and (told[at + 1] or ends[at + 1])) or (told[at + 1] and any(told[:at]))
        if is_alone or (ends[at] and (indented[at] or (is_set_so and is_between))):
            yield at


def _is_heading(parts: Sequence[str], told: Sequence[bool], at: int) -> bool:
    """Tell whether a part stands between two paragraphs as a heading does."""
    is_between = 0 < at < len(parts) - 1 and told[at - 1] and told[at + 1] and ends_sentence(parts[at - 1])
    return is_between and words(parts[at]) <= HEADING_WORDS and parts[at][-1:].isalnum()


def _bylines(parts: Sequence[str]) -> Iterator[int]:
    """Yield after which parts a byline begins, and where it ends."""
    for at, (before, after) in enumerate(pairwise(parts)):
        may_be = before and len(after) <= bylines.LONGEST and after[:1].isupper()
        if may_be and bylines.opens(after) and bylines.authors(after):
            yield at
            if at + 2 < len(parts):
                yield at + 1
