"""Where on a page a line stands: the elements around it, and what their names say of it.

Site authors name elements as they like, but much the same words are used for the same parts. Such a
word is a witness, not a proof: whole articles stand in elements named ``sidebar``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from attrs import define
from lxml.html import HtmlElement

from newsnorm.article import Role
from newsnorm.firing import Effect
from newsnorm.rules import Rule, RuleBook, book

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

FARTHER = bytes(min(distance + 1, FAR) for distance in range(256))
"""For each distance that from the next element within."""

GROUPS = {word: 1 << at for at, words in enumerate(MARKS.values()) for word in words.split()}
"""The words of `MARKS`, each with the bit of its group."""

PART = 1 << len(MARKS)
"""The bit beside those of the groups."""

STRUCTURE = {
    tag: 1 << at
    for at, tag in enumerate(
        "article main aside nav footer header form figure table button section blockquote ul ol dl details".split()
    )
}
"""Elements that say something of all the text within, as bits."""

CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

PARTED = bytes(code if chr(code).isalnum() else ord(" ") for code in range(256))
PARTED_BY_DIGITS = bytes(code if chr(code).isalpha() else ord(" ") for code in range(256))
"""Tables that leave of a name its words, without and with what digits part."""

Named = tuple[str, str, str, str]
"""The tag, the class, the id, and the address of the type of the microdata of an element."""


def selector(named: Named) -> str:
    """Return an element as a CSS selector, its class, id and the type of its microdata after the tag.

    >>> selector(("div", "comment new", "c3", "https://schema.org/Comment"))
    'div.comment.new#c3[Comment]'
    """
    tag, classes, own_id, kind = named
    return (
        ".".join((tag, *classes.split()))
        + (f"#{own_id}" if own_id else "")
        + (f"[{kind.rpartition('/')[2]}]" if kind else "")
    )


@lru_cache(maxsize=8192)
def _said(named: Named) -> int:
    """Return which groups of `MARKS` an element belongs to by its names, and `PART` if the rules know it as a part of the page."""
    tag, classes, own_id, kind = named
    names = f"{classes} {own_id}"
    lower = names.lower()
    said = 0
    spaced = lower if lower == names else CAMEL.sub(" ", names).lower()
    for word in _parted(spaced, PARTED_BY_DIGITS):
        said |= GROUPS.get(word, 0)
    rules = _parts().cued(_parted(f"{tag} {lower} {kind.lower()}", PARTED))
    is_part = PART if rules and _is_taken(selector(named), rules) else 0
    return is_part if tag == "body" else is_part | said


def _parted(names: str, table: bytes) -> list[str]:
    """Return the words of names, less what is not ASCII: bytes take a quarter of the time of characters."""
    return names.encode("ascii", "ignore").translate(table).decode("ascii").split()


def _is_taken(name: str, rules: Iterable[Rule]) -> bool:
    return any(rule.takes_text(name) is not None for rule in rules)


@lru_cache(maxsize=1024)
def _groups(said: int) -> tuple[int, ...]:
    return tuple(group for group in range(len(MARKS)) if said & 1 << group)


@cache
def _parts() -> RuleBook:
    """Return the rules for parts of the page, each of which has words it is found by."""
    return RuleBook(book(Effect.PART, frozenset(Role)).rules)


@lru_cache(maxsize=1024)
def _structure(inside: int) -> tuple[bool, ...]:
    """Return for each element of `STRUCTURE` whether it is open, where ``inside`` has them as bits."""
    return tuple(inside & bit > 0 for bit in STRUCTURE.values())


@define(eq=False)
class Kind:
    """What elements of one name have in common that stand in elements of one kind.

    A page has many more elements than kinds of them; what the names say is asked once for each kind.
    """

    named: Named = ("", "", "", "")
    signature: str = ""
    """The tag and the class: paragraphs of one report mostly share it."""
    above: str = ""
    """The signature of the element around."""
    inside: int = 0
    """Which elements of `STRUCTURE` are open, as bits."""
    depth: int = 0
    marks: bytes = bytes([FAR] * len(MARKS))
    """For each group of `MARKS` how far up the nearest element stands that is named so."""
    part: int | None = None
    """How far up the nearest element stands that is a part of the page known by its name."""
    within: dict[Named, Kind] | None = None
    """The kinds of elements inside, as far as they have been met."""

    @property
    def in_place(self) -> tuple[str, str]:
        """The signature, and that of the element around."""
        return self.signature, self.above

    @property
    def told(self) -> tuple[float, ...]:
        """What the witnesses tell of it: the marks, whether each element of `STRUCTURE` is open, and the depth."""
        return (*self.marks, *_structure(self.inside), self.depth)

    @property
    def selector(self) -> str:
        """The element as a CSS selector."""
        return selector(self.named)

    @property
    def tag(self) -> str:
        """The name of the element."""
        return self.named[0]

    def of(self, named: Named) -> Kind:
        """Return the kind of an element inside."""
        tag, classes, _, _ = named
        said = _said(named)
        marks = self.marks.translate(FARTHER)
        if said & ~PART:
            nearer = bytearray(marks)
            for group in _groups(said & ~PART):
                nearer[group] = 0
            marks = bytes(nearer)
        part = 0 if said & PART else self.part + 1 if self.part is not None else None
        signature, inside = f"{tag} {classes}", self.inside | STRUCTURE.get(tag, 0)
        return Kind(named, signature, self.signature, inside, self.depth + 1, marks, part)


class Place(NamedTuple):
    """An element that is open where a line stands, and through ``parent`` all those around it."""

    number: int
    """Of the element in the page, in document order."""
    kind: Kind
    parent: Place | None

    def within(self, element: HtmlElement, tag: str, number: int) -> Place:
        """Return the place inside ``element``, a child of this one."""
        get = element.get
        named = tag, get("class") or "", get("id") or "", get("itemtype") or ""
        known = self.kind.within
        if known is None:
            known = self.kind.within = {}
        kind = known.get(named)
        if kind is None:
            kind = known[named] = self.kind.of(named)
        return Place(number, kind, self)

    def around(self) -> Iterator[Place]:
        """Yield this place and those around it, nearest first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    def part(self) -> Place | None:
        """Return the nearest element, this one or around it, that is a part of the page known by its name."""
        up = self.kind.part
        return None if up is None else next(islice(self.around(), up, None))


class Spot(NamedTuple):
    """Where a block begins, and the element it shares with the blocks beside it."""

    place: Place
    home: Place


def nowhere() -> Place:
    """Return the place around a whole page, in which no element has been met yet."""
    return Place(0, Kind(), None)
