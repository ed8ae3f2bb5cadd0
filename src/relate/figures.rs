//! The numbers in tables of indicators: those of the year that a plan starts from are reached, later ones promised.

use crate::context::period_in;
use crate::facts::{MeasureId, TargetFact};
use crate::model::{Comparator, Period, Rule, TargetKind};
use crate::recognise::Scene;
use crate::structure::{Figure, Stands};
use crate::text::Span;

use super::kind::Title;
use super::number::numbers;

/// Every number that the tables of a document give.
pub(super) fn figures(scene: &Scene<'_>, title: Title) -> impl Iterator<Item = TargetFact> {
    let own = Own::of(scene, title);
    scene
        .structure
        .figures
        .iter()
        .filter_map(move |figure| fact(scene, own, figure))
}

/// What the text says of itself.
#[derive(Debug, Clone, Copy)]
struct Own {
    /// The years that its title says it covers.
    period: Option<Period>,
    year: Option<u16>,
    publishes_statistics: bool,
    is_plan: bool,
}

impl Own {
    fn of(scene: &Scene<'_>, title: Title) -> Self {
        let words = scene.structure.header.title.as_ref();
        Self {
            period: words.and_then(|title| period_in(&title.text)).map(|(period, _)| period),
            year: scene.context.year,
            publishes_statistics: title.publishes_statistics(),
            is_plan: title.is_plan(),
        }
    }

    /// The year of a number, and whether it was reached; nothing where the text does not say either.
    fn year_and_kind(self, figure: &Figure) -> Option<(Option<u16>, TargetKind)> {
        let (first, last) = (self.period.map(|years| years.start), self.period.map(|years| years.end));
        if self.publishes_statistics {
            return Some((figure.year.or(last), TargetKind::Achieved));
        }
        match figure.stands {
            // Of a column without a year only the caption tells the time, if it is past.
            Stands::Stated | Stands::Grown => {
                let own = if self.is_plan { first.or(self.year) } else { self.year }?;
                let year = figure.year.filter(|year| *year < own)?;
                Some((Some(year), TargetKind::Achieved))
            }
            Stands::Reached => Some((figure.year, TargetKind::Achieved)),
            Stands::Promised => Some((figure.year.or(last), TargetKind::Target)),
            Stands::Growth => Some((figure.year, TargetKind::Target)),
        }
    }
}

fn fact(scene: &Scene<'_>, own: Own, figure: &Figure) -> Option<TargetFact> {
    let value = Value::read(figure.value.of(scene.text))?;
    let (year, kind) = own.year_and_kind(figure)?;
    let (name, unit) = named(figure.indicator.of(scene.text));
    let unit = if unit.is_empty() {
        shared_unit(scene.text, figure, &name)
    } else {
        unit
    };
    let name = whole_name(scene.text, figure, &name);
    let column = figure.unit.map_or("", |unit| unit.of(scene.text).trim());
    let column = Some(column).filter(|unit| unit.chars().any(|c| c.is_alphabetic() || "%‰％℃".contains(c)));
    let unit = column.map_or(unit, str::to_owned);
    let (indicator, unit) = match figure.stands {
        Stands::Growth if value.is_cumulative => (format!("{name}累计增长"), unit),
        Stands::Growth => (format!("{name}年均增长"), "%".to_owned()),
        Stands::Grown => (name, grown_by(scene.text, figure, &value)?),
        Stands::Reached | Stands::Promised | Stands::Stated => (name, value.unit.map_or(unit, str::to_owned)),
    };
    Some(TargetFact {
        measure: measure_at(scene, figure.indicator),
        kind,
        indicator,
        comparator: value.comparator,
        value: value.amount,
        unit,
        year,
        span: Span {
            start: figure.indicator.start.min(figure.value.start),
            end: figure.indicator.end.max(figure.value.end),
        },
        quote: figure.row,
        rule: Rule::named("indicator-table"),
    })
}

