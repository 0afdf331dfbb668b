"""Initials: a large first letter that stands apart from its word is one word with it again.

*T he* is never English, but *A part* may be: the two are joined only where the joined word is known,
as a function word of the language or from the same page, and the letter is no word by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import evolve

from newsnorm.article import Block, Role
from newsnorm.language import detect_all, languages
from newsnorm.profile import Profile
from newsnorm.stages.stage import Blocks
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
    apart = {at for at, block in enumerate(blocks) if _is_apart(block)}
    if not apart:
        return blocks
    texts = [str(block.text) for block in blocks]
    is_word = _dictionary(" ".join(texts)[:SAMPLE], detect_all(texts))
    return tuple(_joined(block, is_word) if at in apart else block for at, block in enumerate(blocks))


def _is_apart(block: Block) -> bool:
    if block.role is not Role.PARAGRAPH or " " not in str(block.text)[1:3]:
        return False
    match = APART.match(str(block.text))
    if match is None or not match["letter"][-1].isupper():
        return False
    rest = match["rest"]
    return rest.islower() or (rest.isupper() and len(rest) >= TWO)


def _joined(block: Block, is_word: Callable[[str, str], bool]) -> Block:
    match = APART.match(str(block.text))
    if match is None or not is_word(match["letter"][-1].lower(), match["rest"].lower()):
        return block
    gap = Edit(Span(*match.span("gap")), "", (Reason(RULE, match[0]),))
    return evolve(block, text=block.text.edited([gap]))


def _dictionary(text: str, code: str | None) -> Callable[[str, str], bool]:
    """Return whether a letter and a rest are one word, as this page and its language have it."""
    common = frozenset(word for language in languages() if language.code == code for word in language.words)
    alone = frozenset(word for word in common if len(word) == 1) | ({"i"} if code == "en" else set())
    met = frozenset(WORD.findall(text))

    def is_word(letter: str, rest: str) -> bool:
        if letter in alone:
            return len(rest) <= TWO and letter + rest in common and rest not in common
        whole = letter + rest
        return whole in common or (
            not met.isdisjoint((whole, whole.capitalize())) and _is_rare(rest, met, text)
        )

    return is_word


def _is_rare(rest: str, met: frozenset[str], text: str) -> bool:
    """Tell whether ``rest`` stands on the page once at most: after its letter."""
    return rest not in met or len(re.findall(rf"\b{rest}\b", text)) == 1
