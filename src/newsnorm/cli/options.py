"""The options that several commands have: those of the profile, and the form of the output."""

from __future__ import annotations

import datetime
import functools
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from newsnorm.names import Entity, load, styles
from newsnorm.profile import Profile
from newsnorm.rules import ids_and_families

Command = Callable[..., Any]


def day(text: str) -> datetime.date:
    """Return the day that ``text`` writes in ISO 8601: ``2022-02-24``."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        msg = f"{text!r} is no day; write it as 2022-02-24"
        raise click.BadParameter(msg) from None


def rule_or_family(text: str) -> str:
    """Return the id of a rule, or what stands before its dot, if there is such a one."""
    if text not in ids_and_families():
        msg = f"there is no rule and no family {text!r}"
        raise click.BadParameter(msg)
    return text


def entities(path: str) -> tuple[Entity, ...]:
    """Return the entities in a TOML file."""
    try:
        text = Path(path).read_text("utf-8")
    except (OSError, ValueError) as error:
        msg = f"{path}: {getattr(error, 'strerror', None) or 'not text in UTF-8'}"
        raise click.BadParameter(msg) from error
    return load(text, path)


def _file_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return click.Path().shell_complete(ctx, param, incomplete)


STYLE = click.option(
    "--style",
    type=click.Choice((*styles(), "none")),
    default="ap",
    show_default=True,
    help="Whose spellings to write; none only reports names.",
)
AS_OF = click.option("--as-of", type=day, metavar="DAY", help="Write the style of this day (ISO 8601).")
NAMES = click.option(
    "--names",
    type=entities,
    metavar="FILE",
    shell_complete=_file_names,
    help="Entities of your own, in TOML.",
)
WITHOUT = click.option(
    "--without",
    multiple=True,
    type=rule_or_family,
    metavar="RULE",
    help="Do not use this rule or family; may be given again.",
)


def profiled(command: Command) -> Command:
    """Give a command the options of a profile; it is called with ``profile`` instead of them."""

    @functools.wraps(command)
    def wrapped(
        *,
        style: str,
        as_of: datetime.date | None,
        names: tuple[Entity, ...] | None,
        without: tuple[str, ...],
        **others: object,
    ) -> object:
        profile = Profile(
            style=None if style == "none" else style, as_of=as_of, names=names or (), without=without
        )
        return command(profile=profile, **others)

    return STYLE(AS_OF(NAMES(WITHOUT(wrapped))))


def formats(*choices: str) -> Callable[[Command], Command]:
    """Return the option ``--format``, whose default is text on a terminal and JSON in a pipe."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(choices),
        help="The form of the output; if not given, text on a terminal and json in a pipe.",
    )


def form_or_default(form: str | None) -> str:
    """Return the form asked for, or the one that suits what reads the output."""
    return form or ("text" if sys.stdout.isatty() else "json")
