"""Unifying: every known name in a text written one way, each change or refusal with its reason.

A form that the style writes otherwise is changed, unless something holds the change back. Nothing
is asked about a form that stands as the style wants it.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain

from attrs import field, frozen

from newsnorm.names import foreign, gazetteer, guards, style, terms
from newsnorm.names.document import NOTHING, Document, Told, has_word, is_initial_of, without_article
from newsnorm.names.gazetteer import PART, Entity, Kind
from newsnorm.names.known import with_known_forms
from newsnorm.names.masks import masked
from newsnorm.names.matcher import Hit, Matcher
from newsnorm.names.spot import Spot
from newsnorm.names.style import Choice, Style
from newsnorm.tracked import Edit, Reason, Span, splice

RULE = "name.style"
HELD = "held back: "
BREAK = "\n\n"
"""What is put between the texts of a document; no name stands across it."""

BESIDE = 25
"""Code points beside a place in which a word tells that the known one is meant, where the document has a namesake, too."""


@frozen
class Name:
    """A name found in a text: whose, where, what stood there, what is written, why, and the edits for it."""

    entity: Entity
    span: Span
    found: str
    written: str
    why: str
    edits: tuple[Edit, ...] = ()

    @property
    def is_held(self) -> bool:
        """Whether a change was held back."""
        return self.why.startswith(HELD)


@lru_cache(maxsize=16)
def matcher_of(names: tuple[Entity, ...]) -> Matcher:
    """Return the matcher of the shipped gazetteer with ``names`` added."""
    base = gazetteer.shipped()
    return Matcher(base.with_more(with_known_forms(names, base)))


def unify(
    texts: Sequence[str],
    style_name: str | None,
    as_of: datetime.date | None = None,
    names: tuple[Entity, ...] = (),
    told: Told = NOTHING,
) -> list[list[Name]]:
    """Return, for each of the texts of one document, the names in it.

    With ``style_name`` ``None`` nothing is changed, names are only reported.

    Raises:
        BrokenRule: there is no such style.
    """
    text = BREAK.join(texts)
    chosen = None if style_name is None else style.load(style_name)
    matcher = matcher_of(names)
    has_code = "`" in text
    hits = [hit for hit in matcher.find(text) if not masked(text, hit.span, has_code=has_code)]
    document = Document(text, hits, told)
    writer = _Writer(document, matcher, chosen, as_of, frozenset(e.id for e in names))
    starts = [0, *accumulate(len(one) + len(BREAK) for one in texts)]
    found: list[list[Name]] = [[] for _ in texts]
    for name in writer.names():
        at = bisect_right(starts, name.span.start) - 1
        found[at].append(_moved(name, -starts[at]))
    return found


def _moved(name: Name, by: int) -> Name:
    if not by:
        return name
    edits = tuple(Edit(edit.span.moved(by), edit.after, edit.reasons) for edit in name.edits)
    return Name(name.entity, name.span.moved(by), name.found, name.written, name.why, edits)


@frozen(eq=False)
class _Writer:
    """Decides how each name of a document is written."""

    document: Document
    matcher: Matcher
    style: Style | None
    as_of: datetime.date | None
    own: frozenset[str]
    """Ids of the caller's own entities, whose names are written as the caller writes them."""
    _choices: dict[str, Choice] = field(init=False, factory=dict)

    def names(self) -> Iterator[Name]:
        """Yield the names, in order."""
        for hit in self.document.hits:
            name = self._name(hit)
            if name is not None:
                yield name

    def _name(self, hit: Hit) -> Name | None:
        text = self.document.text
        found = hit.span.of(text)
        meant, doubt = self.document.meant(hit)
        if not meant and not self._is_at_stake(hit):
            return None
        bearer = meant[0] if meant else hit.entity
        if bearer.kind is Kind.FIXED:
            return Name(bearer, hit.span, found, found, "a term of its own")
        if hit.is_native:
            return Name(bearer, hit.span, found, found, "in its own script: reported only")
        choice = self._choice(bearer)
        edits = _edits(text, hit, bearer, choice)
        if not edits:
            return Name(bearer, hit.span, found, found, choice.why) if meant else None
        if len(meant) > 1 and self._are_alike(hit, meant):
            doubt = ""
        held = doubt or self._held_back(hit, bearer)
        if held:
            return Name(bearer, hit.span, found, found, HELD + held)
        if self.style is None:
            return Name(bearer, hit.span, found, found, choice.why)
        return Name(bearer, hit.span, found, splice(text, edits, hit.span), choice.why, edits)

    def _is_at_stake(self, hit: Hit) -> bool:
        """Tell whether a surname that the document does not explain is that of one person the style writes of."""
        return self.style is not None and len(hit.bare) == 1 and hit.entity.id in self.style.cells

    def _are_alike(self, hit: Hit, entities: Sequence[Entity]) -> bool:
        """Tell whether the style writes a form in one way, whoever of them is meant."""
        every = (_edits(self.document.text, hit, entity, self._choice(entity)) for entity in entities)
        return len({tuple((edit.span, edit.after) for edit in edits) for edits in every}) == 1

    def _choice(self, entity: Entity) -> Choice:
        if entity.id not in self._choices:
            if self.style is None:
                choice = Choice(entity.name, "no style: reported only")
            elif entity.id in self.own:
                choice = Choice(entity.name, "your own spelling")
            else:
                choice = self.style.choice(entity, self.as_of)
            self._choices[entity.id] = choice
        return self._choices[entity.id]

    def _held_back(self, hit: Hit, entity: Entity) -> str:
        """Return why a form is not changed here, or nothing."""
        document = self.document
        spot = document.layout.spot(hit.span, is_surname=hit.is_bare)
        return (
            self._other_language(spot)
            or self._about_spelling(hit, entity, spot)
            or self._part_of_more(spot)
            or ("nothing in the document shows which one is meant" if document.is_unclear(entity) else "")
            or (self._other_person if entity.kind is Kind.PERSON else self._other_place)(spot, hit, entity)
        )

    def _other_language(self, spot: Spot) -> str:
        language = self.document.language
        if language not in (None, "en"):
            return f"the text is in {language}"
        for quoted in spot.quotations():
            told = spot.layout.kept(foreign.quoted_language, quoted)
            if told:
                return f"the quotation is in {told}"
        told = spot.layout.kept(foreign.language_of, spot.line)
        if told == foreign.UNKNOWN and language == "en":
            told = ""
        told = told or spot.layout.kept(foreign.small_words_of, spot.sentence)
        told = told or foreign.beside(spot.text, spot.span)
        label = foreign.labelled(spot.text, spot.span)
        return (
            f"the passage is in {told}" if told else f"the form of another language: {label}" if label else ""
        )

    def _about_spelling(self, hit: Hit, entity: Entity, spot: Spot) -> str:
        about = foreign.spoken_of(spot.text, spot.span) or spot.layout.kept(
            guards.spelling_phrase, spot.sentence
        )
        if about:
            return f"the sentence is about the spelling ({about})"
        spellings = self.document.spellings(hit, spot)
        if len(spellings) > 1:
            return f"the sentence has {' and '.join(spellings)}"
        return "the text is about spellings" if self.document.is_on_spelling(entity) else ""

    def _part_of_more(self, spot: Spot) -> str:
        for guard in (guards.fragment, guards.quoted_title):
            found = guard(spot)
            if found:
                return f"part of a term ({found})" if guard is guards.fragment else f"a title ({found})"
        work = guards.work(spot, self.document.told.emphasised)
        return f"a title ({work})" if work else ""

    def _other_person(self, spot: Spot, hit: Hit, entity: Entity) -> str:
        job = guards.ordinary(spot) or self.document.namesake(entity)
        if job:
            return f"may be a namesake ({job})"
        if not hit.is_bare:
            return ""
        initials = guards.cited(spot)
        if initials:
            return f"may be a reference ({initials})"
        other = guards.other_person(spot)
        other = other if other in self.document.strangers(entity) else guards.person_after(spot)
        if other and not is_initial_of(other, entity):
            return f"{other} is another person"
        if self.document.has_other(entity, spot):
            return "the document names two people of this surname"
        named_after = guards.eponym(spot)
        return f"part of a term ({named_after})" if named_after else ""

    def _is_named_after_place(self, entity: Entity) -> bool:
        last = self.matcher.gazetteer.by_form(entity.name.split()[-1])
        return any(one.kind is Kind.PLACE for one in last)

    def _other_place(self, spot: Spot, _hit: Hit, entity: Entity) -> str:
        if entity.kind is Kind.ORGANISATION and self._is_named_after_place(entity):
            past = terms.club_of_the_past(spot)
            if past:
                return f"a club of the past ({past})"
        for guard in terms.TERMS:
            term = guard(spot)
            if term:
                return f"part of a term ({term})"
        if self.document.has_namesake(entity):
            here = spot.before[-BESIDE:] + spot.after[:BESIDE]
            if terms.namesake_region(spot) or not any(has_word(here, word) for word in entity.near):
                return "the document speaks of a namesake"
        person = guards.person_before(spot, self.matcher.given_names) or guards.person_after(spot)
        return f"may be the name of a person ({person})" if person else ""


