"""How many of the spellings that people have used are among the forms that newsnorm generates.

    NEWSNORM_SHARED=... python benchmarks/romanisation.py [--missed]

The names are Cyrillic words of EU legal acts with every Latin rendering met there, most of them
Russian names beside Ukrainian or Belarusian renderings. Spellings are compared as the matcher compares them.

- *types*: share of renderings that are among the forms; *occurrences*: the same, by how often they were met
- *collisions*: share of forms that are a rendering of another name, and of no spelling of the same name

A word counts as Ukrainian or Belarusian by its letters, otherwise as Russian; `any` takes the forms of all three.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from newsnorm.errors import UnreadableName
from newsnorm.names.forms import forms
from newsnorm.names.matcher import fold

Renderings = dict[str, dict[str, int]]
CYRILLIC = ("ru", "uk", "be")


def main() -> int:
    """Print the figures; with ``--missed`` the renderings that are not generated."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--missed", action="store_true", help="list the renderings that are not among the forms"
    )
    missed = parser.parse_args().missed
    folder = os.environ.get("NEWSNORM_SHARED")
    if not folder:
        print("NEWSNORM_SHARED names no folder with the names", file=sys.stderr)
        return 2
    names = Path(folder) / "names"
    renderings: Renderings = json.loads((names / "eu_cyrillic_token_renderings.json").read_text("utf-8"))
    gold = _pairs(names / "gold_cyrillic_tokens.tsv")
    words = sorted({pair[key] for pair in gold if pair["label"] == "1" for key in ("cyr_a", "cyr_b")})
    print(f"{'words':34}{'language':10}{'types':>8}{'occurr.':>9}{'collisions':>12}{'forms':>7}")
    for title, some in (("with several renderings (gold)", words), ("all", sorted(renderings))):
        for how, known in (("by letters", generated), ("any", generated_by_any)):
            types, occurrences = coverage(some, renderings, known)
            hits, count = collisions(some, renderings, known)
            print(
                f"{f'{title}: {len(some)}':34}{how:10}{types:8.1%}{occurrences:9.1%}"
                f"{hits / count:12.3%}{count / len(some):7.0f}"
            )
    negatives = [(p["cyr_a"], p["b"]) for p in gold if p["label"] == "0"]
    negatives += [(p["cyr_b"], p["a"]) for p in gold if p["label"] == "0"]
    wrong = [pair for pair in negatives if fold(pair[1]) in generated(pair[0])]
    print(f"\nlook-alikes of other names taken for the name: {len(wrong)} of {len(negatives)}: {wrong}")
    if missed:
        for word in words:
            for latin, times in renderings[word].items():
                if fold(latin) not in generated(word):
                    print(word, language(word), latin, times, sep="\t")
    return 0


def _pairs(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def language(word: str) -> str:
    """Return the language that the letters of a word tell."""
    if re.search(r"[ўэ]|і.*ы|ы.*і", word) and not re.search("[иїєщґ]", word) and re.search("[ўі]", word):
        return "be"
    return "uk" if re.search("[іїєґ]", word) else "ru"


@cache
def generated(word: str) -> frozenset[str]:
    """Return the forms of a word, folded."""
    return _folded(word, language(word))


@cache
def generated_by_any(word: str) -> frozenset[str]:
    """Return the forms of a word read in each of the languages, folded."""
    return frozenset().union(*(_folded(word, code) for code in CYRILLIC))


def _folded(word: str, code: str) -> frozenset[str]:
    try:
        return frozenset(fold(form.text) for form in forms(word, code))
    except UnreadableName:  # some words of the acts are not in Cyrillic at all
        return frozenset()


def coverage(
    words: Iterable[str], renderings: Renderings, known: Callable[[str], frozenset[str]]
) -> tuple[float, float]:
    """Return the shares of renderings, and of their occurrences, that are among the forms."""
    met = [(times, fold(latin) in known(word)) for word in words for latin, times in renderings[word].items()]
    occurrences = sum(times for times, _ in met)
    return sum(hit for _, hit in met) / len(met), sum(times * hit for times, hit in met) / occurrences


def collisions(
    words: Iterable[str], renderings: Renderings, known: Callable[[str], frozenset[str]]
) -> tuple[int, int]:
    """Return how many forms are renderings of another name only, and how many forms there are."""
    owners: dict[str, set[str]] = defaultdict(set)
    for word, latin in ((word, latin) for word, found in renderings.items() for latin in found):
        owners[fold(latin)].add(word)
    hits = count = 0
    for word in words:
        same = set().union(*(owners[fold(latin)] for latin in renderings[word]))
        count += len(known(word))
        hits += sum(1 for form in known(word) if form in owners and not owners[form] & same)
    return hits, count


if __name__ == "__main__":
    sys.exit(main())
