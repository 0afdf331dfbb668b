"""Pages in Ray Data: the same function as on Spark, a table at a time. ``pip install "newsnorm[arrow]" "ray[data]"``."""

import pyarrow as pa
import ray

from newsnorm import arrow


def normalized(pages: pa.Table) -> pa.Table:
    """Return the articles and failures of a table of pages, row for row."""
    batches = arrow.normalize_batches(pages.to_batches(), column="page", id="url")
    return pa.Table.from_batches(batches, arrow.ARTICLES)


if __name__ == "__main__":
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    texts = [" " if n % 100 == 7 else f"Kiev was calm on day {n}." for n in range(400)]
    table = pa.table({"url": [f"page {n}" for n in range(400)], "page": texts})
    # Each call starts a worker, which takes a second: hence not too few rows at once.
    done = ray.data.from_arrow(table).map_batches(normalized, batch_format="pyarrow", batch_size=200)
    rows = done.take_all()
    print(len(rows), "rows,", sum(row["failure"] is not None for row in rows), "failures")
    print(next(row["text"] for row in rows if row["id"] == "page 8"))
