//! Charts in pixels: resvg draws their SVG with the fonts of this machine.

/// Pixels of an SVG to the inch, as CSS has it.
#[cfg(feature = "png")]
const CSS: f32 = 96.0;

/// Why a chart is not there in pixels.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PixelsError {
    /// No font has a character of the chart.
    #[error(
        "no font on this machine has '{0}', so the PNG would have gaps; install one with Chinese characters (apt install \
         fonts-noto-cjk, brew install font-noto-sans-cjk-sc) or write .svg"
    )]
    NoFont(char),
    /// The chart cannot be drawn.
    #[error("this chart cannot be drawn in pixels: {0}; write .svg")]
    Undrawable(String),
    /// The program was built without what draws pixels.
    #[error("this policygraph was built without the feature 'png'; write .svg")]
    NotBuilt,
}

/// A chart as PNG with this many pixels to the inch. Unlike the SVG, its bytes depend on the fonts that are installed.
#[cfg(feature = "png")]
pub fn chart_to_png(svg: &str, dpi: u32) -> Result<Vec<u8>, PixelsError> {
    let mut fonts = resvg::usvg::fontdb::Database::new();
    fonts.load_system_fonts();
    png::with_fonts(svg, dpi, fonts)
}

/// A chart as PNG, which this build cannot make.
#[cfg(not(feature = "png"))]
pub fn chart_to_png(_svg: &str, _dpi: u32) -> Result<Vec<u8>, PixelsError> {
    Err(PixelsError::NotBuilt)
}

#[cfg(feature = "png")]
mod png {
    use std::sync::{Arc, OnceLock};

    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::fontdb::Database;
    use resvg::usvg::{FontResolver, Options, Tree};

    use super::{CSS, PixelsError};

    pub(super) fn with_fonts(svg: &str, dpi: u32, fonts: Database) -> Result<Vec<u8>, PixelsError> {
        let wrong = |what: &dyn std::fmt::Display| PixelsError::Undrawable(what.to_string());
        let missing = Arc::new(OnceLock::new());
        let is_bare = fonts.is_empty();
        let options = Options {
            fontdb: Arc::new(fonts),
            font_resolver: resolver(&missing),
            ..Options::default()
        };
        let tree = Tree::from_str(svg, &options).map_err(|error| wrong(&error))?;
        let first_word = svg.chars().find(|c| !c.is_ascii());
        if let Some(c) = missing.get().copied().or(first_word.filter(|_| is_bare)) {
            return Err(PixelsError::NoFont(c));
        }
        let (size, scale) = (tree.size(), dpi as f32 / CSS);
        let [width, height] = [size.width(), size.height()].map(|side| (side * scale).ceil());
        #[expect(clippy::cast_sign_loss, reason = "usvg refuses sizes that are not above 0")]
        let mut pixels = Pixmap::new(width as u32, height as u32).ok_or_else(|| wrong(&"it is too large"))?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        pixels.encode_png().map_err(|error| wrong(&error))
    }

    /// Takes any font where none of the families is there, and notes the first character that no font has.
    fn resolver(missing: &Arc<OnceLock<char>>) -> FontResolver<'static> {
        let (by_family, by_character) = (
            FontResolver::default_font_selector(),
            FontResolver::default_fallback_selector(),
        );
        let missing = Arc::clone(missing);
        FontResolver {
            select_font: Box::new(move |font, fonts| {
                by_family(font, fonts).or_else(|| fonts.faces().next().map(|face| face.id))
            }),
            select_fallback: Box::new(move |c, used, fonts| {
                let found = by_character(c, used, fonts);
                if found.is_none() {
                    missing.get_or_init(|| c);
                }
                found
            }),
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
             <text x=\"2\" y=\"15\" font-family=\"sans-serif\">措施</text></svg>";

        #[test]
        fn without_a_font_there_is_no_picture_but_a_way_out() {
            let error = with_fonts(SVG, 300, Database::new())
                .expect_err("there are no fonts")
                .to_string();
            assert!(error.contains("'措'") && error.contains("fonts-noto-cjk"), "{error}");
        }

        #[test]
        fn a_picture_has_the_pixels_that_are_asked_for() {
            let plain = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"9\" height=\"9\"/></svg>";
            let bytes = with_fonts(plain, 288, Database::new()).expect("it has no text");
            let picture = Pixmap::decode_png(&bytes).expect("it is a PNG");
            assert_eq!((picture.width(), picture.height()), (120, 60));
        }
    }
}
