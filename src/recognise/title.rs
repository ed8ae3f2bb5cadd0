//! Policies in title marks (《》) and document numbers (文号).

use std::sync::LazyLock;

use regex::Regex;

use crate::lexicon::{Cue, Meaning};
use crate::model::{EntityKind, Rule};
use crate::text::Span;

use super::edge::WordList;
use super::{Candidate, Scene, Sense, Table};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[\p{Han}]{1,12}[〔\[（(【]\s*(?:19|20|１９|２０)\d\d\s*[〕\]）)】]\s*第?\s*\d{1,5}\s*号")
        .expect("the pattern is fixed")
});

/// Candidates for cited documents.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let (mut found, refused) = titles(scene);
    let counted = |mark: &&Span| scene.before(mark.start).trim_end().ends_with(char::is_numeric);
    for mark in scene.matches.cues.all(Cue::Number).iter().filter(counted) {
        let (end, from) = (mark.end as usize, window(scene.text, mark.start as usize));
        let Some(number) = NUMBER.find_iter(&scene.text[from..end]).last() else {
            continue;
        };
        if from + number.end() == end {
            let span = Span::new(number_start(scene, from + number.start()), end);
            if belongs_to_refused(scene, &refused, span.start) {
                continue;
            }
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

/// Whether a number stands in the bracket behind a title that names no policy.
fn belongs_to_refused(scene: &Scene<'_>, refused: &[Span], at: u32) -> bool {
    let before = refused.partition_point(|title| title.end <= at);
    let between = before
        .checked_sub(1)
        .map(|i| &scene.text[refused[i].end as usize..at as usize]);
    between.is_some_and(|between| {
        between.starts_with(['（', '(', '〔'])
            && between.len() < 90
            && !between.contains(['。', '；', '，', '\n', '》'])
    })
}

/// Every outermost 《…》 that names a document, and those that name none.
fn titles(scene: &Scene<'_>) -> (Vec<Candidate>, Vec<Span>) {
    let (mut found, mut depth, mut start) = (Vec::new(), 0u32, 0);
    for mark in scene.matches.cues.all(Cue::TitleMark) {
        match mark.of(scene.text) {
            "《" if depth == 0 => (depth, start) = (1, mark.start),
            "《" => depth += 1,
            "》" if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let span = Span { start, end: mark.end };
                    found.push(Candidate {
                        span,
                        kind: EntityKind::Policy,
                        sense: sense(scene, span),
                        rule: Rule::named("title-marks"),
                    });
                }
            }
            "\n" => depth = 0,
            _ => {}
        }
    }
    let is_policy = |title: &Candidate| {
        let printed = title.span.of(scene.text);
        let words = words_of(printed);
        let fits = (4..=150).contains(&printed.chars().count());
        fits && !is_form(words) && !is_answered(scene, title.span, words) && !is_work(scene, title.span, words)
    };
    let (named, refused): (Vec<Candidate>, Vec<Candidate>) = found.into_iter().partition(is_policy);
    (named, refused.into_iter().map(|title| title.span).collect())
}

/// A title that the table of laws knows means the law: 《义务教育法》.
fn sense(scene: &Scene<'_>, title: Span) -> Sense {
    const MARK: u32 = '《'.len_utf8() as u32;
    let inner = Span {
        start: title.start + MARK,
        end: title.end - MARK,
    };
    let known = scene
        .matches
        .starting(inner.start)
        .iter()
        .find(|found| found.span == inner);
    let mut meanings = known.into_iter().flat_map(|found| found.meanings);
    let law = meanings.find_map(|meaning| match meaning {
        Meaning::Policy(id) => Some(*id),
        _ => None,
    });
    law.map_or(Sense::Printed, |law| Sense::Listed(Table::Policies, law))
}

/// A request (请示) that the document answers: it comes from outside, as 你公司《…》收悉.
fn is_answered(scene: &Scene<'_>, title: Span, words: &str) -> bool {
    if !words.ends_with("请示") {
        return false;
    }
    let before = &scene.text[clause_start(scene.text, title.start as usize)..title.start as usize];
    let after = scene.after(title.end);
    let behind = after.find('。').map_or(after, |at| &after[..at]);
    before.contains(['你', '贵'])
        || ["报来", "提交", "报送", "呈报", "来文"]
            .iter()
            .any(|sent| before.contains(sent))
        || behind.contains("收悉")
}

/// Certificates, forms, letters and contracts stand in title marks too, and are no policies.
fn is_form(words: &str) -> bool {
    let agrees = words.ends_with("协议") && !["框架协议", "合作协议"].iter().any(|policy| words.ends_with(policy));
    agrees || FORMS.ending(words).is_some()
}

