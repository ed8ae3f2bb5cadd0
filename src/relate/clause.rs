//! Where the clause, or the item of a list, begins that a number stands in.

use super::indicator::{before_both, lead_in};

/// Where what ends at one place begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Starts {
    /// The item of a list.
    pub(super) item: u32,
    /// The clause, with all items of a list.
    pub(super) clause: u32,
}

/// The starts of the item and of the clause that end at `to`. What stands in brackets or marks divides nothing outside
/// them; a clause within them begins there.
pub(super) fn starts(text: &str, from: u32, to: u32) -> Starts {
    let (mut starts, mut outer) = (
        Starts {
            item: from,
            clause: from,
        },
        Vec::new(),
    );
    let body = &text[from as usize..to as usize];
    for (at, c) in body.char_indices() {
        let behind = from + (at + c.len_utf8()) as u32;
        let divided = Starts {
            item: behind,
            clause: behind,
        };
        match c {
            '(' | '（' | '“' => {
                outer.push(starts);
                starts = divided;
            }
            ')' | '）' | '”' => starts = outer.pop().unwrap_or(starts),
            '，' | ',' | '；' | ';' | '。' | '：' => starts = divided,
            // 12:30
            ':' if !body[..at].ends_with(|c: char| c.is_ascii_digit()) => starts = divided,
            '、' => starts.item = behind,
            // 1—11月
            '—' if !body[..at].ends_with(|c: char| c.is_ascii_digit()) => starts = divided,
            _ => {}
        }
    }
    let unclosed = outer.first().filter(|_| !closes(&text[to as usize..]));
    unclosed.copied().unwrap_or(starts)
}

/// The start of the item that ends at `to`; of the whole list, where its last item closes it (燃气、供水等管网) or what it
/// shares stands behind it (“甲”、“乙”项目).
pub(super) fn list_start(text: &str, starts: Starts, to: u32) -> u32 {
    /// A longer list holds more than names.
    const LONGEST: usize = 40;
    /// What an item says that is no name.
    const SAYS: [&str; 7] = ["累计", "完成", "新增", "实现", "投入", "增长", "下降"];
    let Starts { item, clause: whole } = starts;
    let (before, own) = (
        text.get(whole as usize..item as usize).unwrap_or_default(),
        &text[item as usize..to as usize],
    );
    let Some(names) = before.strip_suffix('、') else {
        return item;
    };
    let is_short = before.chars().count() + own.chars().count() <= LONGEST;
    let counts = [lead_in(names), own]
        .iter()
        .any(|words| words.contains(|c: char| c.is_ascii_digit()));
    let says = |verb: &str| own.find(verb).is_some_and(|at| at + verb.len() < own.trim_end().len());
    let names_alone = || !SAYS.into_iter().any(says);
    let shares = names.ends_with(['”', '’', '》']) && names_alone()
        || closes_list(own)
        || are_verbs(lead_in(names))
        || names_alone() && (share_head(names, own) || holds_of_both(own));
    if shares && is_short && !counts { whole } else { item }
}

/// 新建、改扩建学校: verbs that share an object.
fn are_verbs(names: &str) -> bool {
    const MAKE: [&str; 16] = [
        "新建",
        "改建",
        "扩建",
        "改扩建",
        "续建",
        "改造",
        "新增",
        "培育",
        "引进",
        "建设",
        "开工",
        "建成",
        "新改建",
        "维修",
        "更新",
        "培养",
    ];
    names.split('、').all(|verb| MAKE.contains(&verb))
}

/// 灵活就业、高质量就业: two that end in the same word.
fn share_head(names: &str, item: &str) -> bool {
    let item = item.trim_end();
    let head = item.char_indices().rev().nth(1).map(|(at, _)| &item[at..]);
    head.is_some_and(|head| head.len() < item.len() && head.chars().all(char::is_alphabetic) && names.ends_with(head))
}

