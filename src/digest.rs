//! BLAKE3 over what things are made from, so that a paper can say what a graph came of.

/// The BLAKE3 digest of the parts in their order, in hexadecimal. Where one part ends and the next begins counts.
pub fn digest_of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> String {
    hash_of(parts).to_hex().to_string()
}

/// The same as bytes.
pub(crate) fn hash_of<T: AsRef<[u8]>>(parts: impl IntoIterator<Item = T>) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        let bytes = part.as_ref();
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(digest_of(["ab", "c"]), digest_of(["a", "bc"]));
        assert_eq!(digest_of(["ab"]).len(), 64);
    }
}
