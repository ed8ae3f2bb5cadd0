//! Rules that a text states once for all its lists: 列第一位的为牵头单位, 标*的为牵头单位, 以下均需各区落实.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Cue;
use crate::model::{Role, Rule};
use crate::recognise::Scene;
use crate::text::Span;

use super::items::{Known, items};
use super::pieces::tokens;
use super::{UnitItem, UnitList, UnitScope};

/// The first unit of each list leads.
static FIRST_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:列|排)(?:名|列|序)?在?)?(?:第一|首)[位名个]?[的者]?(?:单位|部门)?均?(?:为|是)(?:牵头|主要?责任|主办|第一责任)(?:单位|部门)")
        .expect("the pattern is fixed")
});
/// The unit with an asterisk leads.
static STAR_LEADS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:标|带|加|注)(?:有)?[“”]?[*＊★][“”]?(?:号)?的?(?:单位|部门)?(?:均)?(?:为|是)牵头(?:单位|部门)")
        .expect("the pattern is fixed")
});
/// What the others are.
static OTHERS_SUPPORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"其(?:他|它|余)(?:单位|部门)?(?:均)?(?:为|是)(?:配合|参与|协办|协助)").expect("the pattern is fixed")
});
/// Who carries every measure below.
static EVERYWHERE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:以下(?:各项)?(?:任务|措施|事项)?均(?:需要|需|由|涉及|要求)|各项(?:工作)?(?:任务|措施)(?:举措)?均(?:需|由))(?P<units>[^。；;]+?)(?:负责落实|负责|落实|参与|配合|实施|$|[，,]\s*(?:不再|不一一|下同)|[)）\]］]*$)",
    )
    .expect("the pattern is fixed")
});
/// Words that state a rule and name nobody for the measure that they stand in.
static STATES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:以下.{0,6}均|不再(?:重复|逐条|逐项|一一)?列|不一一列|下同|(?:责任单位中)?(?:列|排)(?:名)?(?:在)?(?:第一|首)|其(?:他|它|余)(?:单位|部门)?(?:均)?为|(?:标|带|加).{0,4}[*＊★])")
        .expect("the pattern is fixed")
});

/// The rules of a text.
#[derive(Default)]
pub(super) struct Rules {
    /// Who leads a list, by its place or its mark.
    leader: Option<Leader>,
    /// What those are that do not lead, where the text says so.
    others: Option<Role>,
    everywhere: Vec<Everywhere>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Leader {
    First,
    Starred,
}

/// Units that carry every measure from a place on.
struct Everywhere {
    quote: Span,
    role: Role,
    items: Vec<UnitItem>,
}

/// Whether a piece of a list states a rule.
pub(super) fn states(piece: &str) -> bool {
    let words = piece.trim_start();
    words.starts_with(['以', '不', '下', '责', '列', '排', '其', '标', '带', '加']) && STATES.is_match(piece)
}

impl Rules {
    /// Reads the rules off the sentences that may state one.
    pub(super) fn read(scene: &Scene<'_>, known: &Known<'_>) -> Self {
        let mut rules = Self::default();
        for sentence in scene.sentences {
            if !sentence.cues.has(Cue::ForAll) {
                continue;
            }
            let text = sentence.span.of(scene.text);
            if FIRST_LEADS.is_match(text) {
                rules.leader = Some(Leader::First);
            } else if STAR_LEADS.is_match(text) {
                rules.leader = Some(Leader::Starred);
            }
            if OTHERS_SUPPORT.is_match(text) {
                rules.others = Some(Role::Support);
            }
            rules.everywhere.extend(everywhere(scene, known, sentence.span));
        }
        rules
    }

