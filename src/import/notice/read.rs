//! From blocks to the common parts of sections: paragraphs, notes, items, named fields.
//! Does not know section kinds.

use super::link;
use super::outline::{BlockShape, OutlineBlock};
use super::purposes;
use crate::import::outline_tree::{OutlineNode, WordRanges};
use crate::tree::{Form, Role};

/// The paragraphs before what a section says of its own.
pub(super) const LEAD: Role = Role::of("lead");
const NOTE: Role = Role::of("note");

/// Names are not longer than this, in characters.
const NAME_CHARS: usize = 40;

/// The words of a block with their links.
pub(super) fn words(text: &str, block: &OutlineBlock) -> WordRanges {
    link::links(text, &block.words)
}

/// Number and words as they are printed on one line.
pub(super) fn printed(text: &str, block: &OutlineBlock) -> WordRanges {
    let (Some(label), Some(own)) = (block.label.bounds(), block.words.bounds()) else {
        return if block.words.is_empty() { block.label.clone() } else { words(text, block) };
    };
    let is_one_line = block.words.parts.len() == 1
        && text[label.end..own.start].chars().all(|c| c == ' ' || c == '\u{3000}');
    if is_one_line {
        return link::links(text, &WordRanges::of(label.start..own.end));
    }
    let mut out = block.label.clone();
    out.join(words(text, block));
    out
}

/// A paragraph or note as a paragraph of that role; its mark is its label.
pub(super) fn paragraph(text: &str, block: &OutlineBlock, role: Role) -> Option<OutlineNode> {
    match block.shape {
        BlockShape::Paragraph | BlockShape::Note => Some(
            OutlineNode::new(Form::Paragraph, role)
                .label(block.label.clone())
                .text(words(text, block)),
        )
        .filter(|sketch| !sketch.text.is_empty()),
        BlockShape::Root | BlockShape::Entry(..) | BlockShape::Table(_) => None,
    }
}

/// The blocks at the end of a section as notes; `None` when one is neither paragraph nor note.
pub(super) fn notes(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    blocks
        .iter()
        .map(|block| {
            let paragraph = paragraph(text, block, NOTE)?;
            Some(OutlineNode { form: Form::Note, ..paragraph })
        })
        .collect()
}

/// Splits off the paragraphs at the start.
pub(super) fn lead<'b>(
    text: &str,
    blocks: &'b [OutlineBlock],
    role: Role,
) -> (Vec<OutlineNode>, &'b [OutlineBlock]) {
    let count =
        blocks.iter().take_while(|block| paragraph(text, block, role.clone()).is_some()).count();
    let (paragraphs, rest) = blocks.split_at(count);
    let paragraphs =
        paragraphs.iter().filter_map(|block| paragraph(text, block, role.clone())).collect();
    (paragraphs, rest)
}

/// Splits off the list at the start: neighbours with one style of marker.
pub(super) fn run(blocks: &[OutlineBlock]) -> (&[OutlineBlock], &[OutlineBlock]) {
    let Some(style) = blocks.first().and_then(OutlineBlock::style) else {
        return (&[], blocks);
    };
    let count = blocks.iter().take_while(|block| block.style() == Some(style)).count();
    blocks.split_at(count)
}

/// Entries as items with their numbers; `None` when one holds more than words and items.
pub(super) fn items(text: &str, blocks: &[OutlineBlock], role: &Role) -> Option<Vec<OutlineNode>> {
    blocks
        .iter()
        .map(|block| {
            block.style()?;
            let inner = items(text, &block.children, role)?;
            let item = OutlineNode::new(Form::Item, role.clone())
                .label(block.label.clone())
                .text(words(text, block))
                .with(inner);
            (!item.text.is_empty()).then_some(item)
        })
        .collect()
}

/// A named value before its role is known: an entry with paragraphs and a list below it, or `name：value`.
pub(super) fn field(text: &str, block: &OutlineBlock, item: &Role) -> Option<OutlineNode> {
    block.style()?;
    if block.children.is_empty() {
        return inline_field(text, block);
    }
    let (paragraphs, rest) = lead(text, &block.children, Role::NONE);
    let (list, rest) = run(rest);
    if !rest.is_empty() || block.words.read(text).chars().count() > NAME_CHARS {
        return None;
    }
    let list = items(text, list, item)?;
    let field = OutlineNode::new(Form::Field, Role::NONE).heading(printed(text, block));
    Some(filled(field, paragraphs, list))
}

