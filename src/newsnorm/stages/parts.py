"""Parts: what the names of the elements around a block say of it.

A post set into the page is dropped, a box of facts or about the author kept beside the body. And of what the reader
of a web page has dropped by weight, the names tell of which kind it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from newsnorm.article import Block, Role
from newsnorm.firing import Effect, Where
from newsnorm.profile import Profile
from newsnorm.rules import Rule, RuleBook, book
from newsnorm.stages.stage import MOSTLY_LINKED, Blocks, ends_sentence, is_open, is_told, labelled, words
from newsnorm.tracked import Reason

WEIGHED = ("html.not-report", "html.not-extracted")
"""The rules by which the reader of a web page drops; they say how, but not of which kind a block is."""

UNSEEN = frozenset({"chrome.for-screen-readers", "chrome.not-shown"})
"""The rules for elements that no reader of the page sees."""

HEADLINES = frozenset({"h2", "h3", "h4", "h5", "h6"})

CLOCK = re.compile(r"\b\d{1,2}\s?[:.h]\s?\d{2}\b|\b\d{1,2}\s?(?:a\.?m\.?|p\.?m\.?|uhr)\b", re.IGNORECASE)
"""A time of the day."""

CLOCK_WORDS = 8
"""A line with more words tells more than the time."""

PROSE_WORDS = 8
"""A sentence of fewer words may be a label."""


def label(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with those dropped or labelled that stand in a part of the page which is no running text."""
    claims = _claims(blocks, _rules(profile.without, of_dropped=False))
    return tuple(
        _labelled(block, claims[block.hints.container])
        if block.hints.container and (is_open(block) or _is_weighed(block))
        else block
        for block in blocks
    )


def name(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks, of those that were dropped by weight each with the kind that its place on the page tells.

    What is kept is dropped where its element says that no reader sees it; one in which anything is told is seen.
    """
    claims = _claims(blocks, _rules(profile.without, of_dropped=True))
    unseen = {name for name, rules in claims.items() if any(rule.id in UNSEEN for rule in rules)}
    unseen -= {
        block.hints.container
        for block in blocks
        if block.hints.container in unseen and is_told(str(block.text))
    }
    return tuple(
        _labelled(block, claims[block.hints.container])
        if block.hints.container
        and (_is_weighed(block) or (block.hints.container in unseen and is_open(block)))
        else block
        for block in blocks
    )


def _claims(blocks: Blocks, rules: RuleBook) -> dict[str, list[Rule]]:
    """Return by the name of each element around the rules that know it; mostly many blocks stand in one."""
    return {name: [rule for rule, _ in rules.matches(name)] for name in {b.hints.container for b in blocks}}


@cache
def _rules(without: frozenset[str], *, of_dropped: bool) -> RuleBook:
    rules = book(Effect.PART, frozenset(Role), without).rules
    return RuleBook(tuple(rule for rule in rules if (rule.where is Where.DROPPED) is of_dropped))


def _is_weighed(block: Block) -> bool:
    return block.is_dropped and block.reasons[-1].rule in WEIGHED


def _labelled(block: Block, claims: Iterable[Rule]) -> Block:
    for rule in claims:
        if rule.role not in WANTED or WANTED[rule.role](block):
            return labelled(block, rule.role, Reason(rule.id, block.hints.container), family=rule.family)
    return block


def _is_note(block: Block) -> bool:
    """Of what was dropped in a box about the author only prose is a note; the rest are names and buttons."""
    text = str(block.text)
    return not block.is_dropped or (words(text) >= PROSE_WORDS and ends_sentence(text))


def _is_fact(block: Block) -> bool:
    return block.hints.link_share <= MOSTLY_LINKED


def _begins_entry(block: Block) -> bool:
    text = str(block.text)
    return block.hints.tag in HEADLINES or (words(text) <= CLOCK_WORDS and CLOCK.search(text) is not None)


WANTED: dict[Role, Callable[[Block], bool]] = {
    Role.AUTHOR_BIO: _is_note,
    Role.FACT_BOX: _is_fact,
    Role.HEADING: _begins_entry,
}
"""Which blocks of a part get its role; the others are left as they are."""
