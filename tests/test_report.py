"""The picture of an article: all of the source is in it, nothing in it runs, and its figures are right."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from helpers import PACKAGE, ROOT
from hypothesis import example, given, reject
from laws.strategies import ANY_TEXT, SOURCES
from lxml import html as reader
from lxml.html import HtmlElement

import newsnorm
from newsnorm import Article, Block, Edit, Family, Profile, Reason, Role, Span, TrackedText, report
from newsnorm.errors import EmptySource
from newsnorm.report import Tally
from newsnorm.report.elements import visible
from newsnorm.report.marks import marks
from newsnorm.report.tally import HUES

HOSTILE = "<script>document.title = 'taken'</script><img src=x onerror=alert(1)>\"' & </p></body>"

TEXT = '//*[contains(@class, "block")]/p'
SOURCE = ".//text()[not(ancestor::ins or ancestor::*[@role='tooltip'])]"
WRITTEN = ".//text()[not(ancestor::del or ancestor::*[@role='tooltip'])]"


def read(source: str) -> Article:
    """Normalise ``source``; a text that turns out to be empty markup is of no interest here."""
    try:
        return newsnorm.normalize_text(source)
    except EmptySource:
        reject()


def page(article: Article) -> HtmlElement:
    """Return the report on ``article``, parsed again."""
    return reader.document_fromstring(report.html(article))


def texts(element: HtmlElement, path: str) -> list[str]:
    """Return the text of each block of a report: of its source, or as it is written."""
    return ["".join(block.xpath(path)) for block in element.xpath(TEXT)]


def figures(element: HtmlElement, which: str) -> dict[str, int]:
    """Return the figures of a list at the top of a report, by their names."""
    rows = element.xpath(f"//ul[@class='{which}']/li")
    told = {}
    for row in rows:
        (number,) = row.xpath("./b")
        words = " ".join(row.text_content().split())
        count = number.text_content()
        told[words.removesuffix(count).removeprefix(count).strip()] = int(count.replace(",", ""))
    return told


@given(SOURCES)
@example("Kiev\x00\x1b fell\x85 silent.\r\nShare this article")
def test_the_source_is_all_there_and_so_is_the_text(source: str) -> None:
    """Without what was put in, each block reads as it came; without what was taken out, as it is written."""
    article = read(source)
    made = page(article)

    assert [visible(block.text.source) for block in article.blocks] == texts(made, SOURCE)
    assert [visible(str(block.text)) for block in article.blocks] == texts(made, WRITTEN)


@given(ANY_TEXT)
def test_any_text_can_be_shown(source: str) -> None:
    """The report on any text can be encoded and read, and holds no element of the text's own making."""
    made = report.html(read(source))

    assert made.encode("utf-8")
    assert [] == reader.document_fromstring(made).xpath("//script | //img | //iframe | //*[@onerror]")


@given(SOURCES)
def test_marks_are_in_order_and_hold_all_edits_and_names(source: str) -> None:
    """The marks of a block are disjoint; each edit and each mention is in one of them."""
    for block in read(source).blocks:
        found = list(marks(block))

        assert all(left.span.end <= right.span.start for left, right in pairwise(found))
        assert block.text.edits == tuple(edit for mark in found for edit in mark.edits)
        assert len(block.mentions) == sum(len(mark.mentions) for mark in found)


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.[tm][xd]*")), ids=lambda path: path.name)
def test_the_figures_are_those_of_the_article(path: object) -> None:
    """What the top of the report counts is what is in the article, and in the report."""
    article = newsnorm.normalize(str(path))
    made = page(article)

    dropped = figures(made, "legend")
    assert len(article.paragraphs) == dropped.pop("body", 0)
    assert sum(not b.is_body and not b.is_dropped for b in article.blocks) == dropped.pop("another field", 0)
    assert {f: sum(b.family == f for b in article.dropped) for f in dropped} == dropped
    assert len(article.dropped) == sum(dropped.values())
    assert len(article.dropped) == len(made.xpath("//*[contains(@class, 'block dropped')]"))
    told = figures(made, "figures")
    assert len(article.text.split()) == next(told[key] for key in told if "kept" in key)
    changed = sum(mention.found != mention.written for mention in article.mentions)
    assert changed == next(told[key] for key in told if "anew" in key)
    edits = [e for b in article.blocks if not b.is_dropped for e in b.text.edits]
    others = sum(all(not reason.rule.startswith("name.") for reason in edit.reasons) for edit in edits)
    assert others == next(told[key] for key in told if "edit" in key)


