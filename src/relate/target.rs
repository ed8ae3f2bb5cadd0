//! Targets (目标): what a plan promises, or a report says was reached, in numbers.
//!
//! In a report every counted number counts. In a plan a number counts where a verb of intent stands before it
//! (达到, 引进, 力争); a number that only describes (主营业务收入5亿元以上的企业) or that grants money (给予最高50万元补助)
//! does not.

use std::sync::LazyLock;

use crate::facts::{MeasureId, TargetFact};
use crate::lexicon::Cue;
use crate::model::{Comparator, Rule, TargetKind};
use crate::recognise::Scene;
use crate::segment::{Pos, Sentence, Word};
use crate::text::{Span, WordList};

use super::around::{Around, unbroken};
use super::clause;
use super::due::Years;
use super::figures::figures;
use super::goal::Goals;
use super::indicator::{is_bare, is_only_change, thing_of, wants_thing, without_change};
use super::kind::{Title, kind};
use super::norm::{Norm, Norms, promises_from};
use super::number::{Number, is_share, numbers_at};
use super::parallel::{Group, groups};
use super::review::Parts;
use super::year::{is_over_years, year_in};

/// Every target, in the order of the text.
pub fn targets(scene: &Scene<'_>) -> Vec<TargetFact> {
    let parts = Parts::of(scene);
    let norms = Norms::of(scene);
    let title = Title::of(scene);
    let mut found = Vec::new();
    let mut years = Years::default();
    let mut goals = Goals::default();
    for sentence in scene.sentences {
        let goal = goals.read(scene, sentence);
        let explains = scene.structure.passages[sentence.passage].is_unit_cell || parts.explains(sentence.passage);
        let norm = norms.of_measure(sentence.measure);
        if explains || norm == Norm::Conditions || !sentence.cues.has(Cue::Count) {
            continue;
        }
        let is_due_before = years.is_due(scene, sentence);
        let year = year_in(sentence.span.of(scene.text));
        let due = years.read(scene, sentence, year);
        let due = if is_due_before { Some(sentence.span.start) } else { due };
        let promised = match norm {
            Norm::Rules => promises_from(scene.text, sentence.span, due),
            _ => Some(sentence.span.start),
        };
        let Some(from) = promised else {
            continue;
        };
        let mut all = numbers_in(scene, sentence.span);
        all.retain(|number| number.start >= from);
        if all.is_empty() && !sentence.span.of(scene.text).contains('番') {
            continue;
        }
        let carried = years.carried(scene, sentence);
        let said = Said {
            scene,
            parts: &parts,
            sentence,
            kind: kind(scene, &parts, title, sentence, [year, carried]),
            carried,
            is_of_plan: title.is_plan() || parts.own_year().is_some(),
            due_from: goal.into_iter().chain(due).min(),
            is_of_this_year: goal.is_some() && goals.are_this_years(),
        };
        found.extend(said.targets(&all));
    }
    found.extend(figures(scene, title));
    found.sort_by_key(|target| target.span);
    found
}

/// The numbers of a sentence. Its digits were found with the names.
fn numbers_in(scene: &Scene<'_>, sentence: Span) -> Vec<Number> {
    let cues = scene.matches.cues.ending_in(Cue::Count, sentence).iter();
    let digits = cues.filter(|cue| cue.len() == 1);
    numbers_at(
        scene.text,
        sentence,
        digits.map(|digit| (digit.start - sentence.start) as usize),
    )
}

/// A sentence with what is known of it.
struct Said<'a> {
    scene: &'a Scene<'a>,
    parts: &'a Parts,
    sentence: &'a Sentence,
    kind: TargetKind,
    /// The year that its passage last printed.
    carried: Option<u16>,
    /// From where on the text has said by when, or that goals follow.
    due_from: Option<u32>,
    /// Whether the text is a plan by its title, or reports what it plans for a year.
    is_of_plan: bool,
    /// Whether its goals are those of the year that the text speaks in.
    is_of_this_year: bool,
}

/// A thing that the sentence has given a number already.
pub(super) struct Told {
    /// Where the number ends.
    pub(super) end: u32,
    /// What it measures.
    pub(super) subject: String,
    /// Whether more than one thing was told of at once, or this one only again.
    pub(super) is_shared: bool,
}

