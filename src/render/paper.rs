//! Whether a picture can be read on a page of A4.

use super::{Drawing, Picture};

/// What the text of a page takes, in points: 16 cm by 24 cm.
const PAGE: [f64; 2] = [453.5, 680.3];
/// Points of letters that can be read.
const READABLE: f64 = 7.0;
const CENTIMETRE: f64 = 72.0 / 2.54;

/// A picture whose labels are too small on a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TooSmall {
    /// Points of the smallest labels of nodes where the picture is made to fit a page of 16 cm by 24 cm.
    pub points: f64,
    /// The width in centimetres from which on they can be read.
    pub readable_from: f64,
    /// The height that goes with it.
    pub height: f64,
}

impl Drawing {
    /// Says so where a picture that Graphviz made of this drawing cannot be read on a page; nothing where the picture does
    /// not tell its size.
    pub fn too_small(&self, picture: Picture, bytes: &[u8], dpi: u32) -> Option<TooSmall> {
        too_small(size(picture, bytes, dpi)?, self.smallest_label())
    }

    /// Points of the smallest label of a node.
    fn smallest_label(&self) -> f64 {
        let style = &self.style;
        let sizes = self
            .sizes
            .values()
            .map(|share| style.size.at(share.clamp(0.0, 1.0).sqrt()));
        sizes.reduce(f64::min).unwrap_or_else(|| style.text.node.get())
    }
}

fn too_small([width, height]: [f64; 2], label: f64) -> Option<TooSmall> {
    let points = label * (PAGE[0] / width).min(PAGE[1] / height).min(1.0);
    let shrunk = READABLE / label;
    (points < READABLE && label >= READABLE).then(|| TooSmall {
        points,
        readable_from: width * shrunk / CENTIMETRE,
        height: height * shrunk / CENTIMETRE,
    })
}

/// Width and height of a picture, in points.
fn size(picture: Picture, bytes: &[u8], dpi: u32) -> Option<[f64; 2]> {
    match picture {
        Picture::Svg => {
            let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4_000)]);
            let side = |name: &str| {
                head.split_once("<svg ")?
                    .1
                    .split_once(name)?
                    .1
                    .split_once("pt\"")?
                    .0
                    .parse()
                    .ok()
            };
            Some([side("width=\"")?, side("height=\"")?])
        }
        Picture::Png => {
            let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
            let points = |pixels: u32| f64::from(pixels) / f64::from(dpi) * 72.0;
            Some([points(side(16)?), points(side(20)?)])
        }
        Picture::Pdf => {
            let text = String::from_utf8_lossy(bytes);
            let inside = text.split_once("/MediaBox")?.1.split_once('[')?.1.split_once(']')?.0;
            let numbers: Vec<f64> = inside
                .split_whitespace()
                .filter_map(|number| number.parse().ok())
                .collect();
            let [left, bottom, right, top] = numbers[..] else {
                return None;
            };
            Some([right - left, top - bottom])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_tells_its_size() {
        let svg = b"<?xml version=\"1.0\"?>\n<svg width=\"438pt\" height=\"1546pt\" viewBox=\"0 0 1 1\">";
        assert_eq!(size(Picture::Svg, svg, 300), Some([438.0, 1546.0]));
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend([0, 0, 1, 44, 0, 0, 0, 150]);
        assert_eq!(size(Picture::Png, &png, 300), Some([72.0, 36.0]));
        let pdf = b"%PDF-1.5 << /Type /Page /MediaBox [ 0 0 200.5 100 ] >>";
        assert_eq!(size(Picture::Pdf, pdf, 300), Some([200.5, 100.0]));
        for picture in [Picture::Svg, Picture::Png, Picture::Pdf] {
            assert_eq!(size(picture, b"nothing", 300), None);
        }
    }

    #[test]
    fn what_does_not_fit_a_page_says_from_which_width_on_it_is_read() {
        assert_eq!(too_small([453.5, 680.0], 10.0), None);
        assert_eq!(too_small([640.0, 300.0], 10.0), None, "7.08 points");
        let wide = too_small([907.0, 300.0], 10.0).expect("5 points");
        assert!(
            (wide.points - 5.0).abs() < 1e-9 && (wide.readable_from - 22.4).abs() < 0.1,
            "{wide:?}"
        );
        let high = too_small([300.0, 1360.6], 10.0).expect("5 points");
        assert!(
            (high.points - 5.0).abs() < 1e-9 && (high.height - 33.6).abs() < 0.1,
            "{high:?}"
        );
        assert_eq!(too_small([907.0, 300.0], 6.0), None, "such letters were asked for");
    }
}
