//! Small facts made by hand, for the tests of everything that stands on a graph.

use crate::facts::{
    CitationFact, DocumentFacts, EntityFact, EntityId, Facts, MeasureFact, MeasureId, MentionFact, Metadata,
    ResponsibilityFact, SentenceFact, TargetFact, UnitRef,
};
use crate::graph::Graph;
use crate::model::{
    CitationKind, Comparator, Date, DocumentKind, EntityKey, EntityKind, Evidence, Region, Role, Rule, Section,
    Sourced, TargetKind, Term,
};
use crate::text::Span;

const RULE: Rule = Rule::named("by-hand");

/// Facts of one document whose text is written as its facts are.
pub(crate) struct Sample {
    facts: DocumentFacts,
    region: Region,
    measure: Option<MeasureId>,
}

impl Sample {
    /// An empty document of a region.
    pub(crate) fn new(id: &str, region: &str) -> Self {
        let facts = DocumentFacts {
            id: id.to_owned(),
            path: format!("{id}.txt"),
            digest: format!("digest of {id}"),
            text: String::new(),
            origin: vec![(0, 0)],
            places: Vec::new(),
            format: "text".to_owned(),
            metadata: Metadata::default(),
            measures: Vec::new(),
            sentences: Vec::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            responsibilities: Vec::new(),
            seats: Vec::new(),
            citations: Vec::new(),
            targets: Vec::new(),
            doubts: Vec::new(),
            corrections: Vec::new(),
        };
        let region = Region::from(region);
        let mut sample = Self {
            facts,
            region,
            measure: None,
        };
        sample.facts.metadata.region = Some(sample.sourced(sample.region.clone()));
        sample
    }

    /// The header: title, number, issuer, year of issue.
    pub(crate) fn header(mut self, title: &str, number: &str, issuer: &str, year: u16) -> Self {
        self.write(&format!("{title} {number} {issuer}\n"));
        self.facts.metadata.region = Some(self.sourced(self.region.clone()));
        let issuer = EntityKey::new(EntityKind::Agency, self.region.clone(), issuer);
        self.facts.metadata.title = Some(self.sourced(title.to_owned()));
        self.facts.metadata.number = Some(self.sourced(number.to_owned()));
        self.facts.metadata.issuers.push(self.sourced(issuer));
        self.facts.metadata.issued = Date::new(year, Some(3), None).map(|date| self.sourced(date));
        self.facts.metadata.kind = Some(self.sourced(DocumentKind::Plan));
        self
    }

    fn sourced<T>(&self, value: T) -> Sourced<T> {
        let evidence = Evidence::text(&self.facts.id, Span::new(0, self.facts.text.len()), RULE);
        Sourced { value, evidence }
    }

    fn write(&mut self, words: &str) -> Span {
        let start = self.facts.text.len();
        self.facts.text.push_str(words);
        Span::new(start, self.facts.text.len())
    }

    /// A measure under the one of section `parent`, empty for the document itself.
    pub(crate) fn measure(mut self, section: &str, title: &str) -> Self {
        let section = Section::new(section.split('/'));
        let (number, parent) = section.labels().split_last().expect("a section has a label");
        let is_parent = |measure: &MeasureFact| measure.section.labels() == parent;
        let parent = self.facts.measures.iter().rposition(is_parent);
        let span = self.write(&format!("{number}、{title}\n"));
        self.measure = Some(MeasureId(self.facts.measures.len() as u32));
        let title_span = Span::new(span.end as usize - title.len() - 1, span.end as usize - 1);
        self.facts.measures.push(MeasureFact {
            section,
            title: title.to_owned(),
            title_span,
            span,
            parent: parent.map(|index| MeasureId(index as u32)),
            recovered: false,
            deadline: None,
            terms: vec![Term {
                first: title_span,
                count: 1,
            }],
        });
        self
    }

    /// A sentence in the measure that is open; `entities` are printed in it, as `(kind, name)`.
    pub(crate) fn sentence(mut self, words: &str, entities: &[(EntityKind, &str)]) -> Self {
        let span = self.write(words);
        self.write("\n");
        let sentence = self.facts.sentences.len() as u32;
        self.facts.sentences.push(SentenceFact {
            span,
            measure: self.measure,
        });
        if let Some(measure) = self.measure {
            self.facts.measures[measure.0 as usize].span.end = span.end;
        }
        for (kind, name) in entities {
            let entity = self.entity(*kind, name, name);
            let at = words.find(name).map_or(0, |at| at + span.start as usize);
            self.facts.mentions.push(MentionFact {
                entity,
                span: Span::new(at, at + name.len()),
                sentence,
                measure: self.measure,
                rule: RULE,
                corrections: Vec::new(),
            });
        }
        self
    }

