//! Facts of all documents to one graph: the only stage that sees more than one document.
//!
//! Entities of equal key become one node; what several places say of the same ends becomes one edge with all their
//! evidence. The result depends on the set of documents alone, not on their order: nodes are numbered by ids and keys,
//! edges are sorted before they are numbered.

mod cooccurrence;
mod duplicates;
mod entities;
mod nodes;
mod relations;
mod similar;
mod told_apart;
mod world;

use crate::digest::digest_of;
use crate::facts::{DocumentFacts, Facts, Packed, unpacked};
pub use crate::facts::{Inputs, Reform};
use crate::graph::{Builder, Edge, EdgeKind, Graph, GraphError, NodeId, Provenance};
use cooccurrence::CoOccurrences;
pub use duplicates::{Duplicate, duplicates};
use nodes::{NodeTable, Nodes};
use relations::{Desk, Library, Seats};

/// Why facts do not make a graph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssembleError {
    /// A fact points at an entity, measure or sentence that the document does not have.
    #[error("the facts of {document} are inconsistent: {what} {index} does not exist")]
    Inconsistent {
        /// The document.
        document: String,
        /// What is missing.
        what: &'static str,
        /// Its index.
        index: u32,
    },
    /// The parts do not fit together.
    #[error(transparent)]
    Graph(#[from] GraphError),
}

/// Edges in no order.
type Edges = Vec<(NodeId, NodeId, Edge)>;

/// The graph of these facts.
pub fn assemble(facts: &Facts, inputs: &Inputs) -> Result<Graph, AssembleError> {
    let documents = Documents::of(facts);
    let mut builder = Builder::new(provenance(&documents, inputs));
    let mut nodes = Nodes::new(documents.len());
    let mut library = Library::default();
    for (place, facts) in documents.each().enumerate() {
        check(&facts)?;
        library.add(place, &facts);
        nodes.add(place, facts, &mut builder);
    }
    let table = nodes.finish(inputs, &mut builder);
    relate(&documents, &table, &library, inputs, &mut builder);
    let graph = builder.finish()?;
    let compared = graph.afresh();
    Ok(graph.with_more(EdgeKind::SimilarTo, |add| similar::found(&compared, &documents, add))?)
}

/// Adds every edge but those of likeness.
fn relate(documents: &Documents<'_>, table: &NodeTable, library: &Library, inputs: &Inputs, graph: &mut Builder) {
    let mut together = CoOccurrences::new(graph);
    let mut seats = Seats::default();
    for (place, facts) in documents.each().enumerate() {
        let desk = Desk::new(&facts, place, table);
        desk.relations(library, graph);
        seats.add(&desk);
        together.add(&desk);
        world::located(&desk, graph);
    }
    seats.finish(graph);
    together.finish(table, graph);
    let rest = world::edges(table, inputs).into_iter();
    for (from, to, edge) in rest.chain(similar::said(documents, table, &inputs.verdicts)) {
        graph.edge(from, to, &edge);
    }
}

/// The documents of a graph in its order; of several with one id, the first.
struct Documents<'f>(Vec<&'f Packed>);

impl<'f> Documents<'f> {
    fn of(facts: &'f Facts) -> Self {
        let mut documents: Vec<&Packed> = facts.packed().iter().collect();
        documents.sort_by_key(|document| (&document.id, &document.digest));
        documents.dedup_by_key(|document| &document.id);
        Self(documents)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    /// The id of the document at a place.
    fn id(&self, place: usize) -> &str {
        &self.0[place].id
    }

    /// The facts of each, one after the other.
    fn each(&self) -> impl Iterator<Item = DocumentFacts> {
        unpacked(self.0.iter().copied())
    }

    /// The place and facts of the document of an id.
    fn of_id(&self, id: &str) -> Option<(usize, DocumentFacts)> {
        let place = self.0.binary_search_by(|document| document.id.as_str().cmp(id)).ok()?;
        Some((place, self.0[place].facts()))
    }
}

fn provenance(documents: &Documents<'_>, inputs: &Inputs) -> Provenance {
    Provenance {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        corpus: digest_of(documents.0.iter().flat_map(|document| [&document.id, &document.digest])),
        lexicons: inputs.lexicons.clone(),
        corrections: inputs.corrections.clone(),
    }
}

/// Every index in the facts must lead somewhere; facts may come from a cache that another program wrote.
fn check(facts: &DocumentFacts) -> Result<(), AssembleError> {
    let mentions = || facts.mentions.iter();
    let entities = (mentions().map(|mention| mention.entity.0))
        .chain(facts.responsibilities.iter().map(|duty| duty.unit.entity.0))
        .chain(facts.seats.iter().flat_map(|seat| [seat.group.0, seat.unit.entity.0]))
        .chain(facts.citations.iter().map(|citation| citation.policy.0));
    let measures = (facts.measures.iter().map(|measure| measure.parent))
        .chain(mentions().map(|mention| mention.measure))
        .chain(facts.responsibilities.iter().map(|duty| duty.measure))
        .chain(facts.citations.iter().map(|citation| citation.measure))
        .chain(facts.targets.iter().map(|target| target.measure));
    let sentences = mentions().map(|mention| mention.sentence);
    let within = |what, highest: Option<u32>, length: usize| match highest {
        Some(index) if index as usize >= length => {
            let document = facts.id.clone();
            Err(AssembleError::Inconsistent { document, what, index })
        }
        _ => Ok(()),
    };
    within("entity", entities.max(), facts.entities.len())?;
    within(
        "measure",
        measures.flatten().map(|measure| measure.0).max(),
        facts.measures.len(),
    )?;
    within("sentence", sentences.max(), facts.sentences.len())
}

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;
