"""People: the curated table and the well-known names of the past, as entities in the making."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import cache
from itertools import islice

import leave_out
import respell
import sources
from model import Draft, Key, alike, key, slug, unique
from places import plain, spelled

from newsnorm.names.gazetteer import PART

MOST_GIVEN = 12
MOST_SURNAMES = 18
"""How many generated spellings of each part of a name are kept, the most usual ones."""

MOST_WHOLE = 22
"""How many spellings of a name that is found only as a whole are kept."""

BY_ENGINE = frozenset("ru uk be bg sr mk kk ka hy el ar fa he".split())
"""Languages whose names are romanised part by part; Chinese and Korean names have too many namesakes for it."""


def people(areas: frozenset[str] | None) -> Iterator[Draft]:
    """Yield the people of the curated tables, or those of some areas, with the spellings of their names."""
    ids = _ids()
    seen: set[tuple[str, ...]] = set()
    used: set[str] = set()
    for person in sources.people():
        written = person.name.replace(PART, " ")
        if key(written) in seen or not (areas is None or person.area in areas):
            continue
        seen.add(key(written))
        own = _own_id(person.name, used)
        draft = Draft(ids.get(key(written), own), "person", person.name, person.area, person.native)
        expand(draft)
        yield draft


def _own_id(name: str, used: set[str]) -> str:
    """Return an id with the initial and the surname, or the whole name if that is taken."""
    given, _, surname = name.partition(PART)
    short = slug(f"{given[0]} {surname}") if surname else slug(given)
    own = f"newsnorm:{short if short not in used else slug(name)}"
    used.add(short)
    return own


@cache
def _ids() -> dict[tuple[str, ...], str]:
    """Return the ids of Wikidata of those whose names only one leader bears."""
    found: dict[tuple[str, ...], set[str]] = {}
    for own, name, _country in sources.leaders():
        found.setdefault(key(name), set()).add(own)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def expand(draft: Draft) -> None:
    """Add to a person the spellings that are generated and those that are attested."""
    for language, native in draft.native:
        own = _native_parts(native, draft.parts)
        for part, text in own.items():
            name = draft.parts[part]
            if language in BY_ENGINE:
                most = MOST_GIVEN if part == "given" else MOST_SURNAMES
                for form, origin in islice(spelled(text, language, name), most):
                    draft.add(part, form, origin)
            _from_groups(draft, part, text, name)
            _from_acts(draft, part, text)
        for form, scheme in _joints(draft.parts.get("whole", ""), native, language):
            draft.add("whole", form, f"generated:{scheme}")
        if language in respell.SEMITIC:
            _from_press(draft, draft.parts)
            _from_lists(draft, native)


def _joints(name: str, native: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield a Chinese or Korean name as others join its syllables, with the scheme."""
    if language == "zh":
        yield from respell.chinese(name, native)
    if language == "ko":
        yield from ((form, "joints") for form in respell.korean(name))


def _native_parts(native: str, parts: dict[str, str]) -> dict[str, str]:
    """Cut a native form where the Latin name is cut, if both have as many words."""
    words = native.split()
    if "given" not in parts:
        return {"whole": native}
    given = len(parts["given"].split())
    if len(words) != given + len(parts["surname"].split()):
        return {}
    return {"given": " ".join(words[:given]), "surname": " ".join(words[given:])}


def _from_groups(draft: Draft, part: str, native: str, name: str) -> None:
    """Add what rigour's groups of names know for one word that is in a group with its native form."""
    for group in sources.name_groups().get(native.lower(), ()):
        if plain(name).lower() in group:
            for form in group:
                if form.isascii() and alike(form, name) and len(form) > 2:
                    draft.add(part, form.title(), "attested:rigour")


def _from_acts(draft: Draft, part: str, native: str) -> None:
    for form in _tokens().get(native.lower(), ()):
        if plain(form).isascii() and form[:1].isupper():
            draft.add(part, form, "attested:EU")


@cache
def _tokens() -> dict[str, tuple[str, ...]]:
    return sources.eu_tokens()


def _from_press(draft: Draft, parts: dict[str, str]) -> None:
    for part, name in parts.items():
        for form in respell.press(name, 11 if part == "given" else 16):
            draft.add(part, form, "generated:press")


