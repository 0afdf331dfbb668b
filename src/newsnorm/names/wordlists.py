"""The words that the guards look for, as ``data/names/guards.toml`` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from attrs import field, frozen

WORD = re.compile(r"\w+")


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _set(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@frozen(kw_only=True)
class Lists:
    """The lists of ``guards.toml``, which explains each."""

    before: tuple[str, ...] = field(converter=_texts)
    after: tuple[str, ...] = field(converter=_texts)
    institutions: frozenset[str] = field(converter=_set)
    eponyms: frozenset[str] = field(converter=_set)
    goods: tuple[str, ...] = field(converter=_texts)
    regions: tuple[str, ...] = field(converter=_texts)
    titles: frozenset[str] = field(converter=_set)
    ranks: frozenset[str] = field(converter=_set)
    jobs: tuple[str, ...] = field(converter=_texts)
    workers: tuple[str, ...] = field(converter=_texts)
    kin: tuple[str, ...] = field(converter=_texts)
    placing: frozenset[str] = field(converter=_set)
    locative: frozenset[str] = field(converter=_set)
    openers: frozenset[str] = field(converter=_set)
    nouns: frozenset[str] = field(converter=_set)
    meta: tuple[str, ...] = field(converter=_texts)


@cache
def lists() -> Lists:
    """Return the lists of ``data/names/guards.toml``."""
    file = resources.files("newsnorm") / "data" / "names" / "guards.toml"
    return Lists(**tomllib.loads(file.read_text("utf-8")))


@cache
def title_words() -> frozenset[str]:
    """Return the last words of all titles, without full stops."""
    return frozenset(title.split()[-1].rstrip(".") for title in lists().titles)


@cache
def english_given_names() -> frozenset[str]:
    """Return the given names of English speakers that are no words, in lower case."""
    file = resources.files("newsnorm") / "data" / "names" / "given_names.txt"
    return frozenset(file.read_text("utf-8").split())


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases; one in lower case stands for any case."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(f"(?i:{re.escape(p)})" if p.islower() else re.escape(p) for p in longest_first)


@cache
def _before() -> tuple[frozenset[str], int]:
    """Return the phrases that freeze a place after them, and the most words of one."""
    return frozenset(lists().before), max(phrase.count(" ") for phrase in lists().before) + 1


def frozen_by(before: str) -> str:
    """Return the phrase at the end of ``before`` that freezes a place after it, if there is one.

    >>> frozen_by("the First Battle of "), frozen_by("aboard the “"), frozen_by("the mayor of ")
    ('Battle of', 'aboard', '')
    """
    # Looking up the last words is ten times as fast as an alternation of all phrases.
    text = before[:-1] if before[-1:] in "\"“‘'" else before
    text = text.removesuffix("the ")
    text = text[:-1] if text[-1:] in " \N{NO-BREAK SPACE}-" else text
    phrases, most = _before()
    words = text.split(" ")[-most:]
    for start in range(len(words)):
        phrase = " ".join(words[start:]).lstrip("([\"“‘'")
        if phrase and (phrase in phrases or phrase.lower() in phrases):
            return phrase
    return ""


@cache
def meta() -> dict[str, tuple[str, ...]]:
    """Return the phrases of a sentence about the spelling itself, by their longest word in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in lists().meta:
        word = max(WORD.findall(phrase.lower()), key=len)
        found[word] = (*found.get(word, ()), phrase)
    return found


@cache
def after() -> re.Pattern[str]:
    """Return the pattern of a phrase right after a place that freezes it."""
    return re.compile(rf"[\"”’']?(?:[’']s)?[ -]?(?<=[ -])(?:{_any(lists().after)})(?!\w)")


@cache
def region() -> re.Pattern[str]:
    """Return the pattern of a region after the name of a place elsewhere."""
    names = _any(lists().regions)
    west = r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern)[ -]?)?"
    codes = r" (?:TX|FL|MO|NY|WA|DE|NE|MN|ND|WV)"
    return re.compile(rf"(?:(?:,?\s+in\s+{west}|,\s*{west}|\s*\(\s*|[/–-])(?:{names})|{codes})(?!\w)")


@cache
def region_before() -> re.Pattern[str]:
    """Return the pattern of a region before the name of a place elsewhere."""
    kinds = r"(?:city|town|village|community|suburb|township|borough|metro area)"
    names = _any(name for name in lists().regions if len(name) > 3 and name[-1].islower())
    return re.compile(rf"(?<!\w)(?:{names})(?:[’']s? (?:{kinds} of )?| {kinds}(?: of)?[ ,]+|[/–-])$")


@cache
def goods() -> re.Pattern[str]:
    """Return the pattern of a word of a sentence about goods."""
    return re.compile(rf"(?i)\b(?:{'|'.join(lists().goods)})\b")


@cache
def jobs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what a person is said to be: right before the name, and right after it."""
    workers = "|".join(lists().workers)
    every = "|".join((*lists().jobs, *lists().workers))
    before = rf"(?<![\w’'-])(?<!former )(?i:({workers})),? $"
    after = (
        rf"(?:,(?: \d{{1,2}},)?| is| was) (?:an? (?!former |ex-|one-time )(?:[\w-]+ ){{0,3}}({every})"
        rf"|the (?:[\w’'-]+ ){{0,2}}({workers}))\b"
    )
    return re.compile(before), re.compile(after)


@cache
def employed() -> re.Pattern[str]:
    """Return the pattern of a job and a name right before a surname: the actor Vikram."""
    every = "|".join((*lists().jobs, *lists().workers))
    return re.compile(rf"(?<![\w’'-])(?i:{every}) [^\W\d_a-z][^\W\d_]+ $")


@cache
def kin() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of words that make somebody a relative: before a full name, and after it."""
    whose = r"(?:[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|[^\W\d_a-z][\w-]+[’']s?|(?:president|leader|minister|premier|ruler)[’']s)"
    words = "|".join(lists().kin)
    before = rf"(?<!\w)(?:{whose} (?:[\w-]+ ){{0,2}}(?:{words})|[Ff]irst [Ll]ady),? (?:[^\W\d_a-z][\w’'-]*[ .]+){{1,3}}$"
    after = rf", (?:{whose}|the|whose) (?:[\w-]+ )?(?:{words}|first lady)\b(?! of)"
    return re.compile(before), re.compile(after)
