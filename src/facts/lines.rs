//! Facts as lines of JSON, for pipes: what `extract --stdin` writes and `assemble` reads.
//!
//! ```json
//! {"policygraph":"facts","version":5,"year":2018,"region":"广东省/东莞市","documents":12,"facts":"cG9saWN5ZmEE…"}
//! {"policygraph":"error","document":"line 7","reason":"not a JSON object: …"}
//! ```
//!
//! A line of facts holds those of all documents of one year and region, merged: a whole [file of facts](super::Facts)
//! in Base64. Year, region and number stand beside them so that lines can be sorted and counted without unpacking them.

use std::io::{self, BufRead, ErrorKind};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use super::{FACTS_VERSION, Facts, FactsError, Unread, file};

/// A line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "policygraph", rename_all = "lowercase")]
enum Record {
    Facts {
        version: u32,
        year: Option<u16>,
        region: String,
        documents: usize,
        facts: String,
    },
    Error(Unread),
}

impl Facts {
    /// The lines, each ending in a line feed.
    pub fn to_lines(self) -> std::io::Result<String> {
        let errors: Vec<Record> = self.unread.iter().cloned().map(Record::Error).collect();
        let mut lines = String::new();
        for (year, region, part) in self.by_year_and_region() {
            let record = Record::Facts {
                version: FACTS_VERSION,
                year,
                region,
                documents: part.documents.len(),
                facts: STANDARD.encode(part.to_bytes()?),
            };
            push(&mut lines, &record)?;
        }
        for error in errors {
            push(&mut lines, &error)?;
        }
        Ok(lines)
    }
}

/// Takes what [`Facts::to_lines`] wrote, any number of times one after the other, line by line.
pub(super) fn each(reader: &mut impl BufRead, mut take: impl FnMut(Facts)) -> Result<(), FactsError> {
    for (index, line) in reader.lines().enumerate() {
        let facts = line.map_err(of_no_text).and_then(|line| of_line(&line));
        take(facts.map_err(|error| match error {
            FactsError::Io(_) => error,
            FactsError::NoFacts if index == 0 => error,
            other => FactsError::Line {
                line: index + 1,
                problem: other.to_string(),
            },
        })?);
    }
    Ok(())
}

/// Bytes that are no text are no facts; anything else is the reader's.
fn of_no_text(error: io::Error) -> FactsError {
    match error.kind() {
        ErrorKind::InvalidData => FactsError::NoFacts,
        _ => error.into(),
    }
}

fn push(lines: &mut String, record: &Record) -> std::io::Result<()> {
    lines.push_str(&serde_json::to_string(record)?);
    lines.push('\n');
    Ok(())
}

fn of_line(line: &str) -> Result<Facts, FactsError> {
    if line.trim().is_empty() {
        return Ok(Facts::default());
    }
    let record: Record = serde_json::from_str(line).map_err(|_| FactsError::NoFacts)?;
    match record {
        Record::Error(unread) => Ok(Facts::default().lacking([unread])),
        Record::Facts { version, .. } if version != FACTS_VERSION => Err(FactsError::Version { found: version }),
        Record::Facts { facts, .. } => {
            let bytes = STANDARD.decode(facts).map_err(|_| FactsError::Damaged)?;
            // A file, not lines again: they would nest without end.
            file::facts(&bytes)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;

    #[test]
    fn lines_are_read_whatever_their_order() {
        let unread = Unread {
            document: "line 7".to_owned(),
            reason: "empty".to_owned(),
        };
        let facts = samples::two_documents().lacking([unread]);
        let lines = facts.clone().to_lines().expect("memory holds it");
        assert_eq!(Facts::from_bytes(lines.as_bytes()).expect("just written"), facts);
        let turned: Vec<&str> = lines.lines().rev().chain(lines.lines()).collect();
        let read = Facts::from_bytes(turned.join("\n").as_bytes()).expect("whole lines");
        assert_eq!(read, facts, "twice and turned round");
    }

    #[test]
    fn a_broken_line_is_named() {
        let lines = samples::two_documents().to_lines().expect("memory holds it");
        let cut = &lines[..lines.len() - 20];
        let error = Facts::from_bytes(cut.as_bytes()).expect_err("it is cut").to_string();
        assert!(error.starts_with("line 2: "), "{error}");
        assert!(matches!(Facts::from_bytes(b"<html>"), Err(FactsError::NoFacts)));
        let other = lines.replace(&format!("\"version\":{FACTS_VERSION}"), "\"version\":999");
        let error = Facts::from_bytes(other.as_bytes())
            .expect_err("another version")
            .to_string();
        assert!(error.contains("version 999"), "{error}");
    }
}
