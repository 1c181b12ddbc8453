//! 利用目的: a table of categories and purposes, heads with lists, or a plain list. Knows the columns' usual names;
//! does not know any purpose.

use super::outline::{BlockShape, OutlineBlock};
use super::read;
use crate::import::block::BlockText;
use crate::import::lines::trim;
use crate::import::outline_tree::{COLON, COMMA, OutlineNode, RangeMark, WordRanges};
use crate::sections::{PURPOSES, PurposeRoles};
use crate::tree::{Form, Role};
use std::ops::Range;

const HEAD: Role = Role::of("purposes.head");
/// What stands before the name of a recipient, on a line of its own.
const RECIPIENT: &str = "提供先";

/// Lead, what is given, notes; `None` when the blocks are no statement of purposes.
pub(super) fn section(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let (mut out, rest) = read::lead(blocks, read::LEAD);
    let after = match rest.first().map(|block| &block.shape) {
        Some(BlockShape::Table(rows)) => {
            out.push(table(text, rows, &PURPOSES)?);
            &rest[1..]
        }
        Some(BlockShape::Entry(..)) => {
            let (run, after) = read::run(rest);
            out.extend(heads(text, run)?);
            after
        }
        Some(BlockShape::Paragraph | BlockShape::Note) | None => return None,
    };
    out.extend(read::notes(after)?);
    Some(out)
}

/// What a column of the table holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum PurposeColumn {
    Category,
    Information,
    Inside,
    Provided,
}

/// The columns by the words of the header: a category, perhaps the information in it, its purposes, perhaps those
/// for others; `None` where it names no purposes.
fn columns(names: &[String]) -> Option<Vec<PurposeColumn>> {
    let is_short = |name: &String| (1..=20).contains(&name.chars().count());
    let is_others =
        |name: &String| ["提供", "委託", "第三者"].iter().any(|word| name.contains(word));
    let is_information = |name: &String| {
        ["項目", "情報", "データ", "内容", "種類", "例"].iter().any(|word| name.contains(word))
    };
    if !names.iter().all(is_short) {
        return None;
    }
    let inside = names.iter().position(|name| name.contains("目的"))?;
    let before = match inside {
        1 => vec![PurposeColumn::Category],
        2 if is_information(&names[1]) => vec![PurposeColumn::Category, PurposeColumn::Information],
        _ => return None,
    };
    let after = match &names[inside + 1..] {
        [] => None,
        [name] if is_others(name) => Some(PurposeColumn::Provided),
        _ => return None,
    };
    Some(before.into_iter().chain([PurposeColumn::Inside]).chain(after).collect())
}

/// The table with its header; `None` when it has no header that names purposes.
pub(super) fn table(
    text: &BlockText,
    rows: &[Vec<WordRanges>],
    roles: &PurposeRoles,
) -> Option<OutlineNode> {
    let (header, rows) = rows.split_first()?;
    let names: Vec<String> = header.iter().map(|cell| cell.read(text)).collect();
    let columns = columns(&names)?;
    let must =
        |column: &PurposeColumn| matches!(column, PurposeColumn::Category | PurposeColumn::Inside);
    let is_full = |row: &Vec<WordRanges>| {
        let mut cells = row.iter().zip(&columns);
        row.len() == columns.len() && cells.all(|(cell, column)| !must(column) || !cell.is_empty())
    };
    // A column in which nothing stands is no column of ours.
    let is_used = |at: usize| rows.iter().any(|row| !row[at].is_empty());
    if rows.is_empty() || !rows.iter().all(is_full) || !(0..columns.len()).all(is_used) {
        return None;
    }
    let cells =
        header.iter().map(|cell| OutlineNode::new(Form::Cell, Role::NONE).text(cell.clone()));
    let mut table = OutlineNode::new(Form::Table, roles.table.clone()).with([OutlineNode::new(
        Form::Header,
        Role::NONE,
    )
    .with(cells)]);
    for row in rows {
        table = table.with([row_of(text, row, &columns, roles)]);
    }
    Some(table)
}

