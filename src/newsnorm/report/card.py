"""The compact form of an article, for the output of a notebook cell: it takes the notebook's own colours."""

from __future__ import annotations

from textwrap import shorten
from xml.etree.ElementTree import Element

from newsnorm.article import Article
from newsnorm.report.elements import element
from newsnorm.report.summary import VERDICTS
from newsnorm.report.tally import HUES, Tally, counted

WORDS = 320
"""Code points of the text that are shown before it is unfolded."""

MUTED = "opacity:.75;font-size:.9em"


def made(article: Article) -> Element:
    """Return the card: headline, byline, figures, the first words, and the families as chips."""
    tally = Tally.of(article)
    place = article.dateline.place if article.dateline else ""
    told = (", ".join(article.authors), place, str(article.published or ""), article.publisher or "")
    facts = " · ".join(filter(None, told))
    return element(
        "div",
        element(
            "div",
            article.title or VERDICTS[article.verdict],
            style="font-size:1.15em;font-weight:600",
            dir="auto",
        ),
        element("div", article.standfirst, style="font-style:italic", dir="auto")
        if article.standfirst
        else None,
        element("div", facts, style=MUTED) if facts else None,
        _text(article.text),
        element("div", _figures(tally), style=MUTED),
        element("div", *(_chip(family.value, n, HUES[family]) for family, n in tally.dropped.items())),
        class_="newsnorm-article",
        style="max-width:44em;padding:.6em 0 .6em 1em;border-left:3px solid #7a8694;line-height:1.5",
    )


def _text(text: str) -> Element | None:
    if not text:
        return None
    opening = shorten(text, WORDS, placeholder=" …")
    if opening == text:
        return element("div", text, style="margin:.5em 0", dir="auto")
    whole = element("div", text, style="white-space:pre-wrap;margin-top:.5em", dir="auto")
    summary = element("summary", opening, style="cursor:pointer", dir="auto")
    return element("details", summary, whole, style="margin:.5em 0")


def _figures(tally: Tally) -> str:
    told = (
        counted(tally.words, "word") + " kept",
        counted(tally.blocks_dropped, "block") + " dropped",
        counted(tally.edits, "edit"),
        counted(tally.rewritten, "name") + " written anew",
    )
    return " · ".join(told)


def _chip(name: str, number: int, hue: int) -> Element:
    dot = f"display:inline-block;width:.65em;height:.65em;border-radius:50%;background:oklch(.65 .14 {hue});margin-right:.4em"
    return element(
        "span",
        element("span", style=dot),
        f"{name} {number:,}",
        style="display:inline-block;margin-right:1.1em;font-size:.85em",
    )
