//! The pages that answer "what is this information used for" and "what is used for this": one for each row
//! of the purposes in force, one for each purpose, and a list of both. Does not know markup.

use super::address::Address;
use super::finder::{
    DatedRecipient, Finder, FinderEntry, InTime, NamedLink, PurposeGroup, PurposeLine, RowPage,
    UsePage, Used,
};
use super::page::{Body, Page, Sentence, say, words};
use super::page_names::{Identity, NamedText, Names, PageNames, purpose_name};
use super::planner::{Planner, document_page};
use super::purposes::{Purpose, PurposeRow, PurposeSide, Subject};
use super::row_changes;
use super::row_changes::{Ahead, AheadChange};
use super::row_timeline::{Past, Phase, StatedSince};
use super::status_text;
use super::text_days;
use crate::ledger::Day;
use crate::site::edition::DocumentOn;
use crate::site::{Anchors, Kind, Version};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The finder of one document: its rows and purposes with their addresses.
pub(super) struct Uses<'a> {
    planner: &'a Planner<'a>,
    on: &'a DocumentOn<'a>,
    now: &'a Version,
    past: Past<'a>,
    ahead: Ahead<'a>,
    anchors: Anchors,
    /// Its rows with their names.
    named: &'a NamedText,
    /// The page of each row.
    row_pages: Vec<Address>,
    /// Each purpose by its words: its page, and where it stands as (row, purpose).
    uses: Vec<Use>,
    by_identity: HashMap<String, usize>,
}

struct Use {
    name: String,
    page: Address,
    places: Vec<(usize, usize)>,
}

