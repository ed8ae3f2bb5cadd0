//! A stand-in until the pipeline is there: headings with 一、 and lists in `(责任单位:…)`, nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use crate::assemble::Inputs;
use crate::facts::{
    DocumentFacts, Doubt, DoubtKind, EntityFact, EntityId, Facts, MeasureFact, MeasureId, MentionFact, Metadata,
    ResponsibilityFact, SentenceFact, UnitRef,
};
use crate::graph::digest_of;
use crate::model::{EntityKey, EntityKind, Region, Role, Rule, Section};
use crate::text::Span;

/// Why no corpus could be opened, or one of its files not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing there.
    #[error("{} does not exist", .0.display())]
    Missing(PathBuf),
    /// No documents.
    #[error("no documents in {}; policygraph reads .txt files", .0.display())]
    Empty(PathBuf),
    /// Not text.
    #[error("not UTF-8")]
    NotUtf8,
    /// Unreadable.
    #[error("cannot read")]
    Io(#[from] std::io::Error),
}

/// The files.
#[derive(Debug)]
pub struct Corpus {
    files: Vec<PathBuf>,
}

/// How.
#[derive(Default)]
pub struct Options<'a> {
    /// Threads.
    pub jobs: Option<usize>,
    /// Told how many of how many documents are done.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

/// A file that could not be read.
#[derive(Debug)]
pub struct Failure {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub error: Error,
}

/// What came out.
#[derive(Debug)]
pub struct Outcome {
    /// Facts.
    pub facts: Facts,
    /// Files that could not be read.
    pub failures: Vec<Failure>,
    /// What else the graph is made from.
    pub inputs: Inputs,
}

impl Corpus {
    /// Finds the files.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Error> {
        let mut files = Vec::new();
        for path in paths {
            if !path.exists() {
                return Err(Error::Missing(path.clone()));
            }
            if path.is_dir() {
                let inside = fs::read_dir(path)?.filter_map(|entry| Some(entry.ok()?.path()));
                files.extend(inside.filter(|path| path.extension().is_some_and(|e| e == "txt")));
            } else {
                files.push(path.clone());
            }
        }
        files.sort();
        if files.is_empty() {
            return Err(Error::Empty(paths[0].clone()));
        }
        Ok(Self { files })
    }

    /// Reads them.
    pub fn extract(&self, options: &Options<'_>) -> Outcome {
        let (mut facts, mut failures) = (Vec::new(), Vec::new());
        for (at, path) in self.files.iter().enumerate() {
            match read(path) {
                Ok(document) => facts.push(document),
                Err(error) => failures.push(Failure {
                    path: path.clone(),
                    error,
                }),
            }
            if let Some(progress) = options.progress {
                progress(at + 1, self.files.len());
            }
        }
        Outcome {
            facts: facts.into_iter().collect(),
            failures,
            inputs: Inputs::default(),
        }
    }
}

fn read(path: &Path) -> Result<DocumentFacts, Error> {
    let bytes = fs::read(path)?;
    let digest = digest_of([&bytes]);
    let text = String::from_utf8(bytes).map_err(|_| Error::NotUtf8)?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let mut facts = DocumentFacts {
        path: format!("{id}.txt"),
        id,
        digest,
        text: text.clone(),
        origin: vec![(0, 0)],
        metadata: Metadata::default(),
        measures: vec![],
        sentences: vec![],
        entities: vec![],
        mentions: vec![],
        responsibilities: vec![],
        citations: vec![],
        targets: vec![],
        doubts: vec![Doubt {
            kind: DoubtKind::Metadata,
            span: Span::new(0, 0),
            message: "no title <found>".into(),
        }],
    };
    let heading = regex::Regex::new(
        r"^\s*(?:([一二三四五六七八九十]+)、|([((][一二三四五六七八九十]+[))])|([0-9]+)[..、])\s*([^。]+)",
    )
    .expect("fixed");
    let list = regex::Regex::new(r"[(（]责任单位[:：]([^()（）]+)[)）]").expect("fixed");
    let mut at = 0;
    let mut keys = std::collections::BTreeMap::new();
    let mut found = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        if let Some(parts) = heading.captures(line.trim_end()) {
            let level = (1..=3).find(|&group| parts.get(group).is_some()).unwrap_or(1);
            labels.truncate(level - 1);
            labels.push(parts[level].to_owned());
            facts.measures.push(MeasureFact {
                section: Section::new(labels.clone()),
                title: parts[4].trim().chars().take(40).collect(),
                title_span: span,
                span,
                parent: None,
                recovered: false,
                deadline: None,
                words: vec![],
            });
        }
        let measure = facts.measures.len().checked_sub(1).map(|m| MeasureId(m as u32));
        facts.sentences.push(SentenceFact { span, measure });
        for bracket in list.captures_iter(line) {
            let whole = bracket.get(0).expect("group 0");
            let mut from = at + bracket.get(1).expect("group 1").start();
            for unit in bracket[1].split_inclusive('、') {
                let name = unit.trim_end_matches('、').to_owned();
                let key = EntityKey::new(EntityKind::Agency, Region::nation(), name.clone());
                keys.insert(key.clone(), name.clone());
                found.push((
                    key,
                    name.clone(),
                    Span::new(from, from + name.len()),
                    measure,
                    Span::new(at + whole.start(), at + whole.end()),
                    facts.sentences.len() as u32 - 1,
                ));
                from += unit.len();
            }
        }
        at += line.len();
    }
    let ids: Vec<_> = keys.keys().cloned().collect();
    facts.entities = keys
        .into_iter()
        .map(|(key, name)| EntityFact {
            key,
            printed: vec![name],
            function: None,
            resolved_by: Rule::named("stub"),
            source: None,
        })
        .collect();
    for (key, printed, span, measure, quote, sentence) in found {
        let entity = EntityId(ids.binary_search(&key).unwrap_or_default() as u32);
        facts.mentions.push(MentionFact {
            entity,
            span,
            sentence,
            measure,
            rule: Rule::named("stub"),
        });
        facts.responsibilities.push(ResponsibilityFact {
            measure,
            role: Role::Responsible,
            unit: UnitRef { entity, span },
            printed,
            inherited: false,
            quote,
            rule: Rule::named("stub"),
        });
    }
    Ok(facts)
}
