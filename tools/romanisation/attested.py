"""Write the tables of attested spellings: names whose script leaves the vowels out, and names in kanji.

    python tools/romanisation/attested.py NAMES PERSON_NAMES

NAMES is a folder with ``arabic_persian_fullname_variants_wikidata.json`` (full names of Wikidata, from the PyPI
package arabic-name-romanizer, MIT, CC0). PERSON_NAMES is the corpus ``person_names`` of the PyPI package rigour (MIT;
Wikidata, CC0): a line is ``form, form, ... => Q1``. The product is ``attested-{ar,he,ja}.tsv`` in
``src/newsnorm/data/romanisation``; running it again writes the same bytes.

A spelling counts only if its consonants are those of the native word, as the tables of the language have them.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from newsnorm.names import romanisation, scripts

DATA = Path(__file__).parents[2] / "src" / "newsnorm" / "data" / "romanisation"
SCRIPTS = {
    "ar": r"[\u0621-\u064a\u066e-\u06d3\u200c]+",
    "he": r"[\u05d0-\u05ea]+",
    "ja": r"[\u3005\u4e00-\u9fff]+",
}
KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fc]+")
LATIN = re.compile(r"[a-z]+(?:['-][a-z]+)*")
ARTICLES = re.compile(r"^(?:al|el|ul|ad|ar|as|az|an|at|ash|adh)-(?=..)")
VOWELS = re.compile(r"[aeiouyw'-]")

KANJI = 3
"""The most characters of nearly all surnames and given names."""

MOST_ATTESTED = 12
"""The most spellings of a name that the tables keep."""

LEAST_SHARE = 0.02
"""Of a name that is met often, a spelling met more seldom is a slip."""

Counts = dict[str, Counter[str]]


def main(names: Path, person_names: Path) -> None:
    """Write the three tables."""
    groups = list(_groups(person_names))
    arabic = _full_names(
        json.loads((names / "arabic_persian_fullname_variants_wikidata.json").read_text("utf-8"))
    )
    for native, latin in _pairs(groups, "ar"):
        if native in arabic:
            arabic[native][latin] += 1
    hebrew: Counts = defaultdict(Counter)
    for native, latin in _pairs(groups, "he"):
        hebrew[native][latin] += 1
    _write("ar", "Arabic and Persian", arabic)
    _write("he", "Hebrew", hebrew)
    _write("ja", "Japanese, in kanji,", _kanji(groups))


def _groups(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rpartition(" => ")[0].split(", ")


def _full_names(people: Iterable[Mapping[str, list[str] | str]]) -> Counts:
    """Align the words of full names that have as many words in both scripts."""
    found: Counts = defaultdict(Counter)
    for person in people:
        natives = scripts.plain(str(person["native"]), "ar").split()
        for latin in person["latin"]:
            words = re.sub(r"(?<=[ae]l) ", "-", _plain(latin)).split()
            for native, word in zip(natives, words, strict=False) if len(natives) == len(words) else ():
                stem, bare = native.removeprefix("ال"), ARTICLES.sub("", word)
                if LATIN.fullmatch(bare) and _agree(stem, bare, "ar"):
                    found[stem][bare] += 1
    return found


def _pairs(groups: Iterable[list[str]], code: str) -> Iterator[tuple[str, str]]:
    """Yield each word in the script of a language with each Latin word of its group that agrees with it."""
    script = re.compile(SCRIPTS[code])
    for group in groups:
        latins = [form for form in group if LATIN.fullmatch(form)]
        for native in {scripts.plain(form, code) for form in group if script.fullmatch(form)}:
            stem = native.removeprefix("ال") if code == "ar" else native
            yield from (
                (stem, ARTICLES.sub("", latin))
                for latin in latins
                if _agree(stem, ARTICLES.sub("", latin), code)
            )


def _kanji(groups: Iterable[list[str]]) -> Counts:
    """Return the readings of names in kanji: Latin forms that a kana form of the same name is read as."""
    script, table = re.compile(SCRIPTS["ja"]), romanisation.table("ja")
    found: Counts = defaultdict(Counter)
    for group in groups:
        kana = [scripts.letters(form, "ja") for form in group if KANA.fullmatch(form)]
        readings = {table.standard(form, "passport") for form in kana if not table.unknown(form)}
        for native in group:
            if script.fullmatch(native) and len(native) <= KANJI:
                found[native].update(form for form in group if form in readings)
    return found


def _agree(native: str, latin: str, code: str) -> bool:
    """Tell whether the consonants of both are the same, or nearly so."""
    if not native or romanisation.table(code).unknown(native):
        return False
    bones = _bones(latin)
    return bool(bones) and any(_bones(text) == bones for text in romanisation.table(code).usual(native, 100))


def _bones(latin: str) -> str:
    """Return the consonants, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", VOWELS.sub("", latin))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.lower().replace("’", "'").replace("ʿ", "").replace("ʾ", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("'", "")


def _write(code: str, title: str, counts: Counts) -> None:
    rows = []
    for native in sorted(counts):
        least = LEAST_SHARE * counts[native].total()
        kept = [item for item in counts[native].items() if item[1] >= least]
        usual = sorted(kept, key=lambda item: (-item[1], item[0]))[:MOST_ATTESTED]
        if usual:
            rows.append(f"{native}\t{' '.join(latin for latin, _ in usual)}\n")
    head = f"# {title} names with the spellings met in Wikidata, most often met first; see README.md here.\n"
    (DATA / f"attested-{code}.tsv").write_text(head + "native\tforms\n" + "".join(rows), "utf-8")
    print(code, len(rows), "names")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
