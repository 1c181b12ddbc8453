//! Who represents the organisation, who holds which post, and what a request for disclosure costs. Signs of the text
//! alone; does not know who is meant.

use super::contacts::OTHERS;
use super::kinds::{StatedKind, Statement};
use super::lines::{StandingText, bare};
use crate::text::chars::{fold, is_hiragana, is_kanji, is_katakana};
use crate::text::reading::find_yen;
use crate::text::sentence::sentences;
use std::ops::Range;

/// Offices of who represents an organisation.
const OFFICES: [&str; 10] = [
    "理事長", "代表取締役社長", "代表取締役", "代表理事", "代表社員", "院長", "学長", "校長",
    "園長", "代表者",
];
/// What no name of a person has in it.
const NO_NAME: [&str; 26] = [
    "理事", "組合", "委員", "責任", "管理", "会議", "議決", "承認", "担当", "部長", "課長", "監事",
    "代理", "印", "様", "専決", "決裁", "職務", "選任", "一名", "名称", "氏名", "指名", "交代",
    "変更", "取締役",
];
/// What the names of posts end with.
const POSTS: [&str; 6] = ["責任者", "管理者", "監督者", "統括者", "監査人", "担当役員"];
/// What the title of a holder ends with.
const HOLDERS: [&str; 9] =
    ["理事", "長", "監事", "参事", "主事", "取締役", "役員", "主幹", "マネージャー"];

/// Lines at the head of a text that say what it is about.
const HEAD: usize = 4;

/// Those who represent the organisation.
pub(super) fn representatives(text: &StandingText<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for at in 1..text.lines.len() {
        let line = &text.lines[at];
        let own = named_by_role(text, at).or_else(|| named(&line.words));
        let Some((office, range)) = own else {
            continue;
        };
        if text.speaks_of(at, &OTHERS)
            || text.speaks_of(at, &["歴代", "前理事長", "会社の", "業者"])
        {
            continue;
        }
        let value: String =
            line.words[range.clone()].chars().filter(|c| !c.is_whitespace()).collect();
        let kind = StatedKind::Representative;
        let key = if office.starts_with("代表取締役") { "代表取締役" } else { &office }.to_owned();
        found.push(Statement { kind, key, about: office, value, line: at, range });
    }
    found
}

/// The value of a field whose role says it: 理事長 見本 太郎.
fn named_by_role(text: &StandingText<'_>, at: usize) -> Option<(String, Range<usize>)> {
    let line = &text.lines[at];
    let is_it = line.role == "organisation.representative" && !line.is_heading;
    is_it.then(|| named(&line.words)).flatten()
}

/// 理事長 見本 太郎 at the end of a line or before ／、）: the office, and where the name stands.
pub(super) fn named(words: &str) -> Option<(String, Range<usize>)> {
    let (at, office) = OFFICES
        .iter()
        .filter_map(|one| Some((words.find(one)?, *one)))
        .min_by_key(|(at, office)| (*at, std::cmp::Reverse(office.len())))?;
    let is_whole = words[..at].chars().next_back().is_none_or(|c| !is_kanji(c));
    let behind = &words[at + office.len()..];
    let gap = behind.len() - behind.trim_start_matches([' ', '\u{3000}', ':', '：', '　']).len();
    let start = at + office.len() + gap;
    let rest = &words[start..];
    let end = rest.find(['、', '/', '／', '）', ')', '。', '(', '（', '\t']).unwrap_or(rest.len());
    let name = rest[..end].trim_end();
    let letters: Vec<&str> = name.split([' ', '\u{3000}']).filter(|one| !one.is_empty()).collect();
    let is_letter = |c: char| is_kanji(c) || is_katakana(c) || is_hiragana(c) || c == '々';
    let length: usize = letters.iter().map(|one| one.chars().count()).sum();
    let is_shaped = match letters.len() {
        1 => gap > 0 && letters[0].chars().all(is_kanji) && (3..=6).contains(&length),
        2 => {
            (2..=10).contains(&length) && letters[0].chars().all(|c| is_kanji(c) || is_katakana(c))
        }
        _ => false,
    };
    let is_name = is_shaped
        && name.chars().all(|c| is_letter(c) || c.is_whitespace())
        && !NO_NAME.iter().any(|word| name.contains(word));
    (is_whole && is_name).then(|| (office.to_owned(), start..start + name.len()))
}

