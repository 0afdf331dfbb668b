"""The pictures of a web page: the words under each, and who made it, by the names of elements and by what stands right under an image."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from attrs import evolve

from newsnorm import bylines
from newsnorm.article import Block, Role
from newsnorm.firing import Effect
from newsnorm.read.nest import UP
from newsnorm.read.piece import BAR, NORMAL, Manner
from newsnorm.read.places import STRUCTURE, Kind, Place, Spot
from newsnorm.read.walk import CREDIT
from newsnorm.rules import Rule, RuleBook, book, find
from newsnorm.stages.stage import (
    COLONS,
    MOSTLY_LINKED,
    ends_sentence,
    evolved,
    is_told,
    links_in,
    split,
    trimmed,
    words,
)
from newsnorm.tracked import Edit, Reason, Span

MARKED = {Role.CAPTION: "caption.marked", Role.CREDIT: "credit.marked"}
PICTURED = frozenset({"", "figcaption", "p", "table"})
"""Elements that the words under a picture stand in; of a table that is one which lays out the page."""

SMALL = frozenset({"em", "i", "small"})
"""Elements that set words off from the running text, as those under a picture are."""

CAPTION_WORDS = 40
"""A longer text is more than the words under a picture."""

CAPTION = re.compile(r"(?:\b|_)caption(?:\b|_)|Caption")
OF_PICTURE = re.compile(
    r"(?:wp|image|img|photo|picture|media|figure|foto|bild|tr)[-_]{0,2}(?:box[-_]{0,2})?caption"
    r"|(?:image|img|photo|picture|pic|foto)(?:[-_]{1,2}(?:descr?|description|legende?)|__(?:text|title|info))(?![a-z])"
    r"|media__descr(?:iption)?(?![a-z])|pic[-_](?:info|desc)|didascalia|bild(?:unterschrift|text|legende|beschreibung)(?![a-z])"
    r"|pie[-_]?(?:de[-_]?)?foto(?![a-z])",
    re.IGNORECASE,
)
PERHAPS_OF_PICTURE = re.compile(
    rf"{OF_PICTURE.pattern}|(?:\b|_)(?:\w*caption|l[eé]gende?|podpis|pie|undertext)(?:\b|_)", re.IGNORECASE
)
"""What sites call the elements under a picture; *caption* alone may be any small print, unless it stands right under one."""

BY_OUTLET = re.compile(r"(?:[^\W\d_][\w.'’-]*\s){2,4}for\s(?:The|the)(?:\s[A-Z][\w.'’-]*){1,4}")
"""Who made a picture, and for whom."""

BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")

LABEL = re.compile(r"\w+(?:\s\w+)?\s?[:,]")
"""What stands before a caption or a credit that is another block."""


def marked(
    blocks: list[Block], spots: list[Spot], manners: Mapping[int, Manner], where: range
) -> Iterator[tuple[int, Role]]:
    """Yield which blocks the names of the elements around mark as a caption or a credit; labels and buttons are neither."""
    known: dict[Kind, tuple[bool, bool]] = {}
    for at in where:
        block, place = blocks[at], spots[at].place
        if (
            at > 0
            and blocks[at - 1].hints.tag == "blockquote"
            and _figure(place) == _figure(spots[at - 1].place)
        ):
            continue  # who is quoted
        if place.kind not in known:
            known[place.kind] = _is_marked(place)
        is_marked, is_named = known[place.kind]
        if block.hints.tag not in PICTURED or not (
            is_marked or (is_named and block.hints.link_share <= MOSTLY_LINKED)
        ):
            continue
        text = str(block.text)
        if block.hints.tag == "table" and BAR in text:
            continue
        is_label = LABEL.fullmatch(text) or (_gallery().search(text) if is_marked else _is_furniture(text))
        if not is_label:
            names = f"{place.kind.signature} {manners.get(at, NORMAL).set_off}"
            is_credit = is_marked and (CREDIT.search(names) or BY_OUTLET.fullmatch(text))
            yield at, Role.CREDIT if is_credit else Role.CAPTION


def _figure(place: Place) -> int | None:
    return next((around.number for around in place.around() if around.kind.tag == "figure"), None)


def _is_marked(place: Place) -> tuple[bool, bool]:
    """Tell whether a line stands in a caption, and whether in an element that is named like one."""
    kind = place.kind
    if kind.inside & STRUCTURE["button"]:
        return False, False
    named = CAPTION if kind.inside & STRUCTURE["figure"] else OF_PICTURE
    is_marked = any(around.kind.tag == "figcaption" for around in islice(place.around(), UP[-1] + 1))
    return is_marked, any(named.search(name) for name in kind.in_place)


def under_images(
    blocks: list[Block], spots: list[Spot], manners: Mapping[int, Manner], where: range, first: int
) -> list[int]:
    """Return which lines right under an image are the words of a caption: by the name of their element, or as all of it is in italics or small.

    Before the first paragraph a sentence in italics may as well sum the report up.
    """
    found = ((at, manner.set_off) for at, manner in manners.items() if manner.is_under_image and at in where)
    return [
        at
        for at, set_off in found
        if _may_be_caption(blocks[at])
        and not spots[at].place.kind.inside & STRUCTURE["button"]
        and (
            any(map(PERHAPS_OF_PICTURE.search, (set_off, *spots[at].place.kind.in_place)))
            or (set_off.split(" ")[0] in SMALL and _may_be_small(blocks[at], is_opening=at <= first))
        )
    ]


def _may_be_caption(block: Block) -> bool:
    """Tell whether a block is no longer than the words under a picture, and no button, label or notice."""
    text = str(block.text)
    is_short = words(text) <= CAPTION_WORDS and any(map(str.isalpha, text))
    if not is_short or block.hints.tag not in PICTURED or block.hints.link_share > 0 or text.endswith(COLONS):
        return False
    return not _is_furniture(text)


def _may_be_small(block: Block, *, is_opening: bool) -> bool:
    """Tell whether a line in italics under an image may be a caption: no paragraph, no byline, and no sentence that opens the report."""
    text = str(block.text)
    is_other = block.is_dropped or is_told(text) or bylines.opens(text)
    return not is_other and not (is_opening and ends_sentence(text))


def credited(block: Block, manner: Manner | None) -> tuple[Block, ...]:
    """Return a caption and the credit in it, where an element is named so, as blocks of their own."""
    if manner is None or not manner.credit or block.role is not Role.CAPTION or block.text.edits:
        return (block,)
    text = block.text.source
    halves = (
        split(block, manner.credit)
        if text[manner.credit :].strip() and text[: manner.credit].strip()
        else None
    )
    if halves is None:
        return (block,)
    caption, credit = (
        evolved(block, span=span, text=half, links=links_in(block, span))
        for span, half in (trimmed(*half) for half in halves)
    )
    reason = Reason(MARKED[Role.CREDIT], text[manner.credit :].strip())
    return caption, evolve(without_brackets(credit), role=Role.CREDIT, reasons=(reason,))


def without_brackets(block: Block) -> Block:
    """Return a credit less the brackets around all of it."""
    text = str(block.text)
    if BRACKETED.fullmatch(text) is None:
        return block
    ends = (Span(0, 1), Span(len(text) - 1, len(text)))
    return evolve(
        block,
        text=block.text.edited([Edit(end, "", (Reason(MARKED[Role.CREDIT], end.of(text)),)) for end in ends]),
    )


def _is_furniture(text: str) -> bool:
    """Tell whether a rule knows the text as a button, a label or a notice."""
    return any(True for _ in _furniture().matches(text))


@cache
def _furniture() -> RuleBook:
    return book(Effect.LABEL, frozenset({Role.BOILERPLATE}))


@cache
def _gallery() -> Rule:
    """Return the rule for the buttons and labels of pictures."""
    return find("media.gallery")
