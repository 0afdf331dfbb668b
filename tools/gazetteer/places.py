"""Places: those of GeoNames that are large enough, and regions, as entities in the making."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache

import leave_out
import respell
import sources
from anyascii import anyascii
from iuliia import WIKIPEDIA
from iuliia import translate as iuliia
from model import Draft, alike, key, slug
from pypinyin import lazy_pinyin

from newsnorm.errors import UnreadableName
from newsnorm.names.forms import forms
from newsnorm.names.tokens import fold

LEAST = 50_000
"""How many people live in a place that is taken."""

REGION = 1_000_000
"""How many people a region counts for: as many as a large city."""

MOST_FORMS = 18
"""How many generated spellings of a place are kept, the most usual ones."""

SCRIPTS = {
    "cyrillic": r"[\u0400-\u04ff]", "arabic": r"[\u0600-\u06ff]", "han": r"[\u4e00-\u9fff]",
    "hangul": r"[\uac00-\ud7af]", "georgian": r"[\u10a0-\u10ff]", "armenian": r"[\u0530-\u058f]",
    "greek": r"[\u0370-\u03ff]", "hebrew": r"[\u0590-\u05ff]", "burmese": r"[\u1000-\u109f]",
    "ethiopic": r"[\u1200-\u137f]",
}  # fmt: skip

SCRIPT_OF = {
    **dict.fromkeys("RU UA BY KZ KG TJ BG RS MK MN".split(), "cyrillic"),
    **dict.fromkeys(
        "SY IQ LB JO PS YE SA AE OM QA KW BH EG LY TN DZ MA MR SD IR AF PK".split(), "arabic"
    ),
    **dict.fromkeys("CN TW HK".split(), "han"),
    **dict.fromkeys("KR KP".split(), "hangul"),
    **dict.fromkeys("GR CY".split(), "greek"),
    "GE": "georgian", "AM": "armenian", "IL": "hebrew", "MM": "burmese", "ET": "ethiopic", "ER": "ethiopic",
}  # fmt: skip
"""The script in which places of a country are written; the areas without one are written in Latin letters."""

AREAS = (*SCRIPT_OF, *"AZ UZ TM TR BA HR ME XK AL MD SS SO".split())

BY_WAY_OF_RUSSIAN = frozenset("RU BY KZ KG TJ TM UZ AZ GE AM MD".split())
"""Countries whose places the press may spell after the Russian."""

LETTERS = {"ru": re.compile("[А-Яа-яЁё -]+"), "uk": re.compile("[А-ЩЬЮЯа-щьюяҐґІіЇїЄє'’ʼ -]+")}
"""The letters of languages whose neighbours' names of a place stand beside their own."""

PERSIAN_ONLY = re.compile("[پچژگکیہھےٹڈړښځڼۍېډټگۆێڵەۇىې]")
PARTS_OF_TOWNS = re.compile(
    r"^(?:Tsentral|Avtozavod|Zavod|Kirovs|Leninsk|Oktyabr|Sovets|Zheleznodorozhn|Promyshlenn|Severn|Yuzhn(?!o-|ouk|our))\w*(?:yy|iy|yi|yy)?$|\b(?:Rayon|District|Raion|Mikrorayon|Cantonment|Medina|Township|Subdistrict|Okrug|Shahri|Horad|County|"
    r"Settlement|Camp|Colony|Block|Sector|Fort|et Tahta)\b|-(?:dong|ri|gu|ŭp|up|gun|myeon|rodongjagu)$"
)
TOWN_PARTS_IN = {"UA": re.compile(r"s[ʹ’']?ky[iy]+$|s[ʹ’']?ke$|ivka$"), "RU": re.compile(r"^(?!)")}
MARKS = re.compile("[\u02b9-\u02bf‘’'ʻʼ`]")
TRUSTED_AREAS = frozenset("RU UA BY CN".split())
"""Countries whose places are spelled by a rule, so that all other spellings may be changed to that."""


