//! Names of laws and other instruments in running text, and the short names a document defines for them.
//! Does not know what a law says.

use crate::text::chars::{is_hiragana, is_kanji};
use std::collections::BTreeMap;
use std::ops::Range;

/// The Act on the Protection of Personal Information, by its full name.
pub const APPI: &str = "個人情報の保護に関する法律";

/// The My Number Act, by its full name.
pub const MY_NUMBER: &str = "行政手続における特定の個人を識別するための番号の利用等に関する法律";

/// Names and short names in general use, with the full name.
const KNOWN: [(&str, &str); 18] = [
    (APPI, APPI),
    ("個人情報保護法", APPI),
    ("個情法", APPI),
    ("個人情報の保護に関する法律施行令", "個人情報の保護に関する法律施行令"),
    ("個人情報保護法施行令", "個人情報の保護に関する法律施行令"),
    ("個人情報の保護に関する法律施行規則", "個人情報の保護に関する法律施行規則"),
    ("個人情報保護法施行規則", "個人情報の保護に関する法律施行規則"),
    (MY_NUMBER, MY_NUMBER),
    ("番号法", MY_NUMBER),
    ("番号利用法", MY_NUMBER),
    ("マイナンバー法", MY_NUMBER),
    ("健康保険法", "健康保険法"),
    ("健保法", "健康保険法"),
    ("健康保険法施行令", "健康保険法施行令"),
    ("健康保険法施行規則", "健康保険法施行規則"),
    ("高齢者の医療の確保に関する法律", "高齢者の医療の確保に関する法律"),
    ("高齢者医療確保法", "高齢者の医療の確保に関する法律"),
    ("高確法", "高齢者の医療の確保に関する法律"),
];

/// Short names of laws that one writes after having said what they stand for; 個人情報保護法 is understood without.
const SHORT: [&str; 20] = [
    "番号法",
    "番号利用法",
    "マイナンバー法",
    "個情法",
    "健保法",
    "国保法",
    "高確法",
    "高齢者医療確保法",
    "厚年法",
    "介保法",
    "労基法",
    "安衛法",
    "労安法",
    "均等法",
    "育介法",
    "行手法",
    "行訴法",
    "独禁法",
    "景表法",
    "特商法",
];

/// Whether a name is short for that of a law, so that a text has to say which.
pub fn is_short(name: &str) -> bool {
    SHORT.contains(&name)
}

/// Endings of the names of laws and other instruments.
const ENDINGS: [&str; 27] = [
    "法", "法律", "令", "規則", "条例", "条約", "規程", "規約", "規定", "細則", "要綱", "要領",
    "基準", "指針", "告示", "通知", "通達", "約款", "定款", "協定", "協定書", "契約書", "準則",
    "ガイドライン", "ガイダンス", "マニュアル", "ハンドブック",
];

/// Short names that one document may define; further ones mean nothing.
const LIMIT: usize = 500;

/// How far back a name is looked for, in characters.
const REACH: usize = 120;

/// A name in front of a reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NamedLaw {
    /// この規程, 本法: the document it is written in.
    Own,
    /// Another instrument: its full name where known, else the name as written; where it is written.
    Other(Box<str>, Range<usize>),
}

/// Short names that a document defines for laws and other instruments: 「…（以下「法」という。）」.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Abbreviations {
    /// Short name to full name; `None` when the document defines it twice, differently.
    names: BTreeMap<Box<str>, Option<Box<str>>>,
}

impl Abbreviations {
    /// Collects the definitions in a document's words.
    pub fn collect(words: &str) -> Abbreviations {
        let mut all = Abbreviations::default();
        all.add(words);
        all
    }

    /// Adds the definitions in more words of the same document.
    pub fn add(&mut self, words: &str) {
        for (at, _) in words.match_indices("以下") {
            if let Some((short, full)) = definition(words, at) {
                self.define(short, &full);
            }
        }
    }

    /// Defines one short name. A second, other definition makes it mean nothing.
    pub fn define(&mut self, short: &str, full: &str) {
        if self.names.len() >= LIMIT && !self.names.contains_key(short) {
            return;
        }
        let entry = self.names.entry(short.into()).or_insert_with(|| Some(full.into()));
        if entry.as_deref() != Some(full) {
            *entry = None;
        }
    }