/// What is measured, with the part of it that the cell of the number names, what the column or the group says that it
/// measures, and how it has grown.
fn whole_name(text: &str, figure: &Figure, name: &str) -> String {
    let words = |span: Option<Span>| {
        span.map_or("", |span| span.of(text))
            .chars()
            .filter(|c| !c.is_whitespace())
    };
    let measure: String = words(figure.measure).collect();
    let is_said = name.ends_with(measure.as_str()) || measure.ends_with('量') && name.ends_with('量');
    let measure = Some(measure).filter(|_| !is_said).unwrap_or_default();
    let mut growth: String = words(figure.growth).collect();
    if figure.growth.is_some() && !growth.contains('增') {
        growth.push_str("增长");
    }
    let label: String = words(figure.label).collect();
    format!("{label}{name}{measure}{growth}")
}

/// The unit that the column or a line above the table gives; shares and indices have none of them.
fn shared_unit(text: &str, figure: &Figure, name: &str) -> String {
    let has_none = || {
        ["率", "比重", "占比", "指数", "比例"]
            .iter()
            .any(|word| name.contains(word))
    };
    let unit = figure.shared_unit.filter(|_| figure.stands != Stands::Grown);
    let unit = unit.map_or("", |unit| unit.of(text).trim());
    let is_share = ["%", "％", "‰"].contains(&unit);
    Some(unit)
        .filter(|unit| is_unit(unit) && (is_share || !has_none()))
        .unwrap_or_default()
        .to_owned()
}

/// The unit of a growth: that of its cell, else the one that its column's head prints, or is known by its name.
fn grown_by(text: &str, figure: &Figure, value: &Value<'_>) -> Option<String> {
    let head = figure.shared_unit.map_or("", |head| head.of(text));
    let is_share = ["%", "％", "率", "速", "幅"].iter().any(|sign| head.contains(sign));
    let printed = value
        .unit
        .filter(|unit| unit.contains(['%', '％']) || unit.contains("百分点"));
    match value.unit {
        Some(_) => printed.map(str::to_owned),
        None => is_share.then(|| "%".to_owned()),
    }
}

/// The measure that the table stands in.
fn measure_at(scene: &Scene<'_>, cell: Span) -> Option<MeasureId> {
    let passages = &scene.structure.passages;
    let at = passages.partition_point(|passage| passage.span.end <= cell.start);
    let measure = passages.get(at).and_then(|passage| passage.measure);
    measure.map(|measure| MeasureId(measure as u32))
}

/// The name in a cell, and the unit in the brackets at its end: 生产总值 and 亿元 of 生产总值（亿元）.
fn named(cell: &str) -> (String, String) {
    let name: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let name = name.trim_start_matches("其中").trim_start_matches(['：', ':']);
    let inner = name
        .strip_suffix(['）', ')'])
        .and_then(|head| head.rsplit_once(['（', '(']));
    match inner.filter(|(_, unit)| is_unit(unit)) {
        Some((name, unit)) => (name.to_owned(), unit.to_owned()),
        None => (name.to_owned(), String::new()),
    }
}

fn is_unit(words: &str) -> bool {
    let counted = format!("寿命1{words}");
    let whole = Span::new(0, counted.len());
    words == "岁"
        || numbers(&counted, whole)
            .first()
            .is_some_and(|number| number.span.end == whole.end)
}

/// What a cell gives.
#[derive(Debug, PartialEq, Eq)]
struct Value<'t> {
    comparator: Comparator,
    amount: String,
    unit: Option<&'t str>,
    /// 〔4.5〕: over all years together.
    is_cumulative: bool,
}

