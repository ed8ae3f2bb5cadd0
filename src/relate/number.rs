//! Numbers with their units and bounds.

mod list;
mod unit;

use std::sync::LazyLock;

use crate::model::Comparator;
use crate::text::{Span, WordList, is_ideograph};
pub(super) use list::values;
use unit::{MORE, ratio, spell, unit};

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// From the word that bounds it to the word behind its unit.
    pub(super) span: Span,
    /// The number alone.
    pub(super) start: u32,
    /// As tables show it: `10-15` for a range, no thousands separators.
    pub(super) value: String,
    /// As printed.
    pub(super) unit: String,
    /// How it bounds what is counted.
    pub(super) comparator: Comparator,
}

/// Words before a number that bound it.
pub(super) static BOUNDS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        不得超过 不得高于 不得少于 不得低于 不得小于 不得大于 不应小于 不应大于 不能超过 不能高于 不能少于 不能低于 不应超过 不应高于 不应少于 不应低于
        不超过 不少于 不低于 不高于 不大于 不小于 控制在 超过 突破 高于 至少 多于 低于 不足 不到
        少于 大于 小于 大约 接近 超 约 近
        ",
    )
});
/// Every number with a unit in `span`.
pub(super) fn numbers(text: &str, span: Span) -> Vec<Number> {
    let digits = span.of(text).bytes().enumerate();
    numbers_at(
        text,
        span,
        digits.filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at),
    )
}

/// Every number with a unit in `span`, whose digits stand at these of its bytes.
pub(super) fn numbers_at(text: &str, span: Span, digits: impl Iterator<Item = usize>) -> Vec<Number> {
    let body = span.of(text);
    let (mut found, mut behind) = (Vec::new(), 0);
    for start in digits {
        if start < behind {
            continue;
        }
        let (number, end) = number_at(body, start);
        found.extend(number.map(|number| Number {
            span: number.span.shift(span.start as usize),
            start: number.start + span.start,
            ..number
        }));
        behind = end;
    }
    found
}

/// The number whose first digit stands at `start`, if it has a unit and counts something; and where to look on.
pub(super) fn number_at(body: &str, start: usize) -> (Option<Number>, usize) {
    let first = start + amount(&body[start..]);
    let range = upper(&body[first..]).or_else(|| up_to(&body[..start], &body[first..]));
    let unit = |text| unit(text).or_else(|| spell(&body[..start], text));
    let ranged = range.and_then(|range| Some((first + range, unit(&body[first + range..])?)));
    let plain = || {
        Some((
            first,
            unit(&body[first..]).or_else(|| ratio(&body[..start], &body[start..], first - start))?,
        ))
    };
    let Some((last, unit)) = ranged.or_else(plain) else {
        return (None, first);
    };
    let minus = minus(&body[..start], unit.name);
    let mut before = bounds(&body[..start - minus.len()]);
    if masters(before.word, unit.name, &body[last + unit.len..]) {
        (before.start, before.word) = (start, "");
    }
    let is_rank = before.is_rank && unit.name != "位";
    let glued = unit.name == "期" || unit.name == "批" && before.is_rank;
    let part_of_word = body[..start - minus.len()]
        .ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '〔' | '%' | '×'));
    let end = last + unit.len;
    let is_property = body[end..].starts_with('级') && !unit.name.ends_with('个');
    let names = unit.name == "所" && body[end..].starts_with(['列', '示', '附', '述', '称', '在', '需', '属']);
    let points_at = names || refers(&body[..before.start]) || is_top(&body[..before.start], unit.name);
    let is_unlike = match unit.name {
        name if name.ends_with('家') && body[end..].starts_with('庭') => true,
        "P" => !body.contains("算力"),
        "M" => !body.contains("带宽") && !body.contains("接入能力"),
        "例" => body[end..].starts_with(['如', '行', '会', '外', '子']),
        "份" => body[end..].starts_with('额'),
        "万方" | "亿方" => body[end..].starts_with(['面', '案', '式', '向', '位', '法']),
        "岁" => !measures_life(&body[..before.start]),
        "部" => body[end..].starts_with(['门', '委', '队', '分', '级', '位', '属', '署']),
        "列" => body[end..].starts_with(['入', '为', '出', '明', '示', '支', '名', '举', '项']),
        _ => false,
    };
    if part_of_word || is_rank || glued || is_property || points_at || is_unlike {
        return (None, end);
    }
    let a: String = body[start..first].chars().filter(|c| *c != ',').collect();
    let a = format!("{minus}{a}");
    let value = match body[first..last].trim_start_matches(|c: char| !c.is_ascii_digit()) {
        "" => a,
        b => format!("{a}-{b}"),
    };
    let number = Number {
        span: Span::new(before.start, end),
        start: start as u32,
        value,
        unit: unit
            .name
            .chars()
            .filter(|c| *c != ' ' && !MORE.contains(c))
            .map(half_width)
            .collect(),
        comparator: comparator(before.word, unit.is_more, unit.tail),
    };
    (Some(number), end)
}

