//! What is wrong with words, said to their author: addresses of links, days, characters, edits. Does not read words.

use super::{Blanks, Finding, Message};
use crate::fill;
use crate::text::chars::{code_point, is_hidden, is_not_text};
use crate::text::date::{DateError, DateNote, wareki};
use crate::text::edits::Reason;
use crate::text::reading::LinkError;

/// The entry that says what is wrong with an address, and its blanks.
fn with_link_error<T>(error: &LinkError, put: impl Fn(&'static str, Blanks<'_>) -> T) -> T {
    let name = match error {
        LinkError::Character(c) => {
            let is_seen = !(c.is_control() || c.is_whitespace() || is_hidden(*c));
            let shown = if is_seen { c.to_string() } else { code_point(*c) };
            return put("link-address.character", fill! { shown });
        }
        LinkError::Scheme(scheme) => return put("link-scheme", fill! { scheme }),
        LinkError::Empty => "link-address.empty",
        LinkError::TooLong => "link-address.too-long",
        LinkError::Host => "link-address.host",
        LinkError::Percent => "link-address.percent",
        LinkError::Absolute => "link-address.absolute",
        LinkError::Escapes => "link-address.escapes",
        LinkError::Mail => "link-address.mail",
        LinkError::Phone => "link-address.phone",
    };
    put(name, fill! {})
}

/// The entry that says why words are no day, and its blanks.
fn with_date_error<T>(error: &DateError, put: impl Fn(&'static str, Blanks<'_>) -> T) -> T {
    match error {
        DateError::Form => put("not-a-date", fill! {}),
        DateError::Year => put("impossible-date.year", fill! {}),
        DateError::Month(month) => put("impossible-date.month", fill! { month }),
        DateError::Day { year, month, day, days } => {
            // The month as each language writes it.
            let of = Message::new(format!("{year}年{month}月"), format!("{year}-{month:02}"));
            put("impossible-date.day", fill! { of, day, days })
        }
        DateError::OldCalendar => put("impossible-date.old-calendar", fill! {}),
    }
}

/// The blanks of what is said of a day outside of its era.
fn with_era<T>(note: &DateNote, put: impl Fn(Blanks<'_>) -> T) -> T {
    let (written, day) = (note.written.name(), wareki(note.date));
    let day = Message::new(day.clone(), format!("{day} ({})", note.date));
    put(fill! { written, day })
}

impl From<&DateNote> for Message {
    fn from(note: &DateNote) -> Message {
        with_era(note, |blanks| Message::of("cli/day-outside-era", blanks))
    }
}

impl From<&LinkError> for Message {
    fn from(error: &LinkError) -> Message {
        with_link_error(error, Message::of)
    }
}

impl From<&DateError> for Message {
    fn from(error: &DateError) -> Message {
        with_date_error(error, Message::of)
    }
}

impl From<&Reason> for Message {
    fn from(reason: &Reason) -> Message {
        Message::of(reason.name, fill! {})
    }
}

impl Finding {
    /// An address that may not be published.
    pub fn of_link(error: &LinkError) -> Finding {
        with_link_error(error, Finding::error)
    }

    /// Words that are no day.
    pub fn of_date(error: &DateError) -> Finding {
        with_date_error(error, Finding::error)
    }

    /// A day that lies outside of the era it was written in, where its meaning does not depend on that.
    pub fn of_era(note: &DateNote) -> Finding {
        with_era(note, |blanks| Finding::note("era-ended", blanks))
    }

    /// The same where something is decided by the day.
    pub fn of_era_meant(note: &DateNote) -> Finding {
        with_era(note, |blanks| Finding::error("era-ended.meant", blanks))
    }

    /// A character that is no text: a control character, an invisible mark of direction, the mark of broken text.
    pub fn of_character(c: char) -> Option<Finding> {
        if c == '\u{FFFD}' {
            return Some(Finding::error("broken-character", fill! {}));
        }
        let code = code_point(c);
        is_not_text(c).then(|| Finding::error("control-character", fill! { code }))
    }
}
