"""Names: styles, their days, names of one's own, and the traps in which a form is no name."""

from __future__ import annotations

import csv
import datetime
import re
from typing import Any

import pytest
from helpers import shared

from newsnorm import Article, Entity, Profile, normalize_html, normalize_text
from newsnorm.errors import BrokenRule
from newsnorm.names import style
from newsnorm.names.gazetteer import PART, Kind, shipped
from newsnorm.names.unify import matcher_of, unify

STORY = "President Volodymyr Zelensky spoke in Kiev on Monday. Zelensky's aides were not there."


def text_of(source: str, profile: Profile) -> str:
    """Return the text of ``source`` under ``profile``."""
    return normalize_text(source, profile=profile).text


def written(article: Article) -> list[tuple[str, str]]:
    """Return what was found and what was written, of each mention."""
    return [(mention.found, mention.written) for mention in article.mentions]


# Styles.


def test_without_a_style_names_are_only_reported() -> None:
    """The mentions are there, the text is the source."""
    article = normalize_text(STORY, profile=Profile(style=None))

    assert STORY == article.text
    assert ["Volodymyr Zelensky", "Kiev", "Zelensky"] == [mention.found for mention in article.mentions]
    assert {"no style: reported only"} == {mention.why for mention in article.mentions}


def test_error_for_a_style_that_is_not_known() -> None:
    """The error names the styles there are."""
    with pytest.raises(BrokenRule, match=f"'apa' is not known; there are {', '.join(style.styles())}"):
        normalize_text(STORY, profile=Profile(style="apa"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ap", "Zelenskyy"),
        ("reuters", "Zelenskiy"),
        ("nyt", "Zelensky"),
        ("bbc", "Zelensky"),
        ("guardian", "Zelenskyy"),
    ],
)
def test_a_style_writes_the_president_its_own_way(name: str, expected: str) -> None:
    """Five houses, three spellings, one person."""
    assert f"President Volodymyr {expected} spoke in Kyiv on Monday." in text_of(STORY, Profile(style=name))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2019-08-13", "Kiev"), ("2019-08-14", "Kyiv"), ("2031-01-01", "Kyiv"), ("1999-12-31", "Kiev")],
)
def test_a_style_is_dated(as_of: str, expected: str) -> None:
    """AP changed from Kiev to Kyiv on a day, and a text is written as of any day."""
    for source in (
        "The talks in Kiev went on, the mayor said.",
        "The talks in Kyiv went on, the mayor said.",
    ):
        text = text_of(source, Profile(as_of=datetime.date.fromisoformat(as_of)))

        assert f"The talks in {expected} went on" in text


def test_a_mention_says_who_decided() -> None:
    """The style and the first day of the spelling stand with the mention."""
    (mention,) = normalize_text("The talks in Kiev went on, the mayor said.").mentions

    assert ("Q1899", "place", "Kiev", "Kyiv", "ap since 2019-08-14") == (
        mention.entity,
        mention.kind,
        mention.found,
        mention.written,
        mention.why,
    )


def test_a_mention_stands_where_the_source_has_it() -> None:
    """The span of a mention covers the form that was found, in the source."""
    article = normalize_text(f"A headline about the talks\n\n{STORY}")

    assert [mention.found for mention in article.mentions] == [
        mention.span.of(article.source) for mention in article.mentions
    ]


# Names of one's own.

PETRENKO = Entity(id="x:1", kind="person", name="Ivan|Petrenko", given=("Iwan",), surnames=("Petrenco",))


def test_an_entity_of_ones_own_is_written_by_its_name() -> None:
    """A person named in the profile is found in full, then by the surname alone."""
    source = "The engineer Iwan Petrenco opened the valve. Petrenco then left for the day."

    assert "The engineer Ivan Petrenko opened the valve. Petrenko then left for the day." == text_of(
        source, Profile(names=(PETRENKO,))
    )


def test_a_bare_surname_needs_the_full_name_somewhere() -> None:
    """A surname alone may be anybody's."""
    source = "Petrenco then left for the day, the mayor said."

    assert source == text_of(source, Profile(names=(PETRENKO,)))


def test_an_entity_of_ones_own_takes_the_place_of_a_shipped_one() -> None:
    """An id of the gazetteer with other forms is the caller's to set."""
    kyiv = Entity(id="Q1899", kind="place", name="Kyiw", forms=("Kiev", "Kyiv"))
    found = normalize_text("The talks in Kiev went on, the mayor said.", profile=Profile(names=(kyiv,)))

    assert ["Q1899"] == [mention.entity for mention in found.mentions]


def test_error_for_an_entity_of_no_kind() -> None:
    """The kinds are few and known."""
    with pytest.raises(ValueError, match="hero"):
        Entity(id="x:1", kind="hero", name="Ivan|Petrenko")


# The data of the styles.

CELLS = [
    pytest.param(name, entity_id, cell, id=f"{name}: {entity_id} {cell.form}")
    for name in style.styles()
    for entity_id, cells in style.load(name).cells.items()
    for cell in cells
]


@pytest.mark.parametrize("name", style.styles())
def test_a_style_speaks_of_known_entities(name: str) -> None:
    """Every cell is about an entity of the gazetteer."""
    assert [] == sorted(set(style.load(name).cells) - set(shipped().by_id))


@pytest.mark.parametrize("name", style.styles())
def test_the_cells_of_a_style_stand_in_order(name: str) -> None:
    """No two cells of one entity begin on one day."""
    days = [[cell.since for cell in cells] for cells in style.load(name).cells.values()]

    assert [] == [row for row in days if len(set(row)) != len(row)]


