//! What pages and Word files fill their sheet with alike: the line and the blocks that are open, what is left out,
//! readings, links that can be kept. Knows no element.

use super::sheet::{Bit, MarkupBlock, MarkupSheet, OmittedPart, RubyReading};
use crate::text::edits::Reason;
use crate::text::reading::{LinkAddress, check_link};
use std::ops::Range;

/// A picture.
pub(crate) const PICTURE: Reason = Reason::omission("import/picture");
/// A reading over words.
pub(crate) const RUBY: Reason = Reason::omission("import/ruby");

/// The blocks that are being gathered, and the line.
#[derive(Default)]
pub(crate) struct OpenBlocks {
    /// Blocks that are whole.
    pub(crate) blocks: Vec<MarkupBlock>,
    /// The line that is open.
    pub(crate) line: Vec<Bit>,
}

impl OpenBlocks {
    /// Ends the line; one with words is a paragraph.
    pub(crate) fn flush(&mut self, source: &str) {
        let line = std::mem::take(&mut self.line);
        if has_words(source, &line) {
            self.blocks.push(MarkupBlock::Paragraph(line));
        }
    }
}

/// The words of bits as they show, line breaks as such.
pub(crate) fn words_of_bits(source: &str, bits: &[Bit]) -> String {
    bits.iter().map(|bit| words_of_bit(source, bit)).collect()
}

/// True when something shows besides white space: the first words say so.
pub(crate) fn has_words(source: &str, bits: &[Bit]) -> bool {
    bits.iter().any(|bit| !words_of_bit(source, bit).trim().is_empty())
}

fn words_of_bit<'a>(source: &'a str, bit: &'a Bit) -> &'a str {
    match bit {
        Bit::Words(chunk) => chunk.words(source),
        Bit::Added(_, words, _) => words,
        Bit::Break => "\n",
        Bit::Link(_) | Bit::Unlink | Bit::Strong | Bit::Weak => "",
    }
}

/// Words on one line.
pub(crate) fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl MarkupSheet {
    /// Leaves words out.
    pub(crate) fn omit(&mut self, range: Range<usize>, reason: Reason, words: &str) {
        self.omissions.push(OmittedPart { range, reason, words: on_one_line(words) });
    }

    /// Notes how words are read.
    pub(crate) fn add_reading(&mut self, base: &str, reading: &str) {
        if !base.is_empty() && !reading.is_empty() {
            let (base, reading) = (base.to_owned(), reading.to_owned());
            self.readings.push(RubyReading { base, reading });
        }
    }
}

/// True when `[words](address)` says this link and nothing else.
pub(crate) fn can_be_written(words: &str, to: &str) -> bool {
    let is_web = matches!(check_link(to), Ok(LinkAddress::Web(_)));
    let is_plain = to.chars().all(|c| c.is_ascii_graphic() && !"<>\"{}|\\^`()[]'".contains(c));
    let is_ended = !to.ends_with(['.', ',', ';', ':', '!', '?']);
    // An address within the words would be a link of its own.
    let is_free = words == to || (!words.contains(['[', ']', '<', '>']) && !words.contains("://"));
    is_web && is_plain && is_ended && is_free
}
