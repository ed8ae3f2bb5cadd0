//! What a document says of itself, with what the user says of it in its place.

mod kind;

use std::sync::LazyLock;

use regex::Regex;

use crate::context::{Given, period_in};
use crate::facts::{Doubt, DoubtKind, Metadata};
use crate::model::{Date, DocumentKind, EntityKey, EntityKind, Period, Rule, Sourced};
use crate::recognise::{Recognised, Scene};
use crate::resolve::{self, Resolved};
use crate::text::Span;

use kind::kind;

/// The metadata, each field with where it comes from.
pub(super) fn metadata(scene: &Scene<'_>, given: &Given, recognised: &Recognised, resolved: &Resolved) -> Metadata {
    let header = &scene.structure.header;
    let issued = issued(scene);
    let title = header
        .title
        .as_ref()
        .map(|title| sourced(scene, title.text.clone(), title.span, "title-line"));
    let number = header.number.map(|span| {
        sourced(
            scene,
            span.of(scene.text).split_whitespace().collect(),
            span,
            "document-number",
        )
    });
    let period = period(scene, issued.as_ref().map(|date| date.value));
    let kind = header
        .title
        .as_ref()
        .and_then(|title| Some(sourced(scene, kind(&title.text)?, title.span, "title-line")))
        .or_else(|| formula(scene));
    Metadata {
        title: given_or(given, "title", given.title.clone(), title),
        number: given_or(given, "number", given.number.clone(), number),
        issuers: issuers(scene, given, recognised, resolved),
        region: scene.context.region.clone(),
        issued: given_or(given, "issued", given.issued, issued),
        period: given_or(given, "period", given.period, period),
        kind: given_or(given, "kind", given.kind, kind),
        url: given_or(given, "url", given.url.clone(), None),
        groups: groups(given),
    }
}

fn sourced<T>(scene: &Scene<'_>, value: T, span: Span, rule: &'static str) -> Sourced<T> {
    Sourced {
        value,
        evidence: scene.context.evidence(span, Rule::named(rule)),
    }
}

/// What the user says wins over what was read; where both agree, the text stays the evidence.
fn given_or<T: PartialEq>(given: &Given, field: &str, said: Option<T>, read: Option<Sourced<T>>) -> Option<Sourced<T>> {
    let agrees = said
        .as_ref()
        .zip(read.as_ref())
        .is_some_and(|(said, read)| *said == read.value);
    said.filter(|_| !agrees)
        .map(|value| Sourced {
            value,
            evidence: given.evidence(field),
        })
        .or(read)
}

fn groups(given: &Given) -> Vec<Sourced<String>> {
    let said = given.groups.iter().map(|group| Sourced {
        value: group.clone(),
        evidence: given.evidence("groups"),
    });
    said.collect()
}

/// The date of issue; where the text bears none, the date of the page, or the year of the document's number where the page
/// tells no date of that year.
fn issued(scene: &Scene<'_>) -> Option<Sourced<Date>> {
    let header = &scene.structure.header;
    let signed = header
        .issued
        .map(|(date, span)| sourced(scene, date, span, "signature-date"));
    let numbered = || {
        let year = header.year_of_number(scene.text)?;
        Some(sourced(
            scene,
            Date::new(year, None, None)?,
            header.number?,
            "document-number",
        ))
    };
    let of_page = || {
        let (date, span) = header.page_date?;
        Some(sourced(scene, date, span, "page-date"))
    };
    signed.or_else(|| match (numbered(), of_page()) {
        (Some(number), Some(page)) if number.value.year == page.value.year => Some(page),
        (number, page) => number.or(page),
    })
}

static GOAL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"到\s*((?:19|20)\d\d)\s*年").expect("the pattern is fixed"));

/// The years in the title; where it names none, the year of the session that hears a report, else from the year of issue to the year that the goals are set for.
fn period(scene: &Scene<'_>, issued: Option<Date>) -> Option<Sourced<Period>> {
    let title = scene.structure.header.title.as_ref()?;
    if let Some((period, _)) = period_in(&title.text) {
        return Some(sourced(scene, period, title.span, "years-in-title"));
    }
    let start = issued?.year;
    let place = scene.structure.header.heard_in;
    if let Some(place) = place.filter(|_| title.text.ends_with("工作报告")) {
        // A government reports to its congress for the year of the session.
        return Some(sourced(scene, Period { start, end: start }, place, "year-of-session"));
    }
    let goals = scene
        .structure
        .measures
        .iter()
        .find(|measure| measure.title.of(scene.text).contains("目标"))?;
    let found = GOAL.captures(goals.span.of(scene.text))?;
    let (end, at) = (found[1].parse().ok()?, found.get(0)?);
    let span = Span::new(at.start(), at.end()).shift(goals.span.start as usize);
    (start <= end).then(|| sourced(scene, Period { start, end }, span, "year-of-goals"))
}

/// What the opening of a notice, a letter or an opinion says it does; for a copy that has lost its title.
static FORMULA: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?P<notice>通知如下|公告如下|通告如下|批复如下|函复如下|函告如下|通报如下|命令如下|现予以?(?:公告|公布|发布|通报|通告)|现予以?印发|予以公[告布]|印发给你们)|(?P<opinion>(?:提出|制定)(?:如下|以下)[^，。]{0,6}意见|意见如下)|(?P<report>我代表[^，。]{0,16}政府[，,]?向大会(?:作政府工作)?报告)",
    )
    .expect("the pattern is fixed")
});

