//! Anchors: where on a page a provision stands. The author's key, else the path of printed numbers.
//! Does not know how a page looks.

use crate::text::label::{self, Script};
use crate::tree::{Digest, Form, LabelUnit, Provision};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Where a provision stands in its document, as references count it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferencePosition {
    /// Ordinal of the 附則 it stands in, from 1; 0 in the body and the annexes.
    pub supplement: u32,
    /// Ordinal of the annex it stands in, from 1; 0 elsewhere.
    pub annex: u32,
    /// Index in [`Anchors::articles`] of the article it stands in.
    pub article: Option<usize>,
    /// Number of the paragraph it stands in, 0 outside of paragraphs.
    pub paragraph: u32,
}

/// An article and the numbers in its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleAt {
    /// Ordinal of its 附則; 0 in the body.
    pub supplement: u32,
    /// Its number with branches.
    pub parts: Vec<u32>,
    /// The path that references count by.
    path: String,
}

/// The anchors of a tree by reading order, and the way from a reference to them.
#[derive(Debug, Default)]
pub struct Anchors {
    by_ordinal: Vec<Option<Arc<str>>>,
    standing: Vec<ReferencePosition>,
    by_path: HashMap<String, Arc<str>>,
    articles: Vec<ArticleAt>,
    annexes: Vec<(Box<str>, Option<Arc<str>>)>,
    supplements: u32,
}

impl Anchors {
    /// The anchors of a document.
    pub fn of(root: &Provision) -> Anchors {
        let mut walk = AnchorWalk {
            anchors: Anchors::default(),
            taken: RESERVED.map(str::to_owned).into(),
            keys: RESERVED.map(str::to_owned).into(),
        };
        for (_, provision) in root.visit() {
            if let Some(key) = provision.key() {
                walk.taken.insert(key.as_str().to_owned());
            }
        }
        walk.anchors.by_ordinal.push(None);
        walk.anchors.standing.push(ReferencePosition::default());
        let place = AnchorSpot::default();
        walk.children(root, &place);
        walk.anchors
    }

    /// A hash over everything that the anchors of a document depend on: texts that differ in words alone have
    /// the same.
    pub fn shape(root: &Provision) -> u128 {
        let mut bytes = Vec::with_capacity(root.size() * 24);
        for (_, own) in root.visit() {
            let (key, label) = (own.key(), own.label());
            let words = [
                own.form().name(),
                own.role().as_str(),
                key.map_or("", |key| key.as_str()),
                label.map_or("", |label| label.as_str()),
            ];
            for words in words {
                bytes.extend_from_slice(&(words.len() as u32).to_be_bytes());
                bytes.extend_from_slice(words.as_bytes());
            }
            bytes.extend_from_slice(&(own.children().len() as u32).to_be_bytes());
        }
        Digest::of(&bytes).short()
    }

    /// The anchor of the provision with that ordinal in reading order (the root has 0).
    pub fn get(&self, ordinal: usize) -> Option<&Arc<str>> {
        self.by_ordinal.get(ordinal)?.as_ref()
    }

    /// All anchors of a stretch of provisions.
    pub fn slice(&self, range: std::ops::Range<usize>) -> &[Option<Arc<str>>] {
        &self.by_ordinal[range]
    }

    /// Where the provision with that ordinal stands.
    pub fn standing(&self, ordinal: usize) -> &ReferencePosition {
        &self.standing[ordinal]
    }

    /// Every article with a number, in reading order.
    pub fn articles(&self) -> &[ArticleAt] {
        &self.articles
    }

    /// The anchor of an article, or of the paragraph or item in it that can be found.
    ///
    /// `None` when there is no such article; a paragraph or item that does not exist leads nowhere either.
    pub fn article(
        &self,
        article: &ArticleAt,
        paragraph: Option<u32>,
        item: Option<&[u32]>,
    ) -> Option<&Arc<str>> {
        let mut path = article.path.clone();
        // 第12条第1号: the items of an article with one paragraph stand in its first.
        let paragraph = paragraph.or(item.map(|_| 1));
        if let Some(number) = paragraph {
            path.push_str(&format!("-{number}"));
        }
        if let Some(parts) = item {
            path.push_str(&format!("-{}", joined(parts)));
        }
        self.by_path.get(&path)
    }

