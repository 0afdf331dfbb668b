"""Bylines: lines that name who wrote an article, and the names in them."""

from __future__ import annotations

import re
from functools import cache

import regex

from newsnorm import dates
from newsnorm.language import languages

LONGEST = 160
"""Code points; no byline is longer."""

PARTICLES = (
    "de|del|della|di|da|do|dos|das|du|la|le|van|der|den|von|vom|zu|zur|ten|ter|bin|ibn|al|el|af|av|Mc|O"
)

NAME = rf"""
    (?: (?:{PARTICLES})\s+ ){{0,2}}
    \p{{Lu}} [\p{{L}}\p{{M}}'’.-]*
    (?: \s+ (?: (?:{PARTICLES})\s+ ){{0,2}} (?: (?:al|el)- )? \p{{Lu}} [\p{{L}}\p{{M}}'’.-]* ){{1,4}}
"""
"""Two to five capitalised words, with the small words that stand in names."""

AGENCIES = frozenset({
    "AAP", "ABC News", "AFP", "ANI", "ANSA", "AP", "APA", "Associated Press", "The Associated Press", "BBC News", "Belga",
    "Bloomberg", "Bloomberg News", "Canadian Press", "The Canadian Press", "CBS News", "CNN", "dpa", "DPA", "EFE",
    "Fox News", "Interfax", "Kyodo", "Lusa", "NBC News", "NPR", "PA Media", "PAP", "PTI", "Reuters", "Sky News", "TASS",
    "Ukrinform", "UPI", "Xinhua", "Yonhap",
})  # fmt: skip
"""News agencies, and broadcasters that are cited like them, that stand in a byline instead of, or beside, a person."""

SOME_AGENCIES = "agencies|agences|Agenturen|agencias|agenzie"

PLACE = r"\s+ (?: in | à | en | a ) \s+ \p{Lu} [\p{L}\p{M}'’-]+ (?: \s+ \p{Lu} [\p{L}\p{M}'’-]+ ){0,2}"
"""Where one of several authors was."""

ABOUT = r"""
    \s*,\s* (?: (?!\s) [\p{L}\p{M}'’&./ -]{2,60} )
  | \s* [|/•·] \s* [\p{L}\p{M}'’&., -]{2,60}
  | \s+ (?: in | for | FOR | at | of | aus | à | en | da ) \s+ \p{Lu} [\p{L}\p{M}'’&. -]{1,50}
  | \s* \( [^()]{2,60} \)
  | (?: \s* [|•·⋅–—] | \s+- ) \s* [^|]{2,40}
"""
"""What follows the names: a job, an outlet, a place, a day."""

OUTLET = r"\s\|\s \p{Lu} [^|]{2,40}"
"""For whom those before it write, or whose page it is."""

SEPARATORS = re.compile(r"\s*[|•·⋅,–—-]\s*|\s+")
STROKES = re.compile(r"\s*[|•·⋅]\s*")
"""What parts a byline from the date after it; these alone, where nothing says that it is a byline."""

SENTENCE = regex.compile(r",\s+\p{Ll}.*[.!?]$")
"""How a sentence goes on that begins like a byline: By Christmas Eve, all was over."""

ACCOUNT = re.compile(r"\s+@\w{2,30}(?!\S)")
"""What somebody is called on a social network."""

FOR = re.compile(r"\s+FOR\s[^a-z]+$")
"""For whom the owner of a name in capitals wrote: *JANE DOE FOR THE PAPER*."""

ABBREVIATED = re.compile(r"\b(?:Jr|Sr|M\.?D|Ph\.?D|\w)\.$")
"""How a name ends that has a full stop of its own."""

IDIOMS = frozenset(
    {"The Book", "The Clock", "The Hour", "The Minute", "The Numbers", "The Rules", "The Sea", "The Way"}
)
"""What *by* may come before that wrote nothing."""


@cache
def _opening() -> regex.Pattern[str]:
    forms = {form for language in languages() for form in language.by}
    by = "|".join(regex.escape(form) for form in sorted(forms, key=len, reverse=True))
    return regex.compile(
        rf"[*_]* (?i:{by}) (?: \s*[:：]\s* | \s+ | (?<= By ) (?= \p{{Lu}}\p{{Ll}} ) ) [*_]*", regex.VERBOSE
    )


