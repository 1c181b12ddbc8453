//! The catalogue of messages: what is said under each name, in both languages, as data; code fills the blanks.
//! Does not know when something is said.

use super::finding::{Lang, Message};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

/// One file a room; together they are one map.
const TABLES: &[&str] = &[
    include_str!("cli.yaml"),
    include_str!("disk.yaml"),
    include_str!("import.yaml"),
    include_str!("ledger.yaml"),
    include_str!("publish.yaml"),
    include_str!("regulation.yaml"),
    include_str!("rules.yaml"),
    include_str!("seal.yaml"),
    include_str!("sections.yaml"),
    include_str!("site.yaml"),
    include_str!("text.yaml"),
];

/// What is said under one name, with blanks `{name}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Japanese, plain and polite.
    pub ja: String,
    /// English.
    pub en: String,
    /// What to do, where the message is that of a finding.
    pub help: Option<Help>,
}

/// What to do, with blanks as in its message.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Help {
    /// Japanese, plain and polite.
    pub ja: String,
    /// English.
    pub en: String,
}

static ENTRIES: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for table in TABLES.iter().filter(|table| !table.trim().is_empty()) {
        let table: BTreeMap<String, Entry> =
            serde_saphyr::from_str(table).expect("a test reads every table of the catalogue");
        all.extend(table);
    }
    all
});

/// Every entry by its name: the code of a finding, `code.variant` where one code says several things, or
/// `room/name` for what is no finding.
pub fn entries() -> &'static BTreeMap<String, Entry> {
    &ENTRIES
}

/// What fills a blank: the same in both languages, or a [`Message`] with a form for each.
pub trait Blank {
    /// As it stands in a sentence of that language.
    fn words(&self, lang: Lang) -> Cow<'_, str>;
}

impl<T: Display> Blank for T {
    fn words(&self, _: Lang) -> Cow<'_, str> {
        self.to_string().into()
    }
}

impl Blank for Message {
    fn words(&self, lang: Lang) -> Cow<'_, str> {
        self.get(lang).into()
    }
}

/// The blanks of one message by their names; `fill!` writes them.
pub type Blanks<'a> = &'a [(&'static str, &'a dyn Blank)];

/// The blanks of a message: `fill! { slug, day = both(day) }`.
#[macro_export]
macro_rules! fill {
    ($($name:ident $(= $value:expr)?),* $(,)?) => {
        &[$((stringify!($name), &$crate::fill!(@ $name $($value)?) as &dyn $crate::diagnostic::Blank)),*]
    };
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
}

/// What is said under a name, and what to do.
pub(super) fn look_up(name: &str, blanks: Blanks<'_>) -> (Message, Option<Message>) {
    let entry = ENTRIES.get(name).unwrap_or_else(|| panic!("`{name}` is not in the catalogue"));
    let both = |ja: &str, en: &str| {
        Message::new(filled(ja, Lang::Ja, blanks), filled(en, Lang::En, blanks))
    };
    let help = entry.help.as_ref().map(|help| both(&help.ja, &help.en));
    (both(&entry.ja, &entry.en), help)
}

/// Puts words into blanks. `{` that opens no known blank stays as it is.
fn filled(template: &str, lang: Lang, blanks: Blanks<'_>) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        let blank = rest[at + 1..].split_once('}').and_then(|(name, after)| {
            blanks.iter().find(|(own, _)| *own == name).map(|(_, words)| (words, after))
        });
        match blank {
            Some((words, after)) => {
                out.push_str(&words.words(lang));
                rest = after;
            }
            None => {
                debug_assert!(
                    !rest[at + 1..].starts_with(|c: char| c.is_ascii_lowercase()),
                    "a blank of `{template}` is not filled"
                );
                out.push('{');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}
