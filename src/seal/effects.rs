//! What a command makes of a document, by day: from when to when another text is in force than before. Does not know
//! which command, nor what it is called.

use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::site::Document;
use crate::text::date::Date;
use crate::tree::Provision;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Days on which the text in force is another than before, in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// The first of them.
    pub from: Date,
    /// The last of them, where there is one.
    pub to: Option<Date>,
    /// How it is another.
    pub what: TextEffect,
}

/// How the text in force is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextEffect {
    /// No text was in force, and one is now.
    Begins,
    /// A text was in force, and none is now.
    Ends,
    /// Another text is in force: what differs, in sentences, as of what is to come.
    Differs(Vec<String>),
}

/// From when to when another text is in force in `after` than in `before`, by day.
pub fn effects(before: &Document, after: &Document) -> Vec<Effect> {
    let days: Vec<Date> =
        turns(before).chain(turns(after)).collect::<BTreeSet<_>>().into_iter().collect();
    let mut found: Vec<Effect> = Vec::new();
    for (at, from) in days.iter().enumerate() {
        let on = |document| in_force(document, *from);
        let Some(what) = effect(on(before), on(after)) else {
            continue;
        };
        let next = days.get(at + 1);
        let to = next.and_then(|next| next.yesterday().ok());
        let last = found.last_mut().filter(|last| {
            last.what == what && last.to.is_some_and(|to| to.tomorrow().ok() == Some(*from))
        });
        match last {
            Some(last) => last.to = to,
            None => found.push(Effect { from: *from, to, what }),
        }
    }
    found
}

/// The days on which another text may come into force.
fn turns(document: &Document) -> impl Iterator<Item = Date> {
    let begins = document.live().map(|version| version.effective.counted());
    begins.chain(document.repeal.as_ref().map(|repeal| repeal.effective))
}

fn in_force(document: &Document, day: Date) -> Option<&Arc<Provision>> {
    document.in_force_on(day).map(|version| &version.tree)
}

fn effect(old: Option<&Arc<Provision>>, new: Option<&Arc<Provision>>) -> Option<TextEffect> {
    match (old, new) {
        (None, None) => None,
        (None, Some(_)) => Some(TextEffect::Begins),
        (Some(_), None) => Some(TextEffect::Ends),
        (Some(old), Some(new)) if old.whole() == new.whole() => None,
        (Some(old), Some(new)) => {
            let found = compare(old, new);
            let (before, after) = (Preorder::of(old), Preorder::of(new));
            let sentences = Redline::of(&before, &after, &found).sentences().into_iter();
            let sentences = sentences.map(|sentence| match sentence.remark {
                Some(remark) => format!("{}（{remark}）。", sentence.planned),
                None => format!("{}。", sentence.planned),
            });
            Some(TextEffect::Differs(sentences.collect()))
        }
    }
}
