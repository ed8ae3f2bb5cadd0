//! Names built of a proper part and an ending that tells their kind.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::{EntityKind, Rule};
use crate::segment::Word;
use crate::text::Span;

use super::edge::{self, Opening};
use super::{Candidate, Scene, Sense};

/// An ending and what it takes to make a name.
struct Ending {
    text: &'static str,
    kind: EntityKind,
    /// The weakest opening that makes a name with it.
    needs: Opening,
}

const fn ending(text: &'static str, kind: EntityKind, needs: Opening) -> Ending {
    Ending { text, kind, needs }
}

use EntityKind::{Agency, Enterprise, Institution, Park, Program};
use Opening::{Coined, Name, Quoted, Rank};

/// From long to short, so that the longest ending is tried first.
const ENDINGS: [Ending; 110] = [
    ending("领导小组办公室", Agency, Rank),
    ending("知识产权法院", Agency, Rank),
    ending("中级人民法院", Agency, Rank),
    ending("诉讼服务处", Agency, Name),
    ending("管理委员会", Agency, Name),
    ending("工作领导小组", Agency, Rank),
    ending("领导小组", Agency, Rank),
    ending("联席会议", Agency, Rank),
    ending("指挥部", Agency, Rank),
    ending("管委会", Agency, Coined),
    ending("工作推进组", Agency, Rank),
    ending("工作专班", Agency, Rank),
    ending("高新技术产业开发区", Park, Name),
    ending("经济技术开发区", Park, Name),
    ending("自主创新示范区", Park, Name),
    ending("自由贸易试验区", Park, Name),
    ending("综合保税区", Park, Name),
    ending("创新创业社区", Park, Name),
    ending("科技企业孵化器", Park, Name),
    ending("国际合作区", Park, Name),
    ending("产业基地", Park, Name),
    ending("试点园区", Park, Name),
    ending("产业园区", Park, Name),
    ending("产业园", Park, Name),
    ending("工业园区", Park, Name),
    ending("工业园", Park, Coined),
    ending("科技园区", Park, Name),
    ending("科技园", Park, Coined),
    ending("创业园", Park, Name),
    ending("创新园", Park, Name),
    ending("设计园", Park, Name),
    ending("物流园", Park, Name),
    ending("软件园", Park, Name),
    ending("科学城", Park, Name),
    ending("科技城", Park, Name),
    ending("大学城", Park, Name),
    ending("工业城", Park, Name),
    ending("创新城", Park, Name),
    ending("金融街", Park, Name),
    ending("商务区", Park, Name),
    ending("合作区", Park, Name),
    ending("示范区", Park, Name),
    ending("试验区", Park, Name),
    ending("实验区", Park, Name),
    ending("保税区", Park, Name),
    ending("开发区", Park, Name),
    ending("高新区", Park, Name),
    ending("经开区", Park, Name),
    ending("功能区", Park, Name),
    ending("经济区", Park, Name),
    ending("孵化器", Park, Coined),
    ending("新区", Park, Name),
    ending("新城", Park, Name),
    ending("基地", Park, Name),
    ending("股份有限公司", Enterprise, Coined),
    ending("有限责任公司", Enterprise, Coined),
    ending("有限公司", Enterprise, Coined),
    ending("集团公司", Enterprise, Name),
    ending("集团", Enterprise, Name),
    ending("公司", Enterprise, Coined),
    ending("分行", Enterprise, Name),
    ending("支行", Enterprise, Name),
    ending("银行", Enterprise, Name),
    ending("农商行", Enterprise, Name),
    ending("职业技术学院", Institution, Name),
    ending("大学研究生院", Institution, Name),
    ending("研究生院", Institution, Name),
    ending("研究总院", Institution, Name),
    ending("研究院", Institution, Coined),
    ending("研究所", Institution, Coined),
    ending("科学院", Institution, Name),
    ending("联合实验室", Institution, Name),
    ending("重点实验室", Institution, Name),
    ending("省实验室", Institution, Name),
    ending("实验室", Institution, Name),
    ending("研究中心", Institution, Name),
    ending("服务中心", Institution, Rank),
    ending("援助中心", Institution, Name),
    ending("交易中心", Institution, Rank),
    ending("计算中心", Institution, Rank),
    ending("数据中心", Institution, Name),
    ending("分中心", Institution, Name),
    ending("中心", Institution, Name),
    ending("设计院", Institution, Name),
    ending("创新院", Institution, Name),
    ending("大学", Institution, Name),
    ending("学院", Institution, Name),
    ending("医院", Institution, Name),
    ending("学会", Institution, Name),
    ending("协会", Institution, Name),
    ending("协进会", Institution, Name),
    ending("联合会", Institution, Name),
    ending("联盟", Institution, Name),
    ending("产权交易所", Institution, Rank),
    ending("交易所", Institution, Name),
    ending("服务平台", Institution, Name),
    ending("信息平台", Institution, Name),
    ending("共享平台", Institution, Quoted),
    ending("博物馆", Institution, Name),
    ending("图书馆", Institution, Name),
    ending("光源", Institution, Name),
    ending("示范工程", Program, Rank),
    ending("示范试点", Program, Rank),
    ending("专项资金", Program, Rank),
    ending("重大专项", Program, Rank),
    ending("引导基金", Program, Name),
    ending("母基金", Program, Name),
    ending("交易会", Program, Rank),
    ending("博览会", Program, Rank),
    ending("攻关工程", Program, Name),
];

