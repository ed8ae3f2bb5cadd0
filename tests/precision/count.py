#!/usr/bin/env python3
"""Counts the labels beside this file: the share that is right, with its 95 % interval after Wilson.

Strict counts what is arguable as not right; lenient leaves it out.
"""
import csv
import math
import pathlib
from collections import Counter


def interval(right, all_):
    """The interval of a share after Wilson."""
    if all_ == 0:
        return "–"
    z, p = 1.96, right / all_
    middle, spread = p + z * z / (2 * all_), z * math.sqrt((p * (1 - p) + z * z / (4 * all_)) / all_)
    low, high = ((middle + sign * spread) / (1 + z * z / all_) for sign in (-1, 1))
    return f"{p:.2f} ({low:.2f}–{high:.2f})"


def line(name, verdicts):
    count = Counter(verdicts)
    right, arguable, wrong = (count[verdict] for verdict in ("right", "arguable", "wrong"))
    if right + arguable + wrong != len(verdicts):
        raise SystemExit(f"{name}: a verdict is none of right, arguable, wrong: {count}")
    strict, lenient = interval(right, len(verdicts)), interval(right, right + wrong)
    print(f"{name:32} {len(verdicts):4} right {right:4} arguable {arguable:3} wrong {wrong:3}  {strict}  lenient {lenient}")


for reading in ("first", "second"):
    print(reading)
    for file in ("responsibilities", "targets", "targets-no-reports", "entities", "silent"):
        path = pathlib.Path(__file__).parent / reading / f"{file}.tsv"
        with path.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE))
        line(file, [row["verdict"] for row in rows])
        if "indicator_verdict" in rows[0]:
            line("  indicator alone", [row["indicator_verdict"] for row in rows])
        if file == "entities":
            for kind in sorted({row["type"] for row in rows}):
                line(f"  {kind}", [row["verdict"] for row in rows if row["type"] == kind])
