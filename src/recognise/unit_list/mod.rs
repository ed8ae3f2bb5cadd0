//! Lists of units with a role: （责任单位：甲、乙）, （甲牵头，乙、丙配合）, the cells of unit columns.
//!
//! Inside such a list everything between two separators is a unit, so that here even a name that no lexicon and no
//! ending tells is found whole.

mod bare;
mod below;
mod column;
mod items;
mod partners;
mod pieces;
mod roles;
mod rules;
mod shape;

use std::sync::LazyLock;

use crate::lexicon::Cue;
use crate::model::{Role, Rule};
use crate::read::numbering;
use crate::structure::Passage;
use crate::text::{Span, WordList};

use super::{Candidate, Scene};
use bare::Bare;
use below::Open;
use items::{Known, items};
use pieces::{brackets, clauses, tokens};
use roles::{
    LABEL_INSIDE, OTHER_LABEL, ends_in_duty, holds_label, holds_label_mark, label_of, role_of, together, trim_duty,
    trim_mark,
};
use rules::Rules;

/// A list of units that carry one role in one measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitList {
    /// The bracket, sentence or cell: what a reader is shown.
    pub quote: Span,
    /// What the units do.
    pub role: Role,
    /// The measure they do it for.
    pub scope: UnitScope,
    /// The units.
    pub items: Vec<UnitItem>,
    /// How the list was found.
    pub rule: Rule,
}

/// Where a list's role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnitScope {
    /// The measure; none for the document as a whole.
    pub measure: Option<usize>,
    /// Whether a merged cell carries it there.
    pub inherited: bool,
}

/// A unit of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitItem {
    /// The unit.
    pub candidate: Candidate,
}

const RULE_LABEL: &str = "unit-label";
const RULE_VERB: &str = "unit-verb";
const RULE_CELL: &str = "table-cell";

/// Finds every list of units.
pub(super) fn find(scene: &Scene<'_>, found: &[Candidate]) -> Vec<UnitList> {
    let known = Known(found);
    let mut lists = cells(scene, &known);
    let mut bare = Bare::default();
    let mut earlier: Option<(Option<usize>, bool)> = None;
    let mut open: Option<Open> = None;
    for passage in scene.structure.passages.iter().filter(|passage| !passage.is_unit_cell) {
        if let Some((list, goes_on)) = open.as_ref().and_then(|open| open.go_on(scene, &known, passage.span)) {
            lists.push(list);
            open = open.filter(|_| goes_on);
            continue;
        }
        let divided = earlier.is_some_and(|(outer, has_list)| {
            outer == passage.paragraph_measure && has_list && passage.measure != passage.paragraph_measure
        });
        let before = lists.len();
        let brackets = brackets(scene, passage.span);
        for &bracket in &brackets {
            let scope = scope_of(scene.text, passage, bracket, divided);
            let inner = within(scene.text, bracket);
            if holds_roles(inner.of(scene.text)) || joins_units(scene, &known, inner) {
                lists.extend(lists_in(scene, &known, inner, bracket, scope, None));
            } else {
                bare.add(scene, &known, passage, (bracket, inner));
            }
        }
        if may_hold_label(scene, passage.span) {
            lists.extend(labelled(scene, &known, passage, &brackets));
            open = Open::at_end(scene, passage);
        } else {
            open = None;
            lists.extend(marked(scene, &known, passage));
        }
        let has_list = lists.len() > before || divided;
        earlier = (passage.measure != passage.paragraph_measure).then_some((passage.paragraph_measure, has_list));
    }
    lists.extend(bare.lists());
    lists.extend(partners::find(scene, &known));
    lists.extend(column::find(scene, &known, &lists));
    lists.retain(|list| !list.items.is_empty());
    Rules::read(scene, &known).apply(scene, lists)
}

/// The measure that a bracket speaks of: at the end of a paragraph, the one that the whole paragraph belongs to.
fn scope_of(text: &str, passage: &Passage, bracket: Span, divided: bool) -> UnitScope {
    let rest = &text[bracket.end as usize..passage.span.end as usize];
    let closes = passage.ends_paragraph && rest.trim_matches(['。', '；', ';', ' ', '.']).is_empty();
    let measure = if closes && !divided {
        passage.paragraph_measure
    } else {
        passage.measure
    };
    UnitScope {
        measure,
        inherited: false,
    }
}

/// What stands between a pair of brackets.
fn within(text: &str, bracket: Span) -> Span {
    let printed = bracket.of(text);
    let first = printed.chars().next().map_or(0, char::len_utf8);
    let last = printed.chars().next_back().map_or(0, char::len_utf8);
    Span::new(bracket.start as usize + first, bracket.end as usize - last)
}

/// Whether the words in a bracket give units a role: by a label before them or a verb behind.
fn holds_roles(words: &str) -> bool {
    let is_duty = || {
        let mut clauses = words.split(['；', ';', '。']).map(str::trim);
        let first = words.split('，').next().unwrap_or(words);
        words.chars().count() >= 4 && (clauses.any(ends_in_duty) || ends_in_duty(first.trim()))
    };
    holds_label(words) || is_duty()
}