/// The kind of document by its formula.
fn formula(scene: &Scene<'_>) -> Option<Sourced<DocumentKind>> {
    let front = scene.structure.header.front.iter().take(12);
    let opening = scene.structure.passages.iter().take(2).map(|passage| &passage.span);
    front.chain(opening).find_map(|span| {
        let found = FORMULA.captures(span.of(scene.text))?;
        let at = found.get(0)?;
        let kind = match () {
            () if found.name("opinion").is_some() => DocumentKind::Opinion,
            () if found.name("report").is_some() => DocumentKind::ReportAndPlan,
            () => DocumentKind::Notice,
        };
        let at = Span::new(at.start(), at.end()).shift(span.start as usize);
        Some(sourced(scene, kind, at, "opening-formula"))
    })
}

fn issuers(scene: &Scene<'_>, given: &Given, recognised: &Recognised, resolved: &Resolved) -> Vec<Sourced<EntityKey>> {
    let read = resolve::issuers(scene, recognised, resolved);
    let agrees = || read.iter().map(|issuer| &issuer.value.name).eq(&given.issuers);
    if given.issuers.is_empty() || agrees() {
        return read;
    }
    let said = given.issuers.iter().map(|name| Sourced {
        value: EntityKey::new(EntityKind::Agency, scene.context.home(), name.clone()),
        evidence: given.evidence("issuer"),
    });
    said.collect()
}

/// Fields of the header that could not be found.
pub(super) fn doubts(scene: &Scene<'_>) -> Vec<Doubt> {
    let header = &scene.structure.header;
    let missing = [
        ("title", header.title.is_none()),
        ("region", scene.context.region.is_none()),
        ("year", scene.context.year.is_none()),
    ];
    let missing = missing
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(field, _)| Doubt {
            kind: DoubtKind::Metadata,
            span: Span::new(0, 0),
            message: format!("the text gives no {field}; corpus.toml can"),
        });
    missing.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Document, extract};
    use crate::lexicon::Lexicon;

    /// Issuers, region, date of issue and kind of a text.
    fn read(text: &str) -> [String; 4] {
        let given = Given::default();
        let document = Document {
            id: "甲",
            path: "甲.txt",
            bytes: text.as_bytes(),
            given: &given,
        };
        let found = extract(document, Lexicon::embedded()).expect("text").metadata;
        let issuers: Vec<_> = found.issuers.iter().map(|issuer| issuer.value.name.as_str()).collect();
        let shown = |word: Option<String>| word.unwrap_or_default();
        [
            issuers.join("|"),
            shown(found.region.map(|region| region.value.to_string())),
            shown(found.issued.map(|issued| issued.value.to_string())),
            shown(found.kind.map(|kind| kind.value.to_string())),
        ]
    }

    #[test]
    fn whose_document_it_is() {
        for (text, expected) in [
            // A government's report is not the congress's that hears it, nor the newspaper's that prints it.
            (
                "2025年云南省政府工作报告\n来源：北京日报\n——2025年1月18日在云南省第十四届人民代表大会第三次会议上\n各位代表：\n现在，我代表省人民政府，向大会报告工作。\n一、回顾\n增长。",
                ["云南省人民政府", "云南省", "2025-01-18", "report+plan"],
            ),
            // Names spread to one width, one of a body that lines name in its short form.
            (
                "国务院、中央军委关于同意迁建某机场的\n批复\n同意。\n国　务　院\n中 央 军 委\n二○○一年十二月二十九日",
                ["国务院|中央军事委员会", "", "2001-12-29", "notice"],
            ),
            // The signature, not the office that sends the paper out.
            (
                "名称：关于批准某公司许可证的通知\n发布机关：生态环境部\n某公司：\n同意。\n国家核安全局\n2021年10月18日\n（此件社会公开）\n抄送：某站。\n生态环境部办公厅2021年10月19日印发",
                ["国家核安全局", "", "2021-10-18", "notice"],
            ),
            // A text that begins in the middle and cites a paper of the centre.
            (
                "国务院办公厅关于激发投资活力的意见\n（一）鼓励进入\n责任单位：省卫生健康委\n（二）推进\n我省推进改革，我省各地落实。\n福建省人民政府办公厅",
                ["福建省人民政府办公厅", "福建省", "", ""],
            ),
            // An office that is not known is not the body whose name it begins with, but stands for itself; the number tells
            // the province.
            (
                "鲁财会〔2021〕3号\n关于召开会议的通知\n各市：\n请参会。",
                ["", "山东省", "2021", "notice"],
            ),
            (
                "山东省人民政府安全生产委员会关于召开会议的通知\n各市：\n请参会。",
                ["山东省人民政府安全生产委员会", "山东省", "", "notice"],
            ),
            // A department of the ministry that the page names as the author.
            (
                "教育部办公厅关于征集成果的通知\n制定机关：\n教育部\n各市：\n请报送。\n一、范围\n高中。",
                ["教育部办公厅", "", "", "notice"],
            ),
            // The notice bears no 《》, and the paper that it carries follows.
            (
                "某厅关于印发支持创业若干措施的通知\n各市：\n现印发给你们。\n关于支持创业的若干措施\n（2023年4月）\n一、补贴\n给予补贴。",
                ["", "", "2023-04", "plan"],
            ),
            // 青 begins the numbers of Qingdao as well as of Qinghai.
            (
                "青政办发〔2021〕3号\n关于召开会议的通知\n请参会。",
                ["", "", "2021", "notice"],
            ),
            // The copy of a page is of another year than the number.
            (
                "发布时间：2023-04-05\n鲁财会〔2021〕3号\n关于召开会议的通知\n请参会。",
                ["", "山东省", "2021", "notice"],
            ),
            (
                "（2021年1月26日中华人民共和国国务院令第737号公布）\n第一条 为了防范，制定本条例。",
                ["国务院", "", "2021-01-26", ""],
            ),
        ] {
            assert_eq!(read(text), expected.map(str::to_owned), "{text}");
        }
    }
}
