"""``newsnorm batch``: a row for each document, in order, whatever becomes of it, and however often it is killed."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsnorm import Article, normalize_text
from newsnorm.cli.program import run

Capture = pytest.CaptureFixture[str]


def pages(count: int) -> Iterator[tuple[str, str]]:
    """Yield ids and pages; every seventh is blank, so that it fails."""
    for number in range(count):
        page = f"Train {number} to Kiev\n\nIt leaves on Monday, the council said.\n\nShare this article\n"
        yield f"page-{number}", " " if number % 7 == 3 else page


def json_lines(path: Path, count: int) -> Path:
    """Write that many pages as JSON Lines."""
    rows = (json.dumps({"id": name, "text": page}) for name, page in pages(count))
    path.write_text("\n".join(rows) + "\n", "utf-8")
    return path


def read(path: Path) -> list[dict[str, object]]:
    """Return the rows of an output."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def wanted(count: int) -> list[dict[str, object]]:
    """Return the rows that so many pages should give."""
    rows: list[dict[str, object]] = []
    for name, page in pages(count):
        if page.isspace():
            why = f"{name}: nothing but white space; was the page fetched in full?"
            rows.append({"id": name, "failure": {"cause": "EmptySource", "why": why, "trace": ""}})
        else:
            rows.append({"id": name, **normalize_text(page).to_dict()})
    return rows


def test_each_document_has_a_row(tmp_path: Path, capsys: Capture) -> None:
    """Articles and failures stand in the order of the input, and the failures are counted by cause."""
    out = tmp_path / "out.jsonl"

    assert 0 == run(["batch", str(json_lines(tmp_path / "in.jsonl", 15)), str(out), "--workers", "1"])
    assert wanted(15) == read(out)
    err = capsys.readouterr().err
    assert "15 documents" in err
    assert "2 failures" in err
    assert "      2  EmptySource, such as page-3: nothing but white space" in err
    assert normalize_text(next(pages(1))[1]) == Article.from_dict(read(out)[0])


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_run_that_is_killed_loses_nothing_and_writes_nothing_twice(tmp_path: Path) -> None:
    """It is killed at least three times, whenever it has written some more, and then let finish."""
    count, kills = 300, 0
    source, out = json_lines(tmp_path / "in.jsonl", count), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "newsnorm", "batch", str(source), str(out), "--workers", "1"]
    while True:
        size = out.stat().st_size if out.exists() else 0
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
            while process.poll() is None:
                time.sleep(0.002)
                if kills < 3 and out.exists() and out.stat().st_size > size + 20_000:
                    os.kill(process.pid, signal.SIGKILL)
                    kills += 1
                    break
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL

    assert 3 == kills
    assert wanted(count) == read(out)


def test_a_row_that_was_torn_is_written_anew(tmp_path: Path, capsys: Capture) -> None:
    """Wherever the last line breaks off, the next run drops it and goes on; after the end there is no more to do."""
    source, out = json_lines(tmp_path / "in.jsonl", 5), tmp_path / "out.jsonl"
    command = ["batch", str(source), str(out), "--workers", "1"]
    assert 0 == run(command)
    whole = out.read_bytes()

    third = whole.index(b"\n", whole.index(b"\n") + 1) + 1
    for end in (1, third - 1, third + 12, len(whole)):
        out.write_bytes(whole[:end])
        assert 0 == run(command)
        assert whole == out.read_bytes()
    assert "going on after 5 documents" in capsys.readouterr().err


