"""Web pages: what markup, the page's own data and the rest of the page say of the article."""

from __future__ import annotations

import datetime

import pytest
from pages import MORE, PROSE, TEASERS, data, page, read, story, told

from newsnorm import Role, Verdict

VERDICTS = {
    "an article": (story(), Verdict.ARTICLE),
    "an article with many teasers after it": (story(f"<ul>{''.join(TEASERS)}</ul>"), Verdict.ARTICLE),
    "two paragraphs": (page(f"<h1>Ferry stops</h1>{told(*PROSE[:2])}"), Verdict.ARTICLE),
    "a home page": (
        page(
            f"<h1>The Paper</h1><ul>{''.join(TEASERS)}</ul>",
            head='<meta property="og:type" content="website">',
        ),
        Verdict.LISTING,
    ),
    "a tag page with summaries": (
        page("".join(f"<h3>{t[4:-5]}</h3><p>The council met on Monday.</p>" for t in TEASERS)),
        Verdict.LISTING,
    ),
    "a stub": (
        story_stub := page(
            f"<article><h1>Ferry stops</h1>{told(PROSE[0])}<div><p>Subscribe to continue reading</p></div></article>"
        ),
        Verdict.PAYWALLED,
    ),
    "a stub by the page's data": (
        page(
            f"<article><h1>Ferry stops</h1>{told(PROSE[0])}</article>", head=data(isAccessibleForFree="False")
        ),
        Verdict.PAYWALLED,
    ),
    "an error": (
        page("<h1>404</h1><p>Sorry, this page could not be found: error 404, page not found.</p>"),
        Verdict.NO_ARTICLE,
    ),
    "a robot's welcome": (
        "<html><body><p>Please enable JavaScript and cookies to continue.</p></body></html>",
        Verdict.NO_ARTICLE,
    ),
    "an error in German": (
        page("<h1>Seite nicht gefunden</h1><p>Versuchen Sie es noch einmal.</p>"),
        Verdict.NO_ARTICLE,
    ),
}


@pytest.mark.parametrize(("source", "verdict"), VERDICTS.values(), ids=VERDICTS)
def test_a_page_says_what_it_is(source: str, verdict: Verdict) -> None:
    """Articles, stubs, listings and what is neither are told apart, with the grounds."""
    judgement = read(source).judgement

    assert verdict is judgement.verdict
    assert 0 < judgement.confidence <= 1
    assert judgement.reasons


def test_all_of_a_plain_article_is_kept() -> None:
    """The furniture goes, nothing else does."""
    article = read(story(f"<h3>Related</h3><ul>{''.join(TEASERS)}</ul>"))

    assert PROSE == article.paragraphs
    assert "Ferry stops as river rises" == article.title


@pytest.mark.parametrize("opening", ["", "<em>ODEM</em> – ", "<img src='ferry.jpg' alt=''>"])
def test_a_piece_of_a_page_may_begin_with_bare_words(opening: str) -> None:
    """The full text in a feed may leave out the element around the first paragraph."""
    first = "The ferry to the islands will stop on Monday, as the river has risen, the county said."

    article = read(f"{opening}{first}{told(*PROSE)}")

    assert first in article.paragraphs[0]
    assert list(PROSE) == list(article.paragraphs[1:])


def test_links_are_absolute_by_the_page() -> None:
    """The base is the page's own, else where it was fetched; what tracks readers is cut off."""
    link = '<p>The gauge is read every hour, as <a href="../gauge?utm_source=x">the office</a> on the quay explained.</p>'

    by_url = read(story(link), "https://paper.example/local/2024/ferry.html")
    by_base = read(story(link, head='<base href="https://other.example/a/b/">'), "https://paper.example/x/")

    assert ["https://paper.example/local/gauge"] == [found.url for found in by_url.links]
    assert ["https://other.example/a/gauge"] == [found.url for found in by_base.links]


def test_list_items_are_list_items() -> None:
    """A browser shows a bullet, so the page text has one; an item that brings its own keeps it."""
    items = "<p>Three things the town has asked the province to bring before the weekend:</p><ul><li>sandbags for Mill Street</li><li><p>a second ferry from the north bank</p></li><li>– pumps for the cellars</li></ul>"
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE[:2])}{items}{told(*PROSE[2:])}</article>"
        )
    )

    assert [
        "• sandbags for Mill Street",
        "• a second ferry from the north bank",
        "– pumps for the cellars",
    ] == [str(block.text) for block in article.blocks if block.role is Role.LIST_ITEM]


def test_markdown_that_a_page_shows_loses_its_marks() -> None:
    """Its author pasted it where HTML was wanted; code may be about Markdown, and keeps them."""
    marked = (
        "<p>## What the town wants</p>"
        "<p>The council has **twice** asked for a bridge, and [its plan](https://town.example/plan?utm_source=x) has been ready since May.</p>"
        "<p>&gt; We shall not wait for *another* flood, the mayor told the council when it met on Tuesday night.</p>"
        "<p>Whoever writes to the town in Markdown should set <code>**urgent**</code> before the first line, she said.</p>"
    )
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE[:2])}{marked}{told(*PROSE[2:])}</article>"
        )
    )

    assert (
        *PROSE[:2],
        "What the town wants",
        "The council has twice asked for a bridge, and its plan has been ready since May.",
        "We shall not wait for another flood, the mayor told the council when it met on Tuesday night.",
        "Whoever writes to the town in Markdown should set **urgent** before the first line, she said.",
        *PROSE[2:],
    ) == article.paragraphs
    assert [("its plan", "https://town.example/plan")] == [(link.text, link.url) for link in article.links]
    assert [Role.HEADING, Role.QUOTE] == [
        block.role for block in article.body if block.role is not Role.PARAGRAPH
    ]


