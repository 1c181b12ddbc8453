//! The numbers of 個人情報保護法 in a document, by the era whose numbers they are. A number alone seldom shows it: the
//! words around it say which article is meant (`law::meaning`). Does not know the numbers, nor what is told of them.

use super::Facts;
use super::passage::LegalPassage;
use crate::law::{
    ArticleNumber, CHAPTER_4_FROM, CitedNumber, CitedPart, NumberEra, NumberMeaning,
    is_of_the_past, left_behind, meaning, topic_of_today,
};
use crate::site::Document;
use crate::text::citation::{self, APPI, Abbreviations, Citation, CitedSource, Division};
use crate::text::sentence::quoted;
use crate::text::wording::condense;
use crate::tree::{Form, Provision};
use std::collections::BTreeSet;
use std::ops::Range;

/// A citation by an old number.
pub(super) struct OldCitation<'p, 'a> {
    /// Where.
    pub passage: &'p LegalPassage<'a>,
    /// Its bytes.
    pub range: Range<usize>,
    /// The number.
    pub number: ArticleNumber,
    /// The eras that may be meant.
    pub eras: Vec<NumberEra>,
}

/// A citation that can only be one of today.
pub(super) struct NowCitation<'p, 'a> {
    /// Where.
    pub passage: &'p LegalPassage<'a>,
    /// The number.
    pub number: ArticleNumber,
    /// What it is about.
    pub topic: &'static str,
}

/// The citations of a document whose era is known.
#[derive(Default)]
pub(super) struct CitedEras<'p, 'a> {
    /// Those of the past.
    pub old: Vec<OldCitation<'p, 'a>>,
    /// Those of today.
    pub now: Vec<NowCitation<'p, 'a>>,
}

/// Those of a document.
pub(super) fn cited_eras<'p, 'a>(facts: &'p Facts<'a>, document: &Document) -> CitedEras<'p, 'a> {
    let all = facts.legal_passages();
    let own = || all.iter().filter(|one| std::ptr::eq(one.document, document));
    let naming = ActNaming::of(document, own());
    let mut eras = CitedEras::default();
    for passage in own().filter(|passage| passage.day >= CHAPTER_4_FROM) {
        naming.read(passage, &mut eras);
    }
    // Where the words leave two eras, the document's other citations tell.
    let single = eras.old.iter().filter(|one| one.eras.len() == 1).map(|one| one.eras[0]);
    let known: BTreeSet<NumberEra> = single.collect();
    for one in &mut eras.old {
        let of_known: Vec<NumberEra> =
            one.eras.iter().copied().filter(|era| known.contains(era)).collect();
        if known.len() == 1 && !of_known.is_empty() {
            one.eras = of_known;
        }
    }
    eras
}

/// How a document names the Act.
struct ActNaming {
    short: Abbreviations,
    /// 法 without a definition means the Act.
    is_bare: bool,
    /// It has articles of its own, and no other law is spoken of: a number without a name may be one of the Act.
    may_be_nameless: bool,
}

impl ActNaming {
    fn of<'p, 'a: 'p>(
        document: &Document,
        all: impl Iterator<Item = &'p LegalPassage<'a>>,
    ) -> ActNaming {
        let all: Vec<&LegalPassage<'_>> = all.collect();
        let mut short = Abbreviations::default();
        for passage in &all {
            short.add(&passage.words);
        }
        let cited = all.iter().flat_map(|passage| citation::find(&passage.words, &short));
        let is_other = |source: &CitedSource| match source {
            CitedSource::Law(name) => {
                (name.ends_with('法') || name.ends_with("法律"))
                    && !is_appi(name)
                    && !["法", "同法"].contains(&&**name)
            }
            CitedSource::Own | CitedSource::Unclear => false,
        };
        let has_other = cited.into_iter().any(|one| is_other(&one.source));
        let has_articles =
            |root: &Provision| root.visit().any(|(_, one)| one.form() == Form::Article);
        let has_articles = has_articles(&document.draft.periods()[0].1);
        ActNaming {
            is_bare: !short.is_defined("法")
                && (!has_other || all.iter().any(|passage| defines_act(passage))),
            may_be_nameless: !has_other && !has_articles,
            short,
        }
    }

    /// Whether a citation is one of the Act; what it names itself by, or what stands before it, tells.
    fn is_of_appi(&self, words: &str, sentence: &Range<usize>, one: &Citation) -> bool {
        match &one.source {
            CitedSource::Law(name) => is_appi(name) || &**name == "法" && self.is_bare,
            CitedSource::Own => {
                let before = &words[sentence.start..one.range.start];
                self.may_be_nameless
                    && (before.contains(APPI) || before.contains("個人情報保護法"))
                    && !["改正", "施行令", "施行規則", "条例"]
                        .iter()
                        .any(|other| before.contains(other))
            }
            CitedSource::Unclear => false,
        }
    }

    /// Adds the citations of a passage.
    fn read<'p, 'a>(&self, passage: &'p LegalPassage<'a>, eras: &mut CitedEras<'p, 'a>) {
        let words = &passage.words;
        let cited = citation::find(words, &self.short);
        if cited.is_empty() {
            return;
        }
        let quotes = quoted(words);
        let is_quoted = |at: usize| quotes.iter().any(|quote| quote.contains(&at));
        for sentence in passage.sentences() {
            if is_of_the_past(&words[sentence.clone()]) {
                continue;
            }
            let own: Vec<&Citation> =
                cited.iter().filter(|one| sentence.contains(&one.range.start)).collect();
            for list in lists(words, &own) {
                let is_one = |at: &usize| {
                    let one = own[*at];
                    !is_quoted(one.range.start) && self.is_of_appi(words, &sentence, one)
                };
                if list.clone().all(|at| is_one(&at)) {
                    read_list(passage, &sentence, &own, list, eras);
                }
            }
        }
    }
}

