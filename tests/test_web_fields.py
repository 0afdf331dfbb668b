"""Fields of a web page: headline, authors and day where the page's data does not tell them, or tells something else."""

from __future__ import annotations

import pytest
from pages import PROSE, data, page, read, story, told

from newsnorm import Article, Role

HEADLINE = "Ferry stops as river rises"


def headed(opening: str, *, head: str = "") -> Article:
    """Read a page whose report begins with ``opening``."""
    return read(page(f"<article>{opening}{told(*PROSE)}</article>", head=head))


def shown(line: str, *, head: str = "") -> Article:
    """Read a page with a line under its headline."""
    return headed(f"<h1>{HEADLINE}</h1>{line}", head=head)


HEADS = {
    "the window, in an element named so": (
        f"<title>{HEADLINE}</title>",
        f"<div class=title>{HEADLINE}</div>",
    ),
    "the window, before the site": (f"<title>{HEADLINE} | The Paper</title>", f"<div>{HEADLINE}</div>"),
    "the window, after the site": (f"<title>The Paper: {HEADLINE}</title>", f"<h2>{HEADLINE}</h2>"),
    "the window, with a byline after it": (
        f"<title>The Paper: {HEADLINE}</title>",
        f"<font size=5><b>{HEADLINE}</b></font><br><i>By Ann Lee<br>Staff Writer</i>",
    ),
    "the window, with the day after it": (
        f"<title>{HEADLINE} - Ness Council</title>",
        f"<span>{HEADLINE}</span><br><span>May 6, 2024</span>",
    ),
    "microdata, above a heading of another kind": (
        f"<title>{HEADLINE} - The Paper</title>",
        f'<div itemprop="headline">{HEADLINE}</div><h1>The town wants a second one before the weekend.</h1>',
    ),
}


@pytest.mark.parametrize(("head", "opening"), HEADS.values(), ids=HEADS)
def test_a_line_that_the_page_repeats_is_the_headline(head: str, opening: str) -> None:
    """Where no heading is."""
    article = headed(opening, head=head)

    assert HEADLINE == article.title
    assert PROSE == article.paragraphs[-len(PROSE) :]


@pytest.mark.parametrize(
    ("window", "line"), [("The Paper", "The Paper"), (f"{HEADLINE} | The Paper", "The Paper of the island")]
)
def test_a_line_that_says_something_else_is_no_headline(window: str, line: str) -> None:
    """The name of the site is none, nor is a part of the headline."""
    assert headed(f"<div>{line}</div>", head=f"<title>{window}</title>").title is None


def test_a_heading_goes_before_a_line_that_the_window_repeats() -> None:
    """A trail of links to where the page stands says the headline, too."""
    trail = f"<ul><li><a href=/>News</a></li><li>{HEADLINE}</li></ul><h1>{HEADLINE} at Ness</h1>"

    assert f"{HEADLINE} at Ness" == headed(trail, head=f"<title>{HEADLINE} | The Paper</title>").title


ORGANISATIONS = {
    "with an and": "Department for Coasts and Rivers",
    "with a list": "Ministry of Food, Farming and Rural Affairs",
}


@pytest.mark.parametrize("name", ORGANISATIONS.values(), ids=ORGANISATIONS)
def test_an_organisation_is_not_cut(name: str) -> None:
    """Its name may list what it sees to, as a byline lists people."""
    by = {"@type": "GovernmentOrganization", "name": name}

    assert (name,) == read(story(head=data(author=by))).authors


NEWSROOMS = {
    "its own name": ("The Penbury Courier", "The Penbury Courier"),
    "its staff": ("Courier Staff Reporter", "The Penbury Courier"),
    "a word for it": ("Redação", "Diário de Campo Alto"),
}


@pytest.mark.parametrize(("name", "site"), NEWSROOMS.values(), ids=NEWSROOMS)
def test_a_byline_goes_before_the_name_of_the_site(name: str, site: str) -> None:
    """The data calls it a person; where the page names none, it stays."""
    head = data(author={"@type": "Person", "name": name}, publisher={"@type": "Organization", "name": site})

    assert ("Ann Lee",) == shown("<p class=byline>By <a href=/ann>Ann Lee</a></p>", head=head).authors
    assert ("Ann Lee",) == shown("<p>Escrito por <span>Ann Lee</span></p>", head=head).authors
    assert (name,) == shown("<p class=author>Full Bio</p>", head=head).authors
    assert ("Bo Ray",) == shown("<p>By Ann Lee</p>", head=data(author="Bo Ray")).authors


