//! When a text without a date can have been written, as far as what it prints tells.
//!
//! Nobody names a body that is not yet there, cites a number that is not yet given, or tells of a day that has not come;
//! so these give a first year. A body that is no more gives a last year only where nothing later is printed: texts
//! speak of the past too.

use std::collections::BTreeMap;

use crate::lexicon::{Cue, Lexicon, Match, Matches, Meaning, Years};

/// The shortest name that counts, in characters: shorter ones are parts of other words too.
const SHORTEST: usize = 4;
/// So many years before the row says a reform may have reached a place, as far as one name alone tells: two do not err
/// together.
const SLACK: u16 = 2;

/// The years that the names, numbers and dates of a text leave.
pub(super) fn printed(text: &str, matches: &Matches<'_>, lexicon: &Lexicon) -> Years {
    let named = matches.iter().filter(|found| is_name(text, found));
    let (mut years, mut local) = (Years::default(), BTreeMap::new());
    for found in named {
        let Some((lives, is_local)) = lives(found, lexicon) else {
            continue;
        };
        if is_local {
            local.extend(lives.from.map(|from| (found.span.of(text), from)));
            continue;
        }
        years.from = years.from.max(lives.from);
        if !is_told_of(text, found) {
            years.to = [years.to, lives.to].into_iter().flatten().min();
        }
    }
    years.from = years.from.max(told_by_places(local.into_values().collect()));
    let numbers = matches.cues.all(Cue::Number).iter();
    let numbers = numbers.filter_map(|mark| year_of_number(&text[..mark.start as usize]));
    years.from = years.from.max(numbers.chain(days_past(text)).max());
    if years.from.zip(years.to).is_some_and(|(from, to)| from > to) {
        years.to = None;
    }
    years
}

/// Whether it stands there as a name: 应急管理部门 is none.
fn is_name(text: &str, found: &Match<'_>) -> bool {
    let (before, after) = (&text[..found.span.start as usize], &text[found.span.end as usize..]);
    found.span.of(text).chars().nth(SHORTEST - 1).is_some()
        && !after.starts_with('门')
        && !before.ends_with(['拟', '新'])
}

/// The first year that the names of places' own departments tell, by the first years of each.
fn told_by_places(mut first: Vec<u16>) -> Option<u16> {
    first.sort_unstable_by(|a, b| b.cmp(a));
    let alone = first.first().map(|from| from.saturating_sub(SLACK));
    alone.max(first.get(1).copied())
}

/// The years of all that bear the name, and whether places reform it each for itself; none where it may be something else
/// than a body.
fn lives(found: &Match<'_>, lexicon: &Lexicon) -> Option<(Years, bool)> {
    let lives = found.meanings.iter().map(|meaning| match meaning {
        Meaning::Body(id) => Some((lexicon.bodies.get(*id).years(), false)),
        Meaning::Department(id) => {
            let row = lexicon.departments.get(*id);
            // The centre reforms what it manages itself everywhere at once.
            Some((row.years(), !row.is_vertical))
        }
        _ => None,
    });
    let both = |(one, is_local): (Years, bool), (other, other_is): (Years, bool)| {
        let years = Years {
            from: one.from.min(other.from),
            to: one.to.zip(other.to).map(|(one, other)| one.max(other)),
        };
        (years, is_local || other_is)
    };
    lives
        .reduce(|one, other| one.zip(other).map(|(one, other)| both(one, other)))
        .flatten()
}

/// Whether a name is that of a body of the past as the text itself says (原国土资源部), or stands in a title.
fn is_told_of(text: &str, found: &Match<'_>) -> bool {
    let line = text[..found.span.start as usize]
        .rsplit('\n')
        .next()
        .unwrap_or_default();
    let in_title = line.rfind('《') > line.rfind('》');
    line.ends_with(['原', '前']) || in_title
}

/// The year of a number that ends here: 国发〔2016〕80.
fn year_of_number(before: &str) -> Option<u16> {
    let code = before.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '第'));
    let code = code.strip_suffix(['〕', ']', '）', ')'])?;
    let year = code.get(code.len().checked_sub(4)?..)?;
    let opens = code[..code.len() - 4].ends_with(['〔', '[', '（', '(']);
    year.parse().ok().filter(|year| opens && (1949..2100).contains(year))
}

/// The years of days of which a sentence tells what happened: 2020年9月11日，国务院召开….
fn days_past(text: &str) -> impl Iterator<Item = u16> {
    let ends = text.match_indices("日，");
    ends.filter_map(|(at, _)| {
        let head = before_number(&text[..at])?;
        let head = before_number(head.strip_suffix('月')?)?.strip_suffix('年')?;
        let year = head.get(head.len().checked_sub(4)?..)?;
        let opens = head[..head.len() - 4].trim_end();
        let opens = opens.is_empty() || opens.ends_with(['。', '；', '\n']);
        year.parse().ok().filter(|year| opens && (1949..2100).contains(year))
    })
}

/// What stands before the number that a text ends in.
fn before_number(text: &str) -> Option<&str> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    (head.len() < text.len()).then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_prints_tells_when() {
        let lexicon = Lexicon::embedded();
        for (text, from, to) in [
            ("由市场监管总局牵头。", Some(2018), None),
            ("由银保监会负责，国家卫生健康委配合。", Some(2018), Some(2023)),
            ("由中国银监会负责，环境保护部配合。", Some(2008), Some(2018)),
            // A text speaks of bodies of the past, not of the future.
            ("由中国银监会负责。原国土资源部批准，国家数据局配合。", Some(2023), None),
            ("原国土资源部批准的，按《国土资源部关于某事的通知》办。", None, None),
            ("根据《意见》（国发〔2016〕80号）", Some(2016), None),
            ("做好工作。2020年9月11日，总理在会议上讲话。", Some(2020), None),
            ("福建银保监局、厦门海事局配合。", Some(2018), Some(2023)),
            ("应急管理部门负责。到2030年12月31日，全部完成。", None, None),
            ("市退役军人事务局负责。", Some(2016), None),
            ("市退役军人事务局、市卫生健康委负责。", Some(2018), None),
            ("甲公司建设部负责。", None, None),
        ] {
            let matches = lexicon.matcher.find(text);
            assert_eq!(printed(text, &matches, lexicon), Years { from, to }, "{text}");
        }
    }
}
