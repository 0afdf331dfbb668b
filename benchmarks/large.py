"""How time and memory grow with the page: one web page of 0.1, 1 and 10 MB, beside trafilatura.

``python benchmarks/large.py``: each page is read in a process of its own, which has read a small one before. Memory is the
most that the process ever held. Three shapes: an article of many paragraphs, a page of many small blocks, and one
paragraph with many links.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable

import trafilatura
from speed import Texts, html_of

from newsnorm import Profile, normalize_html

SIZES = (100_000, 1_000_000, 10_000_000)
PEERS: dict[str, Callable[[str], object]] = {
    "newsnorm": lambda page: normalize_html(page, profile=Profile(limit=2 * SIZES[-1])),
    "trafilatura": trafilatura.extract,
}
SHAPES: dict[str, Callable[[Texts], str]] = {
    "paragraphs": lambda texts: f"<p>{texts.paragraph()}</p>\n",
    "small blocks": lambda texts: (
        f"<div class='row'><span>{texts.sentences[0][:40]}</span></div><ul><li>{texts.random.random()}</li></ul>\n"
    ),
    "links": lambda texts: (
        f"<a href='/{texts.random.random()}'>{texts.random.choice(texts.sentences)[:30]}</a> "
    ),
}
UNIT = 1_000_000 if sys.platform == "darwin" else 1_000
"""What ``ru_maxrss`` counts in is bytes on one system and kilobytes on the others."""


def page(shape: str, size: int) -> str:
    """Return a web page of about ``size`` code points."""
    texts = Texts()
    small = html_of(texts.page())
    parts: list[str] = []
    left = size - len(small)
    while left > 0:
        parts.append(SHAPES[shape](texts))
        left -= len(parts[-1])
    return small.replace("</article>", "".join(parts) + "</article>")


def measure(peer: str, shape: str, size: int, found: multiprocessing.Queue[tuple[float, float]]) -> None:
    """Put how many seconds of the processor a page took, and how many megabytes the process held."""
    PEERS[peer](html_of(Texts().page()))  # the first call imports and compiles
    source = page(shape, size)
    start = time.process_time()
    PEERS[peer](source)
    seconds = time.process_time() - start
    found.put((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNIT))


def measured(peer: str, shape: str, size: int) -> tuple[float, float]:
    """Return what `measure` finds in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    found: multiprocessing.Queue[tuple[float, float]] = spawn.Queue()
    process = spawn.Process(target=measure, args=(peer, shape, size, found))
    process.start()
    result = found.get()
    process.join()
    return result


def main() -> None:
    """Print the table."""
    print(
        f"{'':14}{'MB':>6}"
        + "".join(f"{peer + ' s':>15}{'MB':>8}" for peer in PEERS)
        + f"{'times s':>10}{'MB':>6}"
    )
    for shape in SHAPES:
        for size in SIZES:
            (seconds, held), (other, most) = (measured(peer, shape, size) for peer in PEERS)
            cells = f"{seconds:>15.2f}{held:>8.0f}{other:>15.2f}{most:>8.0f}{seconds / other:>10.1f}{held / most:>6.2f}"
            print(f"{shape:14}{size / 1e6:>6.1f}{cells}", flush=True)


if __name__ == "__main__":
    main()
