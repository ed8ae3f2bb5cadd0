//! The real binary on small corpora, the library on real documents, and drawings as they are written.

mod atlas;
mod bad_input;
mod cases;
mod cli;
mod compare;
mod corpus;
mod corrections;
mod endpoint;
mod facts;
mod formats;
mod gallery;
mod generate;
mod gold;
mod joins;
mod network;
mod properties;
mod queries;
mod render;
mod report;
mod review;
mod sets;
mod user_lexicon;
