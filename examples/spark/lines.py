"""Articles as lines of JSON to records, on Spark: lines.py INPUT OUTPUT."""
import subprocess
import sys
import threading

import pandas as pd
from pyspark.sql import SparkSession


def records(batches):
    """One process for each partition. A thread feeds it, so that neither side waits for the other."""
    child = subprocess.Popen(["dateline", "extract", "--ndjson", "--jobs", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def feed():
        with child.stdin as pipe:
            for batch in batches:
                for line in batch["value"]:
                    pipe.write(line + "\n")

    threading.Thread(target=feed, daemon=True).start()
    lines = []
    for line in child.stdout:
        lines.append(line.rstrip("\n"))
        if len(lines) == 256:
            yield pd.DataFrame({"record": lines})
            lines = []
    yield pd.DataFrame({"record": lines})
    if child.wait() != 0:
        raise RuntimeError(f"dateline ended with {child.returncode}")


if __name__ == "__main__":
    spark = SparkSession.builder.appName("dateline").getOrCreate()
    spark.read.text(sys.argv[1]).mapInPandas(records, "record string").write.text(sys.argv[2])