MARKUP = {
    "under a post": '<div class="post-footer"><span class="post-author">Posted by <a href="/p">Ann Lee</a></span></div>',
    "in a widget of a page builder": '<div class="elementor-widget"><ul><li itemprop="author">Ann Lee</li></ul></div>',
    "with the job on the next line": "<p>By Ann Lee<br>Local democracy reporter</p>",
    "with an account between": "<p>By Ann Lee<br>@annlee<br>Local democracy reporter</p>",
    "after the day": "<p><span>12.02.2026</span> <span>Von Ann Lee</span></p>",
}


@pytest.mark.parametrize("line", MARKUP.values(), ids=MARKUP)
def test_more_places_name_the_author(line: str) -> None:
    """And the line is no part of the report."""
    article = shown(line)

    assert ("Ann Lee",) == article.authors
    assert PROSE == article.paragraphs


def test_who_wrote_the_words_is_the_author() -> None:
    """Who took the pictures is not."""
    assert ("Ann Lee",) == shown("<p>Photographs by Cy Fox, words by Ann Lee</p>").authors
    assert () == shown("<p>Photographs by Cy Fox</p>").authors


@pytest.mark.parametrize("name", ["sidebar", "footer", "widget_recent"])
def test_an_author_elsewhere_on_the_page_is_none(name: str) -> None:
    """Who is named beside the report wrote something else."""
    assert () == shown(f'<div class="{name}"><span class="author">Ann Lee</span></div>').authors


def test_letters_that_an_editor_signs_with_are_no_author() -> None:
    """Beside an agency, that is."""
    assert ("dpa",) == read(story(head=data(author={"@type": "Person", "name": "sk/dpa"}))).authors


LISTED = {
    "a day": "<ul><li>Nov. 5, 2025</li></ul>",
    "two days": "<ul><li>Published Nov. 5, 2025</li><li>Updated Nov. 6, 2025, 9:12 a.m. ET</li></ul>",
    "a label and the day": "<ul><li>Published</li><li>5 November 2025</li></ul>",
    "a name and a day without its year": "<ul><li>Ann Lee</li><li>Nov 5</li></ul>",
}


@pytest.mark.parametrize("line", LISTED.values(), ids=LISTED)
def test_author_and_day_may_be_items_of_a_list(line: str) -> None:
    """They are no part of the report."""
    head = data(author="Ann Lee", datePublished="2025-11-05T10:00:00Z", headline=HEADLINE)
    article = shown(line, head=head)

    assert "2025-11-05" == str(article.published)[:10]
    assert PROSE == article.paragraphs


def test_items_that_tell_something_stay() -> None:
    """A day with an event is no date line, and a heading under the headline opens a part of the report."""
    head = data(author="Ann Lee", datePublished="2025-11-05T10:00:00Z", headline=HEADLINE)
    events = "<h2>4 November 2025</h2><ul><li>Nov 5: the ferry stops</li><li>Ann Lee of the Ness ferries asks for help</li></ul>"

    kept = [str(block.text) for block in shown(events, head=head).body]

    assert [
        "4 November 2025",
        "• Nov 5: the ferry stops",
        "• Ann Lee of the Ness ferries asks for help",
    ] == kept[:3]


def test_the_day_above_the_headline_is_a_date() -> None:
    """Blogs set it as a heading."""
    posts = '<div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header">Wednesday, November 5, 2025</h2>'
    post = f'{posts}<div class="post hentry"><h3 class="post-title entry-title">{HEADLINE}</h3>'
    body = f'<div class="post-body">{"<br><br>".join(PROSE)}</div></div></div></div>'
    article = read(
        page(f"<h1>The Ferry Diary</h1>{post}{body}", head=f"<title>The Ferry Diary: {HEADLINE}</title>")
    )

    assert HEADLINE == article.title
    assert PROSE == article.paragraphs
    assert Role.HEADING not in {block.role for block in article.body}
    assert "2025-11-05" == str(article.published)


def test_a_life_is_no_day_of_publication() -> None:
    """Nor is the first or last day of anything else."""
    assert shown("<p>January 3, 1930 – June 7, 2026</p>").published is None
    assert "2026-06-09" == str(shown("<p>June 9, 2026</p><p>January 3, 1930 – June 7, 2026</p>").published)


SHOWN = "The ferry at the quay on Monday"

