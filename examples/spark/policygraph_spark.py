"""Policy documents to one knowledge graph on Apache Spark.

    spark-submit examples/spark/policygraph_spark.py --input plans.jsonl --output out --program /opt/policygraph

Documents are extracted on the executors, a partition through one process of `policygraph extract --stdin`; what the
partitions say is assembled on the driver. `out` then holds

    facts/        Parquet by year and region (or by what --by says): facts, merged, one row for each part of a corpus (policygraph assemble reads them)
    errors/       JSON: every line that was no document, and why
    policy.graph  the graph, with the bytes that `policygraph build` would write
    tables/       the six tables of `policygraph query` as Parquet, by year and region of their documents

Input: JSON lines (fields id and text; path, title, issuer, region, year, date, url, groups where known), Parquet with the
same columns, or a folder of text files. `--program` is a path that exists on every machine; to send the binary along,
`spark-submit --files policygraph` and `--program ./policygraph`.
"""

import argparse
import json
import subprocess
import tempfile
import threading
from pathlib import Path

import pyarrow
from pyspark.sql import SparkSession, functions

TABLES = ["documents", "measures", "responsibilities", "entities", "targets", "cooccurrences"]
SCHEMA = "version int, year int, region string, documents long, facts string, document string, reason string"
ARROW = pyarrow.schema(
    [("version", pyarrow.int32()), ("year", pyarrow.int32()), ("region", pyarrow.string()), ("documents", pyarrow.int64())]
    + [(name, pyarrow.string()) for name in ("facts", "document", "reason")]
)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--input", required=True, help="JSON lines, Parquet or a folder of text files")
    parser.add_argument("--format", choices=["json", "parquet", "text"], default="json")
    parser.add_argument("--output", required=True, type=Path, help="a folder that driver and executors share")
    parser.add_argument("--program", default="policygraph", help="the binary, on every machine")
    parser.add_argument("--partitions", type=int, help="[default: as Spark reads the input]")
    parser.add_argument("--by", nargs="*", choices=["year", "region"], default=["year", "region"], help="what Parquet is parted by")
    parser.add_argument("--lexicon", action="append", default=[], help="a folder of lexicon files, on every machine")
    parser.add_argument("--corrections", help="a corrections file, on every machine")
    return parser.parse_args()


def lines_of(spark, source, form):
    """One string column, `line`: a JSON object for each document. JSON lines go to the program as they are, bad ones too."""
    if form == "json":
        return spark.read.text(source).withColumnRenamed("value", "line")
    if form == "parquet":
        documents = spark.read.parquet(source)
        return documents.select(functions.to_json(functions.struct(*documents.columns)).alias("line"))
    files = spark.read.text(source, wholetext=True, pathGlobFilter="*.txt").withColumn("file", functions.input_file_name())
    name = functions.expr("url_decode(replace(element_at(split(file, '/'), -1), '+', '%2B'))")
    fields = [functions.regexp_replace(name, r"\.txt$", "").alias("id"), name.alias("path"), functions.col("value").alias("text")]
    return files.select(functions.to_json(functions.struct(*fields)).alias("line"))


def extraction(command):
    """What runs on the executors: the lines of a partition in, its facts and errors out."""

    def through(batches):
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")

        def feed():
            with process.stdin as pipe:
                for batch in batches:
                    for line in batch.column(0).to_pylist():
                        pipe.write(line.replace("\n", " ") + "\n")

        feeder = threading.Thread(target=feed)
        feeder.start()
        for line in process.stdout:
            yield pyarrow.RecordBatch.from_pylist([json.loads(line)], schema=ARROW)
        feeder.join()
        if process.wait() != 0:
            raise RuntimeError(f"policygraph ended with {process.returncode}")

    return through


def assemble(program, rows, graph):
    """The graph of all facts, which are fetched one after the other."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        for row in rows:
            record = {"policygraph": "facts", **row.asDict()}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
        lines.flush()
        subprocess.run([program, "assemble", lines.name, "--output", str(graph)], check=True)


def tables(spark, program, graph, output, by):
    """Every table as Parquet; where its rows have a document, by what that document's rows are parted by."""
    with tempfile.TemporaryDirectory(dir=output) as folder:
        frames = {}
        for name in TABLES:
            file = f"{folder}/{name}.csv"
            subprocess.run([program, "query", name, "--graph", str(graph), "--format", "csv", "--output", file], check=True)
            reader = spark.read.option("header", True).option("multiLine", True).option("escape", '"')
            frames[name] = reader.option("emptyValue", "").option("nullValue", "").csv(file)
        year = functions.coalesce(functions.substring("issued", 1, 4), "period_start").cast("int")
        home = {"year": year.alias("by_year"), "region": functions.col("region").alias("by_region")}
        homes = frames["documents"].select("document", *[home[column] for column in by])
        for name, frame in frames.items():
            placed = by if "document" in frame.columns else []
            writer = (frame.join(homes, "document", "left") if placed else frame).write
            writer.partitionBy(*[f"by_{column}" for column in placed]).mode("overwrite").parquet(f"{output}/tables/{name}")


def main():
    asked = arguments()
    spark = SparkSession.builder.appName("policygraph").getOrCreate()
    command = [asked.program, "extract", "--stdin", "--jobs", "1"]
    command += [word for folder in asked.lexicon for word in ("--lexicon", folder)]
    command += ["--corrections", asked.corrections] if asked.corrections else []
    lines = lines_of(spark, asked.input, asked.format)
    lines = lines.repartition(asked.partitions) if asked.partitions else lines
    asked.output.mkdir(parents=True, exist_ok=True)
    facts, errors = f"{asked.output}/facts", f"{asked.output}/errors"
    extracted = lines.mapInArrow(extraction(command), SCHEMA).persist()
    read = extracted.where("facts is not null").drop("document", "reason")
    read.write.partitionBy(*asked.by).mode("overwrite").parquet(facts)
    extracted.where("reason is not null").select("document", "reason").write.mode("overwrite").json(errors)
    graph = asked.output / "policy.graph"
    rows = spark.read.schema("version int, documents long, facts string, year int, region string").parquet(facts)
    assemble(asked.program, rows.na.fill({"region": ""}).toLocalIterator(), graph)
    tables(spark, asked.program, graph, asked.output, asked.by)
    spark.stop()


if __name__ == "__main__":
    main()
