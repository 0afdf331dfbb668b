"""Train the trees that weigh the witnesses on a web page (``src/newsnorm/data/forests/html.json``).

    NEWSNORM_SHARED=... python tools/train_html.py [--cross-validate]

Reads the development corpora; a block is the report's if more than half of its runs of four words stand in the gold
text. With ``--cross-validate`` nothing is written: the pages are parted by site in five, and each part is judged by
trees that never saw its sites. Needs the packages of ``tools/requirements.txt``; the same versions give
the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import forests
import lightgbm
import numpy as np
from sklearn.model_selection import GroupKFold

from newsnorm import forest
from newsnorm.article import Block
from newsnorm.read import html, report
from newsnorm.read.decode import decode
from newsnorm.read.witnesses import NAMES, Row, runs

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from quality import (  # noqa: E402 -- a script beside, not a package
    VIEWS,
    Body,
    Gold,
    by_newsnorm,
    compared,
    f1,
    gold_pages,
    share,
)

CORPORA = Path(os.environ["NEWSNORM_SHARED"]) / "corpora"
NAMED = ("fundus-dev", "wcxb-dev")
MODEL = ROOT / "src" / "newsnorm" / "data" / "forests" / "html.json"
OPTIONS = {
    "n_estimators": 90,
    "num_leaves": 12,
    "learning_rate": 0.12,
    "min_child_samples": 60,
    "subsample": 0.8,
    "subsample_freq": 1,
    "colsample_bytree": 0.5,
    "reg_lambda": 5.0,
    "random_state": 0,
    "deterministic": True,
    "force_row_wise": True,
    "n_jobs": 1,
    "verbose": -1,
}
NEWS_WEIGHT = 4.0
"""A news page counts for so many others: there are fewer of them, and they are what the library is for."""

FOLDS = 5
DIGITS = 4
LETTERS = re.compile(r"\w+")


class Sample(NamedTuple):
    """One page of a corpus: what the witnesses say of each block, and whether it is the report's."""

    corpus: str
    gold: Gold
    rows: list[Row]
    labels: list[bool]
    words: list[int]


def sample(given: tuple[str, Gold]) -> Sample:
    """Read one page."""
    corpus, gold = given
    told: list[tuple[list[Block], list[Row | None]]] = []

    def listening(blocks: list[Block], rows: list[Row | None]) -> list[Block]:
        told.append((blocks, rows))
        return blocks

    with mock.patch.object(report, "judged", listening):
        source = page(corpus, gold)
        html.read(decode(source, gold.id)[0], gold.id)
    if not told:
        return Sample(corpus, gold, [], [], [])
    [(blocks, rows)] = told
    labels = labelled([str(block.text) for block in blocks], gold.body)
    sizes = [len(LETTERS.findall(str(block.text))) for block in blocks]
    asked = [(row, label, size) for row, label, size in zip(rows, labels, sizes, strict=True) if row]
    return Sample(corpus, gold, *(list(column) for column in zip(*asked, strict=True)))


def page(corpus: str, gold: Gold) -> bytes:
    """Return the bytes of a page."""
    return gzip.decompress((CORPORA / corpus / "html" / f"{gold.id}.html.gz").read_bytes())


def labelled(texts: list[str], gold: str) -> list[bool]:
    """Return which texts are in the gold text; what stands there once is taken once."""
    left = Counter(runs(" ".join(LETTERS.findall(gold))))
    whole = f" {' '.join(LETTERS.findall(gold))} "
    labels = []
    for text in texts:
        found = Counter(runs(" ".join(LETTERS.findall(text))))
        if sum(found.values()) <= 1 and len(LETTERS.findall(text)) < 4:
            labels.append(bool(found) and f" {' '.join(LETTERS.findall(text))} " in whole)
            continue
        is_gold = 2 * sum((found & left).values()) > sum(found.values())
        labels.append(is_gold)
        if is_gold:
            left -= found
    return labels


def trained(samples: list[Sample]) -> str:
    """Return the forest that ``samples`` grow, as it is written."""
    rows = np.array([row for s in samples for row in s.rows], dtype=np.float64).round(DIGITS)
    labels = np.array([label for s in samples for label in s.labels])
    weights = []
    for s in samples:
        size = 50 + sum(words for words, label in zip(s.words, s.labels, strict=True) if label)
        share = (NEWS_WEIGHT if s.corpus.startswith("fundus") else 1.0) / np.sqrt(size)
        weights += [float(np.sqrt(words + 1) * share) for words in s.words]
    model = lightgbm.LGBMClassifier(**OPTIONS)
    model.fit(rows, labels, sample_weight=np.array(weights))
    print_worth(model.booster_)
    return forests.written(forests.recorded(model.booster_.dump_model(), NAMES))


def print_worth(grown: lightgbm.Booster) -> None:
    """Print what the ten heaviest witnesses are worth: their shares of all that the splits of the trees gained."""
    gains = grown.feature_importance("gain")
    heaviest = sorted(zip(gains / gains.sum(), NAMES, strict=True), reverse=True)[:10]
    print("; ".join(f"{name} {gain:.3f}" for gain, name in heaviest))


def judged(given: tuple[str, Gold, str]) -> tuple[str, Body]:
    """Judge one page by the forest ``written``, through the whole of `normalize_html`."""
    corpus, gold, written = given
    trees = forest.loads(written, NAMES)
    shipped = forest.shipped
    with mock.patch(
        "newsnorm.forest.shipped", lambda name, names: trees if name == "html" else shipped(name, names)
    ):
        found = by_newsnorm(page(corpus, gold), gold.url)
    [view] = (view for view in VIEWS if view.corpus == corpus and view.facts)
    return corpus, compared(view.found(found), view.gold(gold))


def site(s: Sample) -> str:
    """Return the site a page is from."""
    return re.sub(r"-V\d.*", "", s.gold.id)


def main() -> None:
    """Train, or cross-validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cross-validate", action="store_true")
    wanted = parser.parse_args()
    golds = [(corpus, gold) for corpus in NAMED for gold in gold_pages(CORPORA / corpus)]
    with ProcessPoolExecutor(2) as pool:
        samples = list(pool.map(sample, golds, chunksize=8))
        if not wanted.cross_validate:
            MODEL.write_text(trained(samples), "utf-8")
            return
        results: list[tuple[str, Body]] = []
        for learn, check in GroupKFold(FOLDS).split(samples, groups=[site(s) for s in samples]):
            trees = trained([samples[at] for at in learn])
            pages = [(samples[at].corpus, samples[at].gold, trees) for at in check]
            results += pool.map(judged, pages, chunksize=8)
    for corpus in NAMED:
        bodies = [body for where, body in results if where == corpus]
        exact = share(body.exact for body in bodies)
        print(
            f"{corpus}: F1 {f1(bodies):.4f}, exact {exact:.3f}, {len(bodies)} pages on sites not learned from"
        )


if __name__ == "__main__":
    main()
