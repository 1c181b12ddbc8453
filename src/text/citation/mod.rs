//! References in Japanese running text: 法第27条第5項第3号, 前条, 別表第1; to laws and to the document itself.
//! Does not know whether the place pointed at exists.

mod names;
mod place;
mod target;

pub use names::{APPI, Abbreviations, MY_NUMBER};
pub use target::{AnnexKind, Division, Place, Step};

use names::Named;
use place::{Head, can_begin};
use std::ops::Range;
use target::Level;

/// Whose provision a reference points at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
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
    pub source: Source,
    /// Which provision.
    pub place: Place,
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
    let mut walk =
        Walk { words, short, contexts: vec![Context::default()], overflow: 0, found: Vec::new() };
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
struct Context {
    last: Option<(Source, Place)>,
    /// Where the last reference ends, a bracket right after it included.
    end: Option<usize>,
    open: usize,
    closer: Option<Closer>,
}

impl Context {
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

struct Walk<'a> {
    words: &'a str,
    short: &'a Abbreviations,
    contexts: Vec<Context>,
    overflow: usize,
    found: Vec<Citation>,
}

impl Walk<'_> {
    fn context(&mut self) -> &mut Context {
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
            Context { last: outer.last.clone(), end: None, open: inside, closer: Some(closer) };
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
        let fits = |context: &Context| context.closer.is_some_and(|c| closers.contains(&c));
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
        let Some((mut place, head, len)) = place::read(&self.words[at..], before) else {
            return at;
        };
        let name = match head {
            Head::Absolute | Head::Short => names::before(self.words, at, self.short),
            Head::Partial | Head::Relative | Head::Same(_) => None,
        };
        let continues = self.continues(at);
        let last = self.context().last.clone();
        let (source, name) = match (head, name, last) {
            (Head::Short, None, _) => return at,
            (Head::Absolute | Head::Short, Some(Named::Other(full, range)), _) => {
                (Source::Law(full), Some(range))
            }
            (Head::Absolute, Some(Named::Own), _) | (Head::Short, Some(Named::Own), _) => {
                (Source::Own, None)
            }
            (Head::Absolute, None, Some((source, _))) if continues => (source, None),
            (Head::Absolute, None, _) | (Head::Relative, _, _) => (Source::Own, None),
            (Head::Partial, _, Some((source, last))) if continues => {
                inherit(&mut place, &last);
                (source, None)
            }
            (Head::Partial, _, _) => (Source::Own, None),
            (Head::Same(level), _, Some((source, last))) if has(&last, level) => {
                same(&mut place, &last, level);
                (source, None)
            }
            (Head::Same(_), _, _) => (Source::Unclear, None),
        };
        let end = at + len;
        let is_borrowed = |context: &Context| context.closer == Some(Closer::Borrowed);
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
            "及び",
            "および",
            "並びに",
            "ならびに",
            "又は",
            "または",
            "若しくは",
            "もしくは",
            "から",
            "まで",
            "、",
            "，",
            ",",
            "・",
            "～",
            "〜",
            "－",
            "-",
            " ",
            "\u{3000}",
            "と",
        ];
        while let Some(rest) = JOINTS.iter().find_map(|joint| between.strip_prefix(joint)) {
            between = rest;
        }
        between.is_empty()
    }
}

/// Whether a place has the step that 同条, 同項 or 同号 repeats.
fn has(place: &Place, level: Level) -> bool {
    match level {
        Level::Article => place.article.is_some(),
        Level::Paragraph => place.paragraph.is_some(),
        Level::Item => place.item.is_some(),
    }
}

/// Takes over from `last` what 同条, 同項 or 同号 repeats.
fn same(place: &mut Place, last: &Place, level: Level) {
    place.division = last.division.clone();
    place.article = last.article.clone();
    if level >= Level::Paragraph {
        place.paragraph = last.paragraph.clone();
    }
    if level == Level::Item {
        place.item = last.item.clone();
    }
}