    /// The article of that number in the body (`supplement` 0) or in a 附則.
    pub fn numbered(&self, supplement: u32, parts: &[u32]) -> Option<&ArticleAt> {
        self.articles
            .iter()
            .find(|article| article.supplement == supplement && article.parts == parts)
    }

    /// The annex of that name and number (別表第2); without a number, the only one of that name.
    pub fn annex(&self, name: &str, parts: &[u32]) -> Option<&Arc<str>> {
        let mut fits = self.annexes.iter().filter(|(label, _)| {
            let Some(rest) = label.strip_prefix(name) else {
                return false;
            };
            let rest = rest.trim_start_matches('第');
            let read: Option<Vec<u32>> = rest
                .split('の')
                .map(|part| label::read_count(part).map(|(count, _)| count))
                .collect();
            parts.is_empty() || read.as_deref() == Some(parts)
        });
        match (fits.next(), fits.next()) {
            (Some((_, anchor)), None) => anchor.as_ref(),
            _ => None,
        }
    }

    /// The only 附則, when there is one.
    pub fn only_supplement(&self) -> Option<&Arc<str>> {
        if self.supplements == 1 { self.by_path.get("s1") } else { None }
    }
}

/// Ids that the page itself uses.
const RESERVED: [&str; 4] = ["kohyo-title", "kohyo-main", "kohyo-contents", "kohyo-versions"];

/// Where the walk stands.
#[derive(Clone, Default)]
struct AnchorSpot {
    /// Structural path, as references count.
    path: String,
    /// Anchor that the anchors below begin with.
    anchor: String,
    standing: ReferencePosition,
    depth: u32,
}

struct AnchorWalk {
    anchors: Anchors,
    /// Ids that are taken, and every key, so that no made name takes one.
    taken: HashSet<String>,
    /// Keys met so far.
    keys: HashSet<String>,
}

/// How many of a form came before among the same children.
#[derive(Default)]
struct Counts(HashMap<Form, u32>);

impl Counts {
    fn next(&mut self, form: Form) -> u32 {
        let count = self.0.entry(form).or_default();
        *count += 1;
        *count
    }
}

impl AnchorWalk {
    fn children(&mut self, parent: &Provision, spot: &AnchorSpot) {
        let mut counts = Counts::default();
        let script = kana(parent);
        for child in parent.children() {
            let nth = counts.next(child.form());
            self.provision(child, spot, nth, script);
        }
    }

    fn provision(&mut self, own: &Provision, above: &AnchorSpot, nth: u32, script: Option<Script>) {
        let mut spot = above.clone();
        spot.depth += 1;
        let name = self.name(own, &mut spot, nth, script);
        let ordinal = self.anchors.by_ordinal.len();
        self.anchors.by_ordinal.push(None);
        let anchor = match (own.key(), name) {
            // A key that stands twice is an error of the content; the page still has each id once.
            (Some(key), _) if self.keys.insert(key.as_str().to_owned()) => {
                Some(key.as_str().to_owned())
            }
            (Some(key), _) => Some(self.free(key.as_str().to_owned())),
            (None, Some(name)) => Some(self.free(name)),
            (None, None) => None,
        };
        if let Some(anchor) = anchor {
            let shared: Arc<str> = anchor.as_str().into();
            let path = std::mem::take(&mut spot.path);
            self.anchors.by_path.entry(path.clone()).or_insert_with(|| shared.clone());
            spot.path = path;
            spot.anchor = anchor;
            self.anchors.by_ordinal[ordinal] = Some(shared);
        }
        self.anchors.standing.push(spot.standing.clone());
        if own.form() == Form::Annex {
            let label = own.label().map_or("", |label| label.as_str());
            let anchor = self.anchors.by_ordinal[ordinal].clone();
            self.anchors.annexes.push((label.into(), anchor));
        }
        self.children(own, &spot);
    }

