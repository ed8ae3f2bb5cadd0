//! What a graph holds, in a few lines for standard error.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use super::making::{Corrected, Made, documents, tell_cached};

/// Writes counts, doubts, what did not work, and what the graph was made from.
pub(super) fn write(made: &Made, failed: usize) -> io::Result<()> {
    let mut out = io::stderr().lock();
    if let Some(corrected) = &made.corrected {
        for unmatched in &corrected.unmatched {
            writeln!(out, "warning: {}, {unmatched}", corrected.file.display())?;
        }
    }
    let summary = made.graph.summary();
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
    if failed > 0 {
        writeln!(out, "  not read: {}", documents(failed))?;
    }
    tell_cached(&mut out, made.cached.as_ref())?;
    if let Some(corrected) = &made.corrected {
        writeln!(out, "  corrections: {}", told(corrected))?;
    }
    writeln!(out, "  made from: {}", made.graph.provenance())
}

/// `4 lines, 1 matches nothing (line 7)`.
fn told(corrected: &Corrected) -> String {
    let lines = |count: usize| format!("{count} line{}", if count == 1 { "" } else { "s" });
    let numbers: Vec<String> = corrected
        .unmatched
        .iter()
        .map(|unmatched| unmatched.line.to_string())
        .collect();
    match numbers.as_slice() {
        [] => format!("{}, all applied", lines(corrected.lines)),
        [one] => format!("{}, 1 matches nothing (line {one})", lines(corrected.lines)),
        many => format!(
            "{}, {} match nothing (lines {})",
            lines(corrected.lines),
            many.len(),
            many.join(", ")
        ),
    }
}

fn line<K: Display>(out: &mut impl Write, what: &str, counts: &BTreeMap<K, usize>) -> io::Result<()> {
    let all: usize = counts.values().sum();
    let each: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    match each.as_slice() {
        [] => writeln!(out, "  {what}: none"),
        each => writeln!(out, "  {what}: {all} ({})", each.join(", ")),
    }
}
