//! Words as far as they can mean something else: the same ones in another spelling, lists cut into what they list, what
//! one text has more than another, and slips of writing. Does not know what the words are about.

use crate::text::chars::{fold, is_hiragana, is_kanji, is_katakana};
use crate::text::citation::{self, Abbreviations};
use crate::tree::Text;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// Words that join what a text lists.
const JOINTS: [&str; 4] = ["および", "ならびに", "または", "もしくは"];

/// Spellings of one word, as they are compared.
const SPELLINGS: [(&str, &str); 10] = [
    ("及び", "および"),
    ("並びに", "ならびに"),
    ("又は", "または"),
    ("若しくは", "もしくは"),
    ("下さい", "ください"),
    ("為に", "ために"),
    ("事が", "ことが"),
    ("時は", "ときは"),
    ("出来", "でき"),
    ("致し", "いたし"),
];

/// Hiragana that are written or left out behind a kanji: 支払い and 支払, 取り扱い and 取扱い.
const LEFT_OUT: &str = "いりきしちみえけせてねれびぎげわ";

/// So many sentences are remembered, each of at most so many bytes.
const REMEMBERED: (usize, usize) = (8_192, 1_024);

thread_local! {
    /// A memo table: of the sentences of a document's versions nearly all are the same.
    static SENSES: RefCell<HashMap<String, String>> = RefCell::default();
}

/// Words as they are compared: width, spelling and points do not count, nor which article is cited.
pub(super) fn sense(words: &str) -> String {
    if words.len() > REMEMBERED.1 {
        return read_sense(words);
    }
    SENSES.with_borrow_mut(|known| {
        if let Some(sense) = known.get(words) {
            return sense.clone();
        }
        if known.len() >= REMEMBERED.0 {
            known.clear();
        }
        let sense = read_sense(words);
        known.insert(words.to_owned(), sense.clone());
        sense
    })
}

fn read_sense(words: &str) -> String {
    let spread: String =
        spread(words).chars().filter(|c| !matches!(c, '、' | '。' | '・')).collect();
    without_endings(&spread)
}

/// The same with its points.
fn spread(words: &str) -> String {
    let mut out = words.to_owned();
    let cited = citation::find(words, &Abbreviations::default());
    for one in cited.into_iter().rev() {
        out.replace_range(one.range, "§");
    }
    let mut out = fold(&out);
    for (from, to) in SPELLINGS {
        out = out.replace(from, to);
    }
    let mut last = None;
    out.retain(|c| {
        // A particle that was typed twice: をを.
        let is_double = last == Some(c) && is_hiragana(c);
        last = Some(c);
        !c.is_whitespace() && !is_double
    });
    out.replace([',', '，'], "、").replace(['.', '．', '。'], "。")
}

/// Without the endings that some write and some do not.
fn without_endings(words: &str) -> String {
    let all: Vec<char> = words.chars().collect();
    let is_left_out = |at: usize| {
        let before = at > 0 && is_kanji(all[at - 1]);
        let next = all.get(at + 1).copied();
        // Behind it stands another word: a kanji, a particle, a mark, or nothing.
        let ends = next.is_none_or(|c| !is_hiragana(c) || "のをにがはでとも".contains(c));
        before && ends && LEFT_OUT.contains(all[at])
    };
    all.iter().enumerate().filter(|(at, _)| !is_left_out(*at)).map(|(_, c)| *c).collect()
}

