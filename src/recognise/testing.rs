//! What is found in a sentence of a small document of Guangdong, for the tests of the rules.

use crate::context::Given;
use crate::extract::{Document, extract};
use crate::facts::DocumentFacts;
use crate::lexicon::Lexicon;
use crate::model::EntityKind;

/// What a text says.
pub(crate) fn facts(text: &str) -> DocumentFacts {
    let document = Document {
        id: "a",
        path: "a.txt",
        bytes: text.as_bytes(),
        given: &Given::default(),
    };
    extract(document, Lexicon::embedded()).expect("it is text")
}

/// The names of a kind as a sentence prints them, in its order, joined by `|`.
pub(super) fn printed(sentence: &str, kind: EntityKind) -> String {
    of_names(sentence, kind, |printed, _| printed.to_owned())
}

/// What they stand for.
pub(crate) fn resolved(sentence: &str, kind: EntityKind) -> String {
    of_names(sentence, kind, |_, name| name.to_owned())
}

fn of_names(sentence: &str, kind: EntityKind, tell: impl Fn(&str, &str) -> String) -> String {
    let text = format!("广东省人民政府关于印发工作方案的通知\n\n一、主要任务\n\n{sentence}\n");
    let facts = facts(&text);
    let body = facts.text.find("主要任务").expect("it stands there");
    let mentions = facts
        .mentions
        .iter()
        .filter(|mention| mention.span.start as usize > body);
    let told = mentions.filter_map(|mention| {
        let entity = &facts.entities[mention.entity.0 as usize];
        let printed = mention.span.of(&facts.text);
        (entity.key.kind == kind).then(|| tell(printed, &entity.key.name))
    });
    told.collect::<Vec<_>>().join("|")
}
