//! What a text without articles says of its own places: 別紙2, 下の「４」, 「７．お問い合わせ窓口」, 第11の窓口. Knows the numbers that
//! stand at the heads of its lines; what another document has, or a page behind a link, is not known here.

use super::finding;
use super::wording::{DraftWords, Part, Passage};
use crate::diagnostic::{Finding, Severity};
use crate::fill;
use crate::text::chars::{fold, is_digit, is_kanji};
use crate::text::citation::{self, Abbreviations, AnnexKind, CitedSource, Division};
use crate::text::label::{Dress, LeadingLabel, Numerals, leading_count};
use crate::text::sentence::quoted;
use crate::tree::{Form, Mark};
use std::collections::BTreeSet;
use std::ops::Range;

/// References of a notice, or of a regulation without articles, that lead to nothing in it. `others`: titles of the other
/// documents of the site.
pub(super) fn faults(draft: &DraftWords<'_>, others: &[String]) -> Vec<Finding> {
    let places = ShownPlaces::of(draft);
    let mut found = Vec::new();
    for (at, passage) in draft.passages.iter().enumerate() {
        if tells_of_changes(&passage.words) {
            continue;
        }
        found.extend(places.annexes_of(passage, others));
        found.extend(places.pointers(at, passage));
        found.extend(places.titles(passage));
        found.extend(places.ordinals(passage));
    }
    found
}

/// What a change did to a place is no reference to it.
fn tells_of_changes(words: &str) -> bool {
    const CHANGES: [&str; 9] =
        ["改正", "改定", "改訂", "改め", "新設", "廃止", "削った", "加えた", "追加した"];
    CHANGES.iter().any(|word| words.contains(word))
}

/// A number at the head of a line.
struct ShownNumber {
    number: u32,
    dress: Dress,
    /// The place of its passage.
    at: usize,
    /// The part of the text: how many numbers that are not of an inner list stand before it.
    part: usize,
    /// What stands behind it.
    title: String,
    printed: String,
}

impl ShownNumber {
    /// Whether it counts within its own part only: (4), ④.
    fn is_inner(&self) -> bool {
        matches!(self.dress, Dress::Paren | Dress::Close | Dress::Angle | Dress::Own(_))
    }
}

struct ShownPlaces {
    numbers: Vec<ShownNumber>,
    /// The part of the text in which each passage stands.
    parts: Vec<usize>,
    annexes: BTreeSet<(&'static str, Vec<u32>)>,
    short: Abbreviations,
}

/// Numbers with which a text counts its parts, so that one that it cites must be among them.
const FEWEST: usize = 3;

impl ShownPlaces {
    fn of(draft: &DraftWords<'_>) -> ShownPlaces {
        let root = &draft.document.draft.periods()[0].1;
        let mut short = Abbreviations::default();
        let mut annexes = BTreeSet::new();
        for (_, provision) in root.visit() {
            short.add(&provision.text().words());
            let label = provision.label().filter(|_| provision.form() == Form::Annex);
            annexes.extend(label.into_iter().flat_map(|label| annexes_at_head(label.as_str())));
        }
        let (mut numbers, mut parts, mut part) = (Vec::new(), Vec::new(), 0);
        for (at, passage) in draft.passages.iter().enumerate() {
            annexes.extend(annexes_at_head(&passage.words));
            let own = shown(passage).map(|(label, printed, title)| ShownNumber {
                number: label.last,
                dress: label.kind.dress,
                at,
                part,
                title,
                printed,
            });
            part += usize::from(own.as_ref().is_some_and(|own| !own.is_inner()));
            numbers.extend(own.map(|own| ShownNumber { part, ..own }));
            parts.push(part);
        }
        ShownPlaces { numbers, parts, annexes, short }
    }