UNDER = {
    "in a table, as blogs set it": f'<table class="tr-caption-container"><tr><td><img></td></tr><tr><td class="tr-caption">{SHOWN}</td></tr></table>',
    "in an element of a box": f'<div class="image-box"><img><div class="image-box__caption">{SHOWN}</div></div>',
    "named in Italian": f'<div class="foto"><img><div class="didascalia">{SHOWN}</div></div>',
    "named in German": f'<div class="bild"><img><p class="bildunterschrift">{SHOWN}</p></div>',
    "named in Polish, right under it": f'<div class="zdjecie"><img><div class="podpis">{SHOWN}</div></div>',
    "named by one word, right under it": f'<p><img></p><p class="caption">{SHOWN}</p>',
    "in an element within the line": f'<div class="wrap"><img><span class="imgcaption">{SHOWN}</span></div>',
    "in italics under it": f"<p><img></p><p><em>{SHOWN}</em></p>",
    "in italics under it, in one paragraph": f"<p><img><br><em>{SHOWN}</em></p>",
    "small under it": f'<p style="text-align:center"><img></p><p style="text-align:center"><small>{SHOWN}</small></p>',
}


def amid(markup: str) -> Article:
    """Read a page with ``markup`` between its paragraphs."""
    return headed(f"<h1>{HEADLINE}</h1>{told(*PROSE)}{markup}")


@pytest.mark.parametrize("markup", UNDER.values(), ids=UNDER)
def test_a_caption_is_told_by_its_name_or_by_its_place(markup: str) -> None:
    """Sites have many ways to set one."""
    article = amid(markup)

    assert [SHOWN] == [caption.text for caption in article.captions]
    assert (*PROSE, *PROSE) == article.paragraphs


STAYS = {
    "italics under no image": "<p><em>The ferry is older than the bridge.</em></p>",
    "only the first words in italics": "<p><img></p><p><em>The Ness ferry</em> is older than the bridge.</p>",
    "a paragraph in italics under an image": f"<p><img></p><p><em>{PROSE[0].replace('river', 'lake')} The town waits.</em></p>",
    "what announces more": "<p><img></p><p><em>The ferries that stopped:</em></p>",
    "a paragraph beside an image": f'<div class="wp-block-media-text"><figure><img></figure><div class="wp-block-media-text__content"><p>{PROSE[0].replace("river", "lake")}</p></div></div>',
}


@pytest.mark.parametrize("markup", STAYS.values(), ids=STAYS)
def test_what_stands_under_an_image_may_be_the_report(markup: str) -> None:
    """Not all that is in italics describes a picture."""
    article = amid(markup)

    assert () == article.captions
    assert 2 * len(PROSE) + 1 == len([block for block in article.body if block.role is not Role.TITLE])


CREDITS = {
    "in brackets": ('<span class="m__caption">{}</span><span></span><span class="m__credit">(Al Roe / The Ledger)</span>', "Al Roe / The Ledger"),
    "a word for the right": ('{} <span class="copyright">Getty Images</span>', "Getty Images"),
    "glued on": ("{}<cite>Foto: Al Roe</cite>", "Al Roe"),
    "after a stroke": ('{} / Photo by <a href="https://p.example/al">Al Roe</a> on Unsplash', "Al Roe on Unsplash"),
    "no name": ("{}. Photograph by the author.", "the author"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "credit"), CREDITS.values(), ids=CREDITS)
def test_a_credit_is_cut_from_the_words_under_a_picture(words: str, credit: str) -> None:
    """The caption is left."""
    article = amid(f"<figure><img><figcaption>{words.format(SHOWN)}</figcaption></figure>")

    assert [(SHOWN, credit)] == [(caption.text.rstrip("."), caption.credit) for caption in article.captions]


@pytest.mark.parametrize(
    "words",
    [
        '<span class="credit">Al Roe</span>',
        '<div class="art">Al Roe for The Ledger</div>',
        'Photo by <a href="https://p.example">Al Roe</a> on Unsplash',
    ],
)
def test_a_credit_may_stand_alone(words: str) -> None:
    """Then there is no caption."""
    article = amid(f"<figure><img><figcaption>{words}</figcaption></figure>")

    assert [""] == [caption.text for caption in article.captions]


def test_who_is_quoted_is_no_caption() -> None:
    """A quotation in a figure has its source where a picture has its caption."""
    quotation = "<figure><blockquote>We shall be back by May</blockquote><figcaption>— Al Roe, ferryman</figcaption></figure>"

    assert () == amid(quotation).captions


@pytest.mark.parametrize("markup", ["<p><em>{}</em></p>", "<p><strong>{}</strong></p>"])
def test_a_standfirst_may_be_set_off_among_the_paragraphs(markup: str) -> None:
    """If it is just how the page describes itself."""
    sum_up = "The town asks for a second ferry; farms on the far bank are cut off."
    head = f'<meta property="og:description" content="{sum_up}">'
    plain = shown(f"<p>{sum_up}</p>", head=head)
    article = shown(markup.format(sum_up), head=head)

    assert sum_up == article.standfirst
    assert PROSE == article.paragraphs
    assert (sum_up, *PROSE) == plain.paragraphs
