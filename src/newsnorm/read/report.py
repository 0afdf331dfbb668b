"""The report on a web page: which of its blocks are the article, and which of these are headline, standfirst, captions.

The witnesses of `newsnorm.read.witnesses` speak for and against each block, and trees weigh what they say. Where that
leaves doubt, trafilatura is asked for a second opinion, and other trees weigh that too. Every block keeps its place
and its text; what is no part of the report is dropped, and the reason names the witnesses that weighed most.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, islice, takewhile
from typing import NamedTuple

from attrs import evolve

from newsnorm import dates, forest
from newsnorm.article import Block, Family, Role
from newsnorm.forest import Weighed
from newsnorm.read import pictures, second_opinion
from newsnorm.read.headline import HEADINGS, begun, key, standing
from newsnorm.read.metadata import Metadata
from newsnorm.read.piece import NORMAL, Manner
from newsnorm.read.places import MARKS, Place, Spot
from newsnorm.read.second_opinion import HALF, WITH_OPINION
from newsnorm.read.witnesses import CODE, LISTED, NAMES, TABLE, Hearing, Row
from newsnorm.stages.stage import (
    COLONS,
    MOSTLY_LINKED,
    dropped,
    ends_sentence,
    evolved,
    is_told,
    unlisted,
    words,
)
from newsnorm.tracked import Edit, Reason, Span

QUESTIONS = ("?", "？")
"""How a line ends that wants an answer."""

STANDFIRST_KEY = 80
"""Code points that a block and the page's description must share: descriptions are often cut."""

SHORTEST_HEADLINE = 15
"""Code points; a shorter text inside a heading may be any part of it."""

SHORTEST_STANDFIRST = 40
"""Code points; a shorter description names the page, and sums nothing up."""

STANDFIRST_WORDS = 80
"""A longer text is a paragraph of the report."""

PROSE_WORDS = 6
"""A sentence of fewer words may be a label."""

EMPHASIS = frozenset({"b", "em", "i", "strong"})
"""Elements in which a standfirst is set off among the paragraphs."""

NO_STANDFIRST = frozenset({"figcaption", "li", "table", "h1"})
NAMED_SO = list(MARKS).index("standfirst")
NEAR = 1
"""How far up the element may stand that is named like a standfirst."""

LONGEST_LINE = 60
"""Code points; a longer line is more than a name or a day."""

HEAVIEST = 3
"""So many witnesses are named in a reason."""

CHROME = Family.CHROME
HOPELESS = Reason("html.not-extracted", "a link that tells nothing")

AT_ONCE = 256
"""Rows that are weighed together: a page of ten megabytes has some hundred thousand, of three kilobytes each."""

CLOSE = 1.0
"""Log-odds; a block so near to the bar may be either."""

DOUBT = 0.2
"""Where so many of the words kept are close, trafilatura is asked: on one page in twelve."""


def judged(blocks: list[Block], page: Hearing, ask: Callable[[], str]) -> list[Block]:
    """Return the blocks, those dropped that are no part of the report by what the witnesses say of each.

    ``ask`` returns the text that trafilatura keeps. A page on which the trees leave no prose is too short or too odd for
    them: there trafilatura alone decides, and where it keeps nothing either, all stays but the links.
    """
    heard = _together(page, _weighed(page.rows(), "html", NAMES))
    bar = _bar(page, heard)
    if not _is_in_doubt(page, heard, bar):
        return _judged(blocks, _without_holes(page, heard, bar), bar)
    del heard  # trafilatura is about to copy the page more than once
    votes = second_opinion.votes(page, ask())
    blocks = [_extracted(block, is_kept=vote >= HALF) for block, vote in zip(blocks, votes, strict=True)]
    heard = _together(page, _weighed(second_opinion.heard(page, votes), "html_with_opinion", WITH_OPINION))
    bar = _bar(page, heard)
    done = _judged(blocks, _without_holes(page, heard, bar), bar)
    if any(is_told(str(block.text)) for block in done if not block.is_dropped):
        return done
    some_kept = any(block.hints.extracted for block in blocks)
    return [
        block
        if (block.hints.extracted if some_kept else each is not None)
        else dropped(block, Family.CHROME, Reason("html.not-extracted", block.hints.tag))
        for block, each in zip(blocks, heard, strict=True)
    ]


