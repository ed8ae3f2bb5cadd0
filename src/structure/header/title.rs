//! Titles: the lines that read like one, joined where a title runs over several, freed of what pages put around them.

use std::sync::LazyLock;

use regex::Regex;

use crate::read::{numbering, particulars};
use crate::text::{CharSet, Span, fold_name};

use super::around::bare;
use super::label::labelled;
use super::number::is_number;
use super::signature::{is_body_like, is_name_line};
use super::two_lines::{cited_whole, goes_on, is_qualifier, joined};

/// A title, which may run over several lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleText {
    /// Its words, joined.
    pub text: String,
    /// From its first word to its last.
    pub span: Span,
}

/// The nouns that titles of official documents (公文) end in.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x)(?:通知|意见|方案|计划|要点|规划|纲要|办法|规定|措施|政策|细则|条例|决定|决议|命令|公告|通告|公报|通报|答复|报告|总结|安排|指引|指南|批复|复函|的函|的请示|清单|行动|目录|标准|规则|规程|章程|制度|预案|分工|任务|任务分解|责任分解|分解[表书]|责任书|解读|说明|讲话|汇报|的建议|工作思路|若干举措|举措)
        \s*(?:[(（〔][^()（）]{1,20}[)）〕])*\s*$",
    )
    .expect("the pattern is fixed")
});
/// The last characters of these nouns, and of a bracket behind them: most lines end in none.
static LASTS: LazyLock<CharSet> = LazyLock::new(|| {
    "知见案划点要法定施策则例议令告报结排引南复函示单动录准程度工务解表书读明话路措)）〕"
        .chars()
        .collect()
});

/// Whether a line ends in a noun of titles.
pub(in crate::structure) fn ends_like_title(line: &str) -> bool {
    let last = line.trim_end().chars().next_back();
    last.is_some_and(|last| LASTS.has(last))
        && (TITLE.is_match(line) || spread(line).is_some_and(|line| TITLE.is_match(&line)))
}

/// A line whose letters are spread apart (工 作 规 则), with them together.
fn spread(line: &str) -> Option<String> {
    let letters = || line.split_whitespace();
    let are_single = letters().all(|word| word.chars().nth(1).is_none());
    (are_single && letters().nth(3).is_some()).then(|| letters().collect())
}

/// Whether a line reads like a title.
pub(super) fn is_title(line: &str) -> bool {
    let width = line.chars().count();
    let plain =
        !line.contains(['。', '；', '！']) && !line.ends_with(['，', '：', ':', ',']) && !line.starts_with("附件");
    (5..=260).contains(&width)
        && plain
        && ends_like_title(line)
        && numbering::marker(line).is_none()
        && !particulars::begins(line)
        && !is_headline(line)
}

/// 自治区人民政府发布通知: a site's headline that says a paper is out, not which.
fn is_headline(line: &str) -> bool {
    let says = ["发布", "下发", "发出", "印发"]
        .iter()
        .any(|verb| line.strip_suffix("通知").is_some_and(|rest| rest.ends_with(verb)));
    says && line.chars().count() <= 30 && !line.contains("关于")
}

/// Every title among the lines of the front.
pub(super) fn titles(text: &str, front: &[Span]) -> Vec<TitleText> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < front.len() {
        match title_at(text, &front[i..]) {
            Some((title, lines)) => {
                found.push(title);
                i += lines;
            }
            None => i += 1,
        }
    }
    found
}

/// The title that begins in the first of these lines, and how many it fills.
fn title_at(text: &str, lines: &[Span]) -> Option<(TitleText, usize)> {
    let span = bare(text, *lines.first()?);
    let line = span.of(text);
    if !is_title(line) {
        return joined(text, span, lines)
            .or_else(|| cited_whole(text, span, lines))
            .or_else(|| wrapped(text, lines));
    }
    if is_cited(text, lines) {
        return None;
    }
    let mut title = TitleText {
        text: spaced(line),
        span,
    };
    let below = lines
        .get(1)
        .filter(|span| is_qualifier(span.of(text)) || goes_on(span.of(text)));
    if let Some(below) = below {
        title.text.push_str(below.of(text));
        title.span.end = below.end;
    }
    Some((title, 1 + usize::from(below.is_some())))
}

/// Whether the line below goes on with the number in brackets of a paper that this line only cites: the copy begins in
/// the middle of a text.
pub(super) fn is_cited(text: &str, lines: &[Span]) -> bool {
    let below = lines.get(1).map_or("", |span| span.of(text));
    let close = below.find([')', '）']).unwrap_or(0);
    below.starts_with(['(', '（'])
        && close > 0
        && is_number(below[..close].trim_start_matches(['(', '（']))
        && below[close..].chars().count() > 2
}

/// The longest title, in lines.
const LINES: usize = 14;

