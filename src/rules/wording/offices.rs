//! The posts and boards that a regulation sets up, and those that it speaks of without having done so. Signs of the text
//! alone: what another document sets up is not known here.

use super::bodies::{Body, bodies, is_body};
use super::definitions::{Definition, Manner};
use super::draft::{DraftWords, Part, Passage};
use super::set_apart::set_apart;
use crate::text::chars::is_hiragana;
use crate::text::sentence::sentences;
use std::collections::BTreeSet;
use std::ops::Range;

/// Posts of one document that are compared with one another.
const LIMIT: usize = 200;

/// Boards that laws set up.
const OF_LAW: [&str; 15] = [
    "個人情報保護委員会",
    "公正取引委員会",
    "国家公安委員会",
    "カジノ管理委員会",
    "公害等調整委員会",
    "公安審査委員会",
    "労働委員会",
    "運輸安全委員会",
    "原子力規制委員会",
    "監視委員会",
    "教育委員会",
    "選挙管理委員会",
    "公平委員会",
    "農業委員会",
    "人事委員会",
];

/// What follows a post where it is set up, or where its holder is named.
const SETS_UP: [&str; 20] = [
    "を置", "を設", "を選任", "を選定", "を指名", "を任命", "を定め", "を組織", "を充て", "とし、",
    "とする", "とします", "に任命", "に指名", "に選任", "に充て", "（以下", "(以下", "（（以下",
    "を決め",
];

/// What follows a post that does something, or to which something is due.
const ACTS: [&str; 17] = [
    "は", "が", "に報告", "へ報告", "の承認", "の許可", "の指示", "の同意", "の許諾", "に届",
    "に提出", "に申", "に対し", "と協議", "に通知", "に連絡", "の確認",
];

/// A post or board that the document does not set up.
pub(in crate::rules) struct Stranger {
    /// The passage that names it.
    pub passage: usize,
    /// Its bytes there.
    pub range: Range<usize>,
    /// The terms of the document that it is nearly; none where it is like none.
    pub near: Vec<String>,
    /// Whether something is asked of it.
    pub acts: bool,
}

/// What [`DraftWords::strangers`] gives.
pub(super) fn strangers(draft: &DraftWords<'_>) -> Vec<Stranger> {
    let passages = &draft.passages;
    let named = passages.iter().map(|passage| bodies(&passage.words));
    let named: Vec<Vec<Body>> = named.collect();
    let known = known(passages, draft.definitions(), &named);
    // A regulation that sets nobody up leaves it to another; a notice may speak of one post only.
    if known.is_empty() && draft.is_regulation() {
        return Vec::new();
    }
    let mut told = BTreeSet::new();
    let mut found: Vec<Stranger> = Vec::new();
    for (at, (passage, own)) in passages.iter().zip(&named).enumerate() {
        if own.is_empty() || passage.part == Part::Heading || found.len() >= LIMIT {
            continue;
        }
        let apart = set_apart(&passage.words);
        for body in own.iter().filter(|body| body.is_qualified()) {
            let name = &passage.words[body.range.clone()];
            let is_apart = apart.iter().any(|range| range.contains(&body.range.start));
            if is_apart
                || is_of_others(&passage.words[..body.range.start])
                || is_known(name, &known)
            {
                continue;
            }
            let acts = match draft.is_regulation() {
                true => acts(&passage.words[body.range.end..]),
                false => decides(&passage.words[body.range.end..]),
            };
            match found
                .iter_mut()
                .find(|one| passages[one.passage].words[one.range.clone()] == *name)
            {
                Some(first) => first.acts |= acts,
                None if told.insert(name.to_owned()) => {
                    let near = near(name, &known);
                    found.push(Stranger { passage: at, range: body.range.clone(), near, acts });
                }
                None => {}
            }
        }
    }
    found
}

