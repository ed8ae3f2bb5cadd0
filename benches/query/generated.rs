//! Facts of 5,000 documents, the same in every run.
//!
//! Entities stand in a ring; a document names those of a stretch of it, so that entities meet again and again in some
//! documents and never in others, as they do in real ones.

use policygraph::facts::{
    DocumentFacts, EntityFact, EntityId, Facts, MeasureFact, MeasureId, MentionFact, Metadata, ResponsibilityFact,
    SentenceFact, UnitRef,
};
use policygraph::model::{Date, EntityKey, EntityKind, Evidence, Region, Role, Rule, Section, Sourced};
use policygraph::text::Span;

const DOCUMENTS: usize = 5_000;
const MEASURES: usize = 20;
const ENTITIES: usize = 20_000;
/// Entities that a document chooses from: as many pairs as make 500,000 over the whole ring.
const STRETCH: usize = 30;
/// Entities that a measure names.
const NAMED: usize = 10;
/// Units of a measure.
const UNITS: usize = 3;
const CITIES: usize = 100;
const RULE: Rule = Rule::named("generated");

/// Numbers that look random (Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

pub(crate) fn facts() -> Facts {
    (0..DOCUMENTS).map(document).collect()
}

fn key(entity: usize) -> EntityKey {
    let city = entity / (ENTITIES / CITIES);
    let (kind, ending) = match entity % 10 {
        0..=2 => (EntityKind::Agency, "局"),
        3..=5 => (EntityKind::Program, "计划"),
        6..=7 => (EntityKind::Park, "园区"),
        _ => (EntityKind::Enterprise, "公司"),
    };
    let region = Region::new(["省".to_owned(), format!("城{city}")]);
    EntityKey::new(kind, region, format!("城{city}第{entity}{ending}"))
}

fn sourced<T>(id: &str, value: T) -> Sourced<T> {
    let evidence = Evidence::text(id, Span::new(0, 3), RULE);
    Sourced { value, evidence }
}

fn document(number: usize) -> DocumentFacts {
    let id = format!("document-{number:04}");
    let mut numbers = Numbers(number as u64 + 1);
    let base = number * ENTITIES / DOCUMENTS + numbers.below(8);
    let names: Vec<EntityKey> = (0..STRETCH).map(|at| key((base + at) % ENTITIES)).collect();
    let year = 2000 + (number % 20) as u16;
    let mut facts = DocumentFacts {
        format: "text".to_owned(),
        places: Vec::new(),
        path: format!("{id}.txt"),
        digest: format!("{number:064}"),
        text: String::new(),
        origin: vec![(0, 0)],
        metadata: Metadata {
            title: Some(sourced(&id, format!("第{number}号方案"))),
            issued: Date::new(year, None, None).map(|date| sourced(&id, date)),
            region: Some(sourced(&id, names[0].region.clone())),
            ..Metadata::default()
        },
        measures: Vec::new(),
        sentences: Vec::new(),
        entities: names.into_iter().map(entity).collect(),
        mentions: Vec::new(),
        responsibilities: Vec::new(),
        seats: Vec::new(),
        citations: Vec::new(),
        targets: Vec::new(),
        doubts: Vec::new(),
        corrections: Vec::new(),
        id,
    };
    for place in 0..MEASURES {
        measure(&mut facts, place, &mut numbers);
    }
    facts
}

fn entity(key: EntityKey) -> EntityFact {
    EntityFact {
        printed: vec![key.name.clone()],
        key,
        function: None,
        resolved_by: RULE,
        source: None,
    }
}

/// A measure of one sentence that names entities and gives some of its agencies a role.
fn measure(facts: &mut DocumentFacts, place: usize, numbers: &mut Numbers) {
    let start = facts.text.len();
    facts.text.push_str("措施:");
    let title_span = Span::new(start, facts.text.len());
    let first = numbers.below(STRETCH);
    let step = [1, 3, 5, 7, 9][numbers.below(5)];
    let named: Vec<usize> = (0..NAMED).map(|at| (first + at * step) % STRETCH).collect();
    let mut mentioned = Vec::new();
    for at in &named {
        let name = &facts.entities[*at].key.name;
        let span = Span::new(facts.text.len(), facts.text.len() + name.len());
        facts.text.push_str(name);
        facts.text.push('、');
        mentioned.push((*at, span));
    }
    facts.text.push('\n');
    let span = Span::new(start, facts.text.len() - 1);
    let measure = Some(MeasureId(facts.measures.len() as u32));
    facts.measures.push(MeasureFact {
        section: Section::new([format!("{}", place + 1)]),
        title: format!("第{place}项"),
        title_span,
        span,
        parent: None,
        recovered: false,
        deadline: None,
        terms: Vec::new(),
    });
    let sentence = facts.sentences.len() as u32;
    facts.sentences.push(SentenceFact { span, measure });
    for (at, span) in &mentioned {
        facts.mentions.push(MentionFact {
            entity: EntityId(*at as u32),
            span: *span,
            sentence,
            measure,
            rule: RULE,
            corrections: Vec::new(),
        });
    }
    duties(facts, measure, span, numbers);
}

fn duties(facts: &mut DocumentFacts, measure: Option<MeasureId>, quote: Span, numbers: &mut Numbers) {
    let is_agency = |at: &usize| facts.entities[*at].key.kind == EntityKind::Agency;
    let agencies: Vec<usize> = (0..STRETCH).filter(is_agency).collect();
    let first = numbers.below(agencies.len());
    for unit in 0..UNITS {
        let at = agencies[(first + unit) % agencies.len()];
        facts.responsibilities.push(ResponsibilityFact {
            measure,
            role: [Role::Lead, Role::Support, Role::Responsible][(unit + numbers.below(2)) % 3],
            unit: UnitRef {
                entity: EntityId(at as u32),
                span: quote,
            },
            printed: facts.entities[at].key.name.clone(),
            inherited: false,
            quote,
            rule: RULE,
            corrections: Vec::new(),
        });
    }
}