def test_each_mark_and_each_dropped_block_says_why() -> None:
    """What was dropped, edited or named can be reached by keyboard, and its note has rule and evidence."""
    article = newsnorm.normalize(ROOT / "seeds" / "mirror.md")
    made = page(article)

    ids = made.xpath("//*[@role='tooltip']/@id")
    assert len(ids) == len(set(ids))
    for block, shown in zip(article.blocks, made.xpath("//*[starts-with(@class, 'block ')]"), strict=True):
        for reason in block.reasons:
            (note,) = shown.xpath("./*[@role='tooltip']")
            assert "0" == shown.get("tabindex")
            assert note.get("id") == shown.get("aria-describedby")
            assert reason.rule in note.text_content()
            assert " ".join(reason.evidence.split()) in " ".join(note.text_content().split())
        notes = shown.xpath(".//*[contains(@class, 'mark')]/*[@role='tooltip']")
        assert len(list(marks(block))) == len(notes)
        told = " ".join(note.text_content() for note in notes)
        for edit in block.text.edits:
            assert all(reason.rule in told for reason in edit.reasons)
    assert [] == made.xpath("//*[contains(@class, 'mark') and .//*[@role='tooltip'] and not(@tabindex='0')]")


def test_text_stays_text_in_every_field() -> None:
    """A page that is full of markup is shown, never run: in the text, the fields and the evidence."""
    reason = (Reason(HOSTILE, HOSTILE),)
    text = TrackedText(HOSTILE, (Edit(Span(0, 3), HOSTILE, reason),))
    block = Block(Span(0, len(HOSTILE)), text, reasons=reason)
    gone = Block(
        Span(len(HOSTILE), len(HOSTILE)), TrackedText(""), Role.BOILERPLATE, Family.ADVERT, reasons=reason
    )
    article = Article(
        HOSTILE,
        (block, gone),
        title=HOSTILE,
        standfirst=HOSTILE,
        authors=(HOSTILE,),
        dateline=newsnorm.Dateline(HOSTILE, HOSTILE),
        source_url=f"javascript:{HOSTILE}",
        publisher=HOSTILE,
        language=HOSTILE,
        section=HOSTILE,
        captions=(newsnorm.Caption(HOSTILE, HOSTILE),),
    )

    for made in (page(article), reader.fragment_fromstring(report.card(article))):
        assert [] == made.xpath("//script | //img | //*[@*[starts-with(name(), 'on')]]")
        assert [] == made.xpath("//a[not(starts-with(@href, '#'))]")
        assert HOSTILE in made.text_content()


def test_the_page_asks_for_nothing() -> None:
    """It has no script, loads nothing, and forbids both to whatever may be in it."""
    made = page(newsnorm.normalize(ROOT / "seeds" / "mirror.md"))
    style = made.xpath("string(//style)")

    assert [] == made.xpath("//script | //link | //img | //*[@src]")
    assert re.findall(r"url\(|@import", style) == []
    (policy,) = made.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert made.xpath("//main/@lang") == ["en"]


def test_a_page_without_an_article_says_so() -> None:
    """There is a headline that says that there is none, and the verdict."""
    made = page(newsnorm.normalize_text("Share this article\n\nSign up for our newsletter\n"))

    assert "No headline" == made.xpath("string(//h1)")
    assert "No article" == made.xpath("string(//*[contains(@class, 'verdict')])")