def plain(name: str) -> str:
    """Return ``name`` without diacritics and signs for sounds that English has not.

    >>> plain("Al Ḩudaydah"), plain("Ch’ŏngjin")
    ('Al Hudaydah', 'Chongjin')
    """
    bare = MARKS.sub("", name.translate(str.maketrans("ıłđŁĐəƏ", "ildLDaA")))
    return "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))


def natives(place: sources.Place, language: str) -> list[str]:
    """Return the alternate names of a place that are its own name in its script, as far as can be told."""
    script = re.compile(f"(?:{SCRIPTS[SCRIPT_OF[place.area]]}|[ '’ʼ-])+")
    ours = [name for name in place.alternates if script.fullmatch(name)]
    if language == "ar":
        ours = [name for name in ours if not PERSIAN_ONLY.search(name)]
    if language == "zh":
        wanted = fold(place.name).replace(" ", "").replace("-", "")
        return [name for name in ours if "".join(lazy_pinyin(name)) == wanted][:1]
    if language in LETTERS:
        ours = [name for name in ours if LETTERS[language].fullmatch(name)]
    ours = [name for name in ours if alike(anyascii(name), place.name)]
    if language in ("ru", "uk", "be"):
        ranks = [(rank, name) for name in ours if (rank := _rank(name, language, place.name)) is not None]
        return [name for _, name in sorted(ranks)][:1]
    return ours[:1]


def _rank(native: str, language: str, latin: str) -> int | None:
    """Return how usual ``latin`` is among the spellings of a native form; ``None`` if it is none of them."""
    texts = [key(form) for form in _romanised(native, language)]
    return texts.index(key(plain(latin))) if key(plain(latin)) in texts else None


@cache
def _romanised(native: str, language: str) -> dict[str, str]:
    """Return the spellings of a native form in plain letters, the most usual first, with their origins."""
    found: dict[str, str] = {}
    try:
        for form in forms(native, language):
            if not all(scheme.endswith((".polish", ".german", ".guess")) for scheme in form.schemes):
                text = plain(form.text)
                found.setdefault(text.title() if text.islower() else text, form.origin)
    except UnreadableName:
        return {}
    return {text: origin for text, origin in found.items() if text.isascii()}


def russian(place: sources.Place) -> list[str]:
    """Return the Russian name of a place, if a Latin alternate shows that it is one of its names."""
    latin = {key(plain(name)) for name in place.alternates} | {key(plain(place.name))}
    ours = [
        name
        for name in place.alternates
        if LETTERS["ru"].fullmatch(name) and alike(anyascii(name), place.name)
    ]
    return [name for name in ours if any(key(text) in latin for text in list(_romanised(name, "ru"))[:6])][:1]


def cities(overrides: dict[tuple[str, str], str], areas: frozenset[str] | None) -> Iterator[Draft]:
    """Yield the places of GeoNames, the largest first."""
    places = [p for p in sources.geonames(LEAST) if p.area in (areas or AREAS) and not _is_part(p)]
    known = {w.geonames: w for w in sources.whos_on_first() if w.geonames and w.kind == "locality"}
    for place in sorted(places, key=lambda p: (-p.people, p.id)):
        language = sources.LANGUAGES.get(place.area, "ar")
        own = natives(place, language) if place.area in SCRIPT_OF else []
        pairs = [(language, name) for name in own]
        if place.area in BY_WAY_OF_RUSSIAN | {"UA"} and language != "ru":
            pairs += [("ru", name) for name in russian(place)]
        name, is_sure = _name(place, dict(pairs), overrides)
        draft = Draft(place.id, "place", name, place.area, tuple(pairs), people=place.people)
        if is_sure:
            _spellings(draft, place, known.get(place.id))
        yield draft


def _is_part(place: sources.Place) -> bool:
    return PARTS_OF_TOWNS.search(place.name) is not None or (
        place.area in TOWN_PARTS_IN and TOWN_PARTS_IN[place.area].search(place.name) is not None
    )


