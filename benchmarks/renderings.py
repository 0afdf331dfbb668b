"""How the pages of the corpora become text and Markdown, as scrapers make them of HTML.

What benchmarks/quality.py measures on text, and what tools/train_segmentation.py learns from.
"""

from __future__ import annotations

import hashlib
import importlib
import re
from collections.abc import Callable
from urllib.parse import urlsplit

FOLDS = 5
"""Parts of the sites, each left out once when a forest is grown, and then measured with it."""

VERSION = re.compile(r"-V\d+(_\d+)?$")


def decoded(page: bytes) -> str:
    """Return the characters of a page."""
    encoding = importlib.import_module("resiliparse.parse.encoding")
    return str(encoding.bytes_to_str(page, encoding.detect_encoding(page)))


def resiliparse(page: bytes) -> str:
    """Return what resiliparse takes for the main content."""
    extract = importlib.import_module("resiliparse.extract.html2text").extract_plain_text
    return str(extract(decoded(page), main_content=True))


def inscriptis(page: bytes) -> str:
    """Return the whole page, laid out as text."""
    return str(importlib.import_module("inscriptis").get_text(decoded(page)))


def markdown(page: bytes) -> str:
    """Return what readability-lxml takes for the article, as Markdown without wrapped lines."""
    writer = importlib.import_module("html2text").HTML2Text()
    writer.body_width = 0
    return str(writer.handle(importlib.import_module("readability").Document(page).summary()))


RENDERINGS: dict[str, Callable[[bytes], str]] = {
    "resiliparse": resiliparse,
    "inscriptis": inscriptis,
    "markdown": markdown,
}
"""The main text, the whole page, and Markdown."""


def rendered(name: str, page: bytes) -> str:
    """Return a page as text; nothing where the renderer fails."""
    try:
        return RENDERINGS[name](page)
    except Exception:  # noqa: BLE001 -- whatever a renderer raises, it gives no text
        return ""


def site(page_id: str, url: str) -> str:
    """Return the site a page is of: its host, or the publisher that its id names.

    >>> site("de-Taz-V1_2", "https://taz.de/!1/"), site("17", "https://www.example.org/a")
    ('de-Taz', 'example.org')
    """
    if VERSION.search(page_id):
        return VERSION.sub("", page_id)
    return (urlsplit(url).hostname or page_id).removeprefix("www.")


def fold(page_id: str, url: str) -> int:
    """Return which part of the sites a page belongs to."""
    return int(hashlib.sha256(site(page_id, url).encode()).hexdigest(), 16) % FOLDS
