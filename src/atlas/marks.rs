//! The clean text of a document with everything that was found in it marked where it stands.
//!
//! Lines, quotes, headings and names overlap as they please; markup must nest. A stretch that runs over the end of the
//! one around it is cut there and goes on after it, so every byte of the text is shown once and nothing is moved. The
//! element with the id `s` and a byte of the text is what evidence that begins at that byte leads to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::found::{Finding, What};
use super::html::Html;
use super::site::Site;
use super::strings as say;
use crate::graph::{Document, NodeId};
use crate::model::Role;
use crate::text::Span;

/// What a stretch is, from the outermost to the innermost of those that are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Line,
    Quote,
    Heading,
    Doubt,
    Target,
    Name,
}

/// A stretch to be put into an element.
#[derive(Debug, Clone)]
struct Piece {
    id: String,
    class: String,
    title: String,
    /// Where it leads, if it is a link.
    href: String,
}

type Key = (u32, Reverse<u32>, Rank);

/// A document's text with its marks.
pub(super) fn marked(site: &Site<'_>, id: NodeId, document: &Document) -> Html {
    let mut pieces = BTreeMap::new();
    let text = &site.graph.text(id).text;
    let lines = lines(text);
    add_names(&mut pieces, site, text, site.found.in_document(id));
    add_headings(&mut pieces, site, id);
    for doubt in &document.doubts {
        let title = format!("{}: {}", say::DOUBT_SPAN.zh, doubt.message);
        add(&mut pieces, doubt.span, Rank::Doubt, |piece| {
            piece.id = format!("d{}", doubt.span.start);
            piece.title.clone_from(&title);
        });
    }
    for line in &lines {
        add(&mut pieces, *line, Rank::Line, |_| {});
    }
    nested(text, &lines, pieces)
}

fn lines(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        if !line.trim().is_empty() {
            lines.push(Span::new(start, start + line.len()));
        }
        start += line.len() + 1;
    }
    lines
}

fn add(pieces: &mut BTreeMap<Key, Piece>, span: Span, rank: Rank, set: impl FnOnce(&mut Piece)) {
    if span.is_empty() {
        return;
    }
    let piece = pieces
        .entry((span.start, Reverse(span.end), rank))
        .or_insert_with(|| Piece {
            id: String::new(),
            class: String::new(),
            title: String::new(),
            href: String::new(),
        });
    set(piece);
}

fn add_names(pieces: &mut BTreeMap<Key, Piece>, site: &Site<'_>, text: &str, findings: &[Finding]) {
    let mut roles: BTreeMap<Span, BTreeSet<Role>> = BTreeMap::new();
    for finding in findings {
        add(pieces, finding.quote, Rank::Quote, |_| {});
        if let What::Unit(_, role) = finding.what {
            roles.entry(finding.span).or_default().insert(role);
        }
    }
    for finding in findings {
        let id = format!("s{}", finding.span.start);
        match finding.what {
            What::Target(target) => add(pieces, finding.span, Rank::Target, |piece| {
                piece.id = id;
                piece.title = target_title(site, target);
            }),
            What::Name(entity) | What::Unit(entity, _) => add(pieces, finding.span, Rank::Name, |piece| {
                piece.id = id;
                let node = site.graph.node(entity);
                node.type_name().clone_into(&mut piece.class);
                piece.href = site.href(entity);
                let (label, printed) = (site.graph.label(entity), finding.span.of(text));
                // What says it in full needs no second saying.
                if label != printed {
                    piece.title = short(&label);
                }
                for role in roles.get(&finding.span).into_iter().flatten() {
                    piece.class.push(' ');
                    piece.class.push_str(role.name());
                    let name = if piece.title.is_empty() {
                        short(&label)
                    } else {
                        std::mem::take(&mut piece.title)
                    };
                    piece.title = format!("{name} · {}", say::named(role.name()).zh);
                }
            }),
        }
    }
}

fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

pub(super) fn target_title(site: &Site<'_>, id: NodeId) -> String {
    let Some(target) = site.graph.node(id).as_target() else {
        return String::new();
    };
    let year = target.year.map_or_else(String::new, |year| format!(" ({year})"));
    let (indicator, comparator) = (&target.indicator, target.comparator);
    short(&format!(
        "{indicator} {comparator} {}{}{year}",
        target.value, target.unit
    ))
}

