//! What a shell proposes while a command is typed: saved queries, their parameters, names out of the graph.
//!
//! A completer is only told the word that is being typed; which query it belongs to, and which graph, stand among the
//! other words of the command line, which the shell hands over as arguments behind `--`.

use std::ffi::OsStr;
use std::path::Path;

use clap_complete::engine::CompletionCandidate;
use policygraph::graph::Graph;
use policygraph::model::{EntityKind, Role};
use policygraph::query::{Head, ParameterType, Query, SAVED};

/// The most names that are proposed.
const MOST: usize = 200;

/// Saved queries, with what each answers; files are proposed by the shell itself.
pub(super) fn queries(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let fitting = SAVED.iter().filter(|saved| saved.name.starts_with(&*typed));
    let proposal = |name: &str| {
        let answers = Query::find(name).ok().map(|query| query.head().answers.clone());
        CompletionCandidate::new(name).help(answers.map(Into::into))
    };
    fitting.map(|saved| proposal(saved.name)).collect()
}

/// `KEY=` for the parameters of the query that is being typed, and behind it what its type takes.
pub(super) fn parameters(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let Some(head) = query_on_the_line() else {
        return Vec::new();
    };
    let Some((key, value)) = typed.split_once('=') else {
        let fitting = head
            .parameters
            .iter()
            .filter(|parameter| parameter.name.starts_with(&*typed));
        let proposal = |name: &str, meaning: &str| {
            CompletionCandidate::new(format!("{name}=")).help(Some(meaning.to_owned().into()))
        };
        return fitting
            .map(|parameter| proposal(&parameter.name, &parameter.meaning))
            .collect();
    };
    let values = values_of(&head, key);
    let fitting = values.into_iter().filter(|known| known.starts_with(value)).take(MOST);
    fitting
        .map(|known| CompletionCandidate::new(format!("{key}={known}")))
        .collect()
}

/// Names of entities that are at hand.
pub(super) fn entities(typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    let names = names(|_, _| true).into_iter();
    let fitting = names.filter(|name| name.starts_with(&*typed)).take(MOST);
    fitting.map(CompletionCandidate::new).collect()
}

fn values_of(head: &Head, key: &str) -> Vec<String> {
    let Some(parameter) = head.parameters.iter().find(|parameter| parameter.name == key) else {
        return Vec::new();
    };
    match &parameter.kind {
        ParameterType::Choice(words) => words.clone(),
        ParameterType::Entity(kinds) => names(|_, kind| kinds.is_empty() || kinds.contains(&kind)),
        ParameterType::Unit => names(|is_unit, _| is_unit),
        ParameterType::Document => {
            let graph = graph_on_the_line();
            graph.map_or_else(Vec::new, |graph| {
                graph.documents().map(|(_, document)| document.id.clone()).collect()
            })
        }
        ParameterType::Region => {
            let graph = graph_on_the_line();
            let mut regions: Vec<String> = graph.map_or_else(Vec::new, |graph| {
                let homes = graph
                    .documents()
                    .filter_map(|(_, document)| document.metadata.region.as_ref());
                homes.map(|region| region.value.to_string()).collect()
            });
            regions.sort();
            regions.dedup();
            regions
        }
        _ => parameter.default.iter().chain([&parameter.example]).cloned().collect(),
    }
}

/// Names in full and as printed, of what is a unit or not and of a type.
fn names(fits: impl Fn(bool, EntityKind) -> bool) -> Vec<String> {
    let Some(graph) = graph_on_the_line() else {
        return Vec::new();
    };
    let units: std::collections::BTreeSet<_> = Role::ALL
        .iter()
        .flat_map(|role| graph.edges(policygraph::graph::EdgeKind::of_role(*role)))
        .map(|edge| edge.from)
        .collect();
    let fitting = graph
        .entities()
        .filter(|(id, entity)| fits(units.contains(id), entity.kind()));
    let mut names: Vec<String> = fitting
        .flat_map(|(_, entity)| {
            entity
                .printed
                .iter()
                .map(String::as_str)
                .chain([entity.name()])
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The query whose name stands on the line.
fn query_on_the_line() -> Option<Head> {
    let words = words();
    let saved = words
        .iter()
        .find(|word| SAVED.iter().any(|saved| saved.name == word.as_str()));
    let own = || {
        words
            .iter()
            .find(|word| Path::new(word).extension().is_some_and(|extension| extension == "rq"))
    };
    let query = Query::find(saved.or_else(own)?).ok()?;
    Some(query.head().clone())
}

/// The graph that the line names, else the usual one.
fn graph_on_the_line() -> Option<Graph> {
    let words = words();
    let after = words
        .iter()
        .position(|word| word == "--graph" || word == "-g")
        .and_then(|at| words.get(at + 1));
    let joined = words.iter().find_map(|word| word.strip_prefix("--graph="));
    let path = joined.or(after.map(String::as_str)).unwrap_or("policy.graph");
    Graph::open(Path::new(path)).ok()
}

fn words() -> Vec<String> {
    std::env::args_os()
        .map(|word| word.to_string_lossy().into_owned())
        .collect()
}
