"""Names that stand in one sentence, as most social scientists would count them: jieba's tagger and networkx.

    python cooccurrence.py FOLDER OUT.graphml
"""

import itertools
import pathlib
import re
import sys

import jieba.posseg
import networkx

# Places, organisations, other proper names.
NAMES = {"ns", "nt", "nz", "nr"}

folder, out = sys.argv[1:]
graph = networkx.Graph()
for path in sorted(pathlib.Path(folder).glob("*.txt")):
    for sentence in re.split(r"[。！？；\n]", path.read_text(encoding="utf-8")):
        names = {word.word for word in jieba.posseg.cut(sentence) if word.flag in NAMES and len(word.word) > 1}
        for one, other in itertools.combinations(sorted(names), 2):
            weight = graph.get_edge_data(one, other, {"weight": 0})["weight"]
            graph.add_edge(one, other, weight=weight + 1)
networkx.write_graphml(graph, out)
print(f"{graph.number_of_nodes()} names, {graph.number_of_edges()} pairs")
