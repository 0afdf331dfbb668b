"""Captions and credits: the words under a picture are told from the body, and who made it from them.

A rule for captions finds a credit (its group ``credit``) or a form that only captions have. What
stands before the credit in the same block is the caption; the two become blocks of their own. On a web
page the markup tells many captions, and often only their words tell the credits in them.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from newsnorm.article import Block, Role
from newsnorm.firing import Effect, Where
from newsnorm.profile import Profile
from newsnorm.read.images import IMAGE_WORDS, NUMBER
from newsnorm.rules import Match, Rule, RuleBook, book, is_left_out
from newsnorm.stages.stage import (
    PARAGRAPH,
    Blocks,
    Part,
    evolved,
    is_open,
    labelled,
    links_in,
    split,
    texts,
    trimmed,
    words,
)
from newsnorm.tracked import Edit, Reason, Span

PICTURED = frozenset({Role.CAPTION, Role.CREDIT})
MARKED = ("caption.marked", "credit.marked")
"""The rules by which the markup of a web page tells of both; there a credit stands beside its caption."""

SPECIAL_TAGS = frozenset({"pre", "table", "h1", "h2", "h3"})
LABEL = re.compile(r"(?:image|photo|picture)\s(?:caption|(?P<credit>source|credit))\s?[,:]", re.IGNORECASE)
"""A line that says of the next one that it is a caption, or a credit."""

LABELLED = "caption.label-above"


def tell(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with captions and credits labelled, split where one block holds both."""
    rules, told = _rules(profile.without, Where.ANYWHERE), list[Block]()
    for block, text in zip(blocks, texts(blocks), strict=True):
        may_be = _may_tell(block) or block.role in PICTURED
        if may_be and (rules.candidates(text) or block.hints.tag == "img"):
            told += _told(block, text, rules)
        else:
            told.append(block)
    for at, (block, after) in enumerate(pairwise(told), 1):
        label = LABEL.fullmatch(str(block.text)) if after.role is PARAGRAPH else None
        if label is not None and _may_tell(after) and not is_left_out(LABELLED, profile.without):
            role = Role.CREDIT if label["credit"] else Role.CAPTION
            told[at] = labelled(after, role, Reason(LABELLED, str(block.text)))
    rules, credit = _rules(profile.without, Where.BEFORE), Role.CREDIT
    for at, (block, after) in enumerate(pairwise(told)):
        if after.role is credit and after.reasons[0].rule not in MARKED and _may_tell(block):
            for rule, match in rules.matches(str(block.text)):
                told[at] = labelled(block, rule.role, Reason(rule.id, match[0][:200]))
    return tuple(told)


@cache
def _rules(without: frozenset[str], where: Where) -> RuleBook:
    rules = book(Effect.LABEL, PICTURED, without)
    return RuleBook(tuple(rule for rule in rules.rules if rule.where is where), rules.cues)


def _may_tell(block: Block) -> bool:
    return is_open(block) and block.hints.tag not in SPECIAL_TAGS


def _told(block: Block, text: str, rules: RuleBook) -> tuple[Block, ...]:
    if block.hints.tag == "img" and words(text) >= IMAGE_WORDS:
        number = NUMBER.match(text)
        shown = (number.end() if number is not None else 0, len(text))
        return (
            _only(block, (block.span, block.text), shown, Reason("caption.image", text[:80]), Role.CAPTION),
        )
    for rule, match in rules.matches(text):
        if block.role is PARAGRAPH or rule.role is Role.CREDIT:
            return _split(block, text, rule, match)
    return (block,)


def _split(block: Block, text: str, rule: Rule, match: Match) -> tuple[Block, ...]:
    reason = Reason(rule.id, match[0][:200])
    if rule.role.value not in match.re.groupindex or match[rule.role.value] is None:
        return (labelled(block, rule.role, reason),)
    found = match.span(rule.role.value)
    cut = match.start() + len(match[0]) - len(match[0].lstrip())
    if not text[:cut].strip():
        return (_only(block, (block.span, block.text), found, reason, rule.role),)
    halves = split(block, cut)
    if halves is None:
        return (labelled(block, Role.CAPTION, reason),)
    span, kept = trimmed(*halves[0])
    low, high = found
    caption = evolved(block, span=span, text=kept, links=links_in(block, span))
    return (
        labelled(caption, Role.CAPTION, reason),
        _only(block, halves[1], (low - cut, high - cut), reason, rule.role),
    )


def _only(block: Block, part: Part, found: tuple[int, int], reason: Reason, role: Role) -> Block:
    """Return the block of the credit or the caption alone, its label and brackets taken out."""
    span, text = part
    edges = [Span(0, found[0]), Span(found[1], len(str(text)))]
    text = text.edited(Edit(edge, "", (reason,)) for edge in edges if edge.length)
    alone = evolved(block, span=span, text=text, links=links_in(block, span))
    return labelled(alone, role, reason)
