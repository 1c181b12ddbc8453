//! What the templates of the pages that say what is used for what may use. Does not know other pages.

use super::runs::phrased;
use super::sentence::{from, sentence};
use super::shape::map;
use super::shape::safe;
use crate::publish::plan::{
    DatedRecipient, Finder, FinderEntry, InTime, NamedLink, Page, PurposeGroup, PurposeLine,
    RowStep, Subject, Used,
};
use crate::text::phrase::Phrases;
use tera::Value;

/// Where the text stands in time.
pub(super) fn standing(finder: &Finder) -> &InTime {
    match finder {
        Finder::Index { standing, .. } => standing,
        Finder::Row(row) => &row.standing,
        Finder::Purpose(purpose) => &purpose.standing,
    }
}

/// The template of the page, and what it may use as `finder`.
pub(super) fn template(finder: &Finder, page: &Page, phrases: &Phrases) -> (&'static str, Value) {
    let around = FinderContext { page, phrases };
    match finder {
        Finder::Index { standing: _, subject, rows, purposes, text } => (
            "pages/finder.html",
            map([
                ("subject", subject_name(*subject)),
                ("rows", around.listings(rows)),
                ("purposes", around.listings(purposes)),
                ("text", around.way(text)),
            ]),
        ),
        Finder::Row(row) => (
            "pages/row.html",
            map([
                ("subject", subject_name(row.subject)),
                (
                    "oldest",
                    row.groups
                        .iter()
                        .flat_map(|group| &group.lines)
                        .any(|line| line.is_oldest)
                        .into(),
                ),
                ("groups", around.each(&row.groups, FinderContext::group)),
                ("steps", around.each(&row.steps, FinderContext::step)),
                ("objection", around.maybe(row.objection.as_ref())),
                ("requests", around.maybe(row.requests.as_ref())),
                ("contacts", around.maybe(row.contacts.as_ref())),
                ("text", around.way(&row.text)),
                ("index", around.way(&row.index)),
            ]),
        ),
        Finder::Purpose(purpose) => (
            "pages/purpose.html",
            map([
                ("subject", subject_name(purpose.subject)),
                ("oldest", purpose.used.iter().any(|used| used.is_oldest).into()),
                ("inner", around.lines(&purpose.inner)),
                ("used", around.each(&purpose.used, FinderContext::used)),
                ("text", around.way(&purpose.text)),
                ("index", around.way(&purpose.index)),
            ]),
        ),
    }
}

/// What the rows are called on the page.
fn subject_name(subject: Subject) -> Value {
    match subject {
        Subject::Category => "情報".into(),
        Subject::Head => "項目".into(),
    }
}

struct FinderContext<'a> {
    page: &'a Page,
    phrases: &'a Phrases,
}

impl FinderContext<'_> {
    fn each<T>(&self, all: &[T], value: impl Fn(&Self, &T) -> Value) -> Value {
        let values: Vec<Value> = all.iter().map(|one| value(self, one)).collect();
        values.into()
    }

    fn phrased(&self, words: &str) -> Value {
        let mut out = String::new();
        phrased(words, self.phrases, None, &mut out);
        safe(&out)
    }

    fn way(&self, way: &NamedLink) -> Value {
        let mut href = way.page.seen_from(&self.page.address);
        if let Some(anchor) = &way.anchor {
            href.push('#');
            href.push_str(anchor);
        }
        map([("words", self.phrased(&way.words)), ("href", href.into())])
    }

    fn step(&self, step: &RowStep) -> Value {
        let what = step.what.iter().map(|words| self.phrased(words));
        map([
            ("when", sentence(&step.when, &from(self.page))),
            ("what", what.collect::<Vec<Value>>().into()),
        ])
    }

    fn maybe(&self, way: Option<&NamedLink>) -> Value {
        way.map_or_else(Value::none, |way| self.way(way))
    }

    fn listings(&self, all: &[FinderEntry]) -> Value {
        self.each(all, |around, listing| {
            map([("way", around.way(&listing.way)), ("count", listing.count.into())])
        })
    }

    fn group(&self, group: &PurposeGroup) -> Value {
        map([
            ("heading", self.phrased(&group.heading)),
            ("lines", self.each(&group.lines, FinderContext::line)),
        ])
    }

    fn line(&self, line: &PurposeLine) -> Value {
        map([
            ("words", self.phrased(&line.words)),
            ("inner", self.lines(&line.inner)),
            ("recipients", self.each(&line.recipients, FinderContext::recipient)),
            ("since", sentence(&line.since, &from(self.page))),
            ("others", self.maybe(line.others.as_ref())),
        ])
    }

    fn used(&self, used: &Used) -> Value {
        map([
            ("row", self.way(&used.row)),
            ("side", used.side.as_str().into()),
            ("recipients", self.each(&used.recipients, FinderContext::recipient)),
            ("since", sentence(&used.since, &from(self.page))),
        ])
    }

    fn recipient(&self, recipient: &DatedRecipient) -> Value {
        let since = recipient.since.as_ref();
        let since = since.map_or_else(Value::none, |since| sentence(since, &from(self.page)));
        map([("words", Value::from(recipient.words.as_str())), ("since", since)])
    }

    fn lines(&self, lines: &[String]) -> Value {
        self.each(lines, |_, line| line.as_str().into())
    }
}