def test_a_long_run_of_dropped_blocks_is_folded_and_summed_up() -> None:
    """Forty buttons in a row do not hide the article; the fold says what is in it."""
    source = "The bridge opened on Monday, the harbor master said.\n\n" + "Share this article\n\n" * 40
    article = newsnorm.normalize_text(source)
    (folded,) = page(article).xpath("//details[@class='run']/summary")

    assert len(article.dropped) == 40
    assert "40 blocks dropped" in folded.text_content()


def test_a_rule_that_is_not_known_is_named_all_the_same() -> None:
    """An article that a newer version wrote can be shown."""
    block = Block(Span(0, 2), TrackedText("Hm"), Role.HEADING, reasons=(Reason("heading.of-tomorrow"),))

    assert "heading.of-tomorrow" in report.html(Article("Hm", (block,)))


def test_a_notebook_shows_the_card() -> None:
    """An article at the end of a cell is a card, without the source and without a style sheet."""
    article = newsnorm.normalize(ROOT / "seeds" / "donation-wall.txt", profile=Profile(style="bbc"))
    made = article._repr_html_()

    assert made == report.card(article)
    assert "<style" not in made
    assert "donation 19" in reader.fragment_fromstring(made).text_content()
    assert "Enjoying a page without banners" not in made


def test_the_words_of_the_tally_are_the_text() -> None:
    """A page without a body has no words and no paragraphs."""
    tally = Tally.of(newsnorm.normalize_text("Share this article"))

    assert (tally.words, tally.paragraphs, tally.blocks_dropped) == (0, 0, 1)


def test_each_family_has_a_colour_of_its_own() -> None:
    """No two families share a hue."""
    assert set(HUES) == set(Family)
    assert len(set(HUES.values())) == len(HUES)


STYLE = (PACKAGE / "report" / "page.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): ([^;]+);", part)) for part in STYLE.split("prefers-color-scheme: dark", 1)
)
COLOURS = [
    *((ink, ground) for ink in ("ink", "quiet", "link") for ground in ("ground", "raised", "field")),
    *(("gone", ground) for ground in ("gone-ground", "ground", "field")),
    ("new", "new-ground"),
    ("name", "name-ground"),
    ("ground", "new"),
    ("ground", "held"),
]
"""What is written on what: names of colours in the style sheet."""


def luminance(colour: str, hue: int) -> float:
    """Return the relative luminance of a colour, ``#rrggbb`` or lightness and chroma of OKLCH, as WCAG has it."""
    if colour.startswith("#"):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    else:
        light, chroma = map(float, colour.split())
        a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
        lms = (
            (light + 0.3963377774 * a + 0.2158037573 * b) ** 3,
            (light - 0.1055613458 * a - 0.0638541728 * b) ** 3,
            (light - 0.0894841775 * a - 1.2914855480 * b) ** 3,
        )
        rows = (
            (4.0767416621, -3.3077115913, 0.2309699292),
            (-1.2684380046, 2.6097574011, -0.3413193965),
            (-0.0041960863, -0.7034186147, 1.7076147010),
        )
        linear = [min(1.0, max(0.0, sum(m * x for m, x in zip(row, lms, strict=True)))) for row in rows]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(scheme: dict[str, str], ink: str, ground: str, hue: int = 0) -> float:
    """Return the contrast of two colours of a scheme: 1 is none, 21 is black on white."""
    dark, light = sorted((luminance(scheme[ink], hue), luminance(scheme[ground], hue)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), COLOURS)
def test_text_stands_out_from_its_ground(scheme: dict[str, str], ink: str, ground: str) -> None:
    """By day and by night, all text has the contrast that WCAG calls AA."""
    assert contrast(scheme, ink, ground) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("family", Family)
def test_dropped_text_stands_out_from_the_colour_of_its_family(
    scheme: dict[str, str], family: Family
) -> None:
    """So has the text of a dropped block on the tint of its family, and the edge beside it has 2 : 1."""
    hue = HUES[family]

    assert contrast(scheme, "dimmed", "tint", hue) >= 4.5
    assert contrast(scheme, "tone", "tint", hue) >= 4.5
    assert contrast(scheme, "tone", "ground", hue) >= 4.5
    assert contrast(scheme, "edge", "ground", hue) >= 2
