"""Site memory: what repeats on a site is dropped, and what is an article's own never is."""

from __future__ import annotations

import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsnorm import Profile, Role, normalize_text
from newsnorm.memory import BLOCKS, PAGES, TOLD, Seen, SiteMemory

TOWNS = ("Saltby", "Norwick", "Eastmere", "Holm", "Little Wold", "Kirkness")

MENU = "The Saltby Courier since 1911"
CLOSE = "Courier readers know the tide before it comes in"


def paragraphs(town: str) -> list[str]:
    """Return what a page tells of a town."""
    return [
        f"The ferry of {town} was late again on Monday, and nobody on the island could say on Tuesday why it was.",
        f"In {town} the old crane will be sold, the harbor board said, to whoever takes it away before the winter.",
        f"The starlings of {town} have moved to the roof of the customs house, and the clerk has stopped counting them.",
    ]


def page(town: str, *, head: str = MENU, tail: str = CLOSE) -> str:
    """Return a page of the site as a text."""
    return "\n\n".join((head, f"A Ferry, a Crane and Starlings in {town}", *paragraphs(town), tail))


def shown(*pages: str) -> SiteMemory:
    """Return the memory of pages."""
    memory = SiteMemory()
    for text in pages:
        memory = memory.shown(normalize_text(text))
    return memory


MEMORY = shown(*(page(town) for town in TOWNS))


def dropped(text: str, memory: SiteMemory = MEMORY) -> list[str]:
    """Return what the memory takes of a page."""
    article = normalize_text(text, profile=Profile(memory=memory))
    return [str(b.text) for b in article.dropped if b.reasons[-1].rule == "template.repeated"]


def test_one_may_want_what_repeats() -> None:
    """A profile does without the rule, or its family, though it has a memory."""
    for rule in ("template", "template.repeated"):
        article = normalize_text(page("Port Ellen"), profile=Profile(memory=MEMORY, without=[rule]))
        assert () == article.dropped


def test_what_repeats_at_both_ends_is_dropped_and_counted() -> None:
    """The line over the headline and the line at the end go, with the count as evidence."""
    article = normalize_text(page("Port Ellen"), profile=Profile(memory=MEMORY))

    assert [MENU, CLOSE] == [str(block.text) for block in article.dropped]
    assert {"on 6 of 6 pages"} == {block.reasons[-1].evidence for block in article.dropped}
    assert article.title == "A Ferry, a Crane and Starlings in Port Ellen"
    assert list(article.paragraphs) == paragraphs("Port Ellen")


def test_nothing_is_learned_silently() -> None:
    """Without a memory in the profile nothing is dropped, and a memory that is read stays as it is."""
    before = MEMORY.to_dict()
    article = normalize_text(page("Port Ellen"), profile=Profile(memory=MEMORY))

    assert article.dropped
    assert [] == dropped(page("Port Ellen"), SiteMemory())
    assert before == MEMORY.to_dict()


def test_a_page_shown_again_counts_once() -> None:
    """The same page three times is one article, of which nothing is dropped."""
    memory = shown(*[page("Saltby")] * 3)

    assert 1 == memory.articles
    assert [] == dropped(page("Saltby"), memory)


def test_a_new_version_of_an_article_counts_once() -> None:
    """An article that was given another paragraph, or another end, is the same."""
    text = page("Saltby")
    memory = shown(
        text,
        f"{text}\n\n{paragraphs('Holm')[0]}",
        f"{text}\n\nThree crows were seen, too.",
        f"{text}\n\nUpdated",
    )

    assert 1 == memory.articles
    assert [] == dropped(f"{text}\n\n{paragraphs('Norwick')[0]}", memory)


def test_the_background_of_a_running_story_stays() -> None:
    """A paragraph that reports repeat, between paragraphs of their own, is part of them."""
    known = "The board bought the crane in 1911, when the herring came, and has tried to sell it ever since they left again."
    pages = [f"{a}\n\n{known}\n\n{b}\n\n{c}\n\n{CLOSE}" for a, b, c in map(paragraphs, TOWNS)]
    a, b, c = paragraphs("Port Ellen")

    assert [CLOSE] == dropped(f"{a}\n\n{known}\n\n{b}\n\n{c}\n\n{CLOSE}", shown(*pages))