def test_the_output_of_another_input_is_not_touched(tmp_path: Path, capsys: Capture) -> None:
    """Other ids, more rows than documents, or no rows at all: one line says so, and all stays as it was."""
    source, out = json_lines(tmp_path / "in.jsonl", 3), tmp_path / "out.jsonl"
    for content in ('{"id": "other", "text": ""}\n', "notes of mine\n"):
        out.write_text(content)
        assert 1 == run(["batch", str(source), str(out)])
        assert content == out.read_text()
        assert 1 == len(capsys.readouterr().err.splitlines())
    assert 0 == run(["batch", str(json_lines(source, 4)), str(tmp_path / "four.jsonl"), "--workers", "1"])
    capsys.readouterr()
    assert 1 == run(["batch", str(json_lines(source, 3)), str(tmp_path / "four.jsonl")])
    assert "row 4 is 'page-3'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param('{"a": 1}\n{"precious": 2}', id="no end of the last line"),
        pytest.param('{"precious": 2}', id="one line"),
        pytest.param('{"id": "page-0", "text": "It rained in Kiev."}', id="another tool's rows"),
        pytest.param('{"id": "page-0", "price": 3', id="another tool's row, torn"),
        pytest.param('{"id": 3, "text": "It rained in Kiev."}\n', id="an id that is a number"),
        pytest.param('{"id": oops\n', id="no JSON"),
        pytest.param("Precious words", id="a text"),
    ],
)
def test_a_file_of_another_tool_is_not_touched(tmp_path: Path, capsys: Capture, foreign: str) -> None:
    """Not even its last line, whether that has an end or not."""
    out = tmp_path / "out.jsonl"
    out.write_text(foreign, "utf-8")

    assert 1 == run(["batch", str(json_lines(tmp_path / "in.jsonl", 3)), str(out), "--workers", "1"])
    assert foreign == out.read_text("utf-8")
    assert f"newsnorm: {out}: not an output of newsnorm; choose another\n" == capsys.readouterr().err


def test_two_runs_do_not_write_to_one_file(tmp_path: Path, capsys: Capture) -> None:
    """The second is refused, where the system can tell."""
    fcntl = pytest.importorskip("fcntl", reason="this system has no locks on files")
    source, out = json_lines(tmp_path / "in.jsonl", 1), tmp_path / "out.jsonl"
    with out.open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX)

        assert 1 == run(["batch", str(source), str(out)])
    assert "another run is writing to it" in capsys.readouterr().err


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    """Pages, packed pages and JSON Lines, sorted by name; what is none of these is not read."""
    folder = tmp_path / "in"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "page.md").write_text("# A bridge\n\nIt opens in Kiev on Monday, the council said.\n")
    (folder / "a.html.gz").write_bytes(gzip.compress(b"<p>It closed on Monday, the council said.</p>"))
    (folder / "c.jsonl.gz").write_bytes(
        gzip.compress(b'{"text": "It rained."}\n\n{"text": 7}\nno JSON\n[]\n')
    )
    (folder / ".hidden.txt").write_text("It rained.")
    (folder / "d.png").write_bytes(b"\x89PNG\r\n")
    (folder / "e.jsonl.gz").write_bytes(gzip.compress(b'{"text": "It rained."}\n' * 9)[:-9])
    out = tmp_path / "out.jsonl"

    assert 0 == run(["batch", str(folder), str(out), "--workers", "1"])
    rows = read(out)
    packed = str(folder / "c.jsonl.gz")
    assert [str(folder / "a.html.gz"), str(folder / "b" / "page.md")] == [row["id"] for row in rows[:2]]
    assert [f"{packed}:1", f"{packed}:3", f"{packed}:4", f"{packed}:5"] == [row["id"] for row in rows[2:6]]
    assert "It opens in Kyiv on Monday, the council said." == rows[1]["text"]
    assert [False, True, True, True] == ["failure" in row for row in rows[2:6]]
    assert str(folder / "e.jsonl.gz") == rows[-1]["id"]
    assert "cannot be read past this point" in str(rows[-1]["failure"])


