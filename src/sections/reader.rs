//! Reads YAML nodes as what a section wants: maps with known names, lists, keys. What does not fit
//! becomes a finding, and reading goes on. Does not know any section.

use super::shape::EntrySpec;
use super::source::{Passage, YamlSource};
use super::yaml::{self, Value, YamlNode};
use crate::diagnostic::{Finding, Hold, Message, Severity, Span, nearest};
use crate::fill;
use crate::text::chars::{count_lines, find_unseen};
use crate::tree::Key;

/// Findings told about one file.
const MAX_FINDINGS: usize = 200;

/// Reads one file; collects what is to be said about it.
#[derive(Debug)]
pub struct Reader<'a> {
    source: &'a YamlSource<'a>,
    findings: Vec<Finding>,
    keys: Vec<(Key, Span)>,
    targets: Vec<(String, Span)>,
    facts: Vec<&'static str>,
}

/// What was noted while a file was read.
#[derive(Debug, Default)]
pub struct Notes {
    /// What is to be said about the file.
    pub findings: Vec<Finding>,
    /// The keys given in it, with their places.
    pub keys: Vec<(Key, Span)>,
    /// The keys that links of the form `#key` point to, with the places of the links.
    pub targets: Vec<(String, Span)>,
    /// The names of the organisation's facts that it uses.
    pub facts: Vec<&'static str>,
}

impl<'a> Reader<'a> {
    /// A reader of a file.
    pub fn new(source: &'a YamlSource<'a>) -> Reader<'a> {
        let unseen = Finding::in_source(source.words());
        Reader {
            source,
            findings: unseen.map(|(range, finding)| finding.at(source.span(range))).collect(),
            keys: Vec::new(),
            targets: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The file as YAML; `None` when it cannot be read.
    pub fn yaml(&mut self) -> Option<YamlNode> {
        let from = self.findings.len();
        let node = yaml::parse(self.source, &mut self.findings);
        // A space in the wrong place is the fault of that place.
        let (unseen, told) = self.findings.split_at(from);
        let near = |a: &Finding, b: &Finding| match (&a.span, &b.span) {
            (Some(a), Some(b)) => a.range.start.abs_diff(b.range.start) < 12,
            _ => false,
        };
        let is_echo =
            |one: &Finding| one.is_of_space() && told.iter().any(|error| near(one, error));
        let unseen: Vec<Finding> = unseen.iter().filter(|one| !is_echo(one)).cloned().collect();
        self.findings.splice(..from, unseen);
        node
    }

    /// Says where a text between square brackets loses them, which make a list of one.
    pub fn not_bracketed(&mut self, node: &YamlNode) {
        if let Value::List(items) = &node.value
            && let [YamlNode { value: Value::Scalar(_), range }] = &items[..]
            && self.source.words()[node.range.clone()].starts_with('[')
            && !self.source.words()[range.clone()].starts_with(['"', '\''])
        {
            let finding = Finding::warning("yaml-bracket.words", fill! {});
            let finding = finding.holding(Hold::UnlessSure);
            self.say(finding.at(self.source.span(node.range.clone())));
        }
    }

    /// The file.
    pub fn source(&self) -> &'a YamlSource<'a> {
        self.source
    }

    /// Adds a finding.
    pub fn say(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What was noted. Of very many findings the first are enough, among them an error if there is any.
    pub fn finish(mut self) -> Notes {
        if self.findings.len() > MAX_FINDINGS {
            let rest = self.findings.split_off(MAX_FINDINGS);
            let is_error = |finding: &Finding| finding.severity == Severity::Error;
            let count = rest.len();
            if !self.findings.iter().any(is_error) {
                self.findings.extend(rest.into_iter().find(is_error));
            }
            self.say(
                Finding::note("more-findings", fill! { count })
                    .at(Span::file(self.source.file().clone())),
            );
        }
        Notes { findings: self.findings, keys: self.keys, targets: self.targets, facts: self.facts }
    }

    /// The entries of a map that holds what is declared.
    pub fn map<'n>(
        &mut self,
        node: &'n YamlNode,
        declared: &[&'static [EntrySpec]],
    ) -> Option<Mapping<'n>> {
        let known: Vec<&'static str> =
            declared.iter().flat_map(|entries| entries.iter().map(|entry| entry.name)).collect();
        self.fields(node, &known)
    }

    /// The entries of a map whose names are all known.
    pub fn fields<'n>(
        &mut self,
        node: &'n YamlNode,
        known: &[&'static str],
    ) -> Option<Mapping<'n>> {
        match &node.value {
            Value::Map(entries) => {
                if let [(name, _)] = &entries[..]
                    && !name.words.is_ascii()
                    && yaml::wide_start(self.source, name).is_none()
                {
                    let shown = visible(&name.words);
                    let finding = Finding::error("unknown-name.words", fill! { shown });
                    self.say(finding.at(self.source.span(name.range.clone())));
                    return None;
                }
                for (name, _) in entries {
                    if !known.contains(&&*name.words) {
                        let span = self.source.span(name.range.clone());
                        self.say(match yaml::wide_start(self.source, name) {
                            Some(finding) => finding,
                            None => {
                                unknown("unknown-name", "unknown-name.near", &name.words, known)
                                    .at(span)
                            }
                        });
                    }
                }
                Some(Mapping { node, entries })
            }
            Value::Scalar(_) if yaml::suspect_colon(self.source, node).is_some() => {
                self.findings.extend(yaml::suspect_colon(self.source, node));
                None
            }
            Value::Scalar(_) | Value::List(_) | Value::Null => {
                self.wrong(node, "sections/named-values");
                None
            }
            Value::Broken => None,
        }
    }

