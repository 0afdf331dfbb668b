"""The program: its commands, its help, and how it ends."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from newsnorm import __version__
from newsnorm.cli.batch import batch
from newsnorm.cli.explain import explain
from newsnorm.cli.names import names
from newsnorm.cli.read import read
from newsnorm.cli.rules import rules
from newsnorm.errors import NewsnormError

DEFAULT = "read"
"""The command that is meant where none is named: ``newsnorm page.html``."""

FAILED, MISUSED, INTERRUPTED = 1, 2, 130
"""The exit codes beside 0; ``docs/command-line.md`` explains them."""

EXTRAS = {"fastwarc": "warc", "pyarrow": "arrow"}
"""Which extra brings a package that a command may need."""

HELP = """\
Print the article in each FILE: a page of plain text, Markdown or HTML, a folder of them, or - for
standard input. On a terminal it is laid out for reading; in a pipe it is JSON Lines, an article a line.
"""

EXAMPLES = """\
\b
Examples:
  newsnorm page.html                          read one page
  curl -s https://example.org/a | newsnorm -  read what another program fetched
  newsnorm seeds/ | jq -r .title              JSON Lines in a pipe
  newsnorm --format html page.html > report.html
  newsnorm explain page.html                  which rule took which block, and why
  newsnorm batch crawl/ articles.jsonl        whole corpora, resumable
  newsnorm names "Zelensky spoke in Kiev."    which names are known

\b
Exit codes: 0 all is well; 1 a page could not be read, or a rule is broken;
2 the command was not understood; 130 interrupted.
A file with the name of a command is read as ./names. Shell completion for bash
(zsh and fish alike): eval "$(_NEWSNORM_COMPLETE=bash_source newsnorm)"
"""


class Program(click.Group):
    """A group of commands one of which need not be named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before what names no command."""
        if args and args[0] not in {*self.commands, "--help", "-h", "--version"}:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Call the command; whoever reads the output, `head` for one, may have seen enough of it."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains at its end
            return 0
        return result

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show how the default command is called, and that there are others."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] FILE...")
        formatter.write_usage(ctx.command_path, "COMMAND [ARGS]...", prefix="       ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options of the default command, the program's own, and the other commands."""
        params = (*self.commands[DEFAULT].params, *self.get_params(ctx))
        records = (param.get_help_record(ctx) for param in params if isinstance(param, click.Option))
        with formatter.section("Options"):
            formatter.write_dl([record for record in records if record is not None])
        self.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer commands, the options of the default command, and files."""
        offered = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            return [*self.commands[DEFAULT].shell_complete(ctx, incomplete), *offered]
        return [*offered, CompletionItem(incomplete, type="file")]


@click.group(
    cls=Program,
    help=HELP,
    epilog=EXAMPLES,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
def program() -> None:
    """Be called before each command."""


for command in (read, explain, batch, names, rules):
    program.add_command(command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program with ``arguments``, those of the process if not given, and return its exit code.

    Whatever is wrong is said in one line on standard error.
    """
    _set_up_streams()
    try:
        code = program.main(arguments, prog_name="newsnorm", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return MISUSED
    except click.ClickException as error:
        click.echo(f"newsnorm: {error.format_message()}", err=True)
        return error.exit_code
    except NewsnormError as error:
        click.echo(f"newsnorm: {error}", err=True)
        return FAILED
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package not in EXTRAS:
            raise
        install = f'pip install "newsnorm[{EXTRAS[package]}]"'
        click.echo(f"newsnorm: this needs {package}; install it with: {install}", err=True)
        return FAILED
    except OSError as error:
        click.echo(f"newsnorm: {error.filename or 'output'}: {error.strerror or error}", err=True)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        click.echo("newsnorm: interrupted", err=True)
        return INTERRUPTED
    return code if isinstance(code, int) else 0


def _set_up_streams() -> None:
    """Write UTF-8 to files and pipes, and to a terminal what it can show: a letter is no reason to stop.

    A stream that is closed (``>&-``) is no stream to Python; what goes there is wanted by nobody.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
