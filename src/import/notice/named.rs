//! Sections of named texts, paragraphs and lists: 安全管理措置, 開示等の請求の手続, 保有個人データ, exceptions, 共同利用 (one
//! programme or several), 制定・改正の履歴 (lines of a verb and its date). Knows the general words of the Act for each kind
//! of field; knows no programme, nor the versions of the document.

use super::outline::{BlockShape, OutlineBlock};
use super::purposes;
use super::read::{self, CellContent};
use crate::import::block::BlockText;
use crate::import::lines::{is_space, trim};
use crate::import::outline_tree::{COLON, OutlineNode, WordRanges};
use crate::sections::RETAINED;
use crate::text::chars::is_digit;
use crate::tree::{Form, Role};
use std::ops::Range;

/// Words that name a kind of field, and its role.
pub(super) type Vocabulary = [(&'static [&'static str], Role)];

const MEASURES: [(&[&str], Role); 7] = [
    (&["組織的"], Role::of("safety.organisational")),
    (&["人的"], Role::of("safety.personnel")),
    (&["物理的"], Role::of("safety.physical")),
    (&["技術的"], Role::of("safety.technical")),
    (&["外的環境", "外国"], Role::of("safety.external")),
    (&["基本方針"], Role::of("safety.policy")),
    (&["規律", "規程", "規則"], Role::of("safety.rules")),
];
const OTHER_MEASURE: Role = Role::of("safety.other");

const REQUESTS: [(&[&str], Role); 9] = [
    (&["代理人"], Role::of("requests.agent")),
    (&["本人確認", "本人の確認", "確認書類"], Role::of("requests.identity")),
    (&["納付方法", "支払方法", "徴収方法", "納め方"], Role::of("requests.fee-method")),
    (&["手数料", "費用"], Role::of("requests.fee")),
    (&["申出先", "請求先", "提出先", "送付先", "宛先"], Role::of("requests.where")),
    (
        &["様式", "書式", "請求書", "申請書", "提出書類", "提出する書", "必要書類"],
        Role::of("requests.form"),
    ),
    (&["窓口"], Role::of("requests.where")),
    (&["期間", "期限", "日数"], Role::of("requests.period")),
    (&["ページ", "サイト", "URL"], Role::of("requests.page")),
];
const OTHER_REQUEST: Role = Role::of("requests.other");
const PAGE: Role = Role::of("requests.page");

pub(super) fn role_of(name: &str, vocabulary: &Vocabulary, other: Role) -> Role {
    let known = vocabulary.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
    known.map_or(other, |(_, role)| role.clone())
}

/// The named texts of blocks: rows of a table with two columns, or entries.
pub(super) fn fields(
    text: &BlockText,
    blocks: &[OutlineBlock],
    item: &Role,
) -> Option<Vec<OutlineNode>> {
    match blocks {
        [OutlineBlock { shape: BlockShape::Table(rows), .. }] => read::row_fields(text, rows, item),
        _ => blocks.iter().map(|block| read::field(text, block, item)).collect(),
    }
}

/// 安全管理措置.
pub(super) fn safety(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, read::LEAD);
    let (own, after) = own(rest);
    let mut measures = fields(text, own, &Role::of("safety.item"))?;
    for measure in &mut measures {
        measure.role = role_of(&measure.heading.read(text), &MEASURES, OTHER_MEASURE);
    }
    let known = measures.iter().filter(|measure| measure.role != OTHER_MEASURE).count();
    if known == 0 || known * 2 < measures.len() {
        return None;
    }
    out.extend(measures);
    out.extend(read::notes(after)?);
    Some(out)
}

/// Gives a field its role, which its items share.
pub(super) fn give_role(field: &mut OutlineNode, role: Role) {
    let lists = field.children.iter_mut();
    for list in lists.filter(|child| child.form == Form::List) {
        list.children.iter_mut().for_each(|item| give(item, &role));
    }
    field.role = role;
}

fn give(item: &mut OutlineNode, role: &Role) {
    item.role = role.clone();
    item.children.iter_mut().for_each(|inner| give(inner, role));
}

/// The table or list at the start, and what comes after it.
pub(super) fn own(blocks: &[OutlineBlock]) -> (&[OutlineBlock], &[OutlineBlock]) {
    let is_table = |first: &OutlineBlock| matches!(first.shape, BlockShape::Table(_));
    if blocks.first().is_some_and(is_table) { blocks.split_at(1) } else { read::run(blocks) }
}

