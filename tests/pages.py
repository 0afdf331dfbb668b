"""Web pages for the tests, made of the same few paragraphs."""

from __future__ import annotations

import json

from newsnorm import Article, Profile, normalize_html

PLAIN = Profile(style=None)
NAV = (
    "<nav>"
    + "".join(f'<a href="/{name}">{name}</a> ' for name in ("Home", "World", "Sport", "Culture"))
    + "</nav>"
)
PROSE = (
    "The ferry to the island stopped running on Monday, when the river rose higher than it had in twenty years.",
    "Nobody was hurt, the harbour master said, but three farms on the far bank could only be reached by boat.",
    "The town has asked the province for a second ferry, and for sandbags to be brought before the weekend.",
    "Forecasters expect more rain until Thursday, and the water to fall slowly after that, by a hand a day.",
)
MORE = (
    "“We have seen worse,” said Ann Lee, who keeps the shop by the landing. “Once the water stood in here up to the shelf.”",
    "Council leader Tom Roper said the request had been made eleven times, and that he did not expect an answer now.",
    "The ferry has run since 1904 and carries nine cars. It was last out of service for more than a week in the great flood.",
)
TEASERS = tuple(
    f'<li><a href="/{at}">The council of town number {at} votes on its new bridge</a></li>'
    for at in range(24)
)


def page(body: str, *, head: str = "") -> str:
    """Return a whole page around ``body``."""
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{NAV}{body}<footer>© The Paper</footer></body></html>"


def told(*paragraphs: str) -> str:
    """Return paragraphs as HTML."""
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def story(extra: str = "", *, head: str = "", heading: str = "Ferry stops as river rises") -> str:
    """Return a page with an article."""
    return page(f"<article><h1>{heading}</h1>{told(*PROSE)}{extra}</article>", head=head)


def data(**fields: object) -> str:
    """Return JSON-LD for a news article."""
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def read(source: str, url: str | None = None) -> Article:
    """Read a page; names stay as they are."""
    return normalize_html(source, url=url, profile=PLAIN)
