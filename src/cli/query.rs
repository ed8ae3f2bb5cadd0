//! `policygraph query`.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use clap_complete::engine::ArgValueCompleter;
use policygraph::query::{Error, Group, Head, Options, Query, Rows, SAVED, Years};

use super::Exit;
use super::drawing::DrawingArgs;
use super::exit::Usage;
use super::format::{Format, Picturing};
use super::output::Output;
use super::source::Source;

/// Ask a graph a saved query, or one of your own in SPARQL.
///
/// Without a name, the saved queries are listed with what each answers and its parameters. A file of your own
/// (`.rq`) may begin with the same comment lines as the saved ones.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// A saved query, or a file with a query.
    #[arg(value_name = "NAME or FILE", add = ArgValueCompleter::new(super::complete::queries))]
    query: Option<String>,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// Ask a SPARQL server instead, which holds what `policygraph export --format ntriples` wrote: the address of its query
    /// service. Needs a build with --features endpoint.
    #[arg(long, value_name = "URL", conflicts_with = "graph")]
    endpoint: Option<String>,

    /// The value of a parameter; may be given several times. An entity goes by any of its names, `*` means all.
    #[arg(
        long = "param",
        short,
        value_name = "KEY=VALUE",
        value_parser = key_and_value,
        add = ArgValueCompleter::new(super::complete::parameters)
    )]
    parameters: Vec<(String, String)>,

    /// Where a name fits several, the one at home in this region (广东省/江门市, or 江门市).
    #[arg(long, value_name = "REGION")]
    region: Option<String>,

    /// Where a name fits several, the one that documents of these years name (2018, 2012-2018).
    #[arg(long, value_name = "YEARS")]
    year: Option<Years>,

    /// Seconds after which a query is stopped; 0 for never.
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    timeout: u64,

    /// The first rows only.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// The form of the answer [default: by OUT's extension, else table for rows and dot for a drawing].
    #[arg(long, short, value_name = "F")]
    format: Option<Format>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,

    #[command(flatten)]
    drawing: DrawingArgs,
}

const EXAMPLE: &str = "\
Example: what can be asked
  policygraph query

Example: every responsibility with its sentence, for a spreadsheet
  policygraph query responsibilities --output responsibilities.csv

Example: what one unit is responsible for, as a picture (needs Graphviz)
  policygraph query trace-unit --param unit=东莞市科学技术局 --output trace.svg

Example: what the documents of 2018 and later name beside one park
  policygraph query neighbours --param entity=松山湖 --param years=2018- --top 60 --output neighbours.svg

Example: the same in English, in groups, with short names, for a column of a paper
  policygraph query neighbours --param entity=松山湖 --lang en --labels short --cluster community --output neighbours.pdf

Example: your own question
  policygraph query mine.rq --format json | jq length

Example: the same questions to a SPARQL server that holds a graph larger than memory
  policygraph query trace-unit --param unit=东莞市科学技术局 --endpoint http://127.0.0.1:7878/query --output trace.svg";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let Some(name) = &args.query else { return list(args) };
    let query = Query::find(name).map_err(|error| classified(error, None))?;
    let wrong = |error| classified(error, Some(query.head()));
    query.check(&args.parameters).map_err(wrong)?;
    let output = Output::named(args.output.as_deref());
    let format = Format::chosen(args.format, &output, query.is_drawn());
    format.check(&output)?;
    let look = args.drawing.look()?;
    output.check()?;
    let source = Source::open(args.endpoint.as_deref(), &args.graph, args.options().timeout)?;
    let done = watch(name.clone(), args.timeout);
    let rows = source
        .answer(&query, &args.parameters, &args.options())
        .map_err(wrong)?;
    let background = source.background(&rows, format.is_drawing()).map_err(wrong)?;
    let root = if format.is_drawing() {
        args.subject(&query, &source)
    } else {
        None
    };
    drop(done);
    if rows.is_empty() {
        let asked = args.graph.display().to_string();
        writeln!(
            io::stderr(),
            "note: nothing in {} answers this",
            source.address().unwrap_or(&asked)
        )?;
    }
    let picturing = Picturing {
        head: query.head(),
        told: &args.parameters,
        known: background.known(),
        look: &look,
        root,
    };
    let undrawn = format.write(&rows, &picturing, &output)?;
    say_what_is_missing(&rows, undrawn, args.drawing.top)?;
    Ok(Exit::Done)
}

