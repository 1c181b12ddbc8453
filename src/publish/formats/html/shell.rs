//! Pages: the shell of the theme around fragments. Does not know how fragments are made.

use super::aid;
use super::changes;
use super::data::{
    ContentsData, FactData, FinderData, HistoryData, Html, PageData, PageFacts, SiteFacts,
    StandingData, TrailStep,
};
use super::finder;
use super::fragment::{Fragment, Fragments, ShownChange, TextContext};
use super::history;
use super::runs::phrased;
use super::sentence::{PageWords, anchored, sentence, words};
use super::theme::Theme;
use crate::diagnostic::Finding;
use crate::publish::formats::uri as encode;
use crate::publish::plan::{
    Address, Body, Embed, Indexing, NamedLink, Page, Sentence, SentencePart, SitePlan, TextPage,
    TextStatus,
};
use crate::site::{Readings, Settings};
use crate::text::date::Date;
use std::sync::Arc;

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
                changed: &[],
            },
        )?;
        let href = |to: &Address| Some(encode(&to.under(url?)));
        let sentences = own.text.standing.iter().map(|one| sentence(one, &href));
        let days = own.text.days.iter();
        let days = days.map(|(name, said)| FactData { name, said: sentence(said, &href) });
        let label = own.text.tree.label();
        let data = PageData {
            page: PageFacts {
                title: words(&own.title),
                label: label.map_or("", |label| label.as_str()),
                text: words(&own.text.tree.text().words()),
                canonical: href(&own.page).unwrap_or_default(),
                id_prefix: &own.prefix,
                ..PageFacts::default()
            },
            standing: Some(StandingData {
                sentences: sentences.collect(),
                ..StandingData::default()
            }),
            days: days.collect(),
            fragments: joined(fragments.iter().map(|one| &*one.body)),
            ..PageData::default()
        };
        let whole = self.fragments.templates().render("pages/embed.html", &data)?;
        Ok(whole.trim().to_owned())
    }

    fn fragments_of(&self, page: &Page) -> Result<Vec<Arc<Fragment>>, Vec<Finding>> {
        let Some(text) = page.text() else {
            return Ok(Vec::new());
        };
        let to_root = page.address.to_root();
        let furigana = text.aided.furigana.as_ref();
        let (law_day, to_root) = (text.law_day, &*to_root);
        let changed = &shown_changes(page, text);
        let context = TextContext { law_day, to_root, id_prefix: "", level: 2, furigana, changed };
        self.fragments.of(&text.tree, context)
    }

    /// The page around its fragments.
    fn shell(&self, page: &Page, fragments: &[Arc<Fragment>]) -> Result<String, Vec<Finding>> {
        let on = PageWords { page, phrases: self.fragments.phrases() };
        let empty =
            PageData { page: self.facts(page), site: Some(self.site(on)), ..PageData::default() };
        let (template, data) = match &page.body {
            Body::Index(index) => {
                let entries = history::entries(index, on);
                let latest = history::latest(index, on, self.shown.comparisons);
                ("pages/index.html", PageData { entries, latest: Some(latest), ..empty })
            }
            Body::Changes(own) => {
                let changes = Some(changes::changes(own, on, &self.shown));
                let standing = standing((own.state, &own.word, &own.until), &own.standing, on);
                ("pages/changes.html", PageData { changes, standing, ..empty })
            }
            Body::History(own) => {
                let history = Some(history::history(own, on, self.shown.comparisons));
                ("pages/history.html", PageData { history, ..empty })
            }
            Body::Record(own) => {
                let record = Some(history::record(own, on));
                ("pages/record.html", PageData { record, ..empty })
            }
            Body::Waiting { state, word, standing: sentences, versions, history } => {
                let data = PageData {
                    history: history
                        .as_ref()
                        .map(|(name, to)| HistoryData::link(name, on.href(to))),
                    standing: standing((*state, word, ""), sentences, on),
                    versions: Some(history::versions(versions, on)),
                    ..empty
                };
                ("pages/waiting.html", data)
            }
            Body::Aid(own) => {
                let (aid, choices) = (Some(aid::aid(own, on)), aid::choices(&own.choices, on));
                ("pages/aid.html", PageData { aid, choices, ..empty })
            }
            Body::Text(text) => ("pages/text.html", around_text(text, fragments, on, empty)),
            Body::Finder(finder) => {
                let (template, own) = finder::template(finder, on);
                let in_time = finder::standing(finder);
                let badge = (TextStatus::InForce, &*in_time.word, &*in_time.until);
                let standing = standing(badge, &in_time.sentences, on);
                (template, PageData { finder: Some(own), standing, ..empty })
            }
        };
        self.fragments.templates().render(template, &data)
    }

    fn facts<'p>(&self, page: &'p Page) -> PageFacts<'p> {
        let tree = page.text().map(|text| &text.tree);
        let label = tree.and_then(|tree| tree.label());
        let label = label.map_or_else(|| of(page).unwrap_or_default(), |label| label.as_str());
        let intro = tree.map_or_else(String::new, |tree| tree.text().words());
        let trail = page.trail.iter();
        let trail =
            trail.map(|(name, to)| TrailStep { name, href: to.seen_from(&page.address) }).collect();
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
            | Body::Record(_)
            | Body::Changes(_) => "ja",
        };
        PageFacts {
            lang,
            title: self.title(page),
            label,
            text: words(&intro),
            full_title: one_line(&page.full_title),
            running: self.running(page),
            description: one_line(&page.description),
            canonical,
            place,
            stands_on: page.stands_on.map_or_else(Html::default, day_alone),
            noindex: page.indexing == Indexing::Refused,
            trail,
            crumb: one_line(&page.crumb),
            id_prefix: "",
        }
    }

    /// What stands at the head of every sheet of paper.
    fn running(&self, page: &Page) -> String {
        let title = one_line(&page.title);
        let organisation = self.plan.organisation.as_str();
        let mut names = vec![organisation];
        names.extend(of(page));
        names.push(&title);
        // A title that names the organisation itself is enough.
        names.retain(|name| !name.is_empty() && (*name != organisation || !title.contains(*name)));
        names.join("　")
    }

    fn site(&self, on: PageWords<'_>) -> SiteFacts<'_> {
        SiteFacts {
            organisation: &self.plan.organisation,
            title: &self.settings.title,
            home: on.href(&self.plan.home),
            is_home: on.page.address == self.plan.home,
            style: on.href(&Address::file(self.theme.style())),
        }
    }

    /// The title of a page, under readings where its text has them.
    fn title(&self, page: &Page) -> Html {
        let furigana = page.text().and_then(|text| text.aided.furigana.as_ref());
        let readings = furigana.map(|set| Readings::of(set, None));
        let mut out = Html::default();
        phrased(&page.title, self.fragments.phrases(), readings.as_ref(), &mut out.0);
        out
    }
}

