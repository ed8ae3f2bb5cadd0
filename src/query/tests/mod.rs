//! Questions to the sample graph.

mod answers;
mod arguments;
mod limits;
mod refusals;
mod saved;

use super::{Query, Rows};
use crate::assemble::samples::graph;

const NOTHING: &[(&str, &str)] = &[];

fn ask(text: &str) -> Rows {
    Query::parse("test", text)
        .and_then(|query| query.run(&graph(), NOTHING))
        .unwrap_or_else(|error| panic!("{error}"))
}

fn saved(name: &str, arguments: &[(&str, &str)]) -> String {
    let query = Query::find(name).unwrap_or_else(|error| panic!("{error}"));
    let rows = query.run(&graph(), arguments).unwrap_or_else(|error| panic!("{error}"));
    rows.to_csv().replace('\r', "")
}

/// The refusal of a query, in words.
fn refusal(text: &str) -> String {
    Query::parse("test", text).expect_err("it must be refused").to_string()
}
