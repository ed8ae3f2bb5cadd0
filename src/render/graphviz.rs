//! Pictures by Graphviz, where it is installed.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

/// Pixels to the inch that print asks for.
pub const PRINT: u32 = 300;

/// A form of picture that Graphviz makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Picture {
    /// Scalable, with tooltips.
    Svg,
    /// Pixels, [`PRINT`] to the inch unless somebody says otherwise.
    Png,
    /// For print.
    Pdf,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GraphvizError {
    /// There is no `dot` on the path.
    #[error(
        "Graphviz is not installed; install it (apt install graphviz fonts-noto-cjk, brew install graphviz, \
         winget install graphviz) or write .dot and draw it elsewhere"
    )]
    NotInstalled,
    /// `dot` could not be run.
    #[error("cannot run Graphviz's dot")]
    Run(#[source] io::Error),
    /// `dot` ran, and refused.
    #[error("Graphviz could not draw this: {0}")]
    Refused(String),
}

impl Picture {
    /// The name that Graphviz, users and file names know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// Has Graphviz draw `dot`, laid out as the DOT itself says; pixels as for print.
    pub fn draw(self, dot: &str) -> Result<Vec<u8>, GraphvizError> {
        self.draw_at(dot, PRINT)
    }

    /// The same with this many pixels to the inch; a picture without pixels does not heed it.
    pub fn draw_at(self, dot: &str, dpi: u32) -> Result<Vec<u8>, GraphvizError> {
        let mut command = Command::new("dot");
        command.arg(format!("-T{}", self.name()));
        if self == Self::Png {
            command.arg(format!("-Gdpi={dpi}"));
        }
        let (stdin, stdout) = (Stdio::piped(), Stdio::piped());
        let mut child = command
            .stdin(stdin)
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| match error.kind() {
                io::ErrorKind::NotFound => GraphvizError::NotInstalled,
                _ => GraphvizError::Run(error),
            })?;
        let input = child.stdin.take();
        let output = thread::scope(|scope| {
            // Graphviz may fill its error pipe before it has read everything: feed it from beside.
            scope.spawn(move || input.map(|mut pipe| pipe.write_all(dot.as_bytes())));
            child.wait_with_output()
        })
        .map_err(GraphvizError::Run)?;
        if output.status.success() && !output.stdout.is_empty() {
            Ok(output.stdout)
        } else {
            let said = String::from_utf8_lossy(&output.stderr);
            Err(GraphvizError::Refused(said.trim().to_owned()))
        }
    }
}

/// Whether [`Picture::draw`] can work on this machine.
pub fn graphviz_is_installed() -> bool {
    let asked = Command::new("dot")
        .arg("-V")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    asked.is_ok_and(|status| status.success())
}