class Heard(NamedTuple):
    """What the trees say of a block, and what weighed most where they speak against it."""

    score: float
    evidence: str


def _bar(page: Hearing, heard: Sequence[Heard | None]) -> float:
    """Return the score from which blocks are kept; it is never higher than even odds."""
    asked = [(each.score, count) for count, each in zip(page.words, heard, strict=True) if each is not None]
    return forest.bar([score for score, _ in asked], [count for _, count in asked])


def _weighed(rows: Iterator[Row | None], name: str, witnesses: tuple[str, ...]) -> Iterator[Heard | None]:
    trees = forest.shipped(name, witnesses)
    while some := list(islice(rows, AT_ONCE)):
        asked = [row for row in some if row is not None]
        weighed = zip(asked, trees.weigh(asked), strict=True)
        for row in some:
            yield None if row is None else _heard(*next(weighed), witnesses)


def _heard(row: Row, weighed: Weighed, witnesses: tuple[str, ...]) -> Heard:
    if weighed.score >= 0:
        return Heard(weighed.score, "")
    said = (f"{witnesses[witness]}: {row[witness]:.2g}" for witness in weighed.weightiest(HEAVIEST))
    return Heard(weighed.score, ", ".join(said))


def _together(page: Hearing, heard: Iterable[Heard | None]) -> list[Heard | None]:
    """Return what the trees say, all items of a list and all rows of a table alike: none of them stays or goes alone.

    Of a list that is mostly links only the other items were asked about; they speak for themselves.
    """
    found = list(heard)
    listed = [at for at, tag in enumerate(page.tags) if tag in LISTED]
    for run in _runs(page, listed):
        said = [(at, page.words[at] + 1, each) for at in run if (each := found[at]) is not None]
        if not said:
            continue
        mean = sum(size * each.score for _, size, each in said) / sum(size for _, size, _ in said)
        evidence = f"with those beside it: {mean:.2g}"
        for at in run if 2 * len(said) >= len(run) else [at for at, *_ in said]:
            own = found[at]
            found[at] = Heard(mean, own.evidence if own is not None and own.evidence else evidence)
    return found


def _without_holes(page: Hearing, heard: list[Heard | None], bar: float) -> list[Heard | None]:
    """Return what the trees say, but of what would be missing between two blocks of the report that it stays."""
    done = list(heard)
    kept = [each is not None and each.score >= bar for each in heard]
    for hole, beside in _holes(page):
        is_missed = kept[hole.start - 1] and kept[hole.stop] and not kept[hole.start]
        if is_missed and _home(page, beside) == _home(page, hole.stop):
            done[hole.start : hole.stop] = [Heard(bar, "")] * len(hole)
    return done


def _holes(page: Hearing) -> Iterator[tuple[range, int]]:
    """Yield what belongs to what stands beside it, and a block that stands in the element of what comes after it.

    These are tables under a paragraph, code under a line that announces it, and questions above a sentence.
    """
    tags, texts = page.tags, page.texts
    for run in _runs(page, [at for at, tag in enumerate(tags) if tag == TABLE]):
        if 0 < run[0] < run[-1] + 1 < len(texts) and page.told[run[0] - 1]:
            yield range(run[0], run[-1] + 1), run[0] - 1
    for at, (before, text, after) in enumerate(zip(texts, texts[1:], texts[2:], strict=False), 1):
        is_question = text.endswith(QUESTIONS) and page.linked[at] <= MOSTLY_LINKED and ends_sentence(after)
        if is_question or (tags[at] == CODE and before.endswith(COLONS)):
            yield range(at, at + 1), at


def _home(page: Hearing, at: int) -> int:
    return page.nest.steps[page.spots[at].home.number][0]


