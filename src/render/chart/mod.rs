//! Charts of comparisons as SVG, by plotters.
//!
//! The letters are text in the SVG, in the fonts of the reader's machine: nothing is embedded, and they can be searched
//! and copied. Fills are grey enough to tell apart in print, and every cell and point also says what it is in words.

mod canvas;
mod matrix;
mod pixels;
mod trend;

pub use matrix::{MATRIX_MOST, matrix_of_measures, matrix_of_units};
pub use pixels::{PixelsError, chart_to_png};
pub use trend::{TREND_MOST, trend_of_entities, trend_of_indicators};
