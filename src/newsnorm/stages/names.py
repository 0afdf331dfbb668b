"""Names: every known name in what is kept is reported, and written as the style wants it.

Last of the stages: only what stays is worth a look-up, and only what stays is evidence.
"""

from __future__ import annotations

from newsnorm.article import Block, Mention, Role
from newsnorm.language import detect_all
from newsnorm.names.document import Told
from newsnorm.names.unify import RULE, Name, unify
from newsnorm.profile import Profile
from newsnorm.rules import is_left_out
from newsnorm.stages.stage import Blocks, evolved, texts

MASKED = frozenset({Role.BOILERPLATE, Role.BYLINE, Role.CREDIT, Role.DATE, Role.SOURCE_LINK})
"""Roles whose words are somebody's own: names there are neither changed nor reported."""


def write(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with their mentions, and each name in the spelling of the profile's style."""
    open_at = [at for at, b in enumerate(blocks) if b.role not in MASKED and b.hints.tag != "pre"]
    language = detect_all(texts(b for b in blocks if b.is_body))
    style = None if is_left_out(RULE, profile.without) else profile.style
    works = frozenset(
        run for at in open_at for run in blocks[at].hints.emphasised if run != str(blocks[at].text)
    )
    found = unify(
        texts(blocks[at] for at in open_at), style, profile.as_of, profile.names, Told(language, works)
    )
    done = list(blocks)
    for at, names in zip(open_at, found, strict=True):
        if names:
            done[at] = _written(blocks[at], names)
    return tuple(done)


def _written(block: Block, names: list[Name]) -> Block:
    mentions = tuple(_mention(block, name) for name in names)
    text = block.text.edited(edit for name in names for edit in name.edits)
    return evolved(block, text=text, mentions=mentions)


def _mention(block: Block, name: Name) -> Mention:
    span = block.text.to_source(name.span).moved(block.span.start)
    return Mention(name.entity.id, name.entity.kind.value, name.found, name.written, span, name.why)
