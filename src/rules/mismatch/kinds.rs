//! What is stated of an organisation once in each document, and when two statements of a kind agree. Does not find any.

use std::ops::Range;

/// What is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum StatedKind {
    /// The telephone of a section or window.
    Phone,
    /// Its fax.
    Fax,
    /// Its mail address.
    Mail,
    /// When a telephone is answered.
    Hours,
    /// The organisation's own address.
    Address,
    /// What a request for disclosure costs.
    Fee,
    /// Who represents it.
    Representative,
    /// Who holds a post.
    Post,
}

impl StatedKind {
    /// Whether two values, each in its comparable form, say the same.
    pub fn agrees(self, one: &str, other: &str) -> bool {
        let within = |short: &str, long: &str| long.ends_with(short) || long.starts_with(short);
        match self {
            // 課長 and 業務課長: one says less. A house number less is no other address.
            StatedKind::Post | StatedKind::Address => within(one, other) || within(other, one),
            StatedKind::Phone
            | StatedKind::Fax
            | StatedKind::Mail
            | StatedKind::Hours
            | StatedKind::Fee
            | StatedKind::Representative => one == other,
        }
    }
}

/// A statement.
#[derive(Clone, Debug)]
pub(super) struct Statement {
    /// What kind.
    pub kind: StatedKind,
    /// Of what, in its comparable form; two statements are about the same only where these are equal.
    pub key: String,
    /// Of what, as a message says it.
    pub about: String,
    /// The value in its comparable form.
    pub value: String,
    /// The line.
    pub line: usize,
    /// The bytes of the value in the line.
    pub range: Range<usize>,
}
