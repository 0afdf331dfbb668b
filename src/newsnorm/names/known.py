"""What an entity of the caller's own is known by: the forms it is given, and those of its native names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from attrs import evolve, frozen

from newsnorm.errors import BrokenRule
from newsnorm.names import romanisation
from newsnorm.names.foreign import english
from newsnorm.names.forms import Form, forms, person_forms
from newsnorm.names.gazetteer import PART, Entity, Gazetteer, shipped
from newsnorm.names.tokens import fold

WHOLE_NAME_FIRST = frozenset({"ja", "ko", "zh"})
"""Languages that put the surname first, so that a person is known by the whole name as well."""

SHORTEST = 3
"""Letters of a form that may be searched for alone: *I* and *O* are Korean surnames."""

CODES = frozenset(
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu".split()
)
"""ISO 639-1: what a native name may be written in. ISO 639-3 codes have three letters."""


@frozen
class KnownForm:
    """A form that an entity has by its native name."""

    part: str
    """``whole``, ``given`` or ``surname``."""
    form: Form
    left_out: str = ""
    """Why texts are not searched for it; nothing if they are."""


def known(entity: Entity, gazetteer: Gazetteer | None = None) -> tuple[KnownForm, ...]:
    """Return the forms that ``entity`` has by its native names, beside those it is given.

    A form is left out of the search where it would take other names or words for this one: if it is a
    common English word, has fewer than three letters, is a form of another entity of ``gazetteer`` (the
    shipped one, if none is given), or is one word that is only a guess. A given name counts only beside a
    surname, so none is left out. Native names in languages without schemes have no forms.

    Raises:
        BrokenRule: a native name has a language code that is none.
        UnreadableName: a native name is not in the letters of its language.

    >>> village = Entity(id="x:1", kind="place", name="Kobani", native=(("uk", "Київ"),))
    >>> [(k.form.text, k.left_out) for k in known(village)][:1]
    [('Kyiv', 'a form of Kyiv (Q1899)')]
    """
    others = shipped() if gazetteer is None else gazetteer
    own = {_compared(form) for form in (*entity.name.split(PART), *entity.forms, *entity.surnames)}
    distinct: dict[tuple[str, str], Form] = {}
    for part, form in _native_forms(entity):
        key = part, _compared(form.text)
        distinct[key] = min(distinct.get(key, form), form, key=_capitals)
    return tuple(
        # What the caller has given is never left out.
        KnownForm(part, form, "" if part == "given" or text in own else _left_out(part, form, entity, others))
        for (part, text), form in distinct.items()
    )


def _capitals(form: Form) -> int:
    """Return how many capitals a form has: *Jong-un* stands for *Jong-Un* as well, and not the other way round."""
    return sum(letter.isupper() for letter in form.text)


def with_known_forms(entities: Iterable[Entity], gazetteer: Gazetteer) -> tuple[Entity, ...]:
    """Return the entities with the forms of their native names added, less those that are left out."""
    return tuple(map(partial(_with_forms, gazetteer), entities))


def _with_forms(gazetteer: Gazetteer, entity: Entity) -> Entity:
    if not entity.native:
        return entity
    usable = [k for k in known(entity, gazetteer) if not k.left_out]
    more = {
        part: tuple(k.form.text for k in usable if k.part == part) for part in ("whole", "given", "surname")
    }
    return evolve(
        entity,
        forms=(*entity.forms, *more["whole"]),
        given=(*entity.given, *more["given"]),
        surnames=(*entity.surnames, *more["surname"]),
    )


def _native_forms(entity: Entity) -> Iterator[tuple[str, Form]]:
    for language, native in entity.native:
        if language not in CODES and re.fullmatch("[a-z]{3}", language) is None:
            raise BrokenRule(entity.id, f"has a native name in {language!r}, which is no code of ISO 639")
        if language not in romanisation.languages():
            continue
        if entity.is_split:
            given, surname = person_forms(native, language)
            yield from (("given", form) for form in given)
            yield from (("surname", form) for form in surname)
        if not entity.is_split or language in WHOLE_NAME_FIRST:
            yield from (("whole", form) for form in forms(native, language))


def _left_out(part: str, form: Form, entity: Entity, gazetteer: Gazetteer) -> str:
    if len(form.text) < SHORTEST:
        return "too short"
    if form.text.lower() in english():
        return "a common English word"
    for other in gazetteer.by_form(form.text):
        # People may share a surname: the given name tells them apart.
        if other.id != entity.id and not (part == "surname" and other.is_split):
            return f"a form of {other.written} ({other.id})"
    is_word = " " not in form.text and "-" not in form.text
    return "a guess" if part == "whole" and is_word and form.schemes[0].endswith(".guess") else ""


def _compared(form: str) -> str:
    """Return a form as texts are searched for it: a hyphen is as good as a space."""
    return fold(form).replace("-", " ")
