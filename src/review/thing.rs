//! An entity with what a proposal needs to know of it.

use std::collections::BTreeSet;

use crate::corrections::Name;
use crate::graph::{Appearance, Edge, EdgeKind, Entity, Graph, NodeId};
use crate::model::{EntityKind, Evidence, Role};

/// A named entity.
#[derive(Debug, Clone)]
pub(super) struct Thing<'g> {
    pub(super) id: NodeId,
    pub(super) entity: &'g Entity,
    /// Ids of the documents that name it.
    pub(super) appearances: &'g [Appearance],
    pub(super) documents: BTreeSet<&'g str>,
    pub(super) mentions: u32,
    pub(super) duties: u32,
}

impl<'g> Thing<'g> {
    pub(super) fn new(graph: &'g Graph, id: NodeId, entity: &'g Entity) -> Self {
        let appearances = graph.appearances(id);
        let named_in = appearances
            .iter()
            .filter_map(|appearance| graph.document_of(appearance.document));
        let duties = Role::ALL
            .iter()
            .map(|role| graph.edges_from(id, EdgeKind::of_role(*role)).len());
        Self {
            id,
            entity,
            appearances,
            documents: named_in.map(|(_, document)| document.id.as_str()).collect(),
            mentions: appearances.iter().map(|appearance| appearance.mentions).sum(),
            duties: duties.sum::<usize>() as u32,
        }
    }

    pub(super) fn kind(&self) -> EntityKind {
        self.entity.kind()
    }

    pub(super) fn name(&self) -> &'g str {
        self.entity.name()
    }

    /// How much hangs on it.
    pub(super) fn weight(&self) -> u32 {
        self.mentions + self.duties
    }

    /// `3 mentions`, `2 mentions and 1 duty`.
    pub(super) fn counts(&self) -> String {
        let number = |count: u32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
        let mentions = number(self.mentions, "mention", "mentions");
        match self.duties {
            0 => mentions,
            duties => format!("{mentions} and {}", number(duties, "duty", "duties")),
        }
    }

    /// Whether a row of a lexicon says what it is.
    pub(super) fn is_listed(&self) -> bool {
        let mut sources = self
            .appearances
            .iter()
            .filter_map(|appearance| appearance.source.as_ref());
        sources.any(|source| matches!(source, Evidence::Lexicon { .. }))
    }

    /// The document to write on a line: the only one that names it.
    pub(super) fn only_document(&self) -> String {
        match self.documents.iter().next() {
            Some(document) if self.documents.len() == 1 => (*document).to_owned(),
            _ => String::new(),
        }
    }

    /// The name to write on a line. Where it is to hold in several documents, only the thing of this home is meant: the
    /// same words may be something else elsewhere.
    pub(super) fn as_spoken_of(&self) -> Name {
        match self.documents.len() {
            1 => Name::anywhere(self.name()),
            _ => Name::of(&self.entity.key),
        }
    }

    /// The name to write as a body: plain where every document of `other` names it too.
    pub(super) fn as_body_for(&self, other: &Self) -> Name {
        if other.documents.is_subset(&self.documents) {
            Name::anywhere(self.name())
        } else {
            Name::of(&self.entity.key)
        }
    }

    /// Whether one sentence names both: two names side by side are two things.
    pub(super) fn stands_beside(&self, other: &Self, graph: &Graph) -> bool {
        let around = graph.edges_around(self.id, EdgeKind::CoOccurs);
        around.iter().any(|edge| {
            edge.other(self.id) == other.id
                && matches!(edge.edge(), Edge::CoOccurs(together) if together.sentences() > 0)
        })
    }
}
