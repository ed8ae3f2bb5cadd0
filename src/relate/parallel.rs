//! Several names with several values, in the same order: A、B分别增长x、y; 城乡居民收入增长x、y.
//!
//! What the names share is printed once: the head behind the last of them (粮食、油料产量), or before the first
//! (技术合同登记数、成交额). Where names and values do not count the same, nothing is read.

mod names;

use super::clause;
use super::indicator::{lead_in, trim_closers};
use super::number::{Number, values};
use crate::text::Span;
use names::fit;

/// Values that stand in one list, with the names they belong to.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) values: Vec<Number>,
    /// As many as there are values; empty where they cannot be told.
    pub(super) names: Vec<String>,
    /// What all of them do: 增长.
    pub(super) verb: String,
    /// Whether the names stand in the clause before: 钾肥749万吨、碳酸锂13.5万吨，分别增长.
    pub(super) refers: bool,
    /// From the first name to the last value.
    pub(super) span: Span,
}

impl Group {
    /// Where its first value begins; where it ends if none could be read.
    pub(super) fn first_value(&self) -> u32 {
        self.values.first().map_or(self.span.end, |first| first.start)
    }
}

/// The groups of a sentence, in order; `numbers` are its numbers.
pub(super) fn groups(text: &str, sentence: Span, numbers: &[Number]) -> Vec<Group> {
    let mut found: Vec<Group> = respective(text, sentence, numbers).collect();
    found.extend(each(text, sentence, numbers));
    let mut at = 0;
    while at + 1 < numbers.len() {
        let run = run(text, &numbers[at..]);
        if run > 1 && !found.iter().any(|group| group.span.contains(numbers[at].span)) {
            found.extend(unmarked(text, sentence, &numbers[..at], &numbers[at..at + run]));
        }
        at += run;
    }
    found.sort_by_key(|group| group.span);
    found
}

/// What 分别 says.
fn respective<'a>(text: &'a str, sentence: Span, numbers: &'a [Number]) -> impl Iterator<Item = Group> + 'a {
    let body = sentence.of(text);
    body.match_indices("分别").filter_map(move |(at, word)| {
        let behind = at + word.len();
        let verb = body[behind..].find(|c: char| c.is_ascii_digit())?;
        let verb = &body[behind..behind + verb];
        if verb.chars().count() > 14 || verb.contains(['，', '。', '；', '：', '、', ',']) {
            return None;
        }
        let (values, end) = values(body, behind + verb.len());
        let place = sentence.start + at as u32;
        let read = |start: u32, counted| {
            let (list, lead) = modifiers(&text[start as usize..place as usize]);
            (start, list, lead, fit(list, values.len(), counted))
        };
        // 6条产业链、8个专业镇收入分别增长: the numbers before may belong to the names.
        let whole = clause::starts(text, sentence.start, place).clause;
        let behind_numbers = names_start(text, sentence.start, place, numbers);
        let counted = Some(whole).filter(|whole| *whole < behind_numbers);
        let counted = counted
            .map(|whole| read(whole, true))
            .filter(|(.., found)| found.is_some());
        let (start, list, lead, found) = counted.unwrap_or_else(|| read(behind_numbers, false));
        // 面向个人和法人，分别形成1000个以上的标签: one value is no list.
        if list.is_empty() && values.len() < 2 {
            return None;
        }
        let verb = verb.trim_end_matches('第');
        let verb = values.first().map_or(verb, |first| {
            let cut = (first.span.start as usize).saturating_sub(behind).min(verb.len());
            &verb[..cut]
        });
        Some(Group {
            names: found.unwrap_or_default(),
            verb: format!("{lead}{}", said(verb)),
            refers: list.is_empty(),
            values: values.into_iter().map(|value| shifted(value, sentence.start)).collect(),
            span: Span {
                start,
                end: sentence.start + end as u32,
            },
        })
    })
}

/// What a verb says of the names: 增长 and 提高, but nothing where it only leads to the value (提高到, 达).
fn said(verb: &str) -> &str {
    let only_leads = verb.ends_with(['到', '至', '为', '达']) || !verb.ends_with(['高', '升', '加', '大']);
    if only_leads { trim_closers(verb) } else { verb }
}

/// 甲学校、乙学校各2所: one value for each name.
fn each<'a>(text: &'a str, sentence: Span, numbers: &'a [Number]) -> impl Iterator<Item = Group> + 'a {
    numbers.iter().enumerate().filter_map(move |(at, number)| {
        let list = text[sentence.start as usize..number.span.start as usize].strip_suffix('各')?;
        let end = sentence.start + list.len() as u32;
        let start = names_start(text, sentence.start, end, &numbers[..at]);
        let list = lead_in(&text[start as usize..end as usize]);
        let count = clause::items(list, &['、', '和', '与', '及']).len();
        let names = (2..=count).rev().find_map(|count| fit(list, count, false))?;
        let names = with_object(names);
        Some(Group {
            values: vec![number.clone(); names.len()],
            names,
            verb: String::new(),
            refers: false,
            span: Span {
                start,
                end: number.span.end,
            },
        })
    })
}

