//! Lists of purposes, found by what stands above them: 利用目的 in a heading, in the title of an annex, in the caption of
//! an article or of the article that an annex belongs to. Does not compare them.

use super::lines::{SaidLine, StandingText, bare};
use crate::text::chars::fold;
use crate::tree::Form;
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters of a line that may be a heading.
const HEADING: usize = 40;
/// Characters of an entry.
const ENTRY: usize = 120;
/// Entries of one list.
const ENTRIES: usize = 200;

/// Words for a list of purposes.
const MEANT: [&str; 6] =
    ["利用目的", "利用の目的", "利用する目的", "使用目的", "目的で利用", "目的で使"];
/// Words beside them for something else.
const OTHER: [&str; 26] = [
    "通知", "変更", "共同", "第三者", "匿名", "仮名", "外国", "知らせ", "制限", "特定", "達成",
    "範囲", "明示", "以外", "超え", "公表の", "改定", "提供", "開示", "手続", "委託", "請求",
    "取得の方法", "一緒", "範囲外", "目的外",
];
/// Words of what a list may be about alone; two lists are about the same only where they agree in these.
const ABOUT: [&str; 20] = [
    "個人番号", "特定個人情報", "マイナンバー", "健康情報", "カメラ", "映像", "クッキー", "Cookie",
    "アクセスログ", "閲覧履歴", "アプリ", "会員", "採用", "応募", "株主", "共同", "研究", "匿名",
    "仮名", "アンケート",
];
/// Whose information: groups of words for the same people.
const PEOPLE: [&[&str]; 10] = [
    &["患者"],
    &["職員", "従業者", "従業員", "社員", "役員"],
    &["採用", "応募"],
    &["取引先", "委託元"],
    &["お客様", "顧客", "利用者", "会員"],
    &["加入者", "被保険者", "組合員", "被扶養者"],
    &["生徒", "学生", "児童", "園児"],
    &["保護者", "父母"],
    &["卒業"],
    &["株主"],
];
/// Those of them for whom an organisation is there: a list that names nobody is about them.
const SERVED: [usize; 4] = [0, 4, 5, 6];
/// Words of headings at which a list has ended.
const NEXT: [&str; 9] =
    ["第三者", "安全管理", "開示", "苦情", "問い合わせ", "共同", "委託", "窓口", "手続"];

/// A list of purposes.
pub(super) struct PurposeList {
    /// The line that heads it.
    pub heading: usize,
    /// Its entries.
    pub entries: Vec<PurposeEntry>,
    /// What it is about alone.
    pub about: BTreeSet<&'static str>,
    /// Whose information its heading names.
    pub people: BTreeSet<usize>,
    /// Whether it says that it is not all.
    pub is_part: bool,
}

/// A purpose.
pub(super) struct PurposeEntry {
    /// The line.
    pub line: usize,
    /// Bytes of the line: one of several purposes in it.
    pub range: Range<usize>,
    /// Whose information the heading inside of the list names, under which it stands.
    pub people: BTreeSet<usize>,
}

/// The lists of a document.
pub(super) fn purpose_lists(text: &StandingText<'_>) -> Vec<PurposeList> {
    let mut found: Vec<PurposeList> = Vec::new();
    let mut at = 0;
    while at < text.lines.len() {
        let list = heads_purposes(text, at).then(|| list_under(text, at)).flatten();
        at = list.as_ref().and_then(|list| list.entries.last()).map_or(at, |last| last.line) + 1;
        found.extend(list);
    }
    found
}

/// Whether these are people beside those for whom the organisation is there: employees, applicants, partners.
pub(super) fn are_others(people: &BTreeSet<usize>) -> bool {
    people.iter().any(|one| !SERVED.contains(one))
}

fn people(words: &str) -> BTreeSet<usize> {
    let named = PEOPLE.iter().enumerate();
    let named = named.filter(|(_, people)| people.iter().any(|word| words.contains(word)));
    named.map(|(at, _)| at).collect()
}

fn heads_purposes(text: &StandingText<'_>, at: usize) -> bool {
    let line = &text.lines[at];
    let says_so = names_purposes(line.bare());
    match line.form {
        Form::Annex if line.is_heading => says_so || belongs_to_purposes(text, line),
        Form::Article => line.is_heading && says_so,
        _ => says_so && !line.words.ends_with('。') && !text.above(at).any(is_other),
    }
}

fn is_other(line: &SaidLine<'_>) -> bool {
    line.form != Form::Document && OTHER.iter().any(|word| line.words.contains(word))
        || ["共同利用", "共同して", "匿名加工", "仮名加工"]
            .iter()
            .any(|word| line.words.contains(word))
}

fn names_purposes(words: &str) -> bool {
    // （法第21条第1項・第32条第1項第2号）, （第4条関係）: not what it is about.
    let words: String = fold(words);
    let plain = words.split(['(', '（']).next().unwrap_or(&words);
    let plain = if plain.trim().is_empty() { &words } else { plain };
    plain.chars().count() <= HEADING
        && MEANT.iter().any(|word| plain.contains(word))
        && !OTHER.iter().any(|word| plain.contains(word))
        && !plain.contains("保有個人データの")
}

