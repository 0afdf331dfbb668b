"""What the markup of a page says of author and day where its data is silent: ``rel=author``, microdata, ``<time>``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from newsnorm import bylines, dates, people

AUTHORS = (("rel", "author"), ("itemprop", "author"), ("class", "author"), ("class", "byline"))
"""Which words in which attributes tell where authors stand, the surest first."""

AUTHORED = " | ".join(f"//@{attribute}[contains(., '{word}')]" for attribute, word in AUTHORS)

OTHERS = re.compile(
    r"comment|testimonial|related|teaser|(?<!\bv)card|sidebar|(?<!post[-_])(?<!entry[-_])(?<!article[-_])footer|(?<!elementor-)widget|reply|quote|promo",
    re.IGNORECASE,
)
"""Names of elements whose author wrote something else; the foot of a post is its own, and Elementor calls all its parts widgets."""

DAYS = '//@itemprop[contains(., "datePublished")]/.. | //time[@datetime]'

HEADLINE = '//@itemprop[. = "headline"]/..'

PROSE = "p[string-length() > 100]"
"""A paragraph that is no label."""

NO_NAME = re.compile(r"\b(?:the|your|our|in|out|up|from|about|posts|extra)\b", re.IGNORECASE)
"""Words of labels and buttons in the elements that sites name after the author: *Sign In*, *View more posts*."""

NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:[ .'’-]+[^\W\d_][^\W\d_.'’-]*){0,4}\.?")

LONGEST = 60
"""Code points; an element with more text holds more than a name."""

NEAREST = 6
"""How many elements up are asked whether they hold something else."""


def authors(tree: HtmlElement) -> tuple[str, ...]:
    """Return the author that the markup names, or the authors of the first byline it marks."""
    found = tree.xpath(AUTHORED)
    for attribute, word in AUTHORS:
        for value in found:
            if value.attrname == attribute and word in value:
                element = value.getparent()
                names = tuple(_names(element))
                if names and not _is_others(element):
                    return names
    return ()


def headline(tree: HtmlElement) -> str | None:
    """Return the headline that microdata names, if there is one and no other."""
    found = tree.xpath(HEADLINE)
    texts = {" ".join((element.get("content") or element.text_content()).split()) for element in found}
    return texts.pop() if len(texts) == 1 else None


def published(tree: HtmlElement) -> dates.Date | None:
    """Return the first day that the markup gives, if it does not stand after the report."""
    for element in tree.xpath(DAYS):
        day = _day(element)
        if day is not None and not _is_others(element):
            return None if _is_after_prose(element) else day
    return None


def _is_after_prose(element: HtmlElement) -> bool:
    """Tell whether a ``<time>`` stands after the last paragraph of some length."""
    is_last = element.tag == "time" and not element.xpath(f"boolean(following::{PROSE})")
    return is_last and bool(element.xpath(f"boolean(preceding::{PROSE})"))


def _names(element: HtmlElement) -> Iterator[str]:
    text = " ".join((element.get("content") or " ".join(element.itertext())).split())
    if not text or len(text) > LONGEST:
        return
    found = bylines.authors(text)
    if found:
        yield from found
    else:
        name = bylines.without_job(people.BY.sub("", text).strip(" ,|·•●"))
        if NAME.fullmatch(name) is not None and NO_NAME.search(name) is None and not name.islower():
            yield name


def _is_others(element: HtmlElement) -> bool:
    """Tell whether an element stands in, or is, one that holds something else than the article."""
    around: HtmlElement | None = element
    for _ in range(NEAREST):
        if around is None or around.tag == "body":
            return False
        if OTHERS.search(f"{around.get('class') or ''} {around.get('id') or ''}") is not None:
            return True
        around = around.getparent()
    return False


def _day(element: HtmlElement) -> dates.Date | None:
    return dates.declared(element.get("datetime") or element.get("content") or "")
