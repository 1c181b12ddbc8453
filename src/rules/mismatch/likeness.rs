//! How near two short pieces of text are in what they speak of: by pairs of neighbouring characters, without what makes
//! no difference (width, particles and other kana, how a list is joined). Does not know what they mean.

use crate::text::chars::{fold, is_hiragana};
use std::collections::{BTreeMap, BTreeSet};

/// Written in several ways, with one meaning; the kana that follow fall away.
const SAME: [(&str, &str); 15] = [
    ("を行う", ""),
    ("を行い", ""),
    ("に係る", ""),
    ("に関する", ""),
    ("に関し", ""),
    ("その他の", ""),
    ("お知らせ", "通知"),
    ("ご案内", "案内"),
    ("診療報酬明細書", "レセプト"),
    ("健康診査", "健診"),
    ("健康診断", "健診"),
    ("受付け", "受付"),
    ("問い合わせ", "問合"),
    ("お客様", "顧客"),
    ("ホームページ", "ウェブサイト"),
];

/// Words that tell nothing of what is done.
const EMPTY: [&str; 7] = ["実施", "業務", "事務", "等", "御", "各種", "目的"];

/// What a piece of text speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Essence {
    /// The characters that count.
    pub core: String,
    pairs: BTreeSet<[char; 2]>,
}

impl Essence {
    /// That of some words.
    pub fn of(words: &str) -> Essence {
        let folded = fold(words);
        let mut core = without_brackets(&folded);
        for (written, meant) in SAME {
            core = core.replace(written, meant);
        }
        // 及び, 並びに, 又は hold a kanji that says nothing.
        for joint in ["及び", "並びに", "又は", "若しくは"] {
            core = core.replace(joint, "");
        }
        core.retain(|c| !is_hiragana(c) && c.is_alphanumeric() && c != '・');
        let mut short = core.clone();
        for empty in EMPTY {
            short = short.replace(empty, "");
        }
        if short.chars().count() > 1 {
            core = short;
        }
        if core.is_empty() {
            core = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        }
        let chars: Vec<char> = core.chars().collect();
        let pairs = chars.windows(2).map(|pair| [pair[0], pair[1]]).collect();
        Essence { core, pairs }
    }

    /// What is in common with another, as a part of the one that says less: 0 to 1.
    pub fn likeness(&self, other: &Essence, weights: &PairWeights) -> f64 {
        if self.core == other.core {
            return 1.0;
        }
        let common = weights.sum(self.pairs.intersection(&other.pairs));
        let shorter = weights.sum(&self.pairs).min(weights.sum(&other.pairs));
        if shorter > 0.0 { common / shorter } else { 0.0 }
    }

    /// How much of it is found anywhere in some others: 0 to 1.
    pub fn within(&self, others: &[Essence], weights: &PairWeights) -> f64 {
        let is_there = |pair: &&[char; 2]| others.iter().any(|other| other.pairs.contains(*pair));
        let all = weights.sum(&self.pairs);
        let there = weights.sum(self.pairs.iter().filter(is_there));
        if all > 0.0 { there / all } else { 1.0 }
    }

    /// Whether there is enough of it to be compared.
    pub fn tells(&self) -> bool {
        self.pairs.len() >= 2
    }
}

/// How much a pair of characters tells: less, the more entries it stands in (健康, 保険).
#[derive(Default)]
pub(super) struct PairWeights(BTreeMap<[char; 2], usize>);

impl PairWeights {
    /// Those for comparing some entries with others.
    pub fn of<'e>(all: impl Iterator<Item = &'e Essence>) -> PairWeights {
        let mut counts = BTreeMap::new();
        for pair in all.flat_map(|one| &one.pairs) {
            *counts.entry(*pair).or_insert(0) += 1;
        }
        PairWeights(counts)
    }

    fn sum<'p>(&self, pairs: impl IntoIterator<Item = &'p [char; 2]>) -> f64 {
        // What stands in one entry of each list tells all that a pair can tell.
        let weight = |pair| 2.0 / self.0.get(pair).copied().unwrap_or(1).max(2) as f64;
        pairs.into_iter().map(weight).sum()
    }
}

fn without_brackets(words: &str) -> String {
    let mut depth = 0_usize;
    let keep = words.chars().filter(|c| match c {
        '(' => {
            depth += 1;
            false
        }
        ')' => {
            depth = depth.saturating_sub(1);
            false
        }
        _ => depth == 0,
    });
    keep.collect()
}
