//! How files are read: what `build`, `atlas` and `documents` share.

use std::path::PathBuf;

use policygraph::pipeline::NamedColumn;
use policygraph::read::{Reading, TextEncoding};

/// How files are read.
#[derive(Debug, clap::Args)]
pub(super) struct ReadingArgs {
    /// The encoding of texts that are neither UTF-8 nor marked (gb18030, big5 …) [default: looked up in each file].
    #[arg(long, value_name = "NAME")]
    encoding: Option<TextEncoding>,

    /// A column of a table of documents: text=正文, title=标题, number, issuer, region, date, url or group. May be given
    /// several times [default: by the usual heads].
    #[arg(long = "column", value_name = "FIELD=HEAD")]
    pub(super) columns: Vec<NamedColumn>,

    /// What you say of the documents, as `policygraph documents` writes it; it wins over the texts and over
    /// corpus.toml. May be given several times.
    #[arg(long, value_name = "CSV")]
    pub(super) metadata: Vec<PathBuf>,
}

impl ReadingArgs {
    /// What the readers are told.
    pub(super) fn reading(&self) -> Reading {
        Reading {
            encoding: self.encoding,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command};
    use policygraph::read::{
        MAX_BYTES, MAX_CELLS, MAX_DEPTH, MAX_LINE, MAX_PARTS, MAX_RATIO, MAX_SECONDS, MAX_UNPACKED,
    };

    #[test]
    fn the_limits_are_those_of_the_readers() {
        let mut command = crate::cli::making::Making::augment_args(Command::new("build"));
        let help = command.render_long_help().to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let megabytes = |bytes: usize| format!("{} MB", bytes / 1024 / 1024);
        for limit in [
            megabytes(MAX_BYTES),
            megabytes(MAX_UNPACKED),
            megabytes(MAX_LINE),
            format!("{MAX_RATIO}-fold"),
            format!("{MAX_DEPTH} deep"),
            format!("{MAX_CELLS} cells"),
            format!("{MAX_PARTS} pages"),
            format!("{MAX_SECONDS} seconds"),
        ] {
            assert!(help.contains(&limit), "{limit}: {help}");
        }
    }
}