impl Said<'_> {
    fn targets(&self, all: &[Number]) -> Vec<TargetFact> {
        let (text, sentence) = (self.scene.text, self.sentence.span);
        let mut groups = groups(text, sentence, all).into_iter().peekable();
        let (mut found, mut told) = (Vec::new(), Vec::new());
        let mut read_to = sentence.start;
        for (at, number) in all.iter().enumerate() {
            while let Some(group) = groups.next_if(|group| group.first_value() <= number.start) {
                read_to = read_to.max(group.span.end);
                found.extend(self.pairs(group, all, &mut told));
            }
            let in_names = groups.peek().is_some_and(|group| group.span.contains(number.span));
            if number.start < read_to || in_names {
                continue;
            }
            let around = Around {
                previous: previous(text, &all[..at]),
                ..self.around(number)
            };
            let around = Around {
                is_task: self.is_task(&around),
                ..around
            };
            if around.is_aim(self.kind) || goes_on(&around, found.last()) {
                found.extend(self.single(&around, &mut told));
            }
        }
        found.extend(self.doubled());
        found
    }

    /// A number in its item or list.
    fn around<'n>(&self, number: &'n Number) -> Around<'n>
    where
        Self: 'n,
    {
        let (text, sentence) = (self.scene.text, self.sentence.span);
        let starts = clause::starts(text, sentence.start, number.span.start);
        Around {
            text,
            sentence,
            number,
            clause: clause::list_start(text, starts, number.span.start),
            whole: starts.clause,
            previous: None,
            is_due: self.due_from.is_some_and(|from| from <= number.span.start),
            is_announced: self.sentence.cues.has(Cue::Announcement),
            is_task: false,
        }
    }

    /// Whether a plan sets the number a task: its clause begins with a verb, and with none that only says how things are.
    fn is_task(&self, around: &Around<'_>) -> bool {
        static STATES: LazyLock<WordList> = LazyLock::new(|| {
            WordList::new(
                "包括 涉及 具有 拥有 属于 位于 超出 分为 设有 需要 申请 要求 提交 缴纳 报送 规定 符合 满足 缺少 参加 出席 推荐 获得 荣获 入选 采取",
            )
        });
        let is_open = self.kind == TargetKind::Target && self.is_of_plan && self.sentence.measure.is_some();
        if !is_open {
            return false;
        }
        let lead = around.lead_span();
        let first = self.scene.words.within(lead).first();
        let is_verb = |word: &Word| {
            let opens = word.span.start == lead.start && word.span.len() >= 6;
            opens && matches!(word.pos, Pos::Verb | Pos::VerbalNoun)
        };
        first.is_some_and(is_verb) && !STATES.begins(around.lead())
    }

    /// The targets of a group, in order.
    fn pairs(&self, mut group: Group, all: &[Number], told: &mut Vec<Told>) -> Vec<TargetFact> {
        if group.refers {
            group.names = referred(&group, all, told);
        }
        let text = self.scene.text;
        let around = |number| Around {
            clause: group.span.start,
            ..self.around(number)
        };
        let ends = group.values.first().zip(group.values.last());
        if group.names.len() != group.values.len()
            || !ends.is_some_and(|(first, last)| around(first).is_aim(self.kind) && around(last).is_aim(self.kind))
        {
            return Vec::new();
        }
        let starts = text[..group.first_value() as usize].ends_with(['从', '由']);
        let pairs = group.names.iter().zip(&group.values).filter_map(|(name, number)| {
            told.push(Told {
                end: number.span.end,
                subject: name.clone(),
                is_shared: group.values.len() > 1,
            });
            (!starts).then(|| self.fact(&around(number), format!("{name}{}", group.verb)))
        });
        pairs.collect()
    }

    /// The target of one number; none where nothing says what it measures.
    fn single(&self, around: &Around<'_>, told: &mut Vec<Told>) -> Option<TargetFact> {
        let words = around
            .founded()
            .or_else(|| around.invested())
            .or_else(|| around.share_of())
            .unwrap_or_else(|| around.indicator());
        if !is_bare(&words) {
            let words = around.within(told, words);
            if is_place_alone(&words) {
                return None;
            }
            told.push(Told {
                end: around.number.span.end,
                subject: without_change(&words).to_owned(),
                is_shared: false,
            });
            return Some(self.fact(around, words));
        }
        let Some(subject) = around.subject_before(told) else {
            let says = !words.is_empty() && !is_only_change(&words);
            return says.then(|| self.fact(around, words));
        };
        let subject = if words.is_empty() || around.reaches() {
            amount_of(subject, &around.number.unit)
        } else {
            subject
        };
        // 由162个增至200个: the verb leads from one value to the other.
        let reaches = around.reaches();
        let own = around.own_subject();
        let words = if reaches && is_bare(&own) && !own.is_empty() {
            &own // 占比由31%提升至54%
        } else if reaches {
            words.trim_end_matches(['升', '降', '增'])
        } else {
            &words
        };
        let whole = if reaches && (is_only_change(words) || words == "整合") || subject.ends_with(words) {
            subject.clone()
        } else if wants_thing(words) {
            format!("{}{words}", thing_of(&subject, words))
        } else {
            format!("{subject}{words}")
        };
        told.push(Told {
            end: around.number.span.end,
            subject,
            is_shared: false,
        });
        Some(self.fact(around, whole))
    }

    /// 翻一番, without a digit.
    fn doubled(&self) -> Vec<TargetFact> {
        let (text, sentence) = (self.scene.text, self.sentence.span);
        let found = sentence.of(text).match_indices('翻').filter_map(|(at, _)| {
            let rest = &sentence.of(text)[at + '翻'.len_utf8()..];
            let (value, numeral) = [("1", '一'), ("2", '两'), ("2", '二'), ("3", '三')]
                .into_iter()
                .find(|(_, numeral)| rest.starts_with(*numeral))?;
            rest[numeral.len_utf8()..].starts_with('番').then_some(())?;
            let is_more = rest[numeral.len_utf8() + '番'.len_utf8()..].starts_with('多');
            let length = if is_more { "翻一番多" } else { "翻一番" }.len();
            let span = Span::new(at, at + length).shift(sentence.start as usize);
            let number = Number {
                span,
                start: span.start,
                value: value.to_owned(),
                unit: "番".to_owned(),
                comparator: if is_more {
                    Comparator::AtLeast
                } else {
                    Comparator::Equal
                },
            };
            let around = self.around(&number);
            let words = around.indicator();
            Some(self.fact(&around, words))
        });
        found.collect()
    }

    fn fact(&self, around: &Around<'_>, indicator: String) -> TargetFact {
        let number = around.number;
        TargetFact {
            measure: self.sentence.measure.map(|measure| MeasureId(measure as u32)),
            kind: match self.kind {
                _ if around.is_done() || around.starts_from_year() => TargetKind::Achieved,
                TargetKind::Achieved if self.parts.own_year().is_none() && around.is_planned() => TargetKind::Target,
                kind => kind,
            },
            indicator: unbroken(indicator),
            comparator: number.comparator,
            value: number.value.clone(),
            unit: number.unit.clone(),
            year: self.year(around),
            span: Span {
                start: around.clause,
                end: number.span.end,
            },
            quote: self.sentence.span,
            rule: Rule::named("number-with-unit"),
        }
    }

    /// By when: the year in the sentence, in its passage, of its heading, of its column, of the plan if it covers one.
    /// What a report has reached, it has reached before the year that it plans for.
    fn year(&self, around: &Around<'_>) -> Option<u16> {
        let passage = self.sentence.passage;
        let looks_back = self.parts.looks_back(passage) == Some(true);
        let printed = year_in(around.upto());
        if printed.is_some() {
            return printed;
        }
        let own = self.parts.own_year();
        let this_year = !looks_back && (self.is_of_this_year || around.upto().contains("今年"));
        let reported = own.is_some() && self.kind == TargetKind::Achieved;
        let speaks_of_now = self.kind == TargetKind::Achieved && around.is_now();
        // 每年培育600家 is due in every year.
        let is_yearly = self.kind == TargetKind::Target && around.is_yearly();
        let carries = !reported && !this_year && !speaks_of_now && !is_yearly;
        if let Some(carried) = self.carried.filter(|_| carries) {
            return Some(carried);
        }
        if is_over_years(around.upto()) {
            return None;
        }
        let spoken = || self.scene.context.year.filter(|_| this_year);
        let stated = self.stated_year().or_else(spoken);
        match (own, self.kind) {
            (Some(own), TargetKind::Achieved) => {
                let last = (!self.parts.reviews_years(passage)).then_some(own - 1);
                stated.filter(|year| *year < own).or(last)
            }
            (Some(_), TargetKind::Target) if self.parts.is_over_years(passage) && !this_year => None,
            (own, TargetKind::Target) => stated.or(own),
            (None, TargetKind::Achieved) => stated,
        }
    }

    /// The year of the headings around, of the table's column, of the plan.
    fn stated_year(&self) -> Option<u16> {
        let structure = self.scene.structure;
        let mut next = self.sentence.measure;
        while let Some(measure) = next {
            let measure = &structure.measures[measure];
            // A run-in title is the sentence itself, whose year is read before the number only.
            let (title, sentence) = (measure.title, self.sentence.span);
            let is_own = title.start < sentence.end && sentence.start < title.end;
            let year = year_in(measure.title.of(self.scene.text)).filter(|_| !is_own || next != self.sentence.measure);
            if year.is_some() {
                return year;
            }
            next = measure.parent;
        }
        structure.passages[self.sentence.passage].year.or_else(|| {
            let title = structure.header.title.as_ref().map_or("", |title| &title.text);
            crate::context::period_in(title)
                .map(|(period, _)| period)
                .filter(|period| period.start == period.end)
                .map(|period| period.end)
        })
    }
}

