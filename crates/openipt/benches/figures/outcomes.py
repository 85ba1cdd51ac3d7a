"""Classes change with polars, and measures a command.

`outcomes.py measure OUT COMMAND...` runs a command with its output to OUT and prints its seconds, the
seconds of the processors and its peak memory in KiB. `outcomes.py polars IN OUT` does what `openipt outcomes change --method jt
--cutoff a` does, the polars way, and prints the seconds without the start of Python and the counts.
It is spared what the command does besides: naming bad cells, finding rows that are there twice, and
counting who is left out.
"""

import json
import resource
import subprocess
import sys
import time


def measure(out, command):
    begun = time.perf_counter()
    with open(out, "wb") as file:
        subprocess.run(command, stdout=file, check=True)
    seconds = time.perf_counter() - begun
    # Never below this small process of ours: it is what the command is started from.
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)


def with_polars(source, out):
    import polars as pl

    begun = time.perf_counter()
    rows = pl.read_csv(source, null_values=["", "NA", "NaN"], schema_overrides={"score": pl.Float64})
    pre = rows.filter(pl.col("time") == "pre").select("id", "arm", pl.col("score").alias("pre"))
    post = rows.filter(pl.col("time") == "post").select("id", pl.col("score").alias("post"))
    cases = pre.join(post, on="id").drop_nulls()
    mean, sd = cases["pre"].mean(), cases["pre"].std()
    error = sd * (2 * (1 - 0.89)) ** 0.5
    cutoff = mean - 2 * sd
    cases = cases.with_columns(change=pl.col("post") - pl.col("pre"))
    cases = cases.with_columns(
        index=pl.col("change") / error, clinical_before=pl.col("pre") >= cutoff
    )
    better, worse = pl.col("index") < -1.96, pl.col("index") > 1.96
    recovered = better & pl.col("clinical_before") & (pl.col("post") < cutoff)
    cases = cases.with_columns(
        pl.when(recovered)
        .then(pl.lit("recovered"))
        .when(better)
        .then(pl.lit("improved"))
        .when(worse)
        .then(pl.lit("deteriorated"))
        .otherwise(pl.lit("unchanged"))
        .alias("class")
    )
    counts = cases["class"].value_counts()
    cases.write_ndjson(out)
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "version": pl.__version__, **dict(counts.iter_rows())}))


if __name__ == "__main__":
    if sys.argv[1] == "measure":
        measure(sys.argv[2], sys.argv[3:])
    else:
        with_polars(sys.argv[2], sys.argv[3])