/// When the provisions of a text last became others, with links as the page has them.
fn shown_changes(page: &Page, text: &TextPage) -> Vec<(usize, ShownChange)> {
    let href = |to: &NamedLink| anchored(to.page.seen_from(&page.address), to);
    let shown = text.changed.iter().map(|(at, own)| {
        let before = own.before.as_ref();
        let change = ShownChange {
            words: own.change.words.clone(),
            href: href(&own.change),
            before: before.map_or_else(String::new, |to| to.words.clone()),
            before_href: before.map_or_else(String::new, href),
        };
        (*at, change)
    });
    shown.collect()
}

/// What a page says around its text.
fn around_text<'a>(
    text: &'a TextPage,
    fragments: &[Arc<Fragment>],
    on: PageWords<'a>,
    empty: PageData<'a>,
) -> PageData<'a> {
    PageData {
        choices: aid::choices(&text.aided.choices, on),
        standing: standing((text.state, &text.word, &text.until), &text.standing, on),
        days: history::facts(&text.days, on),
        versions: Some(history::versions(&text.versions, on)),
        proof: history::proof(&text.proof, on),
        history: text.history.as_ref().map(|(name, to)| HistoryData::link(name, on.href(to))),
        finder: text.finder.as_ref().map(|to| FinderData::link(on.href(to))),
        fragments: joined(fragments.iter().map(|one| &*one.body)),
        contents: Some(contents(fragments)),
        ..empty
    }
}

/// The state of a text, with its word and until when, and what its reader must know.
fn standing<'a>(
    (state, word, until): (TextStatus, &'a str, &'a str),
    sentences: &[Sentence],
    on: PageWords<'a>,
) -> Option<StandingData<'a>> {
    Some(StandingData { state: state.name(), word, until, sentences: on.sentences(sentences) })
}

/// Fragments in a row.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Html {
    Html(parts.collect())
}

fn contents(fragments: &[Arc<Fragment>]) -> ContentsData {
    let lines: usize = fragments.iter().map(|one| one.lines).sum();
    // Annexes and forms stand behind the supplements.
    let first = fragments.iter().position(|one| one.is_supplement).unwrap_or(fragments.len());
    let (before, from) = fragments.split_at(first);
    let supplements = from.iter().filter(|one| one.is_supplement);
    let later = from.iter().filter(|one| !one.is_supplement);
    ContentsData {
        shown: lines >= LINES_WORTH,
        lines: joined(before.iter().map(|one| &*one.contents)),
        supplement_count: supplements.clone().count(),
        supplements: joined(supplements.map(|one| &*one.contents)),
        later: joined(later.map(|one| &*one.contents)),
    }
}

/// The document that a page tells of, where its heading does not name it.
fn of(page: &Page) -> Option<&str> {
    match &page.body {
        Body::History(own) => Some(&own.document),
        Body::Record(own) => Some(&own.document),
        Body::Changes(own) => Some(&own.document),
        Body::Index(_) | Body::Text(_) | Body::Aid(_) | Body::Waiting { .. } | Body::Finder(_) => {
            None
        }
    }
}

/// A day by itself.
fn day_alone(day: Date) -> Html {
    sentence(
        &[SentencePart::Day(day), SentencePart::Words("時点の内容です。".to_owned())],
        &|_| None,
    )
}

fn one_line(words: &str) -> String {
    words.replace('\n', " ")
}
