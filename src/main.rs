//! The `policygraph` command: parse, call, say what went wrong once, exit.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    let exit = cli::run().unwrap_or_else(|error| cli::report(&error));
    exit.into()
}
