"""``newsnorm rules check FILE``: are the user's own rules sound, and do their examples hold?"""

from __future__ import annotations

from pathlib import Path

import click

from newsnorm import rules as book
from newsnorm.errors import BrokenRule
from newsnorm.report.tally import counted


@click.group()
def rules() -> None:
    """Check rules of your own."""


@rules.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(readable=False))
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Check the rules in each FILE (TOML): their form, their patterns, and every example.

    \b
    Examples:
      newsnorm rules check my-rules.toml
    """
    faults = [fault for file in files for fault in _faults(file)]
    for fault in faults:
        click.echo(f"newsnorm: {fault}", err=True)
    ctx.exit(1 if faults else 0)


def _faults(file: str) -> list[str]:
    try:
        found = book.load(Path(file).read_text("utf-8"), file)
    except OSError as error:
        return [f"{file}: {error.strerror}"]
    except UnicodeDecodeError:
        return [f"{file}: not text in UTF-8"]
    except BrokenRule as error:
        return [str(error)]
    faults = [f"{file}: {error}" for rule in found for error in book.broken_examples(rule)]
    if not faults:
        examples = sum(len(rule.takes) + len(rule.leaves) for rule in found)
        click.echo(f"{file}: {counted(len(found), 'rule')}, {counted(examples, 'example')}, all sound")
    return faults