def _edits(text: str, hit: Hit, entity: Entity, choice: Choice) -> tuple[Edit, ...]:
    """Return what must change for ``hit`` to read as the style wants it; nothing if it does."""
    if not choice.form or choice.written == hit.span.of(text):
        return ()
    given, _, surname = choice.form.partition(PART)
    pairs: list[tuple[Span, str]] = []
    if hit.surname is None or not surname:
        if hit.is_bare:
            return ()
        pairs = [(hit.span, choice.written)]
    else:
        if hit.given is not None:
            pairs.append((hit.given, given))
        elif without_article(hit.surname.of(text)) == hit.surname.of(text):
            surname = without_article(surname)
        pairs.append((hit.surname, surname))
    edits = []
    for span, wanted in pairs:
        found = span.of(text)
        if found == wanted:
            continue
        after = _over_lines(found, _in_case_of(found, wanted, begins=_begins_sentence(text, span.start)))
        if after != found:
            reason = (Reason(RULE, f"{entity.id}: {choice.why}"),)
            edits.append(_trimmed(found, after, span, reason))
    return tuple(edits)


def _over_lines(found: str, wanted: str) -> str:
    """Return ``wanted`` with the ends of lines that ``found`` has, if both have as many words.

    >>> _over_lines("Krivoy\\nRog", "Kryvyi Rih")
    'Kryvyi\\nRih'
    """
    if "\n" not in found:
        return wanted
    joints, words = re.findall(r"[^\S\u00a0]+", found), wanted.split(" ")
    if len(joints) != len(words) - 1:
        return found
    return "".join(chain.from_iterable(zip(words, (*joints, ""), strict=True)))


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
    return not before or before[-1] in ".!?:…\n"


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
