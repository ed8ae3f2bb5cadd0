//! zstd, with what it works in kept by each thread: to set that up anew takes longer than to compress what is small.

use std::cell::RefCell;
use std::io;

use zstd::bulk::{Compressor, Decompressor};

thread_local! {
    static COMPRESSOR: RefCell<Compressor<'static>> = RefCell::default();
    static DECOMPRESSOR: RefCell<Decompressor<'static>> = RefCell::default();
}

/// The bytes compressed; the same whatever was compressed before.
pub(crate) fn compress(bytes: &[u8], level: i32) -> Vec<u8> {
    let packed = COMPRESSOR.with_borrow_mut(|compressor| {
        compressor.set_compression_level(level)?;
        compressor.compress(bytes)
    });
    packed.expect("there is room for what is compressed")
}

/// What was compressed from this many bytes.
pub(crate) fn decompress(packed: &[u8], length: usize) -> io::Result<Vec<u8>> {
    DECOMPRESSOR.with_borrow_mut(|decompressor| decompressor.decompress(packed, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compressed_before_leaves_no_trace() {
        let texts: Vec<Vec<u8>> = (1..40_u32)
            .map(|seed| {
                let words = (0..seed * 97).map(|n| format!("第{}条，", n.wrapping_mul(seed * 7919) % 523));
                words.collect::<String>().into_bytes()
            })
            .collect();
        for (text, level) in texts.iter().zip([1, 3].into_iter().cycle()) {
            let packed = compress(text, level);
            let alone = zstd::bulk::compress(text, level).expect("there is room");
            assert_eq!(packed, alone, "{} bytes", text.len());
            assert_eq!(&decompress(&packed, text.len()).expect("it is whole"), text);
        }
        assert!(decompress(b"no zstd", 100).is_err());
        assert!(decompress(&compress(&texts[3], 1), 1).is_err(), "more than is said");
        assert_eq!(
            decompress(&compress(&texts[5], 3), texts[5].len()).expect("it is whole"),
            texts[5]
        );
    }
}
