//! The names of a list, each with what they share: 城镇、农村居民收入 are 城镇居民收入 and 农村居民收入.

use crate::relate::clause::items;
use crate::relate::indicator::without_brackets;
use crate::relate::number::number_at;

/// As many names as there are values, each in full; where they may be `counted`, each is counted.
pub(super) fn fit(list: &str, values: usize, counted: bool) -> Option<Vec<String>> {
    let list = without_brackets(list).replace("”“", "”、“");
    let ways = [&['、'][..], &['、', '和'], &['、', '和', '与', '及']];
    let names = ways.iter().map(|marks| items(&list, marks));
    let starts_with_digit = |name: &&str| name.starts_with(|c: char| c.is_ascii_digit());
    let names = names.filter(|names| !counted || names.iter().all(starts_with_digit));
    let names = names.map(|names| names.into_iter().map(uncounted).collect::<Vec<_>>());
    let names = names.filter(|names| names.iter().all(|name| !name.is_empty()));
    let mut fewer = None;
    for names in names {
        if names.len() == values {
            return Some(complete(&names));
        }
        fewer = fewer.or((names.len() + 1 == values).then_some(names));
    }
    unfolded(&fewer?)
}

/// 专业镇 of 8个专业镇; 30户以上村 stays.
fn uncounted(name: &str) -> &str {
    match name
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| number_at(name, 0))
    {
        Some((Some(number), end))
            if matches!(&*number.unit, "个" | "家" | "条") && !name[..end].ends_with(['上', '下']) =>
        {
            &name[end..]
        }
        _ => name,
    }
}

/// 城乡居民收入: two names in one word.
fn unfolded(names: &[&str]) -> Option<Vec<String>> {
    const FOLDED: [(&str, [&str; 2]); 6] = [
        ("城乡", ["城镇", "农村"]),
        ("进出口", ["进口", "出口"]),
        ("存贷款", ["存款", "贷款"]),
        ("内外资", ["内资", "外资"]),
        ("收支", ["收入", "支出"]),
        ("产销量", ["产量", "销量"]),
    ];
    let (word, parts) = FOLDED
        .iter()
        .find(|(word, _)| names.iter().filter(|name| name.contains(word)).count() == 1)?;
    let unfold = |name: &&str| {
        if name.contains(word) {
            parts.iter().map(|part| name.replacen(word, part, 1)).collect()
        } else {
            vec![(*name).to_owned()]
        }
    };
    Some(names.iter().flat_map(unfold).collect())
}

/// Names with what they share.
fn complete(names: &[&str]) -> Vec<String> {
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return Vec::new();
    };
    // 甲、乙等产业增加值
    let others = last
        .find('等')
        .filter(|at| *at > 0 && !last[..*at].ends_with(['高', '中', '初', '均', '平', '优']));
    let others = others.map(|at| (&last[..at], &last[at + '等'.len_utf8()..]));
    let others = others.filter(|(_, tail)| !tail.is_empty());
    let end = names.len() - 1;
    let names = names.iter().enumerate().map(|(at, name)| {
        let head = if at > 0 { shared_head(first, name) } else { "" };
        let (name, tail) = match others {
            Some((own, tail)) => (if at == end { own } else { *name }, tail),
            None => (*name, if at < end { shared_tail(name, last) } else { "" }),
        };
        format!("{head}{name}{tail}")
    });
    names.collect()
}

/// Nouns of measure: a name that ends in one is whole, one that is nothing else wants what stands before it.
const MEASURES: [&str; 64] = [
    "人均可支配收入",
    "可支配收入",
    "营业收入",
    "销售收入",
    "收入",
    "增加值",
    "总产值",
    "产值",
    "总产量",
    "产量",
    "单产",
    "产能",
    "零售总额",
    "零售额",
    "销售额",
    "成交额",
    "交易额",
    "进出口额",
    "出口额",
    "进口额",
    "总额",
    "利润",
    "投资额",
    "投资",
    "出口",
    "进口",
    "消费",
    "支出",
    "余额",
    "存款",
    "贷款",
    "吞吐量",
    "业务量",
    "发电量",
    "销量",
    "数量",
    "总量",
    "装机容量",
    "装机",
    "规模",
    "面积",
    "里程",
    "人次",
    "花费",
    "增速",
    "增幅",
    "占比",
    "比重",
    "比例",
    "入学率",
    "入园率",
    "巩固率",
    "普及率",
    "覆盖率",
    "处理率",
    "参保率",
    "达标率",
    "合格率",
    "满意度",
    "机械化率",
    "标准",
    "浓度",
    "指数",
    "产销率",
];

