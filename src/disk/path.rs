//! Names of files that every system can hold: relative, with `/`, nothing that climbs or that Windows
//! refuses. Does not touch the disk.

use crate::diagnostic::Message;
use crate::fill;
use crate::text::chars::first_unseen;
use crate::text::named;
use std::ffi::OsStr;

/// kohyo's own folder below the root: lock, pending edits, journal.
pub(super) const HOME: &str = ".kohyo";

named! {
    /// Why a relative path is refused.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum NameFault {
        /// Absolute, empty, or with an empty, `.` or `..` part.
        Climbs = "disk/name-climbs",
        /// A control character or one that reverses the direction of writing.
        Control = "disk/name-control",
        /// One of `\ : * ? " < > |`, or a part that ends in a dot or a space: Windows cannot store it.
        Windows = "disk/name-windows",
        /// `CON`, `NUL`, `COM1` …: names of devices on Windows, with any extension.
        Device = "disk/name-device",
        /// A part of more than 255 bytes or a whole of more than 1,000 bytes.
        Long = "disk/name-long",
        /// Not UTF-8.
        NotUtf8 = "disk/name-not-utf8",
        /// `.kohyo`, where kohyo keeps its own files.
        Reserved = "disk/name-reserved",
    }
    /// Its entry in the catalogue.
    name;
}

impl NameFault {
    /// What is wrong with the name, as the end of a sentence about it.
    pub fn message(self) -> Message {
        Message::of(self.name(), fill! {})
    }
}

/// The folders above a relative path, the highest first.
pub(super) fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Checks a path relative to a root, written with `/`. Japanese names and spaces are fine.
///
/// # Errors
/// The first fault found.
pub fn check_path(path: &str) -> Result<(), NameFault> {
    if path.len() > 1000 {
        return Err(NameFault::Long);
    }
    path.split('/').try_for_each(check_part)
}

/// Checks one part of a path.
pub(super) fn check_part(part: &str) -> Result<(), NameFault> {
    if matches!(part, "" | "." | "..") {
        return Err(NameFault::Climbs);
    }
    if part.contains('\n') || first_unseen(part).is_some() {
        return Err(NameFault::Control);
    }
    let forbidden = ['\\', ':', '*', '?', '"', '<', '>', '|'];
    if part.contains(forbidden) || part.ends_with(['.', ' ']) {
        return Err(NameFault::Windows);
    }
    if is_device(part) {
        return Err(NameFault::Device);
    }
    if part.len() > 255 {
        return Err(NameFault::Long);
    }
    Ok(())
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part).trim_end_matches(' ');
    let upper = stem.to_ascii_uppercase();
    if matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$") {
        return true;
    }
    let digit = |rest: &str| {
        let mut chars = rest.chars();
        chars.next().is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
            && chars.next().is_none()
    };
    ["COM", "LPT"].iter().any(|port| upper.strip_prefix(port).is_some_and(digit))
}

/// [`check_path`], and not below kohyo's own folder.
pub(super) fn check_site_path(path: &str) -> Result<(), NameFault> {
    check_path(path)?;
    let top = path.split('/').next().unwrap_or(path);
    if top.eq_ignore_ascii_case(HOME) {
        return Err(NameFault::Reserved);
    }
    Ok(())
}

/// True for a name that starts with a dot.
pub(super) fn is_dot(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}
