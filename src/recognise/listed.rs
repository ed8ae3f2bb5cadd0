//! Names of the lexicon's tables: bodies of the centre, zones, enterprises, institutions.

use crate::context::period_in;
use crate::lexicon::{Match, Meaning, NameId};
use crate::model::{Date, EntityKind, Rule};
use crate::text::Span;

use super::{Candidate, Scene, Sense, Table};

const RULE: Rule = Rule::named("lexicon-name");

/// Candidates for every listed name that stands as a word of its own.
pub(super) fn find(scene: &Scene<'_>) -> Vec<Candidate> {
    let matches = scene.matches.iter();
    matches
        .flat_map(|found| {
            found
                .meanings
                .iter()
                .filter_map(|meaning| candidate(scene, found, *meaning))
        })
        .collect()
}

fn candidate(scene: &Scene<'_>, found: &Match<'_>, meaning: Meaning) -> Option<Candidate> {
    let lexicon = scene.lexicon;
    let (kind, table, id) = match meaning {
        Meaning::Body(id) if lexicon.bodies.get(id).is_institution => (EntityKind::Institution, Table::Bodies, id),
        Meaning::Body(id) => (EntityKind::Agency, Table::Bodies, id),
        Meaning::Zone(id) => (EntityKind::Park, Table::Zones, id),
        Meaning::Enterprise(id) => (EntityKind::Enterprise, Table::Enterprises, id),
        Meaning::Institution(id) => (EntityKind::Institution, Table::Institutions, id),
        Meaning::Policy(id) => (EntityKind::Policy, Table::Policies, id),
        Meaning::Place(_) | Meaning::Department(_) | Meaning::Before(_) => return None,
    };
    let is_word = stands_alone(scene, found)
        && !(table == Table::Enterprises && is_of_level(scene, found.span))
        && in_use(scene, found, table, id)
        && (table != Table::Bodies || is_central(scene, found) && !is_of_company(scene, found, id));
    let sense = if is_of_another_edition(scene, found, table, id) {
        Sense::Printed
    } else {
        Sense::Listed(table, id)
    };
    is_word.then_some(Candidate {
        span: with_company(scene, found.span, table),
        kind,
        sense,
        rule: RULE,
    })
}

/// The short name of a company with 公司 behind it: 安踏公司.
fn with_company(scene: &Scene<'_>, span: Span, table: Table) -> Span {
    let printed = span.of(scene.text);
    let is_short = table == Table::Enterprises && !printed.ends_with("公司") && !printed.ends_with("集团");
    let word = "公司";
    let behind = scene.after(span.end).strip_prefix(word).filter(|_| is_short);
    let is_whole = behind.is_some_and(|behind| !behind.starts_with(['法', '制', '债', '治', '章']));
    Span {
        end: span.end + if is_whole { word.len() as u32 } else { 0 },
        ..span
    }
}

/// Whether a level stands before a company's short name that any place may bear: 县｜国投公司 is the county's own.
fn is_of_level(scene: &Scene<'_>, span: Span) -> bool {
    let printed = span.of(scene.text);
    let before = scene.before(span.start);
    let is_kind = printed.ends_with("公司") || printed.ends_with("集团");
    let level = is_kind && before.ends_with(['省', '市', '区', '县', '州', '旗', '盟']);
    level
        && !scene
            .matches
            .ending(span.start)
            .any(|found| found.places().next().is_some())
}

/// Short names must not fall across the borders of words; long ones hardly can.
fn stands_alone(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let width = found.span.of(scene.text).chars().count();
    let after = scene.after(found.span.end);
    let goes_on = width <= 4 && after.starts_with(['业', '家', '人', '员', '长', '门'])
        || after.starts_with('门') && found.span.of(scene.text).ends_with('部')
        // 网络安全｜法律法规 is no 网络安全法.
        || after.starts_with(['律', '规', '治', '院', '制']) && found.span.of(scene.text).ends_with('法');
    let latin_goes_on = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let in_latin = found.span.of(scene.text).ends_with(|c: char| c.is_ascii_alphanumeric())
        && latin_goes_on(after.chars().next())
        || found
            .span
            .of(scene.text)
            .starts_with(|c: char| c.is_ascii_alphanumeric())
            && latin_goes_on(scene.before(found.span.start).chars().next_back());
    let starts = scene.words.is_boundary(found.span.start) || follows_body(scene, found);
    let is_whole = width >= 5 || scene.on_boundaries(found.span) || width >= 3 && starts;
    !in_latin && !goes_on && is_whole && !is_before_another(scene, found.span)
}

/// Whether it is a place and the head of another listed name that goes on behind it: 北京｜科大讯飞 is no 北京科大.
fn is_before_another(scene: &Scene<'_>, span: Span) -> bool {
    let heads = scene
        .matches
        .starting(span.start)
        .iter()
        .filter(|head| head.span.end < span.end);
    let places = heads.filter(|head| head.meanings.iter().any(|m| matches!(m, Meaning::Place(_))));
    places.into_iter().any(|place| {
        let mut behind = scene.matches.starting(place.span.end).iter();
        behind.any(|other| {
            other.span.end > span.end && other.meanings.iter().any(|m| matches!(m, Meaning::Enterprise(_)))
        })
    })
}

