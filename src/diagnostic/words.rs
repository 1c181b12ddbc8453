//! What is wrong with words, said to their author: addresses of links, days, characters, edits. Does not read words.

use super::{Blanks, Finding, Hold, Message, Severity};
use crate::fill;
use crate::text::chars::{Unseen, code_point, find_unseen, first_unseen};
use crate::text::date::{DateError, DateNote, wareki};
use crate::text::edits::Reason;
use crate::text::reading::LinkError;
use std::ops::Range;

/// The entry that says what is wrong with an address, and its blanks.
fn with_link_error<T>(error: &LinkError, put: impl Fn(&'static str, Blanks<'_>) -> T) -> T {
    let name = match error {
        LinkError::Character(c) => {
            let shown = c.to_string();
            let is_seen = !c.is_whitespace() && find_unseen(&shown).is_empty();
            let shown = if is_seen { shown } else { code_point(*c) };
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

/// The entry that says what a reader does not see, and its blanks.
fn with_unseen<T>(characters: &str, why: Unseen, put: impl Fn(&'static str, Blanks<'_>) -> T) -> T {
    let name = match why {
        Unseen::Control => "unseen-character.control",
        Unseen::Direction => "unseen-character.direction",
        Unseen::Invisible => "unseen-character.invisible",
        Unseen::Blank => "unseen-character.blank",
        Unseen::Selector => "unseen-character.selector",
        Unseen::Mark => "unseen-character.mark",
        Unseen::Private => "unseen-character.private",
        Unseen::NoForm => "unseen-character.no-form",
        Unseen::Space => "odd-space",
    };
    put(name, fill! { code = code_points(characters) })
}

/// The numbers of characters; of many the first three.
fn code_points(characters: &str) -> String {
    let mut codes: Vec<String> = characters.chars().take(4).map(code_point).collect();
    if codes.len() == 4 {
        codes[3] = "…".to_owned();
    }
    codes.join(" ")
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

impl Message {
    /// What a reader would not see of some words, where there is anything; a line feed is seen as such.
    pub fn of_unseen(words: &str) -> Option<Message> {
        let (range, why) = first_unseen(words)?;
        Some(with_unseen(&words[range], why, Message::of))
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

    /// What a reader would not see of some words, and the marks of what was lost; each with its bytes.
    pub fn of_words(words: &str) -> Vec<(Range<usize>, Finding)> {
        let mut all: Vec<_> = find_unseen(words)
            .into_iter()
            .map(|(range, why)| (range.clone(), Finding::of_unseen(&words[range], why)))
            .collect();
        for (at, lost) in words.match_indices(['\u{FFFD}', '\u{FFFC}']) {
            let finding = Finding::error("broken-character", fill! { code = code_points(lost) });
            all.push((at..at + lost.len(), finding));
        }
        all
    }

    /// Whether it is about characters that stand there as they were written.
    pub fn is_of_characters(&self) -> bool {
        ["unseen-character", "odd-space", "broken-character"].contains(&self.code)
    }

    /// Whether it is about a space that is none of the usual ones.
    pub fn is_of_space(&self) -> bool {
        self.code == "odd-space"
    }

    /// The same of a whole file, where tabs and ends of lines are layout: tabs among words are looked for there.
    pub fn in_source(words: &str) -> impl Iterator<Item = (Range<usize>, Finding)> {
        let is_layout =
            |range: &Range<usize>| words[range.clone()].trim_matches(['\t', '\r']).is_empty();
        Finding::of_words(words).into_iter().filter(move |(range, _)| !is_layout(range))
    }

    /// Characters that a reader does not see as what they are.
    pub fn of_unseen(characters: &str, why: Unseen) -> Finding {
        let told = |severity| {
            with_unseen(characters, why, |name, blanks| Finding::of(severity, name, blanks))
        };
        match why {
            // These are seen, if not as they were meant.
            Unseen::Space | Unseen::Mark => told(Severity::Warning),
            // Only their author can say which character was meant; until then pages show the number.
            Unseen::Private | Unseen::NoForm => told(Severity::Warning).holding(Hold::Seal),
            Unseen::Control
            | Unseen::Direction
            | Unseen::Invisible
            | Unseen::Blank
            | Unseen::Selector => told(Severity::Error),
        }
    }
}
