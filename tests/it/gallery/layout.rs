//! A drawing as Graphviz lays it out, read from its JSON. Everything is in points.

use serde_json::Value;

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rectangle {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Rectangle {
    fn around(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self {
            left: x - width / 2.0,
            bottom: y - height / 2.0,
            right: x + width / 2.0,
            top: y + height / 2.0,
        }
    }

    /// Whether both cover more than a hair of the same place.
    fn overlaps(self, other: Self) -> bool {
        const HAIR: f64 = 0.5;
        self.left + HAIR < other.right
            && other.left + HAIR < self.right
            && self.bottom + HAIR < other.top
            && other.bottom + HAIR < self.top
    }

    /// Whether the other lies within, as exactly as letters are measured.
    fn holds(self, other: Self) -> bool {
        const SLACK: f64 = 1.0;
        self.left - SLACK <= other.left
            && other.right <= self.right + SLACK
            && self.bottom - SLACK <= other.bottom
            && other.top <= self.top + SLACK
    }
}

/// A node with the lines of its label.
pub(super) struct LaidNode {
    name: String,
    bounds: Rectangle,
    lines: Vec<(String, Rectangle)>,
}

/// Everything that was laid out.
pub(super) struct Laid {
    pub(super) nodes: Vec<LaidNode>,
    pub(super) edges: usize,
    /// Legend, title and caption.
    label: Rectangle,
}

impl Laid {
    pub(super) fn of(json: &[u8]) -> Self {
        let json: Value = serde_json::from_slice(json).expect("Graphviz writes JSON");
        let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
        let (x, y) = point(&json["lp"]);
        Self {
            nodes: list("objects")
                .iter()
                .filter(|object| object["pos"].is_string())
                .map(node)
                .collect(),
            edges: list("edges").len(),
            label: Rectangle::around(x, y, inches(&json["lwidth"]), inches(&json["lheight"])),
        }
    }

    /// What a reader would not be able to read.
    pub(super) fn mistakes(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            for other in &self.nodes[at + 1..] {
                if node.bounds.overlaps(other.bounds) {
                    wrong.push(format!("{} lies on {}", node.name, other.name));
                }
            }
            if node.bounds.overlaps(self.label) {
                wrong.push(format!("{} lies on the legend", node.name));
            }
            let outside = node.lines.iter().filter(|(_, line)| !node.bounds.holds(*line));
            wrong.extend(outside.map(|(line, _)| format!("'{line}' leaves the box of {}", node.name)));
        }
        wrong
    }
}

fn node(object: &Value) -> LaidNode {
    let (x, y) = point(&object["pos"]);
    let lines = lines(&object["_ldraw_"]);
    LaidNode {
        name: lines.iter().map(|(text, _)| text.as_str()).collect(),
        bounds: Rectangle::around(x, y, inches(&object["width"]), inches(&object["height"])),
        lines,
    }
}

/// The lines of a label: `F` sets the size of the letters, `T` writes a line on its base.
fn lines(drawn: &Value) -> Vec<(String, Rectangle)> {
    let mut size = 0.0;
    let mut lines = Vec::new();
    for step in drawn.as_array().into_iter().flatten() {
        match step["op"].as_str() {
            Some("F") => size = step["size"].as_f64().expect("a font has a size"),
            Some("T") => {
                let number = |value: &Value| value.as_f64().expect("it is a number");
                let (x, base, width) = (number(&step["pt"][0]), number(&step["pt"][1]), number(&step["width"]));
                let left = match step["align"].as_str() {
                    Some("l") => x,
                    Some("r") => x - width,
                    _ => x - width / 2.0,
                };
                // Chinese letters reach from a little below the base line to about their size above it.
                let bounds = Rectangle {
                    left,
                    bottom: base - size * 0.12,
                    right: left + width,
                    top: base + size * 0.88,
                };
                lines.push((step["text"].as_str().unwrap_or_default().to_owned(), bounds));
            }
            _ => {}
        }
    }
    lines
}

fn point(text: &Value) -> (f64, f64) {
    let (x, y) = text
        .as_str()
        .and_then(|text| text.split_once(','))
        .expect("a point is x,y");
    let number = |text: &str| text.trim_end_matches('!').parse().expect("it is a number");
    (number(x), number(y))
}

fn inches(text: &Value) -> f64 {
    let inches: f64 = text
        .as_str()
        .and_then(|text| text.parse().ok())
        .expect("a length in inches");
    inches * 72.0
}

#[test]
fn what_overlaps_or_sticks_out_is_found() {
    let json = |second: &str, width: f64| {
        format!(
            r#"{{"lp":"50,-20","lwidth":"1","lheight":"0.3","objects":[
                {{"name":"a","pos":"50,50","width":"1","height":"0.3","_ldraw_":[
                    {{"op":"F","size":10,"face":"x"}},
                    {{"op":"T","pt":[50,46],"align":"c","width":{width},"text":"甲"}}]}},
                {{"name":"b","pos":"{second}","width":"1","height":"0.3"}}],"edges":[]}}"#
        )
    };
    let mistakes = |second, width| Laid::of(json(second, width).as_bytes()).mistakes();
    assert!(mistakes("50,80", 60.0).is_empty());
    assert_eq!(mistakes("100,60", 60.0), ["甲 lies on "]);
    assert_eq!(mistakes("50,80", 90.0), ["'甲' leaves the box of 甲"]);
    assert_eq!(mistakes("50,-10", 60.0), [" lies on the legend"]);
}
