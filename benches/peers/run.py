#!/usr/bin/env python3
"""Times `policygraph build` beside cooccurrence.py, on the same texts and one after the other.

    cargo build --release
    python3 benches/peers/run.py [--megabytes 2] [--least 60]

Needs jieba and networkx from PyPI (they are put into a virtual environment in a scratch folder) and fails where the program
is not `--least` times as fast. The texts are those of data/corpus again and again, each copy a document of its own.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

ROOT = pathlib.Path(__file__).resolve().parents[2]


def write_corpus(folder, megabytes):
    """Copies of the five documents until there are so many megabytes; how many bytes that is."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/corpus").glob("*.txt"))]
    written = copy = 0
    while written < megabytes * 1_000_000:
        text = texts[copy % len(texts)]
        (folder / f"{copy:06}.txt").write_text(text, encoding="utf-8")
        written += len(text.encode())
        copy += 1
    return written


def timed(command, **options):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stderr}")
    return time.perf_counter() - start, (done.stdout or done.stderr).strip()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--megabytes", type=float, default=2)
    options.add_argument("--least", type=float, default=60)
    options.add_argument("--program", default=ROOT / "target/release/policygraph")
    args = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        venv.create(scratch / "venv", with_pip=True)
        python = scratch / "venv/bin/python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "jieba", "networkx", "setuptools"], check=True)
        texts = scratch / "texts"
        texts.mkdir()
        size = write_corpus(texts, args.megabytes)
        script = [python, ROOT / "benches/peers/cooccurrence.py", texts, scratch / "peer.graphml"]
        # Jieba writes its dictionary as a cache the first time.
        (scratch / "empty").mkdir()
        timed([*script[:2], scratch / "empty", scratch / "peer.graphml"])
        peer, said = timed(script)
        build = [args.program, "build", texts, "--no-cache", "--keep-duplicates", "--output", scratch / "policy.graph"]
        ours = {}
        for threads in ("1", str(os.cpu_count())):
            ours[threads], _ = timed(build, env={**os.environ, "RAYON_NUM_THREADS": threads})
        print(f"{size / 1e6:.1f} MB, {len(list(texts.iterdir()))} documents")
        print(f"jieba.posseg and networkx: {peer:.1f} s ({said})")
        for threads, took in ours.items():
            print(f"policygraph build, {threads} threads: {took:.2f} s, {peer / took:.0f} times as fast")
        if peer / ours["1"] < args.least:
            sys.exit(f"{args.least:.0f} times was wanted")


if __name__ == "__main__":
    main()