@pytest.mark.parametrize(
    "opening", ["<!DOCTYPE html><title>Ferry</title>", "<title>Ferry</title><meta charset=utf-8>"]
)
@pytest.mark.parametrize("closing", ["", "and more<div>© The Paper</div>"])
def test_a_page_may_leave_out_the_tags_around_its_head_and_body(opening: str, closing: str) -> None:
    """The parser then leaves what it does not know, such as ``<article>``, in the head; no reader of the page would."""
    article = read(
        f"{opening}<header>The Paper</header><article><h1>Ferry stops</h1>{told(*PROSE)}</article>{closing}"
    )

    assert PROSE == article.paragraphs[: len(PROSE)]
    assert [block.text.source for block in article.blocks][-2:] == (
        ["and more", "© The Paper"] if closing else [*PROSE[-2:]]
    )


HEADLINES = {
    "a kicker in the heading": (
        "Local Ferry stops as river rises",
        "Ferry stops as river rises",
        "Ferry stops as river rises",
    ),
    "the site after it": ("Ferry stops as river rises", None, "Ferry stops as river rises - The Paper"),
    "no heading": ("", "Ferry stops as river rises", "Ferry stops as river rises | The Paper"),
}


@pytest.mark.parametrize(("heading", "json_ld", "open_graph"), HEADLINES.values(), ids=HEADLINES)
def test_the_headline_is_voted_for(heading: str, json_ld: str | None, open_graph: str) -> None:
    """What stands before or after the headline in one witness is not in the others."""
    head = f'<meta property="og:title" content="{open_graph}">' + (data(headline=json_ld) if json_ld else "")

    assert "Ferry stops as river rises" == read(story(head=head, heading=heading)).title


def test_a_headline_that_the_data_cuts_off_is_not_cut() -> None:
    """A quotation mark ends the attribute too early; the title of the page has the headline whole."""
    whole = 'Ferry stops as river rises "for years"'
    head = (
        f"<meta property='og:title' content='Ferry stops as river rises'><title>{whole} | The Paper</title>"
    )

    assert whole == read(story(head=head, heading=whole)).title


LOGOS = {
    "a lower heading": (
        "<h2>Ferry stops as river rises</h2>",
        "<title>Ferry stops as river rises - The Paper</title>",
    ),
    "the site first": (
        "<h3>Ferry stops as river rises</h3>",
        "<title>The Paper: Ferry stops as river rises</title>",
    ),
    "no heading": (
        "<div>Ferry stops as river rises</div>",
        '<title>Ferry stops as river rises</title><meta property="og:site_name" content="The Paper">',
    ),
    "nowhere alone": (
        "<div>Ferry stops</div>",
        '<meta property="og:title" content="Ferry stops as river rises | The Paper"><meta property="og:site_name" content="The Paper">',
    ),
}


@pytest.mark.parametrize(("heading", "head"), LOGOS.values(), ids=LOGOS)
def test_the_name_of_the_site_is_no_headline(heading: str, head: str) -> None:
    """It may be the only first-level heading of the page."""
    head += "" if "og:title" in head else '<meta property="og:title" content="Ferry stops as river rises">'
    logo = '<header><h1><a href="/">The Paper</a></h1></header>'
    article = read(page(f"{logo}<article>{heading}<div>{told(*PROSE)}</div></article>", head=head))

    assert "Ferry stops as river rises" == article.title
    assert PROSE == article.paragraphs[-len(PROSE) :]
    assert heading.startswith("<div") or PROSE == article.paragraphs


def test_a_section_heading_is_no_headline() -> None:
    """Though the page's data repeats it: the first-level heading is the headline."""
    head = "<title>The long way to the island | The Paper</title>"
    rest = f"<h2>The long way to the island</h2>{told(*PROSE)}"

    assert "Ferry stops as river rises" == read(story(rest, head=head)).title


def test_a_headline_that_the_data_cuts_short_is_not_cut() -> None:
    """The page's data had no more room; but a headline may end so."""
    whole = "Ferry stops as river rises and the town waits for a bridge"
    open_ended = "Ferry stops, and then…"

    assert (
        whole == read(story(head=data(headline="Ferry stops as river rises and the…"), heading=whole)).title
    )
    assert (
        open_ended
        == read(
            story(
                head=data(headline=open_ended) + f"<title>{open_ended} - The Paper</title>",
                heading=open_ended,
            )
        ).title
    )


AUTHORS = {
    "a person": data(author={"@type": "Person", "name": "Ann Lee"}),
    "a pointer": data(author={"@id": "#ann"})
    + '<script type="application/ld+json">{"@type": "Person", "@id": "#ann", "name": "Ann Lee"}</script>',
    "the outlet, and a meta element": data(author={"@type": "Organization", "name": "The Paper"})
    + '<meta name="author" content="Ann Lee">',
    "degrees": '<meta name="author" content="Ann Lee, MD, Ph.D.">',
    "the letters she signs with": data(author=[{"@type": "Person", "name": "Ann Lee (ale.)"}]),
    "her job and the site": '<meta name="author" content="Ann Lee, Head of the Institute for Rivers in Oslo, Paper.no">',
    "an address before the name": '<meta property="article:author" content="https://paper.example/ann"><meta name="author" content="Ann Lee">',
}

