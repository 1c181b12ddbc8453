//! References in Japanese running text: 法第27条第5項第3号, 前条, 別表第1; to laws and to the document itself.
//! Does not know whether the place pointed at exists.

mod names;
mod place;

pub use names::{APPI, Abbreviations, MY_NUMBER, is_short};
pub use place::{AnnexKind, CitedPlace, Division, Step};

use names::NamedLaw;
use place::{CitedLevel, ReferenceHead, can_begin};
use std::ops::Range;

/// Whose provision a reference points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CitedSource {
    /// The document it is written in.
    Own,
    /// A law or other instrument: by its full name where known or defined in the document, else as
    /// written (旧法, 就業規則).
    Law(Box<str>),
    /// 同条 and the like, with nothing before it in the same words to tell.
    Unclear,
}

/// One reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The bytes of the reference itself: 第27条第5項第3号.
    pub range: Range<usize>,
    /// The bytes of the law's name, where it is written in front.
    pub name: Option<Range<usize>>,
    /// Whose provision it is.
    pub source: CitedSource,
    /// Which provision.
    pub place: CitedPlace,
}

impl Citation {
    /// The bytes to make a link of: with the law's name when nothing stands between.
    pub fn link_range(&self) -> Range<usize> {
        match &self.name {
            Some(name) if name.end == self.range.start => name.start..self.range.end,
            Some(_) | None => self.range.clone(),
        }
    }

    /// 条 of the body as a number with branches; `None` for 前条, 附則, 別表 and bare 第2項.
    pub fn article(&self) -> Option<&[u32]> {
        match (&self.place.division, &self.place.article) {
            (Division::Body, Some(Step::Number(parts))) => Some(parts),
            _ => None,
        }
    }

    /// 項 as a number.
    pub fn paragraph(&self) -> Option<u32> {
        match &self.place.paragraph {
            Some(Step::Number(parts)) => parts.first().copied(),
            Some(Step::Previous(_) | Step::Next) | None => None,
        }
    }

    /// 号 as a number with branches.
    pub fn item(&self) -> Option<&[u32]> {
        match &self.place.item {
            Some(Step::Number(parts)) => Some(parts),
            Some(Step::Previous(_) | Step::Next) | None => None,
        }
    }
}

/// Finds the references in a provision's words. Short names (法, 令) count only as `short` defines them.
///
/// In a list (法第27条及び第28条, 第35条第1項、第3項) the later ones belong to what the first one named.
/// What a bracket says does not change what stands around it. References inside the words that a
/// 読替え quotes (「…」とあるのは「…」) are left out: they are another provision's words.
pub fn find(words: &str, short: &Abbreviations) -> Vec<Citation> {
    let mut walk = CitationWalk {
        words,
        short,
        contexts: vec![ListContext::default()],
        overflow: 0,
        found: Vec::new(),
    };
    let (mut at, mut before) = (0, None);
    while let Some(c) = words[at..].chars().next() {
        let next = walk.citation(at, c, before);
        if next == at {
            walk.step(at, c);
            at += c.len_utf8();
        } else {
            at = next;
        }
        before = words[..at].chars().next_back();
    }
    walk.found
}

/// How deep brackets are followed.
const DEPTH: usize = 64;

/// What was named last at one depth of brackets.
#[derive(Clone, Default)]
struct ListContext {
    last: Option<(CitedSource, CitedPlace)>,
    /// Where the last reference ends, a bracket right after it included.
    end: Option<usize>,
    open: usize,
    closer: Option<Closer>,
}

impl ListContext {
    /// Whether the last reference ends right before the bracket whose inside begins at `inside`.
    fn ends_at_bracket(&self, inside: usize) -> bool {
        self.end.is_some_and(|end| end < inside && inside - end <= "（".len())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Closer {
    Bracket,
    Quote,
    /// The quoted words of another provision.
    Borrowed,
}

struct CitationWalk<'a> {
    words: &'a str,
    short: &'a Abbreviations,
    contexts: Vec<ListContext>,
    overflow: usize,
    found: Vec<Citation>,
}

impl CitationWalk<'_> {
    fn context(&mut self) -> &mut ListContext {
        self.contexts.last_mut().expect("the outermost context is never closed")
    }

    fn step(&mut self, at: usize, c: char) {
        match c {
            '（' | '(' | '〔' => self.open(at + c.len_utf8(), Closer::Bracket),
            '「' | '『' => {
                let left = &self.words[..at];
                let is_borrowed =
                    ["中", "とあるのは", "あるのは、"].iter().any(|w| left.ends_with(w));
                let closer = if is_borrowed { Closer::Borrowed } else { Closer::Quote };
                self.open(at + c.len_utf8(), closer);
            }
            '）' | ')' | '〕' => self.close(at, c.len_utf8(), &[Closer::Bracket]),
            '」' | '』' => self.close(at, c.len_utf8(), &[Closer::Quote, Closer::Borrowed]),
            '\n' => {
                self.contexts.truncate(1);
                self.overflow = 0;
            }
            _ => {}
        }
    }

