//! The schemas of every YAML file of a site. Does not know where they are put.

use super::{heading, settings};
use crate::sections::{self, SchemaFile};

/// Every schema with its place below the folder of schemas.
pub fn schemas() -> Vec<SchemaFile> {
    let mut out = vec![
        (
            "site.json".to_owned(),
            sections::schema("サイト全体の設定（site.yaml）", &settings::ENTRIES),
        ),
        (
            "document.json".to_owned(),
            sections::schema("文書（document.yaml）", &heading::ENTRIES),
        ),
    ];
    out.extend(sections::schemas());
    out
}