LISTED = {"@type": "NewsArticle", "headline": "Bridge plan shelved", "datePublished": "2019-01-01"} | {
    "author": {"@type": "Person", "name": "Bob Ray"}
}
OWN = {"headline": "Ferry stops as river rises", "datePublished": "2024-05-06"} | {
    "author": {"@type": "Person", "name": "Ann Lee"}
}
OTHERS = {
    "a list of teasers": data(**{"@type": "ItemList", "itemListElement": [{"item": LISTED}]}) + data(**OWN),
    "a list beside a page": data(**OWN | {"@type": "WebPage"})
    + data(**{"@type": "ItemList", "itemListElement": [{"item": LISTED}]}),
    "articles side by side": data(**{"@graph": [LISTED, {"@type": "NewsArticle"} | OWN]}),
    "a recipe with a review": data(
        **OWN | {"@type": "Recipe", "review": [LISTED | {"@type": "Review", "headline": None}]}
    ),
}


@pytest.mark.parametrize("head", OTHERS.values(), ids=OTHERS)
def test_author_and_day_are_those_of_the_page(head: str) -> None:
    """Its data may tell of other articles first, and of what readers wrote."""
    article = read(story(head=f"{head}<title>Ferry stops as river rises | The Paper</title>"))

    assert ("Ann Lee",) == article.authors
    assert "2024-05-06" == str(article.published)


def test_an_article_under_another_headline_counts_alone() -> None:
    """Search engines are told other headlines than readers; who is the only one to name an author is believed."""
    head = "<title>Why the ferry does not run | The Paper</title>"

    assert ("Ann Lee",) == read(story(head=data(**OWN) + head, heading="Why the ferry does not run")).authors


NAMES = {
    "a place after it": ("Ann Lee, Berlin", ("Ann Lee",)),
    "a job after it": ("Ann Lee, Political Editor", ("Ann Lee",)),
    "a job after a dash": ("Ann Lee – Chief Correspondent", ("Ann Lee",)),
    "an outlet after it": ("Ann Lee, KTLN 5 News", ("Ann Lee",)),
    "agencies": ("Ann Lee and agencies", ("Ann Lee",)),
    "a label before it": ("Автор: Анна Лі", ("Анна Лі",)),
    "two surnames": ("Ana Ramón y Cajal", ("Ana Ramón y Cajal",)),
    "small words": ("Rolf von und zu Saltby", ("Rolf von und zu Saltby",)),
    "two people": ("Ana Ramón y Luis de la Mar", ("Ana Ramón", "Luis de la Mar")),
    "three": ("Ann Lee, Bob Ray & Max von Saltby", ("Ann Lee", "Bob Ray", "Max von Saltby")),
    "two without case": ("王小明, 李大华", ("王小明", "李大华")),
    "given names": ("Ann & Bob", ("Ann", "Bob")),
    "an outlet with a dash": ("GULLS - Harbour", ("GULLS - Harbour",)),
    "an account": ("admin", ("Rosa Page",)),
}


@pytest.mark.parametrize(("name", "authors"), NAMES.values(), ids=NAMES)
def test_a_name_is_whole_and_alone(name: str, authors: tuple[str, ...]) -> None:
    """A name is cut neither in two nor left with what stands beside it; who is no person gives way to a byline."""
    head = data(author={"@type": "Person", "name": name})

    assert (
        authors
        == read(
            page(f"<article><h1>Ferry stops</h1><p>By Rosa Page</p>{told(*PROSE)}</article>", head=head)
        ).authors
    )


def test_section_and_address_stand_in_the_data_too() -> None:
    """Where no other element gives them; a text is no section."""
    head = data(articleSection=[PROSE[0], "Local"], mainEntityOfPage={"@id": "https://paper.example/ferry"})
    article = read(story(head=head))
    other = read(
        story(
            head=f'{head}<link rel="canonical" href="https://paper.example/f"><meta property="article:section" content="Sea">'
        )
    )

    teaser = LISTED | {"articleSection": "Sport", "url": "https://paper.example/bridge"}
    alone = read(story(head=f"{data(**teaser)}<title>Ferry stops as river rises</title>"))

    assert ("Local", "https://paper.example/ferry") == (article.section, article.source_url)
    assert (None, None) == (alone.section, alone.source_url)
    assert ("Sea", "https://paper.example/f") == (other.section, other.source_url)


@pytest.mark.parametrize("head", AUTHORS.values(), ids=AUTHORS)
def test_authors_are_people(head: str) -> None:
    """Data, however it says it, names a person; an outlet, a degree, an address is no author."""
    assert ("Ann Lee",) == read(story(head=head)).authors


@pytest.mark.parametrize("label", ["Sign In", "View More Posts", "The Author", "About"])
def test_a_label_beside_the_author_is_none(label: str) -> None:
    """Sites name an element after the author that holds a button, too."""
    labels = f'<div class="author-area"><a>{label}</a></div><div class="post-author"><a>{{}}</a></div>'

    assert ("Ann Lee",) == read(story(labels.format("Ann Lee"))).authors
    assert ("Rosa Page",) == read(story(labels.format("Rosa Page"))).authors
    assert () == read(story(labels.format(label))).authors


