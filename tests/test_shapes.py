"""The same article in other markup: however a site sets its blocks, all of them are the article's."""

from __future__ import annotations

import pytest
from pages import MORE, PROSE, page, read, told

BLOCKS = (
    ("p", PROSE[0]),
    ("p", PROSE[1]),
    ("h2", "What has gone wrong?"),
    ("p", MORE[0]),
    ("p", "Three things, according to the harbour master:"),
    ("li", "the boat is old"),
    ("li", "the river is high"),
    ("li", "the captain is ill"),
    ("h2", "The price"),
    ("p", "“It is not one big thing,” he said."),
    ("p", PROSE[2]),
    ("p", "We have written eleven letters."),
    ("p", MORE[1]),
    ("blockquote", "It was not merely untidy. It was unfair."),
    ("p", PROSE[3]),
    ("p", MORE[2]),
)

WRAPPERS = {
    "side by side": "{}",
    "each in an element": "<div>{}</div>",
    "each in a component": '<div data-component="text-block"><div class="ssrcss-1-RichText">{}</div></div>',
    "each in fields": '<div class="field__item"><div class="paragraph paragraph--type--text"><div class="field">{}</div></div></div>',
    "each in a grid": '<div class="row"><div class="col-12 col-md-8 mx-auto">{}</div></div>',
    "each in an element of its own class": '<div class="block-{at}"><div class="mc-column content-text" id="b{at}">{}</div></div>',
    "each in a section": "<section>{}</section>",
}


def marked(tag: str, text: str) -> str:
    """Return a block of an article in its element."""
    inner = f"<p>{text}</p>" if tag == "blockquote" else text
    return f"<{tag}>{inner}</{tag}>"


def set_in(wrapper: str) -> list[str]:
    """Return the blocks of the article, each in a wrapper, a list as one."""
    items = "".join(marked(tag, text) for tag, text in BLOCKS if tag == "li")
    first = next(at for at, (tag, _) in enumerate(BLOCKS) if tag == "li")
    units = [marked(tag, text) for tag, text in BLOCKS[:first]] + [f"<ul>{items}</ul>"]
    units += [marked(tag, text) for tag, text in BLOCKS[first:] if tag != "li"]
    return [wrapper.format(unit, at=at) for at, unit in enumerate(units)]


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
def test_wrappers_change_nothing(wrapper: str) -> None:
    """A heading, a list, a quotation or a short answer stays, alone in its elements or beside the rest."""
    body = "".join(set_in(wrapper))
    article = read(
        page(f"<main><article><h1>Ferry stops as river rises</h1><div>{body}</div></article></main>")
    )

    assert [text for _, text in BLOCKS] == [text.removeprefix("• ") for text in article.paragraphs]


TABLE = (
    ("Year", "Peak", "Days closed"),
    ("2021", "3.1", "0"),
    ("2022", "3.9", "2"),
    ("2023", "4.6", "11"),
    ("2024", "4.2", "4"),
)


LINKS = {"to what it is about": "/shop/{at}", "to itself": "#part-{at}"}


@pytest.mark.parametrize("href", LINKS.values(), ids=LINKS)
def test_a_heading_that_is_a_link_stays(href: str) -> None:
    """The things of a list of ten are linked to the shop, and headings to themselves."""
    names = ("The Glass Orchard", "Salt Road", "The Night Clerk")
    parts = "".join(
        f'<h2 id="part-{at}"><a href="{href.format(at=at)}">{name}</a></h2>{told(text)}'
        for at, (name, text) in enumerate(zip(names, MORE, strict=True))
    )
    article = read(page(f"<article><h1>Three books for the ferry</h1>{told(*PROSE)}{parts}</article>"))

    assert [*PROSE, *(each for pair in zip(names, MORE, strict=True) for each in pair)] == [
        *article.paragraphs
    ]


def test_a_list_of_sources_stays_whole() -> None:
    """Items that are but links stay or go with those that are not."""
    announced = "All the papers on which the council has based its decision are public:"
    items = (
        '<li><a href="/survey">Survey of the landing, 2023</a></li>'
        "<li>Minutes of the council's meeting in March, which lasted until midnight (from page 12)</li>"
        "<li>A letter to the province, with the answer that came in May</li>"
    )
    article = read(
        page(
            f"<article><h1>Ferry stops</h1>{told(*PROSE[:3], announced)}<ul>{items}</ul>{told(*PROSE[3:], *MORE)}</article>"
        )
    )

    assert [text for text in article.paragraphs if text.startswith("•")] == [
        "• Survey of the landing, 2023",
        "• Minutes of the council's meeting in March, which lasted until midnight (from page 12)",
        "• A letter to the province, with the answer that came in May",
    ]


def test_a_link_at_the_head_of_a_sentence_is_of_it() -> None:
    """A short sentence may be a link for the most part."""
    linked = '<a href="/letter">The letter from the council to the province</a> is dated 3 May.'
    article = read(page(f"<article><h1>Ferry stops</h1>{told(*PROSE[:2], linked, *PROSE[2:])}</article>"))

    assert "The letter from the council to the province is dated 3 May." in article.paragraphs


