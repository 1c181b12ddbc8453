//! Telephones, mail addresses, hours and the organisation's own address, each with what it belongs to: the section or
//! window named beside it. What is another's (a partner's, an accredited body's) is left out.

use super::kinds::{StatedKind, Statement};
use super::lines::StandingText;
use crate::text::chars::{fold, is_dash, is_digit, is_kanji, is_katakana};
use crate::text::reading::{PhoneLine, find_mails, find_phones};
use std::ops::Range;

/// What the name of a section or window ends with.
const UNITS: [&str; 16] = [
    "課", "係", "部", "室", "窓口", "センター", "グループ", "担当", "チーム", "事務局", "支部",
    "支店", "事業所", "出張所", "病院", "相談所",
];
/// What the name of an organisation ends with.
pub(super) const BODIES: [&str; 14] = [
    "健康保険組合", "組合", "株式会社", "会社", "法人", "連合", "連合会", "学園", "大学", "協会",
    "財団", "病院", "当社", "本部",
];
/// Words near what belongs to somebody else.
pub(super) const OTHERS: [&str; 15] = [
    "認定", "団体", "委員会", "協会", "支払基金", "国保", "共同", "委託先", "提供先", "提供元",
    "労働局", "厚生局", "都道府県", "事業主", "例）",
];
/// Words that tell one line of a window from its others.
const LINES: [&str; 9] =
    ["専用", "直通", "代表", "フリーダイヤル", "夜間", "緊急", "予約", "内線", "携帯"];
/// Lines before a telephone in which its window may be named.
const BACK: usize = 4;

/// The contacts of a document.
pub(super) fn contacts(text: &StandingText<'_>) -> Vec<Statement> {
    let mut found = Vec::new();
    for at in 1..text.lines.len() {
        if text.speaks_of(at, &OTHERS) {
            continue;
        }
        found.extend(phones(text, at));
        found.extend(mails(text, at));
        found.extend(address(text, at));
    }
    found
}

fn phones(text: &StandingText<'_>, at: usize) -> Vec<Statement> {
    let line = &text.lines[at];
    let all = find_phones(&line.words);
    let mut found = Vec::new();
    let mut from = 0;
    for phone in &all {
        let is_fax = phone.line == PhoneLine::Fax || line.role.ends_with(".fax");
        let before = &line.words[from..phone.range.start];
        from = phone.range.end;
        if !is_fax && let Some(hours) = hours(text, at, &phone.uri) {
            found.push(hours);
        }
        let Some(unit) = unit(text, at, before) else {
            continue;
        };
        let kind = if is_fax { StatedKind::Fax } else { StatedKind::Phone };
        let marks: String = LINES.iter().filter(|mark| before.contains(**mark)).copied().collect();
        let key = format!("{unit}{marks}");
        let (value, range) = (phone.uri.clone(), phone.range.clone());
        found.push(Statement { kind, key, about: unit, value, line: at, range });
    }
    found
}

fn mails(text: &StandingText<'_>, at: usize) -> Vec<Statement> {
    let line = &text.lines[at];
    let mut found = Vec::new();
    for range in find_mails(&line.words) {
        if let Some(unit) = unit(text, at, &line.words[..range.start]) {
            let value = line.words[range.clone()].to_ascii_lowercase();
            let (kind, key) = (StatedKind::Mail, unit.clone());
            found.push(Statement { kind, key, about: unit, value, line: at, range });
        }
    }
    found
}

/// The section that a number belongs to: named before it in its line, or at the end of a line right above. A window for
/// complaints without any name is the organisation's.
fn unit(text: &StandingText<'_>, at: usize, before: &str) -> Option<String> {
    if let Some(own) = unit_in(before) {
        return Some(own);
    }
    let line = &text.lines[at];
    for back in 1..=BACK.min(at) {
        let earlier = &text.lines[at - back];
        let is_beside = earlier.under == line.under || line.under == Some(at - back);
        if !is_beside && earlier.depth < line.depth && !earlier.is_heading {
            break;
        }
        if earlier.words.ends_with('。') {
            break;
        }
        let phones = find_phones(&earlier.words);
        let named = phones.first().map_or(&*earlier.words, |one| &earlier.words[..one.range.start]);
        if let Some(own) = unit_in(named) {
            return Some(own);
        }
    }
    let is_complaints = text.speaks_of(at, &["苦情"]);
    is_complaints.then(|| "苦情の窓口".to_owned())
}

