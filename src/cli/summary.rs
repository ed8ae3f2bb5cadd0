//! What a graph holds, in a few lines for standard error.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use policygraph::graph::Graph;

use super::making::documents;

/// Writes counts, doubts and what the graph was made from.
pub(super) fn write(graph: &Graph, unread: usize) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let summary = graph.summary();
    let read = documents(summary.documents);
    writeln!(
        out,
        "{read}, {} measures, {} targets",
        summary.measures, summary.targets
    )?;
    line(&mut out, "entities", &summary.entities)?;
    line(&mut out, "edges", &summary.edges)?;
    let doubts: BTreeMap<_, _> = summary
        .doubts
        .iter()
        .map(|(kind, count)| (kind.name(), *count))
        .collect();
    line(&mut out, "doubtful", &doubts)?;
    if unread > 0 {
        writeln!(out, "  not read: {}", documents(unread))?;
    }
    writeln!(out, "  made from: {}", graph.provenance())
}

fn line<K: Display>(out: &mut impl Write, what: &str, counts: &BTreeMap<K, usize>) -> io::Result<()> {
    let all: usize = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    match each.as_slice() {
        [] => writeln!(out, "  {what}: none"),
        each => writeln!(out, "  {what}: {all} ({})", each.join(", ")),
    }
}
