//! A tree under construction whose every word is a stretch of the source. Knows no text form.

use super::{house_form, source_line};
use crate::tree::{Bare, Form, Key, Label, Provision, Role, Text};
use std::ops::Range;
use std::sync::Arc;

/// Words as stretches of the source.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceWords {
    ranges: Vec<Range<usize>>,
    /// They stand elsewhere in the house form than in the source.
    pub moved: bool,
}

impl SourceWords {
    /// Appends a stretch; an empty one is nothing.
    pub fn push(&mut self, range: Range<usize>) {
        match self.ranges.last_mut() {
            _ if range.is_empty() => {}
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.ranges.push(range),
        }
    }

    /// Appends other words.
    pub fn extend(&mut self, more: SourceWords) {
        for range in more.ranges {
            self.push(range);
        }
    }

    /// True when there are no words.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The words as one string.
    pub fn read(&self, text: &str) -> String {
        self.ranges.iter().map(|range| &text[range.clone()]).collect()
    }

    /// The bytes of the words, and the last stretch of them.
    pub fn tail<'a>(&self, text: &'a str) -> (usize, &'a str) {
        let len = self.ranges.iter().map(Range::len).sum();
        (len, self.ranges.last().map_or("", |range| &text[range.clone()]))
    }

    /// The stretch from the first byte to the last.
    pub fn span(&self) -> Option<Range<usize>> {
        Some(self.ranges.first()?.start..self.ranges.last()?.end)
    }

    /// The same words without the backslashes that guard a mark.
    pub fn unguarded(self, text: &str, mark: char) -> SourceWords {
        let mut out = SourceWords { ranges: Vec::new(), moved: self.moved };
        for range in self.ranges {
            let mut start = range.start;
            for (at, guarded) in house_form::places(&text[range.clone()], mark) {
                if guarded {
                    out.push(start..range.start + at - 1);
                    start = range.start + at;
                }
            }
            out.push(start..range.end);
        }
        out
    }

    /// Which stretches of the words stand in which of some stretches of the source.
    pub fn places_of<'l, T>(&self, all: &'l [(Range<usize>, T)]) -> Vec<(Range<usize>, &'l T)> {
        let mut out = Vec::new();
        let mut at = 0;
        for own in &self.ranges {
            let first = all.partition_point(|(place, _)| place.end <= own.start);
            for (place, what) in all[first..].iter().take_while(|(place, _)| place.start < own.end)
            {
                let (from, to) = (place.start.max(own.start), place.end.min(own.end));
                out.push((at + from - own.start..at + to - own.start, what));
            }
            at += own.len();
        }
        out
    }

    /// The stretches of the source for a byte range of the words.
    pub fn within(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let mut at = 0;
        for source in &self.ranges {
            let (from, to) = (range.start.max(at), range.end.min(at + source.len()));
            if from < to {
                out.push(source.start + from - at..source.start + to - at);
            }
            at += source.len();
        }
        out
    }
}

/// A provision under construction.
#[derive(Clone, Debug)]
pub(super) struct ProvisionBuilder {
    pub form: Form,
    pub role: Role,
    /// 附則, 目次: the word that says the form, as it stands in the source.
    pub name: SourceWords,
    pub label: SourceWords,
    pub heading: SourceWords,
    pub text: SourceWords,
    pub key: SourceWords,
    pub children: Vec<usize>,
    /// Where it begins in the source.
    pub at: usize,
}

impl ProvisionBuilder {
    /// A provision of that form that begins there.
    pub fn new(form: Form, at: usize) -> ProvisionBuilder {
        ProvisionBuilder {
            form,
            role: Role::NONE,
            name: SourceWords::default(),
            label: SourceWords::default(),
            heading: SourceWords::default(),
            text: SourceWords::default(),
            key: SourceWords::default(),
            children: Vec::new(),
            at,
        }
    }

    pub fn labelled(mut self, label: SourceWords) -> ProvisionBuilder {
        self.label = label;
        self
    }

    pub fn headed(mut self, heading: SourceWords) -> ProvisionBuilder {
        self.heading = heading;
        self
    }

    pub fn saying(mut self, text: SourceWords) -> ProvisionBuilder {
        self.text = text;
        self
    }

    pub fn named(mut self, name: SourceWords) -> ProvisionBuilder {
        self.name = name;
        self
    }

    pub fn role(mut self, role: Role) -> ProvisionBuilder {
        self.role = role;
        self
    }

    pub fn keyed(mut self, key: Option<Range<usize>>) -> ProvisionBuilder {
        if let Some(range) = key {
            self.key.push(range);
        }
        self
    }
}

/// The drafts; the first is the root.
#[derive(Debug)]
pub(super) struct TreeBuilder {
    all: Vec<ProvisionBuilder>,
}

/// The finished tree and, for each provision in reading order, the draft it was made of.
pub(super) struct Finished {
    pub root: Arc<Provision>,
    pub order: Vec<ProvisionBuilder>,
}

impl TreeBuilder {
    pub fn new() -> TreeBuilder {
        TreeBuilder { all: vec![ProvisionBuilder::new(Form::Document, 0)] }
    }

    pub fn get(&self, id: usize) -> &ProvisionBuilder {
        &self.all[id]
    }

    pub fn get_mut(&mut self, id: usize) -> &mut ProvisionBuilder {
        &mut self.all[id]
    }

    /// Adds a draft as the last child of another.
    pub fn add(&mut self, parent: usize, draft: ProvisionBuilder) -> usize {
        let id = self.all.len();
        self.all.push(draft);
        self.all[parent].children.push(id);
        id
    }

    /// The last child of that form, if the last child has it.
    pub fn last_of(&self, parent: usize, form: Form) -> Option<usize> {
        let last = *self.all[parent].children.last()?;
        (self.all[last].form == form).then_some(last)
    }

    /// Makes the tree.
    pub fn finish(
        self,
        text: &str,
        file: Option<&Arc<str>>,
        links: &[(Range<usize>, Arc<str>)],
    ) -> Finished {
        let mut order = Vec::with_capacity(self.all.len());
        let read = |words: &SourceWords| source_line::read_words(words, text, file, links);
        let root = self.provision(0, text, &read, &mut order);
        Finished { root, order }
    }

    fn provision(
        &self,
        id: usize,
        text: &str,
        read: &dyn Fn(&SourceWords) -> Text,
        order: &mut Vec<ProvisionBuilder>,
    ) -> Arc<Provision> {
        let draft = &self.all[id];
        order.push(ProvisionBuilder { children: Vec::new(), ..draft.clone() });
        let mut own = Bare::new(draft.form)
            .role(draft.role.clone())
            .key(Key::new(&draft.key.read(text)).ok())
            .heading(read(&draft.heading))
            .text(read(&draft.text));
        own.label = Label::new(&draft.label.read(text));
        let children =
            draft.children.iter().map(|child| self.provision(*child, text, read, order)).collect();
        Provision::new(own, children)
    }
}
