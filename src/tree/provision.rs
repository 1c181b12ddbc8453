//! A provision and its children, immutable and shared between versions; and their words one piece a line, as a
//! reader meets them. Knows no format.

use super::{Digest, Form, Key, Label, Mark, Role, Text, canonical};
use std::sync::{Arc, OnceLock};

/// A provision without its children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// Identity given by the author.
    pub key: Option<Key>,
    /// Its shape.
    pub form: Form,
    /// What it is in law.
    pub role: Role,
    /// The number as printed.
    pub label: Option<Label>,
    /// Caption, title, name of a field.
    pub heading: Text,
    /// Its own words.
    pub text: Text,
}

impl Bare {
    /// A provision of that form with nothing else.
    pub fn new(form: Form) -> Bare {
        Bare {
            key: None,
            form,
            role: Role::NONE,
            label: None,
            heading: Text::empty(),
            text: Text::empty(),
        }
    }

    /// The same with a role.
    pub fn role(mut self, role: Role) -> Bare {
        self.role = role;
        self
    }

    /// The same with a key.
    pub fn key(mut self, key: Option<Key>) -> Bare {
        self.key = key;
        self
    }

    /// The same with a printed number; an empty one is none.
    pub fn label(mut self, label: &str) -> Bare {
        self.label = Label::new(label);
        self
    }

    /// The same with a heading.
    pub fn heading(mut self, heading: Text) -> Bare {
        self.heading = heading;
        self
    }

    /// The same with words of its own.
    pub fn text(mut self, text: Text) -> Bare {
        self.text = text;
        self
    }

    /// The provision with these children.
    pub fn with(self, children: impl IntoIterator<Item = Arc<Provision>>) -> Arc<Provision> {
        Provision::new(self, children.into_iter().collect())
    }

    /// The provision without children.
    pub fn leaf(self) -> Arc<Provision> {
        Provision::new(self, Vec::new())
    }
}

/// A node of a document's tree. Its hashes are made once, when it is made.
#[derive(Debug)]
pub struct Provision {
    own: Bare,
    children: Vec<Arc<Provision>>,
    whole: u128,
    size: u32,
    /// Made when it is first asked for: of most provisions it never is.
    digest: OnceLock<Box<Digest>>,
}

impl PartialEq for Provision {
    fn eq(&self, other: &Provision) -> bool {
        self.whole == other.whole
    }
}

impl Eq for Provision {}

impl Provision {
    /// The one constructor.
    pub fn new(own: Bare, children: Vec<Arc<Provision>>) -> Arc<Provision> {
        let mut bytes = Vec::with_capacity(256);
        canonical::write_bare(&own, &mut bytes);
        for child in &children {
            bytes.extend_from_slice(&child.whole.to_be_bytes());
        }
        let whole = Digest::of(&bytes).short();
        let size = 1 + children.iter().map(|child| child.size).sum::<u32>();
        Arc::new(Provision { own, children, whole, size, digest: OnceLock::new() })
    }

    /// Everything but the children.
    pub fn own(&self) -> &Bare {
        &self.own
    }

    /// The key given by the author.
    pub fn key(&self) -> Option<&Key> {
        self.own.key.as_ref()
    }

    /// The form.
    pub fn form(&self) -> Form {
        self.own.form
    }

    /// The role.
    pub fn role(&self) -> &Role {
        &self.own.role
    }

    /// The number as printed.
    pub fn label(&self) -> Option<&Label> {
        self.own.label.as_ref()
    }

    /// The heading.
    pub fn heading(&self) -> &Text {
        &self.own.heading
    }

    /// The words of its own.
    pub fn text(&self) -> &Text {
        &self.own.text
    }

    /// All words of it and below, headings and texts, in reading order.
    pub fn words(&self) -> String {
        self.visit().flat_map(|(_, own)| [own.heading().words(), own.text().words()]).collect()
    }

    /// Whether it shows a heading, so that headings below it go one level down.
    pub fn is_headed(&self) -> bool {
        match self.form() {
            // 附則 is not among its words; what shows it says it.
            Form::Supplement => true,
            form => {
                (form.is_law_unit() || matches!(form, Form::Document | Form::Group))
                    && (self.label().is_some() || !self.heading().is_empty())
            }
        }
    }

    /// The children in order.
    pub fn children(&self) -> &[Arc<Provision>] {
        &self.children
    }

    /// 128 bits of a SHA-256 over this provision and all below it: equal for equal subtrees, in any
    /// document and version. For memoising and aligning; the digest of a version is [`Provision::digest`].
    pub fn whole(&self) -> u128 {
        self.whole
    }

    /// How many provisions there are, this one included.
    pub fn size(&self) -> usize {
        self.size as usize
    }

    /// The digest of the canonical bytes of this provision as a version: what the ledger names. Made once.
    pub fn digest(&self) -> Digest {
        let make = || Box::new(Digest::of(&canonical::write(self)));
        **self.digest.get_or_init(make)
    }

    /// Keeps a digest that was made of the canonical bytes before.
    pub(super) fn remember(&self, digest: Digest) {
        let kept = self.digest.get_or_init(|| Box::new(digest));
        debug_assert_eq!(**kept, Digest::of(&canonical::write(self)));
    }

    /// Every provision in reading order (preorder) with its depth; the root has depth 0.
    pub fn visit(&self) -> Visit<'_> {
        Visit { stack: vec![(0, self)] }
    }
}

/// Provisions in reading order; see [`Provision::visit`].
#[derive(Debug)]
pub struct Visit<'a> {
    stack: Vec<(usize, &'a Provision)>,
}

impl<'a> Iterator for Visit<'a> {
    type Item = (usize, &'a Provision);

    fn next(&mut self) -> Option<Self::Item> {
        let (depth, provision) = self.stack.pop()?;
        self.stack.extend(provision.children.iter().rev().map(|child| (depth + 1, &**child)));
        Some((depth, provision))
    }
}

/// Every label, heading and text of the tree in reading order, each on a line of its own, nothing else.
///
/// A caption stands before the number of its article, as it is printed; everywhere else the number
/// comes first. A link's address follows its words in `<…>`,
/// unless the words are the address. The root's heading (the title) is the first line.
/// A line break inside a text is kept as it is.
pub fn transcript(root: &Provision) -> String {
    let mut out = String::new();
    for (_, provision) in root.visit() {
        let label = provision.label().map_or("", |label| label.as_str());
        let pieces = match provision.form() {
            Form::Article => [words(provision.heading()), label.to_owned()],
            _ => [label.to_owned(), words(provision.heading())],
        };
        for piece in pieces.into_iter().chain([words(provision.text())]) {
            if !piece.is_empty() {
                out.push_str(&piece);
                out.push('\n');
            }
        }
    }
    out
}

fn words(text: &Text) -> String {
    let mut out = String::new();
    for run in text.runs() {
        out.push_str(run.words());
        if let Mark::Link(to) = run.mark()
            && **to != *run.words()
        {
            out.push_str(" <");
            out.push_str(to);
            out.push('>');
        }
    }
    out
}