def opens(text: str) -> bool:
    """Tell whether ``text`` begins as a byline does.

    >>> opens("Autor: Jan Nowak"), opens("Jan Nowak")
    (True, False)
    """
    return _opening().match(text) is not None


@cache
def _pattern() -> regex.Pattern[str]:
    joins = {join for language in languages() for join in language.joins}
    join = "|".join(regex.escape(form) for form in sorted(joins, key=len, reverse=True))
    agency = "|".join(regex.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
    sourced = rf"\s* (?: , | \b(?i:{join})\b ) \s* (?: {agency} | {SOME_AGENCIES} ) $"
    names = rf"{NAME} (?: (?: \s*,\s* (?: (?i:{join})\s+ )? | \s+ (?i:{join}) \s+ ) {NAME} ){{0,6}}"
    return regex.compile(
        rf"""
        (?: {_opening().pattern}
          | (?= {names} {OUTLET} $ )  # nothing but names before the stroke: a headline has other words
          | (?= {NAME} {sourced} )
        )
        (?P<name> {NAME} | {agency} )
        (?: (?: {PLACE} )? (?: \s*,\s* (?:(?i:{join})\s+)? | \s+ (?i:{join}) \s+ ) (?P<name> {NAME} | {agency} | {SOME_AGENCIES} ) ){{0,6}}
        (?: {ABOUT} ){{0,2}} [*_.]*
        """,
        regex.VERBOSE,
    )


JOINT = re.compile(r"\s+(?:and|&)\s+")
"""What stands between two names in an English byline."""

ROLES = frozenset(
    "staff writer reporter correspondent editor columnist contributor contributing journalist producer analyst senior special "
    "political bureau chief redakteur redakteurin reporterin".split()
)
"""Words of a job."""

BEATS = frozenset(
    "local regional national world foreign home diplomatic political politics parliamentary crime court courts legal health medical "
    "science technology climate education social community business economics economy finance money transport travel "
    "sport sports football arts culture entertainment food features religion defence defense data digital investigations deputy assistant "
    "associate managing freelance".split()
)
"""Words that begin a job, and say what it is about."""

OUTLETS = frozenset("press news agency redaktion post times service".split()) | frozenset(
    SOME_AGENCIES.lower().split("|")
)
"""Words of an outlet."""


BEGINS = ROLES | BEATS


def authors(text: str) -> tuple[str, ...]:
    """Return the authors that a byline names; none if ``text`` is no byline.

    >>> authors("By Ana Sol and Jane van der Berg, Staff Writers"), authors("Ana Sol · 2 May 2024")
    (('Ana Sol', 'Jane van der Berg'), ('Ana Sol',))
    >>> authors("By Monday, troops had left."), authors("By The Numbers")
    ((), ())
    """
    if len(text) > LONGEST:
        return ()
    found = _named(text)
    if found or dates.DIGITS.search(text) is None:
        return found
    is_told = opens(text)
    if not is_told and (below := _below_date(text)):
        return _named(below)
    heads = (
        text[: mark.start()]
        for mark in (SEPARATORS if is_told else STROKES).finditer(text)
        if dates.lines(text[mark.end() :])
    )
    return next(filter(None, map(_named if is_told else signed, heads)), ())


def is_signature(text: str) -> bool:
    """Tell whether ``text`` is a line that says who has written an article, or when.

    >>> is_signature("By Ana Sol"), is_signature("12 November 2019"), is_signature("Ana Sol spoke on Monday.")
    (True, True, False)
    """
    return bool(authors(text)) or dates.line(text) is not None


def _named(text: str) -> tuple[str, ...]:
    """Return the authors that a byline without a date names."""
    match = _pattern().fullmatch(text, timeout=1.0) or _pattern().fullmatch(_without_lines(text), timeout=1.0)
    if match is None or SENTENCE.search(text) is not None:
        return ()
    return () if match["name"] in IDIOMS else _people(match.captures("name"))


def _without_lines(text: str) -> str:
    """Return a byline less the account and the job that stand on lines of their own in one element of a page."""
    opening = _opening().match(text)
    if opening is None:
        return ""
    return text[: opening.end()] + without_job(ACCOUNT.sub("", text[opening.end() :]))


def _below_date(text: str) -> str:
    """Return the byline that follows a date, if the text is both."""
    below = (mark.end() for mark in SEPARATORS.finditer(text) if opens(text[mark.end() :]))
    return next((text[at:] for at in below if dates.lines(text[:at].rstrip(" |•·⋅,–—-"))), "")


def _people(names: list[str]) -> tuple[str, ...]:
    """Return the names of people among those of a byline, and of agencies where one stands first."""
    first, *others = names
    known = (name for name in others if (first in AGENCIES if name in AGENCIES else _is_person(name)))
    return tuple(_tidied(name) for name in (first, *known))


def _is_person(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].lower() not in ROLES and not _is_nobody(_tidied(name))


def signed(text: str) -> tuple[str, ...]:
    """Return the author whose bare name ``text`` is, less the place or job after it; none if it is no name.

    >>> signed("Ana Sol in Paris"), signed("Staff Writer")
    (('Ana Sol',), ())
    """
    match = _signature().fullmatch(text, timeout=1.0)
    return () if match is None or _is_nobody(match["name"]) else (_tidied(match["name"]),)


def _is_nobody(name: str) -> bool:
    """Tell whether ``name`` has a word of a job or an outlet."""
    return not (ROLES | OUTLETS).isdisjoint(name.lower().rstrip(".").split())


@cache
def _signature() -> regex.Pattern[str]:
    return regex.compile(rf"(?P<name>{NAME}) (?: {ABOUT} )?", regex.VERBOSE)


def is_job(text: str) -> bool:
    """Tell whether ``text`` is the line under a byline that tells whom its author works for, and as what.

    >>> is_job("Associated Press"), is_job("Senior Political Correspondent"), is_job("The Post")
    (True, True, False)
    """
    parts = text.split()
    is_titled = 2 <= len(parts) <= 5 and all(part[0].isupper() for part in parts) and not opens(text)
    return text in AGENCIES or (is_titled and parts[-1].lower() in ROLES)


def without_job(name: str) -> str:
    """Return the name of a person less the job, or the agency, that follows it.

    >>> without_job("Ana Sol Local democracy reporter"), without_job("Ana Post"), without_job("Ana Sol BBC News")
    ('Ana Sol', 'Ana Post', 'Ana Sol')
    """
    parts = name.split()
    has_job = bool(parts) and parts[-1].lower() in ROLES
    ends = (
        at
        for at in range(2, len(parts))
        if (has_job and parts[at].lower() in BEGINS) or " ".join(parts[at:]) in AGENCIES
    )
    return " ".join(parts[: next(ends, None)])


def _tidied(name: str) -> str:
    """Return a name as it is otherwise written: not in capitals, JANE DOE, without a job or a full stop."""
    if name in AGENCIES:
        return name
    name = name if ABBREVIATED.search(name) is not None else name.rstrip(".")
    alone = FOR.sub("", without_job(name))
    return alone.title() if alone.isupper() else alone


def dated(text: str, language: str | None = None) -> tuple[dates.DateLine, ...]:
    """Return the dates that a byline ends with, if it does.

    >>> dated("By Ana Sol | November 12, 2019")[0].date
    datetime.date(2019, 11, 12)
    """
    marks = list(SEPARATORS.finditer(text))
    rests = (dates.lines(text[mark.end() :], language) for mark in marks)
    heads = (dates.lines(text[: mark.start()], language) for mark in marks if opens(text[mark.end() :]))
    return next(filter(None, (*rests, *heads)), ())


def is_name(text: str) -> bool:
    """Tell whether ``text`` is shaped like a name, of a person or an outlet, and nothing else.

    >>> is_name("Times in Pakistan"), is_name("Talks resume in Geneva after a week")
    (True, False)
    """
    if not 4 <= len(text) <= 50 or text[-1] in ".:;,?!":
        return False
    parts = text.split()
    small = [part for part in parts if not part[0].isupper()]
    return (
        2 <= len(parts) <= 5 and parts[0][0].isupper() and len(small) <= 1 and not any(map(str.isdigit, text))
    )
