//! Two-mode data: units by measures, or units by what their measures name; as a matrix, and as an edge list.
//!
//! The forms are those of the programs that read them: UCINET's DL (a full matrix with labels), a matrix and an edge list
//! as CSV for R, and GraphML for visone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::network::Selection;
use crate::graph::{EdgeKind, Graph, NodeId};
use crate::model::{EntityKind, Role};

/// What stands across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Across {
    /// Measures in which the unit has a role; a cell is 1.
    Measures,
    /// Documents; a cell counts the measures of the document in which the unit has a role.
    Documents,
    /// Entities of a type; a cell counts the unit's measures that name the entity.
    Entities(EntityKind),
}

/// Units and what they are bound to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TwoMode {
    /// Names of the units, each once.
    pub rows: Vec<String>,
    /// Names of what stands across, each once.
    pub columns: Vec<String>,
    /// Row, column and value of each cell that is not 0; ordered.
    pub cells: Vec<(usize, usize, u32)>,
}

impl TwoMode {
    /// The units of the selected documents, with these roles (all if there are none), by what stands across.
    pub fn of(graph: &Graph, across: Across, roles: &[Role], selection: &Selection) -> Self {
        let mut cells: BTreeMap<(NodeId, NodeId), BTreeSet<NodeId>> = BTreeMap::new();
        let kinds = Role::ALL.iter().filter(|role| roles.is_empty() || roles.contains(role));
        for edge in kinds.flat_map(|role| graph.edges(EdgeKind::of_role(*role))) {
            let document = graph.document_of(edge.to).map(|(document, _)| document);
            let Some(document) = document.filter(|id| selection.has_document(graph, *id)) else {
                continue;
            };
            let ends = match across {
                Across::Measures => vec![edge.to],
                Across::Documents => vec![document],
                Across::Entities(kind) => named(graph, edge.to, kind),
            };
            for end in ends {
                cells.entry((edge.from, end)).or_default().insert(edge.to);
            }
        }
        Self::from_cells(graph, &cells)
    }

    fn from_cells(graph: &Graph, cells: &BTreeMap<(NodeId, NodeId), BTreeSet<NodeId>>) -> Self {
        let rows: BTreeSet<NodeId> = cells.keys().map(|(row, _)| *row).collect();
        let columns: BTreeSet<NodeId> = cells.keys().map(|(_, column)| *column).collect();
        let place = |set: &BTreeSet<NodeId>, id: &NodeId| set.range(..id).count();
        Self {
            cells: cells
                .iter()
                .map(|((row, column), measures)| (place(&rows, row), place(&columns, column), measures.len() as u32))
                .collect(),
            rows: names(graph, &rows),
            columns: names(graph, &columns),
        }
    }

    /// Rows and columns with labels, 0 where there is nothing: `read.csv(…, row.names = 1)` in R.
    pub fn to_matrix(&self) -> String {
        let mut records = vec![
            std::iter::once(String::new())
                .chain(self.columns.clone())
                .collect::<Vec<_>>(),
        ];
        for (row, values) in self.values().into_iter().enumerate() {
            let values = values.into_iter().map(|value| value.to_string());
            records.push(std::iter::once(self.rows[row].clone()).chain(values).collect());
        }
        csv(&records)
    }

    /// One line for each cell that is not 0: `source,target,weight`.
    pub fn to_edges(&self) -> String {
        let head = ["source", "target", "weight"].map(str::to_owned).to_vec();
        let lines = self.cells.iter().map(|(row, column, value)| {
            vec![
                self.rows[*row].clone(),
                self.columns[*column].clone(),
                value.to_string(),
            ]
        });
        csv(&std::iter::once(head).chain(lines).collect::<Vec<_>>())
    }

    /// UCINET's DL: a full matrix with embedded labels.
    pub fn to_dl(&self) -> String {
        let mut dl = format!(
            "dl nr={}, nc={} format=fullmatrix\n",
            self.rows.len(),
            self.columns.len()
        );
        for (heading, labels) in [("row labels", &self.rows), ("column labels", &self.columns)] {
            let _ = writeln!(dl, "{heading}:");
            for label in labels {
                let _ = writeln!(dl, "\"{}\"", label.replace('"', "'"));
            }
        }
        dl.push_str("data:\n");
        for row in self.values() {
            let row: Vec<_> = row.iter().map(ToString::to_string).collect();
            let _ = writeln!(dl, "{}", row.join(" "));
        }
        dl
    }