def test_parquet_goes_in_and_comes_out(tmp_path: Path) -> None:
    """A folder of parts has a row of Arrow's schema for each row of the input, in order, failures among them."""
    pa = pytest.importorskip("pyarrow", reason='no pyarrow: pip install "newsnorm[arrow]" brings it')
    parquet, arrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("newsnorm.arrow")
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    names, texts = zip(*pages(9), strict=True)
    parquet.write_table(pa.table({"id": names, "text": [*texts[:-1], None]}), source)

    assert 0 == run(["batch", str(source), str(out), "--workers", "1"])
    table = parquet.read_table(out)
    assert arrow.ARTICLES == table.schema
    results = arrow.from_table(table)
    assert list(names) == table["id"].to_pylist()
    assert [normalize_text(page) for _, page in [*pages(9)][:3]] == results[:3]
    assert ["EmptySource", "UnreadableSource"] == [results[3].cause, results[8].cause]
    assert 0 == run(["batch", str(source), str(out), "--workers", "1"])
    assert table == parquet.read_table(out)


@pytest.mark.parametrize("suffix", ["jsonl", "parquet"])
def test_an_id_may_hold_half_a_surrogate_pair(tmp_path: Path, capsys: Capture, suffix: str) -> None:
    """As broken JSON and names of files do: the run knows its own row again."""
    pytest.importorskip("pyarrow")
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"id": "a\udcff", "text": "It rained in Kiev."}) + "\n")
    command = ["batch", str(source), str(tmp_path / f"out.{suffix}"), "--workers", "1"]

    assert [0, 0] == [run(command), run(command)]
    assert "going on after 1 document\n" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_run_into_parquet_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """Parts that are there stay, the one that was not ended is done again."""
    parquet = pytest.importorskip("pyarrow.parquet", reason='no pyarrow: pip install "newsnorm[arrow]"')
    source, out = json_lines(tmp_path / "in.jsonl", 200), tmp_path / "out.parquet"
    arguments = ["batch", str(source), str(out), "--workers", "1", "--fields", "text,title"]
    small = "import sys, newsnorm.arrow as a, newsnorm.cli.parquet as p, newsnorm.cli.program as c; a.ROWS = 7; p.PART = 20; "
    command = [sys.executable, "-c", f"{small} sys.exit(c.run({arguments!r}))"]
    for parts in (1, 4):
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own program
            while process.poll() is None and len(list(out.glob("part-*"))) < parts:
                time.sleep(0.002)
            process.kill()
        assert process.returncode == -signal.SIGKILL
    before = {part: part.read_bytes() for part in out.glob("part-*")}

    assert 0 == subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode  # noqa: S603 - our own program
    rows = parquet.read_table(out).to_pylist()
    assert [(row["id"], row.get("text"), row.get("title")) for row in wanted(200)] == [
        (row["id"], row["text"], row["title"]) for row in rows
    ]
    assert before == {part: part.read_bytes() for part in before}
    assert not (out / ".part.parquet").exists()


