//! 安全管理措置, 開示等の請求の手続, 保有個人データ, exceptions: sections of named texts, paragraphs and lists.
//! Knows the general words of the Act for each kind of field.

use super::link;
use super::outline::{BlockShape, OutlineBlock};
use super::purposes;
use super::read::{self, CellContent};
use crate::import::outline_tree::OutlineNode;
use crate::tree::{Form, Role};

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
pub(super) fn fields(text: &str, blocks: &[OutlineBlock], item: &Role) -> Option<Vec<OutlineNode>> {
    match blocks {
        [OutlineBlock { shape: BlockShape::Table(rows), .. }] => read::row_fields(text, rows, item),
        _ => blocks.iter().map(|block| read::field(text, block, item)).collect(),
    }
}

/// 安全管理措置.
pub(super) fn safety(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(text, blocks, read::LEAD);
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
    out.extend(read::notes(text, after)?);
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
    match blocks.first().map(|block| &block.shape) {
        Some(BlockShape::Table(_)) => blocks.split_at(1),
        Some(
            BlockShape::Entry(..) | BlockShape::Paragraph | BlockShape::Note | BlockShape::Root,
        )
        | None => read::run(blocks),
    }
}

/// 開示等の請求の手続: paragraphs, named texts, steps, notes, in this order.
pub(super) fn requests(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let pages = |block: &OutlineBlock| {
        block.shape == BlockShape::Paragraph && link::is_link(&read::words(text, block))
    };
    let paragraphs = blocks
        .iter()
        .take_while(|block| !pages(block) && read::paragraph(text, block, Role::NONE).is_some())
        .count();
    let mut out: Vec<OutlineNode> = blocks[..paragraphs]
        .iter()
        .filter_map(|block| read::paragraph(text, block, Role::NONE))
        .collect();
    let mut rest = &blocks[paragraphs..];
    let mut named = Vec::new();
    while let Some(block) = rest.first().filter(|block| pages(block)) {
        named.push(OutlineNode::new(Form::Field, PAGE).text(read::words(text, block)));
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
            let steps = read::items(text, list, &Role::of("request.step"))?;
            out.extend(named);
            out.push(OutlineNode::new(Form::List, Role::NONE).with(steps));
        }
    }
    out.extend(read::notes(text, after)?);
    (!out.is_empty()).then_some(out)
}

/// 保有個人データ: paragraphs, and perhaps a table.
pub(super) fn retained(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(text, blocks, Role::NONE);
    let after = match rest.first().map(|block| &block.shape) {
        Some(BlockShape::Table(rows)) => {
            out.push(purposes::table(text, rows, &purposes::RETAINED)?);
            &rest[1..]
        }
        Some(_) => return None,
        None => rest,
    };
    out.extend(read::notes(text, after)?);
    (!out.is_empty()).then_some(out)
}

/// Cases in which something is not done: a lead and a list.
pub(super) fn exceptions(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(text, blocks, read::LEAD);
    let (list, after) = read::run(rest);
    if list.is_empty() {
        return None;
    }
    let items = read::items(text, list, &Role::of("exception"))?;
    out.push(OutlineNode::new(Form::List, Role::of("exceptions.list")).with(items));
    out.extend(read::notes(text, after)?);
    Some(out)
}

/// A section that is a table and its notes.
pub(super) fn table(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(text, blocks, read::LEAD);
    let Some((BlockShape::Table(rows), after)) =
        rest.split_first().map(|(first, after)| (&first.shape, after))
    else {
        return None;
    };
    out.push(read::table(text, rows, CellContent::Lists));
    out.extend(read::notes(text, after)?);
    Some(out)
}
