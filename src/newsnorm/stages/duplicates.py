"""Duplicates: of an article that a page shows twice, once for each width of a screen, the first is kept.

A refrain, a motto or a form may stand twice in one article. So a paragraph goes only in a run of several that has stood
before, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsnorm.article import Family
from newsnorm.profile import Profile
from newsnorm.rules import is_left_out
from newsnorm.stages.stage import Blocks, dropped, is_told, texts
from newsnorm.tracked import Reason

RULE = "duplicate.article"

LEAST = 3
"""Paragraphs of prose that must repeat in a row."""


def drop(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with each run of them dropped that has stood before."""
    if is_left_out(RULE, profile.without):
        return blocks
    now = texts(blocks)
    open_at = [at for at, block in enumerate(blocks) if not block.is_dropped]
    again = {
        open_at[at]
        for run in _runs([now[at] for at in open_at])
        if sum(is_told(now[open_at[at]]) for at in run) >= LEAST
        for at in run
    }
    if not again:
        return blocks
    return tuple(
        dropped(block, Family.DUPLICATE, Reason(RULE, now[at][:80])) if at in again else block
        for at, block in enumerate(blocks)
    )


def _runs(found: list[str]) -> Iterator[range]:
    """Yield the longest runs of texts that stood before in the same order.

    >>> list(_runs(["a", "b", "c", "a", "b", "d", "c"]))
    [range(3, 5), range(6, 7)]
    """
    first: dict[str, int] = {}
    before = [first.setdefault(text, at) for at, text in enumerate(found)]
    start = 0
    while start < len(found):
        end = start + 1
        if before[start] < start:
            while end < len(found) and before[end] == before[end - 1] + 1 < end:
                end += 1
            yield range(start, end)
        start = end
