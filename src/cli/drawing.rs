//! How a drawing is made and looks: the options that every command with pictures has.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use policygraph::measure::Centrality;
use policygraph::query::Known;
use policygraph::render::{
    ClusterBy, Drawing, Engine, Labels, Language, MAX_EDGES, PRINT, Picture, Style, TooSmall, chart_to_png, check_fonts,
};

use super::exit::Usage;

/// How a drawing is made and looks.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Drawing")]
pub(super) struct DrawingArgs {
    /// How many edges a drawing shows, the strongest first.
    #[arg(long, value_name = "N", default_value_t = MAX_EDGES)]
    pub(super) top: usize,

    /// Graphviz's layout program: dot, neato, fdp, sfdp, twopi, circo or osage [default: by what is drawn].
    #[arg(long, value_name = "PROGRAM")]
    layout: Option<Engine>,

    /// Put nodes together by document, year, region, level or community, or not at all (none): in frames with dot, fdp and
    /// osage, by colour and number elsewhere [default: as the query says].
    #[arg(long, value_name = "BY")]
    cluster: Option<ClusterBy>,

    /// Make labels the larger the higher their nodes rank: degree, strength, betweenness, eigenvector or pagerank.
    #[arg(long, value_name = "MEASURE", value_parser = centrality)]
    size: Option<Centrality>,

    /// Names of entities in full, or as short as documents print them (the full name shows on pointing).
    #[arg(long, value_name = "full|short", default_value = "full")]
    labels: Labels,

    /// The language of title, caption and legend.
    #[arg(long, value_name = "zh|en", default_value = "zh")]
    lang: Language,

    /// A file with what you change of the style (data/style.toml shows all of it).
    #[arg(long, value_name = "FILE")]
    style: Option<PathBuf>,

    /// The font of the letters, before those of the style.
    #[arg(long, value_name = "NAME")]
    font: Option<String>,

    /// Pixels to the inch of a PNG.
    #[arg(long, value_name = "N", default_value_t = PRINT, value_parser = clap::value_parser!(u32).range(36..=2400))]
    pub(super) dpi: u32,
}

/// The measure of rank of this name.
pub(super) fn centrality(name: &str) -> Result<Centrality, String> {
    let known = || {
        let names: Vec<_> = Centrality::ALL.iter().map(|measure| measure.name()).collect();
        names.join(", ")
    };
    let found = Centrality::ALL.iter().copied().find(|measure| measure.name() == name);
    found.ok_or_else(|| format!("it is one of {}", known()))
}

/// Checked options: nothing of them can fail any more.
pub(super) struct Look<'a> {
    args: &'a DrawingArgs,
    style: Arc<Style>,
}

impl DrawingArgs {
    /// An option that says how Graphviz draws a graph, if one is given: a chart cannot heed it.
    pub(super) fn of_graphs(&self) -> Option<&'static str> {
        let given = [
            (self.top != MAX_EDGES, "--top"),
            (self.layout.is_some(), "--layout"),
            (self.cluster.is_some(), "--cluster"),
            (self.size.is_some(), "--size"),
            (self.labels != Labels::Full, "--labels"),
            (self.lang != Language::default(), "--lang"),
            (self.style.is_some(), "--style"),
            (self.font.is_some(), "--font"),
        ];
        given.into_iter().find_map(|(given, name)| given.then_some(name))
    }

    /// Reads the style; a mistake in it is told before anything is done.
    pub(super) fn look(&self) -> anyhow::Result<Look<'_>> {
        let style = match &self.style {
            Some(path) => Arc::new(Style::read(path).map_err(Usage::of)?),
            None => Style::standard(),
        };
        let style = match &self.font {
            Some(font) => Arc::new(Style::clone(&style).with_font(font)),
            None => style,
        };
        Ok(Look { args: self, style })
    }
}

impl Look<'_> {
    /// Gives a drawing its look, with what is known of the nodes; `root` is the IRI of what a reader asked about.
    pub(super) fn dress(&self, drawing: &mut Drawing, known: &dyn Known, root: Option<&str>) {
        let args = self.args;
        drawing.style = Arc::clone(&self.style);
        drawing.language = args.lang;
        drawing.most_edges = args.top;
        drawing.engine = args.layout;
        if let Some(root) = root {
            drawing.root = Some(root.to_owned());
        }
        if args.labels == Labels::Short {
            drawing.shorten(known);
        }
        drawing.follow(known);
        if let Some(by) = args.cluster {
            drawing.cluster(by, known);
        }
        if let Some(measure) = args.size {
            drawing.size_by(measure);
        }
    }

    /// A chart of a comparison in a form that it can have; what only a diagram can heed is told, not swallowed.
    pub(super) fn chart(&self, what: &str, svg: String, picture: Option<Picture>) -> anyhow::Result<Vec<u8>> {
        if let Some(option) = self.args.of_graphs() {
            return Err(Usage::error(format!(
                "{option} is for the diagram of responsibilities; {what} is a chart"
            )));
        }
        match picture {
            Some(Picture::Svg) => Ok(svg.into_bytes()),
            Some(Picture::Png) => Ok(chart_to_png(&svg, self.args.dpi)?),
            Some(other) => Err(Usage::error(format!(
                "{what} can be --format svg or png; only responsibilities can be {}",
                other.name()
            ))),
            None => Err(Usage::error(format!(
                "only responsibilities are a graph; {what} can be --format svg or png"
            ))),
        }
    }

    /// The drawing as DOT or as a picture, and how many edges it leaves out.
    pub(super) fn bytes(&self, drawing: &Drawing, picture: Option<Picture>) -> anyhow::Result<(Vec<u8>, usize)> {
        let dot = drawing.to_dot();
        let bytes = match picture {
            Some(picture) => {
                check_fonts(self.args.font.as_deref())?;
                let bytes = picture.draw_at(&dot, self.args.dpi)?;
                if let Some(small) = drawing.too_small(picture, &bytes, self.args.dpi) {
                    say_it_is_small(small)?;
                }
                bytes
            }
            None => dot.into_bytes(),
        };
        Ok((bytes, drawing.left_out()))
    }
}

fn say_it_is_small(small: TooSmall) -> io::Result<()> {
    let TooSmall {
        points,
        readable_from,
        height,
    } = small;
    writeln!(
        io::stderr(),
        "note: on a page of A4 (16 cm by 24 cm) the labels would have {points:.1} points; they can be read from {readable_from:.0} cm by \
         {height:.0} cm on. Fewer edges (--top), short names (--labels short) or another --layout make it smaller"
    )
}
