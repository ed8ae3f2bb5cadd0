//! Cues (线索词): the words and marks at which the grammar of later stages begins to look. They are found in the same pass
//! over the text as the names, so that no rule goes through the text for itself.

use std::sync::LazyLock;

use crate::text::{Span, WordList};

use super::ending;

/// A kind of cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Cue {
    /// A place speaks of itself, or its government does.
    Local,
    /// A city speaks of itself.
    OwnCity,
    /// A province speaks of itself.
    OwnProvince,
    /// Quotation marks, and the ends of lines, which no quotation goes beyond.
    Quotation,
    /// Title marks, and the ends of lines.
    TitleMark,
    /// Brackets.
    Bracket,
    /// The last character of a document number (文号).
    Number,
    /// The comma of lists (顿号).
    Comma,
    /// The ending of companies' names.
    Company,
    /// What the items of a list may be said to be, where they are companies or institutes.
    KindOfCompany,
    /// The endings of towns' names.
    Town,
    /// How the titles of policies end.
    PolicyEnding,
    /// Words that speak of responsibility.
    Duty,
    /// Words without which a sentence charges nobody with anything.
    Charge,
    /// Words without which a sentence gives a kind of department no duty.
    DutyOfKind,
    /// Who bears a function.
    Bearer,
    /// What labels of units end in, before their colon.
    UnitLabel,
    /// Words of rules that hold for all measures.
    ForAll,
    /// Words without which nothing is a deadline.
    Deadline,
    /// Words that tell of the past.
    Past,
    /// Words that tell of what is to come.
    Ahead,
    /// Digits, and 番 of 翻一番: without one, nothing is counted.
    Count,
    /// What only texts for applicants say; what a notice does with what it lists, or a permit allows.
    Announcement,
    /// Verbs that give a kind of body a duty.
    VerbOfDuty,
    /// Endings of leading groups.
    GroupEnding,
    /// Words without which a sentence gives nobody a seat in a group, nor its office a house.
    Seat,
    /// What zones of a list share.
    SharedZone,
    /// What commands of the army in a list share.
    SharedCommand,
    /// What places of a counted list share.
    SharedPlace,
    /// 各.
    Each,
    /// Endings of names.
    NameEnding,
    /// Where sentences end, and the title marks within which none does.
    Stop,
}

/// How many kinds there are.
const KINDS: usize = Cue::Stop as usize + 1;

const _: () = assert!(KINDS <= u32::BITS as usize, "each kind has its bit");

/// Every cue, divided by white space.
const WORDS: [(Cue, &str); KINDS - 4] = [
    (Cue::Local, "我省 我市 经省政府同意 经市政府同意 ：省 （省"),
    (Cue::OwnCity, "我市 全市 市委 市政府 市财政局 市发改"),
    (Cue::OwnProvince, "我省 全省 省委 省政府 自治区党委 我区"),
    (Cue::Bracket, "( （ [ ［ 【 〔 ) ） ] ］ 】 〕"),
    (Cue::Number, "号"),
    (Cue::Comma, "、"),
    (Cue::Company, "公司"),
    (
        Cue::KindOfCompany,
        "科研机构 研究机构 企业 公司 优势单位 科技项目 入驻项目 )项目 ）项目
        0家 1家 2家 3家 4家 5家 6家 7家 8家 9家 一家 二家 三家 四家 五家 六家 七家 八家 九家 十家 两家 几家 多家",
    ),
    (Cue::Town, "镇 乡 街道 苏木"),
    (
        Cue::PolicyEnding,
        "
        管理办法 实施办法 试行办法 暂行办法 认定办法 资助办法 奖励办法 补助办法 扶持办法 优惠办法 若干规定 若干措施
        若干意见 若干政策 实施细则 操作细则 管理细则 试行细则 规划纲要 设施建设规划 环境建设规划 发展规划 建设规划
        指导意见 实施意见 实施方案 行动方案 总体方案 工作方案 行动计划 资助计划 框架协议 申报指南 保护条例 管理条例
        应急预案 处置预案 布局规划 空间规划 专项规划
        促进条例 进步条例 创新条例 服务条例 监督条例 建设条例
        ",
    ),
    (
        Cue::Duty,
        "牵头 责任单位 责任部门 配合单位 负责 主办 协办 会同 承办 按职责分工 配合",
    ),
    (
        Cue::Charge,
        "牵头 主办 负责 承办 组织实施 联合 会同 商 配合 协助 参与 参加 由 应当 应依法 职责 责任单位 责任部门 责任主体 主管部门 主管机关 协办 承担 责成 负总责 职权 职能
        局要 委要 办要 厅要 部要 署要 室要 会要 院要 站要 队要 所要 心要 关要 构要 行要 司要 团要 组要 府要 门要 位要 级要 等要
        局应 委应 办应 厅应 部应 署应 室应 会应 院应 站应 队应 所应 心应 关应 构应 行应 司应 团应 组应 府应 门应 位应 级应 等应
        局须 委须 办须 厅须 部须 府须 门须 位须 局必须 委必须 办必须 厅必须 部必须 府必须 门必须 位必须",
    ),
    (Cue::DutyOfKind, "负责 牵头 会同 配合 应当 职责 协同 主办 参与"),
    (Cue::Bearer, "部门 机关 人民政府 单位 办事处 各地区"),
    (Cue::UnitLabel, "单位 部门 处室 主体 机构 科室 牵头 主办 协办 配合 参与"),
    (Cue::ForAll, "为牵头 为主 均需 均由 均涉及 均要求 是牵头"),
    (Cue::Deadline, "时限 期限 时间 前"),
    (
        Cue::Past,
        "已 累计 同比 去年 过去 截至 目前 实现了 完成了 共获 共形成 共发现 先后 荣获 上年 以来 年来， 年来,",
    ),
    (Cue::Ahead, "到2 力争 争取 确保 计划 目标 将"),
    (
        Cue::Announcement,
        "
        登录 填报 申请人 监护人 申请之日 申报之日
        予以公告 予以公布 予以公示 现予公 同意你公司 同意你单位 同意你院
        ",
    ),
    (Cue::VerbOfDuty, "负责 牵头 会同 承办 主办 组织实施"),
    (Cue::GroupEnding, "领导小组 协调小组 指挥部 工作专班 联席会议 推进小组"),
    (Cue::Seat, "办公室 组成"),
    (
        Cue::SharedZone,
        "高新技术产业开发区 经济技术开发区 自主创新示范区 高新区 经开区 综合保税区 综保区 自贸试验区",
    ),
    (Cue::SharedCommand, "军区 战区"),
    (Cue::SharedPlace, "街道 镇 乡 县 区 市"),
    (Cue::Each, "各"),
    (Cue::Count, "0 1 2 3 4 5 6 7 8 9 番"),
];

