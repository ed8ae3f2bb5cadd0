//! Says what the program is made of, so that a cache never takes what another one has read for its own.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// All that decides what is read out of a document: the code, its tables, and the crates below it.
const PARTS: [&str; 4] = ["src", "data/lexicon", "data/themes.tsv", "Cargo.lock"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = BTreeMap::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        collect(&root, &root.join(part), &mut files)?;
    }
    let mut hasher = DefaultHasher::new();
    files.hash(&mut hasher);
    println!("cargo::rustc-env=POLICYGRAPH_SOURCE={:016x}", hasher.finish());
    Ok(())
}

/// Every file at or below `path`, by its place below `root`.
fn collect(root: &Path, path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            collect(root, &entry?.path(), files)?;
        }
    } else if path.is_file() {
        let name = path.strip_prefix(root).unwrap_or(path).to_owned();
        files.insert(name, fs::read(path)?);
    }
    Ok(())
}
