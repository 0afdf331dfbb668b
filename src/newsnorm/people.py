"""The people that one text names: in the data of a page, or above a text, where it says who has written it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape

from newsnorm import bylines

BY = re.compile(
    r"^(?:written\s+|words\s+|story\s+|posted\s+)?(?:by|von|par|por|di|door|av|af)\b[:\s]*", re.IGNORECASE
)
JOINT = re.compile(r"\s*(?:[,;|/&]|\band\b)\s*")
DASH = re.compile(r"\s+[–—-]\s+")
"""Stands between a name and a job, or in the name of an outlet."""

ALSO = re.compile(r"\s+(?:und|et|y)\s+")
"""Joins two people, or the two surnames of one."""

LABEL = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}\s?:\s*")
"""What says before a name what its owner did: *Texto:*, *Автор:*."""

ADDRESS = re.compile(r"^https?://|@|^www\.|^/")
ACCOUNT = re.compile(r"admin(?:istrator)?|webmaster|wordpress|root|superuser", re.IGNORECASE)
"""Who a site says wrote it, where nobody has told it."""

CREDENTIAL = re.compile(r"(?:[A-Z]\.?){2,6}®?|Ph\.?D\.?|(?:Jr|Sr)\.?|[\w-]+\.[a-z]{2,4}|\S+(?:\s+\S+){5,}")
"""What stands after a name and a comma, and is no name: a degree, the address of a site, a job in six words or more."""

NO_PERSON = (
    bylines.ROLES
    | bylines.OUTLETS
    | set(
        "the team university institute college magazine media radio tv television daily herald tribune gazette chronicle newsroom "
        "full bio profile manager director officer founder ceo expert specialist analyst author head redakteur redakteurin korrespondent korrespondentin".split()
    )
)
"""Words of a job, an outlet or a school."""

NEWSROOM = bylines.ROLES | set(
    "the la die by newsroom newsdesk webdesk desk web news team staff editorial editors reporters writers redaktion redaktionen redação "
    "redacao redacción redaccion redacció redazione rédaction redakcja redactie редакция редакція haber merkezi".split()
)
"""Words for all who work for a site."""

SIGNS = re.compile(r"[a-zäöüß]{1,3}")
"""The letters that somebody signs with: *sk/dpa*."""

INITIALS = re.compile(r"\s*\([^()]{1,10}\)$")
"""What stands in brackets after a name: the letters its owner signs with, or an agency."""

WORD = re.compile(r"\w+")


def told(text: str) -> list[str]:
    """Return the names that a text lists, less labels, jobs and places; an address, an account or a number is none.

    >>> told("Texto: Ana Sol y Luis Mar"), told("Ana Sol, Political Editor"), told("Santiago Ramón y Cajal")
    (['Ana Sol', 'Luis Mar'], ['Ana Sol'], ['Santiago Ramón y Cajal'])
    >>> told("admin"), told("https://paper.example/ann")
    ([], [])
    """
    text = BY.sub("", " ".join(unescape(text).split()))
    text = text[label.end() :] if (label := LABEL.match(text)) else text
    if ADDRESS.search(text) is not None or ACCOUNT.fullmatch(text) is not None:
        return []
    parts = JOINT.split(text)
    signed = parts if len(parts) == 1 else [part for part in parts if not _is_sign(part)]
    first, *more = [name for part in signed for name in _parted(INITIALS.sub("", part))] or [""]
    others = (name for name in more if CREDENTIAL.fullmatch(name) is None)
    if _is_full(first):
        others = (name for name in others if _is_full(name) and NO_PERSON.isdisjoint(name.lower().split()))
    return [name for name in (first, *others) if name and not name.isdigit()]


def are_newsroom(names: Collection[str], publishers: Iterable[str]) -> bool:
    """Tell whether names are only those of the site itself, and of who works for it.

    >>> are_newsroom(["Redação"], ()), are_newsroom(["Courier Staff"], ["The Penbury Courier"]), are_newsroom(["Ana Sol"], ())
    (True, True, False)
    """
    own = NEWSROOM.union(*(WORD.findall(name.casefold()) for name in publishers))
    return bool(names) and all(own.issuperset(WORD.findall(name.casefold())) for name in names)


def are_people(names: Collection[str], publishers: Iterable[str]) -> bool:
    """Tell whether all names are whole names of people, and have no word of the site's own name.

    >>> are_people(["Ana Sol"], ["The Penbury Courier"]), are_people(["Courier Sports"], ["The Penbury Courier"])
    (True, False)
    """
    others = NO_PERSON.union(NEWSROOM, *(WORD.findall(name.casefold()) for name in publishers))
    return bool(names) and all(
        _is_full(name) and others.isdisjoint(WORD.findall(name.casefold())) for name in names
    )


def _is_sign(part: str) -> bool:
    return SIGNS.fullmatch(part) is not None and part not in bylines.AGENCIES


def _parted(text: str) -> list[str]:
    """Cut people apart, and jobs from them, but no name in which such a word stands: *Ramón y Cajal*, *von und zu*."""
    name, *job = DASH.split(text, maxsplit=1)
    if not _is_full(name):
        return [text]
    halves = ALSO.split(name)
    return [*(halves if all(map(_is_full, halves)) else [name]), *job]


def _is_full(name: str) -> bool:
    """Tell whether ``name`` may be all of a person's name; one in letters without case may be one word."""
    words = name.split()
    is_cased = name.lower() != name.upper()
    return len(words) > is_cased and not (words[0][0].islower() or words[-1][0].islower())
