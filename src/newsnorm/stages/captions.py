"""Captions and credits: the words under a picture are told from the body, and who made it from them.

A rule for captions finds a credit (its group ``credit``) or a form that only captions have. What
stands before the credit in the same block is the caption; the two become blocks of their own.
"""

from __future__ import annotations

from functools import cache

import regex
from attrs import evolve

from newsnorm.article import Block, Link, Role
from newsnorm.profile import Profile
from newsnorm.rules import Effect, Rule, RuleBook, shipped
from newsnorm.stages.stage import Blocks, labelled, parts, words
from newsnorm.tracked import Edit, Reason, Span

SPECIAL_TAGS = frozenset({"pre", "table", "h1", "h2", "h3"})
IMAGE_WORDS = 3
"""An image's alternative text of fewer words describes nothing."""


def tell(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with captions and credits labelled, split where one block holds both."""
    rules = _book().without(profile.without)
    return tuple(piece for block in blocks for piece in _told(block, rules))


@cache
def _book() -> RuleBook:
    wanted = {Role.CAPTION, Role.CREDIT}
    return RuleBook(tuple(r for r in shipped() if r.effect is Effect.LABEL and r.role in wanted))


def _told(block: Block, rules: RuleBook) -> tuple[Block, ...]:
    if block.role is not Role.PARAGRAPH or block.hints.tag in SPECIAL_TAGS:
        return (block,)
    text = str(block.text)
    if block.hints.tag == "img" and words(text) >= IMAGE_WORDS:
        return (labelled(block, Role.CAPTION, Reason("caption.image", text[:80])),)
    for rule, match in rules.matches(text):
        return _split(block, text, rule, match)
    return (block,)


def _split(block: Block, text: str, rule: Rule, match: regex.Match[str]) -> tuple[Block, ...]:
    reason = Reason(rule.id, match[0][:200])
    if "credit" not in match.re.groupindex or match["credit"] is None:
        return (labelled(block, rule.role, reason),)
    before = text[: match.start()].rstrip()
    cut = match.start() + len(match[0]) - len(match[0].lstrip())
    credit = _credit(block, text, cut, match, reason)
    if not before:
        return (credit,)
    span, kept = parts(block, 0, len(before))
    caption = evolve(block, span=span, text=kept, links=_within(block, span))
    return (labelled(caption, Role.CAPTION, reason), credit)


def _credit(block: Block, text: str, cut: int, match: regex.Match[str], reason: Reason) -> Block:
    """Return the block of the credit alone, its label and brackets taken out."""
    span, kept = parts(block, cut, len(text))
    low, high = match.span("credit")
    edges = [Span(0, low - cut), Span(high - cut, len(text) - cut)]
    kept = kept.edited(Edit(edge, "", (reason,)) for edge in edges if edge.length)
    credit = evolve(block, span=span, text=kept, links=_within(block, span))
    return labelled(credit, Role.CREDIT, reason)


def _within(block: Block, span: Span) -> tuple[Link, ...]:
    return tuple(x for x in block.links if span.start <= x.span.start and x.span.end <= span.end)
