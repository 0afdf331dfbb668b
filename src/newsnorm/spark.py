"""A column of pages on a Spark cluster: the rows of `newsnorm.arrow`, made where the data is.

Spark (``pip install "newsnorm[spark]"``) needs Java 17 or later, and newsnorm on every executor.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Unpack

from newsnorm import arrow
from newsnorm.batch import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def normalize(
    df: DataFrame, *, column: str, id: str | None = None, url: str | None = None, **options: Unpack[Options]
) -> DataFrame:
    """Return a frame with a row for each row of ``df``: its article, or the failure that it became.

    The columns are those of `newsnorm.arrow.ARTICLES`, and the parameters those of
    `newsnorm.arrow.normalize_batches`. Each task has one worker, a process beside Spark's own; so a page that
    crashes it is a row with a failure, and the task goes on. It is lazy, as all of Spark is.

    Raises:
        pyspark.errors.AnalysisException: there is no such column.
    """
    wanted = df.select([name for name in dict.fromkeys((column, id, url)) if name is not None])
    work = partial(arrow.normalize_batches, column=column, id=id, url=url, **options)
    return wanted.mapInArrow(work, schema())


def schema() -> StructType:
    """Return `newsnorm.arrow.ARTICLES` as a schema of Spark."""
    from pyspark.sql.pandas.types import from_arrow_schema  # noqa: PLC0415 - pyspark takes long to import

    return from_arrow_schema(arrow.ARTICLES)
