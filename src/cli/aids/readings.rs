//! What furigana of a document want: words without a reading, readings that stand nowhere. Does not know how
//! readings look.

use super::{WhichText, texts};
use crate::cli::context::{Context, Stop};
use crate::diagnostic::Message;
use crate::disk::{Before, Edits, Snapshot};
use crate::fill;
use crate::site::{AidKind, Document, Unread, Word, unread, unused};
use crate::text::date::Date;

/// What is wanting in the readings of one document.
pub(super) struct WantingReadings<'a> {
    document: &'a Document,
    missing: Vec<(Unread, WhichText)>,
    unused: Vec<(Option<&'a str>, &'a Word)>,
}

/// What is wanting, where the document has readings at all. Readings that a sealed version shows are of use:
/// its own page keeps them.
pub(super) fn wanting(document: &Document, today: Date) -> Option<WantingReadings<'_>> {
    let furigana = document.aids.furigana.as_deref()?;
    let mut missing: Vec<(Unread, WhichText)> = Vec::new();
    for (which, text) in texts(document, today) {
        for word in unread(furigana, text) {
            if missing.iter().all(|(known, _)| known.word != word.word) {
                missing.push((word, which));
            }
        }
    }
    let versions = document.versions.iter().map(|version| &version.tree);
    let drafts = document.draft.periods().iter().map(|(_, text)| text);
    Some(WantingReadings {
        document,
        missing,
        unused: unused(furigana, &versions.chain(drafts).collect::<Vec<_>>()),
    })
}

impl WantingReadings<'_> {
    /// For people.
    pub(super) fn text(&self, context: &Context<'_>) -> String {
        let (slug, kind) = (&self.document.slug, AidKind::Furigana);
        let (title, name) = (kind.title(), kind.name());
        let (missing, unused) = (self.missing.len(), self.unused.len());
        let counts = fill! { slug, title, name, missing, unused };
        let mut out = context.words("cli/readings", counts);
        for (word, which) in &self.missing {
            let (words, count, place) = (&word.word, word.count, &word.place);
            let which = which.word(context.lang);
            let blanks = fill! { words, count, place, which };
            out.push_str(&context.words("cli/no-reading", blanks));
        }
        for (place, word) in &self.unused {
            let place = match place {
                Some(place) => Message::of("cli/reading-for", fill! { place }),
                None => Message::new("", ""),
            };
            let words = word.words();
            out.push_str(&context.words("cli/reading-nowhere", fill! { words, place }));
        }
        out
    }

    /// For programs.
    pub(super) fn json(&self) -> Vec<serde_json::Value> {
        let (document, aid) = (self.document.slug.as_str(), AidKind::Furigana.name());
        let missing = self.missing.iter().map(|(word, which)| {
            serde_json::json!({
                "document": document,
                "aid": aid,
                "state": "missing",
                "text": which.name(),
                "provision": &*word.place,
                "words": word.word,
                "count": word.count,
            })
        });
        let unused = self.unused.iter().map(|(place, word)| {
            serde_json::json!({
                "document": document,
                "aid": aid,
                "state": "unused",
                "provision": place,
                "words": word.words(),
            })
        });
        missing.chain(unused).collect()
    }

    /// Adds lines to be filled in to the end of the file, as comments.
    pub(super) fn write(&self, snapshot: &Snapshot, edits: &mut Edits) -> Result<(), Stop> {
        let name = AidKind::Furigana.name();
        let path = format!("content/{}/aids/{name}.yaml", self.document.slug);
        let Some(file) = snapshot.file(&path) else {
            return Ok(());
        };
        let mut words = String::from_utf8_lossy(file.bytes()).into_owned();
        let more = self.skeleton(&words);
        if !more.is_empty() {
            if !words.ends_with('\n') {
                words.push('\n');
            }
            words.push_str(&more);
            edits.write(&path, words.into_bytes(), Before::Was(file.digest()))?;
        }
        Ok(())
    }

    /// The lines for words that the file does not name yet.
    fn skeleton(&self, known: &str) -> String {
        let is_new = |word: &str| {
            let line = format!("#   {word}:");
            !known.lines().any(|known| known.trim_end() == line)
        };
        let mut out = String::new();
        for (word, _) in self.missing.iter().filter(|(word, _)| is_new(&word.word)) {
            if out.is_empty() {
                out.push_str(
                    "\n# よみがなのない語。よみがなを書いて「words:」の下に移してください。\n",
                );
            }
            out.push_str(&format!("#   {}: \n", word.word));
        }
        out
    }
}
