//! Facts and edges against the text that they point into.

use policygraph::facts::{DocumentFacts, DoubtKind, Metadata};
use policygraph::graph::{EdgeRef, Graph};
use policygraph::model::Evidence;
use policygraph::text::Span;

use super::text_of;

/// A span with the name of what it belongs to.
type Named = (&'static str, Span);

/// Whether everything that a document says leads to its text, and that to the file.
pub(super) fn check_facts(facts: &DocumentFacts, file: &[u8]) -> Result<(), String> {
    check_origin(facts, file)?;
    for (what, span) in spans(facts) {
        let words = facts.text.get(span.range());
        // That a field of the header is missing is said of no stretch; a number may stand without a title.
        let may_be_empty = ["a doubt about the header", "a title"].contains(&what);
        if words.is_none_or(|words| words.is_empty() && !may_be_empty) {
            return Err(format!(
                "{what} {span} is no stretch of the text ({} bytes)",
                facts.text.len()
            ));
        }
    }
    check_order(facts)?;
    check_printed(facts)
}

/// Every span of every fact.
fn spans(facts: &DocumentFacts) -> Vec<Named> {
    let measures =
        (facts.measures.iter()).flat_map(|measure| [("a measure", measure.span), ("a title", measure.title_span)]);
    let deadlines = facts.measures.iter().filter_map(|measure| measure.deadline.as_ref());
    let sources = facts.entities.iter().filter_map(|entity| entity.source.as_ref());
    let evidence = (metadata(&facts.metadata).into_iter())
        .chain(deadlines.map(|deadline| &deadline.evidence))
        .chain(sources);
    let quoted = evidence.filter_map(|evidence| Some(text_of(evidence)?.1)).flatten();
    measures
        .chain(facts.sentences.iter().map(|sentence| ("a sentence", sentence.span)))
        .chain(facts.mentions.iter().map(|mention| ("a mention", mention.span)))
        .chain(facts.responsibilities.iter().map(|duty| ("a unit", duty.unit.span)))
        .chain(
            facts
                .responsibilities
                .iter()
                .map(|duty| ("a responsibility", duty.quote)),
        )
        .chain(facts.citations.iter().map(|citation| ("a citation", citation.span)))
        .chain(
            facts
                .citations
                .iter()
                .map(|citation| ("a citation's quote", citation.quote)),
        )
        .chain(facts.targets.iter().map(|target| ("a target", target.span)))
        .chain(facts.targets.iter().map(|target| ("a target's quote", target.quote)))
        .chain(facts.doubts.iter().map(|doubt| (name(doubt.kind), doubt.span)))
        .chain(quoted.map(|span| ("evidence", span)))
        .collect()
}

fn name(doubt: DoubtKind) -> &'static str {
    match doubt {
        DoubtKind::Metadata => "a doubt about the header",
        _ => "a doubt",
    }
}

fn metadata(metadata: &Metadata) -> Vec<&Evidence> {
    let fields = [
        metadata.title.as_ref().map(|field| &field.evidence),
        metadata.number.as_ref().map(|field| &field.evidence),
        metadata.region.as_ref().map(|field| &field.evidence),
        metadata.issued.as_ref().map(|field| &field.evidence),
        metadata.period.as_ref().map(|field| &field.evidence),
        metadata.kind.as_ref().map(|field| &field.evidence),
        metadata.url.as_ref().map(|field| &field.evidence),
    ];
    let issuers = metadata.issuers.iter().map(|issuer| &issuer.evidence);
    fields.into_iter().flatten().chain(issuers).collect()
}

/// Whether a run is the half-width form of the full-width character that the file has there.
fn is_wide_form(printed: &[u8], run: &str) -> bool {
    let narrow = |c: u32| char::from_u32(c.checked_sub(0xFEE0)?);
    let first = printed
        .utf8_chunks()
        .next()
        .and_then(|chunk| chunk.valid().chars().next());
    let mut chars = run.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii() && first.and_then(|first| narrow(first as u32)) == Some(c))
        && chars.next().is_none()
}