/// Everything that is defined, set up or named in a heading as a post or board.
fn known(
    passages: &[Passage<'_>],
    definitions: &[Definition],
    named: &[Vec<Body>],
) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for definition in definitions.iter().filter(|one| is_body(&one.name)) {
        known.insert(definition.name.clone());
        if definition.manner == Manner::Short {
            let last = bodies(&definition.extent).pop();
            known.extend(last.map(|body| definition.extent[body.range].to_owned()));
        }
    }
    for (passage, own) in passages.iter().zip(named).filter(|(_, own)| !own.is_empty()) {
        let words = &passage.words;
        if passage.part == Part::Heading {
            known.extend(own.iter().map(|body| words[body.range.clone()].to_owned()));
            continue;
        }
        let appointing: Vec<_> =
            sentences(words).into_iter().filter(|one| appoints(&words[one.clone()])).collect();
        let is_set_up = |body: &&Body| {
            let rest = &words[body.range.end..];
            let mut within = appointing.iter();
            SETS_UP.iter().any(|verb| rest.starts_with(verb))
                || within.any(|one| one.contains(&body.range.start))
        };
        // 個人情報管理責任者　事務長: a field or cell that names who it is.
        let names = |body: &&Body| {
            let rest = &words[body.range.end..];
            let is_head = !words[..body.range.start].contains(is_hiragana);
            is_head
                && (rest.trim().is_empty()
                    || rest.starts_with(['\u{3000}', '\t', ' ', '：', ':', '（', '(', '】', '〕']))
        };
        let set_up = own.iter().filter(|body| is_set_up(body) || names(body));
        known.extend(set_up.map(|body| words[body.range.clone()].to_owned()));
    }
    known.into_iter().take(LIMIT).collect()
}

/// Whether a sentence says who holds a post: …は、常務理事をもって充てる。
fn appoints(sentence: &str) -> bool {
    let verbs = ["充て", "あて、", "あてる", "任命", "指名", "選任", "設置", "構成"];
    verbs.iter().any(|verb| sentence.contains(verb))
}

/// Whether the post is that of another: 委託先の管理責任者.
fn is_of_others(before: &str) -> bool {
    before.ends_with('の')
        && !["組合の", "当会の", "本会の", "法人の", "規程の"]
            .iter()
            .any(|own| before.ends_with(own))
}

/// Whether a name is known, or a longer name of what is: 担当者 of 事務取扱担当者.
fn is_known(name: &str, known: &BTreeSet<String>) -> bool {
    OF_LAW.iter().any(|of_law| name.ends_with(of_law))
        || known.contains(name)
        || known.iter().any(|one| one.ends_with(name))
}

fn acts(rest: &str) -> bool {
    let rest = rest.strip_prefix('等').unwrap_or(rest);
    ACTS.iter().any(|act| rest.starts_with(act))
}

/// What follows a post of which a notice says that it decides: whoever reads must know who that is.
const DECIDES: [&str; 15] = [
    "が認め", "が許可", "が承認", "が指定", "が指名", "が定め", "が判断", "が決定", "が貸与",
    "の承認", "の許可", "の許諾", "の指示", "の決裁", "に報告",
];

fn decides(rest: &str) -> bool {
    DECIDES.iter().any(|act| rest.starts_with(act))
}

/// The known names that a name is nearly: one of them with words of another before it, one with some letters more or
/// less in its middle, or one with another letter.
fn near(name: &str, known: &BTreeSet<String>) -> Vec<String> {
    let mixed = known.iter().filter_map(|one| {
        let lead = name.strip_suffix(one.as_str()).filter(|lead| lead.chars().count() > 1)?;
        let others = known.iter().filter(|other| !other.ends_with(one.as_str()));
        let from = others.filter(|other| other.contains(lead)).min_by_key(|other| other.len())?;
        Some([one.clone(), from.clone()])
    });
    // What is named with the fewest words is what the document speaks of.
    if let Some([one, from]) = mixed.min_by_key(|[one, from]| (one.len() + from.len(), one.clone()))
    {
        return vec![one, from];
    }
    let is_near =
        |one: &&String| is_slip(name, one) || is_slip(one, name) || is_other_letter(name, one);
    let slip = known.iter().find(is_near);
    slip.into_iter().cloned().collect()
}

/// Whether `short` is `long` without one or two letters in its middle.
fn is_slip(short: &str, long: &str) -> bool {
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let missing = long.len().saturating_sub(short.len());
    if !(1..=2).contains(&missing) || short.len() < 5 {
        return false;
    }
    let same = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    same >= 2 && tail >= 1 && same + tail >= short.len()
}

/// Letters that make another post on purpose: 正管理者 and 副管理者, 部責任者 and 課責任者.
const RANKS: &str = "正副主従長次補部課係室班局所店支甲乙丙第一二三四五上下新旧";

/// Whether two names are the same but for one letter: 総括責任者 and 統括責任者.
fn is_other_letter(name: &str, other: &str) -> bool {
    let (own, others): (Vec<char>, Vec<char>) = (name.chars().collect(), other.chars().collect());
    let mut differ = own.iter().zip(&others).filter(|(a, b)| a != b);
    let (first, more) = (differ.next(), differ.next());
    own.len() == others.len()
        && own.len() >= 4
        && more.is_none()
        && first.is_some_and(|(a, b)| !RANKS.contains(*a) && !RANKS.contains(*b))
}
