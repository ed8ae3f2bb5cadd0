//! By when a measure must be done (完成时限): a label with a time behind it, or a clause like 6月底前.

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::Cue;
use crate::model::{Evidence, Rule, Sourced};
use crate::recognise::Scene;
use crate::text::Span;

/// `完成时限：2025年底`, up to the next mark.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?:完成|办结|推进|工作|整改)?(?:时限|时间节点|完成时间|期限)(?:要求)?|完成时间)\s*[】\]］]?\s*[:：]\s*(?P<time>[^；;。)）\]】\n，,]{2,20})")
        .expect("the pattern is fixed")
});
/// `2022年10月底前`, as a clause of its own or with what it demands behind it.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:^|[，。；：（(、)）】]|于|在|确保)(?P<time>(?:(?:19|20)\d\d年|今年|明年|当年|每年|次年)?(?:\d{1,2}月(?:\d{1,2}日|底|末|上旬|中旬|下旬)?|年底|上半年|第[一二三四]季度(?:末)?|[一二三四]季度(?:末)?)(?:之)?前)")
        .expect("the pattern is fixed")
});
/// The deadline of each measure: the first that its own sentences print, a label or the column of a table before a clause.
pub fn deadlines(scene: &Scene<'_>) -> Vec<Option<Sourced<String>>> {
    let mut found: Vec<Option<(bool, Sourced<String>)>> = vec![None; scene.structure.measures.len()];
    for sentence in scene.sentences {
        let Some(measure) = sentence.measure else { continue };
        let text = sentence.span.of(scene.text);
        if !sentence.cues.has(Cue::Deadline) {
            continue;
        }
        let is_better = |labelled: bool| found[measure].as_ref().is_none_or(|(known, _)| labelled && !known);
        if let Some(time) = time(&LABELLED, text).filter(|_| is_better(true)) {
            found[measure] = Some((true, sourced(scene, sentence.span, time, "deadline-label")));
        } else if let Some(time) = time(&BEFORE, behind_number(text)).filter(|_| is_better(false)) {
            let offset = text.len() - behind_number(text).len();
            let time = time.shift(offset);
            found[measure] = Some((false, sourced(scene, sentence.span, time, "deadline-clause")));
        }
    }
    for &(measure, cell) in &scene.structure.due {
        if found[measure].as_ref().is_none_or(|(labelled, _)| !labelled) {
            let whole = Span::new(0, cell.len());
            found[measure] = Some((true, sourced(scene, cell, whole, "deadline-column")));
        }
    }
    found
        .into_iter()
        .map(|deadline| deadline.map(|(_, time)| time))
        .collect()
}

/// A sentence without the number of its measure.
fn behind_number(text: &str) -> &str {
    let number = crate::read::numbering::marker(text).map_or(0, |marker| marker.len);
    &text[number..]
}

fn time(pattern: &Regex, text: &str) -> Option<Span> {
    let found = pattern.captures(text)?.name("time")?;
    let printed = found.as_str().trim_end();
    (!printed.is_empty()).then(|| Span::new(found.start(), found.start() + printed.len()))
}

fn sourced(scene: &Scene<'_>, sentence: Span, time: Span, rule: &'static str) -> Sourced<String> {
    let span = time.shift(sentence.start as usize);
    let evidence = Evidence::Text {
        document: scene.context.document.clone(),
        span,
        quote: sentence,
        rule: Rule::named(rule),
    };
    Sourced {
        value: span.of(scene.text).to_owned(),
        evidence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deadlines_as_printed() {
        for (pattern, text, expected) in [
            (&LABELLED, "责任单位：市科技局；完成时限：2025年底。", "2025年底"),
            (&LABELLED, "时间节点：长期坚持", "长期坚持"),
            (&BEFORE, "6月底前，市生态环境局完成规划编制。", "6月底前"),
            (&BEFORE, "由市水利局牵头，2022年10月底前建成管网。", "2022年10月底前"),
            (&BEFORE, "到2025年，研发投入达到3%。", ""),
        ] {
            let found = time(pattern, text).map_or("", |span| span.of(text));
            assert_eq!(found, expected, "{text}");
        }
    }
}