/// A title over several lines: issuers in lines of their own, then 关于…, which ends in a noun of titles some lines below.
fn wrapped(text: &str, lines: &[Span]) -> Option<(TitleText, usize)> {
    let line = |i: usize| lines.get(i).map(|span| span.of(text).trim());
    let is_issuer =
        |line: &str| is_name_line(line) && (is_body_like(line) || passes_on(line)) && !line.contains("关于");
    let issuers = (0..lines.len().min(LINES))
        .take_while(|&i| line(i).is_some_and(is_issuer))
        .count();
    let opening = line(issuers)?;
    let opens = if issuers == 0 {
        (opening.contains("关于") || opening.starts_with("印发")) && labelled(opening).is_none()
    } else {
        opening.starts_with("关于") || opening.starts_with("印发《")
    };
    // 省人民政府关于: the body alone stands above what it is about.
    let names_body = opening.strip_suffix("关于").is_some_and(is_body_like);
    let shortest = if names_body || opening.ends_with(['发', '将']) {
        6
    } else {
        8
    };
    if !opens || !is_part(opening) || opening.chars().count() < shortest {
        return None;
    }
    let last = (issuers..lines.len().min(issuers + 4)).find(|&i| line(i).is_some_and(ends_like_title))?;
    let is_whole = (issuers..=last).all(|i| line(i).is_some_and(is_part));
    let begins_anew = (issuers + 1..=last).any(|i| line(i).is_some_and(|line| line.contains("关于")));
    if last == 0 || !is_whole || begins_anew {
        return None;
    }
    let mut words = String::new();
    for (i, span) in lines[..=last].iter().enumerate() {
        words.push_str(&spaced(span.of(text).trim()));
        if i + 1 < issuers {
            words.push(' ');
        }
    }
    let mut title = TitleText {
        text: words,
        span: Span {
            start: bare(text, lines[0]).start,
            end: lines[last].end,
        },
    };
    let below = lines.get(last + 1).filter(|span| is_qualifier(span.of(text)));
    if let Some(below) = below {
        title.text.push_str(below.of(text));
        title.span.end = below.end;
    }
    Some((title, last + 1 + usize::from(below.is_some())))
}

/// 某市人民政府转发市妇联: whose paper a body passes on.
fn passes_on(line: &str) -> bool {
    let bodies = ["转发", "批转"].iter().find_map(|word| line.split_once(word));
    bodies.is_some_and(|(body, of)| is_body_like(body) && (2..=12).contains(&of.chars().count()))
}

/// Whether a line may be part of a title.
pub(super) fn is_part(line: &str) -> bool {
    let sentence = ["根据", "为了", "为贯彻", "为进一步", "按照", "依据", "现将", "经研究"];
    line.chars().count() <= 80
        && !line.contains(['。', '；', '！', '？'])
        && !line.ends_with(['，', '：', ':', ',', '、'])
        && !sentence.iter().any(|word| line.starts_with(word))
        && !line.starts_with("附件")
        && !is_number(line)
        && numbering::marker(line).is_none()
}