/// The sign of a rate that fell, right behind a word (增长率为｜-1.18‰); elsewhere the mark joins.
fn minus<'t>(before: &'t str, unit: &str) -> &'t str {
    let word = before.strip_suffix('-').filter(|word| word.ends_with(is_ideograph));
    word.filter(|_| is_share(unit) || unit.ends_with("百分点"))
        .map_or("", |word| &before[word.len()..])
}

impl Number {
    /// Whether it is an amount of money, each or in all.
    pub(super) fn is_money(&self) -> bool {
        let unit = self.unit.split('/').next().unwrap_or_default();
        unit.ends_with('元')
    }
}

/// 以下3项: of how many a text speaks; 海拔1500米: where something lies.
fn refers(before: &str) -> bool {
    ["以下", "下列", "上述", "前述", "如下", "海拔"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// 人均预期寿命达到79岁; not 60岁以上老人.
fn measures_life(before: &str) -> bool {
    let word = before.rfind("寿命").map(|at| &before[at..]);
    word.is_some_and(|words| words.chars().count() <= 14 && !words.contains(['，', '。', '；']))
}

/// Whether a unit says how many of a hundred or a thousand.
pub(super) fn is_share(unit: &str) -> bool {
    unit.contains(['%', '‰'])
}

/// 前3家, 前1%: who is chosen by rank; 前3位 is a rank of its own.
fn is_top(before: &str, unit: &str) -> bool {
    const MOMENTS: [char; 14] = [
        '目', '此', '日', '当', '以', '之', '年', '提', '月', '底', '会', '期', '先', '跟',
    ];
    before
        .strip_suffix('前')
        .is_some_and(|head| !head.ends_with(MOMENTS) && unit != "位")
}

fn half_width(c: char) -> char {
    match c {
        '％' => '%',
        '（' => '(',
        '）' => ')',
        '／' => '/',
        _ => c,
    }
}

/// The length of `1049`, `1,049` or `2.8`.
fn amount(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut len = digits(text);
    if len <= 3 {
        while text[len..].starts_with(',') && digits(&text[len + 1..]) == 3 {
            len += 4;
        }
    }
    match text[len..].strip_prefix('.').map(digits) {
        Some(decimals) if decimals > 0 => len + 1 + decimals,
        _ => len,
    }
}

/// The length of `-15`, `%至15`: the upper end of a range.
fn upper(text: &str) -> Option<usize> {
    let rest = text
        .trim_start()
        .trim_start_matches(['%', '个', '家', '万', '亿'])
        .trim_start();
    let rest = rest.strip_prefix(['-', '—', '－', '–', '~', '～', '至'])?.trim_start();
    let amount = amount(rest);
    (amount > 0).then(|| text.len() - rest.len() + amount)
}

/// The length of `到2` in 建设1到2个; not where a value leads to another (从1到2个).
fn up_to(before: &str, text: &str) -> Option<usize> {
    let rest = text.strip_prefix('到')?;
    let amount = amount(rest);
    let leads = || before.contains(['从', '由']);
    (amount > 0 && !leads()).then(|| text.len() - rest.len() + amount)
}

/// 突破50项关键技术: how many are mastered; 突破500亿元 is a mark that is passed.
fn masters(word: &str, unit: &str, behind: &str) -> bool {
    const MASTERED: [&str; 6] = ["技术", "难题", "瓶颈", "短板", "成果", "“卡脖子”"];
    let clause = behind.split(['，', '。', '；', ',']).next().unwrap_or_default();
    word == "突破" && matches!(unit, "项" | "个") && MASTERED.iter().any(|thing| clause.contains(thing))
}

/// What stands before a number's first digit.
struct Bound<'t> {
    /// Where it begins.
    start: usize,
    word: &'t str,
    /// 第.
    is_rank: bool,
}

fn bounds(before: &str) -> Bound<'_> {
    let bare = before.strip_suffix('第').unwrap_or(before);
    let is_rank = bare.len() < before.len();
    let trimmed = bare.trim_end();
    let start = trimmed.len() - BOUNDS.ending(trimmed).unwrap_or(0);
    Bound {
        start,
        word: &trimmed[start..],
        is_rank,
    }
}

