"""The bar from which blocks are kept: no other choice of blocks promises a better text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from math import exp, isclose

from hypothesis import given
from hypothesis import strategies as st

from newsnorm.forest import LOWEST, SURE, bar

Scored = list[tuple[float, int]]
"""What the trees say of each block, in log-odds, and how many words it has."""

SCORED = st.lists(st.tuples(st.floats(-SURE, SURE), st.integers(0, 200)), min_size=1, max_size=7)


def promised(scored: Scored, kept: Iterable[bool]) -> float:
    """Return F1 of the words that are expected to be right, those kept, and those expected to be due."""
    chances = [(1 / (1 + exp(-score)), words + 1) for score, words in scored]
    chosen = [pair for pair, is_kept in zip(chances, kept, strict=True) if is_kept]
    found = sum(chance * size for chance, size in chosen)
    return 2 * found / (sum(size for _, size in chosen) + sum(chance * size for chance, size in chances))


@given(SCORED)
def test_no_other_choice_promises_more(scored: Scored) -> None:
    """What is kept has the highest F1 that is to be expected, unless all is so doubtful that the lowest bar holds."""
    found = bar([score for score, _ in scored], [words for _, words in scored])
    best = max(promised(scored, kept) for kept in product((False, True), repeat=len(scored)))
    kept = promised(scored, [score >= found for score, _ in scored])

    assert LOWEST <= found <= 0
    assert found == LOWEST or isclose(kept, best, rel_tol=1e-9)


@given(SCORED, st.integers(1, 50))
def test_sure_blocks_never_lower_it(scored: Scored, words: int) -> None:
    """The more is sure to be of the article, the nearer the bar is to even odds."""
    scores, counts = [score for score, _ in scored], [count for _, count in scored]

    assert bar(scores, counts) <= bar([*scores, SURE], [*counts, words]) + 1e-9


def test_a_page_without_blocks_has_the_lowest() -> None:
    """There is nothing to tell apart."""
    assert LOWEST == bar([], [])
