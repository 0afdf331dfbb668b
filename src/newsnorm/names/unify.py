"""Unifying: every known name in a text written one way, each change or refusal with its reason.

First all texts of a document are read for evidence: who is named in full, who else bears the
surname, which country is spoken of. Then each form found is changed, or held back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from attrs import field, frozen

from newsnorm.language import detect
from newsnorm.names import gazetteer, guards, style
from newsnorm.names.gazetteer import PART, Entity, Kind
from newsnorm.names.matcher import Hit, Matcher, fold
from newsnorm.names.style import Choice, Style
from newsnorm.tracked import Edit, Reason, Span

RULE = "name.style"
ARTICLES = ("al-", "el-", "al ", "el ")


@frozen
class Name:
    """A name found in a text: what stood there, what is written, why, and the edits for it."""

    hit: Hit
    found: str
    written: str
    why: str
    edits: tuple[Edit, ...] = ()


@lru_cache(maxsize=16)
def matcher_of(names: tuple[Entity, ...]) -> Matcher:
    """Return the matcher of the shipped gazetteer with ``names`` added."""
    return Matcher(gazetteer.shipped().with_more(names).entities)


def unify(
    texts: Sequence[str],
    style_name: str | None,
    as_of: datetime.date | None = None,
    names: tuple[Entity, ...] = (),
    language: str | None = None,
) -> list[list[Name]]:
    """Return, for each of the texts of one document, the names in it.

    With ``style_name`` ``None`` nothing is changed, names are only reported.

    Raises:
        BrokenRule: there is no such style.
    """
    matcher = matcher_of(names)
    chosen = None if style_name is None else style.load(style_name)
    hits = [_unmasked(text, matcher.find(text)) for text in texts]
    document = _Document.of(texts, hits, language, names)
    return [
        list(_names(text, found, document, chosen, as_of)) for text, found in zip(texts, hits, strict=True)
    ]


def _unmasked(text: str, hits: list[Hit]) -> list[Hit]:
    if not hits:
        return []
    covered = guards.masks(text)
    return [h for h in hits if not any(m.start < h.span.end and h.span.start < m.end for m in covered)]


@frozen
class _Document:
    """What the whole document says about who and what is meant."""

    texts: Sequence[str] = field(repr=False)
    named: frozenset[str]
    """Ids of people named in full."""
    others: frozenset[str]
    """Ids of people whose surname somebody else in the document bears."""
    namesakes: frozenset[str]
    """Ids of places of which a namesake is spoken of."""
    unclear: frozenset[str]
    """Ids of entities of which the document holds none of the words that show they are meant."""
    language: str | None
    own: frozenset[str]
    """Ids of the caller's own entities, whose names are written as the caller writes them."""

    def choice(self, entity: Entity) -> Choice | None:
        """Return what the caller wants written for ``entity``, if it is the caller's own."""
        return Choice(entity.name, "your own spelling") if entity.id in self.own else None

    @classmethod
    def of(
        cls, texts: Sequence[str], hits: list[list[Hit]], language: str | None, names: tuple[Entity, ...]
    ) -> _Document:
        """Read the evidence in all texts."""
        pairs = [(text, hit) for text, found in zip(texts, hits, strict=True) for hit in found]
        people = [(text, hit) for text, hit in pairs if hit.entity.kind is Kind.PERSON]
        places = [(text, hit) for text, hit in pairs if hit.entity.kind is Kind.PLACE]
        gated = {hit.entity.id: hit.entity for _, hit in pairs if hit.entity.near}
        return cls(
            texts,
            frozenset(hit.entity.id for _, hit in people if not hit.is_bare),
            frozenset(
                h.entity.id
                for t, h in people
                if h.is_bare and guards.other_person(t, h) and not _is_titled(t)
            ),
            frozenset(hit.entity.id for text, hit in places if guards.namesake_region(text, hit.span)),
            frozenset(
                e.id for e in gated.values() if not any(_has_word(t, w) for t in texts for w in e.near)
            ),
            language,
            frozenset(entity.id for entity in names),
        )


def _has_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        after = text[at + len(word) : at + len(word) + 1]
        if not (at and text[at - 1].isalnum()) and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False


def _is_titled(text: str) -> bool:
    """Tell whether ``text`` is a headline with capitals, where a capital tells no name."""
    if len(text) > 250:
        return False
    parts = text.split()
    return len(parts) < 25 and sum(p[0].isupper() for p in parts) > 0.6 * len(parts)


def _names(
    text: str, hits: list[Hit], document: _Document, chosen: Style | None, as_of: datetime.date | None
) -> Iterator[Name]:
    passage = _Passage(text, hits)
    for hit in hits:
        found = hit.span.of(text)
        if hit.entity.kind is Kind.FIXED:
            yield Name(hit, found, found, "a term of its own")
            continue
        if chosen is None:
            yield Name(hit, found, found, "no style: reported only")
            continue
        choice = document.choice(hit.entity) or chosen.choice(hit.entity, as_of)
        edits = _edits(text, hit, choice)
        if not edits:
            yield Name(hit, found, found, choice.why)
            continue
        held = _held_back(hit, passage, document)
        if held:
            yield Name(hit, found, found, f"held back: {held}")
        else:
            yield Name(hit, found, _written(text, hit.span, edits), choice.why, edits)


