"""Segment: in the text of a whole page, what stands before, after and beside the article is dropped.

Plain text has no markup that would say where the article stands. It shows in shape, place, runs and
repetition, which `newsnorm.stages.signs` counts and a forest weighs for each block. A page is only cut where it shows that it is one:
enough around the article must be furniture. An article on its own, an excerpt or a poem shows none, and stays.
"""

from __future__ import annotations

from newsnorm import bylines, forest
from newsnorm.article import Block, Family
from newsnorm.forest import Weighed
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.rules import is_left_out
from newsnorm.stages.signs import NAMES, Row, rows
from newsnorm.stages.stage import (
    COLONS,
    MOSTLY_LINKED,
    PARAGRAPH,
    Blocks,
    dropped,
    ends_sentence,
    is_told,
    texts,
    words,
)
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

SENTENCE_WORDS = 8
"""A sentence of so many words may be a paragraph."""

HEADING_WORDS = 15
"""A heading has fewer words."""

BESIDE = 3
"""Blocks."""

BOX = 8
"""Blocks from the last paragraph of a report but one to the last, at most, where an advert stands between them."""

USUAL = (0.5, 2.0)
"""How long a paragraph is beside the others."""

ABOVE = 3
"""Blocks above the byline among which the headline is looked for."""

STANDFIRST_WORDS = 60
"""A standfirst has no more words."""

LONG_HEADLINE = 5
"""A line of so many words is no name of a site."""

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

WORDS, COPIES, TAKEN_ABOVE, BESIDE_USUAL = map(
    NAMES.index, ("words", "copies", "taken_above", "beside_usual")
)

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
    article = [at for at in prose if at not in out]
    signed = _signed(blocks, article)
    headline = _headline(blocks, out, signed, article) | _headed(blocks, article)
    above = range(next(iter(article), 0))
    is_bare = all(blocks[at].is_dropped or at in out or at in signed for at in above)
    out -= signed
    known = [at for at, block in enumerate(blocks) if block.is_dropped]
    if not _is_page(verdicts, out - headline if is_bare else out, prose, known):
        return blocks
    out -= headline
    out -= _spared(blocks, verdicts, out, article)
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


def _signed(blocks: Blocks, article: list[int]) -> set[int]:
    """Return where, shortly before the first paragraph of the article, its authors or its date are told.

    Where a standfirst is the first paragraph, they may stand right after it.
    """
    first, second = (*article, len(blocks), len(blocks))[:2]
    signed = _signatures(blocks, max(0, first - HEAD), first)
    if not signed and article and words(str(blocks[first].text)) <= STANDFIRST_WORDS:
        signed = _signatures(blocks, first + 1, min(second, first + HEAD))
    return signed


def _headline(blocks: Blocks, out: set[int], signed: set[int], article: list[int]) -> set[int]:
    """Return where the headline stands: shortly above byline, date and standfirst, if nothing else is left that might be.

    Below a byline there is none; a day may stand above a long one.
    """
    top = min((*signed, *article[:1])) if signed else 0
    kept = (
        at for at in range(next(iter(article), 0)) if not blocks[at].is_dropped and at not in out | signed
    )
    is_byline_told = any(bylines.authors(str(blocks[at].text)) for at in signed)
    if any(at < top or (not is_byline_told and _is_long(blocks[at])) for at in kept):
        return set()
    above = [at for at in range(max(0, top - ABOVE), top)[::-1] if at in out and not _is_linked(blocks[at])]
    best = next((at for at in above if _is_long(blocks[at])), next(iter(above), None))
    return {best} if best is not None and words(str(blocks[best].text)) >= HEADLINE_WORDS else set()


def _is_long(block: Block) -> bool:
    return words(str(block.text)) >= LONG_HEADLINE