    /// The name made of the path of numbers, and the spot below it. `None`: no anchor of its own.
    fn name(
        &mut self,
        own: &Provision,
        spot: &mut AnchorSpot,
        nth: u32,
        script: Option<Script>,
    ) -> Option<String> {
        let number = || number(own, script).unwrap_or_else(|| nth.to_string());
        let (path, anchor) = match own.form() {
            Form::Article => return Some(self.article(own, spot, nth)),
            Form::Supplement => {
                self.anchors.supplements += 1;
                spot.standing.supplement = self.anchors.supplements;
                let name = format!("s{}", spot.standing.supplement);
                (name.clone(), name)
            }
            Form::Annex => {
                spot.standing.annex = self.anchors.annexes.len() as u32 + 1;
                let name = format!("x{}", spot.standing.annex);
                (name.clone(), name)
            }
            Form::Part => step(spot, "p", &number()),
            Form::Chapter => step(spot, "c", &number()),
            Form::Section => step(spot, "s", &number()),
            Form::Subsection => step(spot, "u", &number()),
            Form::Division => step(spot, "d", &number()),
            Form::Paragraph if spot.standing.article.is_some() => {
                spot.standing.paragraph = number().parse().unwrap_or(nth);
                step(spot, "", &spot.standing.paragraph.to_string())
            }
            Form::Item if own.label().is_some() => step(spot, "", &number()),
            Form::Group | Form::Table | Form::Field | Form::List if spot.depth == 1 => {
                let role = own.role().as_str().replace('.', "-");
                let fits = role.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
                let name = if role.is_empty() || !fits { format!("g{nth}") } else { role };
                (name.clone(), name)
            }
            Form::Group => step(spot, "g", &nth.to_string()),
            Form::Row => step(spot, "r", &nth.to_string()),
            Form::Figure => step(spot, "f", &nth.to_string()),
            Form::Document
            | Form::Paragraph
            | Form::Item
            | Form::Contents
            | Form::Field
            | Form::List
            | Form::Table
            | Form::Header
            | Form::Cell
            | Form::Prose
            | Form::Note => return None,
        };
        spot.path = path;
        Some(anchor)
    }

    fn article(&mut self, own: &Provision, spot: &mut AnchorSpot, nth: u32) -> String {
        let parts = own
            .label()
            .and_then(|label| label.number())
            .filter(|number| number.unit == LabelUnit::ARTICLE)
            .map(|number| number.parts);
        let division = match (spot.standing.supplement, spot.standing.annex) {
            (0, 0) => String::new(),
            (0, annex) => format!("x{annex}-"),
            (supplement, _) => format!("s{supplement}-"),
        };
        let path = match &parts {
            Some(parts) => format!("{division}a{}", joined(parts)),
            None => format!("{division}n{nth}"),
        };
        spot.standing.article = Some(self.anchors.articles.len());
        spot.standing.paragraph = 0;
        self.anchors.articles.push(ArticleAt {
            supplement: spot.standing.supplement,
            parts: parts.unwrap_or_default(),
            path: path.clone(),
        });
        spot.path = path.clone();
        path
    }

    /// The name, or the name with the first number that makes it unique on the page.
    fn free(&mut self, name: String) -> String {
        let mut free = name.clone();
        let mut count = 1;
        while self.taken.contains(&free) {
            count += 1;
            free = format!("{name}--{count}");
        }
        self.taken.insert(free.clone());
        free
    }
}

/// The path and the anchor one step below.
fn step(spot: &AnchorSpot, code: &str, number: &str) -> (String, String) {
    let below = |above: &str| {
        if above.is_empty() {
            // An id that begins with a digit is awkward in a style sheet.
            let code = if code.is_empty() { "n" } else { code };
            format!("{code}{number}")
        } else {
            format!("{above}-{code}{number}")
        }
    };
    (below(&spot.path), below(&spot.anchor))
}

fn joined(parts: &[u32]) -> String {
    let words: Vec<String> = parts.iter().map(u32::to_string).collect();
    words.join("_")
}

/// アイウ rather than イロハ, when the first of the items says ア.
fn kana(parent: &Provision) -> Option<Script> {
    let first = parent.children().iter().find_map(|child| child.label())?;
    (first.number_in(Script::Aiueo) == Some(1)).then_some(Script::Aiueo)
}

fn number(own: &Provision, script: Option<Script>) -> Option<String> {
    let label = own.label()?;
    if let Some(count) = script.and_then(|script| label.number_in(script)) {
        return Some(count.to_string());
    }
    label.number().map(|number| joined(&number.parts))
}