/// 马铃薯种植、收获机械化率均达到: what is said holds of every item.
fn holds_of_both(item: &str) -> bool {
    const SAID: [&str; 12] = [
        "达",
        "超过",
        "突破",
        "保持",
        "稳定",
        "不低于",
        "不超过",
        "不少于",
        "控制",
        "实现",
        "为",
        "在",
    ];
    let mut both = item.match_indices('均').map(|(at, word)| at + word.len());
    both.any(|at| {
        let said = &item[at..];
        before_both(&item[..at]).is_some() && (said.is_empty() || SAID.iter().any(|word| said.starts_with(word)))
    })
}

/// 供水等管网; not 高等学校, 等级.
fn closes_list(item: &str) -> bool {
    let Some(at) = item.find('等').filter(|at| *at > 0) else {
        return false;
    };
    let behind = &item[at + '等'.len_utf8()..];
    let in_word = item[..at].ends_with(['高', '中', '初', '均', '平', '优', '同', '对', '劣', '上']);
    !in_word && !behind.is_empty() && !behind.starts_with(['级', '于', '量', '效'])
}

/// Whether what follows closes a bracket or mark before it opens one, in the same sentence.
fn closes(after: &str) -> bool {
    let next = after.find(['(', '（', '“', ')', '）', '”', '。', '\n']);
    next.is_some_and(|at| after[at..].starts_with([')', '）', '”']))
}

/// The pieces of a list, divided at any of `marks` outside brackets and marks.
pub(super) fn items<'t>(list: &'t str, marks: &[char]) -> Vec<&'t str> {
    let (mut found, mut from, mut depth) = (Vec::new(), 0, 0i32);
    for (at, c) in list.char_indices() {
        match c {
            '(' | '（' | '“' | '《' => depth += 1,
            ')' | '）' | '”' | '》' => depth -= 1,
            _ if depth <= 0 && marks.contains(&c) => {
                found.push(list[from..at].trim_end_matches('以'));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&list[from..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_share_what_stands_behind_them() {
        for (text, expected) in [
            ("改善民生，改造燃气、排水等地下管网", "改造燃气、排水等地下管网"),
            ("实施省“甲”、“乙”科技专项", "实施省“甲”、“乙”科技专项"),
            ("建成学校3所、医院等设施", "医院等设施"),
            ("带动灵活就业、高质量就业", "带动灵活就业、高质量就业"),
            ("优化布局、新增高等学校", "新增高等学校"),
            ("完善布局，新建、改扩建学校", "新建、改扩建学校"),
            ("其中甲种植、收获机械化率均达到", "其中甲种植、收获机械化率均达到"),
            ("改善环境、农村居民人均达到", "农村居民人均达到"),
        ] {
            let to = text.len() as u32;
            let at = list_start(text, starts(text, 0, to), to) as usize;
            assert_eq!(&text[at..], expected, "{text}");
        }
    }

    #[test]
    fn clauses_and_items() {
        for (text, item, clause) in [
            ("甲增长，乙、丙达到", "丙达到", "乙、丙达到"),
            ("甲，“乙、丙”企业", "“乙、丙”企业", "“乙、丙”企业"),
            ("提高到，1—11月能耗下降", "1—11月能耗下降", "1—11月能耗下降"),
            ("总体——能耗下降", "能耗下降", "能耗下降"),
            ("主要目标是:总值增长", "总值增长", "总值增长"),
            ("甲，乙（丙、丁", "乙（丙、丁", "乙（丙、丁"),
            ("甲，乙（丙，丁）达到", "乙（丙，丁）达到", "乙（丙，丁）达到"),
        ] {
            let starts = starts(text, 0, text.len() as u32);
            assert_eq!(&text[starts.item as usize..], item, "{text}");
            assert_eq!(&text[starts.clause as usize..], clause, "{text}");
        }
        let text = "甲，乙（丙、丁3个）";
        let to = text.find('3').expect("there is a number");
        assert_eq!(&text[starts(text, 0, to as u32).item as usize..to], "丁");
    }
}
