//! Which files of a folder are documents, and what they are called.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use encoding_rs::GB18030;

use super::{Error, Failure};

/// Endings of files that accompany documents and are none: they are passed over and counted.
const OTHERS: [&str; 40] = [
    "png", "jpg", "jpeg", "gif", "bmp", "svg", "ico", "webp", "tif", "tiff", "css", "js", "mjs", "map", "json", "xml",
    "toml", "yaml", "yml", "mp3", "mp4", "avi", "mov", "wav", "ttf", "otf", "woff", "woff2", "eot", "py", "r", "ipynb",
    "db", "sqlite", "graph", "facts", "exe", "dll", "lnk", "tmp",
];

/// Whether a file's name lets it be a document.
pub(super) fn is_candidate(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name);
    // `~$plan.docx` is what Word leaves beside an open document.
    let is_hidden = last.starts_with('.') || last.starts_with("~$") || name.starts_with("__MACOSX/");
    let ending = last
        .rsplit_once('.')
        .map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    !is_hidden && !OTHERS.contains(&ending.as_str())
}

/// The files found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Each with its path within the folder given.
    pub(super) files: BTreeMap<PathBuf, String>,
    /// Folders that could not be listed.
    pub(super) failures: Vec<Failure>,
    /// Files that the user names one by one.
    pub(super) named: BTreeSet<PathBuf>,
    /// How many files were passed over, by their ending.
    pub(super) others: BTreeMap<String, usize>,
    /// Folders that links lead to, so that none is read twice.
    seen: BTreeSet<PathBuf>,
}

impl Found {
    /// Adds a file, or everything in a folder.
    pub(super) fn add(&mut self, path: &Path) {
        if path.is_dir() {
            self.walk(path, path);
        } else {
            let name = path.file_name().unwrap_or_default();
            self.named.insert(path.to_owned());
            self.files.insert(path.to_owned(), named(name));
        }
    }

    /// Takes out a file that is no document of the corpus although it lies in its folder.
    pub(super) fn leave_out(&mut self, file: &Path) {
        let same = |path: &Path| fs::canonicalize(path).ok();
        let wanted = same(file);
        self.files.retain(|path, _| wanted.is_none() || same(path) != wanted);
    }

    /// The folders that could not be listed, as failures of their own.
    pub(super) fn failures(&self) -> Vec<Failure> {
        let again = |failure: &Failure| {
            let error = match &failure.error {
                Error::Io(error) => Error::Io(std::io::Error::new(error.kind(), error.to_string())),
                _ => Error::Missing(failure.path.clone()),
            };
            Failure {
                path: failure.path.clone(),
                error,
            }
        };
        self.failures.iter().map(again).collect()
    }

    /// Collects the files under `folder` with their paths relative to `root`; hidden files are left out.
    fn walk(&mut self, root: &Path, folder: &Path) {
        let fails = |error| Failure {
            path: folder.to_owned(),
            error: Error::Io(error),
        };
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>) {
            Ok(entries) => entries,
            Err(error) => {
                self.failures.push(fails(error));
                return;
            }
        };
        if super::cache::is_cache(folder) {
            return;
        }
        let here = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if !self.seen.insert(here.clone()) {
            return;
        }
        for entry in entries {
            let path = entry.path();
            let name = named(&entry.file_name());
            if name.starts_with('.') {
                continue;
            }
            if path.is_dir() {
                self.walk(root, &path);
            } else if fs::metadata(&path).is_ok_and(|entry| !entry.is_file()) {
                // Nobody may ever write into a pipe that lies in a folder.
                self.failures.push(Failure {
                    path,
                    error: Error::Io(io::Error::new(
                        io::ErrorKind::InvalidInput,
                        "neither a file nor a folder",
                    )),
                });
            } else if is_candidate(&name) {
                let relative = relative(root, &path);
                self.files.insert(path, relative);
            } else if !name.starts_with("~$") && name != "corpus.toml" {
                let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
                *self.others.entry(ending.to_ascii_lowercase()).or_default() += 1;
            }
        }
        self.seen.remove(&here);
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let parts = relative.components().map(|part| named(part.as_os_str()));
    parts.collect::<Vec<_>>().join("/")
}

/// A name as text: one that is not UTF-8 is GBK, as archivers and old systems wrote it, or else shows its odd bytes as
/// `%BC`, so that two names stay two.
fn named(name: &OsStr) -> String {
    if let Some(text) = name.to_str() {
        return text.to_owned();
    }
    let bytes = name.as_encoded_bytes();
    let (text, is_damaged) = GB18030.decode_without_bom_handling(bytes);
    if !is_damaged && !text.contains(char::is_control) {
        return text.into_owned();
    }
    let mut out = String::new();
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The id of each path: its name without the ending, or the path where two share that. A table of documents lends its name
/// only to the rows in it, and takes it from no document.
pub(super) fn ids<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Vec<String> {
    let key = |path: &'p str| (is_table(path), stem(path));
    let mut seen = BTreeSet::new();
    let shared: BTreeSet<_> = paths.clone().map(key).filter(|key| !seen.insert(*key)).collect();
    let id = |path: &'p str| {
        if shared.contains(&key(path)) { path } else { stem(path) }
    };
    paths.map(id).map(str::to_owned).collect()
}

fn is_table(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["csv", "tsv", "jsonl"]
        .iter()
        .any(|table| ending.eq_ignore_ascii_case(table))
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_utf8_stay_apart() {
        use std::os::unix::ffi::OsStrExt as _;

        for (name, shown) in [
            ("方案.txt".as_bytes(), "方案.txt"),
            (b"\xb7\xbd\xb0\xb8.txt", "方案.txt"),
            (b"a\xff.txt", "a%FF.txt"),
            (b"a\xfe.txt", "a%FE.txt"),
        ] {
            assert_eq!(named(OsStr::from_bytes(name)), shown);
        }
    }

    #[test]
    fn ids_are_names_unless_two_documents_share_one() {
        let paths = [
            "2018/plan.txt",
            "2019/plan.txt",
            "notice.txt",
            "notice.targets.tsv",
            "notice.tsv",
            "list.csv",
        ];
        let ids = ids(paths.into_iter());
        assert_eq!(
            ids,
            [
                "2018/plan.txt",
                "2019/plan.txt",
                "notice",
                "notice.targets",
                "notice",
                "list"
            ]
        );
    }
}
