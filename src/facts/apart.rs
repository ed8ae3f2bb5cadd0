//! Ids that tell documents apart.
//!
//! Where facts were extracted in parts, two documents may have come to share an id. The first of them, by path, keeps
//! it; the others are called by their paths, and texts that share the path too by a piece of their digest.

use std::collections::BTreeSet;

use super::{DocumentFacts, Facts, Packed};
use crate::model::{Evidence, Sourced};

/// A document that has another id than it was extracted under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The id that another document has.
    pub from: String,
    /// Its own.
    pub to: String,
}

impl Facts {
    /// The same facts with an id for each document that no other one has; which documents are called anew.
    #[must_use]
    pub fn apart(mut self) -> (Self, Vec<Renamed>) {
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut renamed = Vec::new();
        for packed in &mut self.documents {
            if taken.insert(packed.id.clone()) {
                continue;
            }
            let to = free_id(packed, &taken);
            taken.insert(to.clone());
            renamed.push(Renamed {
                from: packed.id.clone(),
                to: to.clone(),
            });
            let mut document = packed.facts();
            rename(&mut document, &to);
            *packed = Packed::of(&document);
        }
        if !renamed.is_empty() {
            self.sort();
        }
        (self, renamed)
    }
}

fn free_id(document: &Packed, taken: &BTreeSet<String>) -> String {
    let digest = document.digest.get(..8).unwrap_or(&document.digest);
    let numbered = (2..).map(|number| format!("{}~{digest}~{number}", document.path));
    let mut names = [document.path.clone(), format!("{}~{digest}", document.path)]
        .into_iter()
        .chain(numbered);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Every place of the facts that holds the id.
fn rename(document: &mut DocumentFacts, to: &str) {
    let said = &mut document.metadata;
    in_field(said.title.as_mut(), to);
    in_field(said.number.as_mut(), to);
    in_field(said.region.as_mut(), to);
    in_field(said.issued.as_mut(), to);
    in_field(said.period.as_mut(), to);
    in_field(said.kind.as_mut(), to);
    in_field(said.url.as_mut(), to);
    said.groups.iter_mut().for_each(|group| in_field(Some(group), to));
    for issuer in &mut said.issuers {
        if !issuer.value.document.is_empty() {
            to.clone_into(&mut issuer.value.document);
        }
        in_evidence(&mut issuer.evidence, to);
    }
    for measure in &mut document.measures {
        in_field(measure.deadline.as_mut(), to);
    }
    for entity in &mut document.entities {
        if !entity.key.document.is_empty() {
            to.clone_into(&mut entity.key.document);
        }
        if let Some(source) = &mut entity.source {
            in_evidence(source, to);
        }
    }
    to.clone_into(&mut document.id);
}

fn in_field<T>(field: Option<&mut Sourced<T>>, to: &str) {
    if let Some(field) = field {
        in_evidence(&mut field.evidence, to);
    }
}

fn in_evidence(evidence: &mut Evidence, to: &str) {
    if let Evidence::Text { document, .. } = evidence {
        to.clone_into(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::context::Given;
    use crate::extract::{Document, extract};
    use crate::lexicon::Lexicon;

    const PLAN: &str = "东莞市科技创新实施方案\n\n东莞市人民政府\n2018年3月1日\n\n一、重点任务\n\
                        (一)培育企业\n支持研发。(责任单位:市科技局、其他有关单位)\n完成时限:2018年12月底前。\n";

    fn read(path: &str, text: &str) -> DocumentFacts {
        let document = Document {
            id: "shared-name",
            path,
            bytes: text.as_bytes(),
            given: &Given::default(),
        };
        extract(document, Lexicon::embedded()).expect("it is text")
    }

    #[test]
    fn the_first_path_keeps_the_id_and_the_other_is_called_by_its_own() {
        let facts = Facts::from_iter([read("b/plan.txt", PLAN), read("a/plan.txt", PLAN)]);
        let (facts, renamed) = facts.apart();
        let to = "b/plan.txt".to_owned();
        assert_eq!(
            renamed,
            [Renamed {
                from: "shared-name".into(),
                to: to.clone()
            }]
        );
        let documents: Vec<DocumentFacts> = facts.documents().collect();
        let [second, first] = documents.as_slice() else {
            panic!("two documents")
        };
        assert_eq!((first.id.as_str(), first.path.as_str()), ("shared-name", "a/plan.txt"));
        let said = serde_json::to_string(second).expect("facts are values");
        assert!(!said.contains("shared-name"), "the old id is left somewhere: {said}");
        assert_eq!(facts.clone().apart(), (facts, Vec::new()), "once is enough");
    }

    #[test]
    fn texts_of_one_path_are_told_apart_by_their_digests() {
        let facts = Facts::from_iter([read("plan.txt", PLAN), read("plan.txt", &format!("{PLAN}二、其他\n"))]);
        let (facts, _) = facts.apart();
        let ids: BTreeSet<&str> = facts.ids().collect();
        assert_eq!(ids.len(), 2);
        assert!(ids.contains("shared-name") && ids.contains("plan.txt"), "{ids:?}");
    }
}
