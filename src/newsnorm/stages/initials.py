"""Initials: a large first letter that stands apart from its word is one word with it again.

*T he* is never English, but *A part* may be: the two are joined only where the joined word is known,
as a function word of the language or from the same page, and the letter is no word by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from newsnorm.article import Block
from newsnorm.language import by_word, detect_all
from newsnorm.profile import Profile
from newsnorm.stages.stage import PARAGRAPH, Blocks, evolved, texts
from newsnorm.tracked import Edit, Reason, Span

APART = re.compile(
    r"""(?P<letter> \A ["'“„«‘‚(\[]? [^\W\d_] ) (?P<gap>[ ]) (?P<rest> [^\W\d_]+ )""",
    re.VERBOSE,
)
WORD = re.compile(r"[^\W\d_]+")
RULE = "paragraphs.drop-cap"

TWO = 2
"""Letters of the rest, at most, where the first letter is a word by itself: I n, A s."""

SAMPLE = 20_000
"""Code points of a page in which its words are looked up."""


def join(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks, each large first letter joined to the rest of its word."""
    now = texts(blocks)
    apart = {
        at: match
        for at, text in enumerate(now)
        if " " in text[1:3] and (match := _apart(blocks[at], text)) is not None
    }
    if not apart:
        return blocks
    page = " ".join(now)[:SAMPLE]
    known = {at: match for at, match in apart.items() if _may_be_word(_whole(match), page)}
    if not known:
        return blocks
    words = _Words(page, detect_all(now))
    return tuple(
        _joined(block, known[at]) if at in known and words.hold(known[at]) else block
        for at, block in enumerate(blocks)
    )


def _apart(block: Block, text: str) -> re.Match[str] | None:
    match = APART.match(text) if block.role is PARAGRAPH else None
    if match is None or not match["letter"][-1].isupper():
        return None
    rest = match["rest"]
    return match if rest.islower() or (rest.isupper() and len(rest) >= TWO) else None


def _whole(match: re.Match[str]) -> str:
    return (match["letter"][-1] + match["rest"]).lower()


def _may_be_word(whole: str, page: str) -> bool:
    """Tell whether a word may be known at all; this is quick, and seldom so."""
    return whole in by_word() or whole in page or whole.capitalize() in page


def _joined(block: Block, match: re.Match[str]) -> Block:
    gap = Edit(Span(*match.span("gap")), "", (Reason(RULE, match[0]),))
    return evolved(block, text=block.text.edited([gap]))


class _Words:
    """The words of a page and of its language."""

    def __init__(self, page: str, code: str | None) -> None:
        self.page = page
        self.common = frozenset(word for word, codes in by_word().items() if code in codes)
        self.alone = frozenset(word for word in self.common if len(word) == 1) | (
            {"i"} if code == "en" else set()
        )

    @cached_property
    def met(self) -> Counter[str]:
        """The words of the page, counted; where each letter is a word by itself nobody asks."""
        return Counter(WORD.findall(self.page))

    def hold(self, match: re.Match[str]) -> bool:
        """Tell whether a letter and a rest are one word."""
        letter, rest, whole = match["letter"][-1].lower(), match["rest"].lower(), _whole(match)
        if letter in self.alone:
            return len(rest) <= TWO and whole in self.common and rest not in self.common
        is_met = whole in self.met or whole.capitalize() in self.met
        return whole in self.common or (is_met and self.met[rest] <= 1)
