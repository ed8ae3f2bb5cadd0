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
