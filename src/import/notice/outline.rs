//! Blocks in their order to nested blocks: which entry belongs to which list, which words to which heading. As the
//! source says it, or else by markers, numbers, indentation and blank lines; does not know what the words say.

use super::headings::Wrap;
use crate::import::block::{Block, BlockKind, BlockText, ListPlace};
use crate::import::lines::trim;
use crate::import::list_marker::{ListMarker, ListMarkerStyle};
use crate::import::outline_tree::WordRanges;

/// A block of the text with the blocks below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OutlineBlock {
    pub(super) shape: BlockShape,
    /// The printed number, or the mark of a note.
    pub(super) label: WordRanges,
    pub(super) words: WordRanges,
    /// A blank line stands before it.
    pub(super) apart: bool,
    indent: usize,
    /// Said to be an entry of a list and nothing else.
    is_entry: bool,
    /// The list in which it is said to stand.
    pub(super) place: Option<ListPlace>,
    pub(super) children: Vec<OutlineBlock>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockShape {
    /// A line with a marker: an entry of a list, or a heading.
    Entry(ListMarkerStyle, Vec<u32>),
    Paragraph,
    Note,
    Table(Vec<Vec<WordRanges>>),
}

/// Deeper nesting goes on at this depth.
const MAX_DEPTH: usize = 12;
/// Headings are not longer than this, in characters.
const HEADING_CHARS: usize = 45;

impl OutlineBlock {
    fn new(shape: BlockShape, words: WordRanges, apart: bool) -> OutlineBlock {
        OutlineBlock {
            shape,
            label: WordRanges::none(),
            words,
            apart,
            indent: 0,
            is_entry: false,
            place: None,
            children: vec![],
        }
    }

    /// Words that stand alone.
    pub(super) fn paragraph(words: WordRanges) -> OutlineBlock {
        OutlineBlock::new(BlockShape::Paragraph, words, true)
    }

    /// The style of an entry.
    pub(super) fn style(&self) -> Option<&ListMarkerStyle> {
        match &self.shape {
            BlockShape::Entry(style, _) => Some(style),
            BlockShape::Paragraph | BlockShape::Note | BlockShape::Table(_) => None,
        }
    }

    /// True when the words are short and no sentence, and the marker can be one of a heading.
    pub(super) fn could_head(&self, text: &BlockText) -> bool {
        if self.is_entry {
            return false;
        }
        let words = self.words.read(text);
        let is_short = words.chars().count() <= HEADING_CHARS && !words.is_empty();
        let is_sentence = words.ends_with(['。', '、', '，']) || words.contains('。');
        self.style().is_some_and(|style| {
            style.is_heading_mark() || (!style.is_plain_bullet() && is_short && !is_sentence)
        })
    }
}

/// The blocks of a text; which lines without any mark are headings is told.
pub(super) fn outline(
    text: &BlockText,
    lines: &[Block],
    wrap: Wrap,
    is_bare: &dyn Fn(usize) -> bool,
) -> OutlineBlock {
    let mut builder = OutlineBuilder {
        text,
        wrap,
        open: vec![OutlineBlock::new(BlockShape::Paragraph, WordRanges::none(), false)],
    };
    let (mut at, mut apart) = (0, true);
    let mut last: Option<usize> = None;
    while at < lines.len() {
        let line = &lines[at];
        let words = &text[line.range.clone()];
        let is_rule = line.kind == BlockKind::Rule;
        if line.is_break() || is_rule {
            if is_rule && words.chars().count() > 9 {
                // A long rule ends everything above it, as before the foot of a page.
                builder.close(1);
            }
            (apart, last) = (true, None);
            at += 1;
            continue;
        }
        let before = last.take().map(|before| &lines[before]);
        let block = |shape, label, from| OutlineBlock {
            label: part(text, line, 0, label),
            place: line.list,
            ..OutlineBlock::new(shape, part(text, line, from, words.len()), apart)
        };
        if line.cells().is_some() {
            let rows = lines[at..].iter().map_while(Block::cells).map(<[_]>::to_vec);
            let rows: Vec<Vec<WordRanges>> = rows.collect();
            at += rows.len();
            builder.leaf(block(BlockShape::Table(rows), 0, words.len()));
            apart = false;
            continue;
        }
        if let (BlockKind::Note, Some(mark)) = (&line.kind, &line.said) {
            builder.leaf(block(BlockShape::Note, mark.token, mark.length));
        } else if let Some(marker) = line.said.clone() {
            at = builder.entry(lines, at, marker, apart);
        } else if is_bare(at) {
            builder.push(block(BlockShape::Entry(ListMarkerStyle::Bare, vec![]), 0, 0), &[]);
        } else if before.is_some_and(|before| builder.wrap.joins(text, before, line)) {
            builder.join(part(text, line, 0, words.len()));
        } else {
            builder.leaf(block(BlockShape::Paragraph, 0, 0));
        }
        (last, apart) = (Some(at), false);
        at += 1;
    }
    builder.close(1);
    let mut root = builder.open.remove(0);
    settle(&mut root);
    root
}

