//! The region of a text whose header names none: the division whose character its number begins with, the one that its
//! title is about, or the only one of its own level that it names.
//!
//! Each rule wants one place and no other: a text that names two counties is neither's.

use std::collections::BTreeSet;

use crate::lexicon::{Level, Lexicon, Match, Matches, PlaceId};
use crate::model::{Evidence, Region, Rule, Sourced};
use crate::structure::Header;
use crate::text::Span;

use super::region::single;

/// A text without a region, and what stands in it.
pub(super) struct Unplaced<'a> {
    pub(super) document: &'a str,
    pub(super) text: &'a str,
    pub(super) header: &'a Header,
    pub(super) matches: &'a Matches<'a>,
    pub(super) lexicon: &'a Lexicon,
}

/// How the names of divisions end that have departments of their own, from the lowest up.
const LEVELS: [char; 5] = ['县', '区', '旗', '市', '州'];

impl Unplaced<'_> {
    /// By its number, its title, or the units of a county that it names.
    pub(super) fn county(&self) -> Option<Sourced<Region>> {
        self.of_number()
            .or_else(|| self.in_title())
            .or_else(|| self.of_town())
            .or_else(|| self.of_level(|level| matches!(level, '县' | '区' | '旗')))
    }

    /// By the units of a city that it names.
    pub(super) fn city(&self) -> Option<Sourced<Region>> {
        self.of_level(|level| matches!(level, '市' | '州'))
    }

    fn sourced(&self, place: PlaceId, at: Span, rule: &'static str) -> Sourced<Region> {
        Sourced {
            value: self.lexicon.places.region(place),
            evidence: Evidence::text(self.document, at, Rule::named(rule)),
        }
    }

    /// 嘉政办发〔2021〕5号: the only place named in the text, or around one, that begins with the first character of the code of
    /// a government.
    fn of_number(&self) -> Option<Sourced<Region>> {
        let number = self.header.number?;
        let mut code = number.of(self.text).chars();
        let (first, second) = (code.next()?, code.next()?);
        if !matches!(second, '政' | '府' | '署') {
            return None;
        }
        let named = self
            .matches
            .iter()
            .filter_map(|found| Some((self.one(found)?, found.span)));
        let around = named.flat_map(|(id, span)| self.upwards(id).map(move |id| (id, span)));
        let mut fitting = around.filter(|(id, _)| {
            let row = self.lexicon.places.get(*id);
            row.level > Level::Province && row.name.starts_with(first)
        });
        let (place, at) = fitting.next()?;
        fitting
            .all(|(other, _)| other == place)
            .then(|| self.sourced(place, at, "number-of-named-place"))
    }

    /// A place and those around it, divisions all.
    fn upwards(&self, id: PlaceId) -> impl Iterator<Item = PlaceId> {
        let places = &self.lexicon.places;
        std::iter::successors(Some(id), |id| places.get(*id).parent)
    }

    /// The one division that a match means.
    fn one(&self, found: &Match<'_>) -> Option<PlaceId> {
        let divisions = found
            .places()
            .filter(|id| self.lexicon.places.get(*id).level <= Level::County);
        single(&divisions.collect::<Vec<_>>(), self.lexicon)
    }

    /// 关于蓬江区2023年…的通报: the place whose year a title is about.
    fn in_title(&self) -> Option<Sourced<Region>> {
        let title = self.header.title.as_ref()?.span;
        let start = title.start + title.of(self.text).strip_prefix("关于").map(|_| "关于".len() as u32)?;
        let found = self.matches.starting(start).first()?;
        let is_own = self.text[found.span.end as usize..].starts_with("20");
        let place = self.one(found).filter(|_| is_own)?;
        Some(self.sourced(place, found.span, "title"))
    }

    /// 某街道2022年工作总结: the county of the only town of that name.
    fn of_town(&self) -> Option<Sourced<Region>> {
        const WIDEST: usize = 8;
        let title = self.header.title.as_ref()?.span;
        let words = title.of(self.text);
        let reach: usize = words.chars().take(WIDEST).map(char::len_utf8).sum();
        let ends = ["街道", "镇", "乡"]
            .iter()
            .filter_map(|kind| Some(words[..reach].find(kind)? + kind.len()));
        let end = ends.min()?;
        let is_own = ["20", "党", "人民政府", "办事处"]
            .iter()
            .any(|next| words[end..].starts_with(next));
        let towns = self.lexicon.places.named(&words[..end]).iter().filter(|_| is_own);
        let mut counties = towns.filter_map(|id| self.lexicon.places.get(*id).parent);
        let county = counties.next()?;
        let at = Span::new(0, end).shift(title.start as usize);
        counties
            .next()
            .is_none()
            .then(|| self.sourced(county, at, "town-in-title"))
    }

    /// The only place of the level whose departments the text charges (县财政局), where it speaks of it as its own.
    fn of_level(&self, fits: impl Fn(char) -> bool) -> Option<Sourced<Region>> {
        let level = self.own_level().filter(|level| fits(*level))?;
        let mut named: BTreeSet<PlaceId> = BTreeSet::new();
        let (mut own, mut count) = (None, 0);
        for found in self.matches.iter() {
            let words = found.span.of(self.text);
            let mut places = found.places();
            let is_division = |id: PlaceId| self.lexicon.places.get(id).level <= Level::County;
            if !words.ends_with(level) || !places.any(is_division) || self.may_be_other_words(found.span) {
                continue;
            }
            named.insert(self.within_last(found)?);
            count += 1;
            own = own.or_else(|| self.is_own(found.span).then_some(found.span));
        }
        let place = *named.iter().next().filter(|_| named.len() == 1)?;
        let at = own.filter(|_| count >= 1)?;
        Some(self.sourced(place, at, "only-place-of-its-level"))
    }

    /// 主任县委书记, 会同县财政局: a short name may come about by chance.
    fn may_be_other_words(&self, at: Span) -> bool {
        let words = at.of(self.text);
        let is_short = words.chars().count() <= 2 && self.text[..at.start as usize].ends_with(char::is_alphabetic);
        // 宁县 in 新宁县, 城区 in 上城区.
        let mut ending = self.matches.ending(at.end);
        let is_inside = ending.any(|other| other.span.start < at.start && other.places().next().is_some());
        is_inside || is_short || words == "会同县" || words.ends_with("自治区")
    }

    /// The one place that a full name means, in the light of the place right before it.
    fn within_last(&self, found: &Match<'_>) -> Option<PlaceId> {
        let outer = self
            .matches
            .ending(found.span.start)
            .find_map(|before| self.one(before));
        let outer = outer.filter(|outer| found.places().any(|id| self.lexicon.places.is_within(id, *outer)));
        let places = found
            .places()
            .filter(|id| outer.is_none_or(|outer| self.lexicon.places.is_within(*id, outer)));
        single(&places.collect::<Vec<_>>(), self.lexicon)
    }

    /// The level of the departments that the text names by level alone: the lowest that it names at least twice, and not
    /// less often than those of a city.
    fn own_level(&self) -> Option<char> {
        const FEWEST: usize = 2;
        let mut counts = [0; LEVELS.len()];
        for found in self.matches.iter().filter(|found| found.is_department()) {
            let head = &self.text[..found.span.start as usize];
            let Some(level) = LEVELS.iter().position(|level| head.ends_with(*level)) else {
                continue;
            };
            let before = head.trim_end_matches(LEVELS[level]).trim_end_matches("自治");
            let is_alone = !before.ends_with(char::is_alphabetic) || before.ends_with(['由', '经', '报']);
            let is_of_several = ["市、", "县、", "省、", "区、"]
                .iter()
                .any(|other| before.ends_with(other));
            if is_alone && !is_of_several && !found.span.of(self.text).ends_with('厅') {
                counts[level] += 1;
            }
        }
        let most = *counts.iter().max()?;
        let level = counts.iter().position(|count| *count == most)?;
        (most >= FEWEST).then(|| LEVELS[level])
    }

    /// Whether a text that names a place here speaks of it as its own: 结合某县实际, 某县人民政府, 《某县规划》.
    fn is_own(&self, at: Span) -> bool {
        const BEFORE: [&str; 8] = ["结合", "建立", "成立", "设立", "《", "我", "推进", "全面建设"];
        const BEHIND: [&str; 7] = ["委", "人民政府", "政府", "人大", "政协", "实际", "机构改革"];
        let (before, behind) = (&self.text[..at.start as usize], &self.text[at.end as usize..]);
        let is_body = || {
            let mut next = self.matches.starting(at.end).iter();
            next.any(Match::is_department)
        };
        BEFORE.iter().any(|word| before.ends_with(word))
            || BEHIND.iter().any(|word| behind.starts_with(word))
            || is_body()
    }
}

