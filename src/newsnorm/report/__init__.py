"""The picture of an article: what was kept, dropped, edited and named, on one page that needs nothing else.

>>> from newsnorm import normalize_text, report
>>> article = normalize_text("The talks in Kiev went on until midnight.\\n\\nSign up for our newsletter\\n")
>>> page = report.html(article)
>>> "<del>Kiev</del><ins>Kyiv</ins>" in page, "newsletter · dropped" in page, "<script" in page
(True, True, False)
"""

from __future__ import annotations

from importlib import resources

from newsnorm.article import Article
from newsnorm.report.card import made as _card
from newsnorm.report.elements import element, written
from newsnorm.report.source import Notes, shown
from newsnorm.report.summary import header
from newsnorm.report.tally import Tally

__all__ = ["Tally", "card", "html"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What the page may load and run: nothing. A second lock, as all text is escaped."""


def html(article: Article) -> str:
    """Return one HTML page that shows the source of ``article``, and what became of each part of it.

    The page has no script and loads nothing. It has the whole source: kept text, dropped blocks
    in the colour of their family, edits and names in their places, each with the rule and the
    evidence on hover and on keyboard focus. Characters that HTML cannot hold are shown by their
    control pictures. Encode it as UTF-8.

    >>> from newsnorm import normalize_text
    >>> page = html(normalize_text("The <script> element, said Ms. Lee, stays what it is."))
    >>> "The &lt;script&gt; element" in page, "<script" in page
    (True, False)
    """
    style = (resources.files("newsnorm") / "report" / "page.css").read_text("utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{article.title or 'No headline'} · newsnorm"),
        element("style", style),
    )
    body = element(
        "body",
        element("a", "Skip to the source", class_="skip", href="#source"),
        header(article),
        element("main", *shown(article, Notes()), id="source", lang=article.language),
    )
    return "<!doctype html>\n" + written(element("html", head, body, lang="en"))


def card(article: Article) -> str:
    """Return a piece of HTML for a notebook: headline, figures and the first words, without the source.

    >>> from newsnorm import normalize_text
    >>> "1 block dropped" in card(normalize_text("It rained.\\n\\nIt stopped.\\n\\nShare this article\\n"))
    True
    """
    return written(_card(article))