impl<'a> Uses<'a> {
    /// The finder of a document's text in force; `None` where it states no purposes, and for regulations,
    /// which state them for those who work by them.
    pub(super) fn of(
        planner: &'a Planner<'a>,
        on: &'a DocumentOn<'a>,
        now: &'a Version,
        names: &'a PageNames,
    ) -> Option<Uses<'a>> {
        if on.document.kind == Kind::Regulation {
            return None;
        }
        let past = Past::of(on, now, planner.comparisons);
        if past.now().is_empty() {
            return None;
        }
        let anchors = Anchors::of(&now.tree);
        let named = names.text(now)?;
        let page = |folder, name: &String| page_of(on, folder, name);
        let row_pages = named.row_names.iter().map(|name| page(ROWS, name)).collect();
        let (uses, by_identity) = uses(past.now());
        let uses = uses.into_iter().map(|(name, places)| Use {
            page: page(PURPOSES, &name),
            name,
            places,
        });
        Some(Uses {
            planner,
            on,
            now,
            ahead: Ahead::of(on, now, past.now(), planner.comparisons),
            past,
            anchors,
            named,
            row_pages,
            uses: uses.collect(),
            by_identity,
        })
    }

    /// The list of both ways.
    pub(super) fn index_address(on: &DocumentOn<'_>) -> Address {
        Address::page(&format!("{}/i/", on.document.slug))
    }

    /// Whether there is a page of that name, in whatever case.
    pub(super) fn has(&self, folder: &str, name: &str) -> bool {
        let is_it = |known: &String| known.eq_ignore_ascii_case(name);
        match folder {
            ROWS => self.named.row_names.iter().any(is_it),
            _ => self.uses.iter().any(|one| is_it(&one.name)),
        }
    }

    /// The ways to the rows, or the purposes, that are some of these.
    pub(super) fn ways(&self, folder: &str, ids: &HashSet<Identity>) -> Vec<NamedLink> {
        if folder == ROWS {
            let rows = self.named.row_ids.iter().zip(self.past.now()).zip(&self.row_pages);
            let rows = rows.filter(|((id, _), _)| ids.contains(id));
            return rows.map(|((_, row), page)| way(&row.name, page)).collect();
        }
        let is_it = |(row, at): &(usize, usize)| ids.contains(&self.named.purpose_ids[*row][*at]);
        let found = self.uses.iter().filter(|one| one.places.iter().any(is_it));
        found.map(|one| way(&self.at(one.places[0]).1.words, &one.page)).collect()
    }

    /// All pages: the list, the rows, the purposes.
    pub(super) fn pages(&self) -> Vec<Page> {
        let mut all = vec![self.index()];
        all.extend((0..self.past.now().len()).map(|at| self.row(at)));
        all.extend((0..self.uses.len()).map(|at| self.purpose(at)));
        all
    }

    fn index(&self) -> Page {
        let rows = self.past.now().iter().zip(&self.row_pages);
        let rows = rows.map(|(row, page)| FinderEntry {
            way: way(&row.name, page),
            count: row.purposes.len(),
        });
        let purposes = self.uses.iter().map(|one| FinderEntry {
            way: way(&self.at(one.places[0]).1.words, &one.page),
            count: one.places.len(),
        });
        self.page(
            Self::index_address(self.on),
            "利用目的を探す",
            &[],
            Finder::Index {
                standing: self.standing(),
                subject: self.subject(),
                rows: rows.collect(),
                purposes: purposes.collect(),
                text: self.text(None),
            },
        )
    }

    fn row(&self, at: usize) -> Page {
        let row = &self.past.now()[at];
        let groups = PurposeSide::ALL.into_iter().filter_map(|side| {
            let own = row.purposes.iter().enumerate();
            let own = own.filter(|(_, one)| one.side == side);
            let lines: Vec<PurposeLine> = own.map(|(nth, _)| self.line((at, nth))).collect();
            (!lines.is_empty())
                .then(|| PurposeGroup { heading: row.side_name(side).to_owned(), lines })
        });
        let ahead = self.ahead.of_row(self.on, self.past.now(), at);
        let standing = self.in_time("この項目", ahead);
        let body = RowPage {
            subject: row.subject,
            standing,
            groups: groups.collect(),
            steps: row_changes::steps(self.on, &self.past, at),
            objection: self.section(&["implied-consent"]),
            requests: self.section(&["requests"]),
            contacts: self.section(&["contacts", "contact"]),
            text: self.text(self.anchors.get(row.ordinal)),
            index: self.index_way(),
        };
        let page = self.row_pages[at].clone();
        self.page(page, &row.name, &["利用目的"], Finder::Row(body))
    }

    fn line(&self, place: (usize, usize)) -> PurposeLine {
        let purpose = self.at(place).1;
        let at = place.0;
        let phases = self.past.phases(at, place.1);
        let since = phases.last().map(|phase| phase.since);
        let recipients = purpose.recipients.iter().map(|to| {
            let own = self.past.given_since(at, place.1, &to.words);
            DatedRecipient {
                words: to.words.clone(),
                // Said only where it began later than the purpose itself.
                since: own.filter(|_| own != since).map(|own| self.since(own)),
            }
        });
        let one = &self.uses[self.by_identity[&purpose.identity()]];
        let others = one.places.iter().filter(|(row, _)| *row != at).count();
        PurposeLine {
            words: purpose.words.clone(),
            inner: purpose.inner.clone(),
            recipients: recipients.collect(),
            since: self.since_in_words(&phases),
            is_oldest: matches!(since, Some(StatedSince::Oldest(_))),
            others: (others > 0).then(|| {
                let words = format!("同じ目的に使う情報（ほかに{others}件）");
                way(&words, &one.page)
            }),
        }
    }

    fn purpose(&self, at: usize) -> Page {
        let one = &self.uses[at];
        let used = one.places.iter().map(|place| {
            let (row, purpose) = self.at(*place);
            let line = self.line(*place);
            Used {
                row: way(&row.name, &self.row_pages[place.0]),
                side: row.side_name(purpose.side).to_owned(),
                recipients: line.recipients,
                since: line.since,
                is_oldest: line.is_oldest,
            }
        });
        let first = self.at(one.places[0]).1;
        let ahead = self.ahead.of_use(self.on, self.past.now(), &first.identity());
        let body = UsePage {
            subject: self.subject(),
            standing: self.in_time("この目的に使う情報", ahead.into_iter().collect()),
            inner: first.inner.clone(),
            used: used.collect(),
            text: self.text(None),
            index: self.index_way(),
        };
        self.page(one.page.clone(), &first.words, &["この目的に使う情報"], Finder::Purpose(body))
    }

    fn at(&self, (row, purpose): (usize, usize)) -> (&PurposeRow, &Purpose) {
        let row = &self.past.now()[row];
        (row, &row.purposes[purpose])
    }

    /// What the entries of the list are: categories, unless there is none.
    fn subject(&self) -> Subject {
        let is_category = |row: &PurposeRow| row.subject == Subject::Category;
        if self.past.now().iter().any(is_category) { Subject::Category } else { Subject::Head }
    }

    fn standing(&self) -> InTime {
        InTime {
            word: status_text::word(self.on, self.now),
            until: text_days::until(self.on, self.now),
            sentences: status_text::of_version(self.on, self.now, &document_page(self.on)),
        }
    }

    /// Where a part of the text stands in time, with what will be different in it, by day. What goes on unchanged in
    /// the next text does not end with this one.
    fn in_time(&self, subject: &str, ahead: Vec<AheadChange>) -> InTime {
        let (on, now) = (self.on, self.now);
        let (Some(next), Day::Known(_)) = (on.coming.first(), now.effective) else {
            return self.standing();
        };
        let changed = ahead.first().map(|(day, _)| *day);
        let repeal = on.document.repeal.as_ref().map(|repeal| repeal.effective);
        let last = changed.or(repeal).and_then(|day| day.yesterday().ok());
        let mut sentences = vec![status_text::in_force(on, now, last)];
        if last.is_none() {
            let said = format!("{subject}は、{{}}以降も変わりません。");
            sentences.push(say(&said, [next.effective.counted().into()]));
        }
        sentences.extend(ahead.into_iter().map(|(_, sentence)| sentence));
        InTime {
            word: status_text::word(on, now),
            until: last.map_or_else(String::new, text_days::until_day),
            sentences,
        }
    }

    /// The first section of one of these roles, named as the document names it.
    fn section(&self, roles: &[&str]) -> Option<NamedLink> {
        let named = self.now.tree.visit().enumerate().filter(|(_, (_, own))| {
            own.form() == crate::tree::Form::Group && !own.heading().is_empty()
        });
        let mut fits = named.filter(|(_, (_, own))| roles.contains(&own.role().as_str()));
        let (ordinal, (_, own)) = fits.next()?;
        Some(NamedLink {
            words: own.heading().words().replace('\n', " "),
            page: document_page(self.on),
            anchor: self.anchors.get(ordinal).cloned(),
        })
    }

    fn text(&self, anchor: Option<&Arc<str>>) -> NamedLink {
        NamedLink {
            words: super::planner::title(self.on),
            page: document_page(self.on),
            anchor: anchor.cloned(),
        }
    }

    fn index_way(&self) -> NamedLink {
        way("利用目的を探す", &Self::index_address(self.on))
    }

    fn page(&self, address: Address, title: &str, more: &[&str], finder: Finder) -> Page {
        let document = super::planner::title(self.on);
        let mut trail = self.planner.trail();
        trail.push((document.clone(), document_page(self.on)));
        if !matches!(finder, Finder::Index { .. }) {
            trail.push(("利用目的を探す".to_owned(), Self::index_address(self.on)));
        }
        let mut names = vec![title];
        names.extend(more);
        names.push(&document);
        let description = match &finder {
            Finder::Index { .. } => format!("「{document}」の利用目的を探すページです。"),
            Finder::Row(_) => format!("「{title}」の利用目的です。"),
            Finder::Purpose(_) => format!("「{title}」のために使う情報です。"),
        };
        Page {
            full_title: self.planner.full_title(&names),
            description: format!("{}の{description}", self.planner.organisation),
            crumb: title.to_owned(),
            trail,
            indexing: self.planner.indexing(),
            stands_on: self.planner.stands_on(self.on),
            canonical: None,
            body: Body::Finder(finder),
            address,
            title: title.to_owned(),
        }
    }

    /// StatedSince when in these words, and what the words were before.
    fn since_in_words(&self, phases: &[Phase]) -> Sentence {
        let Some((now, earlier)) = phases.split_first() else {
            return Vec::new();
        };
        let mut out = self.since(now.since);
        for (nth, phase) in earlier.iter().enumerate() {
            let before = if nth == 0 { "（それまでは" } else { "。その前は" };
            out.push(words(&format!("{before}「{}」。", phase.words)));
            out.extend(self.since(phase.since));
        }
        if !earlier.is_empty() {
            out.push(words("）"));
        }
        out
    }

    fn since(&self, since: StatedSince) -> Sentence {
        match since {
            StatedSince::Day(day) => say("{}から", [day.into()]),
            StatedSince::Oldest(day) => say("遅くとも{}から", [day.into()]),
            StatedSince::Seen(day) => {
                let word = self.on.document.kind.effective_word();
                say("{}は不明（{}に確認）", [word.into(), day.into()])
            }
        }
    }
}

