//! Structure of a notice from its blocks: title, sections, lists, tables, and which section kind each is.
//! Knows the general words of the Act for headings; knows no particular notice.

mod contacts;
mod headings;
mod named;
mod outline;
mod prose;
mod purposes;
mod read;

use super::block::{Block, BlockText};
use super::list_marker::ListMarkerStyle;
use super::outline_tree::{OutlineNode, WordRanges};
use super::{signs, spans};
use crate::diagnostic::Finding;
use crate::fill;
use crate::tree::{Form, Role};
use headings::Wrap;
use outline::{BlockShape, OutlineBlock};
use prose::NumberPlace;
use std::ops::Range;

/// A notice as it was read.
#[derive(Debug)]
pub(super) struct Notice {
    /// Role of the root.
    pub(super) role: Role,
    /// The title; none when no line serves as one.
    pub(super) title: WordRanges,
    pub(super) sections: Vec<NoticePart>,
}

/// A section of the text: the ways to write it, best first, and what to say when it is no known section.
#[derive(Debug)]
pub(super) struct NoticePart {
    pub(super) place: Range<usize>,
    /// One or several sections each; the last one is plain paragraphs.
    pub(super) ways: Vec<Vec<OutlineNode>>,
    /// Where the ways that are prose begin.
    pub(super) prose_from: usize,
    /// The finding when it is written as prose.
    /// `None` for running text before the sections and for what closes a section.
    pub(super) unplaced: Option<Finding>,
}

/// Reads a notice.
pub(super) fn read_notice(text: &mut BlockText) -> Notice {
    let wrap = Wrap::of(text, &text.blocks);
    signs::read_signs(text);
    spans::read_spans(text);
    let (text, lines) = (&*text, &text.blocks);
    let mut outline = outline::outline(text, lines, wrap, &|_| false);
    if sections_at(text, &outline.children).is_none() {
        let title = first_title(text, lines);
        outline = outline::outline(text, lines, wrap, &|at| {
            Some(at) != title && headings::is_bare(text, lines, at)
        });
    }
    let (title, blocks) = take_title(text, outline.children);
    // A lone line is the text, not the title of nothing.
    let (title, blocks) = if blocks.is_empty() {
        (WordRanges::none(), vec![OutlineBlock::paragraph(title)])
    } else {
        (title, blocks)
    };
    let role = role_of(text, &title);
    let start = sections_at(text, &blocks).unwrap_or(blocks.len());
    let mut sections = Vec::new();
    sections.extend(part(text, None, &blocks[..start]));
    let mut at = start;
    while at < blocks.len() {
        let head = &blocks[at];
        let (below, closing) = apart(text, &head.children);
        sections.extend(part(text, Some(head), below));
        let is_history = |block: &OutlineBlock| named::is_history_line(text, block);
        let runs = closing.chunk_by(|one, next| is_history(one) == is_history(next));
        sections.extend(runs.filter_map(|run| part(text, None, run)));
        let next = (at + 1..blocks.len())
            .find(|next| is_section(text, &blocks[*next]))
            .unwrap_or(blocks.len());
        sections.extend(part(text, None, &blocks[at + 1..next]));
        at = next;
    }
    Notice { role, title, sections }
}

/// The closing word and the dates of the text at the end belong to no section, unless they are all of it.
fn apart<'b>(
    text: &BlockText,
    blocks: &'b [OutlineBlock],
) -> (&'b [OutlineBlock], &'b [OutlineBlock]) {
    let is_word = |block: &OutlineBlock| {
        block.shape == BlockShape::Paragraph && headings::is_closing(&block.words.read(text))
    };
    let is_closing = |block: &&OutlineBlock| is_word(block) || named::is_history_line(text, block);
    let count = blocks.iter().rev().take_while(is_closing).count();
    if count == blocks.len() && !blocks.iter().all(is_word) {
        return (blocks, &[]);
    }
    blocks.split_at(blocks.len() - count)
}

/// The first line that serves as a title, so that it is not taken for a heading.
fn first_title(text: &BlockText, lines: &[Block]) -> Option<usize> {
    let words = |at: &usize| &text[lines[*at].range.clone()];
    let head = (0..lines.len()).filter(|at| !lines[*at].is_break()).take(6);
    let best = head.clone().find(|at| headings::title_rank(words(at)) == 2);
    best.or_else(|| head.clone().find(|at| headings::title_rank(words(at)) == 1))
}

