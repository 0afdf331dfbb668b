"""How exact newsnorm is on real pages: body, title, authors and date, beside other extractors.

Run it from the root of the repository: ``python benchmarks/quality.py``. It takes several minutes;
``--only newsnorm`` takes about one. The peers come with the extra ``bench``; those that are not
installed are left out.

The pages are not ours to publish. The environment variable NEWSNORM_SHARED names the folder in which
they stand, as ``corpora/NAME/gold.jsonl`` and ``corpora/NAME/html/ID.html.gz``. ``docs/quality.md``
says what they are, and what the figures mean.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.metadata
import json
import logging
import os
import platform
import re
import statistics
import sys
import time
import tomllib
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import lxml.html
import trafilatura
from attrs import asdict, frozen
from trafilatura.settings import Document

import newsnorm
from newsnorm.article import BODY, Role

FLOOR = Path(__file__).with_name("quality_floor.toml")
PROCESSES = 2
SHINGLE = 4
"""Words in a row that must agree."""

WORD = re.compile(r"\w+")
NO_WORD = re.compile(r"\W+")
LINES = ("p", "div", "li", "br", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
"""Elements at which a browser begins a new line."""

SAMPLE = b"<html><body><h1>A ferry</h1><p>%b</p></body></html>" % (b"The ferry was late, she said. " * 20)
NOWHERE = "https://example.org/"
"""The address of a page of which the corpus gives none."""

UNSTYLED = newsnorm.Profile(style=None)
"""Spellings stay as the page has them, or the gold text could not be met."""


# --- What the corpora say, and what an extractor finds


@frozen
class Gold:
    """What a page holds, as the corpus has it."""

    id: str
    url: str
    body: str
    summary: tuple[str, ...]
    """The standfirst, which is part of ``body``."""

    title: str
    authors: tuple[str, ...]
    date: str


@frozen
class Found:
    """What an extractor made of a page."""

    body: str
    opened: str | None = None
    """The body with the standfirst, where the extractor tells the two apart."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""


def listed(value: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return a value that a corpus gives as a list, as one string, or not at all."""
    return () if not value else (value,) if isinstance(value, str) else tuple(value)


def day(value: object) -> str:
    """Return the date of a day, or of a moment, as YYYY-MM-DD."""
    return str(value or "")[:10]


def gold_pages(corpus: Path) -> list[Gold]:
    """Return the gold of all pages of a corpus."""
    with (corpus / "gold.jsonl").open(encoding="utf-8") as lines:  # str.splitlines would split at U+2028 too
        rows = [json.loads(line) for line in lines]
    return [
        Gold(
            id=row["id"],
            url=row["url"] or NOWHERE,
            body=row["body"],
            summary=listed(row.get("summary")),
            title=row["title"] or "",
            authors=listed(row["authors"]),
            date=day(row["date"]),
        )
        for row in rows
    ]


# --- The extractors


def by_newsnorm(page: bytes, url: str) -> Found:
    """Return what newsnorm finds."""
    article = newsnorm.normalize_html(page, url=url, profile=UNSTYLED)
    return Found(
        body=article.text,
        opened=article.projected(*BODY, Role.STANDFIRST),
        title=article.title or "",
        authors=article.authors,
        date=day(article.published),
    )


def by_trafilatura(page: bytes, _url: str) -> Found:
    """Return the text that trafilatura finds by its defaults."""
    return Found(trafilatura.extract(page) or "")


def by_precise_trafilatura(page: bytes, _url: str) -> Found:
    """Return the text that trafilatura finds when it is asked to be strict."""
    return Found(trafilatura.extract(page, favor_precision=True) or "")


def trafilatura_facts(page: bytes, url: str) -> Found:
    """Return the title, authors and date that trafilatura finds."""
    document = trafilatura.bare_extraction(page, url=url, with_metadata=True)
    if not isinstance(document, Document):  # it found no text, and then tells nothing else
        return Found("")
    authors = tuple((document.author or "").split("; "))
    return Found("", title=document.title or "", authors=authors, date=day(document.date))


def by_readability(page: bytes, url: str) -> Found:
    """Return the text that readability-lxml finds; it gives HTML, which is read line by line."""
    root = lxml.html.fromstring(importlib.import_module("readability").Document(page, url=url).summary())
    for element in root.iter(*LINES):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    return Found(str(root.xpath("string()")))


def by_newspaper(page: bytes, url: str) -> Found:
    """Return what newspaper4k finds; it is given the page, and fetches nothing."""
    article = importlib.import_module("newspaper").Article(url, fetch_images=False)
    article.download(input_html=page)
    article.parse()
    return Found(
        body=article.text,
        title=article.title or "",
        authors=tuple(article.authors),
        date=day(article.publish_date),
    )


Reader = Callable[[bytes, str], Found]
"""A function that takes the bytes of a page, and its address."""


@frozen
class Tool:
    """An extractor."""

    package: str
    """As it is called where it is installed from."""

    read: Reader
    """What is timed."""

    facts: Reader | None = None
    """Title, authors and date, if ``read`` does not tell them; not timed."""

    tells_facts: bool = True
    """Whether title, authors and date are looked at."""


TOOLS: dict[str, Tool] = {
    "newsnorm": Tool("newsnorm", by_newsnorm),
    "trafilatura": Tool("trafilatura", by_trafilatura, facts=trafilatura_facts),
    "  favor_precision": Tool("trafilatura", by_precise_trafilatura, tells_facts=False),
    "readability-lxml": Tool("readability-lxml", by_readability, tells_facts=False),
    "newspaper4k": Tool("newspaper4k", by_newspaper),
}


def version(tool: Tool) -> str | None:
    """Return the version that is installed, if one is; newsnorm is here, installed or not."""
    if tool.package == "newsnorm":
        return newsnorm.__version__
    try:
        return importlib.metadata.version(tool.package)
    except importlib.metadata.PackageNotFoundError:
        return None


# --- What is compared


@frozen
class View:
    """A way to compare the pages of a corpus: what counts as the body."""

    label: str
    """As the table and the floor call it."""

    corpus: str
    gold: Callable[[Gold], str]
    found: Callable[[Found], str]
    facts: bool = True
    """Whether title, authors and date go with it; once for each corpus is enough."""


def gold_body(gold: Gold) -> str:
    """Return the body as the corpus has it."""
    return gold.body


def gold_without_standfirst(gold: Gold) -> str:
    """Return the body less the standfirst."""
    body = gold.body
    for summary in gold.summary:
        body = body.replace(summary, "", 1)
    return body


def found_body(found: Found) -> str:
    """Return the body."""
    return found.body


def found_with_standfirst(found: Found) -> str:
    """Return the body with the standfirst; for most extractors these are one."""
    return found.body if found.opened is None else found.opened


VIEWS = (
    View("fundus-dev with standfirst", "fundus-dev", gold_body, found_with_standfirst),
    View("fundus-dev without", "fundus-dev", gold_without_standfirst, found_body, facts=False),
    View("wcxb-dev", "wcxb-dev", gold_body, found_body),
)


@frozen
class Body:
    """How well a text agrees with the gold text."""

    precision: float
    recall: float
    exact: bool
    """Whether both have the same words in the same order."""


def shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Return all runs of `SHINGLE` words; a shorter text is one run."""
    size = min(SHINGLE, len(words))
    return Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1) if size)


