"""Write the index of the shipped names anew, after a change to their tables.

    python tools/gazetteer/index.py

It needs nothing but newsnorm itself; ``build.py`` does it, too.
"""

from __future__ import annotations

from pathlib import Path

from newsnorm.names.gazetteer import read, rows_of
from newsnorm.names.index import Index

OUT = Path(__file__).parents[2] / "src" / "newsnorm" / "data" / "names"


def write(folder: Path) -> None:
    """Write the index of the tables in ``folder``."""
    entities = read(folder, Index()).entities
    found = Index.of(row for entity in entities for row in rows_of(entity))
    (folder / "index.tsv").write_text(found.written(), "utf-8")


if __name__ == "__main__":
    write(OUT)
