"""Hyphens: a word that was cut to fit the line is whole again; a hyphen that may be its own stays.

What tells the two apart: the word as it stands elsewhere on the page, how it goes on, whether what follows is a
word, and whether the page cuts words at all: there, few hyphens are a word's own but those of known pairs. Some programs wrap lines
after hyphens and cut no word; there, hardly a line ends in one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newsnorm.article import Block
from newsnorm.language import detect_all, hyphenated
from newsnorm.names.foreign import english
from newsnorm.profile import Profile
from newsnorm.read.text import CUTTING
from newsnorm.stages.stage import Blocks, evolved, texts
from newsnorm.tracked import Edit, Reason, Span

CUT = re.compile(r"-[ \t]*(?:\r\n|\n|\r)")

HYPHEN = re.compile(
    r"(?<![^\W\d_])(?P<left>[^\W\d_]{2,40})-(?P<gap>[ \t]*(?:\r\n|\n|\r)[ \t]*)(?=(?P<right>[^\W\d_]{2,40}))"
)

ADDRESS = re.compile(r"[/@\\=_]|\w\.\w")
"""Signs that a word is part of an address, which may have any hyphen."""

LONGEST_WORD = 60
"""Code points of context in which such a sign is looked for."""

TAIL = re.compile(
    r"""(?: a?tions? | sions? | cial | tial | tives? | ments? | ness | ings? | e?rs? | ors? | ed | ies | ity | ities | [ae]nces? | [ae]nts?
        | [ai]bl[ey] | [ai]?bility | ally | ly | ful | less | tures? | ward | [tcu]?ious(?:ly)? | ously | ists? | isms? | i[sz]ed? | i[sz]ing | tary | tory
        | dent | dents | ship | berg | ung | ungen | lich | keit | heit | ción | ciones | mente )""",
    re.VERBOSE,
)
"""How English words, and some others, end: after a hyphen at a line end this is no word of its own."""

SUSPENDED = frozenset("and or to und oder bis sowie bzw et ou y o e och eller og of en i lub ve veya".split())
"""Words before which a hyphen stands for the rest of a word yet to come."""

TWOFOLD = re.compile(
    r"""(?: re-(?: sign | cover | form | creat | count | lay | sent ) | co-op$ | by-pass | cease-fire | long-time | hard-line | front-line
        | half-time | run-time | log-in | pre-war | post-war | mid-term | week-end | book-keep
        | (?!with-|up-|there-|where-|here-|through-) \w+-(?: up | off | out | over | in | on | away )s?$ )""",
    re.VERBOSE,
)
"""English words that are written with a hyphen as well, or are others with one: re-sign, co-op, line-up."""

SAMPLE = 20_000
"""Code points of a page in which its words are looked up."""


def close(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks with the words whole that a line end had cut."""
    now = texts(blocks)
    cut = {at for at, text in enumerate(now) if _is_cut(text) and blocks[at].hints.tag != "pre"}
    if not cut:
        return blocks
    text = "\n\n".join(now)[:SAMPLE]
    ends = sum(text.count("\n") for text in now)
    is_cutting = len(CUT.findall(text)) > CUTTING * ends
    page = _Page(text, detect_all(now) if is_cutting else None, is_cutting)
    return tuple(_closed(block, page) if at in cut else block for at, block in enumerate(blocks))


class _Page(NamedTuple):
    """What the text of a page tells of a hyphen in it."""

    text: str
    language: str | None
    is_cutting: bool
    """Whether words are cut at the ends of its lines."""


def _is_cut(text: str) -> bool:
    return ("\n" in text or "\r" in text) and "-" in text and CUT.search(text) is not None


def _closed(block: Block, page: _Page) -> Block:
    text = str(block.text)
    edits = []
    for match in HYPHEN.finditer(text):
        left, right = match["left"], match["right"]
        if right not in SUSPENDED:  # "Ein- und Ausfuhr": the hyphen stays, and so does the space
            around = text[max(0, match.start() - LONGEST_WORD) : match.end() + LONGEST_WORD]
            is_soft = _is_soft(left, right, page) and not _is_address(around, match[0])
            span = Span(match.start("gap") - is_soft, match.end("gap"))
            edits.append(Edit(span, "", (Reason("paragraphs.hyphenation", f"{left}-{right}"),)))
    return evolved(block, text=block.text.edited(edits)) if edits else block


def _is_address(around: str, cut: str) -> bool:
    """Tell whether the word with the ``cut`` in its midst is part of an address."""
    before, _, after = around.partition(cut)
    word = (before.split() or [""])[-1] if before[-1:].strip() else ""
    return ADDRESS.search(word + cut.strip() + (after.split() or [""])[0]) is not None


def _is_soft(left: str, right: str, page: _Page) -> bool:
    """Tell whether a hyphen only cut the word ``left + right``."""
    if left + right in page.text or (left.islower() and TAIL.fullmatch(right) is not None):
        return True
    whole, words = (left + right).lower(), english()
    if whole in words and right.lower() not in words:
        return True
    if not page.is_cutting or not right.islower() or left.isupper() or f"{left}-{right}" in page.text:
        return False
    if page.language == "en":
        is_no_pair = right not in words and left.lower() not in words
        return is_no_pair or (whole in words and TWOFOLD.match(f"{left}-{right}".lower()) is None)
    own = hyphenated(page.language)
    return own is not None and own.isdisjoint((left.lower(), right))