/// 开工新能源项目 of 开工、投产新能源项目: a verb alone has the object of the last.
fn with_object(mut names: Vec<String>) -> Vec<String> {
    let object = names
        .last()
        .and_then(|last| last.char_indices().nth(2).map(|(at, _)| last[at..].to_owned()));
    for name in &mut names {
        if let Some(object) = object.as_ref().filter(|_| name.chars().count() == 2) {
            name.push_str(object);
        }
    }
    names
}

fn shifted(number: Number, by: u32) -> Number {
    Number {
        span: number.span.shift(by as usize),
        start: number.start + by,
        ..number
    }
}

/// Where the names before `to` begin: behind the last clause or number.
fn names_start(text: &str, from: u32, to: u32, numbers: &[Number]) -> u32 {
    let clause = clause::starts(text, from, to).clause;
    let last = numbers
        .iter()
        .rev()
        .map(|number| number.span.end)
        .find(|end| *end <= to);
    let start = last.map_or(clause, |last| last.max(clause));
    let names = &text[start as usize..to as usize];
    to - names.trim_start_matches(['、', ' ']).len() as u32
}

/// How many of the numbers stand side by side; one that is bounded (净增3户、超2万户) begins anew.
fn run(text: &str, numbers: &[Number]) -> usize {
    let joined = |pair: &[Number]| {
        let between = &text[pair[0].span.end as usize..pair[1].start as usize];
        matches!(between.trim_end_matches('第'), "、" | "和" | "与" | "及")
    };
    1 + numbers.windows(2).take_while(|pair| joined(pair)).count()
}

/// Whether all count the same.
fn is_alike(numbers: &[Number]) -> bool {
    let noun = |number: &Number| number.unit.trim_start_matches(['万', '亿']).len();
    let same = |pair: &[Number]| {
        let (a, b) = (&pair[0].unit, &pair[1].unit);
        a[a.len() - noun(&pair[0])..] == b[b.len() - noun(&pair[1])..]
    };
    numbers.windows(2).all(same)
}

/// Values side by side without 分别; unlike ones that no names fit may measure one thing twice (老旧小区5个、3万户).
fn unmarked(text: &str, sentence: Span, before: &[Number], run: &[Number]) -> Option<Group> {
    let first = run.first()?;
    let start = names_start(text, sentence.start, first.span.start, before);
    let printed = text[start as usize..first.span.start as usize].trim_end_matches('第');
    let (list, verb) = predicate(printed);
    // One thing that passes several marks, one after the other.
    let passes = ["接连", "连续", "先后", "连跨", "连越", "跨越"]
        .iter()
        .any(|word| printed.contains(word));
    let names = fit(list, run.len(), false).filter(|_| !passes).unwrap_or_default();
    let is_group = !names.is_empty() || is_alike(run);
    is_group.then_some(Group {
        names,
        verb: said(verb).to_owned(),
        refers: list.is_empty(),
        values: run.to_vec(),
        span: Span {
            start,
            end: run.last()?.span.end,
        },
    })
}

/// A list of names, and the words of change behind it.
fn predicate(printed: &str) -> (&str, &str) {
    const CHANGES: [&str; 22] = [
        "增长", "下降", "增加", "提高", "提升", "年均", "同比", "达到", "达", "超过", "突破", "为", "到", "稳定", "在",
        "保持", "全国", "排名", "每月", "降低", "减少", "新增",
    ];
    let printed = lead_in(printed);
    let mut list = printed;
    while let Some(shorter) = CHANGES.iter().find_map(|word| list.strip_suffix(word)) {
        list = shorter;
    }
    (list, &printed[list.len()..])
}

