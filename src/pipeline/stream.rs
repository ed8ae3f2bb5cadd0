//! Documents as lines of JSON, from a pipe: what runs on each machine of a cluster.
//!
//! ```json
//! {"id":"dongguan-2018","text":"东莞市…","region":"广东省/东莞市","year":2018,"url":"https://…","groups":["pilot"]}
//! ```
//!
//! What is read is extracted in batches, and the facts of many batches are handed on merged: a fact's price is its way
//! through the pipe. A line that is no document becomes a record of what is wrong with it; none ends the work.

use std::io::{self, BufRead, Read as _};

use rayon::prelude::*;
use serde_json::{Map, Value};

use super::columns::{Columns, Field};
use super::parts::{self, Tools, Unread as Bytes};
use super::said::Said;
use super::{File, Options, on_ground};
use crate::context::Given;
use crate::corrections::Corrections;
use crate::digest::digest_of;
use crate::facts::{Facts, Packed, Unread};
use crate::lexicon::Lexicon;
use crate::model::{Date, Period, Region};
use crate::read::{self, MAX_BYTES, Rows};

/// So many lines, or so many bytes of them, are extracted at once.
const BATCH_LINES: usize = 1024;
const BATCH_BYTES: usize = 8 * 1024 * 1024;
/// Facts of so many bytes of text are handed on together.
const MERGED_BYTES: usize = 64 * 1024 * 1024;

/// What came of lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// Documents that were extracted.
    pub documents: usize,
    /// Lines that are none.
    pub errors: usize,
}

impl Lines {
    /// Extracts the document of every line, and hands the facts on, merged.
    ///
    /// # Errors
    /// Input that cannot be read, or what `hand_on` says.
    pub fn extract(
        input: &mut dyn BufRead,
        options: &Options<'_>,
        hand_on: &mut dyn FnMut(Facts) -> io::Result<()>,
    ) -> io::Result<Self> {
        let lexicon = options.lexicon.unwrap_or_else(|| Lexicon::embedded());
        let (none, said) = (Corrections::default(), Said::default());
        let corrections = options.corrections.unwrap_or(&none);
        let tools = Tools::new(lexicon, corrections, options, &said);
        let (mut counts, mut first_line) = (Self::default(), 1);
        let (mut merged, mut merged_bytes) = (Vec::new(), 0);
        let mut pass = |merged: &mut Vec<Facts>| {
            let facts = Facts::merged(merged.drain(..));
            hand_on(on_ground(facts, &tools.agencies.take(), lexicon, corrections, &[]))
        };
        loop {
            let batch = batch(input)?;
            if batch.is_empty() {
                break;
            }
            let results = options.on_threads(|| {
                let lines = batch.par_iter().enumerate();
                lines
                    .filter_map(|(index, line)| one(&tools, first_line + index, line))
                    .collect::<Vec<_>>()
            });
            first_line += batch.len();
            merged_bytes += batch.iter().map(Vec::len).sum::<usize>();
            for result in results {
                match result {
                    Ok(_) => counts.documents += 1,
                    Err(_) => counts.errors += 1,
                }
                merged.push(match result {
                    Ok(packed) => [packed].into_iter().collect(),
                    Err(unread) => Facts::default().lacking([unread]),
                });
            }
            if merged_bytes >= MERGED_BYTES {
                pass(&mut merged)?;
                merged_bytes = 0;
            }
        }
        if !merged.is_empty() {
            pass(&mut merged)?;
        }
        Ok(counts)
    }
}

/// The next lines, without their ends; of one beyond the limit, what makes it one.
fn batch(input: &mut dyn BufRead) -> io::Result<Vec<Vec<u8>>> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while lines.len() < BATCH_LINES && bytes < BATCH_BYTES {
        let mut line = Vec::new();
        let mut within = (&mut *input).take(MAX_BYTES as u64 + 1);
        if within.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        if line.last() == Some(&b'\n') {
            line.pop();
        } else if line.len() > MAX_BYTES {
            input.skip_until(b'\n')?;
        }
        bytes += line.len();
        lines.push(line);
    }
    Ok(lines)
}

/// The facts of a line, or what is wrong with it; nothing of an empty one.
fn one(tools: &Tools<'_>, number: usize, line: &[u8]) -> Option<Result<Packed, Unread>> {
    if line.iter().all(u8::is_ascii_whitespace) {
        return None;
    }
    let wrong = |id: Option<String>, problem: String| Unread {
        document: id.unwrap_or_else(|| format!("line {number}")),
        reason: format!("line {number}: {problem}"),
    };
    let record = match Record::of(line, tools) {
        Ok(record) => record,
        Err((id, problem)) => return Some(Err(wrong(id, problem))),
    };
    let bytes = Bytes {
        bytes: record.text.as_bytes(),
        manner: String::new(),
        read: || read::read(record.text.as_bytes(), &tools.options.reading),
    };
    let facts = tools.extract(&record.file, bytes, record.given);
    Some(facts.map_err(|failure| wrong(Some(record.file.id.clone()), failure.error.to_string())))
}

/// A line as it was understood.
struct Record {
    file: File,
    text: String,
    given: Given,
}

/// What is wrong with a line, with its document's id where that can be told.
type Problem = (Option<String>, String);

