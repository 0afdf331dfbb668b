"""Names of the caller's own by their native form: what they are known by, and what is left out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnorm import Entity, Profile, names, normalize_text
from newsnorm.errors import BrokenRule, UnreadableName
from newsnorm.names.known import known
from newsnorm.names.tokens import fold

MAYOR = Entity(id="x:mayor", kind="person", name="Serhii|Petrenko", native=(("uk", "Сергій Петренко"),))
WRITER = Entity(id="x:writer", kind="person", name="Park Mi-rae", native=(("ko", "박미래"),))
PAINTER = Entity(id="x:painter", kind="person", name="Sayuri|Ohno", native=(("ja", "おおの さゆり"),))
TOWN = Entity(id="x:town", kind="place", name="Dubrovinsk", native=(("ru", "Дубровинск"),))
ALL = (MAYOR, WRITER, PAINTER, TOWN)


def written(source: str, *entities: Entity) -> str:
    """Return the text of ``source`` with these entities known."""
    return normalize_text(source, profile=Profile(names=entities)).text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The mayor, Sergey Petrenko, came late.", "The mayor, Serhii Petrenko, came late."),
        ("Sergei Petrenko's train stood still.", "Serhii Petrenko's train stood still."),
        ("Siarhei Piatrenka is how Minsk writes it.", "Serhii Petrenko is how Minsk writes it."),
        ("The novel by Pak Mi Rae is out.", "The novel by Park Mi-rae is out."),
        ("PARK MIRAE WINS A PRIZE", "PARK MI-RAE WINS A PRIZE"),
        ("The pictures of Ono Sayuri are lost.", "The pictures of Sayuri Ohno are lost."),
        ("Sayuri Oono painted boats.", "Sayuri Ohno painted boats."),
        ("The road to Dubrowinsk is closed.", "The road to Dubrovinsk is closed."),
    ],
)
def test_a_native_name_makes_its_romanisations_known(source: str, expected: str) -> None:
    """One line with a native form and the wanted spelling is enough."""
    assert expected == written(source, *ALL)


@pytest.mark.parametrize(
    "source",
    [
        "Sergey Petrov and Ivan Petrenko came late.",
        "Petrenko won in straight sets.",
        "Mrs. Park wrote a book.",
        "Dubrovka is a part of Moscow.",
    ],
)
def test_other_names_are_left_alone(source: str) -> None:
    """A surname alone, a given name alone, and look-alikes are not enough."""
    assert source == written(source, *ALL)


def test_find_and_unify_know_them_too() -> None:
    """Without a profile, by the functions for plain texts."""
    [name] = names.find("Sergey Petrenko came late.", names=(MAYOR,))

    assert "x:mayor" == name.entity.id
    assert "Serhii Petrenko came late." == str(names.unify("Sergey Petrenko came late.", names=(MAYOR,)))


def _left_out(entity: Entity) -> Mapping[str, str]:
    return {form.form.text: form.left_out for form in known(entity)}


def test_a_form_of_another_entity_is_left_out() -> None:
    """Kyiv stays the city, and the record says so."""
    village = Entity(id="x:village", kind="place", name="Kobani", native=(("uk", "Київ"),))

    assert "a form of Kyiv (Q1899)" == _left_out(village)["Kyiv"]
    assert "We went to Kyiv by train." == written("We went to Kiev by train.", village)


def test_a_common_word_is_left_out() -> None:
    """A river Song is not every song at the beginning of a sentence."""
    river = Entity(id="x:river", kind="place", name="Seong", native=(("ko", "성"),))

    assert "a common English word" == _left_out(river)["Song"]
    assert "Song and dance filled the hall." == written("Song and dance filled the hall.", river)


def test_a_form_of_two_letters_is_left_out() -> None:
    """The surname I is not every I."""
    runner = Entity(id="x:runner", kind="person", name="Min-ho|Lee", native=(("ko", "이민호"),))

    assert "too short" == _left_out(runner)["I"]
    assert [] == list(names.find("I ran with Min-ho.", names=(runner,)))
    assert "I ran with Min-ho Lee." == written("I ran with Yi Min-ho.", runner)


def test_a_guess_alone_is_left_out() -> None:
    """One word of a script without vowels might be anything."""
    village = Entity(id="x:village", kind="place", name="Zeltaghfaq", native=(("ar", "زلتغفق"),))

    assert {"a guess"} == set(_left_out(village).values())


def test_people_may_share_a_surname_with_one_that_is_known() -> None:
    """The given name tells them apart, so the surname is not left out."""
    other = Entity(id="x:other", kind="person", name="Taras|Zelenskyi", native=(("uk", "Тарас Зеленський"),))

    assert "" == _left_out(other)["Zelensky"]
    assert "Taras Zelenskyi sang." == written("Taras Zelensky sang.", other)


def test_what_the_caller_gives_is_never_left_out() -> None:
    """The caller's own spelling is the caller's own affair."""
    river = Entity(id="x:river", kind="place", name="Song", native=(("ko", "성"),))

    assert "" == _left_out(river)["Song"]


def test_a_language_without_schemes_gives_no_forms() -> None:
    """The native name is known, and nothing is made of it."""
    assert () == known(Entity(id="x:1", kind="place", name="Phayao", native=(("th", "พะเยา"),)))


def test_error_for_a_code_that_is_no_language() -> None:
    """As ``ua`` for ``uk``."""
    entity = Entity(id="x:1", kind="place", name="Kobani", native=(("ua", "Кобані"),))

    with pytest.raises(BrokenRule, match="x:1 has a native name in 'ua', which is no code of ISO 639"):
        normalize_text("We went to Kobani.", profile=Profile(names=(entity,)))


def test_error_for_a_native_name_in_other_letters() -> None:
    """The error names the name, the language and the letters."""
    entity = Entity(id="x:1", kind="place", name="Kobani", native=(("uk", "Kobani"),))

    with pytest.raises(UnreadableName, match=r"'kobani' .uk. has kobani, which Ukrainian has no letter for"):
        normalize_text("We went to Kobani.", profile=Profile(names=(entity,)))


@given(st.sampled_from(ALL), st.data())
@settings(max_examples=40)
def test_every_form_that_is_used_is_found_and_settles(entity: Entity, data: st.DataObject) -> None:
    """A text that names the entity in any known form is written as the caller wants it, once and for all."""
    forms = [form for form in known(entity) if not form.left_out]
    parts = {
        part: [form.form.text for form in forms if form.part == part]
        for part in ("given", "surname", "whole")
    }
    pairs = (
        st.tuples(st.sampled_from(parts["given"]), st.sampled_from(parts["surname"]))
        if entity.is_split
        else None
    )
    name = " ".join(data.draw(pairs)) if pairs is not None else data.draw(st.sampled_from(parts["whole"]))

    text = written(f"The visit of {name} was short.", entity)

    assert f"The visit of {entity.written} was short." == text
    assert text == written(text, entity)


@given(st.sampled_from(ALL))
def test_no_form_is_known_twice(entity: Entity) -> None:
    """Forms that a text cannot tell apart are one form."""
    keys = [(form.part, fold(form.form.text).replace("-", " ")) for form in known(entity)]

    assert len(keys) == len(set(keys))
