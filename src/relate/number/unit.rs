//! What stands behind a number: its unit, with the power of ten before it and the word that bounds it.

use std::sync::LazyLock;

use crate::text::WordList;

use super::bounds;

/// Words behind the unit that bound it.
static TAILS: LazyLock<WordList> = LazyLock::new(|| WordList::new("及以上 及以下 以上 以内 以下 左右"));
/// What a number counts or measures.
static UNITS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        台(套) 台（套） 平方公里 平方米 立方米 千瓦时 千瓦 公里 公顷 美元 元 家 项 名 人次 人 架次 亩次 台次 列次 车次 班次 户次 家次 件次 头 标箱 件 条 场次 场 次 所 辆 座 亩 吨 户 盏 套 台套 台 篇 批次 批 位 倍 番
        张 间 处 支 只 册 门 对 宗 款 株 里 米 颗 艘 架 枚 类 种 期 届 天 岁 部 列 万头只 头只 ㎡ 微克/立方米 毫克/立方米 微克每立方米 毫克每立方米 克/千克
        吨标准煤 吨标煤 /10万 /万
        斤 公斤 毫秒 羽 栋 例 份 兆瓦时 兆瓦 万方 亿方
        ",
    )
});
/// What computers do and hold, in letters.
static LETTERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("EFLOPS PFLOPS EFlops PFlops TB PB P M MW GW m³ m2 m3"));
/// What an amount may be reckoned by: 万元/人.
static RATES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("人 户 月 日 天 小时 亩 公顷 平方公里 平方米 立方米 吨 度 千瓦时 人次"));
/// Shares.
static SHARES: LazyLock<WordList> = LazyLock::new(|| WordList::new("% ％ ‰ 个百分点 百分点"));
/// What 个 counts where a number says how long something takes, or of how many parts a text speaks (以下8个方面).
static SPELLS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("月 多月 半月 多小时 工作日 小时 自然日 学年 季度 方面"));
/// Powers of ten before a unit.
pub(super) static MULTIPLES: LazyLock<WordList> = LazyLock::new(|| WordList::new("万亿 万 亿 千"));

/// Behind a number, or between its power of ten and the unit (11万多户): it is at least so much.
pub(super) const MORE: [char; 2] = ['多', '余'];

/// What stands behind a number.
pub(super) struct Unit<'t> {
    pub(super) name: &'t str,
    /// 多, 余.
    pub(super) is_more: bool,
    pub(super) tail: &'t str,
    /// From the number's end to the end of its tail.
    pub(super) len: usize,
}

pub(super) fn unit(text: &str) -> Option<Unit<'_>> {
    let body = text.trim_start();
    let rest = body.strip_prefix(MORE).unwrap_or(body);
    let rest = rest.trim_start();
    let len = unit_len(rest)?;
    let len = len + rate_len(&rest[..len], &rest[len..]);
    let is_more = rest.len() < body.len() || rest[..len].contains(MORE);
    Some(unit_with(text, rest, len, is_more))
}

/// 办理时限压缩至3个工作日以内: how long something takes is an aim where it is to become shorter.
pub(super) fn spell<'t>(before: &str, text: &'t str) -> Option<Unit<'t>> {
    const SHORTENS: [&str; 6] = ["压缩", "缩短", "缩减", "压减", "精简", "减少"];
    let verb = before.trim_end().strip_suffix(['至', '到', '为'])?;
    let body = text.trim_start();
    let name = ["个工作日", "个自然日", "个小时", "周"]
        .iter()
        .find(|name| body.starts_with(**name))?;
    if ["周年", "周岁", "周期"].iter().any(|word| body.starts_with(word)) {
        return None;
    }
    let shortens = SHORTENS.iter().any(|word| verb.ends_with(word));
    let found = unit_with(text, body, name.len(), false);
    let within = found.tail.is_empty() && text[found.len..].starts_with('内');
    let found = if within {
        Unit {
            tail: "以内",
            len: found.len + '内'.len_utf8(),
            ..found
        }
    } else {
        found
    };
    shortens.then_some(found)
}

/// The unit that `rest`, the end of `text`, begins with, and the word that bounds it.
fn unit_with<'t>(text: &'t str, rest: &'t str, len: usize, is_more: bool) -> Unit<'t> {
    let (name, behind) = rest.split_at(len);
    let bare = behind.trim_start();
    let tail = &bare[..TAILS.beginning(bare).unwrap_or(0)];
    let unread = if tail.is_empty() {
        behind.len()
    } else {
        bare.len() - tail.len()
    };
    Unit {
        name,
        is_more,
        tail,
        len: text.len() - unread,
    }
}

/// PUE降低到1.35以下: a decimal that is bounded and has no unit.
pub(super) fn ratio<'t>(before: &str, number: &'t str, amount: usize) -> Option<Unit<'t>> {
    let behind = &number[amount..];
    let (tail, rest) = behind.split_at(TAILS.beginning(behind).unwrap_or(0));
    let closes = rest.is_empty() || rest.starts_with(['，', '。', '；', '、', ',', ';']);
    let bounded = !tail.is_empty() || !bounds(before).word.is_empty();
    let is_ratio = number[..amount].contains('.') && bounded && closes;
    is_ratio.then_some(Unit {
        name: "",
        is_more: false,
        tail,
        len: tail.len(),
    })
}

/// The length of `/人` behind a unit; 吨/年 says what something yields each year, and is read as 吨.
fn rate_len(name: &str, behind: &str) -> usize {
    // 6818元/年
    let yearly = |by: &str| (name.ends_with('元') && by.starts_with('年')).then_some('年'.len_utf8());
    let rate = behind
        .strip_prefix(['/', '／'])
        .and_then(|by| Some((by, RATES.beginning(by).or_else(|| yearly(by))?)));
    let ends = |(by, len): &(&str, usize)| !by[*len..].starts_with(['/', '／', '民', '均', '工', '才', '口']);
    rate.filter(ends).map_or(0, |(by, len)| behind.len() - by.len() + len)
}

fn unit_len(text: &str) -> Option<usize> {
    let counted = |text: &str| UNITS.beginning(text).filter(|_| !text.starts_with("台阶"));
    if let Some(share) = SHARES.beginning(text) {
        return Some(share);
    }
    let multiple = MULTIPLES.beginning(text).unwrap_or(0);
    if let Some(letters) = LETTERS.beginning(&text[multiple..]) {
        let letters = multiple + letters;
        let is_whole = !text[letters..].starts_with(|c: char| c.is_ascii_alphanumeric());
        return is_whole.then_some(letters);
    }
    // 600.5亿 元: a blank where the line was broken.
    let blank = text[multiple..].len() - text[multiple..].trim_start_matches(' ').len();
    let multiple = if multiple > 0 { multiple + blank } else { 0 };
    let more = text[multiple..]
        .chars()
        .next()
        .filter(|c| multiple > 0 && MORE.contains(c));
    let multiple = multiple + more.map_or(0, char::len_utf8);
    let multiplied = counted(&text[multiple..]).map(|unit| multiple + unit);
    let pieces = || {
        let bare = text.strip_prefix(['万', '亿']).unwrap_or(text);
        let behind = bare.strip_prefix(MORE).unwrap_or(bare).strip_prefix('个')?;
        (!SPELLS.begins(behind)).then_some(text.len() - behind.len())
    };
    multiplied.or_else(|| counted(text)).or_else(pieces)
}