def compared(found: str, gold: str) -> Body:
    """Return how well ``found`` agrees with ``gold``.

    >>> compared("one two three four five", "one two three four")
    Body(precision=0.5, recall=1.0, exact=False)
    >>> compared("", "one two three four")
    Body(precision=0.0, recall=0.0, exact=False)
    """
    found_words, gold_words = WORD.findall(found), WORD.findall(gold)
    found_runs, gold_runs = shingles(found_words), shingles(gold_words)
    same, made, due = (runs.total() for runs in (found_runs & gold_runs, found_runs, gold_runs))
    return Body(
        precision=same / made if made else float(not due),
        recall=same / due if due else 1.0,
        exact=found_words == gold_words,
    )


def plain(text: str) -> str:
    """Return the words of ``text``, without case and punctuation."""
    return NO_WORD.sub(" ", text).strip().casefold()


def names(authors: Iterable[str]) -> list[str]:
    """Return the names of authors so that their order does not matter."""
    return sorted(plain(author) for author in authors)


# --- One page


@frozen
class Marks:
    """What came of one page."""

    bodies: tuple[Body, ...]
    """One for each view of the corpus."""

    title: bool | None
    """Whether it is right; None where the gold has none, or the tool does not tell."""

    authors: bool | None
    date: bool | None
    error: str | None
    seconds: float
    """Processor time, which other work on the machine does not lengthen much."""