/// Whether another body's name ends where this one begins: 科学技术部财政部 in a signature without separators.
fn follows_body(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    scene
        .matches
        .ending(found.span.start)
        .any(|before| before.meanings.iter().any(|m| matches!(m, Meaning::Body(_))))
}

/// A short form that local bodies bear too is the centre's only where nothing local stands before it.
fn is_central(scene: &Scene<'_>, found: &Match<'_>) -> bool {
    let before = scene.before(found.span.start);
    let is_local = before.ends_with(['省', '市', '区', '县', '州', '盟', '旗'])
        || scene
            .matches
            .ending(found.span.start)
            .any(|place| place.meanings.iter().any(|m| matches!(m, Meaning::Place(_))));
    !is_local
}

/// Whether a plan of many editions, printed without its years, must be another than the one of this row: 全民健身计划 of 2014
/// is not that of 2021-2025.
fn is_of_another_edition(scene: &Scene<'_>, found: &Match<'_>, table: Table, id: NameId) -> bool {
    let names = || &table.of(scene.lexicon).get(id).name;
    if table != Table::Policies || found.span.of(scene.text) == names() || !names().ends_with("年)") {
        return false;
    }
    let years = period_in(names()).map(|(period, _)| period);
    years
        .zip(scene.context.year)
        .is_some_and(|(years, year)| year + 1 < years.start || year > years.end + 1)
}

/// Whether a ministry that is no more (建设部) is a company's own department: where the text speaks of such departments and
/// tells no year in which the ministry stood.
fn is_of_company(scene: &Scene<'_>, found: &Match<'_>, id: NameId) -> bool {
    let is_past = || scene.lexicon.bodies.get(id).to.is_some();
    let is_company = || {
        ["财务部", "物资部", "人资部", "法律部"]
            .iter()
            .any(|own| scene.text.contains(own))
    };
    found.span.of(scene.text).ends_with('部') && scene.context.year.is_none() && is_past() && is_company()
}

/// Whether the name was in use in the document's year; with a year of grace, where no other body bore it in that year.
/// Where the year is not known, the years that are left only choose among several bodies that bore it.
fn in_use(scene: &Scene<'_>, found: &Match<'_>, table: Table, id: NameId) -> bool {
    let years = scene.context.years;
    let lived = |id: NameId| table.of(scene.lexicon).get(id).years();
    let mut others = bodies(found).filter(|other| table == Table::Bodies && *other != id);
    if table == Table::Bodies && is_past_reform(scene) && lived(id).to == years.to {
        let begins = |other: NameId| lived(other).from == years.from;
        if bodies(found).any(|other| other != id && begins(other)) {
            return false;
        }
    }
    if years.is_one() {
        let mut taken = || others.any(|other| lived(other).meet(years, 0));
        let stands = lived(id).meet(years, 0);
        return stands || (lived(id).meet(years, 1) || is_in_full(scene, found, table, id)) && !taken();
    }
    // One that bore it in all of the years that are left, before one that bore it in some.
    let share = |id: NameId| (lived(id).hold(years), lived(id).meet(years, 0));
    others.all(|other| share(other) <= share(id))
}

/// Whether the name is printed in full and can be nothing else: a law that was amended later, or one that speaks of what was
/// before, names bodies that did not stand in its own year.
fn is_in_full(scene: &Scene<'_>, found: &Match<'_>, table: Table, id: NameId) -> bool {
    const OF_THE_CENTRE: [&str; 5] = ["国家", "国务院", "中国", "中央", "全国"];
    let name = &table.of(scene.lexicon).get(id).name;
    let is_whole = found.span.of(scene.text) == name && table == Table::Bodies;
    is_whole && OF_THE_CENTRE.iter().any(|word| name.starts_with(word))
}

/// Whether the document is of a later month than March of its year, in which the congress reforms the bodies of the centre.
fn is_past_reform(scene: &Scene<'_>) -> bool {
    let issued = scene.structure.header.issued.as_ref().map(|(date, _)| *date);
    let is_own = |date: &Date| scene.context.years.is_one() && scene.context.year == Some(date.year);
    issued.filter(is_own).and_then(|date| date.month) > Some(3)
}

/// The bodies of the centre that bear a name.
fn bodies(found: &Match<'_>) -> impl Iterator<Item = NameId> {
    found.meanings.iter().filter_map(|meaning| match meaning {
        Meaning::Body(id) => Some(*id),
        _ => None,
    })
}

impl Scene<'_> {
    /// Whether several bodies of the centre bore the name that stands here, and nothing tells which is meant.
    pub(crate) fn is_of_several_bodies(&self, span: Span) -> bool {
        let same = self.matches.starting(span.start).iter();
        let mut same = same.filter(|found| found.span == span);
        same.any(|found| {
            let bearers = bodies(found).filter(|id| in_use(self, found, Table::Bodies, *id));
            bearers.count() > 1
        })
    }
}
