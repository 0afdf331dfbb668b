"""The verdict on pages that hold no whole article: seventeen kinds of them, in the words of eight languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pages import PLAIN, PROSE, page, story, told
from verdicts.pages import Sample, samples

import newsnorm.verdict
from newsnorm import Article, Judgement, Verdict, normalize_html

LEAST_UNSEEN = 52
"""Of the 54 pages in words that the patterns were not written for, so many are told; `benchmarks/verdict.py` lists them."""

UNTOLD = {("manual", language) for language in ("de", "en", "es", "fr")}
"""Two paragraphs of a manual are as long as a short report, and nothing on the page says which it is."""


NOT_YET = {"forum index", "home with summaries"}
"""The one is no article, but told to be no listing; the other has six teasers with a sentence each, like a list of tools."""


def verdict(html: str) -> Verdict:
    """Return the verdict on a page."""
    return normalize_html(html, profile=PLAIN).verdict


PAGES = [
    pytest.param(
        one,
        id=f"{at}: {one['kind']}",
        marks=[pytest.mark.xfail(strict=True)] if one["kind"] in NOT_YET else [],
    )
    for at, one in enumerate(
        tomllib.loads((Path(__file__).parent / "verdicts" / "more.toml").read_text("utf-8"))["page"]
    )
]


@pytest.mark.parametrize("one", PAGES)
def test_a_page_of_another_kind_is_told(one: dict[str, str]) -> None:
    """Weather, programmes, tables, jobs, players and the rest are told from articles, and short articles from them."""
    assert one["verdict"] == verdict(one["html"])


SAMPLES = [
    pytest.param(
        sample,
        id=f"{sample.kind} ({sample.language})",
        marks=[pytest.mark.xfail(strict=True)] if (sample.kind, sample.language) in UNTOLD else [],
    )
    for sample in samples()
]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_without_an_article_says_so(sample: Sample) -> None:
    """Home pages, errors, walls, shops and forums are told from articles."""
    assert sample.verdict is verdict(sample.html)


def test_a_page_in_words_never_seen_mostly_says_so_too() -> None:
    """What decides is mostly how much is told, and what the page calls itself; words alone would fail here."""
    assert sum(sample.verdict is verdict(sample.html) for sample in samples("unseen.toml")) >= LEAST_UNSEEN


NEWS_OF_SUCH_PAGES = (
    "The town's page for reports has said “page not found” since Monday, and the clerk could not explain why it did so.",
    "Whoever asks for the minutes is told to enable JavaScript and to accept cookies, which the council calls an error.",
    "The shop at the quay, which sells a bell for $84.00, took the button “Add to cart” off its pages on the same day.",
    "We and our partners were not asked, said the ferrymen, who learned of it from a letter that came a week too late.",
)


def test_a_report_that_quotes_such_pages_is_an_article() -> None:
    """The words of errors, forms and shops decide nothing where more is told."""
    assert Verdict.ARTICLE is verdict(
        page(f"<article><h1>A town without a page</h1>{told(*NEWS_OF_SUCH_PAGES)}</article>")
    )


def test_a_menu_that_sells_subscriptions_is_no_paywall() -> None:
    """*Subscribe* stands in most menus; a short report under one is whole."""
    menu = "<ul class=menu><li><a href=/s>Subscribe</a></li><li><a href=/l>Log in</a></li></ul>"

    assert Verdict.ARTICLE is verdict(
        f"<html><body>{menu}<h1>Ferry stops</h1>{told(*PROSE[:2])}</body></html>"
    )


@pytest.mark.parametrize(
    "data",
    [
        '{"@type": "Product", "name": "Sandbag"}',
        '{"@type": "VideoObject", "name": "The river"}',
        '{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "mentions": {"@type": "Product"}}]}',
    ],
)
def test_an_article_may_speak_of_products_and_films(data: str) -> None:
    """A page that calls itself an article, and also describes something else, is an article."""
    head = f'<meta property="og:type" content="article"><script type="application/ld+json">{data}</script>'

    assert Verdict.ARTICLE is verdict(story(head=head))


def test_a_brief_under_a_question_for_robots_is_an_article() -> None:
    """What a server asks its visitor is a headline where sentences follow that do not speak to the reader."""
    brief = (
        "The harbor of Ness has asked its ferrymen whether they are robots.",
        "All four of them said that they are not.",
    )

    assert Verdict.ARTICLE is verdict(page(f"<article><h1>Are you a robot?</h1>{told(*brief)}</article>"))
    assert Verdict.NO_ARTICLE is verdict(
        page("<h1>Are you a robot?</h1><p>Please tick the box to show that you are not.</p>")
    )


def test_it_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking an article again for its verdict costs nothing."""
    asked: list[Article] = []
    judgement = Judgement(Verdict.LISTING, 0.5, ())

    def judge(article: Article) -> Judgement:
        asked.append(article)
        return judgement

    monkeypatch.setattr(newsnorm.verdict, "judge", judge)
    article = normalize_html(story(), profile=PLAIN)

    assert judgement is article.judgement is article.judgement
    assert Verdict.LISTING is article.verdict
    assert 1 == len(asked)