/// 別表（第4条関係）, where article 4 is about purposes.
fn belongs_to_purposes(text: &StandingText<'_>, annex: &SaidLine<'_>) -> bool {
    let folded = fold(&annex.words);
    let Some(number) = folded.split_once('第').and_then(|(_, rest)| rest.split_once("条関係"))
    else {
        return false;
    };
    let label = format!("第{}条", number.0);
    text.lines.iter().any(|line| {
        line.form == Form::Article
            && line.is_heading
            && line.label.is_some_and(|own| fold(own) == label)
            && names_purposes(&line.words)
    })
}

/// What stands under a heading, as a list of entries.
fn list_under(text: &StandingText<'_>, heading: usize) -> Option<PurposeList> {
    let own = &text.lines[heading];
    let mut list = PurposeList {
        heading,
        entries: Vec::new(),
        about: BTreeSet::new(),
        people: people(&own.words),
        is_part: false,
    };
    let mut lead = format!("{}\n{}", text.title, own.words);
    let mut group = BTreeSet::new();
    // What is under a title, or below a line that only looks like a heading, ends with the next subject.
    let is_open = !own.is_heading || own.form == Form::Document;
    let is_below = |line: &SaidLine<'_>| match own.is_heading {
        true => line.depth > own.depth || line.depth == own.depth && !line.is_heading,
        false => line.form != Form::Article && line.form != Form::Annex,
    };
    for (at, line) in text.lines.iter().enumerate().skip(heading + 1) {
        if !is_below(line) || list.entries.len() >= ENTRIES {
            break;
        }
        let form = list.entries.first().map(|first| text.lines[first.line].form);
        if line.is_heading || is_group(text, at) {
            if is_open && NEXT.iter().any(|word| line.words.contains(word)) {
                break;
            }
            group = people(&line.words);
        } else if is_entry(line) && form.is_none_or(|form| form == line.form) {
            list.entries.extend(entries(text, at, &group));
        } else if list.entries.is_empty() {
            lead.push_str(&line.words);
        } else if !own.is_heading || line.form == Form::Paragraph && own.form != Form::Annex {
            break;
        }
    }
    list.about = ABOUT.into_iter().filter(|word| lead.contains(word)).collect();
    list.people.extend(people(&lead[text.title.len()..]));
    list.is_part =
        ["主な", "例えば", "など", "一例", "概要", "一部"].iter().any(|sign| lead.contains(sign));
    (list.entries.len() >= 3).then_some(list)
}

/// A short line with entries below it, or right behind it: 院内での利用 above a list.
fn is_group(text: &StandingText<'_>, at: usize) -> bool {
    let line = &text.lines[at];
    let next = text.lines.get(at + 1);
    let heads = |next: &SaidLine<'_>| {
        let is_list = next.form == Form::Item && !next.is_heading;
        next.under == Some(at) || is_list && line.form != Form::Item
    };
    next.is_some_and(heads) && !line.words.ends_with('。')
}

fn is_entry(line: &SaidLine<'_>) -> bool {
    let words = line.bare();
    let length = words.chars().count();
    let is_sentence = words.contains('。') && !words.trim_end_matches('。').ends_with("ため");
    // Where it stands somewhere else: 3の(1)から(4)までに記載した利用目的と同じです, 上の表による.
    let leads_away =
        ["同じ", "とおり", "上記", "下記", "次の"].iter().any(|sign| words.contains(sign));
    (2..=ENTRY).contains(&length) && !is_sentence && !leads_away && !words.starts_with('※')
}

/// 適用の業務　加入の手続、標準報酬の決定: the name of a group, and one purpose or more. (a) … (b) …: several.
fn entries(text: &StandingText<'_>, at: usize, group: &BTreeSet<usize>) -> Vec<PurposeEntry> {
    let line = &text.lines[at];
    let words = &line.words;
    let start = words.len() - words.find(line.bare()).map_or(words.len(), |at| words.len() - at);
    let inner = &words[start..];
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let wide: Vec<&str> = inner.split('\u{3000}').collect();
    let are_numbered =
        wide.len() > 2 && wide.iter().filter(|part| bare(part).len() < part.len()).count() > 1;
    if are_numbered {
        let mut from = start;
        for part in wide {
            ranges.push(from..from + part.len());
            from += part.len() + '\u{3000}'.len_utf8();
        }
    } else {
        ranges.push(start..words.len());
    }
    let own = |range: Range<usize>| {
        let part = &words[range.clone()];
        let trimmed = bare(part);
        let from = range.start + part.find(trimmed).unwrap_or(0);
        let (mut group, mut range) = (group.clone(), from..from + trimmed.len());
        if let Some((name, rest)) = trimmed.split_once(['\u{3000}', ':', '：'])
            && name.chars().count() <= 12
            && !rest.trim().is_empty()
        {
            group = people(name);
            range.start = range.end - rest.trim_start().len();
        }
        group.extend(people(&words[range.clone()]));
        PurposeEntry { line: at, range, people: group }
    };
    let entries = ranges.into_iter().map(own);
    entries.filter(|entry| !entry.range.is_empty()).collect()
}
