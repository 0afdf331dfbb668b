"""Foreign: whether the words around a name are English, in a text of any length.

`newsnorm.language.detect` counts function words, and needs a few. Below that, a word that only
another language can have tells its language, and a text of a few words has to show that it is
English: at least half of its small words are among the common words of ``data/english.txt``.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib import resources

from newsnorm.language import by_word, detect
from newsnorm.tracked import Span

WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{2,}(?![\w-])")
TURKISH = re.compile("[İĞŞÇÖÜ]")
"""Capitals of which a Turkish address has several."""

SMALL_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_A-Z]+(?![\w'’-])")
PARTICLES = frozenset(
    "de del della di da das dos du des la le les los el al van von der den die non i s u v".split()
)
"""Words of other languages that stand in names, or that English has, too."""

IN_NAMES = frozenset("de van von der al el bin".split())
"""Of these, the ones that tell nothing of a text with many names."""

SHAPES = {
    "de": r"[äöüß]|\w{2,}(?:iert(?:e[nrms]?)?|ieren)|\w{4,}(?:ungen|heit|keit|schaft)|\w{3,}isch(?:e[nrms]?)?|\w{3,}liche?[nrms]?"
    r"|ge\w{3,}(?:tzt|icht|mmt|hlt|rnt|llt|det)|ver\w{3,}(?:lt|rt|gt|kt|bt|ft|cht|zt)|\w+(?:[^gi]ht|[^g]cht|tzt|(?<!lea)(?<!bu)rnt|hlt|nkt|rbt|nnt|rft|gt)",
    "fr": r"[çœ]|\w*[àâèêëîïôùû]\w*|\w+é(?:e?s?)?|\w{2,}(?:issent|aient|eux|ité)",
    "es": r"[ñ¿¡]|\w*[áíóú]\w*|\w{2,}(?:ción|ciones|miento|iendo)",
    "it": r"\w+[àèìòù]|\w{3,}(?:zione|zioni|mento|menti|ggio|aggi|issimo)|\w{5,}(?:ata|ati|ato)",
    "pl": r"[ąćęłńśźż]",
    "nl": r"\w{4,}elijke?",
    "sv": r"[åøæ]",
    "tr": r"[ğışĞİŞ]",
    "cs": r"[ěřůčšž]",
}
"""What no English word in lower case looks like, by language."""

PREPOSITION = re.compile(
    r"(?<!\w)(?:(?P<nl>van)|(?P<de>von|aus|nach|bei|zu|im|über|für|gegen)|(?P<fr>[àÀ]|aux?|de|du|chez|vers|sur|contre)"
    r"|(?P<it>di|del|della|nel|da|su|con)|(?P<es>en|el|por|hasta|desde)|(?P<pt>em|ao)|(?P<pl>w|z|od))\s$"
)
"""A preposition of another language, right before a name."""

SHAPE = re.compile("|".join(f"(?P<{code}>{shape})" for code, shape in SHAPES.items()))

LABEL = (
    r"(?:it|ital|fr|ger|germ|dt|sp|span|pol|russ?|ukr|tr|turk|lat|gr|port|hung|rom|cz|arab|heb|chin|jap"
    r"|Arabic|Armenian|Belarusian|Bulgarian|Chinese|Czech|Dutch|French|Georgian|German|Greek|Hebrew|Hungarian"
    r"|Italian|Japanese|Kazakh|Korean|Latin|Persian|Farsi|Polish|Portuguese|Romanian|Russian|Serbian|Spanish"
    r"|Swedish|Turkish|Ukrainian|Yiddish)"
)
UNKNOWN = "another language"

SPOKEN_OF = re.compile(
    r"(?<!\w)(?:known|spelled|spelt|spelling|written|writes?|pronounced|pronunciation|called|named|titled|entitled|dubbed|nicknamed|codenamed|termed|words?|names?|terms?|forms?|labels?"
    r"|transliterated|rendered)\s+(?:as\s+|it\s+)?[\"“‘«'*]?$"
)
"""Words right before a name that speak of the word, not of what bears it."""

AFTER = re.compile(rf"[\"”’]?\s*\((?:in\s+)?{LABEL}\b\.?\s*(?:[:);,]|for\b|name\b|spelling\b)")
BEFORE = re.compile(rf"(?:\b[Ii]n\s+{LABEL},?\s+|\b{LABEL}\.?:\s*)[\"“‘«]?$")


@cache
def english() -> frozenset[str]:
    """Return the common words of English news and web pages, in lower case."""
    return frozenset((resources.files("newsnorm") / "data" / "english.txt").read_text("utf-8").split())


def labelled(text: str, span: Span) -> str:
    """Return the words by which the text says that the name is that of another language.

    >>> labelled("Odessa (it.)", Span(0, 6)), labelled("German: Peking", Span(8, 14))
    ('(it.)', 'German:')
    >>> labelled("Odessa (Russian troops left)", Span(0, 6))
    ''
    """
    before = text[max(0, span.start - 30) : span.start]
    found = AFTER.match(text, span.end, span.end + 40) or BEFORE.search(before)
    return found[0].strip(' "“‘«') if found is not None else ""


def spoken_of(text: str, span: Span) -> str:
    """Return the words right before a name by which the text speaks of the word itself.

    >>> spoken_of("It was known as Kiev.", Span(16, 20)), spoken_of("It was in Kiev.", Span(10, 14))
    ('known as', '')
    """
    found = SPOKEN_OF.search(text[max(0, span.start - 30) : span.start])
    return found[0].strip(" \"“‘«'*") if found is not None else ""


def small_words_of(text: str) -> str:
    """Return the language that the small words of ``text`` are of, if no more of them are English ones.

    >>> small_words_of("Zelensky est arrivé à Kiev"), small_words_of("Ursula von der Leyen was in Kiev")
    ('fr', '')
    """
    if " the " in text:  # no other language has the word
        return ""
    words = SMALL_WORD.findall(text)
    codes = {word: by_word().get(word, ()) for word in words}
    votes = Counter(code for word in words for code in codes[word] if code != "en")
    for code, count in votes.most_common(1):
        own = [word for word in words if code in codes[word]]
        sure = [w for w in own if "en" not in codes[w] and w not in PARTICLES and w not in english()]
        others = [w for w in words if code not in codes[w] and ("en" in codes[w] or w in english())]
        is_all = count == len(words) > 1 and not any("en" in codes[word] for word in words)
        return code if is_all or len(sure) >= max(1, len(others)) else ""
    return ""


def language_of(line: str) -> str:
    """Return the language of a line, unless it may be English.

    An ISO 639-1 code, or `UNKNOWN` if fewer than half of its small words are common English ones.

    >>> language_of("Odessa brucia ancora"), language_of("Kiev fell"), language_of("Kiev")
    ('another language', '', '')
    >>> language_of("ÇAKMAKLI MAH. YOLU CAD. 57 BÜYÜKÇEKMECE İSTANBUL")
    'tr'
    """
    if line.count(" the ") > 1:  # a count is quick
        return ""
    told = detect(line)
    if told is not None:
        return "" if told == "en" else told
    if line.isupper() and len(TURKISH.findall(line)) > 2:
        return "tr"
    told = small_words_of(line)
    if told:
        return told
    words = WORD.findall(line.lower() if line.isupper() else line)
    words = [word for word in words if word.islower() and word not in IN_NAMES]
    known = sum(word in english() or word.removesuffix("s") in english() for word in words)
    return UNKNOWN if 2 * known < len(words) else ""


def quoted_language(quotation: str) -> str:
    """Return the language of a short quotation in an English text, or `UNKNOWN` where most of several words are not English.

    >>> quoted_language("In Odessa und Charkow wächst die Angst"), quoted_language("Zelensky chiede, Roma tace")
    ('de', 'another language')
    >>> quoted_language("Kiev's banderites"), quoted_language("We will not leave Kiev")
    ('', '')
    """
    told = language_of(quotation) or small_words_of(quotation)
    several = len([word for word in WORD.findall(quotation) if word.islower()]) > 1
    return told if told != UNKNOWN or several else ""


def beside(text: str, span: Span) -> str:
    """Return the language that the word before or after the name can only be of.

    >>> beside("Peking reagiert", Span(0, 6)), beside("Kiev fell", Span(0, 4))
    ('de', '')
    """
    before = re.search(r"(?<![\w'’-])([^\W\d_]{3,})\W{1,2}$", text[max(0, span.start - 40) : span.start])
    after = re.match(r"\W{1,2}([^\W\d_]{3,})(?![\w'’-])", text[span.end : span.end + 40])
    led = PREPOSITION.search(text[max(0, span.start - 10) : span.start])
    if led is not None and led.lastgroup is not None:
        return led.lastgroup
    if re.search(r"(?<!\w)[dlDL]['’]$", text[max(0, span.start - 3) : span.start]):
        return "fr"
    for match in (before, after):
        if match is not None and match[1].islower() and match[1] not in english():
            shape = SHAPE.fullmatch(match[1])
            if shape is not None and shape.lastgroup is not None:
                return shape.lastgroup
    return ""
