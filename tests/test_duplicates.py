"""An article that a page shows twice comes out once, and what an article says twice stays."""

from __future__ import annotations

import pytest
from pages import PLAIN, PROSE, page, read, told

from newsnorm import Family, Profile, normalize_text

MORE = (
    "The old ferry had carried cars and cattle since 1962, and was to be painted in the spring, the owner said.",
    "It can take nine cars; the new one, which the town wants to lease from the north, would take fifteen of them.",
)
STORY = (*PROSE, *MORE)


def test_the_second_of_two_copies_goes() -> None:
    """The page has the article for narrow screens and for wide ones."""
    copy = f"<h1>Ferry stops as river rises</h1>{told(*STORY)}"
    article = read(page(f'<div class="narrow">{copy}</div><div class="wide">{copy}</div>'))

    assert STORY == article.paragraphs
    assert len(STORY) - 1 <= sum(block.family is Family.DUPLICATE for block in article.dropped)


def test_plain_text_has_copies_too() -> None:
    """A scraper has written both out."""
    lines = ("Ferry stops as river rises", *STORY)

    assert "\n\n".join(STORY) == normalize_text("\n\n".join((*lines, *lines)), profile=PLAIN).text


def test_a_refrain_stays() -> None:
    """Two paragraphs that come back are told twice."""
    sung = (*PROSE[:2], MORE[0], *PROSE[:2], MORE[1], *PROSE[:2])

    assert sung == normalize_text("\n\n".join(sung), profile=PLAIN).paragraphs


def test_one_may_want_both() -> None:
    """A profile does without the rule."""
    article = normalize_text(
        "\n\n".join((*STORY, *STORY)), profile=Profile(style=None, without=["duplicate"])
    )

    assert (*STORY, *STORY) == article.paragraphs


@pytest.mark.parametrize("rule", ["duplicate", "duplicate.headline"])
def test_one_may_want_both_headlines(rule: str) -> None:
    """The same for a headline that comes once more, as one rule or with the family."""
    source = "\n\n".join(("Ferry stops as river rises", "Ferry stops as river rises", *STORY))
    article = normalize_text(source, profile=Profile(style=None, without=[rule]))

    assert ("Ferry stops as river rises", ()) == (article.title, article.dropped)
    assert () != normalize_text(source, profile=PLAIN).dropped