/// The folder of the pages of rows.
pub(super) const ROWS: &str = "i";
/// The folder of the pages of purposes.
pub(super) const PURPOSES: &str = "p";

fn page_of(on: &DocumentOn<'_>, folder: &str, name: &str) -> Address {
    Address::page(&format!("{}/{folder}/{name}/", on.document.slug))
}

/// A name with the places of what it stands for, as (row, purpose).
type NamedPlaces = (String, Vec<(usize, usize)>);

/// Every purpose by its words, in the order of their first places. Its name is its first key, else made of its words.
fn uses(rows: &[PurposeRow]) -> (Vec<NamedPlaces>, HashMap<String, usize>) {
    let mut places: Vec<Vec<(usize, usize)>> = Vec::new();
    let mut by_identity: HashMap<String, usize> = HashMap::new();
    for (row_at, row) in rows.iter().enumerate() {
        for (at, purpose) in row.purposes.iter().enumerate() {
            let known = *by_identity.entry(purpose.identity()).or_insert_with(|| {
                places.push(Vec::new());
                places.len() - 1
            });
            places[known].push((row_at, at));
        }
    }
    let purpose = |(row, at): (usize, usize)| &rows[row].purposes[at];
    // The authors' names first: a made one must not take them.
    let mut names = Names::default();
    let mut found: Vec<Option<String>> = Vec::new();
    for places in &places {
        let key = places.iter().find_map(|place| purpose(*place).key.as_ref());
        found.push(key.map(|key| names.free(key.as_str())));
    }
    for (name, places) in found.iter_mut().zip(&places) {
        name.get_or_insert_with(|| names.free(&purpose_name(&purpose(places[0]).identity())));
    }
    (found.into_iter().flatten().zip(places).collect(), by_identity)
}

fn way(words: &str, page: &Address) -> NamedLink {
    NamedLink { words: words.to_owned(), page: page.clone(), anchor: None }
}