fn row_of(
    text: &BlockText,
    row: &[WordRanges],
    columns: &[PurposeColumn],
    roles: &PurposeRoles,
) -> OutlineNode {
    let list = |cell: &WordRanges, role: &Role| -> Vec<OutlineNode> {
        split(text, cell)
            .into_iter()
            .map(|words| OutlineNode::new(Form::Item, role.clone()).text(words))
            .collect()
    };
    let cells = row.iter().zip(columns).map(|(cell, column)| {
        let of = |role: &Role| OutlineNode::new(Form::Cell, role.clone());
        match column {
            PurposeColumn::Category => of(&roles.category).text(cell.clone()),
            PurposeColumn::Information => information(cell, of(&roles.information)),
            PurposeColumn::Inside => of(&roles.inside).with(list(cell, &roles.purpose)),
            PurposeColumn::Provided => {
                let items = list(cell, &roles.to_others);
                of(&roles.provided).with(with_recipients(text, items, &roles.recipient))
            }
        }
    });
    OutlineNode::new(Form::Row, roles.row.clone()).with(cells)
}

/// A line `提供先：…` names the recipient of the purpose on the line before.
fn with_recipients(text: &BlockText, items: Vec<OutlineNode>, role: &Role) -> Vec<OutlineNode> {
    let mut out: Vec<OutlineNode> = Vec::new();
    for item in items {
        let recipient = recipient(text, &item, role);
        match (recipient, out.pop()) {
            (Some(field), Some(last)) => out.push(last.with([field])),
            (_, last) => out.extend(last.into_iter().chain([item])),
        }
    }
    out
}

fn recipient(text: &BlockText, item: &OutlineNode, role: &Role) -> Option<OutlineNode> {
    let [part] = item.text.parts.as_slice() else {
        return None;
    };
    let words = &text[part.range.clone()];
    let (name, value) = words.split_once(['：', ':'])?;
    let value = trim(text, part.range.end - value.len()..part.range.end);
    let is_recipient = name.trim_end() == RECIPIENT && !value.is_empty();
    is_recipient.then(|| {
        let name = part.range.start..part.range.start + RECIPIENT.len();
        OutlineNode::new(Form::Field, role.clone())
            .heading(WordRanges::of(name))
            .text(WordRanges::of(value).behind(Some(COLON)))
    })
}

/// Words, or a list where every line is one of its own.
fn information(cell: &WordRanges, sketch: OutlineNode) -> OutlineNode {
    if cell.lines().count() == 1 {
        return sketch.text(cell.clone());
    }
    let item = |words| OutlineNode::new(Form::Item, Role::NONE).text(words);
    sketch.with(by_lines(cell).map(item))
}