def record(page: str) -> bytes:
    """Return a record of a WARC with a page, packed as crawlers do."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def test_a_warc_is_read_record_by_record(tmp_path: Path) -> None:
    """Each page is called after its place; one that cannot be read is a row, too; a cut run goes on."""
    pytest.importorskip("fastwarc", reason='no fastwarc: pip install "newsnorm[warc]" brings it')
    pages = [f"<h1>A bridge</h1><p>It opens on day {n} in Kiev, the council said.</p>" for n in range(3)]
    records = [record(page) for page in pages]
    broken = records[1][:60] + bytes(20) + records[1][80:]
    source, out = tmp_path / "news.warc.gz", tmp_path / "out.jsonl"
    source.write_bytes(records[0] + broken + records[2])
    command = ["batch", str(source), str(out), "--fields", "text,source_url", "--workers", "1"]

    assert 0 == run(command)
    rows = read(out)
    offsets = [0, len(records[0]), len(records[0]) + len(records[1])]
    assert [f"{source}@{offset}" for offset in offsets] == [row["id"] for row in rows]
    assert ["text", "failure", "text"] == [list(row)[1] for row in rows]
    assert "https://news.example/a" == rows[0]["source_url"]
    whole = out.read_bytes()
    out.write_bytes(whole[: whole.index(b"\n") + 5])
    assert 0 == run(command)
    assert whole == out.read_bytes()


def test_a_pattern_names_files(tmp_path: Path) -> None:
    """It is the program that expands it, so that a shell need not take a million names."""
    for name in ("a.txt", "b.txt", "c.md"):
        (tmp_path / name).write_text("It rained on Monday, the council said.")
    out = tmp_path / "out.jsonl"

    assert 0 == run(["batch", str(tmp_path / "*.txt"), str(out), "--workers", "1"])
    assert [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")] == [row["id"] for row in read(out)]


def test_the_output_may_lie_beside_the_input(tmp_path: Path) -> None:
    """It is not read when the run goes on."""
    (tmp_path / "a.txt").write_text("It rained on Monday, the council said.")
    (tmp_path / "p.txt").write_text("It rained on Tuesday, the council said.")
    out = tmp_path / "o.jsonl"
    for _ in range(2):
        assert 0 == run(["batch", str(tmp_path), str(out), "--workers", "1"])
    assert [str(tmp_path / "a.txt"), str(tmp_path / "p.txt")] == [row["id"] for row in read(out)]


def test_columns_and_fields_can_be_chosen(tmp_path: Path) -> None:
    """Which keys hold the page and its id, and which fields of the article are written."""
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        json.dumps(
            {
                "url": "u:1",
                "from": "https://a.example/b",
                "html": "<h1>A bridge</h1><p>It opens on Monday in Kiev.</p>",
            }
        )
    )
    options = [
        "--column",
        "html",
        "--id",
        "url",
        "--fields",
        "text,title,verdict,confidence,source_url",
        "--url",
        "from",
        "--style",
        "none",
        "--workers",
        "1",
    ]

    assert 0 == run(["batch", str(source), str(out), *options])
    told = {
        "text": "It opens on Monday in Kiev.",
        "title": "A bridge",
        "verdict": "no_article",
        "confidence": 0.5,
        "source_url": "https://a.example/b",
    }
    assert [{"id": "u:1", **told}] == read(out)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no-such-folder", "out.jsonl"], 1, "no-such-folder: no such file"),
        (["a.txt", "out.csv"], 1, "out.csv: an output is called .jsonl or .parquet"),
        (["a.txt", "no-such-folder/out.jsonl"], 1, "no-such-folder/out.jsonl: No such file or directory"),
        (["a.txt", "out.jsonl", "--fields", "txt"], 2, "there is no field 'txt'; there are text, verdict"),
        (["a.txt", "out.jsonl", "--workers", "0"], 2, "0 is not in the range"),
    ],
)
def test_an_error_is_one_line(
    arguments: list[str], code: int, said: str, tmp_path: Path, capsys: Capture
) -> None:
    """It says what is wrong, before anything is read."""
    (tmp_path / "a.txt").write_text("It rained.")

    with contextlib.chdir(tmp_path):
        assert code == run(["batch", *arguments])
    err = capsys.readouterr().err
    assert 1 == len(err.splitlines())
    assert said in err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process on Windows")
def test_an_interrupted_run_can_be_gone_on_with(tmp_path: Path) -> None:
    """Ctrl-C in the midst leaves whole rows, one line on standard error, and the exit code of an interruption."""
    source, out = json_lines(tmp_path / "in.jsonl", 300), tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "newsnorm", "batch", str(source), str(out), "--workers", "1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        while not out.exists() or out.stat().st_size < 20_000:
            time.sleep(0.002)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()

    assert 130 == process.returncode
    assert "newsnorm: interrupted" == err.strip()
    done = read(out)
    assert wanted(300)[: len(done)] == done
    assert len(done) < 300
    assert 0 == run(command[3:])
    assert wanted(300) == read(out)
