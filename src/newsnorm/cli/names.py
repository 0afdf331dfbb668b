"""``newsnorm names TEXT``: which names are known in a text, and how the style writes them."""

from __future__ import annotations

import datetime
import json
import sys

import click

from newsnorm.cli.options import AS_OF, NAMES, STYLE, form_or_default, formats
from newsnorm.names import Entity, Name, find


@click.command(short_help="List the known names in a text.")
@click.argument("text", nargs=-1, required=True)
@formats("text", "json")
@STYLE
@AS_OF
@NAMES
def names(
    text: tuple[str, ...],
    form: str | None,
    style: str,
    as_of: datetime.date | None,
    names: tuple[Entity, ...] | None,
) -> None:
    """List the known names in TEXT, or - for standard input: how each is written, what it names, and why.

    \b
    Examples:
      newsnorm names "Zelensky spoke in Kiev."
      newsnorm names --style guardian --as-of 2018-01-01 - < page.txt
    """
    told = sys.stdin.buffer.read().decode(errors="replace") if text == ("-",) else " ".join(text)
    found = find(told, style=None if style == "none" else style, as_of=as_of, names=names or ())
    is_text = form_or_default(form) == "text"
    for name in found:
        click.echo(_line(name) if is_text else _row(name))


def _line(name: Name) -> str:
    change = name.found if name.found == name.written else f"{name.found} → {name.written}"
    entity = name.entity
    return f"{change}  {click.style(f'{entity.kind} {entity.id}', fg='cyan')}  {name.why}"


def _row(name: Name) -> str:
    row = {
        "found": name.found,
        "written": name.written,
        "entity": name.entity.id,
        "kind": name.entity.kind,
        "start": name.span.start,
        "end": name.span.end,
        "why": name.why,
    }
    return json.dumps(row)
