"""The seeds: whole pages, each field of each as it stands in the expected article beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from helpers import ROOT, name_changes, shared

from newsnorm import Article, Block, Profile, normalize, normalize_text, rules

OURS = ROOT / "seeds"

FIELDS = (
    *("title", "standfirst", "authors", "dateline", "published", "source_url"),
    *("captions", "body", "notes", "dropped", "names"),
)


def _seeds(folder: Path) -> list[Path]:
    found = sorted((folder / "expected").glob("*.json"))
    assert len(found) == 5, f"{len(found)} seeds in {folder}, not 5"
    return found


def _told(blocks: tuple[Block, ...]) -> list[dict[str, str]]:
    return [{"role": block.role.value, "text": str(block.text)} for block in blocks]


def _got(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "standfirst": article.standfirst,
        "authors": list(article.authors),
        "dateline": {"place": article.dateline.place} if article.dateline is not None else None,
        "published": article.published.isoformat() if article.published is not None else None,
        "source_url": article.source_url,
        "captions": [{"text": caption.text, "credit": caption.credit} for caption in article.captions],
        "body": _told(article.body),
        "notes": _told(article.notes),
        "dropped": [{"family": b.family and b.family.value, "text": str(b.text)} for b in article.dropped],
        "names": name_changes(article),
    }


def _pairs(names: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(name["from"], name["to"]) for name in names}


def _check(path: Path, field: str) -> None:
    expected = json.loads(path.read_text("utf-8"))
    article = normalize(path.parent.parent / expected["source"], profile=Profile(style=expected["style"]))
    got = _got(article)[field]

    if field == "names":  # the order in which they are met tells nothing
        assert _pairs(expected[field]) == _pairs(got)
    else:
        assert expected[field] == got


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("path", _seeds(OURS), ids=lambda path: path.stem)
def test_seed(path: Path, field: str) -> None:
    """A page of our own writing gives just the article beside it."""
    _check(path, field)


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("number", range(5))
def test_shared_seed(number: int, field: str) -> None:
    """So does each of the five pages that the project was given."""
    folder = shared()
    if folder is None or not (folder / "seeds").is_dir():
        pytest.skip("NEWSNORM_SHARED names no folder with seeds, which are not ours to publish")

    _check(_seeds(folder / "seeds")[number], field)


@pytest.mark.parametrize("path", _seeds(OURS), ids=lambda path: path.stem)
def test_the_expected_article_is_the_whole_page(path: Path) -> None:
    """An expectation names each field, so that none is left unread."""
    assert {"source", "style", *FIELDS} <= json.loads(path.read_text("utf-8")).keys()


@pytest.mark.parametrize("path", _seeds(OURS), ids=lambda path: path.stem)
def test_a_seed_is_settled(path: Path) -> None:
    """The text of a seed, normalised again, loses nothing and is not edited."""
    expected = json.loads(path.read_text("utf-8"))
    profile = Profile(style=expected["style"])
    text = normalize(path.parent.parent / expected["source"], profile=profile).text

    again = normalize_text(text, profile=profile)

    assert () == again.dropped
    assert [] == [edit for block in again.blocks for edit in block.text.edits]


SENTENCE_WORDS = 6
"""A shorter text is a button or a label, and those are the same on all pages."""


def test_no_rule_quotes_a_seed() -> None:
    """No example and no pattern of a rule holds a whole sentence of a seed: rules know forms, not pages."""
    given = shared()
    folders = [OURS, given / "seeds"] if given is not None else [OURS]
    seeds = " ".join(
        path.read_text("utf-8")
        for folder in folders
        for path in folder.glob("*.*")
        if path.name != "README.md"
    )
    examples = {text for rule in rules.shipped() for text in (*rule.takes, *rule.leaves)}

    assert [] == sorted(text for text in examples if len(text.split()) >= SENTENCE_WORDS and text in seeds)
