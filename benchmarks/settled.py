"""How many real pages are settled: their text, normalised once more as text, loses nothing and is not edited.

The pages are those of the corpora, where ``NEWSNORM_SHARED`` names their folder: as they came, and as the text that
scrapers make of them, where the extra ``bench`` is installed. Each page that is not settled is printed with the
rules that would change its text.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from quality import Gold, gold_pages
from renderings import RENDERINGS, rendered

import newsnorm

KINDS = ("html", *RENDERINGS)


def unsettled(kind: str, corpus: Path, gold: Gold) -> Counter[str] | None:
    """Return which rules would change the text of a page, and how often; ``None`` where it has no text."""
    page = gzip.decompress((corpus / "html" / f"{gold.id}.html.gz").read_bytes())
    if kind == "html":
        text = newsnorm.normalize_html(page, url=gold.url).text
    else:
        raw = rendered(kind, page)
        text = newsnorm.normalize_text(raw).text if raw.strip() else ""
    if not text.strip():
        return None
    again = newsnorm.normalize_text(text)
    edits = [edit for block in again.blocks if not block.is_dropped for edit in block.text.edits]
    return Counter(
        [block.reasons[-1].rule for block in again.dropped] + [edit.reasons[-1].rule for edit in edits]
    )


def main() -> None:
    """Print the shares of settled pages by kind and corpus."""
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        sys.exit("Nothing measured: NEWSNORM_SHARED names no folder with the corpora.")
    for kind in KINDS:
        for name in ("fundus-dev", "wcxb-dev"):
            corpus = Path(shared) / "corpora" / name
            golds = gold_pages(corpus)
            with ProcessPoolExecutor(2) as pool:
                pages = list(pool.map(partial(unsettled, kind, corpus), golds, chunksize=8))
            found = [(gold.id, rules) for gold, rules in zip(golds, pages, strict=True) if rules is not None]
            settled = sum(not rules for _, rules in found)
            print(
                f"{kind:12} {name:11} {settled:4} of {len(found):4} settled, {settled / (len(found) or 1):.2%}"
            )
            for page, rules in found:
                if rules:
                    print(
                        f"  {page}: {', '.join(f'{rule} ({count})' for rule, count in rules.most_common(3))}"
                    )


if __name__ == "__main__":
    main()
