"""Links: what is left of them in the text is taken out, and lines that were only dead links go."""

from __future__ import annotations

from collections.abc import Sequence

from newsnorm.article import Block, Family, Role
from newsnorm.firing import Effect
from newsnorm.profile import Profile
from newsnorm.rules import Rule, book
from newsnorm.stages.stage import Blocks, dropped, evolved, texts, words
from newsnorm.tracked import Edit, Reason, Span

LABEL_WORDS = 6
"""A dead link with more words than this may be a sentence, and stays."""

MOST = 0.99
"""A block with a larger share of link text is nothing but a link."""


def unwrap(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks without the residue of links; a line of nothing but dead ones is dropped."""
    cuts = book(Effect.CUT, frozenset({Role.BOILERPLATE}), profile.without)
    return tuple(
        [
            block if block.is_dropped else _unwrapped(block, text, cuts.candidates(text))
            for block, text in zip(blocks, texts(blocks), strict=True)
        ]
    )


def _unwrapped(block: Block, text: str, cuts: Sequence[Rule]) -> Block:
    if block.hints.link_share > MOST and _is_dead_label(block, text):
        return dropped(block, Family.LINK, Reason("links.dead", text))
    edits: list[Edit] = []
    at = 0
    for rule in cuts:
        for match in rule.finditer(text):
            if match.start() >= at and match.end() > match.start():
                edits.append(Edit(Span(*match.span()), "", (Reason(rule.id, match[0]),)))
                at = match.end()
    if not edits:
        return block
    done = evolved(block, text=block.text.edited(edits))
    return done if str(done.text).strip() else dropped(done, Family.LINK, *edits[0].reasons)


def _is_dead_label(block: Block, text: str) -> bool:
    return not block.links and not block.hints.tag.startswith("h") and words(text) <= LABEL_WORDS
