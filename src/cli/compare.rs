//! `policygraph compare`.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::ValueEnum;
use policygraph::atlas::write_report;
use policygraph::compare::{By, Comparison, Side, SideError, What};
use policygraph::graph::Graph;
use policygraph::likeness::THRESHOLD;
use policygraph::render::{
    Drawing, Picture, matrix_of_measures, matrix_of_units, trend_of_entities, trend_of_indicators,
};

use super::Exit;
use super::drawing::{DrawingArgs, Look};
use super::exit::Usage;
use super::output::Output;
use super::query::say_what_is_missing;

/// Compare documents, or all documents of a place, a year, a level or an issuer.
///
/// A side is a document's id, or `region=广东省/东莞市`, `year=2018`, `year=2015..2018`, `level=city`, `issuer=…`; `--by`
/// makes a side of each value instead. Each side is compared with the next. Bodies are followed over their reforms
/// (reformed, not lost and gained), and units of two cities meet by their function.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// Two sides or more.
    #[arg(value_name = "SIDE")]
    sides: Vec<String>,

    /// A side for each document, year, region or level of the graph, or of the sides that are given.
    #[arg(long, value_name = "document|year|region|level")]
    by: Option<String>,

    /// responsibilities, measures, entities, targets or structure.
    #[arg(long, short, default_value = "responsibilities", value_name = "W")]
    what: String,

    /// The score from which on two measures are taken to be one task, from 0 to 1.
    #[arg(long, default_value_t = THRESHOLD, value_name = "SCORE")]
    threshold: f64,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// The form of the answer [default: by OUT's extension, else table].
    #[arg(long, short, value_name = "F")]
    format: Option<Form>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    drawing: DrawingArgs,

    /// A folder for a report of everything: Markdown, HTML, tables and figures; the options of drawings hold for its diagram.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format"])]
    report: Option<PathBuf>,
}

/// A form of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A summary, then aligned columns for a terminal.
    Table,
    /// RFC 4180.
    Csv,
    /// An array of objects.
    Json,
    /// An object in each line.
    Jsonl,
    /// The difference of responsibilities in Graphviz's language.
    Dot,
    /// A picture: the difference of responsibilities (by Graphviz), the likeness of measures, mentions by year, indicators
    /// by year, or units and their roles.
    Svg,
    /// The same picture in pixels.
    Png,
    /// The difference of responsibilities for print, by Graphviz.
    Pdf,
}

impl Form {
    fn is_drawn(self) -> bool {
        self == Self::Dot || self.picture().is_some()
    }

    fn picture(self) -> Option<Picture> {
        match self {
            Self::Svg => Some(Picture::Svg),
            Self::Png => Some(Picture::Png),
            Self::Pdf => Some(Picture::Pdf),
            _ => None,
        }
    }
}

const EXAMPLE: &str = "\
Example: who gained, kept and lost which duty between two plans
  policygraph compare dongguan-2012 dongguan-2018

Example: which measures of one plan another takes up, for a spreadsheet
  policygraph compare dongguan-2018 jiangmen-2015 --what measures --output taken-up.csv

Example: the same as a figure in English, with short names, for a paper
  policygraph compare dongguan-2012 dongguan-2018 --lang en --labels short --output difference.pdf

Example: everything as a report to read and to cite from
  policygraph compare dongguan-2012 dongguan-2018 --report dongguan

Example: indicators of all documents, promised and reached
  policygraph compare --by document --what targets";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let what: What = args.what.parse().map_err(Usage::of)?;
    let by: Option<By> = args.by.as_deref().map(str::parse).transpose().map_err(Usage::of)?;
    if !(0.0..=1.0).contains(&args.threshold) {
        return Err(Usage::error(format!(
            "a threshold is a score from 0 to 1, not {}",
            args.threshold
        )));
    }
    let output = Output::named(args.output.as_deref());
    let form = form(args.format, &output);
    if matches!(form, Form::Png | Form::Pdf) && output == Output::Stdout && io::stdout().is_terminal() {
        return Err(Usage::error("a picture is nothing for a terminal; give --output FILE"));
    }
    let look = args.drawing.look()?;
    output.check()?;
    let graph = Graph::open(&args.graph)?;
    let sides = sides(&graph, &args.sides, by).map_err(Usage::of)?;
    let comparison = Comparison::with_threshold(&graph, sides, args.threshold).map_err(Usage::of)?;
    if let Some(folder) = &args.report {
        write_report(&comparison, &difference(&comparison, &look), folder)?;
        writeln!(io::stderr(), "wrote {}", folder.join("report.html").display())?;
        return Ok(Exit::Done);
    }
    let rows = comparison.rows(what);
    if rows.is_empty() {
        writeln!(io::stderr(), "note: there is nothing to compare in {what}")?;
    }
    if form.is_drawn() {
        let undrawn = draw(&comparison, what, form.picture(), &look, &output)?;
        say_what_is_missing(&rows, undrawn, args.drawing.top)?;
        return Ok(Exit::Done);
    }
    match form {
        Form::Table => {
            let text = comparison.summary(what).join("\n") + "\n\n" + &rows.to_table();
            output.write(text.as_bytes())?;
        }
        Form::Csv => output.stream(|out| rows.write_csv(out))?,
        Form::Json => output.stream(|out| rows.write_json(out))?,
        _ => output.stream(|out| rows.write_jsonl(out))?,
    }
    Ok(Exit::Done)
}

/// Draws the diagram or the chart; how many edges it leaves out.
fn draw(
    comparison: &Comparison<'_>,
    what: What,
    picture: Option<Picture>,
    look: &Look<'_>,
    output: &Output,
) -> anyhow::Result<usize> {
    let Some(chart) = chart(comparison, what) else {
        let drawing = difference(comparison, look);
        let (bytes, undrawn) = look.bytes(&drawing, picture)?;
        output.write(&bytes)?;
        return Ok(undrawn);
    };
    output.write(&look.chart(what.name(), chart, picture)?)?;
    Ok(0)
}

/// The diagram of what became of duties, as the user wants it to look.
fn difference(comparison: &Comparison<'_>, look: &Look<'_>) -> Drawing {
    let mut drawing = Drawing::of_difference(comparison);
    look.dress(&mut drawing, comparison.graph(), None);
    drawing
}

/// The chart of a comparison, as SVG; responsibilities are a graph instead.
fn chart(comparison: &Comparison<'_>, what: What) -> Option<String> {
    match what {
        What::Measures => Some(matrix_of_measures(comparison)),
        What::Entities => Some(trend_of_entities(comparison)),
        What::Targets => Some(trend_of_indicators(comparison)),
        What::Structure => Some(matrix_of_units(comparison)),
        _ => None,
    }
}

fn form(asked: Option<Form>, output: &Output) -> Form {
    let by_extension = || match output.extension()?.to_ascii_lowercase().as_str() {
        "ndjson" => Some(Form::Jsonl),
        "gv" => Some(Form::Dot),
        other => Form::from_str(other, false).ok(),
    };
    asked.or_else(by_extension).unwrap_or(Form::Table)
}

fn sides(graph: &Graph, asked: &[String], by: Option<By>) -> Result<Vec<Side>, SideError> {
    let named: Vec<Side> = asked
        .iter()
        .map(|side| Side::named(graph, side))
        .collect::<Result<_, _>>()?;
    Ok(match by {
        Some(by) => {
            let documents: Vec<_> = named.into_iter().flat_map(|side| side.documents).collect();
            Side::spread(graph, by, &documents)
        }
        None => named,
    })
}