impl Args {
    /// The IRI of the entity that the query is about, if it is about one.
    fn subject(&self, query: &Query, source: &Source) -> Option<String> {
        let about = |(key, _): &&(String, String)| ["entity", "unit", "what"].contains(&key.as_str());
        let [(key, name)] = self.parameters.iter().filter(about).collect::<Vec<_>>()[..] else {
            return None;
        };
        query
            .head()
            .parameters
            .iter()
            .find(|parameter| parameter.name == *key)?;
        source.entity(key, name, &self.options()).ok()
    }

    fn options(&self) -> Options {
        Options {
            region: self.region.clone(),
            years: self.year,
            timeout: (self.timeout > 0).then(|| Duration::from_secs(self.timeout)),
            limit: self.limit,
        }
    }
}

/// Ends the program where a query outlives its time: the evaluator looks at the clock whenever it asks the graph for
/// something, but not while it multiplies rows that it already has. Nothing is half-written, for nothing is written
/// before the answer is whole. Dropping what this gives calls the watch off.
fn watch(query: String, timeout: u64) -> Option<Sender<()>> {
    /// Longer than the evaluator takes to notice by itself.
    const GRACE: Duration = Duration::from_millis(500);
    let allowed = Duration::from_secs(timeout) + GRACE;
    let (done, waiting) = channel();
    if timeout == 0 {
        return None;
    }
    std::thread::spawn(move || {
        if waiting.recv_timeout(allowed) == Err(RecvTimeoutError::Timeout) {
            let after = Duration::from_secs(timeout);
            let error = Error::TimedOut { name: query, after };
            let _ = writeln!(io::stderr(), "error: {error}");
            std::process::exit(Exit::Nothing as i32);
        }
    });
    Some(done)
}

/// Limits are never silent.
pub(super) fn say_what_is_missing(rows: &Rows, undrawn: usize, top: usize) -> io::Result<()> {
    let mut out = io::stderr().lock();
    if rows.left_out() > 0 {
        let all = rows.len() + rows.left_out();
        writeln!(out, "note: the first {} of {all} rows (--limit)", rows.len())?;
    }
    if undrawn > 0 {
        writeln!(
            out,
            "note: the strongest {top} edges are drawn, {undrawn} more are not (--top draws more, --format csv lists all)"
        )?;
    }
    Ok(())
}

/// What the command line holds is wrong usage; what the machine does is not.
pub(super) fn classified(error: Error, head: Option<&Head>) -> anyhow::Error {
    if !error.is_usage() {
        return error.into();
    }
    let hint = head.filter(|_| error.is_about_parameters()).map(Head::usage);
    Usage::hinted(error, hint)
}

fn key_and_value(argument: &str) -> Result<(String, String), String> {
    let (key, value) = argument.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

fn list(args: &Args) -> anyhow::Result<Exit> {
    let heads: Vec<Head> = SAVED
        .iter()
        .map(|saved| Query::find(saved.name).map(|query| query.head().clone()))
        .collect::<Result<_, _>>()?;
    let mut text = String::new();
    for group in Group::ALL {
        writeln!(text, "{}\n", group.title())?;
        for head in heads.iter().filter(|head| head.group == Some(*group)) {
            describe(&mut text, head)?;
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len() + 1);
    Output::named(args.output.as_deref()).write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn describe(text: &mut String, head: &Head) -> std::fmt::Result {
    let drawn = if head.drawn.is_some() { " [diagram]" } else { "" };
    writeln!(text, "  {}{drawn}: {} {}", head.name, head.title_zh, head.title_en)?;
    writeln!(text, "      {}", head.answers)?;
    for parameter in &head.parameters {
        writeln!(text, "      --param {}", parameter.describe())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_may_hold_anything() {
        let pair = |key: &str, value: &str| Ok((key.to_owned(), value.to_owned()));
        assert_eq!(key_and_value("unit=甲=乙"), pair("unit", "甲=乙"));
        assert_eq!(key_and_value("unit="), pair("unit", ""));
        assert!(key_and_value("unit").is_err());
    }
}
