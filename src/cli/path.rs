//! `policygraph path`.

use std::io::{self, Write as _};
use std::path::PathBuf;

use clap_complete::engine::ArgValueCompleter;
use policygraph::graph::{EdgeKind, Graph};
use policygraph::measure::{shortest, strongest};
use policygraph::query::{Drawn, Head, Options, Years, chains, node_iri};

use super::Exit;
use super::drawing::DrawingArgs;
use super::format::{Format, Picturing};
use super::output::Output;
use super::query::{classified, say_what_is_missing};

/// How two entities are bound: the shortest chains of edges between them, or the strongest, each step with its quote.
///
/// The strongest chain is the one whose steps, each the shorter the more the text says so, are shortest together.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// Any name of the first entity.
    #[arg(add = ArgValueCompleter::new(super::complete::entities))]
    a: String,

    /// Any name of the other.
    #[arg(add = ArgValueCompleter::new(super::complete::entities))]
    b: String,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// The kinds of edges to walk along, joined by commas.
    #[arg(
        long,
        value_name = "KINDS",
        value_delimiter = ',',
        default_value = "leads,supports,responsible-for,mentions,issued,cites,administers,succeeded-by",
        value_parser = edge_kind
    )]
    over: Vec<EdgeKind>,

    /// The strongest chain instead of the shortest.
    #[arg(long)]
    strongest: bool,

    /// The most shortest chains to show.
    #[arg(long, value_name = "N", default_value_t = 5)]
    chains: usize,

    /// Where a name fits several, the one at home in this region.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// Where a name fits several, the one that documents of these years name.
    #[arg(long, value_name = "YEARS")]
    year: Option<Years>,

    /// The form of the answer [default: by OUT's extension, else table].
    #[arg(long, short, value_name = "F")]
    format: Option<Format>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    drawing: DrawingArgs,
}

const EXAMPLE: &str = "\
Example: through which measures a bureau and a company meet
  policygraph path 东莞市科学技术局 华为

Example: the strongest chain of common sentences between two parks, as a picture
  policygraph path 松山湖 滨海湾新区 --over co-occurs --strongest --output path.svg";

fn edge_kind(name: &str) -> Result<EdgeKind, String> {
    let named = |kind: &EdgeKind| kind.name().to_lowercase().replace('_', "-");
    let found = EdgeKind::ALL.iter().copied().find(|kind| named(kind) == name);
    found.ok_or_else(|| {
        format!(
            "it is one of {}",
            EdgeKind::ALL.iter().map(named).collect::<Vec<_>>().join(", ")
        )
    })
}

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let output = Output::named(args.output.as_deref());
    let format = Format::chosen(args.format, &output, false);
    format.check(&output)?;
    let look = args.drawing.look()?;
    output.check()?;
    let graph = Graph::open(&args.graph)?;
    let options = Options {
        region: args.region.clone(),
        years: args.year,
        ..Options::default()
    };
    let named = |what, name| {
        options
            .entity(&graph, what, name)
            .map_err(|error| classified(error, None))
    };
    let (a, b) = (named("A", &args.a)?, named("B", &args.b)?);
    let found = if args.strongest {
        strongest(&graph, a, b, &args.over).into_iter().collect()
    } else {
        shortest(&graph, a, b, &args.over, args.chains)
    };
    if found.is_empty() {
        writeln!(
            io::stderr(),
            "note: no chain of these edges leads from {} to {} (--over names others)",
            graph.label(a),
            graph.label(b)
        )?;
    }
    let rows = chains(&graph, &found);
    let told = [
        ("from".to_owned(), graph.label(a)),
        ("to".to_owned(), graph.label(b)),
        (
            "chain".to_owned(),
            if args.strongest { "strongest" } else { "shortest" }.to_owned(),
        ),
    ];
    let head = head();
    let picturing = Picturing {
        head: &head,
        told: &told,
        known: &graph,
        look: &look,
        root: Some(node_iri(&graph, a)),
    };
    let undrawn = format.write(&rows, &picturing, &output)?;
    say_what_is_missing(&rows, undrawn, args.drawing.top)?;
    Ok(Exit::Done)
}

fn head() -> Head {
    Head {
        name: "path".to_owned(),
        title_zh: "两者之间".to_owned(),
        title_en: "How two are bound".to_owned(),
        drawn: Some(Drawn::Trace),
        ..Head::default()
    }
}