    /// The lists as the rules make them.
    pub(super) fn apply(&self, scene: &Scene<'_>, lists: Vec<UnitList>) -> Vec<UnitList> {
        let mut ruled: Vec<UnitList> = Vec::with_capacity(lists.len());
        let mut carried: Vec<(usize, Option<usize>)> = Vec::new();
        let same: Vec<UnitList> = lists.iter().filter_map(|list| same_below(scene.text, list)).collect();
        for list in lists {
            for (i, held) in same.iter().enumerate() {
                let key = (usize::MAX - i, list.scope.measure);
                let is_below = held.quote.end <= list.quote.start && held.scope.measure != list.scope.measure;
                if is_below && !carried.contains(&key) {
                    carried.push(key);
                    ruled.push(UnitList {
                        scope: UnitScope {
                            inherited: true,
                            ..list.scope
                        },
                        ..held.clone()
                    });
                }
            }
            for (i, every) in self.everywhere.iter().enumerate() {
                let key = (i, list.scope.measure);
                if every.quote.end <= list.quote.start && !carried.contains(&key) {
                    carried.push(key);
                    ruled.push(every.at(list.scope));
                }
            }
            match self.leader {
                Some(leader) if list.role == Role::Responsible => ruled.extend(self.divided(scene, &list, leader)),
                _ => ruled.push(list),
            }
        }
        ruled
    }

    /// A list whose leader is told by its place or its mark.
    fn divided(&self, scene: &Scene<'_>, list: &UnitList, leader: Leader) -> Vec<UnitList> {
        let leads = |i: usize, item: &UnitItem| match leader {
            Leader::First => i == 0,
            Leader::Starred => {
                let before = scene.text[..item.candidate.span.start as usize].chars().next_back();
                matches!(before, Some('*' | '＊' | '★'))
            }
        };
        let (lead, others): (Vec<_>, Vec<_>) = list
            .items
            .iter()
            .cloned()
            .enumerate()
            .partition(|(i, item)| leads(*i, item));
        let with = |role: Role, items: Vec<(usize, UnitItem)>| UnitList {
            role,
            items: items.into_iter().map(|(_, item)| item).collect(),
            ..list.clone()
        };
        vec![with(Role::Lead, lead), with(self.others.unwrap_or(list.role), others)]
    }
}

impl Everywhere {
    fn at(&self, scope: UnitScope) -> UnitList {
        UnitList {
            quote: self.quote,
            role: self.role,
            scope: UnitScope {
                inherited: true,
                ..scope
            },
            items: self.items.clone(),
            rule: Rule::named("rule-for-all-measures"),
        }
    }
}

/// `各县（市、区）人民政府负责，下同`: the units of the clause that 下同 closes, who carry every measure below too. Inside a
/// bracket of its own (各区（含开发区，下同）) it speaks of the words there.
fn same_below(text: &str, list: &UnitList) -> Option<UnitList> {
    let quote = list.quote.of(text);
    let at = quote.find("下同")?;
    let before = quote[..at].trim_end_matches(['，', ',', ' ']);
    let depth = |marks: [char; 2]| before.matches(marks).count();
    let is_rule = FIRST_LEADS.is_match(before) || STAR_LEADS.is_match(before) || OTHERS_SUPPORT.is_match(before);
    let is_own = !is_rule && depth(['（', '(']) <= depth(['）', ')']) + usize::from(quote.starts_with(['（', '(']));
    let from = before.rfind(['；', ';']).unwrap_or(0);
    let clause = Span::new(from, before.len()).shift(list.quote.start as usize);
    let items = list.items.iter().filter(|item| clause.contains(item.candidate.span));
    let items: Vec<UnitItem> = items.cloned().collect();
    (is_own && !items.is_empty()).then(|| UnitList {
        items,
        rule: Rule::named("rule-for-all-measures"),
        ..list.clone()
    })
}

/// `以下均需各区落实`: who carries every measure from here on.
fn everywhere(scene: &Scene<'_>, known: &Known<'_>, sentence: Span) -> Option<Everywhere> {
    let found = EVERYWHERE.captures(sentence.of(scene.text))?;
    let units = found.name("units")?;
    let span = Span::new(units.start(), units.end()).shift(sentence.start as usize);
    let pieces = tokens(scene.text, span).into_iter();
    let items: Vec<UnitItem> = pieces.flat_map(|piece| items(scene, known, piece)).collect();
    (!items.is_empty()).then_some(Everywhere {
        quote: sentence,
        role: Role::Responsible,
        items,
    })
}
