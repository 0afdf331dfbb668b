"""The rest of an article that is hidden until a reader asks for it: behind *Read more*, or on the next of its pages.

It stands right after paragraphs that are seen, and is paragraphs itself. And a button beside it shows it, or it is called as
they are. What else is hidden (consent walls, menus, a copy for another screen, the next article) is none of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from newsnorm.article import SEPARATOR, Family, Role
from newsnorm.firing import Effect
from newsnorm.read.walk import is_hidden
from newsnorm.rules import book
from newsnorm.screens import CONSENT
from newsnorm.stages.stage import HEADINGS, is_told

LEAST = 2
"""Paragraphs that are told; a single one may be anything."""

MORE = re.compile(
    r"""\W* (?: (?:read|show|see|view|load|expand) \s (?:more|all|(?:the\s)?(?:full|whole|rest|entire)\b.{0,30}) | continue (?:\s reading)? | keep \s reading
    | (?:full|whole) \s (?:story|article) | (?:mehr|weiter) \s? (?:lesen|anzeigen) | lire \s (?:la \s suite|plus) | (?:leer|ver|mostrar) \s más
    | seguir \s leyendo | leggi \s (?:tutto|di \s più) | continua \s a \s leggere | (?:leia|ler|ver|mostrar) \s mais | continu(?:e|ar) \s (?:a\s)? (?:lendo|ler)
    | читать \s (?:далее|дальше|полностью) | читати \s далі | показать \s (?:ещё|еще|полностью) | czytaj \s (?:dalej|więcej) | devamını \s oku
    | lees \s (?:meer|verder) | läs \s mer | les \s mer | læs \s mere | 阅读全文 | 展开全文 | 続きを読む | اقرأ \s المزيد ) \W*""",
    re.VERBOSE | re.IGNORECASE,
)
"""The words of the button."""

BUTTONS = ("button", "a", "label", "span", "div", "p", "summary")
MOST_BUTTON = 40
"""Code points of a button."""

NEAR = 5
"""Elements after the hidden one in which the button may stand, and before it as far as paragraphs may."""

HOLDERS = frozenset({"p", "div", "section", "span"})
"""Elements that hold the rest, or the paragraphs before it."""

OTHER = frozenset("nav form dialog h1 article input select textarea".split())
"""Elements that no rest of an article holds."""

OTHER_NAME = re.compile(
    r"(?<![a-z])(?:modal|popup|overlay|dialog|lightbox|drawer|consent|cookies?|gdpr|privacy|menu|nav|navigation|comments?|newsletter|subscribe|login|form"
    r"|promo|ads?|advert|related|recommended|share|social|footer|sidebar|toc|tooltip|transcript|lang|translation)(?![a-z])",
    re.IGNORECASE,
)
NO_ARTICLE = frozenset({
    Family.ADVERT, Family.APP, Family.CONSENT, Family.DONATION, Family.LEGAL, Family.NEWSLETTER, Family.PAYWALL, Family.PROMO,
})  # fmt: skip


def rest(hidden: Iterable[HtmlElement], shown: str) -> list[HtmlElement]:
    """Return those of the hidden elements of a page that hold the rest of the article, which ``shown``, the visible text, does not have.

    >>> from lxml.html import fromstring
    >>> first, second = "The river rose higher than it had in twenty years, and the ferry to the island stopped on Monday night. ", "It fell. "
    >>> page = fromstring(f"<div><p>{first}</p><div hidden><p>{first + second}</p><p>{second + first}</p></div><button>Read more</button></div>")
    >>> [found.tag for found in rest(page.xpath("//*[@hidden]"), first)]
    ['div']
    """
    groups = list(filter(_is_rest, _groups(hidden)))
    lines = set(shown.split(SEPARATOR)) if groups else set()
    return [each for group in groups if lines.isdisjoint(_all_told(group)) for each in group]


def _groups(hidden: Iterable[HtmlElement]) -> Iterator[list[HtmlElement]]:
    """Yield the hidden elements, those side by side with one name together."""
    group: list[HtmlElement] = []
    for each in hidden:
        if group and (each.getprevious() is not group[-1] or _name(each) != _name(group[-1])):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _name(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""


def _is_rest(group: list[HtmlElement]) -> bool:
    first = group[0]
    if first.tag not in HOLDERS or any(map(_is_other, group)):
        return False
    told = _all_told(group)
    if len(told) < LEAST or any(map(_is_furniture, told)):
        return False
    before = _before(first)
    if before is None:
        return False
    held = {held.tag for each in group for held in each.iter("*")}
    is_kin = (
        _name(before) == _name(first) and held.isdisjoint(HEADINGS) and all(map(_is_plain, (before, *group)))
    )
    return held.isdisjoint(OTHER) and (is_kin or _is_shown_by_button(group))


def _is_other(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return OTHER_NAME.search(names) is not None or element.get("lang") is not None


def _before(element: HtmlElement) -> HtmlElement | None:
    """Return the element near before this one, beside it, that holds a paragraph and is seen."""
    for each in islice(element.itersiblings("*", preceding=True), NEAR):
        if each.tag in HOLDERS and not is_hidden(each, each.tag) and next(_told(each), None) is not None:
            return each
    return None


def _is_plain(element: HtmlElement) -> bool:
    """Tell whether the paragraphs of an element stand in it side by side; those of teasers have elements of their own."""
    return element.tag == "p" or all(each.getparent() is element for each in element.iter("p"))


def _all_told(group: list[HtmlElement]) -> list[str]:
    return [text for each in group for text in _told(each)]


def _told(element: HtmlElement) -> Iterator[str]:
    """Yield the paragraphs of an element that are told."""
    for each in (element,) if element.tag == "p" else element.iter("p"):
        text = " ".join("".join(each.itertext()).split())
        if is_told(text) and next(each.iterancestors("a", "li"), None) is None:
            yield text


def _is_shown_by_button(group: list[HtmlElement]) -> bool:
    """Tell whether a button beside the hidden elements shows them."""
    sides = [
        *islice(group[-1].itersiblings("*"), NEAR),
        *islice(group[0].itersiblings("*", preceding=True), 1),
    ]
    buttons = (button for side in sides for button in islice(side.iter(*BUTTONS), NEAR))
    texts = (" ".join("".join(button.itertext()).split()) for button in buttons)
    return any(len(text) <= MOST_BUTTON and MORE.fullmatch(text) is not None for text in texts)


def _is_furniture(text: str) -> bool:
    """Tell whether a paragraph is a wall or an offer by its words."""
    rules = book(Effect.LABEL, frozenset({Role.BOILERPLATE}))
    return CONSENT.search(text) is not None or any(
        rule.family in NO_ARTICLE for rule, _ in rules.matches(text)
    )
