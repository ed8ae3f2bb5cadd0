//! What the words at the head of a column say that it holds.

use std::sync::LazyLock;

use crate::text::WordList;

use super::Stands;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Indicator,
    /// What names the rows of a table of statistics (产品名称), and of many other tables.
    Things,
    Unit,
    Value {
        year: Option<u16>,
        stands: Stands,
    },
    Other,
}

impl Column {
    pub(super) fn year(self) -> Option<u16> {
        match self {
            Self::Value { year, .. } => year,
            _ => None,
        }
    }

    pub(super) fn stands(self) -> Option<Stands> {
        match self {
            Self::Value { stands, .. } => Some(stands),
            _ => None,
        }
    }

    pub(super) fn is_value(self) -> bool {
        matches!(self, Self::Value { .. })
    }
}

/// Words of heads of columns that say nothing of where an indicator stands.
static OTHERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("序号 编号 类别 类型 分类 属性 性质 备注 领域 维度 说明 来源 级指标 部门"));
/// Those of columns that say how it grows.
static GROWTH: LazyLock<WordList> = LazyLock::new(|| WordList::new("年均 年增 累计"));
/// Those of columns that say where the plan starts.
static REACHED: LazyLock<WordList> = LazyLock::new(|| WordList::new("现状 实际 基期 基准 完成 实绩"));

/// Those of columns that say what is promised, without a year.
static PROMISED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("目标 目标值 指标值 规划值 规划目标 预期值 预期目标 计划目标 计划任务 任务量 规划任务 任务目标")
});

/// Those of columns that say how it has grown since the year before.
static GROWN: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        同比 同比增长 同比增速 同比增幅 同比增减 同比增长率 比上年 比上年增长 比上年增减 较上年 较上年增长 较上年增减
        比去年增长 比去年同期增长 比上年同期增长 增长 增长率 增长速度 增速 增幅
        ",
    )
});

/// Those of columns that say how much there is, without a year.
static STATED: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new("指标值 数值 数量 绝对量 绝对值 绝对数 绝对额 总量 本年 本年数 全年 年末数 完成数 完成额 实际数")
});

/// The same, with what is measured.
static MEASURES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "产量 总产量 产值 总产值 增加值 销量 销售量 销售额 零售额 投资额 完成额 出口额 进口额 面积 播种面积 收入 支出 余额",
    )
});

/// Names of columns that name the rows of a table of statistics.
static THINGS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("产品名称 名称 项目 产品 主要产品 商品名称 行业 行业名称"));

/// What a column holds whose head these words are.
pub(super) fn column(head: &str) -> Option<Column> {
    /// A longer head is a sentence.
    const LONGEST: usize = 14;
    /// With all the blanks that may stand in it.
    const LONGEST_BYTES: usize = 120;
    if head.len() > LONGEST_BYTES {
        return None;
    }
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let head = head.trim_start_matches("其中").trim_start_matches(['：', ':']);
    if head.is_empty() || head.chars().count() > LONGEST || head.contains(['，', '。', '；', '：', '、']) {
        return None;
    }
    let year = year(head);
    let value = |stands| Some(Column::Value { year, stands });
    let bare = bare(head);
    if GROWN.has(bare) {
        value(Stands::Grown)
    } else if OTHERS.is_in(head) || compares(head) {
        Some(Column::Other)
    } else if GROWTH.is_in(head) {
        value(Stands::Growth)
    } else if REACHED.is_in(head) && (year.is_some() || head.chars().count() <= 5) {
        value(Stands::Reached)
    } else if year.is_some() || PROMISED.has(head) {
        value(Stands::Promised)
    } else if STATED.has(bare) || MEASURES.has(bare) {
        value(Stands::Stated)
    } else if head.contains("指标") {
        Some(Column::Indicator)
    } else if THINGS.has(head) {
        Some(Column::Things)
    } else {
        head.ends_with("单位").then_some(Column::Unit)
    }
}

/// Whether the words at the head of a column are of a plan: its table does not tell of what was.
pub(super) fn promises(head: &str) -> bool {
    ["目标", "计划", "预期", "任务", "规划", "属性"]
        .iter()
        .any(|word| head.contains(word))
}

/// Whether a column without a year may hold what was reached: 指标值 beside 同比增长, 实际完成.
pub(super) fn may_state(head: &str, column: Column) -> bool {
    let is_dated = column.year().is_some();
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    match column.stands() {
        Some(Stands::Stated) => true,
        Some(Stands::Reached) => !is_dated,
        Some(Stands::Promised) => !is_dated && STATED.has(bare(&head)),
        _ => false,
    }
}

/// Whether the head of a column names what is measured (产量), and not only that it is.
pub(super) fn measures(head: &str) -> bool {
    let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    MEASURES.has(&head)
}

/// The words of a head before its brackets and signs: 同比增长 of 同比增长（±%）.
pub(super) fn bare(head: &str) -> &str {
    let words = head.split(['（', '(']).next().unwrap_or(head);
    words.trim().trim_end_matches(['±', '%', '％', ' ', '/'])
}

/// The year that a head begins with (2025年, 到2025年目标), or prints in brackets (目标值（2025年）).
fn year(head: &str) -> Option<u16> {
    head.split(['（', '(']).find_map(|words| {
        let digits = words.trim_start_matches(['到', '至']).get(..4)?;
        let is_year = digits.starts_with("20") && digits.bytes().all(|b| b.is_ascii_digit());
        is_year.then(|| digits.parse().ok()).flatten()
    })
}

/// 2025年比2020年增长: how two columns differ.
fn compares(head: &str) -> bool {
    ["比20", "较20", "比上年", "较上年"]
        .iter()
        .any(|word| head.contains(word))
}
