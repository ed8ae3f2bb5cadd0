#!/usr/bin/env python3
"""Builds corpora of generated plans: time, peak memory, size of the graph, and whether every responsibility is right.

    cargo build --release
    python3 benches/scale.py 1000 10000

For each number of plans a line of a Markdown table. The plans (`policygraph generate`, the same for the same seed) and the graphs
stand in a scratch folder that is removed. Fails where a responsibility is missing, wrong or too many.
"""

import argparse
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def run(program, *arguments):
    """Runs the program; its time in seconds and its peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([program, *map(str, arguments)], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"policygraph {arguments[0]} failed:\n{said}")
    return time.perf_counter() - start, usage.ru_maxrss / 1000


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {tuple(row[column] for column in ("document", "section", "role", "unit")) for row in csv.DictReader(file)}


def measure(program, plans, seed, scratch):
    run(program, "generate", plans, "--seed", seed, "--output", scratch)
    graph = scratch / "policy.graph"
    size = sum(path.stat().st_size for path in (scratch / "documents").iterdir())
    took, memory = run(program, "build", scratch / "documents", "--no-cache", "--output", graph)
    run(program, "query", "responsibilities", "--graph", graph, "--timeout", 3600, "--output", scratch / "found.csv")
    wanted, found = rows(scratch / "answers.csv"), rows(scratch / "found.csv")
    print(
        f"| {plans:,} | {size / 1e6:.1f} MB | {took:.1f} s | {size / 1e6 / took:.1f} MB/s | {memory:,.0f} MB "
        f"| {graph.stat().st_size / 1e6:.1f} MB | {len(wanted):,} | {len(wanted & found) / max(1, len(wanted | found)):.4f} |",
        flush=True,
    )
    for row in sorted(wanted ^ found)[:10]:
        print("missing" if row in wanted else "too many", *row, file=sys.stderr)
    return wanted == found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("plans", type=int, nargs="+")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--program", default=ROOT / "target/release/policygraph")
    args = options.parse_args()
    print("| plans | text | build | | peak memory | graph file | responsibilities | right |")
    print("|---|---|---|---|---|---|---|---|")
    right = True
    for plans in args.plans:
        with tempfile.TemporaryDirectory() as scratch:
            right &= measure(args.program, plans, args.seed, pathlib.Path(scratch))
    if not right:
        sys.exit("some responsibilities are not right")


if __name__ == "__main__":
    main()
