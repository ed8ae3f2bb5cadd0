//! `policygraph query`.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::PathBuf;

use policygraph::graph::Graph;
use policygraph::query::{Error, Head, Query, SAVED};

use super::Exit;
use super::exit::Usage;
use super::format::Format;
use super::output::Output;

/// Ask a graph a saved query, or one of your own in SPARQL.
///
/// Without a name, the saved queries are listed with what each answers and its parameters. A file of your own
/// (`.rq`) may begin with the same comment lines as the saved ones.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// A saved query, or a file with a query.
    #[arg(value_name = "NAME or FILE")]
    query: Option<String>,

    /// The graph file.
    #[arg(long, short, value_name = "FILE", default_value = "policy.graph")]
    graph: PathBuf,

    /// The value of a parameter; may be given several times.
    #[arg(long = "param", short, value_name = "KEY=VALUE", value_parser = key_and_value)]
    parameters: Vec<(String, String)>,

    /// The form of the answer [default: by OUT's extension, else table for rows and dot for a drawing].
    #[arg(long, short, value_name = "F")]
    format: Option<Format>,

    /// The file to write; `-` for standard output.
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
}

const EXAMPLE: &str = "\
Example: what can be asked
  policygraph query

Example: every responsibility with its sentence, for a spreadsheet
  policygraph query responsibilities --output responsibilities.csv

Example: what one unit is responsible for, as a picture (needs Graphviz)
  policygraph query trace-unit --param unit=东莞市科学技术局 --output trace.svg

Example: your own question
  policygraph query mine.rq --format json | jq length";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let Some(name) = &args.query else { return list(args) };
    let query = Query::find(name).map_err(classified)?;
    let output = Output::named(args.output.as_deref());
    let format = Format::chosen(args.format, &output, query.is_drawn());
    format.check(&output)?;
    output.check()?;
    let graph = Graph::load(&args.graph)?;
    let rows = query.run(&graph, &args.parameters).map_err(classified)?;
    if rows.is_empty() {
        writeln!(io::stderr(), "note: nothing in {} answers this", args.graph.display())?;
    }
    output.write(&format.bytes(&query, &args.parameters, &rows, &graph)?)?;
    Ok(Exit::Done)
}

/// What the command line holds is wrong usage; what the machine does is not.
fn classified(error: Error) -> anyhow::Error {
    match error {
        Error::Read { .. } | Error::Evaluation { .. } => error.into(),
        usage => Usage::of(usage),
    }
}

fn key_and_value(argument: &str) -> Result<(String, String), String> {
    let (key, value) = argument.split_once('=').ok_or("write it as KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.to_owned()))
}

fn list(args: &Args) -> anyhow::Result<Exit> {
    let mut text = String::new();
    for saved in SAVED {
        describe(&mut text, Query::find(saved.name)?.head())?;
    }
    Output::named(args.output.as_deref()).write(text.as_bytes())?;
    Ok(Exit::Done)
}

fn describe(text: &mut String, head: &Head) -> std::fmt::Result {
    let drawn = if head.drawn.is_some() { " [diagram]" } else { "" };
    writeln!(text, "{}{drawn}: {} {}", head.name, head.title_zh, head.title_en)?;
    writeln!(text, "    {}", head.answers)?;
    for parameter in &head.parameters {
        let value = match &parameter.default {
            Some(default) => format!("default {default}"),
            None => format!("needed, for example {}", parameter.example),
        };
        let kind = parameter.kind.name();
        writeln!(
            text,
            "    --param {}={kind}: {} ({value})",
            parameter.name, parameter.meaning
        )?;
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
