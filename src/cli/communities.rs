//! `policygraph communities`.

use policygraph::export::Attribute;
use policygraph::graph::Graph;
use policygraph::measure::{Communities, Network};
use policygraph::query::{Head, communities};
use policygraph::render::Words;

use super::Exit;
use super::exit::Usage;
use super::network::{Measured, NetworkArgs};

/// Who belongs together in a network: communities by Leiden's method, the same every time.
///
/// Communities are numbered by size. A drawing colours them and writes their number before each name.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// More than 1 makes smaller communities, less makes larger ones.
    #[arg(long, value_name = "NUMBER", default_value_t = 1.0)]
    resolution: f64,

    /// Where the method begins; another seed may give another split that is about as good.
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    network: NetworkArgs,
}

const EXAMPLE: &str = "\
Example: groups of units that share measures
  policygraph communities --ties partners

Example: the same as a picture
  policygraph communities --ties partners --minimum 2 --output groups.svg";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    args.network.run(|graph, network| measured(graph, network, args))
}

fn measured(graph: &Graph, network: &Network, args: &Args) -> anyhow::Result<Measured> {
    let found = network.communities(args.resolution, args.seed).map_err(Usage::of)?;
    let numbers = found.of.iter().map(|community| *community as f64 + 1.0).collect();
    Ok(Measured {
        head: Head {
            name: "communities".to_owned(),
            title_zh: "社群".to_owned(),
            title_en: "Communities".to_owned(),
            ..Head::default()
        },
        rows: communities(graph, network, &found),
        attributes: vec![Attribute {
            name: "community".to_owned(),
            values: numbers,
        }],
        sizes: None,
        size_means: Words::default(),
        caption: told(&found, args),
        groups: Some(found.of),
    })
}

fn told(found: &Communities, args: &Args) -> Words {
    let (count, modularity) = (found.count, found.modularity);
    let (resolution, seed) = (args.resolution, args.seed);
    Words::new(
        format!("填色与编号为社群（Leiden 算法）：{count} 个，模块度 {modularity}，分辨率 {resolution}，种子 {seed}"),
        format!(
            "fill and number: community (Leiden); {count} of them, modularity {modularity}, resolution {resolution}, \
             seed {seed}"
        ),
    )
}
