"""Wrong use: what cannot be meant is refused at once, with what to write instead."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from newsnorm import Entity, Profile, normalize, normalize_html, normalize_text
from newsnorm.batch import normalize_as_completed, normalize_many
from newsnorm.errors import BrokenRule
from newsnorm.names import load, shipped

SOUND: dict[str, Any] = {"id": "x:1", "kind": "person", "name": "Ana|Sol"}


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"without": "share"}, TypeError, r"without is a list, such as \['share'\], not 'share'"),
        ({"without": None}, TypeError, "without is a list"),
        ({"without": ["nosuch"]}, BrokenRule, "the rule or family 'nosuch' is not known"),
        ({"without": [1]}, BrokenRule, "'1' is not known"),
        ({"names": "Kiev"}, TypeError, "names is a list"),
        ({"names": None}, TypeError, "names is a list"),
        ({"names": ["Kiev"]}, TypeError, r"names is a list of Entity\(...\), not 'Kiev'"),
        ({"names": Entity(**SOUND)}, TypeError, "names is a list"),
        (
            {"as_of": "2018-01-01"},
            TypeError,
            r"as_of is a day, such as datetime.date\(2018, 1, 1\), or None, not '2018",
        ),
        ({"as_of": 2018}, TypeError, "as_of is a day"),
        ({"style": 5}, TypeError, "style is the name of a style"),
        ({"memory": {}}, TypeError, "memory is a SiteMemory or None"),
        ({"limit": "10"}, TypeError, "limit is a number, not '10'"),
        ({"limit": None}, TypeError, "limit is a number"),
        ({"limit": True}, TypeError, "limit is a number"),
        ({"limit": 0}, ValueError, "limit must be more than nothing"),
    ],
)
def test_error_for_a_profile_that_cannot_be_meant(given: dict[str, Any], error: type, message: str) -> None:
    """It is raised where the profile is made, not where it is used."""
    with pytest.raises(error, match=message):
        Profile(**given)


def test_the_day_of_a_moment_is_a_day() -> None:
    """A datetime is a date in Python, but does not compare with one."""
    profile = Profile(as_of=datetime.datetime(2018, 1, 1, 12, tzinfo=datetime.UTC))

    assert Profile(as_of=datetime.date(2018, 1, 1)) == profile
    assert "Kiev fell silent." == normalize_text("Kiev fell silent.", profile=profile).text


def test_rules_and_entities_may_come_from_anywhere_that_gives_one_after_another() -> None:
    """A list, a set, a generator."""
    profile = Profile(without=(name for name in ["share"]), names={Entity(**SOUND)})

    assert (frozenset({"share"}), (Entity(**SOUND),)) == (profile.without, profile.names)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"name": ""}, ValueError, "name of the entity 'x:1' has a letter, but '' has none"),
        ({"name": " "}, ValueError, "has none"),
        ({"name": "..."}, ValueError, "has none"),
        ({"name": "|Sol"}, ValueError, "has none"),
        ({"name": "Ana|"}, ValueError, "has none"),
        ({"name": "Ana|Maria|Sol"}, ValueError, r"'name' or 'given\|surname'"),
        ({"name": None}, TypeError, "is a text, not"),
        ({"id": 1}, TypeError, "is a text, not"),
        ({"kind": "nosuch"}, ValueError, "nosuch"),
        ({"forms": "Abc"}, TypeError, r"a list of spellings is wanted, not the text 'Abc'; write \['Abc'\]"),
        ({"near": "ferry"}, TypeError, "a list of spellings"),
        ({"forms": [""]}, ValueError, "forms of the entity 'x:1' has a letter, but ''"),
        ({"surnames": ["ʹ"]}, ValueError, "has none"),
        ({"given": [3]}, TypeError, "is a text, not 3"),
        ({"native": {"uk": " "}}, ValueError, "has none"),
        ({"native": ("uk", "Ана Сол")}, TypeError, "native is a dict of languages and names"),
    ],
)
def test_error_for_an_entity_that_cannot_be_meant(given: dict[str, Any], error: type, message: str) -> None:
    """Above all for a form without a letter, which would be found everywhere."""
    with pytest.raises(error, match=message):
        Entity(**{**SOUND, **given})


def test_error_for_a_form_without_a_letter_in_toml() -> None:
    """It is a BrokenRule that names the file."""
    with pytest.raises(BrokenRule, match=r"x:1 \(in own.toml\) is not an entity: forms .* has none"):
        load("[[entity]]\nid = 'x:1'\nkind = 'place'\nname = 'Xville'\nforms = ['-']", "own.toml")


def test_native_names_may_be_a_dict() -> None:
    """As in TOML."""
    assert (("uk", "Ана Сол"),) == Entity(**SOUND, native={"uk": "Ана Сол"}).native


def test_all_entities_that_are_shipped_are_sound() -> None:
    """Each is made."""
    assert len(shipped().entities) > 7_000


@pytest.mark.parametrize(
    ("function", "given", "message"),
    [
        (normalize, b"page.txt", "normalize takes a path, not bytes; normalize_html takes bytes"),
        (normalize, None, "normalize takes a path, not NoneType"),
        (normalize, io.StringIO("Kiev"), r"not StringIO; pass on what its read\(\) returns"),
        (normalize_text, b"Kiev", "normalize_text takes a text, not bytes; normalize_html takes bytes"),
        (normalize_text, Path("page.txt"), "not .*Path; normalize reads a file"),
        (normalize_html, Path("page.html"), "a page as str or bytes, not .*Path; normalize reads a file"),
        (normalize_html, bytearray(b"<p>Kiev"), r"not bytearray; normalize_html takes bytes\(...\)"),
        (normalize_many, "Kiev", "sources are many, as in a list, not a str"),
        (normalize_many, None, "sources are many"),
        (normalize_as_completed, Path("pages"), "sources are many"),
    ],
)
def test_error_for_a_source_of_another_type(
    function: Callable[[Any], Any], given: object, message: str
) -> None:
    """It says which function takes it."""
    with pytest.raises(TypeError, match=message):
        function(given)


@pytest.mark.parametrize("profile", [None, "bbc", {"style": "bbc"}])
def test_error_for_what_is_no_profile(profile: Any) -> None:  # noqa: ANN401 - that is what is tested
    """In the front door and in a batch, before a worker is started."""
    calls: tuple[Callable[..., object], ...] = (normalize, normalize_text, normalize_html, normalize_many)
    for call in calls:
        with pytest.raises(TypeError, match="profile is a Profile, such as"):
            call(["Kiev"] if call is normalize_many else "Kiev", profile=profile)


@pytest.mark.parametrize("given", [{"url": 3}, {"url": b"http://a.example"}, {"charset": 5}])
def test_error_for_an_address_or_encoding_that_is_no_text(given: dict[str, Any]) -> None:
    """It names which."""
    with pytest.raises(TypeError, match=f"{next(iter(given))} is a str or None"):
        normalize_html("<p>Kiev", **given)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"workers": "2"}, TypeError),
        ({"timeout": "x"}, TypeError),
        ({"memory": "1G"}, TypeError),
        ({"workers": 0}, ValueError),
    ],
)
def test_error_for_an_option_of_a_batch(given: dict[str, Any], error: type) -> None:
    """It names which."""
    with pytest.raises(error, match=next(iter(given))):
        normalize_many(["Kiev"], **given)