/// More endings of programs, which need a place, a quoted word or a rank before them.
const PROGRAMS: [&str; 24] = [
    "行动计划",
    "专项行动",
    "培育计划",
    "人才计划",
    "资助计划",
    "示范计划",
    "提升计划",
    "专项计划",
    "计划",
    "工程",
    "专项",
    "基金",
    "大赛",
    "大会",
    "论坛",
    "峰会",
    "合作周",
    "嘉年华",
    "研讨会",
    "年会",
    "科学会议",
    "风险投资基金",
    "扶持资金",
    "现场会",
];

/// Endings in front of which a rank does not make a name: 省重点实验室, 市工程中心 are kinds.
const KINDS_OF_RANK: [&str; 14] = [
    "重点实验室",
    "工程中心",
    "技术中心",
    "研究中心",
    "工程技术研究中心",
    "实验室",
    "服务平台",
    "平台",
    "孵化器",
    "产业园",
    "基地",
    "示范工程",
    "服务中心",
    "中心",
];

/// What may follow an ending without making it another word.
const GOES_ON: [&str; 16] = [
    "化",
    "性",
    "城市",
    "人员",
    "负责人",
    "主任",
    "局长",
    "院长",
    "工作者",
    "教授",
    "学生",
    "招商",
    "型",
    "名单",
    "界",
    "内",
];

/// Candidates by their endings.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for word in scene.words.iter() {
        let Some(last) = ending_in(last(word.span.of(scene.text))) else {
            continue;
        };
        if let Some((start, ending)) = ends_in(scene, word, last) {
            found.extend(named(scene, start, word.span.end, ending.kind, ending.needs));
        } else if let Some(start) = program_ending(scene, word, last) {
            let end = word.span.end;
            found.extend(named(scene, start, end, Program, Rank).or_else(|| described(scene, start, end)));
        }
    }
    found
}

/// The endings by their last character: most words end in none of these, and that is told at once.
static BY_LAST: LazyLock<FxHashMap<char, LastOf>> = LazyLock::new(|| {
    let mut by_last: FxHashMap<char, LastOf> = FxHashMap::default();
    for ending in &ENDINGS {
        by_last.entry(last(ending.text)).or_default().endings.push(ending);
    }
    for ending in PROGRAMS {
        by_last.entry(last(ending)).or_default().programs.push(ending);
    }
    by_last
});

/// The endings that close with one character.
#[derive(Default)]
struct LastOf {
    endings: Vec<&'static Ending>,
    programs: Vec<&'static str>,
}

fn ending_in(last: char) -> Option<&'static LastOf> {
    BY_LAST.get(&last)
}

fn last(text: &str) -> char {
    text.chars().next_back().unwrap_or_default()
}

/// The longest ending that closes with this word.
fn ends_in(scene: &Scene<'_>, word: &Word, last: &LastOf) -> Option<(u32, &'static Ending)> {
    let text = scene.before(word.span.end);
    let fitting = last.endings.iter().filter(|ending| text.ends_with(ending.text));
    let ending = fitting.max_by_key(|ending| ending.text.len())?;
    let start = word.span.end - ending.text.len() as u32;
    (!goes_on(scene, word.span.end)).then_some((start, ending))
}

