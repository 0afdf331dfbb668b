"""Links: what is left of them in the text is taken out, and lines that were only dead links go."""

from __future__ import annotations

from attrs import evolve

from newsnorm.article import Block, Family, Role
from newsnorm.profile import Profile
from newsnorm.rules import Effect, RuleBook, book
from newsnorm.stages.stage import Blocks, dropped, words
from newsnorm.tracked import Edit, Reason, Span

LABEL_WORDS = 6
"""A dead link with more words than this may be a sentence, and stays."""


def unwrap(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks without the residue of links; a line of nothing but dead ones is dropped."""
    cuts = book(Effect.CUT, frozenset({Role.BOILERPLATE}), profile.without)
    return tuple(_unwrapped(block, cuts) for block in blocks)


def _unwrapped(block: Block, cuts: RuleBook) -> Block:
    if block.is_dropped:
        return block
    text = str(block.text)
    if _is_dead_label(block, text):
        return dropped(block, Family.LINK, Reason("links.dead", text))
    edits: list[Edit] = []
    at = 0
    for rule in cuts.candidates(text):
        for match in rule.finditer(text):
            if match.start() >= at and match.end() > match.start():
                edits.append(Edit(Span(*match.span()), "", (Reason(rule.id, match[0]),)))
                at = match.end()
    return evolve(block, text=block.text.edited(edits)) if edits else block


def _is_dead_label(block: Block, text: str) -> bool:
    is_link = block.hints.link_share > 0.99 and not block.links
    return is_link and not block.hints.tag.startswith("h") and words(text) <= LABEL_WORDS
