"""Where the time goes: reading, each stage and assembling, over the texts that scrapers make of real pages.

``python benchmarks/stages.py``, with the extra ``bench`` and the corpora, whose folder ``NEWSNORM_SHARED`` names. Each text is
normalised once, so that no cache has met it; those of another corpus come first, so that all patterns are compiled. The
time is that of the processor, as a share of the whole and in microseconds for each kilobyte.
"""

from __future__ import annotations

import gzip
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from quality import gold_pages
from renderings import RENDERINGS, rendered

from newsnorm import normalize_text, pipeline
from newsnorm.assemble import article

MEASURED, BEFORE = "fundus-dev", "wcxb-dev"
WARM = 40
"""Pages of the other corpus that are read before anything is measured."""


def texts(corpus: Path, most: int | None = None) -> dict[str, list[str]]:
    """Return the pages of a corpus as text, by renderer."""
    pages = [
        gzip.decompress((corpus / "html" / f"{gold.id}.html.gz").read_bytes())
        for gold in gold_pages(corpus)[:most]
    ]
    return {name: [text for page in pages if (text := rendered(name, page)).strip()] for name in RENDERINGS}


class Clock:
    """How much time of the processor each function has taken."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``work``, its time added up under ``name``."""

        def run(*given: Any) -> Any:  # noqa: ANN401 -- whatever the stage is given
            start = time.process_time()
            done = work(*given)
            self.taken[name] += time.process_time() - start  # type: ignore[assignment] # a Counter of seconds
            return done

        return run

    def stages(self) -> Iterator[Callable[..., Any]]:
        """Yield the stages, timed; one that stands twice under two names."""
        for at, stage in enumerate(pipeline.STAGES):
            again = "" if stage not in pipeline.STAGES[:at] else ", once more"
            yield self.timed(f"{stage.__module__.rpartition('.')[2]}.{stage.__name__}{again}", stage)


def main() -> None:
    """Print the speed by renderer, and the time by stage."""
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        sys.exit("Nothing measured: NEWSNORM_SHARED names no folder with the corpora.")
    corpora = Path(shared) / "corpora"
    for source in (text for found in texts(corpora / BEFORE, WARM).values() for text in found):
        normalize_text(source)
    clock = Clock()
    reading = mock.patch.object(pipeline, "read", clock.timed("read", pipeline.read))
    stages = mock.patch.object(pipeline, "STAGES", tuple(clock.stages()))
    assembling = mock.patch.object(pipeline.assemble, "article", clock.timed("assemble", article))
    total = size = 0.0
    with reading, stages, assembling:
        for name, found in texts(corpora / MEASURED).items():
            start = time.process_time()
            for source in found:
                normalize_text(source)
            seconds, read = time.process_time() - start, sum(len(source.encode()) for source in found)
            print(f"{name:14}{len(found):4} texts {read / 1e6:6.2f} MB {read / seconds / 1e6:6.2f} MB/s")
            total, size = total + seconds, size + read
    print(f"{'all':14}{'':10} {size / 1e6:6.2f} MB {size / total / 1e6:6.2f} MB/s\n")
    for name, taken in clock.taken.most_common():
        print(f"{name:32}{taken / total:6.1%}{taken / size * 1e9:8.1f} µs/kB")


if __name__ == "__main__":
    main()
