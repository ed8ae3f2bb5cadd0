//! Policies in title marks (《》) and document numbers (文号).

use std::sync::LazyLock;

use regex::Regex;

use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Scene, Sense};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}]{1,12}[〔\[（(【]\s*(?:19|20)\d\d\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号")
        .expect("the pattern is fixed")
});

/// Candidates for cited documents.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = titles(scene);
    for (at, mark) in scene.text.match_indices('号') {
        let (end, from) = (at + mark.len(), window(scene.text, at));
        let Some(number) = NUMBER.find_iter(&scene.text[from..end]).last() else {
            continue;
        };
        if from + number.end() == end {
            let span = Span::new(number_start(scene, from + number.start()), end);
            found.push(Candidate {
                span,
                kind: EntityKind::Policy,
                sense: Sense::Printed,
                rule: Rule::named("document-number"),
            });
        }
    }
    found
}

/// The start of the stretch before 号 that a number can fill: 30 characters, or the beginning of the line.
fn window(text: &str, at: usize) -> usize {
    let before = text[..at].char_indices().rev().take(30);
    before
        .take_while(|(_, c)| *c != '\n')
        .last()
        .map_or(at, |(from, _)| from)
}

/// Every outermost 《…》 that names a document.
fn titles(scene: &Scene<'_>) -> Vec<Candidate> {
    let (mut found, mut depth, mut start) = (Vec::new(), 0u32, 0);
    for (at, c) in scene.text.char_indices() {
        match c {
            '《' if depth == 0 => (depth, start) = (1, at),
            '《' => depth += 1,
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.push(Candidate {
                        span: Span::new(start, at + c.len_utf8()),
                        kind: EntityKind::Policy,
                        sense: Sense::Printed,
                        rule: Rule::named("title-marks"),
                    });
                }
            }
            '\n' => depth = 0,
            _ => {}
        }
    }
    found.retain(|title| !is_form(title.span.of(scene.text)));
    found.retain(|title| (4..=150).contains(&title.span.of(scene.text).chars().count()));
    found
}

/// Certificates and forms (证, 申请表) stand in title marks too, and are no policies.
fn is_form(title: &str) -> bool {
    const FORMS: [&str; 14] = [
        "证",
        "证书",
        "证明",
        "申请表",
        "调查表",
        "汇总表",
        "推荐表",
        "登记表",
        "备案表",
        "任务书",
        "承诺书",
        "申请书",
        "申报书",
        "日报",
    ];
    let words = title.trim_end_matches('》').split(['(', '（']).next().unwrap_or(title);
    FORMS.iter().any(|form| words.ends_with(form))
}

/// Verbs that a citation may run into.
const BEFORE_NUMBER: [&str; 16] = [
    "通知", "文件", "根据", "按照", "依据", "贯彻", "落实", "印发", "转发", "执行", "废止", "修订", "以及", "发布",
    "制定", "关于",
];

/// Where the number's own words begin: behind the verb before it.
fn number_start(scene: &Scene<'_>, start: usize) -> usize {
    let code = &scene.text[start..];
    let bracket = code.find(['〔', '[', '（', '(', '【']).unwrap_or(0);
    let verb = BEFORE_NUMBER
        .iter()
        .filter_map(|verb| code[..bracket].rfind(verb).map(|at| at + verb.len()))
        .max();
    start + verb.filter(|at| *at < bracket).unwrap_or(0)
}