def _spared(
    blocks: Blocks, verdicts: dict[int, tuple[Row, Weighed]], out: set[int], article: list[int]
) -> set[int]:
    """Return what is not to be dropped, for it would be a hole in the report: the trees are in doubt about it, or a colon announces it.

    They are right about what they do not doubt, and about most of what stands after the report.
    """
    if not article:
        return set()
    first, last = article[0], article[-1]
    told = texts(blocks)
    unlinked = {at for at in out if not _is_linked(blocks[at])}
    doubted = {at for at in unlinked if first < at < last and verdicts[at][1].score > -forest.PLAIN}
    kept = set(article)
    for at in sorted(doubted):
        row = verdicts[at][0]
        if _is_of_report(told[at], row) or (at - 1 in kept and at + 1 in kept and _heads(told[at], row)):
            kept.add(at)
    kept |= _announced(blocks, told, out - kept, range(first, last)) & unlinked
    below = range(last + 1, min(last + BOX, len(blocks) - 1))
    kept |= {at for at in below if at in unlinked and _ends_report(blocks, out, last, at, verdicts[at][0])}
    return kept & out


def _is_of_report(text: str, row: Row) -> bool:
    """Tell whether a text between the paragraphs of the report is one of them: as long, a sentence under a link or an advert, or a colon."""
    text = text.removesuffix("»").rstrip()  # French has a space before it
    if is_told(text):
        return True
    is_near = row[TAKEN_ABOVE] <= BESIDE and ends_sentence(text)
    return row[WORDS] >= SENTENCE_WORDS and row[COPIES] == 1 and (is_near or text.endswith(COLONS))


def _heads(text: str, row: Row) -> bool:
    """Tell whether a line between two paragraphs is a heading that stands once on the page."""
    is_heading = text[:1].isupper() and text[-1] not in ".,;:…。!" and LISTED.match(text) is None
    return is_heading and row[WORDS] < HEADING_WORDS and row[COPIES] == 1


def _announced(blocks: Blocks, told: list[str], out: set[int], places: range) -> set[int]:
    """Return which lines are the items of a list that a line of the report announces with a colon."""
    found: set[int] = set()
    is_open = False
    for at in places:
        if is_open and not blocks[at].is_dropped and _is_item(blocks[at], told[at]):
            found.add(at)
        else:
            is_open = told[at].endswith(COLONS) and at not in out and blocks[at].role is PARAGRAPH
    return found


def _is_item(block: Block, text: str) -> bool:
    is_carried_on = text[:1].islower() and text[-1] in ",;."
    return block.hints.tag == "li" or is_carried_on or LISTED.match(text) is not None


def _ends_report(blocks: Blocks, out: set[int], last: int, at: int, row: Row) -> bool:
    """Tell whether a paragraph, after an advert or a form, is the last of the report: its topics stand right below."""
    text = str(blocks[at].text)
    is_alone = all(blocks[one].is_dropped or one in out for one in range(last + 1, at))
    is_usual = USUAL[0] <= row[BESIDE_USUAL] <= USUAL[1] and row[WORDS] >= SENTENCE_WORDS
    return is_alone and is_usual and ends_sentence(text) and blocks[at + 1].family is Family.TAGS


def _signatures(blocks: Blocks, start: int, end: int) -> set[int]:
    """Return where a byline or a date stands, or a bare name right above one."""
    found = {
        at
        for at in range(start, end)
        if blocks[at].role is PARAGRAPH and bylines.is_signature(str(blocks[at].text))
    }
    is_byline_told = any(bylines.authors(str(blocks[at].text)) for at in found)
    above = {at - 1 for at in found if at > start and not is_byline_told} - found
    return found | {at for at in above if blocks[at].role is PARAGRAPH and _is_name(blocks[at])}


def _is_name(block: Block) -> bool:
    return not _is_linked(block) and bylines.is_name(str(block.text))


def _headed(blocks: Blocks, article: list[int]) -> set[int]:
    """Return where the only first-level heading before the article stands, if it is no logo."""
    heads = [at for at in range(next(iter(article), 0)) if blocks[at].hints.tag == "h1"]
    is_headline = len(heads) == 1 and not _is_linked(blocks[heads[0]])
    return set(heads) if is_headline else set()


def _is_linked(block: Block) -> bool:
    return block.hints.link_share > MOSTLY_LINKED


def _prose(blocks: Blocks) -> list[int]:
    """Return where paragraphs stand that a reporter tells."""
    told = [at for at, text in enumerate(texts(blocks)) if is_told(text)]
    return [at for at in told if blocks[at].role is PARAGRAPH]


def _evidence(row: Row, verdict: Weighed) -> str:
    """Return the witnesses that weighed most, in words."""
    said = [SAYINGS[witness](row[witness]) for witness in verdict.weightiest(3)]
    return "; ".join(said)