@pytest.mark.parametrize(
    "markup",
    [
        '<a rel="author" href="/ann">Ann Lee</a>',
        '<span itemprop="author" itemscope><span itemprop="name">Ann Lee</span></span>',
        '<div class="byline">By Ann Lee</div>',
        '<span class="author vcard"><a class="url fn n" href="/ann">Ann Lee</a></span>',
        '<div class="comment"><span class="comment-author">Bob Ray</span></div><span class="post-author">Ann Lee</span>',
    ],
)
def test_markup_names_the_author(markup: str) -> None:
    """Where the page's data is silent; who wrote a comment wrote no article."""
    assert ("Ann Lee",) == read(
        page(f"<article><h1>Ferry stops</h1>{markup}{told(*PROSE)}</article>")
    ).authors


def test_markup_tells_the_day() -> None:
    """A ``<time>`` element counts where the page's data is silent."""
    article = read(
        page(
            f'<article><h1>Ferry stops</h1><time datetime="2024-05-06T07:00:00Z">Monday</time>{told(*PROSE)}</article>'
        )
    )

    assert article.published is not None
    assert "2024-05-06" == article.published.isoformat()[:10]


DAYS = {
    "beside the headline": ("<div>Ann Lee | May 6, 2024 | 5 min read</div>", "2024-05-06"),
    "after a tag": ("<p>WorldMAY 6, 2024</p>", "2024-05-06"),
    "the first, not the last": ("<p>Updated: May 9, 2024</p><p>Posted: May 6, 2024</p>", "2024-05-06"),
    "the last, if alone": ("<p>By Ann Lee - Updated May 9, 2024</p>", "2024-05-09"),
    "of a broadcast": ("<p>Audio: Radio Eins | 06.05.2024 | Ann Lee</p>", None),
}


@pytest.mark.parametrize(("line", "day"), DAYS.values(), ids=DAYS)
def test_the_day_stands_near_the_headline(line: str, day: str | None) -> None:
    """Where neither data nor markup gives it."""
    article = read(page(f"<article><h1>Ferry stops</h1>{line}{told(*PROSE)}</article>"))

    assert day == (article.published.isoformat()[:10] if article.published is not None else None)


DECLARED = {
    "a moment of the day that the page shows": ("2024-05-06T10:00:00Z", "2024-05-06T10:00:00+00:00"),
    "another day than the page shows": ("2024-05-07T10:00:00Z", "2024-05-06"),
    "a day with strokes": ("13/05/2024 09:21:40", "2024-05-06"),
    "no day": ("1970-01-01T00:00:00Z", "2024-05-06"),
}


@pytest.mark.parametrize(("declared", "day"), DECLARED.values(), ids=DECLARED)
def test_the_day_that_the_page_shows_goes_before_its_data(declared: str, day: str) -> None:
    """Of one and the same day the data often has the moment."""
    line = "<p>By Ann Lee | May 6, 2024</p>"
    body = f"<article><h1>Ferry stops</h1>{line}{told(*PROSE)}</article>"

    article = read(page(body, head=data(datePublished=declared)))

    assert article.published is not None
    assert day == article.published.isoformat()


VALUES = {
    "seconds": (1715000400, "2024-05-06T13:00:00+00:00"),
    "thousandths in a text": ("1715000400000", "2024-05-06T13:00:00+00:00"),
    "strokes, where only one order is a date": ("05/16/2024 10:00 AM", "2024-05-16"),
    "strokes in either order": ("05/06/2024 10:00 AM", None),
    "what stands where no day is known": ("1970-01-01T00:00:00Z", None),
}


@pytest.mark.parametrize(("value", "day"), VALUES.values(), ids=VALUES)
def test_data_tells_the_day(value: str | int, day: str | None) -> None:
    """Numbers and strokes are read, if they can be read in one way only."""
    published = read(story(head=data(datePublished=value))).published

    assert day == (published.isoformat() if published is not None else None)


def test_the_day_of_a_change_is_no_day_of_publication() -> None:
    """The data may tell when the page was changed, and nothing else."""
    head = '<meta property="article:modified_time" content="2024-05-06T07:00:00Z">'

    article = read(story(head=head))

    assert article.modified is not None
    assert article.published is None


def test_a_day_in_the_address_counts_where_nothing_else_does() -> None:
    """The address that the page gives itself, that is."""
    head = '<link rel="canonical" href="https://paper.example/2024/05/06/ferry">'

    assert datetime.date(2024, 5, 6) == read(story(head=head)).published


BYLINES = {
    "a byline": ("<div>By Ann Lee-Sol ⋅ Review Editor ⋅ Updated May 9, 2024</div>", ("Ann Lee-Sol",)),
    "glued on": ("<div><span>Written by</span><span>Ann Lee</span></div>", ("Ann Lee",)),
    "on its own line": ("<div>Author</div><div>Ann Lee Staff Writer</div>", ("Ann Lee",)),
    "with an agency on the next line": ("<p>By Ann Lee<br>BBC News, Ness</p>", ("Ann Lee",)),
    "of two, in capitals, with a day": (
        "<p>By ANN LEE and BO RAY<br>Updated 11:00, 4 March 2024</p>",
        ("Ann Lee", "Bo Ray"),
    ),
    "of two, with somebody else": (
        "<p>by Ann Lee and Bo Ray, photography by Cy Fox</p>",
        ("Ann Lee", "Bo Ray"),
    ),
    "in another language": ("<p>Autor: Ann Lee</p>", ("Ann Lee",)),
    "a way": ("<p>By the river</p>", ()),
    "a name alone": ("<p>Ann Lee</p>", ()),
}


