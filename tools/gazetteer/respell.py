"""Respelling: what the press makes of Latin spellings of names whose own script leaves the vowels out or is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from model import unique
from pypinyin import lazy_pinyin

SEMITIC = frozenset({"ar", "fa", "he", "ur", "ps", "ku"})

ARTICLE = re.compile(r"^(?:al|el)[- ](?=\w)", re.IGNORECASE)
SUN = {"s": "as", "n": "an", "r": "ar", "z": "az", "d": "ad", "t": "at", "sh": "ash"}
"""The letters before which the Arabic article loses its l, and what it becomes."""


class Rule(NamedTuple):
    """What may be written for a run of letters, in one place of a word."""

    letters: str
    instead: tuple[str, ...]


RULES = (
    Rule("aa", ("a",)),
    Rule("ah$", ("a", "eh")),
    Rule("eh$", ("ah", "a")),
    Rule("(?<=[^aeiou])a$", ("ah", "eh")),
    Rule("iyah?$", ("ia", "iya", "iyah", "iyya", "iyeh")),
    Rule("ia$", ("iya", "iyah")),
    Rule("ou", ("u", "oo")),
    Rule("oo", ("u", "ou")),
    Rule("(?<![aeo])u(?![aeo])", ("ou", "o", "oo")),
    Rule("(?<![aeou])o(?![aeou])", ("u",)),
    Rule("ee", ("i",)),
    Rule("ai", ("ay", "ei", "e")),
    Rule("ay", ("ai", "ei")),
    Rule("ei", ("ai", "ey", "ay")),
    Rule("aw", ("au", "ao")),
    Rule("(?<![aeiou])i(?![aeiou]|$)", ("e", "ee")),
    Rule("(?<![aeiou])e(?![aeiou]|h$)", ("a", "i")),
    Rule("(?<=[^aeiou])a(?=[^aeiouhwy])", ("e",)),
    Rule("i$", ("y", "ee")),
    Rule("q", ("k", "gh", "g")),
    Rule("(?<![s])k(?!h)", ("q",)),
    Rule("gh", ("g", "q")),
    Rule("dh", ("d", "z")),
    Rule("th", ("t",)),
    Rule("(?<!d)j", ("dj",)),
    Rule("g(?!h)", ("j",)),
    Rule("kh", ("h", "ch")),
    Rule("z", ("dh",)),
    Rule("tz", ("ts", "z")),
    Rule("ts", ("tz",)),
    Rule("ch", ("kh", "h", "tch")),
    Rule("sh", ("ch",)),
    Rule("v", ("w",)),
    Rule("w(?=[aeiou])", ("v", "ou")),
    Rule("y(?=[aeiou])", ("i",)),
    Rule(r"([bdfghklmnrst])\1", (r"\1",)),
    Rule(r"(?<=[aeiou])([bdhlmns])(?=[aeiou])", (r"\1\1",)),
)
"""Single changes that the press makes in Arabic, Persian and Hebrew names."""

USUAL = {
    "mohammed": "Mohammad Muhammad Mohamed Mohamad Muhammed Muhamad Mohammod",
    "ahmed": "Ahmad Achmed Ahmet",
    "hussein": "Hussain Husain Husayn Husein Hossein Hosein Hossain Hussien",
    "hassan": "Hasan Hassen",
    "ali": "Aly",
    "abdullah": "Abdallah Abdulla Abdalla Abdollah",
    "yousef": "Yusuf Youssef Yousuf Yusef Yussef Yousif Youssouf",
    "saeed": "Said Saied Sayeed Saeid Sa'id",
    "omar": "Umar Omer",
    "osama": "Usama Ossama",
    "mustafa": "Mostafa Moustafa Mustapha Mostapha Mustafah",
    "ibrahim": "Ebrahim Ibraheem",
    "ismail": "Esmail Ismael Esmaeil Ismaeel Esmaeel",
    "mahmoud": "Mahmud Mahmood Mahmoed",
    "khaled": "Khalid Chaled",
    "walid": "Waleed Oualid",
    "hamid": "Hameed",
    "rashid": "Rasheed Rachid",
    "salah": "Saleh",
    "suleiman": "Sulaiman Suleyman Solaiman Sulayman Soleiman Souleymane",
    "nasser": "Naser Nasir Nassir",
    "mansour": "Mansur Mansoor Mansoour",
    "jamal": "Gamal Djamal Jemal",
    "faisal": "Faysal Feisal Faizal Fayssal",
    "fayez": "Faiz Fayiz Fayaz",
    "tariq": "Tarek Tareq Tarik",
    "farouk": "Faruq Farouq Faruk Farooq",
    "abu": "Abou Abo",
    "ben": "Bin",
    "bin": "Ben Ibn",
    "mehdi": "Mahdi",
    "reza": "Riza Rezza",
    "javad": "Jawad Djavad",
    "mir": "Meer",
    "amir": "Ameer Emir",
    "abbas": "Abas",
    "qasem": "Qassem Qasim Kassem Kasim Ghasem Qassim",
    "qassem": "Qasem Qasim Kassem Kasim Ghasem Qassim",
    "masoud": "Massoud Masud Masood",
    "massoud": "Masoud Masud Masood",
    "saad": "Sa'd",
    "michel": "Michael",
    "yahya": "Yehya Yahia Yehia",
    "moussa": "Musa Mousa Moosa",
    "musa": "Moussa Mousa Moosa",
    "khalil": "Khaleel",
    "jalal": "Djalal Celal",
    "ghulam": "Gholam",
    "bagher": "Baqer Baqir Baghir Bakir",
    "qalibaf": "Ghalibaf Kalibaf Qalebaf Ghalebaf",
    "amirabdollahian": "Amir-Abdollahian Amirabdullahian Amir-Abdullahian Amir-Abdollahyan",
    "mousavi": "Moussavi Musavi Mosavi Moosavi",
    "hosseini": "Husseini Hoseini Hussaini",
    "husseini": "Hosseini Husayni Hussaini Husaini",
    "rafsanjani": "Rafsandjani Rafsanjany",
    "soleimani": "Suleimani Sulaimani Soleymani",
    "khatami": "Khatamy Chatami Khatemi",
    "larijani": "Laridjani Lariyani",
    "velayati": "Vilayati Welayati",
    "barzani": "Barazani Barzany",
    "talabani": "Talebani Talibani",
    "jumblatt": "Jumblat Joumblatt Junblat Djoumblatt Joumblat",
    "mikati": "Miqati Miqaty",
    "siniora": "Sanioura Sinioura Saniora",
    "gemayel": "Jumayyil Gemayyel Jemayel Jumayel",
    "erekat": "Erakat Ereikat Arekat Uraiqat Erikat",
    "barghouti": "Barghouthi Barghuti Barghuthi Bargouti Barghoutti",
    "dahlan": "Dakhlan Dahlane",
    "qureia": "Qurei Qorei Korei Qurie Qureh Kurei",
    "fayyad": "Fayad Fayyadh Fiad",
    "ghannouchi": "Ghannushi Ghannoushi Gannouchi Ghanouchi",
    "bouteflika": "Boutaflika Butaflika Bouteflica",
    "tebboune": "Teboune Tabboune Tebbun",
    "shafik": "Shafiq Chafik Shafeeq",
    "elbaradei": "El-Baradei al-Baradei El Baradei Baradei Al-Baradi",
    "ghani": "Ghany Gani Ghanie",
    "karzai": "Karzay Karsai Karzaï",
    "dostum": "Dostam Dustum Doustom",
    "hekmatyar": "Hikmatyar Hekmatiar Hikmetyar Hekmatiyar",
    "akhundzada": "Akhunzada Akhundzadeh Akhoundzada Akhondzada",
    "haqqani": "Haqani Hakkani Haqquani",
    "musharraf": "Musharaf Mousharraf",
    "khashoggi": "Kashoggi Khashoggy Khashogji Khashukji",
    "nujaifi": "Nujayfi Nujeifi",
    "ben-gvir": "Ben Gvir Bengvir Ben-Gveer",
    "smotrich": "Smotritch Smotrych",
    "lieberman": "Liberman Libermann",
    "gallant": "Galant Galland",
    "gantz": "Ganz Gants",
    "yaalon": "Ya'alon Yalon",
    "saar": "Sa'ar Saʻar",
    "sheikh": "Shaikh Shaykh Sheik",
    "yitzhak": "Itzhak Yitzchak Itzik Isaac",
    "binyamin": "Benjamin Benyamin",
}
"""Spellings of names that many bear, the usual one first; each stands for all of its row."""

ROWS: dict[str, tuple[str, ...]] = {}
for _name, _others in USUAL.items():
    for _one in (_name, *(other.lower() for other in _others.split())):
        ROWS.setdefault(_one, (_name.title(), *_others.split()))

ABD = re.compile(r"^(abd(?:u|e|o)?l?)[- ]?(?:al|el|ul)?[- ]?(.{3,})$", re.IGNORECASE)
ABD_FORMS = ("Abdul {}", "Abdel {}", "Abd al-{}", "Abd el-{}", "Abdul{}", "Abdel{}")


def _word(word: str, most: int) -> list[str]:
    """Return spellings of one word, the word itself first."""
    lower = word.lower()
    if lower in ROWS:
        return unique([word, *ROWS[lower]])[:most]
    found = {lower: 0}
    for cost in (1, 2):
        for known in [w for w, c in found.items() if c == cost - 1]:
            for other in _changes(known):
                found.setdefault(other, cost)
            if len(found) > 12 * most:
                break
    ranked = sorted(found, key=lambda w: found[w])[:most]
    return [word if other == lower else other[:1].upper() + other[1:] for other in ranked]


def _changes(word: str) -> Iterator[str]:
    for rule in RULES:
        for match in re.finditer(rule.letters, word):
            for instead in rule.instead:
                yield word[: match.start()] + match.expand(instead) + word[match.end() :]


def press(name: str, most: int) -> list[str]:
    """Return spellings that the press may use for a name of Arabic, Persian or Hebrew, the usual first.

    >>> press("al-Sudani", 5)
    ['al-Sudani', 'el-Sudani', 'Sudani', 'as-Sudani', 'al-Soudani']
    """
    article = ARTICLE.match(name)
    if article is not None:
        return _with_article(name[article.end() :], most)
    whole = ABD.match(name)
    if whole is not None and len(name) > 8:
        ends = [end for end in _word(whole[2], 3) if end]
        forms = [form.format(_fit(end, form)) for end in ends for form in ABD_FORMS]
        return unique([name, *forms])[:most]
    pieces = re.split(r"([ -])", name)
    choices = [_word(p, max(3, most // 2)) if i % 2 == 0 and p else [p] for i, p in enumerate(pieces)]
    if len(choices) == 1:
        choices = [_word(pieces[0], most)]
    ranked = sorted(product(*(enumerate(c) for c in choices)), key=lambda way: sum(i for i, _ in way))
    return unique("".join(piece for _, piece in way) for way in ranked)[:most]


def _fit(end: str, form: str) -> str:
    return end.lower() if "l{" in form else end.title()


def _with_article(stem: str, most: int) -> list[str]:
    sun = SUN.get(stem[:2].lower()) or SUN.get(stem[:1].lower())
    articles = ["al-{}", "el-{}", "{}", *([f"{sun}-{{}}"] if sun else [])]
    stems = _word(stem, max(3, most // 3)) if " " not in stem and "-" not in stem else press(stem, 3)
    return unique(article.format(one) for one in stems for article in articles)[:most]


INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k", "j": "ch",
    "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
"""Pinyin initials and those of Wade-Giles; the apostrophe counts for nothing and is left out."""

FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "er": "erh"}

SYLLABLES = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "e": "o",
    "ge": "ko", "ke": "ko", "he": "ho", "yi": "i", "yan": "yen", "ye": "yeh", "you": "yu", "yong": "yung",
    "yue": "yueh", "er": "erh", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "gui": "kuei",
    "kui": "kuei",
}  # fmt: skip
"""Syllables that Wade-Giles writes in a way of their own."""


def wade_giles(syllable: str) -> str:
    """Return a syllable of pinyin in Wade-Giles, without its signs.

    >>> [wade_giles(s) for s in "xi jin ping mao ze dong zhou lai".split()]
    ['hsi', 'chin', 'ping', 'mao', 'tse', 'tung', 'chou', 'lai']
    """
    if syllable in SYLLABLES:
        return SYLLABLES[syllable]
    initial = next((i for i in INITIALS if syllable.startswith(i)), "")
    rest = syllable.removeprefix(initial)
    if not initial and rest[:1] not in "aeiou":
        initial, rest = rest[:1], rest[1:]
    return INITIALS.get(initial, initial) + FINALS.get(rest, rest)


def chinese(name: str, native: str) -> Iterator[tuple[str, str]]:
    """Yield spellings of a Chinese name, with their schemes: other joints, and Wade-Giles.

    >>> dict(chinese("Zhou Enlai", "周恩来"))
    {'Zhou En-lai': 'joints', 'Zhou En Lai': 'joints', 'Chou En-lai': 'Wade-Giles', 'Chou Enlai': 'Wade-Giles'}
    """
    sounds = lazy_pinyin(native)
    if "".join(sounds) != re.sub("[ '’]", "", name).lower():
        return
    wade = [wade_giles(sound) for sound in sounds]
    if " " not in name:
        if len(sounds) > 1:
            yield wade[0].title() + "-" + "-".join(wade[1:]), "Wade-Giles"
        return
    for scheme, (family, *given) in (("joints", sounds), ("Wade-Giles", wade)):
        if len(given) > 1:
            yield f"{family.title()} {'-'.join(given).capitalize()}", scheme
        yield (
            f"{family.title()} {' '.join(given).title()}"
            if scheme == "joints"
            else (f"{family.title()} {''.join(given).title()}"),
            scheme,
        )


def korean(name: str) -> Iterator[str]:
    """Yield a Korean name with other joints between the two syllables of the given name.

    >>> list(korean("Moon Jae-in"))
    ['Moon Jae-in', 'Moon Jaein', 'Moon Jae In']
    """
    parts = re.split(r"[ -]", name)
    if len(parts) == 3:
        family, one, two = parts
        yield f"{family} {one}-{two.lower()}"
        yield f"{family} {one}{two.lower()}"
        yield f"{family} {one} {two.title()}"
