//! The list of changes: what happened, where, the words before and after. Does not know formats.

use super::sentence::ChangeSentence;
use super::words::in_brackets;
use super::{Redline, TextSide};
use crate::diff::{At, ChangeKind, Grade, Op};
use crate::tree::Form;
use std::ops::Range;

/// A change as lists and machines are told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it touches what is said.
    pub grade: Grade,
    /// Where: 「第13条（旧第12条）」.
    pub path: String,
    /// The article or the section that it is in: 第13条, 『安全管理措置』.
    pub place: String,
    /// The words before; none where there were none.
    pub before: Option<String>,
    /// The words after; none where there are none.
    pub after: Option<String>,
    /// The change in words.
    pub sentence: ChangeSentence,
}

impl Redline<'_> {
    /// Every change, in order.
    pub fn list(&self) -> Vec<ListedChange> {
        let all = self.comparison.changes.iter().zip(self.sentences());
        all.map(|(change, sentence)| {
            let (before, after) = match change.at {
                At::Old(old) => (Some(self.whole(TextSide::Old, old)), None),
                At::New(new) => (None, Some(self.whole(TextSide::New, new))),
                At::Both(_) => self.both(change.ops.clone()),
            };
            ListedChange {
                kind: change.kind,
                grade: change.grade,
                path: self.both_names(change.at.in_old(), change.at.in_new()),
                place: self.place(change.at),
                before,
                after,
                sentence,
            }
        })
        .collect()
    }

    /// Before and after of what stands on both sides.
    fn both(&self, ops: Range<usize>) -> (Option<String>, Option<String>) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for op in self.comparison.delta.ops.get(ops).unwrap_or_default() {
            match op {
                Op::Edit { node, field, .. } => {
                    before.push(field.text_of(self.old.order.node(node.old)).words());
                    after.push(field.text_of(self.new.order.node(node.new)).words());
                }
                Op::Renumber { nodes, .. } => {
                    if let (Some(first), Some(last)) = (nodes.first(), nodes.last()) {
                        before.push(self.side(TextSide::Old).names.run(
                            first.old,
                            last.old,
                            nodes.len(),
                        ));
                        after.push(self.side(TextSide::New).names.run(
                            first.new,
                            last.new,
                            nodes.len(),
                        ));
                    }
                }
                Op::Retag { old, new, .. } => {
                    let label = |tag: &crate::diff::NodeTag| {
                        tag.label.as_ref().map(|label| label.as_str().to_owned())
                    };
                    before.extend(label(old));
                    after.extend(label(new));
                }
                Op::Move { node, .. } => {
                    before.push(self.whole(TextSide::Old, node.old));
                    after.push(self.whole(TextSide::New, node.new));
                }
                Op::Delete { node, .. } => before.push(self.whole(TextSide::Old, *node)),
                Op::Insert { node, .. } => after.push(self.whole(TextSide::New, *node)),
            }
        }
        let joined = |words: Vec<String>| (!words.is_empty()).then(|| words.join("\n"));
        (joined(before), joined(after))
    }

    /// A provision with all below it, a line each.
    fn whole(&self, side: TextSide, at: u32) -> String {
        let lines = self.side(side).order.node(at).visit().filter_map(|(_, own)| {
            let label = own.label().map_or("", |label| label.as_str());
            let heading = own.heading().words();
            let parts = match own.form() {
                Form::Supplement => {
                    [format!("附則{}", captioned(&heading)), String::new(), own.text().words()]
                }
                Form::Article | Form::Paragraph => {
                    [format!("{label}{}", captioned(&heading)), String::new(), own.text().words()]
                }
                _ => [label.to_owned(), heading, own.text().words()],
            };
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            (!parts.is_empty()).then(|| parts.join("　"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// A caption in brackets; some have brackets of their own.
fn captioned(heading: &str) -> String {
    if heading.starts_with('（') { heading.to_owned() } else { in_brackets(heading) }
}
