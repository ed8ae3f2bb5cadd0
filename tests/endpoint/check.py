"""Holds a SPARQL server to the graph file: every saved query gives the same bytes from both, as table and as diagram.

    python tests/endpoint/check.py target/debug/policygraph oxigraph      # pip install oxigraph
    python tests/endpoint/check.py target/debug/policygraph virtuoso      # apt-get install virtuoso-opensource
    python tests/endpoint/check.py target/debug/policygraph oxigraph --times

The program must be built with `--features endpoint`. The server runs on the loopback address, in a scratch folder, and ends
with this script. Each query is asked with what it needs, and once more with each of its other parameters.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

# Questions of one's own, in every form of SPARQL.
OWN = {
    "construct": "CONSTRUCT { ?u pg:leads ?m . ?u pg:mentions ?e . ?a pg:coOccursWith ?b . ?x pg:cites ?y . ?s pg:similarTo ?t }"
    " WHERE { { ?u pg:leads ?m } UNION { ?u a pg:Measure ; pg:mentions ?e } UNION { ?a a pg:Park ; pg:coOccursWith ?b }"
    " UNION { ?x pg:cites ?y } UNION { ?s pg:similarTo ?t } }",
    "describe": 'DESCRIBE ?u ?d WHERE { ?u pg:name "东莞市科学技术局" . ?d a pg:Document ; pg:id "dongguan-2012" }',
    "ask": "ASK { ?u pg:leads ?m }",
    "limited": "SELECT ?name ?kind { ?e pg:name ?name ; pg:type ?kind } ORDER BY DESC(?name) LIMIT 20 OFFSET 5",
    "distinct": "SELECT DISTINCT ?kind { ?e a pg:Entity ; pg:type ?kind } ORDER BY DESC(STRLEN(?kind))",
    "blank": 'SELECT ?unit (COUNT(DISTINCT ?m) AS ?n) { ?r pg:unit [ pg:name ?unit ] ; pg:within ?m ; pg:document [ pg:id "dongguan-2018" ] } GROUP BY ?unit ORDER BY DESC(?n)',
}

# What drawings take from the graph.
DRAWN = [
    ("trace-unit", ["--param", "unit=市科技局", "--labels", "short", "--region", "东莞市"]),
    ("who-runs", ["--param", "what=松山湖", "--cluster", "year", "--lang", "en"]),
    ("neighbours", ["--param", "entity=松山湖", "--cluster", "region", "--labels", "short"]),
    ("partners", ["--cluster", "level", "--size", "strength"]),
    ("citations", ["--cluster", "document"]),
    ("cooccurrence-network", ["--cluster", "community", "--top", "60"]),
]

# What names must say: nothing, several, one by region, one by year, nothing at all like it.
NAMED = [
    ("trace-unit", ["--param", "unit=东莞市科学计术局"]),
    ("trace-unit", ["--param", "unit=科技局"]),
    ("trace-unit", ["--param", "unit=科技局", "--region", "江门市"]),
    ("trace-unit", ["--param", "unit=市科技局", "--year", "2012"]),
    ("trace-unit", ["--param", "unit=松山湖"]),
    ("neighbours", ["--param", "entity=park:松山湖"]),
    ("neighbours", ["--param", "entity=QQQ"]),
    ("responsibility-network", ["--param", "document=dongguan-2019"]),
    ("responsibility-network", ["--param", "document=广东省2012年科技工作要点"]),
    ("cooccurrence-network", ["--param", "region=东莞"]),
    ("cooccurrence-network", ["--param", "region=广州"]),
    ("cooccurrence-network", ["--param", "minimum=many"]),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(url, process, log):
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"the server ended: {log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"{url}?query=ASK%20%7B%7D", timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"the server does not answer: {log.read_text()[-2000:]}")


def oxigraph(folder, triples):
    program = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    store, port, log = folder / "store", free_port(), folder / "server.log"
    subprocess.run([program, "load", "--location", store, "--file", triples], check=True, capture_output=True)
    served = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen(served, stdout=log.open("w"), stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{port}/query"
    wait_for(url, process, log)
    return process, url


def virtuoso(folder, triples):
    program = shutil.which("virtuoso-t")
    port, http, log = free_port(), free_port(), folder / "server.log"
    settings = folder / "virtuoso.ini"
    settings.write_text(
        f"""[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
DirsAllowed = {folder}
NumberOfBuffers = 40000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 10000000
MaxQueryExecutionTime = 120
""",
        encoding="utf-8",
    )
    process = subprocess.Popen([program, "+foreground", "+configfile", settings], stdout=log.open("w"), stderr=subprocess.STDOUT)
    url = f"http://127.0.0.1:{http}/sparql"
    wait_for(url, process, log)
    load = f"ld_dir('{triples.parent}', '{triples.name}', 'urn:policygraph'); rdf_loader_run(); checkpoint;"
    subprocess.run(["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
    return process, url


def parameters(text):
    """Name, default and example of each parameter in a query's head."""
    for line in text.splitlines():
        if found := re.match(r"# param (\S+) \S+(?: default=(\S+))?(?: example=(\S+))?", line):
            yield found.groups()


def questions(folder):
    """Every saved query with what it needs, then with each other parameter; then our own."""
    for file in sorted((ROOT / "queries").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        known = list(parameters(text))
        needed = [word for name, default, example in known if default is None for word in ("--param", f"{name}={example}")]
        more = [["--param", f"{name}={example}"] for name, default, example in known if default is not None]
        for extra in [[], *more]:
            yield file.stem, needed + extra, "csv"
            if "# drawn:" in text:
                yield file.stem, needed + extra, "dot"
    for name, text in OWN.items():
        (folder / f"{name}.rq").write_text(text, encoding="utf-8")
        # What is described is shown as triples: edges that are no nodes in SPARQL carry their quotes in the graph file alone.
        yield str(folder / f"{name}.rq"), [], "ttl" if name == "describe" else "csv"
    yield str(folder / "construct.rq"), [], "ttl"
    yield str(folder / "construct.rq"), ["--labels", "short"], "dot"
    yield "responsibilities", ["--limit", "7"], "json"
    for name, words in DRAWN:
        yield name, words, "dot"
    for name, words in NAMED:
        yield name, words, "csv"


def ask(program, question, where):
    name, words, form = question
    start = time.monotonic()
    command = [program, "query", name, *words, "--format", form, "--timeout", "120", *where]
    done = subprocess.run(command, capture_output=True, timeout=300)
    return (done.returncode, done.stdout, done.stderr), time.monotonic() - start


def quote_of(name):
    return name if "/" not in name else Path(name).name


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("server", choices=["oxigraph", "virtuoso"])
    parser.add_argument("--times", action="store_true", help="print what each question took")
    asked = parser.parse_args()
    program = asked.program.resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        graph, triples = folder / "policy.graph", folder / "policy.nt"
        subprocess.run([program, "build", ROOT / "data" / "corpus", "--output", graph, "--no-cache"], check=True, capture_output=True)
        subprocess.run([program, "export", "--graph", graph, "--output", triples, "--format", "ntriples"], check=True)
        process, url = {"oxigraph": oxigraph, "virtuoso": virtuoso}[asked.server](folder, triples)
        try:
            differ = hold(program, folder, graph, url, asked.times)
        finally:
            process.terminate()
            process.wait()
    if differ:
        sys.exit(f"{len(differ)} answers differ: {', '.join(differ)}")


def hold(program, folder, graph, url, times):
    differ, count = [], 0
    for question in questions(folder):
        expected, _ = ask(program, question, ["--graph", graph])
        found, seconds = ask(program, question, ["--endpoint", url])
        # Notes name what was asked.
        found = (*found[:2], found[2].replace(url.encode(), str(graph).encode()))
        name, words, form = question
        title = " ".join([quote_of(name), *words, form])
        count += 1
        if times:
            print(f"{seconds:7.2f} s  {title}", flush=True)
        if found != expected:
            differ.append(title)
            for place, what in enumerate(("code", "output", "message")):
                if found[place] != expected[place]:
                    show(title, what, expected[place], found[place])
    print(f"{count} questions: {count - len(differ)} answered by the server with the bytes of the graph file")
    return differ


def show(title, what, expected, found):
    if isinstance(expected, bytes):
        expected, found = (text.decode("utf-8", "replace").splitlines() for text in (expected, found))
        pairs = [pair for pair in zip(expected, found) if pair[0] != pair[1]][:2]
        expected, found = (f"{len(lines)} lines {[pair[at][:300] for pair in pairs]}" for at, lines in enumerate((expected, found)))
    print(f"{title}: another {what}\n  graph file: {expected}\n  server:     {found}", flush=True)


if __name__ == "__main__":
    main()
