"""What several tests read off an article."""

from __future__ import annotations

from newsnorm import Article


def name_changes(article: Article) -> list[dict[str, str]]:
    """Return each spelling that was changed once, in the order of the blocks."""
    pairs = {
        (edit.span.of(block.text.source), edit.after): None
        for block in article.blocks
        for edit in block.text.edits
        if any(reason.rule == "name.style" for reason in edit.reasons)
    }
    return [{"from": before, "to": after} for before, after in pairs]