/// 「(1)　法　個人情報の保護に関する法律（平成15年法律第57号）をいう。」 in a list of definitions.
fn defines_act(passage: &LegalPassage<'_>) -> bool {
    let words = condense(&passage.words);
    let heading = condense(&passage.own.heading().words());
    let defined = words.strip_prefix('法').or_else(|| words.strip_prefix("「法」"));
    let behind = defined.or((heading == "法").then_some(&*words));
    behind.is_some_and(|behind| {
        let behind = behind.trim_start_matches(['\t', '\n', ':', '、']);
        let behind = behind.strip_prefix("とは、").unwrap_or(behind);
        behind.starts_with(APPI)
    })
}

/// The Act by its name, or as what it was amended to: 令和4年4月1日施行の改正個人情報保護法.
fn is_appi(name: &str) -> bool {
    let amended =
        ["改正個人情報保護法", "改正後の個人情報保護法", "改正個人情報の保護に関する法律"];
    name == APPI || amended.iter().any(|one| name.ends_with(one))
}

/// Citations with nothing but the joints of a list between them: ranges of their positions.
fn lists(words: &str, all: &[&Citation]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        // What stands for a name may reach back over other citations.
        let gap = (at > 0).then(|| words.get(all[at - 1].range.end..start(one))).flatten();
        let joins = gap.is_some_and(is_joint);
        match found.last_mut() {
            Some(last) if joins => last.end = at + 1,
            Some(_) | None => found.push(at..at + 1),
        }
    }
    found
}

fn start(one: &Citation) -> usize {
    one.name.as_ref().map_or(one.range.start, |name| name.start)
}

/// All items of a place.
pub(super) const EACH: &str = "各号";

const TO: [&str; 6] = ["から", "～", "〜", "－", "ないし", "乃至"];

/// What joins a list: 第15条、第16条及び第18条; 第24条から第30条まで.
fn is_joint(between: &str) -> bool {
    const JOINTS: [&str; 14] = [
        "及び", "および", "並びに", "ならびに", "又は", "または", "、", "，", "・", " ",
        "\u{3000}", "各号", "まで", "と",
    ];
    let mut rest = between;
    while let Some(next) = JOINTS.iter().chain(&TO).find_map(|joint| rest.strip_prefix(joint)) {
        rest = next;
    }
    rest.is_empty()
}

