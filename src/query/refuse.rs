//! What no query may ask: what differs from run to run, the network, files, changes; and texts too deep to be read.

use spargebra::Query;
use spargebra::algebra::{Expression, Function, GraphPattern};

use super::error::{Error, Mistake};
use super::tokens::{Token, TokenKind, tokens};
use super::walk::{Node, nodes};

const DIFFERS: &str = "the same graph must give the same answer in every run";
const NETWORK: &str = "queries are answered from the graph alone";
const CHANGES: &str = "a graph changes only when it is built";

/// The longest text, in bytes.
const LONGEST: usize = 1 << 20;
/// How deep brackets may stand in brackets.
const DEEPEST: usize = 100;
/// How many signs and words that bind other parts together, each of which may make the parsed query one level deeper.
const MOST_OPERATORS: usize = 2_000;

/// A word that is refused, and why.
type Refusal = (&'static str, &'static str);

/// Refuses a query that uses `RAND`, `UUID`, `STRUUID`, `NOW`, `BNODE`, `SERVICE` or `FROM`, however deep.
pub(super) fn check(name: &str, query: &Query) -> Result<(), Error> {
    let mut found = query.dataset().map(|_| ("FROM", NETWORK));
    nodes(query, &mut |node| {
        let refusal = match node {
            Node::Pattern(GraphPattern::Service { .. }) => Some(("SERVICE", NETWORK)),
            Node::Expression(Expression::FunctionCall(function, _)) => in_function(function),
            _ => None,
        };
        found = found.or(refusal);
    });
    match found {
        None => Ok(()),
        Some((what, reason)) => Err(Error::Refused {
            name: name.to_owned(),
            what,
            reason,
        }),
    }
}

fn in_function(function: &Function) -> Option<Refusal> {
    match function {
        Function::Rand => Some(("RAND()", DIFFERS)),
        Function::Uuid => Some(("UUID()", DIFFERS)),
        Function::StrUuid => Some(("STRUUID()", DIFFERS)),
        Function::Now => Some(("NOW()", DIFFERS)),
        Function::BNode => Some(("BNODE()", DIFFERS)),
        _ => None,
    }
}

/// The keyword of an update, where the text is one.
pub(super) fn update(name: &str, text: &str) -> Option<Error> {
    const UPDATES: [&str; 11] = [
        "INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "USING",
    ];
    let is_prologue = |token: &Token<'_>| {
        token.is("PREFIX") || token.is("BASE") || !matches!(token.kind, TokenKind::Word | TokenKind::Sign)
    };
    let first = tokens(text).find(|token| !is_prologue(token))?;
    let what = UPDATES.into_iter().find(|update| first.is(update))?;
    Some(Error::Refused {
        name: name.to_owned(),
        what,
        reason: CHANGES,
    })
}

/// Refuses a text that is too long or too deep to be parsed safely: parsers call themselves once for each level.
pub(super) fn check_depth(name: &str, text: &str) -> Result<(), Error> {
    let mistake = |at: usize, message: String| {
        let mistakes = vec![Mistake::at(name, text, at, message)];
        Err(Error::Mistakes { mistakes })
    };
    if text.len() > LONGEST {
        return mistake(0, format!("the query is longer than {LONGEST} bytes"));
    }
    let (mut depth, mut operators) = (0_usize, 0_usize);
    for token in tokens(text) {
        match token.text {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth = depth.saturating_sub(1),
            _ if binds(&token) => operators += 1,
            _ => {}
        }
        if depth > DEEPEST {
            return mistake(token.at, format!("brackets stand more than {DEEPEST} deep here"));
        }
        if operators > MOST_OPERATORS {
            let message = format!("more than {MOST_OPERATORS} operators in one query; VALUES or IN say it shorter");
            return mistake(token.at, message);
        }
    }
    Ok(())
}

/// Whether the word may make what is parsed one level deeper. Dots and commas only add to what is there.
fn binds(token: &Token<'_>) -> bool {
    const WORDS: [&str; 7] = ["UNION", "OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES", "LATERAL"];
    match token.kind {
        TokenKind::Sign => matches!(
            token.text,
            "||" | "&&" | "|" | "^" | "/" | "+" | "-" | "*" | "!" | "?" | "=" | "<" | ">"
        ),
        TokenKind::Word => WORDS.iter().any(|word| token.is(word)),
        _ => false,
    }
}
