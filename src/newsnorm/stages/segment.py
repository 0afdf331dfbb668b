"""Segment: in the text of a whole page, what stands before, after and beside the article is dropped.

Plain text has no markup that would say where the article stands. It shows in shape, place, runs and
repetition, which `newsnorm.stages.signs` counts and a forest weighs for each block. A page is only cut where it shows that it is one:
enough around the article must be furniture. An article on its own, an excerpt or a poem shows none, and stays.
"""

from __future__ import annotations

from newsnorm import bylines, forest
from newsnorm.article import Family
from newsnorm.forest import Weighed
from newsnorm.profile import Profile
from newsnorm.rules import is_left_out
from newsnorm.stages.signs import NAMES, Row, rows
from newsnorm.stages.stage import PARAGRAPH, Blocks, dropped, is_told, texts, words
from newsnorm.tracked import Reason

RULE = "chrome.beside-article"

EVIDENCE = 10.0
"""The scores of the lines around the article that are to be dropped must come to so much in all, or nothing is: three plain ones."""

UNKNOWN_EVIDENCE = 15.0
"""So much where the rules know nothing of the page; of most they know something."""

KNOWN = 0.1
"""Blocks that the rules know, for each that is to be dropped, where all of these stand on one side of the article."""

PARAGRAPHS = 2
"""An article has so many paragraphs of prose; without them there is nothing to tell furniture from."""

HEAD = 15
"""Blocks before the article in which its byline and date may stand."""

HEADLINE_WORDS = 3
"""A shorter line above the byline may be the name of a section."""

SAID = {
    "words": "{:.0f} words",
    "end": "its end",
    "commas": "{:.0f} commas",
    "capitals": "{:.0%} of its words with a capital",
    "numbers": "{:.0%} of its words numbers",
    "start": "its begin",
    "letters": "{:.0f} letters a word",
    "link": "{:.0%} of it link",
    "markup": "its markup",
    "before": "{:.0f} words in the block before",
    "after": "{:.0f} words in the block after",
    "after_end": "the end of the block after",
    "announced": "{:.0f} blocks after a colon",
    "told_above": "{:.0f} blocks after a paragraph",
    "told_below": "{:.0f} blocks before a paragraph",
    "run": "in a run of {:.0f} without a paragraph",
    "run_words": "in a run of {:.0f} words without a paragraph",
    "run_place": "{:.0%} down a run without a paragraph",
    "taken_above": "{:.0f} blocks after boilerplate",
    "taken_below": "{:.0f} blocks before boilerplate",
    "near": "{:.0%} prose beside it",
    "far": "{:.0%} prose around it",
    "sentences": "{:.0%} sentences around it",
    "prose_above": "{:.0%} of the prose before it",
    "prose_below": "{:.0%} of the prose after it",
    "place": "{:.0%} down the page",
    "page_prose": "{:.0%} of the page prose",
    "page_taken": "{:.0%} of the page boilerplate by rules",
    "page_paragraph": "paragraphs of {:.0f} words",
    "indent": "indented {:+.0f} beside the prose",
    "copies": "{:.0f} times on the page",
    "again": "{:.0f} times before",
    "kin": "{:.0%} of its words in the prose",
    "kinship": "its words in {:.0%} of the prose",
    "short_words": "{:.0%} of it the short words of the prose",
    "headline_kin": "{:.0%} of the headline's words in it",
    "headline_above": "{:+.0f} blocks from the headline",
    "echo": "begins like a block beside it by {:.0%}",
    "cues": "{:.0f} words of the rules",
    "beside_usual": "{:.1f} times as long as a paragraph of the page",
    "page_blocks": "{:.0f} blocks on the page",
    "page_words": "{:.0f} words on the page",
    "page_cjk": "{:.0%} of the page Chinese, Japanese or Korean",
}
"""How each witness is told to a person."""

WORDS = NAMES.index("words")

SAYINGS = tuple(SAID[name].format for name in NAMES)


def cut(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks of a text page with what is not the article dropped."""
    if is_left_out(RULE, profile.without):
        return blocks
    prose = _prose(blocks)
    if len(prose) < PARAGRAPHS:
        return blocks
    verdicts = _verdicts(blocks)
    scores = [verdict.score for _, verdict in verdicts.values()]
    bar = forest.bar(scores, [int(row[WORDS]) for row, _ in verdicts.values()])
    out = {at for at, (_, verdict) in verdicts.items() if verdict.score < bar}
    out -= _signed(blocks, out, next((at for at in prose if at not in out), len(blocks)))
    known = [at for at, block in enumerate(blocks) if block.is_dropped]
    if not _is_page(verdicts, out, prose, known):
        return blocks
    return tuple(
        dropped(block, Family.CHROME, Reason(RULE, _evidence(*verdicts[at]))) if at in out else block
        for at, block in enumerate(blocks)
    )


def _is_page(
    verdicts: dict[int, tuple[Row, Weighed]], out: set[int], prose: list[int], known: list[int]
) -> bool:
    """Tell whether lines around the article are furniture; lists and code inside it are no sign.

    What stands on one side alone may be a list of the article, unless the rules know some furniture among it.
    """
    article = [at for at in prose if at not in out]
    if not article:
        return False
    first, last = article[0], article[-1]
    before = [at for at in out - set(prose) if at < first]
    after = [at for at in out - set(prose) if at > last]
    known_before, known_after = sum(at < first for at in known), sum(at > last for at in known)
    is_around = (
        bool(before and after)
        or 0 < KNOWN * len(before) <= known_before
        or 0 < KNOWN * len(after) <= known_after
    )
    least = EVIDENCE if known else UNKNOWN_EVIDENCE
    return is_around and -sum(verdicts[at][1].score for at in before + after) >= least


def _verdicts(blocks: Blocks) -> dict[int, tuple[Row, Weighed]]:
    found = {at: row for at, row in enumerate(rows(blocks)) if row is not None}
    weighed = forest.shipped("text", NAMES).weigh(list(found.values()))
    return dict(zip(found, zip(found.values(), weighed, strict=True), strict=True))


def _signed(blocks: Blocks, out: set[int], first: int) -> set[int]:
    """Return where, shortly before the first paragraph of the article, its authors or its date are told.

    The line right above is the headline, if nothing else is left that might be.
    """
    signed = {
        at
        for at in range(max(0, first - HEAD), first)
        if at in out and bylines.is_signature(str(blocks[at].text))
    }
    above = min(signed, default=0) - 1
    has_headline = any(not blocks[at].is_dropped and at not in out for at in range(first))
    if has_headline or above not in out or words(str(blocks[above].text)) < HEADLINE_WORDS:
        return signed
    return signed | {above}


def _prose(blocks: Blocks) -> list[int]:
    """Return where paragraphs stand that a reporter tells."""
    told = [at for at, text in enumerate(texts(blocks)) if is_told(text)]
    return [at for at in told if blocks[at].role is PARAGRAPH]


def _evidence(row: Row, verdict: Weighed) -> str:
    """Return the witnesses that weighed most, in words."""
    said = [SAYINGS[witness](row[witness]) for witness in verdict.weightiest(3)]
    return "; ".join(said)