    fn annexes_of(&self, passage: &Passage<'_>, others: &[String]) -> Vec<Finding> {
        let words = &*passage.words;
        if !["別", "様式"].iter().any(|word| words.contains(word)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for one in citation::find(words, &self.short) {
            let Division::Annex(kind, parts) = &one.place.division else { continue };
            let cited = &words[one.range.clone()];
            let is_of_law = matches!(one.source, CitedSource::Law(_));
            let kind = AnnexKind::name(*kind);
            let is_shown = self.annexes.iter().any(|(known, own)| {
                *known == kind && (own.starts_with(parts) || parts.starts_with(own))
            });
            if parts.is_empty()
                || is_of_law
                || is_shown
                || is_elsewhere(passage, &one.range)
                || others.iter().any(|title| title.contains(cited))
            {
                continue;
            }
            let has_other = self.annexes.iter().any(|(known, _)| *known == kind);
            let told = match has_other {
                true => finding(Severity::Warning, "dangling-reference.annex", fill! { cited }),
                false => {
                    finding(Severity::Note, "dangling-reference.no-annex", fill! { cited, kind })
                }
            };
            found.push(told.at(passage.locate(one.range)));
        }
        found
    }

    /// 下の「４」, 上記3の, 下記（７）
    fn pointers(&self, at: usize, passage: &Passage<'_>) -> Vec<Finding> {
        let words = &*passage.words;
        let mut found = Vec::new();
        for (range, way) in pointed(words) {
            let cited = &words[range.clone()];
            let Some((number, is_inner)) = cited_number(cited) else { continue };
            let fits = |one: &&ShownNumber| {
                let lies = match way {
                    Pointing::Down => one.at >= at,
                    Pointing::Up => one.at <= at,
                };
                let near = lies && one.part == self.parts[at];
                one.number == number && (!one.is_inner() || near || is_inner && lies)
            };
            let outer = self.numbers.iter().filter(|one| !one.is_inner());
            let counts = if is_inner { self.numbers.len() } else { outer.count() };
            if counts < FEWEST || self.numbers.iter().any(|one| fits(&one)) {
                continue;
            }
            let rest = words[range.end..].trim_start_matches(['」', '』', 'の']);
            let called: String = rest.chars().take_while(|c| is_kanji(*c)).collect();
            let meant = self.numbers.iter().find(|one| {
                called.chars().count() > 2 && !one.is_inner() && one.title.contains(&called)
            });
            found.push(told(cited, meant).at(passage.locate(range)));
        }
        found
    }

    /// 「７．お問い合わせ窓口」 where that title has the number 8.
    fn titles(&self, passage: &Passage<'_>) -> Vec<Finding> {
        const SHORTEST: usize = 4;
        let words = &*passage.words;
        let mut found = Vec::new();
        for range in quoted(words) {
            let inner = words[range.clone()].trim_matches(['「', '」', '『', '』']);
            let Some(label) = LeadingLabel::find(inner) else { continue };
            let title = bare(&inner[label.len..]);
            if title.chars().count() < SHORTEST || label.kind.numerals == Numerals::Kana {
                continue;
            }
            let same = self.numbers.iter().filter(|one| one.title == title && !one.is_inner());
            let same: Vec<&ShownNumber> = same.collect();
            if let [first, ..] = same.as_slice()
                && same.iter().all(|one| one.number != label.last)
            {
                found.push(told(inner, Some(first)).at(passage.locate(range)));
            }
        }
        found
    }

    /// 第11の窓口 in a text that counts 第1, 第2.
    fn ordinals(&self, passage: &Passage<'_>) -> Vec<Finding> {
        let words = &*passage.words;
        let own = self.numbers.iter().filter(|one| one.dress == Dress::Ordinal);
        let known: BTreeSet<u32> = own.map(|one| one.number).collect();
        if known.len() < FEWEST || passage.part == Part::Heading {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, sign) in words.match_indices('第').filter(|(at, _)| *at > 0) {
            let start = at + sign.len();
            let Some((length, number)) = leading_count(&words[start..]) else { continue };
            let rest = &words[start + length..];
            let is_counted =
                ["の", "に定", "に掲", "に規", "から第", "及び第", "又は第", "、第", "（", "("]
                    .iter()
                    .any(|next| rest.starts_with(next));
            let is_other = words[..at].ends_with(|c: char| is_kanji(c) && !"及又並若".contains(c))
                || words[..at].ends_with("の");
            if is_counted && !is_other && number > 1 && !known.contains(&number) {
                let range = at..start + length;
                found.push(told(&words[range.clone()], None).at(passage.locate(range)));
            }
        }
        found
    }
}

fn told(cited: &str, meant: Option<&ShownNumber>) -> Finding {
    match meant {
        Some(one) => {
            let title = format!("{}{}", one.printed, one.title);
            finding(Severity::Warning, "dangling-reference.moved", fill! { cited, title })
        }
        None => finding(Severity::Warning, "dangling-reference.number", fill! { cited }),
    }
}

/// Words without what makes no difference to a title.
fn bare(words: &str) -> String {
    fold(words.trim_matches(|c: char| c.is_whitespace() || "．.、。：:】〕」".contains(c)))
}

/// What may stand in front of a number at the head of a line.
const LEADS: &[char] = &[
    '■', '□', '◆', '◇', '●', '○', '◎', '▼', '▽', '※', '・', '【', '《', '＜', ' ', '\u{3000}', '§',
];

/// The number at the head of a passage: label, as printed, and the title behind it.
fn shown(passage: &Passage<'_>) -> Option<(LeadingLabel, String, String)> {
    let words = passage.words.trim_start_matches(LEADS);
    let kept =
        |label: &LeadingLabel| !matches!(label.kind.numerals, Numerals::Kana | Numerals::Lower);
    let own = passage
        .provision
        .label()
        .filter(|_| passage.part == Part::Heading || passage.provision.heading().is_empty());
    if let Some(own) = own {
        let label = LeadingLabel::of(own).filter(kept)?;
        return Some((label, own.as_str().to_owned(), bare(words)));
    }
    // ■9 窓口, １【窓口】: a number alone counts too.
    let found = LeadingLabel::find(words).or_else(|| {
        let (length, _) = leading_count(words)?;
        LeadingLabel::find(&format!("{}\u{3000}", &words[..length]))
    });
    let label = found.filter(kept)?;
    let length = label.len.min(words.len());
    Some((label, words[..length].to_owned(), bare(&words[length..])))
}

/// The annexes with which a line begins, and those that it goes on with: 別紙1　請求書, 様式第1号　請求書　／　様式第2号　届.
fn annexes_at_head(words: &str) -> Vec<(&'static str, Vec<u32>)> {
    let words = words.trim_start_matches(LEADS).trim_start_matches(['（', '(', '〔', '[']);
    let mut shown = Vec::new();
    for one in citation::find(words, &Abbreviations::default()) {
        let Division::Annex(kind, parts) = one.place.division else { continue };
        let next = words[one.range.end..].chars().next();
        let ends =
            next.is_none_or(|c| c.is_whitespace() || "（(：:】〕］」）)《〈・．.－—".contains(c));
        if shown.is_empty() && one.range.start > 0 {
            break;
        }
        if ends {
            shown.push((AnnexKind::name(kind), parts));
        }
    }
    shown
}

/// What stands behind a link, in another document, or is handed out as a file.
fn is_elsewhere(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    const DOCUMENTS: [&str; 12] = [
        "規程", "規則", "規約", "要領", "要綱", "要項", "細則", "契約書", "条例", "法", "政令",
        "基準",
    ];
    let words = &*passage.words;
    let before = words[..range.start].trim_end_matches(['の', '」', '』', ' ', '\u{3000}']);
    let is_named = DOCUMENTS.iter().any(|name| before.ends_with(name)) || before.ends_with('同');
    let rest = words[range.end..].to_lowercase();
    let is_file = ["（pdf", "(pdf", "（word", "(word", "（excel", "(excel", "（http", "(http"]
        .iter()
        .any(|sign| rest.starts_with(sign));
    let mut end = 0;
    let is_linked = passage.text.runs().iter().any(|run| {
        let start = end;
        end += run.words().len();
        matches!(run.mark(), Mark::Link(_)) && start < range.end && range.start < end
    });
    is_named || is_file || is_linked
}

/// Where a pointer points.
#[derive(Clone, Copy)]
enum Pointing {
    Up,
    Down,
}

// tidy: table
const POINTERS: &[(&str, Pointing)] = &[
    ("下の", Pointing::Down),
    ("下記の", Pointing::Down),
    ("下記", Pointing::Down),
    ("後記の", Pointing::Down),
    ("後記", Pointing::Down),
    ("後述の", Pointing::Down),
    ("次の「", Pointing::Down),
    ("上の", Pointing::Up),
    ("上記の", Pointing::Up),
    ("上記", Pointing::Up),
    ("前記の", Pointing::Up),
    ("前記", Pointing::Up),
    ("前述の", Pointing::Up),
];

/// The numbers that pointers stand in front of: bytes of the number with its dress.
fn pointed(words: &str) -> Vec<(Range<usize>, Pointing)> {
    let mut found: Vec<(Range<usize>, Pointing)> = Vec::new();
    for (pointer, way) in POINTERS {
        for (at, _) in words.match_indices(pointer) {
            // 以上の, 地下の, 以下の
            let is_part = words[..at].ends_with(['以', '地', '目', '年', '部', '左', '右', '都']);
            let rest = &words[at + pointer.len()..];
            let quote = rest.chars().next().filter(|c| matches!(c, '「' | '『' | '【'));
            let start = at + pointer.len() + quote.map_or(0, char::len_utf8);
            let length = number_length(&words[start..]);
            let next = words[start + length..].chars().next();
            let follows =
                next.is_none_or(|c| "」』】のにをでとはが、。）)及又並若かま～〜".contains(c));
            let is_counter = words[start + length..].starts_with("か所");
            if length > 0 && follows && !is_part && !is_counter {
                found.push((start..start + length, *way));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found.dedup_by_key(|(range, _)| range.start);
    found
}

/// Bytes of a number of digits, in brackets or not, or of a circled or Roman one.
fn number_length(words: &str) -> usize {
    let open = words.chars().next().filter(|c| "（([〔".contains(*c));
    let inner = &words[open.map_or(0, char::len_utf8)..];
    let digits: usize = inner.chars().take_while(|c| is_digit(*c)).map(char::len_utf8).sum();
    let sign = inner.chars().next().filter(|c| ('①'..='⑳').contains(c) || ('Ⅰ'..='Ⅻ').contains(c));
    let length = if digits > 0 { digits } else { sign.map_or(0, char::len_utf8) };
    match (length, open) {
        (0, _) => 0,
        (_, None) => length,
        (_, Some(open)) => {
            let close = inner[length..].chars().next().filter(|c| "）)]〕".contains(*c));
            close.map_or(0, |close| open.len_utf8() + length + close.len_utf8())
        }
    }
}

/// Its value, and whether it is dressed as what counts within a part.
fn cited_number(cited: &str) -> Option<(u32, bool)> {
    let label = LeadingLabel::find(&format!("{cited}\u{3000}"))?;
    let is_inner = matches!(label.kind.dress, Dress::Paren | Dress::Own(_) | Dress::Square);
    Some((label.last, is_inner))
}
