"""Web archives to records, on Spark, one task for each file: archives.py LIST OUTPUT, where LIST names files that every worker can read."""
import subprocess
import sys

from pyspark.sql import SparkSession


def records(paths):
    """The records of each archive. Pages that fail are told of on standard error, which Spark keeps in the task's log."""
    for path in paths:
        child = subprocess.Popen(["dateline", "extract", "--format", "jsonl", "--jobs", "1", "--quiet", path], stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for line in child.stdout:
            yield line.rstrip("\n")
        if child.wait() > 1:
            raise RuntimeError(f"dateline ended with {child.returncode} on {path}")


if __name__ == "__main__":
    spark = SparkSession.builder.appName("dateline").getOrCreate()
    paths = open(sys.argv[1], encoding="utf-8").read().split()
    spark.sparkContext.parallelize(paths, len(paths)).mapPartitions(records).saveAsTextFile(sys.argv[2])