def ready(name: str) -> None:
    """Import a tool, and silence it: its first call is not counted."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    TOOLS[name].read(SAMPLE, NOWHERE)


def marks(name: str, corpus: Path, gold: Gold) -> Marks:
    """Return what a tool makes of one page."""
    tool = TOOLS[name]
    page = gzip.decompress((corpus / "html" / f"{gold.id}.html.gz").read_bytes())
    error = None
    start = time.process_time()
    try:
        found = tool.read(page, gold.url)
    except Exception as wrong:  # noqa: BLE001 -- whatever a tool raises is counted
        found, error = Found(""), f"{gold.id}: {wrong!r}"[:200]
    seconds = time.process_time() - start
    facts = found if tool.facts is None else tool.facts(page, gold.url)
    told = tool.tells_facts
    return Marks(
        bodies=tuple(compared(v.found(found), v.gold(gold)) for v in VIEWS if v.corpus == corpus.name),
        title=plain(facts.title) == plain(gold.title) if told and gold.title else None,
        authors=names(facts.authors) == names(gold.authors) if told and gold.authors else None,
        date=facts.date == gold.date if told and gold.date else None,
        error=error,
        seconds=seconds,
    )


# --- The figures


@frozen
class Figures:
    """One row of the table; None is not measured."""

    f1: float
    exact: float
    title: float | None
    authors: float | None
    date: float | None
    errors: int
    ms: float


def f1(bodies: Sequence[Body]) -> float:
    """Return F1 of the mean precision and the mean recall of the pages."""
    precision = statistics.mean(body.precision for body in bodies)
    recall = statistics.mean(body.recall for body in bodies)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def share(answers: Iterable[bool | None]) -> float | None:
    """Return the share of right answers among those that there are."""
    given = [answer for answer in answers if answer is not None]
    return statistics.mean(given) if given else None


def figures(view: View, bodies: Sequence[Body], pages: Sequence[Marks]) -> Figures:
    """Return the figures of one view of a corpus."""
    return Figures(
        f1=f1(bodies),
        exact=statistics.mean(body.exact for body in bodies),
        title=share(page.title for page in pages) if view.facts else None,
        authors=share(page.authors for page in pages) if view.facts else None,
        date=share(page.date for page in pages) if view.facts else None,
        errors=sum(page.error is not None for page in pages),
        ms=1000 * statistics.mean(page.seconds for page in pages),
    )


def measured(name: str, corpora: Path) -> Iterator[tuple[str, Figures]]:
    """Yield the figures of a tool, with the label of each view."""
    with ProcessPoolExecutor(PROCESSES, initializer=ready, initargs=(name,)) as pool:
        for corpus in dict.fromkeys(view.corpus for view in VIEWS):
            folder = corpora / corpus
            pages = list(pool.map(partial(marks, name, folder), gold_pages(folder), chunksize=8))
            for error in (page.error for page in pages if page.error):
                print(f"{name.strip()}, {corpus}, {error}", file=sys.stderr)
            views = [view for view in VIEWS if view.corpus == corpus]
            for view, bodies in zip(views, zip(*(page.bodies for page in pages), strict=True), strict=True):
                yield view.label, figures(view, bodies, pages)


Table = Mapping[str, Mapping[str, Figures]]
"""The figures by tool, then by the label of the view."""


def row(name: str, of: Figures) -> str:
    """Return a row of the table."""
    shares = (of.f1, of.exact, of.title, of.authors, of.date)
    cells = "".join(f"{'-' if value is None else f'{value:.3f}':>9}" for value in shares)
    return f"  {name:20}{cells}{of.errors:>8}{of.ms:>8.1f}"


def show(table: Table) -> None:
    """Print the table."""
    heads = "".join(f"{head:>9}" for head in ("F1", "exact", "title", "authors", "date"))
    print(f"{'':22}{heads}{'errors':>8}{'ms':>8}")
    for view in VIEWS:
        print(view.label)
        for name, rows in table.items():
            print(row(name, rows[view.label]))


def fallen(rows: Mapping[str, Figures]) -> list[str]:
    """Return a line for each figure that is under its floor."""
    floors = tomllib.loads(FLOOR.read_text(encoding="utf-8"))
    return [
        f"{label}: {what} is {asdict(rows[label])[what]:.4f}, under its floor of {floor:.4f}"
        for label, least in floors.items()
        for what, floor in least.items()
        if asdict(rows[label])[what] < floor
    ]


# --- The command


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description="How exact newsnorm is on real pages.")
    packages = sorted({tool.package for tool in TOOLS.values()})
    parser.add_argument("input", nargs="?", choices=("html", "text"), default="html", help="what is measured")
    parser.add_argument("--folds", type=Path, help="text: forests grown without the site of a page")
    parser.add_argument("--only", choices=packages, help="measure no other package")
    parser.add_argument("--check", action="store_true", help=f"fail if newsnorm is under {FLOOR.name}")
    asked = parser.parse_args()
    if asked.check and asked.only not in {None, "newsnorm"}:
        parser.error("--check needs the figures of newsnorm")
    return asked


def main() -> int:
    """Measure, print the table, and return 1 if newsnorm fell under its floor."""
    asked = arguments()
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        print("Nothing measured: NEWSNORM_SHARED names no folder with the corpora.")
        return 0
    if asked.input == "text":
        text = importlib.import_module("quality_text")
        return int(text.main(check=asked.check, folds=asked.folds, only=asked.only))
    chosen = [name for name, tool in TOOLS.items() if version(tool) and asked.only in {None, tool.package}]
    versions = dict.fromkeys(f"{TOOLS[name].package} {version(TOOLS[name])}" for name in chosen)
    print(f"Python {platform.python_version()}, {', '.join(versions)}, {PROCESSES} processes\n")
    table = {name: dict(measured(name, Path(shared) / "corpora")) for name in chosen}
    show(table)
    if not asked.check:
        return 0
    lines = fallen(table["newsnorm"])
    print("\n" + ("\n".join(lines) or f"newsnorm is nowhere under {FLOOR.name}."))
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main())
