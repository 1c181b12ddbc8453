//! Keys and roles. Does not know which roles exist; sections and regulation declare theirs.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Identity given by the author: ASCII letters, digits, `-` and `_`, 1 to 64 of them, starting with a
/// letter; unique in its document. Never made up by kohyo.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(Arc<str>);

/// The words do not form a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyError;

impl Key {
    /// Reads a key.
    ///
    /// # Errors
    /// When the words are not ASCII letters, digits, `-` or `_`, start with another than a letter, or
    /// are longer than 64.
    pub fn new(words: &str) -> Result<Key, KeyError> {
        let fits = (1..=64).contains(&words.len())
            && words.starts_with(|c: char| c.is_ascii_alphabetic())
            && words.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if fits { Ok(Key(words.into())) } else { Err(KeyError) }
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key is 1 to 64 ASCII letters, digits, '-' or '_' and starts with a letter")
    }
}

impl std::error::Error for KeyError {}

/// What a provision is in law, for example `purpose` or `contact.phone`. Open: a sealed version may
/// carry a role that this release no longer knows, and still shows. Empty: nothing in particular.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Role(Cow<'static, str>);

impl Role {
    /// No role in law.
    pub const NONE: Role = Role(Cow::Borrowed(""));

    /// A role that the code declares.
    pub const fn of(name: &'static str) -> Role {
        Role(Cow::Borrowed(name))
    }

    /// A role as read from a sealed version.
    pub fn read(name: &str) -> Role {
        Role(Cow::Owned(name.to_owned()))
    }

    /// The name; empty for [`Role::NONE`].
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True for the role itself and those below it: `contact.phone` is below `contact`.
    pub fn is_within(&self, outer: &str) -> bool {
        self.0.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

impl fmt::Debug for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
