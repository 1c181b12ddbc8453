//! What a finding rests on: provisions, how sure they are, and from when. Does not know what they say.

use super::{Lang, Message};
use crate::fill;
use crate::text::date::Date;
use serde::Deserialize;

/// How sure a statement about the law is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum Confidence {
    /// 低: from memory, or from a second hand: worth telling, never more than a note.
    #[serde(rename = "低")]
    Low,
    /// 中: from a source that has not been read in full.
    #[serde(rename = "中")]
    Medium,
    /// 高: read in the source that is named.
    #[serde(rename = "高")]
    High,
}

impl Confidence {
    /// The word for it.
    pub fn word(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Confidence::Low, Lang::Ja) => "低",
            (Confidence::Medium, Lang::Ja) => "中",
            (Confidence::High, Lang::Ja) => "高",
            (Confidence::Low, Lang::En) => "low",
            (Confidence::Medium, Lang::En) => "medium",
            (Confidence::High, Lang::En) => "high",
        }
    }
}

/// A provision, or a place in a guideline, that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Basis {
    /// The full name of the law or the guideline.
    pub law: String,
    /// 条 (27, 16の2), or the section of a guideline (3-8-1).
    pub article: Option<String>,
    /// 項
    pub paragraph: Option<u32>,
    /// 号
    pub item: Option<u32>,
    /// Where it can be read: an address, or the name of a source.
    pub source: String,
    /// How it is cited in running text: 個人情報保護法第27条第5項第3号.
    pub words: String,
}

/// What a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LegalGround {
    /// How sure it is.
    pub confidence: Confidence,
    /// The provisions.
    pub basis: Vec<Basis>,
    /// The day from which what is found counts, where there is one.
    pub from: Option<Date>,
}

impl LegalGround {
    /// In words, for one line: 「個人情報保護法第32条第1項第1号（2022年4月1日から）」.
    pub fn message(&self) -> Message {
        let basis = Message::list(self.basis.iter().map(|basis| &basis.words));
        let words = match self.from {
            Some(from) => {
                let day = Message::day(from);
                Message::of("text/ground-from", fill! { basis, day })
            }
            None => basis,
        };
        let confidence =
            Message::new(self.confidence.word(Lang::Ja), self.confidence.word(Lang::En));
        match self.confidence {
            Confidence::High => words,
            Confidence::Medium | Confidence::Low => {
                Message::of("text/ground-unsure", fill! { words, confidence })
            }
        }
    }
}
