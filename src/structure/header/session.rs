//! Texts that a session adopts (laws) or hears (reports of governments): who speaks, whose session, when.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Date;
use crate::text::Span;

use super::date::{WRITTEN, common, date_in};
use super::notice::is_full_name;
use super::signature::may_be_dated;

/// The body that adopted a law, and the date that it bears.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Adoption {
    /// Who adopted it.
    pub(super) by: Option<Span>,
    /// When; where another body had to approve it, what both dates share.
    pub(super) date: Option<(Date, Span)>,
    /// When it was last revised.
    pub(super) revised: Option<Date>,
}

static ADOPTED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?P<date>{WRITTEN})\s*(?P<who>[\p{{Han}}]+?(?:人民代表大会(?:常务委员会)?第[一二三四五六七八九十百0-9]+次会议(?P<act>(?:审议|表决)?通过|修订|批准)|令\s*[(（]?第?\s*[\d一二三四五六七八九十百]+\s*号[)）]?\s*(?P<order>公布|发布)))"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^经?(?P<who>\p{Han}+?人民代表大会(?:常务委员会)?|\p{Han}+?)(?:第[\p{Han}0-9]+次会议|令)")
        .expect("the pattern is fixed")
});
static REVISED: LazyLock<Regex> = LazyLock::new(|| Regex::new("修正|修订").expect("the pattern is fixed"));
static APPROVED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?P<date>{WRITTEN})\s*经?\s*\p{{Han}}+?会议批准")).expect("the pattern is fixed")
});
/// 我代表省人民政府 at the opening of a report.
static DELIVERED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"我(?:受[\p{Han}]{2,12}委托，)?代表(?:第[一二三四五六七八九十]{1,3}届|本届|上届)?(?P<who>\p{Han}{0,12}?(?:人民政府|政府|国务院))")
        .expect("the pattern is fixed")
});
/// The session that hears a report: 2025年1月18日在云南省第十四届人民代表大会….
static HEARD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?P<date>{WRITTEN})[^。；0-9]{{0,24}}?在(?P<who>\p{{Han}}{{2,14}}?)第?[一二三四五六七八九十]{{1,3}}届"
    );
    Regex::new(&pattern).expect("the pattern is fixed")
});

/// Where a report is delivered: ——2018年3月26日在某州第十四届人民代表大会…, perhaps broken over lines.
static DELIVERY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"^[—―\-－─–(（\s•]*{WRITTEN}\s*在\p{{Han}}{{2,20}}?第?[一二三四五六七八九十]{{1,3}}届\p{{Han}}*[)）]?(?:\p{{Han}}{{2,20}}政府\p{{Han}}{{1,4}}[\s\u{{3000}}]+[\p{{Han}}\s·]{{2,8}})?$"
    ))
    .expect("the pattern is fixed")
});
/// Who delivers it: 某州人民政府州长　某某某.
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|会议上)(?P<who>[\p{Han}&&[^会]]{2,20}?(?:人民政府|人民法院|人民检察院)|\p{Han}{4,24}(?:局|厅|委员会|委))\s*(?:代理?)?(?:省长|主席|市长|州长|盟长|县长|旗长|区长|镇长|乡长|局长|厅长|主任|院长|检察长)(?:[\s\u{3000}]|\p{Han}{2,4}$)",
    )
    .expect("the pattern is fixed")
});

/// The head alone, below the session: 市长　某某某.
static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:代)?(?:省长|主席|市长|州长|盟长|县长|旗长|区长|镇长|乡长)[\s\u{3000}]+\p{Han}[\p{Han}·\s\u{3000}]{1,8}$",
    )
    .expect("the pattern is fixed")
});

/// Whether a line says when and where a report is delivered, and nothing else.
pub(super) fn is_delivery(line: &str) -> bool {
    may_be_dated(line) && line.contains('届') && DELIVERY.is_match(line.trim())
}

/// Whether a line does that, or is what the copy has broken off it, or names who delivers the report.
pub(super) fn is_of_delivery(line: &str) -> bool {
    let names_speaker =
        || line.len() <= 120 && line.contains(['长', '主']) && (SPEAKER.is_match(line) || HEAD.is_match(line));
    is_delivery(line) || line.ends_with("次会议上") || names_speaker()
}