    /// GraphML with `mode` (row or column) at each node and `weight` at each edge, as visone reads it.
    pub fn to_graphml(&self) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n  \
             <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n  \
             <key id=\"mode\" for=\"node\" attr.name=\"mode\" attr.type=\"string\"/>\n  \
             <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"int\"/>\n  \
             <graph edgedefault=\"undirected\">\n",
        );
        for (prefix, mode, labels) in [("r", "row", &self.rows), ("c", "column", &self.columns)] {
            for (place, label) in labels.iter().enumerate() {
                let label = quick_xml::escape::escape(label.as_str());
                let _ = writeln!(
                    xml,
                    "    <node id=\"{prefix}{place}\"><data key=\"label\">{label}</data><data key=\"mode\">{mode}</data></node>"
                );
            }
        }
        for (row, column, value) in &self.cells {
            let _ = writeln!(
                xml,
                "    <edge source=\"r{row}\" target=\"c{column}\"><data key=\"weight\">{value}</data></edge>"
            );
        }
        xml.push_str("  </graph>\n</graphml>\n");
        xml
    }

    fn values(&self) -> Vec<Vec<u32>> {
        let mut values = vec![vec![0; self.columns.len()]; self.rows.len()];
        for (row, column, value) in &self.cells {
            values[*row][*column] = *value;
        }
        values
    }
}

/// What a measure names, of one type.
fn named(graph: &Graph, measure: NodeId, kind: EntityKind) -> Vec<NodeId> {
    let is_of_kind = |id: &NodeId| graph.node(*id).as_entity().is_some_and(|entity| entity.kind() == kind);
    graph
        .starting(measure, EdgeKind::Mentions)
        .map(|edge| edge.to)
        .filter(is_of_kind)
        .collect()
}

/// What tells nodes apart for a reader: a label, with the document and section of a measure, and a region where two would
/// be called alike.
fn names(graph: &Graph, nodes: &BTreeSet<NodeId>) -> Vec<String> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let name = |id: &NodeId| match graph.node(*id).as_measure() {
        Some(measure) => {
            let document = graph.document_of(*id).map_or("", |(_, document)| document.id.as_str());
            format!("{document} {} {}", measure.section, measure.title)
                .trim()
                .to_owned()
        }
        None => graph
            .node(*id)
            .as_document()
            .map_or_else(|| graph.label(*id), |document| document.id.clone()),
    };
    let all: Vec<String> = nodes.iter().map(name).collect();
    let twice: BTreeSet<&String> = {
        let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
        for name in &all {
            *counts.entry(name).or_default() += 1;
        }
        counts
            .into_iter()
            .filter(|(_, count)| *count > 1)
            .map(|(name, _)| name)
            .collect()
    };
    let told_apart = all.iter().zip(nodes).map(|(name, id)| {
        let entity = graph.node(*id).as_entity().filter(|_| twice.contains(name));
        let full = entity.map_or_else(
            || name.clone(),
            |entity| {
                format!(
                    "{name} ({}, {}{})",
                    entity.kind(),
                    entity.key.region,
                    entity.key.document
                )
            },
        );
        let times = seen.entry(full.clone()).or_default();
        *times += 1;
        if *times > 1 { format!("{full} ~{times}") } else { full }
    });
    told_apart.collect()
}

fn csv(records: &[Vec<String>]) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for record in records {
        writer
            .write_record(record)
            .expect("a vector takes every byte, and all records are of one length");
    }
    let bytes = writer.into_inner().expect("a vector takes every byte");
    String::from_utf8(bytes).expect("every cell is a string")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    fn sample(across: Across, roles: &[Role]) -> TwoMode {
        TwoMode::of(&samples::graph(), across, roles, &Selection::default())
    }

    #[test]
    fn units_by_measures() {
        let found = sample(Across::Measures, &[]);
        assert_eq!(found.rows, ["东莞市科学技术局", "东莞市财政局", "松山湖管委会"]);
        insta::assert_snapshot!(found.to_edges().replace('\r', ""), @r#"
        source,target,weight
        东莞市科学技术局,a-2017 一/(一) 支持研发,1
        东莞市科学技术局,"b-2018 一 扩大""开放"",<合作>",1
        东莞市财政局,a-2017 一/(一) 支持研发,1
        东莞市财政局,"b-2018 一 扩大""开放"",<合作>",1
        松山湖管委会,a-2017 二 建设园区,1
        "#);
        assert_eq!(sample(Across::Measures, &[Role::Lead]).cells.len(), 2);
        let graphml = found.to_graphml();
        assert!(graphml.contains("&lt;合作&gt;"), "{graphml}");
    }

    #[test]
    fn units_by_what_their_measures_name() {
        let found = sample(Across::Entities(EntityKind::Enterprise), &[]);
        insta::assert_snapshot!(found.to_matrix().replace('\r', ""), @"
        ,华为公司
        东莞市科学技术局,1
        东莞市财政局,1
        ");
        insta::assert_snapshot!(found.to_dl(), @r#"
        dl nr=2, nc=1 format=fullmatrix
        row labels:
        "东莞市科学技术局"
        "东莞市财政局"
        column labels:
        "华为公司"
        data:
        1
        1
        "#);
    }

    #[test]
    fn units_by_documents() {
        let found = sample(Across::Documents, &[]);
        assert_eq!(found.columns, ["a-2017", "b-2018"]);
        assert_eq!(found.cells.len(), 5);
    }
}
