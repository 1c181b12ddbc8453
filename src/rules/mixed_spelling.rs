//! One word written in two ways in one document: 又は and または, 行う and 行なう, サーバ and サーバー. Counts; does not know which is the house's.

use super::wording::{DraftWords, Passage, set_apart};
use super::{Facts, finding};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::chars::{is_hiragana, is_kanji, is_katakana};
use std::collections::BTreeMap;
use std::ops::Range;

/// Ways to write a word, or words of one sort: the needles of each way, and what must follow them.
struct SpelledWord {
    sort: SpellingSort,
    ways: &'static [&'static [&'static str]],
    behind: Behind,
}

/// What is written in several ways.
#[derive(Clone, Copy)]
enum SpellingSort {
    /// One word.
    OneWord,
    /// The words that join others.
    Joints,
}

/// What stands behind a needle.
#[derive(Clone, Copy)]
enum Behind {
    /// Anything.
    Any,
    /// A particle or the end, so that the needle is a noun: 取扱いの, not 取扱い、.
    Noun,
}

// tidy: table
const WORDS: &[SpelledWord] = &[
    SpelledWord {
        sort: SpellingSort::Joints,
        ways: &[
            &["又は", "及び", "並びに", "若しくは"],
            &["または", "および", "ならびに", "もしくは"],
        ],
        behind: Behind::Any,
    },
    any(&[
        &["行う", "行い", "行わ", "行っ", "行え"],
        &["行なう", "行ない", "行なわ", "行なっ", "行なえ"],
    ]),
    any(&[
        &["取り扱う", "取り扱わ", "取り扱っ", "取り扱え"],
        &["取扱う", "取扱わ", "取扱っ", "取扱え"],
    ]),
    noun(&[&["取扱い"], &["取り扱い"]]),
    noun(&[&["申込み"], &["申し込み"]]),
    noun(&[&["申出"], &["申し出"]]),
    noun(&[&["届出"], &["届け出"]]),
    noun(&[&["引渡し"], &["引き渡し"]]),
    noun(&[&["問合せ"], &["問い合わせ", "問い合せ"]]),
    noun(&[&["手続"], &["手続き"]]),
    any(&[&["あらかじめ"], &["予め"]]),
    any(&[&["ただし、"], &["但し、"]]),
    any(&[&["すべて"], &["全て"]]),
    any(&[
        &["みなす", "みなし", "みなされ", "みなさな"],
        &["見なす", "見なし", "見なされ", "見なさな"],
        &["見做す", "見做し", "見做さ", "看做す", "看做し", "看做さ"],
    ]),
    any(&[&["てください", "でください"], &["て下さい", "で下さい"]]),
    any(&[&["ていただ", "でいただ", "をいただ"], &["て頂", "で頂", "を頂"]]),
    any(&[&["いたします", "いたしません"], &["致します", "致しません"]]),
    any(&[&["にあたって", "にあたり、"], &["に当たって", "に当たり、"]]),
    any(&[&["したがって、"], &["従って、"]]),
    any(&[&["あるいは"], &["或いは", "或は"]]),
    noun(&[&["子ども"], &["子供"]]),
    noun(&[&["受付"], &["受け付け"]]),
    noun(&[&["取消し"], &["取り消し", "取消"]]),
    noun(&[&["支払"], &["支払い"]]),
    noun(&[&["引継ぎ"], &["引き継ぎ"]]),
    noun(&[&["持出し"], &["持ち出し"]]),
    noun(&[&["貸出し"], &["貸し出し"]]),
    noun(&[&["見直し"], &["見なおし"]]),
    any(&[&["ウェブサイト"], &["Webサイト", "WEBサイト", "ＷＥＢサイト", "webサイト"]]),
    any(&[&["ウェブページ"], &["Webページ", "WEBページ", "ＷＥＢページ"]]),
    any(&[&["のとおり"], &["の通り"]]),
    any(&[&["できる"], &["出来る"]]),
    any(&[&["毀損"], &["き損"], &["棄損"]]),
    any(&[&["漏えい"], &["漏洩"]]),
    any(&[&["か月"], &["ヵ月"], &["ヶ月"], &["カ月"], &["ケ月"], &["箇月"]]),
];

const fn any(ways: &'static [&'static [&'static str]]) -> SpelledWord {
    SpelledWord { sort: SpellingSort::OneWord, ways, behind: Behind::Any }
}

const fn noun(ways: &'static [&'static [&'static str]]) -> SpelledWord {
    SpelledWord { sort: SpellingSort::OneWord, ways, behind: Behind::Noun }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.drafts().iter().flat_map(of_draft).collect()
}

/// The words of a passage that are the author's own.
struct OwnWords<'d, 'a> {
    passage: &'d Passage<'a>,
    apart: Vec<Range<usize>>,
    is_sealed: bool,
}

/// The occurrences of one way to write a word.
#[derive(Default)]
struct Written<'d, 'a> {
    /// The words as they stand, with how many there are of each.
    shown: BTreeMap<&'d str, usize>,
    count: usize,
    /// The first that can be mended.
    first: Option<(&'d Passage<'a>, Range<usize>)>,
}

fn of_draft(draft: &DraftWords<'_>) -> Vec<Finding> {
    let own = draft.passages.iter().map(|passage| {
        let apart = set_apart(&passage.words);
        OwnWords { passage, apart, is_sealed: draft.is_sealed(passage) }
    });
    let own: Vec<OwnWords<'_, '_>> = own.collect();
    let words = WORDS.iter().filter_map(|word| {
        let ways = word.ways.iter().map(|way| written(&own, way, word.behind));
        told(word.sort, ways.collect())
    });
    words.chain(vowels(&own)).chain(honorifics(&own)).collect()
}

impl<'d, 'a> Written<'d, 'a> {
    fn take(&mut self, own: &OwnWords<'d, 'a>, range: Range<usize>) {
        // Quotations and the titles of laws keep their words.
        let next = own.apart.partition_point(|apart| apart.start <= range.start);
        if own.apart[..next].last().is_some_and(|apart| range.start < apart.end) {
            return;
        }
        *self.shown.entry(&own.passage.words[range.clone()]).or_default() += 1;
        self.count += 1;
        if self.first.is_none() && !own.is_sealed {
            self.first = Some((own.passage, range));
        }
    }

    /// 「又は」「及び」
    fn names(&self) -> String {
        self.shown.keys().map(|words| format!("「{words}」")).collect()
    }
}

fn written<'d, 'a>(own: &[OwnWords<'d, 'a>], way: &[&str], behind: Behind) -> Written<'d, 'a> {
    let mut found = Written::default();
    for one in own {
        for needle in way {
            let places = one.passage.words.match_indices(needle);
            for (at, _) in places.filter(|(at, _)| fits(&one.passage.words, *at, needle, behind)) {
                found.take(one, at..at + needle.len());
            }
        }
    }
    found
}

/// Whether a needle is the word: of nouns, whether a particle, a joint or the end follows.
fn fits(words: &str, at: usize, needle: &str, behind: Behind) -> bool {
    let next = words[at + needle.len()..].chars().next();
    match behind {
        Behind::Any => true,
        Behind::Noun => next.is_none_or(|c| "にをのはがとへ。」）)等及又並若".contains(c)),
    }
}

/// One finding of the ways to write a word, where there is more than one: at the first of the rarest that can be mended.
fn told(sort: SpellingSort, ways: Vec<Written<'_, '_>>) -> Option<Finding> {
    let mut used: Vec<Written<'_, '_>> = ways.into_iter().filter(|way| way.count > 0).collect();
    used.sort_by_key(|way| std::cmp::Reverse(way.count));
    let [usual, .., rare] = used.as_slice() else {
        return None;
    };
    let (passage, range) = rare.first.clone()?;
    let (words, many) = (usual.names(), usual.count);
    let (others, few) = (rare.names(), rare.count);
    let place = &passage.place;
    let told = match sort {
        SpellingSort::OneWord => {
            finding(Severity::Note, "mixed-spelling", fill! { words, many, others, few, place })
        }
        SpellingSort::Joints => {
            let blanks = fill! { words, many, others, few, place };
            finding(Severity::Note, "mixed-spelling.joints", blanks)
        }
    };
    Some(told.at(passage.locate(range)))
}

/// Katakana words that stand with ー at their end and without.
fn vowels(own: &[OwnWords<'_, '_>]) -> Vec<Finding> {
    let mut all: BTreeMap<&str, [Written<'_, '_>; 2]> = BTreeMap::new();
    for one in own {
        for run in katakana(&one.passage.words) {
            let word = &one.passage.words[run.clone()];
            let stem = word.strip_suffix('ー').unwrap_or(word);
            // Short words with and without it are two: カード, キー.
            if stem.chars().count() >= 3 {
                let nth = usize::from(stem.len() < word.len());
                all.entry(stem).or_default()[nth].take(one, run);
            }
        }
    }
    all.into_values().filter_map(|ways| told(SpellingSort::OneWord, ways.into())).collect()
}

/// Runs of katakana that are whole words.
fn katakana(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = words[at..].find(is_katakana).map(|start| at + start) {
        let rest = &words[start..];
        at = start + rest.find(|c| !is_katakana(c)).unwrap_or(rest.len());
        found.push(start..at);
    }
    found
}

/// The ways to address somebody: 患者様, 患者さま, 患者さん; 御家族, ご家族.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum HonorificSide {
    /// Behind the word.
    Behind,
    /// In front of it.
    Before,
}

/// Words that stand with one honorific here and with another there.
fn honorifics(own: &[OwnWords<'_, '_>]) -> Vec<Finding> {
    let mut all: BTreeMap<(HonorificSide, String), [Written<'_, '_>; 3]> = BTreeMap::new();
    for one in own {
        let words = &*one.passage.words;
        for (nth, sign) in ["様", "さま", "さん"].into_iter().enumerate() {
            for (at, _) in words.match_indices(sign) {
                if let Some(stem) = addressed(words, at, sign) {
                    let key = (HonorificSide::Behind, stem.replace("みな", "皆"));
                    let range = at - stem.len()..at + sign.len();
                    all.entry(key).or_default()[nth].take(one, range);
                }
            }
        }
        for (nth, sign) in ["御", "ご"].into_iter().enumerate() {
            for (at, _) in words.match_indices(sign) {
                let end = at + sign.len();
                let stem: String =
                    words[end..].chars().take_while(|c| is_kanji(*c)).take(2).collect();
                let is_part = words[..at].chars().next_back().is_some_and(|c| {
                    is_kanji(c) || is_hiragana(c) && !"のはがをにでとてもびやる".contains(c)
                });
                if stem.chars().count() == 2 && !is_part {
                    let range = at..end + stem.len();
                    all.entry((HonorificSide::Before, stem)).or_default()[nth].take(one, range);
                }
            }
        }
    }
    all.into_values().filter_map(|ways| told(SpellingSort::OneWord, ways.into())).collect()
}

/// Who is addressed before an honorific: the last two letters of the word, or the one behind お. 同様, 様式, さまざま are others.
fn addressed<'w>(words: &'w str, at: usize, sign: &str) -> Option<&'w str> {
    let next = words[at + sign.len()..].chars().next();
    let goes_on = match sign {
        "様" => next.is_some_and(|c| "式々子態相似".contains(c)),
        _ => {
            next.is_some_and(|c| "ざたまえで".contains(c))
                && !words[at + sign.len()..].starts_with("まで")
        }
    };
    if goes_on {
        return None;
    }
    if words[..at].ends_with("みな") {
        return Some(&words[at - "みな".len()..at]);
    }
    let stem = words[..at].chars().rev().take(2).take_while(|c| is_kanji(*c));
    let length: usize = stem.map(char::len_utf8).sum();
    let stem = &words[at - length..at];
    let one_letter = stem == "皆" || words[..at - length].ends_with(['お', 'ご']);
    let fits = stem.chars().count() == 2 || stem.chars().count() == 1 && one_letter;
    (fits && !stem.ends_with(['同', '仕', '多', '模', '有', '一', '各', '異', '何']))
        .then_some(stem)
}
