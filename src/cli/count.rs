//! What a build made, in numbers: as a sentence, and as a note for the build that finds nothing changed.
//! Does not know how it was made.

use crate::diagnostic::Lang;
use crate::disk::Outcome;
use crate::text::date::{self, Date};
use std::path::Path;

/// How much was made.
pub(super) struct Count {
    /// Pages of the site.
    pub pages: usize,
    /// The page to begin with, relative to the output folder.
    pub home: String,
    /// What became of the files.
    pub outcome: Outcome,
}

impl Count {
    /// For the build that finds everything as this one left it.
    pub(super) fn note(&self) -> String {
        let files = match self.outcome {
            Outcome::Unchanged { files } => files,
            Outcome::Replaced { written, same, .. } => written + same,
        };
        format!("{} {files} {}", self.pages, self.home)
    }

    /// What such a note says now: nothing changed.
    pub(super) fn read(note: &str) -> Option<Count> {
        let mut parts = note.splitn(3, ' ');
        let pages = parts.next()?.parse().ok()?;
        let files = parts.next()?.parse().ok()?;
        let home = parts.next()?.to_owned();
        let outcome = Outcome::Unchanged { files };
        Some(Count { pages, home, outcome })
    }

    /// The sentence for the user.
    pub(super) fn say(&self, lang: Lang, as_of: Date, out: &Path) -> String {
        let pages = self.pages;
        let home = out.join(&self.home);
        let (out, home, day) = (out.display(), home.display(), date::both(as_of));
        match (lang, &self.outcome) {
            (Lang::Ja, Outcome::Unchanged { files }) => format!(
                "{day}時点のサイト（{pages}ページ、{files}ファイル）は前回と同じです。「{out}」は変更していません。\n"
            ),
            (Lang::Ja, Outcome::Replaced { written, same, removed }) => format!(
                "{day}時点のサイト（{pages}ページ）を「{out}」に作りました（新規・変更 {written}ファイル、変更なし {same}ファイル、削除 {removed}ファイル）。\n「{home}」を開くと確認できます。\n"
            ),
            (Lang::En, Outcome::Unchanged { files }) => format!(
                "The site as of {as_of} ({pages} pages, {files} files) is the same as before; `{out}` was not touched.\n"
            ),
            (Lang::En, Outcome::Replaced { written, same, removed }) => format!(
                "Made the site as of {as_of} ({pages} pages) in `{out}`: {written} files new or changed, {same} the same, {removed} removed.\nOpen `{home}` to look at it.\n"
            ),
        }
    }
}
