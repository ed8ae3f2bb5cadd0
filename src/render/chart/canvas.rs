//! A picture in pixels with text whose width is known well enough.

use plotters::prelude::{
    Circle, DrawingArea, IntoDrawingArea, IntoFont, PathElement, RGBColor, Rectangle, SVGBackend, Text, TextStyle,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, ShapeStyle};
use unicode_width::UnicodeWidthChar as _;

use crate::render::Style;

/// Where a text begins from its point.
#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Left,
    Middle,
    Right,
}

pub(super) const BLACK: RGBColor = RGBColor(0, 0, 0);
pub(super) const GREY: RGBColor = RGBColor(150, 150, 150);
pub(super) const BLUE: RGBColor = RGBColor(0, 114, 178);
pub(super) const ORANGE: RGBColor = RGBColor(213, 94, 0);

/// A picture being drawn.
pub(super) struct Canvas<'s> {
    area: DrawingArea<SVGBackend<'s>, plotters::coord::Shift>,
}

impl<'s> Canvas<'s> {
    /// Writes a picture of this size into `svg`.
    ///
    /// Drawing into a string cannot fail: what plotters reports are the errors of files and devices.
    pub(super) fn new(svg: &'s mut String, width: i32, height: i32) -> Self {
        let size = (width.max(1).unsigned_abs(), height.max(1).unsigned_abs());
        let area = SVGBackend::with_string(svg, size).into_drawing_area();
        let canvas = Self { area };
        canvas.rectangle((0, 0), (width, height), RGBColor(255, 255, 255), None);
        canvas
    }

    pub(super) fn text(&self, at: (i32, i32), height: i32, colour: RGBColor, side: Side, words: &str) {
        let horizontal = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let fonts = Style::standard().fonts();
        let style = TextStyle::from((&*fonts, f64::from(height)).into_font())
            .color(&colour)
            .pos(Pos::new(horizontal, VPos::Center));
        let _ = self.area.draw(&Text::new(words.to_owned(), at, style));
    }

    pub(super) fn rectangle(&self, from: (i32, i32), to: (i32, i32), fill: RGBColor, border: Option<RGBColor>) {
        let _ = self.area.draw(&Rectangle::new([from, to], fill.filled()));
        if let Some(border) = border {
            let _ = self
                .area
                .draw(&Rectangle::new([from, to], ShapeStyle::from(border).stroke_width(1)));
        }
    }

    pub(super) fn line(&self, points: Vec<(i32, i32)>, colour: RGBColor, width: u32) {
        let _ = self
            .area
            .draw(&PathElement::new(points, ShapeStyle::from(colour).stroke_width(width)));
    }

    /// A point, filled or hollow.
    pub(super) fn point(&self, at: (i32, i32), colour: RGBColor, filled: bool) {
        if filled {
            let _ = self.area.draw(&Circle::new(at, 4, colour.filled()));
        } else {
            let _ = self.area.draw(&Circle::new(at, 4, RGBColor(255, 255, 255).filled()));
            let _ = self
                .area
                .draw(&Circle::new(at, 4, ShapeStyle::from(colour).stroke_width(2)));
        }
    }

    pub(super) fn finish(self) {
        let _ = self.area.present();
    }
}

/// A text cut to a width in columns, of which a Chinese character takes two.
pub(super) fn cut(text: &str, columns: usize) -> String {
    let mut width = 0;
    let text = text.trim();
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width <= columns
    };
    let short: String = text.chars().take_while(fits).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
