//! Lists and tables of a page: the signs before entries as a browser prints them, cells with spans, tables that only
//! place things on the page, names with texts. Does not know what a list or a table is about.

use super::noise;
use super::read::PageReader;
use crate::import::list_marker::{self, list_number};
use crate::import::markup::{
    Element, ListEntry, MarkupBlock, MarkupNode, PrintedMark, TableCell, TableRow, by_category,
};
use crate::text::edits::Reason;

/// The numbers that a browser prints before the entries of a list.
pub(super) struct ListCounter {
    next: Option<i64>,
    step: i64,
    style: String,
}

impl ListCounter {
    pub(super) fn of(list: &Element) -> ListCounter {
        let style = list.get("style").unwrap_or("").replace(' ', "");
        let is_bare =
            ["list-style:none", "list-style-type:none"].iter().any(|none| style.contains(none));
        let is_numbered = list.name == "ol" && !is_bare;
        let entries = list.elements().filter(|one| one.name == "li").count() as i64;
        let is_down = list.get("reversed").is_some();
        let start = list.get("start").and_then(|start| start.trim().parse().ok());
        let first = start.unwrap_or(if is_down { entries } else { 1 });
        ListCounter {
            next: is_numbered.then_some(first),
            step: if is_down { -1 } else { 1 },
            style: list.get("type").unwrap_or("1").to_owned(),
        }
    }

    /// The number of the next entry.
    pub(super) fn next(&mut self, item: &Element) -> Option<i64> {
        let own = item.get("value").and_then(|value| value.trim().parse().ok());
        let number = self.next.map(|next| own.unwrap_or(next))?;
        self.next = number.checked_add(self.step);
        Some(number)
    }

    /// The mark of the next entry, unless its words begin with one.
    pub(super) fn mark(&mut self, item: &Element, words: &str) -> Option<PrintedMark> {
        let own = list_marker::read_marker(words);
        let number = self.next(item);
        match (number, own) {
            (_, Some(own)) if own.style.is_numbered() || number.is_none() => None,
            (Some(number), _) => {
                let printed = list_number(&self.style, number);
                let count = u32::try_from(number).ok();
                Some(PrintedMark::Number(format!("{printed}. "), count, NUMBER))
            }
            (None, _) => Some(PrintedMark::Bullet),
        }
    }
}

const NUMBER: Reason = Reason::repair("import/list-number");

impl PageReader<'_> {
    /// A table; one that only places things is read as its cells.
    pub(super) fn table(&mut self, element: &Element) {
        let rows = rows_of(element);
        if is_placing(element, &rows) || !has_only_rows(self.source, element) {
            self.nodes(&element.children);
            self.flush();
            return;
        }
        if let Some(caption) = element.child("caption") {
            self.nodes(&caption.children);
            self.flush();
        }
        let rows = rows.into_iter().map(|row| self.row(row));
        let rows: Vec<TableRow> = rows.filter(|row| !row.cells.is_empty()).collect();
        if !rows.is_empty() {
            let rows = by_category(self.source, rows);
            self.open.blocks.push(MarkupBlock::Table(rows));
        }
    }

    fn row(&mut self, row: &Element) -> TableRow {
        let is_head = cells_of(row).all(|cell| cell.name == "th");
        let cells = cells_of(row).map(|cell| {
            let span = |name| cell.get(name).and_then(|span| span.trim().parse().ok());
            TableCell {
                blocks: self.apart(&cell.children),
                // Zero: to the end of the table.
                rows: match span("rowspan") {
                    Some(0) => usize::MAX,
                    Some(rows) => rows,
                    None => 1,
                },
                columns: span("colspan").unwrap_or(1),
            }
        });
        TableRow { cells: cells.collect(), is_head, ..TableRow::default() }
    }
}

fn rows_of(table: &Element) -> Vec<&Element> {
    let mut out = Vec::new();
    for child in table.elements() {
        match &*child.name {
            "tr" => out.push(child),
            "thead" | "tbody" | "tfoot" => {
                out.extend(child.elements().filter(|row| row.name == "tr"));
            }
            _ => {}
        }
    }
    out
}

fn cells_of(row: &Element) -> impl Iterator<Item = &Element> {
    row.elements().filter(|cell| matches!(&*cell.name, "td" | "th"))
}

/// A table with tables, headings or one column only holds a page together.
fn is_placing(table: &Element, rows: &[&Element]) -> bool {
    let is_role = matches!(table.get("role"), Some("presentation" | "none"));
    let widest = rows.iter().map(|row| cells_of(row).count()).max();
    let holds = |row: &&Element| {
        let is_block = |one: &Element| one.name == "table" || noise::is_heading(one);
        cells_of(row).any(|cell| cell.elements().any(|one| one.any(&is_block)))
    };
    is_role || widest.unwrap_or(0) < 2 || rows.iter().any(holds)
}

/// Names with their texts.
pub(super) fn of_pairs(pairs: Vec<ListEntry>) -> MarkupBlock {
    let is_short = |entry: &ListEntry| match entry.blocks.as_slice() {
        [MarkupBlock::Paragraph(name), MarkupBlock::Paragraph(text)] => {
            let is_plain = name.len() < 12 && text.len() < 40;
            entry.mark.is_some() && is_plain
        }
        _ => false,
    };
    if pairs.len() < 2 || !pairs.iter().all(is_short) {
        return MarkupBlock::List(pairs);
    }
    let rows = pairs.into_iter().map(|pair| TableRow {
        cells: pair
            .blocks
            .into_iter()
            .map(|block| TableCell { blocks: vec![block], rows: 1, columns: 1 })
            .collect(),
        ..TableRow::default()
    });
    MarkupBlock::Table(rows.collect())
}

/// True when no words stand between the rows and cells of a table, and its caption stands first.
fn has_only_rows(source: &str, table: &Element) -> bool {
    let mut is_first = true;
    let mut fits = |node: &MarkupNode, names: &[&str]| match node {
        MarkupNode::Words(chunk) => chunk.words(source).trim().is_empty(),
        MarkupNode::Element(one) if one.name == "caption" => {
            std::mem::replace(&mut is_first, false)
        }
        MarkupNode::Element(one) => {
            is_first = is_first && matches!(&*one.name, "col" | "colgroup");
            names.contains(&&*one.name)
        }
    };
    let groups = ["tr", "thead", "tbody", "tfoot", "col", "colgroup"];
    if !table.children.iter().all(|child| fits(child, &groups)) {
        return false;
    }
    let mut in_group = |group: &Element| group.children.iter().all(|child| fits(child, &["tr"]));
    let is_group = |one: &&Element| matches!(&*one.name, "thead" | "tbody" | "tfoot");
    if !table.elements().filter(is_group).all(&mut in_group) {
        return false;
    }
    rows_of(table).iter().all(|row| row.children.iter().all(|child| fits(child, &["td", "th"])))
}
