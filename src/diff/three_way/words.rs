//! What a provision is and says, changed on two ways from one base. Does not know where provisions hang.

use super::super::delta::{NodeTag, Op, Splice, TextField, bytes, splice_text};
use super::{ConflictKind, Merge};
use crate::tree::{Bare, Label, Text};
use std::collections::BTreeMap;

/// All that a change does to one provision of the base.
#[derive(Default)]
struct NodeChanges<'a> {
    edits: BTreeMap<TextField, Vec<&'a Splice>>,
    shifts: Vec<(u32, i32)>,
    retags: Vec<(&'a NodeTag, &'a NodeTag)>,
}

impl Merge<'_> {
    /// Carries over what changes on provisions that stay.
    pub(super) fn words(&mut self) {
        for (base, touches) in by_node(&self.inputs.ours.ops) {
            let Some(target) = self.there(base) else {
                let says = |field: &TextField| field.text_of(self.inputs.base.node(base)).words();
                let fields = touches.edits.keys().map(says);
                let old = touches.edits.values().flatten();
                let old = old.map(|splice| splice.old.words());
                let words: Vec<String> = fields.chain(old).collect();
                // The number of what is not there needs no shift.
                if !touches.edits.is_empty() || !touches.retags.is_empty() {
                    self.not_there(base, &words);
                }
                continue;
            };
            let mut own = self.inputs.target.node(target).own().clone();
            for (field, splices) in touches.edits {
                if self.is_already(base, target, field) {
                    self.already.insert(base);
                }
                match self.merged(base, target, field, splices) {
                    Some(text) => match field {
                        TextField::Heading => own.heading = text,
                        TextField::Text => own.text = text,
                    },
                    None => self.conflict(ConflictKind::Words, Some(base), Some(field)),
                }
            }
            for (part, by) in touches.shifts {
                match shifted(&own, part, by) {
                    Some(label) => own.label = Some(label),
                    None => self.conflict(ConflictKind::Label, Some(base), None),
                }
            }
            for (old, new) in touches.retags {
                if retagged(&mut own, old, new).is_none() {
                    self.conflict(ConflictKind::Label, Some(base), None);
                }
            }
            self.own.insert(target, own);
        }
    }

    /// Whether the target has the words of the draft, and the base has others.
    fn is_already(&self, base: u32, target: u32, field: TextField) -> bool {
        let inputs = self.inputs;
        let draft = inputs.to_draft.new_of(base);
        draft.is_some_and(|at| {
            field.text_of(inputs.draft.node(at)) == field.text_of(inputs.target.node(target))
        })
    }

    /// A text with the words of both inputs; `None` where they meet.
    fn merged(
        &self,
        base: u32,
        target: u32,
        field: TextField,
        mut ours: Vec<&Splice>,
    ) -> Option<Text> {
        let inputs = self.inputs;
        let text = field.text_of(inputs.base.node(base));
        let theirs = field.text_of(inputs.target.node(target));
        ours.sort_by_key(|splice| splice.span());
        if theirs == text {
            return splice_text(text, &ours).ok();
        }
        if self.is_already(base, target, field) {
            return Some(theirs.clone());
        }
        let of_theirs = by_node(&inputs.theirs.ops).remove(&base)?;
        let mut all = of_theirs.edits.get(&field)?.clone();
        let known = all.clone();
        ours.retain(|splice| !known.contains(splice));
        let is_apart = |one: &Splice| known.iter().all(|other| apart(one, other));
        if !ours.iter().all(|splice| is_apart(splice)) {
            return None;
        }
        all.extend(ours);
        all.sort_by_key(|splice| splice.span());
        splice_text(text, &all).ok()
    }
}

/// Whether words stand between two splices: what touches may belong together.
fn apart(one: &Splice, other: &Splice) -> bool {
    let end = |splice: &Splice| splice.at as usize + bytes(&splice.old);
    end(one) < other.at as usize || end(other) < one.at as usize
}

fn by_node(ops: &[Op]) -> BTreeMap<u32, NodeChanges<'_>> {
    let mut all: BTreeMap<u32, NodeChanges<'_>> = BTreeMap::new();
    for op in ops {
        match op {
            Op::Edit { node, field, splices } => {
                let touches = all.entry(node.old).or_default();
                touches.edits.entry(*field).or_default().extend(splices);
            }
            Op::Renumber { nodes, part, by } => {
                for node in nodes {
                    all.entry(node.old).or_default().shifts.push((*part, *by));
                }
            }
            Op::Retag { node, old, new } => {
                all.entry(node.old).or_default().retags.push((old, new));
            }
            _ => {}
        }
    }
    all
}

fn shifted(own: &Bare, part: u32, by: i32) -> Option<Label> {
    own.label.as_ref()?.shifted(part, by)
}

/// Takes over each part of a tag that changes, where the target has it as it was; `None` where it has not.
fn retagged(own: &mut Bare, old: &NodeTag, new: &NodeTag) -> Option<()> {
    own.key = chosen(&own.key, &old.key, &new.key)?;
    own.form = chosen(&own.form, &old.form, &new.form)?;
    own.role = chosen(&own.role, &old.role, &new.role)?;
    own.label = chosen(&own.label, &old.label, &new.label)?;
    Some(())
}

fn chosen<T: PartialEq + Clone>(is: &T, old: &T, new: &T) -> Option<T> {
    if is == old || is == new {
        Some(new.clone())
    } else if old == new {
        Some(is.clone())
    } else {
        None
    }
}