ONE_FORM_FOR_TWO = {("newsnorm:dnieper", "Dnipro"): "Q48256"}
"""Entities that share their written form with a better known one: the river Dnipro with the city."""


@pytest.mark.parametrize(("name", "entity_id", "cell"), CELLS)
def test_what_a_style_writes_is_found_as_the_same_entity(name: str, entity_id: str, cell: style.Cell) -> None:
    """A form that is written is a form that is known: or a second pass would see a stranger."""
    form = cell.form.replace(PART, " ")
    found = matcher_of(()).find(form)

    expected = ONE_FORM_FOR_TWO.get((entity_id, form), entity_id)

    assert [(expected, form)] == [(hit.entity.id, hit.span.of(form)) for hit in found], name


def test_the_name_of_an_entity_is_found_as_that_entity() -> None:
    """So is the usual name, which is written where a style has no cell."""
    matcher = matcher_of(())
    strangers = []
    for entity in shipped().entities:
        found = [(hit.entity.id, hit.span.of(entity.written)) for hit in matcher.find(entity.written)]
        strangers += [(entity.id, found)] if found != [(entity.id, entity.written)] else []

    assert [] == strangers


@pytest.mark.parametrize("name", style.styles())
def test_unifying_twice_is_unifying_once(name: str) -> None:
    """What a style has written, it leaves: for each form of each entity."""
    changed_twice = []
    for entity in shipped().entities:
        # Where styles have no cell they all write the same; it is enough to try that once.
        if entity.kind is Kind.FIXED or (name != "ap" and entity.id not in style.load(name).cells):
            continue
        for source in _sentences(entity):
            once = _unified(source, name)
            twice = _unified(once, name)
            changed_twice += [(source, once, twice)] if twice != once else []

    assert [] == changed_twice


def _sentences(entity: Entity) -> list[str]:
    given, _, surname = entity.name.partition(PART)
    forms = [entity.written, *entity.forms]
    forms += [f"{one} {surname}" for one in entity.given] + [f"{given} {other}" for other in entity.surnames]
    near = f", not far from {entity.near[0]}," if entity.near else ""
    return [f"They spoke of {form}{near} in the week before last." for form in forms]


def _unified(text: str, name: str) -> str:
    (names,) = unify([text], name)
    for edit in sorted((e for found in names for e in found.edits), key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.after + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name = ", "is not sound"),
        ('name = "x"\ntitle = "X"', "spellings"),
        ('name = "x"\ntitle = "X"\n[spellings]\nQ1 = [{ spelling = "Y" }]', "spelling"),
        ('name = "x"\ntitle = "X"\n[spellings]\nQ1 = [{ source = "A1" }]', "form"),
    ],
)
def test_error_for_a_broken_style(text: str, message: str) -> None:
    """A style that is not sound is refused, with what is wrong."""
    with pytest.raises(BrokenRule, match=message):
        style.parse(text, "x")


# Traps.


def _traps() -> list[Any]:
    folder = shared()
    path = folder / "names" / "traps.tsv" if folder is not None else None
    if path is None or not path.is_file():
        reason = "NEWSNORM_SHARED names no folder with names/traps.tsv"
        return [pytest.param("", marks=pytest.mark.skip(reason=reason))]
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        rows = [row for row in table if row["right"] == "unchanged"]
    assert rows, f"no traps in {path}"
    # A row lists several traps, parted by semicolons or slashes; each is tried in a sentence of its own.
    texts = [text for row in rows for text in re.split(r"; | / ", row["text"])]
    return [pytest.param(text, id=text[:60]) for text in texts]


@pytest.mark.parametrize("text", _traps())
def test_a_trap_is_left_alone(text: str) -> None:
    """A dish, a battle, a ship, an address or a namesake keeps its form."""
    # The countries are evidence for whatever needs some.
    for source in (text, f"They spoke of {text}", f"In Ukraine, Russia, India and China they know {text}"):
        assert source == _unified(source, "ap")


# Titles of works.

REVIEW = (
    "The best of the six is {}The Road to Kharkov{}, a history of the roads that runs to nine hundred pages, though the maps are lovely.",
    "Its author lives in Kharkov, and {}drove the road to Kharkov{} twice for each of the chapters, which is more than I could have done.",
)
WRITTEN = (
    "The best of the six is The Road to Kharkov, a history of the roads that runs to nine hundred pages, though the maps are lovely.\n\n"
    "Its author lives in Kharkiv, and drove the road to Kharkiv twice for each of the chapters, which is more than I could have done."
)


@pytest.mark.parametrize("tag", ["em", "i", "cite"])
def test_a_title_in_italics_is_left_on_a_web_page(tag: str) -> None:
    """It has capitals and three words or more; other words in italics are none."""
    page = "".join(f"<p>{paragraph.format(f'<{tag}>', f'</{tag}>')}</p>" for paragraph in REVIEW)

    assert WRITTEN == normalize_html(f"<html lang=en><body><article><h1>Six books</h1>{page}</article>").text


@pytest.mark.parametrize("mark", ["*", "_"])
def test_a_title_in_italics_is_left_in_markdown(mark: str) -> None:
    """Though its marks are taken out."""
    paragraphs = [paragraph.format(mark, mark) for paragraph in REVIEW]

    assert WRITTEN == text_of("\n\n".join(["# Six books", *paragraphs]), Profile())


def test_a_paragraph_in_italics_is_no_title() -> None:
    """A caption, or a note on the author."""
    page = f"<article><h1>Six books</h1><p>{REVIEW[1].format('', '')}</p><p><i>Ann Lee and Bob Ray in Kiev</i></p></article>"

    assert "Kiev" not in normalize_html(page).text
