//! The words of the graph in SPARQL: classes and predicates of `data/vocabulary.ttl`.

use std::collections::BTreeMap;

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use super::cell::Cell;
use super::results::Rows;

/// The vocabulary in Turtle, with labels and comments in Chinese and English.
pub const VOCABULARY: &str = include_str!("../../data/vocabulary.ttl");

/// The namespace that saved queries abbreviate as `pg:`.
pub const NAMESPACE: &str = "https://policygraph.org/ns#";

/// What other vocabularies are called for short.
const OTHERS: [(&str, &str); 4] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
];

/// The words that hold `part` anywhere, in the order of the file: term, kind, labels and comments in Chinese and English,
/// and the terms of other vocabularies that it narrows (`⊂`) or is close to (`≈`).
#[expect(clippy::missing_panics_doc, reason = "a test reads the file")]
pub fn vocabulary(part: &str) -> Rows {
    const COLUMNS: [&str; 7] = ["term", "kind", "zh", "en", "aligned", "meaning_zh", "meaning_en"];
    let mut order: Vec<String> = Vec::new();
    let mut described: BTreeMap<String, BTreeMap<&str, String>> = BTreeMap::new();
    for triple in TurtleParser::new().for_slice(VOCABULARY) {
        let triple = triple.expect("the vocabulary is well-formed");
        let NamedOrBlankNode::NamedNode(term) = &triple.subject else {
            continue;
        };
        let term = shortened(term.as_str());
        if !order.contains(&term) {
            order.push(term.clone());
        }
        if let Some((column, value)) = described_by(&triple) {
            let cell = described.entry(term).or_default().entry(column).or_default();
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&value);
        }
    }
    let mut rows = Rows::new(COLUMNS.map(str::to_owned).into());
    for term in order {
        let said = described.remove(&term).unwrap_or_default();
        let cell = |column: &&str| said.get(column).cloned().unwrap_or_default();
        let cells: Vec<String> = std::iter::once(term).chain(COLUMNS[1..].iter().map(cell)).collect();
        if cells.iter().any(|cell| cell.contains(part)) {
            rows.push(cells.into_iter().map(|text| Cell::Text(text.into())).collect());
        }
    }
    rows
}

/// Which column a triple of the vocabulary fills, and with what.
fn described_by(triple: &Triple) -> Option<(&'static str, String)> {
    let predicate = triple.predicate.as_str().rsplit(['#', '/']).next()?;
    Some(match (predicate, &triple.object) {
        ("type", Term::NamedNode(kind)) if kind.as_str().ends_with("Class") => ("kind", "class".to_owned()),
        ("type", _) => ("kind", "predicate".to_owned()),
        ("label" | "comment", Term::Literal(text)) => {
            let column = match (predicate, text.language()) {
                ("label", Some("zh")) => "zh",
                ("label", _) => "en",
                (_, Some("zh")) => "meaning_zh",
                _ => "meaning_en",
            };
            (column, text.value().to_owned())
        }
        ("subClassOf" | "subPropertyOf", Term::NamedNode(wider)) => {
            ("aligned", format!("⊂{}", shortened(wider.as_str())))
        }
        (_, Term::NamedNode(close)) => ("aligned", format!("≈{}", shortened(close.as_str()))),
        _ => return None,
    })
}

fn shortened(iri: &str) -> String {
    let known = OTHERS.iter().copied().chain([("pg", NAMESPACE)]);
    let mut short = known.filter_map(|(prefix, namespace)| Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?)));
    short.next().unwrap_or_else(|| iri.to_owned())
}

/// Defines [`Word`]: classes, then predicates of the namespace; RDF's own two are added.
macro_rules! words {
    (classes { $($class:ident),+ $(,)? } predicates { $($word:ident = $local:literal),+ $(,)? }) => {
        /// A class or predicate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Word { $($class,)+ $($word,)+ Type, Label }

        impl Word {
            pub(super) const CLASSES: &'static [Self] = &[$(Self::$class),+];
            pub(super) const PREDICATES: &'static [Self] = &[$(Self::$word,)+ Self::Type, Self::Label];

            /// How many classes and predicates there are.
            pub(super) const COUNT: usize = Self::CLASSES.len() + Self::PREDICATES.len();

            /// The class or predicate that is `place as Word`; there must be one.
            pub(super) fn at(place: usize) -> Self {
                match place.checked_sub(Self::CLASSES.len()) {
                    None => Self::CLASSES[place],
                    Some(place) => Self::PREDICATES[place],
                }
            }

            /// Every class and predicate, in the order of their numbers.
            pub(super) fn all() -> impl Iterator<Item = Self> {
                Self::CLASSES.iter().chain(Self::PREDICATES).copied()
            }

            /// The whole IRI.
            pub(super) fn iri(self) -> &'static str {
                match self {
                    $(Self::$class => concat!("https://policygraph.org/ns#", stringify!($class)),)+
                    $(Self::$word => concat!("https://policygraph.org/ns#", $local),)+
                    Self::Type => "http://www.w3.org/1999/02/22-rdf-syntax-ns#type",
                    Self::Label => "http://www.w3.org/2000/01/rdf-schema#label",
                }
            }

            /// The word of an IRI.
            pub(super) fn of_iri(iri: &str) -> Option<Self> {
                if let Some(local) = iri.strip_prefix(NAMESPACE) {
                    return match local {
                        $(stringify!($class) => Some(Self::$class),)+
                        $($local => Some(Self::$word),)+
                        _ => None,
                    };
                }
                [Self::Type, Self::Label].into_iter().find(|word| word.iri() == iri)
            }
        }
    };
}

