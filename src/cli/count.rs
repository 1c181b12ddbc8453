//! What a build made, in numbers: as a sentence, and as a note for the build that finds nothing changed.
//! Does not know how it was made.

use super::context::Context;
use crate::diagnostic::Message;
use crate::disk::Outcome;
use crate::fill;
use crate::text::date::Date;
use std::path::Path;

/// How much was made.
pub(super) struct BuildCount {
    /// Pages of the site.
    pub pages: usize,
    /// The page to begin with, relative to the output folder.
    pub home: String,
    /// What became of the files.
    pub outcome: Outcome,
}

impl BuildCount {
    /// For the build that finds everything as this one left it.
    pub(super) fn note(&self) -> String {
        let files = match self.outcome {
            Outcome::Unchanged { files } => files,
            Outcome::Replaced { written, same, .. } => written + same,
        };
        format!("{} {files} {}", self.pages, self.home)
    }

    /// What such a note says now: nothing changed.
    pub(super) fn read(note: &str) -> Option<BuildCount> {
        let mut parts = note.splitn(3, ' ');
        let pages = parts.next()?.parse().ok()?;
        let files = parts.next()?.parse().ok()?;
        let home = parts.next()?.to_owned();
        let outcome = Outcome::Unchanged { files };
        Some(BuildCount { pages, home, outcome })
    }

    /// The sentence for the user.
    pub(super) fn sentence(&self, context: &Context<'_>, as_of: Date, out: &Path) -> String {
        let (pages, day) = (self.pages, Message::day(as_of));
        let home = out.join(&self.home);
        let (out, home) = (out.display(), home.display());
        match &self.outcome {
            Outcome::Unchanged { files } => {
                context.words("cli/built-same", fill! { day, pages, files, out })
            }
            Outcome::Replaced { written, same, removed } => {
                let blanks = fill! { day, pages, out, written, same, removed, home };
                context.words("cli/built", blanks)
            }
        }
    }
}
