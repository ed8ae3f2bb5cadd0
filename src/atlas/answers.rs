//! What the saved queries say: the tables and the diagrams of an atlas.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Diagram;
use super::table::Table;
use crate::graph::{Graph, NodeId};
use crate::model::EntityKind;
use crate::query::{self, Cell, Drawn, Head, Query, Rows, SAVED, node_iri};
use crate::render::{Drawing, FigureError, Words};

/// How many units get a diagram of their own, those with the most responsibilities first.
const UNITS: usize = 5;

/// Why a saved query gave no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// It could not be evaluated.
    #[error(transparent)]
    Query(#[from] query::Error),
    /// Its rows cannot be drawn.
    #[error("the saved query {query} cannot be drawn")]
    Figure {
        /// The query.
        query: String,
        /// Why.
        source: FigureError,
    },
}

/// The answers to all saved queries.
pub(super) struct Answers {
    /// Each table with its CSV file.
    pub(super) files: Vec<(Table, String)>,
    pub(super) diagrams: Vec<Diagram>,
}

impl Answers {
    pub(super) fn of(graph: &Graph) -> Result<Self, AnswerError> {
        let (mut files, mut diagrams) = (Vec::new(), Vec::new());
        for saved in SAVED {
            let query = Query::find(saved.name)?;
            let head = query.head();
            let needed: Vec<&str> = needed(head);
            match (head.drawn, needed.as_slice()) {
                // What takes parameters is a question, no table of everything.
                (None, _) if head.parameters.is_empty() => files.push(table(head, &ask(&query, graph, &[])?)),
                (Some(_), []) => diagrams.extend(diagram(graph, &query, None)?),
                (Some(Drawn::Trace), [parameter]) if *parameter == "unit" => {
                    for unit in busiest_units(graph) {
                        diagrams.extend(diagram(graph, &query, Some((parameter, &unit)))?);
                    }
                }
                // What needs to be told more is asked by its reader.
                _ => {}
            }
        }
        Ok(Self { files, diagrams })
    }
}

fn needed(head: &Head) -> Vec<&str> {
    let without_default = head.parameters.iter().filter(|parameter| parameter.default.is_none());
    without_default.map(|parameter| parameter.name.as_str()).collect()
}

fn ask(query: &Query, graph: &Graph, arguments: &[(&str, &str)]) -> Result<Rows, AnswerError> {
    Ok(query.run(graph, arguments)?)
}

pub(super) fn table(head: &Head, rows: &Rows) -> (Table, String) {
    let table = Table {
        name: head.name.clone(),
        title: titles(head),
        columns: rows.columns().to_vec(),
        rows: rows.iter().map(|row| row.iter().map(Cell::to_text).collect()).collect(),
    };
    (table, rows.to_csv())
}

/// The diagram of a query, for the unit if one is given; none where there is nothing to draw.
fn diagram(graph: &Graph, query: &Query, unit: Option<(&str, &Unit)>) -> Result<Option<Diagram>, AnswerError> {
    let head = query.head();
    let argument = unit.map(|(parameter, unit)| (parameter, unit.iri.as_str()));
    let rows = ask(query, graph, argument.as_slice())?;
    let wrong = |source| AnswerError::Figure {
        query: head.name.clone(),
        source,
    };
    let mut drawing = Drawing::from_rows(head, &rows).map_err(wrong)?;
    if drawing.is_empty() {
        return Ok(None);
    }
    let (mut name, mut title) = (head.name.clone(), titles(head));
    if let Some((_, unit)) = unit {
        name = format!("{name}-{}", file_name(&unit.name));
        title = format!("{title}: {}", unit.name);
    }
    if let Some((_, unit)) = unit {
        drawing.title = Words::new(
            format!("{}：{}", head.title_zh, unit.name),
            format!("{}: {}", head.title_en, unit.name),
        );
    }
    drawing.follow(graph);
    let told = unit.map(|(parameter, unit)| (parameter.to_owned(), unit.name.clone()));
    drawing.cite(&head.name, told.as_slice(), &rows, graph);
    let dot = drawing.to_dot();
    let svg = None;
    let unit = unit.map_or_else(String::new, |(_, unit)| format!(": {}", unit.name));
    let titles = [&head.title_zh, &head.title_en].map(|title| format!("{title}{unit}"));
    Ok(Some(Diagram {
        name,
        title,
        titles,
        drawing,
        dot,
        svg,
    }))
}

fn titles(head: &Head) -> String {
    let titles = format!("{} {}", head.title_zh, head.title_en);
    if titles.trim().is_empty() {
        head.name.clone()
    } else {
        titles.trim().to_owned()
    }
}

/// A unit that gets a diagram; the IRI tells it from others of its name.
struct Unit {
    name: String,
    iri: String,
}

/// The units with the most responsibilities; units that a text names only by kind are none.
fn busiest_units(graph: &Graph) -> Vec<Unit> {
    let mut counts: BTreeMap<NodeId, usize> = BTreeMap::new();
    for (edge, _) in graph.responsibilities() {
        *counts.entry(edge.from).or_default() += 1;
    }
    let mut units: Vec<_> = counts
        .into_iter()
        .filter_map(|(id, count)| Some((Reverse(count), graph.node(id).as_entity()?.name(), id)))
        .filter(|(.., id)| graph.node(*id).type_name() != EntityKind::Collective.name())
        .collect();
    units.sort();
    units.dedup_by_key(|(_, name, _)| *name);
    let unit = |(_, name, id): (_, &str, NodeId)| Unit {
        name: name.to_owned(),
        iri: node_iri(graph, id),
    };
    units.into_iter().take(UNITS).map(unit).collect()
}

/// A unit's name without what some file system does not take.
fn file_name(unit: &str) -> String {
    let taken = |c: char| c.is_control() || c.is_whitespace() || r#"/\:*?"<>|%#"#.contains(c);
    unit.chars().map(|c| if taken(c) { '-' } else { c }).take(60).collect()
}