@pytest.mark.parametrize(("line", "authors"), BYLINES.values(), ids=BYLINES)
def test_the_byline_stands_near_the_headline(line: str, authors: tuple[str, ...]) -> None:
    """Where neither data nor markup names a person; a name that nothing calls the author's is anybody's."""
    assert authors == read(page(f"<article><h1>Ferry stops</h1>{line}{told(*PROSE)}</article>")).authors


def test_a_person_goes_before_an_organisation() -> None:
    """The page's data often names the publisher; the byline names who wrote."""
    head = data(author={"@type": "Organization", "name": "The Paper"})
    body = f"<article><h1>Ferry stops</h1>{{}}{told(*PROSE)}</article>"

    assert ("Ann Lee",) == read(page(body.format("<p>By Ann Lee</p>"), head=head)).authors
    assert ("The Paper",) == read(page(body.format(""), head=head)).authors


def test_trafilatura_is_asked_in_doubt() -> None:
    """Of a plain page the witnesses are sure; a page of a sentence or two leaves doubt."""
    sure, unsure = read(story()), read(page("<div>Ferry stops.</div><div>The ferry stops on Monday.</div>"))

    assert {None} == {block.hints.extracted for block in sure.blocks}
    assert {None}.isdisjoint(block.hints.extracted for block in unsure.blocks)


def test_a_standfirst_is_known_by_its_element() -> None:
    """An element named so, before the first paragraph, and not one that holds the whole article."""
    lead = '<p class="standfirst">Three farms can only be reached by boat, and the rain goes on.</p>'
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1><header>{lead}</header><div>{told(*PROSE)}</div></article>"
        )
    )
    whole = read(page(f'<article class="lead"><h1>Ferry stops as river rises</h1>{told(*PROSE)}</article>'))

    beside = read(page(f"<article><h1>Ferry stops as river rises</h1>{lead}{told(*PROSE)}</article>"))
    around = read(
        page(f'<h1>Ferry stops as river rises</h1><div class="lead">{PROSE[0]}{told(*PROSE[1:])}</div>')
    )

    assert (
        "Three farms can only be reached by boat, and the rain goes on."
        == article.standfirst
        == beside.standfirst
    )
    assert whole.standfirst is around.standfirst is None
    assert PROSE == whole.paragraphs == beside.paragraphs == around.paragraphs


BODIES = {
    "line breaks": ("<div>{}</div>", "{}<br><br>"),
    "line breaks in an element named so": ('<div class="description">{}</div>', "{}<br><br>"),
    "a wrapper each": ("<div>{}</div>", '<div class="text"><p>{}</p></div>'),
    "paragraphs": ("<div>{}</div>", "<p>{}</p>"),
    "a class more than the others": ("<div>{}</div>", '<p class="words">{}</p>'),
}


@pytest.mark.parametrize(("around", "each"), BODIES.values(), ids=BODIES)
def test_the_first_paragraph_is_no_standfirst(around: str, each: str) -> None:
    """Though the page describes itself by it: it stands as the others do."""
    body = around.replace("{}", "".join(each.replace("{}", text) for text in PROSE))
    body = body.replace('class="words"', 'class="words intro"', 1)
    head = f'<meta name="description" content="{PROSE[0]}">'
    article = read(page(f"<article><h1>Ferry stops as river rises</h1>{body}</article>", head=head))

    assert article.standfirst is None
    assert PROSE == article.paragraphs


SHORT = ("The boat stopped on Monday.", "It was the wind, the captain said.", "The school is closed.")


@pytest.mark.parametrize("markup", ["<h2>{}</h2>", '<div class="subtitle">{}</div>'])
def test_a_standfirst_may_stand_above_short_paragraphs(markup: str) -> None:
    """None of them is long; but where nothing follows, it is the report."""
    lead = "High water has cut the island off, and nobody knows for how long it will be."
    head = f'<meta name="description" content="{lead}">'
    body = (
        f"<article><h1>Ferry stops as river rises</h1>{markup.replace('{}', lead)}<div>{{}}</div></article>"
    )
    article = read(page(body.format(told(*SHORT)), head=head))

    assert lead == article.standfirst
    assert SHORT == article.paragraphs
    assert lead == read(page(body.format(""), head=head)).text


def test_the_only_paragraph_is_no_standfirst() -> None:
    """Whatever its element is called: a recipe is mostly a list."""
    steps = "<ul><li>Heat the oven for an hour before you begin.</li><li>Wait, and do not open the door.</li></ul>"
    article = read(
        page(
            f'<article><h1>Baked ferry</h1><p class="intro">{PROSE[1]}</p>{steps}<p>Serve it cold, or to nobody at all.</p></article>'
        )
    )

    assert article.standfirst is None
    assert PROSE[1] in article.text


