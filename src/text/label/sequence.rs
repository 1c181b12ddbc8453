//! Labels as a sequence: shifted as printed, the distance between two, which follows which, and all of them from
//! a sample of the first. Does not know which provisions they belong to.

use super::{Label, LabelUnit, NumeralSpan, Script, numerals};

impl Label {
    /// The label with one part of its number shifted, printed as before; `None` where that part does not
    /// exist or the script has no such number.
    pub fn shifted(&self, part: u32, by: i32) -> Option<Label> {
        let places = self.counted()?;
        let mut parts: Vec<u32> = places.iter().map(|figure| figure.number).collect();
        let own = parts.get_mut(part as usize)?;
        *own = own.checked_add_signed(by).filter(|number| *number > 0)?;
        self.printed(&places, &parts)
    }

    /// The part and the distance by which `new` is this one shifted, printed alike. Kana and letters are left
    /// out: ア may be the first of アイウ or the 36th of イロハ.
    pub fn shift_to(&self, new: &Label) -> Option<(u32, i32)> {
        let (before, after) = (self.counted()?, new.counted()?);
        if before.len() != after.len() {
            return None;
        }
        let part = (0..before.len()).find(|at| before[*at].number != after[*at].number)?;
        let by = i64::from(after[part].number) - i64::from(before[part].number);
        let by = i32::try_from(by).ok()?;
        (self.shifted(part as u32, by)? == *new).then_some((part as u32, by))
    }

    /// The label with other numbers, in the script and dress that it has; further numbers become branches.
    pub fn renumbered(&self, parts: &[u32]) -> Option<Label> {
        let places = numerals(&self.0);
        let had = self.number()?.parts.len();
        if places.len() != had || parts.len() < had {
            return None;
        }
        self.printed(&places, parts)
    }

    /// The part and the distance between the numbers of two labels of one row, however printed; distance 0
    /// when only the print differs.
    pub fn distance_to(&self, new: &Label) -> Option<(u32, i32)> {
        let (before, after) = (self.readings(), new.readings());
        let pairs =
            || before.iter().rev().flat_map(|old| after.iter().rev().map(move |new| (old, new)));
        if pairs().any(|((_, old), (_, new))| old == new) {
            return Some((0, 0));
        }
        pairs().find_map(|((row, old), (other, new))| {
            let part = old.iter().zip(new).position(|(old, new)| old != new)?;
            let by = i32::try_from(i64::from(new[part]) - i64::from(old[part])).ok()?;
            let same = old.len() == new.len() && old[part + 1..] == new[part + 1..];
            (row == other && same).then_some((part as u32, by))
        })
    }

    /// Whether it follows the one before it in its row, or begins a row: 第4条 follows 第3条 and 第3条の2.
    pub fn follows(&self, before: Option<&Label>) -> bool {
        let own = self.readings();
        let Some(before) = before else {
            return own.iter().any(|(_, parts)| matches!(parts.as_slice(), [1]));
        };
        let before = before.readings();
        own.iter().any(|(row, parts)| {
            before.iter().any(|(other, last)| other == row && is_next(last, parts))
        })
    }

    /// Other numbers in the places of the old ones; what is over becomes branches.
    fn printed(&self, places: &[NumeralSpan], parts: &[u32]) -> Option<Label> {
        let mut out = String::new();
        let mut at = 0;
        for (figure, number) in places.iter().zip(parts) {
            out.push_str(&self.0[at..figure.range.start]);
            out.push_str(&figure.script.write(*number)?);
            at = figure.range.end;
        }
        out.push_str(&self.0[at..]);
        for branch in &parts[places.len()..] {
            out.push('の');
            out.push_str(&places.last()?.script.write(*branch)?);
        }
        Label::new(&out)
    }

    /// The parts of its number that can be counted on; of words around a number (別表第1, 様式第2号) the only one.
    fn counted(&self) -> Option<Vec<NumeralSpan>> {
        let places = numerals(&self.0);
        let fits = match self.number() {
            Some(number) => {
                let read: Vec<u32> = places.iter().map(|figure| figure.number).collect();
                !read.is_empty() && number.parts.ends_with(&read)
            }
            None => places.len() == 1,
        };
        fits.then_some(places)
    }

    /// Everything it may say: kana and letters have several readings; of a range the last number counts.
    fn readings(&self) -> Vec<(LabelRow, Vec<u32>)> {
        let last = self.0.trim_end_matches("まで");
        let last = last.rsplit_once("から").map_or(last, |(_, last)| last);
        let Some(label) = Label::new(last) else {
            return Vec::new();
        };
        let lone = [Script::Iroha, Script::Aiueo, Script::Lower, Script::Roman];
        let lone = lone.into_iter().filter_map(|script| label.number_in(script));
        let mut out: Vec<_> =
            lone.map(|number| (LabelRow::Of(LabelUnit::Bare), vec![number])).collect();
        match (label.number(), numerals(last).as_slice()) {
            (Some(number), _) => out.push((LabelRow::Of(number.unit), number.parts)),
            (None, [figure]) => {
                let words = [&last[..figure.range.start], "#", &last[figure.range.end..]].concat();
                out.push((LabelRow::Named(words), vec![figure.number]));
            }
            (None, _) => {}
        }
        out
    }
}

/// What rows of labels are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum LabelRow {
    Of(LabelUnit),
    /// The words around the number: 別表第#.
    Named(String),
}

/// True when a number may stand right after another: 3 → 4, 3 → 3の2, 3の2 → 3の3, 3の2 → 4.
pub fn is_next(last: &[u32], next: &[u32]) -> bool {
    let Some((end, stem)) = next.split_last() else {
        return false;
    };
    let begins = stem == last && *end == 2;
    let goes_on = last.starts_with(stem)
        && last.get(stem.len()).is_some_and(|last| last.checked_add(1) == Some(*end));
    begins || goes_on
}

/// The words with another number before a unit: 第8条 → 第9条, 第8条の2 → 第9条の2.
pub fn with_number(words: &str, unit: char, was: &[u32], is: &[u32]) -> Option<String> {
    let numerals = numerals(words);
    let is_before_unit = |figure: &NumeralSpan| {
        words[..figure.range.start].ends_with('第') && words[figure.range.end..].starts_with(unit)
    };
    let at = numerals.iter().position(is_before_unit)?;
    let NumeralSpan { range, script, .. } = &numerals[at];
    let mut end = range.end + unit.len_utf8();
    for branch in numerals[at + 1..].iter().take(was.len() - 1) {
        if words[end..branch.range.start] != *"の" {
            break;
        }
        end = branch.range.end;
    }
    let (stem, branches) = is.split_first()?;
    let mut out = format!("{}{}{unit}", &words[..range.start], script.write(*stem)?);
    for branch in branches {
        out.push_str(&format!("の{}", script.write(*branch)?));
    }
    Some(out + &words[end..])
}

/// How a sequence of numbers is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbering {
    before: String,
    script: Script,
    after: String,
}

impl Numbering {
    /// The numbering whose first number is printed like this; `None` when there is no number one in it.
    pub fn of(sample: &str) -> Option<Numbering> {
        Script::ALL.into_iter().find_map(|script| {
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
