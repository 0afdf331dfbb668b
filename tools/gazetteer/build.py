"""Build the gazetteer: read the sources, expand the names, subtract what is another name or a word, write.

    NEWSNORM_SHARED=... python tools/gazetteer/build.py [--out FOLDER] [--areas GE,AM]

writes ``entities.tsv``, ``forms.tsv`` and ``index.tsv`` into the data of newsnorm, or into FOLDER, and prints a report. With ``--areas``
only the names of these countries are added to those made by hand: a quick look at a change.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import index
import leave_out
import people
import places
import sources
from attrs import define, field
from model import Draft, Key, alike, key

from newsnorm.names.gazetteer import PART

OUT = index.OUT


LARGE = 3_000_000
"""A place of so many people is itself what its name means, though people bear the name, too."""


SHORT = 5
"""Letters of a spelling that is left out where English texts have the word at all: it is then as often another word."""


@define
class Report:
    """What was left out, and why."""

    left_out: Counter[str] = field(factory=Counter)
    examples: dict[str, list[str]] = field(factory=dict)

    def note(self, why: str, what: str) -> None:
        """Count one case, and keep it."""
        self.left_out[why] += 1
        self.examples.setdefault(why, []).append(what)

    def lines(self, drafts: list[Draft]) -> Iterator[str]:
        """Yield the report, line by line."""
        kinds = Counter(draft.kind for draft in drafts)
        origins = Counter(o.partition("/")[0] for d in drafts for _, _, o in d.forms())
        full = sum(len(set(draft.full())) for draft in drafts)
        yield f"{len(drafts)} entities: " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        yield f"{sum(origins.values())} forms, {full} whole names"
        yield from (f"  {n:6} {origin}" for origin, n in sorted(origins.items(), key=lambda i: (-i[1], i[0])))
        yield "left out:"
        for why, n in sorted(self.left_out.items(), key=lambda i: (-i[1], i[0])):
            yield f"  {n:6} {why}: {', '.join(self.examples[why][:12])}"


def curated() -> list[Draft]:
    """Return the entities that were made by hand, as they are."""
    drafts = {}
    for own, kind, name, native, near, alone in sources.rows("entities.tsv"):
        pairs = [item.partition(":") for item in native.split("|") if item]
        drafts[own] = Draft(
            own,
            kind,
            name,
            native=tuple((c, n) for c, _, n in pairs),
            near=tuple(near.split("|")) if near else (),
            alone=alone == "yes",
            is_curated=True,
        )
    for own, part, form, origin in sources.rows("forms.tsv"):
        drafts[own].keep(part, form, origin)
    return list(drafts.values())


def gathered(report: Report, areas: frozenset[str] | None) -> list[Draft]:
    """Return all entities, those made by hand first; of two with one name or id the first is kept."""
    names = {(row[0], row[1]): row[2] for row in sources.rows("place_names.tsv")}
    chosen = frozenset(names.values())
    drafts = curated()
    taken = {form: draft.id for draft in drafts for form in draft.full()}
    ids = {draft.id for draft in drafts}
    others = (
        people.people(areas),
        people.organisations(),
        places.regions(areas),
        places.cities(names, areas),
        people.past(taken),
    )
    for draft in chain.from_iterable(others):
        why = "another has this name" if key(draft.written) in taken else ""
        why = why or ("its id is there" if draft.id in ids else "")
        why = why or (places.is_left_out(draft, chosen) if draft.kind == "place" else "")
        if why:
            report.note(f"{draft.kind}: {why}", draft.name)
            continue
        drafts.append(draft)
        ids.add(draft.id)
        taken[key(draft.written)] = draft.id
    return _without_names_of_people(drafts, chosen, report)


def _without_names_of_people(drafts: list[Draft], chosen: frozenset[str], report: Report) -> list[Draft]:
    """Leave out the smaller places whose names are given names or surnames of people here."""
    people_here = {key(name) for d in drafts if d.kind == "person" for name in d.parts.values()}
    kept = []
    for draft in drafts:
        is_sure = draft.kind != "place" or draft.is_curated or draft.name in chosen or draft.people >= LARGE
        if is_sure or key(draft.name) not in people_here:
            kept.append(draft)
        else:
            report.note("place: its name is a name of people", draft.name)
    return kept


def gated(drafts: Iterable[Draft]) -> None:
    """Say for each entity that is not curated which words must stand near it."""
    near = tomllib.loads((sources.HERE / "areas.toml").read_text("utf-8"))["near"]
    for draft in drafts:
        if draft.is_curated:
            continue
        words = tuple(word.replace("_", " ") for word in near.get(draft.area, "").split())
        if draft.kind == "place" or (draft.kind == "person" and _is_common(draft)):
            draft.near = tuple(word for word in words if word != draft.name)


def _is_common(draft: Draft) -> bool:
    last = draft.written.split()[-1].lower().removeprefix("al-").removeprefix("el-")
    return last in leave_out.common_surnames() or leave_out.is_surname(last)


def subtract(drafts: list[Draft], report: Report) -> None:
    """Take away the forms that are words, names of others, or forms of two entities."""
    names = _names_of_people(drafts)
    heads = heads_of_families(drafts)
    for draft in drafts:
        if draft.is_curated:
            continue
        if draft.kind == "person" and PART in draft.name:
            _cut_surnames(draft, names, heads.get(draft.id), report)
        for _, form, _ in list(draft.forms("whole")):
            why = _is_another(draft, form, names)
            if why:
                draft.drop("whole", form)
                report.note(f"form: {why}", f"{form} ({draft.name})")
    _collisions(drafts, report)


def _names_of_people(drafts: list[Draft]) -> dict[Key, str]:
    """Return the spellings of the given names and surnames of all people here, with their part."""
    people_here = [draft for draft in drafts if draft.kind == "person" and PART in draft.name]
    found = {
        form: part for part in ("surname", "given") for draft in people_here for form in draft.keys(part)
    }
    return found | {key(draft.name)[:1]: "given" for draft in people_here}


def heads_of_families(drafts: list[Draft]) -> dict[str, Draft]:
    """Return by the id of a person who it is whose surname is written alike, as ``families.toml`` has it."""
    families = tomllib.loads((OUT / "families.toml").read_text("utf-8"))
    by_id = {draft.id: draft for draft in drafts}
    return {member: by_id[head] for head, members in families.items() for member in members}


def _cut_surnames(draft: Draft, names: dict[Key, str], head: Draft | None, report: Report) -> None:
    """Take away the surnames that are other names; one of a known family is known by the surnames of its head."""
    surname = draft.parts["surname"]
    bare = surname.removeprefix("al-").removeprefix("el-")
    is_common = leave_out.is_proper(bare) or leave_out.is_surname(bare) or len(bare) < 4
    if is_common and head is None:
        people.hold_together(draft)
        report.note("person: found only in full, the surname is common", draft.name)
        return
    for _, form, _ in list(draft.forms("given")):
        if _is_anothers_given_name(form, draft.parts["given"]):
            draft.drop("given", form)
            report.note("form: a given name of English speakers", f"{form} ({draft.name})")
    for _, form, _ in list(draft.forms("surname")):
        is_given = names.get(key(form)) == "given"
        if leave_out.is_proper(form) or leave_out.is_surname(form) or is_given or len(form) < 4:
            draft.drop("surname", form)
            report.note(
                "form: a word, a given name, or a surname of English speakers", f"{form} ({draft.name})"
            )
    for _, form, origin in list(head.forms("surname")) if head is not None else ():
        draft.add("surname", form, origin)


def _is_anothers_given_name(form: str, given: str) -> bool:
    """Tell whether a given form is an English given name that is not near the one that is written."""
    word = "".join(key(form))
    return word in leave_out.census_given_names() and not alike(form, given)


def _is_another(draft: Draft, form: str, names: dict[Key, str]) -> str:
    if leave_out.is_word(form):
        return "a common word"
    if draft.kind in ("place", "organisation") and len(key(form)) == 1:
        if form in sources.anglosphere():
            return "a place of the English-speaking world"
        if leave_out.is_name(form) or key(form) in names:
            return "a name of people"
        if leave_out.is_proper(form) or (len(form) <= SHORT and leave_out.frequency(form) > 0):
            return "a word of English texts"
        if len(form) < 4:
            return "too short"
    return ""


def _collisions(drafts: list[Draft], report: Report) -> None:
    """A whole name that two entities have is kept by neither, unless it is what one of them is written as."""
    owners: dict[Key, list[Draft]] = {}
    for draft in drafts:
        for form in set(draft.full()):
            owners.setdefault(form, []).append(draft)
    for form, several in sorted(owners.items()):
        if len(several) < 2:
            continue
        first = [d for d in several if d.is_curated] or [d for d in several if key(d.written) == form]
        for draft in several:
            if draft not in first or len(first) > 1:
                _give_up(draft, form, report)


def _give_up(draft: Draft, name: Key, report: Report) -> None:
    """Take from a draft the form that makes it bear ``name``, or the part of one that is not the written one."""
    if draft.is_curated or key(draft.written) == name:
        return
    for part in ("whole", "given", "surname"):
        for own, text in draft.keys(part).items():
            here = {
                "whole": own == name,
                "given": own == name[: len(own)],
                "surname": own == name[-len(own) :],
            }
            if here[part] and text != draft.parts.get(part):
                draft.drop(part, text)
                report.note("form: of two entities", f"{' '.join(name)} ({draft.name})")
                return


def write(drafts: list[Draft], folder: Path) -> None:
    """Write the tables, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    entities = ["id\tkind\tname\tnative\tnear\talone"]
    forms = ["id\tpart\tform\torigin"]
    for draft in sorted(drafts, key=lambda d: d.id):
        native = "|".join(f"{language}:{name}" for language, name in draft.native)
        alone = "yes" if draft.alone else ""
        entities.append("\t".join([draft.id, draft.kind, draft.name, native, "|".join(draft.near), alone]))
        forms += ["\t".join([draft.id, *row]) for row in sorted(draft.forms())]
    (folder / "entities.tsv").write_text("\n".join(entities) + "\n", "utf-8")
    (folder / "forms.tsv").write_text("\n".join(forms) + "\n", "utf-8")
    index.write(folder)


def main() -> None:
    """Build."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--areas", type=lambda text: frozenset(text.split(",")))
    chosen = parser.parse_args()
    report = Report()
    drafts = gathered(report, chosen.areas)
    subtract(drafts, report)
    gated(drafts)
    write(drafts, chosen.out)
    print(*report.lines(drafts), sep="\n")


if __name__ == "__main__":
    main()