words! {
    classes {
        Document, Measure, Entity, Agency, Park, Program, Enterprise, Institution, Place, Policy, Collective, Target,
        Function, Appearance, Responsibility, Mention, CoOccurrence, DocumentCount, Citation, Succession, Evidence,
        Sentence, Doubt, Similarity, Membership, Hosting, Graph,
    }
    predicates {
        PartOf = "partOf", Issued = "issued", Leads = "leads", Supports = "supports",
        ResponsibleFor = "responsibleFor", Mentions = "mentions", CoOccursWith = "coOccursWith", Cites = "cites",
        Implements = "implements", Forwards = "forwards", Repeals = "repeals", Amends = "amends", Sets = "sets",
        LocatedIn = "locatedIn", SucceededBy = "succeededBy", Administers = "administers",
        MemberOf = "memberOf", HostedBy = "hostedBy", HasFunction = "hasFunction", SimilarTo = "similarTo", Counterpart = "counterpart",
        Unit = "unit", EntityOf = "entity", Within = "within", MeasureOf = "measure", DocumentOf = "document",
        Source = "source", TargetOf = "target", CountOf = "coOccurrence",
        Id = "id", Name = "name", Title = "title", Number = "number", Issuers = "issuers", Region = "region",
        IssuedOn = "issuedOn", Year = "year", PeriodStart = "periodStart", PeriodEnd = "periodEnd", Kind = "kind",
        Path = "path", Url = "url", Text = "text", Section = "section", Position = "position",
        PlaceInFile = "place",
        Recovered = "recovered", Deadline = "deadline", TypeName = "type", Printed = "printed",
        PrintedList = "printedList", Role = "role", Post = "post", Inherited = "inherited", Quote = "quote",
        FurtherQuote = "furtherQuote", Count = "count", Sentences = "sentences", Measures = "measures",
        Documents = "documents", Npmi = "npmi", Jaccard = "jaccard", Cosine = "cosine",
        Significance = "significance", Distinctiveness = "distinctiveness", Degree = "degree",
        Strength = "strength", EffectiveSize = "effectiveSize", Constraint = "constraint",
        EvidenceOf = "evidence", Rule = "rule", Found = "found", Before = "before", After = "after",
        Message = "message", Indicator = "indicator", Comparator = "comparator", Value = "value",
        UnitOfValue = "unitOfValue", Score = "score", Shared = "shared",
        MadeBy = "madeBy", Corpus = "corpus", Lexicons = "lexicons", Corrections = "corrections",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of the file that define a word begin with its name.
    fn defined(kind: &str) -> Vec<String> {
        let is_definition = |line: &&str| line.starts_with("pg:") && line.contains(kind);
        let name = |line: &str| {
            line.split_whitespace()
                .next()
                .map(|name| name.replace("pg:", NAMESPACE))
        };
        VOCABULARY.lines().filter(is_definition).filter_map(name).collect()
    }

    #[test]
    fn the_file_defines_exactly_the_words_in_use() {
        for (words, kind) in [(Word::CLASSES, "a rdfs:Class"), (Word::PREDICATES, "a rdf:Property")] {
            let mut used: Vec<_> = words
                .iter()
                .map(|word| word.iri())
                .filter(|iri| iri.starts_with(NAMESPACE))
                .collect();
            used.sort_unstable();
            let mut defined = defined(kind);
            defined.sort();
            assert_eq!(used, defined, "{kind}");
        }
    }

    #[test]
    fn every_definition_is_labelled_in_both_languages() {
        let blocks = VOCABULARY.split("\n\n").filter(|block| block.starts_with("pg:"));
        for block in blocks {
            for part in ["rdfs:label", "rdfs:comment", "\"@zh", "\"@en"] {
                assert!(block.contains(part), "{part} is missing in\n{block}");
            }
        }
    }

    #[test]
    fn the_page_shows_every_word_and_what_it_is_aligned_with() {
        let all = vocabulary("");
        let ours = Word::all().filter(|word| word.iri().starts_with(NAMESPACE)).count();
        assert_eq!(all.len(), ours);
        let csv = all.to_csv();
        assert!(
            all.iter()
                .all(|row| row[..4].iter().all(|cell| !cell.to_text().is_empty())),
            "{csv}"
        );
        for aligned in [
            "⊂org:Organization",
            "⊂dcterms:isPartOf",
            "⊂skos:prefLabel",
            "⊂prov:wasDerivedFrom",
        ] {
            assert!(csv.contains(aligned), "{aligned}");
        }
        assert!(!csv.contains("http"), "every word is one of a known vocabulary");
        assert_eq!(vocabulary("有效规模").len(), 1);
    }

    #[test]
    fn iris_read_back() {
        for word in Word::CLASSES.iter().chain(Word::PREDICATES) {
            assert_eq!(Word::of_iri(word.iri()), Some(*word));
        }
        assert_eq!(Word::of_iri("https://policygraph.org/ns#Nothing"), None);
    }
}
