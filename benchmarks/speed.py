"""How fast newsnorm is: a 5 kB article and real web pages beside trafilatura, and the time as the text grows.

Run it from the root of the repository: ``python benchmarks/speed.py``. It takes two minutes. The real pages are those of the
corpora, where ``NEWSNORM_SHARED`` names their folder; without it they are left out.

The texts are made of the sentences of ``seeds/``, drawn anew for every run, so that no cache of
either library has met the paragraph before.
"""

from __future__ import annotations

import gzip
import os
import platform
import random
import re
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import trafilatura

from newsnorm import normalize, normalize_html, normalize_text

SEEDS = sorted((Path(__file__).parents[1] / "seeds").glob("*.txt"))
SIZE = 5_000
"""Bytes of the article's text."""

RUNS = 300
PAGES = 110
"""So many of each corpus are read, each once."""

BEFORE = 60
"""Other pages that are read before any is timed: what is compiled and imported once falls on them."""

MEGABYTES = (1, 2, 4, 8)
SENTENCE = re.compile(r"(?<=[.!?])[”\"]?\s+")

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Harbour Courier</title>
<meta property="og:title" content="{title}"><meta property="og:type" content="article">
<link rel="stylesheet" href="/main.css"><style>{style}</style><script>{script}</script></head>
<body><header><a class="logo" href="/">The Harbour Courier</a>
<nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By <a href="/staff/ana-sol">Ana Sol</a></p>
<ul class="share"><li><a href="#">Share</a></li><li><a href="#">Tweet</a></li></ul>
{paragraphs}
<div class="newsletter"><p>Sign up for our newsletter</p><form><input type="email"></form></div>
</article><aside><h2>Most read</h2><ul>{teasers}</ul></aside></main>
<footer><ul>{menu}</ul><p>© 2024 The Harbour Courier. All rights reserved.</p></footer>
<script>{script}</script></body></html>"""


class Texts:
    """Articles made of the sentences of the sample pages, no two alike."""

    def __init__(self) -> None:
        self.random = random.Random(1)
        articles = [normalize(path) for path in SEEDS]
        paragraphs = [text for article in articles for text in article.paragraphs if len(text) > 80]
        self.sentences = [s for text in paragraphs for s in SENTENCE.split(text) if len(s) > 20]
        self.furniture = [str(block.text) for article in articles for block in article.dropped]

    def paragraph(self) -> str:
        """Return three sentences."""
        return " ".join(self.random.sample(self.sentences, 3))

    def paragraphs(self, size: int) -> list[str]:
        """Return paragraphs that come to ``size`` bytes; the last one is cut."""
        found: list[str] = []
        left = size
        while left > 0:
            found.append(self.paragraph().encode()[:left].decode(errors="ignore"))
            left -= len(found[-1].encode()) + 2
        return found

    def page(self) -> str:
        """Return an article of `SIZE` bytes as a text: headline, byline, paragraphs, furniture."""
        head = ["Ministers Agree to Repair the Bridge, but Not on Who Will Pay", "By Ana Sol"]
        tail = self.random.sample(self.furniture, 4)
        size = SIZE - sum(len(line.encode()) + 2 for line in (*head, *tail))
        return "\n\n".join((*head, *self.paragraphs(size), *tail))


def html_of(page: str) -> str:
    """Return ``page`` as a web page with the furniture that such pages have."""
    title, _, *paragraphs = page.split("\n\n")
    items = [f"<li><a href='/section/{n}'>Section {n} of the paper</a></li>" for n in range(30)]
    return PAGE.format(
        title=title,
        style=".a { color: red; } " * 200,
        script="window.dataLayer = window.dataLayer || []; " * 200,
        menu="".join(items),
        teasers="".join(items[:10]),
        paragraphs="\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
    )


def seconds(work: Callable[[Any], object], text: str | bytes) -> float:
    """Return how much time of the processor ``work`` takes with ``text``: what else runs counts less."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def one_article(texts: Texts) -> None:
    """Print how long one article takes, beside trafilatura."""
    pages = [texts.page() for _ in range(RUNS)]
    webs = [html_of(page) for page in pages]
    normalize_html(webs[0])  # the first call imports lxml and trafilatura
    rows: tuple[tuple[str, str, Callable[[str], object], list[str]], ...] = (
        ("trafilatura.extract", "HTML", trafilatura.extract, webs),
        ("  with_metadata=True", "HTML", partial(trafilatura.extract, with_metadata=True), webs),
        ("newsnorm.normalize_text", "text", normalize_text, pages),
        ("newsnorm.normalize_html", "HTML", normalize_html, webs),
    )
    # In turns, so that whatever else the machine does falls on all of them alike.
    turns = [[seconds(work, inputs[at]) for _, _, work, inputs in rows] for at in range(RUNS)]
    medians = [statistics.median(taken) * 1000 for taken in zip(*turns, strict=True)]
    print(f"One article with {SIZE / 1000:.0f} kB of text; median of {RUNS} runs, each on another text\n")
    print(f"{'':26}{'input':>6}{'kB':>7}{'ms':>8}{'MB/s':>7}{'ratio':>8}")
    for (name, kind, _, inputs), taken in zip(rows, medians, strict=True):
        size = statistics.mean(len(text.encode()) for text in inputs) / 1000
        print(f"{name:26}{kind:>6}{size:7.1f}{taken:8.2f}{size / taken:7.2f}{taken / medians[0]:8.2f}")