/// Marks that a line's end goes with.
const MARKS: [(Cue, &str); 3] = [
    (Cue::Quotation, "“”「」\""),
    (Cue::TitleMark, "《》"),
    (Cue::Stop, "。！？；;《》"),
];

impl Cue {
    /// Whether a text holds one of this kind. Of a document [`Cues`] knows it without looking.
    pub fn is_in(self, text: &str) -> bool {
        self.first_in(text).is_some()
    }

    /// Where the first of this kind stands in a text.
    pub fn first_in(self, text: &str) -> Option<usize> {
        let (_, words) = LISTS.iter().find(|(cue, _)| *cue == self)?;
        words.found_in(text).next().map(|(at, _)| at)
    }
}

/// The words of each kind.
static LISTS: LazyLock<Vec<(Cue, WordList)>> = LazyLock::new(|| {
    let lists = WORDS.iter().map(|(cue, words)| (*cue, WordList::new(words)));
    lists.collect()
});

/// Some kinds of cue, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u32);

impl Kinds {
    /// Whether this kind is one of them.
    #[inline]
    pub fn has(self, cue: Cue) -> bool {
        self.0 >> cue as u8 & 1 == 1
    }

    pub(super) fn add(&mut self, cue: Cue) {
        self.0 |= 1 << cue as u8;
    }
}

/// Every word with its kind; a word may come more than once.
pub(super) fn words() -> impl Iterator<Item = (String, Cue)> {
    let words = WORDS
        .iter()
        .flat_map(|(cue, words)| words.split_whitespace().map(|word| (word.to_owned(), *cue)));
    let marks = MARKS.iter().flat_map(|(cue, marks)| {
        let marks = marks.chars().chain(['\n']);
        marks.map(|mark| (mark.to_string(), *cue))
    });
    let endings = ending::endings().map(|word| (word.to_owned(), Cue::NameEnding));
    words.chain(marks).chain(endings)
}

/// The cues in one text.
#[derive(Debug, Default)]
pub struct Cues {
    by_kind: [Vec<Span>; KINDS],
    /// Those of all kinds, by where they end.
    all: Vec<(Span, Kinds)>,
}

impl Cues {
    /// With some room for those of a text of `len` bytes; those of a name need none.
    pub(super) fn with_room(len: usize) -> Self {
        Self {
            by_kind: match len / 512 {
                0 => Default::default(),
                room => std::array::from_fn(|_| Vec::with_capacity(room)),
            },
            all: Vec::with_capacity(len / 16),
        }
    }

    #[inline]
    pub(super) fn push(&mut self, kinds: Kinds, span: Span) {
        let mut rest = kinds.0;
        if rest != 0 {
            self.all.push((span, kinds));
        }
        while rest != 0 {
            self.by_kind[rest.trailing_zeros() as usize].push(span);
            rest &= rest - 1;
        }
    }

    /// Those of a kind, by where they end; of those with the same end, the longest first.
    #[inline]
    pub fn all(&self, cue: Cue) -> &[Span] {
        &self.by_kind[cue as usize]
    }

    /// Those of a kind that end behind this byte.
    pub fn behind(&self, cue: Cue, at: u32) -> &[Span] {
        let all = self.all(cue);
        &all[all.partition_point(|cue| cue.end <= at)..]
    }

    /// Those of a kind that end in `span`.
    pub fn ending_in(&self, cue: Cue, span: Span) -> &[Span] {
        let behind = self.behind(cue, span.start);
        // Few of them: a search among all that follow would take longer than to count them.
        let inside = behind.iter().take_while(|cue| cue.end <= span.end).count();
        &behind[..inside]
    }

    /// Tells what kinds stand in one span after the other.
    pub fn reader(&self) -> CueReader<'_> {
        CueReader { rest: &self.all }
    }

    /// Whether one of a kind stands in `span`.
    pub fn has(&self, cue: Cue, span: Span) -> bool {
        let behind = self.behind(cue, span.start).iter();
        let mut inside = behind.take_while(|cue| cue.end <= span.end);
        inside.any(|cue| cue.start >= span.start)
    }
}

/// Tells what kinds of cue stand in spans that come in the order of the text and apart from each other.
#[derive(Debug)]
pub struct CueReader<'c> {
    rest: &'c [(Span, Kinds)],
}

impl CueReader<'_> {
    /// The kinds of those that stand in `span`.
    pub fn within(&mut self, span: Span) -> Kinds {
        let mut found = Kinds::default();
        while let Some(((cue, kinds), rest)) = self.rest.split_first()
            && cue.end <= span.end
        {
            if cue.start >= span.start {
                found.0 |= kinds.0;
            }
            self.rest = rest;
        }
        found
    }
}
