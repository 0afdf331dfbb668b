"""The cases: small sources with what must come out, one file a topic, under tests/cases."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers import name_changes

from newsnorm import Article, Profile, normalize_text

FOLDER = Path(__file__).parent / "cases"


def _cases(folder: Path) -> list[Any]:
    files = sorted(folder.glob("*.toml"))
    assert files, f"no cases in {folder}"
    return [
        pytest.param(case, id=f"{file.stem}: {case['label']}")
        for file in files
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


GOT: dict[str, Callable[[Article], object]] = {
    "title": lambda a: a.title,
    "standfirst": lambda a: a.standfirst,
    "authors": lambda a: list(a.authors),
    "place": lambda a: a.dateline.place if a.dateline else None,
    "agency": lambda a: a.dateline.agency if a.dateline else None,
    "published": lambda a: a.published.isoformat() if a.published else None,
    "source_url": lambda a: a.source_url,
    "text": lambda a: a.text,
    "paragraphs": lambda a: list(a.paragraphs),
    "roles": lambda a: [block.role.value for block in a.body],
    "captions": lambda a: [{"text": c.text} | ({"credit": c.credit} if c.credit else {}) for c in a.captions],
    "notes": lambda a: [str(block.text) for block in a.notes],
    "dropped": lambda a: [{"family": b.family and b.family.value, "text": str(b.text)} for b in a.dropped],
    "links": lambda a: [{"text": link.text, "url": link.url} for link in a.links],
    "names": name_changes,
}
"""How each key of a case is read off the article."""


def _check(case: dict[str, Any]) -> None:
    profile = Profile(style=case.get("style", "ap"), as_of=case.get("as_of"))
    article = normalize_text(case["source"], profile=profile)
    wanted = {key: case[key] for key in GOT if key in case} | dict.fromkeys(case.get("absent", ()))

    got = {key: GOT[key](article) or None for key in wanted}

    assert {key: value or None for key, value in wanted.items()} == got


@pytest.mark.parametrize("case", _cases(FOLDER))
def test_case(case: dict[str, Any]) -> None:
    """The article has what the case says."""
    _check(case)
