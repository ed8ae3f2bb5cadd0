//! Drawings: what a query found, as a diagram for a paper.
//!
//! A [`Drawing`] is nodes, edges, a title and a caption, and knows nothing of the graph it was taken from.
//! [`Drawing::from_rows`] makes one of a query's rows; [`Drawing::to_dot`] writes it in Graphviz's language, the same bytes for
//! the same drawing; [`Picture::draw`] has Graphviz turn that into an SVG, PNG or PDF where Graphviz is installed.
//!
//! The look is fixed in [`NodeType`] and [`EdgeType`]: colours that colour-blind readers tell apart, and for every
//! colour a shape or a border that survives a grey print. Everything that a document printed reaches the DOT through
//! `escape`, and through nothing else.

mod chart;
mod difference;
mod dot;
mod drawing;
mod escape;
mod figures;
mod graphviz;
mod legend;
mod style;
mod wrap;

pub use chart::{
    MATRIX_MOST, PixelsError, TREND_MOST, chart_to_png, matrix_of_measures, matrix_of_units, trend_of_entities,
    trend_of_indicators,
};
pub use drawing::{Drawing, DrawnEdge, DrawnNode, Layout, MAX_EDGES};
pub use figures::FigureError;
pub use graphviz::{GraphvizError, Picture, graphviz_is_installed};
pub use style::{EdgeType, NodeType};
