//! From blocks to the common parts of sections: paragraphs, notes, items, named fields.
//! Does not know section kinds.

use super::outline::{BlockShape, OutlineBlock};
use super::purposes;
use crate::import::block::BlockText;
use crate::import::outline_tree::{COLON, MarkedRange, OutlineNode, RangeMark, WordRanges};
use crate::tree::{Form, Role};

/// The paragraphs before what a section says of its own.
pub(super) const LEAD: Role = Role::of("lead");
const NOTE: Role = Role::of("note");

/// Names are not longer than this, in characters.
const NAME_CHARS: usize = 40;

/// Number and words as they are printed on one line.
pub(super) fn printed(text: &BlockText, block: &OutlineBlock) -> WordRanges {
    let (Some(label), Some(own)) = (block.label.bounds(), block.words.bounds()) else {
        return if block.words.is_empty() { block.label.clone() } else { block.words.clone() };
    };
    let is_one_line = block.words.parts.len() == 1
        && text[label.end..own.start].chars().all(|c| c == ' ' || c == '\u{3000}');
    if is_one_line {
        return WordRanges::of(label.start..own.end);
    }
    let mut out = block.label.clone();
    out.join(block.words.clone());
    out
}

/// A paragraph or note as a paragraph of that role; its mark is its label.
pub(super) fn paragraph(block: &OutlineBlock, role: Role) -> Option<OutlineNode> {
    match block.shape {
        BlockShape::Paragraph | BlockShape::Note => Some(
            OutlineNode::new(Form::Paragraph, role)
                .label(block.label.clone())
                .text(block.words.clone()),
        )
        .filter(|sketch| !sketch.text.is_empty()),
        BlockShape::Entry(..) | BlockShape::Table(_) => None,
    }
}

/// The blocks at the end of a section as notes; `None` when one is neither paragraph nor note.
pub(super) fn notes(blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    blocks
        .iter()
        .map(|block| {
            let paragraph = paragraph(block, NOTE)?;
            Some(OutlineNode { form: Form::Note, ..paragraph })
        })
        .collect()
}

/// Splits off the paragraphs at the start.
pub(super) fn lead(blocks: &[OutlineBlock], role: Role) -> (Vec<OutlineNode>, &[OutlineBlock]) {
    let count = blocks.iter().take_while(|block| paragraph(block, role.clone()).is_some()).count();
    let (paragraphs, rest) = blocks.split_at(count);
    let paragraphs = paragraphs.iter().filter_map(|block| paragraph(block, role.clone())).collect();
    (paragraphs, rest)
}

/// Splits off the list at the start: neighbours that are said to be one, or have one style of marker.
pub(super) fn run(blocks: &[OutlineBlock]) -> (&[OutlineBlock], &[OutlineBlock]) {
    let goes_on = |one: &OutlineBlock, next: &OutlineBlock| {
        let is_said = one.place.is_some() && one.place == next.place;
        next.style().is_some() && (is_said || one.style() == next.style())
    };
    let is_list = blocks.first().is_some_and(|first| first.style().is_some());
    let list = blocks.chunk_by(goes_on).next().filter(|_| is_list);
    blocks.split_at(list.map_or(0, <[OutlineBlock]>::len))
}

/// Entries as items with their numbers; `None` when one holds more than words and items.
pub(super) fn items(blocks: &[OutlineBlock], role: &Role) -> Option<Vec<OutlineNode>> {
    blocks
        .iter()
        .map(|block| {
            block.style()?;
            let inner = items(&block.children, role)?;
            let item = OutlineNode::new(Form::Item, role.clone())
                .label(block.label.clone())
                .text(block.words.clone())
                .with(inner);
            (!item.text.is_empty()).then_some(item)
        })
        .collect()
}

/// A named value before its role is known: an entry with paragraphs and a list below it, or `name：value`.
pub(super) fn field(text: &BlockText, block: &OutlineBlock, item: &Role) -> Option<OutlineNode> {
    block.style()?;
    if block.children.is_empty() {
        return inline_field(text, block);
    }
    let (paragraphs, rest) = lead(&block.children, Role::NONE);
    let (list, rest) = run(rest);
    if !rest.is_empty() || block.words.read(text).chars().count() > NAME_CHARS {
        return None;
    }
    let list = items(list, item)?;
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

fn inline_field(text: &BlockText, block: &OutlineBlock) -> Option<OutlineNode> {
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
            .text(WordRanges::of(one.range.end - value.len()..one.range.end).behind(Some(COLON))),
    )
}

/// The rows of a table with two columns as named values.
pub(super) fn row_fields(
    text: &BlockText,
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
                    None => field.text(value.clone()),
                })
            }
            _ => None,
        })
        .collect()
}

/// The lines of a cell as items, where every one has a bullet.
fn lines_of(text: &BlockText, cell: &WordRanges, item: &Role) -> Option<Vec<OutlineNode>> {
    let is_entry = |line: &[MarkedRange]| {
        line.first().is_some_and(|first| {
            let sign = &text[first.range.clone()];
            first.mark == RangeMark::Bullet && (sign.is_empty() || sign.starts_with('・'))
        })
    };
    let is_list = cell.lines().count() > 1 && cell.lines().all(is_entry);
    let item = |words| OutlineNode::new(Form::Item, item.clone()).text(words);
    is_list.then(|| purposes::by_lines(cell).map(item).collect())
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
pub(super) fn table(text: &BlockText, rows: &[Vec<WordRanges>], holds: CellContent) -> OutlineNode {
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
fn cell_of(text: &BlockText, cell: &WordRanges, holds: CellContent) -> OutlineNode {
    let sketch = OutlineNode::new(Form::Cell, Role::NONE);
    match lines_of(text, cell, &Role::NONE) {
        Some(items) if holds == CellContent::Lists => sketch.with(items),
        Some(_) | None => sketch.text(cell.clone()),
    }
}
