//! The real binary on small corpora, and drawings as they are written.

mod atlas;
mod cli;
mod corpus;
mod render;
