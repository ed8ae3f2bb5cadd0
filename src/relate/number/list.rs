//! Values that stand in one list and share a unit or a bound.

use std::sync::LazyLock;

use super::unit::MULTIPLES;
use super::{BOUNDS, Number, bounds, comparator, number_at};
use crate::model::Comparator;
use crate::text::{Span, WordList};

/// What stands between values of one list.
static JOINS: LazyLock<WordList> = LazyLock::new(|| WordList::new("、 和 与 及 以及"));

/// The values of `4.8%、7%`, of `1409万、1305万人次` and of `5.1、6.2个百分点`, from the first digit on or the word that
/// bounds it; none where one of them has no unit. With where they end.
pub(in crate::relate) fn values(body: &str, start: usize) -> (Vec<Number>, usize) {
    let (mut found, mut bare) = (Vec::new(), Vec::<(Span, String, &str)>::new());
    let (mut at, mut end) = (start, start);
    while let Some(digit) = first_digit(&body[at..]) {
        let (number, behind) = number_at(body, at + digit);
        end = behind;
        if let Some(number) = number {
            for (place, value, multiple) in bare.drain(..) {
                let unit = format!("{multiple}{}", number.unit.trim_start_matches(['万', '亿']));
                let unit = if multiple.is_empty() { number.unit.clone() } else { unit };
                let before = bounds(&body[..place.start as usize]);
                found.push(Number {
                    span: Span::new(before.start, place.end as usize),
                    start: place.start,
                    value,
                    unit,
                    comparator: match before.word {
                        "" => number.comparator,
                        word => comparator(word, false, ""),
                    },
                });
            }
            found.push(number);
        } else {
            let multiple = MULTIPLES.beginning(&body[end..]).unwrap_or(0);
            let place = Span::new(at + digit, end + multiple);
            bare.push((
                place,
                body[at + digit..end].replace(',', ""),
                &body[end..end + multiple],
            ));
            end += multiple;
        }
        let Some(next) = JOINS
            .beginning(&body[end..])
            .filter(|next| first_digit(&body[end + next..]).is_some())
        else {
            break;
        };
        at = end + next;
    }
    if !bare.is_empty() {
        found.clear();
    }
    // 2.2个和3.7个百分点
    if found.last().is_some_and(|last: &Number| last.unit == "个百分点") {
        for number in found.iter_mut().filter(|number| number.unit == "个") {
            number.unit.push_str("百分点");
        }
    }
    share_bound(&mut found);
    (found, end)
}

/// 分别不高于53和32微克/立方米, 分别增长7%、8%左右: what bounds the first or the last of a list bounds all.
fn share_bound(values: &mut [Number]) {
    let is_plain = |number: &Number| number.comparator == Comparator::Equal;
    let shared = match values {
        [first, rest @ ..] if !is_plain(first) && rest.iter().all(is_plain) => first.comparator,
        [rest @ .., last] if !is_plain(last) && rest.iter().all(is_plain) => last.comparator,
        // 分别控制在4.2%、3%、2.5‰以内
        [first, rest @ .., last] if first.comparator == last.comparator && rest.iter().all(is_plain) => last.comparator,
        _ => return,
    };
    for value in values {
        value.comparator = shared;
    }
}

/// Where the first digit stands, behind a bound or 第 at most.
fn first_digit(text: &str) -> Option<usize> {
    let bare = text.trim_start_matches([' ', '第']);
    let bound = BOUNDS.beginning(bare).unwrap_or(0);
    bare[bound..]
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(text.len() - bare.len() + bound)
}