/// Whether a title is that of a report, and not of a paper that deals with one (政府工作报告重点任务分工方案).
pub(super) fn is_report(title: &str) -> bool {
    let behind = title.rfind("报告").map(|at| &title[at + "报告".len()..]);
    behind.is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric) && !rest.starts_with('》'))
}

/// A title without the delivery line that stands behind it.
pub(super) fn undelivered(title: &str) -> &str {
    let at = ["——", "--", "──", "――", "－－"]
        .iter()
        .filter_map(|mark| title.find(mark))
        .min();
    let at = at.filter(|at| *at > 0 && is_delivery(&title[*at..]));
    at.map_or(title, |at| title[..at].trim_end())
}

/// Whether a body is a government or a court, which reports for itself.
pub(super) fn governs(name: &str) -> bool {
    ["政府", "法院", "检察院"].iter().any(|kind| name.ends_with(kind))
}

/// The body whose head delivers a report, as the line below the session names him, or it alone.
pub(super) fn speaker(text: &str, lines: &[Span]) -> Option<Span> {
    let is_session = |line: &Span| line.of(text).contains('届') && HEARD.is_match(line.of(text));
    let session = lines.iter().position(is_session)?;
    let near = &lines[session..lines.len().min(session + 4)];
    let named_by_head = || near.iter().find_map(|line| named(&SPEAKER, text, *line, "who"));
    let alone = || {
        near[1..]
            .iter()
            .copied()
            .find(|line| is_full_name(line.of(text).trim()))
    };
    named_by_head().or_else(alone)
}

fn named(pattern: &Regex, text: &str, line: Span, name: &str) -> Option<Span> {
    let found = pattern.captures(line.of(text))?.name(name)?;
    Some(Span::new(found.start(), found.end()).shift(line.start as usize))
}

/// What the lines below a law's title say of its adoption.
pub(super) fn adoption(text: &str, front: &[Span]) -> Adoption {
    let adopts = |line: &Span| Some((*line, named(&ADOPTED, text, *line, "who")?));
    let is_consent = |found: Span| found.of(text).ends_with("批准");
    let first = || front.iter().find_map(adopts);
    let adopted = front
        .iter()
        .find_map(|line| adopts(line).filter(|(_, found)| !is_consent(*found)));
    let Some((line, found)) = adopted.or_else(first) else {
        return Adoption::default();
    };
    let date = named(&ADOPTED, text, line, "date").and_then(|at| date_in(text, at));
    let approved = front
        .iter()
        .find_map(|line| date_in(text, named(&APPROVED, text, *line, "date")?));
    let shared = match (date, approved) {
        (Some((adopted, at)), Some((approved, _))) => common(adopted, approved).map(|date| (date, at)),
        (date, _) => date,
    };
    let revised = front.iter().filter(|line| REVISED.is_match(line.of(text)));
    // A province approves what its city adopts: it is not the author of a law that does not begin with its name.
    let is_own = |body: &Span| {
        let place = body.of(text).split('第').next().unwrap_or_default();
        !is_consent(found) || front.iter().take(3).any(|line| line.of(text).trim().starts_with(place))
    };
    Adoption {
        by: named(&BODY, text, found, "who").filter(is_own),
        date: shared,
        revised: revised
            .filter_map(|line| date_in(text, *line))
            .map(|found| found.0)
            .max(),
    }
}

/// The government in whose name a report is delivered.
pub(super) fn delivered_for(text: &str, lines: &[Span]) -> Option<Span> {
    lines.iter().find_map(|line| named(&DELIVERED, text, *line, "who"))
}

