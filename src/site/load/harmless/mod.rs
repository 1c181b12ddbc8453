//! Whether a file that is published as it is can do no harm: a drawing holds nothing but drawing, and any other file
//! is what its name says it is. Does not change files: the bytes that are published are the author's.

mod names;
mod style;
mod svg;
mod uses;

use crate::diagnostic::{Finding, Span};
use crate::fill;

/// What stands against publishing the file at `path`.
pub fn harm(path: &str, bytes: &[u8]) -> Option<Finding> {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match &*ending {
        "svg" => svg::check(path, bytes).err(),
        // A server unpacks it, and then it is a drawing that nobody has looked at.
        "svgz" => Some(Finding::error("svg-part.packed", fill! {}).at(Span::file(path))),
        _ => {
            let named = KINDS.iter().find(|kind| kind.endings.contains(&&*ending))?;
            if (named.is_it)(bytes) {
                return None;
            }
            let own = KINDS.iter().find(|kind| (kind.is_it)(bytes));
            let finding = match own {
                Some(own) => {
                    Finding::error("file-kind", fill! { named = named.name, own = own.name })
                }
                None => Finding::error("file-kind.unknown", fill! { named = named.name }),
            };
            Some(finding.at(Span::file(path)))
        }
    }
}

/// A kind of file that readers open, and what its first bytes are.
struct FileKind {
    name: &'static str,
    endings: &'static [&'static str],
    is_it: fn(&[u8]) -> bool,
}

const KINDS: [FileKind; 6] = [
    FileKind {
        name: "PNG",
        endings: &["png"],
        is_it: |bytes| bytes.starts_with(b"\x89PNG\r\n\x1A\n"),
    },
    FileKind {
        name: "JPEG",
        endings: &["jpg", "jpeg"],
        is_it: |bytes| bytes.starts_with(b"\xFF\xD8\xFF"),
    },
    FileKind {
        name: "GIF",
        endings: &["gif"],
        is_it: |bytes| bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
    },
    FileKind {
        name: "WebP",
        endings: &["webp"],
        is_it: |bytes| bytes.starts_with(b"RIFF") && bytes[4..].get(4..8) == Some(&b"WEBP"[..]),
    },
    FileKind { name: "PDF", endings: &["pdf"], is_it: |bytes| bytes.starts_with(b"%PDF-") },
    FileKind {
        name: "Office",
        endings: &["docx", "xlsx", "pptx"],
        is_it: |bytes| bytes.starts_with(b"PK\x03\x04"),
    },
];