SHOWN = "The ferry at the quay on Monday."
FIGURES = {
    "a label": (f"<figure><figcaption>{SHOWN} Photo: Al Roe</figcaption></figure>", SHOWN, "Al Roe"),
    "glued on": (
        f"<figure><figcaption><span>{SHOWN}</span><span>Al Roe / Reuters</span></figcaption></figure>",
        SHOWN,
        "Al Roe / Reuters",
    ),
    "an element named so": (
        f'<figure><figcaption><div>{SHOWN}</div><div class="credit">Al Roe</div></figcaption></figure>',
        SHOWN,
        "Al Roe",
    ),
    "a paragraph": (f"<figure><figcaption><p>{SHOWN}</p></figcaption></figure>", SHOWN, None),
    "a caption by its name": (
        f'<div class="wp-caption"><img><p class="wp-caption-text">{SHOWN} Photo: Al Roe</p></div>',
        SHOWN,
        "Al Roe",
    ),
    "buttons": (
        f"<figure><figcaption><span>{SHOWN}</span><button>Turn</button><b><br><br>hide caption</b></figcaption></figure>",
        SHOWN,
        None,
    ),
    "a label of its own": (
        f"<figure><figcaption><span>Image caption, </span><p>{SHOWN}</p></figcaption></figure>",
        SHOWN,
        None,
    ),
    "glued on in brackets": (
        f'<figure><figcaption><span class="x-caption">{SHOWN[:-1]}</span><span class="x-credit">(Al Roe / The Paper)</span></figcaption></figure>',
        SHOWN[:-1],
        "Al Roe / The Paper",
    ),
    "glued on in another element": (
        f"<figure><figcaption>{SHOWN[:-1]}<cite>Photo: Al Roe</cite></figcaption></figure>",
        SHOWN[:-1],
        "Al Roe",
    ),
    "letters in another element": (
        "<figure><figcaption>The <b>f</b>erry of Mc<i>Leod</i>’s and (<em>He</em>len) at 5<small>pm</small>.</figcaption></figure>",
        "The ferry of Mc Leod’s and (Helen) at 5pm.",
        None,
    ),
    "nobody": (
        "<figure><figcaption>The photo: it showed the ferry/boat.</figcaption></figure>",
        "The photo: it showed the ferry/boat.",
        None,
    ),
}


@pytest.mark.parametrize(("markup", "text", "credit"), FIGURES.values(), ids=FIGURES)
def test_a_caption_is_told_from_its_credit(markup: str, text: str, credit: str | None) -> None:
    """However the page marks the two; what stands on buttons is neither."""
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE[:2])}{markup}{told(*PROSE[2:])}</article>"
        )
    )

    assert [(text, credit)] == [(caption.text, caption.credit) for caption in article.captions]
    assert PROSE == article.paragraphs


@pytest.mark.parametrize("name", ["caption-story", "text caption", "hero-caption"])
def test_a_paragraph_is_no_caption(name: str) -> None:
    """Whatever the element around it is called, if it is no figure; nor is it one that stands over the credit of a figure."""
    sentence = "The ferry carries nine cars and holds a bar."
    credit = '<figure><figcaption><div class="credit">Al Roe</div></figcaption></figure>'
    article = read(
        page(
            f'<article><h1>Ferry stops</h1><div class="{name}">{told(*PROSE, sentence)}{credit}{told(*MORE)}</div></article>'
        )
    )

    assert (*PROSE, sentence, *MORE) == article.paragraphs
    assert [("", "Al Roe")] == [(caption.text, caption.credit) for caption in article.captions]


def test_every_drop_names_its_witnesses() -> None:
    """What is dropped by weight says which witnesses weighed most."""
    dropped = [block for block in read(story(f"<ul>{''.join(TEASERS)}</ul>")).dropped if block.reasons]

    assert dropped
    assert all(block.reasons[-1].evidence for block in dropped)


LINKS = {
    "words in another font": (
        '<a href="/b">the <i>office</i> on <b>the quay</b></a>',
        [("the office on the quay", "/b")],
    ),
    "spaces inside": ("<a href='/b'> the office </a>on the quay", [("the office", "/b")]),
    "two side by side": (
        "<a href='/b'>the office</a> <a href='/c'>on the quay</a>",
        [("the office", "/b"), ("on the quay", "/c")],
    ),
    "no scheme": ("<a href='//other.example/b'>the office</a>", [("the office", "//other.example/b")]),
    "an anchor": ("<a href='#b'>the office</a>", []),
    "a script": ("<a href=' JavaScript:b()'>the office</a> <a href='java\nscript:b()'>on the quay</a>", []),
    "data": ("<a href='data:text/html,b'>the office</a>", []),
    "nothing": ("<a>the office</a> <a href=''>on the quay</a>", []),
    "a picture": ("<a href='/b'><img src=b.jpg></a>the office", []),
    "mail": ("<a href='mailto:b@paper.example'>the office</a>", [("the office", "mailto:b@paper.example")]),
}


@pytest.mark.parametrize(("markup", "links"), LINKS.values(), ids=LINKS)
def test_a_link_is_its_words_and_its_address(markup: str, links: list[tuple[str, str]]) -> None:
    """However it is set, a link is one; one that leads nowhere is only its words."""
    article = read(
        story(
            f"<p>The gauge is read every hour, said {markup}, and the figures are then put on the door.</p>"
        )
    )

    assert links == [(found.text, found.url) for found in article.links]
    assert all(found.span.of(article.source) == found.text for found in article.links)


