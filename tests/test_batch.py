"""Many documents at once: whatever one of them does, each gives one result, and the others go on."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from documents import Chatty, Endless, Exits, ExitsOnce, Hungry, Pid, Raises, Signals, Slow
from hypothesis import given, settings
from hypothesis import strategies as st

from newsnorm import Article, Profile, normalize, normalize_text
from newsnorm.batch import AHEAD, Failure, Source, normalize_as_completed, normalize_many
from newsnorm.errors import BrokenRule, NewsnormError, WorkerDied

TEXTS = [f"Kiev was calm on day {n}, the council of the city said." for n in range(40)]

posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of memory are of POSIX")


def told(result: Article | Failure) -> str:
    """Return the text of an article, or the cause of a failure."""
    return result.cause if isinstance(result, Failure) else result.text


def process(result: Article | Failure) -> int:
    """Return who normalised a `Pid`."""
    assert isinstance(result, Article)
    return int(result.source)


def expected(text: str) -> str:
    """Return what `normalize_text` makes of it, as ``told`` tells it."""
    try:
        return normalize_text(text).text
    except NewsnormError as error:
        return type(error).__name__


# What comes in, and in which order it comes out.


def test_all_kinds_of_sources(tmp_path: Path) -> None:
    """A path, a text, bytes and a record, alone or with an id, give the article that `normalize` gives."""
    path = tmp_path / "page.md"
    path.write_text("Prices in *Kiev* rose.", "utf-8")
    sources: list[Source] = [path, "Kiev rose.", "Kiev".encode("utf-16"), Chatty(), ("an id", path)]

    results = list(normalize_many(sources, workers=1))

    assert ["Prices in Kyiv rose.", "Kyiv rose.", "Kyiv", "Kyiv was calm.", "Prices in Kyiv rose."] == [
        told(result) for result in results
    ]
    assert normalize(path) == results[0]


def test_the_id_helps_as_a_name_does() -> None:
    """With the id ``page.md`` a page is Markdown even where its content would not tell."""
    text = "Prices *rose* on Monday."

    plain, marked = normalize_many([text, ("page.md", text)], workers=1)

    assert (text, "Prices rose on Monday.") == (told(plain), told(marked))


def test_a_text_may_have_any_length() -> None:
    """A text is a page whether it is short, as long as a path may be, or longer: a name has 255 bytes, a path 4,095."""
    line = "Kiev was calm on Monday, the council of the city said in the hall by the river. " * 70
    texts = [
        line[:length] for length in (1, 2, 100, *range(250, 260), 300, 700, *range(1020, 1028), 4_095, 5_000)
    ]
    texts += [
        "/".join(["Kiev"] * 100),
        "Kiev\0was calm.",
        "\ud800 was calm.",
        "Kiev was calm.\n\nSo was Lviv.",
    ]

    assert [expected(text) for text in texts] == [told(r) for r in normalize_many(texts, workers=1)]


def test_many_in_order() -> None:
    """Results come in the order of the sources, whoever is first."""
    assert [expected(text) for text in TEXTS] == [told(r) for r in normalize_many(TEXTS, workers=2)]


def test_many_as_completed() -> None:
    """Or as they are done, each with its id, all of them and each once."""
    pairs = [(f"no. {n}", text) for n, text in enumerate(TEXTS)]

    results = list(normalize_as_completed(pairs, workers=2))

    assert sorted(name for name, _ in pairs) == sorted(name for name, _ in results)
    assert {name: expected(text) for name, text in pairs} == {n: told(result) for n, result in results}


def test_a_slow_document_does_not_hold_back_the_others() -> None:
    """As completed, what is quick comes first; in order, it waits for its turn."""
    results = normalize_as_completed([("slow", Slow(2.0)), ("quick", "Kiev was calm.")], workers=2)

    assert ["quick", "slow"] == [name for name, _ in results]


@settings(max_examples=2)
@given(st.lists(st.text(max_size=40), min_size=30, max_size=60))
def test_each_source_gives_one_result(texts: list[str]) -> None:
    """Whatever the texts are, there is one result for each, and it is that of the text."""
    assert [expected(text) for text in texts] == [told(r) for r in normalize_many(texts, workers=2)]


def test_no_sources() -> None:
    """Nothing gives nothing, and starts no process."""
    assert [] == list(normalize_many([]))


# Memory, and who waits for whom.


def test_sources_are_read_as_they_are_wanted() -> None:
    """An endless source is read only so far ahead of the results that were taken, in either order."""
    for run in (normalize_many, normalize_as_completed):
        taken = count()

        results = run((f"Kiev was calm on day {n}." for n in taken), workers=2)
        for _ in range(100):
            next(results)

        assert 100 < next(taken) <= 100 + 2 * AHEAD
        del results


def test_a_result_does_not_wait_for_the_source() -> None:
    """What is done is handed out before a slow source gives its last document."""
    given_out = 0

    def slow() -> Iterator[str]:
        for turn in range(AHEAD - 1):  # so few that nothing but being done lets one out
            if not given_out:
                yield "Kiev was calm."
                time.sleep(0.1 * 2**turn)
        assert given_out

    for _ in normalize_many(slow(), workers=1):
        given_out += 1


def test_workers_are_used_again() -> None:
    """Two workers, and no more, see all of the documents."""
    results = list(normalize_many([Pid()] * 40, workers=2))

    assert 1 <= len({process(result) for result in results}) <= 2


def test_giving_up_ends_the_workers() -> None:
    """Whoever takes no more results leaves no process and no thread behind."""
    results = normalize_many([Pid()] * 100, workers=1)
    pid = process(next(results))
    results.close()  # type: ignore[attr-defined]

    assert not [thread for thread in threading.enumerate() if thread.name.startswith("newsnorm")]
    assert not _runs(pid)


def test_a_source_that_raises_loses_nothing_before_it() -> None:
    """The error of a source is raised, and only after the results of what it gave."""

    def broken() -> Iterator[str]:
        yield from TEXTS[:5]
        msg = "the disk is gone"
        raise OSError(msg)

    results = normalize_many(broken(), workers=2)

    assert [expected(text) for text in TEXTS[:5]] == [told(next(results)) for _ in range(5)]
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


# What goes wrong.


def failure(result: Article | Failure) -> Failure:
    """Return the failure that ``result`` must be."""
    assert isinstance(result, Failure)
    return result


def test_bad_documents_become_failures_in_their_place(tmp_path: Path) -> None:
    """Each error of `normalize` is a failure that names the document, and what it is."""
    sources: list[Source] = [
        tmp_path / "nowhere.txt",
        tmp_path,
        b"\x89PNG\r\n\x1a\n",
        ("blank", " "),
        "x" * 101,
        "Kiev was calm.",
    ]

    results = list(normalize_many(sources, workers=2, profile=Profile(limit=100)))

    *bad, good = results
    assert ["UnreadableSource", "UnreadableSource", "UndecodableSource", "EmptySource", "SourceTooLarge"] == [
        failure(result).cause for result in bad
    ]
    assert [str(sources[0]), str(tmp_path), "2", "blank", "4"] == [failure(result).id for result in bad]
    assert "blank: nothing but white space" in failure(bad[3]).why
    assert "Kyiv was calm." == told(good)


def test_a_document_that_ends_its_worker() -> None:
    """It is a failure with the code; the documents before, beside and after it are not harmed."""
    sources: list[Source] = [*TEXTS[:7], ("bad", Exits(3)), *TEXTS[7:20], ("worse", Exits(0)), *TEXTS[20:]]

    results = list(normalize_many(sources, workers=2))

    assert [expected(text) for text in TEXTS] == [told(r) for r in results if isinstance(r, Article)]
    assert ["bad", "worse"] == [failure(results[7]).id, failure(results[21]).id]
    assert "WorkerDied" == failure(results[7]).cause
    assert "bad: the process ended with code 3" == failure(results[7]).why


@posix
@pytest.mark.parametrize("name", ["SIGSEGV", "SIGKILL"])
def test_a_document_that_crashes(name: str) -> None:
    """A crash is a failure that names the signal; where it was is told if Python could tell."""
    bad, good = normalize_many([Signals(getattr(signal, name)), "Kiev was calm."], workers=1)

    assert "WorkerDied" == failure(bad).cause
    assert name in failure(bad).why
    assert ("in normalize" in failure(bad).trace) == (name != "SIGKILL")
    assert "Kyiv was calm." == told(good)


def test_an_innocent_document_is_tried_again(tmp_path: Path) -> None:
    """The system may end a worker for what another process did: its document gets a second one."""
    (result,) = normalize_many([ExitsOnce(tmp_path / "mark")], workers=1)

    assert "Kyiv was calm." == told(result)


def test_a_document_that_takes_too_long() -> None:
    """It is a failure that names the limit and the place; the others go on in a new worker."""
    bad, good = normalize_many([("endless", Endless()), "Kiev was calm."], workers=1, timeout=1.5)

    assert "TimedOut" == failure(bad).cause
    assert "endless: took over 1.5 s" in failure(bad).why
    assert "documents.py" in failure(bad).trace
    assert "Kyiv was calm." == told(good)


def test_a_document_that_meets_a_bug() -> None:
    """An error that nobody foresaw is a failure, too, and keeps its traceback for the report."""
    bad, good = normalize_many([Raises(), "Kiev was calm."], workers=1)

    assert ("KeyError", "'a bug'") == (failure(bad).cause, failure(bad).why)
    assert "documents.py" in failure(bad).trace
    assert "Kyiv was calm." == told(good)


def test_what_cannot_be_sent_to_a_worker() -> None:
    """It is a failure in its place: an object with a lock, a function, a file."""
    sources: list[Any] = [
        "Kiev was calm.",
        ("lock", threading.Lock()),
        ("function", lambda: 1),
        "Kiev was calm.",
    ]

    first, *bad, last = normalize_many(sources, workers=1)

    assert ["Kyiv was calm."] * 2 == [told(first), told(last)]
    assert [("UnreadableSource", "lock"), ("UnreadableSource", "function")] == [
        (failure(result).cause, failure(result).id) for result in bad
    ]
    assert "a lock that cannot be sent to a worker" in failure(bad[0]).why


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone holds a process to its limit of memory")
@pytest.mark.parametrize("memory", [None, 1_500_000_000])
def test_a_document_that_wants_too_much_memory(memory: int | None) -> None:
    """It is a failure, whether it meets the limit that was set or asks for more than can be."""
    hungry = Hungry(1 << 46 if memory is None else 2_000_000_000)

    bad, good = normalize_many([hungry, "Kiev was calm."], workers=1, memory=memory)

    assert "OutOfMemory" == failure(bad).cause
    assert "Kyiv was calm." == told(good)


def test_what_a_library_prints_does_not_mix_with_the_results() -> None:
    """The answers have a way of their own, however much is printed."""
    assert ["Kyiv was calm."] * 3 == [told(result) for result in normalize_many([Chatty()] * 3, workers=1)]


def test_what_does_not_pickle_or_is_no_document() -> None:
    """These are failures of theirs, not of the batch."""
    sources = [("lambda", Local()), ("none", None), ("number", 7), "Kiev was calm."]

    results = list(normalize_many(sources, workers=1))  # type: ignore[arg-type]

    assert "NoneType" in failure(results[1]).why
    assert ["UnreadableSource"] * 2 == [failure(result).cause for result in results[1:3]]
    assert "lambda" == failure(results[0]).id
    assert "Kyiv was calm." == told(results[3])


class Local:
    """A document of a module that a worker cannot import."""

    def normalize(self, *, profile: Profile) -> Article:
        """Never be called."""
        raise AssertionError(profile)


def test_a_name_of_a_file_is_not_taken_for_a_page(tmp_path: Path) -> None:
    """A ``str`` is a page; one that names a file is refused, with what to do, and the file is not read."""
    path = tmp_path / "page.txt"
    path.write_text("A secret.", "utf-8")

    results = list(normalize_many([str(path), "nul\0character, no path", "x" * 5000], workers=1))

    assert "give pathlib.Path" in failure(results[0]).why
    assert all(isinstance(result, Article) for result in results[1:])


def test_error_for_an_unknown_style() -> None:
    """What is wrong with every document is raised once, not told of each."""
    with pytest.raises(BrokenRule, match="times"):
        list(normalize_many(TEXTS, profile=Profile(style="times"), workers=2))


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"timeout": 0}, {"memory": -1}])
def test_error_for_limits_that_allow_nothing(wrong: dict[str, int]) -> None:
    """Less than one worker, no time and no memory are refused at the call."""
    with pytest.raises(ValueError, match="must be more than nothing"):
        normalize_many(TEXTS, **wrong)  # type: ignore[arg-type]


@posix
def test_error_if_no_worker_starts() -> None:
    """If there is too little memory for any worker, that is raised; there is no document to blame."""
    with pytest.raises(WorkerDied, match="none can be started"):
        list(normalize_many(TEXTS, workers=1, memory=50_000_000))


def test_a_failure_is_a_plain_value() -> None:
    """It compares by value, survives pickling, and tells its cause where it is printed."""
    (bad,) = normalize_many([("blank", " ")], workers=1)

    assert bad == pickle.loads(pickle.dumps(bad))  # noqa: S301 - made here
    assert "EmptySource" in repr(bad)


# How a worker is started.


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    """A script without ``if __name__ == "__main__"`` is run once, and so is one from standard input."""
    script = (
        "import newsnorm.batch as b; print(*(a.text for a in b.normalize_many(['Kiev.'] * 3, workers=2)))"
    )
    path = tmp_path / "script.py"
    path.write_text(script, "utf-8")

    for command, given_in in (([str(path)], ""), (["-"], script)):
        done = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, *command], input=given_in, capture_output=True, text=True, check=True
        )

        assert ("Kyiv. Kyiv. Kyiv.\n", "") == (done.stdout, done.stderr)


@posix
def test_workers_do_not_outlive_their_caller() -> None:
    """When the caller is killed, its workers end by themselves."""
    script = (
        "from documents import Pid; import os, sys; sys.stdout.reconfigure(line_buffering=True)\n"
        "from newsnorm.batch import normalize_many\n"
        "for result in normalize_many([Pid()] * 2, workers=1):\n"
        "    print(result.source); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )
    pid = int(done.stdout)

    until = time.monotonic() + 30
    while time.monotonic() < until and _runs(pid):
        time.sleep(0.05)
    assert not _runs(pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path("/proc", str(pid), "stat")  # who ended, but nobody waited for, still has a number
    return not stat.exists() or ") Z " not in stat.read_text("utf-8")
