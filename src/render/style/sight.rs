//! How colours look in grey print and to colour-blind readers.

use super::Colour;

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub(super) enum Eyes {
    Usual,
    /// Without cones for red.
    Protan,
    /// Without cones for green.
    Deutan,
    /// Without cones for blue.
    Tritan,
}

/// Rows that turn linear red, green and blue into what these eyes make of them (Machado, Oliveira and Fernandes 2009).
fn seen(eyes: Eyes) -> [[f64; 3]; 3] {
    match eyes {
        Eyes::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        Eyes::Protan => [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
        Eyes::Deutan => [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
        Eyes::Tritan => [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    }
}

fn times(rows: [[f64; 3]; 3], by: [f64; 3]) -> [f64; 3] {
    rows.map(|row| row.iter().zip(by).map(|(a, b)| a * b).sum())
}

fn linear(colour: Colour) -> [f64; 3] {
    colour.0.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

/// CIE 1976 L*a*b* under daylight, as these eyes see the colour.
fn lab(colour: Colour, eyes: Eyes) -> [f64; 3] {
    const XYZ: [[f64; 3]; 3] = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];
    let light = times(seen(eyes), linear(colour)).map(|part| part.clamp(0.0, 1.0));
    let [x, y, z] = times(XYZ, light);
    let [x, y, z] = [x / 0.9505, y, z / 1.089].map(|t: f64| {
        if t > 0.008_856 {
            t.cbrt()
        } else {
            7.787 * t + 16.0 / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How light a colour is in grey print, from 0 (black) to 100 (white).
pub(super) fn lightness(colour: Colour) -> f64 {
    lab(colour, Eyes::Usual)[0]
}

/// How far apart two colours look; below 2 nobody sees it, from 10 on it is plain.
pub(super) fn distance(a: Colour, b: Colour, eyes: Eyes) -> f64 {
    let (a, b) = (lab(a, eyes), lab(b, eyes));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The contrast of two colours as WCAG 2 counts it, from 1 to 21.
pub(super) fn contrast(a: Colour, b: Colour) -> f64 {
    let light = |colour| times([[0.2126, 0.7152, 0.0722], [0.0; 3], [0.0; 3]], linear(colour))[0] + 0.05;
    let (a, b) = (light(a), light(b));
    if a > b { a / b } else { b / a }
}