fn program_ending(scene: &Scene<'_>, word: &Word, last: &LastOf) -> Option<u32> {
    let text = scene.before(word.span.end);
    let fitting = last.programs.iter().filter(|ending| text.ends_with(**ending));
    let ending = fitting.max_by_key(|ending| ending.len())?;
    (!goes_on(scene, word.span.end)).then_some(word.span.end - ending.len() as u32)
}

fn goes_on(scene: &Scene<'_>, end: u32) -> bool {
    let after = scene.after(end);
    GOES_ON.iter().any(|word| after.starts_with(word))
}

/// The name that ends at `end` in an ending that begins at `start`, if something proper opens it.
fn named(scene: &Scene<'_>, start: u32, end: u32, kind: EntityKind, needs: Opening) -> Option<Candidate> {
    let edge = edge::left_edge(scene, start)?;
    let span = Span { start: edge.start, end };
    let stem = scene.text[edge.start as usize..start as usize].trim();
    let printed = span.of(scene.text);
    let width = stem.chars().count();
    let of_rank = edge.opening == Opening::Rank;
    let is_kind = of_rank
        && (kind == Park
            || width < 3
            || KINDS_OF_RANK
                .iter()
                .any(|kind| stem.trim_start_matches(['省', '市']).trim_start_matches("国家") == *kind));
    let weak_program = kind == Program
        && match edge.opening {
            Opening::Coined => width < 4,
            Opening::Year => width < 8,
            Opening::Rank => printed.chars().count() < 7,
            Opening::Name | Opening::Quoted => width < 2,
        };
    let plain_place =
        kind == Program && printed.chars().count() - width <= 2 && is_only_place(scene, span.start, start);
    let fits = edge.opening >= needs
        && !is_kind
        && !weak_program
        && !plain_place
        && width >= 2
        && printed.chars().count() <= 45;
    fits.then(|| Candidate {
        span,
        kind,
        sense: Sense::Printed,
        rule: Rule::named("suffix-name"),
    })
}

/// Verbs that programs are the object of.
const ACTS_ON_PROGRAMS: [&str; 22] = [
    "实施",
    "开展",
    "推进",
    "启动",
    "组织",
    "组织实施",
    "落实",
    "参与",
    "纳入",
    "继续",
    "深入",
    "大力",
    "大力实施",
    "深入实施",
    "依托",
    "结合",
    "通过",
    "推行",
    "设立",
    "完善",
    "推动",
    "做好",
];

/// Stems that tell of a kind of work rather than name a program.
const KINDS_OF_WORK: [&str; 26] = [
    "建设",
    "安装",
    "施工",
    "配套",
    "建筑",
    "装修",
    "水利",
    "道路",
    "桥梁",
    "供水",
    "处理",
    "工作",
    "年度",
    "发展",
    "实施",
    "项目",
    "投资",
    "采购",
    "资金",
    "用地",
    "生产",
    "招生",
    "系统",
    "民生",
    "基础设施",
    "重点",
];

/// A program named by what it does, as the object of a verb: 实施换芯换线工程.
fn described(scene: &Scene<'_>, start: u32, end: u32) -> Option<Candidate> {
    let ending = &scene.text[start as usize..end as usize];
    let names = matches!(
        ending,
        "工程" | "专项行动" | "行动计划" | "计划" | "专项" | "培育计划" | "提升计划"
    );
    let (from, before) = edge::reach_start(scene, start)?;
    let stem = scene.text[from as usize..start as usize].trim();
    let width = stem.chars().count();
    let is_object = ACTS_ON_PROGRAMS.contains(&before);
    let is_work = KINDS_OF_WORK.iter().any(|kind| stem.ends_with(kind))
        || stem.contains(['与', '和', '及'])
        || stem.starts_with(['重', '各'])
        || stem.starts_with("一批");
    let goes_on = ["项目", "建设", "管理", "技术研究", "中心", "实验"]
        .iter()
        .any(|word| scene.after(end).starts_with(word));
    let fits = names && is_object && (4..=16).contains(&width) && !is_work && !goes_on;
    fits.then(|| Candidate {
        span: Span { start: from, end },
        kind: Program,
        sense: Sense::Printed,
        rule: Rule::named("described-program"),
    })
}

/// Whether there is nothing but a place's name before the ending: 广东省工程, 深圳计划.
fn is_only_place(scene: &Scene<'_>, start: u32, end: u32) -> bool {
    scene.matches.starting(start).iter().any(|found| found.span.end == end)
}