/// Posts and who holds them.
pub(super) fn posts(text: &StandingText<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for at in 1..text.lines.len() {
        let line = &text.lines[at];
        let is_of_part = ["各課", "各部", "各事業", "支部", "センター", "委託先", "健診", "共同"];
        if text.speaks_of(at, &is_of_part) || text.speaks_of(at, &OTHERS) {
            continue;
        }
        if let Some(own) = held_by_label(text, at) {
            found.push(own);
            continue;
        }
        for sentence in sentences(&line.words) {
            for (post, holder) in holders(&line.words, sentence) {
                found.push(statement(line.words[post].to_owned(), at, holder, &line.words));
            }
        }
    }
    found
}

fn statement(post: String, line: usize, range: Range<usize>, words: &str) -> Statement {
    let value = words[range.clone()].to_owned();
    Statement { kind: StatedKind::Post, key: plain_post(&post), about: post, value, line, range }
}

/// 個人情報保護管理者 → 保護管理者: what most such posts are for says nothing.
fn plain_post(post: &str) -> String {
    let folded = fold(post);
    let bare = ["個人情報の", "個人情報", "個人データの", "個人データ"]
        .iter()
        .find_map(|lead| folded.strip_prefix(lead));
    bare.filter(|rest| rest.chars().count() > 2).unwrap_or(&folded).to_owned()
}

fn is_holder(words: &str) -> bool {
    let length = words.chars().count();
    (2..=12).contains(&length)
        && words.chars().all(|c| is_kanji(c) || is_katakana(c) || c == 'ー')
        && HOLDERS.iter().any(|end| words.ends_with(end))
        && !POSTS.iter().any(|post| words.ends_with(post))
}

fn post_at_end(words: &str) -> Option<Range<usize>> {
    let trimmed = words.trim_end();
    let end = POSTS.iter().find(|post| trimmed.ends_with(**post))?;
    let own = |c: &char| is_kanji(*c) || is_katakana(*c) || "のり扱い".contains(*c);
    let length: usize = trimmed.chars().rev().take_while(own).map(char::len_utf8).sum();
    let start = trimmed.len() - length;
    let start = start + trimmed[start..].len()
        - trimmed[start..].trim_start_matches(['の', 'り', 'い']).len();
    (trimmed.len() - start > end.len()).then_some(start..trimmed.len())
}

/// A heading or first cell that is a post, and a value that is who holds it; 個人情報保護管理者　常務理事 in one line.
fn held_by_label(text: &StandingText<'_>, at: usize) -> Option<Statement> {
    let line = &text.lines[at];
    let first_end = line.words.find(['\u{3000}', ':', '：', ' ']);
    if let Some(end) = first_end {
        let name = bare(&line.words[..end]);
        let joint = line.words[end..].chars().next()?.len_utf8();
        if let Some(post) = post_at_end(name).filter(|post| post.start == 0) {
            return value_at(&line.words, end + joint)
                .map(|range| statement(name[post].to_owned(), at, range, &line.words));
        }
    }
    let heading = text.above(at).next()?;
    let name = heading.bare();
    let post = post_at_end(name).filter(|post| post.start == 0)?;
    (!line.is_heading).then_some(())?;
    let range = value_at(&line.words, 0)?;
    Some(statement(name[post].to_owned(), at, range, &line.words))
}

/// 管理本部長　電話03-…: the first word, where it is the title of a holder.
fn value_at(words: &str, from: usize) -> Option<Range<usize>> {
    let rest = &words[from..];
    let start = from + rest.len() - rest.trim_start().len();
    let rest = &words[start..];
    let end = rest.find([' ', '\u{3000}', '(', '（', '、', '。', '\t']).unwrap_or(rest.len());
    let is_all = rest[end..].trim_start().chars().next().is_none_or(|c| !is_kanji(c) || c == '電');
    (is_all && is_holder(&rest[..end])).then_some(start..start + end)
}

