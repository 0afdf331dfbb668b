"""Paragraphs: two halves of one sentence, cut apart by layout or by something since dropped."""

from __future__ import annotations

import re

from attrs import evolve

from newsnorm import bylines
from newsnorm.article import Block, Role
from newsnorm.language import dangling
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.stages.stage import Blocks, ends_sentence, words
from newsnorm.tracked import Reason

LAST_WORD = re.compile(r"[^\W\d_]+\.?$")
CAMEL = re.compile(r"[a-z]{1,3}(?:[A-Z]|-[A-Z])")
"""Names that begin in lower case: iPhone, eBay, al-Qaida."""

LONG = 12
"""Words; a longer line that ends no sentence is no headline."""

HEADLINE = 10
"""Words; a longer first line that ends with *the* or *of* is a cut paragraph, not a headline."""

CLAUSE = 8
"""Words; a shorter line may be a label or a verse, whatever follows it."""

BETWEEN = frozenset({Role.BOILERPLATE, Role.CAPTION, Role.CREDIT})
"""What may stand between the halves of a paragraph."""


def rejoin(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks, each that carries on a sentence of the one before marked so."""
    done: list[Block] = []
    before: Block | None = None
    count = 0  # words of the paragraph so far
    first = next((block for block in blocks if block.role is Role.PARAGRAPH), None)
    for block in blocks:
        is_text = block.role is Role.PARAGRAPH and block.hints.tag in ("", "p")
        if is_text and before is not None and _carries_on(before, block, count, may_be_headline=before is first):
            evidence = f"{str(before.text)[-30:]} | {str(block.text)[:30]}"
            reason = Reason("paragraphs.rejoin", evidence)
            block = evolve(block, continues=True, reasons=(*block.reasons, reason))  # noqa: PLW2901 - the same block, marked
        done.append(block)
        if block.role not in BETWEEN:
            before = block if is_text else None
            count = words(str(block.text)) + (count if block.continues else 0)
    return tuple(done)


def _carries_on(before: Block, block: Block, count: int, *, may_be_headline: bool) -> bool:
    left, right = str(before.text), str(block.text)
    if not left or not right or ends_sentence(left) or left[-1] in ":;" or LISTED.match(right) is not None:
        return False
    if count < CLAUSE or block.hints.after_break or _is_titled(left, count):
        return False
    if right[0].islower() and CAMEL.match(right) is None and not bylines.authors(right):
        return count >= CLAUSE
    if (may_be_headline and count < HEADLINE) or not ends_sentence(right):
        return False
    last = LAST_WORD.search(left)
    return last is not None and last[0] in dangling() and count >= CLAUSE


def _is_titled(text: str, count: int) -> bool:
    """Tell whether most words begin with a capital, as in a headline."""
    capitals = sum(word[0].isupper() for word in text.split())
    return count < LONG and capitals * 2 > len(text.split())