/// Whose session hears a report, and when.
pub(super) fn heard(text: &str, lines: &[Span]) -> Option<(Span, (Date, Span))> {
    lines.iter().find_map(|&line| {
        let date = date_in(text, named(&HEARD, text, line, "date")?)?;
        Some((named(&HEARD, text, line, "who")?, date))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::header::testing::lines;

    #[test]
    fn laws_and_who_adopts_them() {
        for (text, by, date, revised) in [
            (
                "2005年3月25日 重庆市第二届人民代表大会常务委员会第十六次会议通过\n2010年7月23日 重庆市第三届人民代表大会常务委员会第十八次会议《关于修改某法规的决定》第一次修正",
                "重庆市第二届人民代表大会常务委员会",
                "2005-03-25",
                "2010-07-23",
            ),
            (
                "2020年4月24日 滨州市第十一届人民代表大会常务委员会第二十九次会议通过\n2020年6月12日 经山东省第十三届人民代表大会常务委员会第二十次会议批准",
                "滨州市第十一届人民代表大会常务委员会",
                "2020",
                "",
            ),
            (
                "2017年6月22日 滨州市第十一届人民代表大会常务委员会第3次会议审议通过\n2017年7月28日 山东省第十二届人民代表大会常务委员会第三十一次会议批准",
                "滨州市第十一届人民代表大会常务委员会",
                "2017",
                "",
            ),
            (
                "（2021年1月26日中华人民共和国国务院令第737号公布　自2021年5月1日起施行）",
                "中华人民共和国国务院",
                "2021-01-26",
                "",
            ),
        ] {
            let found = adoption(text, &lines(text));
            let shown = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
            assert_eq!(found.by.map(|span| span.of(text)), Some(by), "{text}");
            assert_eq!(shown(found.date.map(|found| found.0)), date, "{text}");
            assert_eq!(shown(found.revised), revised, "{text}");
        }
    }

    #[test]
    fn whoever_approves_is_no_author() {
        let approved = "（2017年7月28日山东省第十二届人民代表大会常务委员会第三十一次会议批准）";
        for (title, is_own) in [("滨州市物业管理条例", false), ("山东省物业管理条例", true)] {
            let text = format!("{title}\n{approved}");
            assert_eq!(adoption(&text, &lines(&text)).by.is_some(), is_own, "{title}");
        }
    }

    #[test]
    fn reports_and_who_hears_them() {
        for (text, whose, date) in [
            (
                "——2025年1月18日在云南省第十四届人民代表大会第三次会议上",
                "云南省",
                "2025-01-18",
            ),
            (
                "----2025年1月15日龚正市长在上海市第十六届人民代表大会第三次会议的政府工作报告",
                "上海市",
                "2025-01-15",
            ),
            (
                "——二〇二六年一月二十七日在甘肃省十四届人民代表大会第五次会议上",
                "甘肃省",
                "2026-01-27",
            ),
            (
                "——2026年1月26日在广东省第十四届\n人民代表大会第五次会议上",
                "广东省",
                "2026-01-26",
            ),
        ] {
            let found = heard(text, &lines(text)).map(|(who, (date, _))| (who.of(text), date.to_string()));
            assert_eq!(found, Some((whose, date.to_owned())), "{text}");
        }
        for (title, expected) in [
            ("政府工作报告", true),
            ("2012年1月5日昭通市政府工作报告(全文)", true),
            ("关于计划执行情况的报告——2025年", true),
            ("政府工作报告重点工作任务分解表的通知", false),
            ("落实《政府工作报告》分工的意见", false),
        ] {
            assert_eq!(is_report(title), expected, "{title}");
        }
        for line in [
            "2021年12月15日在大邑县第十九届人民代表大会第一次会议上大邑县人民政府县长 陈大用",
            "人民代表大会第四次会议上",
            "果洛藏族自治州人民政府州长 白加扎西",
            "──2018年1月10日在某市第五届人民代表大会第三次会议上",
            "市长 甲某",
            "某区发展和改革局局长  甲某某",
        ] {
            assert!(is_of_delivery(line), "{line}");
        }
        let text =
            "——2018年3月26日在果洛藏族自治州第十四届\n人民代表大会第四次会议上\n果洛藏族自治州人民政府州长 白加扎西";
        let whose = speaker(text, &lines(text)).map(|span| span.of(text));
        assert_eq!(whose, Some("果洛藏族自治州人民政府"));
        let session = "——2020年1月7日在自治区第十一届人民代表大会第三次会议上\n";
        for line in ["某自治区发展和改革委员会", "某自治区发展和改革委员会主任 甲某"] {
            let text = format!("{session}{line}\n各位代表:");
            let whose = speaker(&text, &lines(&text)).map(|span| span.of(&text));
            assert_eq!(whose, Some("某自治区发展和改革委员会"));
        }
        let text = "现在，我代表第二届省人民政府，向大会报告工作";
        let whose = delivered_for(text, &lines(text)).map(|span| span.of(text));
        assert_eq!(whose, Some("省人民政府"));
    }
}
