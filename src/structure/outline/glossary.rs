//! Glossaries (名词解释) behind a text: their items are numbered, and no measures.

use crate::read::numbering::{self, Style};
use crate::text::Span;

use super::Builder;

/// Words that a heading of a glossary ends in, and those that are the whole of one.
const ENDINGS: [&str; 6] = ["名词解释", "名词注释", "名词说明", "名词释义", "术语解释", "用语解释"];
const WHOLE: [&str; 2] = ["注释", "注解"];
/// Bytes of the longest heading.
const LONGEST: usize = 90;

impl Builder<'_> {
    /// Takes a paragraph that belongs to a glossary, or opens one; whether it did.
    pub(super) fn explains(&mut self, span: Span) -> bool {
        let line = span.of(self.text);
        if self.in_glossary {
            self.in_glossary = numbering::marker(line).is_none_or(|marker| marker.style > Style::Chinese);
            if self.in_glossary {
                self.cell(span, self.current());
            }
            return self.in_glossary;
        }
        if !is_heading(line) || !self.has_first_item_behind(span) {
            return false;
        }
        // It explains words of the whole paper, not of its last measure.
        if self.open.last().is_some_and(|open| open.style != Style::Annex) {
            self.open.clear();
        }
        self.numbered(span, None, numbering::marker(line).map(|marker| (marker, false)));
        self.in_glossary = true;
        true
    }

    fn has_first_item_behind(&self, span: Span) -> bool {
        let mut lines = self.text[span.end as usize..].lines().map(str::trim);
        let first = lines.find(|line| !line.is_empty()).and_then(numbering::marker);
        first.is_some_and(|first| first.number == 1 && first.style > Style::ChineseBracketed)
    }
}

/// `《政府工作报告》有关内容名词注释`, `附件2：名词解释`; one that has another number is a measure.
fn is_heading(line: &str) -> bool {
    let bare = line.trim_end_matches(['：', ':', ' ', '\u{3000}']);
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    // Most lines end here.
    if line.len() > LONGEST || !ends(&ENDINGS) && !ends(&WHOLE) || bare.contains(['，', '。', '；']) {
        return false;
    }
    let numbered = numbering::marker(bare);
    let words = &bare[numbered.as_ref().map_or(0, |marker| marker.len)..];
    numbered.is_none_or(|marker| marker.style == Style::Annex) && (ends(&ENDINGS) || WHOLE.contains(&words.trim()))
}

#[cfg(test)]
mod tests {
    use crate::structure::outline::tests::passages;

    #[test]
    fn what_explains_words_is_no_measure() {
        for (text, expected) in [
            (
                "一、甲\n做好。\n名词解释\n1.“两重”：国家战略。\n2.“两新”：\n设备更新。",
                &["一", "一", "", "", "", ""][..],
            ),
            (
                "一、甲\n附件1\n某事项\n一、乙\n附件2\n名词解释\n［1］丙：丁。\n附件3\n某表\n一、戊",
                &[
                    "一",
                    "附件1",
                    "附件1",
                    "附件1/一",
                    "附件2",
                    "附件2",
                    "附件2",
                    "附件3",
                    "附件3",
                    "附件3/一",
                ],
            ),
            ("一、名词解释\n1.甲指乙。\n二、丙", &["一", "一/1", "二"]),
        ] {
            assert_eq!(passages(text), expected, "{text}");
        }
    }
}
