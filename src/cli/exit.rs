//! What the command tells the shell.

use std::fmt;
use std::io::{self, Write};
use std::process::ExitCode;

use super::stop::Stopped;

/// How a run ended; scripts rely on the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Nothing was written.
    Nothing = 1,
    /// Wrong usage; nothing was attempted.
    Usage = 2,
    /// Written, but some documents could not be read.
    Partial = 3,
    /// The user has stopped it; nothing was written.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// An error that the command line itself holds: an unknown query, a parameter that is missing.
#[derive(Debug)]
pub(crate) struct Usage {
    error: anyhow::Error,
    /// What to do about it, shown after it.
    hint: Option<String>,
}

impl Usage {
    /// Wrong usage in these words.
    pub(crate) fn error(message: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> anyhow::Error {
        let error = anyhow::Error::msg(message);
        Self { error, hint: None }.into()
    }

    /// Marks an error as wrong usage; its causes are kept.
    pub(crate) fn of(error: impl std::error::Error + Send + Sync + 'static) -> anyhow::Error {
        Self::hinted(error, None)
    }

    /// The same, with what to do about it.
    pub(crate) fn hinted(error: impl std::error::Error + Send + Sync + 'static, hint: Option<String>) -> anyhow::Error {
        let error = error.into();
        Self { error, hint }.into()
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl std::error::Error for Usage {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// Says what went wrong, once, and what that means for the shell. A closed pipe (`| head`) is no error.
pub(crate) fn report(error: &anyhow::Error) -> Exit {
    if is_closed_pipe(error) {
        return Exit::Done;
    }
    // Where even standard error is closed, the exit code is all that is left to say.
    let _ = writeln!(io::stderr(), "error: {error:#}");
    if error.is::<Stopped>() {
        return Exit::Stopped;
    }
    if let Some(usage) = error.downcast_ref::<Usage>() {
        let _ = usage.hint.iter().try_for_each(|hint| writeln!(io::stderr(), "{hint}"));
        Exit::Usage
    } else {
        Exit::Nothing
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let io_error = |cause: &(dyn std::error::Error + 'static)| -> Option<io::ErrorKind> {
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        json.or_else(|| cause.downcast_ref::<io::Error>().map(io::Error::kind))
    };
    error
        .chain()
        .any(|cause| io_error(cause) == Some(io::ErrorKind::BrokenPipe))
}