def test_the_headline_of_a_series_stays() -> None:
    """Where the only headline repeats, it is the headline of a series."""
    memory = shown(*("\n\n".join(("The Week in the Harbour", *paragraphs(town))) for town in TOWNS))
    text = "\n\n".join(("The Week in the Harbour", *paragraphs("Port Ellen")))

    assert [] == dropped(text, memory)
    assert "The Week in the Harbour" == normalize_text(text, profile=Profile(memory=memory)).title


def test_a_heading_of_the_house_stays() -> None:
    """A heading that every report of the site has stays between its paragraphs."""
    pages = [f"{a}\n\n{b}\n\nWhat happens next\n\n{c}" for a, b, c in map(paragraphs, TOWNS)]
    a, b, c = paragraphs("Port Ellen")
    article = normalize_text(f"{a}\n\n{b}\n\nWhat happens next\n\n{c}", profile=Profile(memory=shown(*pages)))

    assert ["What happens next"] == [str(x.text) for x in article.blocks if x.role is Role.HEADING]


def test_a_box_between_paragraphs_is_dropped() -> None:
    """Short lines side by side that repeat are a box."""
    box = "Courier Club\n\nTide tables and ferry fares\n\nEvery morning at six."
    pages = [f"{a}\n\n{b}\n\n{box}\n\n{c}" for a, b, c in map(paragraphs, TOWNS)]
    a, b, c = paragraphs("Port Ellen")

    assert box.split("\n\n") == dropped(f"{a}\n\n{b}\n\n{box}\n\n{c}", shown(*pages))


def test_a_byline_stays() -> None:
    """The reporter of six articles has written all six."""
    pages = ["\n\n".join((f"Starlings in {town}", "By Ana Sol", *paragraphs(town))) for town in TOWNS]
    text = "\n\n".join(("Starlings in Port Ellen", "By Ana Sol", *paragraphs("Port Ellen")))

    assert ("Ana Sol",) == normalize_text(text, profile=Profile(memory=shown(*pages))).authors


def test_two_articles_are_too_few() -> None:
    """What stands on two pages may do so by chance."""
    assert [] == dropped(page("Port Ellen"), shown(page("Saltby"), page("Holm")))


KEYS = st.integers(0, 2**48 - 1)
SEEN = st.builds(Seen, st.integers(0, 99), st.lists(KEYS, max_size=8), st.lists(KEYS, max_size=4))
MEMORIES = st.builds(SiteMemory, st.lists(SEEN, max_size=80))


@given(MEMORIES, MEMORIES, MEMORIES)
def test_memories_merge_in_any_order(a: SiteMemory, b: SiteMemory, c: SiteMemory) -> None:
    """Merging is associative, commutative and idempotent, at and over the bound."""
    assert a.merged(b) == b.merged(a)
    assert a.merged(b).merged(c) == a.merged(b.merged(c))
    assert a.merged(a) == a


@given(st.lists(st.sampled_from(TOWNS), max_size=8), st.randoms(use_true_random=False))
def test_pages_are_shown_in_any_order(towns: list[str], random: object) -> None:
    """The memory of some pages does not depend on their order, nor on how often one comes."""
    pages = [page(town) for town in towns]
    others = sorted(set(pages)) * 2
    random.shuffle(others)  # type: ignore[attr-defined] # a random.Random, which st.randoms hides

    assert shown(*pages) == shown(*others)


@given(MEMORIES)
def test_a_memory_is_data(memory: SiteMemory) -> None:
    """It goes to JSON and back, and pickles, alone or in a profile."""
    assert memory == SiteMemory.from_dict(json.loads(json.dumps(memory.to_dict())))
    profile = Profile(memory=memory)
    assert profile == pickle.loads(pickle.dumps(profile))  # noqa: S301 - our own


def test_a_memory_is_bounded() -> None:
    """However much it is shown, it keeps so many pages, and so many blocks of each."""
    memory = SiteMemory(Seen(n, range(n, n + 10_000), range(n, n + 1_000)) for n in range(200))

    assert PAGES == len(memory.pages)
    assert {(BLOCKS, TOLD)} == {(len(seen.blocks), len(seen.told)) for seen in memory.pages}
    assert len(json.dumps(memory.to_dict())) < 1_000_000


@pytest.mark.parametrize(
    "data", [{}, {"pages": [{}]}, {"pages": [{"page": "x", "blocks": [], "told": []}]}, {"pages": 3}]
)
def test_error_for_what_is_no_memory(data: dict[str, object]) -> None:
    """Other dicts are refused."""
    with pytest.raises(ValueError, match="not a site memory"):
        SiteMemory.from_dict(data)
