"""How fast names are found and unified, beside flashtext2 and pyahocorasick on the same text.

Run it from the root of the repository: ``python benchmarks/names.py``. The peers come with the extra
``bench``; those that are not installed are left out. They are given the whole spellings, and of a
person each surname and each given name with the usual other. newsnorm finds each with each, and bare
surnames; it also reads what stands around a name, and says why it is changed or left.
"""

from __future__ import annotations

import datetime
import importlib.util
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from speed import Texts

from newsnorm import names
from newsnorm.language import detect
from newsnorm.names.gazetteer import PART, Entity, Gazetteer
from newsnorm.names.matcher import Matcher

SIZE = 2_000_000
"""Bytes of text in each run."""

ARTICLE = 5_000
"""Bytes of one article, as the text is cut for `names.unify`."""

RUNS = 5


def spellings(entity: Entity) -> Iterator[str]:
    """Yield the spellings of an entity: of a person, each surname and each given name with the usual other."""
    given, _, surname = entity.name.partition(PART)
    yield from (entity.written, *entity.forms)
    if entity.is_split:
        yield from (f"{given} {other}" for other in entity.surnames)
        yield from (f"{other} {surname}" for other in entity.given)


def flashtext(forms: list[str]) -> Callable[[str], int]:
    """Return a search by flashtext2."""
    processor = importlib.import_module("flashtext2").KeywordProcessor(case_sensitive=True)
    for form in forms:
        processor.add_keyword(form)
    return lambda text: len(list(processor.extract_keywords_with_span(text)))


def ahocorasick(forms: list[str]) -> Callable[[str], int]:
    """Return a search by pyahocorasick, with the ends of words checked."""
    automaton = importlib.import_module("ahocorasick").Automaton()
    for form in forms:
        automaton.add_word(form, len(form))
    automaton.make_automaton()

    def search(text: str) -> int:
        found = 0
        for end, length in automaton.iter(text):
            before, after = text[end - length : end - length + 1], text[end + 1 : end + 2]
            found += not (length <= end and before.isalnum()) and not after.isalnum()
        return found

    return search


def loading() -> None:
    """Print how long the gazetteer takes to load, and the first names to be found."""
    names.shipped.cache_clear()
    start = time.process_time()
    Matcher(names.shipped()).find("Talks in Kiev with Volodymyr Zelensky.")
    print(f"The gazetteer is read, and two names found, in {1000 * (time.process_time() - start):.0f} ms\n")


def rows(gazetteer: Gazetteer) -> Iterator[tuple[str, Callable[[str], int]]]:
    """Yield what is measured."""
    matcher = Matcher(gazetteer)
    yield "newsnorm, names found", lambda text: len(matcher.find(text))
    for day in (None, datetime.date(2018, 1, 1)):
        yield (
            f"newsnorm, unified{' as of 2018' if day else ''}",
            lambda text, day=day: sum(
                len(names.unify(text[at : at + ARTICLE], as_of=day).edits)
                for at in range(0, len(text), ARTICLE)
            ),
        )
    forms = sorted({form for entity in gazetteer.entities for form in spellings(entity)})
    print(f"{len(gazetteer.entities)} entities; the peers are given {len(forms)} spellings\n")
    for name, peer in (("flashtext2", flashtext), ("ahocorasick", ahocorasick)):
        if importlib.util.find_spec(name) is not None:
            yield name, peer(forms)


def dense() -> Iterator[str]:
    """Yield texts in which a name stands every 150 characters, each of other sentences."""
    texts = Texts()
    while True:
        yield "\n\n".join(texts.paragraphs(SIZE))


def articles() -> Iterator[str]:
    """Yield texts of the articles of real English pages; nothing if they are not there."""
    shared = os.environ.get("NEWSNORM_SHARED")
    if shared:
        golds = sorted((Path(shared) / "corpora").glob("*/gold.jsonl"))
        lines = [line for gold in golds for line in gold.read_text("utf-8").split("\n") if line]
        bodies = [body for line in lines if detect(body := json.loads(line)["body"]) == "en"]
        text = "\n\n".join(bodies)
        yield from (text[at : at + SIZE] for at in range(0, len(text) - SIZE, SIZE))


def table(title: str, texts: Iterator[str], measured: list[tuple[str, Callable[[str], int]]]) -> None:
    """Measure all on the same texts, in turns, and print the rates."""
    taken: dict[str, list[float]] = {name: [] for name, _ in measured}
    found: dict[str, int] = {}
    for text in islice(texts, RUNS):
        for name, work in measured:
            start = time.process_time()
            found[name] = work(text)
            taken[name].append(time.process_time() - start)
    if not found:
        return
    print(f"{title:34}{'MB/s':>7}{'names in the last text':>26}")
    for name, seconds in taken.items():
        print(f"{name:34}{SIZE / 1e6 / statistics.median(seconds):7.1f}{found[name]:26}")
    print()


def main() -> None:
    """Measure all."""
    print(f"Python {platform.python_version()}, one core\n")
    loading()
    measured = list(rows(names.shipped()))
    table("articles of real pages", articles(), measured)
    table("a name every 150 characters", dense(), measured)


if __name__ == "__main__":
    main()
