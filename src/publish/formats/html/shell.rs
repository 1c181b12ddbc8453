//! Pages: the shell of the theme around fragments. Does not know how fragments are made.

use super::aid;
use super::changes;
use super::finder;
use super::fragment::{Fragment, Fragments, TextContext};
use super::runs::phrased;
use super::sentence::{from, sentence, words};
use super::shape::{map, safe};
use super::theme::{PAGE_NAMES, Theme};
use super::time;
use crate::diagnostic::Finding;
use crate::publish::formats::uri as encode;
use crate::publish::plan::{
    Address, Body, Embed, Indexing, Page, Sentence, SitePlan, TextPage, TextStatus,
};
use crate::site::{Readings, Settings};
use std::sync::Arc;
use tera::{Context, Value};

/// A contents list is shown from so many lines on.
const LINES_WORTH: usize = 4;

/// Renders pages.
pub(super) struct Shell<'a> {
    pub theme: &'a Theme,
    pub fragments: Fragments<'a>,
    pub settings: &'a Settings,
    pub plan: &'a SitePlan,
    pub shown: changes::ShownComparisons<'a>,
}

impl Shell<'_> {
    /// The whole page.
    ///
    /// # Errors
    /// When a template of the theme is wrong.
    pub(super) fn page(&self, page: &Page) -> Result<String, Vec<Finding>> {
        let fragments = self.fragments_of(page)?;
        let whole = self.shell(page, &fragments)?;
        Ok(whole.trim().to_owned())
    }

    /// A text to be put into a page that somebody else makes. Its links lead to absolute addresses, because
    /// nobody knows where that page is.
    ///
    /// # Errors
    /// When a template of the theme is wrong.
    pub(super) fn embed(&self, own: &Embed) -> Result<String, Vec<Finding>> {
        let url = self.settings.url.as_deref();
        let to_root = url.map_or_else(|| own.address.to_root(), encode);
        let fragments = self.fragments.of(
            &own.text.tree,
            TextContext {
                law_day: own.text.law_day,
                to_root: &to_root,
                id_prefix: &own.prefix,
                level: 3,
                furigana: None,
            },
        )?;
        let href = |to: &Address| Some(encode(&to.under(url?)));
        let sentences = own.text.standing.iter();
        let sentences: Vec<Value> = sentences.map(|one| sentence(one, &href)).collect();
        let label = own.text.tree.label();
        let mut context = self.no_names();
        context.insert_value(
            "page",
            map([
                ("title", words(&own.title)),
                ("label", label.map_or("", |label| label.as_str()).into()),
                ("text", words(&own.text.tree.text().words())),
                ("canonical", href(&own.page).unwrap_or_default().into()),
                ("id_prefix", own.prefix.as_str().into()),
            ]),
        );
        context.insert_value("standing", map([("sentences", sentences.into())]));
        context.insert_value("fragments", body(&fragments));
        let whole = self.fragments.templates().render("pages/embed.html", &context)?;
        Ok(whole.trim().to_owned())
    }

    /// A context in which every name that a template may use is there, with nothing.
    fn no_names(&self) -> Context {
        let mut context = Context::new();
        for name in PAGE_NAMES {
            context.insert_value(name, Value::none());
        }
        context
    }

    fn fragments_of(&self, page: &Page) -> Result<Vec<Arc<Fragment>>, Vec<Finding>> {
        let Some(text) = page.text() else {
            return Ok(Vec::new());
        };
        let to_root = page.address.to_root();
        let furigana = text.aided.furigana.as_ref();
        let (law_day, to_root) = (text.law_day, &*to_root);
        let context = TextContext { law_day, to_root, id_prefix: "", level: 2, furigana };
        self.fragments.of(&text.tree, context)
    }

    /// The page with marks where its fragments go.
    fn shell(&self, page: &Page, fragments: &[Arc<Fragment>]) -> Result<String, Vec<Finding>> {
        let mut context = self.no_names();
        context.insert_value("page", self.facts(page));
        context.insert_value("site", self.site(page));
        let template = match &page.body {
            Body::Index(index) => {
                let phrases = self.fragments.phrases();
                context.insert_value("entries", time::entries(index, page, phrases));
                context.insert_value("latest", time::latest(index, page, phrases));
                "pages/index.html"
            }
            Body::Changes(own) => {
                context.insert_value("changes", changes::changes(own, page, &self.shown));
                let standing = self.standing((own.state, &own.word), &own.standing, page);
                context.insert_value("standing", standing);
                "pages/changes.html"
            }
            Body::History(own) => {
                context.insert_value("history", time::history(own, page));
                "pages/history.html"
            }
            Body::Waiting { state, standing, versions, history } => {
                if let Some(to) = history {
                    let to = to.seen_from(&page.address).into();
                    context.insert_value("history", map([("href", to)]));
                }
                let standing = self.standing((*state, state.word()), standing, page);
                context.insert_value("standing", standing);
                context.insert_value("versions", time::versions(versions, page));
                "pages/waiting.html"
            }
            Body::Aid(own) => {
                context.insert_value("aid", aid::aid(own, page, self.fragments.phrases()));
                let choices = aid::choices(&own.choices, own.wording.choices, page);
                context.insert_value("choices", choices);
                "pages/aid.html"
            }
            Body::Text(text) => {
                self.text(&mut context, text, page);
                context.insert_value("fragments", body(fragments));
                context.insert_value("contents", contents(fragments));
                "pages/text.html"
            }
            Body::Finder(finder) => {
                let (template, value) = finder::template(finder, page, self.fragments.phrases());
                let own = finder::standing(finder);
                let standing = (TextStatus::InForce, &*own.word);
                let standing = self.standing(standing, &own.sentences, page);
                context.insert_value("standing", standing);
                context.insert_value("finder", value);
                template
            }
        };
        self.fragments.templates().render(template, &context)
    }

    /// What a page says around its text.
    fn text(&self, context: &mut Context, text: &TextPage, page: &Page) {
        let choices = aid::choices(&text.aided.choices, "読み方を選ぶ", page);
        context.insert_value("choices", choices);
        let standing = self.standing((text.state, &text.word), &text.standing, page);
        context.insert_value("standing", standing);
        context.insert_value("versions", time::versions(&text.versions, page));
        context.insert_value("proof", time::proof(&text.proof, page));
        let link = |to: &Address| map([("href", to.seen_from(&page.address).into())]);
        if let Some(to) = &text.history {
            context.insert_value("history", link(to));
        }
        if let Some(to) = &text.finder {
            context.insert_value("finder", link(to));
        }
    }

    fn facts(&self, page: &Page) -> Value {
        let tree = page.text().map(|text| &text.tree);
        let label = tree.and_then(|tree| tree.label());
        let label = label.map_or_else(|| of(page).unwrap_or_default(), |label| label.as_str());
        let intro = tree.map_or_else(String::new, |tree| tree.text().words());
        let trail: Vec<Value> = page
            .trail
            .iter()
            .map(|(name, address)| {
                map([
                    ("name", Value::from(name.as_str())),
                    ("href", address.seen_from(&page.address).into()),
                ])
            })
            .collect();
        let canonical = self.settings.url.as_deref();
        let under = |to: &Address| canonical.map_or_else(String::new, |url| encode(&to.under(url)));
        let place = under(&page.address);
        let canonical = under(page.canonical.as_ref().unwrap_or(&page.address));
        let lang = match &page.body {
            Body::Aid(own) => own.kind.lang(),
            Body::Index(_)
            | Body::Text(_)
            | Body::Waiting { .. }
            | Body::Finder(_)
            | Body::History(_)
            | Body::Changes(_) => "ja",
        };
        map([
            ("lang", lang.into()),
            ("title", self.title(page)),
            ("label", label.into()),
            ("text", words(&intro)),
            ("full_title", one_line(&page.full_title).into()),
            ("running", self.running(page).into()),
            ("description", one_line(&page.description).into()),
            ("canonical", canonical.into()),
            ("place", place.into()),
            ("noindex", (page.indexing == Indexing::Refused).into()),
            ("trail", trail.into()),
            ("crumb", one_line(&page.crumb).into()),
        ])
    }

    /// What stands at the head of every sheet of paper.
    fn running(&self, page: &Page) -> String {
        let title = one_line(&page.title);
        let draft = match page.indexing {
            Indexing::Allowed => "",
            Indexing::Refused => "【案・未公表】",
        };
        let organisation = self.plan.organisation.as_str();
        let mut names = vec![organisation];
        names.extend(of(page));
        names.push(&title);
        // A title that names the organisation itself is enough.
        names.retain(|name| !name.is_empty() && (*name != organisation || !title.contains(*name)));
        format!("{draft}{}", names.join("　"))
    }

    fn site(&self, page: &Page) -> Value {
        let style = Address::file(self.theme.style());
        map([
            ("organisation", Value::from(self.plan.organisation.as_str())),
            ("title", self.settings.title.as_str().into()),
            ("home", self.plan.home.seen_from(&page.address).into()),
            ("is_home", (page.address == self.plan.home).into()),
            ("style", style.seen_from(&page.address).into()),
        ])
    }

    /// The title of a page, under readings where its text has them.
    fn title(&self, page: &Page) -> Value {
        let furigana = page.text().and_then(|text| text.aided.furigana.as_ref());
        let readings = furigana.map(|set| Readings::of(set, None));
        let mut out = String::new();
        let phrases = self.fragments.phrases();
        phrased(&page.title, phrases, readings.as_ref(), &mut out);
        safe(&out)
    }

    /// The state of a text, with its word, and what its reader must know.
    fn standing(
        &self,
        (state, word): (TextStatus, &str),
        sentences: &[Sentence],
        page: &Page,
    ) -> Value {
        let sentences: Vec<Value> =
            sentences.iter().map(|one| sentence(one, &from(page))).collect();
        map([
            ("state", Value::from(state.name())),
            ("word", word.into()),
            ("sentences", sentences.into()),
        ])
    }
}

