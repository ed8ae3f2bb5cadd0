//! `policygraph query`.
use super::Exit;
/// x
#[derive(Debug, clap::Args)]
pub(super) struct Args {}
pub(super) fn run(_: &Args) -> anyhow::Result<Exit> { Ok(Exit::Done) }
