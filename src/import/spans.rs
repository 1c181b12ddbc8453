//! Links and strong words: read once where words print them (`words <https://…>`, `[words](https://…)`, bare
//! `https://…`, `**words**`), beside those that a source says; and given to the words of an outline tree at its end.
//! Does not know blocks from one another, nor whether an address is allowed.

use super::block::{BlockText, WordSpan};
use super::notice::Notice;
use super::outline_tree::{OutlineNode, RangeMark, WordRanges};
use crate::text::reading::check_link;
use std::ops::Range;

/// Characters before which the words of a link begin.
const STOPS: &str = "。、，．！？!?:：;；（）()「」『』【】［］[]<>\t 　";

/// Reads the signs of links and strong words in the words of which nothing is said.
pub(super) fn read_spans(source: &mut BlockText) {
    let said = std::mem::take(&mut source.spans);
    let mut out = Vec::new();
    for block in &source.blocks {
        match block.cells() {
            Some(cells) => {
                let parts = cells.iter().flat_map(|cell| &cell.parts);
                parts.for_each(|part| in_words(source, part.range.clone(), &said, &mut out));
            }
            None => {
                let length = block.said.as_ref().map_or(0, |marker| marker.length);
                let start = block.range.start + length.min(block.range.len());
                in_words(source, start..block.range.end, &said, &mut out);
            }
        }
    }
    out.extend(said);
    out.sort_by_key(|span| (span.form.start, std::cmp::Reverse(span.form.end)));
    source.spans = Vec::new();
    out.into_iter().for_each(|span| add(&mut source.spans, span));
}

/// Adds a span behind others; one within words that are said to be strong parts them.
fn add(spans: &mut Vec<WordSpan>, span: WordSpan) {
    let Some(last) = spans.last_mut().filter(|last| span.form.start < last.form.end) else {
        spans.push(span);
        return;
    };
    if last.mark != RangeMark::Strong || last.form != last.range {
        return;
    }
    let rest = span.form.end..last.form.end;
    last.range.end = span.form.start;
    last.form = last.range.clone();
    if last.range.is_empty() {
        spans.pop();
    }
    spans.push(span);
    if !rest.is_empty() {
        spans.push(WordSpan { range: rest.clone(), form: rest, mark: RangeMark::Strong });
    }
}

/// Reads the words that stand between those of which something is said.
fn in_words(text: &str, range: Range<usize>, said: &[WordSpan], out: &mut Vec<WordSpan>) {
    let mut at = range.start;
    let from = said.partition_point(|span| span.form.end <= range.start);
    let within = said[from..].iter().take_while(|span| span.form.start < range.end);
    for span in within.filter(|span| span.mark != RangeMark::Strong) {
        in_stretch(text, at..span.form.start.max(at), out);
        at = at.max(span.form.end);
    }
    in_stretch(text, at..range.end.max(at), out);
}

fn in_stretch(text: &str, range: Range<usize>, out: &mut Vec<WordSpan>) {
    let mut at = range.start;
    while let Some(found) = find_link(text, at..range.end) {
        strong(text, at..found.form.start, out);
        at = found.form.end;
        out.push(found);
    }
    strong(text, at..range.end, out);
}

/// The first address in a range that a page could link to; any other stays words.
fn find_link(text: &str, range: Range<usize>) -> Option<WordSpan> {
    let mut starts = text[range.clone()].match_indices("http");
    starts.find_map(|(at, _)| link_at(text, range.clone(), range.start + at))
}