/// The next in a list: 第35条第1項、第3項 is 第35条第3項; 第1項第2号及び第3号 is 第1項第3号.
fn inherit(place: &mut Place, last: &Place) {
    place.division = last.division.clone();
    place.article = last.article.clone();
    if place.paragraph.is_none() {
        place.paragraph = last.paragraph.clone();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn step(step: &Option<Step>, unit: &str) -> String {
        match step {
            None => String::new(),
            Some(Step::Number(parts)) => {
                let parts: Vec<_> = parts.iter().map(u32::to_string).collect();
                format!("{}{unit}", parts.join("の"))
            }
            Some(Step::Previous(n)) => format!("-{n}{unit}"),
            Some(Step::Next) => format!("+1{unit}"),
        }
    }

    /// 「法:27条5項3号」 for each reference.
    fn read(words: &str, short: &Abbreviations) -> Vec<String> {
        find(words, short)
            .into_iter()
            .map(|citation| {
                let source = match &citation.source {
                    Source::Own => "own",
                    Source::Law(name) if &**name == APPI => "APPI",
                    Source::Law(name) if &**name == MY_NUMBER => "番号法",
                    Source::Law(name) => name,
                    Source::Unclear => "?",
                };
                let place = &citation.place;
                let division = match &place.division {
                    Division::Body => String::new(),
                    Division::Supplement => "附則".to_owned(),
                    Division::Annex(kind, parts) => format!("{kind:?}{parts:?}"),
                };
                format!(
                    "{source}:{division}{}{}{}",
                    step(&place.article, "条"),
                    step(&place.paragraph, "項"),
                    step(&place.item, "号")
                )
            })
            .collect()
    }

    fn check(words: &str, expected: &[&str]) {
        assert_eq!(read(words, &Abbreviations::default()), expected, "{words}");
    }

    #[test]
    fn own_references_are_read() {
        check("第8条第2項第4号による届出", &["own:8条2項4号"]);
        check("第十六条の二第一項", &["own:16の2条1項"]);
        check("第 21 条 第 ４ 項各号", &["own:21条4項"]);
        check("前条第２項及び次条", &["own:-1条2項", "own:+1条"]);
        check(
            "前項に定める。前二項、次項及び前号",
            &["own:-1項", "own:-2項", "own:+1項", "own:-1号"],
        );
        check("第3条から第5条まで", &["own:3条", "own:5条"]);
        check("第3条第1項、第3項若しくは第5項", &["own:3条1項", "own:3条3項", "own:3条5項"]);
        check("第1項第2号及び第3号", &["own:1項2号", "own:1項3号"]);
        check("前条第2項から第4項まで", &["own:-1条2項", "own:-1条4項"]);
        check(
            "別表第1、別紙２、別表第二の三、別紙のとおり",
            &["own:Table[1]", "own:Sheet[2]", "own:Table[2, 3]", "own:Sheet[]"],
        );
        check("附則第3条第2項", &["own:附則3条2項"]);
        check("別記様式第1号によるものとする", &["own:Form[1]"]);
        check("この規程第4条、本規程の第5条", &["own:4条", "own:5条"]);
    }

    #[test]
    fn a_law_in_front_takes_the_reference() {
        check("個人情報保護法第27条第1項各号", &["APPI:27条1項"]);
        check("個人情報の保護に関する法律（平成15年法律第57号）第二十七条", &["APPI:27条"]);
        check("「個人情報の保護に関する法律」（平成15年法律第57号）第27条", &["APPI:27条"]);
        check("個人情報保護法の第27条", &["APPI:27条"]);
        check("個人情報保護法27条5項3号", &["APPI:27条5項3号"]);
        check(
            "番号法第30条第2項及び第31条、第32条",
            &["番号法:30条2項", "番号法:31条", "番号法:32条"],
        );
        check("番号法別表の項及び番号法附則第2条", &["番号法:Table[]", "番号法:附則2条"]);
        check(
            "健康保険法施行規則第15条、健保法第19条",
            &["健康保険法施行規則:15条", "健康保険法:19条"],
        );
        check("組合は就業規則第12条による", &["就業規則:12条"]);
        check("組合の「情報公開要領」第3条及び第4条", &["情報公開要領:3条", "情報公開要領:4条"]);
        check("番号法第30条の定めにより、第5条の届出をする", &["番号法:30条", "own:5条"]);
        check(
            "民事訴訟法第九十九条、第百一条、第百八条及び前条",
            &["民事訴訟法:99条", "民事訴訟法:101条", "民事訴訟法:108条", "own:-1条"],
        );
    }

    #[test]
    fn a_longer_name_is_another_law() {
        check(
            "行政機関の保有する個人情報の保護に関する法律第8条",
            &["行政機関の保有する個人情報の保護に関する法律:8条"],
        );
        check("旧個人情報保護法第23条", &["旧個人情報保護法:23条"]);
        check("改正前の個人情報保護法第23条", &["改正前の個人情報保護法:23条"]);
        check("健康保険法および個人情報保護法第23条", &["APPI:23条"]);
    }

    #[test]
    fn short_names_count_only_when_defined() {
        check("法第23条に規定する", &["法:23条"]);
        let words = "個人情報の保護に関する法律（平成15年法律第57号。以下「法」という。）及び同法施行令（以下「令」という。）に基づく。\
                     法第23条、旧法第23条、方法第1条、令第2条";
        let short = Abbreviations::collect(words);
        assert_eq!(short.full("法"), Some(APPI));
        assert_eq!(read(words, &short)[..2], ["APPI:23条", "旧法:23条"]);
        assert!(
            read(words, &short)[2..]
                .iter()
                .all(|one| !one.starts_with("own") && !one.starts_with("APPI"))
        );
        for definition in [
            "「個人情報の保護に関する法律」(平成15年、法律第57号、以下「法」と略す)",
            "個人情報保護法（以下、「法」といいます。）",
            "個人情報の保護に関する法律（平成15年法律第57号。以下この規程において単に「法」という。）",
        ] {
            assert_eq!(Abbreviations::collect(definition).full("法"), Some(APPI), "{definition}");
        }
        let health = Abbreviations::collect("健康保険法（以下「法」という。）");
        assert_eq!(read("法第3条", &health), ["健康保険法:3条"]);
        let both =
            Abbreviations::collect("健康保険法（以下「法」という。）番号法（以下「法」という。）");
        assert_eq!(read("法第3条", &both), ["法:3条"]);
        assert_eq!(
            Abbreviations::collect(
                "見本健康保険組合（以下「組合」という。）の診療報酬明細書（以下「法」という。）"
            ),
            Abbreviations::default()
        );
    }

    #[test]
    fn the_same_article_is_the_one_named_last() {
        check(
            "番号法第30条第1項に定め、同条第2項と同法第31条",
            &["番号法:30条1項", "番号法:30条2項", "番号法:31条"],
        );
        check(
            "前条第1項の届出（同項第2号を除く。）は、同条第3項による",
            &["own:-1条1項", "own:-1条1項2号", "own:-1条3項"],
        );
        check("同条第2項による", &["?:2項"]);
        check("第5条（番号法第9条において同じ。）、第6条", &["own:5条", "番号法:9条", "own:6条"]);
        check(
            "番号法第9条（第2項を除く。）及び第10条",
            &["番号法:9条", "番号法:9条2項", "番号法:10条"],
        );
        check(
            "番号法第9条の例により、個人情報保護法では、同法第27条とする",
            &["番号法:9条", "APPI:27条"],
        );
        check("個人情報保護法に基づき、旧法では、同法第23条とする", &["同法:23条"]);
        check(
            "第4条（第2項（第3号（同項第1号を含む。）に限る。）を除く。）、第9条",
            &["own:4条", "own:4条2項", "own:4条2項3号", "own:4条2項1号", "own:9条"],
        );
    }

    #[test]
    fn other_numbers_are_no_references() {
        for words in [
            "平成15年法律第57号",
            "保発第1227001号",
            "第2号被保険者",
            "第1項目、前項目、同条件、前条件",
            "第三者提供",
            "以下この条において同じ",
            "第1号議案",
            "政令第507号及び省令第3号",
            "様式化する、別表現",
            "3条の矢",
            "次の各号に掲げる",
            "第二条約",
        ] {
            check(words, &[]);
        }
        check("第5条の一部を改正する", &["own:5条"]);
        check("第3条の2つの場合", &["own:3条"]);
        check(
            "「第四条第一項」とあるのは「第五条第一項」と読み替え、第六条",
            &["own:4条1項", "own:6条"],
        );
    }

    #[test]
    fn ranges_cover_the_reference_and_the_name() {
        let words = "規定は、個人情報保護法第27条第1項各号による";
        let found = find(words, &Abbreviations::default());
        assert_eq!(&words[found[0].range.clone()], "第27条第1項各号");
        assert_eq!(&words[found[0].link_range()], "個人情報保護法第27条第1項各号");
        let words = "個人情報保護法（平成15年法律第57号）第21条";
        let found = find(words, &Abbreviations::default());
        assert_eq!(&words[found[0].link_range()], "第21条");
    }

    proptest! {
        #[test]
        fn nothing_panics_and_ranges_run_forwards(
            words in "[第一二12条項号の前次同附則別表法律（）()「」、及び個人以下とい う\n]{0,40}"
        ) {
            let short = Abbreviations::collect(&words);
            let mut end = 0;
            for citation in find(&words, &short) {
                prop_assert!(citation.range.start >= end && citation.range.start < citation.range.end);
                prop_assert!(words.get(citation.range.clone()).is_some());
                prop_assert!(words.get(citation.link_range()).is_some());
                end = citation.range.end;
            }
        }
    }
}
