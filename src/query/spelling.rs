//! Words that a query spells as no vocabulary does: they would find nothing, without a word of why.

use std::collections::BTreeMap;

use oxrdf::NamedNode;
use spargebra::Query;
use spargebra::algebra::PropertyPathExpression;
use spargebra::term::{NamedNodePattern, TriplePattern};

use super::error::{Error, Mistake};
use super::name::nearest_words;
use super::tokens::{Token, tokens};
use super::vocabulary::{NAMESPACE, Word};
use super::walk;

/// The prefixes that need not be declared.
pub(super) const USUAL: [(&str, &str); 4] = [
    ("pg", NAMESPACE),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// The prefixes that a text may use, with what they stand for.
fn prefixes(text: &str) -> BTreeMap<&str, &str> {
    let mut known: BTreeMap<_, _> = USUAL.into_iter().collect();
    let tokens: Vec<_> = tokens(text).collect();
    for three in tokens.windows(3) {
        if let [keyword, name, iri] = three
            && keyword.is("PREFIX")
            && let (Some((prefix, "")), Some(iri)) = (name.prefixed(), iri.iri())
        {
            known.insert(prefix, iri);
        }
    }
    known
}

/// The first prefix that nothing declares, if there is one: the parser only says that something else was expected there.
pub(super) fn undeclared_prefix(name: &str, text: &str) -> Option<Mistake> {
    let known = prefixes(text);
    let odd = tokens(text).find_map(|token| {
        let (prefix, _) = token.prefixed()?;
        (!known.contains_key(prefix)).then_some((token, prefix))
    });
    let (token, prefix) = odd?;
    let hint = match nearest_words(prefix, known.keys().copied()).first() {
        Some(near) => format!("; did you mean '{near}:'?"),
        None => format!("; write PREFIX {prefix}: <…> before it"),
    };
    let message = format!("nothing declares the prefix '{prefix}:'{hint}");
    Some(Mistake::at(name, text, token.at, message))
}

/// Fails where the query uses a word of our namespace that the vocabulary does not have, or a predicate of any other
/// namespace than its own.
pub(super) fn check(name: &str, text: &str, query: &Query) -> Result<(), Error> {
    let prefixes = prefixes(text);
    let foreign = foreign_predicates(query);
    let mut mistakes = Vec::new();
    for token in tokens(text) {
        let Some(iri) = spelt_out(&token, &prefixes) else {
            continue;
        };
        let ours = iri.strip_prefix(NAMESPACE).filter(|local| !local.is_empty());
        let message = match ours {
            Some(local) if Word::of_iri(&iri).is_none() => unknown_word(local),
            None if foreign.iter().any(|predicate| predicate.as_str() == iri) => unknown_predicate(&iri),
            _ => continue,
        };
        mistakes.push(Mistake::at(name, text, token.at, message));
    }
    if mistakes.is_empty() {
        return Ok(());
    }
    Err(Error::Mistakes { mistakes })
}

/// The whole IRI of a word.
fn spelt_out(token: &Token<'_>, prefixes: &BTreeMap<&str, &str>) -> Option<String> {
    if let Some(iri) = token.iri() {
        return Some(iri.to_owned());
    }
    let (prefix, local) = token.prefixed()?;
    Some(format!("{}{local}", prefixes.get(prefix)?))
}

fn unknown_word(local: &str) -> String {
    let words = Word::all().filter_map(|word| word.iri().strip_prefix(NAMESPACE));
    let near: Vec<_> = nearest_words(local, words)
        .into_iter()
        .take(3)
        .map(|near| format!("pg:{near}"))
        .collect();
    let hint = if near.is_empty() {
        "'policygraph vocabulary' lists its words".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    format!("the vocabulary has no pg:{local}; {hint}")
}

fn unknown_predicate(iri: &str) -> String {
    let local = iri.rsplit(['#', '/']).next().unwrap_or(iri);
    let ours = Word::of_iri(&format!("{NAMESPACE}{local}"));
    let hint = match ours {
        Some(_) => format!("did you mean pg:{local}?"),
        None => "'policygraph vocabulary' lists its predicates".to_owned(),
    };
    format!("no edge or attribute of a graph is <{iri}>; {hint}")
}

/// Predicates that patterns ask for and no graph has.
fn foreign_predicates(query: &Query) -> Vec<NamedNode> {
    let mut found = Vec::new();
    let mut take = |predicate: &NamedNode| {
        let is_ours = predicate.as_str().starts_with(NAMESPACE);
        if !is_ours && Word::of_iri(predicate.as_str()).is_none_or(|word| !Word::PREDICATES.contains(&word)) {
            found.push(predicate.clone());
        }
    };
    walk::patterns(query, &mut |pattern| match pattern {
        walk::Part::Triple(TriplePattern { predicate, .. }) => {
            if let NamedNodePattern::NamedNode(predicate) = predicate {
                take(predicate);
            }
        }
        walk::Part::Path(path) => of_path(path, &mut take),
    });
    found
}

fn of_path(path: &PropertyPathExpression, take: &mut impl FnMut(&NamedNode)) {
    use PropertyPathExpression as P;
    match path {
        P::NamedNode(predicate) => take(predicate),
        P::Reverse(inner) | P::ZeroOrMore(inner) | P::OneOrMore(inner) | P::ZeroOrOne(inner) => of_path(inner, take),
        P::Sequence(a, b) | P::Alternative(a, b) => {
            of_path(a, take);
            of_path(b, take);
        }
        // What a path is not to follow need not exist.
        P::NegatedPropertySet(_) => {}
    }
}