/// The address that begins there.
fn link_at(text: &str, range: Range<usize>, start: usize) -> Option<WordSpan> {
    let rest = &text[start..range.end];
    if !["https://", "http://"].iter().any(|scheme| rest.starts_with(scheme)) {
        return None;
    }
    let length = rest.find(|c: char| !is_address_char(c)).unwrap_or(rest.len());
    // Of `[words](address)`, the address ends with its bracket, whatever follows.
    let length = if text[range.start..start].ends_with("](") {
        rest[..length].find(')').unwrap_or(length)
    } else {
        length
    };
    let length = rest[..length].trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'']).len();
    let address = start..start + length;
    if check_link(&text[address.clone()]).is_err() {
        return None;
    }
    let before = &text[range.start..start];
    if let Some(open) = before.strip_suffix("](").and_then(|inner| inner.rfind('[')) {
        let inner = range.start + open + 1..start - "](".len();
        if text[address.end..range.end].starts_with(')') && !inner.is_empty() {
            return Some(link(inner.clone(), inner.start - 1..address.end + 1, address));
        }
    }
    let is_pointed = before.ends_with('<') && text[address.end..range.end].starts_with('>');
    Some(if is_pointed {
        pointed(range.start, before, address)
    } else {
        link(address.clone(), address.clone(), address)
    })
}

fn link(range: Range<usize>, form: Range<usize>, address: Range<usize>) -> WordSpan {
    WordSpan { range, form, mark: RangeMark::Link(address) }
}

/// `words <address>`: the words back to the last stop before them.
fn pointed(base: usize, before: &str, address: Range<usize>) -> WordSpan {
    let head = before[..before.len() - 1].trim_end_matches(' ');
    let from = head
        .rfind(|c| STOPS.contains(c))
        .map_or(0, |stop| stop + head[stop..].chars().next().map_or(1, char::len_utf8));
    let named = base + from..base + head.len();
    let words = if named.is_empty() { address.clone() } else { named };
    // Of `<address>` alone, the bracket before it belongs to the form.
    let form = words.start.min(address.start - 1)..address.end + 1;
    link(words, form, address)
}

fn is_address_char(c: char) -> bool {
    c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c)
}

/// Every `**…**` with words between that begin and end without a space.
fn strong(text: &str, range: Range<usize>, out: &mut Vec<WordSpan>) {
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find("**") {
        let start = at + open + 2;
        let Some(length) = text[start..range.end].find("**") else {
            return;
        };
        let (inner, end) = (&text[start..start + length], start + length + 2);
        let is_tight = length > 0
            && !inner.contains('*')
            && inner.trim().len() == length
            && !text[end..range.end].starts_with('*');
        if !is_tight {
            return;
        }
        let (range, form) = (start..start + length, start - 2..end);
        out.push(WordSpan { range, form, mark: RangeMark::Strong });
        at = end;
    }
}

/// What words of an outline tree may be: only prose can say that some are strong.
type MayBe = fn(&RangeMark) -> bool;
const LINKED: MayBe = |mark| *mark != RangeMark::Strong;

/// Gives the words of a notice their links and, in prose, their strong words.
pub(super) fn give_spans(source: &BlockText, notice: &mut Notice) {
    for node in notice.sections.iter_mut().flat_map(|section| section.ways.iter_mut().flatten()) {
        let may_be: MayBe = if node.role.as_str() == "prose" { |_| true } else { LINKED };
        marked(source, &mut node.heading, LINKED);
        marked(source, &mut node.text, may_be);
        node.children.iter_mut().for_each(|child| in_node(source, child, may_be));
    }
}

fn in_node(source: &BlockText, node: &mut OutlineNode, may_be: MayBe) {
    marked(source, &mut node.heading, may_be);
    marked(source, &mut node.text, may_be);
    node.children.iter_mut().for_each(|child| in_node(source, child, may_be));
}

fn marked(source: &BlockText, words: &mut WordRanges, may_be: MayBe) {
    let mut out = WordRanges::none().behind(words.sign.take());
    for part in words.parts.drain(..) {
        if part.mark != RangeMark::Plain {
            out.parts.push(part);
            continue;
        }
        let mut at = part.range.start;
        let spans = source.spans_in(&part.range).filter(|(.., mark)| may_be(mark));
        for (range, form, mark) in spans {
            out.push(at..form.start, RangeMark::Plain);
            out.push(range, mark.clone());
            at = form.end;
        }
        out.push(at..part.range.end, RangeMark::Plain);
    }
    *words = out;
}
