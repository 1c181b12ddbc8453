//! 窓口: names, postal codes, addresses, telephone numbers, hours, closed days. Knows how such lines look, not whose.

use super::outline::{BlockShape, OutlineBlock};
use super::read;
use crate::import::block::BlockText;
use crate::import::lines::{is_space, trim};
use crate::import::outline_tree::{COLON, OutlineNode, WordRanges};
use crate::text::chars::is_digit;
use crate::tree::{Form, Role};
use std::ops::Range;

const NAME: Role = Role::of("contact.name");
const POSTAL: Role = Role::of("contact.postal");
const ADDRESS: Role = Role::of("contact.address");
const PHONE: Role = Role::of("contact.phone");
const EMAIL: Role = Role::of("contact.email");
const WEB: Role = Role::of("contact.form");
const HOURS: Role = Role::of("contact.hours");
const CLOSED: Role = Role::of("contact.closed");

/// Printed names of fields. Longer names stand before those that they contain.
const NAMES: [(&[&str], Role); 9] = [
    (
        &["FAX", "Fax", "fax", "ＦＡＸ", "ファックス", "ファクス", "ファクシミリ"],
        Role::of("contact.fax"),
    ),
    (&["メール", "E-mail", "e-mail", "E-Mail", "mail", "Ｅメール", "Ｅ－ｍａｉｌ"], EMAIL),
    (&["電話", "TEL", "Tel", "tel", "ＴＥＬ", "℡", "☎", "フリーダイヤル"], PHONE),
    (&["受付時間", "受付", "営業時間", "対応時間", "時間"], HOURS),
    (&["休業", "休日", "定休", "休み"], CLOSED),
    (&["住所", "所在地", "郵送先", "宛先", "あて先", "送付先"], ADDRESS),
    (&["フォーム", "URL", "ホームページ", "サイト", "ＵＲＬ"], WEB),
    (&["対象", "用件", "内容"], Role::of("contact.role")),
    (&["担当", "部署", "窓口", "名称", "組合名", "宛名", "責任者"], NAME),
];

/// Contacts and notes; `None` when a block cannot be placed, or nothing tells how to reach anybody.
pub(super) fn section(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let is_sentence = |block: &&OutlineBlock| {
        block.shape == BlockShape::Paragraph
            && block.words.read(text).contains('。')
            && lines(text, block).is_none()
    };
    let count = blocks.iter().take_while(is_sentence).count();
    let (mut out, rest) = (read::lead(&blocks[..count], read::LEAD).0, &blocks[count..]);
    let end = rest.len()
        - rest
            .iter()
            .rev()
            .take_while(|block| block.shape == BlockShape::Note || is_sentence(block))
            .count();
    let (own, after) = rest.split_at(end);
    let contacts = if is_grouped(text, own) {
        own.iter().map(|block| grouped(text, block)).collect::<Option<Vec<_>>>()?
    } else {
        plain(text, own)?
    };
    if contacts.is_empty() || !contacts.iter().all(is_reachable) {
        return None;
    }
    out.extend(contacts);
    out.extend(read::notes(after)?);
    Some(out)
}

/// One contact an entry: `○ 請求の窓口` with its lines below.
fn is_grouped(text: &BlockText, blocks: &[OutlineBlock]) -> bool {
    !blocks.is_empty()
        && blocks.iter().all(|block| block.could_head(text) && !block.children.is_empty())
}

fn grouped(text: &BlockText, block: &OutlineBlock) -> Option<OutlineNode> {
    let mut contact = plain(text, &block.children)?;
    if contact.len() != 1 {
        return None;
    }
    Some(contact.remove(0).heading(read::printed(text, block)))
}

fn is_reachable(contact: &OutlineNode) -> bool {
    let reaches = [PHONE, EMAIL, ADDRESS, POSTAL, WEB];
    contact.children.iter().any(|field| reaches.contains(&field.role))
}

/// Lines as contacts: a second name after a way to reach the first begins the next one.
fn plain(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let mut out: Vec<OutlineNode> = Vec::new();
    for block in blocks {
        for field in lines(text, block).or_else(|| name_line(text, block))? {
            let begins = match out.last() {
                None => true,
                Some(last) => field.role == NAME && field.heading.is_empty() && is_reachable(last),
            };
            if begins {
                out.push(OutlineNode::new(Form::Group, Role::of("contact")));
            }
            out.last_mut().expect("just begun").children.push(field);
        }
    }
    // A name of a field stands once in a contact: the same role again, apart from the first, cannot be written.
    let is_orderly = |contact: &OutlineNode| {
        let mut seen: Vec<&Role> = Vec::new();
        contact.children.iter().all(|field| {
            let is_new = !seen.contains(&&field.role) || seen.last() == Some(&&field.role);
            seen.push(&field.role);
            is_new
        })
    };
    out.iter().all(is_orderly).then_some(out)
}