def real_pages(corpora: Path) -> None:
    """Print how long real web pages take, in turns with trafilatura."""
    print(f"\nReal web pages, each once; normalize_html beside trafilatura.extract\n\n{'':18}", end="")
    print(f"{'pages':>6}{'ms':>8}{'ms':>8}{'ratio':>8}{'median':>8}")
    files = {path.name: sorted(path.glob("html/*.html.gz")) for path in sorted(corpora.iterdir())}
    timed = {name: found[:: len(found) // PAGES] for name, found in files.items() if len(found) >= PAGES}
    others = [file for name, found in timed.items() for file in sorted({*files[name]} - {*found})]
    for file in others[:BEFORE]:
        taken_by_both(file)
    for name, found in timed.items():
        turns = [taken_by_both(file) for file in found]
        ours, theirs = (statistics.mean(taken) * 1000 for taken in zip(*turns, strict=True))
        median = statistics.median(one / other for one, other in turns)
        print(f"{name:18}{len(found):6}{ours:8.1f}{theirs:8.1f}{ours / theirs:8.2f}{median:8.2f}")


def taken_by_both(file: Path) -> tuple[float, float]:
    """Return how many seconds newsnorm and trafilatura take for a page."""
    page = gzip.decompress(file.read_bytes())
    return seconds(normalize_html, page), seconds(trafilatura.extract, page)


def growth(texts: Texts) -> None:
    """Print how the time grows with the length of the text."""
    kinds: dict[str, Callable[[int], str]] = {
        "many paragraphs": lambda size: "\n\n".join(texts.paragraphs(size)),
        "one line": lambda size: " ".join(texts.paragraphs(size)),
        "blank lines": lambda size: "First line.".ljust(size, "\n") + "Last line.",
    }
    print(f"\nAs the text grows, normalize_text, seconds (MB/s)\n\n{'':18}", end="")
    print("".join(f"{f'{size} MB':>16}" for size in MEGABYTES))
    for kind, text_of in kinds.items():
        cells = []
        for size in MEGABYTES:
            taken = seconds(normalize_text, text_of(size * 1_000_000))
            cells.append(f"{f'{taken:.2f} ({size / taken:.1f})':>16}")
        print(f"{kind:18}{''.join(cells)}", flush=True)


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, trafilatura {trafilatura.__version__}, one core\n")
    samples = Texts()
    one_article(samples)
    if shared := os.environ.get("NEWSNORM_SHARED"):
        real_pages(Path(shared) / "corpora")
    growth(samples)
