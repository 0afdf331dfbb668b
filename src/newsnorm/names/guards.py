"""Guards: where a known form is left as it stands, because it is another name there.

The words are in ``data/names/guards.toml``. A guard answers with what held the change back, in
words, or with nothing.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache, cached_property
from importlib import resources
from itertools import chain
from typing import Any

from attrs import field, frozen

from newsnorm.language import languages
from newsnorm.names.matcher import Hit
from newsnorm.tracked import Span

MASK = re.compile(
    r"""
      (?:https?://|ftp://|www\.)[^\s<>]{1,2000}
    | [\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80})*
    | (?<!\w)[@\#]\w{1,80}
    | \b[\w-]{1,80}(?:\.[\w-]{1,80}){0,3}\.(?:com|org|net|info|gov|edu|mil|int|io|co|tv|me|news|online|biz|eu|ua|ru|by|kz|ge|am|az|uk|de|fr|it|pl|us|ca|in|cn|il|ir|iq|sy|tr)\b(?!\.\w)
    | (?:/[\w.%+-]{1,200}){2,}
    | \b[\w-]{1,200}\.(?:txt|md|html?|pdf|docx?|xlsx?|csv|json|xml|zip|jpe?g|png|gif|webp|svg|mp[34]|mov|avi|php|aspx?|js|py)\b
    | `[^`\n]{1,500}`
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Addresses, e-mails, handles, hashtags, bare domains, paths, file names and code."""

MASKABLE = re.compile(r"[@#/`]|\.\w")

SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(\[]*[^\W\d_a-z])")

OLD_YEAR = re.compile(r"\s*\(\s*(?:c\.\s*)?(?:1[0-8]\d\d|19[0-8]\d)\b")
"""A year before 1990 in brackets: the name of an event of its time."""

LEADING_IN = frozenset(
    "in from to of near at for around outside across throughout between and with against over on into toward towards "
    "through via by inside downtown central eastern western northern southern the than as behind beyond within under "
    "visit visited visiting leave left reach reached enter entered shelled struck hit attacked".split()
)
"""Words after which the name of a place is not somebody's given name."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)


@frozen
class _Words:
    """The tables of ``guards.toml``."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    regions: tuple[str, ...]
    titles: frozenset[str]
    meta: tuple[tuple[str, ...], tuple[str, ...]]
    """Phrases of any case, and phrases that stand for themselves alone."""


@cache
def _words() -> _Words:
    file = resources.files("newsnorm") / "data" / "names" / "guards.toml"
    table: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    return _Words(
        tuple(table["before"]),
        tuple(table["after"]),
        tuple(table["regions"]),
        frozenset(word.split()[-1].rstrip(".") for word in table["titles"]),
        (tuple(p for p in table["meta"] if p.islower()), tuple(p for p in table["meta"] if not p.islower())),
    )


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases; one in lower case stands for any case."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(f"(?i:{re.escape(p)})" if p.islower() else re.escape(p) for p in longest_first)


@cache
def _frozen_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(_words().before)})[ -]?(?:the )?$")


@cache
def _frozen_after() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[’']s)?[ -]?(?<=[ -])(?:{_any(_words().after)})(?!\w)|-(?:{_any(['class'])})(?!\w)"
    )


@cache
def _region() -> re.Pattern[str]:
    return re.compile(rf"(?:,\s*|\s*\(\s*)(?:{_any(_words().regions)})(?!\w)")


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for language in languages() for word in language.words)


def masks(text: str) -> list[Span]:
    """Return the parts of ``text`` that are addresses, names of files or code.

    >>> [span.of("See kiev.ua or @kiev!") for span in masks("See kiev.ua or @kiev!")]
    ['kiev.ua', '@kiev']
    """
    if MASKABLE.search(text) is None:
        return []
    return [Span(*match.span()) for match in MASK.finditer(text)]


def frozen_term(text: str, span: Span) -> str:
    """Return the words beside a place that make it part of a fixed term, if any stand there.

    >>> frozen_term("the Battle of Kiev", Span(14, 18))
    'Battle of'
    >>> frozen_term("the mayor of Kiev", Span(13, 17))
    ''
    """
    before = _frozen_before().search(text, max(0, span.start - 40), span.start)
    if before is not None:
        return before[0].strip()
    after = _frozen_after().match(text, span.end, span.end + 40) or OLD_YEAR.match(text, span.end)
    return after[0].strip() if after is not None else ""