/// 搬迁1297户｜7000人，其中｜贫困人口5572人: a second measure, or a part, of what was just promised.
fn goes_on(around: &Around<'_>, last: Option<&TargetFact>) -> bool {
    let counts = around.number.unit.ends_with(['户', '人', '套', '名']) && !around.number.unit.contains('/');
    let Some(last) = last.filter(|last| counts && around.previous == Some(last.span.end)) else {
        return false;
    };
    let between = &around.text[last.span.end as usize..around.number.span.start as usize];
    let part = between.strip_prefix(['，', '、', '（']).unwrap_or(between);
    let is_part = part.starts_with("其中") && part.chars().count() <= 14 && !around.after().starts_with('的');
    let is_unlike = last.unit.chars().next_back() != around.number.unit.chars().next_back();
    between.is_empty() && is_unlike || is_part
}

/// Where the number before ends; one that is but a property of what is counted (500万元及以下的｜企业) divides nothing.
fn previous(text: &str, before: &[Number]) -> Option<u32> {
    let is_property = |number: &&Number| {
        let printed = number.span.of(text);
        let bounds = printed.ends_with("以上") || printed.ends_with("以下") || printed.ends_with("以内");
        bounds && text[number.span.end as usize..].starts_with('的')
    };
    before
        .iter()
        .rev()
        .find(|number| !is_property(number))
        .map(|number| number.span.end)
}