    /// The full name of a short name; `None` when it is not defined, or defined twice.
    pub fn full(&self, short: &str) -> Option<&str> {
        self.names.get(short)?.as_deref()
    }

    /// Whether the document says what a short name stands for, be it in two ways.
    pub fn is_defined(&self, short: &str) -> bool {
        self.names.contains_key(short)
    }

    /// The defined or known name at the end of `left`, standing on its own: written length and full name.
    fn at_end<'a>(&'a self, left: &str) -> Option<(usize, &'a str)> {
        let defined =
            self.names.iter().filter_map(|(short, full)| Some((&**short, full.as_deref()?)));
        let known = KNOWN.into_iter().filter(|(short, _)| !self.names.contains_key(*short));
        defined
            .chain(known)
            .filter(|(short, _)| left.ends_with(short))
            .max_by_key(|(short, _)| short.len())
            .filter(|(short, _)| stands_alone(&left[..left.len() - short.len()]))
            .map(|(short, full)| (short.len(), full))
    }
}

/// 「以下「法」という」 at `at`: the short name, and the full name of what it stands for.
fn definition(words: &str, at: usize) -> Option<(&str, String)> {
    let after = &words[at + "以下".len()..];
    let after = &after[..after.char_indices().nth(80).map_or(after.len(), |(at, _)| at)];
    let (scope, rest) = after.split_once('「')?;
    let is_scope = scope.chars().count() <= 16
        && scope.chars().all(|c| is_kanji(c) || "、,，このにおいては及び単にと ".contains(c));
    let (short, tail) = rest.split_once('」')?;
    let tail = tail.trim_start();
    // （以下「法」）: the verb may be left out.
    let names =
        ["という", "といい", "といふ", "と略", "と称", "と呼", "と表記", "とする", "）", ")"];
    if !is_scope || !names.iter().any(|verb| tail.starts_with(verb)) {
        return None;
    }
    let left = cut(words, at);
    let open = open_bracket(left)?;
    let full = end_of_name(left[..open].trim_end())?;
    Some((short, full)).filter(|(short, _)| !short.is_empty() && short.chars().count() <= 30)
}

/// The full name of the instrument at the end of `left`, quoted or not.
fn end_of_name(left: &str) -> Option<String> {
    if let Some(inner) = quoted(left) {
        return ends_like_name(inner).then(|| full_name(inner).to_owned());
    }
    if let Some((_, full)) = Abbreviations::default().at_end(left) {
        return Some(full.to_owned());
    }
    ends_like_name(left).then(|| as_written(left).to_owned())
}

fn full_name(name: &str) -> &str {
    KNOWN.into_iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| full)
}

/// The name that ends right before byte `at`, over spaces, a の and a bracketed law number.
pub(super) fn before(words: &str, at: usize, short: &Abbreviations) -> Option<NamedLaw> {
    let left = cut(words, at);
    let base = at - left.len();
    let (mut left, mut has_no) = (left.trim_end_matches([' ', '\u{3000}']), false);
    if let Some(before) = left.strip_suffix('の') {
        (left, has_no) = (before, true);
    }
    while let Some(open) = closed_bracket(left) {
        left = left[..open].trim_end_matches([' ', '\u{3000}']);
    }
    let range = |name: &str| {
        let end = base + left.len();
        end - name.len()..end
    };
    if let Some(inner) = quoted(left) {
        if has_no && !ends_like_name(inner) {
            return None;
        }
        let full = short.full(inner).unwrap_or_else(|| full_name(inner));
        let end = base + left.len() - '」'.len_utf8();
        return Some(NamedLaw::Other(full.into(), end - inner.len()..end));
    }
    if is_own(left) {
        return Some(NamedLaw::Own);
    }
    if let Some((len, full)) = short.at_end(left) {
        let written = &left[left.len() - len..];
        return Some(NamedLaw::Other(full.into(), range(written)));
    }
    if !ends_like_name(left) {
        return None;
    }
    let written = as_written(left);
    let name = match written {
        "同法" => law_before(&left[..left.len() - written.len()], short).unwrap_or("同法".into()),
        _ => written.into(),
    };
    Some(NamedLaw::Other(name, range(written)))
}

