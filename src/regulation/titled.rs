//! Labels with a word of their own: 第３条, 第１章, 附　則, 別表第１, 注1. Looks at the words of one line alone; does
//! not know what stands before or after it.

use super::head::{LineHead, Ranges, SupplementName, caption};
use crate::text::label::{Gap, leading_count};
use crate::tree::Form;

/// Neighbouring ranges as one.
pub(super) fn merged(ranges: Ranges) -> Ranges {
    let mut out: Ranges = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => out.push(range),
        }
    }
    out
}

/// Reads on, gathering what belongs to a label and stepping over spaces inside it.
struct LabelScan<'a> {
    words: &'a str,
    at: usize,
    label: Ranges,
}

impl<'a> LabelScan<'a> {
    fn new(words: &'a str) -> LabelScan<'a> {
        LabelScan { words, at: 0, label: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        &self.words[self.at..]
    }

    fn spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// A full-width space ends a label.
    fn narrow_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(' ').len();
    }

    fn take(&mut self, token: &str) -> bool {
        let fits = self.rest().starts_with(token);
        if fits {
            self.label.push(self.at..self.at + token.len());
            self.at += token.len();
        }
        fits
    }

    fn take_any(&mut self, tokens: &[&str]) -> bool {
        tokens.iter().any(|token| self.take(token))
    }

    fn count(&mut self) -> bool {
        let found = leading_count(self.rest());
        if let Some((len, _)) = found {
            self.label.push(self.at..self.at + len);
            self.at += len;
        }
        found.is_some()
    }

    /// Runs `step`; goes back to where it was when that fails.
    fn attempt(&mut self, step: impl FnOnce(&mut LabelScan<'a>) -> bool) -> bool {
        let (at, len) = (self.at, self.label.len());
        let fits = step(self);
        if !fits {
            self.at = at;
            self.label.truncate(len);
        }
        fits
    }

    /// の2 の3
    fn branches(&mut self) {
        while self.attempt(|scan| scan.take("の") && scan.count()) {}
    }

    fn numbered(&mut self, units: &[&str]) -> bool {
        self.attempt(|scan| {
            if !scan.take("第") {
                return false;
            }
            let start = scan.at;
            scan.spaces();
            let spaced = scan.at > start;
            if !scan.count() {
                return false;
            }
            // 第　１　条 is spaced out; 第１　条件 is 第１ and its words.
            if spaced {
                scan.spaces();
            } else {
                scan.narrow_spaces();
            }
            scan.take_any(units)
        })
    }
}

/// Words after 第３条 that make it a citation in a sentence, not the number of an article.
const CITED: [&str; 34] = [
    "の", "に", "を", "は", "が", "と", "で", "へ", "も", "や", "か", "ま", "及び", "又は",
    "並びに", "若しくは", "、", "。", "，", "）", ")", "」", "・", "中", "各号", "各項", "第",
    "ただし書", "本文", "前段", "後段", "以", "～", "〜",
];

/// True when what follows a number makes it a citation.
pub(super) fn is_cited(rest: &str) -> bool {
    CITED.iter().any(|cited| rest.starts_with(cited))
}

/// 第３条, 第１章
pub(super) fn ordinal(words: &str) -> Option<LineHead> {
    if !words.starts_with('第') {
        return None;
    }
    for (form, unit) in Form::DIVISIONS {
        let mut scan = LabelScan::new(words);
        if scan.numbered(&[unit]) {
            scan.branches();
            let rest = scan.rest();
            let is_tight = Gap::before(rest) == Gap::Tight;
            let is_word = unit == "目" || words[..scan.at].contains(char::is_whitespace);
            if is_tight && (is_word || is_cited(rest) || rest.contains('。')) {
                break;
            }
            return Some(LineHead::Level { form, label: merged(scan.label), rest: scan.at });
        }
    }
    let mut scan = LabelScan::new(words);
    if !scan.numbered(&["条", "條"]) {
        return None;
    }
    scan.branches();
    let mut several = false;
    while scan.attempt(|scan| {
        scan.narrow_spaces();
        if !scan.take_any(&["から", "及び", "、", "・", "～", "〜"]) {
            return false;
        }
        scan.spaces();
        let fits = scan.numbered(&["条", "條"]);
        scan.branches();
        fits
    }) {
        several = true;
    }
    if several {
        scan.take("まで");
    }
    let rest = scan.rest();
    let fits = match rest.chars().next() {
        Some('(' | '（') => caption(rest).is_none_or(|(_, after)| {
            Gap::before(&rest[after..]) != Gap::Tight || !is_cited(&rest[after..])
        }),
        Some(c) if !c.is_whitespace() => {
            !several && !is_cited(rest) && !words[..scan.at].contains(char::is_whitespace)
        }
        Some(_) | None => true,
    };
    fits.then(|| LineHead::Article { label: merged(scan.label), rest: scan.at })
}

/// 附　則 and 付則; the rest is empty, begins with a space or a bracket, or is 抄.
pub(super) fn supplement(words: &str) -> Option<LineHead> {
    let mut scan = LabelScan::new(words);
    let usual = scan.take("附");
    if !usual && !scan.take("付") {
        return None;
    }
    scan.spaces();
    if !scan.take("則") {
        return None;
    }
    let rest = scan.rest();
    let fits = Gap::before(rest) != Gap::Tight || rest.starts_with(['(', '（']) || rest == "抄";
    let words = merged(scan.label);
    let name = if usual { SupplementName::Usual(words) } else { SupplementName::Other(words) };
    fits.then_some(LineHead::Supplement { name, rest: scan.at })
}

const ANNEXES: [&str; 12] = [
    "別表", "別紙", "別記様式", "参考様式", "様式", "別記", "別図", "別添", "付表", "附表", "付録",
    "附録",
];

/// 別表第１（第５条関係）　題
pub(super) fn annex(words: &str) -> Option<LineHead> {
    let mut scan = LabelScan::new(words);
    if !scan.take_any(&ANNEXES) {
        return None;
    }
    scan.attempt(|scan| {
        scan.narrow_spaces();
        let ordinal = scan.take("第");
        scan.narrow_spaces();
        if !scan.count() {
            return false;
        }
        scan.attempt(|scan| {
            scan.narrow_spaces();
            ordinal && scan.take("号")
        });
        while scan.attempt(|scan| scan.take_any(&["の", "-", "－", "―"]) && scan.count()) {}
        true
    });
    let rest = scan.rest();
    let fits = match rest.chars().next() {
        None => true,
        Some('(' | '（') => {
            caption(rest).is_some_and(|(_, after)| Gap::before(&rest[after..]) != Gap::Tight)
        }
        Some('「') => rest.ends_with('」') && rest.matches('「').count() == 1,
        Some(c) => c.is_whitespace(),
    };
    let is_sentence = rest.ends_with('。');
    (fits && !is_sentence).then(|| LineHead::Annex { label: merged(scan.label), rest: scan.at })
}

/// ※, ※1, 注, 注1, （注1）, 備考
pub(super) fn note(words: &str) -> Option<LineHead> {
    let mut scan = LabelScan::new(words);
    let open = scan.take_any(&["（", "("]);
    let star = scan.take("※");
    if !star && !scan.take_any(&["注", "備考"]) {
        return None;
    }
    let counted = scan.count();
    if open && !scan.take_any(&["）", ")"]) {
        return None;
    }
    let point = scan.take_any(&["：", ":"]);
    let rest = scan.rest();
    let gap = Gap::before(rest);
    let fits = match gap {
        Gap::Wide | Gap::Narrow | Gap::End => true,
        Gap::Tight => (star || open || point) && !(counted && is_cited(rest)),
    };
    fits.then_some(LineHead::Note(scan.at))
}
