"""Where on a page a line stands: the elements around it, and what their names say of it.

Site authors name elements as they like, but much the same words are used for the same parts. Such a
word is a witness, not a proof: whole articles stand in elements named ``sidebar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

MARKS = {
    "navigation": "nav menu navigation breadcrumb breadcrumbs topbar navbar",
    "footer": "footer copyright legal imprint",
    "related": "related recommend recommended recommendations more teaser teasers readmore similar popular trending latest mostread",
    "promotion": "promo promotion newsletter subscribe subscription signup paywall offer cta banner donate donation",
    "comments": "comment comments discussion reply respond",
    "sharing": "share social sharing follow buttons toolbar",
    "sidebar": "sidebar aside widget rail side",
    "consent": "cookie consent gdpr privacy modal popup overlay dialog",
    "author": "author bio byline authors profile contributor",
    "picture": "caption credit figure image photo gallery media video player picture",
    "tags": "tag tags topics keywords category categories",
    "advertisement": "ad ads advert advertisement sponsor sponsored",
    "date": "date time meta published timestamp",
    "fact box": "infobox factbox box info facts",
    "contents": "toc contents table",
    "embed": "embed tweet twitter instagram",
    "hidden": "hidden sr screenreader visually only invisible",
    "form": "form search login input",
    "article": "article story post entry beitrag artikel",
    "body": "content body text copy main richtext prose paragraph",
    "standfirst": "lead intro standfirst summary deck subtitle subheadline excerpt lede dek description abstract",
    "headline": "headline title heading",
}
"""The words in class and id of an element, by what they say of the text within."""

FAR = 9
"""Elements further up than this are not asked; also the distance of a mark that is nowhere near."""

REACH = 4
"""How far up the elements stand whose content is looked at."""

FARTHER = bytes(min(distance + 1, FAR) for distance in range(256))
"""For each distance that from the next element within."""

GROUPS = {word: at for at, words in enumerate(MARKS.values()) for word in words.split()}

STRUCTURE = {
    tag: 1 << at
    for at, tag in enumerate(
        "article main aside nav footer header form figure table button section blockquote ul ol dl details".split()
    )
}
"""Elements that say something of all the text within, as bits."""

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=8192)
def _groups(names: str) -> tuple[int, ...]:
    """Return which groups of `MARKS` the class and id of an element belong to."""
    found = WORD.findall(CAMEL.sub(" ", names).lower())
    return tuple({GROUPS[word] for word in found if word in GROUPS})


def _marked(around: bytes, groups: tuple[int, ...]) -> bytes:
    """Return how far the marks are from an element of these groups, and were from the one around it."""
    found = bytearray(around.translate(FARTHER))
    for group in groups:
        found[group] = 0
    return bytes(found)


def selector(tag: str, names: tuple[str, str, str]) -> str:
    """Return an element as a CSS selector, its class, id and the type of its microdata after the tag.

    >>> selector("div", ("comment new", "c3", "https://schema.org/Comment"))
    'div.comment.new#c3[Comment]'
    """
    classes, own_id, kind = names
    return (
        "".join((tag, *(f".{name}" for name in classes.split())))
        + (f"#{own_id}" if own_id else "")
        + (f"[{kind.rpartition('/')[2]}]" if kind else "")
    )


class Place(NamedTuple):
    """An element that is open where a line stands, and through ``parent`` all those around it."""

    number: int
    """Of the element in the page, in document order."""
    signature: str
    """The tag and the class: paragraphs of one report mostly share it."""
    inside: int
    """Which elements of `STRUCTURE` are open, as bits."""
    depth: int
    parent: Place | None
    nearest: tuple[int, ...]
    """The numbers of this element and of those around it, nearest first, as far up as is looked."""
    marks: bytes
    """For each group of `MARKS` how far up the nearest element stands that is named so."""
    names: tuple[str, str, str] = ("", "", "")
    """The class, the id, and the address of the type of its microdata."""

    @property
    def tag(self) -> str:
        """The name of the element."""
        return self.signature.partition(" ")[0]

    @property
    def selector(self) -> str:
        """The element as a CSS selector."""
        return selector(self.tag, self.names)

    def within(self, element: HtmlElement, tag: str, number: int) -> Place:
        """Return the place inside ``element``, a child of this one."""
        classes, own_id = element.get("class") or "", element.get("id") or ""
        groups = _groups(f"{classes} {own_id}") if (classes or own_id) and tag != "body" else ()
        return Place(
            number,
            f"{tag} {classes}",
            self.inside | STRUCTURE.get(tag, 0),
            self.depth + 1,
            self,
            (number, *self.nearest[:REACH]),
            _marked(self.marks, groups),
            (classes, own_id, element.get("itemtype") or ""),
        )

    def around(self) -> Iterator[Place]:
        """Yield this place and those around it, nearest first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


@lru_cache(maxsize=1024)
def structure(inside: int) -> tuple[bool, ...]:
    """Return for each element of `STRUCTURE` whether it is open, where ``inside`` has them as bits."""
    return tuple(inside & bit > 0 for bit in STRUCTURE.values())


NOWHERE = Place(0, "", 0, 0, None, (0,), bytes([FAR] * len(MARKS)))
"""Around the whole page."""
