"""The command line, as a person and as a pipe meet it: what it prints, how it ends, what it says of errors."""

from __future__ import annotations

import doctest
import gzip
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import ROOT

import newsnorm
from newsnorm import Article, normalize
from newsnorm.cli.formats import markdown
from newsnorm.cli.program import run

SEEDS = ROOT / "seeds"
PAGE = SEEDS / "donation-wall.txt"
PAGES = sorted(path for path in SEEDS.iterdir() if path.suffix in (".txt", ".md") and path.stem != "README")
PROGRAM = [sys.executable, "-m", "newsnorm"]
MANUAL = ROOT / "docs" / "command-line.md"

Capture = pytest.CaptureFixture[str]


def called(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own, in the root of the project."""
    return subprocess.run(  # noqa: S603 - our own program
        [*PROGRAM, *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        check=False,
        env={**os.environ, **environment},
    )


def test_in_a_pipe_there_is_a_line_of_json_for_each_page(capsys: Capture) -> None:
    """Each line has the name of the page and the whole article, which comes back as it was."""
    code = run([str(SEEDS)])
    lines = capsys.readouterr().out.splitlines()

    assert 0 == code
    assert [str(path) for path in PAGES] == [json.loads(line)["id"] for line in lines]
    assert [normalize(path) for path in PAGES] == [Article.from_json(line) for line in lines]


def test_on_a_terminal_the_article_is_laid_out_for_reading() -> None:
    """A terminal gets text in colors, with what was dropped and which names were written anew."""
    pty = pytest.importorskip("pty", reason="no terminals to be had on this system")
    leader, follower = pty.openpty()
    subprocess.run([*PROGRAM, str(PAGE)], stdout=follower, check=True)  # noqa: S603 - our own program
    os.close(follower)
    shown = b""
    with open(leader, "rb", buffering=0) as terminal:  # noqa: PTH123 - it has no path
        try:
            while part := terminal.read(4096):
                shown += part
        except OSError:  # so Linux says that there is no more
            pass

    assert b"\x1b[1m" in shown
    assert "   19  donation:" in shown.decode()
    assert "Gaddafi → Gadhafi" in shown.decode()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_text_holds_the_article(path: Path, capsys: Capture) -> None:
    """All words of headline and body are printed, and every family that was dropped is counted."""
    article = normalize(path)
    code = run(["--format", "text", str(path)])
    out = capsys.readouterr().out

    assert 0 == code
    assert " ".join(article.text.split()) in " ".join(out.split())
    assert article.title is None or article.title in " ".join(out.split())
    assert f"dropped: {len(article.dropped)}" in out


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_markdown_reads_as_the_article_again(path: Path) -> None:
    """The Markdown of an article has its headline and every paragraph, by newsnorm's own reading of it."""
    article = normalize(path)
    again = newsnorm.normalize_text(markdown(article))

    assert article.title == again.title
    assert [] == [paragraph for paragraph in article.paragraphs if paragraph not in again.text]


def test_markup_in_the_text_is_not_markup_in_markdown() -> None:
    """Stars, brackets, hashes and numbers of a text are escaped."""
    article = newsnorm.normalize_text("# A\n\nHe wrote 2 * 3 * 4 and f[i], said Ms. Lee of the *Post*.\n")

    assert r"2 \* 3 \* 4 and f\[i\]" in markdown(article)
    assert r"\1. " not in markdown(article)


def test_a_report_is_about_one_page(capsys: Capture) -> None:
    """It is the page that `newsnorm.report.html` makes; of several, none."""
    assert 0 == run(["--format", "html", str(PAGE)])
    assert newsnorm.report.html(normalize(PAGE)) == capsys.readouterr().out.removesuffix("\n")
    assert 2 == run(["--format", "html", str(SEEDS)])
    assert "" == capsys.readouterr().out


def test_standard_input_is_a_page() -> None:
    """Bytes in any encoding are decoded as those of a file are; a blank page is an error."""
    page = "<html><meta charset=windows-1251><p>Речь идет о мосте, сказал мэр города в понедельник.</p>"
    done = called("-", stdin=page.encode("windows-1251"))

    assert 0 == done.returncode
    assert "Речь идет о мосте" in json.loads(done.stdout)["text"]
    assert "cp1251" == json.loads(done.stdout)["decoding"]["encoding"]
    assert 1 == called("-", stdin=b" ").returncode


def test_the_options_make_the_profile(tmp_path: Path, capsys: Capture) -> None:
    """Style, day, names of one's own and rules to leave out are those of the article."""
    names = tmp_path / "names.toml"
    names.write_text('[[entity]]\nid = "x:1"\nkind = "person"\nname = "Ana Sol"\nforms = ["Anna Soll"]\n')
    page = tmp_path / "page.txt"
    page.write_text("Anna Soll spoke in Kiev on Monday, the council said.\n\nShare this article\n")
    options = ["--style", "ap", "--as-of", "2018-01-01", "--names", str(names), "--without", "share"]

    assert 0 == run([*options, str(page)])
    article = Article.from_json(capsys.readouterr().out)
    assert "Ana Sol spoke in Kiev on Monday, the council said." == article.paragraphs[0]
    assert () == article.dropped
    assert 0 == run(["--style", "none", str(page)])
    assert "Anna Soll spoke in Kiev" in Article.from_json(capsys.readouterr().out).text


def test_explain_tells_every_reason(capsys: Capture) -> None:
    """Every block, its rule and evidence, and every edit are in the explanation."""
    article = normalize(PAGE)
    assert 0 == run(["explain", str(PAGE)])
    out = capsys.readouterr().out

    for block in article.blocks:
        assert f"{block.span.start}-{block.span.end}" in out
        for reason in block.reasons:
            assert f"{reason.rule}: {reason.evidence[:40]}" in out
            assert f"\n  {reason.rule}\n" in out
        for edit in block.text.edits:
            assert f"{edit.span.of(block.text.source)!r} -> {edit.after!r}" in out


def test_explain_gives_a_line_of_json_for_each_block(capsys: Capture) -> None:
    """Positions are those of the source, and each reason tells what its rule is for."""
    article = normalize(PAGE)
    assert 0 == run(["explain", "--format", "json", str(PAGE)])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [block.span.of(article.source) for block in article.blocks] == [
        article.source[row["start"] : row["end"]] for row in rows
    ]
    assert [block.family for block in article.blocks] == [row["family"] for row in rows]
    for row in rows:
        assert all(reason["what"] for reason in row["reasons"])
        for edit in row["edits"]:
            assert article.source[edit["start"] : edit["end"]] == edit["before"]


def test_names_are_listed_with_what_is_written_and_why(capsys: Capture) -> None:
    """A name has its entity; one that is held back says why; a pipe gets a row for each."""
    assert 0 == run(["names", "--format", "text", "Zelensky", "ate", "a", "chicken", "Kiev"])
    assert [
        "Zelensky → Zelenskyy  person Q3874799  ap since 2022-02-26",
        "chicken Kiev  fixed newsnorm:chicken-kiev  a term of its own",
    ] == capsys.readouterr().out.splitlines()
    assert 0 == run(["names", "--style", "none", "It rained in Kiev."])
    row = json.loads(capsys.readouterr().out)
    assert ("Kiev", "Kiev", "Q1899", 13, 17) == tuple(
        row[key] for key in ("found", "written", "entity", "start", "end")
    )
    assert b"Kyiv" in called("names", "-", stdin=b"It rained in Kiev.").stdout


def test_rules_of_ones_own_are_checked(tmp_path: Path, capsys: Capture) -> None:
    """Sound rules are counted; each broken example is one line; so is a file that is no TOML."""
    rule = (
        '[[rule]]\nid = "share.print"\nwhat = "A button."\nwhy = "It is one."\npattern = "^print [ ] this$"\n'
    )
    sound, broken, other = (tmp_path / name for name in ("sound.toml", "broken.toml", "other.toml"))
    sound.write_text(rule + 'takes = ["Print this"]\nleaves = ["Print this and that"]\n')
    broken.write_text(rule + 'takes = ["Print it"]\nleaves = ["Print this"]\n')
    other.write_text("[[rule]")

    assert 0 == run(["rules", "check", str(sound)])
    assert f"{sound}: 1 rule, 2 examples, all sound\n" == capsys.readouterr().out
    assert 1 == run(["rules", "check", str(broken), str(other), str(tmp_path / "none.toml")])
    lines = capsys.readouterr().err.splitlines()
    assert [
        f"newsnorm: {broken}: share.print should take 'Print it'",
        f"newsnorm: {broken}: share.print should leave 'Print this'",
    ] == lines[:2]
    assert 4 == len(lines)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["no-such-page.txt"], 1, "no-such-page.txt: No such file or directory"),
        (["https://example.org/a"], 1, "https://example.org/a: an address, not a file; fetch it first"),
        (["tests/typing"], 1, "tests/typing: a folder without pages; their names end with .htm"),
        (["--foo"], 2, "No such option"),
        (["--style", "sun", "a.txt"], 2, "'sun' is not one of"),
        (["--as-of", "2018", "a.txt"], 2, "'2018' is no day; write it as 2022-02-24"),
        (["--without", "adverts", "a.txt"], 2, "there is no rule and no family 'adverts'"),
        (["--names", "no-such.toml", "a.txt"], 2, "no-such.toml: No such file or directory"),
        (["--names", "pyproject.toml", "a.txt"], 2, "pyproject.toml may only hold tables [[entity]]"),
        (["explain"], 2, "Missing argument 'FILE...'"),
        (["rules", "check", "no-such.toml"], 1, "no-such.toml: No such file or directory"),
    ],
)
def test_an_error_is_one_line(
    arguments: list[str], code: int, said: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says what is wrong, on standard error, without a traceback, and the exit code tells the kind."""
    monkeypatch.chdir(ROOT)

    assert code == run(arguments)
    out, err = capsys.readouterr()
    assert "" == out
    assert 1 == len(err.splitlines())
    assert err.startswith("newsnorm: ")
    assert said in err


def test_a_page_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, capsys: Capture) -> None:
    """The others are printed, the exit code says that something is missing."""
    binary = tmp_path / "page.pdf"
    binary.write_bytes(b"%PDF-1.7\x00\x01")

    assert 1 == run([str(binary), "no-such-page.txt", str(PAGE)])
    out, err = capsys.readouterr()
    assert 1 == len(out.splitlines())
    assert 2 == len(err.splitlines())


def test_arguments_that_cannot_be_read_do_not_stop_the_others(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder without pages, one with pages below it, no path at all, one too long, files of many documents: a line each."""
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "deep/below"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "deep" / "below" / "page.txt").write_text("It rained in Kiev.")
    (tmp_path / "page.txt").write_text("It rained in Kiev.")
    (tmp_path / "many.jsonl").write_text('{"text": "It rained."}\n{"text": "It rained."}\n')
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>It rained."))
    unreadable = ("empty", "deep", "", "a" * 300, "many.jsonl", "page.html.gz")

    assert 1 == run(["--format", "json", *unreadable, "page.txt"])
    shown = capsys.readouterr()
    assert ["page.txt"] == [json.loads(line)["id"] for line in shown.out.splitlines()]
    empty, deep, none, long, many, packed = shown.err.splitlines()
    assert "empty: a folder without pages" in empty
    assert "in folders below it; they are read by: newsnorm batch deep OUT.jsonl" in deep
    assert "newsnorm: '': an empty path" == none
    assert "name too long" in long
    assert "JSON Lines; " in many
    assert many.endswith("newsnorm batch many.jsonl OUT.jsonl")
    assert packed.endswith("newsnorm batch page.html.gz OUT.jsonl")


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the streams")
@pytest.mark.parametrize(
    ("closed", "code", "said"),
    [("<&-", 1, b"newsnorm: <stdin>: it is closed\n"), (">&-", 0, b""), (">&- 2>&-", 0, b"")],
)
def test_a_closed_stream_is_no_crash(closed: str, code: int, said: bytes) -> None:
    """Nothing is read from it, and what is written to it is wanted by nobody."""
    source = "-" if closed == "<&-" else str(PAGE)
    command = f"{shlex.join([*PROGRAM, source])} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False)  # noqa: S603, S607 - our own program

    assert (code, b"", said) == (done.returncode, done.stdout, done.stderr)


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    """Closing the pipe early ends the program quietly."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, *[str(path) for path in PAGES] * 20],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        said = process.stderr.read()

    assert b"" == said
    assert 0 == process.returncode


def test_a_file_or_pipe_gets_utf_8_whatever_the_system_writes() -> None:
    """A report says that it is UTF-8, so it is; a letter that ASCII lacks does not stop the program."""
    done = called("--format", "html", str(PAGE), PYTHONIOENCODING="ascii", PYTHONUTF8="0")

    assert 0 == done.returncode
    assert newsnorm.report.html(normalize(PAGE)) == done.stdout.decode().rstrip("\r\n")


@pytest.mark.parametrize("arguments", [[], ["read"], ["explain"], ["names"], ["rules"], ["rules", "check"]])
def test_every_command_has_help_with_examples(arguments: list[str], capsys: Capture) -> None:
    """``--help`` tells what a command does and shows how it is called."""
    assert 0 == run([*arguments, "--help"])
    out = capsys.readouterr().out
    assert arguments == ["rules"] or "Examples:" in out


def test_without_arguments_the_program_shows_its_help(capsys: Capture) -> None:
    """So that one sees what it can do; as nothing was done, the exit code is 2."""
    assert 2 == run([])
    assert "Usage: newsnorm [OPTIONS] FILE..." in capsys.readouterr().err


def test_the_version_is_told(capsys: Capture) -> None:
    """It is that of the package."""
    assert 0 == run(["--version"])
    assert f"newsnorm {newsnorm.__version__}\n" == capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("newsnorm ex", "plain,explain"),
        ("newsnorm seeds/", "file,seeds/"),
        ("newsnorm --fo", "plain,--format"),
        ("newsnorm --style gua", "plain,guardian"),
        ("newsnorm explain --wi", "plain,--without"),
        ("newsnorm rules ch", "plain,check"),
    ],
)
def test_the_shell_completes(
    line: str, offered: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Commands, options, their choices and files are offered, also where no command is named."""
    monkeypatch.setenv("_NEWSNORM_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    with pytest.raises(SystemExit):
        run([])

    assert offered in capsys.readouterr().out.splitlines()


def test_without_click_the_program_says_what_to_install() -> None:
    """One line, and no traceback."""
    code = (
        "import sys, importlib.util as util, newsnorm.__main__ as program; "
        "program.find_spec = lambda name: None; sys.exit(program.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own code

    assert 2 == done.returncode
    assert (
        'newsnorm: the command line needs click; install it with: pip install "newsnorm[cli]"\n'
        == done.stderr
    )


@pytest.mark.parametrize(
    ("suffix", "package", "extra"), [("warc.gz", "fastwarc", "warc"), ("parquet", "pyarrow", "arrow")]
)
def test_without_an_extra_the_program_says_what_to_install(
    suffix: str, package: str, extra: str, tmp_path: Path
) -> None:
    """The file that needs it is named by its suffix; the output is not begun."""
    (tmp_path / f"a.{suffix}").write_bytes(b"")
    arguments = ["batch", str(tmp_path / f"a.{suffix}"), str(tmp_path / "out.jsonl")]
    code = (
        f"import sys; sys.modules[{package!r}] = None; "
        f"from newsnorm.cli.program import run; sys.exit(run({arguments!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603 - our own code

    assert 1 == done.returncode
    assert (
        f'newsnorm: this needs {package}; install it with: pip install "newsnorm[{extra}]"\n' == done.stderr
    )


def examples() -> list[tuple[str, str]]:
    """Return the commands of each example of the manual, and what it says that they print."""
    blocks = re.findall(r"```console\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    return [
        ("\n".join(re.findall(r"^\$ (.*)$", block, re.MULTILINE)), re.sub(r"(?m)^\$ .*\n", "", block))
        for block in blocks
    ]


def test_the_manual_has_examples() -> None:
    """So that an empty list cannot pass the test below."""
    assert len(examples()) >= 8


@pytest.mark.skipif(sys.platform == "win32", reason="the examples are for a Unix shell")
@pytest.mark.parametrize(("commands", "printed"), examples(), ids=lambda text: text.splitlines()[0])
def test_the_examples_of_the_manual_run(commands: str, printed: str, tmp_path: Path) -> None:
    """Each prints what the manual says; ``...`` stands for anything."""
    script = f'newsnorm() {{ "{sys.executable}" -m newsnorm "$@"; }}\n{commands}'
    done = subprocess.run(  # noqa: S602 - our own manual
        script,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "OUT": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )

    assert doctest.OutputChecker().check_output(
        printed, done.stdout, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    ), done.stdout
