//! What kind of file bytes are, by their first bytes and names inside; advice for those that cannot be imported.
//! Does not read what they say.

use crate::diagnostic::{Finding, Span};
use crate::fill;

/// A zip file with a Word document in it.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    is_zip(bytes) && holds(bytes, b"word/document")
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}

/// True when a name stands in the bytes in UTF-16, as in the folders of old Office files.
fn holds_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds(bytes, &wide)
}

/// The finding about a file of a kind that cannot be imported; `None` for text.
pub(super) fn foreign(name: &str, bytes: &[u8]) -> Option<Finding> {
    let code = refused_kind(&name.to_ascii_lowercase(), bytes)?;
    Some(Finding::error(code, fill! { name }).at(Span::file(name)))
}

/// The finding's name in the catalogue.
fn refused_kind(name: &str, bytes: &[u8]) -> Option<&'static str> {
    if bytes.is_empty() {
        return Some("empty-source.file");
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(old_office(name, bytes));
    }
    if is_zip(bytes) {
        return Some(zipped(bytes));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    if begins(b"%PDF") {
        Some("source-pdf")
    } else if begins(b"{\\rtf") {
        Some("source-rtf")
    } else if is_archive_of_page(&start) {
        Some("source-mht")
    } else if begins(b"bplist00") {
        Some("source-mht.webarchive")
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") || begins(b"II*\0") {
        Some("source-picture")
    } else {
        None
    }
}

fn is_archive_of_page(start: &str) -> bool {
    let is_head =
        ["mime-version:", "from:", "content-type:"].iter().any(|field| start.starts_with(field));
    is_head && start.contains("multipart/related")
}

/// Files of Office before 2007, and those that a password locks.
fn old_office(name: &str, bytes: &[u8]) -> &'static str {
    if holds_wide(bytes, "EncryptedPackage") {
        "source-locked"
    } else if holds_wide(bytes, "Workbook") || name.ends_with(".xls") {
        "source-excel.xls"
    } else if holds_wide(bytes, "WordDocument") || name.ends_with(".doc") {
        "source-doc"
    } else {
        "source-office"
    }
}

fn zipped(bytes: &[u8]) -> &'static str {
    if holds(bytes, b"xl/workbook") {
        "source-excel"
    } else if holds(bytes, b"ppt/presentation") {
        "source-powerpoint"
    } else if holds(bytes, b"application/vnd.oasis.opendocument") {
        "source-odt"
    } else {
        "source-zip"
    }
}
