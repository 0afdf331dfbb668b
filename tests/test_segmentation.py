"""Whole pages as text: what is cut can be looked up, can be turned off, and is not cut twice."""

from __future__ import annotations

from newsnorm import Article, Profile, normalize_html, normalize_text
from newsnorm.stages import segment
from newsnorm.stages.signs import NAMES

REPORT = (
    "The harbor council put off its vote on the new breakwater on Monday, after three of its members had asked for another survey of the sea floor. The council will take the matter up again in January, when the survey is expected to be ready.",
    "The breakwater would be four hundred meters long and cost about nine million, according to the plan that the council's engineers laid out in spring. The county would pay half of it, and the fishermen a tenth, over twenty years.",
    "The fishermen have opposed the plan since it was first drawn, because the current behind the breakwater would carry sand into the mouth of the old harbor, and nobody has told them who would pay for the dredging that the boats would need.",
)
MENU = (
    "Harbor",
    "Islands",
    "Upper Town",
    "Boats and Nets",
    "Letters",
    "Old Issues",
    "Rates",
    "Market",
    "Puzzles",
    "Chess",
)
FOOT = (*MENU, "Our Staff", "Rates 2019", "Boat Market", "Room Market", "Find a Shop", "The Tower")
PAGE = "\n".join(
    (
        *(f"    * {line}" for line in MENU),
        "Council Puts Off Vote on New Breakwater\n",
        *(f"  {text}\n" for text in REPORT),
        *(f"    * {line}" for line in FOOT),
    )
)


def _cut(article: Article) -> list[str]:
    return [
        str(block.text) for block in article.dropped if any(r.rule == segment.RULE for r in block.reasons)
    ]


def test_a_page_is_cut_to_its_article() -> None:
    """Most of the menu and the foot is dropped; all of the article stays."""
    article = normalize_text(PAGE)
    furniture = {f"* {line}" for line in FOOT}

    assert article.title == "Council Puts Off Vote on New Breakwater"
    assert set(REPORT) <= set(article.paragraphs)
    assert set(_cut(article)) <= furniture
    assert len(set(_cut(article))) > len(furniture) / 2


def test_a_list_after_an_article_stays_though_a_rule_knows_one_line_beside_it() -> None:
    """What stands on one side alone is furniture only where the rules know more of it."""
    listed = [f"* {line}" for line in FOOT]
    alone = "\n\n".join((*REPORT, "Sign up for our newsletter", *listed))
    page = "\n\n".join((*REPORT, "Sign up for our newsletter", "Log in", "Share this article", *listed))

    assert _cut(normalize_text(alone)) == []
    assert len(_cut(normalize_text(page))) > len(listed) / 2


def test_the_reason_tells_what_weighed_most() -> None:
    """Each block that was cut has up to three witnesses in words."""
    article = normalize_text(PAGE)
    evidence = [r.evidence for block in article.dropped for r in block.reasons if r.rule == segment.RULE]

    assert all(0 < len(said.split("; ")) <= 3 and said for said in evidence)


def test_every_witness_has_words() -> None:
    """What is counted can be told to a person."""
    assert list(segment.SAID) == list(NAMES)


def test_a_profile_can_do_without() -> None:
    """A page that is not to be cut is not."""
    article = normalize_text(PAGE, profile=Profile(without=[segment.RULE]))

    assert _cut(article) == []


def test_html_is_left_to_its_own_evidence() -> None:
    """What trafilatura has judged is not judged again."""
    paragraphs = "".join(f"<p>{text}</p>" for text in (*REPORT, *FOOT))

    assert _cut(normalize_html(f"<html><body><article>{paragraphs}</article></body></html>")) == []


def test_the_article_is_not_cut_again() -> None:
    """A page that was cut shows no more furniture."""
    text = normalize_text(PAGE).text

    assert _cut(normalize_text(text)) == []