/// What a list in running text lists: 氏名、生年月日及び住所. `と` parts parties only: 当組合と見本工業株式会社.
pub(super) fn listed(words: &str, joins_with_to: ListOf) -> Vec<String> {
    let (mut out, mut open, mut last) = (vec![String::new()], 0_usize, None);
    let spelled = JOINTS.iter().chain(&["及び", "並びに", "又は", "若しくは"]);
    let joints: Vec<&str> = spelled.copied().collect();
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        match c {
            '（' | '(' | '「' | '『' => open += 1,
            '）' | ')' | '」' | '』' => open = open.saturating_sub(1),
            _ => {}
        }
        let next = rest[c.len_utf8()..].chars().next();
        let joint = joints.iter().find(|joint| rest.starts_with(**joint)).map(|joint| joint.len());
        let is_mark = matches!(c, '、' | '，' | ',' | '・' | '／' | '/' | '。' | '\n');
        let parts = match joins_with_to {
            ListOf::Parties => {
                c == 'と'
                    && last.is_some_and(|c| !is_hiragana(c))
                    && next.is_some_and(|c| is_kanji(c) || is_katakana(c))
            }
            ListOf::Things => false,
        };
        let len = if open > 0 {
            None
        } else if is_mark || parts {
            Some(c.len_utf8())
        } else {
            joint
        };
        match len {
            Some(len) => {
                out.push(String::new());
                rest = &rest[len..];
            }
            None => {
                out.last_mut().expect("never empty").push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        last = Some(c);
    }
    out.into_iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// What a text lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListOf {
    /// Persons and organisations, which 「と」 parts.
    Parties,
    /// Anything else.
    Things,
}

/// What the longer of two texts lists in addition, where it is the shorter one with something put in: 「及び例示商事」.
pub(super) fn put_in(shorter: &str, longer: &str) -> Option<String> {
    let (short, long): (Vec<char>, Vec<char>) =
        (spread(shorter).chars().collect(), spread(longer).chars().collect());
    if short.len() >= long.len() {
        return None;
    }
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let start = short.iter().zip(&long).take_while(same).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(same).count();
    if start + end < short.len() {
        return None;
    }
    // Where the words around repeat, what is put in may be cut at several places: the joint stands at one of them.
    let more = long.len() - short.len();
    let cuts = short.len().saturating_sub(end)..=start;
    cuts.rev().find_map(|from| joined(&long[from..from + more].iter().collect::<String>()))
}

/// What stands beside a joint: 「及び例示商事」, 「氏名、」.
fn joined(words: &str) -> Option<String> {
    let joints = JOINTS.iter().copied().chain(["、", "・", "と"]);
    let mut found = joints.filter_map(|joint| {
        words.strip_prefix(joint).or_else(|| words.strip_suffix(joint).filter(|_| joint != "と"))
    });
    let rest = found.next()?;
    (rest.chars().any(|c| !is_hiragana(c))).then(|| rest.to_owned())
}

/// What one text has more than another, where nothing else differs.
pub(super) fn inserted(old: &str, new: &str) -> Option<String> {
    let (short, long): (Vec<char>, Vec<char>) =
        (spread(old).chars().collect(), spread(new).chars().collect());
    let more = long.len().checked_sub(short.len()).filter(|more| *more > 0)?;
    let start = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let is_only = short[start..] == long[start + more..];
    is_only.then(|| long[start..start + more].iter().collect())
}

/// How alike the words are that carry meaning, in hundredths: pairs of characters within kanji, katakana and figures.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let (one, other) = (pairs(one), pairs(other));
    let count = |all: &BTreeMap<(char, char), usize>| all.values().sum::<usize>();
    let total = count(&one) + count(&other);
    let shared: usize =
        one.iter().map(|(pair, count)| other.get(pair).copied().unwrap_or(0).min(*count)).sum();
    (shared * 200).checked_div(total).unwrap_or(0)
}

fn pairs(words: &str) -> BTreeMap<(char, char), usize> {
    let class = |c: char| match c {
        c if is_hiragana(c) => 0,
        c if is_kanji(c) => 1,
        c if is_katakana(c) => 2,
        c if c.is_alphanumeric() => 3,
        _ => 0,
    };
    let all: Vec<char> = sense(words).chars().collect();
    let mut out = BTreeMap::new();
    for pair in all.windows(2) {
        if class(pair[0]) != 0 && class(pair[0]) == class(pair[1]) {
            *out.entry((pair[0], pair[1])).or_default() += 1;
        }
    }
    out
}

/// Kanji with one reading of their own whose use differs by a shade (異字同訓): 添える and 沿える. Behind them stands the
/// ending.
const ONE_READING: [&str; 48] = [
    "会合遭", "上揚挙", "明空開", "熱暑厚", "当充宛", "誤謝", "荒粗", "表現著", "有在", "合併",
    "痛傷悼", "入要", "受請", "写映", "生産", "冒侵犯", "送贈", "遅後", "起興", "押推", "収納治修",
    "下降卸", "変換替代", "返帰", "掛架懸係", "陰影", "固堅硬", "利効", "聞聴", "切斬", "越超",
    "探捜", "差指刺", "勧進薦", "沿添", "備供", "絶断裁", "建立", "尋訪", "使遣", "付着就",
    "努務勤", "造作創", "止留泊", "取採執撮捕", "測計量図諮謀", "早速", "見診",
];

/// Whether the new words only put a slip of writing right: one kanji for another that reads the same, or a word that is
/// none (官理) made the one that it should be.
pub(super) fn is_slip(old: &str, new: &str) -> bool {
    let (before, after): (Vec<char>, Vec<char>) =
        (spread(old).chars().collect(), spread(new).chars().collect());
    if before.len() != after.len() {
        return false;
    }
    let mut differ = (0..before.len()).filter(|at| before[*at] != after[*at]);
    let (Some(at), None) = (differ.next(), differ.next()) else {
        return false;
    };
    let (was, is) = (before[at], after[at]);
    if !is_kanji(was) || !is_kanji(is) {
        return false;
    }
    let has_ending = after.get(at + 1).is_some_and(|c| is_hiragana(*c));
    let reads_same = ONE_READING.iter().any(|group| group.contains(was) && group.contains(is));
    has_ending && reads_same || is_word_made(&before, &after, at)
}

/// Whether a word of several kanji stands around a place of the new text, and none in the old one.
fn is_word_made(old: &[char], new: &[char], at: usize) -> bool {
    let word = |all: &[char]| {
        let words: String = all.iter().collect();
        let place: usize = all[..at].iter().map(|c| c.len_utf8()).sum();
        let tokens = crate::diff::tokens(&Text::plain(&words));
        tokens.into_iter().map(|token| token.range).find(|range| range.contains(&place))
    };
    let (Some(was), Some(is)) = (word(old), word(new)) else {
        return false;
    };
    was.len() == new[at].len_utf8() && is.len() > was.len()
}
