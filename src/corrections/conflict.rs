//! Lines that cannot both hold.

use std::collections::BTreeMap;

use super::{Change, Line, Mistake};

/// Lines that decide again what an earlier one decides, and names that are each other's alias.
pub(super) fn find(lines: &[Line]) -> Vec<Mistake> {
    let mut mistakes = decided_twice(lines);
    mistakes.extend(circles(lines));
    mistakes
}

fn decided_twice(lines: &[Line]) -> Vec<Mistake> {
    let mut decided: BTreeMap<_, u32> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for line in lines {
        let about = match &line.change {
            Change::NotTheSame { other, .. } => other.to_string(),
            Change::Role { section, from, .. } => format!("{section} {from}"),
            Change::Similar { section, other, .. } => format!("{section} {other}"),
            _ => String::new(),
        };
        let key = (&line.document, &line.name, line.change.action(), line.found_as(), about);
        let first = *decided.entry(key).or_insert(line.number);
        if first != line.number {
            let problem = format!("line {first} decides this already; keep one of the two");
            mistakes.push(whole_line(line, problem));
        }
    }
    mistakes
}

fn circles(lines: &[Line]) -> Vec<Mistake> {
    let aliases = lines.iter().filter_map(|line| match &line.change {
        Change::Alias { body, .. } if body.folded != line.name.folded => Some((
            (line.document.as_str(), line.name.folded.as_str()),
            (line, &body.folded),
        )),
        _ => None,
    });
    let by_name: BTreeMap<_, _> = aliases.collect();
    let returns = |first: &Line, body: &String| {
        let mut body = body;
        for _ in 0..by_name.len() {
            match by_name.get(&(first.document.as_str(), body.as_str())) {
                Some((line, _)) if line.number == first.number => return true,
                Some((_, next)) => body = next,
                None => return false,
            }
        }
        false
    };
    let circular = by_name.values().filter(|(line, body)| returns(line, body));
    let problem = "this name and another are said to stand for each other; the alias of a name in full must go";
    circular.map(|(line, _)| whole_line(line, problem.to_owned())).collect()
}

fn whole_line(line: &Line, problem: String) -> Mistake {
    Mistake {
        line: line.number,
        column: None,
        problem,
    }
}
