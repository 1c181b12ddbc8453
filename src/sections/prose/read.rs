//! Markdown to provisions, without recursion and with a limit of depth. Does not know how it is written back.

use super::super::SectionReading;
use super::super::reader::Reader;
use super::super::source::YamlSource;
use super::super::wording;
use super::super::yaml;
use super::line::{InlineText, not_possible};
use super::{LABEL, UNNUMBERED, label_of};
use crate::text::inline;
use crate::tree::{Bare, Form, Provision, Role, Text};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;
use std::sync::Arc;

/// Lists and groups inside each other.
const MAX_DEPTH: usize = 16;

/// Reads a file of prose as a section: its first heading of level 1, if it opens with one, is the section's.
pub fn read_prose(source: &YamlSource<'_>, role: Role) -> SectionReading {
    let mut reader = Reader::new(source);
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut blocks = Blocks {
        open: vec![OpenBlock::new(Bare::new(Form::Group).role(role), 0)],
        label: None,
        line: None,
        heading: None,
        too_deep: false,
        is_first: true,
    };
    for (event, range) in Parser::new_ext(source.words(), options).into_offset_iter() {
        blocks.event(&mut reader, event, range);
    }
    let (section, label) = blocks.finish();
    if section.children().is_empty() && section.heading().is_empty() {
        let finding = super::super::yaml::empty(source);
        reader.say(finding);
    }
    SectionReading { section: Some(section), label, notes: reader.finish() }
}

/// A provision whose end has not come yet.
struct OpenBlock {
    bare: Bare,
    children: Vec<Arc<Provision>>,
    /// The level of its heading; 0 for the section and for blocks.
    level: usize,
    /// Numbers of an ordered list: the next one and what follows it.
    numbers: Option<(u64, char)>,
}

impl OpenBlock {
    fn new(bare: Bare, level: usize) -> OpenBlock {
        OpenBlock { bare, children: Vec::new(), level, numbers: None }
    }
}

/// What is said about a heading before its words.
struct HeadingMarks {
    level: usize,
    key: Option<(String, Range<usize>)>,
    /// A number that its words do not show as one.
    label: Option<String>,
    is_unnumbered: bool,
}

struct Blocks {
    open: Vec<OpenBlock>,
    /// The number that the section's own heading prints.
    label: Option<String>,
    line: Option<InlineText>,
    heading: Option<HeadingMarks>,
    too_deep: bool,
    is_first: bool,
}