/// One unmarked paragraph is the field's own text; more are its children.
fn filled(
    mut field: OutlineNode,
    mut paragraphs: Vec<OutlineNode>,
    list: Vec<OutlineNode>,
) -> OutlineNode {
    if paragraphs.len() == 1 && paragraphs[0].label.is_empty() {
        field.text = paragraphs.remove(0).text;
    }
    field = field.with(paragraphs);
    if list.is_empty() {
        return field;
    }
    field.with([OutlineNode::new(Form::List, Role::NONE).with(list)])
}

fn inline_field(text: &str, block: &OutlineBlock) -> Option<OutlineNode> {
    let whole = printed(text, block);
    let [one] = block.words.parts.as_slice() else {
        return None;
    };
    let own = &text[one.range.clone()];
    let (at, colon) = own.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let name = own[..at].trim_end();
    let value = own[at + colon.len_utf8()..].trim_start();
    let is_name =
        !name.is_empty() && name.chars().count() <= NAME_CHARS && !name.contains(['。', '、']);
    if !is_name || value.is_empty() || value.starts_with("//") {
        return None;
    }
    let start = whole.parts.first()?.range.start;
    let end = one.range.start + name.len();
    Some(
        OutlineNode::new(Form::Field, Role::NONE)
            .heading(WordRanges::of(start..end))
            .text(link::links(text, &WordRanges::of(one.range.end - value.len()..one.range.end))),
    )
}

/// The rows of a table with two columns as named values.
pub(super) fn row_fields(
    text: &str,
    rows: &[Vec<WordRanges>],
    item: &Role,
) -> Option<Vec<OutlineNode>> {
    rows.iter()
        .map(|row| match row.as_slice() {
            [name, value] if !name.is_empty() && !value.is_empty() => {
                let field = OutlineNode::new(Form::Field, Role::NONE).heading(name.clone());
                Some(match lines_of(text, value, item) {
                    Some(items) => {
                        field.with([OutlineNode::new(Form::List, Role::NONE).with(items)])
                    }
                    None => field.text(link::links(text, value)),
                })
            }
            _ => None,
        })
        .collect()
}

/// The lines of a cell as items, where every one has a bullet.
fn lines_of(text: &str, cell: &WordRanges, item: &Role) -> Option<Vec<OutlineNode>> {
    let lines = purposes::cell_lines(cell);
    let is_list = cell.parts.len() == 1
        && lines.len() > 1
        && lines.into_iter().all(|line| text[line].starts_with('・'));
    let items = || purposes::by_breaks(text, cell).into_iter();
    let sketch = |words| OutlineNode::new(Form::Item, item.clone()).text(link::links(text, &words));
    is_list.then(|| items().map(sketch).collect())
}

/// What a cell may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum CellContent {
    /// Words, or a list.
    Lists,
    /// Words alone, as in prose.
    Words,
}

/// A plain table: the first row is the header when every cell of it is a short name.
pub(super) fn table(text: &str, rows: &[Vec<WordRanges>], holds: CellContent) -> OutlineNode {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let is_name = |cell: &WordRanges| {
        let words = cell.read(text);
        !words.is_empty() && words.chars().count() <= 20 && !words.contains(['。', '、'])
    };
    let longer_below = rows.iter().skip(1).flatten().any(|cell| !is_name(cell));
    let has_header = rows.len() > 1
        && rows[0].len() == columns
        && rows[0].iter().all(is_name)
        && (longer_below || rows.len() > 2);
    let mut table = OutlineNode::new(Form::Table, Role::NONE);
    for (at, row) in rows.iter().enumerate() {
        let form = if at == 0 && has_header { Form::Header } else { Form::Row };
        let cells = row.iter().map(|cell| cell_of(text, cell, holds));
        let blanks = (row.len()..columns).map(|_| OutlineNode::new(Form::Cell, Role::NONE));
        let cells: Vec<OutlineNode> = cells.chain(blanks).collect();
        table = table.with([OutlineNode::new(form, Role::NONE).with(cells)]);
    }
    table
}

/// A cell; one whose every line has a bullet is a list.
fn cell_of(text: &str, cell: &WordRanges, holds: CellContent) -> OutlineNode {
    let sketch = OutlineNode::new(Form::Cell, Role::NONE);
    match lines_of(text, cell, &Role::NONE) {
        Some(items) if holds == CellContent::Lists => sketch.with(items),
        Some(_) | None => sketch.text(link::links(text, cell)),
    }
}