    /// The items of a list, of which there is at least one.
    pub fn list<'n>(&mut self, node: &'n YamlNode) -> &'n [YamlNode] {
        match &node.value {
            Value::List(items) => {
                self.not_empty(node, items);
                items
            }
            Value::Scalar(_) | Value::Map(_) | Value::Null => {
                self.wrong(node, "sections/list");
                &[]
            }
            Value::Broken => &[],
        }
    }

    /// The items of a list, or the one thing that stands in its place.
    pub fn one_or_more<'n>(&mut self, node: &'n YamlNode) -> &'n [YamlNode] {
        match &node.value {
            Value::List(items) => {
                self.not_empty(node, items);
                items
            }
            Value::Scalar(_) | Value::Map(_) | Value::Null | Value::Broken => {
                std::slice::from_ref(node)
            }
        }
    }

    fn not_empty(&mut self, node: &YamlNode, items: &[YamlNode]) {
        if items.is_empty() {
            let finding =
                Finding::error("empty-list", fill! {}).at(self.source.span(node.range.clone()));
            self.say(finding);
        }
    }

    /// Words that are not empty, with their place; `None` (and a finding) when there are none.
    pub fn words(&mut self, node: &YamlNode) -> Option<Passage> {
        let passage = self.words_or_none(node)?;
        if passage.words().is_empty() {
            let finding =
                Finding::error("empty-text", fill! {}).at(self.source.span(node.range.clone()));
            self.say(finding);
            return None;
        }
        Some(passage)
    }

    /// Words, possibly none (`""`), with their place.
    pub fn words_or_none(&mut self, node: &YamlNode) -> Option<Passage> {
        match &node.value {
            Value::Scalar(scalar) => Some(scalar.passage(self.source, &node.range)),
            Value::Null if self.is_cut_off(node) => None,
            Value::Null => {
                let finding =
                    Finding::error("no-text", fill! {}).at(self.source.span(node.range.clone()));
                self.say(finding);
                None
            }
            Value::List(_) | Value::Map(_) => {
                self.wrong(node, "sections/words");
                None
            }
            Value::Broken => None,
        }
    }

    /// Whether it was said already that what stands there is a comment.
    fn is_cut_off(&self, node: &YamlNode) -> bool {
        let line = |at: usize| count_lines(&self.source.all().as_bytes()[..at]);
        let here = self.source.span(node.range.clone()).range.start;
        let same = |finding: &Finding| {
            let span = finding.span.as_ref();
            span.is_some_and(|span| line(span.range.start) == line(here))
        };
        let mut cut = self.findings.iter().filter(|finding| finding.code == "number-sign");
        cut.any(same)
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, node: &YamlNode, known: &[(T, &'static str)]) -> Option<T> {
        let words = self.words(node)?;
        let found = known.iter().find(|(_, name)| *name == words.words());
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
            let finding = unknown("unknown-word", "unknown-word.near", words.words(), &names);
            self.say(finding.at(words.whole()));
        }
        found.map(|(choice, _)| *choice)
    }

    /// The key of an entry named `key`, if there is one.
    pub fn key(&mut self, fields: &Mapping<'_>) -> Option<Key> {
        let words = self.words(fields.get("key")?)?;
        self.key_of(words.words(), words.whole())
    }

    /// Words as a key.
    pub fn key_of(&mut self, words: &str, span: Span) -> Option<Key> {
        match Key::new(words) {
            Ok(key) => {
                self.keys.push((key.clone(), span));
                Some(key)
            }
            Err(_) => {
                self.say(Finding::error("key-form", fill! { words }).at(span));
                None
            }
        }
    }

    /// Notes that a link points to a key of the document.
    pub fn target(&mut self, key: &str, span: Span) {
        self.targets.push((key.to_owned(), span));
    }

    /// Notes that a fact of the organisation is used.
    pub fn uses(&mut self, fact: &'static str) {
        self.facts.push(fact);
    }

    /// Says that an entry is missing, unless it is there under a name that is nearly right.
    pub fn missing(&mut self, fields: &Mapping<'_>, name: &'static str) {
        if fields.entries().any(|(given, _)| near(given, &[name]).is_some()) {
            return;
        }
        let at = fields.node.range.start;
        let finding = Finding::error("missing-name", fill! { name }).at(self.source.span(at..at));
        self.say(finding);
    }

    /// Says that another shape is wanted, by its name in the catalogue.
    pub fn wrong(&mut self, node: &YamlNode, wanted: &'static str) {
        if !matches!(node.value, Value::Broken) {
            let finding = yaml::wrong_shape(self.source, node, wanted);
            self.say(finding);
        }
    }
}

