"""Forms of names of other scripts: the standards, what people write, and what the generator promises."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnorm.errors import NewsnormError, UnreadableName
from newsnorm.names import forms, romanisation
from newsnorm.names.forms import BOUND, WORD, Form
from newsnorm.names.tokens import fold

FOLDER = Path(__file__).parent / "romanisation"


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows, f"no cases in {name}"
    return rows


STANDARDS = sorted({(row["language"], row["scheme"]) for row in _rows("standards.tsv")})
USUAL = _rows("usual.tsv")
PEOPLE = _rows("people.tsv")
LANGUAGES = romanisation.languages()


def texts(native: str, language: str) -> list[str]:
    """Return the forms without their schemes."""
    return [form.text for form in forms(native, language)]


def _words(text: str) -> str:
    """Return the words of a form as the matcher compares them, to which a hyphen is as good as a space."""
    return fold(text).replace("-", " ")


# What the forms are.


@pytest.mark.parametrize(("language", "scheme"), STANDARDS)
def test_a_standard_writes_as_its_reference_does(language: str, scheme: str) -> None:
    """Each case is what the implementation in its last column writes."""
    cases = [r for r in _rows("standards.tsv") if (r["language"], r["scheme"]) == (language, scheme)]

    wrong = [
        (case["native"], case["latin"])
        for case in cases
        if f"{language}.{scheme}"
        not in {form.text: form.schemes for form in forms(case["native"], language)}.get(case["latin"], ())
    ]

    assert [] == wrong


@pytest.mark.parametrize("row", USUAL, ids=lambda row: row["native"])
def test_what_people_write_is_among_the_forms(row: dict[str, str]) -> None:
    """Spellings of the press, of passports and of neighbours are known, by what the matcher compares."""
    known = {fold(text) for text in texts(row["native"], row["language"])}

    assert [] == [latin for latin in row["takes"].split() if fold(latin) not in known]


@pytest.mark.parametrize("row", USUAL, ids=lambda row: row["native"])
def test_another_name_is_not_among_the_forms(row: dict[str, str]) -> None:
    """A look-alike is no form."""
    known = {fold(text) for text in texts(row["native"], row["language"])}

    assert [] == [latin for latin in row["leaves"].split() if fold(latin) in known]


@pytest.mark.parametrize("row", PEOPLE, ids=lambda row: row["native"])
def test_whole_names_are_known_and_others_are_not(row: dict[str, str]) -> None:
    """Surname and given name each in any of their spellings, and parted as people part them."""
    known = {_words(text) for text in texts(row["native"], row["language"])}

    assert [] == [latin for latin in row["takes"].split("|") if _words(latin) not in known]
    assert [] == [latin for latin in row["leaves"].split("|") if _words(latin) in known]


def test_the_words_of_a_name_are_written_by_one_standard_or_by_a_mixture() -> None:
    """A scheme is named only if it writes the whole name so."""
    schemes = {form.text: form.schemes for form in forms("Олександр Мороз", "uk")}

    assert "uk.kmu-2010" in schemes["Oleksandr Moroz"]
    assert ("uk.usual",) == schemes["Alexander Moroz"]


def test_a_word_of_look_alike_letters_is_read_as_it_was_meant() -> None:
    """Latin letters are typed for the Cyrillic ones they look like."""
    assert texts("Сергей", "ru") == texts("\N{LATIN CAPITAL LETTER C}ергей", "ru")


def test_a_neighbours_letters_are_read_as_the_neighbours() -> None:
    """A Ukrainian spelling that is said to be Russian has the Ukrainian forms."""
    assert "Yurii" in texts("Юрій", "ru")


@pytest.mark.parametrize(
    ("native", "expected"),
    [("КИЇВ", "KYIV"), ("Київ", "Kyiv"), ("київ", "kyiv"), ("Івано-Франківськ", "Ivano-Frankivsk")],
)
def test_case_is_kept(native: str, expected: str) -> None:
    """Capitals stay where they are."""
    assert expected in texts(native, "uk")


# What is refused.


def test_error_for_a_text_that_is_no_name() -> None:
    """It would have more forms than can be made."""
    with pytest.raises(UnreadableName, match=r"'К{40}…' .ru. is longer than 200 letters"):
        forms("К" * 100_000, "ru")


@pytest.mark.parametrize("language", ["", "zz", "UK", "rus", "uk-UA"])
def test_error_for_a_language_without_schemes(language: str) -> None:
    """The error names the languages there are."""
    with pytest.raises(UnreadableName, match=r"has no schemes; there are some for .*uk"):
        forms("Київ", language)


@pytest.mark.parametrize("native", ["", " ", "-", "Kyiv", "Школа 5", "北京", "Київ\x00", "\ud800"])
def test_error_for_a_name_in_other_letters(native: str) -> None:
    """What is no Cyrillic name is refused, with the name and the language."""
    with pytest.raises(UnreadableName) as caught:
        forms(native, "uk")

    assert isinstance(caught.value, NewsnormError)
    assert ("uk", True) == (caught.value.language, str(caught.value).startswith(repr(caught.value.name)))


# What holds for every name.


LETTERS = {
    "ko": "김이박정은평양울남궁",
    "zh": "习近平北京毛泽东欧阳",
    "ar": "محمدالسيو",
    "fa": "علیرضاچگ",
    "he": "בנימיןהו",
}
"""Letters of the scripts that are not spelled by the letters of their tables."""


def _alphabet(code: str) -> str:
    rows = () if code in LETTERS else romanisation.table(code).rows
    return LETTERS.get(code) or "".join(letters for letters in rows if len(letters) == 1)


def _is_word(text: str, code: str) -> bool:
    sounds = LANGUAGES[code].vowels if code not in ("ko", "ja") else ""
    return WORD.fullmatch(text) is not None and (
        not sounds or any(letter in sounds for letter in text.lower())
    )


@st.composite
def names(draw: st.DrawFn) -> tuple[str, str]:
    """Return a name in the letters of a language, and the language."""
    code = draw(st.sampled_from(sorted(LANGUAGES)))
    word = st.text(st.sampled_from(_alphabet(code)), min_size=1, max_size=8)
    words = draw(st.lists(word.filter(lambda text: _is_word(text, code)), min_size=1, max_size=2))
    return " ".join(map(draw(st.sampled_from((str.capitalize, str.lower, str.upper))), words)), code


@given(names())
@settings(max_examples=40)
def test_forms_keep_their_promises(name: tuple[str, str]) -> None:
    """At most the bound, none empty, none twice, Latin letters only, each with a scheme; every time the same."""
    found = forms(*name)

    assert len(found) <= BOUND + sum(len(language.schemes) for language in LANGUAGES.values())
    assert len(found) == len({form.text for form in found})
    assert all(form.text.strip() and form.schemes for form in found)
    assert [] == [form.text for form in found if not _is_latin(form.text)]
    assert found == forms(*name)


@given(names())
@settings(max_examples=40)
def test_every_standard_is_among_the_forms(name: tuple[str, str]) -> None:
    """However many forms there are, those of the standards of the language are not left out."""
    written = {scheme for form in forms(*name) for scheme in form.schemes}

    assert {f"{name[1]}.{scheme}" for scheme in LANGUAGES[name[1]].schemes} <= written


def _is_latin(text: str) -> bool:
    return all(
        unicodedata.name(c).startswith(("LATIN", "MODIFIER LETTER", "COMBINING")) or c in " -'’”`."
        for c in text
    )


def test_a_form_tells_where_it_is_from() -> None:
    """As in the table of forms: generated, and by which scheme."""
    assert "generated:uk.kmu-2010" == Form("Kyiv", ("uk.kmu-2010", "uk.usual")).origin