def _name(
    place: sources.Place, native: dict[str, str], overrides: dict[tuple[str, str], str]
) -> tuple[str, bool]:
    """Return the name to write, and whether other spellings may be changed to it."""
    simple = plain(place.name)
    if (place.area, simple) in overrides:
        return overrides[place.area, simple], True
    if place.area == "UA" and "uk" in native:
        standard = [f.text for f in forms(native["uk"], "uk") if "uk.kmu-2010" in f.schemes]
        return plain(standard[0]) if standard else simple, True
    if place.area in ("RU", "BY") and "ru" in native:
        return plain(iuliia(native["ru"], WIKIPEDIA)), True
    return simple, place.area in TRUSTED_AREAS


def _spellings(draft: Draft, place: sources.Place, variants: sources.Variants | None) -> None:
    """Add to a place the spellings that are generated, and those that a source and a rule agree on."""
    generated: dict[tuple[str, ...], str] = {}
    for language, native in draft.native:
        for n, (form, origin) in enumerate(spelled(native, language, draft.name)):
            generated.setdefault(key(form), origin)
            if n < MOST_FORMS:
                draft.add("whole", form, origin)
    is_semitic = SCRIPT_OF.get(draft.area) in ("arabic", "hebrew")
    respelled = {key(form) for form in respell.press(draft.name, 400)} if is_semitic else set()
    for name in place.alternates:
        simple = plain(name)
        if key(simple) in respelled and simple.isascii() and simple[:1].isupper() and not simple.isupper():
            draft.add("whole", simple, "attested:GeoNames")
    for name in variants.variants if variants is not None else ():
        if plain(name).isascii() and (key(plain(name)) in generated or key(plain(name)) in respelled):
            draft.add("whole", plain(name), "attested:WOF")


def spelled(native: str, language: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield spellings of a native form with their origins, the most usual first."""
    if language == "zh":
        for form, scheme in respell.chinese(name, native):
            yield form, f"generated:{scheme}"
        return
    seen = {key(name)}
    for text, origin in _romanised(native, language).items():
        if key(text) not in seen:
            seen.add(key(text))
            yield text, origin


def regions(areas: frozenset[str] | None) -> Iterator[Draft]:
    """Yield countries and regions, those with an id of Wikidata first."""
    near = tomllib.loads((sources.HERE / "areas.toml").read_text("utf-8"))["near"]
    found = [
        (row["code"].upper(), row["qid"], row["name"])
        for row in sources.territories()
        if (row["is_country"] and row["code"].upper() in near)
        or (re.fullmatch(r"(?:ru|ua|cn)-\w+", row["code"]) and "(" not in row["name"])
    ]
    found += [
        (place.area, place.wikidata, plain(place.preferred).partition(" (")[0])
        for place in sources.whos_on_first()
        if place.kind == "region" and place.area in AREAS and place.wikidata
    ]
    found += [(area, f"newsnorm:{slug(name)}", name) for area, name in sources.rows("regions.tsv")]
    for code, own, name in found:
        area = code[:2]
        if areas is None or area in areas:
            yield Draft(own, "place", name, area, people=REGION)


AMBIGUOUS = frozenset(
    "Georgia Jordan Shangri-La Chad Guinea Jersey Guernsey Dominica Man Mali Victoria Ismailia Cordoba".split()
)
"""Countries and large places whose names are as often something else."""


def is_left_out(draft: Draft, chosen: frozenset[str]) -> str:
    """Return why a place of this name would be found where it is not meant, or nothing."""
    name = draft.name
    if not name.isascii():
        return "its name is not in plain letters"
    if name in AMBIGUOUS:
        return "its name has other meanings"
    if len(key(name)) > 1 or draft.people >= 1_000_000 or name in chosen:
        return ""
    if leave_out.is_word(name):
        return "its name is a common word"
    if leave_out.is_surname(name) or "".join(key(name)) in leave_out.census_given_names():
        return "its name is a name of English speakers"
    if name in sources.anglosphere():
        return "a place of the English-speaking world has its name"
    if len(name) <= 3 or (draft.area in ("CN", "TW", "MM", "KR", "KP") and len(name) <= 4):
        return "its name is too short to be told from others"
    if name.lower() in leave_out.common_surnames():
        return "its name is a surname that many bear"
    return ""