/// Runs of the text must be runs of the file, in order, with no byte between them but line breaks; a curled quotation mark
/// stands for a straight one.
fn check_origin(facts: &DocumentFacts, file: &[u8]) -> Result<(), String> {
    let starts = facts.origin.iter().map(|(clean, _)| *clean as usize);
    let ends = starts.skip(1).chain([facts.text.len()]);
    let mut file_end = 0;
    for (&(clean, raw), end) in facts.origin.iter().zip(ends) {
        let (clean, raw) = (clean as usize, raw as usize);
        let run = facts
            .text
            .get(clean..end)
            .ok_or(format!("a run is cut at {clean}..{end}"))?;
        let run = run.trim_end_matches('\n');
        let printed = &file[raw.min(file.len())..];
        let is_curled = matches!(run, "“" | "”") && printed.starts_with(b"\"");
        if raw < file_end || !printed.starts_with(run.as_bytes()) && !is_wide_form(printed, run) && !is_curled {
            return Err(format!(
                "the run at {clean} is not what stands at {raw} of the file: {run}"
            ));
        }
        file_end = raw + if is_curled { 1 } else { run.len() };
    }
    match facts.origin.first() {
        Some((0, _)) => Ok(()),
        first => Err(format!("the text does not begin with a run: {first:?}")),
    }
}

/// Facts come in the order of the text, sentences do not overlap, mentions lie in their sentence.
fn check_order(facts: &DocumentFacts) -> Result<(), String> {
    let ascending = |what: &str, starts: Vec<u32>| {
        if starts.is_sorted() {
            Ok(())
        } else {
            Err(format!("{what} are not in the order of the text"))
        }
    };
    ascending(
        "measures",
        facts.measures.iter().map(|measure| measure.span.start).collect(),
    )?;
    ascending(
        "mentions",
        facts.mentions.iter().map(|mention| mention.span.start).collect(),
    )?;
    ascending(
        "citations",
        facts.citations.iter().map(|citation| citation.span.start).collect(),
    )?;
    ascending(
        "targets",
        facts.targets.iter().map(|target| target.span.start).collect(),
    )?;
    for pair in facts.sentences.windows(2) {
        if pair[0].span.end > pair[1].span.start {
            return Err(format!("sentences overlap: {} and {}", pair[0].span, pair[1].span));
        }
    }
    for mention in &facts.mentions {
        let sentence = facts.sentences[mention.sentence as usize].span;
        if !sentence.contains(mention.span) {
            return Err(format!(
                "the mention {} is not in its sentence {sentence}",
                mention.span
            ));
        }
    }
    Ok(())
}

/// What a fact prints stands where it points: units in their quotes, titles and indicators in the text.
fn check_printed(facts: &DocumentFacts) -> Result<(), String> {
    for duty in &facts.responsibilities {
        let quote = duty.quote.of(&facts.text);
        if !quote.contains(&duty.printed) || !duty.quote.contains(duty.unit.span) {
            return Err(format!("the quote does not hold {}: {quote}", duty.printed));
        }
    }
    for measure in &facts.measures {
        let title = measure.title_span.of(&facts.text);
        if measure.title != title || !measure.span.contains(measure.title_span) {
            return Err(format!("the title {} is not where it points: {title}", measure.title));
        }
    }
    for target in &facts.targets {
        // 分别达到300和100家: the first number has the unit of the second.
        let quote = target.quote.of(&facts.text);
        // 7.9万余家 counts 万家; a wide stroke is written as a narrow one.
        let plain = || quote.replace(['余', '多'], "").replace('／', "/");
        let is_beside = || quote.contains(&target.unit) || plain().contains(&target.unit);
        // The unit of a row may stand above the table, or in the head of its column.
        let is_above = || target.rule.name() == "indicator-table" && facts.text.contains(&target.unit);
        let holds_unit = || is_beside() || is_above();
        if !target.quote.contains(target.span) || !holds_unit() {
            return Err(format!("the target {target:?} is not where it points: {quote}"));
        }
    }
    Ok(())
}

/// Whether every edge has evidence, and every evidence in a text has words.
pub(super) fn check_graph(graph: &Graph) -> Result<(), String> {
    graph.all_edges().try_for_each(|edge| check_edge(graph, edge))
}

fn check_edge(graph: &Graph, edge: EdgeRef<'_>) -> Result<(), String> {
    let [from, to] = [edge.from, edge.to].map(|end| graph.label(end));
    let name = format!("{} {from} -> {to}", edge.kind);
    let evidence = graph.evidence(edge.id);
    if evidence.is_empty() {
        return Err(format!("{name} has no evidence"));
    }
    for evidence in evidence.iter() {
        if text_of(evidence).is_some() && graph.quote(evidence).is_empty() {
            return Err(format!("{name} quotes nothing: {evidence:?}"));
        }
        if graph.describe(evidence).is_empty() {
            return Err(format!("{name} has evidence without words: {evidence:?}"));
        }
    }
    Ok(())
}