fn add_headings(pieces: &mut BTreeMap<Key, Piece>, site: &Site<'_>, document: NodeId) {
    for id in site.graph.measures_in(document) {
        let Some(measure) = site.graph.node(id).as_measure() else {
            continue;
        };
        let end = measure
            .title_span
            .end
            .clamp(measure.span.start, measure.span.end.max(measure.span.start));
        let end = if end == measure.span.start {
            measure.span.end
        } else {
            end
        };
        let span = Span {
            start: measure.span.start,
            end,
        };
        add(pieces, span, Rank::Heading, |piece| {
            piece.id = format!("m{}", measure.order);
            piece.class = format!("d{}", measure.section.labels().len().min(5));
        });
    }
}

/// Elements that are open.
struct Open {
    end: u32,
    close: &'static str,
    is_link: bool,
}

/// Writes the text with its pieces, cutting those that do not nest.
fn nested(text: &str, lines: &[Span], mut pieces: BTreeMap<Key, Piece>) -> Html {
    let mut out = Writer {
        text,
        out: Html::default(),
        at: 0,
        open: Vec::new(),
        ids: BTreeSet::new(),
    };
    while let Some(((start, Reverse(end), rank), mut piece)) = pieces.pop_first() {
        out.close_before(start);
        let Some(around) = out.open.last().map(|open| open.end) else {
            if rank == Rank::Line {
                out.open(Span { start, end }, rank, &piece);
            } else if let Some(line) = lines.get(lines.partition_point(|line| line.start < start.max(out.at))) {
                // Between two lines: it goes on in the next, and what is longer than that line in those behind it.
                if line.start < end {
                    if end > line.end {
                        let mut rest = piece.clone();
                        rest.id.clear();
                        pieces.entry((line.end, Reverse(end), rank)).or_insert(rest);
                    }
                    let key = (line.start, Reverse(end.min(line.end)), rank);
                    pieces.entry(key).or_insert(piece);
                }
            }
            continue;
        };
        if end > around {
            let mut rest = piece.clone();
            rest.id.clear();
            pieces.entry((around, Reverse(end), rank)).or_insert(rest);
        }
        if rank == Rank::Quote {
            piece.id.clear();
        }
        out.open(
            Span {
                start,
                end: end.min(around),
            },
            rank,
            &piece,
        );
    }
    out.close_before(u32::MAX);
    out.out
}

struct Writer<'t> {
    text: &'t str,
    out: Html,
    at: u32,
    open: Vec<Open>,
    ids: BTreeSet<String>,
}

impl Writer<'_> {
    /// The text up to a byte.
    fn text_until(&mut self, end: u32) {
        if end > self.at {
            let span = Span { start: self.at, end };
            self.out.push(&Html::text(span.of(self.text)));
            self.at = end;
        }
    }

    /// Closes what ends at `start` or before.
    fn close_before(&mut self, start: u32) {
        while let Some(open) = self.open.pop_if(|open| open.end <= start) {
            self.text_until(open.end);
            self.out.push(&Html::raw(open.close));
            if self.open.is_empty() {
                self.out.push(&Html::raw("\n"));
            }
        }
    }

    fn open(&mut self, span: Span, rank: Rank, piece: &Piece) {
        if self.open.is_empty() {
            self.at = span.start;
        } else {
            self.text_until(span.start);
        }
        let is_link = !piece.href.is_empty() && !self.open.iter().any(|open| open.is_link);
        let (tag, close, class) = match rank {
            Rank::Line => ("p", "</p>", ""),
            Rank::Quote => ("span", "</span>", "q"),
            Rank::Heading => ("strong", "</strong>", "h"),
            Rank::Doubt => ("span", "</span>", "doubt"),
            Rank::Target => ("span", "</span>", "t"),
            Rank::Name if is_link => ("a", "</a>", "n"),
            Rank::Name => ("span", "</span>", "n"),
        };
        let class = [class, &piece.class].map(str::trim).join(" ");
        let mut attributes = Vec::new();
        if !class.trim().is_empty() {
            attributes.push(("class", class.trim()));
        }
        if !piece.id.is_empty() && self.ids.insert(piece.id.clone()) {
            attributes.push(("id", &piece.id));
        }
        if is_link {
            attributes.push(("href", &piece.href));
        }
        if !piece.title.is_empty() {
            attributes.push(("title", &piece.title));
        }
        self.out.open(tag, &attributes);
        self.open.push(Open {
            end: span.end,
            close,
            is_link,
        });
    }
}
