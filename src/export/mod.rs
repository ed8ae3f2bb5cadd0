//! The whole graph in the forms of other programs: NetworkX, Gephi, and whatever reads theirs.
//!
//! [`ExportFormat::write`] is the way in. What a node or an edge carries is decided once, in `record`, as a list of
//! named values; each format only writes such lists. So every format holds every attribute, every piece of evidence
//! and every quote.

mod format;
mod graphml;
mod network;
mod node_link;
mod reason;
mod record;
#[cfg(test)]
mod tests;

pub use format::{ExportError, ExportFormat};
pub use network::{Attribute, network_graphml};
