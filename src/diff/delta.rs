//! The ops that turn one tree into another, and back. Does not know how they were found, nor what they
//! mean to a reader.

use super::json;
use crate::tree::{Bare, Digest, Form, Key, Label, Provision, Role, Text, TextBuilder};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Range;

/// The number of the format of a Δ.
pub const DELTA_FORMAT: u32 = 1;

/// A provision in both trees: its ordinals in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct NodePair {
    /// In the old tree.
    pub old: u32,
    /// In the new tree.
    pub new: u32,
}

impl NodePair {
    pub(super) fn inverted(self) -> NodePair {
        NodePair { old: self.new, new: self.old }
    }
}

/// Where a provision hangs: the ordinal of its parent and its index among the children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct TreePosition {
    /// Ordinal of the parent, in the tree that the op speaks of.
    pub parent: u32,
    /// Index among the children, from 0.
    pub index: u32,
}

/// Which words of a provision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextField {
    /// The caption, title, name.
    Heading,
    /// Its own words.
    Text,
}

impl TextField {
    /// The words of a provision.
    pub fn text_of(self, provision: &Provision) -> &Text {
        match self {
            TextField::Heading => provision.heading(),
            TextField::Text => provision.text(),
        }
    }
}

/// One replacement inside a text. Empty `old` is an insertion, empty `new` a deletion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "(u32, Text, Text)")]
pub struct Splice {
    /// Where `old` begins: an offset in UTF-8 bytes of the words of the old text.
    pub at: u32,
    /// What stands there, with its marks.
    pub old: Text,
    /// What stands there instead.
    pub new: Text,
}

impl Splice {
    /// Where its old words stand; of those at one place the insertion comes first.
    pub(super) fn span(&self) -> (usize, usize) {
        let start = self.at as usize;
        (start, start.saturating_add(bytes(&self.old)))
    }
}

/// What a provision is besides its words and children; members in the order of its JSON form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeTag {
    /// Shape.
    pub form: Form,
    /// Identity given by the author.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
    /// The number as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// What it is in law.
    #[serde(default = "json::no_role", skip_serializing_if = "json::is_no_role")]
    pub role: Role,
}

impl NodeTag {
    /// The tag of a provision.
    pub fn of(own: &Bare) -> NodeTag {
        NodeTag {
            key: own.key.clone(),
            form: own.form,
            role: own.role.clone(),
            label: own.label.clone(),
        }
    }
}

/// One step of a Δ. Steps are simultaneous: old ordinals are of the old tree, new ones of the new tree,
/// and the order in which they are listed means nothing to [`super::apply`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
pub enum Op {
    /// A provision vanishes; so do all below it that are not moved, each by an op of its own.
    Delete {
        /// Old ordinal.
        node: u32,
        /// Where it hung.
        from: TreePosition,
        /// What it was.
        #[serde(with = "json::BareForm")]
        own: Bare,
    },
    /// A provision appears.
    Insert {
        /// New ordinal.
        node: u32,
        /// Where it hangs.
        to: TreePosition,
        /// What it is.
        #[serde(with = "json::BareForm")]
        own: Bare,
    },
    /// A provision hangs elsewhere, with all below it that stays.
    Move {
        /// Which.
        node: NodePair,
        /// Where it hung.
        from: TreePosition,
        /// Where it hangs.
        to: TreePosition,
    },
    /// Words of a provision change.
    Edit {
        /// Which.
        node: NodePair,
        /// Which words.
        field: TextField,
        /// In order, never overlapping; also not with those of other edits of the same words.
        splices: Vec<Splice>,
    },
    /// The numbers of a run of provisions shift, printed as before.
    Renumber {
        /// Which, in reading order.
        nodes: Vec<NodePair>,
        /// Which part of the number: 0 for the 3 of 第3条の2, 1 for the 2.
        part: u32,
        /// By how much.
        by: i32,
    },
    /// Key, form, role change, or a label in a way that is no shift.
    Retag {
        /// Which.
        node: NodePair,
        /// Before.
        old: NodeTag,
        /// After.
        new: NodeTag,
    },
}

/// All that differs between two trees; carries only words that appear or vanish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delta {
    /// Digest of the old tree.
    pub old: Digest,
    /// Digest of the new tree.
    pub new: Digest,
    /// The steps.
    pub ops: Vec<Op>,
}