/// Adds the citations of a list, which mean one era, or today's number and some that were left behind.
fn read_list<'p, 'a>(
    passage: &'p LegalPassage<'a>,
    sentence: &Range<usize>,
    all: &[&Citation],
    list: Range<usize>,
    eras: &mut CitedEras<'p, 'a>,
) {
    let words = &passage.words;
    let numbered = |at: usize| Some((at, cited_number(words, all[at])?));
    let cited: Vec<(usize, CitedNumber)> = list.clone().filter_map(numbered).collect();
    let numbers: Vec<CitedNumber> = cited.iter().map(|(_, one)| one.clone()).collect();
    let between = cited.windows(2).flat_map(|pair| match pair {
        [(a, first), (b, second)] => {
            let gap = words.get(all[*a].range.end..start(all[*b])).unwrap_or_default();
            if TO.iter().any(|to| gap.contains(to)) { inner(first, second) } else { Vec::new() }
        }
        _ => Vec::new(),
    });
    let between: Vec<ArticleNumber> = between.collect();
    let said = said(passage, sentence, all, &list);
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let of_list = meaning(&numbers, &between, &said);
    let left =
        if of_list == NumberMeaning::Current { left_behind(&numbers, &said) } else { vec![] };
    for (nth, (at, one)) in cited.into_iter().enumerate() {
        let range = all[at].range.clone();
        let of_one = left.iter().find(|(known, _)| *known == nth).map(|(_, eras)| eras.clone());
        let of_all = match &of_list {
            NumberMeaning::Old(eras) => Some(eras.clone()),
            NumberMeaning::Current => of_one,
        };
        if let Some(of_one) = of_all {
            let number = one.number;
            eras.old.push(OldCitation { passage, range, number, eras: of_one });
        } else if let Some(topic) = topic_of_today(&one, &said) {
            eras.now.push(NowCitation { passage, number: one.number, topic });
        }
    }
}

fn cited_number(words: &str, one: &Citation) -> Option<CitedNumber> {
    if one.place.division != Division::Body {
        return None;
    }
    let item = match one.item() {
        Some([item]) => Some(*item),
        Some(_) => return None,
        None => None,
    };
    let number =
        ArticleNumber { article: one.article()?.to_vec(), paragraph: one.paragraph(), item };
    let after = words[one.range.end..].trim_start_matches('の');
    let is_each = words[one.range.clone()].ends_with(EACH) || after.starts_with(EACH);
    let part = if is_each { CitedPart::Items } else { CitedPart::Whole };
    Some(CitedNumber { number, part })
}

/// Articles in a range, which nobody writes longer than this.
const RANGE: u32 = 60;

fn inner(first: &CitedNumber, second: &CitedNumber) -> Vec<ArticleNumber> {
    let ([from], [to]) = (&first.number.article[..], &second.number.article[..]) else {
        return Vec::new();
    };
    let all = from.saturating_add(1)..(*to).min(from.saturating_add(RANGE));
    all.map(|one| ArticleNumber { article: vec![one], paragraph: None, item: None }).collect()
}

/// What is said around a list of citations, the nearest first: its own bracket, or the words that the bracket around it
/// belongs to; what follows up to the next citation; what goes before; the sentence; the row; what stands above.
fn said(
    passage: &LegalPassage<'_>,
    sentence: &Range<usize>,
    all: &[&Citation],
    list: &Range<usize>,
) -> Vec<String> {
    let words = &passage.words;
    let from = if list.start == 0 { sentence.start } else { all[list.start - 1].range.end };
    let to = all.get(list.end).map_or(sentence.end, |next| start(next));
    let (first, last) = (start(all[list.start]), all[list.end - 1].range.end);
    let (before, after) = (&words[from.min(first)..first], &words[last..to.max(last)]);
    let rest = after.trim_start_matches("各号").trim_start_matches("関係");
    let opens = before.trim_end().ends_with(['（', '(']);
    let closes = rest.trim_start().starts_with(['）', ')']);
    let mut said = Vec::new();
    if opens && closes {
        said.push(last_phrase(before).to_owned());
        said.push(before.to_owned());
    } else {
        said.extend(own_bracket(rest));
        said.push(rest.split(['（', '(']).next().unwrap_or_default().to_owned());
        said.push(rest.to_owned());
        said.push(before.to_owned());
    }
    said.push(words[sentence.clone()].to_owned());
    said.push(passage.said_in_row());
    said.extend(passage.said_above());
    said.retain(|one| !one.trim().is_empty());
    said
}

/// 第23条（第三者提供の制限）: what the bracket right behind says.
fn own_bracket(after: &str) -> Option<String> {
    let inside = after.trim_start().strip_prefix(['（', '('])?;
    inside.split(['）', ')']).next().map(str::to_owned)
}

/// The words that a bracket belongs to: what stands before it, back to the last mark.
fn last_phrase(before: &str) -> &str {
    let before = before.trim_end().trim_end_matches(['（', '(']);
    let at = before.rfind(['、', '，', '。', '）', ')', '・', '\n']);
    at.map_or(before, |at| {
        let mark = before[at..].chars().next().map_or(0, char::len_utf8);
        &before[at + mark..]
    })
}
