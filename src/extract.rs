//! One document to facts: read, structure, segment, recognise, resolve, relate, in this order. A pure function of the
//! document's bytes, of what the user says of it, and of the lexicon.

mod metadata;

use rustc_hash::FxHashSet;

use crate::context::{Context, Given};
use crate::corrections::Corrections;
use crate::digest::digest_of;
use crate::facts::{
    DocumentFacts, Doubt, DoubtKind, MeasureFact, MeasureId, MentionFact, ResponsibilityFact, SentenceFact,
};
use crate::lexicon::Lexicon;
use crate::model::Sourced;
use crate::read::{ReadError, Reading, Source, read};
use crate::recognise::{Candidate, Scene, recognise};
use crate::relate::{self, Names};
use crate::resolve::{Resolved, resolve};
use crate::segment::{Terms, Words, sentences};
use crate::structure::{Measure, Structure, structure};

/// A document before it is read.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its path within the corpus, with `/`.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// What the user says of it.
    pub given: &'a Given,
}

/// Everything that a document says.
///
/// # Errors
/// Bytes that cannot be read.
pub fn extract(document: Document<'_>, lexicon: &Lexicon) -> Result<DocumentFacts, ReadError> {
    extract_corrected(document, lexicon, &Corrections::default())
}

/// Everything that a document says, where the user overrules some of it.
///
/// # Errors
/// Bytes that cannot be read.
pub fn extract_corrected(
    document: Document<'_>,
    lexicon: &Lexicon,
    corrections: &Corrections,
) -> Result<DocumentFacts, ReadError> {
    let source = read(document.bytes, &Reading::default())?;
    Ok(extract_read(document, source, lexicon, corrections))
}

/// Everything that a document says that has been read already.
pub fn extract_read(
    document: Document<'_>,
    source: Source,
    lexicon: &Lexicon,
    corrections: &Corrections,
) -> DocumentFacts {
    let matches = lexicon.matcher.find(&source.text);
    let structure = structure(&source, &matches.cues);
    let context = Context::new(document.id, &source.text, &structure, &matches, lexicon, document.given);
    let words = Words::of(&source.text, &structure);
    let sentences = sentences(&source.text, &structure, &matches.cues);
    let corrections = corrections.of(document.id);
    let scene = Scene {
        text: &source.text,
        structure: &structure,
        sentences: &sentences,
        words: &words,
        matches: &matches,
        lexicon,
        context: &context,
        corrections: &corrections,
    };
    let mut recognised = recognise(&scene);
    let resolved = resolve(&scene, &mut recognised.candidates);
    let names = Names {
        candidates: &recognised.candidates,
        resolved: &resolved,
    };
    let mut responsibilities = relate::responsibilities(&scene, names, &recognised.lists);
    // Before roles are taken away: a sentence that the user has read is no doubt.
    let doubts = doubts(&source, &structure, &scene, names, &responsibilities);
    let roles = relate::overrule(&scene, names, &mut responsibilities);
    let deadlines = relate::deadlines(&scene);
    DocumentFacts {
        id: document.id.to_owned(),
        path: document.path.to_owned(),
        digest: digest_of([document.bytes]),
        metadata: metadata::metadata(&scene, document.given, &recognised, &resolved),
        sentences: sentences
            .iter()
            .map(|sentence| SentenceFact {
                span: sentence.span,
                measure: id(sentence.measure),
            })
            .collect(),
        mentions: mentions(&scene, &recognised.candidates, &resolved),
        seats: relate::seats(&scene, names),
        citations: relate::citations(&scene, names),
        targets: relate::targets(&scene),
        doubts,
        corrections: resolved.used.union(&roles).copied().collect(),
        responsibilities,
        entities: resolved.entities,
        measures: measures(structure.measures, deadlines, &words, &source.text),
        origin: source.origin,
        places: source.places,
        format: source.format,
        text: source.text,
    }
}

fn id(measure: Option<usize>) -> Option<MeasureId> {
    measure.map(|measure| MeasureId(measure as u32))
}

