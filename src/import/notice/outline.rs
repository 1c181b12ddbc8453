//! Lines to nested blocks: which entry belongs to which list, which words to which heading. By markers, numbers,
//! indentation and blank lines only; does not know what the words say.

use super::headings::Wrap;
use super::tables::{self, LineTable};
use crate::import::lines::{LineShape, TextLine};
use crate::import::list_marker::{self, ListMarker, ListMarkerStyle};
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
    /// Said to be an entry of a list.
    is_entry: bool,
    pub(super) children: Vec<OutlineBlock>,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum BlockShape {
    Root,
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
            BlockShape::Root | BlockShape::Paragraph | BlockShape::Note | BlockShape::Table(_) => {
                None
            }
        }
    }

    /// True when the words are short and no sentence, and the marker can be one of a heading.
    pub(super) fn could_head(&self, text: &str) -> bool {
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

/// Which lines without any mark are headings.
pub(super) type BareHeadings<'a> = &'a dyn Fn(usize) -> bool;

/// The blocks of a text.
pub(super) fn outline(
    text: &str,
    lines: &[TextLine],
    wrap: Wrap,
    is_bare: BareHeadings<'_>,
) -> OutlineBlock {
    let mut builder = OutlineBuilder {
        text,
        wrap,
        open: vec![OutlineBlock::new(BlockShape::Root, WordRanges::none(), false)],
    };
    let (mut at, mut apart) = (0, true);
    let mut last: Option<usize> = None;
    while at < lines.len() {
        let line = &lines[at];
        let words = &text[line.range.clone()];
        if line.is_blank() || is_rule(words) {
            if is_rule(words) && words.chars().count() > 9 {
                // A long rule ends everything above it, as before the foot of a page.
                builder.close(1);
            }
            (apart, last) = (true, None);
            at += 1;
            continue;
        }
        let before = last.take().map(|before| &lines[before]);
        if let Some(LineTable { lines: taken, rows }) = tables::at(text, lines, at) {
            builder.leaf(OutlineBlock::new(BlockShape::Table(rows), WordRanges::none(), apart));
            at = taken.end;
            apart = false;
            continue;
        }
        if let Some((token, length)) = list_marker::note_mark(words) {
            let mut note =
                OutlineBlock::new(BlockShape::Note, part(line, length, words.len()), apart);
            note.label = part(line, 0, token);
            builder.leaf(note);
        } else if let Some(marker) = line.marker(text) {
            at = builder.entry(lines, at, marker, apart);
        } else if is_bare(at) {
            let shape = BlockShape::Entry(ListMarkerStyle::Bare, vec![]);
            builder.push(OutlineBlock::new(shape, part(line, 0, words.len()), apart), Restarts::No);
        } else if before.is_some_and(|before| builder.wrap.joins(text, before, line)) {
            builder.join(part(line, 0, words.len()));
        } else {
            let whole = part(line, 0, words.len());
            builder.leaf(OutlineBlock::new(BlockShape::Paragraph, whole, apart));
        }
        (last, apart) = (Some(at), false);
        at += 1;
    }
    builder.close(1);
    let mut root = builder.open.remove(0);
    settle(&mut root);
    root
}

fn part(line: &TextLine, from: usize, to: usize) -> WordRanges {
    WordRanges::of(line.range.start + from..line.range.start + to)
}

/// A line of one sign again and again: a rule between parts.
pub(super) fn is_rule(words: &str) -> bool {
    let mut signs = words.chars().filter(|c| *c != ' ');
    let first = signs.next().filter(|c| "-=_*─━═＿~～〜＊・.―＝".contains(*c));
    words.chars().count() >= 3 && signs.all(|c| Some(c) == first)
}

/// Whether a number one begins a list of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Restarts {
    Yes,
    No,
}

