//! Documents that nobody wrote: put together from pieces of real ones, or real ones broken.

use std::collections::BTreeSet;

use policygraph::model::Role;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const UNITS: [&str; 12] = [
    "市科技局",
    "市财政局",
    "市发展改革局",
    "市教育局",
    "市商务局",
    "市人力资源社会保障局",
    "市市场监管局",
    "市税务局",
    "市自然资源局",
    "市住房城乡建设局",
    "市生态环境局",
    "市农业农村局",
];

/// Lines, and pieces of lines that end nothing.
const PIECES: &[&str] = &[
    "东莞市人民政府关于印发《东莞市科技创新实施方案(2018-2020年)》的通知",
    "东府办〔2018〕10号",
    "2018年1月24日",
    "首页 > 政务公开 > 正文",
    "一、总体要求",
    "二、主要任务",
    "十二、",
    "(一)培育高新技术企业。",
    "（二）加强平台建设",
    "（三）",
    "1.建设散裂中子源和松山湖材料实验室。",
    "2、到2020年,高新技术企业达到500家以上,研发投入占比达2.8%。",
    "第一条 为了促进发展,制定本条例。",
    "一是推动“东莞杯”国际工业设计大赛。二是落实《广东省自主创新促进条例》(粤府〔2016〕31号)。",
    "(责任单位:市科技局、市财政局,各镇街)",
    "（牵头单位：市科技局；配合单位：市财政局、松山湖管委会）",
    "由市科技局牵头,市财政局、市教育局配合",
    "(责任单位:",
    "责任单位：市科技局",
    "牵头单位",
    "《关于",
    "“",
    "｜",
    "| 序号 | 工作任务 | 责任单位 | 完成时限 |",
    "|---|---|---|---|",
    "| 1 | 建设平台 | 市科技局、市财政局 | 2020年12月底前 |",
    "| | | 市教育局 |",
    "|",
    "\u{feff}",
    "\u{200b}\u{200b}",
    "\r",
    "\u{3000}\u{3000}",
    "𠮷林省😀",
    "e\u{301}",
    "-100--200%",
    "99999999999999999999999亿元",
    "到99999年达到1家",
    "0年0月0日",
    "。",
    "、、、",
    "；",
    "东莞市中镓半导体科技有限公司",
    "附件1",
    "打印本页 关闭窗口 浏览次数:123",
];

/// Pieces in any order, on lines of their own or not.
pub(super) fn document() -> impl Strategy<Value = String> {
    let piece = (
        select(PIECES),
        select(&["\n", "\n", "\n", "", " ", "\n\n", "\r\n", "\n\u{3000}\u{3000}"][..]),
    );
    prop::collection::vec(piece, 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, end)| [piece, end]).collect())
}

/// A measure with its units in a bracket behind it.
#[derive(Debug, Clone)]
pub(super) struct Task {
    lead: Option<&'static str>,
    units: Vec<&'static str>,
    wide: bool,
}

/// Measures, each with units that differ.
pub(super) fn tasks() -> impl Strategy<Value = Vec<Task>> {
    let units = prop::sample::subsequence(&UNITS[..], 2..6).prop_shuffle();
    let task = (units, any::<bool>(), any::<bool>()).prop_map(|(mut units, led, wide)| Task {
        lead: led.then(|| units.remove(0)),
        units,
        wide,
    });
    prop::collection::vec(task, 1..9)
}

impl Task {
    /// A plan of these tasks.
    pub(super) fn document(tasks: &[Self]) -> String {
        let mut text = "东莞市科技创新实施方案\n\n东莞市人民政府\n2020年3月1日\n\n一、重点任务\n".to_owned();
        for (at, task) in tasks.iter().enumerate() {
            let units = task.units.join("、");
            let bracket = match task.lead {
                Some(lead) => format!("(牵头单位:{lead};配合单位:{units})"),
                None => format!("(责任单位:{units})"),
            };
            let line = format!("({})推进工作。加强统筹协调。{bracket}\n", number(at));
            text += &if task.wide { wide(&line) } else { line };
        }
        text
    }

    /// Section, role and unit of every responsibility.
    pub(super) fn expected(tasks: &[Self]) -> BTreeSet<(String, Role, String)> {
        let duties = tasks.iter().enumerate().flat_map(|(at, task)| {
            let section = format!("一/({})", number(at));
            let role = task.lead.map_or(Role::Responsible, |_| Role::Support);
            let units = task.units.iter().map(move |unit| (role, *unit));
            let all = task.lead.map(|lead| (Role::Lead, lead)).into_iter().chain(units);
            all.map(move |(role, unit)| (section.clone(), role, unit.to_owned()))
        });
        duties.collect()
    }
}

fn number(at: usize) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "七", "八", "九"][at]
}

fn wide(text: &str) -> String {
    text.replace('(', "（")
        .replace(')', "）")
        .replace(':', "：")
        .replace(';', "；")
}

/// One way to break a text.
#[derive(Debug, Clone, Copy)]
enum Harm {
    DeleteCharacter,
    DoubleCharacter,
    DeleteLine,
    DoubleLine,
    JoinLine,
    Cut,
}

/// A stretch of one of the texts, broken in a few places.
pub(super) fn broken(texts: Vec<String>) -> impl Strategy<Value = String> {
    let harm = select(vec![
        Harm::DeleteCharacter,
        Harm::DoubleCharacter,
        Harm::DeleteLine,
        Harm::DoubleLine,
        Harm::JoinLine,
        Harm::Cut,
    ]);
    let harms = prop::collection::vec((harm, any::<Index>()), 1..60);
    (select(texts), any::<Index>(), 0..4_000_usize, harms).prop_map(|(text, start, length, harms)| {
        let start = start.index(text.chars().count());
        let stretch: String = text.chars().skip(start).take(length).collect();
        harms
            .into_iter()
            .fold(stretch, |text, (harm, place)| harm.done_to(&text, place))
    })
}

impl Harm {
    fn done_to(self, text: &str, place: Index) -> String {
        if text.is_empty() {
            return String::new();
        }
        let mut characters: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (at, line) = (place.index(characters.len()), place.index(lines.len()));
        match self {
            Self::DeleteCharacter => drop(characters.remove(at)),
            Self::DoubleCharacter => characters.insert(at, characters[at]),
            Self::Cut => characters.insert(at, '\n'),
            Self::DeleteLine => drop(lines.remove(line)),
            Self::DoubleLine => lines.insert(line, lines[line]),
            Self::JoinLine => lines[line] = lines[line].trim_end_matches('\n'),
        }
        match self {
            Self::DeleteLine | Self::DoubleLine | Self::JoinLine => lines.concat(),
            _ => characters.into_iter().collect(),
        }
    }
}
