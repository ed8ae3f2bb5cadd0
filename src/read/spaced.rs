//! Blanks that a copy has strewn into its words: 住房城乡 建设厅, 下降 16% , 比 2005 年. Where they stand behind the commas too, they
//! mean nothing anywhere.

/// The fewest blanks between two ideographs, and of ten commas how many have a blank behind them, in a text that is strewn.
const FEWEST: usize = 8;
const OF_TEN: usize = 3;

/// The blanks of a text that mean nothing; none in most texts, where a blank divides words.
pub(super) fn noise(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let is_single = |at: usize| at > 0 && bytes[at - 1] != b' ' && bytes.get(at + 1).is_some_and(|next| *next != b' ');
    let blanks: Vec<usize> = memchr::memchr_iter(b' ', bytes).filter(|at| is_single(*at)).collect();
    if blanks.len() < 2 * FEWEST {
        return Vec::new();
    }
    let beside = |at: usize| (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let pairs: Vec<(char, char)> = blanks
        .iter()
        .map(|at| {
            let (before, after) = beside(*at);
            (before.unwrap_or('\n'), after.unwrap_or('\n'))
        })
        .collect();
    let in_words = pairs
        .iter()
        .filter(|(before, after)| is_han(*before) && is_han(*after))
        .count();
    let behind_commas = pairs
        .iter()
        .filter(|(before, after)| is_comma(*before) && *after != '\n')
        .count();
    let commas = || text.chars().filter(|c| is_comma(*c)).count();
    if in_words < FEWEST || behind_commas < FEWEST || behind_commas * 10 < commas() * OF_TEN {
        return Vec::new();
    }
    let means_nothing = |(before, after): &(char, char)| {
        let is_chinese = is_han(*before) || is_han(*after) || is_mark(*before) || is_mark(*after);
        is_chinese
            && ![*before, *after]
                .iter()
                .any(|c| *c == '\n' || *c == '|' || c.is_ascii_alphabetic())
    };
    let strewn = blanks.iter().zip(&pairs).filter(|(_, pair)| means_nothing(pair));
    strewn.map(|(at, _)| *at as u32).collect()
}

/// The text without the blanks at these places.
pub(super) fn without(text: &str, blanks: &[u32]) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for at in blanks {
        bare.push_str(&text[from..*at as usize]);
        from = *at as usize + 1;
    }
    bare.push_str(&text[from..]);
    bare
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',' | '、')
}

fn is_mark(c: char) -> bool {
    is_comma(c)
        || matches!(
            c,
            '。' | '；' | '：' | '（' | '）' | '《' | '》' | '“' | '”' | '〔' | '〕'
        )
}

#[cfg(test)]
mod tests {
    use super::{noise, without};
    use crate::read::read_text;

    const STREWN: &str =
        "单位生产 总值能耗下降 16% , 比 2005 年下降, 工业 增加值能耗、 横向分 解。(省发展改革委、 住房城乡 建设厅)\n";

    #[test]
    fn blanks_within_words_go() {
        let text = STREWN.repeat(4);
        let bare = without(&text, &noise(&text));
        assert!(bare.starts_with(
            "单位生产总值能耗下降16%,比2005年下降,工业增加值能耗、横向分解。(省发展改革委、住房城乡建设厅)"
        ));
        // Every place is that in the file.
        let source = read_text(text.as_bytes()).expect("text");
        let at = source.text.find("建设厅").expect("it stands there");
        let (clean, raw) = *source
            .origin
            .iter()
            .rfind(|run| run.0 as usize <= at)
            .expect("a run holds it");
        assert_eq!(
            raw as usize + at - clean as usize,
            text.find("建设厅").expect("there too")
        );
    }

    #[test]
    fn blanks_between_names_stay() {
        let text = "国务院 中央军委关于同意新建机场的批复，国家发展改革委 财政部，请遵照执行。\n".repeat(20);
        assert!(noise(&text).is_empty());
    }
}
