//! Everything that is no known section: headings, paragraphs, lists and tables as prose. Places every block.

use super::link::strong;
use super::outline::{Block, Shape};
use super::read::{self, Cells};
use crate::import::marker::Style;
use crate::import::sketch::{Sketch, Words};
use crate::tree::{Form, Role};

/// Where the printed numbers of headings and entries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Apart, as labels.
    Labels,
    /// At the start of the words, as printed.
    Words,
}

/// The blocks in their order; nothing is left out.
pub(super) fn blocks(text: &str, blocks: &[Block], numbers: Numbers) -> Vec<Sketch> {
    let mut out = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let (run, after) = read::run(rest);
        if !run.is_empty() {
            if is_list(text, run) {
                let items = run.iter().map(|block| item(text, block, numbers));
                out.push(Sketch::new(Form::List, Role::NONE).with(items));
            } else {
                out.extend(run.iter().map(|block| group(text, block, numbers)));
            }
            rest = after;
            continue;
        }
        match &block.shape {
            Shape::Table(rows) => out.push(read::table(text, rows, Cells::Words)),
            Shape::Entry(..) => out.push(group(text, block, numbers)),
            Shape::Paragraph | Shape::Note | Shape::Root => out.extend(line(text, block)),
        }
        rest = &rest[1..];
    }
    out
}

fn group(text: &str, block: &Block, numbers: Numbers) -> Sketch {
    let (label, heading) = split(text, block, numbers);
    Sketch::new(Form::Group, Role::NONE).label(label).heading(heading).with(blocks(
        text,
        &block.children,
        numbers,
    ))
}

/// Every line a paragraph of its own: for blocks that prose cannot hold otherwise.
pub(super) fn flat(text: &str, blocks: &[Block]) -> Vec<Sketch> {
    let mut out = Vec::new();
    for block in blocks {
        out.extend(line(text, block));
        if let Shape::Table(rows) = &block.shape {
            let cells = rows.iter().flatten().filter(|cell| !cell.is_empty());
            out.extend(cells.map(|cell| Sketch::new(Form::Prose, Role::NONE).text(cell.clone())));
        }
        out.extend(flat(text, &block.children));
    }
    out
}

fn line(text: &str, block: &Block) -> Option<Sketch> {
    let words = strong(text, read::printed(text, block));
    (!words.is_empty()).then(|| Sketch::new(Form::Prose, Role::NONE).text(words))
}

/// Headings have more below them than lists; a run without that is a list.
fn is_list(text: &str, run: &[Block]) -> bool {
    let marked = run.iter().any(|block| block.style().is_some_and(Style::is_heading_mark));
    let heads = run.iter().all(|block| block.could_head(text));
    let holds = run.iter().any(|block| block.children.iter().any(|below| below.style().is_none()));
    let is_headings = marked || (heads && holds);
    !is_headings
}

fn split(text: &str, block: &Block, numbers: Numbers) -> (Words, Words) {
    match numbers {
        Numbers::Labels => (block.label.clone(), strong(text, read::words(text, block))),
        Numbers::Words => (Words::none(), strong(text, read::printed(text, block))),
    }
}

fn item(text: &str, block: &Block, numbers: Numbers) -> Sketch {
    let (label, words) = split(text, block, numbers);
    Sketch::new(Form::Item, Role::NONE).label(label).text(words).with(blocks(
        text,
        &block.children,
        numbers,
    ))
}