def _runs(page: Hearing, listed: list[int]) -> Iterator[list[int]]:
    """Yield the blocks in runs: side by side, in one element, and alike."""
    numbered = enumerate(listed)  # side by side, number and place differ by the same
    kinds = groupby(numbered, lambda one: (one[1] - one[0], page.tags[one[1]], _home(page, one[1])))
    for _, run in kinds:
        yield [at for _, at in run]


def _is_in_doubt(page: Hearing, heard: Sequence[Heard | None], bar: float) -> bool:
    """Tell whether much of what would be kept might as well be dropped, or no prose would be kept."""
    asked = [
        (is_told, count, each.score)
        for is_told, count, each in zip(page.told, page.words, heard, strict=True)
        if each is not None
    ]
    if not any(is_told and score >= bar for is_told, _, score in asked):
        return True
    kept = sum(count for _, count, score in asked if score >= bar)
    close = sum(count for _, count, score in asked if abs(score - bar) < CLOSE)
    return close > DOUBT * kept


def _extracted(block: Block, *, is_kept: bool) -> Block:
    return evolved(block, hints=evolve(block.hints, extracted=is_kept))


def _judged(blocks: Iterable[Block], heard: Iterable[Heard | None], bar: float) -> list[Block]:
    return [
        dropped(block, CHROME, HOPELESS)
        if each is None
        else block
        if each.score >= bar
        else dropped(block, CHROME, Reason("html.not-report", each.evidence))
        for block, each in zip(blocks, heard, strict=True)
    ]


def in_data(blocks: Iterable[Block]) -> list[Block]:
    """Return the visible blocks of a page whose article stands only in its data: none is part of the report."""
    reason = Reason("html.not-extracted", "the article stands in the page's data")
    return [dropped(block, Family.CHROME, reason) for block in blocks]


def titled(
    blocks: list[Block], spots: list[Spot], own: Metadata, manners: Mapping[int, Manner]
) -> Iterator[Block]:
    """Yield the blocks, headline, standfirst and captions told by the page's data and markup."""
    title = standing(blocks, own)
    kept = [at for at, block in enumerate(blocks) if not block.is_dropped and _is_sentence(str(block.text))]
    first, last = (kept[0], kept[-1]) if kept else (0, 0)
    pictured = dict(pictures.marked(blocks, spots, manners, range(title or first, last + 1)))
    standfirst = dict(_standfirst(blocks, spots, own, pictured.keys(), manners))
    under = pictures.under_images(blocks, spots, manners, range(title or 0, last + 1), first)
    pictured = {at: Role.CAPTION for at in under if at not in standfirst} | pictured
    signed = dict(_signed(blocks, own, range(first)))
    for at, block in enumerate(blocks):
        if at == title:
            alone = begun(str(block.text), own.window) if block.hints.tag not in HEADINGS else None
            headlines = own.headlines if alone is None else (alone,)
            yield _as(_without_kicker(block, headlines), Role.TITLE, "structure.title", "the page's headline")
        elif at in standfirst:
            yield _as(block, Role.STANDFIRST, "structure.standfirst", standfirst[at])
        elif at in pictured:
            role = pictured[at]
            words_alone = pictures.without_brackets(block) if role is Role.CREDIT else block
            yield _as(words_alone, role, pictures.MARKED[role], spots[at].place.kind.signature.strip())
        elif at in signed:
            role = signed[at]
            yield _as(block, role, f"structure.{role.value}", "as the page's data has it")
        else:
            yield block


def _signed(blocks: list[Block], own: Metadata, head: range) -> Iterator[tuple[int, Role]]:
    """Yield which lines before the report are only an author's name, or the day, that the page's data has."""
    names = {key(name) for name in own.authors}
    day = own.published.date() if isinstance(own.published, datetime) else own.published
    for at in head:
        text = unlisted(str(blocks[at].text))
        if blocks[at].is_dropped or len(text) > LONGEST_LINE:
            continue
        if key(text) in names:
            yield at, Role.BYLINE
        elif day is not None and any(line.date == day for line in dates.lines(f"{text}, {day.year}")):
            yield at, Role.DATE