/// 開示等の請求の手続: paragraphs, named texts, steps, notes, in this order.
pub(super) fn requests(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let pages = |block: &OutlineBlock| {
        let words = block.words.bounds();
        block.shape == BlockShape::Paragraph && words.is_some_and(|words| text.is_link(&words))
    };
    let paragraphs = blocks
        .iter()
        .take_while(|block| !pages(block) && read::paragraph(block, Role::NONE).is_some())
        .count();
    let mut out: Vec<OutlineNode> = blocks[..paragraphs]
        .iter()
        .filter_map(|block| read::paragraph(block, Role::NONE))
        .collect();
    let mut rest = &blocks[paragraphs..];
    let mut named = Vec::new();
    while let Some(block) = rest.first().filter(|block| pages(block)) {
        named.push(OutlineNode::new(Form::Field, PAGE).text(block.words.clone()));
        rest = &rest[1..];
    }
    let (list, after) = own(rest);
    match fields(text, list, &Role::of("request.item")) {
        Some(mut more) => {
            for field in &mut more {
                field.role = role_of(&field.heading.read(text), &REQUESTS, OTHER_REQUEST);
            }
            named.extend(more);
            out.extend(named);
        }
        None => {
            let steps = read::items(list, &Role::of("request.step"))?;
            out.extend(named);
            out.push(OutlineNode::new(Form::List, Role::NONE).with(steps));
        }
    }
    out.extend(read::notes(after)?);
    (!out.is_empty()).then_some(out)
}

/// 保有個人データ: paragraphs, and perhaps a table.
pub(super) fn retained(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, Role::NONE);
    let after = match rest.first().map(|block| &block.shape) {
        Some(BlockShape::Table(rows)) => {
            out.push(purposes::table(text, rows, &RETAINED)?);
            &rest[1..]
        }
        Some(_) => return None,
        None => rest,
    };
    out.extend(read::notes(after)?);
    (!out.is_empty()).then_some(out)
}

/// Cases in which something is not done: a lead and a list.
pub(super) fn exceptions(_: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, read::LEAD);
    let (list, after) = read::run(rest);
    if list.is_empty() {
        return None;
    }
    let items = read::items(list, &Role::of("exception"))?;
    out.push(OutlineNode::new(Form::List, Role::of("exceptions.list")).with(items));
    out.extend(read::notes(after)?);
    Some(out)
}

/// A section that is a table and its notes.
pub(super) fn table(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, read::LEAD);
    let Some((BlockShape::Table(rows), after)) =
        rest.split_first().map(|(first, after)| (&first.shape, after))
    else {
        return None;
    };
    out.push(read::table(text, rows, CellContent::Lists));
    out.extend(read::notes(after)?);
    Some(out)
}

const RESPONSIBLE: Role = Role::of("joint-use.responsible");
const USE_PURPOSES: Role = Role::of("joint-use.purposes");
const ITEMS: Role = Role::of("joint-use.items");
const USERS: Role = Role::of("joint-use.users");
/// What the Act wants of every joint use, besides that it is one.
const WANTED: [Role; 4] = [RESPONSIBLE, USE_PURPOSES, ITEMS, USERS];

/// 「利用する者の利用目的」 is a purpose, 「責任を有する者の氏名」 the one responsible: the first that fits.
const JOINT_USE: [(&[&str], Role); 10] = [
    (&["責任"], RESPONSIBLE),
    (&["目的"], USE_PURPOSES),
    (&["取得"], Role::of("joint-use.acquisition")),
    (&["開始"], Role::of("joint-use.start")),
    (&["変更"], Role::of("joint-use.change")),
    (&["望まない", "申出", "同意しない", "停止"], Role::of("joint-use.objection")),
    (&["周知", "知らせ"], Role::of("joint-use.channels")),
    (&["項目", "データの内容"], ITEMS),
    (&["範囲", "利用者", "利用する者", "相手"], USERS),
    (&["方法", "手段"], Role::of("joint-use.means")),
];
const OTHER_ITEM: Role = Role::of("joint-use.other");
const PROGRAMME: Role = Role::of("joint-use.programme");
const STATEMENT: Role = Role::of("joint-use.statement");

/// Lead, programmes, notes; `None` where the blocks do not give what the Act wants of a joint use.
pub(super) fn joint_use(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, read::LEAD);
    if let Some(programmes) = below_heads(text, rest) {
        out.extend(programmes);
        return Some(out);
    }
    let (own, after) = own(rest);
    out.push(OutlineNode::new(Form::Group, PROGRAMME).with(joint_use_items(text, own)?));
    out.extend(read::notes(after)?);
    Some(out)
}