impl Delta {
    /// The Δ that leads back.
    pub fn inverted(&self) -> Delta {
        Delta { old: self.new, new: self.old, ops: inverted(&self.ops) }
    }
}

/// Every op turned round, in the same order.
pub(super) fn inverted(ops: &[Op]) -> Vec<Op> {
    let shifts = shifts(ops);
    let turn = |(at, op): (usize, &Op)| match op.clone() {
        Op::Delete { node, from, own } => Op::Insert { node, to: from, own },
        Op::Insert { node, to, own } => Op::Delete { node, from: to, own },
        Op::Move { node, from, to } => Op::Move { node: node.inverted(), from: to, to: from },
        Op::Edit { node, field, splices } => {
            let turn = |(index, splice): (usize, Splice)| Splice {
                at: shifts[&(at, index)],
                old: splice.new,
                new: splice.old,
            };
            Op::Edit {
                node: node.inverted(),
                field,
                splices: splices.into_iter().enumerate().map(turn).collect(),
            }
        }
        Op::Renumber { nodes, part, by } => Op::Renumber {
            nodes: nodes.into_iter().map(NodePair::inverted).collect(),
            part,
            by: by.saturating_neg(),
        },
        Op::Retag { node, old, new } => Op::Retag { node: node.inverted(), old: new, new: old },
    };
    ops.iter().enumerate().map(turn).collect()
}

/// Where each splice begins in the new text: by op and index of the splice. All edits of the same words
/// count, whichever ops they are in.
fn shifts(ops: &[Op]) -> BTreeMap<(usize, usize), u32> {
    let mut edits: Vec<(NodePair, TextField, &Splice, (usize, usize))> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        if let Op::Edit { node, field, splices } = op {
            let of_op = splices.iter().enumerate();
            edits.extend(of_op.map(|(index, splice)| (*node, *field, splice, (at, index))));
        }
    }
    edits.sort_by_key(|(node, field, splice, id)| (*node, *field, splice.span(), *id));
    let mut out = BTreeMap::new();
    let (mut last, mut grown) = (None, 0i64);
    for (node, field, splice, id) in edits {
        if last != Some((node, field)) {
            (last, grown) = (Some((node, field)), 0);
        }
        let at = (i64::from(splice.at) + grown).clamp(0, i64::from(u32::MAX));
        out.insert(id, at as u32);
        grown += bytes(&splice.new) as i64 - bytes(&splice.old) as i64;
    }
    out
}

/// Bytes of the words of a text.
pub(super) fn bytes(text: &Text) -> usize {
    text.runs().iter().map(|run| run.words().len()).sum()
}

/// The part of a text in a byte range of its words; `None` when it lies outside or cuts a character.
pub(super) fn cut_text(text: &Text, range: Range<usize>) -> Option<Text> {
    let mut builder = TextBuilder::new();
    push_cut(text, range, &mut builder)?;
    Some(builder.finish())
}

fn push_cut(text: &Text, range: Range<usize>, builder: &mut TextBuilder) -> Option<()> {
    if range.start > range.end {
        return None;
    }
    let mut at = 0;
    for run in text.runs() {
        let end = at + run.words().len();
        let (from, to) = (range.start.clamp(at, end), range.end.clamp(at, end));
        builder.push(run.words().get(from - at..to - at)?, run.mark().clone());
        at = end;
    }
    (range.end <= at).then_some(())
}

/// The text with every splice done.
///
/// # Errors
/// The index of the splice whose old words do not stand where it says, or that overlaps the one before.
pub(super) fn splice_text(text: &Text, splices: &[&Splice]) -> Result<Text, usize> {
    let mut builder = TextBuilder::new();
    let mut done = 0;
    for (index, splice) in splices.iter().enumerate() {
        let (at, end) = splice.span();
        let old = cut_text(text, at..end).ok_or(index)?;
        if at < done || old != splice.old {
            return Err(index);
        }
        push_cut(text, done..at, &mut builder).ok_or(index)?;
        for run in splice.new.runs() {
            builder.push(run.words(), run.mark().clone());
        }
        done = end;
    }
    push_cut(text, done..bytes(text), &mut builder).ok_or(splices.len())?;
    Ok(builder.finish())
}
