"""The shipped rules: their own examples, their ids, their speed; and what the loader refuses."""

from __future__ import annotations

import ast
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import newsnorm
from newsnorm import Profile, Role, normalize_text, rules
from newsnorm.article import BODY
from newsnorm.errors import BrokenRule
from newsnorm.firing import Effect
from newsnorm.rules import Rule

SOURCE = Path(newsnorm.__file__).parent
ALL = rules.shipped()
PATTERNED = [rule for rule in ALL if rule.effect is not Effect.CODE]
CODE = [rule for rule in ALL if rule.effect is Effect.CODE]
ID = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")

assert PATTERNED, "no rules found"

SECONDS = 2.0
"""For one pattern on one hostile text; a sound one takes a few milliseconds of it."""


def _examples(kind: str) -> list[Any]:
    return [
        pytest.param(rule, text, id=f"{rule.id}: {text[:50]!r}")
        for rule in PATTERNED
        for text in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("rule", "text"), _examples("takes"))
def test_takes(rule: Rule, text: str) -> None:
    """A rule finds what it says it takes, by cue, by length and by pattern."""
    assert rule in rules.RuleBook((rule,)).candidates(text)
    assert rule.takes_text(text) is not None


@pytest.mark.parametrize(("rule", "text"), _examples("leaves"))
def test_leaves(rule: Rule, text: str) -> None:
    """A rule leaves what it says it leaves."""
    assert rule not in rules.RuleBook((rule,)).candidates(text) or rule.takes_text(text) is None


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.id)
def test_a_rule_is_found_by_its_id(rule: Rule) -> None:
    """No two rules share an id, and each explains itself in whole sentences."""
    assert rule is rules.find(rule.id)
    assert rule.what.endswith(".")
    assert rule.why.endswith(".")


def test_ids_are_unique() -> None:
    """No id stands twice in the data."""
    assert [] == [rule_id for rule_id, count in Counter(rule.id for rule in ALL).items() if count > 1]


def test_an_unknown_id_is_a_key_error() -> None:
    """A rule that is not there cannot be explained."""
    with pytest.raises(KeyError):
        rules.find("nothing.at-all")


def _ids_in_code() -> set[str]:
    """Return the rule ids that stand as strings in the modules, doctests apart."""
    stages = {rule.id.partition(".")[0] for rule in CODE}
    found = {f"structure.{role.replace('_', '-')}" for role in BODY - {Role.PARAGRAPH}}  # from an f-string
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                value = node.value
                known_stage = value.partition(".")[0] in stages
                found |= {value} if ID.fullmatch(value) is not None and known_stage else set()
    return found


def test_every_reason_given_in_code_is_a_rule() -> None:
    """Whatever a function gives as its reason can be looked up."""
    ids = {rule.id for rule in ALL}

    assert [] == sorted(rule_id for rule_id in _ids_in_code() if rule_id not in ids)


def test_every_code_rule_is_given_somewhere() -> None:
    """No rule documents a function that is gone."""
    assert [] == sorted({rule.id for rule in CODE} - _ids_in_code())


