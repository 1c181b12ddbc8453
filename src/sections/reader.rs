//! Reads YAML nodes as what a section wants: maps with known names, lists, keys. What does not fit
//! becomes a finding, and reading goes on. Does not know any section.

use super::shape::Entry;
use super::source::{Passage, Source};
use super::yaml::{self, Node, Value};
use crate::diagnostic::{Finding, Severity, Span};
use crate::tree::Key;

/// Findings told about one file.
const MAX_FINDINGS: usize = 200;

/// Reads one file; collects what is to be said about it.
#[derive(Debug)]
pub struct Reader<'a> {
    source: &'a Source<'a>,
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
    pub fn new(source: &'a Source<'a>) -> Reader<'a> {
        Reader {
            source,
            findings: Vec::new(),
            keys: Vec::new(),
            targets: Vec::new(),
            facts: Vec::new(),
        }
    }

    /// The file as YAML; `None` when it cannot be read.
    pub fn yaml(&mut self) -> Option<Node> {
        yaml::parse(self.source, &mut self.findings)
    }

    /// The file.
    pub fn source(&self) -> &'a Source<'a> {
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
            self.say(and_more(self.source, count));
        }
        Notes { findings: self.findings, keys: self.keys, targets: self.targets, facts: self.facts }
    }

    /// The entries of a map that holds what is declared.
    pub fn map<'n>(&mut self, node: &'n Node, declared: &[&'static [Entry]]) -> Option<Fields<'n>> {
        let known: Vec<&'static str> =
            declared.iter().flat_map(|entries| entries.iter().map(|entry| entry.name)).collect();
        self.fields(node, &known)
    }

    /// The entries of a map whose names are all known.
    pub fn fields<'n>(&mut self, node: &'n Node, known: &[&'static str]) -> Option<Fields<'n>> {
        match &node.value {
            Value::Map(entries) => {
                for (name, _) in entries {
                    if !known.contains(&&*name.words) {
                        let span = self.source.span(name.range.clone());
                        self.say(match yaml::wide_start(self.source, name) {
                            Some(finding) => finding,
                            None => unknown_name(&name.words, known, span),
                        });
                    }
                }
                Some(Fields { node, entries })
            }
            Value::Scalar(_) if yaml::suspect_colon(self.source, node).is_some() => {
                self.findings.extend(yaml::suspect_colon(self.source, node));
                None
            }
            Value::Scalar(_) | Value::List(_) | Value::Null => {
                self.wrong(node, ("「名前: 値」の組", "a map of names and values"));
                None
            }
            Value::Broken => None,
        }
    }

    /// The items of a list, of which there is at least one.
    pub fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.value {
            Value::List(items) => {
                self.not_empty(node, items);
                items
            }
            Value::Scalar(_) | Value::Map(_) | Value::Null => {
                self.wrong(node, ("「- 」で始まる一覧", "a list"));
                &[]
            }
            Value::Broken => &[],
        }
    }

    /// The items of a list, or the one thing that stands in its place.
    pub fn one_or_more<'n>(&mut self, node: &'n Node) -> &'n [Node] {
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

    fn not_empty(&mut self, node: &Node, items: &[Node]) {
        if items.is_empty() {
            let finding =
                Finding::spelt_error("empty-list", "一覧が空です。", "The list is empty.")
                    .at(self.source.span(node.range.clone()))
                    .help(
                        "項目を 1 つ以上書くか、この行を消してください。",
                        "Write at least one item, or remove the line.",
                    );
            self.say(finding);
        }
    }

    /// Words that are not empty, with their place; `None` (and a finding) when there are none.
    pub fn words(&mut self, node: &Node) -> Option<Passage> {
        let passage = self.words_or_none(node)?;
        if passage.words().is_empty() {
            let finding =
                Finding::spelt_error("empty-text", "文字列が空です。", "The text is empty.")
                    .at(self.source.span(node.range.clone()))
                    .help(
                        "内容を書くか、この行を消してください。",
                        "Write the text, or remove the line.",
                    );
            self.say(finding);
            return None;
        }
        Some(passage)
    }

    /// Words, possibly none (`""`), with their place.
    pub fn words_or_none(&mut self, node: &Node) -> Option<Passage> {
        match &node.value {
            Value::Scalar(scalar) => Some(scalar.passage(self.source, &node.range)),
            Value::Null => {
                let finding = Finding::spelt_error(
                    "no-text",
                    "値が書かれていません。",
                    "No value is given.",
                )
                .at(self.source.span(node.range.clone()))
                .help(
                    "内容を書くか、この行を消してください。「~」や「null」という文字を書くときは \" で囲んでください。",
                    "Write it, or remove the line; put the words `~` or `null` into quotes.",
                );
                self.say(finding);
                None
            }
            Value::List(_) | Value::Map(_) => {
                self.wrong(node, ("文字列", "words"));
                None
            }
            Value::Broken => None,
        }
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, node: &Node, known: &[(T, &'static str)]) -> Option<T> {
        let words = self.words(node)?;
        let found = known.iter().find(|(_, name)| *name == words.words());
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(_, name)| *name).collect();
            self.say(unknown_word(words.words(), &names, words.whole()));
        }
        found.map(|(choice, _)| *choice)
    }

    /// The key of an entry named `key`, if there is one.
    pub fn key(&mut self, fields: &Fields<'_>) -> Option<Key> {
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
                self.say(
                    Finding::spelt_error(
                        "key-form",
                        format!("「{words}」は識別子（key）にできません。"),
                        format!("`{words}` cannot be a key."),
                    )
                    .at(span)
                    .help(
                        "半角の英字で始め、英数字・「-」・「_」だけで 64 字までにしてください。",
                        "A key is 1 to 64 ASCII letters, digits, '-' or '_' and starts with a letter.",
                    ),
                );
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
    pub fn missing(&mut self, fields: &Fields<'_>, name: &'static str) {
        if fields.entries().any(|(given, _)| nearest(given, &[name]).is_some()) {
            return;
        }
        let at = fields.node.range.start;
        let finding = Finding::spelt_error(
            "missing-name",
            format!("「{name}:」がありません。"),
            format!("`{name}:` is missing."),
        )
        .at(self.source.span(at..at))
        .help(format!("「{name}: …」を書き足してください。"), format!("Add `{name}: …`."));
        self.say(finding);
    }

    /// Says that another shape is wanted.
    pub fn wrong(&mut self, node: &Node, wanted: (&str, &str)) {
        if !matches!(node.value, Value::Broken) {
            let finding = yaml::wrong_shape(self.source, node, wanted);
            self.say(finding);
        }
    }
}

