//! What kind of file bytes are, by their first bytes and names inside; advice for those that cannot be imported.
//! Does not read what they say.

use crate::diagnostic::{Finding, Span};

/// A zip file with a Word document in it.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    is_zip(bytes) && holds(bytes, b"word/document")
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn holds(bytes: &[u8], name: &[u8]) -> bool {
    bytes.windows(name.len()).any(|window| window == name)
}

/// True when a name stands in the bytes in UTF-16, as in the folders of old Office files.
fn holds_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds(bytes, &wide)
}

/// A kind of file: code, what it is, what to do; each in Japanese and English.
type Advice = (&'static str, [&'static str; 2], [&'static str; 2]);

const SAVE_AS_TEXT: [&str; 2] = [
    "元のWordファイル（.docx）があればそれを、なければ本文を選択してコピーし、メモ帳などに貼り付けてテキスト（.txt）で保存したものを取り込んでください。",
    "Import the Word file (.docx) it was made from, or copy its text into a plain text file (.txt).",
];
const SAVE_AS_DOCX: [&str; 2] = [
    "Wordで開き、「名前を付けて保存」で「Word文書（*.docx）」を選んで保存したものを取り込んでください。",
    "Open it in Word and save it as a Word document (.docx).",
];
const COPY_TABLE: [&str; 2] = [
    "必要な範囲を選択してコピーし、メモ帳に貼り付けてテキスト（.txt）で保存したものを取り込んでください（列はタブで区切られます）。",
    "Copy the cells into a plain text file (.txt); columns are kept by tabs.",
];
const UNLOCK: [&str; 2] = [
    "Wordで開き、「ファイル」→「情報」→「文書の保護」でパスワードを外して保存したものを取り込んでください。",
    "Open it in Word, take the password off (File > Info > Protect Document) and save it.",
];
const SAVE_AS_PAGE: [&str; 2] = [
    "ブラウザーで元のページを開き、「名前を付けて保存」で「ウェブページ、HTMLのみ（*.html）」を選んで保存したものを取り込んでください。",
    "Open the page in a browser and save it as 'web page, HTML only' (.html).",
];

/// The finding about a file of a kind that cannot be imported; `None` for text.
pub(super) fn foreign(name: &str, bytes: &[u8]) -> Option<Finding> {
    let (code, what, help) = advice(name, bytes)?;
    let [ja, en] = what;
    Some(
        Finding::spelt_error(
            code,
            format!("{name} は{ja}のため、取り込めません。"),
            format!("{name} is {en} and cannot be imported."),
        )
        .at(Span::file(name))
        .help(help[0], help[1]),
    )
}

fn advice(name: &str, bytes: &[u8]) -> Option<Advice> {
    let name = name.to_ascii_lowercase();
    if bytes.is_empty() {
        return Some((
            "empty-source",
            ["空のファイル（0バイト）", "empty (0 bytes)"],
            [
                "保存に失敗した可能性があります。元の資料を保存し直してください。",
                "Saving it may have failed; save it again.",
            ],
        ));
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Some(old_office(&name, bytes));
    }
    if is_zip(bytes) {
        return Some(zipped(bytes));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let begins = |sign: &[u8]| bytes.starts_with(sign);
    if begins(b"%PDF") {
        Some(("source-pdf", ["PDF", "a PDF"], SAVE_AS_TEXT))
    } else if begins(b"{\\rtf") {
        Some(("source-rtf", ["リッチテキスト（.rtf）", "rich text (.rtf)"], SAVE_AS_DOCX))
    } else if is_archive_of_page(&start) {
        Some(("source-mht", ["Webアーカイブ（.mht）", "a web archive (.mht)"], SAVE_AS_PAGE))
    } else if begins(b"bplist00") {
        Some(("source-mht", ["Webアーカイブ（.webarchive）", "a web archive"], SAVE_AS_PAGE))
    } else if begins(b"\x89PNG") || begins(b"\xFF\xD8\xFF") || begins(b"GIF8") || begins(b"II*\0") {
        Some(("source-picture", ["画像", "a picture"], SAVE_AS_TEXT))
    } else {
        None
    }
}

fn is_archive_of_page(start: &str) -> bool {
    let is_head =
        ["mime-version:", "from:", "content-type:"].iter().any(|field| start.starts_with(field));
    is_head && start.contains("multipart/related")
}

/// Files of Office before 2007, and those that a password locks.
fn old_office(name: &str, bytes: &[u8]) -> Advice {
    if holds_wide(bytes, "EncryptedPackage") {
        let what = ["パスワードで保護されたファイル", "locked with a password"];
        ("source-locked", what, UNLOCK)
    } else if holds_wide(bytes, "Workbook") || name.ends_with(".xls") {
        ("source-excel", ["Excelのファイル（.xls）", "an Excel file (.xls)"], COPY_TABLE)
    } else if holds_wide(bytes, "WordDocument") || name.ends_with(".doc") {
        let what = ["古い形式のWordファイル（.doc）", "a Word file of the old form (.doc)"];
        ("source-doc", what, SAVE_AS_DOCX)
    } else {
        let what = ["Officeや一太郎の古い形式のファイル", "an old office file"];
        ("source-office", what, SAVE_AS_TEXT)
    }
}

fn zipped(bytes: &[u8]) -> Advice {
    if holds(bytes, b"xl/workbook") {
        ("source-excel", ["Excelのファイル（.xlsx）", "an Excel file (.xlsx)"], COPY_TABLE)
    } else if holds(bytes, b"ppt/presentation") {
        let what = ["PowerPointのファイル（.pptx）", "a PowerPoint file (.pptx)"];
        ("source-powerpoint", what, SAVE_AS_TEXT)
    } else if holds(bytes, b"application/vnd.oasis.opendocument") {
        ("source-odt", ["OpenDocument（.odt など）", "an OpenDocument file"], SAVE_AS_DOCX)
    } else {
        (
            "source-zip",
            ["圧縮ファイル（.zip）", "a zip file"],
            [
                "展開（解凍）して、中の文書ファイルを取り込んでください。",
                "Unpack it and import the document inside.",
            ],
        )
    }
}
