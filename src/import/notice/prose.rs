//! Everything that is no known section: headings, paragraphs, lists and tables as prose. Places every block.

use super::outline::{BlockShape, OutlineBlock};
use super::read::{self, CellContent};
use crate::import::block::BlockText;
use crate::import::list_marker::ListMarkerStyle;
use crate::import::outline_tree::{OutlineNode, WordRanges};
use crate::tree::{Form, Role};

/// Where the printed numbers of headings and entries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberPlace {
    /// Apart, as labels.
    Labels,
    /// At the start of the words, as printed.
    Words,
}

/// The blocks in their order; nothing is left out.
pub(super) fn blocks(
    text: &BlockText,
    blocks: &[OutlineBlock],
    numbers: NumberPlace,
) -> Vec<OutlineNode> {
    let mut out = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let (run, after) = read::run(rest);
        if !run.is_empty() {
            if is_list(text, run) {
                let items = run.iter().map(|block| item(text, block, numbers));
                out.push(OutlineNode::new(Form::List, Role::NONE).with(items));
            } else {
                out.extend(run.iter().map(|block| group(text, block, numbers)));
            }
            rest = after;
            continue;
        }
        match &block.shape {
            BlockShape::Table(rows) => out.push(read::table(text, rows, CellContent::Words)),
            BlockShape::Entry(..) => out.push(group(text, block, numbers)),
            BlockShape::Paragraph | BlockShape::Note => out.extend(prose_line(text, block)),
        }
        rest = &rest[1..];
    }
    out
}

fn group(text: &BlockText, block: &OutlineBlock, numbers: NumberPlace) -> OutlineNode {
    let (label, heading) = split(text, block, numbers);
    OutlineNode::new(Form::Group, Role::NONE)
        .label(label)
        .heading(heading)
        .with(blocks(text, &block.children, numbers))
}

/// Every line a paragraph of its own: for blocks that prose cannot hold otherwise.
pub(super) fn flat(text: &BlockText, blocks: &[OutlineBlock]) -> Vec<OutlineNode> {
    let mut out = Vec::new();
    for block in blocks {
        out.extend(prose_line(text, block));
        if let BlockShape::Table(rows) = &block.shape {
            let cells = rows.iter().flatten().filter(|cell| !cell.is_empty());
            out.extend(
                cells.map(|cell| OutlineNode::new(Form::Prose, Role::NONE).text(cell.clone())),
            );
        }
        out.extend(flat(text, &block.children));
    }
    out
}

fn prose_line(text: &BlockText, block: &OutlineBlock) -> Option<OutlineNode> {
    let words = read::printed(text, block);
    (!words.is_empty()).then(|| OutlineNode::new(Form::Prose, Role::NONE).text(words))
}

/// Headings have more below them than lists; a run without that is a list.
fn is_list(text: &BlockText, run: &[OutlineBlock]) -> bool {
    let marked =
        run.iter().any(|block| block.style().is_some_and(ListMarkerStyle::is_heading_mark));
    let heads = run.iter().all(|block| block.could_head(text));
    let holds = run.iter().any(|block| block.children.iter().any(|below| below.style().is_none()));
    let is_headings = marked || (heads && holds);
    !is_headings
}

fn split(text: &BlockText, block: &OutlineBlock, numbers: NumberPlace) -> (WordRanges, WordRanges) {
    match numbers {
        NumberPlace::Labels => (block.label.clone(), block.words.clone()),
        NumberPlace::Words => (WordRanges::none(), read::printed(text, block)),
    }
}

fn item(text: &BlockText, block: &OutlineBlock, numbers: NumberPlace) -> OutlineNode {
    let (label, words) = split(text, block, numbers);
    OutlineNode::new(Form::Item, Role::NONE)
        .label(label)
        .text(words)
        .with(blocks(text, &block.children, numbers))
}
