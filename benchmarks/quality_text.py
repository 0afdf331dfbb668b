"""How exact newsnorm is on text alone: ``python benchmarks/quality.py text``.

The pages of the corpora are rendered as scrapers do it, and each tool gets only that text; trafilatura, which
gets the HTML, is there for comparison. ``--folds DIR`` measures every page with a forest that was grown
without its site (tools/train_segmentation.py writes them): that is how newsnorm does on other sites.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import re
import runpy
import statistics
import tomllib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

import trafilatura
from quality import PROCESSES, UNSTYLED, WORD, Body, Gold, compared, f1, gold_pages
from renderings import RENDERINGS, fold, rendered

import newsnorm
from newsnorm import forest
from newsnorm.article import BODY, Role
from newsnorm.language import detect
from newsnorm.stages.signs import NAMES

CORPORA = ("fundus-dev", "wcxb-dev")
FLOOR = Path(__file__).with_name("quality_text_floor.toml")
NEEDED = ("resiliparse", "inscriptis", "html2text", "readability")
LEAST_PAGES = 3
"""Pages of a language that are needed to tell a figure."""

SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»」)\]]*$""")
POLICY = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies")


def as_it_is(text: str) -> str:
    """Return the text."""
    return text


def long_sentences(text: str) -> str:
    """Return the lines of at least 15 words that end a sentence."""
    lines = map(str.strip, text.splitlines())
    return "\n".join(x for x in lines if len(WORD.findall(x)) >= 15 and SENTENCE_END.search(x))


def c4(text: str) -> str:
    """Return the lines that the rules of the C4 corpus keep; those for whole pages are left out."""
    lines = map(str.strip, text.splitlines())
    kept = (x for x in lines if len(x.split()) >= 5 and x.endswith((".", "!", "?", '"')))
    return "\n".join(
        x
        for x in kept
        if not x.endswith("...") and not any(word in x.lower() for word in ("javascript", *POLICY))
    )


PEERS: dict[str, Callable[[str], str]] = {
    "the text as it is": as_it_is,
    "lines of 15 words": long_sentences,
    "C4's rules for lines": c4,
}
OURS, REFERENCE = "newsnorm", "trafilatura, of the HTML"


def by_newsnorm(text: str, corpus: str) -> str:
    """Return what newsnorm keeps; in Fundus the standfirst is part of the body."""
    if not text.strip():
        return ""
    article = newsnorm.normalize_text(text, profile=UNSTYLED)
    return article.projected(*BODY, Role.STANDFIRST) if corpus.startswith("fundus") else article.text


@cache
def _grown(folds: Path, part: int) -> forest.Forest:
    grown = runpy.run_path(str(folds / f"{part}.py"))
    if grown["WITNESSES"] != forest.checksum(NAMES):
        why = f"{folds} was grown with other witnesses"
        raise SystemExit(why)
    return forest.Forest(grown["TREES"])


def page_bodies(
    corpus: Path, folds: Path | None, tools: tuple[str, ...], gold: Gold
) -> dict[tuple[str, str], Body]:
    """Return how each of the tools does with each rendering of a page."""
    page = gzip.decompress((corpus / "html" / f"{gold.id}.html.gz").read_bytes())
    if folds is not None:
        grown = _grown(folds, fold(gold.id, gold.url))
        forest.shipped = lambda _name, _witnesses: grown  # type: ignore[assignment]
    extracted = compared(trafilatura.extract(page) or "", gold.body) if REFERENCE in tools else None
    found: dict[tuple[str, str], Body] = {}
    for name in RENDERINGS:
        text = rendered(name, page)
        for tool in PEERS.keys() & tools:
            found[name, tool] = compared(PEERS[tool](text), gold.body)
        found[name, OURS] = compared(by_newsnorm(text, corpus.name), gold.body)
        if extracted is not None:
            found[name, REFERENCE] = extracted
    return found


def measured(shared: Path, folds: Path | None, tools: tuple[str, ...]) -> dict[str, float]:
    """Print the tables, and return the F1 of newsnorm by corpus and rendering."""
    ours: dict[str, float] = {}
    for name in CORPORA:
        corpus = shared / "corpora" / name
        golds = gold_pages(corpus)
        with ProcessPoolExecutor(PROCESSES) as pool:
            pages = list(pool.map(partial(page_bodies, corpus, folds, tools), golds, chunksize=8))
        for rendering in RENDERINGS:
            print(f"{name}, {rendering:24}{'F1':>10}{'precision':>11}{'recall':>9}{'exact':>8}")
            for tool in tools:
                print(_row(tool, [page[rendering, tool] for page in pages]))
            ours[f"{name} {rendering}"] = f1([page[rendering, OURS] for page in pages])
        _show_languages(golds, pages)
    return ours


def _row(tool: str, bodies: list[Body]) -> str:
    means = (
        statistics.mean(getattr(body, what) for body in bodies) for what in ("precision", "recall", "exact")
    )
    precision, recall, exact = means
    return f"  {tool:36}{f1(bodies):8.3f}{precision:11.3f}{recall:9.3f}{exact:8.3f}"


def _show_languages(golds: list[Gold], pages: list[dict[tuple[str, str], Body]]) -> None:
    by_language: dict[str, list[dict[tuple[str, str], Body]]] = {}
    for gold, page in zip(golds, pages, strict=True):
        by_language.setdefault(detect(gold.body) or "?", []).append(page)
    print(f"{'newsnorm by language':24}{'pages':>8}" + "".join(f"{name:>14}" for name in RENDERINGS))
    for language, those in sorted(by_language.items(), key=lambda item: -len(item[1])):
        if len(those) >= LEAST_PAGES:
            cells = "".join(f"{f1([page[name, OURS] for page in those]):14.3f}" for name in RENDERINGS)
            print(f"  {language:22}{len(those):8}{cells}")
    print()


def main(*, check: bool, folds: Path | None, only: str | None) -> int:
    """Measure and print, newsnorm ``only`` or its peers too; return 1 if it fell under its floor and ``check`` asks."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        print(f"Nothing measured: {', '.join(missing)} not installed; they come with the extra bench.")
        return 0
    if check and folds is None:
        print("--check needs --folds: the floors are those of sites that the trees have not met.")
        return 2
    tools = (OURS,) if only == OURS else (*PEERS, OURS, REFERENCE)
    figures = measured(Path(os.environ["NEWSNORM_SHARED"]), folds, tools)
    floors = tomllib.loads(FLOOR.read_text("utf-8")) if check else {}
    under = {name: floor for name, floor in floors.items() if figures[name] < floor}
    if check:
        print(json.dumps(under) if under else f"newsnorm is nowhere under {FLOOR.name}.")
    return int(bool(under))
