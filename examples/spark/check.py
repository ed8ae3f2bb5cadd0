"""Runs the example on a standalone cluster on this machine and holds it to `policygraph build`.

    python examples/spark/check.py target/release/policygraph [--first]

A master and two workers on the loopback address; the same tables as one build, row for row: in a plain run, in one in
which a worker and its executor are killed, and in one with a partition full of malformed lines, which must be reported.
With `--first` the plain run alone, on a small corpus. Needs Java 17 and `pip install 'pyspark[sql]'`.
"""

import argparse
import csv
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow.dataset
import pyspark

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent.parent / "data" / "corpus"
HOME = Path(pyspark.__file__).parent
# Six Java machines run for a minute or two: they do better not to compile much, nor to collect garbage in parallel.
ENVIRONMENT = os.environ | {
    "SPARK_HOME": str(HOME),
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_PYTHON": sys.executable,
    "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
TABLES = ["documents", "measures", "responsibilities", "entities", "targets", "cooccurrences"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def daemon(folder, name, kind, *arguments):
    command = [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{kind}", "--host", "127.0.0.1", *map(str, arguments)]
    log = open(folder / f"{name}.log", "w")
    # A session of its own, so that its executors can be killed with it.
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=log, stderr=log, start_new_session=True)


def kill(process):
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def documents(copies):
    """The corpus several times over; every copy is another year's, so that none is the same text once more."""
    for file in sorted(CORPUS.glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        for copy in range(copies):
            yield {"id": f"{file.stem}-{copy}", "path": f"{file.stem}-{copy}.txt", "text": text.replace("2018年", f"{2010 + copy}年")}


def lines_of(table):
    """Rows without the columns of the partition, in a fixed order."""
    head, *rows = table
    kept = [place for place, column in enumerate(head) if not column.startswith("by_")]
    return [head[place] for place in kept], sorted([row[place] or "" for place in kept] for row in rows)


def built(program, folder, copies):
    (folder / "docs").mkdir()
    for document in documents(copies):
        (folder / "docs" / document["path"]).write_text(document["text"], encoding="utf-8")
    graph = folder / "built.graph"
    subprocess.run([program, "build", folder / "docs", "--output", graph, "--no-cache"], check=True, capture_output=True)
    tables = {}
    for name in TABLES:
        asked = [program, "query", name, "--graph", graph, "--format", "csv"]
        text = subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout
        tables[name] = lines_of(list(csv.reader(text.splitlines(keepends=True))))
    return tables, graph.read_bytes()


def submit(master, program, source, output, *more):
    command = [HOME / "bin" / "spark-submit", "--master", master, "--conf", "spark.driver.host=127.0.0.1", "--conf",
               "spark.executor.memory=512m", "--conf", "spark.sql.shuffle.partitions=4", HERE / "policygraph_spark.py",
               "--input", source, "--output", output, "--program", program, "--partitions", "8", *more]
    log = open(f"{output}.log", "w")
    # Spark leaves a warehouse where it runs.
    return subprocess.Popen(list(map(str, command)), env=ENVIRONMENT, stdout=log, stderr=log, cwd=output.parent)


def written(output):
    for name in TABLES:
        frame = pyarrow.dataset.dataset(f"{output}/tables/{name}", partitioning="hive").to_table()
        yield name, lines_of([frame.column_names, *zip(*(column.to_pylist() for column in frame.columns))])


def reported(output):
    """The lines that were no documents."""
    return [json.loads(line) for part in Path(f"{output}/errors").glob("*.json") for line in part.read_text().splitlines()]


def holds(case, output, expected, graph):
    for name, (head, rows) in written(output):
        assert sorted(head) == sorted(expected[name][0]), f"{case}, {name}: {head}"
        order = [head.index(column) for column in expected[name][0]]
        rows = sorted([row[place] for place in order] for row in rows)
        assert rows == expected[name][1], f"{case}, {name}: {len(rows)} rows, not those of build"
    assert (Path(output) / "policy.graph").read_bytes() == graph, f"{case}: another graph than that of build"
    print(f"{case}: the same tables and the same graph as build", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--first", action="store_true", help="the plain run alone")
    asked = parser.parse_args()
    program, copies, cases = asked.program.resolve(), 2 if asked.first else 8, CASES[:1] if asked.first else CASES
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        expected, graph = built(program, folder, copies)
        good = [json.dumps(document, ensure_ascii=False) for document in documents(copies)]
        (folder / "good.jsonl").write_text("\n".join(good) + "\n", encoding="utf-8")
        bad = [f'{{"id": "bad-{number}", "text":' for number in range(200)]
        (folder / "bad.jsonl").write_text("\n".join(bad + good) + "\n", encoding="utf-8")
        port = free_port()
        master = f"spark://127.0.0.1:{port}"
        daemons = [daemon(folder, "master", "master.Master", "--port", port, "--webui-port", free_port())]
        try:
            time.sleep(4)
            for number in (1, 2):
                wanted = ("--cores", 1, "--memory", "1g", "--webui-port", free_port(), "--work-dir", folder / f"worker-{number}", master)
                daemons.append(daemon(folder, f"worker-{number}", "worker.Worker", *wanted))
            run(cases, master, program, folder, daemons, expected, graph)
        finally:
            for process in reversed(daemons):
                kill(process)


# What is run, on which documents, and whether a worker is killed.
CASES = [("a plain run", "good", False), ("malformed lines", "bad", False), ("a worker killed", "good", True)]


def run(cases, master, program, folder, daemons, expected, graph):
    for case, source, is_killed in cases:
        output = folder / case.replace(" ", "-")
        job = submit(master, program, folder / f"{source}.jsonl", output)
        if is_killed:
            while job.poll() is None and not running(daemons[1]):
                time.sleep(0.05)
            assert job.poll() is None, "the run ended before a worker could be killed"
            kill(daemons[1])
        assert job.wait() == 0, Path(f"{output}.log").read_text()[-3000:]
        holds(case, output, expected, graph)
        errors = len(reported(output))
        assert errors == (200 if source == "bad" else 0), f"{case}: {errors} errors are reported"


def running(worker):
    """Whether an executor of the worker runs the program."""
    listed = subprocess.run(["ps", "-eo", "sid,args"], capture_output=True, text=True).stdout
    lines = (line.split(None, 1) for line in listed.splitlines()[1:])
    return any(int(sid) == os.getsid(worker.pid) and "extract --stdin" in command for sid, command in lines)


if __name__ == "__main__":
    main()