    fn open(&mut self, inside: usize, closer: Closer) {
        if self.contexts.len() > DEPTH {
            self.overflow += 1;
            return;
        }
        let outer = self.context();
        let mut inner =
            ListContext { last: outer.last.clone(), end: None, open: inside, closer: Some(closer) };
        // 第27条（第1項を除く。）: the bracket speaks of the article before it.
        if closer == Closer::Bracket && outer.ends_at_bracket(inside) {
            inner.end = Some(inside);
        }
        if self.contexts.iter().any(|c| c.closer == Some(Closer::Borrowed)) {
            inner.closer = match closer {
                Closer::Quote => Some(Closer::Borrowed),
                Closer::Bracket | Closer::Borrowed => Some(closer),
            };
        }
        self.contexts.push(inner);
    }

    fn close(&mut self, at: usize, len: usize, closers: &[Closer]) {
        if self.overflow > 0 {
            self.overflow -= 1;
            return;
        }
        let fits = |context: &ListContext| context.closer.is_some_and(|c| closers.contains(&c));
        let Some(depth) = self.contexts.iter().rposition(fits) else {
            return;
        };
        let opened = self.contexts[depth].open;
        self.contexts.truncate(depth);
        let outer = self.context();
        if outer.ends_at_bracket(opened) {
            outer.end = Some(at + len);
        }
    }

    /// Reads the reference at `at`; returns where it ends, or `at`.
    fn citation(&mut self, at: usize, c: char, before: Option<char>) -> usize {
        if !can_begin(c) {
            return at;
        }
        let Some((mut place, head, len)) = place::read_place(&self.words[at..], before) else {
            return at;
        };
        let name = match head {
            ReferenceHead::Absolute | ReferenceHead::Short => {
                names::before(self.words, at, self.short)
            }
            ReferenceHead::Partial | ReferenceHead::Relative | ReferenceHead::Same(_) => None,
        };
        let continues = self.continues(at);
        let last = self.context().last.clone();
        let (source, name) = match (head, name, last) {
            (ReferenceHead::Short, None, _) => return at,
            (
                ReferenceHead::Absolute | ReferenceHead::Short,
                Some(NamedLaw::Other(full, range)),
                _,
            ) => (CitedSource::Law(full), Some(range)),
            (ReferenceHead::Absolute, Some(NamedLaw::Own), _)
            | (ReferenceHead::Short, Some(NamedLaw::Own), _) => (CitedSource::Own, None),
            (ReferenceHead::Absolute, None, Some((source, _))) if continues => (source, None),
            (ReferenceHead::Absolute, None, _) | (ReferenceHead::Relative, _, _) => {
                (CitedSource::Own, None)
            }
            (ReferenceHead::Partial, _, Some((source, last))) if continues => {
                inherit(&mut place, &last);
                (source, None)
            }
            (ReferenceHead::Partial, _, _) => (CitedSource::Own, None),
            (ReferenceHead::Same(level), _, Some((source, last))) if has(&last, level) => {
                same(&mut place, &last, level);
                (source, None)
            }
            (ReferenceHead::Same(_), _, _) => (CitedSource::Unclear, None),
        };
        let end = at + len;
        let is_borrowed = |context: &ListContext| context.closer == Some(Closer::Borrowed);
        if !self.contexts.iter().any(is_borrowed) {
            self.found.push(Citation {
                range: at..end,
                name,
                source: source.clone(),
                place: place.clone(),
            });
        }
        let context = self.context();
        context.last = Some((source, place));
        context.end = Some(end);
        end
    }

    /// Whether only the words of a list stand between the last reference and `at`.
    fn continues(&mut self, at: usize) -> bool {
        let end = self.context().end;
        let Some(mut between) = end.and_then(|end| self.words.get(end..at)) else {
            return false;
        };
        if between.len() > 40 {
            return false;
        }
        const JOINTS: [&str; 21] = [
            "及び", "および", "並びに", "ならびに", "又は", "または", "若しくは", "もしくは",
            "から", "まで", "、", "，", ",", "・", "～", "〜", "－", "-", " ", "\u{3000}", "と",
        ];
        while let Some(rest) = JOINTS.iter().find_map(|joint| between.strip_prefix(joint)) {
            between = rest;
        }
        between.is_empty()
    }
}

/// Whether a place has the step that 同条, 同項 or 同号 repeats.
fn has(place: &CitedPlace, level: CitedLevel) -> bool {
    match level {
        CitedLevel::Article => place.article.is_some(),
        CitedLevel::Paragraph => place.paragraph.is_some(),
        CitedLevel::Item => place.item.is_some(),
    }
}

/// Takes over from `last` what 同条, 同項 or 同号 repeats.
fn same(place: &mut CitedPlace, last: &CitedPlace, level: CitedLevel) {
    place.division = last.division.clone();
    place.article = last.article.clone();
    if level >= CitedLevel::Paragraph {
        place.paragraph = last.paragraph.clone();
    }
    if level == CitedLevel::Item {
        place.item = last.item.clone();
    }
}

/// The next in a list: 第35条第1項、第3項 is 第35条第3項; 第1項第2号及び第3号 is 第1項第3号.
fn inherit(place: &mut CitedPlace, last: &CitedPlace) {
    place.division = last.division.clone();
    place.article = last.article.clone();
    if place.paragraph.is_none() {
        place.paragraph = last.paragraph.clone();
    }
}
