//! Where in the folder the page of each node lies.
//!
//! A page's name is what of its node's name is ASCII, then a digest of the node's IRI: it stays the same from build to build,
//! in whatever company the node is, and no two differ only in case. Chinese characters do not stay: archives that are
//! unpacked on another system garble them, a copied link spells each as nine letters, and a thousand pages link to each.

use crate::graph::{Graph, Node, NodeId};
use crate::query::node_iri;

/// Characters of a name that a file's name keeps.
const KEPT: usize = 40;
/// Hexadecimal digits of the digest.
const DIGITS: usize = 10;

/// Where every node is shown, by its place in the graph's order.
pub(super) struct Pages {
    paths: Vec<String>,
}

impl Pages {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut pages = Self {
            paths: Vec::with_capacity(graph.node_count()),
        };
        for id in graph.node_ids() {
            let path = pages.place(graph, id);
            pages.paths.push(path);
        }
        pages
    }

    /// Documents come before what stands in them in the graph's order.
    fn place(&self, graph: &Graph, id: NodeId) -> String {
        match graph.node(id) {
            Node::Document(document) => page_path("document", &document.id, &node_iri(graph, id)),
            Node::Entity(entity) => page_path(entity.kind().name(), entity.name(), &node_iri(graph, id)),
            Node::Measure(measure) => format!("{}#m{}", self.path(measure.document), measure.order),
            Node::Target(target) => format!("{}#s{}", self.path(target.document), target.span.start),
            Node::Function(_) => String::new(),
        }
    }

    /// The page of a node, and where on it; empty where it is shown nowhere.
    pub(super) fn path(&self, id: NodeId) -> &str {
        &self.paths[id.index()]
    }
}

fn page_path(folder: &str, name: &str, iri: &str) -> String {
    format!("{folder}/{}", file_name(name, iri))
}

/// The name of a page for something that is called `name` and identified by `identity`.
pub(super) fn file_name(name: &str, identity: &str) -> String {
    let digest = blake3::hash(identity.as_bytes()).to_hex();
    let slug = slug(name);
    format!(
        "{slug}{}{}.html",
        if slug.is_empty() { "" } else { "-" },
        &digest[..DIGITS]
    )
}

/// What every file system takes of a name.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().take(KEPT) {
        match c {
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::assemble::samples;

    #[test]
    fn any_name_is_a_file_name() {
        for (name, expected) in [
            ("东莞市科学技术局", ""),
            ("A/B: C", "a-b-c"),
            ("促进LED产业2012-2015", "led-2012-2015"),
            ("\u{202e}../\0", ""),
            ("CON", "con"),
        ] {
            assert_eq!(slug(name), expected);
        }
        assert_eq!(slug(&"a".repeat(10_000)).len(), KEPT);
        assert!(
            file_name("con", "x").starts_with("con-"),
            "no reserved name stands alone"
        );
    }

    #[test]
    fn no_two_pages_are_one_where_case_is_nothing() {
        let graph = samples::graph();
        let pages = Pages::of(&graph);
        let mut seen = BTreeSet::new();
        for id in graph.node_ids() {
            let path = pages.path(id);
            assert!(
                path.is_empty() || path.contains('#') || seen.insert(path.to_lowercase()),
                "{path}"
            );
        }
        assert_ne!(file_name("A", "https://a/A"), file_name("a", "https://a/a"));
    }
}
