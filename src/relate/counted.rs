//! The thing that a number counts, where it stands behind the number.

use super::indicator::without_brackets;
use super::number::number_at;

/// What a value is called that is reached or passed.
pub(super) const MARKS: [&str; 4] = ["大关", "台阶", "新台阶", "关口"];

/// What is said of things that are counted, no part of their name: 示范社区｜全面建成.
const ACHIEVES: [&str; 11] = [
    "新建成投用",
    "已建成投用",
    "全面建成",
    "全部建成",
    "建成投用",
    "建成投运",
    "建成投产",
    "建成使用",
    "投入使用",
    "投入运营",
    "竣工投产",
];

/// The thing counted, up to the next number or stop.
pub(super) fn behind(after: &str) -> String {
    let plain = without_brackets(after);
    let stops = |at: usize, c: char| {
        matches!(
            c,
            '，' | '。' | '；' | ',' | ';' | '、' | '：' | ':' | '\n' | '）' | ')' | '（' | '('
        ) || c.is_ascii_digit() && counts_at(&plain, at)
            || c == '”' && !plain[..at].contains('“')
    };
    let end = plain
        .char_indices()
        .find(|(at, c)| stops(*at, *c))
        .map_or(plain.len(), |(at, _)| at);
    let is_of_next = plain.starts_with(['和', '与', '及']) && plain[end..].starts_with(|c: char| c.is_ascii_digit());
    if is_of_next {
        // 基地32个｜和学校2所
        return String::new();
    }
    // 65件实事｜已完成26件: what follows tells of the next number.
    let is_next = plain[end..].starts_with(|c: char| c.is_ascii_digit());
    let end = plain[..end].rfind('已').filter(|at| is_next && *at > 0).unwrap_or(end);
    let shared = shared_kind(&plain[..end], &plain[end..]);
    let phrase = &plain[..end];
    if MARKS.contains(&phrase) {
        return String::new();
    }
    let list = list_behind(phrase, &plain[end..]);
    let phrase = &plain[..end + list];
    let end = end + list;
    // 全市7家孵化器中，有…: those are counted too.
    let is_whole =
        plain[end..].starts_with('，') && !["初中", "高中", "程中"].iter().any(|word| phrase.ends_with(word));
    let phrase = phrase.strip_suffix('中').filter(|_| is_whole).unwrap_or(phrase);
    let phrase = ACHIEVES
        .iter()
        .find_map(|verb| phrase.strip_suffix(verb))
        .unwrap_or(phrase);
    let phrase: String = phrase.chars().chain(shared.chars()).take(30).collect();
    phrase
        .trim_start_matches('的')
        .trim_end_matches(['与', '和', '及', '近', '约', '第'])
        .to_owned()
}

/// 紧缺人才 of 具有博士、硕士学位的紧缺人才, 专门人才 of 法院、检察院、公安等专门人才: the noun at the end of a clause, where the list
/// that opens it only describes what is counted.
pub(super) fn noun_at_end(after: &str) -> Option<String> {
    const DESCRIBES: [&str; 13] = [
        "具有", "拥有", "紧跟", "能够", "站在", "掌握", "熟悉", "从事", "精通", "在", "面向", "围绕", "符合",
    ];
    const LONGEST: usize = 20;
    /// So short a clause is told whole.
    const SHORT: usize = 18;
    let plain = without_brackets(after);
    let stop = plain
        .find(['，', '。', '；', ',', ';', '：', '\n'])
        .unwrap_or(plain.len());
    let clause = &plain[..stop];
    let phrase = &clause[..clause.find('、')?];
    let is_list = list_behind(phrase, &plain[phrase.len()..]) == 0 && !clause.contains(|c: char| c.is_ascii_digit());
    let describes = || DESCRIBES.iter().any(|word| phrase.starts_with(word));
    let noun = if !is_list {
        None
    } else if describes() {
        let is_short = clause.chars().count() <= SHORT;
        clause
            .rsplit_once('的')
            .map(|(_, noun)| if is_short { clause } else { noun })
    } else {
        let (list, noun) = clause.split_once('等').filter(|(_, noun)| !noun.contains('等'))?;
        let in_word = list.ends_with(['高', '中', '初', '平', '优', '同', '对', '上']);
        let plain = !noun.starts_with(['级', '于', '方', '领', '的']) && !noun.contains(['、', '的']);
        Some(noun).filter(|_| list.contains('、') && !in_word && plain)
    };
    noun.filter(|noun| (2..=LONGEST).contains(&noun.chars().count()))
        .map(str::to_owned)
}

/// How much more of a list belongs to what is counted: 企业在甲板、乙板上市, 燃气、供水等项目.
fn list_behind(phrase: &str, after: &str) -> usize {
    let Some(list) = after.strip_prefix('、') else {
        return 0;
    };
    let end = after
        .find(['，', '。', '；', ',', ';', '：', '\n', '（', '('])
        .unwrap_or(after.len());
    let counts =
        after[..end].contains(|c: char| c.is_ascii_digit()) || list.starts_with("一批") || list.starts_with('若');
    let is_short = after[..end].chars().count() <= 20 && !phrase.is_empty();
    let is_place = |words: &str| words.chars().count() <= 11 && !words.contains(['内', '中']);
    let in_places = phrase.find('在').is_some_and(|at| at > 0 && is_place(&phrase[at..]));
    // 通用、垂直领域大模型产品
    let is_kind = ["通用", "专用"].iter().any(|kind| phrase.ends_with(kind)) && !list.contains('、');
    let shares = in_places
        || is_kind
        || share_attribute(phrase, list, &after[..end])
        || after[..end]
            .find('等')
            .is_some_and(|at| !after[at + '等'.len_utf8()..end].is_empty());
    if shares && is_short && !counts { end } else { 0 }
}