struct OutlineBuilder<'t> {
    text: &'t str,
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
    fn entry(&mut self, lines: &[TextLine], at: usize, marker: ListMarker, apart: bool) -> usize {
        let line = &lines[at];
        let words = &self.text[line.range.clone()];
        let label = marker.label();
        let mut end = words.len();
        if let ListMarkerStyle::Boxed(_) = marker.style {
            end -= words.chars().next_back().map_or(0, char::len_utf8);
        }
        let mut block =
            OutlineBlock::new(BlockShape::Root, part(line, marker.length.min(end), end), apart);
        block.label = part(line, label.start, label.end);
        block.indent = line.indent;
        block.is_entry = line.shape == LineShape::Entry;
        let mut taken = at;
        if block.words.is_empty()
            && let Some(below) = self.words_below(lines, at)
        {
            block.words = WordRanges::of(lines[below].range.clone());
            taken = below;
        }
        let restarts = self.restarts(lines, taken, &marker);
        block.shape = BlockShape::Entry(marker.style, marker.numbers);
        self.push(block, restarts);
        taken
    }

    /// The line with the words of a number that stands alone: the next one that is not blank, if it has no mark.
    fn words_below(&self, lines: &[TextLine], at: usize) -> Option<usize> {
        let below = (at + 1..lines.len().min(at + 3)).find(|line| !lines[*line].is_blank())?;
        let words = &self.text[lines[below].range.clone()];
        let is_free = lines[below].marker(self.text).is_none()
            && list_marker::note_mark(words).is_none()
            && !is_rule(words)
            && tables::at(self.text, lines, below).is_none();
        is_free.then_some(below)
    }

    /// Whether a number one is followed by a number two: a list begins; else it may be one of many ones.
    fn restarts(&self, lines: &[TextLine], at: usize, marker: &ListMarker) -> Restarts {
        let after = lines[at + 1..]
            .iter()
            .filter_map(|line| line.marker(self.text))
            .find(|next| next.style == marker.style);
        match after {
            Some(next) if next.numbers.contains(&2) => Restarts::Yes,
            Some(_) | None => Restarts::No,
        }
    }

    /// Opens an entry at its level.
    fn push(&mut self, block: OutlineBlock, restarts: Restarts) {
        let depth = self.level(&block, restarts);
        self.close(depth.min(MAX_DEPTH));
        self.open.push(block);
    }

    /// How many blocks stay open around a new entry.
    fn level(&self, block: &OutlineBlock, restarts: Restarts) -> usize {
        let BlockShape::Entry(style, numbers) = &block.shape else {
            return self.open.len();
        };
        if let ListMarkerStyle::Hash(depth) = style {
            let outer = |open: &OutlineBlock| !matches!(open.style(), Some(ListMarkerStyle::Hash(other)) if other < depth);
            return 1 + self.open[1..].iter().rposition(|open| !outer(open)).map_or(0, |at| at + 1);
        }
        let siblings: Vec<usize> =
            (1..self.open.len()).filter(|at| self.open[*at].style() == Some(style)).collect();
        if let Some(depth) = sibling(&self.open, &siblings, block, restarts) {
            return depth;
        }
        let first = numbers.is_empty() || numbers.contains(&1);
        if let Some(last) = siblings.last().filter(|_| !first) {
            return *last;
        }
        // A new list after a blank line does not belong to the last entry of a finished one.
        let is_list = |open: &OutlineBlock| {
            !open.could_head(self.text) && !ends_open(&open.words.read(self.text))
        };
        let mut depth = self.open.len();
        while block.apart && depth > 1 && is_list(&self.open[depth - 1]) {
            depth -= 1;
        }
        depth
    }

    /// Adds a block that is no entry.
    fn leaf(&mut self, block: OutlineBlock) {
        if block.apart || block.shape == BlockShape::Note {
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

/// An entry that announces what follows it.
fn ends_open(words: &str) -> bool {
    words.ends_with(['：', ':']) || words.ends_with("次のとおり") || words.ends_with("以下のとおり")
}

/// The level of the open entry that the new one follows in its list.
fn sibling(
    open: &[OutlineBlock],
    same: &[usize],
    block: &OutlineBlock,
    restarts: Restarts,
) -> Option<usize> {
    let BlockShape::Entry(_, numbers) = &block.shape else {
        return None;
    };
    let follows = |at: &&usize| match &open[**at].shape {
        BlockShape::Entry(ListMarkerStyle::Bullet(_), _) => {
            open[**at].indent.abs_diff(block.indent) <= 1
        }
        BlockShape::Entry(_, before) if numbers.is_empty() => before.is_empty(),
        BlockShape::Entry(_, before) => before.iter().any(|one| numbers.contains(&(one + 1))),
        BlockShape::Root | BlockShape::Paragraph | BlockShape::Note | BlockShape::Table(_) => false,
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
        (restarts == Restarts::No && is_same && is_next && open[last].indent == block.indent)
            .then_some(last)
    })
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
            OutlineBlock::new(BlockShape::Root, WordRanges::none(), false),
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