impl Blocks {
    fn event(&mut self, reader: &mut Reader<'_>, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(reader, tag, range),
            Event::End(tag) => self.end(reader, tag),
            Event::Text(words) | Event::Code(words) => self.words(reader, &words, range),
            Event::SoftBreak => self.line().soft_break(),
            Event::HardBreak => self.line().hard_break(&range),
            Event::Html(tag) | Event::InlineHtml(tag) => raw_html(reader, &tag, range),
            Event::Rule => not_possible(reader, "sections/prose-rule", range),
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                not_possible(reader, "sections/prose-formula", range);
            }
            Event::FootnoteReference(_) => not_possible(reader, "sections/prose-footnote", range),
            Event::TaskListMarker(_) => {
                not_possible(reader, "sections/prose-check-box", range);
            }
        }
    }

    /// The line that is being read; one begins when there is none.
    fn line(&mut self) -> &mut InlineText {
        self.line.get_or_insert_with(InlineText::new)
    }

    fn words(&mut self, reader: &mut Reader<'_>, words: &str, range: Range<usize>) {
        let source = reader.source();
        self.line().words(words, source, &range);
    }

    fn start(&mut self, reader: &mut Reader<'_>, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::TableCell => {
                let joined = yaml::swallowed_lines(reader.source(), range);
                joined.into_iter().for_each(|finding| reader.say(finding));
                self.flush(reader);
                self.line = Some(InlineText::new());
            }
            Tag::Heading { level, id, classes, attrs } => {
                let label = attrs.iter().find(|(name, _)| &**name == LABEL);
                self.line = Some(InlineText::new());
                self.heading = Some(HeadingMarks {
                    level: level as usize,
                    key: id.map(|id| (id.to_string(), range)),
                    label: label.and_then(|(_, label)| Some(label.as_ref()?.to_string())),
                    is_unnumbered: classes.iter().any(|class| &**class == UNNUMBERED),
                });
            }
            Tag::List(first) => self.start_list(reader, first, range),
            Tag::Item => {
                let label = self.next_number();
                self.push(reader, Bare::new(Form::Item).label(&label), range);
            }
            Tag::Table(_) => self.push(reader, Bare::new(Form::Table), range),
            Tag::TableHead => self.push(reader, Bare::new(Form::Header), range),
            Tag::TableRow => self.push(reader, Bare::new(Form::Row), range),
            Tag::Emphasis | Tag::Strong => self.line().strong(1),
            Tag::Link { link_type, dest_url, .. } => self
                .line
                .get_or_insert_with(InlineText::new)
                .link(reader, link_type, &dest_url, &range),
            Tag::HtmlBlock => {}
            Tag::BlockQuote(_)
            | Tag::CodeBlock(_)
            | Tag::Image { .. }
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => not_possible(reader, name_of(&tag), range),
        }
    }

    fn end(&mut self, reader: &mut Reader<'_>, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.flush(reader),
            TagEnd::Heading(_) => self.end_heading(reader),
            TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => {
                self.flush(reader);
                self.pop();
            }
            TagEnd::TableCell => {
                let line = self.line.take().unwrap_or_default();
                let text = line.finish(reader, 0);
                self.add(Bare::new(Form::Cell).text(text).leaf());
            }
            TagEnd::Emphasis | TagEnd::Strong => self.line().strong(-1),
            TagEnd::Link => self.line().unlink(),
            TagEnd::HtmlBlock
            | TagEnd::BlockQuote(_)
            | TagEnd::CodeBlock
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn start_list(&mut self, reader: &mut Reader<'_>, first: Option<u64>, range: Range<usize>) {
        self.flush(reader);
        let raw = reader.source().words().get(range.clone()).unwrap_or("");
        let digits = raw.trim_start_matches(|c: char| c.is_ascii_digit());
        let mark = digits.chars().next().unwrap_or('.');
        self.push(reader, Bare::new(Form::List), range);
        if let Some(list) = self.open.last_mut() {
            list.numbers = first.map(|first| (first, mark));
        }
    }

    fn end_heading(&mut self, reader: &mut Reader<'_>) {
        let (Some(heading), Some(line)) = (self.heading.take(), self.line.take()) else {
            return;
        };
        let (label, text) = match heading.label {
            Some(label) => (label, line.finish(reader, 0)),
            None => labelled(reader, line),
        };
        let key = heading.key.and_then(|(key, range)| {
            let raw = reader.source().words().get(range.clone()).unwrap_or("");
            let at = raw.rfind(&*key).map_or(range.start, |at| range.start + at);
            let span = reader.source().span(at..at + key.len());
            reader.key_of(&key, span)
        });
        if self.is_first && heading.level == 1 {
            self.is_first = false;
            if heading.is_unnumbered {
                self.label = Some(String::new());
            } else if !label.is_empty() {
                self.label = Some(label);
            }
            let section = &mut self.open[0].bare;
            section.heading = text;
            section.key = key;
            return;
        }
        while self.open.last().is_some_and(|open| open.level >= heading.level)
            && self.open.len() > 1
        {
            self.pop();
        }
        let bare = Bare::new(Form::Group).label(&label).key(key).heading(text);
        self.is_first = false;
        self.open.push(OpenBlock::new(bare, heading.level));
    }

    /// Puts the line that is being read where it belongs: the first of an item is the item's own text.
    fn flush(&mut self, reader: &mut Reader<'_>) {
        let Some(line) = self.line.take().filter(|line| !line.is_empty()) else {
            return;
        };
        let is_items_own = self.open.last().is_some_and(|open| {
            open.bare.form == Form::Item && open.children.is_empty() && open.bare.text.is_empty()
        });
        if !is_items_own {
            let text = line.finish(reader, 0);
            self.add(Bare::new(Form::Prose).text(text).leaf());
            return;
        }
        let is_bullet = self.open.last().is_some_and(|open| open.bare.label.is_none());
        let (label, text) = if is_bullet {
            labelled(reader, line)
        } else {
            (String::new(), line.finish(reader, 0))
        };
        if let Some(item) = self.open.last_mut() {
            item.bare.text = text;
            if !label.is_empty() {
                item.bare = item.bare.clone().label(&label);
            }
        }
    }

    fn next_number(&mut self) -> String {
        let numbers = self.open.last_mut().and_then(|list| list.numbers.as_mut());
        numbers.map_or_else(String::new, |(number, mark)| {
            *number += 1;
            format!("{}{mark}", *number - 1)
        })
    }

    fn push(&mut self, reader: &mut Reader<'_>, bare: Bare, range: Range<usize>) {
        self.is_first = false;
        if self.open.len() > MAX_DEPTH && !std::mem::replace(&mut self.too_deep, true) {
            not_possible(reader, "sections/prose-depth", range);
        }
        self.open.push(OpenBlock::new(bare, usize::MAX));
    }

    /// Closes the innermost block; beyond the limit of depth its content is not kept (a finding says so).
    fn pop(&mut self) {
        if self.open.len() > 1
            && let Some(open) = self.open.pop()
            && self.open.len() <= MAX_DEPTH
        {
            self.add(open.bare.with(open.children));
        }
    }

    fn add(&mut self, provision: Arc<Provision>) {
        self.is_first = false;
        if let Some(open) = self.open.last_mut() {
            open.children.push(provision);
        }
    }

    fn finish(mut self) -> (Arc<Provision>, Option<String>) {
        while self.open.len() > 1 {
            self.pop();
        }
        let section = self.open.pop().expect("the section is never closed before");
        (section.bare.with(section.children), self.label)
    }
}

/// What a block that prose cannot hold is called.
fn name_of(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::BlockQuote(_) => "sections/prose-quotation",
        Tag::CodeBlock(_) => "sections/prose-code",
        Tag::Image { .. } => "sections/prose-image",
        _ => "sections/prose-other",
    }
}

/// The printed number at the start of a line, and the text behind it.
fn labelled(reader: &mut Reader<'_>, line: InlineText) -> (String, Text) {
    let found = label_of(line.so_far()).filter(|(label, space)| label + space <= line.literal());
    match found {
        Some((label, space)) => {
            let words = line.so_far()[..label].to_owned();
            (words, line.finish(reader, label + space))
        }
        None => (String::new(), line.finish(reader, 0)),
    }
}

/// Every tag of a piece of HTML; words between tags are not the fault.
fn raw_html(reader: &mut Reader<'_>, html: &str, range: Range<usize>) {
    for tag in inline::find_html(html) {
        let span = reader.source().span(range.start + tag.start..range.start + tag.end);
        let finding = wording::html(&html[tag], span);
        reader.say(finding);
    }
}
