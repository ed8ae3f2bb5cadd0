//! The forms in which a query's answer is written.

use std::io::{self, IsTerminal as _};

use clap::ValueEnum;
use policygraph::atlas::rows_page;
use policygraph::query::{Head, Known, Rows};
use policygraph::render::{Drawing, Picture};

use super::drawing::Look;
use super::exit::Usage;
use super::output::Output;

/// A form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Aligned columns for a terminal.
    Table,
    /// RFC 4180.
    Csv,
    /// An array of objects.
    Json,
    /// An object in each line.
    Jsonl,
    /// Graphviz's language.
    Dot,
    /// A scalable picture.
    Svg,
    /// A picture in pixels.
    Png,
    /// A picture for print.
    Pdf,
    /// A page with a box to search in.
    Html,
    /// Turtle, for the triples of a CONSTRUCT.
    Ttl,
}

/// What a drawing says beside its rows.
pub(super) struct Picturing<'a> {
    pub(super) head: &'a Head,
    /// What was asked for.
    pub(super) told: &'a [(String, String)],
    /// What is known of the nodes.
    pub(super) known: &'a dyn Known,
    /// What it looks like.
    pub(super) look: &'a Look<'a>,
    /// The IRI of what was asked about.
    pub(super) root: Option<String>,
}

impl Format {
    /// What `--format` says, else OUT's extension, else what suits the query.
    pub(super) fn chosen(asked: Option<Self>, output: &Output, drawn: bool) -> Self {
        let by_extension = || Self::from_extension(output.extension()?);
        let suited = if drawn { Self::Dot } else { Self::Table };
        asked.or_else(by_extension).unwrap_or(suited)
    }

    fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "gv" => Some(Self::Dot),
            "ndjson" => Some(Self::Jsonl),
            "htm" => Some(Self::Html),
            "turtle" => Some(Self::Ttl),
            other => Self::from_str(other, false).ok(),
        }
    }

    /// Whether it is a drawing.
    pub(super) fn is_drawing(self) -> bool {
        matches!(self, Self::Dot | Self::Svg | Self::Png | Self::Pdf)
    }

    fn picture(self) -> Option<Picture> {
        match self {
            Self::Svg => Some(Picture::Svg),
            Self::Png => Some(Picture::Png),
            Self::Pdf => Some(Picture::Pdf),
            _ => None,
        }
    }

    /// Binary bytes would garble a terminal.
    pub(super) fn check(self, output: &Output) -> anyhow::Result<()> {
        let binary = matches!(self, Self::Png | Self::Pdf);
        if binary && *output == Output::Stdout && io::stdout().is_terminal() {
            return Err(Usage::error("a picture is nothing for a terminal; give --output FILE"));
        }
        Ok(())
    }

    /// Writes the answer in this form; how many edges a drawing leaves out.
    pub(super) fn write(self, rows: &Rows, picturing: &Picturing<'_>, output: &Output) -> anyhow::Result<usize> {
        let mut undrawn = 0;
        match self {
            Self::Csv => output.stream(|out| rows.write_csv(out))?,
            Self::Json => output.stream(|out| rows.write_json(out))?,
            Self::Jsonl => output.stream(|out| rows.write_jsonl(out))?,
            Self::Table => output.write(rows.to_table().as_bytes())?,
            Self::Html => output.write(rows_page(picturing.head, rows).as_bytes())?,
            Self::Ttl => {
                let none = || Usage::error("only CONSTRUCT and DESCRIBE make triples for Turtle; this is a table");
                output.write(rows.to_turtle().ok_or_else(none)?.as_bytes())?;
            }
            Self::Dot | Self::Svg | Self::Png | Self::Pdf => {
                let (bytes, left_out) = picturing.look.bytes(&picturing.drawing(rows)?, self.picture())?;
                output.write(&bytes)?;
                undrawn = left_out;
            }
        }
        Ok(undrawn)
    }
}

impl Picturing<'_> {
    fn drawing(&self, rows: &Rows) -> anyhow::Result<Drawing> {
        let mut drawing = Drawing::from_rows(self.head, rows).map_err(Usage::of)?;
        self.look.dress(&mut drawing, self.known, self.root.as_deref());
        drawing.cite(&self.head.name, self.told, rows, self.known);
        Ok(drawing)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_form_is_asked_for_or_shown_by_the_name_or_suits_the_query() {
        let (stdout, file) = (Output::Stdout, |name: &str| Output::named(Some(Path::new(name))));
        for (asked, output, drawn, form) in [
            (Some(Format::Csv), file("a.json"), true, Format::Csv),
            (None, file("a.JSON"), true, Format::Json),
            (None, file("a.gv"), false, Format::Dot),
            (None, file("a.xyz"), false, Format::Table),
            (None, stdout.clone(), true, Format::Dot),
            (None, stdout, false, Format::Table),
        ] {
            assert_eq!(Format::chosen(asked, &output, drawn), form);
        }
    }
}