def _hostile(rule: Rule) -> list[str]:
    """Return texts of 4,000 characters made to keep a pattern busy, each with an end that fits nothing."""
    pieces = ["a", " ", "(", "1", "a ", "A b, ", ".", "-", "’s ", "я ", "\n", '"', *rule.takes]
    return [(piece * (rules.LONGEST // len(piece) + 1))[: rules.LONGEST - 1] + "\0" for piece in pieces]


@pytest.mark.parametrize("rule", PATTERNED, ids=lambda rule: rule.id)
def test_no_pattern_backtracks_badly(rule: Rule) -> None:
    """The longest text a pattern may read, full of what it looks for, is searched in no time."""
    for text in _hostile(rule):
        begin = time.perf_counter()
        rule.compiled.search(text, timeout=5.0)
        rule.quick.search(text[: rules.SHORT])
        assert time.perf_counter() - begin < SECONDS, text[:60]


def test_a_pattern_that_comes_to_no_end_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch ends it, and the text stays: nothing escapes."""
    monkeypatch.setattr(rules, "SECONDS", 0.05)
    text = "a" * 40 + " b" * rules.SHORT
    rule = Rule(id="share.endless", what="A.", why="B.", effect=Effect.LABEL, pattern="^(?:a|a)+$")
    assert rule.search(text) is None
    assert next(rule.finditer(text), None) is None


@pytest.mark.parametrize("rule", PATTERNED, ids=lambda rule: rule.id)
def test_no_pattern_finds_an_empty_text(rule: Rule) -> None:
    """A rule that took nothing at all would take every page apart."""
    match = rule.compiled.search("")

    assert match is None


def test_a_rule_can_be_left_out() -> None:
    """A profile may name a rule, or a whole family, that is not to be used."""
    source = "The ferry will run again from April, the county said.\n\nSign up for our newsletter"
    dropped = normalize_text(source).dropped
    rule = dropped[0].reasons[-1].rule

    assert 1 == len(dropped)
    assert () == normalize_text(source, profile=Profile(without=frozenset({rule.partition(".")[0]}))).dropped
    assert rule not in {
        reason.rule
        for block in normalize_text(source, profile=Profile(without=frozenset({rule}))).blocks
        for reason in block.reasons
    }


SOUND = {
    "id": '"share.this"',
    "what": '"A button."',
    "why": '"It is one."',
    "pattern": '"^share$"',
    "takes": '["Share"]',
    "leaves": '["Shares fell."]',
}
"""The fields of a rule that loads, as they are written in TOML."""


def _written(table: str = "rule", **changes: str | None) -> str:
    """Return a rule as TOML, with some fields changed, or left out where ``None``."""
    fields = {key: value for key, value in {**SOUND, **changes}.items() if value is not None}
    return "\n".join([f"[[{table}]]", *(f"{key} = {value}" for key, value in fields.items())])


def test_a_sound_rule_loads() -> None:
    """What the errors below are about is one wrong field each."""
    (rule,) = rules.load(_written())

    assert "share.this" == rule.id
    assert [] == list(rules.broken_examples(rule))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[[rule", "<rules> is not TOML", id="not TOML"),
        pytest.param(_written(id=None), "a rule without id (in <rules>) lacks id", id="no id"),
        pytest.param(_written(what=None), "share.this (in <rules>) lacks what", id="no what"),
        pytest.param(_written(why='""'), "share.this (in <rules>) lacks why", id="an empty why"),
        pytest.param(_written(id='"Share this"'), "needs an id of the form family.what", id="an id in words"),
        pytest.param(_written(id='"nosuch.this"'), "nosuch is no family", id="an unknown family"),
        pytest.param(_written(pattern=None), "needs a pattern, something it takes", id="no pattern"),
        pytest.param(_written(takes="[]"), "needs a pattern, something it takes", id="nothing it takes"),
        pytest.param(_written(leaves=None), "needs a pattern, something it takes", id="nothing it leaves"),
        pytest.param(_written(colour='"red"'), "is not a rule: ", id="an unknown field"),
        pytest.param(_written(where='"everywhere"'), "is not a rule: ", id="an unknown place"),
        pytest.param(_written(role='"hero"'), "is not a rule: ", id="an unknown role"),
        pytest.param(_written(opens='"window"'), "is not a rule: ", id="an unknown run"),
        pytest.param(
            _written(cues='["Share"]'), "has a cue that is not one lower-case word", id="a cue in capitals"
        ),
        pytest.param(
            _written(cues='["to us"]'), "has a cue that is not one lower-case word", id="a cue of two words"
        ),
    ],
)
def test_error_for_a_broken_rule(text: str, message: str) -> None:
    """A record that is not sound is refused on loading, with its id and what is wrong."""
    with pytest.raises(BrokenRule, match=re.escape(message)):
        rules.load(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(_written(pattern='"^(share"'), "pattern", id="a pattern that does not compile"),
        pytest.param(_written(table="rul"), "rul", id="an unknown kind of table"),
        pytest.param(_written(takes='"Share"'), "takes", id="a text where a list is wanted"),
        pytest.param(_written(id="3"), "id", id="a number for an id"),
        pytest.param(_written(most_words='"few"'), "most_words", id="a word for a number"),
        pytest.param('rule = "share.this"', "rule", id="a text for a table"),
    ],
)
def test_error_for_a_rule_of_the_wrong_kind(text: str, message: str) -> None:
    """So is one whose values are of the wrong kind: never a bare TypeError, never silence."""
    with pytest.raises(BrokenRule, match=message):
        rules.load(text)


def test_error_for_a_rule_that_contradicts_its_examples() -> None:
    """The examples of a rule are checked by `broken_examples`, each fault with the example."""
    (rule,) = rules.load(_written(takes='["Share it"]', leaves='["share"]'))

    assert [
        "share.this should take 'Share it'",
        "share.this should leave 'share'",
    ] == [str(fault) for fault in rules.broken_examples(rule)]


def test_error_for_a_cue_that_its_example_lacks() -> None:
    """A cue that an example does not hold would keep the rule from ever being tried."""
    (rule,) = rules.load(_written(cues='["tweet"]'))

    assert ["share.this has no cue in, or is too short for, 'Share'"] == [
        str(fault) for fault in rules.broken_examples(rule)
    ]
