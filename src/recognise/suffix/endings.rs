//! What before or behind an ending makes a kind or another word of it.

use std::sync::LazyLock;

use crate::model::EntityKind::{self, Enterprise, Institution, Park, Program};
use crate::recognise::edge::WordList;

/// Endings in front of which a rank does not make a name: 省重点实验室, 市工程中心 are kinds.
pub(super) static KINDS_OF_RANK: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        重点实验室 工程中心 技术中心 研究中心 工程技术研究中心 实验室 服务平台 平台 孵化器 产业园 基地 示范工程
        服务中心 中心 重大 重点 政府 股权 产业 创业 天使 母 政府产业 政府股权 创业投资
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
        排查 监督 巡视 考核 生育 单列 组委会 组织委员会 执委会 经济 体制 堂 主席团 秘书处 会 管理人 公司 业 份额 支出 预算 纲领 指引 发展资金 合作 改革 规划
        ",
    )
});

/// What makes another word of an institution's ending: 中心城区, 学院南路, 大学城.
static INSTITUTION_GOES_ON: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        大平台 城区 城镇 村 镇 乡 校 小学 线 任务 路 南路 北路 东路 西路 中路 街 大街 大道 大厦 广场 片区
        区块 港 城 生 毕业生 链 管理局
        ",
    )
});

/// What makes another word of a company's ending: 银行卡, 公司法.
static ENTERPRISE_GOES_ON: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("卡 业 间 账户 存款 保函 承兑 法 制 债 债券 章程 军"));

/// What makes another word of a park's ending: 示范区线, 基地送电工程.
static PARK_GOES_ON: LazyLock<WordList> = LazyLock::new(|| WordList::new("线 送电 外送 直流"));

/// Whether what follows an ending makes another word of it.
pub(in crate::recognise) fn goes_on(kind: EntityKind, after: &str) -> bool {
    let own: Option<&WordList> = match kind {
        Program => Some(&PROGRAM_GOES_ON),
        Institution => Some(&INSTITUTION_GOES_ON),
        Enterprise => Some(&ENTERPRISE_GOES_ON),
        Park => Some(&PARK_GOES_ON),
        _ => None,
    };
    GOES_ON.begins(after) || own.is_some_and(|own| own.begins(after))
}
