"""Paragraphs: two halves of one sentence, cut apart by layout or by something since dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from newsnorm import bylines
from newsnorm.article import Block, Role
from newsnorm.joints import CLOSING, GENITIVE, IDEOGRAPH, OPENING
from newsnorm.language import dangling, detect_all, unfinished
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.stages.stage import (
    BODY_WORDS,
    CODE,
    COLONS,
    PARAGRAPH,
    Blocks,
    ends_sentence,
    evolved,
    is_told,
    texts,
    words,
)
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

LINKED = 6
"""Words; what an author makes a link of, or sets in bold, is hardly ever longer."""

NAMED = 3
"""Words; a text that breaks off before more may be an item of a list, and the link the begin of the next."""

LINKS = 2
"""So many short pieces in the midst of sentences show that a page was cut at its links."""

SHORTS = 3
"""More short lines than these, one after another, are a list, though each begins in lower case."""

QUOTES = "“„«‘'\N{NO-BREAK SPACE} "
"""What may stand before the first word of a text that is said."""

INNER = re.compile(r"[,.!?;:”»)]\s")
"""A sign within a sentence, or between two."""

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
                page.join(gap)
        for gap in list(_around_links(page)):
            page.join(gap)
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
        self.gaps = [gap for gap in self.all_gaps() if self._may_close(gap)]
        self.after: dict[int, Gap] = {gap.left: gap for gap in self.gaps}
        self.joined: dict[int, Gap] = {}
        """The gaps that are closed, by the block after them."""
        self.begun: set[int] = set()
        """The texts that another one carries on."""
        self.links = 0
        """How many short texts stand in the midst of a paragraph."""

    def all_gaps(self) -> Iterator[Gap]:
        """Yield the places between two texts, past what may stand between the halves of a paragraph."""
        left, is_page_break = -1, False
        for at, (block, text) in enumerate(zip(self.blocks, self.texts, strict=True)):
            if block.role in BETWEEN:
                is_page_break = is_page_break or any(reason.rule == PAGE_BREAK for reason in block.reasons)
                continue
            if text and left >= 0:
                yield Gap(left, at, is_page_break)
            left, is_page_break = at if text else -1, False

    def join(self, gap: Gap) -> None:
        """Close a gap."""
        self.joined[gap.right] = self.after[gap.left] = gap
        self.begun.add(gap.left)
        self.links += sum(
            at in self.begun and at in self.joined and words(self.texts[at]) <= LINKED
            for at in (gap.left, gap.right)
        )

    def _may_close(self, gap: Gap) -> bool:
        return _may_close(self.texts[gap.left], self.texts[gap.right], is_page_break=gap.is_page_break)

    @cached_property
    def language(self) -> str | None:
        """The language of the page."""
        return detect_all(self.texts)

    def is_open(self, gap: Gap) -> bool:
        """Tell whether the text before a gap ends as none does that is whole: after *the* or *of*.

        In the midst of a sentence that links have cut, it is not whole after *in* or *said* either; a heading may be.
        """
        left = self.texts[gap.left]
        if left[-1] in OPENING or _last_word(left) in dangling(self.language):
            return True
        is_amid = gap.left in self.joined or (
            gap.right in self.begun and words(self.texts[gap.right]) <= LINKED
        )
        return is_amid and self.is_cut_at_links and _last_word(left) in unfinished(self.language)

    @cached_property
    def start(self) -> int:
        """Where the first paragraph stands that is told: headline and standfirst are above it."""
        return next((at for at, text in enumerate(self.texts) if is_told(text)), len(self.texts))

    @property
    def is_cut_at_links(self) -> bool:
        """Whether several short pieces stand in the midst of sentences, as a link or a name in bold does."""
        return self.links >= LINKS

    def words_before(self, gap: Gap) -> int:
        """Count the words of the paragraph before a gap, as far back as is needed."""
        at, count = gap.left, words(self.texts[gap.left])
        while count < LONG and at in self.joined:
            at = self.joined[at].left
            count += words(self.texts[at])
        return count

    def ends_sentence(self, gap: Gap) -> bool:
        """Tell whether a sentence ends in the paragraph after a gap, or in pieces that surely carry it on."""
        at, shorts = gap.right, 0
        for _ in range(FAR):
            text = self.texts[at]
            if ends_sentence(text) or (text.endswith(COLONS) and self.is_cut_at_links):
                return True
            gap_after = self.after.get(at)
            if gap_after is None:
                break
            shorts = 0 if at in self.joined or words(text) >= CLAUSE else shorts + 1
            at = gap_after.right
            goes_on = at in self.joined or _carries_on(self.texts[at]) or self.is_open(gap_after)
            if shorts > SHORTS or not goes_on:
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
    goes_on = (
        is_page_break
        or _carries_on(right)
        or last in CJK_COMMAS
        or last in OPENING
        or _last_word(left) in unfinished()
    )
    return goes_on and LISTED.match(right) is None


def _carries_on(text: str) -> bool:
    """Tell whether a text begins as the rest of a sentence does."""
    words = text.lstrip(QUOTES) if text[0] in QUOTES else text
    if words[:1].isalnum():
        return words[0].islower() and NAME.match(words) is None
    return CLOSING.match(text) is not None or GENITIVE.match(text) is not None


def _last_word(text: str) -> str:
    word = text[-LONGEST_WORD:].rsplit(maxsplit=1)[-1]
    return word if word.rstrip(".").isalpha() else ""


def _belong_together(page: _Paragraphs, gap: Gap) -> bool:
    left, right = page.texts[gap.left], page.texts[gap.right]
    if CODE.search(left) or CODE.search(right):
        return False
    if CLOSING.match(right) is not None:
        return page.ends_sentence(gap)
    count = page.words_before(gap)
    if count < CLAUSE or _is_titled(left, count):
        return page.is_cut_at_links and gap.left != page.first and _is_begun(page, gap, left, right)
    if gap.is_page_break:
        return True
    if _carries_on(right):
        if left[0].islower() and gap.left not in page.joined:
            return False  # each line begins so
        is_told = words(right) >= CLAUSE or page.ends_sentence(gap)
        return is_told and not _is_verse(page.texts, gap) and not bylines.authors(right)
    if left[-1] in CJK_COMMAS:
        return IDEOGRAPH.match(right) is not None
    if not page.is_open(gap) or (gap.left == page.first and count < HEADLINE):
        return False
    return page.ends_sentence(gap)


def _is_begun(page: _Paragraphs, gap: Gap, left: str, right: str) -> bool:
    """Tell whether a few words before a link begin a sentence."""
    begins = gap.left in page.joined or (not left.lstrip(QUOTES)[:1].islower() and words(left) < CLAUSE)
    goes_on = _carries_on(right) or page.is_open(gap)
    return begins and goes_on and page.ends_sentence(gap) and not bylines.authors(left)


def _around_links(page: _Paragraphs) -> Iterator[Gap]:
    """Yield the gaps before the name, or another short piece, with which a sentence surely goes on."""
    begun = page.begun - page.joined.keys()
    if begun:
        yield from (gap for gap in page.all_gaps() if gap.right in begun and _leads_to_link(page, gap))


def _leads_to_link(page: _Paragraphs, gap: Gap) -> bool:
    """Tell whether a text breaks off before a short piece that is carried on: it is no headline, label or item."""
    left, right = page.texts[gap.left], page.texts[gap.right]
    if words(right) > LINKED or not (left[-1].isalnum() or left[-1] == ","):
        return False
    if LISTED.match(right) is not None or CODE.search(left) is not None or bylines.authors(left):
        return False
    if gap.left in page.joined or left[0].islower():
        return True
    count = page.words_before(gap)
    is_clause = count >= CLAUSE and left[-1] == ","
    is_told = gap.left > page.start and (
        count >= BODY_WORDS or (count >= LONG and INNER.search(left) is not None)
    )
    return (is_clause or (is_told and words(right) <= NAMED)) and not _is_titled(left, count)


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
