//! The endings that tell what a name is of, and what behind them makes another word of them.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::EntityKind;
use crate::model::EntityKind::{Agency, Enterprise, Institution, Park, Program};
use crate::recognise::edge::Opening;
use crate::recognise::edge::Opening::{Coined, Name, Quoted, Rank};
use crate::recognise::edge::WordList;

/// What an ending tells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ending {
    /// The kind of what is named.
    pub(super) kind: EntityKind,
    /// The weakest opening that makes a name with it.
    pub(super) needs: Opening,
}

/// Endings by what they name and by the weakest opening that makes a name with them.
const ENDINGS: &[(EntityKind, Opening, &str)] = &[
    (
        Agency,
        Coined,
        "
        管委会
        ",
    ),
    (
        Agency,
        Rank,
        "
        领导小组办公室 知识产权法院 中级人民法院 工作领导小组 领导小组 联席会议 指挥部 工作推进组 工作专班
        ",
    ),
    (
        Agency,
        Name,
        "
        诉讼服务处 管理委员会 监督站 督察局
        ",
    ),
    (
        Park,
        Coined,
        "
        工业园 科技园 孵化器
        ",
    ),
    (
        Park,
        Name,
        "
        高新技术产业开发区 经济技术开发区 自主创新示范区 自由贸易试验区 综合保税区 创业社区 科技企业孵化器
        国际合作区 产业基地 试点园区 产业园区 产业园 工业园区 科技园区 创业园 创新园 设计园 物流园 软件园
        科学城 科技城 大学城 工业城 创新城 金融街 商务区 合作区 示范区 试验区 实验区 保税区 开发区 高新区
        经开区 功能区 经济区 新区 新城 基地 创新谷 科技谷 创新港 产业城 创新区 产业新城 科创园 科学园
        产业化基地 众创空间 创新走廊 科创走廊 
        ",
    ),
    (
        Enterprise,
        Coined,
        "
        公司 集团
        ",
    ),
    (
        Enterprise,
        Name,
        "
        集团公司 分公司 分行 支行 银行 农商行
        ",
    ),
    (
        Institution,
        Coined,
        "
        研究院 研究所
        ",
    ),
    (
        Institution,
        Rank,
        "
        服务中心 交易中心 计算中心 产权交易所 开放网 创新联盟 产业联盟
        ",
    ),
    (
        Institution,
        Quoted,
        "
        共享平台
        ",
    ),
    (
        Institution,
        Name,
        "
        职业技术学院 大学研究生院 研究生院 研究总院 科学院 联合实验室 重点实验室 省实验室 实验室 研究中心
        援助中心 数据中心 分中心 中心 设计院 创新院 大学 学院 医院 学会 协会 促进会 协进会 联合会 联盟 交易所 服务平台
        信息平台 博物馆 图书馆 光源 资源库 种质库 全国重点实验室 政务服务网
        ",
    ),
    (
        Program,
        Coined,
        "
        母基金
        ",
    ),
    (
        Program,
        Rank,
        "
        示范工程 示范试点 专项资金 重大专项 交易会 博览会 行动计划 专项行动 培育计划 人才计划 资助计划 示范计划
        提升计划 专项计划 计划 工程 专项 基金 大赛 大会 论坛 峰会 合作周 活动周 嘉年华 研讨会 年会 科学会议
        风险投资基金 扶持资金 现场会 技能大赛 行动 活动
        ",
    ),
    (
        Program,
        Name,
        "
        引导基金 攻关工程 洽谈会 对接会 展览会 扶持项目 培育项目 系列活动 文化节 艺术节 
        ",
    ),
];

/// Endings in front of which a rank does not make a name: 省重点实验室, 市工程中心 are kinds.
pub(super) static KINDS_OF_RANK: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        重点实验室 工程中心 技术中心 研究中心 工程技术研究中心 实验室 服务平台 平台 孵化器 产业园 基地 示范工程
        服务中心 中心
        ",
    )
});

/// What may not follow an ending of any kind: it makes another word of it.
static GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        化 性 城市 人员 负责人 主任 局长 院长 工作者 教授 学生 型 名单 界 内 招商局 招商银行
        ",
    )
});

/// What makes another word of a program's ending: 专项整治, 专项债券, 工程师, 大会堂.
static PROGRAM_GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        整治 治理 债券 债 国债 布局 师 学院 技术 研究 中心 机械 科学 院 量 款 质量 监理 承包 造价 咨询 设计
        施工 队 局 图 兵 检查 督查 审计 督导 培训 小组 经费 任务组 转移支付 贷款 再贷款 扣除 执法 斗争 清理
        排查 监督 巡视 考核 生育 单列 经济 体制 堂 主席团 秘书处 会 管理人 公司 业 份额 支出 预算 纲领 指引
        ",
    )
});

/// What makes another word of an institution's ending: 中心城区, 学院南路, 大学城.
static INSTITUTION_GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        大平台 城区 城镇 村 镇 乡 校 小学 线 任务 路 南路 北路 东路 西路 中路 街 大街 大道 大厦 广场 片区
        区块 港 城 生 毕业生 链
        ",
    )
});

/// What makes another word of a company's ending: 银行卡, 公司法.
static ENTERPRISE_GOES_ON: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("卡 业 间 账户 存款 保函 承兑 法 制 债 债券 章程 军"));

/// The endings, to be looked up at once.
static BY_TEXT: LazyLock<FxHashMap<&'static str, Ending>> = LazyLock::new(|| {
    let all = ENDINGS.iter().flat_map(|(kind, needs, words)| {
        let ending = Ending {
            kind: *kind,
            needs: *needs,
        };
        words.split_whitespace().map(move |word| (word, ending))
    });
    all.collect()
});

/// Their last characters: most words end in none of these, and that is told at once.
static LAST: LazyLock<FxHashSet<char>> = LazyLock::new(|| {
    let lasts = BY_TEXT.keys().filter_map(|ending| ending.chars().next_back());
    lasts.collect()
});

/// Of the longest ending, in characters.
static WIDTH: LazyLock<usize> =
    LazyLock::new(|| BY_TEXT.keys().map(|ending| ending.chars().count()).max().unwrap_or(0));

/// The longest ending of a text, with its length in bytes.
pub(super) fn ending_of(text: &str) -> Option<(usize, Ending)> {
    if !LAST.contains(&text.chars().next_back()?) {
        return None;
    }
    let starts = text.char_indices().rev().take(*WIDTH).map(|(at, _)| at);
    let found = starts.filter_map(|start| Some((text.len() - start, *BY_TEXT.get(&text[start..])?)));
    found.last()
}

/// Whether what follows an ending makes another word of it.
pub(in crate::recognise) fn goes_on(kind: EntityKind, after: &str) -> bool {
    let own: Option<&WordList> = match kind {
        Program => Some(&PROGRAM_GOES_ON),
        Institution => Some(&INSTITUTION_GOES_ON),
        Enterprise => Some(&ENTERPRISE_GOES_ON),
        _ => None,
    };
    GOES_ON.begins(after) || own.is_some_and(|own| own.begins(after))
}
