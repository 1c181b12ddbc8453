//! The digests of the articles that the tables were made from: a text of the law that reads otherwise calls for a look
//! at every entry that rests on it. Does not hold the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The statute, the number of the article (27, 16の2), and the SHA-256 of its text: the lines from 第N条 to its last
/// item as 法令標準XML gives them, joined by line feeds, without its caption.
static DIGESTS: LazyLock<BTreeMap<(&str, &str), &str>> = LazyLock::new(|| {
    let lines = include_str!("articles.tsv").lines().skip(1);
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?))
    };
    lines.filter_map(row).collect()
});

/// The SHA-256 (hex) of the text of an article that entries of the tables rest on; `None` where the text was not at
/// hand.
pub fn article_digest(statute: &str, article: &str) -> Option<&'static str> {
    DIGESTS.get(&(statute, article)).copied()
}