/// The purposes of a cell: its entries; or parted by commas (or by ・ when it begins with one) outside brackets, where
/// what stands before is no unfinished phrase. A sentence is one purpose.
fn split(text: &BlockText, cell: &WordRanges) -> Vec<WordRanges> {
    let part = match cell.parts.as_slice() {
        [] => return vec![],
        [part] => part,
        parts if parts.iter().all(|part| part.mark == RangeMark::Plain) => {
            return vec![cell.clone()];
        }
        _ => return by_lines(cell).collect(),
    };
    let words = &text[part.range.clone()];
    if words.contains('。') {
        return vec![cell.clone()];
    }
    let by_points = words.starts_with(['・', '･', '●', '○']);
    let is_border = |c: char| {
        if by_points {
            matches!(c, '・' | '･' | '●' | '○')
        } else {
            matches!(c, '、' | '，' | '､' | ';' | '；')
        }
    };
    let (mut out, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in words.char_indices() {
        match c {
            '(' | '（' | '「' | '〔' | '[' | '［' => depth += 1,
            ')' | '）' | '」' | '〕' | ']' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 && is_border(c) && !is_unfinished(&words[start..at]) => {
                out.push(trim(text, part.range.start + start..part.range.start + at));
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    out.push(trim(text, part.range.start + start..part.range.end));
    out.retain(|range: &Range<usize>| !range.is_empty());
    let sign = |at| if at == 0 { cell.sign.clone() } else { Some(COMMA).filter(|_| !by_points) };
    let words = out.into_iter().enumerate();
    words.map(|(at, range)| WordRanges::of(range).behind(sign(at))).collect()
}

/// One purpose a line, bullets left out.
pub(super) fn by_lines(cell: &WordRanges) -> impl Iterator<Item = WordRanges> {
    let lines = cell.lines().map(|line| {
        let words = line.iter().filter(|part| part.mark != RangeMark::Bullet);
        WordRanges { parts: words.cloned().collect(), sign: None }
    });
    let words = lines.filter(|words| !words.is_empty()).enumerate();
    words.map(|(at, words)| words.behind(cell.sign.clone().filter(|_| at == 0)))
}

/// A phrase that ends in a particle or a joining verb goes on behind the comma.
fn is_unfinished(words: &str) -> bool {
    let joins = [
        "及び", "または", "又は", "もしくは", "若しくは", "ならびに", "並びに", "かつ", "および",
        "ため",
    ];
    let is_particle = words.ends_with(|c: char| "をにはがでともへてりつし".contains(c));
    // 取りまとめ, お知らせ, 支払い are nouns; 実施し, 把握し are verbs that go on.
    let is_noun = words.ends_with("お知らせ")
        || words.ends_with("取り")
        || words.ends_with("見守り")
        || words.ends_with("貸出し");
    joins.iter().any(|join| words.ends_with(join)) || (is_particle && !is_noun)
}

/// Heads with lists below them, or one list without heads.
fn heads(text: &BlockText, run: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    if run.iter().all(|block| block.children.is_empty()) {
        let list = read::items(run, &PURPOSES.purpose)?;
        return Some(vec![OutlineNode::new(Form::Group, HEAD).with([side(PURPOSES.inside, list)])]);
    }
    run.iter().map(|block| head(text, block)).collect()
}

fn side(role: Role, items: Vec<OutlineNode>) -> OutlineNode {
    let list = OutlineNode::new(Form::List, Role::NONE).with(items);
    OutlineNode::new(Form::Group, role).with([list])
}

fn head(text: &BlockText, block: &OutlineBlock) -> Option<OutlineNode> {
    let (lead, rest) = read::lead(&block.children, read::LEAD);
    let head = OutlineNode::new(Form::Group, HEAD)
        .label(block.label.clone())
        .heading(block.words.clone())
        .with(lead);
    if rest.is_empty() || head.heading.is_empty() {
        return None;
    }
    // Two groups, the inner use and the rest; or the purposes themselves.
    if rest.iter().all(|block| !block.children.is_empty()) && rest.len() <= 2 {
        let mut groups = Vec::new();
        for group in rest {
            let name = group.words.read(text);
            let to_others =
                ["提供", "外部", "第三者", "委託", "他の"].iter().any(|word| name.contains(word))
                    && !name.contains("内部");
            let (role, purpose) = if to_others {
                (PURPOSES.provided, PURPOSES.to_others)
            } else {
                (PURPOSES.inside, PURPOSES.purpose)
            };
            let items = read::items(&group.children, &purpose)?;
            groups.push(side(role, items).label(group.label.clone()).heading(group.words.clone()));
        }
        let in_order = matches!(groups.as_slice(), [_])
            || (groups[0].role == PURPOSES.inside && groups[1].role == PURPOSES.provided);
        return in_order.then(|| head.with(groups));
    }
    let (list, after) = read::run(rest);
    let items = read::items(list, &PURPOSES.purpose)?;
    after.is_empty().then(|| head.with([side(PURPOSES.inside, items)]))
}