def _from_lists(draft: Draft, native: str) -> None:
    """Add whole names that lists give for the native form, or beside a form that is known."""
    known = set(draft.full())
    for name in _by_native().get(_bare(native), ()):
        _add_whole(draft, name, "attested:Wikidata", known)
    for form in (draft.written,):
        for name in _by_form().get(key(form), ()):
            _add_whole(draft, name, "attested:OFAC", known)


def _add_whole(draft: Draft, name: str, origin: str, known: set[tuple[str, ...]]) -> None:
    own = key(draft.written)
    near = len(key(name)) >= 2 and len(key(name)) <= len(own) + 1
    if near and key(name) not in known and alike(plain(name), draft.written) and plain(name).isascii():
        draft.add("whole", plain(name), origin)


def _bare(native: str) -> str:
    return re.sub(r"[\u064b-\u0652\u0640\u200c ]", "", native).translate(str.maketrans("أإآىيیک", "اااييىك"))


@cache
def _by_native() -> dict[str, tuple[str, ...]]:
    return {_bare(native): latin for native, latin in sources.arabic_names()}


@cache
def _by_form() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {key(form): forms for forms in sources.ofac() for form in forms}


PAST = re.compile(
    r"\b(?:Russian|Soviet|Ukrainian|Bulgarian|Serbian|Greek Cypriot|Georgian|Armenian|Bolshevik|Chinese|Korean|Egyptian|"
    r"Israeli|Iranian|Arab|Muslim|Palestinian|Libyan|Syrian|Iraqi|Ukraine|Russia|Yugoslavia)\b"
)


TWO_NAMES = frozenset({"Al Jolson", "Andrei Markov", "Li Po"})
"""People of Namenet whose spellings are two names, or are two people's: Asa Yoelson is not Al Jolson spelled otherwise."""


def past(taken: Container[Key]) -> Iterator[Draft]:
    """Yield people of the past of whom the Open English Namenet has more than one spelling, and who are not there."""
    for file, own, members, definition in sources.namenet():
        if file != "person" or PAST.search(definition) is None:
            continue
        wholes = [m for m in members if len(m.split()) == 2]
        bare = [m for m in members if len(m.split()) == 1]
        if not wholes or any(
            key(member) in taken or member in TWO_NAMES for member in members if " " in member
        ):
            continue
        given, surname = min(wholes, key=lambda m: (-leave_out.frequency(m.split()[1]), m)).split()
        surnames = unique([m.split()[1] for m in wholes] + bare)
        surnames = [m for m in surnames if m != surname and alike(m, surname)]
        if surnames and not leave_out.is_surname(surname):
            draft = Draft(own, "person", f"{given}{PART}{surname}", "")
            for other in surnames:
                draft.add("surname", other, "attested:Namenet")
            for name in wholes:
                if alike(name.split()[0], given):
                    draft.add("given", name.split()[0], "attested:Namenet")
            yield draft


def organisations() -> Iterator[Draft]:
    """Yield the groups, parties, agencies and terms of the curated table."""
    for area, name, native, forms in sources.rows("organisations.tsv"):
        pairs = tuple((c, n) for c, _, n in (item.partition(":") for item in native.split("|")) if n)
        draft = Draft(f"newsnorm:{slug(name)}", "organisation", name, area, pairs)
        for form in forms.split("|"):
            draft.add("whole", form, "attested:usage")
        yield draft


def hold_together(draft: Draft) -> None:
    """Make of a person whose surname is a word, or common, a name that is found only as a whole."""
    given, surname = draft.parts["given"], draft.parts["surname"]
    ways = [(g, s) for g in draft.keys("given").values() for s in draft.keys("surname").values()]
    origins = {form: origin for _, form, origin in draft.forms()}
    draft.name = f"{given} {surname}"
    for part in ("given", "surname"):
        for _, form, _ in list(draft.forms(part)):
            draft.drop(part, form)
    rank = {form: i for i, form in enumerate(origins)}
    ways.sort(key=lambda way: rank.get(way[0], -1) + rank.get(way[1], -1))
    for one, other in ways[:MOST_WHOLE]:
        draft.add("whole", f"{one} {other}", origins.get(other) or origins.get(one) or "attested:usage")
