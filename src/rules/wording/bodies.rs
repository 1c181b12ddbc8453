//! Posts and boards as a regulation names them: 個人情報取扱責任者, 情報管理委員会. Signs of the text alone; does not know who
//! sets them up.

use crate::text::chars::{is_kanji, is_katakana};
use std::ops::Range;

/// What the name of a post or board ends with.
const HEADS: [&str; 16] = [
    "責任者", "管理者", "監督者", "担当者", "統括者", "総括者", "取扱者", "推進者", "主任者",
    "統括官", "管理官", "推進員", "監査員", "委員会", "委員長", "オフィサー",
];

/// Words of one letter or two that stand before a name and are no part of it.
const POINTERS: [&str; 10] = ["当該", "前記", "上記", "下記", "各", "同", "本", "毎", "全", "該"];

/// Written in front of a head with kana in it.
const HANDLING: [&str; 2] = ["取り扱い", "取扱い"];

/// A post or board in some words.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Body {
    /// Its bytes.
    pub range: Range<usize>,
    /// Bytes of its head.
    head: usize,
}

impl Body {
    /// Whether its name says which one it is: 管理者 alone may be anybody's.
    pub(in crate::rules) fn is_qualified(&self) -> bool {
        // Two letters.
        self.range.len() - self.head >= 6
    }
}

/// Whether some name is that of a post or board.
pub(in crate::rules) fn is_body(name: &str) -> bool {
    HEADS.iter().any(|head| name.ends_with(head))
}

/// The posts and boards that some words name, in order. 管理者権限 and the like are other words.
pub(in crate::rules) fn bodies(words: &str) -> Vec<Body> {
    let mut found = Vec::new();
    for run in runs(words) {
        let name = &words[run.clone()];
        let ends = HEADS.iter().filter_map(|head| Some((name.rfind(head)? + head.len(), head)));
        let Some((end, head)) = ends.max_by_key(|(end, head)| (*end, head.len())) else {
            continue;
        };
        if !(end == name.len() || name[end..].starts_with(['等', '間', '宛'])) {
            continue;
        }
        let mut start = run.start;
        let lead = &words[..start];
        if run.start + end == run.start + head.len()
            && let Some(kana) = HANDLING.iter().find(|kana| lead.ends_with(**kana))
        {
            start -= kana.len();
        }
        while let Some(pointer) =
            POINTERS.iter().find(|pointer| words[start..run.start + end].starts_with(**pointer))
        {
            start += pointer.len();
        }
        if start + head.len() <= run.start + end {
            found.push(Body { range: start..run.start + end, head: head.len() });
        }
    }
    found
}

/// Runs of kanji and katakana; 及び, 並びに, 又は, 若しくは part them.
fn runs(words: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut chars = words.char_indices().peekable();
    let mut joins = false;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_joint = matches!(
            (c, next),
            ('及' | '並', Some('び')) | ('又', Some('は')) | ('若', Some('し'))
        );
        if is_joint || !(is_kanji(c) || is_katakana(c)) {
            joins = false;
            continue;
        }
        match found.last_mut().filter(|_| joins) {
            Some(last) => last.end = at + c.len_utf8(),
            None => found.push(at..at + c.len_utf8()),
        }
        joins = true;
    }
    found
}
