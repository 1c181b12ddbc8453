//! What a command that writes makes of a document, by day, in words: said before it writes, and with `--dry-run` the
//! same. Does not know any command.

use super::context::Context;
use crate::diagnostic::Message;
use crate::fill;
use crate::seal::{Effect, TextEffect, effects};
use crate::site::{Document, Kind};

/// More sentences than this are counted, not shown; `kohyo diff` shows all.
const SHOWN: usize = 20;

/// From when to when another text is in force, and what differs.
pub(super) fn told(context: &Context<'_>, before: &Document, after: &Document) -> String {
    let all = effects(before, after);
    let mut out = head(context, after, &all);
    for effect in &all {
        out.push_str(&days(context, effect));
        out.push_str(&what_differs(context, &effect.what, after.kind));
    }
    out
}

fn head(context: &Context<'_>, after: &Document, all: &[Effect]) -> String {
    let (slug, verb) = (&after.slug, Message::new(after.kind.effective_verb(), "in force"));
    let name = if all.is_empty() { "cli/effect-none" } else { "cli/effects" };
    context.words(name, fill! { slug, verb })
}

fn days(context: &Context<'_>, Effect { from, to, .. }: &Effect) -> String {
    let is_one = *to == Some(*from);
    let from = Message::day(*from);
    match to {
        Some(_) if is_one => context.words("cli/effect-day", fill! { from }),
        Some(to) => context.words("cli/effect-until", fill! { from, to = Message::day(*to) }),
        None => context.words("cli/effect-from", fill! { from }),
    }
}

fn what_differs(context: &Context<'_>, what: &TextEffect, kind: Kind) -> String {
    let verb = Message::new(kind.effective_verb(), "in force");
    let sentences = match what {
        TextEffect::Begins => return context.words("cli/effect-begins", fill! { verb }),
        TextEffect::Ends => return context.words("cli/effect-ends", fill! { verb }),
        TextEffect::Differs(sentences) => sentences,
    };
    if sentences.is_empty() {
        return context.words("cli/effect-unseen", fill! {});
    }
    let mut out = String::new();
    for line in sentences.iter().take(SHOWN) {
        out.push_str(&context.words("cli/effect-line", fill! { line }));
    }
    if let Some(rest) = sentences.len().checked_sub(SHOWN).filter(|rest| *rest > 0) {
        let line = context.words("cli/more-changes", fill! { rest });
        out.push_str(&context.words("cli/effect-line", fill! { line }));
    }
    out
}
