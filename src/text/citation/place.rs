//! The place a reference points at, as a value and as it is written: 第27条第5項第3号, 前条第2項, 附則第3条, 別表第1.
//! Does not know which document or law it points into.

use crate::text::chars::{is_kana, is_kanji, is_katakana};
use crate::text::label::{is_count_char, leading_count};
use crate::text::named;

/// How a reference begins; it decides whose it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReferenceHead {
    /// 第N条, 附則, 別表: of the law named before it, or our own.
    Absolute,
    /// N条 without 第: only right after a law's name.
    Short,
    /// 第N項, 第N号: perhaps the next in a list.
    Partial,
    /// 前条, 次項: always our own.
    Relative,
    /// 同条, 同項, 同号: the one named last.
    Same(CitedLevel),
}

/// Kanji that may follow a number that ends a reference. Others make another word of it: 第2号被保険者,
/// 第1項目, 第5条の一部.
const AFTER: &str = "第及又若並各中本但参関附別前後上下左右該";

/// Characters with which a reference can begin.
pub(super) fn can_begin(c: char) -> bool {
    "第附別様前次同".contains(c) || is_count_char(c)
}

/// Reads a reference at the start of `words`; `before` is the character in front of it.
pub(super) fn read_place(
    words: &str,
    before: Option<char>,
) -> Option<(CitedPlace, ReferenceHead, usize)> {
    let mut scan = CitationScan { words, at: 0 };
    let mut place = CitedPlace::default();
    let is_inside_word = before.is_some_and(|c| is_kanji(c) || c.is_alphanumeric() && !is_kana(c));
    let mut head = scan.division(&mut place);
    if head.is_none() {
        head = match scan.relative() {
            Some(_) if before.is_some_and(is_kanji) => return None,
            Some((Some(step), level)) => {
                *place.step(level) = Some(step);
                Some((ReferenceHead::Relative, level))
            }
            Some((None, level)) => Some((ReferenceHead::Same(level), level)),
            None => None,
        }
        .map(|(head, level)| scan.rest(&mut place, Some(level), head));
    }
    let head = match head {
        Some(head) => head,
        None => {
            let level =
                scan.number(&mut place, Prefix::Needed).map(|l| (l, ReferenceHead::Absolute));
            let (level, mut head) = level.or_else(|| {
                (!before.is_some_and(is_count_char))
                    .then(|| scan.number(&mut place, Prefix::Absent))
                    .flatten()
                    .filter(|level| *level == CitedLevel::Article)
                    .map(|level| (level, ReferenceHead::Short))
            })?;
            if level != CitedLevel::Article {
                if is_inside_word {
                    return None;
                }
                head = ReferenceHead::Partial;
            }
            scan.rest(&mut place, Some(level), head)
        }
    };
    Some((place, head, scan.at))
}

/// Whether 第 stands before the number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Needed,
    Absent,
}

struct CitationScan<'a> {
    words: &'a str,
    at: usize,
}

