//! Numbers in labels: shifting them as printed, and which label follows which.
//! Does not know which provisions the labels belong to.

use crate::text::numeral::{self, Script};
use crate::tree::{Label, Unit};
use std::ops::Range;

/// The label with one part of its number shifted, printed as before; `None` where that part does not
/// exist or the script has no such number.
pub(super) fn shifted(label: &Label, part: u32, by: i32) -> Option<Label> {
    let pieces = pieces(label)?;
    let (range, script, number) = pieces.get(part as usize)?.clone();
    let shifted = number.checked_add_signed(by).filter(|number| *number > 0)?;
    let words = label.as_str();
    let written = [&words[..range.start], &script.write(shifted)?, &words[range.end..]].concat();
    Label::new(&written)
}

/// The part and the distance by which `new` is `old` shifted, printed alike. Kana and letters are left
/// out: ア may be the first of アイウ or the 36th of イロハ.
pub(super) fn shift_between(old: &Label, new: &Label) -> Option<(u32, i32)> {
    let (before, after) = (pieces(old)?, pieces(new)?);
    if before.len() != after.len() {
        return None;
    }
    let differs = |at: &usize| before[*at].2 != after[*at].2;
    let part = (0..before.len()).find(differs)?;
    let by = i64::from(after[part].2) - i64::from(before[part].2);
    let by = i32::try_from(by).ok()?;
    (shifted(old, part as u32, by)? == *new).then_some((part as u32, by))
}

/// The part and the distance between the numbers of two labels of one row, however printed; distance 0
/// when only the print differs.
pub(super) fn distance(old: &Label, new: &Label) -> Option<(u32, i32)> {
    let (before, after) = (readings(old), readings(new));
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

/// The number parts of a label: where they stand, how they are written, what they say.
fn pieces(label: &Label) -> Option<Vec<(Range<usize>, Script, u32)>> {
    let words = label.as_str();
    let Some(number) = label.number() else {
        return Some(vec![named_piece(words)?]);
    };
    let bare = words.trim_matches(|c: char| !numeral::is_count_char(c) && !is_circled(c));
    if number.unit == Unit::Bare && !bare.contains('の') {
        let start = words.find(bare)?;
        let read = |script: &Script| script.read(bare).map(|number| (*script, number));
        let scripts = [Script::Ascii, Script::FullWidth, Script::Kanji, Script::Circled];
        let (script, value) = scripts.iter().find_map(read)?;
        return Some(vec![(start..start + bare.len(), script, value)]);
    }
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(numeral::is_count_char).map(|found| at + found) {
        let rest = &words[start..];
        let len = rest.find(|c| !numeral::is_count_char(c)).unwrap_or(rest.len());
        let (value, script) = numeral::read_count(&rest[..len])?;
        out.push((start..start + len, script, value));
        at = start + len;
    }
    (out.iter().map(|piece| piece.2).eq(number.parts)).then_some(out)
}

/// The one number of 別表第1 or 様式第2号.
fn named_piece(words: &str) -> Option<(Range<usize>, Script, u32)> {
    let start = words.find(numeral::is_count_char)?;
    let rest = &words[start..];
    let len = rest.find(|c| !numeral::is_count_char(c)).unwrap_or(rest.len());
    let (value, script) = numeral::read_count(&rest[..len])?;
    let is_one = !rest[len..].contains(numeral::is_count_char);
    is_one.then_some((start..start + len, script, value))
}

fn is_circled(c: char) -> bool {
    Script::Circled.read(c.encode_utf8(&mut [0; 4])).is_some()
}

/// What rows of labels are told apart by.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Row {
    Of(Unit),
    /// The words around the number: 別表第.
    Named(String),
}

