//! Everything that is no known section: headings, paragraphs, lists and tables as prose. Places every block.

use super::outline::{Block, Shape};
use super::read;
use crate::import::marker::Style;
use crate::import::sketch::{Sketch, Words};
use crate::tree::{Form, Role};

/// The blocks in their order; nothing is left out.
pub(super) fn blocks(text: &str, blocks: &[Block]) -> Vec<Sketch> {
    let mut out = Vec::new();
    let mut rest = blocks;
    while let Some(block) = rest.first() {
        let (run, after) = read::run(rest);
        match &block.shape {
            Shape::Entry(..) if is_list(text, run) => {
                let items = run
                    .iter()
                    .map(|block| item(text, block))
                    .collect::<Vec<_>>();
                out.push(Sketch::new(Form::List, Role::NONE).with(items));
                rest = after;
                continue;
            }
            Shape::Entry(..) => out.push(
                Sketch::new(Form::Group, Role::NONE)
                    .heading(heading(text, block))
                    .with(self::blocks(text, &block.children)),
            ),
            Shape::Table(rows) => out.push(read::table(text, rows)),
            Shape::Paragraph | Shape::Note | Shape::Root => {
                let words = read::printed(text, block);
                if !words.is_empty() {
                    out.push(Sketch::new(Form::Prose, Role::NONE).text(words));
                }
            }
        }
        rest = &rest[1..];
    }
    out
}

/// Headings have more below them than lists; a run without that is a list.
fn is_list(text: &str, run: &[Block]) -> bool {
    let marked = run
        .iter()
        .any(|block| block.style().is_some_and(Style::is_heading_mark));
    let heads = run.iter().all(|block| block.could_head(text));
    let holds = run
        .iter()
        .any(|block| block.children.iter().any(|below| below.style().is_none()));
    !marked && !(heads && holds)
}

fn heading(text: &str, block: &Block) -> Words {
    read::printed(text, block)
}

fn item(text: &str, block: &Block) -> Sketch {
    Sketch::new(Form::Item, Role::NONE)
        .text(read::printed(text, block))
        .with(blocks(text, &block.children))
}
