"""What a browser shows of a page though the parser's tree does not: streamed pieces, panels, what follows the end."""

from __future__ import annotations

import pytest
from pages import PROSE, data, page, read, told

HEADING = "<h1>Ferry stops as river rises</h1>"
FIRST, *_, LAST = PROSE
MIDDLE = told(*PROSE[1:-1])

SHOWN = {
    "pieces that React sends": f'<article>{HEADING}{told(FIRST)}<template id="B:0"></template>{told(LAST)}</article>'
    f'<div hidden id="S:0">{MIDDLE}</div><script>$RC("B:0","S:0")</script>',
    "a piece in a piece, by hexadecimal numbers, before it": f'<article>{HEADING}<template id="B:a"></template></article>'
    f'<div hidden id="S:b">{MIDDLE}</div><div hidden id="S:a">{told(FIRST)}<template id="P:b"></template>{told(LAST)}</div>',
    "a piece with a prefix of the site": f'<article>{HEADING}<template id="app-B:1"></template></article>'
    f'<div hidden="" id="app-S:1">{told(*PROSE)}</div>',
    "a piece that has no place": f'{HEADING}<div hidden id="S:0">{told(*PROSE)}</div>',
    "a piece whose place is in itself": f'{HEADING}<div hidden id="S:0">{told(*PROSE)}<template id="B:0"></template></div>',
    "a shadow root that the page declares": f"{HEADING}<the-story><template shadowrootmode=open>{told(*PROSE)}</template></the-story>",
    "what stands after the end of the page": f"{HEADING}{told(*PROSE[:2])}</body></html>{told(*PROSE[2:])}",
    "a second page after the page": f"{HEADING}{told(*PROSE[:2])}</body></html><html><body>{told(*PROSE[2:])}",
    "an article that is hidden, and told in the page's data too": f"{data(articleBody=' '.join(PROSE * 2))}<h1>Wait</h1>"
    f"<div class=paywall style='display:none'>{told(*PROSE)}</div>",
    "the rest of an article, told whole in the page's data, that a button shows": f"{data(articleBody=' '.join(PROSE * 2))}"
    f"<article>{HEADING}{told(*PROSE[:3])}<div style='display:none'>{told(*PROSE[3:])}</div><button>Continue reading</button></article>",
    "a page that a script shows": f"{data(headline='Ferry stops as river rises')}<main style='display: none'>{HEADING}{told(*PROSE)}</main>",
    "an accordion": f"{HEADING}{told(*PROSE[:2])}<h3><button id=b aria-expanded=false>More</button></h3>"
    f'<div role="region" aria-labelledby="b" style="display: none">{told(*PROSE[2:])}</div>',
    "text that opens when it is looked for": f'{HEADING}{told(*PROSE[:2])}<div hidden="until-found">{told(*PROSE[2:])}</div>',
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_what_a_reader_can_see_is_read(body: str) -> None:
    """All of the report is there, each paragraph once and in its place."""
    shown = [text for text in read(page(body)).paragraphs if len(text) > len(HEADING)]

    assert list(PROSE) == shown


LATER = (
    "The boat that the town has hired for the winter lies at the quay, but nobody knows yet who is to steer it to the island.",
    "Farmers on the far bank said on Monday that they had been promised a bridge for twenty years, and had seen only plans.",
)
RESTS = {
    "behind a button": f"{told(*PROSE)}<div class=more style='display:none'><h2>What comes next</h2>{told(*LATER)}</div><button>Read more</button>",
    "behind a link above it": f"{told(*PROSE)}<p><a href=#>Weiterlesen …</a></p><section hidden>{told(*LATER)}</section>",
    "paragraph by paragraph": told(*PROSE)
    + "".join(f"<p style='display: none'>{text}</p>" for text in LATER),
    "on the next of its pages": f"<div class=part>{told(*PROSE)}</div><div class=part hidden>{told(*LATER)}</div>",
}


@pytest.mark.parametrize("body", RESTS.values(), ids=RESTS)
def test_the_rest_of_an_article_is_read(body: str) -> None:
    """A button shows it, or it is called as what stands before it; the page's data need not have it."""
    article = read(page(f"<article>{HEADING}{body}</article>"))

    assert (*PROSE, *LATER) == tuple(text for text in article.paragraphs if text != "What comes next")


WALL = (
    "With your permission we and our partners may use precise data of your device and cookies, which you may refuse at any time below.",
    "You can consent to our and our partners' processing as described above, or manage your choices and settings at any time.",
)
OTHERS = {
    "no button and no name": f"{told(*PROSE)}<div hidden>{told(*LATER)}</div>",
    "one paragraph": f"{told(*PROSE)}<div hidden>{told(LATER[0])}</div><button>Read more</button>",
    "no paragraph before it": f"<h2>More</h2><div hidden>{told(*LATER)}</div><button>Read more</button>{told(*PROSE)}",
    "a dialog": f"{told(*PROSE)}<div class='modal fade' style='display:none'>{told(*LATER)}</div><button>Read more</button>",
    "a wall": f"{told(*PROSE)}<div class=x1 style='display:none'>{told(*WALL)}</div><button>Show more</button>",
    "a form": f"{told(*PROSE)}<div style='display:none'>{told(*LATER)}<form><input></form></div><button>Show more</button>",
    "another article": f"{told(*PROSE)}<div hidden><h1>Bridge planned</h1>{told(*LATER)}</div><button>Read more</button>",
    "the next slide": f"<div class=slide>{told(*PROSE)}</div><div class=slide hidden><h3>Bridge planned</h3>{told(*LATER)}</div>",
    "teasers under another tab": f"<div class=tab>{told(*PROSE)}</div><div class=tab hidden><div>{told(LATER[0])}</div><div>{told(LATER[1])}</div></div>",
    "teasers that a button shows": f"{told(*PROSE)}<div hidden><a href=/1>{told(LATER[0])}</a><a href=/2>{told(LATER[1])}</a></div><button>Show more</button>",
    "another language": f"<div class=text>{told(*PROSE)}</div><div class=text lang=de hidden>{told(*LATER)}</div>",
    "a copy": f"{told(*PROSE)}<div hidden>{told(*PROSE[:2], *LATER)}</div><button>Read more</button>",
    "another button": f"{told(*PROSE)}<div hidden>{told(*LATER)}</div><button>More people read this newspaper</button>",
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS)
def test_what_is_hidden_for_other_reasons_is_not_read(body: str) -> None:
    """However near to the article it stands."""
    article = read(page(f"<article>{HEADING}{body}</article>"))

    assert PROSE == article.paragraphs[-len(PROSE) :]
    assert not any(text in article.source for text in (LATER[0], WALL[0]))


HIDDEN = {
    "a hidden element": "<div hidden>{}</div>",
    "one with an id that only looks like a piece": '<div hidden id="FAQS:answers">{}</div>',
    "a template of a script": "<template id=T:0>{}</template>",
    "a region that nothing opens": '<div role="region" hidden>{}</div>',
    "a copy of the article for another screen": f"<div style='display:none'>{told(*PROSE[:2])}{{}}</div>",
    "a dialog": '<div role="dialog" aria-labelledby="b" style="display:none">{}</div>',
}


@pytest.mark.parametrize("markup", HIDDEN.values(), ids=HIDDEN)
def test_what_no_reader_sees_is_not(markup: str) -> None:
    """Hidden text that nothing on the page shows is no text of the page."""
    hidden = "The name of the harbor master is only told to those who log in, and to nobody else in the town."
    article = read(
        page(f"<article>{HEADING}{told(*PROSE[:2])}{markup.format(told(hidden))}{told(*PROSE[2:])}</article>")
    )

    assert PROSE == article.paragraphs
    assert hidden not in article.source


@pytest.mark.parametrize(
    "body", ["<h1>The Paper</h1>", f"{HEADING}{told(*PROSE[:3])}"], ids=["a bare page", "a short report"]
)
def test_a_hidden_wall_is_no_report(body: str) -> None:
    """However little else there is on the page: what readers agree to stands hidden on most."""
    wall = "With your permission we and our partners may use data of your device, which you may refuse at any time below."
    article = read(page(f"{body}<div class='modal' style='display:none'>{told(*[wall] * 9)}</div>"))

    assert wall not in article.source
