//! A regulation as the files of its folder: the text in the house form. Leaves structure to [`crate::regulation`].

use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::regulation;
use crate::sections::SectionFile;
use crate::site::Kind;
use crate::site::load::{Unwritable, write_document};
use crate::text::edits::{EditLog, Reason};
use crate::tree::Role;
use std::sync::Arc;

/// The files of a regulation.
pub(super) struct WrittenRegulation {
    pub(super) files: Vec<SectionFile>,
    /// From the repaired text to the text in the house form.
    pub(super) log: EditLog,
    /// What the reading noted, with places in the repaired text.
    pub(super) findings: Vec<Finding>,
}

/// Reads repaired text as a regulation.
///
/// # Errors
/// When no text in the house form says what was read.
pub(super) fn write(name: &Arc<str>, text: &str) -> Result<WrittenRegulation, Finding> {
    let parsed = regulation::parse(text, Some(name.clone()));
    let mut own = parsed.root.own().clone();
    own.role = Role::of(Kind::Regulation.name());
    let root = own.with(parsed.root.children().to_vec());
    let files = write_document(&root).map_err(|error| unwritable(name, &error))?;
    Ok(WrittenRegulation { files, log: parsed.log, findings: parsed.findings })
}

fn unwritable(name: &Arc<str>, error: &Unwritable) -> Finding {
    Finding::error("import-not-exact.regulation", fill! { error }).at(Span::file(name.clone()))
}

const TAB: Reason = Reason::layout("import/tab");

/// Tabs as full-width spaces, where reading leaves some in the words; else nothing.
pub(super) fn spaced(text: &str) -> EditLog {
    let leaves_tabs = || regulation::print(&regulation::parse(text, None).root).contains('\t');
    if text.contains('\t') && leaves_tabs() { untabbed(text) } else { EditLog::new() }
}

/// Every tab as a full-width space.
pub(super) fn untabbed(text: &str) -> EditLog {
    let mut log = EditLog::new();
    for (at, tab) in text.match_indices('\t') {
        log.push(at..at + tab.len(), "\u{3000}", TAB);
    }
    log
}

/// True when the text is that of a regulation: numbered articles at the start of lines.
pub(super) fn is_regulation<'t>(lines: impl Iterator<Item = &'t str>) -> bool {
    let mut articles = 0;
    for line in lines {
        let rest = line.trim_start_matches(|c: char| c.is_whitespace() || "#*-".contains(c));
        articles += usize::from(is_article(rest));
    }
    articles > 1
}

/// `第3条`, `第 三 条の二`, with words of the article or nothing behind it, not a citation that goes on.
fn is_article(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('第') else {
        return false;
    };
    let Some((number, after)) = rest.split_once(['条', '條']) else {
        return false;
    };
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = (1..=8).contains(&number.chars().count())
        && number.chars().all(crate::text::label::is_count_char);
    let after =
        after.trim_start_matches(|c: char| c == 'の' || crate::text::label::is_count_char(c));
    is_number
        && (after.is_empty()
            || after.starts_with([' ', '\u{3000}', '\t', '（', '(', '【', '〔', '削']))
}
