//! Endings that tell what a name is of: 科技园, 研究院, 行动计划.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::model::EntityKind::{self, Agency, Enterprise, Institution, Park, Program};

use Opening::{Coined, Name, Quoted, Rank};

/// What opens a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// A word that jieba's dictionary does not know, or Latin letters: a brand, a coined name.
    Coined,
    /// 国家, 省, 市 before a description: the one of that level.
    Rank,
    /// A number of years or a batch: 2021粤港澳院士峰会.
    Year,
    /// Words in quotation marks.
    Quoted,
    /// A place, zone, body, company or institution.
    Name,
}

/// What an ending tells.
#[derive(Debug, Clone, Copy)]
pub struct Ending {
    /// The kind of what is named.
    pub kind: EntityKind,
    /// The weakest opening that makes a name with it.
    pub needs: Opening,
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
        工业园 科技园 孵化器 农场管理区
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
        产业化基地 众创空间 创新走廊 科创走廊 国际陆港 科创城 科创源 智慧城 物流港 综保区 保税港区 陆港区 化工园区
        工业集中区 产业集中区 主题园区 大学园区 先导区 出口加工区 经济协作区 特色商业区 商务中心区
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
        服务中心 交易中心 计算中心 产权交易所 开放网 创新联盟 产业联盟 标准化技术委员会 协会 学会 促进会
        ",
    ),
    (
        Institution,
        Quoted,
        "
        共享平台 系统平台 平台
        ",
    ),
    (
        Institution,
        Name,
        "
        职业技术学院 大学研究生院 研究生院 研究总院 科学院 联合实验室 重点实验室 省实验室 实验室 研究中心
        保健院 外国语学校 实验学校 技工学校
        援助中心 数据中心 分中心 中心 促进中心 推广中心 设计院 创新院 大学 学院 医院 协进会 联合会 商会 联盟 交易所 服务平台
        信息平台 博物馆 博物院 图书馆 出版社 光源 资源库 种质库 全国重点实验室 政务服务网
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
        示范工程 示范试点 专项资金 重大专项 交易会 博览会 行动计划 专项行动 普查 培育计划 人才计划 资助计划 示范计划
        提升计划 专项计划 计划 工程 专项 基金 大赛 大会 论坛 峰会 合作周 活动周 嘉年华 研讨会 年会 科学会议
        风险投资基金 引导基金 投资基金 产业基金 扶持资金 现场会 技能大赛 引导资金 行动 活动
        科学技术进步奖 科技进步奖 技术发明奖 自然科学奖 科学技术奖 突出贡献奖 专利奖 质量奖 国际合作奖 青年科技奖
        ",
    ),
    (
        Program,
        Name,
        "
        联赛 运动会 奥运会 冬奥会 残奥会 冬残奥会 亚运会 亚残运会 全运会 大运会 残运会 世博会 园博会 攻关工程 洽谈会 对接会 展览会 扶持项目 培育项目 系列活动 文化节 艺术节 旅游节 电影节 音乐节 戏剧节
        美食节 啤酒节 购物节 梅花节 樱花节 牡丹节 茶花节 丰收节
        ",
    ),
];

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

impl Ending {
    /// What this ending tells; in a text they are found as [`Cue::NameEnding`](super::Cue::NameEnding).
    pub fn named(word: &str) -> Option<Self> {
        BY_TEXT.get(word).copied()
    }
}

/// Every ending.
pub(super) fn endings() -> impl Iterator<Item = &'static str> {
    ENDINGS.iter().flat_map(|(_, _, words)| words.split_whitespace())
}
