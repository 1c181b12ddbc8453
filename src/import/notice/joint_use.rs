//! 共同利用: the items of a joint use by their names, one programme or several below headings of their own. Knows the
//! general words of the Act for the items; knows no programme.

use super::named::{self, Vocabulary};
use super::outline::{BlockShape, OutlineBlock};
use super::read;
use crate::import::outline_tree::OutlineNode;
use crate::tree::{Form, Role};

const RESPONSIBLE: Role = Role::of("joint-use.responsible");
const PURPOSES: Role = Role::of("joint-use.purposes");
const ITEMS: Role = Role::of("joint-use.items");
const USERS: Role = Role::of("joint-use.users");
/// What the Act wants of every joint use, besides that it is one.
const WANTED: [Role; 4] = [RESPONSIBLE, PURPOSES, ITEMS, USERS];

/// 「利用する者の利用目的」 is a purpose, 「責任を有する者の氏名」 the one responsible: the first that fits.
const NAMES: [(&[&str], Role); 10] = [
    (&["責任"], RESPONSIBLE),
    (&["目的"], PURPOSES),
    (&["取得"], Role::of("joint-use.acquisition")),
    (&["開始"], Role::of("joint-use.start")),
    (&["変更"], Role::of("joint-use.change")),
    (&["望まない", "申出", "同意しない", "停止"], Role::of("joint-use.objection")),
    (&["周知", "知らせ"], Role::of("joint-use.channels")),
    (&["項目", "データの内容"], ITEMS),
    (&["範囲", "利用者", "利用する者", "相手"], USERS),
    (&["方法", "手段"], Role::of("joint-use.means")),
];
const OTHER: Role = Role::of("joint-use.other");
const PROGRAMME: Role = Role::of("joint-use.programme");
const STATEMENT: Role = Role::of("joint-use.statement");

/// Lead, programmes, notes; `None` where the blocks do not give what the Act wants of a joint use.
pub(super) fn section(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(text, blocks, read::LEAD);
    if let Some(programmes) = below_heads(text, rest) {
        out.extend(programmes);
        return Some(out);
    }
    let (own, after) = named::own(rest);
    out.push(OutlineNode::new(Form::Group, PROGRAMME).with(items(text, own)?));
    out.extend(read::notes(text, after)?);
    Some(out)
}

/// Programmes, each below a heading.
fn below_heads(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    if blocks.is_empty() || blocks.iter().any(|block| block.children.is_empty()) {
        return None;
    }
    blocks
        .iter()
        .map(|head| {
            let (statement, rest) = read::lead(text, &head.children, STATEMENT);
            let (own, after) = named::own(rest);
            let group = OutlineNode::new(Form::Group, PROGRAMME)
                .label(head.label.clone())
                .heading(read::words(text, head))
                .with(statement)
                .with(items(text, own)?);
            Some(group.with(read::notes(text, after)?))
        })
        .collect()
}

/// The items with their roles: three of the four that every joint use has, and none twice.
fn items(text: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let is_named = |block: &OutlineBlock| match block.shape {
        BlockShape::Table(_) => blocks.len() == 1,
        BlockShape::Entry(..) => true,
        BlockShape::Root | BlockShape::Paragraph | BlockShape::Note => false,
    };
    if !blocks.iter().all(is_named) {
        return None;
    }
    let mut all = named::fields(text, blocks, &Role::NONE)?;
    let vocabulary: &Vocabulary = &NAMES;
    for field in &mut all {
        let role = named::role_of(&field.heading.read(text), vocabulary, OTHER);
        named::give_role(field, role);
    }
    let count = |role: &Role| all.iter().filter(|field| field.role == *role).count();
    let wanted = WANTED.iter().filter(|role| count(role) == 1).count();
    let is_twice = NAMES.iter().any(|(_, role)| count(role) > 1);
    (wanted >= 3 && !is_twice).then_some(all)
}
