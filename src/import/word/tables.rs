//! Tables of a Word file: merged cells as spans. Does not know what a table is about.

use super::numbering::value;
use super::read::{WordReader, deleted};
use crate::import::markup::{Element, MarkupBlock, TableCell, TableRow, by_category};
use std::collections::BTreeMap;

/// Word has no wider tables.
const MAX_COLUMNS: usize = 1_000;

impl WordReader<'_> {
    /// A table; one with a single column only frames its words.
    pub(super) fn table(&mut self, element: &Element) {
        let mut found = Vec::new();
        self.rows_of(element, &mut found);
        let widest = found.iter().map(|row| cells_of(row).len()).max().unwrap_or(0);
        if widest < 2 {
            for cell in found.iter().flat_map(|row| cells_of(row)) {
                self.body(&cell.children);
            }
            return;
        }
        let mut rows: Vec<TableRow> = Vec::new();
        // Of every column, the cell that may go on below.
        let mut above: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for one in found {
            let row = self.row(one, &mut rows, &mut above);
            rows.push(row);
        }
        rows.retain(|row| !row.cells.is_empty());
        let rows = by_category(self.source, rows);
        self.open.blocks.push(MarkupBlock::Table(rows));
    }

    fn row(
        &mut self,
        element: &Element,
        rows: &mut [TableRow],
        above: &mut BTreeMap<usize, (usize, usize)>,
    ) -> TableRow {
        let none = Element::default();
        let properties = element.child("w:trPr").unwrap_or(&none);
        let skip = |name| {
            let count = value(properties, name).and_then(|count| count.parse::<usize>().ok());
            count.unwrap_or(0).min(MAX_COLUMNS)
        };
        let mut row = TableRow {
            skip: [skip("w:gridBefore"), skip("w:gridAfter")],
            cells: vec![],
            is_head: properties.child("w:tblHeader").is_some(),
        };
        let mut column = row.skip[0];
        for cell in cells_of(element) {
            let properties = cell.child("w:tcPr").unwrap_or(&none);
            let span = value(properties, "w:gridSpan").and_then(|span| span.parse().ok());
            let columns: usize = span.unwrap_or(1).clamp(1, MAX_COLUMNS);
            let merge = properties.child("w:vMerge").map(|merge| merge.get("w:val"));
            let mut blocks = self.apart(&cell.children);
            blocks.retain(|block| *block != MarkupBlock::Paragraph(vec![]));
            let upper = above.get(&column).copied();
            match (merge, upper.and_then(|(row, cell)| rows.get_mut(row)?.cells.get_mut(cell))) {
                // Goes on from above; Word hides words that stand in such a cell, but they are in the file.
                (Some(Some("continue") | None), Some(upper)) if blocks.is_empty() => {
                    upper.rows += 1;
                }
                (merge, _) => {
                    if merge == Some(Some("restart")) {
                        above.insert(column, (rows.len(), row.cells.len()));
                    } else {
                        above.remove(&column);
                    }
                    row.cells.push(TableCell { blocks, rows: 1, columns });
                }
            }
            column += columns;
        }
        row
    }

    /// Rows that are not deleted, however they are wrapped.
    fn rows_of<'e>(&mut self, element: &'e Element, out: &mut Vec<&'e Element>) {
        for one in element.elements() {
            match &*one.name {
                "w:tr" => {
                    let properties = one.child("w:trPr");
                    if properties.is_some_and(|own| own.child("w:del").is_some()) {
                        self.omit(one, deleted());
                    } else {
                        out.push(one);
                    }
                }
                "w:tblPr" | "w:tblGrid" => {}
                _ => self.rows_of(one, out),
            }
        }
    }
}

fn cells_of(row: &Element) -> Vec<&Element> {
    let mut out = Vec::new();
    for one in row.elements() {
        match &*one.name {
            "w:tc" => out.push(one),
            "w:sdt" | "w:sdtContent" | "w:ins" | "w:customXml" => out.extend(cells_of(one)),
            _ => {}
        }
    }
    out
}
