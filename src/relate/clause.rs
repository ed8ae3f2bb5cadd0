//! Where the clause, or the item of a list, begins that a number stands in.

/// What divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Clauses, and the items of a list.
    Item,
    /// Clauses alone.
    Clause,
}

/// The start of the clause or item that ends at `to`; what stands in brackets or marks divides nothing.
pub(super) fn start(text: &str, from: u32, to: u32, stop: Stop) -> u32 {
    let (mut start, mut depth) = (from, 0i32);
    let body = &text[from as usize..to as usize];
    for (at, c) in body.char_indices() {
        let divides = match c {
            '(' | '（' | '“' => {
                depth += 1;
                false
            }
            ')' | '）' | '”' => {
                depth -= 1;
                false
            }
            '，' | ',' | '；' | ';' | '。' | '：' => true,
            '、' => stop == Stop::Item,
            // 1—11月
            '—' => !body[..at].ends_with(|c: char| c.is_ascii_digit()),
            _ => false,
        };
        if divides && depth <= 0 {
            start = from + (at + c.len_utf8()) as u32;
        }
    }
    start
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
    fn clauses_and_items() {
        for (text, stop, expected) in [
            ("甲增长，乙、丙达到", Stop::Item, "丙达到"),
            ("甲增长，乙、丙达到", Stop::Clause, "乙、丙达到"),
            ("甲，“乙、丙”企业", Stop::Item, "“乙、丙”企业"),
            ("提高到，1—11月能耗下降", Stop::Item, "1—11月能耗下降"),
            ("总体——能耗下降", Stop::Item, "能耗下降"),
        ] {
            let at = start(text, 0, text.len() as u32, stop) as usize;
            assert_eq!(&text[at..], expected, "{text}");
        }
    }
}
