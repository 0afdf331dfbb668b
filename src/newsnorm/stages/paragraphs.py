"""Paragraphs: two halves of one sentence, cut apart by layout or by something since dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from newsnorm import bylines
from newsnorm.article import IDEOGRAPH, Block, Role
from newsnorm.language import dangling, detect_all
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.stages.stage import CODE, PARAGRAPH, Blocks, ends_sentence, evolved, texts, words
from newsnorm.tracked import Reason

LONGEST_WORD = 40
NAME = re.compile(r"[a-z]{1,12}[A-Z\d]|[a-z]{1,3}-[A-Z]|\w+[./]\w|[a-z]\)")
"""Names that begin in lower case: iPhone, eBay, al-Qaida, a.example/talks; and the letter of an item: b)."""

CJK_COMMAS = "，、"
"""After them a sentence of Chinese or Japanese goes on."""

LONG = 12
"""Words; a longer line that ends no sentence is no headline."""

HEADLINE = 10
"""Words; a longer first line that ends with *the* or *of* is a cut paragraph, not a headline."""

CLAUSE = 8
"""Words; a shorter line may be a label or a verse, whatever follows it."""

VERSE = range(20, 60)
"""Code points of a line of verse."""

STANZA = 4
"""So many lines of that length, one after another, are verse, though each begins in lower case."""

RULE = "paragraphs.rejoin"
PAGE_BREAK = "paragraphs.page-break"

ROUNDS = 4

FAR = 20
"""Pieces of one paragraph that are looked at on either side of a gap."""

BETWEEN = frozenset({Role.BOILERPLATE, Role.CAPTION, Role.CREDIT})
"""What may stand between the halves of a paragraph."""


@frozen
class Gap:
    """A place between two texts that may be one paragraph."""

    left: int
    """Which block stands before it."""
    right: int
    is_page_break: bool


def rejoin(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks, each that carries on a sentence of the one before marked so.

    Whether two halves belong together may hang on a third: a few rounds settle it.
    """
    page = _Paragraphs(blocks)
    for _ in range(ROUNDS):
        before = len(page.joined)
        for gap in page.gaps:
            if gap.right not in page.joined and _belong_together(page, gap):
                page.joined[gap.right] = gap
        if len(page.joined) == before:
            break
    if not page.joined and not any(block.continues for block in blocks):
        return blocks
    return tuple(page.marked(at) for at in range(len(blocks)))


class _Paragraphs:
    """The texts of a page, the gaps that may be none, and those that are known to be none."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        found = zip(blocks, texts(blocks), strict=True)
        self.texts = [text if _is_text(block) else "" for block, text in found]
        self.first = next((at for at, block in enumerate(blocks) if block.role is PARAGRAPH), -1)
        self.gaps = list(self._gaps())
        self.after = {gap.left: gap.right for gap in self.gaps}
        self.joined: dict[int, Gap] = {}
        """The gaps that are closed, by the block after them."""

    def _gaps(self) -> Iterator[Gap]:
        left, is_page_break = -1, False
        for at, (block, text) in enumerate(zip(self.blocks, self.texts, strict=True)):
            if block.role in BETWEEN:
                is_page_break = is_page_break or any(reason.rule == PAGE_BREAK for reason in block.reasons)
                continue
            if text and left >= 0 and _may_close(self.texts[left], text, is_page_break=is_page_break):
                yield Gap(left, at, is_page_break)
            left, is_page_break = at if text else -1, False

    @cached_property
    def dangling(self) -> frozenset[str]:
        """The words with which no sentence ends, in the language of the page."""
        return dangling(detect_all(self.texts))

    def words_before(self, gap: Gap) -> int:
        """Count the words of the paragraph before a gap, as far back as is needed."""
        at, count = gap.left, words(self.texts[gap.left])
        while count < LONG and at in self.joined:
            at = self.joined[at].left
            count += words(self.texts[at])
        return count

    def ends_sentence(self, gap: Gap) -> bool:
        """Tell whether a sentence ends in the paragraph after a gap."""
        at = gap.right
        for _ in range(FAR):
            if ends_sentence(self.texts[at]):
                return True
            at = self.after.get(at, -1)
            if at not in self.joined:
                break
        return False

    def marked(self, at: int) -> Block:
        """Return a block that carries on the one before if its gap is closed."""
        block, gap = self.blocks[at], self.joined.get(at)
        others = tuple(reason for reason in block.reasons if reason.rule != RULE)
        if gap is None:
            return evolved(block, continues=False, reasons=others) if block.continues else block
        reason = Reason(RULE, f"{self.texts[gap.left][-30:]} | {self.texts[at][:30]}")
        return evolved(block, continues=True, reasons=(*others, reason))


def _is_text(block: Block) -> bool:
    return block.role is PARAGRAPH and block.hints.tag in ("", "p")


def _may_close(left: str, right: str, *, is_page_break: bool) -> bool:
    """Tell, by their ends alone, whether two texts may be one paragraph; hardly any two are."""
    last = left[-1]
    if last in ":;" or (not last.isalnum() and ends_sentence(left)):
        return False
    goes_on = is_page_break or right[0].islower() or last in CJK_COMMAS or _last_word(left) in dangling()
    return goes_on and LISTED.match(right) is None


def _last_word(text: str) -> str:
    word = text[-LONGEST_WORD:].rsplit(maxsplit=1)[-1]
    return word if word.rstrip(".").isalpha() else ""


def _belong_together(page: _Paragraphs, gap: Gap) -> bool:
    left, right = page.texts[gap.left], page.texts[gap.right]
    count = page.words_before(gap)
    if count < CLAUSE or _is_titled(left, count) or CODE.search(left) or CODE.search(right):
        return False
    if gap.is_page_break:
        return True
    if right[0].islower() and NAME.match(right) is None:
        if left[0].islower() and gap.left not in page.joined:
            return False  # each line begins so
        is_told = words(right) >= CLAUSE or page.ends_sentence(gap)
        return is_told and not _is_verse(page.texts, gap) and not bylines.authors(right)
    if left[-1] in CJK_COMMAS:
        return IDEOGRAPH.match(right) is not None
    if _last_word(left) not in page.dangling or (gap.left == page.first and count < HEADLINE):
        return False
    return page.ends_sentence(gap)


def _is_verse(texts: list[str], gap: Gap) -> bool:
    """Tell whether a gap is between two lines of a stanza."""
    starts = range(max(0, gap.right - STANZA + 1), min(gap.right, len(texts) - STANZA + 1))
    return gap.left == gap.right - 1 and any(
        all(len(text) in VERSE for text in texts[start : start + STANZA]) for start in starts
    )


def _is_titled(text: str, count: int) -> bool:
    """Tell whether most words begin with a capital, as in a headline."""
    capitals = sum(word[0].isupper() for word in text.split())
    return count < LONG and capitals * 2 > len(text.split())