/// 見本健康保険組合 総務課 個人情報相談係 → 総務課個人情報相談係.
fn unit_in(words: &str) -> Option<String> {
    let folded = fold(words);
    let head = folded.split(['。', '\n']).next_back().unwrap_or(&folded);
    let parts = head.split(|c: char| c.is_whitespace() || "、,:()[]「」【】/".contains(c));
    let mut name = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let body = BODIES.iter().filter_map(|body| Some(part.rfind(body)? + body.len())).max();
        let own = &part[body.filter(|end| *end < part.len()).unwrap_or(0)..];
        let own = own.trim_start_matches('の');
        let is_name = own.chars().all(|c| is_kanji(c) || is_katakana(c) || c.is_alphanumeric());
        if is_name && own.chars().count() > 1 && UNITS.iter().any(|unit| own.ends_with(unit)) {
            name.push_str(own);
        }
    }
    // 苦情の窓口, お問い合わせ窓口: what it is for, not whose it is.
    let is_own = !name.is_empty() && !["窓口", "相談窓口", "苦情窓口", "担当"].contains(&&*name);
    is_own.then_some(name)
}

/// The hours right beside a telephone: of the same number they are the same everywhere.
fn hours(text: &StandingText<'_>, at: usize, uri: &str) -> Option<Statement> {
    let near = at..(at + 3).min(text.lines.len());
    let near =
        near.filter(|other| *other == at || text.lines[*other].under == text.lines[at].under);
    let mut told = Vec::new();
    for other in near {
        let line = &text.lines[other];
        if other > at && !find_phones(&line.words).is_empty() {
            break;
        }
        told.extend(
            time_ranges(&line.words).into_iter().map(|(range, value)| (other, range, value)),
        );
    }
    // Two ranges: with a break at noon, or of several days.
    let [(line, range, value)] = <[_; 1]>::try_from(told).ok()?;
    let about = uri.trim_start_matches("tel:").to_owned();
    let key = uri.to_owned();
    Some(Statement { kind: StatedKind::Hours, key, about, value, line, range })
}

/// 9時～17時, 午前9時から午後4時30分, 9:30-16:30: where, and in minutes of the day.
fn time_ranges(words: &str) -> Vec<(Range<usize>, String)> {
    let mut times: Vec<(Range<usize>, u32)> = Vec::new();
    let mut at = 0;
    while let Some(step) = words[at..].find(is_digit) {
        let start = at + step;
        let length = words[start..].find(|c| !is_digit(c)).unwrap_or(words.len() - start);
        at = start + length;
        if let Some((end, minutes)) = time_at(words, start, length) {
            let morning =
                ["午前", "午後"].iter().find(|word| words[..start].trim_end().ends_with(**word));
            let start = start - morning.map_or(0, |word| word.len());
            let afternoon = morning == Some(&"午後") && minutes < 720;
            times.push((start..end, minutes + if afternoon { 720 } else { 0 }));
            at = end;
        }
    }
    let mut found = Vec::new();
    for pair in times.windows(2) {
        let between = words[pair[0].0.end..pair[1].0.start].trim();
        let joins = between == "から"
            || between.chars().count() == 1
                && between.chars().all(|c| is_dash(c) || "～〜~ー".contains(c));
        if joins {
            let range = pair[0].0.start..pair[1].0.end;
            found.push((range, format!("{}-{}", pair[0].1, pair[1].1)));
        }
    }
    found
}

/// 16時30分, 16:30, 16時半: its end and its minutes.
fn time_at(words: &str, start: usize, length: usize) -> Option<(usize, u32)> {
    let hour: u32 = fold(&words[start..start + length]).parse().ok().filter(|hour| *hour <= 24)?;
    let rest = &words[start + length..];
    let joint = rest.chars().next().filter(|c| "時:：".contains(*c))?;
    let mut end = start + length + joint.len_utf8();
    let rest = &words[end..];
    let digits = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    let minutes = fold(&rest[..digits]).parse().ok().filter(|minutes: &u32| *minutes < 60);
    match (joint, minutes) {
        ('時', Some(minutes)) if rest[digits..].starts_with('分') => {
            end += digits + '分'.len_utf8();
            Some((end, hour * 60 + minutes))
        }
        ('時', _) if rest.starts_with('半') => Some((end + '半'.len_utf8(), hour * 60 + 30)),
        ('時', _) => Some((end, hour * 60)),
        (_, Some(minutes)) if digits > 0 => Some((end + digits, hour * 60 + minutes)),
        _ => None,
    }
}

