//! What `rank` and `communities` have in common: which network, and how it is written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::ValueEnum;
use policygraph::export::{Attribute, network_graphml};
use policygraph::graph::Graph;
use policygraph::measure::{Binding, Network, Selection};
use policygraph::model::EntityKind;
use policygraph::query::{Drawn, Head, Rows, Years, document_named, node_iri, region_named, ties};
use policygraph::render::{Drawing, Picture, Words};

use super::Exit;
use super::drawing::{DrawingArgs, Look};
use super::exit::Usage;
use super::output::Output;
use super::query::{classified, say_what_is_missing};

/// A form of what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Aligned columns for a terminal.
    Table,
    /// RFC 4180.
    Csv,
    /// An array of objects.
    Json,
    /// An object in each line.
    Jsonl,
    /// The network with what was measured, for Gephi, visone, igraph and NetworkX.
    Graphml,
    /// Graphviz's language.
    Dot,
    /// A scalable picture.
    Svg,
    /// A picture in pixels.
    Png,
    /// A picture for print.
    Pdf,
}

/// Which network, and where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct NetworkArgs {
    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// What binds two entities: named in one sentence, in one measure, or with a role in one measure.
    #[arg(long, value_name = "TIES", default_value = "sentences", value_parser = binding)]
    ties: Binding,

    /// Types of the entities; may be given several times [default: all].
    #[arg(long = "type", value_name = "TYPE", value_parser = kind)]
    kinds: Vec<EntityKind>,

    /// Only documents of these years (2018, 2012-2018).
    #[arg(long, value_name = "YEARS")]
    years: Option<Years>,

    /// Only documents of this region and what lies in it.
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// Only this document; may be given several times.
    #[arg(long = "document", value_name = "ID")]
    documents: Vec<String>,

    /// The lowest weight of a tie.
    #[arg(long, value_name = "N", default_value_t = 1)]
    minimum: u32,

    /// The form of the answer [default: by OUT's extension, else table].
    #[arg(long, short, value_name = "F")]
    format: Option<Form>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    drawing: DrawingArgs,
}

fn binding(name: &str) -> Result<Binding, String> {
    let known = || {
        Binding::ALL
            .iter()
            .map(|binding| binding.name())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let found = Binding::ALL.iter().copied().find(|binding| binding.name() == name);
    found.ok_or_else(|| format!("it is one of {}", known()))
}

pub(super) fn kind(name: &str) -> Result<EntityKind, String> {
    name.parse()
        .map_err(|error: policygraph::model::UnknownName| error.to_string())
}

/// What was measured: as rows, and of each node.
pub(super) struct Measured {
    pub(super) head: Head,
    pub(super) rows: Rows,
    pub(super) attributes: Vec<Attribute>,
    /// How large each node is drawn, from 0 to 1.
    pub(super) sizes: Option<Vec<f64>>,
    /// What the sizes say.
    pub(super) size_means: Words,
    /// The community of each node.
    pub(super) groups: Option<Vec<usize>>,
    /// Beneath the drawing.
    pub(super) caption: Words,
}

impl NetworkArgs {
    /// Takes the network out of the graph, has it measured and writes what was found.
    pub(super) fn run(
        &self,
        measure: impl FnOnce(&Graph, &Network) -> anyhow::Result<Measured>,
    ) -> anyhow::Result<Exit> {
        let output = Output::named(self.output.as_deref());
        let look = self.drawing.look()?;
        output.check()?;
        let graph = Graph::open(&self.graph)?;
        let network = Network::of(&graph, self.ties, &self.selection(&graph)?);
        let measured = measure(&graph, &network)?;
        let (bytes, undrawn) = self.bytes(&graph, &network, &measured, &output, &look)?;
        output.write(&bytes)?;
        say_what_is_missing(&measured.rows, undrawn, self.drawing.top)?;
        Ok(Exit::Done)
    }

    fn selection(&self, graph: &Graph) -> anyhow::Result<Selection> {
        let wrong = |error| classified(error, None);
        let region = self.region.as_deref().map(|name| region_named(graph, "--region", name));
        let mut documents = std::collections::BTreeSet::new();
        for name in &self.documents {
            let id = document_named(graph, "--document", name).map_err(wrong)?;
            documents.extend(graph.document(&id).map(|(node, _)| node));
        }
        Ok(Selection {
            kinds: self.kinds.clone(),
            years: self.years.map(|years| years.from..=years.to),
            region: region.transpose().map_err(wrong)?,
            documents,
            minimum: self.minimum,
        })
    }

    /// The options that decide what is in the network, as they were given.
    fn told(&self) -> Vec<(String, String)> {
        let mut told = vec![("ties".to_owned(), self.ties.name().to_owned())];
        let mut tell = |key: &str, value: String| told.push((key.to_owned(), value));
        self.kinds.iter().for_each(|kind| tell("type", kind.to_string()));
        if let Some(years) = self.years {
            tell("years", years.to_string());
        }
        if let Some(region) = &self.region {
            tell("region", region.clone());
        }
        self.documents
            .iter()
            .for_each(|document| tell("document", document.clone()));
        if self.minimum > 1 {
            tell("minimum", self.minimum.to_string());
        }
        told
    }

    fn form(&self, output: &Output) -> Form {
        let by_extension = || Form::from_str(output.extension()?, true).ok();
        self.format.or_else(by_extension).unwrap_or(Form::Table)
    }

    fn bytes(
        &self,
        graph: &Graph,
        network: &Network,
        measured: &Measured,
        output: &Output,
        look: &Look<'_>,
    ) -> anyhow::Result<(Vec<u8>, usize)> {
        let rows = &measured.rows;
        let picture = match self.form(output) {
            Form::Table => return Ok((rows.to_table().into_bytes(), 0)),
            Form::Csv => return Ok((rows.to_csv().into_bytes(), 0)),
            Form::Json => return Ok((rows.to_json().into_bytes(), 0)),
            Form::Jsonl => return Ok((rows.to_jsonl().into_bytes(), 0)),
            Form::Graphml => return Ok((network_graphml(graph, network, &measured.attributes).into_bytes(), 0)),
            Form::Dot => None,
            Form::Svg => Some(Picture::Svg),
            Form::Png => Some(Picture::Png),
            Form::Pdf => Some(Picture::Pdf),
        };
        look.bytes(&self.drawing(graph, network, measured, look)?, picture)
    }

    fn drawing(
        &self,
        graph: &Graph,
        network: &Network,
        measured: &Measured,
        look: &Look<'_>,
    ) -> anyhow::Result<Drawing> {
        let head = Head {
            drawn: Some(Drawn::Network),
            ..measured.head.clone()
        };
        let rows = ties(graph, network, self.ties);
        let mut drawing = Drawing::from_rows(&head, &rows).map_err(Usage::of)?;
        look.dress(&mut drawing, graph, None);
        drawing.caption.push(measured.caption.clone());
        drawing.cite(&head.name, &self.told(), &rows, graph);
        let by_id = |place: usize| node_iri(graph, network.nodes[place]);
        if let Some(sizes) = &measured.sizes {
            drawing.size_means = measured.size_means.clone();
            drawing.sizes = sizes
                .iter()
                .enumerate()
                .map(|(at, size)| (by_id(at), *size))
                .collect::<BTreeMap<_, _>>();
        }
        if let Some(groups) = &measured.groups {
            drawing.group_names.clear();
            drawing.groups = groups
                .iter()
                .enumerate()
                .map(|(at, group)| (by_id(at), *group))
                .collect();
        }
        Ok(drawing)
    }
}
