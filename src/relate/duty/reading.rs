//! The roles that the words of a sentence give its units.

use crate::model::{EntityKind, Role};
use crate::segment::Words;
use crate::text::Span;

use super::runs::{Run, are_units};
use super::words::{
    AFTER_BY, APPOINTED, BEHIND, PAST, behind, behind_list, bid, divides_work, is_asked, is_attribute, is_carried,
    is_defined, is_done, is_listed_below, is_no_duty, is_said_to_be, without_short_form,
};

/// A sentence and the units in it.
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) sentence: Span,
    /// Behind the number of the measure.
    pub(super) opening: u32,
    /// Whether 应当 makes a duty.
    pub(super) binds: bool,
    pub(super) words: &'a Words,
    pub(super) runs: &'a [Run<'a>],
}

impl<'a> Reading<'a> {
    fn between(&self, from: u32, to: u32) -> &'a str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// From the first byte of a run to its last.
    fn span(&self, run: usize) -> Option<Span> {
        let (first, last) = (self.runs[run].first()?.0.span, self.runs[run].last()?.0.span);
        Some(Span {
            start: first.start,
            end: last.end,
        })
    }

    /// The words around a run; none where they cannot charge it with anything.
    fn around(&self, run: usize) -> Option<Around<'a>> {
        let span = self.span(run)?;
        let before = self.between(self.opening.min(span.start), span.start);
        let printed = without_short_form(behind_list(self.between(span.end, self.sentence.end)));
        let after = behind(printed);
        let is_place = self.runs[run]
            .last()
            .is_some_and(|(last, _)| last.kind == EntityKind::Place);
        let governs = is_place
            || ["政府", "国务院"]
                .iter()
                .any(|name| self.text[..span.end as usize].ends_with(name));
        if governs && printed.starts_with(['有', '相', '各']) {
            // 省政府有关部门: its departments, which are not the government.
            return None;
        }
        let tells = || PAST.is_in(before);
        let charges = !is_no_duty(after) && !is_done(after) && !is_defined(before) && !is_attribute(after) && !tells();
        charges.then_some(Around {
            span,
            before,
            printed,
            after,
        })
    }

    /// The role that the words around a run give it.
    pub(super) fn role(&self, run: usize) -> Option<Role> {
        let around = self.around(run)?;
        let Around {
            span,
            before,
            printed,
            after,
        } = around;
        if let Some((_, role)) = APPOINTED.iter().find(|(words, _)| after.starts_with(words)) {
            return Some(*role);
        }
        let verb = BEHIND.iter().find(|(verb, _)| after.starts_with(verb)).copied();
        if before.ends_with('由') {
            let by = AFTER_BY.iter().any(|verb| after.starts_with(verb));
            return verb.map(|(_, role)| role).or_else(|| by.then_some(Role::Responsible));
        }
        if before.ends_with("责成") {
            return Some(verb.map_or(Role::Responsible, |(_, role)| role));
        }
        if before.ends_with(['对', '向']) && after.starts_with("负责") {
            // 对市指挥部负责: to whom somebody answers.
            return None;
        }
        if before.ends_with('以') && printed.starts_with("为主") && !printed.starts_with("为主体") {
            return Some(Role::Lead);
        }
        if before.ends_with("已会同") || before.ends_with("曾会同") {
            return None;
        }
        if ["联合", "会同"].iter().any(|word| before.ends_with(word)) || goes_on_with_partners(before) {
            return Some(Role::Support);
        }
        if before.ends_with('商') && self.is_beside(run, '商'.len_utf8()) {
            return Some(Role::Support);
        }
        if before.ends_with("配合") || before.ends_with("协助") {
            return self.is_helped(run, before).then_some(Role::Lead);
        }
        let starts_clause = around.starts_clause();
        let fits = |(verb, _): &(&str, Role)| match *verb {
            "参加" => self.between(self.opening, span.start).contains(['头', '办']),
            _ => starts_clause || matches!(*verb, "牵头" | "负责"),
        };
        // 甲、乙密切配合: what several owe each other, unless the sentence says who leads.
        let is_led = || self.between(self.opening, span.start).contains(['头', '办']) && self.names_somebody(run);
        let passed = &printed[..printed.len() - after.len()];
        let is_vague = passed.contains("密切") && !is_led();
        let said = verb.filter(|verb| fits(verb) && !is_vague).map(|(_, role)| role);
        let is_carried = || is_carried(after) || is_listed_below(after);
        let said = said.or_else(|| (starts_clause && is_carried()).then_some(Role::Responsible));
        let said = said.or_else(|| is_said_to_be(after).filter(|_| starts_clause));
        let said = said.or_else(|| self.makes_up(span, after).then_some(Role::Support));
        let divided = || starts_clause && self.names_somebody(run) && divides_work(printed, after);
        said.or_else(|| divided().then_some(Role::Responsible))
            .or_else(|| starts_clause.then(|| self.bound(span)).flatten())
            .or_else(|| before.is_empty().then(|| self.later(span)).flatten())
    }

    /// 由甲牵头，｜乙、丙组成督查组: who makes up what another leads.
    fn makes_up(&self, span: Span, after: &str) -> bool {
        let before = self.between(self.opening, span.start);
        let leads = |clause: &str| clause.ends_with("牵头") || clause.ends_with("负责");
        after.starts_with("组成") && before.strip_suffix('，').is_some_and(leads)
    }

    /// Whether the text bids a run to do something that no other word calls its duty: 甲要加强….
    pub(super) fn is_bidden(&self, run: usize) -> bool {
        let bids = |around: &Around<'_>| {
            around.starts_clause() && !ends_in_levels(around.before) && self.is_bid(self.behind_units(around.span))
        };
        self.around(run).as_ref().is_some_and(bids)
    }

    /// Whether a word that bids stands here, which is not the beginning of another (市府办｜应某某).
    fn is_bid(&self, after: &str) -> bool {
        let at = self.sentence.end as usize - after.len();
        bid(after).is_some_and(|bid| self.words.is_boundary((at + bid.len()) as u32))
    }

    /// Whether 由 stands before a run, which charges companies and institutes too.
    pub(super) fn is_charged(&self, run: usize) -> bool {
        let start = self.span(run).map_or(0, |span| span.start);
        self.between(self.opening.min(start), start).ends_with('由')
    }

    /// Whether the text asks a run for something, companies and institutes too.
    pub(super) fn is_asked(&self, run: usize) -> bool {
        let start = self.span(run).map_or(0, |span| span.start);
        is_asked(self.between(self.opening.min(start), start))
    }

    /// Whether 应当 or 负责 behind a run binds institutions and places too: in an article, or where the first is called by the
    /// rank of its government (市大数据中心).
    pub(super) fn binds_others(&self, run: usize) -> bool {
        let Some(span) = self.span(run) else { return false };
        let after = behind(self.between(span.end, self.sentence.end));
        let is_public = self.text[span.start as usize..].starts_with(['省', '市', '县', '区', '州']);
        let is_bound = self.binds && self.bound(span).is_some();
        is_bound || is_public && (after.starts_with("负责") || after.starts_with("具体承担"))
    }

    /// Whether a run heads the measure, before a colon: companies and institutes too are given their duties so.
    pub(super) fn is_head(&self, run: usize) -> bool {
        let opens = |span: &Span| span.start == self.opening;
        let head = self.span(run).filter(opens);
        head.is_some_and(|head| self.text[head.end as usize..].starts_with([':', '：']))
    }

    /// Whether a run opens the sentence and takes its work on (甲大学牵头, 某银行负责…): companies and institutes do too.
    pub(super) fn takes_on(&self, run: usize) -> bool {
        let takes = |around: Around<'_>| {
            around.before.is_empty() && (around.after.starts_with("负责") || around.after.starts_with("牵头"))
        };
        self.around(run).is_some_and(takes)
    }

    /// Whether a verb of help stands behind a run.
    pub(super) fn helps(&self, run: usize) -> bool {
        let verbs = ["配合", "协助", "参与", "协办"];
        self.around(run)
            .is_some_and(|around| verbs.iter().any(|verb| around.after.starts_with(verb)))
    }

    /// Whether a run names its units by more than that they are concerned (有关部门, 各单位).
    fn names_somebody(&self, run: usize) -> bool {
        let mut printed = self.runs[run].iter().map(|(candidate, _)| candidate.span.of(self.text));
        printed.any(|unit| !unit.starts_with(['各', '有', '相']))
    }

    /// 甲配合乙: whom the run directly before the verb helps, leads.
    fn is_helped(&self, run: usize, before: &str) -> bool {
        let helper = run.checked_sub(1).and_then(|helper| self.span(helper));
        let mut rest = before;
        for verb in ["配合", "协助", "积极"] {
            rest = rest.strip_suffix(verb).unwrap_or(rest);
        }
        let verb = before.len() - rest.len();
        let start = self.span(run).map_or(0, |span| span.start);
        helper.is_some_and(|helper| helper.end + verb as u32 == start)
    }

    /// Whether the run before ends so many bytes before this one begins.
    fn is_beside(&self, run: usize, bytes: usize) -> bool {
        let before = run.checked_sub(1).and_then(|before| self.span(before));
        let ends = before.map(|before| before.end as usize + bytes);
        ends.is_some() && ends == self.span(run).map(|own| own.start as usize)
    }

    /// In an article, 应当 directly behind the units.
    fn bound(&self, span: Span) -> Option<Role> {
        let after = self.behind_units(span);
        let says = self.binds && (after.starts_with("应当") || after.starts_with("应依法"));
        (says && !after.starts_with("应当配合")).then_some(Role::Responsible)
    }

    /// What stands behind a list of units and what closes it (等部门，).
    fn behind_units(&self, span: Span) -> &'a str {
        let after = without_short_form(self.between(span.end, self.sentence.end));
        let after = after
            .strip_prefix('等')
            .map_or(after, |rest| match rest.split_once("部门") {
                Some((between, rest)) if !between.contains(['，', '。', '、']) => rest,
                _ => after,
            });
        after.strip_prefix('，').unwrap_or(after)
    }

    /// The duty of the units that open the sentence in a later clause that names nobody: 甲要加强协调，会同乙….
    fn later(&self, span: Span) -> Option<Role> {
        let rest = self.between(span.end, self.sentence.end);
        let named = rest.split(['，', '；']).next().unwrap_or(rest);
        if named.contains("作为") && (named.contains("牵头部门") || named.contains("牵头单位")) {
            return Some(Role::Lead);
        }
        // 县政府设立指挥部，负责…: whom it sets up is meant.
        if ["设立", "成立", "组建"]
            .iter()
            .any(|verb| behind(named).starts_with(verb))
        {
            return None;
        }
        let mut at = span.end + named.len() as u32;
        for clause in rest.split(['，', '；']).skip(1) {
            at += '，'.len_utf8() as u32;
            let lead = ["并", "同时", "积极", "统一", "切实", "要"];
            let bare = lead
                .iter()
                .fold(clause, |clause, word| clause.strip_prefix(word).unwrap_or(clause));
            let names_other = (0..self.runs.len()).any(|run| self.span(run).is_some_and(|other| other.start == at));
            if names_other || bare.starts_with('由') {
                return None;
            }
            let says = [("会同", Role::Lead), ("牵头", Role::Lead), ("负责", Role::Responsible)];
            let said = says.iter().find(|(verb, _)| bare.starts_with(verb));
            if let Some((_, role)) = said.filter(|_| !is_no_duty(bare) && !is_done(bare)) {
                return Some(*role);
            }
            if self.binds && clause.starts_with("应当") && !clause.starts_with("应当配合") {
                return Some(Role::Responsible);
            }
            at += clause.len() as u32;
        }
        None
    }
}

/// The words around a run.
struct Around<'a> {
    span: Span,
    /// In the sentence.
    before: &'a str,
    /// Behind the run and the short form that a bracket gives it.
    printed: &'a str,
    /// Behind the words that may stand between units and verb.
    after: &'a str,
}

impl Around<'_> {
    /// Whether the run begins a clause.
    fn starts_clause(&self) -> bool {
        self.before.is_empty()
            || self
                .before
                .ends_with(['，', '；', '。', '、', '：', ',', '”', '）', ')', ' ', '（', '('])
            || is_asked(self.before)
            || self.before.chars().all(char::is_alphanumeric)
    }
}

/// 各辖市、｜区政府: the run is the end of a collective.
fn ends_in_levels(before: &str) -> bool {
    let levels = before.strip_suffix('、').and_then(|head| head.rsplit_once('各'));
    levels.is_some_and(|(_, levels)| levels.chars().all(|c| "辖省市州县区旗镇乡、".contains(c)))
}

/// 会同｜市某某办公室、: the list of partners began with units that no rule has read.
fn goes_on_with_partners(before: &str) -> bool {
    let list = before.strip_suffix('、').and_then(|head| head.rsplit_once("会同"));
    list.is_some_and(|(_, units)| are_units(units))
}
