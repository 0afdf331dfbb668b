"""TrackedText against a model: plain strings, edited in the plainest way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsnorm.tracked import Edit, OverlappingEdits, Reason, Span, TrackedText, splice

Change = tuple[int, int, str]
"""Start, end, and what the characters between become."""

SOURCE = st.text(alphabet="abcde \n", max_size=30)


@st.composite
def passes(draw: st.DrawFn) -> tuple[str, list[list[Change]]]:
    """Return a source and several passes of disjoint changes, each in the text of its moment."""
    source = text = draw(SOURCE)
    done: list[list[Change]] = []
    for _ in range(draw(st.integers(0, 4))):
        at = st.lists(st.integers(0, len(text)), max_size=8)
        ends = sorted(draw(at))
        changes = [
            (start, end, draw(st.text(alphabet="XYZ", max_size=3)))
            for start, end in zip(ends[::2], ends[1::2], strict=False)
        ]
        changes = [c for c in changes if sum(c[:2] == other[:2] for other in changes) == 1]
        done.append(changes)
        text = edited_plainly(text, changes)
    return source, done


def edited_plainly(text: str, changes: list[Change]) -> str:
    """Carry out disjoint changes from right to left, so that no position moves."""
    for start, end, after in sorted(changes, reverse=True):
        text = text[:start] + after + text[end:]
    return text


def tracked(source: str, done: list[list[Change]]) -> TrackedText:
    """Carry out the passes on a TrackedText, the reasons numbered."""
    text = TrackedText(source)
    for number, changes in enumerate(done):
        text = text.edited(
            Edit(Span(start, end), after, (Reason(f"pass.{number}", f"{start}"),))
            for start, end, after in changes
        )
    return text


@given(passes())
def test_several_passes_agree_with_plain_strings(case: tuple[str, list[list[Change]]]) -> None:
    """However many passes made the edits, the text is what plain editing gives."""
    source, done = case
    expected = source
    for changes in done:
        expected = edited_plainly(expected, changes)

    assert expected == str(tracked(source, done))


@given(passes())
def test_edits_are_sorted_and_disjoint_in_the_source(case: tuple[str, list[list[Change]]]) -> None:
    """Edits stay in source coordinates, in order, without overlaps."""
    text = tracked(*case)

    assert all(left.span.end <= right.span.start for left, right in pairwise(text.edits))
    assert all(edit.span.end <= len(text.source) for edit in text.edits)


@given(passes())
def test_no_reason_is_lost(case: tuple[str, list[list[Change]]]) -> None:
    """Every change of every pass is still named as a reason."""
    source, done = case
    expected = {(f"pass.{n}", f"{start}") for n, changes in enumerate(done) for start, _, _ in changes}

    found = {
        (reason.rule, reason.evidence) for edit in tracked(source, done).edits for reason in edit.reasons
    }

    assert expected == found


@given(passes(), st.data())
def test_an_untouched_part_maps_to_itself(case: tuple[str, list[list[Change]]], data: st.DataObject) -> None:
    """A span of the text that lies outside all edits has the same characters in the source."""
    text = tracked(*case)
    now = str(text)
    start = data.draw(st.integers(0, len(now)))
    end = data.draw(st.integers(start, len(now)))

    where = text.to_source(Span(start, end))

    assert 0 <= where.start <= where.end <= len(text.source)
    if not any(e.span.start <= where.end and where.start <= e.span.end for e in text.edits):
        assert now[start:end] == where.of(text.source)


@given(passes())
def test_only_deleted_characters_lie_outside_the_whole_text(case: tuple[str, list[list[Change]]]) -> None:
    """What the whole text does not come from was deleted at one of its ends."""
    text = tracked(*case)
    assume(str(text))
    whole = text.to_source(Span(0, len(str(text))))
    deleted = {at for e in text.edits if not e.after for at in range(e.span.start, e.span.end)}

    assert set(range(len(text.source))) - set(range(whole.start, whole.end)) <= deleted


@given(passes())
def test_replaying_the_edits_gives_the_text(case: tuple[str, list[list[Change]]]) -> None:
    """The edits, carried out on the source by `splice`, give the text."""
    text = tracked(*case)

    assert str(text) == splice(text.source, text.edits)


def edit(start: int, end: int, after: str = "") -> Edit:
    """Return an edit with a reason that does not matter."""
    return Edit(Span(start, end), after, (Reason("test.edit"),))


def test_edits_that_overlap_are_refused() -> None:
    """Two edits of one pass may not claim the same character."""
    with pytest.raises(OverlappingEdits):
        TrackedText("abcdef").edited([edit(0, 3), edit(2, 4)])


def test_edits_that_overlap_are_refused_in_a_later_pass() -> None:
    """Nor may they in a text that has been edited before."""
    text = TrackedText("abcdef").edited([edit(1, 2, "XX")])

    with pytest.raises(OverlappingEdits):
        text.edited([edit(0, 3), edit(2, 4)])


def test_splice_refuses_what_is_not_sorted() -> None:
    """Edits out of order are refused, not carried out wrongly."""
    with pytest.raises(OverlappingEdits):
        splice("abcdef", [edit(4, 5), edit(0, 1)])


def test_edits_that_only_touch_are_two_edits() -> None:
    """Neighbours share no character, so neither claims the other's."""
    text = TrackedText("abcdef").edited([edit(0, 3, "X"), edit(3, 4, "Y")])

    assert "XYef" == str(text)
    assert 2 == len(text.edits)


def test_a_later_edit_merges_with_the_one_it_touches() -> None:
    """An edit of an edit is one edit of the source, for both reasons."""
    text = TrackedText("Kiew fell").edited([Edit(Span(0, 4), "Kiev", (Reason("test.first"),))])
    text = text.edited([Edit(Span(0, 4), "Kyiv", (Reason("test.second"),))])

    assert (Edit(Span(0, 4), "Kyiv", (Reason("test.first"), Reason("test.second"))),) == text.edits


def test_a_span_runs_forwards() -> None:
    """A span that ends before it starts is no span."""
    with pytest.raises(ValueError, match="a span needs 0 <= start <= end"):
        Span(3, 2)