/// Whether the items of a list describe what is counted, which stands behind the last: 行业型、专业型平台, 跨行业、跨领域平台,
/// 有条件、有基础的城市.
fn share_attribute(phrase: &str, list: &str, whole: &str) -> bool {
    let mut items = list.split(['、', '，', '。', '；']);
    let kind = phrase
        .chars()
        .next_back()
        .filter(|c| matches!(c, '型' | '性' | '式' | '类'));
    let of_kind = |c: char| whole.trim_start_matches('、').split('、').all(|item| item.contains(c));
    let own = phrase.rsplit('的').next().unwrap_or(phrase);
    let head = own
        .chars()
        .next()
        .filter(|c| matches!(c, '跨' | '有' | '无' | '高' | '低' | '多'));
    let next = items.next().unwrap_or_default();
    let same_head = |c: char| next.starts_with(c) && (whole.contains('的') || c == '跨') && own.chars().count() <= 6;
    kind.is_some_and(of_kind) || head.is_some_and(same_head)
}

/// 标杆园区 of 10个以上、总面积不低于100万平方米的标杆园区: what is counted stands behind a property in numbers.
pub(super) fn behind_property(after: &str) -> &str {
    let item = after.strip_prefix('、').unwrap_or_default();
    let end = item.find(['，', '。', '；', '、']).unwrap_or(item.len());
    let thing = item[..end].split_once('的').filter(|(property, thing)| {
        property.contains(|c: char| c.is_ascii_digit()) && !thing.contains(|c: char| c.is_ascii_digit())
    });
    thing.map_or("", |(_, thing)| thing)
}

/// 人才基地 of 5个国家级、60个省级人才基地: what the items of a list share.
fn shared_kind<'t>(phrase: &str, after: &'t str) -> &'t str {
    let next = after
        .strip_prefix('、')
        .filter(|_| phrase.ends_with('级'))
        .unwrap_or_default();
    let item = next.split(['，', '。', '；', '、']).next().unwrap_or_default();
    let counted = item.starts_with(|c: char| c.is_ascii_digit());
    item.find('级')
        .filter(|_| counted)
        .map_or("", |at| &item[at + '级'.len_utf8()..])
}

/// Whether a number with a unit starts here, unlike 5G or 500千伏.
fn counts_at(text: &str, at: usize) -> bool {
    number_at(text, at).0.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_is_counted() {
        for (after, expected) in [
            ("国家级、60个省级人才基地，", "国家级人才基地"),
            ("5G工厂、30个园区", "5G工厂"),
            ("自贸区（港）建立关系。", "自贸区建立关系"),
            ("）。", ""),
            ("大关，", ""),
            ("孵化器中，有6家", "孵化器"),
            ("普通高中，", "普通高中"),
            ("和专门教育学校2所", ""),
            ("和专门教育学校", "和专门教育学校"),
            ("企业在甲板、乙板上市，", "企业在甲板、乙板上市"),
            ("燃气、供水等项目。", "燃气、供水等项目"),
            ("行业型、专业型、区域型平台，", "行业型、专业型、区域型平台"),
            ("具有影响力的跨行业、跨领域平台，", "具有影响力的跨行业、跨领域平台"),
            ("有条件、有基础、规模适当的城市，", "有条件、有基础、规模适当的城市"),
            ("创新型企业、科技型中小企业，", "创新型企业"),
            ("通用、垂直领域大模型产品，", "通用、垂直领域大模型产品"),
            ("目标:增长", "目标"),
            ("民生实事已完成26件", "民生实事"),
            ("园区、一批项目。", "园区"),
            ("示范社区全面建成。", "示范社区"),
            ("建成投用。", ""),
        ] {
            assert_eq!(behind(after), expected, "{after}");
        }
    }

    #[test]
    fn lists_describe_the_noun_at_the_end() {
        for (after, expected) in [
            ("具有博士、硕士学位的紧缺人才。", Some("具有博士、硕士学位的紧缺人才")),
            (
                "在研发设计、生产制造、供应链管理、电子商务等领域取得突出成效的典型项目。",
                Some("典型项目"),
            ),
            (
                "站在世界科技前沿的中国科学院、中国工程院后备人才，",
                Some("中国科学院、中国工程院后备人才"),
            ),
            (
                "法院、检察院、公安、司法行政、政府法制系统人才以及律师、公证等专门人才。",
                Some("专门人才"),
            ),
            ("视力、听力等残疾儿童提供基本训练、手术等服务，", None),
            ("企业、机构。", None),
        ] {
            assert_eq!(noun_at_end(after).as_deref(), expected, "{after}");
        }
    }

    #[test]
    fn what_is_counted_stands_behind_a_property() {
        assert_eq!(behind_property("、总面积不低于100万平方米的标杆园区。"), "标杆园区");
        assert_eq!(behind_property("、30个园区。"), "");
    }
}
