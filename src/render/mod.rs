//! Drawings: what a query found, as a diagram for a paper.
//!
//! A [`Drawing`] is nodes, edges, a title and a caption. [`Drawing::from_rows`] makes one of a query's rows; what the graph
//! knows beyond them (short names, what belongs together, what the graph was made from) is added by [`Drawing::shorten`],
//! [`Drawing::cluster`], [`Drawing::cite`] and their like. [`Drawing::to_dot`] writes it in Graphviz's language, the same bytes
//! for the same drawing; [`Picture::draw`] has Graphviz turn that into an SVG, PNG or PDF where Graphviz is installed.
//!
//! The look is a [`Style`]: colours that colour-blind readers tell apart, and for every colour a shape or a line that
//! survives a grey print. Everything that a document printed reaches the DOT through `escape`, and through nothing else.

mod arrange;
mod caption;
mod chart;
mod cluster;
mod difference;
mod dot;
mod drawing;
mod escape;
mod figures;
mod fonts;
mod graphviz;
mod kinds;
mod legend;
mod names;
mod paper;
mod style;
mod words;
mod wrap;

pub use arrange::{Engine, Layout};
pub use chart::{
    MATRIX_MOST, PixelsError, TREND_MOST, chart_to_png, matrix_of_measures, matrix_of_units, trend_of_entities,
    trend_of_indicators,
};
pub use cluster::ClusterBy;
pub use drawing::{Drawing, DrawnEdge, DrawnNode, MAX_EDGES};
pub use figures::FigureError;
pub use fonts::{FontError, check_fonts};
pub use graphviz::{GraphvizError, PRINT, Picture, graphviz_is_installed};
pub use kinds::{EdgeType, NodeType};
pub use names::Labels;
pub use paper::TooSmall;
pub use style::{Style, StyleError};
pub use words::{Language, Words};
