//! A regulation as the files of its folder: the text in the house form. Leaves structure to [`crate::regulation`].

use super::check;
use crate::diagnostic::Finding;
use crate::regulation;
use crate::sections::File;
use crate::sections::yaml::{Out, emit};
use crate::text::edits::EditLog;
use crate::tree::Provision;
use std::sync::Arc;

/// The files of a regulation.
pub(super) struct Written {
    pub(super) files: Vec<File>,
    pub(super) root: Arc<Provision>,
    /// From the repaired text to the text in the house form.
    pub(super) log: EditLog,
    /// From the text in the house form to the words of the tree.
    pub(super) to_words: Option<EditLog>,
    /// What the reading noted, with places in the repaired text.
    pub(super) findings: Vec<Finding>,
}

/// Reads repaired text as a regulation.
pub(super) fn write(name: &Arc<str>, text: &str) -> Written {
    let parsed = regulation::parse(text, Some(name.clone()));
    let printed = regulation::print(&parsed.root);
    let to_words = check::to_transcript(&printed, &parsed.root);
    let document = emit("", &[("kind", Out::words("regulation"))]);
    let files = vec![
        File {
            name: "document.yaml".to_owned(),
            text: document,
        },
        File {
            name: "main.law.txt".to_owned(),
            text: printed,
        },
    ];
    Written {
        files,
        root: parsed.root,
        log: parsed.log,
        to_words,
        findings: parsed.findings,
    }
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
        && number.chars().all(crate::text::numeral::is_count_char);
    let after =
        after.trim_start_matches(|c: char| c == 'の' || crate::text::numeral::is_count_char(c));
    is_number
        && (after.is_empty()
            || after.starts_with([' ', '\u{3000}', '\t', '（', '(', '【', '〔', '削']))
}