/// 产量 of 产量增长14%、达到5万吨: an amount is none of its growth; a rank or a lead is (增长5%、居全国第3位).
fn amount_of(subject: String, unit: &str) -> String {
    if is_share(unit) || unit.ends_with(['点', '位', '名', '倍']) {
        return subject;
    }
    let growth = ["年均增长", "同比增长", "增长"]
        .iter()
        .find_map(|growth| subject.strip_suffix(growth));
    growth
        .filter(|thing| !thing.is_empty())
        .map_or(subject.clone(), str::to_owned)
}

/// 漳州市 of 漳州市4项: whose share of something is counted, not what.
fn is_place_alone(words: &str) -> bool {
    let is_kind = ["示范市", "试点市", "文明市", "地级市", "县级市"].contains(&words);
    words.ends_with('市') && words.chars().count() == 3 && !is_kind
}

/// The things told of last, as many as a group has values, if they alone stand before it.
fn referred(group: &Group, all: &[Number], told: &[Told]) -> Vec<String> {
    let Some(last) = told.len().checked_sub(group.values.len()).map(|from| &told[from..]) else {
        return Vec::new();
    };
    let first = last.first().map_or(0, |told| told.end);
    let between = all
        .iter()
        .filter(|number| number.span.end >= first && number.span.end < group.first_value());
    let told_of = last.iter().map(|told| &told.subject);
    if between.count() == last.len() && last.windows(2).all(|pair| pair[0].subject != pair[1].subject) {
        told_of.cloned().collect()
    } else {
        Vec::new()
    }
}
