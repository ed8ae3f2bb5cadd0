//! What belongs together: by document, year, region, level of government or community.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Drawing, Language, Words};
use crate::graph::{EdgeId, NodeId};
use crate::measure::{Centrality, Network, Tie};
use crate::model::{Region, UnknownName, named};
use crate::query::Known;

named! {
    /// What nodes are put together by.
    ClusterBy as "way to cluster" {
        /// The document they stand in; an entity, if only one names it.
        Document = "document",
        /// The year of that document.
        Year = "year",
        /// The region where they are at home.
        Region = "region",
        /// That region's level of government.
        Level = "level",
        /// Who is bound to whom, by Leiden's method.
        Community = "community",
        /// Nothing.
        None = "none",
    }
}

impl Drawing {
    /// Puts nodes together, instead of how they were before: in frames where the layout program draws them, else by
    /// colour and number. Nodes are known by their IRIs; where nothing is known of one, it stands alone.
    pub fn cluster(&mut self, by: ClusterBy, known: &dyn Known) {
        let language = self.language;
        for node in self.nodes_mut() {
            node.cluster = heading(known, iri_of(&node.id), by, language);
        }
        self.groups.clear();
        if by == ClusterBy::Community {
            self.cluster_communities();
        }
    }

    fn cluster_communities(&mut self) {
        let Ok(found) = self.network().communities(1.0, 1) else {
            return;
        };
        if !self.engine().draws_frames() {
            let ids: Vec<String> = self.nodes().map(|node| node.id.clone()).collect();
            self.groups = ids.into_iter().zip(found.of).collect();
            self.group_names.clear();
            return;
        }
        let name = match self.language {
            Language::Chinese => "社群",
            Language::English => "Community",
        };
        for (node, community) in self.nodes_mut().zip(found.of) {
            node.cluster = Some(format!("{name} {}", community + 1));
        }
    }

    /// Makes labels the larger the higher their nodes rank in the drawing.
    pub fn size_by(&mut self, measure: Centrality) {
        let mut values: Vec<(NodeId, f64)> = self
            .network()
            .ranked(measure)
            .iter()
            .map(|ranked| (ranked.node, measure.of(ranked)))
            .collect();
        values.sort_by_key(|(place, _)| *place);
        let highest = values.iter().map(|(_, value)| *value).fold(f64::MIN_POSITIVE, f64::max);
        let ids: Vec<String> = self.nodes().map(|node| node.id.clone()).collect();
        let shares = values.into_iter().map(|(_, value)| value / highest);
        self.sizes = ids.into_iter().zip(shares).collect();
        self.size_means = Words::from(measure);
    }

    /// What is drawn, as a network whose nodes are numbered in the drawing's order.
    fn network(&self) -> Network {
        let places: BTreeMap<&str, usize> = self.nodes().enumerate().map(|(at, node)| (&*node.id, at)).collect();
        let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for edge in self.edges() {
            let (a, b) = (places[&*edge.source], places[&*edge.target]);
            if a != b {
                *weights.entry((a.min(b), a.max(b))).or_default() += edge.weight;
            }
        }
        let tie = |((a, b), weight): ((usize, usize), f64)| Tie {
            a,
            b,
            weight: whole(weight),
            because: EdgeId::from_index(0),
        };
        Network {
            nodes: (0..places.len()).map(NodeId::from_index).collect(),
            ties: weights.into_iter().map(tie).collect(),
        }
    }
}

/// What a measure of rank is called.
impl From<Centrality> for Words {
    fn from(measure: Centrality) -> Self {
        match measure {
            Centrality::Degree => Self::new("度数", "degree"),
            Centrality::Strength => Self::new("强度", "strength"),
            Centrality::Betweenness => Self::new("中介中心性", "betweenness"),
            Centrality::Eigenvector => Self::new("特征向量中心性", "eigenvector centrality"),
            Centrality::Pagerank => Self::from("PageRank"),
        }
    }
}

/// The IRI of the node of the graph that a drawn node stands for.
pub(super) fn iri_of(id: &str) -> &str {
    id.lines().next().unwrap_or_default()
}

#[expect(clippy::cast_sign_loss, reason = "weights are above 0")]
fn whole(weight: f64) -> u32 {
    weight.clamp(1.0, f64::from(u32::MAX)).round() as u32
}

