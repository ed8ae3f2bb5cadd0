//! The words of the graph in SPARQL: classes and predicates of `data/vocabulary.ttl`.

/// The vocabulary in Turtle, with labels and comments in Chinese and English.
pub const VOCABULARY: &str = include_str!("../../data/vocabulary.ttl");

/// The namespace that saved queries abbreviate as `pg:`.
pub const NAMESPACE: &str = "https://policygraph.org/ns#";

/// Defines [`Word`]: classes, then predicates of the namespace; RDF's own two are added.
macro_rules! words {
    (classes { $($class:ident),+ $(,)? } predicates { $($word:ident = $local:literal),+ $(,)? }) => {
        /// A class or predicate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) enum Word { $($class,)+ $($word,)+ Type, Label }

        impl Word {
            #[cfg(test)]
            pub(super) const CLASSES: &'static [Self] = &[$(Self::$class),+];
            pub(super) const PREDICATES: &'static [Self] = &[$(Self::$word,)+ Self::Type, Self::Label];

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
        Function, Appearance, Responsibility, Mention, CoOccurrence, DocumentCount, Citation, Succession,
        Similarity,
    }
    predicates {
        PartOf = "partOf", Issued = "issued", Leads = "leads", Supports = "supports",
        ResponsibleFor = "responsibleFor", Mentions = "mentions", CoOccursWith = "coOccursWith", Cites = "cites",
        Implements = "implements", Forwards = "forwards", Repeals = "repeals", Amends = "amends", Sets = "sets",
        LocatedIn = "locatedIn", SucceededBy = "succeededBy", Administers = "administers",
        HasFunction = "hasFunction", SimilarTo = "similarTo", Counterpart = "counterpart",
        Unit = "unit", EntityOf = "entity", Within = "within", MeasureOf = "measure", DocumentOf = "document",
        Source = "source", TargetOf = "target", CountOf = "coOccurrence",
        Id = "id", Name = "name", Title = "title", Number = "number", Issuers = "issuers", Region = "region",
        IssuedOn = "issuedOn", Year = "year", PeriodStart = "periodStart", PeriodEnd = "periodEnd", Kind = "kind",
        Path = "path", Url = "url", Text = "text", Section = "section", Position = "position",
        Recovered = "recovered", Deadline = "deadline", TypeName = "type", Printed = "printed",
        PrintedList = "printedList", Role = "role", Inherited = "inherited", Quote = "quote",
        FurtherQuote = "furtherQuote", Count = "count", Sentences = "sentences", Measures = "measures",
        Documents = "documents", Npmi = "npmi", Indicator = "indicator", Comparator = "comparator", Value = "value",
        UnitOfValue = "unitOfValue", Score = "score", Shared = "shared",
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
    fn iris_read_back() {
        for word in Word::CLASSES.iter().chain(Word::PREDICATES) {
            assert_eq!(Word::of_iri(word.iri()), Some(*word));
        }
        assert_eq!(Word::of_iri("https://policygraph.org/ns#Nothing"), None);
    }
}