fn body(fragments: &[Arc<Fragment>]) -> Value {
    joined(fragments.iter().map(|one| one.body.as_str()))
}

/// Fragments in a row, as a template takes them.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Value {
    safe(&parts.collect::<String>())
}

fn contents(fragments: &[Arc<Fragment>]) -> Value {
    let lines: usize = fragments.iter().map(|one| one.lines).sum();
    // Annexes and forms stand behind the supplements.
    let first = fragments.iter().position(|one| one.is_supplement).unwrap_or(fragments.len());
    let (before, from) = fragments.split_at(first);
    let supplements = from.iter().filter(|one| one.is_supplement);
    let later = from.iter().filter(|one| !one.is_supplement);
    map([
        ("shown", Value::from(lines >= LINES_WORTH)),
        ("lines", joined(before.iter().map(|one| &*one.contents))),
        ("supplement_count", supplements.clone().count().into()),
        ("supplements", joined(supplements.map(|one| &*one.contents))),
        ("later", joined(later.map(|one| &*one.contents))),
    ])
}

/// The document that a page tells of, where its heading does not name it.
fn of(page: &Page) -> Option<&str> {
    match &page.body {
        Body::History(own) => Some(&own.document),
        Body::Changes(own) => Some(&own.document),
        Body::Index(_) | Body::Text(_) | Body::Aid(_) | Body::Waiting { .. } | Body::Finder(_) => {
            None
        }
    }
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