def _standfirst(
    blocks: list[Block],
    spots: list[Spot],
    own: Metadata,
    pictured: Container[int],
    manners: Mapping[int, Manner],
) -> Iterator[tuple[int, str]]:
    """Yield which blocks sum the report up before its first paragraph, and how that is known."""
    described = {key(text)[:STANDFIRST_KEY] for text in own.descriptions if len(text) >= SHORTEST_STANDFIRST}
    whole = {key(text) for text in own.descriptions}
    report = _paragraphs([(at, block) for at, block in enumerate(blocks) if at not in pictured])
    for at in range(report[0] + 1 if len(report) > 1 else 0):
        block, text = blocks[at], str(blocks[at].text)
        if block.hints.tag in NO_STANDFIRST or at in pictured:
            continue
        if words(text) > STANDFIRST_WORDS or block.hints.link_share > 0:
            continue
        begin = key(text)[:STANDFIRST_KEY]
        is_named = spots[at].place.kind.marks[NAMED_SO] <= NEAR and _is_sentence(text)
        if not (begin in described or (is_named and _is_above_more(blocks, report, at))):
            continue
        is_whole = key(text) in whole and manners.get(at, NORMAL).set_off.split(" ")[0] in EMPHASIS
        if not is_whole and _is_paragraph(spots, report, at):
            continue
        evidence = f"stands in {spots[at].place.kind.signature!r}"
        yield at, "the page's description of itself" if begin in described else evidence
        described.discard(begin)


def _is_above_more(blocks: list[Block], report: list[int], at: int) -> bool:
    """Tell whether a block is not the only one that is told: a recipe may begin with the one paragraph it has."""
    return not all(is_told(str(blocks[other].text)) is (other == at) for other in {at, *report})


def _paragraphs(blocks: list[tuple[int, Block]]) -> list[int]:
    """Return which blocks are the paragraphs of the report: its sentences, where hardly any is long enough to be told."""
    kept = [(at, str(block.text)) for at, block in blocks if not block.is_dropped]
    told = [at for at, text in kept if is_told(text)]
    return told if len(told) > 1 else [at for at, text in kept if _is_sentence(text)]


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and words(text) >= PROSE_WORDS


def _without_kicker(block: Block, headlines: tuple[str, ...]) -> Block:
    """Cut what stands beside the headline in its element, where the page's data has the headline alone, and not with it."""
    text = str(block.text)
    whole = key(text)
    for headline in () if any(whole in key(headline) for headline in headlines) else headlines:
        at = text.find(headline)
        if at >= 0 and len(headline) >= SHORTEST_HEADLINE:
            sides = (Span(0, at), Span(at + len(headline), len(text)))
            cuts = (
                Edit(side, "", (Reason("structure.kicker", side.of(text)),)) for side in sides if side.length
            )
            return evolve(block, text=block.text.edited(cuts))
    return block


def _is_paragraph(spots: list[Spot], report: list[int], at: int) -> bool:
    """Tell whether a block is only one of the report's paragraphs: it stands beside another, or in elements named alike.

    One in an element of its own that is named like a standfirst may stand beside them.
    """
    here = spots[at]
    others = [spots[other] for other in report if other != at]
    if here.place.kind.marks[NAMED_SO] == 0:
        return any(_holds(here.place, other.place) or _are_alike(here.place, other.place) for other in others)
    return any(
        here.home.number == other.home.number or _are_alike(here.place, other.place) for other in others
    )


def _holds(one: Place, other: Place) -> bool:
    """Tell whether an element holds another, or has the class of another and one more: a first paragraph may."""
    names = set(other.kind.named[1].split())
    return any(around.number == one.number for around in other.around()) or (
        bool(names) and names < set(one.kind.named[1].split())
    )


def _are_alike(one: Place, other: Place) -> bool:
    """Tell whether the elements around two lines have the same names, up to the one that holds both."""
    pairs = zip(one.around(), other.around(), strict=False)
    apart = takewhile(lambda pair: pair[0].number != pair[1].number, pairs)
    return all(a.kind.signature == b.kind.signature for a, b in apart)


def _as(block: Block, role: Role, rule: str, evidence: str) -> Block:
    return evolve(block, role=role, family=None, reasons=(Reason(rule, evidence),))
