"""The parts of a web page: what the names of elements say, and what they must not take."""

from __future__ import annotations

import pytest
from pages import PROSE, TEASERS, page, read, story, told

from newsnorm import Article, Family, Profile, Role, normalize_html

POST = "So the #ferry stops. Again. Twenty years of promises and one wet Monday is enough, thank you all."
FACTS = (
    "The ferry has run since 1904, with a pause of two years for a new engine.",
    "It carries nine cars and sixty people, and needs eleven minutes for the crossing.",
)
AUTHOR = "Ann Lee has written about rivers, ports and the people who live off them since 2009."
AROUND = (*PROSE, *PROSE)


def within(part: str) -> Article:
    """Read a page with ``part`` between two paragraphs of its article."""
    half = "".join(f"<p>{text} ({at})</p>" for at, text in enumerate(AROUND))
    return read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{half}{part}{half.replace('(', '(again ')}</article>"
        )
    )


def roles(article: Article, text: str) -> set[Role]:
    """Return the roles of the blocks that hold ``text``."""
    return {block.role for block in article.blocks if text in str(block.text)}


def rules_of(article: Article) -> set[str]:
    """Return all rules that gave a block its role."""
    return {reason.rule for block in article.blocks for reason in block.reasons}


@pytest.mark.parametrize(
    "markup",
    [
        '<blockquote class="twitter-tweet" data-lang="en"><p lang="en">{}</p>— Bob (@bob) <a href="https://x.example/1">May 6</a></blockquote>',
        '<blockquote class="instagram-media"><p>{}</p></blockquote>',
        '<div class="tiktok-embed"><section><p>{}</p></section></div>',
        '<figure class="wp-block-embed wp-block-embed-twitter"><p>{}</p></figure>',
        '<div class="fb-post"><blockquote><p>{}</p></blockquote></div>',
        '<div itemscope itemtype="https://schema.org/SocialMediaPosting"><p>{}</p></div>',
    ],
)
def test_a_post_that_is_set_in_is_dropped(markup: str) -> None:
    """A post of a social network is no part of the report, and the record names the element."""
    article = within(markup.format(POST))
    [block] = [block for block in article.dropped if POST in str(block.text)]

    assert (Family.MEDIA, "media.post") == (block.family, block.reasons[-1].rule)
    assert block.reasons[-1].evidence == block.hints.container != ""
    assert article.text.count(PROSE[0]) == 4


@pytest.mark.parametrize(
    "markup",
    [
        "<blockquote><p>{}</p></blockquote>",
        '<blockquote class="quote"><p>{}</p></blockquote>',
        '<div class="embed richtext"><p>{}</p></div>',
        '<p class="twitter">{}</p>',
    ],
)
def test_a_quotation_is_no_post(markup: str) -> None:
    """What only stands in a quotation, or in an element with a wide name, stays."""
    assert "media.post" not in rules_of(within(markup.format(POST)))


@pytest.mark.parametrize(
    "markup",
    [
        '<aside class="factbox"><h3>The ferry</h3><p>{}</p><ul><li>{}</li></ul></aside>',
        '<div class="article__fact-box article__fact-box--wide"><p>{}</p><p>{}</p></div>',
        '<section class="infobox"><p>{}</p><p>{}</p></section>',
        '<div class="faktaruta"><p>{}</p><p>{}</p></div>',
        '<aside id="fact-box-1"><p>{}</p><p>{}</p></aside>',
    ],
)
def test_a_fact_box_is_kept_beside_the_body(markup: str) -> None:
    """An editor wrote it, so it is a note; it is no running text, so it is not in the body."""
    article = within(markup.format(*FACTS))

    for text in FACTS:
        assert {Role.FACT_BOX} == roles(article, text)
        assert text not in article.text
        assert text in article.projected(Role.FACT_BOX)


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="author-bio"><img src=a><h4>Ann Lee</h4><p>{}</p><a href="/ann">All articles by Ann Lee</a></div>',
        '<section class="post-author-box"><p>{}</p></section>',
        '<div class="ArticleFooter AuthorBio"><p>{}</p></div>',
        '<div class="saboxplugin-desc"><p>{}</p></div>',
        '<div id="about-the-author"><p>{}</p></div>',
    ],
)
def test_an_author_box_is_a_note(markup: str) -> None:
    """What it says of the author is kept beside the body; its links and buttons are not."""
    article = read(story(markup.format(AUTHOR)))

    assert {Role.AUTHOR_BIO} == roles(article, AUTHOR)
    assert AUTHOR not in article.text
    assert not [note for note in article.notes if "All articles" in str(note.text)]


def test_an_article_in_an_element_with_such_a_name_is_the_article() -> None:
    """Whole articles stand in elements named like their parts."""
    for name in ("author-box", "factbox", "related-content", "newsletter", "twitter-tweet", "comments-open"):
        article = read(page(f"<div class='{name}'><h1>Ferry stops as river rises</h1>{told(*PROSE)}</div>"))

        assert not {block.hints.container for block in article.blocks if str(block.text) in PROSE} - {""}, (
            name
        )