/// Words of headings and labels for the organisation's own place.
const OWN_PLACE: [&str; 12] = [
    "所在地", "住所", "名称", "概要", "苦情", "問い合わせ", "問合せ", "宛先", "送り先", "郵送",
    "組合の場所", "場所",
];

/// The organisation's own address, as it is compared.
fn address(text: &StandingText<'_>, at: usize) -> Option<Statement> {
    let line = &text.lines[at];
    if line.words.chars().count() > 120 || line.words.ends_with('。') {
        return None;
    }
    let range = address_in(&line.words)?;
    let is_field = matches!(line.role, "organisation.address" | "contact.address");
    let before = &line.words[..range.start];
    let is_marked = before.contains('〒') || is_field || text.speaks_of(at, &OWN_PLACE);
    let is_office =
        ["支部", "支店", "営業所", "センター", "出張所", "保養所", "会場", "健診", "分室"];
    let of_office = unit(text, at, before);
    let of_office = of_office.is_some_and(|unit| is_office.iter().any(|end| unit.ends_with(end)));
    let is_anothers = of_office || text.speaks_of(at, &is_office);
    let names_company = is_of_company(text, at);
    if !is_marked || is_anothers || names_company {
        return None;
    }
    let value = plain_address(&line.words[range.clone()]);
    let (kind, key) = (StatedKind::Address, String::new());
    let about = String::new();
    (value.chars().count() > 5).then_some(Statement { kind, key, about, value, line: at, range })
}

/// Whether the line or the one before it names an organisation that is not the one of the title: it is told apart by
/// the end of its name.
fn is_of_company(text: &StandingText<'_>, at: usize) -> bool {
    let near = [Some(at), at.checked_sub(1)].into_iter().flatten();
    let own_is_company = ["株式会社", "有限会社"].iter().any(|sign| {
        text.lines.iter().take(8).any(|line| line.words.contains(sign))
            && !text.lines.iter().take(8).any(|line| line.words.contains("組合"))
    });
    !own_is_company
        && near.into_iter().any(|at| {
            ["株式会社", "有限会社", "業者"].iter().any(|sign| text.lines[at].words.contains(sign))
        })
}

/// 都道府県 … up to the house number; building and room are left out.
fn address_in(words: &str) -> Option<Range<usize>> {
    const PLACES: [&str; 4] = ["都", "道", "府", "県"];
    let start = PLACES.iter().filter_map(|sign| {
        let at = words.find(sign)?;
        let before: Vec<char> =
            words[..at].chars().rev().take_while(|c| is_kanji(*c)).take(3).collect();
        let fits = (2..=3).contains(&before.len());
        let length: usize = before.iter().map(|c| c.len_utf8()).sum();
        fits.then_some(at - length)
    });
    let start = start.min()?;
    let rest = &words[start..];
    let digit = rest.find(|c: char| {
        is_digit(c) || "一二三四五六七八九十".contains(c) && rest.contains("丁目")
    })?;
    let is_part =
        |c: char| is_digit(c) || is_dash(c) || "ー丁目番地号の一二三四五六七八九十".contains(c);
    let end = digit + rest[digit..].find(|c| !is_part(c)).unwrap_or(rest.len() - digit);
    let is_town = rest[..digit].contains(['市', '区', '町', '村', '郡']);
    let end = start + rest[..end].trim_end_matches(['の', '目']).len();
    is_town.then_some(start..end.max(start))
}

/// 東京都架空区見本町一丁目2番3号 → 架空区見本町1-2-3.
fn plain_address(words: &str) -> String {
    let folded = fold(words);
    let town = ["都", "道", "府", "県"]
        .iter()
        .filter_map(|sign| folded.find(sign).filter(|at| *at <= 9).map(|at| at + sign.len()))
        .min()
        .map_or(&*folded, |end| &folded[end..]);
    let mut out = String::new();
    let mut rest =
        town.replace("丁目", "-").replace("番地", "-").replace(['番', '号', 'ー', 'の'], "-");
    for (kanji, digit) in "一二三四五六七八九".chars().zip('1'..='9') {
        rest = rest.replace(&format!("{kanji}-"), &format!("{digit}-"));
    }
    for c in rest.chars().filter(|c| !c.is_whitespace()) {
        if c != '-' || !out.ends_with('-') {
            out.push(c);
        }
    }
    out.trim_matches('-').to_owned()
}