/// What stands above the frame of a node.
fn heading(known: &dyn Known, iri: &str, by: ClusterBy, language: Language) -> Option<String> {
    match by {
        ClusterBy::Document => known.title(iri),
        ClusterBy::Year => Some(known.year(iri)?.to_string()),
        ClusterBy::Region => Some(match known.region(iri)? {
            home if home.is_nation() => anywhere().in_language(language).to_owned(),
            home => home.to_string(),
        }),
        ClusterBy::Level => Some(level(&known.region(iri)?).in_language(language).to_owned()),
        ClusterBy::Community | ClusterBy::None => None,
    }
}

/// Where the graph knows of no home: of the whole country, or not known.
fn anywhere() -> Words {
    Words::new("全国或未定", "Nationwide or not known")
}

fn level(region: &Region) -> Words {
    match region.divisions().len() {
        0 => anywhere(),
        1 => Words::new("省级", "Provincial level"),
        2 => Words::new("市级", "City level"),
        _ => Words::new("县级及以下", "County level and below"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assemble::samples;
    use crate::graph::Graph;
    use crate::query::node_iri;
    use crate::render::{DrawnEdge, DrawnNode, EdgeType, Engine, Layout, NodeType};

    /// Every node of the samples, and every edge.
    fn everything() -> (Graph, Drawing) {
        let graph = samples::graph();
        let mut drawing = Drawing::new("", Layout::Spring);
        for id in graph.node_ids() {
            drawing.add_node(DrawnNode {
                id: node_iri(&graph, id),
                label: graph.label(id),
                kind: NodeType::from_name(graph.node(id).type_name()),
                tooltip: String::new(),
                cluster: None,
            });
        }
        for edge in graph.all_edges() {
            drawing.add_edge(DrawnEdge {
                source: node_iri(&graph, edge.from),
                target: node_iri(&graph, edge.to),
                kind: EdgeType::Other,
                weight: 1.0,
                tooltip: String::new(),
                directed: false,
            });
        }
        (graph, drawing)
    }

    fn framed(drawing: &Drawing) -> BTreeMap<&str, &str> {
        drawing
            .nodes()
            .filter_map(|node| Some((&*node.label, node.cluster.as_deref()?)))
            .collect()
    }

    #[test]
    fn nodes_meet_by_document_year_region_and_level() {
        let (graph, mut drawing) = everything();
        drawing.cluster(ClusterBy::Year, &graph);
        let years = framed(&drawing);
        assert!(years.values().all(|year| year.parse::<u16>().is_ok()), "{years:?}");
        assert!(!years.is_empty());
        drawing.cluster(ClusterBy::Region, &graph);
        assert_eq!(framed(&drawing)["东莞市科学技术局"], "广东省/东莞市");
        drawing.cluster(ClusterBy::Level, &graph);
        assert_eq!(framed(&drawing)["东莞市科学技术局"], "市级");
        drawing.language = Language::English;
        drawing.cluster(ClusterBy::Level, &graph);
        assert_eq!(framed(&drawing)["东莞市科学技术局"], "City level");
        drawing.cluster(ClusterBy::Document, &graph);
        assert!(
            framed(&drawing)
                .values()
                .all(|title| graph.documents().any(|(_, d)| d.title() == *title))
        );
        drawing.cluster(ClusterBy::None, &graph);
        assert!(framed(&drawing).is_empty());
    }

    #[test]
    fn communities_are_frames_where_the_program_draws_them_and_colours_where_not() {
        let (graph, mut drawing) = everything();
        drawing.cluster(ClusterBy::Community, &graph);
        assert_eq!(drawing.groups.len(), drawing.nodes().count());
        assert!(framed(&drawing).is_empty());
        drawing.engine = Some(Engine::Fdp);
        drawing.cluster(ClusterBy::Community, &graph);
        assert!(drawing.groups.is_empty());
        assert!(framed(&drawing).values().any(|name| *name == "社群 1"));
    }

    #[test]
    fn the_best_connected_is_the_largest() {
        let (_, mut drawing) = everything();
        drawing.size_by(Centrality::Degree);
        let largest = drawing.sizes.values().copied().fold(0.0, f64::max);
        assert!((largest - 1.0).abs() < 1e-9);
        assert_eq!(drawing.sizes.len(), drawing.nodes().count());
    }
}
