//! Addresses in running words: `words <https://…>`, `[words](https://…)`, bare `https://…`.
//! Does not know whether an address is allowed.

use crate::import::outline_tree::{MarkedRange, RangeMark, WordRanges};
use crate::text::reading::check_link;
use std::ops::Range;

/// Characters before which the words of a link begin.
const STOPS: &str = "。、，．！？!?:：;；（）()「」『』【】［］[]<>\t 　";

/// The same words with their addresses as links.
pub(super) fn links(text: &str, words: &WordRanges) -> WordRanges {
    let mut out = WordRanges::none();
    for part in &words.parts {
        in_part(text, part.range.clone(), &mut out.parts);
    }
    out
}

fn in_part(text: &str, range: Range<usize>, out: &mut Vec<MarkedRange>) {
    let mut at = range.start;
    while let Some(found) = find_link(text, at..range.end) {
        push(out, at..found.start, RangeMark::Plain);
        push(out, found.words.clone(), RangeMark::Link(found.address));
        at = found.end;
    }
    push(out, at..range.end, RangeMark::Plain);
}

fn push(out: &mut Vec<MarkedRange>, range: Range<usize>, mark: RangeMark) {
    if !range.is_empty() {
        out.push(MarkedRange { range, mark });
    }
}

struct FoundLink {
    /// Where the form of the link begins.
    start: usize,
    words: Range<usize>,
    address: Range<usize>,
    end: usize,
}

/// The first address in a range.
fn find_link(text: &str, range: Range<usize>) -> Option<FoundLink> {
    let words = &text[range.clone()];
    let at = ["https://", "http://"].iter().filter_map(|scheme| words.find(scheme)).min()?;
    let start = range.start + at;
    let rest = &text[start..range.end];
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
        // No address that a page could link to: it stays words.
        return find_link(text, start + "http".len()..range.end);
    }
    let before = &text[range.start..start];
    if let Some(open) = before.strip_suffix("](").and_then(|inner| inner.rfind('[')) {
        let inner = range.start + open + 1..start - "](".len();
        if text[address.end..range.end].starts_with(')') && !inner.is_empty() {
            // The bracket before the words is dropped with the form of the link.
            return Some(FoundLink {
                start: inner.start - 1,
                words: inner,
                end: address.end + 1,
                address,
            });
        }
    }
    let is_pointed = before.ends_with('<') && text[address.end..range.end].starts_with('>');
    Some(if is_pointed {
        pointed(range.start, before, address)
    } else {
        FoundLink { start: address.start, words: address.clone(), end: address.end, address }
    })
}

/// `words <address>`: the words back to the last stop before them.
fn pointed(base: usize, before: &str, address: Range<usize>) -> FoundLink {
    let head = before[..before.len() - 1].trim_end_matches(' ');
    let from = head
        .rfind(|c| STOPS.contains(c))
        .map_or(0, |stop| stop + head[stop..].chars().next().map_or(1, char::len_utf8));
    let named = base + from..base + head.len();
    let words = if named.is_empty() { address.clone() } else { named };
    // Of `<address>` alone, the bracket before it belongs to the form.
    FoundLink { start: words.start.min(address.start - 1), words, end: address.end + 1, address }
}

fn is_address_char(c: char) -> bool {
    c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c)
}

/// The same words with `**…**` as strong words; for prose, which can say it.
pub(super) fn strong(text: &str, words: WordRanges) -> WordRanges {
    let mut out = WordRanges::none();
    for part in words.parts {
        let mut at = part.range.start;
        while part.mark == RangeMark::Plain
            && let Some((open, close)) = pair(&text[at..part.range.end])
        {
            push(&mut out.parts, at..at + open, RangeMark::Plain);
            push(&mut out.parts, at + open + 2..at + close, RangeMark::Strong);
            at += close + 2;
        }
        push(&mut out.parts, at..part.range.end, part.mark);
    }
    out
}

/// Where a pair of `**` opens and closes, with words between that begin and end without a space.
fn pair(words: &str) -> Option<(usize, usize)> {
    let open = words.find("**")?;
    let inner = &words[open + 2..];
    let close = inner.find("**")?;
    let is_tight = close > 0
        && !inner[..close].contains('*')
        && inner[..close].trim().len() == close
        && !inner[close + 2..].starts_with('*');
    is_tight.then_some((open, open + 2 + close))
}

/// True when the words are a link and nothing else.
pub(super) fn is_link(words: &WordRanges) -> bool {
    matches!(words.parts.as_slice(), [MarkedRange { mark: RangeMark::Link(_), .. }])
}
