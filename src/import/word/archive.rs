//! The parts of a Word file out of their zip, never more than a limit whatever the zip says of itself. Writes
//! nothing to disk; does not know what the parts say.

use crate::diagnostic::{Finding, Span};
use crate::fill;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Files with more parts are refused.
const MAX_PARTS: usize = 10_000;
/// A larger part is refused; the text of a notice takes some hundred kilobytes.
const MAX_PART: u64 = 16 << 20;
/// All parts that are read together.
const MAX_ALL: u64 = 48 << 20;

/// Why a Word file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ArchiveFault {
    /// No zip, or parts that are no XML.
    Broken,
    /// Unpacked, it is larger than any notice.
    Large,
    /// A part declares entities, as no Word file does.
    Entities,
    /// A password is asked for.
    Locked,
}

impl ArchiveFault {
    /// As a finding.
    pub(super) fn finding(self, name: &str) -> Finding {
        let code = match self {
            ArchiveFault::Broken => "source-broken",
            ArchiveFault::Large => "source-too-large.unpacked",
            ArchiveFault::Entities => "source-unsafe",
            ArchiveFault::Locked => "source-locked.word",
        };
        Finding::error(code, fill! { name }).at(Span::file(name))
    }
}

/// An open file.
pub(super) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl Archive<'_> {
    /// Opens the bytes of a file.
    ///
    /// # Errors
    /// When it is no zip or has too many parts.
    pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, ArchiveFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveFault::Broken)?;
        if zip.len() > MAX_PARTS {
            return Err(ArchiveFault::Large);
        }
        Ok(Archive { zip, left: MAX_ALL })
    }

    /// The names of all parts, in order of their names.
    pub(super) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names().filter_map(Result::ok);
        let mut names: Vec<String> = names.map(|name| name.into_owned()).collect();
        names.sort();
        names
    }

    /// A part as text; `None` where there is none of that name.
    ///
    /// # Errors
    /// When it is locked, too large or no UTF-8.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, ArchiveFault> {
        if self.zip.index_for_name(name).is_none() {
            return Ok(None);
        }
        let part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                ArchiveFault::Locked
            }
            _ => ArchiveFault::Broken,
        })?;
        let limit = MAX_PART.min(self.left);
        let mut bytes = Vec::new();
        // The size in the zip's list is not to be trusted; count what comes out.
        part.take(limit + 1).read_to_end(&mut bytes).map_err(|_| ArchiveFault::Broken)?;
        if bytes.len() as u64 > limit {
            return Err(ArchiveFault::Large);
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| ArchiveFault::Broken)?;
        Ok(Some(match text.strip_prefix('\u{FEFF}') {
            Some(text) => text.to_owned(),
            None => text,
        }))
    }
}
