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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_says_the_whole_sequence() {
        let third = |sample: &str| Numbering::of(sample).map(|numbering| numbering.nth(3));
        assert_eq!(third("1."), Some("3.".to_owned()));
        assert_eq!(third("１．"), Some("３．".to_owned()));
        assert_eq!(third("第1"), Some("第3".to_owned()));
        assert_eq!(third("(1)"), Some("(3)".to_owned()));
        assert_eq!(third("一"), Some("三".to_owned()));
        assert_eq!(third("①"), Some("③".to_owned()));
        assert_eq!(third("ア"), Some("ウ".to_owned()));
        assert_eq!(third("イ"), Some("ハ".to_owned()));
        assert_eq!(third("i."), Some("iii.".to_owned()));
        assert_eq!(third("【1】"), Some("【3】".to_owned()));
        assert_eq!(third("第1章"), None);
        assert_eq!(third("2."), None);
        assert_eq!(third("※"), None);
    }

    #[test]
    fn a_script_that_ends_prints_nothing_more() {
        assert_eq!(Numbering::of("①").unwrap().nth(51), "");
    }
}