/// Whether the words hold units alone, the first of them with its partners: （市科技局会同市工信局，各县区人民政府）.
fn joins_units(scene: &Scene<'_>, known: &Known<'_>, inner: Span) -> bool {
    let holds_units = |piece: Span| !items(scene, known, piece).is_empty();
    let pieces = tokens(scene.text, inner);
    let joined = pieces.first().and_then(|first| together(scene.text, *first));
    let others = || pieces[1..].iter().all(|piece| holds_units(*piece));
    joined.is_some_and(|(first, second)| holds_units(first) && holds_units(second) && others())
}

/// 市水利局（牵头）、市农业农村局: the last sentence of a paragraph, where it holds units alone and marks who leads.
fn marked(scene: &Scene<'_>, known: &Known<'_>, passage: &Passage) -> Vec<UnitList> {
    let text = passage.span.of(scene.text).trim_end().trim_end_matches('。');
    let last = text.rsplit(['。', '；', '\n']).next().unwrap_or(text);
    let leads = ["（牵头）", "(牵头)"].iter().any(|mark| last.contains(mark));
    let sentence = Span::new(text.len() - last.len(), text.len()).shift(passage.span.start as usize);
    let is_unit = |piece: Span| {
        let unit = trim_mark(scene.text, piece).map_or(piece, |(unit, _)| unit);
        !items(scene, known, unit).is_empty()
    };
    if !leads || !tokens(scene.text, sentence).into_iter().all(is_unit) {
        return Vec::new();
    }
    let scope = UnitScope {
        measure: passage.paragraph_measure,
        inherited: false,
    };
    lists_in(scene, known, sentence, sentence, scope, Some(Role::Responsible))
}

/// `责任单位：…` outside brackets, or in one that the text does not close: at the beginning of a line or behind a full
/// stop, to the end of the line.
fn labelled(scene: &Scene<'_>, known: &Known<'_>, passage: &Passage, brackets: &[Span]) -> Vec<UnitList> {
    let text = passage.span.of(scene.text);
    // A bracket that holds the label alone (【责任单位】甲) is part of it; one that goes on behind it holds the list.
    let in_brackets = |label: &regex::Match<'_>| {
        let span = Span::new(label.start(), label.end()).shift(passage.span.start as usize);
        let mut around = brackets.iter();
        around.any(|bracket| bracket.start <= span.start && span.end < bracket.end)
    };
    // 加强协调配合：: what names no kind of unit is a label only where a list may open.
    let names_kind = |label: &regex::Match<'_>| KINDS.is_in(label.as_str());
    let may_be = |label: &regex::Match<'_>| !in_brackets(label) && (names_kind(label) || opens(text, label.start()));
    let mut outside = LABEL_INSIDE.find_iter(text).filter(may_be);
    let Some(label) = outside.next().filter(|label| opens(text, label.start())) else {
        return Vec::new();
    };
    if is_page_footer(text) || is_beside_footer(scene, passage.span) {
        return Vec::new();
    }
    let span = Span::new(label.start(), text.len()).shift(passage.span.start as usize);
    let scope = UnitScope {
        measure: passage.paragraph_measure,
        inherited: false,
    };
    lists_in(scene, known, span, span, scope, None)
}

/// What labels of units name.
static KINDS: LazyLock<WordList> = LazyLock::new(|| WordList::new("单位 部门 处室 主体 机构 科室"));

/// Whether 单位 and its like stand before a colon, or before the bracket that a label closes.
fn may_hold_label(scene: &Scene<'_>, passage: Span) -> bool {
    let cues = scene.matches.cues.ending_in(Cue::UnitLabel, passage);
    cues.iter().any(|cue| {
        let behind = &scene.text[cue.end as usize..passage.end as usize];
        behind.trim_start().starts_with([':', '：', '】', ']', '］'])
    })
}

/// Whether a label that stands in no pair of brackets may open a list here.
fn opens(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let number = numbering::any_marker(text).map_or(0, |marker| marker.len);
    before.len() < at
        || number == at
        || before.is_empty()
        || before.ends_with(['。', '；', ';', '，', ',', '！', '．', '.', '】', '(', '（', '【', '['])
        || before.ends_with(|c: char| c.is_ascii_digit())
}

/// 主办单位 on a line of its own, beside the line of a page's foot.
fn is_beside_footer(scene: &Scene<'_>, passage: Span) -> bool {
    let line = passage.of(scene.text).trim_start();
    let names_host = ["主办单位", "承办单位", "主办", "承办"]
        .iter()
        .any(|label| line.starts_with(label));
    let next_line = |text: &str| {
        text.split('\n')
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(2)
            .any(is_page_footer)
    };
    let above = scene.text[..passage.start as usize].rsplit('\n').map(str::trim);
    let above = above.filter(|line| !line.is_empty()).take(2);
    names_host && (next_line(&scene.text[passage.end as usize..]) || above.into_iter().any(is_page_footer))
}

