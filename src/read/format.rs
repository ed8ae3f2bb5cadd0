//! What a file is, by what stands in it: names lie.

use std::fmt;

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text, Markdown included.
    Text,
    /// A web page.
    Html,
    /// Word, from 2007.
    Docx,
    /// A workbook: Excel of any age, WPS tables included.
    Sheet,
    /// PDF.
    Pdf,
    /// A folder packed into one file.
    Zip,
    /// Something known that cannot be read, with what to do about it.
    Refused(Refused),
}

/// What is known and cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Refused {
    /// Word before 2007, and WPS.
    Doc,
    /// A document with a password.
    Protected,
    /// Rich text.
    Rtf,
    /// A page with its pictures in one file.
    Mhtml,
    /// Slides.
    Slides,
    /// `OpenDocument` text.
    Odt,
    /// An `OpenDocument` sheet.
    Ods,
    /// OFD, the Chinese fixed layout.
    Ofd,
    /// gzip, RAR, 7z, tar.
    Archive,
    /// A picture.
    Picture,
}

impl Format {
    /// The format by the first bytes, and by what a container holds.
    pub fn of(bytes: &[u8]) -> Self {
        let start = &bytes[..bytes.len().min(1024)];
        let holds = |what: &[u8]| find(start, what);
        if holds(b"%PDF-") {
            return Self::Pdf;
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return packed(bytes);
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            return compound(bytes);
        }
        refused(bytes).map_or(Self::Text, Self::Refused)
    }

    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Sheet => "sheet",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Refused(_) => "unread",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Doc => "a Word or WPS document of the old binary form; save it as .docx",
            Self::Protected => "protected by a password; save it without",
            Self::Rtf => "rich text; save it as .docx",
            Self::Mhtml => "a web archive; save the page as .html",
            Self::Slides => "slides; save their text as .docx",
            Self::Odt => "an OpenDocument text; save it as .docx",
            Self::Ods => "an OpenDocument sheet; save it as .xlsx",
            Self::Ofd => "an OFD document; export it as PDF or text",
            Self::Archive => "an archive other than ZIP; unpack it first",
            Self::Picture => "a picture; its text must be recognised first",
        })
    }
}

/// ZIP and what is ZIP underneath, by the names of the parts: they stand in clear in the directory at the file's end.
fn packed(bytes: &[u8]) -> Format {
    let start = &bytes[..bytes.len().min(8192)];
    let end = &bytes[bytes.len() - bytes.len().min(256 * 1024)..];
    let holds = |name: &[u8]| find(start, name) || find(end, name);
    match () {
        () if holds(b"word/document") && holds(b"[Content_Types].xml") => Format::Docx,
        () if holds(b"xl/workbook") && holds(b"[Content_Types].xml") => Format::Sheet,
        () if find(start, b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") => Format::Refused(Refused::Ods),
        () if find(start, b"mimetypeapplication/vnd.oasis.opendocument.text") => Format::Refused(Refused::Odt),
        () if find(start, b"mimetypeapplication/vnd.oasis") => Format::Refused(Refused::Slides),
        () if holds(b"ppt/presentation") => Format::Refused(Refused::Slides),
        () if holds(b"OFD.xml") => Format::Refused(Refused::Ofd),
        () => Format::Zip,
    }
}

/// The compound files of old office programs, by the names of their streams, which are UTF-16.
fn compound(bytes: &[u8]) -> Format {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &name)
    };
    match () {
        () if holds("EncryptedPackage") => Format::Refused(Refused::Protected),
        () if holds("WordDocument") => Format::Refused(Refused::Doc),
        () if holds("Workbook") || holds("Book") => Format::Sheet,
        () if holds("PowerPoint Document") => Format::Refused(Refused::Slides),
        () => Format::Refused(Refused::Doc),
    }
}

fn refused(bytes: &[u8]) -> Option<Refused> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    if begins(&[b"{\\rtf"]) {
        return Some(Refused::Rtf);
    }
    if begins(&[b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ"]) {
        return Some(Refused::Archive);
    }
    if begins(&[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"])
        || bytes.len() > 12 && &bytes[8..12] == b"WEBP"
    {
        return Some(Refused::Picture);
    }
    let start = &bytes[..bytes.len().min(2048)];
    let is_mhtml = find(start, b"MIME-Version:") && find(start, b"multipart/related");
    is_mhtml.then_some(Refused::Mhtml)
}

/// Whether decoded text is a web page.
pub(super) fn is_page(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return false;
    }
    let body: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
    let opens = |tag: &str| {
        let rest = body.strip_prefix('<').and_then(|rest| rest.strip_prefix(tag));
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '>' | '/')))
    };
    let begins = [
        "html", "head", "body", "meta", "title", "div", "p", "table", "article", "section", "h1", "h2", "span", "ul",
        "font", "center",
    ];
    let anywhere = ["<!doctype html", "<html", "<head>", "<body", "<meta "];
    begins.iter().any(|tag| opens(tag)) || anywhere.iter().any(|tag| body.contains(tag))
}

fn find(bytes: &[u8], what: &[u8]) -> bool {
    memchr::memmem::find(bytes, what).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_content() {
        for (bytes, format) in [
            (&b"%PDF-1.4\n"[..], Format::Pdf),
            (b"{\\rtf1", Format::Refused(Refused::Rtf)),
            (b"\x89PNG\r\n", Format::Refused(Refused::Picture)),
            (b"PK\x05\x06", Format::Zip),
            ("一、总则".as_bytes(), Format::Text),
            (b"", Format::Text),
        ] {
            assert_eq!(Format::of(bytes), format, "{bytes:?}");
        }
    }

    #[test]
    fn pages_are_told_from_text() {
        for page in [
            "<!DOCTYPE html><html>",
            "\n<html lang=zh>",
            "<div class=\"a\">",
            "<?xml version=\"1.0\"?><html>",
        ] {
            assert!(is_page(page), "{page}");
        }
        for text in ["<关于某事的通知>", "a < b", "# 标题\n<br>正文", "<p为主>"] {
            assert!(!is_page(text), "{text}");
        }
    }
}
