"""Paragraphs: two halves of one sentence, cut apart by layout or by something since dropped."""

from __future__ import annotations

import re
from typing import NamedTuple

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

RULE = "paragraphs.rejoin"
ROUNDS = 4

BETWEEN = frozenset({Role.BOILERPLATE, Role.CAPTION, Role.CREDIT})
"""What may stand between the halves of a paragraph."""


def rejoin(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks, each that carries on a sentence of the one before marked so.

    Whether two halves belong together may hang on a third: a few rounds settle it.
    """
    done = tuple(_unmarked(block) for block in blocks)
    for _ in range(ROUNDS):
        before, done = done, _marked(done)
        if done == before:
            break
    return done


def _unmarked(block: Block) -> Block:
    if not block.continues:
        return block
    return evolve(block, continues=False, reasons=tuple(r for r in block.reasons if r.rule != RULE))


def _marked(blocks: Blocks) -> Blocks:
    done: list[Block] = []
    ends = _sentence_ends(blocks)
    before: Block | None = None
    count = 0  # words of the paragraph so far
    first = next((block for block in blocks if block.role is Role.PARAGRAPH), None)
    for block, ends_sentence_later in zip(blocks, ends, strict=True):
        now = block
        is_text = _is_text(block)
        if is_text and not block.continues and before is not None:
            halves = Halves(str(before.text), str(block.text), count, before is first, ends_sentence_later)
            if _belong_together(halves):
                reason = Reason(RULE, f"{halves.left[-30:]} | {halves.right[:30]}")
                now = evolve(block, continues=True, reasons=(*block.reasons, reason))
        done.append(now)
        if block.role not in BETWEEN:
            before = block if is_text else None
            count = words(str(block.text)) + (count if now.continues else 0)
    return tuple(done)


def _is_text(block: Block) -> bool:
    return block.role is Role.PARAGRAPH and block.hints.tag in ("", "p")


def _sentence_ends(blocks: Blocks) -> list[bool]:
    """Tell for each block whether the paragraph it is in ends a sentence."""
    found: list[bool] = []
    ends, is_carried_on = False, False
    for block in reversed(blocks):
        if block.role not in BETWEEN:
            ends = ends_sentence(str(block.text)) or (is_carried_on and ends)
            is_carried_on = block.continues
        found.append(ends)
    return found[::-1]


class Halves(NamedTuple):
    """Two texts that may be one paragraph."""

    left: str
    right: str
    words: int
    """Words of the paragraph that ``left`` ends."""
    may_be_headline: bool
    """Whether ``left`` is the first line of the page."""
    ends_sentence: bool
    """Whether the paragraph that ``right`` begins ends a sentence."""


def _belong_together(halves: Halves) -> bool:
    left, right = halves.left, halves.right
    if not left or not right or ends_sentence(left) or left[-1] in ":;" or LISTED.match(right) is not None:
        return False
    if halves.words < CLAUSE or _is_titled(left, halves.words):
        return False
    if right[0].islower() and CAMEL.match(right) is None:
        return not bylines.authors(right)
    if not halves.ends_sentence or (halves.may_be_headline and halves.words < HEADLINE):
        return False
    last = LAST_WORD.search(left)
    return last is not None and last[0] in dangling()


def _is_titled(text: str, count: int) -> bool:
    """Tell whether most words begin with a capital, as in a headline."""
    capitals = sum(word[0].isupper() for word in text.split())
    return count < LONG and capitals * 2 > len(text.split())
