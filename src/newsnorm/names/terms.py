"""Terms: where the name of a place is part of another name, of a battle, a dish, a club, or a town elsewhere.

Each guard is a function of the place where the name stands, as those of `newsnorm.names.guards` are.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newsnorm.names import wordlists
from newsnorm.names.spot import Spot

OLD_YEAR = re.compile(r"\s*\(\s*(?:c\.\s*)?(?:1[0-8]\d\d|19[0-8]\d)\b")
"""A year before 1990 in brackets: the name of an event of its time."""

OLD_EVENT = re.compile(
    r" (?:conference|summit|trial|agreement|protocol|pogrom|massacre|uprising|strike|earthquake) of (?:the )?(?:1[0-8]\d\d|19[0-8]\d)\b"
)
"""An event and a year before 1990 after a name."""

OLD_YEAR_BEFORE = re.compile(r"\b(?:1[0-8]\d\d|19[0-8]\d) $")
"""A year before 1990 right before a name: the 1941 Kiev encirclement."""

PUBLISHER = re.compile(r" ?: [^\W\d_a-z][^\n:,]{2,60}, (?:1[89]|20)\d\d(?!\d)")
"""A publisher and a year after a name, as in lists of references: Kiev: Naukova Dumka, 1989."""

FIGHT = re.compile(
    r"(?i:(?<!\w)(?:(?:battles?|siege|fall|capture|liberation|defen[cs]e|sack|storming|occupation|massacre|pogroms?|ghetto)"
    r" (?:of|for|at|in)|occupied|besieged|captured|took|retook|liberated|stormed|conquered) (?:the )?)$"
)
FOUGHT = re.compile(
    r" (?:fell|was (?:occupied|besieged|captured|taken|retaken|liberated|stormed|conquered))\b"
)

ARMY = re.compile(
    r"\b(?:Red Army|Wehrmacht|Luftwaffe|Bolsheviks?|Mongols|tsarist|czarist|Russian Empire|Cossack Hetmanate)\b"
)
"""Who fought over a place, or held it, when it had its name of then."""

ERA = re.compile(
    r"\b(?:1[0-8]\d\d|19[0-8]\d|(?:First|Second|Crimean|Opium|Napoleonic|Boxer|Civil|Cold|World|Great Patriotic) W(?:orld W)?ar"
    r"|World War|Boxer|Red Army|Wehrmacht|Nazis?|Luftwaffe|Bolsheviks?|Mongols?|Ottomans?|tsars?|czars?|Byzantine)\b"
)
"""What tells in a sentence that the event of war beside a name is one of the past."""

SOVIET = re.compile(r"\b(?:19[2-8]\d|199[01]|Soviet|USSR)\b")

MODEL = re.compile(r"[ -]?\d{1,4}[A-Z]{0,2}\b(?![.,]?\d)")
"""A number right after a name: a camera, an aeroplane, a team of a year."""

ARTICLE = re.compile(r"(?<!\w)an? $", re.IGNORECASE)

PORTION = re.compile(r"[.,;:!?)]|$| (?:with|and|or|stuffed|filled|topped|on)\b")
"""What follows a name with an indefinite article where it is a thing: a Kiev with chips."""

THING = re.compile(
    r"(?:,| is| was) (?:an?|the) (?:[\w-]+ ){0,2}(ship|barque|barge|tug|yacht|boat|ferry|cruiser|frigate|tanker|carrier|warship|vessel|camera"
    r"|film|song|album|novel|novella|poem|play|opera|memoir|musical|thriller|documentary|series|miniseries|painting|game|band|restaurant|horse|racehorse|dog|cat"
    r"|actress|actor|singer|model|hamlet|surname|forename|given name|first name|dish|rapper|comedian|footballer)\b"
    r"|, (launched|commissioned|decommissioned|laid down|scuttled)\b"
    r"| \((?:[12]\d{3} )?(?:film|novel|song|album|band|ship|book|play|opera|poem|[Tt][Vv] series|surname|name)\)"
)
"""What a name is said to be right after it, where it is no place: Peking, the sailing ship."""


def is_placed(spot: Spot) -> bool:
    """Tell whether the word before shows that a place is meant: in Kiev."""
    return spot.word_before.lower() in wordlists.lists().placing


def term(spot: Spot) -> str:
    """Words beside a place that make it part of a fixed term.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> term(Layout("the Battle of Kiev").spot(Span(14, 18))), term(Layout("the mayor of Kiev").spot(Span(13, 17)))
    ('Battle of', '')
    """
    phrase = wordlists.frozen_by(spot.before)
    if phrase:
        return phrase
    year = OLD_YEAR_BEFORE.search(spot.before[-8:])
    if year is not None:
        return year[0].strip()
    told = (pattern.match(spot.after) for pattern in (wordlists.after(), OLD_YEAR, OLD_EVENT, PUBLISHER))
    after = next(filter(None, told), None)
    if after is not None:
        return after[0].strip(" :")
    fight = FIGHT.search(spot.before) or FOUGHT.match(spot.after)
    era = spot.layout.kept(_era, spot.sentence) if fight is not None else ""
    if fight is not None and era:
        return f"{fight[0].strip()}, {era}"
    return spot.layout.kept(_army, spot.sentence)


def club_of_the_past(spot: Spot) -> str:
    """What tells that a club is spoken of as it was in the Soviet Union, when it had its name of then.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> club_of_the_past(Layout("Dynamo Kiev won the Soviet Cup.").spot(Span(0, 11)))
    'Soviet'
    """
    match = SOVIET.search(spot.sentence.of(spot.text))
    return match[0] if match is not None else ""


def _army(sentence: str) -> str:
    match = ARMY.search(sentence)
    return match[0] if match is not None else ""


def _era(sentence: str) -> str:
    match = ERA.search(sentence)
    return match[0] if match is not None else ""


def institution(spot: Spot) -> str:
    """A chain of words with capitals that ends as the names of institutions, clubs and treaties do."""
    following = spot.capitals_after.split()[: 2 if spot.is_headline else 5]
    return next((word for word in following if word in wordlists.lists().institutions), "")


def goods(spot: Spot) -> str:
    """A thing named after a place: a camera, a dish, an article with an indefinite article."""
    thing = THING.match(spot.after)
    if thing is not None:
        return thing[1] or thing[0].strip(" (),")
    model = MODEL.match(spot.after)
    if model is not None and (model[0][0] == "-" or not is_placed(spot)):
        return model[0].strip()
    if is_placed(spot):
        return ""
    if ARTICLE.search(spot.before) and PORTION.match(spot.after):
        return spot.word_before
    return spot.layout.kept(_goods_word, spot.sentence)


def _goods_word(sentence: str) -> str:
    match = wordlists.goods().search(sentence)
    return match[0] if match is not None else ""


def acronym(spot: Spot) -> str:
    """Capitals amid words that have none: ODESSA, an organisation."""
    if not spot.found.isupper() or len(spot.found) < 3:
        return ""
    if spot.span.start == spot.line.start and re.match(r" [^\W\d_a-z]| ?[^\w\s]|$", spot.after):
        return ""  # a dateline
    capitals, letters = (count - len(spot.found) for count in spot.layout.kept(_letters, spot.line))
    return spot.found if 2 * capitals < letters else ""


def _letters(line: str) -> tuple[int, int]:
    """Return how many capitals and how many letters a line has."""
    return sum(map(str.isupper, line)), sum(map(str.isalpha, line))


def namesake_region(spot: Spot) -> str:
    """The region beside a place that shows it to be a namesake.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> namesake_region(Layout("Police in Odessa, Texas, said").spot(Span(10, 16)))
    'Texas'
    >>> namesake_region(Layout("the West Texas city of Odessa").spot(Span(23, 29)))
    'Texas city of'
    """
    match = wordlists.region().match(spot.after) or wordlists.region_before().search(spot.before)
    return match[0].strip(" ,(/–-").removeprefix("in ").strip() if match is not None else ""


TERMS: tuple[Callable[[Spot], str], ...] = (term, institution, acronym, goods)
"""What makes a place part of another name."""