LIVE = """
<article class="{}"><header><time datetime="2024-05-06T{}">{}</time><h3>{}</h3></header><p>{}</p></article>
"""


@pytest.mark.parametrize("name", ["live-blog-post", "liveblog__entry", "liveticker-event"])
def test_an_entry_of_a_live_blog_keeps_its_time_and_its_headline(name: str) -> None:
    """Without them the entries run into one another."""
    entries = [
        ("10:15", "Ferry stops"),
        ("11:40 Uhr", "Farms cut off"),
        ("2.05 pm", "Boats arrive"),
        ("16:30", "Rain goes on"),
    ]
    told_so = [
        LIVE.format(name, "10:15", clock, line, text)
        for (clock, line), text in zip(entries, PROSE, strict=True)
    ]
    article = read(page(f"<main><h1>River rises: all that happened</h1>{''.join(told_so)}</main>"))

    text = article.text
    places = [
        text.index(part)
        for (clock, line), prose in zip(entries, PROSE, strict=True)
        for part in (clock, line, prose)
    ]

    assert sorted(places) == places


def test_the_next_article_is_not_part_of_this_one() -> None:
    """A page that never ends has the next article below, with a headline of its own."""
    other = [
        f"The mayor of the {at}th town opened a museum of clocks on Friday, which is free on Sundays."
        for at in range(6)
    ]
    both = page(
        f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE)}</article>"
        f"<article><h1>A museum of clocks opens</h1>{told(*other)}</article>"
    )
    article = read(both)

    assert PROSE == article.paragraphs
    assert "Ferry stops as river rises" == article.title
    assert "chrome.second-article" in rules_of(article)


def test_articles_that_make_one_report_stay() -> None:
    """Sections of a report may be ``<article>`` elements; they have no first-level heading."""
    parts = "".join(f"<article><h2>Part {at}</h2><p>{text}</p></article>" for at, text in enumerate(PROSE))
    article = read(page(f"<main><h1>Ferry stops as river rises</h1>{parts}</main>"))

    assert all(text in article.text for text in PROSE)


KINDS = {
    "comments": (
        '<section id="comments"><ol class="commentlist"><li><p>{}</p></li></ol></section>',
        Family.COMMENTS,
    ),
    "related": ('<div class="related-articles"><p>{}</p></div>', Family.RELATED),
    "newsletter": ('<div class="newsletter-signup"><p>{}</p></div>', Family.NEWSLETTER),
    "share": ('<div class="share-bar"><p>{}</p></div>', Family.SHARE),
    "paywall": ('<div class="article-paywall__offer"><p>{}</p></div>', Family.PAYWALL),
    "consent": ('<div id="onetrust-banner-sdk"><p>{}</p></div>', Family.CONSENT),
    "embed placeholder": ('<div class="embed-placeholder"><p>{}</p></div>', Family.CONSENT),
    "advertisement": ('<div class="ad-container"><p>{}</p></div>', Family.ADVERT),
    "gallery": ('<div class="photo-gallery"><p>{}</p></div>', Family.MEDIA),
    "player": ('<div class="video-player"><p>{}</p></div>', Family.MEDIA),
    "tags": ('<ul class="tag-list"><li>{}</li></ul>', Family.TAGS),
    "menu": ('<nav class="main"><ul><li>{}</li></ul></nav>', Family.NAVIGATION),
    "footer": ("<footer><p>{}</p></footer>", Family.NAVIGATION),
    "form": ("<form><p>{}</p></form>", Family.FORM),
}


@pytest.mark.parametrize(("markup", "family"), KINDS.values(), ids=KINDS)
def test_what_is_dropped_says_of_which_kind_it_is(markup: str, family: Family) -> None:
    """The name of the element around tells the family, where the words do not."""
    label = "Zwirn und Faden"
    article = read(
        page(f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE)}</article>{markup.format(label)}")
    )

    assert {family} == {block.family for block in article.dropped if label in str(block.text)}


def test_a_caller_may_do_without_a_rule() -> None:
    """What is left out of the rules takes nothing."""
    markup = f'<blockquote class="twitter-tweet"><p>{POST}</p></blockquote>'
    whole = page(
        f"<article><h1>Ferry stops as river rises</h1>{told(*AROUND)}{markup}{told(*AROUND)}</article>"
    )

    article = normalize_html(whole, profile=Profile(style=None, without=frozenset({"media.post"})))

    assert "media.post" not in rules_of(article)


def test_teasers_are_related() -> None:
    """A list of teasers in an element named so is dropped as such."""
    article = read(story(f'<div class="related"><ul>{"".join(TEASERS)}</ul></div>'))

    assert {Family.RELATED} == {
        block.family for block in article.dropped if "votes on its new bridge" in str(block.text)
    }
