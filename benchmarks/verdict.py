"""How often the verdict on a page is right: on pages without an article, and on real ones with one.

The pages without one are those of ``tests/verdicts``, written for this; the real pages are those of the corpora, where
``NEWSNORM_SHARED`` names their folder.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import newsnorm
from newsnorm import Verdict

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from verdicts.pages import samples

UNSTYLED = newsnorm.Profile(style=None)
Judged = tuple[str, Verdict, Verdict]
"""What a page is called here, what it is, and what it was taken for."""


def verdict(html: str | bytes) -> Verdict:
    """Return the verdict on a page."""
    return newsnorm.normalize_html(html, profile=UNSTYLED).verdict


def written(words: str, label: str) -> Iterator[Judged]:
    """Yield what becomes of the pages of a file of words."""
    for sample in samples(words):
        yield f"{label}{sample.kind}", sample.verdict, verdict(sample.html)


def real(path: Path) -> Verdict:
    """Return the verdict on a page of a corpus."""
    return verdict(gzip.decompress(path.read_bytes()))


def pages() -> Iterator[Judged]:
    """Yield what becomes of the pages of the corpora, each of which holds an article."""
    shared = os.environ.get("NEWSNORM_SHARED")
    for corpus in ("fundus-dev", "wcxb-dev") if shared else ():
        folder = Path(str(shared)) / "corpora" / corpus
        ids = [json.loads(line)["id"] for line in (folder / "gold.jsonl").open(encoding="utf-8")]
        with ProcessPoolExecutor(2) as pool:
            found = pool.map(real, [folder / "html" / f"{page}.html.gz" for page in ids], chunksize=8)
            yield from ((corpus, Verdict.ARTICLE, told) for told in found)


def main() -> None:
    """Print, for each kind of page, what it was taken for."""
    rows: dict[tuple[str, Verdict], Counter[Verdict]] = {}
    for label, is_one, told in (*written("words.toml", ""), *written("unseen.toml", "unseen: "), *pages()):
        rows.setdefault((label, is_one), Counter())[told] += 1
    print(f"{'':28}{'is':>12}" + "".join(f"{told.value:>12}" for told in Verdict))
    for (label, is_one), counts in rows.items():
        print(f"{label:28}{is_one.value:>12}" + "".join(f"{counts[told] or '':>12}" for told in Verdict))


if __name__ == "__main__":
    main()
