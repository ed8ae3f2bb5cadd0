//! What documents say of themselves, against the gold.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::score::{fold, names};
use super::tables::Row;

/// How many of the fields that gold asks for are right.
#[derive(Debug, Default)]
pub(crate) struct MetadataScore {
    pub(crate) right: usize,
    pub(crate) asked: usize,
    pub(crate) complaints: Vec<String>,
}

impl MetadataScore {
    pub(crate) fn share(&self) -> f64 {
        self.right as f64 / self.asked as f64
    }

    /// Adds a document's row of the query `documents`.
    pub(crate) fn add(&mut self, document: &str, gold: &Path, found: &Row) {
        let gold: Value = serde_json::from_slice(&fs::read(gold).expect("it was listed")).expect("the gold is JSON");
        let text = |field: &str| gold[field].as_str().unwrap_or_default().to_owned();
        let list = |field: &str, by: &str| {
            let items = gold[field].as_array().map(Vec::as_slice).unwrap_or_default();
            let texts = items
                .iter()
                .map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            texts.collect::<Vec<_>>().join(by)
        };
        let years = ["period_start", "period_end"].map(|column| found.get(column));
        let years: Vec<_> = years.into_iter().filter(|year| !year.is_empty()).collect();
        self.ask(document, "title", &text("title"), found.get("title"));
        self.ask(document, "number", &text("number"), found.get("number"));
        self.ask(document, "issued", &text("issued"), found.get("issued"));
        self.ask(document, "region", &list("region", "/"), found.get("region"));
        self.ask(document, "issuers", &list("issuers", "|"), found.get("issuers"));
        self.ask(document, "period", &list("period", "-"), &years.join("-"));
    }

    fn ask(&mut self, document: &str, field: &str, want: &str, got: &str) {
        if want.is_empty() {
            return;
        }
        self.asked += 1;
        let right = match field {
            "issuers" => names(want) == names(got),
            _ => names(want).contains(&fold(got)),
        };
        if right {
            self.right += 1;
        } else {
            self.complaints
                .push(format!("{field} of {document}: {got:?} instead of {want}"));
        }
    }
}
