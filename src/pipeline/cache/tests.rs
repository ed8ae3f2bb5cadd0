use std::fs::OpenOptions;
use std::io::Write as _;

use super::*;
use crate::context::Given;
use crate::extract::{Document, extract};
use crate::lexicon::Lexicon;

fn facts(id: &str) -> Packed {
    let document = Document {
        id,
        path: id,
        bytes: "关于工作的意见\n\n由市财政局负责。\n".as_bytes(),
        given: &Given::default(),
    };
    Packed::of(&extract(document, Lexicon::embedded()).expect("it is text"))
}

/// A cache of the first documents, each under a key of its number.
fn filled(folder: &Path, documents: std::ops::Range<u8>) {
    let cache = Cache::open(folder).expect("it can be made");
    for number in documents {
        cache.add([number; 32], &facts(&number.to_string()));
    }
    cache.finish().expect("it is writable");
}

fn holds(folder: &Path) -> Vec<u8> {
    let cache = Cache::open(folder).expect("it is there");
    (0..50).filter(|number| cache.get(&[*number; 32]).is_some()).collect()
}

#[test]
fn what_is_added_is_there_the_next_time() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("policy.graph.cache");
    assert!(Cache::open(&path).expect("it need not be there").is_empty());
    assert!(!path.exists(), "nothing is made before there is something to keep");
    filled(&path, 0..3);
    filled(&path, 3..5);
    assert_eq!(holds(&path), [0, 1, 2, 3, 4]);
    let cache = Cache::open(&path).expect("it is there");
    assert_eq!(cache.get(&[2; 32]), Some(facts("2")));
    cache.add([9; 32], &facts("9"));
    assert_eq!((cache.taken(), cache.added()), (1, 1));
    assert!(is_cache(&path));
}

#[test]
fn what_is_cut_or_flipped_costs_itself_alone() {
    let folder = tempfile::tempdir().expect("there is room");
    filled(folder.path(), 0..3);
    let pack = folder.path().join("000001.pack");
    let whole = fs::read(&pack).expect("it was written");
    let entry = (whole.len() - 8) / 3;
    fs::write(&pack, &whole[..whole.len() - 1]).expect("it is writable");
    assert_eq!(holds(folder.path()), [0, 1], "killed in the third");
    let mut flipped = whole.clone();
    flipped[8 + entry + entry / 2] ^= 1;
    fs::write(&pack, flipped).expect("it is writable");
    assert_eq!(holds(folder.path()), [0, 2], "a bit of the second");
    fs::write(&pack, b"something else").expect("it is writable");
    assert_eq!(holds(folder.path()), [0_u8; 0]);
    filled(folder.path(), 0..2);
    assert_eq!(holds(folder.path()), [0, 1], "read again, into a pack of its own");
}

#[test]
fn many_packs_become_one() {
    let folder = tempfile::tempdir().expect("there is room");
    for number in 0..=MANY_PACKS as u8 {
        filled(folder.path(), number..number + 1);
    }
    assert_eq!(holds(folder.path()).len(), MANY_PACKS + 1);
    assert!(pack_paths(folder.path()).expect("it is there").len() <= 2);
}

#[test]
fn a_folder_that_cannot_be_one_is_an_error() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("file");
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .expect("writable");
    file.write_all(b"no folder").expect("writable");
    assert!(Cache::open(&path).is_err());
}
