//! What must hold of every graph, asked of one that was read.

use super::{Document, DocumentText, Edge, EdgeRef, Graph, Node, NodeId};
use crate::model::Evidence;
use crate::text::Span;

impl Graph {
    /// What does not hold of the graph, in its order, up to `most` sentences; nothing of a sound one.
    ///
    /// Every edge has evidence; evidence in a text has words there; spans end within their text and between characters;
    /// measures and targets stand in a document; what is told document by document is in their order, by which it is looked up.
    /// That edges have their ends is sure of every graph that could be read.
    pub fn flaws(&self, most: usize) -> Vec<String> {
        let nodes = self.node_ids().filter_map(|id| self.flaw_of(id, self.node(id)));
        let edges = self.all_edges().filter_map(|edge| self.flaw_of_edge(edge));
        nodes.chain(edges).take(most).collect()
    }

    fn flaw_of(&self, id: NodeId, node: &Node) -> Option<String> {
        match node {
            Node::Document(document) => document_flaw(document, self.text(id)),
            Node::Measure(measure) => {
                let Some(document) = self.node(measure.document).as_document() else {
                    return Some(format!("the measure {} stands in no document", measure.section));
                };
                if self.document_of(id).map(|(document, _)| document) != Some(measure.document) {
                    return Some(format!(
                        "the measure {} stands among those of another document",
                        measure.section
                    ));
                }
                let terms = measure.terms.iter().map(|term| term.first);
                let mut spans = [measure.span, measure.title_span].into_iter().chain(terms);
                let lost = spans.find(|span| !is_within(*span, &self.text(measure.document).text));
                lost.map(|span| format!("{}, {}: {span} is not in the text", document.id, measure.section))
            }
            Node::Target(target) => {
                let Some(document) = self.node(target.document).as_document() else {
                    return Some(format!("the target {} stands in no document", target.indicator));
                };
                let is_lost = !is_within(target.span, &self.text(target.document).text);
                is_lost.then(|| {
                    format!(
                        "{}, {}: {} is not in the text",
                        document.id, target.indicator, target.span
                    )
                })
            }
            Node::Entity(_) => {
                let documents = self.appearances(id).iter().map(|appearance| appearance.document);
                let disordered = !documents.is_sorted_by(|a, b| a < b);
                disordered.then(|| format!("the documents that name {} are out of order", self.label(id)))
            }
            Node::Function(_) => None,
        }
    }

    fn flaw_of_edge(&self, edge: EdgeRef<'_>) -> Option<String> {
        let evidence = self.evidence(edge.id);
        let problem = if evidence.is_empty() {
            "has no evidence".to_owned()
        } else if is_disordered(edge.edge()) {
            "has its documents out of order".to_owned()
        } else {
            let lost = evidence.iter().find(|evidence| !self.has_words(evidence))?;
            format!("has evidence without words: {lost:?}")
        };
        let [from, to] = [edge.from, edge.to].map(|end| self.label(end));
        Some(format!("{} {from} -> {to} {problem}", edge.kind))
    }

    fn has_words(&self, evidence: &Evidence) -> bool {
        let Evidence::Text {
            document, span, quote, ..
        } = evidence
        else {
            return !self.describe(evidence).is_empty();
        };
        let document = self.document(document);
        document.is_some_and(|(id, _)| [span, quote].iter().all(|span| is_within(**span, &self.text(id).text)))
            && !self.quote(evidence).is_empty()
    }
}

/// Whether the documents of a co-occurrence are not each behind the one before.
fn is_disordered(edge: &Edge) -> bool {
    let Edge::CoOccurs(together) = edge else { return false };
    !together.by_document.is_sorted_by(|(a, _), (b, _)| a < b)
}

fn document_flaw(document: &Document, text: &DocumentText) -> Option<String> {
    let doubts = document.doubts.iter().map(|doubt| doubt.span);
    let starts = text.origin.iter().map(|(at, _)| *at);
    let places = text.places.iter().map(|(at, _)| *at);
    let points = starts.chain(places).map(|at| Span { start: at, end: at });
    let mut spans = doubts.chain(points);
    let lost = spans.find(|span| !is_within(*span, &text.text))?;
    Some(format!("{}: {lost} is not in the text", document.id))
}

fn is_within(span: Span, text: &str) -> bool {
    text.get(span.range()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::graph::{Appearances, Builder};

    fn changed(graph: &Graph, of_text: impl Fn(&mut DocumentText), of_edge: impl Fn(&mut Edge)) -> Graph {
        let mut builder = Builder::new(graph.provenance().clone());
        for id in graph.node_ids() {
            match graph.node(id) {
                node @ Node::Document(_) => {
                    let mut text = graph.text(id).clone();
                    of_text(&mut text);
                    builder.document(node, &text);
                }
                node @ Node::Entity(_) => {
                    let mut appearances = Appearances::default();
                    for appearance in graph.appearances(id) {
                        appearances.push(appearance, builder.scratch());
                    }
                    builder.entity(node, &appearances);
                }
                node => builder.node(node),
            }
        }
        for edge in graph.all_edges() {
            let mut changed = edge.edge().clone();
            of_edge(&mut changed);
            builder.edge(edge.from, edge.to, &changed);
        }
        builder.finish().expect("it fits together")
    }

    #[test]
    fn a_sound_graph_has_no_flaw_and_a_changed_one_has() {
        let graph = samples::graph();
        assert_eq!(graph.flaws(9), [""; 0]);
        let flaws = changed(&graph, |text| text.text.truncate(0), |_| ()).flaws(3);
        assert_eq!(flaws.len(), 3, "no more than were asked for");
        assert!(flaws[0].contains("is not in the text"), "{flaws:?}");

        let bare = |edge: &mut Edge| {
            if let Edge::Responsibility(duty) = edge {
                duty.evidence.clear();
            }
        };
        let flaws = changed(&graph, |_| (), bare).flaws(99);
        assert!(flaws.iter().any(|flaw| flaw.contains("has no evidence")), "{flaws:?}");

        let turned = |edge: &mut Edge| {
            if let Edge::CoOccurs(together) = edge {
                let twice = together.by_document[0];
                together.by_document.push(twice);
            }
        };
        let flaws = changed(&graph, |_| (), turned).flaws(99);
        assert!(flaws.iter().any(|flaw| flaw.contains("out of order")), "{flaws:?}");
    }
}