/// Where the sections begin: the first block that is a heading.
fn sections_at(text: &BlockText, blocks: &[OutlineBlock]) -> Option<usize> {
    blocks.iter().position(|block| is_section(text, block))
}

fn is_section(text: &BlockText, block: &OutlineBlock) -> bool {
    let marked = block.style().is_some_and(ListMarkerStyle::is_heading_mark);
    marked || (block.could_head(text) && !block.children.is_empty())
}

/// Takes the title out: the lone heading that holds everything, or reads like a title; or the best of the first lines.
fn take_title(text: &BlockText, mut blocks: Vec<OutlineBlock>) -> (WordRanges, Vec<OutlineBlock>) {
    let heads: Vec<usize> = (0..blocks.len()).filter(|at| is_section(text, &blocks[*at])).collect();
    let is_title = |head: &OutlineBlock| {
        let holds_all = sections_at(text, &head.children).is_some();
        let is_said = matches!(head.style(), Some(ListMarkerStyle::Hash(_)));
        head.label.is_empty()
            && head.words.parts.len() == 1
            && (holds_all || (is_said && headings::title_rank(&head.words.read(text)) == 2))
    };
    if heads.len() == 1
        && heads.last().is_some_and(|only| only + 1 == blocks.len())
        && let Some(head) = blocks.pop_if(|head| is_title(head))
    {
        blocks.extend(head.children);
        return (head.words, blocks);
    }
    let before = heads.first().copied().unwrap_or(blocks.len()).min(8);
    let rank = |at: &usize| match &blocks[*at] {
        OutlineBlock { shape: BlockShape::Paragraph, words, .. } if words.parts.len() == 1 => {
            headings::title_rank(&words.read(text))
        }
        _ => 0,
    };
    let best = (0..before).find(|at| rank(at) == 2);
    match best.or_else(|| (0..before).find(|at| rank(at) == 1)) {
        Some(at) => (blocks.remove(at).words, blocks),
        None => (WordRanges::none(), blocks),
    }
}

fn role_of(text: &BlockText, title: &WordRanges) -> Role {
    let title = title.read(text);
    if title.contains("共同利用") {
        Role::of("joint-use-notice")
    } else if ["個人情報", "プライバシー", "個人データ"].iter().any(|word| title.contains(word))
        || text.matches("個人情報").count() > 2
    {
        Role::of("privacy-notice")
    } else {
        Role::of("notice")
    }
}

/// A section kind by its role, with what reads it.
type SectionReader = fn(&BlockText, &[OutlineBlock]) -> Option<Vec<OutlineNode>>;

const KINDS: [(&str, &[&str], SectionReader); 7] = [
    ("safety-measures", &["安全管理"], named::safety),
    ("retained-data", &["保有個人データの利用目的"], named::retained),
    ("joint-use", &["共同利用", "共同して利用"], named::joint_use),
    ("purposes", &["利用目的"], purposes::section),
    ("requests", &["開示", "請求", "訂正", "利用停止"], named::requests),
    (
        "contacts",
        &["苦情", "問い合わせ", "問合せ", "問合わせ", "窓口", "連絡先", "相談", "申出先"],
        contacts::section,
    ),
    ("history", &["履歴", "沿革", "制定"], named::history),
];