ROWS = (2, 3)


@pytest.mark.parametrize("count", ROWS)
def test_a_small_table_between_paragraphs_stays(count: int) -> None:
    """So it does with names that are links."""
    rows = "".join(
        f'<tr><td><a href="/team/{at}">Harbour Rowers {at}</a></td><td>12</td><td>{30 - at}</td></tr>'
        for at in range(count)
    )
    body = f"{told(*PROSE[:2])}<table>{rows}</table>{told(*PROSE[2:])}"
    article = read(page(f"<article><h1>Rowers draw</h1>{body}</article>"))

    assert count == sum("|" in text for text in article.paragraphs)


def test_teasers_beside_a_brief_go() -> None:
    """There may be more of them than of the report."""
    teasers = "".join(
        f'<li><a href="/t/{at}"><h3>Town number {at} votes on a bridge</h3></a><p>{text}</p></li>'
        for at, text in enumerate(MORE)
    )
    article = read(
        page(
            f"<main><article><h1>Ferry stops as river rises</h1>{told(PROSE[0])}</article></main>"
            f"<aside><h2>Most read</h2><ul>{teasers}</ul></aside>"
        )
    )

    assert (PROSE[0],) == article.paragraphs


SMALL = {"dl": "<dl>{}</dl>", "divs": "<div>{}</div>"}
ASKED = {"dl": ("dt", "dd"), "divs": ("div", "div")}


@pytest.mark.parametrize("kind", SMALL)
def test_short_questions_stay(kind: str) -> None:
    """However an interview is set, all that is asked is there."""
    questions = ("What has gone wrong?", "Since when?", "And what comes now?", "Anything else?")
    question, answer = ASKED[kind]
    pairs = [
        f'<{question} class="q">{asked}</{question}><{answer} class="a">{text}</{answer}>'
        for asked, text in zip(questions, (*MORE, PROSE[3]), strict=True)
    ]
    body = f"{told(*PROSE[:3])}{SMALL[kind].format(''.join(pairs))}"
    article = read(page(f"<main><article><h1>“The boat is old”</h1>{body}</article></main>"))

    assert questions == tuple(text for text in article.paragraphs if text in questions)


@pytest.mark.parametrize("after", [(), PROSE[3:]], ids=["at the end", "between paragraphs"])
def test_a_table_stays_whole(after: tuple[str, ...]) -> None:
    """No row of a table stays or goes alone, be it the first with the names of the columns, or the last."""
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    article = read(
        page(
            f"<article><h1>Ferry stops as river rises</h1>{told(*PROSE[:3])}<table>{rows}</table>{told(*after)}</article>"
        )
    )

    assert [" | ".join(row) for row in TABLE] == [text for text in article.paragraphs if "|" in text]


def test_a_list_in_a_list_stays_whole() -> None:
    """What a line with a colon announces is all there."""
    announced = (
        "This is what the council has asked for, according to the letter that it sent to the province:"
    )
    items = "<ul><li>Boats<ul><li>Two ferries</li><li>One tug</li></ul></li><li>Buses</li></ul>"
    body = f"{told(*PROSE[:3], announced)}{items}{told(PROSE[3])}"
    article = read(page(f"<article><h1>Ferry stops as river rises</h1>{body}</article>"))
    found = [text.removeprefix("• ") for text in article.paragraphs]

    assert [*PROSE[:3], announced, "Boats", "Two ferries", "One tug", "Buses", PROSE[3]] == found


IN_LINE = {
    "a button that explains a word": "The <button>harbour master</button> said the water would rise until the weekend at least.",
    "a word in an element of the site's own": "The <x-term>harbour master</x-term> said the water would rise until the weekend at least.",
}


@pytest.mark.parametrize("markup", IN_LINE.values(), ids=IN_LINE)
def test_a_word_in_a_sentence_is_in_it(markup: str) -> None:
    """What looks like a part of the page is a word of the sentence it stands in."""
    text = "The harbour master said the water would rise until the weekend at least."

    assert (*PROSE, text) == read(
        page(f"<article><h1>Ferry stops</h1>{told(*PROSE, markup)}</article>")
    ).paragraphs


def test_spans_of_two_kinds_are_parted() -> None:
    """A kicker and a headline are two things, an initial and its word are one."""
    initial = f'<span class="drop-cap">T</span><span class="rest">{PROSE[0][1:]}</span>'
    heading = (
        '<h1><span class="kicker">Weather</span><span class="headline">Ferry stops as river rises</span></h1>'
    )
    article = read(page(f"<article>{heading}{told(initial, *PROSE[1:])}</article>"))

    assert article.source.startswith("Home World Sport Culture\n\nWeather Ferry stops as river rises\n\n")
    assert PROSE == article.paragraphs
