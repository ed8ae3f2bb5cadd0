//! The `policygraph` command: parse, call, say what went wrong once, exit.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Reading a document makes many short-lived lists: a tenth of the time goes where the system's allocator is used.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let exit = cli::run().unwrap_or_else(|error| cli::report(&error));
    exit.into()
}
