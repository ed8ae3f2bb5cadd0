//! A bar to watch: documents, megabytes a second, time left. Drawn on a terminal only.

use indicatif::{ProgressBar, ProgressStyle};
use policygraph::pipeline::Progress;

/// The bar.
pub(super) struct Bar(ProgressBar);

impl Bar {
    pub(super) fn new() -> Self {
        let style = ProgressStyle::with_template("reading {pos}/{len} {wide_bar} {msg} {elapsed}, {eta} left");
        let bar = ProgressBar::new(0);
        Self(style.map_or(bar.clone(), |style| bar.with_style(style)))
    }

    pub(super) fn advance(&self, progress: Progress) {
        self.0.set_length(progress.all as u64);
        self.0.set_position(progress.done as u64);
        let seconds = self.0.elapsed().as_secs_f64().max(0.001);
        self.0
            .set_message(format!("{:.1} MB/s", progress.bytes as f64 / 1e6 / seconds));
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
