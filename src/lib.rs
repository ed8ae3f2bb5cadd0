//! Chinese policy documents in, one knowledge graph out, every edge with the sentence behind it.
//!
//! A **document** is read into clean text, its **outline** of measures, its **sentences** and **words**. In them stand
//! **mentions** of **entities** (agencies, parks, programs, enterprises, institutions, places, policies), the
//! **responsibilities** that bind units to measures, **citations** and **targets**: the [`facts`] of that document,
//! a pure function of its bytes. Facts of many documents are assembled to one [`graph`], which is queried, drawn, exported
//! and shown as an [`atlas`].
//!
//! The modules stand in the order in which data meets them; each knows only those above it.

pub mod text;
pub mod digest;
mod compression;
mod positioned;
mod spill;
pub mod model;
pub mod lexicon;
pub mod corrections;
pub mod read;
pub mod structure;
pub mod segment;
pub mod context;
pub mod recognise;
pub mod resolve;
pub mod relate;
pub mod facts;
pub mod extract;
pub mod pipeline;
pub mod graph;
pub mod likeness;
pub mod assemble;
pub mod review;
pub mod measure;
pub mod query;
pub mod compare;
pub mod render;
pub mod export;
pub mod output;
pub mod atlas;