/// Everything a label may say: kana and letters have several readings.
fn readings(label: &Label) -> Vec<(Row, Vec<u32>)> {
    let last = label.as_str().trim_end_matches("まで");
    let last = last.rsplit_once("から").map_or(last, |(_, last)| last);
    let Some(label) = Label::new(last) else {
        return Vec::new();
    };
    let lone = [Script::Iroha, Script::Aiueo, Script::Lower, Script::Roman];
    let lone = lone.into_iter().filter_map(|script| label.number_in(script));
    let mut out: Vec<_> = lone.map(|number| (Row::Of(Unit::Bare), vec![number])).collect();
    match label.number() {
        Some(number) => out.push((Row::Of(number.unit), number.parts)),
        None => out.extend(named_piece(last).map(|(range, _, number)| {
            let words = [&last[..range.start], "#", &last[range.end..]].concat();
            (Row::Named(words), vec![number])
        })),
    }
    out
}

/// Whether a label follows the one before it in its row, or begins a row: 第4条 follows 第3条 and 第3条の2.
pub(super) fn follows(before: Option<&Label>, label: &Label) -> bool {
    let own = readings(label);
    let Some(before) = before else {
        return own.iter().any(|(_, parts)| matches!(parts.as_slice(), [1]));
    };
    let before = readings(before);
    own.iter().any(|(row, parts)| {
        let after = |(other, last): &(Row, Vec<u32>)| other == row && is_next(last, parts);
        before.iter().any(after)
    })
}

fn is_next(last: &[u32], next: &[u32]) -> bool {
    let depth = next.len();
    if depth == last.len() + 1 {
        return next.starts_with(last) && next.last() == Some(&2);
    }
    let (Some(last), Some((end, head))) = (last.get(..depth), next.split_last()) else {
        return false;
    };
    last.starts_with(head) && last.last().is_some_and(|last| last.checked_add(1) == Some(*end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(words: &str) -> Label {
        Label::new(words).unwrap()
    }

    #[test]
    fn labels_shift_as_printed() {
        for (words, part, by, expected) in [
            ("第8条", 0, 1, Some("第9条")),
            ("第９条", 0, 1, Some("第１０条")),
            ("第九条", 0, 1, Some("第十条")),
            ("第3条の2", 0, 1, Some("第4条の2")),
            ("第3条の2", 1, 1, Some("第3条の3")),
            ("第3条の2", 2, 1, None),
            ("(1)", 0, 2, Some("(3)")),
            ("③", 0, -1, Some("②")),
            ("１", 0, -1, None),
            ("一の二", 1, 1, Some("一の三")),
            ("第3条", 0, i32::MAX, Some("第2147483650条")),
            ("ア", 0, 1, None),
            ("別紙", 0, 1, None),
            ("別表第1", 0, 1, Some("別表第2")),
        ] {
            let found = shifted(&label(words), part, by);
            let found = found.as_ref().map(Label::as_str);
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn a_shift_is_found_only_where_it_leads_to_the_label() {
        let between = |old: &str, new: &str| shift_between(&label(old), &label(new));
        assert_eq!(between("第8条", "第9条"), Some((0, 1)));
        assert_eq!(between("第3条の2", "第3条の4"), Some((1, 2)));
        assert_eq!(between("第9条", "第１０条"), None);
        assert_eq!(between("第8条", "第8条の2"), None);
        assert_eq!(between("(1)", "（2）"), None);
        assert_eq!(between("ア", "イ"), None);
    }

    #[test]
    fn labels_follow_each_other() {
        let follow = |before: &str, next: &str| follows(Label::new(before).as_ref(), &label(next));
        for (before, next) in [
            ("", "第1条"),
            ("第3条", "第4条"),
            ("第3条", "第3条の2"),
            ("第3条の2", "第3条の3"),
            ("第3条の2", "第4条"),
            ("第5条から第7条まで", "第8条"),
            ("ア", "イ"),
            ("イ", "ロ"),
            ("(9)", "（１０）"),
            ("様式第1号", "様式第2号"),
        ] {
            assert!(follow(before, next), "{before} {next}");
        }
        for (before, next) in
            [("", "第2条"), ("第3条", "第5条"), ("第3章", "第4条"), ("別表第1", "別紙第2")]
        {
            assert!(!follow(before, next), "{before} {next}");
        }
    }
}
