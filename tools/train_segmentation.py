"""Grow the forest that tells the article from the rest of a text page: src/newsnorm/forest/text.py.

Run it from the root of the repository, with what ``tools/requirements.txt`` names:
``python tools/train_segmentation.py``. It takes about three minutes. ``--folds DIR`` writes instead of
the forest one for each part of the sites, grown without it: ``benchmarks/quality.py text --folds DIR`` then
measures every page with a forest that has not met its site.

The pages stand where the environment variable NEWSNORM_SHARED says. They are rendered as text in three
ways; each block is looked for in the gold text, and its witnesses are what the forest learns from. Pages of
nothing but the article are learnt from too, so that an article on its own stays whole.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from attrs import evolve, frozen

import newsnorm
from newsnorm.article import Block, Role
from newsnorm.pipeline import STAGES
from newsnorm.read import read
from newsnorm.stages import segment
from newsnorm.stages.signs import NAMES, Row, rows

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
import forests  # noqa: E402 -- a script beside, not a package
from renderings import FOLDS, RENDERINGS, fold, rendered  # noqa: E402 -- a script beside, not a package

CORPORA = {"fundus-dev": 7.0, "wcxb-dev": 1.0}
"""The corpora, and how much a page of each counts: there are seven times as many of the second."""

TREES = 60
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.13,
    "num_leaves": 95,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 20,
    "max_bin": 63,
    "seed": 1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}

SHINGLE = 4
SHORTEST_GOLD = 50
"""Words; the blocks of a page with a shorter gold text weigh no more than those of one with so many."""

RELAID, ALONE = 0.5, 0.5
"""What a page counts that was laid out anew, and one that is nothing but the article."""

WORD = re.compile(r"\w+")
UNSTYLED = newsnorm.Profile(style=None)
BEFORE = STAGES[: STAGES.index(segment.cut)]
"""The stages that have a page before it is cut."""


@frozen
class Page:
    """One page of a corpus."""

    corpus: str
    id: str
    url: str
    title: str
    gold: str
    texts: dict[str, str]


@frozen
class Example:
    """What is learnt from one text: a row for each block, whether it is of the article, and its weight."""

    fold: int
    rows: list[Row]
    kept: list[bool]
    weights: list[float]


# --- What is of the article


def kept_blocks(texts: Sequence[str], gold: str, title: str) -> list[bool]:
    """Tell for each block whether it stands in the gold text, in its place there, or is the headline.

    >>> kept_blocks(["Menu", "He came and saw it.", "It was good for all."], "He came and saw it.", "")
    [False, True, False]
    """
    tokens = [WORD.findall(text) for text in texts]
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(_runs(WORD.findall(gold))):
        places.setdefault(run, []).append(at)
    lines = {tuple(WORD.findall(line)) for line in gold.splitlines()}
    found = _covered(tokens, places, lines)
    kept = _in_order(tokens, found)
    heads = [at for at, words in enumerate(tokens) if words and _key(words) == _key(WORD.findall(title))]
    first = kept.index(True) if True in kept else len(kept)
    for at in [at for at in heads if at < first][-1:]:
        kept[at] = True
    return kept


def _key(words: Sequence[str]) -> str:
    return " ".join(words).casefold()


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)]


def _covered(
    tokens: Sequence[Sequence[str]],
    places: dict[tuple[str, ...], list[int]],
    lines: set[tuple[str, ...]],
) -> dict[int, int]:
    """Return the blocks most of whose words are in gold, and where in it each of them stands first."""
    words = [word for block in tokens for word in block]
    met: list[int | None] = [None] * len(words)
    for at, run in enumerate(_runs(words)):
        where = places.get(run)
        for step in range(SHINGLE) if where else ():
            if met[at + step] is None and where:
                met[at + step] = where[0]
    found: dict[int, int] = {}
    start = 0
    for at, block in enumerate(tokens):
        inside = [place for place in met[start : start + len(block)] if place is not None]
        start += len(block)
        is_line = len(block) >= SHINGLE or tuple(block) in lines or len(inside) == len(block)
        if inside and 2 * len(inside) >= len(block) and is_line:
            found[at] = inside[len(inside) // 2]
    return found


def _in_order(tokens: Sequence[Sequence[str]], found: dict[int, int]) -> list[bool]:
    """Tell which blocks are gold: the longest chain in the order of gold, and what adds to it.

    A block that only repeats what the chain has, a headline in a list or a pull quote, is none.
    """
    blocks, gold = list(found), list(found.values())
    best, before = [0] * len(blocks), [-1] * len(blocks)
    for at, block in enumerate(blocks):
        for other in range(max(0, at - 400), at):
            if gold[other] < gold[at] and best[other] > best[at]:
                best[at], before[at] = best[other], other
        best[at] += len(tokens[block])
    chain: set[int] = set()
    at = max(range(len(blocks)), key=best.__getitem__, default=-1)
    while at >= 0:
        chain.add(blocks[at])
        at = before[at]
    said = {run for block in chain for run in _runs(tokens[block]) or [tuple(tokens[block])]}
    kept = [at in chain for at in range(len(tokens))]
    for block in blocks:
        runs = _runs(tokens[block]) or [tuple(tokens[block])]
        kept[block] = block in chain or 2 * sum(run in said for run in runs) < len(runs)
    return kept


# --- Examples


def pages(shared: Path) -> Iterator[Page]:
    """Yield the pages of the corpora, rendered."""
    for corpus in CORPORA:
        folder = shared / "corpora" / corpus
        with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines]
        with ProcessPoolExecutor(2) as pool:
            jobs = [(corpus, str(folder), record) for record in records]
            yield from pool.map(_page, jobs, chunksize=8)


def _page(job: tuple[str, str, dict[str, Any]]) -> Page:
    corpus, folder, record = job
    html = gzip.decompress((Path(folder) / "html" / f"{record['id']}.html.gz").read_bytes())
    texts = {name: rendered(name, html) for name in RENDERINGS}
    return Page(corpus, record["id"], record["url"] or "", record["title"] or "", record["body"], texts)


def examples(page: Page) -> list[Example]:
    """Return what is learnt from a page: from each rendering, two of them laid out anew, and the article alone."""
    chance = random.Random(page.id)
    found: list[Example] = []
    for name, text in page.texts.items():
        blocks, kept = _told(page, text)
        found += _learnt(page, blocks, kept, 1.0), *_alone(page, blocks, kept, chance)
        if name != "markdown":
            relaid = _relaid(text, chance.choice(("\n", "\n\n")))
            found.append(_learnt(page, *_told(page, relaid), RELAID))
    return [example for example in found if example.rows]


def _told(page: Page, text: str) -> tuple[tuple[Block, ...], list[bool]]:
    """Return the blocks of a text as they are before it is cut, and which are of the article."""
    blocks = read(text, "<text>").blocks if text.strip() else ()
    for stage in BEFORE:
        blocks = stage(blocks, UNSTYLED)
    return blocks, kept_blocks([str(block.text) for block in blocks], page.gold, page.title)


def _alone(page: Page, blocks: Sequence[Block], kept: list[bool], chance: random.Random) -> Iterator[Example]:
    """Yield the article of a page without the page, the whole or a stretch of it."""
    article = [
        evolve(block, hints=evolve(block.hints, indent=0))
        for block, is_kept in zip(blocks, kept, strict=True)
        if is_kept and block.role is Role.PARAGRAPH
    ]
    if len(article) < 3:
        return
    if chance.random() < 0.5:
        start = chance.randrange(len(article) - 2)
        article = article[start : start + chance.randrange(3, 12)]
    yield _learnt(page, article, [True] * len(article), ALONE, whole=True)


def _relaid(text: str, gap: str) -> str:
    return gap.join(line.strip() for line in text.splitlines() if line.strip())


def _learnt(
    page: Page, blocks: Sequence[Block], kept: list[bool], counts: float, *, whole: bool = False
) -> Example:
    sizes = [len(WORD.findall(str(block.text))) + 2 for block in blocks]
    full = sum(sizes) if whole else len(WORD.findall(page.gold))
    weight = counts * CORPORA[page.corpus] / max(SHORTEST_GOLD, full)
    told = [
        (row, is_kept, weight * size)
        for row, is_kept, size in zip(rows(blocks), kept, sizes, strict=True)
        if row is not None
    ]
    return Example(
        fold(page.id, page.url),
        rows=[row for row, _, _ in told],
        kept=[is_kept for _, is_kept, _ in told],
        weights=[weight for _, _, weight in told],
    )


# --- Trees


def grown(found: Sequence[Example]) -> str:
    """Return the forest that examples grow, as it is written."""
    data = np.array([row for example in found for row in example.rows], dtype=np.float64)
    kept = np.array([is_kept for example in found for is_kept in example.kept])
    weights = np.array([weight for example in found for weight in example.weights])
    examples_ = lightgbm.Dataset(data, kept, weight=weights * len(weights) / weights.sum())
    model = lightgbm.train(PARAMETERS, examples_, TREES).dump_model()
    return forests.written(model, NAMES, "text pages", "tools/train_segmentation.py")


def main() -> int:
    """Grow the forest, or instead those of the folds."""
    parser = argparse.ArgumentParser(description="Grow the forest that cuts text pages.")
    parser.add_argument("--folds", type=Path, help="where to write a forest for each part of the sites")
    asked = parser.parse_args()
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        print("Nothing grown: NEWSNORM_SHARED names no folder with the corpora.")
        return 1
    with ProcessPoolExecutor(2) as pool:
        found = [e for some in pool.map(examples, pages(Path(shared)), chunksize=8) for e in some]
    print(f"{len(found)} texts, {sum(len(example.rows) for example in found)} blocks")
    if not asked.folds:
        (forests.FOLDER / "text.py").write_text(grown(found), encoding="utf-8")
        return 0
    asked.folds.mkdir(parents=True, exist_ok=True)
    for part in range(FOLDS):
        others = [example for example in found if example.fold != part]
        (asked.folds / f"{part}.py").write_text(grown(others), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