fn measures(
    measures: Vec<Measure>,
    deadlines: Vec<Option<Sourced<String>>>,
    words: &Words,
    text: &str,
) -> Vec<MeasureFact> {
    let mut terms = Terms::of(words);
    let measures = measures.into_iter().zip(deadlines);
    let measures = measures.map(|(measure, deadline)| MeasureFact {
        section: measure.section,
        title: measure.title.of(text).to_owned(),
        title_span: measure.title,
        span: measure.span,
        parent: id(measure.parent),
        recovered: measure.recovered,
        deadline,
        terms: terms.within(measure.span),
    });
    measures.collect()
}

fn mentions(scene: &Scene<'_>, candidates: &[Candidate], resolved: &Resolved) -> Vec<MentionFact> {
    let decided = resolved.of.iter().zip(&resolved.lines);
    let mentions = candidates
        .iter()
        .zip(decided)
        .filter_map(|(candidate, (entity, lines))| {
            let sentence = relate::sentence_of(scene, candidate.span)?;
            Some(MentionFact {
                entity: *entity,
                span: candidate.span,
                sentence: sentence as u32,
                measure: id(scene.sentences[sentence].measure),
                rule: candidate.rule.clone(),
                corrections: lines.clone(),
            })
        });
    let mut found = Vec::with_capacity(candidates.len());
    found.extend(mentions);
    found
}

/// Measures that bear the number of an earlier one: a quote by section alone could mean either. Where an outline is
/// printed again, they follow each other, and are one doubt.
fn sections_twice(structure: &Structure) -> Vec<Doubt> {
    let mut seen = FxHashSet::default();
    let again = structure.measures.iter().map(|measure| !seen.insert(&measure.section));
    let again: Vec<bool> = again.collect();
    let mut runs = again.chunk_by(|a, b| a == b).scan(0, |end, run| {
        let start = *end;
        *end += run.len();
        Some((run[0], &structure.measures[start..*end]))
    });
    let repeated = runs.by_ref().filter(|(is_again, _)| *is_again);
    repeated.map(|(_, run)| section_twice(run)).collect()
}

fn section_twice(run: &[Measure]) -> Doubt {
    let (first, last) = (&run[0], &run[run.len() - 1]);
    let sections = match run.len() {
        1 => first.section.to_string(),
        more => format!("{} to {} ({more} measures)", first.section, last.section),
    };
    Doubt {
        kind: DoubtKind::SectionTwice,
        span: if first.title.is_empty() {
            first.span
        } else {
            first.title
        },
        message: format!("the outline has {sections} a second time; every measure is kept, each with its own text"),
    }
}

fn doubts(
    source: &Source,
    structure: &Structure,
    scene: &Scene<'_>,
    names: relate::Names<'_>,
    found: &[ResponsibilityFact],
) -> Vec<Doubt> {
    let quoted = |span: crate::text::Span| span.of(&source.text).chars().take(60).collect::<String>();
    let silent = relate::silent_duties(scene, names, found)
        .into_iter()
        .map(|silent| Doubt {
            kind: DoubtKind::RoleWithoutUnit,
            span: silent.span,
            message: format!(
                "no responsibility was read, for {}: {}",
                silent.reason,
                quoted(silent.span)
            ),
        });
    let recovered = structure
        .measures
        .iter()
        .filter(|measure| measure.recovered)
        .map(|measure| Doubt {
            kind: DoubtKind::NumberRecovered,
            span: if measure.title.is_empty() {
                measure.span
            } else {
                measure.title
            },
            message: format!(
                "the copy has lost the number of this measure; it was taken to be {}",
                measure.section
            ),
        });
    let unresolved = names.resolved.doubtful.iter().map(|&span| Doubt {
        kind: DoubtKind::UnresolvedName,
        span,
        message: format!(
            "'{}' could belong to several bodies, or to none that is known here",
            quoted(span)
        ),
    });
    let mut doubts: Vec<Doubt> = silent
        .chain(recovered)
        .chain(sections_twice(structure))
        .chain(unresolved)
        .chain(metadata::doubts(scene))
        .collect();
    doubts.sort_by_key(|doubt| (doubt.span, doubt.kind));
    doubts
}
