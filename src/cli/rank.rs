//! `policygraph rank`.

use policygraph::export::Attribute;
use policygraph::graph::Graph;
use policygraph::measure::{Centrality, Network, Ranked};
use policygraph::query::{Head, ranks};
use policygraph::render::Words;

use super::Exit;
use super::drawing::centrality;
use super::network::{Measured, NetworkArgs};

/// Who matters in a network: degree, strength, betweenness, eigenvector centrality, `PageRank`.
///
/// The network is one of entities that stand in one sentence or measure, or of units that share measures, over the
/// documents that are asked for. A drawing shows names the larger the higher they rank.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// The measure to rank by: degree, strength, betweenness, eigenvector or pagerank.
    #[arg(long, value_name = "MEASURE", default_value = "strength", value_parser = centrality)]
    by: Centrality,

    #[command(flatten)]
    network: NetworkArgs,
}

const EXAMPLE: &str = "\
Example: which units stand between others, by the measures they share
  policygraph rank --ties partners --by betweenness

Example: parks by how often they are named beside other parks, in the documents of one city since 2015
  policygraph rank --type park --region 广东省/东莞市 --years 2015- --output parks.csv

Example: the network with all measures, for visone or Gephi
  policygraph rank --ties partners --output partners.graphml";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    args.network.run(|graph, network| Ok(measured(graph, network, args.by)))
}

fn measured(graph: &Graph, network: &Network, by: Centrality) -> Measured {
    let ranked = network.ranked(by);
    let mut in_order: Vec<&Ranked> = ranked.iter().collect();
    in_order.sort_by_key(|node| node.node);
    let values = |measure: &Centrality| in_order.iter().map(|node| measure.of(node)).collect::<Vec<_>>();
    let highest = values(&by).into_iter().fold(0.0, f64::max).max(f64::MIN_POSITIVE);
    let attribute = |measure: &Centrality| Attribute {
        name: measure.name().to_owned(),
        values: values(measure),
    };
    Measured {
        head: Head {
            name: "rank".to_owned(),
            title_zh: "网络中心性".to_owned(),
            title_en: "Who matters in the network".to_owned(),
            ..Head::default()
        },
        rows: ranks(graph, &ranked),
        attributes: Centrality::ALL.iter().map(attribute).collect(),
        sizes: Some(values(&by).into_iter().map(|value| value / highest).collect()),
        groups: None,
        size_means: Words::from(by),
        caption: size_of(network),
    }
}

/// How large and how dense a network is.
fn size_of(network: &Network) -> Words {
    let (nodes, ties, density) = (network.nodes.len(), network.ties.len(), network.density());
    Words::new(
        format!("{nodes} 个节点，{ties} 条联系，密度 {density}"),
        format!("{nodes} nodes, {ties} ties, density {density}"),
    )
}