/// One section of the text; `None` when there is nothing in it.
fn part(
    text: &BlockText,
    head: Option<&OutlineBlock>,
    blocks: &[OutlineBlock],
) -> Option<NoticePart> {
    let place = head.or(blocks.first()).and_then(|block| {
        let words = block.label.bounds().or(block.words.bounds())?;
        Some(words.start..block.words.bounds().unwrap_or(words).end)
    });
    let label = head.map_or(WordRanges::none(), |head| head.label.clone());
    let heading = head.map_or(WordRanges::none(), |head| head.words.clone());
    let (label, heading) =
        if heading.is_empty() { (WordRanges::none(), label) } else { (label, heading) };
    if blocks.is_empty() && heading.is_empty() {
        return None;
    }
    let name = heading.read(text);
    let is_plain = heading.is_empty() && blocks.iter().all(|block| is_plain(text, block));
    let group =
        |role: &'static str, children| OutlineNode::new(Form::Group, Role::of(role)).with(children);
    let mut ways: Vec<Vec<OutlineNode>> = Vec::new();
    ways.extend(known(text, &name, blocks));
    ways.extend(named::table(text, blocks).map(|children| vec![group("table", children)]));
    let prose_from = ways.len();
    for numbers in [NumberPlace::Labels, NumberPlace::Words] {
        ways.push(vec![group("prose", prose::blocks(text, blocks, numbers))]);
    }
    ways.push(vec![group("prose", prose::flat(text, blocks))]);
    for way in &mut ways {
        way[0].label = label.clone();
        way[0].heading = heading.clone();
    }
    // Numbers that no sequence knows (1.1) stay at the start of the heading's words.
    let printed = head.map_or(WordRanges::none(), |head| read::printed(text, head));
    for mut way in ways.split_off(prose_from + 1) {
        ways.push(way.clone());
        way[0].label = WordRanges::none();
        way[0].heading = printed.clone();
        ways.push(way);
    }
    Some(NoticePart {
        place: place.unwrap_or(0..0),
        ways,
        prose_from,
        unplaced: (!is_plain).then(|| unplaced(&name)),
    })
}

/// Sentences and closing words need no heading.
fn is_plain(text: &BlockText, block: &OutlineBlock) -> bool {
    let words = block.words.read(text);
    block.shape == BlockShape::Paragraph && (words.ends_with('。') || headings::is_closing(&words))
}

fn unplaced(name: &str) -> Finding {
    let expected = KINDS.iter().find(|(_, words, _)| words.iter().any(|word| name.contains(word)));
    match expected {
        Some((kind, _, _)) => Finding::warning("unplaced", fill! { name, kind }),
        None if name.is_empty() => Finding::note("unplaced.nameless", fill! {}),
        None => Finding::note("unplaced.prose", fill! { name }),
    }
}

/// The sections that the blocks below a heading make, when every block can be placed.
fn known(text: &BlockText, name: &str, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let group =
        |role: &'static str, children| OutlineNode::new(Form::Group, Role::of(role)).with(children);
    if name.is_empty() {
        return named::history(text, blocks).map(|children| vec![group("history", children)]);
    }
    for (kind, words, reader) in KINDS {
        if !words.iter().any(|word| name.contains(word)) {
            continue;
        }
        if let Some(children) = reader(text, blocks) {
            return Some(vec![group(kind, children)]);
        }
        if kind == "purposes" {
            let cut = (1..blocks.len()).find(|at| begins(text, blocks, *at).is_some());
            if let Some(cut) = cut {
                let mut out = vec![group(kind, purposes::section(text, &blocks[..cut])?)];
                out.extend(after_purposes(text, &blocks[cut..])?);
                return Some(out);
            }
        }
    }
    None
}

/// What stands behind the purposes without a heading of its own: retained data, exceptions.
fn begins(text: &BlockText, blocks: &[OutlineBlock], at: usize) -> Option<&'static str> {
    let block = &blocks[at];
    if !matches!(block.shape, BlockShape::Note | BlockShape::Paragraph) {
        return None;
    }
    let words = block.words.read(text);
    let is_list = blocks.get(at + 1).is_some_and(|next| next.style().is_some());
    let speaks_of = |words: &str, all: &[&str]| all.iter().any(|one| words.contains(one));
    if is_list && speaks_of(&words, &["場合", "とき", "いずれか", "各号", "適用除外", "例外"])
    {
        Some("exceptions")
    } else if !is_list && words.contains("保有個人データ") && words.contains("利用目的")
    {
        Some("retained-data")
    } else {
        None
    }
}

fn after_purposes(text: &BlockText, blocks: &[OutlineBlock]) -> Option<Vec<OutlineNode>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let kind = begins(text, blocks, at)?;
        let end = (at + 1..blocks.len())
            .find(|next| begins(text, blocks, *next).is_some())
            .unwrap_or(blocks.len());
        let reader: SectionReader =
            if kind == "exceptions" { named::exceptions } else { named::retained };
        let children = reader(text, &blocks[at..end])?;
        out.push(OutlineNode::new(Form::Group, Role::of(kind)).with(children));
        at = end;
    }
    Some(out)
}