/// A list of names without the words around it, and those that belong to what is said of all: 年均, 较上年.
fn modifiers(printed: &str) -> (&str, &str) {
    let mut list = lead_in(printed);
    while let Some(shorter) = ["均", "也", "已", "预计", "共", "将"].iter().find_map(|word| {
        list.strip_suffix(word)
            .filter(|shorter| !shorter.ends_with(['年', '平', '人']))
    }) {
        list = shorter;
    }
    let compared = [
        "较",
        "比上年",
        "比去年",
        "比“",
        "比同期",
        "比20",
        "年均",
        "同比",
        "平均",
    ]
    .iter()
    .filter_map(|word| list.rfind(word))
    .min()
    .filter(|at| !list[*at..].contains('、'));
    compared.map_or((list, ""), |at| list.split_at(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relate::number::numbers;

    fn read(text: &str) -> Vec<(String, String)> {
        let span = Span::new(0, text.len());
        let groups = groups(text, span, &numbers(text, span));
        let pairs = groups.iter().flat_map(|group| {
            let pair = |(name, value): (&String, &Number)| (format!("{name}{}", group.verb), value.value.clone());
            group.names.iter().zip(&group.values).map(pair)
        });
        pairs.collect()
    }

    #[test]
    fn names_and_values_pair_in_order() {
        for (text, expected) in [
            (
                "城镇、农村居民人均可支配收入分别增长4.8%、7%，居全国第五",
                &[
                    ("城镇居民人均可支配收入增长", "4.8"),
                    ("农村居民人均可支配收入增长", "7"),
                ][..],
            ),
            (
                "城镇居民、农村居民人均可支配收入分别增长4.6%、6.7%",
                &[
                    ("城镇居民人均可支配收入增长", "4.6"),
                    ("农村居民人均可支配收入增长", "6.7"),
                ],
            ),
            (
                "农产品网络零售额、出口额分别增长8.4%、39.8%",
                &[("农产品网络零售额增长", "8.4"), ("农产品网络出口额增长", "39.8")],
            ),
            (
                "单项冠军、“小巨人”分别达到43家、322家",
                &[("单项冠军", "43"), ("“小巨人”", "322")],
            ),
            (
                "粮食、油料、蔬菜产量分别达118.3万吨、33万吨、165万吨",
                &[("粮食产量", "118.3"), ("油料产量", "33"), ("蔬菜产量", "165")],
            ),
            (
                "先进制造业、高技术制造业增加值占比重分别达56.2%、34.7%",
                &[("先进制造业增加值占比重", "56.2"), ("高技术制造业增加值占比重", "34.7")],
            ),
            (
                "信息传输、租赁和商务服务业增加值分别增长18.6%、13.4%",
                &[("信息传输增加值增长", "18.6"), ("租赁和商务服务业增加值增长", "13.4")],
            ),
            (
                "事故起数、死亡人数较“十三五”同期分别下降6%、5%",
                &[
                    ("事故起数较“十三五”同期下降", "6"),
                    ("事故死亡人数较“十三五”同期下降", "5"),
                ],
            ),
            (
                "花生种植、收获机械化率分别达到65%和55%",
                &[("花生种植机械化率", "65"), ("花生收获机械化率", "55")],
            ),
            (
                "甲县、乙县产能分别居全国第2、第4位",
                &[("甲县产能居全国", "2"), ("乙县产能居全国", "4")],
            ),
            (
                "城乡居民人均收入年均增长5.3％、7.7％，比缩小",
                &[("城镇居民人均收入年均增长", "5.3"), ("农村居民人均收入年均增长", "7.7")],
            ),
            (
                "存贷款余额分别增长6.9％、6.6％",
                &[("存款余额增长", "6.9"), ("贷款余额增长", "6.6")],
            ),
            (
                "6条产业链、8个专业镇收入分别增长5%、4%",
                &[("产业链收入增长", "5"), ("专业镇收入增长", "4")],
            ),
            (
                "食品、信息等产业增加值分别增长7%、8%",
                &[("食品产业增加值增长", "7"), ("信息产业增加值增长", "8")],
            ),
            (
                "生猪、家禽出栏量分别稳定在3头、5只",
                &[("生猪出栏量", "3"), ("家禽出栏量", "5")],
            ),
            (
                "生产安全事故起数、死亡人数分别下降3%、5%",
                &[("生产安全事故起数下降", "3"), ("生产安全事故死亡人数下降", "5")],
            ),
            (
                "原煤、原油产量达到6万吨、9亿立方米",
                &[("原煤产量", "6"), ("原油产量", "9")],
            ),
            (
                "“甲”“乙”交付率分别达100%、98%",
                &[("“甲”交付率", "100"), ("“乙”交付率", "98")],
            ),
            (
                "甲、乙标准分别提高25元、50元",
                &[("甲标准提高", "25"), ("乙标准提高", "50")],
            ),
            ("甲、乙增长1%、2%", &[("甲增长", "1"), ("乙增长", "2")]),
            (
                "开工、投产新能源项目各20个",
                &[("开工新能源项目", "20"), ("投产新能源项目", "20")],
            ),
            (
                "新增技术大学、职业学校各2所",
                &[("新增技术大学", "2"), ("职业学校", "2")],
            ),
        ] {
            let found = read(text);
            let found: Vec<_> = found.iter().map(|(name, value)| (&**name, &**value)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn unlike_counts_say_nothing() {
        for text in [
            "甲、乙、丙产量分别增长8%、9%",
            "进出口总额接连突破8万亿元、9万亿元",
            "甲产量5吨，乙产量6吨",
            "企业净增3户、超2万户",
            "改造老旧小区5个、3万户",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
