//! The real binary on small corpora, the library on real documents, and drawings as they are written.

mod atlas;
mod bad_input;
mod cases;
mod cli;
mod corpus;
mod gold;
mod properties;
mod render;
mod sets;
