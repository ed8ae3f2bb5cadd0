//! Numbers about the networks in a graph: how strongly two entities go together, what sets a document apart, who stands
//! between others.
//!
//! Everything here is a pure function of counts or of a network, in a fixed order of additions, so that the same graph
//! gives the same digits on every machine and on any number of threads.

mod association;
mod backbone;
mod brokerage;
mod communities;
mod keyness;
mod network;
mod path;
mod rank;
mod two_mode;

pub use association::{cosine, jaccard};
pub use backbone::significance;
pub use brokerage::{Brokerage, brokerage};
pub use communities::{Communities, NoResolution};
pub use keyness::distinctiveness;
pub use network::{Binding, Network, Selection, Tie};
pub use path::{Chain, Step, shortest, strongest};
pub use rank::{Centrality, Ranked};
pub use two_mode::{Across, TwoMode};

/// To four decimals: what a table shows, and what no machine's rounding changes.
pub fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