PARAGRAPHS = {
    "letters in another font": (
        "<p>The <b>fer</b>ry<i>man</i> of<span> the</span> <em>is</em>land {}</p>",
        ["The ferryman of the island {}"],
    ),
    "soft hyphens": (
        "<p>The ferry<wbr>man and the long&shy;shore&#173;man {}</p>",
        ["The ferryman and the longshoreman {}"],
    ),
    "nothing to see": (
        "<p>The ferry&#8203;man &#xFEFF;came&#x200d; and {}</p>",
        ["The ferryman came and {}"],
    ),
    "spaces": ("<p>10&nbsp;000\n\t boats&nbsp;&nbsp; {}</p>", ["10 000 boats {}"]),
    "one line break": ("<p>The boat came late.<br>It {}</p>", ["The boat came late. It {}"]),
    "a line break between paragraphs": (
        "<p>The boat came late on Monday {}<br>It {}</p>",
        ["The boat came late on Monday {}", "It {}"],
    ),
    "line breaks, a short paragraph and a heading": (
        "<div>The boat came late on Monday {}<br>It was wet.<br>It {}<br><b>What comes next</b><br>And that {}</div>",
        ["The boat came late on Monday {}", "It was wet.", "It {}", "What comes next", "And that {}"],
    ),
    "a line break and an indent": (
        "<div>The boat came late on Monday {}<br>&nbsp;&nbsp; It was wet.</div>",
        ["The boat came late on Monday {}", "It was wet."],
    ),
    "verse": (
        "<p>“The boat came late, the wind was wet,<br>and all of us were cold.<br>We had not seen the island yet,<br>for so we had been told.”</p>",
        [
            "“The boat came late, the wind was wet, and all of us were cold. We had not seen the island yet, for so we had been told.”"
        ],
    ),
    "an address": (
        "<p>The boat came late on Monday {}<br>The Harbor Office<br>Mill Street 4<br>Northbank</p>",
        ["The boat came late on Monday {} The Harbor Office Mill Street 4 Northbank"],
    ),
    "a line break in a sentence": (
        "<p>The boat came late on Monday {}<br>and it {}</p>",
        ["The boat came late on Monday {} and it {}"],
    ),
    "words for screen readers": (
        """<p>The <a href="/b">boat<span class="visually-hidden">, opens new tab</span></a>, <span class="hidden">external link</span>
        <i class="material-icons">open_in_new</i><i class="icon" aria-hidden="true">open_in_new</i>
        <span style="position: absolute; clip: rect(0 0 0 0)">(new tab)</span> {}</p>""",
        ["The boat, {}"],
    ),
    "words for screen readers at the beginning": (
        '<p><span class="sr-only">Step one</span> The boat {}</p>',
        ["The boat {}"],
    ),
    "a sentence in such an element": (
        '<p class="sr-only">The boat {}</p><p>It came <span class="sr-only">and the boat {}</span></p>',
        ["The boat {}", "It came and the boat {}"],
    ),
    "words that are hidden on narrow screens": (
        """<p>The boat <span class="hidden md:inline">of the town</span> <span class="sr-only md:not-sr-only">came</span>
        <span class="d-none d-md-inline">late</span> {}</p>""",
        ["The boat of the town came late {}"],
    ),
    "a mark for screen readers": (
        '<p>The boat<span class="sr-only">:</span> late {}</p>',
        ["The boat: late {}"],
    ),
    "a large first letter": (
        """<p><span aria-hidden="true">T</span><span class="sr-only">The</span><span aria-hidden="true">he</span> boat {}</p>
        <p><span aria-hidden="true">I</span><span class="sr-only">I</span> saw the boat, it {}</p>""",
        ["The boat {}", "I saw the boat, it {}"],
    ),
    "a large first letter in a division": (
        '<div class="dropcap">T</div>he boat {}<div>A</div>nd it came late on Monday, it {}',
        ["The boat {}", "And it came late on Monday, it {}"],
    ),
    "a picture of the first letter": (
        '<p><img src="t.gif" alt="T">he boat {}</p><p><img src="a.gif" alt="A"> boat {}</p><p><img alt="X"> The boat {}</p>',
        ["The boat {}", "A boat {}", "The boat {}"],
    ),
    "two line breaks": (
        "<p>The boat came late on Monday {}<br>\n<br/>It {}</p>",
        ["The boat came late on Monday {}", "It {}"],
    ),
    "line breaks in bold": (
        "<p><b>The boat came late on Monday {}<br><br>It</b> {}</p>",
        ["The boat came late on Monday {}", "It {}"],
    ),
    "line breaks and a space": (
        "<p>The boat came late on Monday {}<br>&nbsp;<br>It {}</p>",
        ["The boat came late on Monday {}", "It {}"],
    ),
    "text between divisions": (
        "<div>The boat came late on Monday {}<div>It {}</div>And that {}</div>",
        ["The boat came late on Monday {}", "It {}", "And that {}"],
    ),
    "a paragraph of nothing": ("<p>&#8205;</p><p>The boat {}</p><p>&nbsp;</p>", ["The boat {}"]),
    "a quotation": ("<p>The boat, <q>not the ferry</q>, {}</p>", ["The boat, “not the ferry”, {}"]),
    "a quotation with its own marks": (
        "<p>The boat, <q>«not the ferry»</q>, {}</p>",
        ["The boat, «not the ferry», {}"],
    ),
    "a wire report": (
        "<pre>The boat came late\non Monday {}\n\n  It {}\n</pre>",
        ["The boat came late on Monday {}", "It {}"],
    ),
    "mojibake": ("<p>The cafÃ© didnâ€™t open {}</p>", ["The café didn’t open {}"]),
    "half a pair": ("<p>The &#xD800; boat {}</p>", ["The \N{REPLACEMENT CHARACTER} boat {}"]),
    "what is not shown": (
        "<p hidden>A note</p><p style='display: none'>Another</p><template><p>C {}</p></template><p>The <!-- D -->boat {}</p>",
        ["The boat {}"],
    ),
}
REST = "was what the harbor master on the quay said, and the mayor of the town agreed with him on that."


