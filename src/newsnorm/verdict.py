"""What a page turned out to be: an article, the stub of one behind a paywall, a listing, or none of these.

Judged by the labelled blocks and by what the page calls itself. Each ground is a row of a table; the first that holds
decides. Its confidence is set by hand: an order of the grounds, not a measured probability.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import frozen

from newsnorm.article import Article, Block, Family, Judgement, Verdict
from newsnorm.screens import (
    ADDRESS,
    APPLY,
    CART,
    CONSENT,
    ERROR,
    LISTING_TYPE,
    OTHER_TYPE,
    PRICE,
    QUOTED,
    ROBOT,
    RULES,
)
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

SCREEN_LINES = 4
"""An error is told at once."""

WALL_LIMIT = 120
"""Words of the longest consent forms that stand in place of a page."""

CART_WORDS = 6

PROSE_WORDS = 12
"""A sentence of fewer words may be a label or a button."""

LONG = 200
"""Code points; a longer text is prose, in a language without spaces or full stops, too."""

BRIEF_SENTENCE = 6
BRIEF_WORDS = 18
"""A report of fewer words, in sentences of no fewer than those, is not worth a page."""

SHORTEST_RUN = 3
"""Paragraphs that follow each other with no link to another page between them: nobody lists so."""

WALL_WORDS = 3
"""*Subscribe* may stand in any menu; what a paywall says is longer."""

ARTICLE_TYPE = re.compile(r"article|(?<!forum)(?<!job)posting|report|review|opinion|story", re.IGNORECASE)


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
    """Words of a consent form that was dropped."""
    asks: bool
    """Whether all that is left speaks of consent."""
    screen: str
    """What a server said in place of the page."""
    brief: int
    """Words of a short report: sentences that do not speak to the reader, under a headline."""
    ruled: str
    """The headline of the rules that a site is bound to give."""
    sells: str
    """The button with which a shop sells what the page shows, where there is a price."""
    hires: str
    """The button under an offer of work."""
    is_web: bool
    """Whether it came as HTML."""
    declared: str
    """What the page calls itself."""
    is_free: bool | None

    @property
    def is_called_article(self) -> bool:
        """Whether the page calls itself an article."""
        return ARTICLE_TYPE.search(self.declared) is not None


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
        elif block.hints.link_share > MOSTLY_LINKED and (count := _leads(block, text)):
            teasers += count
            run = 0
        longest = max(longest, run)
    body = [str(block.text) for block in article.body]
    texts = [str(block.text) for block in article.blocks]
    size = sum(words(text) for text in body)
    first = " ".join(filter(None, (article.title, *body[:SCREEN_LINES])))
    families = {family: [b for b in article.dropped if b.family is family] for family in WALLS}
    sells = _button(texts, CART)
    return _Evidence(
        body=size,
        told=told,
        longest_run=longest,
        teasers=teasers,
        walled=next((str(b.text) for b in families[Family.PAYWALL] if _is_offer(b)), ""),
        consent=sum(words(str(b.text)) for b in families[Family.CONSENT]),
        asks=all(CONSENT.search(text) for text in body if _is_prose(text)) and any(map(_is_prose, body)),
        screen=_screen(first) if size <= SCREEN_WORDS else "",
        brief=_brief(body) if article.title is not None and not any(map(_is_code, article.blocks)) else 0,
        ruled=next((text for text in (article.title or "", *body[:1]) if RULES.search(text)), ""),
        sells=sells if any(PRICE.search(text) for text in texts) else "",
        hires=_button(texts, APPLY),
        is_web=any(_is_of_web(block) for block in article.blocks),
        declared=article.declared_type or "",
        is_free=article.is_free,
    )


def _leads(block: Block, text: str) -> int:
    """Count the links of a block that are as long as a headline; those of a dropped one are not known one by one."""
    return sum(words(link.text) in TEASER_WORDS for link in block.links) or words(text) in TEASER_WORDS


def _button(texts: list[str], labels: re.Pattern[str]) -> str:
    return next((text for text in texts if words(text) <= CART_WORDS and labels.search(text)), "")


def _is_code(block: Block) -> bool:
    return block.hints.tag == "pre"


def _brief(body: list[str]) -> int:
    told = [
        text for text in body if words(text) >= BRIEF_SENTENCE and ends_sentence(text) and text[0].isalpha()
    ]
    return 0 if ADDRESS.search(QUOTED.sub("", " ".join(told))) else sum(map(words, told))


def _screen(first: str) -> str:
    """Return what a server says at the begin of a page."""
    found = ERROR.search(first) or ROBOT.search(first)
    return found[0] if found is not None else ""


def _is_of_web(block: Block) -> bool:
    """Tell whether a block was weighed, or placed, by the reader of web pages."""
    is_weighed = any(reason.rule.startswith("html.") for reason in block.reasons)
    return is_weighed or block.hints.extracted is not None or bool(block.hints.container)


def _is_offer(block: Block) -> bool:
    return words(block.text.source) >= WALL_WORDS and block.hints.link_share <= MOSTLY_LINKED


def _is_prose(text: str) -> bool:
    return (words(text) >= PROSE_WORDS and ends_sentence(text)) or len(text) >= LONG


WALLS = (Family.PAYWALL, Family.CONSENT)


def _empty(found: _Evidence) -> str | None:
    return "nothing is left when the furniture is out" if not found.body else None


def _error(found: _Evidence) -> str | None:
    is_screen = found.screen and found.told <= 1 and found.brief < BRIEF_WORDS
    return found.screen if is_screen else None


def _consent(found: _Evidence) -> str | None:
    is_form = found.consent > found.body and found.body <= SCREEN_WORDS and not found.told
    is_wall = found.asks and found.body <= WALL_LIMIT
    return f"{found.consent} words of a consent form, {found.body} others" if is_form or is_wall else None


def _other(found: _Evidence) -> str | None:
    return found.declared if OTHER_TYPE.search(found.declared) is not None else None


def _rules(found: _Evidence) -> str | None:
    return found.ruled if found.ruled and not found.is_called_article else None


def _hired(found: _Evidence) -> str | None:
    is_offer = found.hires and _is_stub(found) and found.told <= 1
    return found.hires if is_offer and not found.is_called_article else None


def _sold_here(found: _Evidence) -> str | None:
    is_shop = found.sells and _is_stub(found) and not found.is_called_article
    return found.sells if is_shop else None


def _bare(found: _Evidence) -> str | None:
    is_bare = found.is_web and found.told <= 1 and found.body <= SCREEN_WORDS and found.brief < BRIEF_WORDS
    return f"{found.body} words on a web page" if is_bare and not found.is_called_article else None


def _untold(found: _Evidence) -> str | None:
    is_untold = found.is_web and not found.told and found.brief < BRIEF_WORDS and found.body <= STUB_WORDS
    return (
        f"{found.body} words on a web page, no sentence"
        if is_untold and not found.is_called_article
        else None
    )


def _is_stub(found: _Evidence) -> bool:
    return found.body <= STUB_WORDS and found.told <= STUB_PARAGRAPHS


def _walled(found: _Evidence) -> str | None:
    is_begun = found.told > 0 or found.brief > 0
    is_walled = found.walled and is_begun and _is_stub(found)
    return f"{found.body} words, then {found.walled[:80]!r}" if is_walled else None


def _sold(found: _Evidence) -> str | None:
    is_sold = found.is_free is False and _is_stub(found)
    return f"{found.body} words of an article the page says is not free" if is_sold else None


def _is_list(found: _Evidence) -> bool:
    return found.teasers >= LEAST_TEASERS and found.longest_run < SHORTEST_RUN


def _declared_listing(found: _Evidence) -> str | None:
    is_listing = LISTING_TYPE.search(found.declared) is not None and _is_list(found)
    return f"{found.declared}, {found.teasers} links to other pages" if is_listing else None


def _listing(found: _Evidence) -> str | None:
    return (
        f"{found.teasers} links to other pages" if not found.is_called_article and _is_list(found) else None
    )


def _long(found: _Evidence) -> str | None:
    return f"{found.longest_run} paragraphs in a row" if found.longest_run >= SHORTEST_RUN else None


def _declared(found: _Evidence) -> str | None:
    is_declared = found.told > 0 and found.is_called_article
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
    ("verdict.other", Verdict.NO_ARTICLE, 0.8, _other),
    ("verdict.rules", Verdict.NO_ARTICLE, 0.8, _rules),
    ("verdict.shop", Verdict.NO_ARTICLE, 0.8, _sold_here),
    ("verdict.job", Verdict.NO_ARTICLE, 0.7, _hired),
    ("verdict.paywall", Verdict.PAYWALLED, 0.85, _walled),
    ("verdict.not-free", Verdict.PAYWALLED, 0.8, _sold),
    ("verdict.declared-listing", Verdict.LISTING, 0.9, _declared_listing),
    ("verdict.listing", Verdict.LISTING, 0.7, _listing),
    ("verdict.run", Verdict.ARTICLE, 0.95, _long),
    ("verdict.declared", Verdict.ARTICLE, 0.9, _declared),
    ("verdict.bare", Verdict.NO_ARTICLE, 0.5, _bare),
    ("verdict.untold", Verdict.NO_ARTICLE, 0.4, _untold),
    ("verdict.prose", Verdict.ARTICLE, 0.7, _told),
    ("verdict.rest", Verdict.ARTICLE, 0.5, _rest),
)
"""The grounds in the order they are asked: which rule, what it decides, how sure that is, and what it says if it holds."""
