//! What the search box looks through: every entity by any of its names, every document, every measure.
//!
//! The entries come in shards, those most asked for first. A name is found by any part of it, so all shards are read, one
//! after the other, once somebody begins to type; that is a few megabytes for a thousand documents.

use std::cmp::Reverse;

use serde::Serialize;

use super::network::shown;
use super::site::Site;
use crate::model::EntityKind;

/// Entries of a shard.
const SHARD: usize = 4_000;

/// What can be found.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Entry {
    /// Name, type, page, what to show beside it, weight, other names.
    Named(String, &'static str, String, String, u32, Vec<String>),
    /// Title, the place of its document among those by year, its number in it, section.
    Measure(String, usize, u32, String),
}

/// The entries in shards.
pub(super) fn shards(site: &Site<'_>) -> Vec<Vec<Entry>> {
    let mut entries: Vec<Entry> = documents(site).chain(entities(site)).collect();
    entries.sort_by_key(|entry| match entry {
        Entry::Named(_, _, _, _, weight, _) => Reverse(*weight),
        Entry::Measure(..) => Reverse(0),
    });
    entries.extend(measures(site));
    let mut shards = Vec::new();
    let mut rest = entries.into_iter().peekable();
    while rest.peek().is_some() {
        shards.push(rest.by_ref().take(SHARD).collect());
    }
    shards
}

fn entities<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Entry> + 's {
    let named = site.graph.entities().filter(|(_, entity)| !entity.printed.is_empty());
    named.map(|(id, entity)| {
        let name = shown(entity.name(), 80);
        let others = entity.printed.iter().filter(|form| **form != entity.name()).take(12);
        let mentions = site
            .graph
            .appearances(id)
            .iter()
            .map(|appearance| appearance.mentions)
            .sum();
        let beside = match entity.kind() {
            EntityKind::Collective => shown(&entity.key.document, 40),
            _ => entity.key.region.to_string(),
        };
        let page = site.pages.path(id).to_owned();
        Entry::Named(
            name,
            entity.kind().name(),
            page,
            beside,
            mentions,
            others.map(|form| shown(form, 40)).collect(),
        )
    })
}

fn documents<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Entry> + 's {
    site.graph.documents().map(|(id, document)| {
        let year = document.year().map_or_else(String::new, |year| year.to_string());
        let page = site.pages.path(id).to_owned();
        let number = document.metadata.number.as_ref().map(|number| number.value.clone());
        let others = [Some(document.id.clone()), number]
            .into_iter()
            .flatten()
            .map(|name| shown(&name, 60));
        // A document is worth more than the names that it holds.
        Entry::Named(
            shown(document.title(), 100),
            "document",
            page,
            year,
            1_000_000,
            others.collect(),
        )
    })
}

fn measures<'s>(site: &'s Site<'_>) -> impl Iterator<Item = Entry> + 's {
    site.graph.measures().map(|(id, measure)| {
        let title = if measure.title.is_empty() {
            site.graph.text_of(id)
        } else {
            &measure.title
        };
        let section = shown(&measure.section.to_string(), 30);
        Entry::Measure(shown(title, 60), site.rank(measure.document), measure.order, section)
    })
}
