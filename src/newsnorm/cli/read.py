"""``newsnorm FILE...``: pages in, articles out, for reading, for a pipe, or as a report."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import click

from newsnorm.article import Article
from newsnorm.cli.formats import markdown, page
from newsnorm.cli.options import form_or_default, formats, profiled
from newsnorm.cli.sources import FILES, articles, pages
from newsnorm.profile import Profile
from newsnorm.report import html


def line(name: str, article: Article) -> str:
    """Return one line of JSON: the name of the page as ``id``, and ``Article.to_dict``."""
    return json.dumps({"id": name, **article.to_dict()})


FORMS: Mapping[str, Callable[[str, Article], str]] = {
    "text": page,
    "markdown": lambda _name, article: markdown(article),
    "json": line,
    "html": lambda _name, article: html(article),
}


@click.command(short_help="Print the articles in pages (the default: 'read' may be left out).")
@FILES
@formats(*FORMS)
@profiled
def read(files: tuple[str, ...], form: str | None, profile: Profile) -> None:
    """Print the article in each FILE: a page, a folder of pages, or - for standard input.

    \b
    Examples:
      newsnorm page.html
      newsnorm --format markdown page.html > article.md
      newsnorm --style guardian --as-of 2018-01-01 page.html
    """
    form, names = form_or_default(form), pages(files)
    if form == "html" and len(names) > 1:
        msg = f"a report is about one page, and these are {len(names):,}; give --format html one of them"
        raise click.UsageError(msg)
    for name, article in articles(names, profile):
        click.echo(FORMS[form](name, article))
