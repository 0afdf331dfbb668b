"""The same article in other markup: however a site sets its blocks, all of them are the article's."""

from __future__ import annotations

import pytest
from pages import PROSE, page, read, told

MORE = (
    "“We have seen worse,” said Ann Lee, who keeps the shop by the landing. “Once the water stood in here up to the shelf.”",
    "Council leader Tom Roper said the request had been made eleven times, and that he did not expect an answer now.",
    "The ferry has run since 1904 and carries nine cars. It was last out of service for more than a week in the great flood.",
)
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
