"""Train the trees that weigh the witnesses on a web page (``src/newsnorm/forest/html*.py``).

    NEWSNORM_SHARED=... python tools/train_html.py [--cross-validate]

Reads the development corpora; a block is the report's if more than half of its runs of four words stand in the gold
text. Each page is learned from three times: as it is, in other markup, and with the first paragraphs alone. With
``--cross-validate`` nothing is written: the pages are parted by site in five, and each part is judged by trees that
never saw its sites. Needs the packages of ``tools/requirements.txt``; the same versions give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import forests
import lightgbm
import numpy as np
from markup import otherwise, shortened
from sklearn.model_selection import GroupKFold

from newsnorm import forest
from newsnorm.article import Block
from newsnorm.read import html, report, second_opinion
from newsnorm.read.decode import decode
from newsnorm.read.second_opinion import WITH_OPINION
from newsnorm.read.witnesses import NAMES, Hearing, Row, runs

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
GROWN = {"html": NAMES, "html_with_opinion": WITH_OPINION}
"""The forests, and what they weigh: the witnesses of the page alone, and with trafilatura's opinion."""
OF = {"html": "web pages", "html_with_opinion": "web pages, with trafilatura's opinion"}

OPTIONS = {
    "n_estimators": 120,
    "num_leaves": 16,
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

COUNTS = {"as it is": 1.0, "otherwise": 0.5, "shortened": 0.1}
"""What a page counts, by what has been done to it. On the pages as they are the trees are as right without the others; on those
of sites that wrap each paragraph in elements of its own, link their headings or name no element, they are not, and
of a brief they keep the teasers beside it: on shortened pages of sites not learned from F1 is 0.79 with them, 0.76 without (wcxb-dev)."""

FOLDS = 5
DIGITS = 4
LETTERS = re.compile(r"\w+")


class Sample(NamedTuple):
    """One page of a corpus: by forest what is weighed of each block; and whether it is the report's."""

    corpus: str
    gold: Gold
    rows: dict[str, list[Row]]
    labels: list[bool]
    words: list[int]
    made: str


def sample(given: tuple[str, Gold, str]) -> Sample:
    """Read one page, as it is or made another."""
    corpus, gold, made = given
    told: list[tuple[Hearing, str]] = []

    def listening(blocks: list[Block], hearing: Hearing, ask: Callable[[], str]) -> list[Block]:
        told.append((hearing, ask()))
        return blocks

    with mock.patch.object(report, "judged", listening):
        source = remade(page(corpus, gold), gold, made)
        if source:
            html.read(source, gold.id)
    if not told:
        return Sample(corpus, gold, {name: [] for name in GROWN}, [], [], made)
    [(hearing, text)] = told
    rows = {
        "html": list(hearing.rows()),
        "html_with_opinion": list(second_opinion.heard(hearing, second_opinion.votes(hearing, text))),
    }
    labels = labelled(hearing.texts, gold.body)
    asked = [at for at, row in enumerate(rows["html"]) if row is not None]
    return Sample(
        corpus,
        gold,
        {name: [row for row in given if row is not None] for name, given in rows.items()},
        [labels[at] for at in asked],
        [len(LETTERS.findall(hearing.texts[at])) for at in asked],
        made,
    )


def remade(raw: bytes, gold: Gold, made: str) -> str:
    """Return a page as it is, or made another; nothing where that leaves no other."""
    source, _ = decode(raw, gold.id)
    chance = random.Random(gold.id)
    if made == "otherwise":
        return otherwise(source, chance)
    return shortened(source, gold.body, chance) if made == "shortened" else source


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


def trained(samples: list[Sample]) -> dict[str, str]:
    """Return the forests that ``samples`` grow, as they are written."""
    labels = np.array([label for s in samples for label in s.labels])
    weights = []
    for s in samples:
        size = 50 + sum(words for words, label in zip(s.words, s.labels, strict=True) if label)
        share = (NEWS_WEIGHT if s.corpus.startswith("fundus") else 1.0) / np.sqrt(size)
        weights += [float(np.sqrt(words + 1) * share * COUNTS[s.made]) for words in s.words]
    written = {}
    for name, witnesses in GROWN.items():
        rows = np.array([row for s in samples for row in s.rows[name]], dtype=np.float64).round(DIGITS)
        model = lightgbm.LGBMClassifier(**OPTIONS)
        model.fit(rows, labels, sample_weight=np.array(weights))
        print_worth(model.booster_, witnesses)
        written[name] = forests.written(
            model.booster_.dump_model(), witnesses, OF[name], "tools/train_html.py"
        )
    return written


def print_worth(grown: lightgbm.Booster, witnesses: tuple[str, ...]) -> None:
    """Print what the ten heaviest witnesses are worth: their shares of all that the splits of the trees gained."""
    gains = grown.feature_importance("gain")
    heaviest = sorted(zip(gains / gains.sum(), witnesses, strict=True), reverse=True)[:10]
    print("; ".join(f"{name} {gain:.3f}" for gain, name in heaviest))


def judged(given: tuple[str, Gold, dict[str, str]]) -> tuple[str, Body]:
    """Judge one page by the forests ``written``, through the whole of `normalize_html`."""
    corpus, gold, written = given
    shipped = forest.shipped

    def grown(name: str, witnesses: tuple[str, ...]) -> forest.Forest:
        return forests.loaded(written[name]) if name in written else shipped(name, witnesses)

    with mock.patch("newsnorm.forest.shipped", grown):
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
    golds = [
        (corpus, gold, made) for made in COUNTS for corpus in NAMED for gold in gold_pages(CORPORA / corpus)
    ]
    with ProcessPoolExecutor(2) as pool:
        samples = list(pool.map(sample, golds, chunksize=8))
        if not wanted.cross_validate:
            for name, written in trained(samples).items():
                (forests.FOLDER / f"{name}.py").write_text(written, "utf-8")
            return
        results: list[tuple[str, Body]] = []
        for learn, check in GroupKFold(FOLDS).split(samples, groups=[site(s) for s in samples]):
            trees = trained([samples[at] for at in learn])
            asked = [samples[at] for at in check if samples[at].made == "as it is"]
            pages = [(each.corpus, each.gold, trees) for each in asked]
            results += pool.map(judged, pages, chunksize=8)
    for corpus in NAMED:
        bodies = [body for where, body in results if where == corpus]
        exact = share(body.exact for body in bodies)
        print(
            f"{corpus}: F1 {f1(bodies):.4f}, exact {exact:.3f}, {len(bodies)} pages on sites not learned from"
        )


if __name__ == "__main__":
    main()
