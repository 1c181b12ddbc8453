//! The schemas of every YAML file of a site. Does not know where they are put.

use super::{aids, heading, record, settings, slip};
use crate::sections::{self, SchemaFile};
use crate::site::AidKind;

/// Every schema with its place below the folder of schemas.
pub fn schemas() -> Vec<SchemaFile> {
    let mut out = vec![
        (
            "site.json".to_owned(),
            sections::schema("サイト全体の設定（site.yaml）", &settings::ENTRIES),
        ),
        ("document.json".to_owned(), sections::schema("文書（document.yaml）", &heading::ENTRIES)),
        (slip::SCHEMA.to_owned(), sections::schema("改定票（amendment.yaml）", &slip::ENTRIES)),
        (record::SCHEMA.to_owned(), sections::schema("非公開の記録（records）", &record::ENTRIES)),
    ];
    for (kind, name) in AidKind::ALL {
        let (title, entries) = match kind {
            AidKind::Furigana => ("ふりがな（aids/furigana.yaml）", &aids::FURIGANA[..]),
            AidKind::Easy => ("やさしい日本語（aids/easy.yaml）", &aids::TEXTS[..]),
            AidKind::English => ("英語（aids/en.yaml）", &aids::TEXTS[..]),
        };
        out.push((aid_path(name), sections::schema(title, entries)));
    }
    out.extend(sections::schemas());
    out
}

/// The place of the schema of a file of aids, by the file's name without extension.
pub fn aid_path(name: &str) -> String {
    format!("aids/{name}.json")
}