/// 管理責任者(以下…)を置き、常務理事をもって充てる; 管理責任者は、常務理事とする; 常務理事を管理責任者とし.
fn holders(words: &str, sentence: Range<usize>) -> Vec<(Range<usize>, Range<usize>)> {
    let own = &words[sentence.clone()];
    let shift = |range: Range<usize>| sentence.start + range.start..sentence.start + range.end;
    let mut found = Vec::new();
    for end in [
        "をもって充て", "をもってあて", "を充て", "をあて", "とする", "とします", "があた",
        "が務め", "が就",
    ] {
        for (at, _) in own.match_indices(end) {
            let Some(holder) = word_before(own, at).filter(|word| is_holder(&own[word.clone()]))
            else {
                continue;
            };
            let lead = own[..holder.start].trim_end_matches(['、', ',', '，', ' ']);
            let lead = ["を置き", "を設け", "を定め", "には", "は"]
                .iter()
                .find_map(|verb| lead.strip_suffix(verb));
            let post = lead.map(without_last_brackets).and_then(post_at_end);
            found.extend(post.map(|post| (shift(post), shift(holder))));
        }
    }
    for (at, _) in own.match_indices('を') {
        let rest = &own[at + 'を'.len_utf8()..];
        let verb = ["とし", "に任命", "に指名", "に選任", "に充て"]
            .iter()
            .filter_map(|verb| rest.find(verb))
            .min();
        let Some(holder) = word_before(own, at).filter(|word| is_holder(&own[word.clone()])) else {
            continue;
        };
        let Some(verb) = verb else { continue };
        let from = at + 'を'.len_utf8();
        let post = post_at_end(&own[from..from + verb]).filter(|post| post.start == 0);
        found.extend(post.map(|post| (shift(from + post.start..from + post.end), shift(holder))));
    }
    found
}

fn without_last_brackets(words: &str) -> &str {
    let closed = words.strip_suffix(['）', ')']);
    closed.and_then(|inner| Some(&words[..inner.rfind(['（', '('])?])).unwrap_or(words)
}

/// The run of kanji and katakana that ends at a place.
fn word_before(words: &str, at: usize) -> Option<Range<usize>> {
    let own = |c: &char| is_kanji(*c) || is_katakana(*c);
    let length: usize = words[..at].chars().rev().take_while(own).map(char::len_utf8).sum();
    (length > 0).then_some(at - length..at)
}

/// What a request for disclosure costs, a request at a time. Fees of copies, of records of treatment, and of requests
/// for which none may be asked are other fees.
pub(super) fn fees(text: &StandingText<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    let head: Vec<&str> = text.lines.iter().take(HEAD).map(|line| &*line.words).collect();
    let head = head.concat();
    for at in 1..text.lines.len() {
        if !text.speaks_of(at, &["手数料", "費用"]) {
            continue;
        }
        let line = &text.lines[at];
        for sentence in sentences(&line.words) {
            let own = &line.words[sentence.clone()];
            let label = text.above(at).next().map_or("", |line| &*line.words);
            let subject = format!("{head}{label}{own}");
            let all = find_yen(own);
            let [(range, yen)] = &*all else { continue };
            let is_other = [
                "枚", "コピー", "写し", "郵送料", "送料", "切手代", "以上", "上限", "診療録",
                "通につき",
            ];
            let about_records = ["レセプト", "診療報酬明細書", "明細書", "診療録", "遺族"];
            let for_others = ["訂正", "停止", "消去"];
            let is_a_fee = subject.contains("開示") || text.speaks_of(at, &["開示"]);
            if !is_a_fee
                || is_other.iter().any(|word| own.contains(word))
                || about_records.iter().any(|word| subject.contains(word))
                || for_others.iter().any(|word| own.contains(word)) && !own.contains("開示")
                || for_others.iter().any(|word| label.contains(word)) && !label.contains("開示")
            {
                continue;
            }
            let range = sentence.start + range.start..sentence.start + range.end;
            let (kind, key, value) = (StatedKind::Fee, String::new(), yen.to_string());
            found.push(Statement { kind, key, about: "開示".to_owned(), value, line: at, range });
        }
    }
    found
}