@frozen
class _Passage:
    """One text of the document, and what its sentences hold."""

    text: str
    hits: list[Hit]

    @cached_property
    def sentences(self) -> guards.Sentences:
        return guards.Sentences(self.text)

    @cached_property
    def spellings(self) -> dict[tuple[int, str], dict[str, str]]:
        """For the start of a sentence and the id of an entity: its spellings there, by their folded form."""
        found: dict[tuple[int, str], dict[str, str]] = {}
        for hit in self.hits:
            key = self.sentences.around(hit.span).start, hit.entity.id
            core = _core(self.text, hit)
            found.setdefault(key, {}).setdefault(fold(core), core)
        return found


def _held_back(hit: Hit, passage: _Passage, document: _Document) -> str:
    """Return why a form is not changed here, or nothing."""
    entity, text, sentences = hit.entity, passage.text, passage.sentences
    if document.language not in (None, "en"):
        return f"the text is in {document.language}"
    if detect(text) not in (None, "en"):
        return f"the passage is in {detect(text)}"
    about = sentences.discusses_spelling(hit.span)
    if about:
        return f"the sentence is about the spelling ({about})"
    spellings = passage.spellings[sentences.around(hit.span).start, entity.id]
    if len(spellings) > 1:
        return f"the sentence has {' and '.join(spellings.values())}"
    if entity.id in document.unclear:
        return "nothing in the document shows which one is meant"
    if hit.is_bare:
        return _unknown_person(text, hit, document)
    return _other_place(text, hit, document, sentences) if entity.kind is not Kind.PERSON else ""


def _unknown_person(text: str, hit: Hit, document: _Document) -> str:
    other = guards.other_person(text, hit)
    if other and not _is_titled(text):
        return f"{other} is another person"
    if hit.entity.id in document.others:
        return "the document names two people of this surname"
    if hit.entity.id not in document.named and not hit.entity.alone:
        return "the document names nobody of this surname in full"
    return ""


def _other_place(text: str, hit: Hit, document: _Document, sentences: guards.Sentences) -> str:
    term = guards.frozen_term(text, hit.span)
    if term:
        return f"part of a term ({term})"
    if hit.entity.id in document.namesakes:
        here = sentences.around(hit.span).of(text)
        if guards.namesake_region(text, hit.span) or not any(_has_word(here, w) for w in hit.entity.near):
            return "the document speaks of a namesake"
    person = guards.person_after(text, hit.span)
    return f"may be a given name ({person})" if person and not _is_titled(text) else ""


def _core(text: str, hit: Hit) -> str:
    """Return the surname, or the whole form, less an Arabic article."""
    return _without_article((hit.surname or hit.span).of(text))


def _without_article(form: str) -> str:
    return form[3:] if form.lower().startswith(ARTICLES) else form


def _edits(text: str, hit: Hit, choice: Choice) -> tuple[Edit, ...]:
    """Return what must change for ``hit`` to read as the style wants it; nothing if it does."""
    given, _, surname = choice.form.partition(PART)
    pairs: list[tuple[Span, str]] = []
    if hit.surname is None or not surname:
        wanted = choice.form.replace(PART, " ")
        if not hit.is_bare:
            pairs = [(hit.span, wanted)]
        elif not surname:
            return ()
    else:
        if hit.given is not None:
            pairs.append((hit.given, given))
        elif _without_article(hit.surname.of(text)) == hit.surname.of(text):
            surname = _without_article(surname)
        pairs.append((hit.surname, surname))
    reason = (Reason(RULE, f"{hit.entity.id}: {choice.why}"),)
    edits = []
    for span, wanted in pairs:
        found = span.of(text)
        after = _in_case_of(found, wanted, begins=_begins_sentence(text, span.start))
        if after != found:
            edits.append(_trimmed(found, after, span, reason))
    return tuple(edits)


def _in_case_of(found: str, wanted: str, *, begins: bool) -> str:
    """Return ``wanted`` in capitals if ``found`` is, or with a capital where a sentence begins.

    >>> _in_case_of("ZELENSKIY", "Zelenskyy", begins=False)
    'ZELENSKYY'
    """
    if found.isupper() and len(found) > 3 and not wanted.isupper():
        return wanted.upper()
    if begins and found[0].isupper() and wanted[0].islower():
        return wanted[0].upper() + wanted[1:]
    return wanted


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 4) : start].rstrip(" \"'“‘(«")
    return not before or before[-1] in ".!?:…"


def _trimmed(found: str, after: str, span: Span, reason: tuple[Reason, ...]) -> Edit:
    """Return the edit less the words that both spellings begin and end with."""
    old, new = found.split(" "), after.split(" ")
    low = high = 0
    while low < min(len(old), len(new)) - 1 and old[low] == new[low]:
        low += 1
    while high < min(len(old), len(new)) - low - 1 and old[-1 - high] == new[-1 - high]:
        high += 1
    start = sum(len(word) + 1 for word in old[:low])
    end = len(found) - sum(len(word) + 1 for word in old[len(old) - high :])
    return Edit(Span(span.start + start, span.start + end), " ".join(new[low : len(new) - high]), reason)


def _written(text: str, span: Span, edits: tuple[Edit, ...]) -> str:
    parts: list[str] = []
    at = span.start
    for edit in edits:
        parts += text[at : edit.span.start], edit.after
        at = edit.span.end
    return "".join([*parts, text[at : span.end]])