#[cfg(test)]
mod tests {
    use crate::context::Given;
    use crate::extract::{Document, extract};
    use crate::lexicon::Lexicon;

    fn region(text: &str) -> String {
        let given = Given::default();
        let document = Document {
            id: "甲",
            path: "甲.txt",
            bytes: text.as_bytes(),
            given: &given,
        };
        let found = extract(document, Lexicon::embedded()).expect("text").metadata;
        found.region.map(|region| region.value.to_string()).unwrap_or_default()
    }

    #[test]
    fn where_the_header_names_no_place() {
        for (text, expected) in [
            (
                "经区政府同意，决定建立上城区政务公开联席会议制度。\n一、职责\n区教育局、区财政局、区民政局负责。",
                "浙江省/杭州市/上城区",
            ),
            (
                "新宁县农业农村局（以下简称县农业农村局）是工作部门。\n一、职责\n县财政局、县民政局配合。",
                "湖南省/邵阳市/新宁县",
            ),
            (
                "近日，渝中区人民政府办公室发布方案。\n一、指标\n牵头单位：区财政局\n责任单位：区教育局",
                "重庆市/渝中区",
            ),
            (
                "市人大批准了《天津市国民经济和社会发展第十一个五年规划纲要》。\n一、分工\n做好。（市财政局牵头）\n做好。（市教育局牵头）",
                "天津市",
            ),
            (
                "嘉政办发〔2021〕5号\n县人民政府办公室关于对重点工作及涉及嘉鱼的事项进行分解的通知\n各镇：\n请落实。\n一、做好。",
                "湖北省/咸宁市/嘉鱼县",
            ),
            (
                "关于蓬江区2023年重点工作进展情况的通报\n各镇：\n请落实。",
                "广东省/江门市/蓬江区",
            ),
            // Two counties, and one that is not spoken of as its own.
            ("姚安县人民政府做好。澧县人民政府做好。\n县财政局、县教育局负责。", ""),
            ("县财政局、县教育局赴安吉县学习。", ""),
            ("成员：分管副主任县财政局局长、县教育局局长、县民政局局长", ""),
        ] {
            assert_eq!(region(text), expected, "{text}");
        }
    }
}