/// What is done to a crop or a thing, step by step.
const PROCESSES: [&str; 12] = [
    "种植", "播种", "栽植", "移栽", "收获", "采收", "采摘", "生产", "加工", "收集", "处理", "利用",
];

/// What stands before the step that a name ends in: 花生 of 花生种植.
fn before_process(name: &str) -> Option<&str> {
    let thing = PROCESSES.iter().find_map(|process| name.strip_suffix(process))?;
    (thing.chars().count() >= 2).then_some(thing)
}

fn starts_with_process(name: &str) -> bool {
    PROCESSES
        .iter()
        .any(|process| name.starts_with(process) && name.len() > process.len())
}

/// How other nouns of measure end.
const QUANTITY: [char; 6] = ['数', '量', '额', '值', '率', '度'];

fn measure(name: &str) -> Option<&'static str> {
    MEASURES.iter().find(|noun| name.ends_with(**noun)).copied()
}

/// What stands behind the last name and belongs to this one too: 城镇 of 农村居民收入.
fn shared_tail<'t>(name: &str, last: &'t str) -> &'t str {
    const AREAS: [&str; 14] = [
        "城镇", "农村", "城市", "乡村", "国内", "国外", "省内", "省外", "境内", "境外", "线上", "线下", "陆上", "海上",
    ];
    let is_whole =
        measure(name).is_some() || name.ends_with(QUANTITY) || name.chars().next_back() == last.chars().next_back();
    if is_whole || name.is_empty() {
        return "";
    }
    if AREAS.contains(&name) || name.chars().count() == 1 {
        let width: usize = last.chars().take(name.chars().count()).map(char::len_utf8).sum();
        return &last[width..];
    }
    // 先进制造业、高技术制造业增加值: what both have in common ends the name.
    let common = name.char_indices().skip(1).find_map(|(at, _)| {
        let ending = &name[at..];
        let place = last.find(ending).filter(|_| ending.chars().count() > 1)?;
        Some(&last[place + ending.len()..])
    });
    let noun = || match measure(last) {
        Some(noun) => noun.len(),
        None if last.ends_with("化率") && last.chars().count() > 5 => 4 * '量'.len_utf8(),
        None if last.ends_with(QUANTITY) && last.chars().count() > 4 => 3 * '量'.len_utf8(),
        None => 0,
    };
    common
        .or_else(|| last.get(last.len().saturating_sub(noun())..))
        .unwrap_or_default()
}

/// What stands before the first name and belongs to this one too: 成交额 of 技术合同登记数.
fn shared_head<'t>(first: &'t str, name: &str) -> &'t str {
    // 生产安全事故起数、死亡人数
    if name.ends_with("人数") && !name.contains("事故") {
        let accidents = first
            .strip_suffix("起数")
            .filter(|accidents| accidents.ends_with("事故"));
        return accidents.unwrap_or_default();
    }
    // 花生种植、收获机械化率
    if let Some(crop) = before_process(first).filter(|_| starts_with_process(name)) {
        return crop;
    }
    if !MEASURES.contains(&name) {
        return "";
    }
    let same_end = name.chars().next_back() == first.chars().next_back();
    let width = match measure(first) {
        Some(noun) if noun.len() == name.len() || !same_end => noun.len(),
        _ if same_end => name.len(),
        _ => return "",
    };
    first.get(..first.len().saturating_sub(width)).unwrap_or_default()
}
