"""How much faster two workers are than one, in turns, on pages as long as those of news sites.

``python benchmarks/scaling.py [WORKERS]``: it says how busy the machine was; only a quiet one tells.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time

from speed import Texts, html_of

from newsnorm.batch import normalize_many

PAGES = 400
TURNS = 3


def seconds(pages: list[str], workers: int) -> float:
    """Return how long ``pages`` take, from the first result on: the start of the workers is paid once."""
    results = normalize_many(pages, workers=workers)
    for _ in range(workers):
        next(results)
    start = time.perf_counter()
    count = sum(1 for _ in results)
    return (time.perf_counter() - start) / count


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2
    texts = Texts()
    webs = [html_of(texts.page()) for _ in range(PAGES)]
    begun = time.process_time()
    turns = [(seconds(webs, 1), seconds(webs, many)) for _ in range(TURNS)]
    one, more = (statistics.median(column) for column in zip(*turns, strict=True))
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    print(f"{os.cpu_count()} cores, load {load}; median of {TURNS} turns with {PAGES} web pages\n")
    print(f"{'workers':>8}{'ms/page':>9}{'pages/s':>9}")
    print(f"{1:8}{one * 1000:9.1f}{1 / one:9.1f}")
    print(f"{many:8}{more * 1000:9.1f}{1 / more:9.1f}")
    print(f"\n{many} workers are {one / more:.2f} times as fast as one")
    own = time.process_time() - begun
    theirs = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    print(f"of all processor time {own / (own + theirs):.1%} was the caller's, which hands out and takes in")
