"""What a page turned out to be: an article, the stub of one behind a paywall, a listing, or none of these.

Judged by the labelled blocks and by what the page calls itself. Each ground is a row of a table; the first that holds
decides. Its confidence is set by hand: an order of the grounds, not a measured probability.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from newsnorm.article import Article, Family, Judgement, Verdict
from newsnorm.stages.stage import MOSTLY_LINKED, ends_sentence, words
from newsnorm.tracked import Reason

STUB_WORDS = 200
"""A paywall leaves a paragraph or three; a longer text is the article, whatever it advertises after it."""

STUB_PARAGRAPHS = 3

SCREEN_WORDS = 60
"""An error page or a consent wall says no more."""

TEASER_WORDS = range(4, 31)
"""So long is the headline of another page."""

LEAST_TEASERS = 10
"""Articles end in a handful of links to others; a listing is made of them."""

PROSE_WORDS = 12
"""A sentence of fewer words may be a label or a button."""

SHORTEST_RUN = 3
"""Paragraphs that follow each other with no link to another page between them: nobody lists so."""

ARTICLE_TYPE = re.compile(r"article|posting|report|review|opinion|story", re.IGNORECASE)
LISTING_TYPE = re.compile(r"website|collection|itemlist|searchresults|profile", re.IGNORECASE)

SCREEN = re.compile(
    r"""\b(?: 40[34] | 50[0234] ) \b .{0,40} \b(?: error | not [ ] found | forbidden | unavailable ) \b
      | \b(?: error | fehler | erreur ) [ ] (?: 40[34] | 50[0234] ) \b
      | \b(?: page | seite | site | article | artikel | p[áa]gina ) \b .{0,30}
        \b(?: not [ ] found | no [ ] longer [ ] (?: exists | available ) | (?: does [ ] not | doesn['’]t ) [ ] exist | nicht [ ] gefunden
            | introuvable | no [ ] encontrada ) \b
      | \b(?: access [ ] denied | are [ ] you [ ] a [ ] robot | verify (?: [ ] that )? [ ] you [ ] are [ ] (?: a [ ] )? human | checking [ ] your [ ] browser
            | (?: please [ ] )? enable [ ] (?: javascript | cookies ) | (?: javascript | cookies ) [ ] (?: is | are ) [ ] disabled | unusual [ ] traffic
            | сторінк\w+ [ ] не [ ] знайден\w+ | страниц\w+ [ ] не [ ] найден\w+ | seite [ ] existiert [ ] nicht ) \b""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""What servers say in place of a page."""


@frozen
class _Evidence:
    """What the grounds ask for, counted once."""

    body: int
    """Words."""
    told: int
    """Paragraphs of prose."""
    longest_run: int
    """Paragraphs of prose with no link to another page between them."""
    teasers: int
    """Links that are as long as a headline."""
    walled: str
    """What a paywall says, in full."""
    consent: int
    """Words of a consent form."""
    screen: str
    """What a server said in place of the page."""
    declared: str
    """What the page calls itself."""
    is_free: bool | None


def judge(article: Article) -> Judgement:
    """Return what the page turned out to be.

    >>> from newsnorm import normalize_text
    >>> judge(normalize_text("Access denied")).verdict.value
    'no_article'
    """
    evidence = _evidence(article)
    held = (
        Judgement(verdict, confidence, (Reason(rule, said),))
        for rule, verdict, confidence, told in GROUNDS
        if (said := told(evidence)) is not None
    )
    return next(held)


def _evidence(article: Article) -> _Evidence:
    run = longest = teasers = told = 0
    for block in article.blocks:
        text = str(block.text)
        if block.is_body and _is_prose(text) and block.hints.link_share <= MOSTLY_LINKED:
            told += 1
            run += 1
        elif block.hints.link_share > MOSTLY_LINKED and words(text) in TEASER_WORDS:
            teasers += 1
            run = 0
        longest = max(longest, run)
    body = [str(block.text) for block in article.body]
    size = sum(words(text) for text in body)
    first = " ".join(filter(None, (article.title, *body[:2])))
    screen = SCREEN.search(first) if size <= SCREEN_WORDS else None
    families = {family: [str(b.text) for b in article.dropped if b.family is family] for family in WALLS}
    return _Evidence(
        body=size,
        told=told,
        longest_run=longest,
        teasers=teasers,
        walled=next(iter(families[Family.PAYWALL]), ""),
        consent=sum(words(text) for text in families[Family.CONSENT]),
        screen=screen[0] if screen is not None else "",
        declared=article.declared_type or "",
        is_free=article.is_free,
    )


def _is_prose(text: str) -> bool:
    return words(text) >= PROSE_WORDS and ends_sentence(text)


WALLS = (Family.PAYWALL, Family.CONSENT)


def _empty(found: _Evidence) -> str | None:
    return "nothing is left when the furniture is out" if not found.body else None


def _error(found: _Evidence) -> str | None:
    return found.screen or None


def _consent(found: _Evidence) -> str | None:
    is_wall = found.consent > found.body and found.body <= SCREEN_WORDS and not found.told
    return f"{found.consent} words of a consent form, {found.body} others" if is_wall else None


def _is_stub(found: _Evidence) -> bool:
    return found.body <= STUB_WORDS and found.told <= STUB_PARAGRAPHS


def _walled(found: _Evidence) -> str | None:
    return f"{found.body} words, then {found.walled[:80]!r}" if found.walled and _is_stub(found) else None


def _sold(found: _Evidence) -> str | None:
    is_sold = found.is_free is False and _is_stub(found)
    return f"{found.body} words of an article the page says is not free" if is_sold else None


def _is_list(found: _Evidence) -> bool:
    return found.teasers >= LEAST_TEASERS and found.longest_run < SHORTEST_RUN


def _declared_listing(found: _Evidence) -> str | None:
    is_listing = LISTING_TYPE.search(found.declared) is not None and _is_list(found)
    return f"{found.declared}, {found.teasers} links to other pages" if is_listing else None


def _listing(found: _Evidence) -> str | None:
    is_article = ARTICLE_TYPE.search(found.declared) is not None
    return f"{found.teasers} links to other pages" if not is_article and _is_list(found) else None


def _long(found: _Evidence) -> str | None:
    return f"{found.longest_run} paragraphs in a row" if found.longest_run >= SHORTEST_RUN else None


def _declared(found: _Evidence) -> str | None:
    is_declared = found.told > 0 and ARTICLE_TYPE.search(found.declared) is not None
    return f"the page says it is one: {found.declared}" if is_declared else None


def _told(found: _Evidence) -> str | None:
    return f"{found.told} paragraphs of prose" if found.told else None


def _rest(found: _Evidence) -> str:
    return f"{found.body} words, no paragraph of prose"


Ground = Callable[[_Evidence], str | None]

GROUNDS: tuple[tuple[str, Verdict, float, Ground], ...] = (
    ("verdict.empty", Verdict.NO_ARTICLE, 0.95, _empty),
    ("verdict.error", Verdict.NO_ARTICLE, 0.9, _error),
    ("verdict.consent", Verdict.NO_ARTICLE, 0.9, _consent),
    ("verdict.paywall", Verdict.PAYWALLED, 0.85, _walled),
    ("verdict.not-free", Verdict.PAYWALLED, 0.8, _sold),
    ("verdict.declared-listing", Verdict.LISTING, 0.9, _declared_listing),
    ("verdict.listing", Verdict.LISTING, 0.7, _listing),
    ("verdict.run", Verdict.ARTICLE, 0.95, _long),
    ("verdict.declared", Verdict.ARTICLE, 0.9, _declared),
    ("verdict.prose", Verdict.ARTICLE, 0.7, _told),
    ("verdict.rest", Verdict.ARTICLE, 0.5, _rest),
)
"""The grounds in the order they are asked: which rule, what it decides, how sure that is, and what it says if it holds."""
