"""How well captions are told in plain text: the words under the pictures of real pages.

Run it from the root of the repository: ``python benchmarks/captions.py``. It takes about a minute,
needs inscriptis, which comes with the extra ``bench``, and the pages of ``benchmarks/quality.py``.

The test set is made when it runs: each page is written out as text, whole, and a line of it is a
caption if all of it stands in a ``figcaption`` of the page. newsnorm sees the text alone. Lines that
stand elsewhere in a ``figure``, or in an element that is a caption or a credit by the name of its
class, count neither way.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import inscriptis
import lxml.html
from attrs import frozen

import newsnorm
from newsnorm import Role
from newsnorm.read.decode import decode

CORPORA = ("fundus-dev", "wcxb-dev")
WORD = re.compile(r"\w+")
LEAST = 4
"""Words of a caption; shorter lines under pictures are labels of buttons and sliders."""

PRECISION = 0.95
"""What ``--check`` asks for."""

UNSTYLED = newsnorm.Profile(style=None)


@frozen
class Line:
    """A line of a page as text."""

    corpus: str
    language: str
    text: str
    is_caption: bool
    """Whether it stands in a figcaption of the page, and not in the body, as the corpus has it."""
    found: bool
    """Whether newsnorm says that it is a caption or a credit."""


def squeezed(text: str) -> str:
    """Return the words of ``text`` alone, so that layout makes no difference.

    >>> squeezed("A crane, at *last*.")
    ' a crane at last '
    """
    return f" {' '.join(WORD.findall(text.casefold()))} "


MARKED = " | ".join(
    f"//*[contains(@class, '{part}')][not(self::body or self::html or self::article or self::main)]"
    for part in ("caption", "Caption", "credit", "Credit", "copyright", "Copyright")
)
"""Elements that are captions or credits by the name of their class."""


def within(root: lxml.html.HtmlElement, path: str) -> list[str]:
    """Return the words of each element that a path leads to."""
    texts = (inscriptis.get_text(lxml.html.tostring(e, encoding="unicode")) for e in root.xpath(path))
    return [words for words in map(squeezed, texts) if words.strip()]


def lines(corpus: str, page: str, body: str) -> Iterator[Line]:
    """Yield the lines of a page that has figures with words."""
    root = lxml.html.document_fromstring(page)
    captions = within(root, "//figcaption")
    if not captions:
        return
    others = within(root, f"//figure | {MARKED}")
    article = newsnorm.normalize_text(inscriptis.get_text(page), profile=UNSTYLED)
    told = squeezed(body)
    for block in article.blocks:
        words = squeezed(block.text.source)
        if len(words.split()) >= LEAST:
            is_caption = words not in told and any(words in caption for caption in captions)
            if not is_caption and words not in told and any(words in other for other in others):
                continue
            found = block.role in (Role.CAPTION, Role.CREDIT)
            yield Line(corpus, article.language or "?", block.text.source, is_caption, found)


def measured(folder: Path) -> Iterator[Line]:
    """Yield the lines of all pages of a corpus."""
    with (folder / "gold.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            data = gzip.decompress((folder / "html" / f"{row['id']}.html.gz").read_bytes())
            yield from lines(folder.name, decode(data, row["id"])[0], row["body"])


def shown(label: str, of: Iterable[Line]) -> float:
    """Print a row of the table, and return the precision."""
    counts = Counter((line.is_caption, line.found) for line in of)
    right, wrong, missed = counts[True, True], counts[False, True], counts[True, False]
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    print(f"{label:16}{right + missed:>9}{right + wrong:>8}{precision:>11.3f}{recall:>8.3f}")
    return precision


def main() -> int:
    """Print the table; with ``--check``, fail if precision is under `PRECISION`."""
    parser = argparse.ArgumentParser(description="How well captions are told in plain text.")
    parser.add_argument("--check", action="store_true", help=f"fail if precision is under {PRECISION}")
    parser.add_argument(
        "--wrong", action="store_true", help="print the lines that are wrongly called captions"
    )
    parser.add_argument("--missed", action="store_true", help="print the captions that are missed")
    asked = parser.parse_args()
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        print("left out: NEWSNORM_SHARED names no folder with the pages", file=sys.stderr)
        return 0
    found = [line for name in CORPORA for line in measured(Path(shared) / "corpora" / name)]
    print(f"{'':16}{'captions':>9}{'found':>8}{'precision':>11}{'recall':>8}")
    precision = shown("all", found)
    for name in CORPORA:
        shown(name, (line for line in found if line.corpus == name))
    for language, _ in Counter(line.language for line in found if line.is_caption).most_common():
        shown(f"  {language}", (line for line in found if line.language == language))
    for line in found:
        if (asked.wrong and line.found and not line.is_caption) or (
            asked.missed and line.is_caption and not line.found
        ):
            print(f"{'wrong' if line.found else 'missed'}\t{line.language}\t{line.text}")
    return int(asked.check and precision < PRECISION)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.exit(main())