/// The entries of a map.
#[derive(Clone, Copy, Debug)]
pub struct Mapping<'n> {
    node: &'n YamlNode,
    entries: &'n [(yaml::EntryName, YamlNode)],
}

impl<'n> Mapping<'n> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&'n YamlNode> {
        self.entries().find(|(known, _)| *known == name).map(|(_, node)| node)
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'n str, &'n YamlNode)> + use<'n> {
        self.entries.iter().map(|(name, node)| (&*name.words, node))
    }

    /// The map itself.
    pub fn node(&self) -> &'n YamlNode {
        self.node
    }
}

/// Words of an author inside a sentence: short, with control characters and wide spaces made visible.
pub fn visible(words: &str) -> String {
    let mut out = String::new();
    for (at, c) in words.chars().enumerate() {
        if at == 40 {
            out.push('…');
            break;
        }
        let is_seen = c == ' ' || !c.is_whitespace() && find_unseen(&c.to_string()).is_empty();
        if is_seen {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

/// The known word nearest to one that is not known; capitals and `_` for `-` are no difference.
fn near<'k>(words: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(&words.trim().to_lowercase().replace('_', "-"), known.iter().copied())
}

/// Says that a word is not known, with all that are; under the second name where one of them is near.
fn unknown(name: &'static str, name_near: &'static str, words: &str, known: &[&str]) -> Finding {
    let (shown, list) = (visible(words), Message::list(known));
    match near(words, known) {
        Some(near) => Finding::error(name_near, fill! { shown, near, list }),
        None => Finding::error(name, fill! { shown, list }),
    }
}
