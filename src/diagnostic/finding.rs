//! The finding as a value. Does not know how it is shown.

use super::catalogue::{self, Blanks, Catalogue};
use super::excerpt::safe;
use super::ground::{Confidence, LegalGround};
use crate::fill;
use crate::text::date::{Date, both};
use serde::Deserialize;
use std::ops::Range;
use std::sync::Arc;

/// How many names are told one by one.
const SOME: usize = 20;

/// The language of what kohyo says to its user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Japanese, plain and polite.
    #[default]
    Ja,
    /// English (`--lang en`).
    En,
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Japanese, plain and polite.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Message {
    /// A message from its two forms.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Message {
        Message { ja: ja.into(), en: en.into() }
    }

    /// Words one after the other, with the comma of each language.
    pub fn list<T: ToString>(words: impl IntoIterator<Item = T>) -> Message {
        let words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
        Message::new(words.join("、"), words.join(", "))
    }

    /// The same of the first twenty names, safe for any terminal, and how many more there are.
    pub fn some<T: AsRef<str>>(names: impl ExactSizeIterator<Item = T>) -> Message {
        let more = names.len().saturating_sub(SOME);
        let some = Message::list(names.take(SOME).map(|name| safe(name.as_ref())));
        if more == 0 { some } else { Message::of("text/and-more", fill! { some, more }) }
    }

    /// What the catalogue says under `name` (`room/name`, for what is no finding).
    pub fn of(name: &str, blanks: Blanks<'_>) -> Message {
        catalogue::rooms().words(name, blanks).0
    }

    /// What the catalogue says under `name`, and what to do, for what is no finding but has advice.
    pub fn with_help(name: &str, blanks: Blanks<'_>) -> (Message, Message) {
        let (message, help) = catalogue::rooms().words(name, blanks);
        (message, help.unwrap_or_else(|| Message::new("", "")))
    }

    /// A day, as each language writes it.
    pub fn day(day: Date) -> Message {
        Message::new(both(day), day.to_string())
    }

    /// The form in the language asked for.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written until it is mended (exit 1).
    Error,
    /// Should be looked at; counts as an error with `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word for it in messages.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Error, Lang::Ja) => "エラー",
            (Severity::Warning, Lang::Ja) => "注意",
            (Severity::Note, Lang::Ja) => "お知らせ",
            (Severity::Error, Lang::En) => "error",
            (Severity::Warning, Lang::En) => "warning",
            (Severity::Note, Lang::En) => "note",
        }
    }
}

/// Whether a finding stands against sealing what it is about. `check` and `build` pass it: what is sealed still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hold {
    /// It must be mended first.
    Seal,
    /// Somebody must say that it is right as it stands (`--yes`).
    UnlessSure,
}

/// A place in a file of the site: the path relative to the root with `/`, and a byte range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// Path relative to the site's root, with `/` on every system.
    pub file: Arc<str>,
    /// Bytes in the file as it stands on disk; empty at a point, `0..0` for the file as a whole.
    pub range: Range<usize>,
}

impl Span {
    /// A place in a file.
    pub fn new(file: impl Into<Arc<str>>, range: Range<usize>) -> Span {
        Span { file: file.into(), range }
    }

    /// The file as a whole.
    pub fn file(file: impl Into<Arc<str>>) -> Span {
        Span::new(file, 0..0)
    }
}

/// What a check reports: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable kebab-case name, for example `unknown-key`.
    pub code: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// Where; `None` when no file is concerned.
    pub span: Option<Span>,
    /// What is the matter.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
    /// Whether the text cannot be sealed while it stands.
    pub hold: Option<Hold>,
    /// The words meant, where they are not those at the place: of a thing that is missing, where it would stand.
    pub quote: Option<String>,
    /// Which of the things that its rule looks for: `not_applicable` answers `code.item`.
    pub item: Option<String>,
    /// What it rests on.
    pub ground: Option<Box<LegalGround>>,
    /// What may be written at the place, where that cannot be wrong.
    pub replacement: Option<String>,
}

impl Finding {
    /// An error, as the catalogue words it: nothing is written until it is mended.
    pub fn error(name: &'static str, blanks: Blanks<'_>) -> Finding {
        Finding::of(Severity::Error, name, blanks)
    }

