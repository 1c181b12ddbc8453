//! What a seal did, or would do, in words. Does not do it.

use crate::cli::context::{Context, say};
use crate::cli::sentences;
use crate::diagnostic::{Lang, Message};
use crate::disk::Edits;
use crate::fill;
use crate::ledger::Day;
use crate::seal::{PlannedVersion, SealPlan};
use crate::site::Document;
use crate::text::date::both;

/// Tells of what was done, or with `--dry-run` would be.
pub(super) struct Report<'a> {
    pub context: &'a Context<'a>,
    pub is_dry: bool,
}

impl Report<'_> {
    /// The version that is made of a document, what changes, and which coming versions are reissued.
    pub(super) fn sealed(&self, document: &Document, plan: &SealPlan) -> String {
        let context = self.context;
        let mut out = self.head(document, &plan.version);
        if let Some((before, _)) = &plan.version.reissues {
            let done = self.done("差し替えました", "差し替えます", "takes", "takes");
            out.push_str(&context.words("cli/sealed-reissues", fill! { before, done }));
        }
        out.push_str(&self.changes(&plan.version));
        for (version, names) in &plan.left_out {
            let names = Message::list(names);
            out.push_str(&context.words("cli/sealed-left-out", fill! { version, names }));
        }
        for made in &plan.reissued {
            let Some((before, _)) = &made.reissues else {
                continue;
            };
            let id = made.id;
            let done =
                self.done("差し替えました", "差し替えます", "was carried", "would be carried");
            let from = match made.effective {
                Day::Known(day) => {
                    let word = document.kind.effective_word();
                    Message::new(format!("（{word}: {}）", both(day)), "")
                }
                Day::Unknown { .. } => Message::new("", ""),
            };
            let blanks = fill! { before, id, done, from };
            out.push_str(&context.words("cli/sealed-carried", blanks));
            out.push_str(&self.changes(made));
        }
        out
    }

    fn head(&self, document: &Document, made: &PlannedVersion) -> String {
        let (slug, id) = (&document.slug, made.id);
        let word = Message::new(document.kind.effective_word(), "in force");
        let done = self.done("確定しました", "確定します", "Sealed", "Would seal");
        let (name, day) = match made.effective {
            Day::Known(day) => ("cli/sealed", day),
            Day::Unknown { seen } => ("cli/sealed-unknown", seen),
        };
        self.context.words(name, fill! { slug, id, word, done, day = Message::day(day) })
    }

    /// A verb of what was done, or would be, in both languages.
    fn done(&self, ja: &str, ja_dry: &str, en: &str, en_dry: &str) -> Message {
        if self.is_dry { Message::new(ja_dry, en_dry) } else { Message::new(ja, en) }
    }

    /// What differs from the version before, sentence by sentence.
    fn changes(&self, made: &PlannedVersion) -> String {
        let context = self.context;
        let Some((before, tree)) = &made.before else {
            return context.words("cli/sealed-first", fill! {});
        };
        let (count, lines) = sentences::changes(context, tree, &made.tree);
        let mut out = context.words("cli/sealed-changes", fill! { before, count });
        for line in lines {
            out.push_str(&format!("  {}{line}\n", say(context.lang, "・", "- ")));
        }
        out
    }

    /// The files that would be written.
    pub(super) fn files(&self, edits: &Edits) -> String {
        let mut out = self.context.words("cli/sealed-files", fill! {});
        for path in edits.paths() {
            let gone = match (edits.written(path), self.context.lang) {
                (Some(_), _) => "",
                (None, Lang::Ja) => "（削除）",
                (None, Lang::En) => " (removed)",
            };
            out.push_str(&format!("  {path}{gone}\n"));
        }
        out
    }
}