fn part(text: &str, line: &Block, from: usize, to: usize) -> WordRanges {
    WordRanges::of(trim(text, line.range.start + from..line.range.start + to))
}

struct OutlineBuilder<'t> {
    text: &'t BlockText,
    wrap: Wrap,
    /// The root and the entries that are open, outermost first.
    open: Vec<OutlineBlock>,
}

impl OutlineBuilder<'_> {
    /// Closes open entries until so many are left.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth.max(1) {
            let block = self.open.pop().expect("counted");
            self.innermost().children.push(block);
        }
    }

    fn innermost(&mut self) -> &mut OutlineBlock {
        self.open.last_mut().expect("the root stays open")
    }

    /// Adds a marked line; returns the last line taken (words may stand on the line below their number).
    fn entry(&mut self, lines: &[Block], at: usize, marker: ListMarker, apart: bool) -> usize {
        let line = &lines[at];
        let words = &self.text[line.range.clone()];
        let label = marker.label();
        let mut end = words.len();
        if let ListMarkerStyle::Boxed(_) = marker.style {
            end -= words.chars().next_back().map_or(0, char::len_utf8);
        }
        let mut block = OutlineBlock {
            shape: BlockShape::Entry(marker.style.clone(), marker.numbers.clone()),
            label: part(self.text, line, label.start, label.end),
            words: part(self.text, line, marker.length.min(end), end),
            apart,
            indent: line.indent,
            is_entry: line.kind == BlockKind::Entry,
            place: line.list,
            children: vec![],
        };
        let mut taken = at;
        if block.words.is_empty()
            && let Some(below) = self.words_below(lines, at)
        {
            block.words = WordRanges::of(lines[below].range.clone());
            taken = below;
        }
        self.push(block, &lines[taken + 1..]);
        taken
    }

    /// The line with the words of a number that stands alone: the next one that is not blank, if it has no mark.
    fn words_below(&self, lines: &[Block], at: usize) -> Option<usize> {
        let below = (at + 1..lines.len().min(at + 3)).find(|line| !lines[*line].is_break())?;
        lines[below].is_bare().then_some(below)
    }

    /// Whether a number one is followed by a number two: a list begins; else it may be one of many ones.
    fn restarts(style: &ListMarkerStyle, after: &[Block]) -> bool {
        let mut next = after.iter().filter_map(|line| line.said.as_ref());
        let next = next.find(|next| next.style == *style);
        next.is_some_and(|next| next.numbers.contains(&2))
    }

    /// Opens an entry at its level.
    fn push(&mut self, block: OutlineBlock, after: &[Block]) {
        let depth = self.level(&block, after);
        self.close(depth.min(MAX_DEPTH));
        self.open.push(block);
    }

    /// How many blocks stay open around a new entry.
    fn level(&self, block: &OutlineBlock, after: &[Block]) -> usize {
        let BlockShape::Entry(style, numbers) = &block.shape else {
            return self.open.len();
        };
        if let ListMarkerStyle::Hash(depth) = style {
            let outer = |open: &OutlineBlock| !matches!(open.style(), Some(ListMarkerStyle::Hash(other)) if other < depth);
            return 1 + self.open[1..].iter().rposition(|open| !outer(open)).map_or(0, |at| at + 1);
        }
        if let Some(depth) = block.place.and_then(|place| self.said_level(place)) {
            return depth;
        }
        let siblings: Vec<usize> =
            (1..self.open.len()).filter(|at| self.open[*at].style() == Some(style)).collect();
        if let Some(depth) = self.sibling(&siblings, block, after) {
            return depth;
        }
        let first = numbers.is_empty() || numbers.contains(&1);
        if let Some(last) = siblings.last().filter(|_| !first) {
            return *last;
        }
        // A new list after a blank line does not belong to the last entry of a finished one, unless that announces it.
        let is_list = |open: &OutlineBlock| {
            let words = open.words.read(self.text);
            let announces = ["：", ":", "次のとおり", "以下のとおり"];
            !open.could_head(self.text) && !announces.iter().any(|end| words.ends_with(end))
        };
        let mut depth = self.open.len();
        while block.apart && depth > 1 && is_list(&self.open[depth - 1]) {
            depth -= 1;
        }
        depth
    }

    /// The level of the open entry that the new one follows in its list.
    fn sibling(&self, same: &[usize], block: &OutlineBlock, after: &[Block]) -> Option<usize> {
        let open = &self.open;
        let BlockShape::Entry(style, numbers) = &block.shape else {
            return None;
        };
        let follows = |at: &&usize| match &open[**at].shape {
            BlockShape::Entry(ListMarkerStyle::Bullet(_), _) => {
                open[**at].indent.abs_diff(block.indent) <= 1
            }
            BlockShape::Entry(_, before) if numbers.is_empty() => before.is_empty(),
            BlockShape::Entry(_, before) => before.iter().any(|one| numbers.contains(&(one + 1))),
            BlockShape::Paragraph | BlockShape::Note | BlockShape::Table(_) => false,
        };
        let fits: Vec<usize> = same.iter().filter(follows).copied().collect();
        if let [outer, .., inner] = fits.as_slice() {
            // Both lists could go on: after a blank line it is the outer one, unless the inner one is spaced too.
            let is_spaced = open[*inner].apart;
            return Some(if block.apart && !is_spaced { *outer } else { *inner });
        }
        fits.first().copied().or_else(|| {
            // Lists numbered 1. 1. 1. by an export: neighbours of one list, when nothing stands between them.
            let last = *same.last()?;
            let is_same =
                matches!(&open[last].shape, BlockShape::Entry(_, before) if before == numbers);
            let is_next = last + 1 == open.len() && open[last].children.is_empty() && !block.apart;
            let is_one = is_same && is_next && open[last].indent == block.indent;
            (is_one && !Self::restarts(style, after)).then_some(last)
        })
    }

    /// How many blocks stay open around an entry whose list is open: those around its list's last entry of its depth,
    /// or that of the family which is less deep.
    fn said_level(&self, own: ListPlace) -> Option<usize> {
        self.open.iter().enumerate().rev().find_map(|(at, open)| {
            let place = open.place?;
            if place.list == own.list && place.depth == own.depth {
                return Some(at);
            }
            (place.family == own.family && place.depth < own.depth).then_some(at + 1)
        })
    }

    /// Adds a block that is no entry.
    fn leaf(&mut self, block: OutlineBlock) {
        let entry = block
            .place
            .and_then(|place| self.open.iter().rposition(|open| open.place == Some(place)));
        if let Some(entry) = entry {
            // It stands in its entry, behind all that stands deeper.
            self.close(entry + 1);
        } else if block.apart || block.shape == BlockShape::Note {
            let depth = self
                .open
                .iter()
                .rposition(|open| open.could_head(self.text))
                .map_or(1, |at| at + 1);
            self.close(depth);
        }
        self.innermost().children.push(block);
    }

    /// Joins a wrapped line to the words before it.
    fn join(&mut self, words: WordRanges) {
        let inner = self.innermost();
        match inner.children.last_mut() {
            Some(last) if !matches!(last.shape, BlockShape::Table(_)) => last.words.join(words),
            Some(_) | None => inner.words.join(words),
        }
    }
}

/// A list whose last entry alone has something behind a blank line: that belongs after the list.
fn settle(block: &mut OutlineBlock) {
    let mut children = std::mem::take(&mut block.children);
    for child in &mut children {
        settle(child);
    }
    let mut out: Vec<OutlineBlock> = Vec::new();
    for at in 0..children.len() {
        let mut child = std::mem::replace(
            &mut children[at],
            OutlineBlock::new(BlockShape::Paragraph, WordRanges::none(), false),
        );
        let is_last = children.get(at + 1).is_none_or(|next| next.style() != child.style());
        let is_list = out.last().is_some_and(|before| {
            before.style().is_some()
                && before.style() == child.style()
                && before.children.is_empty()
        });
        let mut after = Vec::new();
        let is_marked = child.style().is_some_and(ListMarkerStyle::is_heading_mark);
        if is_last
            && is_list
            && !is_marked
            && child.children.iter().all(|below| below.apart && below.style().is_none())
        {
            after = std::mem::take(&mut child.children);
        }
        out.push(child);
        out.extend(after);
    }
    block.children = out;
}