impl Record {
    fn of(line: &[u8], tools: &Tools<'_>) -> Result<Self, Problem> {
        if line.len() > MAX_BYTES {
            return Err((None, format!("longer than the {MAX_BYTES} bytes that are read")));
        }
        let object: Map<String, Value> =
            serde_json::from_slice(line).map_err(|error| (None, format!("not a JSON object: {error}")))?;
        let plain = |key: &str| object.get(key).and_then(plain).filter(|value| !value.is_empty());
        let id = plain("id");
        let fields = Fields::of(&object, tools);
        let text = fields.text(Field::Text);
        let text = text.ok_or_else(|| (id.clone(), "no text: the field 'text' is missing or empty".to_owned()))?;
        let id = id.unwrap_or_else(|| format!("text-{}", &digest_of([&text])[..16]));
        let path = plain("path").unwrap_or_else(|| id.clone());
        let given = fields
            .given(plain("year"), tools.lexicon)
            .map_err(|problem| (Some(id.clone()), problem))?;
        Ok(Self {
            given: given.in_row(&path, 1),
            file: File {
                id,
                location: path.clone().into(),
                path,
            },
            text,
        })
    }
}

/// The fields of a line, by what they hold: those that tables of documents have under the same heads.
struct Fields<'o> {
    values: Vec<&'o Value>,
    columns: Columns,
}

impl<'o> Fields<'o> {
    fn of(object: &'o Map<String, Value>, tools: &Tools<'_>) -> Self {
        let heads = Rows {
            columns: object.keys().cloned().collect(),
            rows: Vec::new(),
        };
        Self {
            values: object.values().collect(),
            columns: Columns::of(&heads, tools.options.columns),
        }
    }

    fn text(&self, field: Field) -> Option<String> {
        let value = plain(self.values[self.columns.get(field)?])?;
        (!value.trim().is_empty()).then_some(value)
    }

    /// A list, or a text in which `|` parts several.
    fn several(&self, field: Field) -> Vec<String> {
        let Some(value) = self.columns.get(field).map(|column| self.values[column]) else {
            return Vec::new();
        };
        let texts: Vec<String> = match value {
            Value::Array(values) => values.iter().filter_map(plain).collect(),
            other => plain(other).into_iter().collect(),
        };
        let parts = texts.iter().flat_map(|text| text.split('|')).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    fn given(&self, year: Option<String>, lexicon: &Lexicon) -> Result<Given, String> {
        let year = year.map(|year| year.trim().parse().map_err(|_| format!("year: '{year}' is none")));
        let year: Option<u16> = year.transpose()?;
        let region = self.text(Field::Region);
        Ok(Given {
            title: self.text(Field::Title),
            number: self.text(Field::Number),
            issuers: self.several(Field::Issuer),
            region: region.map(|name| parts::region(&name, lexicon).unwrap_or_else(|| Region::from(name.as_str()))),
            issued: self.text(Field::Date).map(|date| date_of(&date)).transpose()?,
            period: year.map(|year| Period { start: year, end: year }),
            url: self.text(Field::Url),
            groups: self.several(Field::Group),
            ..Given::default()
        })
    }
}

/// A text, or a number as one.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// 2018-03-01, 2018/3/1, 2018年3月1日; a time of day behind it counts nothing.
fn date_of(said: &str) -> Result<Date, String> {
    let day = said.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day
        .split(['-', '/', '.', '年', '月', '日'])
        .filter(|part| !part.is_empty())
        .collect();
    let date = parts.join("-").parse::<Date>();
    date.map_err(|_| format!("date: '{said}' is none; write YYYY, YYYY-MM or YYYY-MM-DD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extract(lines: &[u8]) -> (Facts, Lines) {
        let mut parts = Vec::new();
        let mut input = lines;
        let counts = Lines::extract(&mut input, &Options::default(), &mut |facts| {
            parts.push(facts);
            Ok(())
        });
        (Facts::merged(parts), counts.expect("memory can be read"))
    }

    #[test]
    fn every_line_becomes_facts_or_an_error() {
        let lines = "{\"id\":\"a\",\"text\":\"关于工作的意见\\n\\n由市财政局负责。\\n\",\"region\":\"东莞市\",\"year\":2018,\
                     \"issuer\":[\"东莞市人民政府\"],\"groups\":\"甲|乙\",\"date\":\"2018/3/1\"}\n\
                     \n{\"id\":\"b\"}\nno json\n[1]\n{\"id\":3,\"text\":\"做。\",\"year\":\"soon\"}\n\
                     {\"id\":\"c\",\"text\":\"做。\",\"date\":\"昨天\"}\n{\"text\":\"关于工作的意见\"}";
        let lines = [
            lines.as_bytes(),
            b"\n\xff\xfe\n{\"id\":\"z\",\"text\":\"a\\u0000b\"}\n{\"id\":\"cut\",\"te",
        ]
        .concat();
        let (facts, counts) = extract(&lines);
        assert_eq!(
            counts,
            Lines {
                documents: 2,
                errors: 8
            }
        );
        let documents: Vec<_> = facts.documents().collect();
        let first = &documents[0];
        let said = &first.metadata;
        let region = said.region.as_ref().map(|region| region.value.to_string());
        assert_eq!(region.as_deref(), Some("广东省/东莞市"));
        assert_eq!((said.year(), said.groups.len(), said.issuers.len()), (Some(2018), 2, 1));
        assert_eq!(first.responsibilities.len(), 1);
        assert!(documents[1].id.starts_with("text-"));
        let told: Vec<&str> = facts.unread().iter().map(|unread| unread.document.as_str()).collect();
        assert_eq!(told, ["3", "b", "c", "line 11", "line 4", "line 5", "line 9", "z"]);
    }

    #[test]
    fn dates_of_all_kinds() {
        for (said, date) in [
            ("2018-03-01", Some("2018-03-01")),
            ("2018年3月", Some("2018-03")),
            ("2018/3/1 10:20", Some("2018-03-01")),
            ("2018.3.1", Some("2018-03-01")),
            ("20180301", None),
            ("", None),
        ] {
            let read = date_of(said).ok().map(|date| date.to_string());
            assert_eq!(read.as_deref(), date, "{said}");
        }
    }
}
