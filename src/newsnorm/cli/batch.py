"""``newsnorm batch IN OUT``: whole corpora, with the progress on standard error, resumable after a kill."""

from __future__ import annotations

import sys
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing

import click
from attrs import fields_dict

from newsnorm.article import Article
from newsnorm.batch import TIMEOUT, normalize_many
from newsnorm.cli.documents import Columns, Document, documents, files, total
from newsnorm.cli.options import profiled
from newsnorm.cli.outputs import Output, Result, opened
from newsnorm.errors import Failure, UnreadableSource
from newsnorm.plain import DERIVED
from newsnorm.profile import Profile
from newsnorm.report.tally import counted

FIELDS = (*DERIVED, *fields_dict(Article))
"""What a row may hold beside the id."""


def chosen_fields(text: str) -> tuple[str, ...]:
    """Return the fields that are named, with commas between them."""
    names = tuple(name.strip() for name in text.split(","))
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        msg = f"there is no field {unknown[0]!r}; there are {', '.join(FIELDS)}"
        raise click.BadParameter(msg)
    return names


@click.command(short_help="Read whole corpora, and go on where a run was cut off.")
@click.argument("source", metavar="IN", type=click.Path(readable=False))
@click.argument("target", metavar="OUT", type=click.Path(readable=False))
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes; as many as there are cores if not given."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=TIMEOUT,
    show_default=True,
    help="Seconds for one document.",
)
@click.option("--column", default="text", show_default=True, help="Which column or key holds the page.")
@click.option("--id", "id_column", default="id", show_default=True, help="Which column or key holds the id.")
@click.option(
    "--url", "url_column", help="Which column or key holds the address that the page was fetched from."
)
@click.option(
    "--fields",
    type=chosen_fields,
    default=None,
    metavar="NAMES",
    help="Write only these fields of the articles, for example text,title,published.",
)
@profiled
def batch(
    source: str,
    target: str,
    workers: int | None,
    timeout: float,
    column: str,
    id_column: str,
    url_column: str | None,
    fields: tuple[str, ...] | None,
    profile: Profile,
) -> None:
    """Read every document in IN and write a row for each to OUT, in the same order.

    IN is a folder with all that is below it, a pattern in quotes, or a file: pages (also .gz), JSON
    Lines (.jsonl, .jsonl.gz), Parquet or WARC (.warc, .warc.gz). OUT is a file .jsonl, or a folder
    .parquet. A document that gives no article has a row with the cause.
    If the run is cut off, give the same command again: it goes on where it was.

    \b
    Examples:
      newsnorm batch pages/ articles.jsonl
      newsnorm batch "crawl/*.warc.gz" articles.parquet --workers 8
      newsnorm batch dump.jsonl articles.jsonl --column html --id url --url url --fields text,title
    """
    found = files(source, target)
    read = (
        document for file in found for document in documents(file, Columns(column, id_column, url_column))
    )
    with closing(opened(target, fields or ())) as output:
        done = _skipped(read, output, target)
        if done:
            click.echo(f"going on after {counted(done, 'document')}", err=True)
        whole = total(found) if sys.stderr.isatty() else None
        _written(_named(read, profile, workers, timeout), output, None if whole is None else whole - done)


def _skipped(read: Iterator[Document], output: Output, target: str) -> int:
    """Pass over the documents that have a row already, and return how many.

    Raises:
        UnreadableSource: the rows are those of other documents.
    """
    at = 0
    for at, name in enumerate(output.done(), 1):
        document = next(read, None)
        if document is None or output.written(document[0]) != name:
            why = f"row {at} is {name!r}, not {document[0] if document else None!r}: it is of another input; choose another"
            raise UnreadableSource(target, why)
    return at


def _named(
    read: Iterator[Document], profile: Profile, workers: int | None, timeout: float
) -> Iterator[tuple[str, Result]]:
    """Yield the id of each document and what became of it, in order."""
    names: deque[str] = deque()

    def noted() -> Iterator[Document]:
        for name, payload in read:
            names.append(name)
            yield name, payload

    for result in normalize_many(noted(), profile=profile, workers=workers, timeout=timeout):
        yield names.popleft(), result


def _written(results: Iterator[tuple[str, Result]], output: Output, expected: int | None) -> None:
    """Write all rows, with a bar on a terminal, and sum up at the end."""
    causes: Counter[str] = Counter()
    samples: dict[str, str] = {}
    begun, count = time.monotonic(), 0

    def pace(_item: object = None) -> str:
        rate = count / max(time.monotonic() - begun, 1e-9)
        return f"{counted(count, 'document')}, {rate:,.0f} per second, {counted(causes.total(), 'failure')}"

    with click.progressbar(
        results, expected, file=sys.stderr, hidden=not sys.stderr.isatty(), item_show_func=pace
    ) as shown:
        for name, result in shown:
            output.write(name, result)
            count += 1
            if isinstance(result, Failure):
                causes[result.cause] += 1
                samples.setdefault(result.cause, result.why)
    click.echo(pace(), err=True)
    for cause, number in causes.most_common():
        click.echo(f"{number:7,}  {cause}, such as {samples[cause]}", err=True)
