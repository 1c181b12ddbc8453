//! The catalogue of messages: what is said under each name, in both languages, as data; code fills the blanks.
//! What a rule says stands at the head of its page. Does not know when something is said.

use super::finding::{Lang, Message};
use crate::text::chars::shown;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::{LazyLock, OnceLock};

/// One file a room; together they are one map.
const TABLES: &[&str] = &[
    include_str!("cli.yaml"),
    include_str!("disk.yaml"),
    include_str!("import.yaml"),
    include_str!("ledger.yaml"),
    include_str!("publish.yaml"),
    include_str!("regulation.yaml"),
    include_str!("seal.yaml"),
    include_str!("sections.yaml"),
    include_str!("site.yaml"),
    include_str!("text.yaml"),
];

/// What is said under one name, with blanks `{name}`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// Japanese, plain and polite.
    pub ja: String,
    /// English.
    pub en: String,
    /// What to do, where the message is that of a finding.
    pub help: Option<Message>,
}

impl CatalogueEntry {
    /// The message in both languages.
    pub fn message(&self) -> Message {
        Message::new(&*self.ja, &*self.en)
    }
}

/// An entry as it stands in its table; most are never asked for, so each is read when it is.
struct Slot {
    yaml: &'static str,
    entry: OnceLock<CatalogueEntry>,
}

/// Entries by their names, each read when it is asked for.
pub struct Catalogue(BTreeMap<&'static str, Slot>);

static ROOMS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(TABLES.iter().copied()));

/// The entries of a table by their names: each begins on a line that is neither indented nor a comment.
fn slots(table: &'static str) -> Vec<(&'static str, Slot)> {
    let begins = |line: &str| line.starts_with(|c: char| c != ' ' && c != '#' && c != '\n');
    let mut starts = Vec::new();
    let mut at = 0;
    for line in table.split_inclusive('\n') {
        if begins(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([table.len()]);
    let yamls = starts.iter().zip(ends).map(|(start, end)| &table[*start..end]);
    yamls
        .filter_map(|yaml| Some((yaml.split_once(':')?.0, Slot { yaml, entry: OnceLock::new() })))
        .collect()
}

impl Slot {
    fn entry(&self) -> &CatalogueEntry {
        self.entry.get_or_init(|| {
            let read: BTreeMap<String, CatalogueEntry> = serde_saphyr::from_str(self.yaml)
                .expect("a test reads every entry of the catalogue");
            read.into_values().next().expect("an entry has a value")
        })
    }
}

impl Catalogue {
    /// The entries of some tables.
    pub fn of(tables: impl Iterator<Item = &'static str>) -> Catalogue {
        Catalogue(tables.flat_map(slots).collect())
    }

    /// Every entry by its name: the code of a finding, `code.variant` where one code says several things, or
    /// `room/name` for what is no finding.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &CatalogueEntry)> {
        self.0.iter().map(|(name, slot)| (*name, slot.entry()))
    }

    /// What is said under a name, and what to do. A name that is not there is said itself: a test reads every call,
    /// and a user is better served by a bare name than by a program that stops.
    pub fn words(&self, name: &str, blanks: Blanks<'_>) -> (Message, Option<Message>) {
        let Some(slot) = self.0.get(name) else {
            debug_assert!(false, "`{name}` is not in the catalogue");
            return (Message::new(open_blank(name), open_blank(name)), None);
        };
        let entry = slot.entry();
        let both = |ja: &str, en: &str| {
            Message::new(filled(ja, Lang::Ja, blanks), filled(en, Lang::En, blanks))
        };
        let help = entry.help.as_ref().map(|help| both(&help.ja, &help.en));
        (both(&entry.ja, &entry.en), help)
    }
}

/// What the rooms say; rules say what their pages say.
pub fn rooms() -> &'static Catalogue {
    &ROOMS
}

/// The text of the tables, each in the order of its topics.
pub fn tables() -> &'static [&'static str] {
    TABLES
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

/// The blanks of a template by their names, in order.
pub fn blanks(template: &str) -> Vec<&str> {
    let opened = template.split('{').skip(1);
    let names = opened.filter_map(|rest| Some(rest.split_once('}')?.0));
    names.filter(|name| is_blank(name)).collect()
}

fn is_blank(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A template as a page shows it, its blanks open: `○○`, or `…` in English.
pub fn open(template: &str, lang: Lang) -> String {
    let gap = match lang {
        Lang::Ja => "○○",
        Lang::En => "…",
    };
    blanks(template)
        .into_iter()
        .fold(template.to_owned(), |open, name| open.replace(&format!("{{{name}}}"), gap))
}

/// Puts words into blanks; one that nothing fills shows its name. `{` that opens no blank stays as it is.
fn filled(template: &str, lang: Lang, blanks: Blanks<'_>) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        rest = match after.split_once('}').filter(|(name, _)| is_blank(name)) {
            Some((name, after)) => {
                let own = blanks.iter().find(|(own, _)| *own == name);
                debug_assert!(own.is_some(), "the blank {name} of `{template}` is not filled");
                let words = own.map_or(open_blank(name).into(), |(_, words)| words.words(lang));
                out.push_str(&shown(&words));
                after
            }
            None => {
                out.push('{');
                after
            }
        };
    }
    out.push_str(rest);
    out
}

/// A name in the place of words.
fn open_blank(name: &str) -> String {
    format!("【{name}】")
}
