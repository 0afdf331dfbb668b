"""What a site memory takes off: pages of one site, each read with a memory of the others.

Run it from the root of the repository: ``python benchmarks/memory.py``. It needs inscriptis, which
comes with the extra ``bench``, and the pages of ``benchmarks/quality.py``. Few sites have three of
them, and none has four, so a block counts as repeated here from two other pages on, not from three.
"""

from __future__ import annotations

import gzip
import os
import sys
import warnings
from collections import defaultdict
from pathlib import Path
from urllib.parse import urlsplit

import inscriptis
from quality import Body, Gold, compared, f1, gold_pages

import newsnorm
from newsnorm.memory import SiteMemory
from newsnorm.read.decode import decode
from newsnorm.stages import template

CORPORA = ("fundus-dev", "wcxb-dev")
LEAST = 2
"""Other pages on which a block must stand."""

UNSTYLED = newsnorm.Profile(style=None)


def site(corpus: str, gold: Gold) -> str:
    """Return the site of a page: its publisher in fundus-dev, its host in wcxb-dev."""
    return gold.id.rsplit("-", 1)[0] if corpus == "fundus-dev" else urlsplit(gold.url).netloc


def text(corpus: Path, gold: Gold) -> str:
    """Return a page as text, whole."""
    data = gzip.decompress((corpus / "html" / f"{gold.id}.html.gz").read_bytes())
    return inscriptis.get_text(decode(data, gold.id)[0])


def sites(corpora: Path) -> list[list[tuple[Gold, str]]]:
    """Return the pages of each site that has enough of them."""
    found: dict[str, list[tuple[Path, Gold]]] = defaultdict(list)
    for name in CORPORA:
        for gold in gold_pages(corpora / name):
            found[site(name, gold)].append((corpora / name, gold))
    return [
        [(gold, text(corpus, gold)) for corpus, gold in pages]
        for pages in found.values()
        if len(pages) > LEAST
    ]


def main() -> int:
    """Print precision, recall and F1 without a memory and with one."""
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        print("left out: NEWSNORM_SHARED names no folder with the pages", file=sys.stderr)
        return 0
    template.LEAST = LEAST
    bodies: dict[str, list[Body]] = {"without": [], "with": []}
    taken = 0
    pages = sites(Path(shared) / "corpora")
    for of in pages:
        articles = [newsnorm.normalize_text(source, profile=UNSTYLED) for _, source in of]
        for at, (gold, source) in enumerate(of):
            memory = SiteMemory()
            for article in articles[:at] + articles[at + 1 :]:
                memory = memory.shown(article)
            known = newsnorm.normalize_text(source, profile=newsnorm.Profile(style=None, memory=memory))
            taken += sum(block.reasons[-1].rule == template.RULE for block in known.dropped)
            bodies["without"].append(compared(articles[at].text, gold.body))
            bodies["with"].append(compared(known.text, gold.body))
    print(f"{len(pages)} sites, {sum(map(len, pages))} pages, {taken} blocks dropped as template\n")
    print(f"{'memory':10}{'precision':>11}{'recall':>9}{'F1':>9}")
    for label, of in bodies.items():
        precision = sum(body.precision for body in of) / len(of)
        recall = sum(body.recall for body in of) / len(of)
        print(f"{label:10}{precision:>11.3f}{recall:>9.3f}{f1(of):>9.3f}")
    return 0


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