    /// A warning, as the catalogue words it.
    pub fn warning(name: &'static str, blanks: Blanks<'_>) -> Finding {
        Finding::of(Severity::Warning, name, blanks)
    }

    /// A note, as the catalogue words it.
    pub fn note(name: &'static str, blanks: Blanks<'_>) -> Finding {
        Finding::of(Severity::Note, name, blanks)
    }

    /// What the catalogue says under `name`, which is the code, or `code.variant` where one code says
    /// several things.
    pub fn of(severity: Severity, name: &'static str, blanks: Blanks<'_>) -> Finding {
        Finding::worded(catalogue::rooms(), severity, name, blanks)
    }

    /// The same, as another catalogue words it.
    pub fn worded(
        catalogue: &Catalogue,
        severity: Severity,
        name: &'static str,
        blanks: Blanks<'_>,
    ) -> Finding {
        let (message, help) = catalogue.words(name, blanks);
        let code = name.split('.').next().expect("a split has a first part");
        Finding { message, help, ..Finding::bare(code, severity) }
    }

    fn bare(code: &'static str, severity: Severity) -> Finding {
        Finding {
            code,
            severity,
            span: None,
            message: Message::new("", ""),
            help: None,
            hold: None,
            quote: None,
            item: None,
            ground: None,
            replacement: None,
        }
    }

    /// An error in words that something else has said already, such as the error of a disk.
    pub fn told(code: &'static str, message: Message, help: Message) -> Finding {
        Finding { message, help: Some(help), ..Finding::bare(code, Severity::Error) }
    }

    /// The same finding about these words.
    pub fn quoting(mut self, words: impl Into<String>) -> Finding {
        self.quote = Some(words.into());
        self
    }

    /// The same finding about one of the things that its rule looks for.
    pub fn about(mut self, item: impl Into<String>) -> Finding {
        self.item = Some(item.into());
        self
    }

    /// The same finding with what may be written at its place, where that cannot be wrong.
    pub fn replacing(mut self, words: Option<String>) -> Finding {
        self.replacement = words;
        self
    }

    /// The same finding with what it rests on. What is not sure (低) is never more than a note.
    pub fn resting_on(mut self, ground: LegalGround) -> Finding {
        if ground.confidence == Confidence::Low {
            self.severity = Severity::Note;
        }
        self.ground = Some(Box::new(ground));
        self
    }

    /// The name by which `not_applicable` answers it: `missing-item.representative`, `link-to-top`.
    pub fn answer_name(&self) -> String {
        match &self.item {
            Some(item) => format!("{}.{item}", self.code),
            None => self.code.to_owned(),
        }
    }

    /// The same finding, which stands against sealing the text that it is about; its advice says so.
    pub fn holding(mut self, hold: Hold) -> Finding {
        let more = match hold {
            Hold::Seal => Message::of("cli/holds-seal", &[]),
            Hold::UnlessSure => Message::of("cli/holds-unless-sure", &[]),
        };
        self.hold = Some(hold);
        self.help = Some(match self.help {
            Some(help) => Message::new(
                format!("{}{}", help.ja, more.ja),
                format!("{}; {}", help.en.trim_end_matches('.'), more.en),
            ),
            None => more,
        });
        self
    }

    /// Whether it is about a file, or a place in it.
    pub fn is_in(&self, file: &str) -> bool {
        self.span.as_ref().is_some_and(|span| *span.file == *file)
    }

    /// The same finding at a place.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Finding {
        self.span = span.into();
        self
    }

    /// The same finding about a folder that lies in another one.
    pub fn within(self, folder: &str) -> Finding {
        let span = self.span.as_ref();
        let span =
            span.map(|span| Span::new(format!("{folder}/{}", span.file), span.range.clone()));
        self.at(span)
    }

    /// Whether it is about a file below a folder, whose name ends with `/`.
    pub fn is_below(&self, folder: &str) -> bool {
        self.span.as_ref().is_some_and(|span| span.file.starts_with(folder))
    }
}

/// The known word that was most likely meant by one that is not known, if any is near.
pub fn nearest<'k>(words: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(words, name), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len().max(3) / 3)
        .map(|(_, name)| name)
}
