//! Changes: differences as a reader counts them, each with a grade and the ops that it owns.
//! Does not know the words in which they are told.

use super::delta::NodePair;
use super::json::ChangeForm;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Whether a change touches what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// 内容の変更: everything without a witness.
    Substance,
    /// 規定の整備: nothing but form, and what proves it.
    Form(Witness),
}

/// What proves that a change is form only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Witness {
    /// The numbers shift by one distance, and follow the ones before them on both sides.
    Renumbered,
    /// A reference leads to the same provision as before, whose number shifted.
    #[serde(rename = "follows")]
    ReferenceFollows(NodePair),
    /// The words are the same but for width and dashes.
    SameWhenFolded,
    /// What changes is never printed: a key.
    NotPrinted,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// A provision appeared, with all that it contains; or a column of a table.
    Added,
    /// A provision vanished, with all that it contained; or a column of a table.
    Removed,
    /// Words changed.
    Reworded,
    /// A provision stands elsewhere, its words as before.
    Moved,
    /// A provision stands elsewhere with other words.
    MovedAndReworded,
    /// One became several, the words the same but for the cut.
    Split,
    /// Several became one, the words the same but for the cut.
    Merged,
    /// A run of numbers shifted, or is printed in another way.
    Renumbered,
    /// What a provision is changed: its shape, its role, or a number out of the row.
    Retagged,
}

impl ChangeKind {
    /// The kind seen from the other side.
    pub(super) fn inverted(self) -> ChangeKind {
        match self {
            ChangeKind::Added => ChangeKind::Removed,
            ChangeKind::Removed => ChangeKind::Added,
            ChangeKind::Split => ChangeKind::Merged,
            ChangeKind::Merged => ChangeKind::Split,
            ChangeKind::Reworded
            | ChangeKind::Moved
            | ChangeKind::MovedAndReworded
            | ChangeKind::Renumbered
            | ChangeKind::Retagged => self,
        }
    }
}

/// The provision that a change is about: the first of a run, the topmost of what appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Only in the old tree, by its ordinal.
    Old(u32),
    /// Only in the new tree, by its ordinal.
    New(u32),
    /// In both.
    #[serde(untagged)]
    Both(NodePair),
}

impl At {
    /// The ordinal in the old tree.
    pub fn in_old(self) -> Option<u32> {
        match self {
            At::Old(old) | At::Both(NodePair { old, .. }) => Some(old),
            At::New(_) => None,
        }
    }

    /// The ordinal in the new tree.
    pub fn in_new(self) -> Option<u32> {
        match self {
            At::New(new) | At::Both(NodePair { new, .. }) => Some(new),
            At::Old(_) => None,
        }
    }

    pub(super) fn inverted(self) -> At {
        match self {
            At::Old(at) => At::New(at),
            At::New(at) => At::Old(at),
            At::Both(node) => At::Both(node.inverted()),
        }
    }
}

/// One difference as a reader counts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ChangeForm", into = "ChangeForm")]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// Whether it touches what is said.
    pub grade: Grade,
    /// The provision it is about.
    pub at: At,
    /// Its ops, by index in the Δ.
    pub ops: Range<usize>,
}

impl Grade {
    pub(super) fn inverted(self) -> Grade {
        match self {
            Grade::Form(Witness::ReferenceFollows(node)) => {
                Grade::Form(Witness::ReferenceFollows(node.inverted()))
            }
            Grade::Substance | Grade::Form(_) => self,
        }
    }
}