    /// A unit with a role in the measure that is open, said by the latest sentence.
    pub(crate) fn duty(mut self, role: Role, name: &str, printed: &str) -> Self {
        let entity = self.entity(EntityKind::Agency, name, printed);
        let quote = self.facts.sentences.last().expect("a sentence says so").span;
        self.facts.responsibilities.push(ResponsibilityFact {
            measure: self.measure,
            role,
            unit: UnitRef { entity, span: quote },
            printed: printed.to_owned(),
            inherited: false,
            quote,
            rule: RULE,
            corrections: Vec::new(),
        });
        self
    }

    /// A citation in the latest sentence.
    pub(crate) fn cites(mut self, kind: CitationKind, policy: &str) -> Self {
        let policy_id = self.entity(EntityKind::Policy, policy, policy);
        let quote = self.facts.sentences.last().expect("a sentence says so").span;
        let at = self.facts.text.rfind(policy).expect("the sentence names it");
        self.facts.citations.push(CitationFact {
            measure: self.measure,
            policy: policy_id,
            kind,
            span: Span::new(at, at + policy.len()),
            quote,
            rule: RULE,
        });
        self
    }

    /// A target in the latest sentence.
    pub(crate) fn target(mut self, indicator: &str, value: &str, unit: &str) -> Self {
        let quote = self.facts.sentences.last().expect("a sentence says so").span;
        self.facts.targets.push(TargetFact {
            measure: self.measure,
            kind: TargetKind::Target,
            indicator: indicator.to_owned(),
            comparator: Comparator::AtLeast,
            value: value.to_owned(),
            unit: unit.to_owned(),
            year: Some(2018),
            span: quote,
            quote,
            rule: RULE,
        });
        self
    }

    fn entity(&mut self, kind: EntityKind, name: &str, printed: &str) -> EntityId {
        let key = match kind {
            EntityKind::Collective => EntityKey::collective(&self.facts.id, name),
            EntityKind::Place => EntityKey::new(kind, self.region.parent().unwrap_or_default(), name),
            _ => EntityKey::new(kind, self.region.clone(), name),
        };
        let known = self.facts.entities.iter().position(|entity| entity.key == key);
        let index = known.unwrap_or_else(|| {
            let is_technology = kind == EntityKind::Agency && name.contains("科学技术局");
            self.facts.entities.push(EntityFact {
                key,
                printed: Vec::new(),
                function: is_technology.then(|| "科技".to_owned()),
                resolved_by: RULE,
                source: None,
            });
            self.facts.entities.len() - 1
        });
        let forms = &mut self.facts.entities[index].printed;
        if !forms.iter().any(|form| form == printed) {
            forms.push(printed.to_owned());
        }
        EntityId(index as u32)
    }

    /// The facts.
    pub(crate) fn facts(self) -> DocumentFacts {
        self.facts
    }
}

/// Two documents of one city that share units; the second cites the first.
pub(crate) fn two_documents() -> Facts {
    use EntityKind::{Agency, Collective, Enterprise, Park, Place, Policy};
    let (technology, finance) = ("东莞市科学技术局", "东莞市财政局");
    let first = Sample::new("a-2017", "广东省/东莞市")
        .header("东莞市创新计划", "东府〔2017〕1号", "东莞市人民政府", 2017)
        .measure("一", "培育企业")
        .measure("一/(一)", "支持研发")
        .sentence(
            "东莞市科学技术局会同东莞市财政局支持东莞市企业。",
            &[(Agency, technology), (Agency, finance), (Place, "东莞市")],
        )
        .duty(Role::Lead, technology, "市科技局")
        .duty(Role::Support, finance, "市财政局")
        .duty(Role::Support, finance, "财政局")
        .sentence("到2018年高新技术企业达到100家以上。", &[])
        .target("高新技术企业", "100", "家")
        .measure("二", "建设园区")
        .sentence(
            "松山湖管委会和有关部门建设松山湖。",
            &[(Agency, "松山湖管委会"), (Collective, "有关部门"), (Park, "松山湖")],
        )
        .duty(Role::Responsible, "松山湖管委会", "松山湖管委会");
    let second = Sample::new("b-2018", "广东省/东莞市")
        .header("东莞市实施方案", "东府〔2018〕2号", "东莞市人民政府", 2018)
        .sentence(
            "根据《东莞市创新计划》和《促进法》制定。",
            &[(Policy, "东莞市创新计划"), (Policy, "促进法")],
        )
        .cites(CitationKind::Implements, "东莞市创新计划")
        .cites(CitationKind::Cites, "促进法")
        .measure("一", "扩大\"开放\",<合作>")
        .sentence(
            "东莞市科学技术局、东莞市财政局与华为公司合作,东莞市财政局保障。",
            &[
                (Agency, technology),
                (Agency, finance),
                (Enterprise, "华为公司"),
                (Agency, finance),
            ],
        )
        .duty(Role::Lead, finance, "东莞市财政局")
        .duty(Role::Support, technology, "东莞市科学技术局");
    Facts::from_iter([first.facts(), second.facts()])
}

/// The graph of [`two_documents`].
pub(crate) fn graph() -> Graph {
    super::assemble(&two_documents(), &super::Inputs::default()).expect("the sample is consistent")
}