/// The entries of a map.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'n> {
    node: &'n Node,
    entries: &'n [(yaml::Name, Node)],
}

impl<'n> Fields<'n> {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries().find(|(known, _)| *known == name).map(|(_, node)| node)
    }

    /// All entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'n str, &'n Node)> + use<'n> {
        self.entries.iter().map(|(name, node)| (&*name.words, node))
    }

    /// The map itself.
    pub fn node(&self) -> &'n Node {
        self.node
    }
}

fn and_more(source: &Source<'_>, count: usize) -> Finding {
    Finding::spelt_note(
        "more-findings",
        format!("このファイルには、ほかに {count} 件の指摘があります。"),
        format!("There are {count} more findings about this file."),
    )
    .at(Span::file(source.file().clone()))
    .help("上の指摘を直してから、もう一度確かめてください。", "Mend those above and check again.")
}

/// Words of an author inside a sentence: short, with control characters and wide spaces made visible.
pub fn visible(words: &str) -> String {
    let mut out = String::new();
    for (at, c) in words.chars().enumerate() {
        if at == 40 {
            out.push('…');
            break;
        }
        let is_seen = !c.is_control() && (!c.is_whitespace() || c == ' ') && c != '\u{FEFF}';
        if is_seen {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}

/// The known word nearest to one that is not known, if any is near.
fn nearest<'k>(words: &str, known: &[&'k str]) -> Option<&'k str> {
    let words = words.trim().to_lowercase().replace('_', "-");
    known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(&words, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= name.len().max(3) / 3)
        .map(|(_, name)| name)
}

fn unknown_name(words: &str, known: &[&'static str], span: Span) -> Finding {
    let list = known.join("、");
    let shown = visible(words);
    let finding = Finding::spelt_error(
        "unknown-name",
        format!("「{shown}」という項目はありません。"),
        format!("There is no entry named `{shown}` here."),
    )
    .at(span);
    match nearest(words, known) {
        Some(near) => finding.help(
            format!("「{near}」のことでしょうか。使える項目：{list}"),
            format!("Did you mean `{near}`? Known here: {}", known.join(", ")),
        ),
        None => {
            finding.help(format!("使える項目：{list}"), format!("Known here: {}", known.join(", ")))
        }
    }
}

fn unknown_word(words: &str, known: &[&str], span: Span) -> Finding {
    let list = known.join("、");
    let shown = visible(words);
    let finding = Finding::spelt_error(
        "unknown-word",
        format!("「{shown}」は、ここでは使えません。"),
        format!("`{shown}` cannot be used here."),
    )
    .at(span);
    match nearest(words, known) {
        Some(near) => finding.help(
            format!("「{near}」のことでしょうか。使える語：{list}"),
            format!("Did you mean `{near}`? Known here: {}", known.join(", ")),
        ),
        None => {
            finding.help(format!("使える語：{list}"), format!("Known here: {}", known.join(", ")))
        }
    }
}
