//! What is wrong with words, said to their author: addresses of links, days, characters. Does not read words.

use super::{Finding, Message};
use crate::fill;
use crate::text::chars::{code_point, is_hidden, is_not_text};
use crate::text::date::{DateError, DateNote, wareki};
use crate::text::reading::LinkError;

impl From<&LinkError> for Message {
    fn from(error: &LinkError) -> Message {
        let name = match error {
            LinkError::Character(c) => {
                let is_seen = !(c.is_control() || c.is_whitespace() || is_hidden(*c));
                let shown = if is_seen { c.to_string() } else { code_point(*c) };
                return Message::of("text/link-character", fill! { shown });
            }
            LinkError::Scheme(scheme) => return Message::of("text/link-scheme", fill! { scheme }),
            LinkError::Empty => "text/link-empty",
            LinkError::TooLong => "text/link-too-long",
            LinkError::Host => "text/link-host",
            LinkError::Percent => "text/link-percent",
            LinkError::Absolute => "text/link-absolute",
            LinkError::Escapes => "text/link-escapes",
            LinkError::Mail => "text/link-mail",
            LinkError::Phone => "text/link-phone",
        };
        Message::of(name, fill! {})
    }
}

impl From<&DateError> for Message {
    fn from(error: &DateError) -> Message {
        match error {
            DateError::Form => Message::of("text/date-form", fill! {}),
            DateError::Year => Message::of("text/date-year", fill! {}),
            DateError::Month(month) => Message::of("text/date-month", fill! { month }),
            DateError::Day { year, month, day, days } => {
                // The month as each language writes it.
                let of = Message::new(format!("{year}年{month}月"), format!("{year}-{month:02}"));
                Message::of("text/date-day", fill! { of, day, days })
            }
            DateError::OldCalendar => Message::of("text/date-old-calendar", fill! {}),
        }
    }
}

impl From<&DateNote> for Message {
    fn from(note: &DateNote) -> Message {
        let (written, day) = (note.written.name(), wareki(note.date));
        let day = Message::new(day.clone(), format!("{day} ({})", note.date));
        Message::of("text/date-outside-era", fill! { written, day })
    }
}

impl Finding {
    /// An address that may not be published.
    pub fn of_link(error: &LinkError) -> Finding {
        let why = Message::from(error);
        match error {
            LinkError::Scheme(_) => Finding::error("link-scheme", fill! { why }),
            _ => Finding::error("link-address", fill! { why }),
        }
    }

    /// Words that are no day.
    pub fn of_date(error: &DateError) -> Finding {
        let what = Message::from(error);
        match error {
            DateError::Form => Finding::error("not-a-date", fill! { what }),
            _ => Finding::error("impossible-date", fill! { what }),
        }
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
