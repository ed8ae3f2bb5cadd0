//! Long texts among bytes: whether they are UTF-8 is asked of many bytes at once.

use std::fmt;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads what was written as a string. Short ones are better left to serde.
pub(crate) fn long_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    // A string and bytes have the same form where texts are kept (postcard).
    deserializer.deserialize_bytes(Text)
}

struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
        simdutf8::basic::from_utf8(bytes).map(str::to_owned).map_err(E::custom)
    }
}

#[cfg(test)]
mod tests {
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Page {
        #[serde(deserialize_with = "long_text")]
        text: String,
        number: u32,
    }

    #[test]
    fn a_text_reads_back_and_what_is_none_is_refused() {
        let page = Page {
            text: "一、支持企业".repeat(50),
            number: 7,
        };
        let mut bytes = postcard::to_stdvec(&page).expect("it has a form");
        assert_eq!(postcard::from_bytes::<Page>(&bytes).as_ref(), Ok(&page));
        let json = serde_json::to_string(&page).expect("it has a form");
        assert_eq!(serde_json::from_str::<Page>(&json).expect("it was just written"), page);
        bytes[100] = 0xff;
        assert!(postcard::from_bytes::<Page>(&bytes).is_err());
    }
}