fn comparator(before: &str, is_more: bool, tail: &str) -> Comparator {
    match (before, tail) {
        ("控制在", "左右") => Comparator::About,
        (
            "超过" | "突破" | "不少于" | "不低于" | "高于" | "至少" | "多于" | "超" | "不小于" | "大于" | "不得少于"
            | "不得低于" | "不得小于" | "不应小于" | "不能少于" | "不能低于" | "不应少于" | "不应低于",
            _,
        )
        | (_, "以上" | "及以上") => Comparator::AtLeast,
        (
            "不超过" | "不高于" | "低于" | "不足" | "不到" | "少于" | "控制在" | "不大于" | "小于" | "不得超过"
            | "不得高于" | "不得大于" | "不应大于" | "不能超过" | "不能高于" | "不应超过" | "不应高于",
            _,
        )
        | (_, "以内" | "以下" | "及以下") => Comparator::AtMost,
        ("约" | "近" | "大约" | "接近", _) | (_, "左右") => Comparator::About,
        _ if is_more => Comparator::AtLeast,
        _ => Comparator::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_units_and_bounds() {
        for (text, value, unit, comparator) in [
            ("总量达到50家以上", "50", "家", Comparator::AtLeast),
            ("新增11万多户。", "11", "万户", Comparator::AtLeast),
            ("劳动生产率提高到42万元/人以上", "42", "万元/人", Comparator::AtLeast),
            ("全员劳动生产率36.5万元／人。", "36.5", "万元/人", Comparator::Equal),
            ("新增排水能力4.16万m³/小时。", "4.16", "万m³/小时", Comparator::Equal),
            ("处理能力3万吨/日", "3", "万吨/日", Comparator::Equal),
            ("产能3万吨/年", "3", "万吨", Comparator::Equal),
            ("存栏1000万羽，", "1000", "万羽", Comparator::Equal),
            ("装机容量100MW的", "100", "MW", Comparator::Equal),
            ("天然气产量10亿方。", "10", "亿方", Comparator::Equal),
            ("带宽可用性5000M以上", "5000", "M", Comparator::AtLeast),
            ("宽度不得小于4米、", "4", "米", Comparator::AtLeast),
            ("建设1到2个", "1-2", "个", Comparator::Equal),
            ("突破50项关键技术", "50", "项", Comparator::Equal),
            ("突破50项，", "50", "项", Comparator::AtLeast),
            ("时间压缩至3周以内。", "3", "周", Comparator::AtMost),
            ("担保金额500万元及以下", "500", "万元", Comparator::AtMost),
            ("占比重达2.8%，", "2.8", "%", Comparator::Equal),
            ("自然增长率为-1.18‰；", "-1.18", "‰", Comparator::Equal),
            ("固定资产投资600.5亿 元、", "600.5", "亿元", Comparator::Equal),
            ("死亡率19.37/10万，", "19.37", "/10万", Comparator::Equal),
            ("节能量1000吨标准煤以上", "1000", "吨标准煤", Comparator::AtLeast),
            ("引进10至15个院校", "10-15", "个", Comparator::Equal),
            ("选择1-2个", "1-2", "个", Comparator::Equal),
            ("7400多家", "7400", "家", Comparator::AtLeast),
            ("7000余万元", "7000", "万元", Comparator::AtLeast),
            ("约4.3亿元", "4.3", "亿元", Comparator::About),
            ("近3000人", "3000", "人", Comparator::About),
            ("LED路灯3万盏。", "3", "万盏", Comparator::Equal),
            ("4889台(套)", "4889", "台(套)", Comparator::Equal),
            ("第20位", "20", "位", Comparator::Equal),
            ("1,049名", "1049", "名", Comparator::Equal),
            ("抽检监测3250批次", "3250", "批次", Comparator::Equal),
            ("居全国前3位", "3", "位", Comparator::Equal),
            ("目前3家", "3", "家", Comparator::Equal),
            ("检查比例不得少于20%", "20", "%", Comparator::AtLeast),
            ("算力规模超过20 EFLOPS，", "20", "EFLOPS", Comparator::AtLeast),
            ("建成3000P算力", "3000", "P", Comparator::Equal),
            ("网络时延小于20毫秒", "20", "毫秒", Comparator::AtMost),
            ("PUE降低到1.35以下", "1.35", "", Comparator::AtMost),
            ("容积率不低于1.5。", "1.5", "", Comparator::AtLeast),
            ("人均预期寿命达到78.5岁，", "78.5", "岁", Comparator::Equal),
            ("加装电梯600部。", "600", "部", Comparator::Equal),
            ("中欧班列开行800列以上", "800", "列", Comparator::AtLeast),
            ("婴儿死亡率控制在3‰以内", "3", "‰", Comparator::AtMost),
            ("降至28微克/立方米", "28", "微克/立方米", Comparator::Equal),
            ("控制在29微克每立方米以下", "29", "微克每立方米", Comparator::AtMost),
            ("污染天数不能超过27天", "27", "天", Comparator::AtMost),
            ("失业率控制在5.5%左右", "5.5", "%", Comparator::About),
            ("审批时限压缩至90个工作日以内", "90", "个工作日", Comparator::AtMost),
            ("审批时限压缩至1个工作日内；", "1", "个工作日", Comparator::AtMost),
            ("审批时限缩减到3个工作日。", "3", "个工作日", Comparator::Equal),
        ] {
            let found = numbers(text, Span::new(0, text.len()));
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                (&*found[0].value, &*found[0].unit, found[0].comparator),
                (value, unit, comparator),
                "{text}"
            );
        }
    }

    #[test]
    fn values_of_a_list_share_a_unit() {
        for (text, expected) in [
            ("4.8%、7%，", &[("4.8", "%"), ("7", "%")][..]),
            ("1409万、1305万人次", &[("1409", "万人次"), ("1305", "万人次")]),
            ("5.1、6.2个百分点", &[("5.1", "个百分点"), ("6.2", "个百分点")]),
            ("2.2个和3.7个百分点", &[("2.2", "个百分点"), ("3.7", "个百分点")]),
            ("第2、第4位", &[("2", "位"), ("4", "位")]),
            ("7%左右和8%左右。", &[("7", "%"), ("8", "%")]),
            ("3家、广州2家", &[("3", "家")]),
            ("5、6", &[]),
        ] {
            let (found, _) = values(text, 0);
            let found: Vec<_> = found.iter().map(|number| (&*number.value, &*number.unit)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn dates_and_codes_are_no_numbers() {
        for text in [
            "2018年1月24日",
            "国函〔2015〕154号",
            "第3批",
            "5G",
            "2000M内存",
            "第5例如此",
            "1000千瓦级",
            "在岗12个月",
            "在5个多月中",
            "符合以下3项",
            "排名前3家",
            "进入全球前1%",
            "海拔1500米",
            "1080P高清",
            "版本1.5以及",
            "附件1和2所列活动",
            "60岁以上老年人",
            "等8部门联合印发",
            "第3列为单位",
        ] {
            assert_eq!(numbers(text, Span::new(0, text.len())), [], "{text}");
        }
    }
}
