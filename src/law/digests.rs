//! The digests of the articles that the tables were made from, and how many paragraphs and items each has: a text of the
//! law that reads otherwise calls for a look at every entry that rests on it. Does not hold the text.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What the table says of an article.
struct ArticleRow {
    digest: &'static str,
    /// How many items (号) each of its paragraphs has.
    items: &'static [u32],
}

/// The statute, the number of the article (27, 16の2), and the SHA-256 of its text: the lines from 第N条 to its last
/// item as 法令標準XML gives them, joined by line feeds, without its caption; then the items of its paragraphs.
static ARTICLES: LazyLock<BTreeMap<(&str, &str), ArticleRow>> = LazyLock::new(|| {
    let lines = include_str!("articles.tsv").lines().skip(1);
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let (name, digest) = ((cells.next()?, cells.next()?), cells.next()?);
        let items = cells.next().unwrap_or_default().split(',');
        let items: Vec<u32> = items.filter_map(|count| count.parse().ok()).collect();
        let items: &'static [u32] = items.leak();
        Some((name, ArticleRow { digest, items }))
    };
    lines.filter_map(row).collect()
});

/// The SHA-256 (hex) of the text of an article that entries of the tables rest on; `None` where the text was not at
/// hand.
pub fn article_digest(statute: &str, article: &str) -> Option<&'static str> {
    ARTICLES.get(&(statute, article)).map(|row| row.digest)
}

/// How many items (号) each paragraph (項) of an article has today; `None` where there is no such article.
pub fn article_items(statute: &str, article: &str) -> Option<&'static [u32]> {
    let items = ARTICLES.get(&(statute, article)).map(|row| row.items);
    items.filter(|items| !items.is_empty())
}
