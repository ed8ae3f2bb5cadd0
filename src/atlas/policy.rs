//! What a browser may do with a page: show it, run its own scripts, nothing else.

use sha2::{Digest, Sha256};

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The content security policy of the pages of an atlas that have pictures: style, scripts and pictures of the folder itself, and pictures
/// that a script has made. `file:` says so where a browser takes no two files for one site; pages on a server it forbids.
/// `wasm-unsafe-eval` lets Graphviz run as WebAssembly, and lets no text become a script.
pub(super) const SITE_POLICY: &str = "default-src 'none'; img-src 'self' file: blob:; style-src 'self' file:; \
     script-src 'self' file: 'wasm-unsafe-eval'; base-uri 'none'; form-action 'none'";

/// The content security policy of the many pages of an atlas that hold text alone.
pub(super) const TEXT_POLICY: &str =
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

/// The content security policy of a page with this style and this script, both inline.
pub(super) fn content_security_policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; img-src 'self' file:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; \
         form-action 'none'",
        base64(&Sha256::digest(style)),
        base64(&Sha256::digest(script))
    )
}

fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let group = (0..3).fold(0, |group, at| {
            group << 8 | u32::from(chunk.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            let digit = DIGITS[(group >> (18 - 6 * at) & 63) as usize];
            out.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
