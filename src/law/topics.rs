//! What articles are about, in the words that stand around their numbers. Does not know numbers of the past.
//!
//! Source: `topics.yaml`.

use super::renumber::{ArticleNumber, number};
use crate::diagnostic::Message;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What an article is about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The name of its row in `renumber.tsv`.
    pub topic: String,
    /// Words that show that it is meant.
    pub words: Vec<String>,
    /// Today's numbers that no row of `renumber.tsv` has.
    #[serde(default)]
    current: Vec<String>,
    /// What it asks today beyond its old text.
    #[serde(default)]
    pub changed: Option<Message>,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicTable {
    past: Vec<String>,
    topics: Vec<Topic>,
}

static TOPICS: LazyLock<TopicTable> = LazyLock::new(|| {
    serde_saphyr::from_str(include_str!("topics.yaml")).expect("a test reads the packaged table")
});

/// Every topic.
pub fn topics() -> &'static [Topic] {
    &TOPICS.topics
}

/// The one of a row.
pub(super) fn topic(name: &str) -> Option<&'static Topic> {
    TOPICS.topics.iter().find(|one| one.topic == name)
}

/// Whether words speak of a law of the past.
pub fn is_of_the_past(words: &str) -> bool {
    TOPICS.past.iter().any(|past| words.contains(&**past))
}

/// The topics that have today's number, though no row of `renumber.tsv` has it.
pub(super) fn beside_rows(article: &ArticleNumber) -> impl Iterator<Item = &'static str> {
    let is_of = |one: &String| number(one).is_some_and(|own| own.article == article.article);
    let topics = TOPICS.topics.iter();
    let topics = topics.filter(move |topic| topic.current.iter().any(is_of));
    topics.map(|topic| topic.topic.as_str())
}

/// Each word with the topics that it shows, the longest first.
static WORDS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let all: BTreeSet<&str> =
        topics().iter().flat_map(|topic| topic.words.iter().map(String::as_str)).collect();
    let shown = |word: &str| {
        let topics = topics().iter();
        let topics = topics.filter(|topic| topic.words.iter().any(|own| own == word));
        topics.map(|topic| topic.topic.as_str()).collect()
    };
    let mut words: Vec<(&str, Vec<&str>)> =
        all.into_iter().map(|word| (word, shown(word))).collect();
    words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
    words
});

/// The topics that words speak of.
pub(super) fn spoken_of(words: &str) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        let shown = WORDS.iter().find(|(word, _)| rest.starts_with(word));
        rest = &rest[shown.map_or(c.len_utf8(), |(word, _)| word.len())..];
        found.extend(shown.into_iter().flat_map(|(_, topics)| topics));
    }
    found
}