/// Programmes, each below a heading.
fn below_heads(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    if blocks.is_empty() || blocks.iter().any(|block| block.children.is_empty()) {
        return None;
    }
    blocks
        .iter()
        .map(|head| {
            let (statement, rest) = read::lead(&head.children, STATEMENT);
            let (own, after) = own(rest);
            let group = OutlineNode::new(Form::Group, PROGRAMME)
                .label(head.label.clone())
                .heading(head.words.clone())
                .with(statement)
                .with(joint_use_items(text, own)?);
            Some(group.with(read::notes(after)?))
        })
        .collect()
}

/// The items with their roles: three of the four that every joint use has, and none twice.
fn joint_use_items(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let is_table = |block: &OutlineBlock| matches!(block.shape, BlockShape::Table(_));
    let is_named = |block: &OutlineBlock| block.style().is_some() || is_table(block);
    if !blocks.iter().all(is_named) || (blocks.len() > 1 && blocks.iter().any(is_table)) {
        return None;
    }
    let mut all = fields(text, blocks, &Role::NONE)?;
    for field in &mut all {
        let role = role_of(&field.heading.read(text), &JOINT_USE, OTHER_ITEM);
        give_role(field, role);
    }
    let count = |role: &Role| all.iter().filter(|field| field.role == *role).count();
    let wanted = WANTED.iter().filter(|role| count(role) == 1).count();
    let is_twice = JOINT_USE.iter().any(|(_, role)| count(role) > 1);
    (wanted >= 3 && !is_twice).then_some(all)
}

/// Verbs with their roles. Longer ones stand before those that they contain.
const VERBS: [(&str, Role); 9] = [
    ("最終改正", Role::of("history.last-amended")),
    ("最終改定", Role::of("history.last-amended")),
    ("一部改正", Role::of("history.partly-amended")),
    ("制定", Role::of("history.enacted")),
    ("改正", Role::of("history.amended")),
    ("改定", Role::of("history.revised")),
    ("改訂", Role::of("history.revised")),
    ("施行", Role::of("history.effective")),
    ("廃止", Role::of("history.repealed")),
];
/// Longer lines say more than a verb and a date.
const LINE_CHARS: usize = 40;

/// The lines; `None` when one of them is no such line.
pub(super) fn history(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    if blocks.is_empty() {
        return None;
    }
    blocks.iter().map(|block| history_line(text, block)).collect()
}

/// True for a line of a verb and its date.
pub(super) fn is_history_line(text: &BlockText, block: &OutlineBlock) -> bool {
    history_line(text, block).is_some()
}

fn history_line(text: &BlockText, block: &OutlineBlock) -> Option<OutlineNode> {
    let [part] = block.words.parts.as_slice() else {
        return None;
    };
    if block.shape != BlockShape::Paragraph || !block.children.is_empty() {
        return None;
    }
    let range = part.range.clone();
    let words = &text[range.clone()];
    let is_short = words.chars().count() <= LINE_CHARS && !words.contains(['。', '、']);
    let field = |role: &Role, name: Range<usize>, value: Range<usize>| {
        OutlineNode::new(Form::Field, role.clone())
            .heading(WordRanges::of(name))
            .text(WordRanges::of(value).behind(Some(COLON)))
    };
    let (verb, role) = VERBS.into_iter().find(|(verb, _)| words.contains(verb))?;
    if let Some(rest) = words.strip_prefix(verb) {
        let name = range.start..range.start + verb.len();
        let length = rest.find(|c: char| !is_space(c) && c != '：' && c != ':')?;
        let value = trim(text, name.end + length..range.end);
        let is_apart = length > 0 || begins_with_date(rest);
        return (is_short && is_apart && begins_with_date(&text[value.clone()]))
            .then(|| field(&role, name, value));
    }
    let is_whole = is_short && begins_with_date(words) && words.ends_with(verb);
    is_whole.then(|| field(&role, 0..0, range))
}

/// `令和8年…`, `2026年…`, `平成十七年…`.
fn begins_with_date(words: &str) -> bool {
    let eras = ["令和", "平成", "昭和"];
    let rest = eras.iter().find_map(|era| words.strip_prefix(era));
    let digits = rest.unwrap_or(words).trim_start_matches(is_space);
    let year = digits.split('年').next().unwrap_or("");
    let is_number = |c: char| {
        is_digit(c) || (rest.is_some() && "元一二三四五六七八九十".contains(c)) || is_space(c)
    };
    digits.contains('年') && !year.is_empty() && year.chars().all(is_number)
}