/// Words with one blank where the print has several, without marks of bold type.
pub(super) fn spaced(words: &str) -> String {
    let words = words.replace("**", "");
    if let Some(words) = spread(&words) {
        return words;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The document's own title, and that of the notice around it.
///
/// A line that stands in the 《》 of an earlier title is the plan that the notice carries.
pub(super) fn choose(text: &str, titles: &[TitleText]) -> (Option<TitleText>, Option<TitleText>) {
    for (i, cover) in titles.iter().enumerate() {
        let Some(carried) = carried(&cover.text) else { continue };
        let carried = fold_name(carried);
        let own = titles[i + 1..].iter().find(|title| {
            let title = fold_name(&title.text);
            !title.contains("关于印发") && (carried.starts_with(stem(&title)) || title.starts_with(stem(&carried)))
        });
        if let Some(own) = own {
            return (Some(own.clone()), Some(cover.clone()));
        }
    }
    let Some(first) = titles.first().map(|first| fuller(first, titles)) else {
        return (None, None);
    };
    let own = carried(&first.text)
        .filter(|_| first.text.contains("印发") || first.text.contains("转发"))
        // 关于转发《关于某事的通知》的通知: what is passed on is no plan of its own.
        .filter(|inner| !inner.ends_with("的通知"))
        .and_then(|inner| {
            let at = first.span.of(text).find(inner)?;
            let span = Span::new(at, at + inner.len()).shift(first.span.start as usize);
            Some(TitleText {
                text: inner.to_owned(),
                span,
            })
        });
    match own {
        Some(own) => (Some(own), Some(first.clone())),
        None => (Some(first.clone()), None),
    }
}

/// A title as a later line prints it in full, with the issuers' names before it: pages leave them out.
fn fuller<'t>(title: &'t TitleText, titles: &'t [TitleText]) -> &'t TitleText {
    let short = fold_name(&title.text);
    let mut others = titles.iter().filter(|other| {
        let long = fold_name(&other.text);
        let issuers = long.strip_suffix(short.as_str());
        issuers.is_some_and(|issuers| !issuers.is_empty() && is_body_like(issuers))
    });
    others.next().filter(|_| short.starts_with("关于")).unwrap_or(title)
}

/// What stands in the outermost 《》 of a title: those that the last 》 closes, and behind which it only says what kind of paper
/// carries it (印发贯彻《…》实施方案 carries another).
pub(super) fn carried(title: &str) -> Option<&str> {
    let to = title.rfind('》')?;
    let rest = title[to + '》'.len_utf8()..].trim_start_matches(['”', ' ']);
    let goes_on = ends_like_title(rest) && !rest.starts_with(['的', '等', '通', '(', '（']);
    if goes_on || rest.starts_with("的实施") || rest.starts_with("的若干") || rest.starts_with("的具体") {
        return None;
    }
    let mut depth = 1;
    let marks = title[..to]
        .char_indices()
        .rev()
        .filter(|(_, c)| matches!(c, '《' | '》'));
    for (at, mark) in marks {
        depth = if mark == '》' { depth + 1 } else { depth - 1 };
        if depth == 0 {
            return Some(&title[at + '《'.len_utf8()..to]);
        }
    }
    None
}

/// A folded title without the years or (试行) behind it.
pub(super) fn stem(folded: &str) -> &str {
    folded.split('(').next().unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::header::testing::lines;

    #[test]
    fn titles_over_lines() {
        for (text, title) in [
            (
                "国务院、中央军委关于海军、空军\n一九八九年招收飞行学员问题的通知\n国发〔1989〕36号",
                "国务院、中央军委关于海军、空军一九八九年招收飞行学员问题的通知",
            ),
            (
                "国务院　中央军委\n关于同意迁建某民用机场的批复\n国函〔2005〕16号",
                "国务院 中央军委关于同意迁建某民用机场的批复",
            ),
            (
                "某省委办公厅\n某省人民政府办公厅\n关于做好某项工作的\n通知",
                "某省委办公厅 某省人民政府办公厅关于做好某项工作的通知",
            ),
            ("关于我们\n某市关于某事的通知", "某市关于某事的通知"),
            (
                "省人民政府关于\n进一步优化某环境的若干意见\n某政发〔2018〕26号",
                "省人民政府关于进一步优化某环境的若干意见",
            ),
            (
                "某市人民政府转发市妇联\n关于举办某活动安排意见的通知",
                "某市人民政府转发市妇联关于举办某活动安排意见的通知",
            ),
            (
                "关于转发某厅《关于印发<某方案>的通知》的通知",
                "关于转发某厅《关于印发<某方案>的通知》的通知",
            ),
            ("国务院关于印发\n《某规则》的通知\n国发〔2004〕18号", "某规则"),
            (
                "某市国民经济和社会发展第十四个五年规划和\n2035年远景目标纲要任务分工方案",
                "某市国民经济和社会发展第十四个五年规划和2035年远景目标纲要任务分工方案",
            ),
            (
                "2025年市《政府工作报告》任务分解\n和责任分工方案",
                "2025年市《政府工作报告》任务分解和责任分工方案",
            ),
            (
                "某镇卫生保健工作规划\n（2001-2010年）及实施意见",
                "某镇卫生保健工作规划（2001-2010年）及实施意见",
            ),
            ("某区科技规划\n(含大数据专项)", "某区科技规划(含大数据专项)"),
            (
                "印发某市制造业发展\n“十四五”规划(2021—2025年)的通知\n各区:",
                "印发某市制造业发展“十四五”规划(2021—2025年)的通知",
            ),
            (
                "《某州统筹推进义务教育一体化改革实施方案》已经同意，现印发给你们。\n某州统筹推进义务教育\n一体化改革实施方案\n为了",
                "某州统筹推进义务教育一体化改革实施方案",
            ),
            (
                "某市某区\n国民经济和社会发展第十四个五年规划和2035年远景目标纲要\n(2021年2月28日通过)",
                "某市某区国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
            ),
            (
                "自治区人民政府发布通知\n某自治区人民政府关于下达2020年\n自治区国民经济和社会发展计划的通知",
                "某自治区人民政府关于下达2020年自治区国民经济和社会发展计划的通知",
            ),
            (
                "# 关于某事的意见\n---\n中共中央 国务院关于某事的意见",
                "中共中央 国务院关于某事的意见",
            ),
            (
                "首页 | 网站导航\n为贯彻落实关于某事的\n决定，做好工作。\n某市工作方案",
                "某市工作方案",
            ),
        ] {
            let (found, _) = choose(text, &titles(text, &lines(text)));
            assert_eq!(found.as_ref().map(|title| title.text.as_str()), Some(title), "{text}");
        }
    }

    #[test]
    fn a_cited_paper_is_no_title() {
        let text = "国务院办公厅关于某事的通知\n（国办发〔2018〕117号）要求，经省政府同意，现提出如下措施：";
        assert_eq!(titles(text, &lines(text)), []);
    }
}