def namesake_region(text: str, span: Span) -> str:
    """Return the region after a place that shows it to be a namesake.

    >>> namesake_region("Police in Odessa, Texas, said", Span(10, 16))
    'Texas'
    """
    match = _region().match(text, span.end)
    return match[0].strip(" ,(") if match is not None else ""


def person_after(text: str, span: Span) -> str:
    """Return the capitalised word after a place that may be a surname: Odessa Young.

    >>> person_after("Odessa Young stars", Span(0, 6)), person_after("in Kiev Friday", Span(3, 7))
    ('Young', '')
    """
    match = re.compile(r" ([^\W\d_a-z][^\W\d_]+)").match(text, span.end)
    if match is None or not match[1][1:].islower():
        return ""
    word = match[1].lower()
    before = re.search(r"([^\W\d_]+)[ -]$", text[max(0, span.start - 30) : span.start])
    placed = before is not None and before[1].lower() in LEADING_IN
    known = word in _words().titles or word in CALENDAR or word in PLACE_NOUNS or word in _small_words()
    return "" if placed or known else match[1]


PLACE_NOUNS = frozenset(
    "oblast region province city district airport metro mayor university zoo opera dam reservoir river sea bay port "
    "embassy hydroelectric nuclear time police court prosecutor garrison regime government authorities administration".split()
)
"""What a place itself is or has; a name before it is not somebody's given name."""


def other_person(text: str, hit: Hit) -> str:
    """Return the word before a bare surname that names somebody else: Daniil Medvedev.

    >>> from newsnorm.names.gazetteer import Entity
    >>> medvedev = Entity(id="x:1", kind="person", name="Dmitry|Medvedev")
    >>> other_person("Daniil Medvedev won", Hit(medvedev, Span(7, 15), None, Span(7, 15)))
    'Daniil'
    >>> other_person("But Medvedev won", Hit(medvedev, Span(4, 12), None, Span(4, 12)))
    ''
    """
    match = re.search(
        r"([^\W\d_]+(?:[-'’][^\W\d_]+)*)(\.?) $", text[max(0, hit.span.start - 40) : hit.span.start]
    )
    if match is None or not match[1][0].isupper():
        return ""
    word = match[1].lower()
    if (
        re.search(r"['’]s?$", word) is not None
        or word in _words().titles
        or word in _small_words()
        or word in OPENERS
    ):
        return ""
    if match[2] and len(word) > 2:
        return ""
    return match[1]


OPENERS = frozenset(
    "as if when while because although though since until before after once then thus so yet still also even only later "
    "meanwhile however instead nonetheless nevertheless both neither either now today yesterday earlier last asked what why how "
    "where whether like unlike without under despite during amid among can could should may might did does do let see here there "
    "ukrainian russian soviet kremlin belarusian georgian libyan syrian israeli iranian turkish egyptian kazakh armenian serbian".split()
)
"""Words that open a sentence, or tell a nation, before a bare surname."""


def spelling_phrase(sentence: str) -> str:
    """Return the phrase by which a sentence speaks of the spelling itself, if it does.

    >>> spelling_phrase("The name is also spelled Kiev.")
    'also spelled'
    """
    lower = sentence.lower()
    any_case, own_case = _words().meta
    # Looking for each phrase in turn is three times as fast as one alternation of them all.
    return next(chain((p for p in any_case if p in lower), (p for p in own_case if p in sentence)), "")


@frozen
class Sentences:
    """The sentences of a text, by position."""

    text: str
    _phrases: dict[int, str] = field(init=False, factory=dict, repr=False, eq=False)

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in SENTENCE.finditer(self.text)]

    def around(self, span: Span) -> Span:
        """Return the sentence that holds ``span``."""
        after = bisect_right(self._ends, span.start)
        start = self._ends[after - 1] if after else 0
        end = self._ends[after] if after < len(self._ends) else len(self.text)
        return Span(start, max(end, span.end))

    def discusses_spelling(self, span: Span) -> str:
        """Return the phrase by which the sentence speaks of the spelling itself, if it does."""
        sentence = self.around(span)
        if sentence.start not in self._phrases:  # a sentence may hold thousands of names
            self._phrases[sentence.start] = spelling_phrase(sentence.of(self.text))
        return self._phrases[sentence.start]