impl<'t> Value<'t> {
    fn read(cell: &'t str) -> Option<Self> {
        const BOUNDS: [(Comparator, &[&str]); 3] = [
            (
                Comparator::AtLeast,
                &["≥", "≧", ">", "＞", "不低于", "大于", "超过", "高于"],
            ),
            (
                Comparator::AtMost,
                &["≤", "≦", "<", "＜", "不高于", "小于", "低于", "控制在"],
            ),
            (Comparator::About, &["约"]),
        ];
        const TAILS: [(Comparator, &[&str]); 3] = [
            (Comparator::AtLeast, &["以上"]),
            (Comparator::AtMost, &["以内", "以下"]),
            (Comparator::About, &["左右"]),
        ];
        let cell = cell.trim();
        let unsigned = cell.strip_prefix(['-', '－', '−']).unwrap_or(cell);
        let is_negative = unsigned.len() < cell.len() && unsigned.starts_with(|c: char| c.is_ascii_digit());
        let cell = if is_negative { unsigned } else { cell };
        let mut bounds = BOUNDS
            .iter()
            .flat_map(|(comparator, words)| words.iter().map(move |word| (*comparator, *word)));
        let bound = bounds.find(|(_, word)| cell.starts_with(word));
        let bare = bound.map_or(cell, |(_, word)| cell[word.len()..].trim_start());
        let inner = bare.trim_start_matches(['[', '〔', '［', '【', '(', '（']);
        let is_cumulative = inner.len() < bare.len();
        let length = inner
            .find(|c: char| !(c.is_ascii_digit() || ".,-—~～–".contains(c)))
            .unwrap_or(inner.len());
        let amount = inner[..length].trim_end_matches(['-', '—', '.', '–']);
        let rest = inner[length..].trim_matches([']', '〕', '］', '】', ')', '）', ' ']);
        let mut tails = TAILS
            .iter()
            .flat_map(|(comparator, words)| words.iter().map(move |word| (*comparator, *word)));
        let tail = tails.find(|(_, word)| rest.ends_with(word));
        let unit = tail.map_or(rest, |(_, word)| &rest[..rest.len() - word.len()]);
        let is_read = amount.starts_with(|c: char| c.is_ascii_digit()) && (unit.is_empty() || is_unit(unit));
        is_read.then(|| Self {
            comparator: bound.or(tail).map_or(Comparator::Equal, |(comparator, _)| comparator),
            amount: format!("{}{}", if is_negative { "-" } else { "" }, plain(amount)),
            unit: (!unit.is_empty()).then_some(unit),
            is_cumulative,
        })
    }
}

/// As tables show it: `10-15` for a range, no thousands separators.
fn plain(amount: &str) -> String {
    let digits = amount.chars().filter(|c| *c != ',');
    digits.map(|c| if "—~～–".contains(c) { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cells_give() {
        for (cell, expected) in [
            ("4.2", Some((Comparator::Equal, "4.2", None, false))),
            ("≥3", Some((Comparator::AtLeast, "3", None, false))),
            ("[1.2]", Some((Comparator::Equal, "1.2", None, true))),
            ("〔4.5〕", Some((Comparator::Equal, "4.5", None, true))),
            ("6.5%左右", Some((Comparator::About, "6.5", Some("%"), false))),
            ("1,200以上", Some((Comparator::AtLeast, "1200", None, false))),
            ("5—6", Some((Comparator::Equal, "5-6", None, false))),
            ("-1.6", Some((Comparator::Equal, "-1.6", None, false))),
            ("—", None),
            ("2025年底完成", None),
        ] {
            let found = Value::read(cell);
            let found = found.map(|v| (v.comparator, v.amount, v.unit, v.is_cumulative));
            let expected = expected.map(|(comparator, amount, unit, all)| (comparator, amount.to_owned(), unit, all));
            assert_eq!(found, expected, "{cell}");
        }
    }

    #[test]
    fn units_in_brackets() {
        for (cell, name, unit) in [
            ("生产总值（亿元）", "生产总值", "亿元"),
            ("人均预期寿命(岁)", "人均预期寿命", "岁"),
            ("研发投入（R&D）", "研发投入（R&D）", ""),
        ] {
            assert_eq!(named(cell), (name.to_owned(), unit.to_owned()));
        }
    }
}
