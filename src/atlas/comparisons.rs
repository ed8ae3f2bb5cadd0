//! Which documents of the corpus are compared, and the pages that show it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::html::Html;
use super::names::file_name;
use super::report::body;
use super::site::Site;
use crate::compare::{Comparison, Side};
use crate::graph::{Document, NodeId};
use crate::likeness::Likeness;

/// Up to this many documents each is compared with each.
const EACH_WITH_EACH: usize = 6;
/// The most pages of comparisons.
const MOST: usize = 300;

/// A comparison of two documents and its page.
pub(super) struct Pair {
    pub(super) path: String,
    pub(super) title: String,
    pub(super) documents: [NodeId; 2],
}

/// The pairs to compare, the earlier document first: all of a small corpus; of a larger one, each document with the next
/// of its region and kind.
pub(super) fn pairs(site: &Site<'_>) -> Vec<Pair> {
    let documents = &site.documents;
    if documents.len() <= EACH_WITH_EACH {
        let from = |at: usize| documents[at + 1..].iter().map(move |later| (documents[at], *later));
        return (0..documents.len())
            .flat_map(from)
            .map(|(a, b)| pair(site, a, b))
            .collect();
    }
    let mut groups: BTreeMap<(String, String), Vec<NodeId>> = BTreeMap::new();
    for id in documents {
        if let Some(document) = site.graph.node(*id).as_document()
            && let Some(region) = &document.metadata.region
        {
            let kind = document.metadata.kind.as_ref().map_or("", |kind| kind.value.name());
            groups
                .entry((region.value.to_string(), kind.to_owned()))
                .or_default()
                .push(*id);
        }
    }
    let next = groups.values().flat_map(|group| group.windows(2));
    next.take(MOST).map(|two| pair(site, two[0], two[1])).collect()
}

fn pair(site: &Site<'_>, a: NodeId, b: NodeId) -> Pair {
    let ids = [a, b].map(|id| site.graph.node(id).as_document().map_or("", |document| &document.id));
    let name = ids.join("--");
    Pair {
        path: format!("compare/{}", file_name(&name, &ids.join("\n"))),
        title: ids.join(" → "),
        documents: [a, b],
    }
}

/// The pages of comparisons, each with its path.
pub(super) fn pages(site: &Site<'_>, pairs: &[Pair]) -> Vec<(String, String)> {
    if pairs.is_empty() {
        return Vec::new();
    }
    let likeness = Likeness::of(site.graph);
    let page = |pair: &Pair| {
        let alone = |id: NodeId| Side {
            name: site
                .graph
                .node(id)
                .as_document()
                .map_or("", |document| &document.id)
                .to_owned(),
            documents: vec![id],
        };
        let comparison = Comparison::with_likeness(site.graph, pair.documents.map(alone).to_vec(), &likeness).ok()?;
        let mut out = super::strings::COMPARISONS.within("span", &[("class", "badge")]);
        let titles = pair.documents.map(|id| title(site, id));
        let [a, b] = titles;
        let mut heading = a;
        heading.push(&Html::raw(" → "));
        heading.push(&b);
        out.push(&Html::element("h1", &[], &heading));
        out.push(&body(&comparison));
        Some((pair.path.clone(), site.page(&pair.title, &out)))
    };
    pairs.par_iter().filter_map(page).collect()
}

fn title(site: &Site<'_>, id: NodeId) -> Html {
    let label = site.graph.node(id).as_document().map_or("", Document::title);
    let year = site.graph.node(id).as_document().and_then(Document::year);
    let year = year.map_or_else(String::new, |year| format!("{year} "));
    Html::link(&site.href(id), "", &Html::short(&format!("{year}{label}"), 60))
}