/// この規程, 本規約, 当規則 at the end.
fn is_own(left: &str) -> bool {
    ENDINGS.iter().any(|ending| {
        left.strip_suffix(ending).is_some_and(|front| {
            front.ends_with("この")
                || front.strip_suffix(['本', '当']).is_some_and(|front| !front.ends_with(is_kanji))
        })
    })
}

fn ends_like_name(left: &str) -> bool {
    ENDINGS.iter().any(|ending| left.ends_with(ending))
}

/// Whether a name may begin after `front`: never in the middle of a longer name
/// (行政機関の保有する｜個人情報の保護に関する法律, 旧｜法).
fn stands_alone(front: &str) -> bool {
    if front.ends_with("および") || front.ends_with("並びに") || front.ends_with("及び") {
        return true;
    }
    !front.chars().next_back().is_some_and(|c| {
        is_kanji(c) || c.is_alphanumeric() && !is_hiragana(c) || "のるたーなび・".contains(c)
    })
}

/// The unknown name at the end of `left`, as far as punctuation, a bracket or は says where it begins.
fn as_written(left: &str) -> &str {
    let from_same = ENDINGS
        .iter()
        .filter_map(|ending| left.strip_suffix(ending)?.strip_suffix('同'))
        .map(str::len)
        .max();
    let mark = |(at, c): (usize, char)| at + c.len_utf8();
    let after_mark = left
        .char_indices()
        .rev()
        .find(|(_, c)| "、。，．,.（）()「」『』〔〕［］[]【】 \u{3000}\n\tは".contains(*c))
        .map(mark);
    let after_words = ["条中", "項中", "号中", "により", "おいて", "並びに"]
        .iter()
        .filter_map(|words| Some(left.rfind(words)? + words.len()));
    let start = from_same.or_else(|| after_words.chain(after_mark).max()).unwrap_or(0);
    &left[start..]
}

/// The law that 同法 means: the last one named before, if that is one we can tell.
fn law_before(left: &str, short: &Abbreviations) -> Option<Box<str>> {
    let left = cut(left, left.len());
    for (at, _) in left.rmatch_indices('法') {
        let mut end = at + '法'.len_utf8();
        let (front, mut after) = (&left[..at], &left[end..]);
        if let Some(tail) = after.strip_prefix('律') {
            (after, end) = (tail, end + '律'.len_utf8());
        }
        let is_word =
            ["人", "令", "的", "務", "定", "規", "廷"].iter().any(|tail| after.starts_with(tail))
                || ["方", "手", "司", "違", "適", "合", "不", "療", "用", "技", "作", "文", "同"]
                    .iter()
                    .any(|head| front.ends_with(head));
        let is_number = left[..end].ends_with("年法律") && after.starts_with('第');
        if is_word || is_number {
            continue;
        }
        // 健康保険法施行規則: 同法 may still mean either.
        if after.starts_with("施行") {
            return None;
        }
        return short.at_end(&left[..end]).map(|(_, full)| full.into());
    }
    None
}

/// The last [`REACH`] characters before byte `at`.
fn cut(words: &str, at: usize) -> &str {
    let left = &words[..at];
    let start = left.char_indices().rev().nth(REACH - 1).map_or(0, |(start, _)| start);
    let line = left[start..].rfind('\n').map_or(start, |at| start + at + 1);
    &left[line..]
}

/// Where the bracket group that ends `left` opens.
fn closed_bracket(left: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in left.char_indices().rev() {
        match c {
            '）' | ')' | '〕' => depth += 1,
            '（' | '(' | '〔' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at).filter(|_| "（(〔".contains(c));
        }
    }
    None
}

/// Where the bracket opens in which `left` ends.
fn open_bracket(left: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in left.char_indices().rev() {
        match c {
            '）' | ')' | '〕' => depth += 1,
            '（' | '(' | '〔' if depth == 0 => return Some(at),
            '（' | '(' | '〔' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The words in the quotation marks that end `left`.
fn quoted(left: &str) -> Option<&str> {
    [("「", "」"), ("『", "』")].iter().find_map(|(open, close)| {
        let inner = left.strip_suffix(close)?;
        let at = inner.rfind(open)?;
        Some(&inner[at + open.len()..])
    })
}
