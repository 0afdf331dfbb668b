"""What several tests read off an article, and where they find their data."""

from __future__ import annotations

import os
from pathlib import Path

import newsnorm
from newsnorm import Article

ROOT = Path(__file__).parent.parent
"""The folder of the project."""

PACKAGE = Path(newsnorm.__file__).parent
"""The folder of the package: src/newsnorm, or where it is installed."""


def name_changes(article: Article) -> list[dict[str, str]]:
    """Return each spelling that was changed once, in the order of the blocks."""
    pairs = {
        (edit.span.of(block.text.source), edit.after): None
        for block in article.blocks
        for edit in block.text.edits
        if any(reason.rule == "name.style" for reason in edit.reasons)
    }
    return [{"from": before, "to": after} for before, after in pairs]


def shared() -> Path | None:
    """Return the folder of shared data that NEWSNORM_SHARED names, if it does."""
    named = os.environ.get("NEWSNORM_SHARED")
    return Path(named) if named else None