/// What the foot of a page prints.
static FOOTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("版权所有 联系我们 网站标识码 ICP备 公网安备 网站地图"));

/// The foot of a page, where 主办单位 is whose page it is.
fn is_page_footer(text: &str) -> bool {
    FOOTERS.is_in(text)
}

/// The cells of unit columns; what a cell says itself of its units (甲牵头，乙、丙配合) is said before its column.
fn cells(scene: &Scene<'_>, known: &Known<'_>) -> Vec<UnitList> {
    let lists = scene.structure.assignments.iter().flat_map(|assignment| {
        let scope = UnitScope {
            measure: assignment.measure,
            inherited: assignment.inherited,
        };
        if says_roles(assignment.cell.of(scene.text)) {
            return lists_in(
                scene,
                known,
                assignment.cell,
                assignment.cell,
                scope,
                Some(assignment.role),
            );
        }
        let items = tokens(scene.text, assignment.cell)
            .into_iter()
            .flat_map(|token| items(scene, known, token))
            .collect();
        vec![UnitList {
            quote: assignment.cell,
            role: assignment.role,
            scope,
            items,
            rule: Rule::named(RULE_CELL),
        }]
    });
    lists.collect()
}

/// Whether a cell names several roles or another than its column's: a verb behind units, most of them in a clause of its
/// own.
fn says_roles(cell: &str) -> bool {
    cell.contains(['头', '合', '办', '责'])
        && cell
            .split(['，', '；', ',', ';', '。', '\n'])
            .any(|clause| ends_in_duty(clause.trim()))
}

/// Reads `责任单位：甲、乙；配合单位：丙` and `甲牵头，乙、丙配合`; units without a word have the role of `label`.
fn lists_in(
    scene: &Scene<'_>,
    known: &Known<'_>,
    inner: Span,
    quote: Span,
    scope: UnitScope,
    label: Option<Role>,
) -> Vec<UnitList> {
    let mut reader = Reader {
        quote,
        scope,
        label,
        pending: Vec::new(),
        lists: Vec::new(),
    };
    let mut skipping = false;
    let mut partners = false;
    for (mut token, closes) in clauses(scene.text, inner) {
        if let Some((end, role)) = label_of(token.of(scene.text)) {
            reader.close();
            // What stands before the first label is no list: （预期性指标，牵头单位：…）.
            reader.pending.clear();
            (skipping, partners) = (false, false);
            reader.label = Some(role);
            token.start += end as u32;
        } else if holds_label_mark(token.of(scene.text)) && OTHER_LABEL.is_match(token.of(scene.text)) {
            reader.close();
            (reader.label, skipping) = (None, true);
        }
        if skipping || rules::states(token.of(scene.text)) {
            skipping = !closes;
            if closes {
                reader.close();
            }
            continue;
        }
        if let Some((first, second)) = together(scene.text, token) {
            reader.pending.extend(items(scene, known, first));
            reader.push(Role::Lead, RULE_VERB);
            let second = trim_duty(scene.text, second).0;
            reader.pending = items(scene, known, second);
            reader.push(Role::Support, RULE_VERB);
            partners = !closes;
        } else if partners {
            // 甲会同乙、丙负责: what follows 会同 goes with the first of its partners.
            reader.pending = items(scene, known, trim_duty(scene.text, token).0);
            reader.push(Role::Support, RULE_VERB);
            partners = !closes && trim_duty(scene.text, token).1.is_none();
        } else if let Some((unit, role)) = trim_mark(scene.text, token) {
            let waiting = std::mem::replace(&mut reader.pending, items(scene, known, unit));
            reader.push(role, RULE_VERB);
            reader.pending = waiting;
        } else if let (rest, Some(verb)) = trim_duty(scene.text, token) {
            reader.pending.extend(items(scene, known, rest));
            reader.push(role_of(verb), RULE_VERB);
        } else {
            reader.pending.extend(items(scene, known, token));
        }
        if closes {
            reader.close();
        }
        if scene.after(token.end).starts_with('。') {
            // 牵头单位：甲。其中，…: the next sentence is another.
            reader.label = label;
        }
    }
    reader.close();
    reader.lists
}

/// What has been read of a list.
struct Reader {
    quote: Span,
    scope: UnitScope,
    /// The role that the label before the units gives.
    label: Option<Role>,
    /// Units whose role is not known yet.
    pending: Vec<UnitItem>,
    lists: Vec<UnitList>,
}

impl Reader {
    /// Gives the pending units a role.
    fn push(&mut self, role: Role, found_by: &'static str) {
        self.lists.push(UnitList {
            quote: self.quote,
            role,
            scope: self.scope,
            items: std::mem::take(&mut self.pending),
            rule: Rule::named(found_by),
        });
    }

    /// At the end of a clause, the pending units have the role of the label, if there is one.
    fn close(&mut self) {
        if let Some(role) = self.label {
            self.push(role, RULE_LABEL);
        }
    }
}
