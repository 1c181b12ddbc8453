//! A workbook (Office Open XML, ISO/IEC 29500) of one sheet: a heading that stays in sight and is printed on every page,
//! and cells of text, which no program takes for formulas. Parts are stored as they are, of no day, so that the bytes
//! depend on the rows alone. Does not know what the rows are about.

use super::{RECORD_COLUMNS, RecordCell, RecordRow, cell_words};
use crate::text::chars::shown;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

const TYPES: &str = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/></Types>";

const ROOT: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

const PARTS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";

const BOOK: &str = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"公表経過記録\" sheetId=\"1\" r:id=\"rId1\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'公表経過記録'!$1:$1</definedName></definedNames></workbook>";

/// Three looks of a cell: plain, of a heading, of several lines.
const STYLES: &str = "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><fonts count=\"2\"><font><sz val=\"10\"/><name val=\"游ゴシック\"/></font><font><b/><sz val=\"10\"/><name val=\"游ゴシック\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"3\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf><xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf></cellXfs></styleSheet>";

/// Characters that a cell can hold; what is longer is cut, since no program would open the file.
const LONGEST: usize = 32_000;

/// A workbook of the rows.
pub fn workbook(rows: &[RecordRow]) -> Vec<u8> {
    let sheet = sheet(rows);
    let parts: [(&str, &str); 6] = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", PARTS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ];
    let of_no_day = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        out.start_file(name, of_no_day).expect("memory takes a part");
        out.write_all(HEAD.as_bytes()).expect("memory takes its bytes");
        out.write_all(xml.as_bytes()).expect("memory takes its bytes");
    }
    out.finish().expect("memory takes the list of parts").into_inner()
}

fn sheet(rows: &[RecordRow]) -> String {
    let mut out = String::from(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>",
    );
    for (at, (name, _)) in RECORD_COLUMNS.iter().enumerate() {
        let width = match *name {
            "title" | "duties" | "summary" | "note" => 40,
            "digest" | "line-digest" => 68,
            "line" => 8,
            _ => 14,
        };
        let number = at + 1;
        out.push_str(&format!(
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        ));
    }
    out.push_str("</cols><sheetData><row r=\"1\">");
    for (at, (_, head)) in RECORD_COLUMNS.iter().enumerate() {
        text((at, 1), 1, head, &mut out);
    }
    out.push_str("</row>");
    for (row, number) in rows.iter().zip(2..) {
        out.push_str(&format!("<row r=\"{number}\">"));
        for (at, cell) in row.cells.iter().enumerate() {
            match cell {
                RecordCell::Empty => {}
                RecordCell::Number(own) => {
                    let place = place((at, number));
                    out.push_str(&format!("<c r=\"{place}\"><v>{own}</v></c>"));
                }
                RecordCell::Words(_)
                | RecordCell::Days(_)
                | RecordCell::InTime
                | RecordCell::Late => text((at, number), 2, &cell_words(cell), &mut out),
            }
        }
        out.push_str("</row>");
    }
    out.push_str("</sheetData><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.5\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");
    out
}

/// A cell of text.
fn text(at: (usize, usize), style: u8, words: &str, out: &mut String) {
    let place = place(at);
    out.push_str(&format!(
        "<c r=\"{place}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
    ));
    for c in shown(words).chars().take(LONGEST) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
    out.push_str("</t></is></c>");
}

/// A1, B1, …, AA1, by the column from 0 and the row from 1.
fn place((column, row): (usize, usize)) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = ((left - 1) % 26) as u8;
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    let letters: String = letters.into_iter().collect();
    format!("{letters}{row}")
}