/// A short line without any mark of a field is a name.
fn name_line(text: &BlockText, block: &OutlineBlock) -> Option<Vec<OutlineNode>> {
    let words = block.words.read(text);
    let is_name = block.shape == BlockShape::Paragraph
        && words.chars().count() <= 40
        && !words.contains(['。', '、', '：', '※']);
    let range = block.words.bounds().filter(|_| is_name)?;
    let role = if is_address(&words) { ADDRESS } else { NAME };
    Some(vec![field(role, 0..0, range)])
}

/// 東京都…1丁目: words that begin with a prefecture and go on to a number.
fn is_address(words: &str) -> bool {
    let has_prefecture =
        ["北海道", "東京都", "京都府", "大阪府"].iter().any(|name| words.starts_with(name))
            || words.chars().take(4).skip(2).any(|c| c == '県');
    has_prefecture && words.contains(|c: char| c.is_numeric() || c == '番')
}

/// The fields of a block: of its line, or of the rows of a table; `None` when there is none.
fn lines(text: &BlockText, block: &OutlineBlock) -> Option<Vec<OutlineNode>> {
    match &block.shape {
        BlockShape::Table(rows) => {
            let rows: Option<Vec<Vec<OutlineNode>>> =
                rows.iter().map(|row| row_of(text, row)).collect();
            rows.map(|rows| rows.concat())
        }
        BlockShape::Paragraph | BlockShape::Entry(..) if block.children.is_empty() => {
            let [part] = block.words.parts.as_slice() else {
                return None;
            };
            let label = block.label.bounds().unwrap_or(0..0);
            // The printed number of an entry stays with the name of its field.
            let found = line_fields(text, part.range.clone())
                .or_else(|| spaced(text, part.range.clone()))?;
            Some(numbered(text, label, found))
        }
        BlockShape::Paragraph | BlockShape::Entry(..) | BlockShape::Note => None,
    }
}

fn numbered(
    text: &BlockText,
    label: Range<usize>,
    mut fields: Vec<OutlineNode>,
) -> Vec<OutlineNode> {
    if label.is_empty() {
        return fields;
    }
    if let Some(first) = fields.first_mut() {
        let end = first.heading.bounds().map_or(label.end, |heading| heading.end);
        first.heading = WordRanges::of(trim(text, label.start..end));
    }
    fields
}

fn row_of(text: &BlockText, row: &[WordRanges]) -> Option<Vec<OutlineNode>> {
    let [name, value] = row else { return None };
    let name = name.bounds()?;
    let role = role_of(&text[name.clone()])?;
    if value.parts.len() > 1 {
        return Some(vec![field(role, name, 0..0).text(value.clone())]);
    }
    let mut fields = valued(text, role, name, value.bounds()?);
    fields[0].text.sign = value.sign.clone();
    Some(fields)
}

fn field(role: Role, name: Range<usize>, value: Range<usize>) -> OutlineNode {
    let sign = (!name.is_empty()).then_some(COLON);
    OutlineNode::new(Form::Field, role)
        .heading(WordRanges::of(name))
        .text(WordRanges::of(value).behind(sign))
}

/// The role that a printed name says.
fn role_of(name: &str) -> Option<Role> {
    let is_name = name.chars().count() <= 20 && !name.contains(['。', '、']);
    NAMES
        .into_iter()
        .find(|(words, _)| is_name && words.iter().any(|word| name.contains(word)))
        .map(|(_, role)| role)
}

/// Several fields on one line, wide spaces between them: `総務課　〒…　東京都…　電話 …`.
fn spaced(text: &BlockText, range: Range<usize>) -> Option<Vec<OutlineNode>> {
    let words = &text[range.clone()];
    let mut out: Vec<OutlineNode> = Vec::new();
    let (mut start, mut name) = (range.start, None);
    for part in words.split('\u{3000}').flat_map(|part| part.split("  ")) {
        let at = start + text[start..].find(part)?;
        start = at + part.len();
        let place = trim(text, at..start);
        if place.is_empty() {
            continue;
        }
        let after_code = out.last().is_some_and(|field| field.role == POSTAL);
        if let Some(fields) = line_fields(text, place.clone()) {
            out.extend(name.take().map(|name| field(NAME, 0..0, name)));
            out.extend(fields);
        } else if after_code {
            out.push(field(ADDRESS, 0..0, place));
        } else if out.is_empty() {
            // Names may be made of several words: 見本健康保険組合　総務課.
            let first = name.take().map_or(place.start, |before: Range<usize>| before.start);
            name = Some(first..place.end);
        } else {
            let last = out.last_mut()?;
            let value = last.text.bounds()?;
            last.text = WordRanges::of(value.start..place.end);
        }
    }
    (name.is_none() && out.len() > 1).then_some(out)
}

