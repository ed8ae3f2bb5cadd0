//! `policygraph generate`: plans that nobody wrote, with known answers, to measure the program on many.

mod plan;
mod random;

use std::path::{Path, PathBuf};

use policygraph::output::{make_folder, write_file, write_quickly};
use rayon::prelude::*;

use super::Exit;
use plan::Plan;

/// Make plans of any number with known responsibilities, to measure time, memory and exactness.
///
/// Plan N of a seed is the same whatever the number of plans. DIR gets `documents/` with the texts and `answers.csv` with what
/// `policygraph query responsibilities` has to find in them.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLE)]
pub(super) struct Args {
    /// How many plans.
    #[arg(value_name = "N")]
    plans: u32,

    /// Another seed makes other plans.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// The folder, which is made where it is not there.
    #[arg(long, short, value_name = "DIR")]
    output: PathBuf,
}

const EXAMPLE: &str = "\
Example: a thousand plans
  policygraph generate 1000 --output thousand
  policygraph build thousand/documents --output thousand.graph";

pub(super) fn run(args: &Args) -> anyhow::Result<Exit> {
    let documents = args.output.join("documents");
    make_folder(&args.output)?;
    make_folder(&documents)?;
    let answers: Vec<String> = (0..args.plans)
        .into_par_iter()
        .map(|number| write(&Plan::new(args.seed, number), &documents))
        .collect::<anyhow::Result<_>>()?;
    let table = format!("document,section,role,unit\n{}", answers.concat());
    write_file(&args.output.join("answers.csv"), table.as_bytes())?;
    Ok(Exit::Done)
}

/// Writes a plan; its answers as rows.
fn write(plan: &Plan, folder: &Path) -> anyhow::Result<String> {
    let id = plan.id();
    write_quickly(&folder.join(format!("{id}.txt")), plan.text().as_bytes())?;
    let row = |answer: &plan::Answer| format!("{id},{},{},{}\n", answer.section, answer.role, answer.unit);
    Ok(plan.answers().iter().map(row).collect())
}