@pytest.mark.parametrize(("markup", "paragraphs"), PARAGRAPHS.values(), ids=PARAGRAPHS)
def test_paragraphs_are_as_a_browser_shows_them(markup: str, paragraphs: list[str]) -> None:
    """No tag glues or splits words, two line breaks end a paragraph, and what shows nothing is not there."""
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE)}{markup.replace('{}', REST)}{told(*MORE)}</article>"
        )
    )

    assert [*PROSE, *(text.replace("{}", REST) for text in paragraphs), *MORE] == list(article.paragraphs)


@pytest.mark.parametrize(
    "name",
    [
        "visually-hidden",
        "sr-only",
        "screen-reader-text",
        "u-visuallyHidden",
        "hide",
        "d-none",
        "is-hidden",
        "hidden",
        "print-only",
    ],
)
def test_a_line_that_nobody_sees_is_dropped(name: str) -> None:
    """The record names its element; one that wide screens show stays."""
    unseen, seen = "The report goes on below the pictures", "The report goes on under the next heading"
    heading = f'<h2 class="{name}">{unseen}</h2><h2 class="{name} md:block md:not-sr-only">{seen}</h2>'
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE[:2])}{heading}{told(*PROSE[2:])}</article>"
        )
    )

    assert (*PROSE[:2], seen, *PROSE[2:]) == article.paragraphs
    assert [f"h2.{name}"] == [
        block.reasons[-1].evidence for block in article.dropped if str(block.text) == unseen
    ]


def test_what_stands_in_an_element_that_a_button_shows_stays() -> None:
    """All of it, if anything there is told."""
    rest = "".join(
        f'<p class="hidden">{text}</p>'
        for text in (f"The boat {REST}", "“It was wet,” he said.", f"It {REST}")
    )
    article = read(page(f"<article><h1>Ferry stops</h1>{told(*PROSE)}{rest}{told(*MORE)}</article>"))

    assert (*PROSE, f"The boat {REST}", "“It was wet,” he said.", f"It {REST}", *MORE) == article.paragraphs


def test_two_times_are_two() -> None:
    """A style sheet parts them."""
    times = "<p><time>Published Nov. 5, 2025</time><time>6 Nov. 2025</time><span>Updated</span></p>"

    assert "Published Nov. 5, 2025 6 Nov. 2025 Updated" in read(story(times)).source


def test_a_byline_after_a_line_break_is_none_of_the_headline() -> None:
    """Nor is the job after it."""
    heading = "<h1>Ferry stops as river rises<br>By Ann Lee<br>Staff Writer</h1>"
    article = read(page(f"<article>{heading}{told(*PROSE)}</article>"))

    assert ("Ferry stops as river rises", ("Ann Lee",)) == (article.title, article.authors)
    assert PROSE == article.paragraphs


def test_letters_of_an_index_are_no_first_letters() -> None:
    """A heading stands over the words that begin with it."""
    article = read(
        story("<h3>A</h3>" + "anchor, the iron hook that holds a boat where it is, as all know. " * 2)
    )

    assert "Aanchor" not in article.source


def test_code_about_tags_keeps_them() -> None:
    """What stands in a code block is shown as it is."""
    code = "&lt;div class=&quot;late&quot;&gt;&lt;b&gt;ferry&lt;/b&gt; &amp;amp; boat&lt;/div&gt;"
    intro = "The page of the ferry has this, said the clerk, who wrote it on a wet Monday:"
    article = read(
        page(f"<article><h1>Ferry stops</h1>{told(*PROSE, intro)}<pre>{code}</pre>{told(*MORE)}</article>")
    )

    assert '<div class="late"><b>ferry</b> &amp; boat</div>' in article.text


COMMENTS = (
    "<h3>Comments (2)</h3><div class=x><b>joe</b><p>They never tell you anything until it is too late, and then they wonder"
    " why nobody takes the boat any more.</p></div>"
)


def test_what_stands_under_the_heading_comments_was_written_by_readers() -> None:
    """Neither is longer than the other: the heading tells the brief from what was said of it."""
    brief = (
        "The ferry stopped running on Monday because of high water.",
        "It will start again on Friday, the mayor said on the pier.",
        "The council is to ask the province for another ferry.",
    )

    article = read(page(f"<article><h1>Ferry stops</h1>{told(*brief)}</article>{COMMENTS}"))
    other = read(page(f"<article><h1>Ferry stops</h1><h3>Comments on the ferry</h3>{told(*PROSE)}</article>"))

    assert "\n\n".join(brief) == article.text
    assert "\n\n".join(PROSE) in other.text


def test_speech_after_a_hyphen_and_a_break_are_no_list() -> None:
    """A list has items that are marked as such, or no sentences."""
    article = read(
        story("<p>- We do not know, said the mayor.</p><p>* * *</p><p>- nine cars</p>" + told(PROSE[0]))
    )
    roles = {str(block.text): block.role for block in article.body}

    assert Role.PARAGRAPH is roles["- We do not know, said the mayor."]
    assert Role.LIST_ITEM is not roles.get("* * *")
    assert Role.LIST_ITEM is roles["- nine cars"]


def test_the_logo_is_no_headline_where_the_window_has_both() -> None:
    """The window's title is all the data there is: what stands in it before the logo's text is the headline."""
    heading = "Ferry stops as the river rises"
    body = f"<header><h1>The Paper</h1></header><article><h2>{heading}</h2>{told(*PROSE)}</article>"

    assert heading == read(page(body, head=f"<title>{heading} | The Paper</title>")).title
    assert "The Paper" == read(page(body, head="<title>The Paper</title>")).title
