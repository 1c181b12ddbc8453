//! A regulation as the files of its folder: the text in the house form. Leaves structure to [`crate::regulation`].

use super::block::{Block, BlockKind, BlockText, ListPlace};
use super::outline_tree::{RangeMark, WordRanges};
use crate::diagnostic::{Finding, Span};
use crate::fill;
use crate::regulation::{self, SaidLine, SaidLines};
use crate::sections::SectionFile;
use crate::site::Kind;
use crate::site::load::{Unwritable, write_document};
use crate::text::edits::{EditLog, Reason};
use crate::tree::{Form, Provision, Role};
use std::ops::Range;
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
pub(super) fn write(name: &Arc<str>, text: &BlockText) -> Result<WrittenRegulation, Finding> {
    let parsed = regulation::parse_said(text, &said(text), Some(name.clone()));
    let mut own = parsed.root.own().clone();
    own.role = Role::of(Kind::Regulation.name());
    let root = own.with(parsed.root.children().to_vec());
    let files = write_document(&root).map_err(|error| unwritable(name, &error))?;
    Ok(WrittenRegulation { files, log: parsed.log, findings: parsed.findings })
}

fn unwritable(name: &Arc<str>, error: &Unwritable) -> Finding {
    Finding::error("import-not-exact.regulation", fill! { error }).at(Span::file(name.clone()))
}

/// What the source says beside the words.
fn said(text: &BlockText) -> SaidLines {
    let mut out = SaidLines::default();
    let mut bullet: Option<ListPlace> = None;
    for block in &text.blocks {
        let said = match &block.kind {
            BlockKind::Row(cells) => SaidLine::Row(Form::Row, words_of(block, cells)),
            BlockKind::Header(cells) => SaidLine::Row(Form::Header, words_of(block, cells)),
            // Numbers say the level.
            _ if block.said.as_ref().is_some_and(|said| said.numbers.is_empty()) => {
                bullet = block.list;
                SaidLine::Entry(block.list.map_or(0, |place| place.depth))
            }
            BlockKind::Line if block.list.is_some() && block.list == bullet => {
                SaidLine::Inside(block.list.map_or(0, |place| place.depth))
            }
            _ => continue,
        };
        out.lines.insert(block.range.start, said);
    }
    out.links = text
        .spans
        .iter()
        .filter_map(|span| match &span.mark {
            RangeMark::SaidLink(to) => Some((span.range.clone(), to.clone())),
            _ => None,
        })
        .collect();
    out
}

/// The words of the cells, each with the bullet that [`bullets`] put before it.
fn words_of(row: &Block, cells: &[WordRanges]) -> Vec<Range<usize>> {
    let words = |cell: &WordRanges| {
        let bounds = cell.bounds().unwrap_or(row.range.start..row.range.start);
        let has_bullet = cell.parts.first().is_some_and(|part| part.mark == RangeMark::Bullet);
        bounds.start - if has_bullet { BULLET.len() } else { 0 }..bounds.end
    };
    cells.iter().map(words).collect()
}

const BULLET: &str = "・";
const PUT: Reason = Reason::layout("import/markup-bullet");

/// Bullets before the entries in cells, where a regulation has words alone.
pub(super) fn bullets(text: &BlockText) -> EditLog {
    let mut log = EditLog::new();
    let cells = text.blocks.iter().filter_map(Block::cells).flatten();
    let bullets = cells.flat_map(|cell| &cell.parts).filter(|part| part.mark == RangeMark::Bullet);
    bullets.for_each(|part| log.push(part.range.clone(), BULLET, PUT));
    log
}

/// From the house form to the words, line by line.
pub(super) fn leave_words(root: &Provision) -> EditLog {
    let [sign, link] = ["import/structure", "import/link-form"].map(Reason::layout);
    regulation::leave_words(root, sign, link)
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
