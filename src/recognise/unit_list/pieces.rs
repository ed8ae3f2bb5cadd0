//! The pieces of a list: what stands between its separators.

use crate::lexicon::Cue;
use crate::recognise::Scene;
use crate::text::{Span, is_ideograph};

/// Pieces of a list between separators outside brackets, and whether one closes its clause (；。).
pub(super) fn clauses(text: &str, inner: Span) -> Vec<(Span, bool)> {
    let (mut found, mut start, mut depth) = (Vec::new(), inner.start, 0i32);
    for (at, c) in inner.of(text).char_indices() {
        if is_ideograph(c) {
            continue;
        }
        match c {
            '(' | '（' | '[' | '【' | '〔' | '〈' => depth += 1,
            ')' | '）' | ']' | '】' | '〕' | '〉' => depth -= 1,
            _ => {}
        }
        let separates = matches!(
            c,
            '、' | '，' | ',' | '；' | ';' | '。' | '/' | '／' | '\n' | ' ' | '\u{3000}' | '\u{2003}'
        );
        if separates && depth <= 0 {
            let end = inner.start + at as u32;
            found.push((Span { start, end }, matches!(c, '；' | ';' | '。')));
            start = end + c.len_utf8() as u32;
        }
    }
    found.push((Span { start, end: inner.end }, true));
    found.retain(|(span, _)| !span.of(text).trim().is_empty());
    conjoined(text, found)
}

/// Joins again what the comma of `各区、县（市）政府` has divided: levels that share one ending are one collective.
fn conjoined(text: &str, pieces: Vec<(Span, bool)>) -> Vec<(Span, bool)> {
    let mut joined: Vec<(Span, bool)> = Vec::with_capacity(pieces.len());
    for (piece, closes) in pieces {
        match joined.last_mut() {
            Some((last, closed)) if !*closed && names_levels(last.of(text)) && ends_levels(piece.of(text)) => {
                (last.end, *closed) = (piece.end, closes);
            }
            _ => joined.push((piece, closes)),
        }
    }
    joined
}

/// Whether a word is made of the names of levels alone: 县（市）.
fn is_levels(words: &str) -> bool {
    !words.is_empty()
        && words
            .chars()
            .all(|c| "省市州盟区县旗镇乡街道地直辖自治（）()、，, ".contains(c))
}

fn names_levels(piece: &str) -> bool {
    let piece = piece.rsplit([':', '：']).next().unwrap_or(piece).trim();
    let all = ["各", "相关", "有关"].iter().find_map(|word| piece.strip_prefix(word));
    all.is_some_and(is_levels)
}

fn ends_levels(piece: &str) -> bool {
    let piece = piece.trim();
    let endings = ["人民政府", "政府", "行署", "管委会", "街道办事处", "办事处"];
    let levels = endings.iter().find_map(|ending| piece.strip_suffix(ending));
    is_levels(levels.unwrap_or(piece))
}

/// The pieces of a cell.
pub(super) fn tokens(text: &str, cell: Span) -> Vec<Span> {
    clauses(text, cell).into_iter().map(|(span, _)| span).collect()
}

/// Every outermost pair of brackets in a passage, with the brackets.
pub(super) fn brackets(scene: &Scene<'_>, passage: Span) -> Vec<Span> {
    let (mut found, mut open): (Vec<Span>, Vec<u32>) = (Vec::new(), Vec::new());
    for bracket in scene.matches.cues.ending_in(Cue::Bracket, passage) {
        if matches!(bracket.of(scene.text), "(" | "（" | "[" | "［" | "【" | "〔") {
            open.push(bracket.start);
        } else if let Some(start) = open.pop() {
            let span = Span {
                start,
                end: bracket.end,
            };
            found.retain(|inner: &Span| !span.contains(*inner));
            found.push(span);
        }
    }
    found
}
