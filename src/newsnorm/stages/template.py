"""Template: what stands on page after page of the site is dropped, if the caller gave a memory of it.

A report may repeat, too: a byline, a headline of a series, the background of a running story. So what
repeats goes only before the first and after the last paragraph that is this page's own; between them,
a run of short lines does, but neither a paragraph nor a line that may be a heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from newsnorm import bylines
from newsnorm.article import Block, Family
from newsnorm.memory import SiteMemory
from newsnorm.profile import Profile
from newsnorm.rules import is_left_out
from newsnorm.stages.stage import Blocks, dropped, ends_sentence, is_open, is_told, words
from newsnorm.tracked import Reason

RULE = "template.repeated"

LEAST = 3
"""Articles on which a block must have stood."""

HEAD_SHARE = 0.5
"""The share of articles that a block before the report must have stood on: headlines stand on fewer."""

RUN = 2
"""Blocks side by side, at least, that are dropped between the paragraphs of a report."""

HEADLINE_WORDS = range(3, 31)


def drop(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks, those that repeat on the site dropped; all of them where no memory is given."""
    memory = profile.memory
    if memory is None or memory.articles < LEAST or is_left_out(RULE, profile.without):
        return blocks
    counts = [memory.count(block) if _may_repeat(block) else 0 for block in blocks]
    own = [at for at, block in enumerate(blocks) if counts[at] < LEAST and _is_told(block)]
    if not own:
        return blocks  # the same article again, or one that has no paragraph of its own
    found = {
        *_head(blocks[: own[0]], counts, memory),
        *_runs(blocks, counts, range(own[0], own[-1])),
        *(at for at in range(own[-1], len(blocks)) if counts[at] >= LEAST),
    }
    return tuple(
        _dropped(block, counts[at], memory) if at in found else block for at, block in enumerate(blocks)
    )


def _dropped(block: Block, count: int, memory: SiteMemory) -> Block:
    return dropped(block, Family.TEMPLATE, Reason(RULE, f"on {count} of {memory.articles} pages"))


def _is_told(block: Block) -> bool:
    return is_open(block) and is_told(str(block.text))


def _may_repeat(block: Block) -> bool:
    return is_open(block) and block.hints.tag != "h1" and not bylines.is_signature(str(block.text))


def _is_headline(block: Block) -> bool:
    text = str(block.text)
    return is_open(block) and words(text) in HEADLINE_WORDS and not ends_sentence(text)


def _head(head: Blocks, counts: list[int], memory: SiteMemory) -> Iterator[int]:
    """Yield what repeats before the report; the headline of a series stays, if there is no other."""
    repeated = {at for at in range(len(head)) if counts[at] >= max(LEAST, HEAD_SHARE * memory.articles)}
    has_headline = any(_is_headline(block) for at, block in enumerate(head) if at not in repeated)
    yield from (at for at in repeated if has_headline or not _is_headline(head[at]))


def _runs(blocks: Blocks, counts: list[int], midst: range) -> Iterator[int]:
    """Yield the short lines of runs that repeat, but not the last of a run: it may be a heading."""
    open_at = [at for at in midst if not blocks[at].is_dropped]
    for repeats, group in groupby(open_at, lambda at: counts[at] >= LEAST and not _is_told(blocks[at])):
        run = list(group)
        if repeats and len(run) >= RUN:
            yield from run if ends_sentence(str(blocks[run[-1]].text)) else run[:-1]