/// A film, a play, a book, a song: a title without a policy's last word that nothing cites, short or beside what it is.
fn is_work(scene: &Scene<'_>, title: Span, words: &str) -> bool {
    if POLICIES.ending(words).is_some() || words.starts_with("关于") {
        return false;
    }
    let before = &scene.text[clause_start(scene.text, title.start as usize)..title.start as usize];
    let after = scene.after(title.end);
    let mut behind = after.char_indices().enumerate();
    let clause_end = behind.find(|(i, (_, c))| *i == 12 || matches!(c, '。' | '；' | '\n'));
    let near = &after[..clause_end.map_or(after.len(), |(_, (at, _))| at)];
    let of_art = WORKS.iter().any(|work| before.contains(work) || near.contains(work));
    let coded = after
        .strip_prefix(['（', '('])
        .is_some_and(|code| code.starts_with(|c: char| c.is_ascii_alphanumeric()));
    let cited = coded || CITING.ending(before.trim_end_matches(['“', '"'])).is_some();
    of_art || !cited && words.chars().count() <= 10
}

/// A title's words: without marks, and without what stands in brackets at its end.
fn words_of(title: &str) -> &str {
    let words = title.trim_start_matches('《').trim_end_matches('》').trim();
    match words.split(['(', '（']).next() {
        Some(stem) if !stem.is_empty() => stem.trim_end(),
        _ => words,
    }
}

fn clause_start(text: &str, end: usize) -> usize {
    let before = text[..end].char_indices().rev().take(40);
    let clause = before.take_while(|(_, c)| !matches!(c, '。' | '；' | '\n'));
    clause.last().map_or(end, |(at, _)| at)
}

/// How certificates, forms, letters, contracts and newspapers are called.
static FORMS: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        证 证书 证明 证明书 表 申请 任务书 承诺书 申请书 申报书 协议书 备忘录 合同 委托书 授权书 确认书 认证书 通知书 告知书
        意见书 报批书 规格书 回执 简报 日报 晚报 早报 时报 周报 国防报 电子档案
        ",
    )
});

/// Last words of policies, standards and treaties.
static POLICIES: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        法 典 条例 规定 办法 意见 通知 方案 规划 计划 纲要 决定 细则 标准 指南 目录 清单 公告 通告 函 批复 报告 章程 团章 党章 规范
        措施 举措 政策 规程 公报 令 决议 预案 规则 要点 白皮书 宣言 公约 条约 协定 导则 解释 准则 要求 制度 名单 名录 大纲 指引 手册
        建议 意见稿 原则 通则 条 倡议 声明 说明 机制 条件 体系 代码 框架 草案 宪章 协议 程序 目标
        ",
    )
});

/// What a title that is no policy's is called in its clause.
const WORKS: [&str; 24] = [
    "电影",
    "影片",
    "话剧",
    "电视剧",
    "歌曲",
    "纪录片",
    "图书",
    "杂志",
    "期刊",
    "小说",
    "舞剧",
    "歌剧",
    "戏剧",
    "京剧",
    "秦腔",
    "文艺作品",
    "文艺精品",
    "剧目",
    "动画",
    "专著",
    "出版物",
    "综艺",
    "游戏",
    "舞台",
];

/// Words before a title that cite it.
static CITING: LazyLock<WordList> = LazyLock::new(|| {
    WordList::new(
        "
        根据 印发 贯彻 落实 贯彻落实 按照 依据 依照 修订 废止 执行 实施 遵守 符合 出台 制定 发布 公布 颁布 转发 违反 参照 导则 标准
        规范 文件 法规 规章 简称 纳入 列入
        ",
    )
});

/// Verbs that a citation may run into.
const BEFORE_NUMBER: [&str; 16] = [
    "通知", "文件", "根据", "按照", "依据", "贯彻", "落实", "印发", "转发", "执行", "废止", "修订", "以及", "发布",
    "制定", "关于",
];

/// How the name of who issued it ends that a number stands behind (委员会办公室｜鲁环委办便函〔2021〕7号): no number has such words.
static ISSUERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new("委员会 办公室 办公厅 管理局 监督局 规划局 会议纪要"));

/// Where the number's own words begin: behind the verb or the name before it.
fn number_start(scene: &Scene<'_>, start: usize) -> usize {
    let code = &scene.text[start..];
    let bracket = code.find(['〔', '[', '（', '(', '【']).unwrap_or(0);
    let verb = BEFORE_NUMBER
        .iter()
        .filter_map(|verb| code[..bracket].rfind(verb).map(|at| at + verb.len()))
        .max();
    let issuer = ISSUERS.found_in(&code[..bracket]).map(|(at, word)| at + word.len());
    let behind = verb.into_iter().chain(issuer).filter(|at| *at < bracket);
    start + behind.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::model::EntityKind::*;
    use crate::recognise::testing::printed;

    #[test]
    fn names_are_read_whole_and_kinds_are_not() {
        let cases = [
            (Policy, "推出电影《长空之王》、话剧《生命册》等作品。", ""),
            (
                Policy,
                "填写《申请表》，签订《社会保险费补缴承诺书》，领取《民用核安全设备制造许可证》。",
                "",
            ),
            (Policy, "你公司《关于申请许可的请示》（苏核发〔2021〕182号）收悉。", ""),
            (Policy, "起草《关于设立引导基金的请示》。", "《关于设立引导基金的请示》"),
            (
                Policy,
                "根据《核设施实物保护》（HAD501）和《广东省自主创新促进条例》。",
                "《核设施实物保护》|《广东省自主创新促进条例》",
            ),
        ];
        for (kind, sentence, names) in cases {
            assert_eq!(printed(sentence, kind), names, "{sentence}");
        }
    }
}
