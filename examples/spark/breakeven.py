"""From which size of text on Spark is worth its start: `policygraph build` beside the job, on the same generated plans.

    python examples/spark/breakeven.py target/release/policygraph 1000 4000 16000

For each number of plans a line of a Markdown table: the size of their texts, the time of `build` with all threads, the time of the
whole job on `local[*]`, and how much of that the executors took to extract. Needs Java 17 and `pip install 'pyspark[sql]'`.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyspark

HERE = Path(__file__).resolve().parent
HOME = Path(pyspark.__file__).parent


def timed(command, **more):
    start = time.perf_counter()
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", **more)
    if done.returncode:
        sys.exit(done.stderr[-3000:])
    return time.perf_counter() - start, done.stderr


def measure(program, plans, folder):
    subprocess.run([program, "generate", str(plans), "--output", folder], check=True, capture_output=True)
    files = sorted((folder / "documents").iterdir())
    with (folder / "plans.jsonl").open("w", encoding="utf-8") as lines:
        for file in files:
            document = {"id": file.stem, "path": file.name, "text": file.read_text(encoding="utf-8")}
            lines.write(json.dumps(document, ensure_ascii=False) + "\n")
    size = sum(file.stat().st_size for file in files) / 1e6
    built, _ = timed([program, "build", folder / "documents", "--no-cache", "--output", folder / "built.graph"])
    environment = os.environ | {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    job = [HOME / "bin" / "spark-submit", "--master", "local[*]", "--driver-memory", "4g", HERE / "policygraph_spark.py"]
    job += ["--input", folder / "plans.jsonl", "--output", folder / "out", "--program", program]
    submitted, log = timed(job, env=environment, cwd=folder)
    # The stages of the job that write facts, as Spark's log times them.
    extracted = sum(float(seconds) for seconds in re.findall(r"ResultStage \d+ \(parquet at .*?\) finished in ([0-9.]+) s", log)[:1])
    same = (folder / "built.graph").read_bytes() == (folder / "out" / "policy.graph").read_bytes()
    print(f"| {plans:,} | {size:.1f} MB | {built:.1f} s | {submitted:.1f} s | {extracted:.1f} s | {'yes' if same else 'NO'} |", flush=True)


def main():
    program = Path(sys.argv[1]).resolve()
    print("| plans | text | `build` | Spark job | of it extraction | same graph |\n|---|---|---|---|---|---|", flush=True)
    for plans in map(int, sys.argv[2:]):
        with tempfile.TemporaryDirectory() as folder:
            measure(program, plans, Path(folder))


if __name__ == "__main__":
    main()
