"""Rewriting: sentences in which a known form is another name, and sentences in which it is the name."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from newsnorm.names import unify

CASES = tomllib.loads(Path(__file__).with_name("rewriting.toml").read_text("utf-8"))
LEAVES = [pytest.param(text, id=text[:60]) for one in CASES["class"] for text in one["leaves"]]


@pytest.mark.parametrize("text", LEAVES)
def test_another_name_is_left(text: str) -> None:
    """Alone, and at the end of an English sentence."""
    for source in (text, f"They spoke of {text}"):
        assert source == str(unify(source))


@pytest.mark.parametrize(("text", "expected"), CASES["takes"].items())
def test_the_name_is_written_anew(text: str, expected: str) -> None:
    """As the style wants it, and once only."""
    assert expected == str(unify(text))
    assert expected == str(unify(expected))
