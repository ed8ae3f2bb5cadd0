//! What can be wrong with an endpoint.

use std::time::Duration;

/// Where query services are found, for who gave the address of something else.
const WHERE: &str = "its address ends in /query (Oxigraph), /DATASET/query (Fuseki) or /sparql (Virtuoso)";

/// Why an endpoint did not answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EndpointError {
    /// The address is none that can be asked.
    #[error("{why}; an endpoint is given as in http://127.0.0.1:7878/query")]
    Address {
        /// What is wrong with it.
        why: String,
    },
    /// The program was built without TLS.
    #[error("this build speaks http alone; build it with --features endpoint-tls for https")]
    NoTls,
    /// Nobody answers there.
    #[error("it cannot be reached ({why}); is the server running, and is the address right?")]
    Unreachable {
        /// What the network says.
        why: String,
    },
    /// It took too long.
    #[error("it was given {} s and took longer; --timeout gives it more, narrower parameters make it faster", after.as_secs_f64())]
    TimedOut {
        /// How long it was given.
        after: Duration,
    },
    /// The answer broke off.
    #[error("the answer broke off ({why}); the server's log may say more")]
    BrokenOff {
        /// What the network says.
        why: String,
    },
    /// It answers with an error.
    #[error("it says {status}{}{}", said(message), way_out(*status))]
    Status {
        /// HTTP's number.
        status: u16,
        /// What the server says of it.
        message: String,
    },
    /// It has moved.
    #[error("it has moved to {to}; give that address")]
    Moved {
        /// Where to.
        to: String,
    },
    /// It answers with something else than results of a query.
    #[error("it answers with {found} instead of {wanted}; is it a SPARQL query service? {WHERE}")]
    OtherForm {
        /// The media type that it says it is.
        found: String,
        /// What was asked for.
        wanted: &'static str,
    },
    /// Its answer cannot be read.
    #[error("its answer cannot be read ({why})")]
    Malformed {
        /// Why.
        why: String,
    },
    /// The server does not give all rows.
    #[error(
        "it cuts answers after {most} rows (as it says itself), so the answer is not whole; raise that limit in its settings \
         (ResultSetMaxRows in virtuoso.ini), or narrow the question"
    )]
    Cut {
        /// After how many rows.
        most: usize,
    },
    /// It holds no graph of ours.
    #[error("it holds no policy graph; load into it what 'policygraph export --format ntriples' writes")]
    NoGraph,
}

impl EndpointError {
    /// Whether the command line is to blame.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Address { .. } | Self::NoTls)
    }
}

fn said(message: &str) -> String {
    if message.is_empty() {
        String::new()
    } else {
        format!(": {message}")
    }
}

/// What to do about it, where the number tells.
fn way_out(status: u16) -> String {
    match status {
        401 | 403 => "; give a name and password as in http://NAME:PASSWORD@HOST/…".to_owned(),
        404 | 405 => format!("; is it a SPARQL query service? {WHERE}"),
        _ => String::new(),
    }
}