/// One line: `〒…`, `電話：…`, `TEL 03-…`, an address of mail or web, or a bare telephone number.
fn line_fields(text: &BlockText, range: Range<usize>) -> Option<Vec<OutlineNode>> {
    let words = &text[range.clone()];
    if words.starts_with('〒') {
        return Some(postal(text, range));
    }
    if let Some((name, value)) = named(text, range.clone()) {
        let role = role_of(&text[name.clone()])?;
        return Some(valued(text, role, name, value));
    }
    let is_mail = words.contains('@') && words.chars().all(|c| c.is_ascii_graphic());
    if is_mail {
        return Some(vec![field(EMAIL, 0..0, range)]);
    }
    let is_number = words.chars().filter(char::is_ascii_digit).count() >= 9
        && words.chars().all(|c| c.is_ascii_digit() || "-()‐－ ".contains(c));
    if is_number {
        return Some(vec![field(PHONE, 0..0, range)]);
    }
    text.is_link(&range).then(|| vec![field(WEB, 0..0, range)])
}

/// `〒100-0000 東京都…`: the code, and what stands behind it.
fn postal(text: &BlockText, range: Range<usize>) -> Vec<OutlineNode> {
    let words = &text[range.clone()];
    let is_code = |c: char| is_digit(c) || "〒-‐−－ー ".contains(c) || is_space(c);
    let length: usize = words.chars().take_while(|c| is_code(*c)).map(char::len_utf8).sum();
    let code = trim(text, range.start..range.start + length);
    let address = trim(text, range.start + length..range.end);
    let mut out = vec![field(POSTAL, 0..0, code)];
    if !address.is_empty() {
        out.push(field(ADDRESS, 0..0, address));
    }
    out
}

/// Name and value of a line: parted by a colon, or by white space or nothing before a number.
fn named(text: &BlockText, range: Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = &text[range.clone()];
    let colon = words.char_indices().find(|(_, c)| matches!(c, '：' | ':'));
    if let Some((at, c)) = colon.filter(|(at, _)| role_of(&words[..*at]).is_some()) {
        let name = trim(text, range.start..range.start + at);
        let value = trim(text, range.start + at + c.len_utf8()..range.end);
        return (!name.is_empty() && !value.is_empty()).then_some((name, value));
    }
    let at = words.find(|c: char| is_digit(c) || is_space(c))?;
    let name = trim(text, range.start..range.start + at);
    let value = trim(text, range.start + at..range.end);
    let is_known =
        role_of(&text[name.clone()]).is_some() && text[name.clone()].chars().count() <= 8;
    (is_known && !name.is_empty() && !value.is_empty()).then_some((name, value))
}

/// A value; opening hours give up the closed days that stand in brackets at their end, telephones their hours.
fn valued(
    text: &BlockText,
    role: Role,
    name: Range<usize>,
    value: Range<usize>,
) -> Vec<OutlineNode> {
    let bracket = [(HOURS, CLOSED, CLOSED_WORDS), (PHONE, HOURS, HOUR_WORDS)]
        .into_iter()
        .filter(|(outer, _, _)| *outer == role)
        .find_map(|(_, inner, words)| Some((inner, bracket(&text[value.clone()], words)?)));
    if let Some((inner, at)) = bracket {
        let first = trim(text, value.start..value.start + at);
        let second = value.start + at..value.end;
        return vec![field(role, name, first), field(inner, 0..0, second)];
    }
    vec![field(role, name, value)]
}

const CLOSED_WORDS: &[&str] = &["除く", "除き", "休", "祝"];
const HOUR_WORDS: &[&str] = &["時", "受付", ":00"];

/// Where the bracket begins that closes the words and holds one of those.
fn bracket(words: &str, known: &[&str]) -> Option<usize> {
    if !words.ends_with([')', '）']) {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in words.char_indices().rev() {
        match c {
            ')' | '）' => depth += 1,
            '(' | '（' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            let is_known = known.iter().any(|word| words[at..].contains(word));
            return (is_known && at > 0).then_some(at);
        }
    }
    None
}
