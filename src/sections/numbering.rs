//! Printed numbers of sections and items from a sample of the first one: "1.", "(1)", "第1", "①", "ア".
//! Does not know what is counted.

use crate::text::numeral::Script;

/// How a sequence of numbers is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    before: String,
    script: Script,
    after: String,
}

const SCRIPTS: [Script; 10] = [
    Script::Ascii,
    Script::FullWidth,
    Script::Kanji,
    Script::Circled,
    Script::Iroha,
    Script::Aiueo,
    Script::Lower,
    Script::FullLower,
    Script::Upper,
    Script::Roman,
];

impl Numbering {
    /// The numbering whose first number is printed like this; `None` when there is no number one in it.
    pub fn of(sample: &str) -> Option<Numbering> {
        SCRIPTS.into_iter().find_map(|script| {
            let one = script.write(1)?;
            let at = sample.find(&*one)?;
            let (before, after) = (&sample[..at], &sample[at + one.len()..]);
            let is_apart = |words: &str| !words.contains(char::is_alphanumeric) || words == "第";
            (is_apart(before) && is_apart(after)).then(|| Numbering {
                before: before.to_owned(),
                script,
                after: after.to_owned(),
            })
        })
    }

    /// The nth number as printed, from 1 on; empty where the script has no such number.
    pub fn nth(&self, number: usize) -> String {
        u32::try_from(number)
            .ok()
            .and_then(|number| self.script.write(number))
            .map_or_else(String::new, |number| format!("{}{number}{}", self.before, self.after))
    }

    /// The sample of its first number.
    pub fn sample(&self) -> String {
        self.nth(1)
    }
}