impl<'a> CitationScan<'a> {
    fn left(&self) -> &'a str {
        &self.words[self.at..]
    }

    fn next(&self) -> Option<char> {
        self.left().chars().next()
    }

    fn take(&mut self, token: &str) -> bool {
        let is_there = self.left().starts_with(token);
        if is_there {
            self.at += token.len();
        }
        is_there
    }

    fn skip_space(&mut self) {
        for _ in 0..2 {
            if !self.take(" ") && !self.take("\u{3000}") {
                return;
            }
        }
    }

    fn count(&mut self) -> Option<u32> {
        let (len, number) = leading_count(self.left())?;
        self.at += len;
        Some(number)
    }

    /// 附則 or an annex, with the steps inside of it.
    fn division(&mut self, place: &mut CitedPlace) -> Option<ReferenceHead> {
        if self.take("附則") {
            place.division = Division::Supplement;
            self.skip_space();
            let level = self.number(place, Prefix::Needed);
            if let Some(level) = level {
                return Some(self.rest(place, Some(level), ReferenceHead::Absolute));
            }
            self.skip_space();
            return self.annex(place);
        }
        self.annex(place)
    }

    fn annex(&mut self, place: &mut CitedPlace) -> Option<ReferenceHead> {
        let names = [(AnnexKind::Form, "別記様式")].into_iter().chain(AnnexKind::ALL);
        let (kind, name) = { names }.find(|(_, name)| self.left().starts_with(name))?;
        self.at += name.len();
        let start = self.at;
        let parts = self.annex_number().unwrap_or_else(|| {
            self.at = start;
            Vec::new()
        });
        place.division = Division::Annex(kind, parts);
        // 別表第二法人等, 様式化: another word.
        let needs_number = name == "様式";
        let ends = match self.next() {
            _ if needs_number && self.at == start => false,
            Some(c) if self.at == start => {
                !is_kanji(c) || "第及又若並各中本参関上下左右".contains(c)
            }
            next => ends_reference(next),
        };
        ends.then_some(ReferenceHead::Absolute)
    }

    fn annex_number(&mut self) -> Option<Vec<u32>> {
        self.skip_space();
        let has_prefix = self.take("第");
        self.skip_space();
        let number = self.count()?;
        if has_prefix {
            // 別記様式第1号
            self.take("号");
        }
        Some(self.branches(number))
    }

    /// 前条, 前二項, 次号: a step; 同条: none.
    fn relative(&mut self) -> Option<(Option<Step>, CitedLevel)> {
        let step = match self.next()? {
            '前' => {
                self.at += '前'.len_utf8();
                Some(Step::Previous(self.count().unwrap_or(1)))
            }
            '次' => {
                self.at += '次'.len_utf8();
                Some(Step::Next)
            }
            '同' => {
                self.at += '同'.len_utf8();
                None
            }
            _ => return None,
        };
        let level = self.level()?;
        Some((step, level))
    }

    /// 条, 項 or 号 that is no part of a longer word (条件, 項目, 号室).
    fn level(&mut self) -> Option<CitedLevel> {
        let c = self.next()?;
        let level = match c {
            '条' | '條' => CitedLevel::Article,
            '項' => CitedLevel::Paragraph,
            '号' => CitedLevel::Item,
            _ => return None,
        };
        self.at += c.len_utf8();
        let is_longer = match self.next() {
            Some('例' | '件' | '約' | '文' | '目' | '室' | '車' | '線' | '様' | '議' | '機') => {
                true
            }
            Some('項') => level == CitedLevel::Article,
            Some(_) | None => false,
        };
        if is_longer { None } else { Some(level) }
    }

    /// A number with 条, 項 or 号 at this place; nothing is taken when there is none.
    fn number(&mut self, place: &mut CitedPlace, prefix: Prefix) -> Option<CitedLevel> {
        let start = self.at;
        let read = self.try_number(prefix);
        match read {
            Some((level, parts)) => {
                *place.step(level) = Some(Step::Number(parts));
                Some(level)
            }
            None => {
                self.at = start;
                None
            }
        }
    }

    fn try_number(&mut self, prefix: Prefix) -> Option<(CitedLevel, Vec<u32>)> {
        if prefix == Prefix::Needed && !self.take("第") {
            return None;
        }
        self.skip_space();
        let number = self.count()?;
        self.skip_space();
        let level = self.level()?;
        let parts = match level {
            CitedLevel::Article | CitedLevel::Item => self.branches(number),
            CitedLevel::Paragraph => vec![number],
        };
        let fits = match level {
            // 第五十条改正後法, 第五十条施行日: a short name.
            CitedLevel::Article => {
                !["改正", "施行日"].iter().any(|word| self.left().starts_with(word))
            }
            CitedLevel::Paragraph => true,
            CitedLevel::Item => ends_reference(self.next()) || self.is_subitem(),
        };
        fits.then_some((level, parts))
    }

    /// イ or ロ after 号, not the beginning of a katakana word.
    fn is_subitem(&self) -> bool {
        let mut chars = self.left().chars();
        chars.next().is_some_and(is_katakana) && !chars.next().is_some_and(is_katakana)
    }

    /// の2, の2の3 after a number; never 第5条の一部 or 第3条の2つ.
    fn branches(&mut self, first: u32) -> Vec<u32> {
        let mut parts = vec![first];
        while parts.len() < 6 {
            let start = self.at;
            if self.take("の")
                && let Some(number) = self.count()
                && (ends_reference(self.next()) || self.next() == Some('の'))
                && self.next() != Some('つ')
            {
                parts.push(number);
            } else {
                self.at = start;
                break;
            }
        }
        parts
    }

    /// The steps below the first one, and 各号.
    fn rest(
        &mut self,
        place: &mut CitedPlace,
        first: Option<CitedLevel>,
        head: ReferenceHead,
    ) -> ReferenceHead {
        let mut last = first;
        loop {
            let start = self.at;
            self.skip_space();
            let is_lower = |level: CitedLevel| last.is_none_or(|last| level > last);
            let mut trial = place.clone();
            let level = self
                .number(&mut trial, Prefix::Needed)
                .or_else(|| self.number(&mut trial, Prefix::Absent));
            match level {
                Some(level) if is_lower(level) => {
                    *place = trial;
                    last = Some(level);
                }
                Some(_) | None => {
                    self.at = start;
                    break;
                }
            }
        }
        self.take("各号");
        head
    }
}

/// Whether a number may end here.
fn ends_reference(next: Option<char>) -> bool {
    next.is_none_or(|c| {
        !(is_kanji(c) && !AFTER.contains(c)
            || is_katakana(c)
            || is_count_char(c)
            || c.is_ascii_alphanumeric()
            || c == 'つ')
    })
}

/// What a step of a reference points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// A number with its branches: 第16条の2 is `[16, 2]`.
    Number(Vec<u32>),
    /// The so many before the one it is written in: 前条 is 1, 前二項 is 2.
    Previous(u32),
    /// The one after: 次条.
    Next,
}

/// The part of a document that a reference points into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Division {
    /// The body; or, for words in a 附則, that 附則 itself.
    #[default]
    Body,
    /// 附則
    Supplement,
    /// 別表, 別紙, 別記様式, 様式, 別添, 別図, 別記; with the number if there is one.
    Annex(AnnexKind, Vec<u32>),
}

named! {
    /// What an annex is called.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum AnnexKind {
        /// 別表
        Table = "別表",
        /// 別紙
        Sheet = "別紙",
        /// 様式, 別記様式
        Form = "様式",
        /// 別添
        Attachment = "別添",
        /// 別図
        Figure = "別図",
        /// 別記
        Note = "別記",
    }
    /// The word.
    name;
}

/// The place a reference points at. A step that is not written is `None`: for 「第2項」 the article is
/// the one it is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CitedPlace {
    /// Body, 附則 or an annex.
    pub division: Division,
    /// 条
    pub article: Option<Step>,
    /// 項
    pub paragraph: Option<Step>,
    /// 号
    pub item: Option<Step>,
}

impl CitedPlace {
    fn step(&mut self, level: CitedLevel) -> &mut Option<Step> {
        match level {
            CitedLevel::Article => &mut self.article,
            CitedLevel::Paragraph => &mut self.paragraph,
            CitedLevel::Item => &mut self.item,
        }
    }
}

/// 条, 項 or 号.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CitedLevel {
    Article,
    Paragraph,
    Item,
}
