//! What happened, told as news and as days in a calendar: one item for each event that changes what readers
//! find. Does not know the formats of feeds.

use super::address::Address;
use super::changes;
use super::event_text::{happened, lines, named, when};
use super::feed::{Calendar, Feed, News, Occasion, Outlook};
use super::page::Latest;
use super::planner::{document_page, title, version_page};
use crate::ledger::{Act, Day, LedgerLine, LedgerState, Provenance, VersionId, VersionRecord};
use crate::site::edition::{DocumentOn, Edition, Showing};
use crate::site::{Document, Kind, Settings, Tag, Version};
use crate::text::date::Date;

/// News that a feed holds at most; the ledger holds all.
const MOST: usize = 50;

/// The feeds and calendars of an edition: one of the site, one of each document. None in a preview, and none
/// where nobody knows the address of the site: feeds are read elsewhere.
pub(super) fn feeds_and_calendars(
    edition: &Edition<'_>,
    home: &Address,
    organisation: &str,
) -> (Vec<Feed>, Vec<Calendar>) {
    let settings = &edition.site.settings;
    let (Showing::Public, Some(tag)) = (edition.showing, tag(settings, edition)) else {
        return (Vec::new(), Vec::new());
    };
    let teller = Teller { tag, home, organisation };
    let mut feeds = vec![teller.site_feed(edition)];
    feeds.extend(edition.documents.iter().map(|on| teller.feed(on)));
    let mut calendars = vec![teller.site_calendar(edition)];
    calendars.extend(edition.documents.iter().map(|on| teller.calendar(on)));
    (feeds, calendars)
}

/// The authority of lasting names: what the settings say, else the host of the site in the year of its first
/// record, which never changes.
fn tag(settings: &Settings, edition: &Edition<'_>) -> Option<Tag> {
    let url = settings.url.as_deref()?;
    if let Some(tag) = &settings.tag {
        return Some(tag.clone());
    }
    let lines = edition.documents.iter();
    let first = lines.filter_map(|on| on.document.ledger.lines().first());
    let first = first.map(|line| line.event.recorded).min();
    Tag::of_url(url, first.unwrap_or(edition.as_of).year())
}

/// Where the feed and the calendar of a page's folder stand, with their names; empty where there are none.
pub(super) fn places(edition: &Edition<'_>, page: &Address) -> Vec<(String, Address)> {
    if edition.showing == Showing::Preview || tag(&edition.site.settings, edition).is_none() {
        return Vec::new();
    }
    let feed = ("更新情報のフィード（Atom）".to_owned(), beside(page, FEED));
    let calendar = ("適用日などのカレンダー（iCalendar）".to_owned(), beside(page, CALENDAR));
    vec![feed, calendar]
}

/// The last events of a site that changed what readers find, newest first.
pub(super) fn latest(edition: &Edition<'_>, most: usize) -> Vec<Latest> {
    let mut all: Vec<Latest> = Vec::new();
    for on in &edition.documents {
        let mut of_document = Vec::new();
        let mut known = LedgerState::default();
        for line in on.document.ledger.lines() {
            if known.add(&line.event).is_err() {
                // A site with such a line is not loaded.
                break;
            }
            let Some((title, page)) = happened(on, &line.event) else {
                continue;
            };
            let recorded = line.event.recorded;
            let change = texts(on, &known, &line.event.act);
            let change = change.map(|(old, new)| changes::text_change(old, new, recorded));
            of_document.push(Latest { recorded, title, change, page });
        }
        all.extend(of_document.into_iter().rev());
    }
    all.sort_by_key(|latest| std::cmp::Reverse(latest.recorded));
    all.truncate(most);
    all
}

const FEED: &str = "feed.atom";
const CALENDAR: &str = "calendar.ics";

struct Teller<'a> {
    tag: Tag,
    home: &'a Address,
    organisation: &'a str,
}

impl Teller<'_> {
    fn site_feed(&self, edition: &Edition<'_>) -> Feed {
        let mut news: Vec<News> = Vec::new();
        for on in &edition.documents {
            news.extend(self.news(on));
        }
        // Documents in the order of the site, lines in that of their ledgers; the newest day first.
        news.sort_by_key(|news| std::cmp::Reverse(news.recorded));
        self.gather(
            beside(self.home, FEED),
            "site",
            self.site_title(edition),
            self.home.clone(),
            news,
        )
    }

    fn feed(&self, on: &DocumentOn<'_>) -> Feed {
        let page = document_page(on);
        let name = on.document.slug.to_string();
        self.gather(beside(&page, FEED), &name, title(on), page, self.news(on))
    }

    fn gather(
        &self,
        address: Address,
        name: &str,
        title: String,
        page: Address,
        mut news: Vec<News>,
    ) -> Feed {
        news.truncate(MOST);
        let start = Date::constant(self.tag.year, 1, 1);
        Feed {
            address,
            id: self.tag.name(&format!("{name}/feed")),
            title: self.named(&title),
            author: if self.organisation.is_empty() { title } else { self.organisation.to_owned() },
            page,
            updated: news.first().map_or(start, |news| news.recorded),
            news,
        }
    }

    fn site_calendar(&self, edition: &Edition<'_>) -> Calendar {
        let all = edition.documents.iter().flat_map(|on| self.occasions(on));
        let mut occasions: Vec<Occasion> = all.collect();
        occasions.sort_by_key(|occasion| occasion.day);
        Calendar {
            address: beside(self.home, CALENDAR),
            title: self.named(&self.site_title(edition)),
            occasions,
        }
    }

    fn calendar(&self, on: &DocumentOn<'_>) -> Calendar {
        Calendar {
            address: beside(&document_page(on), CALENDAR),
            title: self.named(&title(on)),
            occasions: self.occasions(on),
        }
    }

    fn site_title(&self, edition: &Edition<'_>) -> String {
        match edition.site.settings.title.as_str() {
            "" => "公表事項".to_owned(),
            title => title.to_owned(),
        }
    }

    /// A title by which a reader of many feeds knows whose it is.
    fn named(&self, title: &str) -> String {
        if title.contains(self.organisation) {
            title.to_owned()
        } else {
            format!("{}　{title}", self.organisation)
        }
    }

    /// The news of a document, newest first.
    fn news(&self, on: &DocumentOn<'_>) -> Vec<News> {
        let mut news = Vec::new();
        // What was known when each line was written.
        let mut known = LedgerState::default();
        for (at, line) in on.document.ledger.lines().iter().enumerate() {
            if known.add(&line.event).is_err() {
                // A site with such a line is not loaded.
                break;
            }
            news.extend(self.one(on, at + 1, line, &known));
        }
        news.reverse();
        news
    }

    /// The news of a line of the ledger; `None` where it changes nothing that readers find.
    fn one(
        &self,
        on: &DocumentOn<'_>,
        number: usize,
        line: &LedgerLine,
        known: &LedgerState,
    ) -> Option<News> {
        let event = &line.event;
        let (title, page) = happened(on, event)?;
        let texts = texts(on, known, &event.act);
        Some(News {
            id: self.tag.name(&format!("{}/ledger/{number}", on.document.slug)),
            title,
            page,
            recorded: event.recorded,
            table: texts.and_then(|(old, new)| changes::between(on, old, new)),
            change: texts.map(|(old, new)| changes::text_change(old, new, event.recorded)),
            lines: when(on, &event.act).into_iter().chain(lines(&event.told)).collect(),
        })
    }

    fn occasions(&self, on: &DocumentOn<'_>) -> Vec<Occasion> {
        let document = on.document;
        let mut all: Vec<Occasion> = document
            .versions
            .iter()
            .filter(|version| version.replaced.is_none())
            .filter_map(|version| self.occasion(on, version))
            .collect();
        if let Some(repeal) = &document.repeal {
            all.push(Occasion {
                id: self.tag.at(&format!("{}.repeal", document.slug)),
                day: repeal.effective,
                title: match document.kind {
                    Kind::Announcement => format!("「{}」の掲載の終了", title(on)),
                    Kind::PrivacyNotice
                    | Kind::JointUseNotice
                    | Kind::Regulation
                    | Kind::Notice => format!("「{}」の廃止", title(on)),
                },
                lines: lines(&repeal.told),
                page: document_page(on),
                recorded: repeal.recorded,
                revisions: 0,
                outlook: Outlook::Stands,
            });
        }
        all.sort_by_key(|occasion| occasion.day);
        all
    }

    fn occasion(&self, on: &DocumentOn<'_>, version: &Version) -> Option<Occasion> {
        let Day::Known(day) = version.effective else {
            return None;
        };
        // What took the place of another is the same occasion: calendars must not show both.
        let mut first = version;
        let mut revisions = version.postponed.len();
        while let Some(earlier) = on.document.put_right_in(first) {
            first = earlier;
            revisions += 1 + earlier.postponed.len();
        }
        let mut recorded = version.recorded;
        recorded = version.postponed.last().map_or(recorded, |moved| moved.recorded);
        let verb = on.document.kind.effective_verb();
        // Only the first text begins; what comes after it amends.
        let what = match (document_begins_with(on, first), on.document.kind) {
            (_, Kind::Announcement) => format!("の{verb}"),
            (true, _) => format!("の{verb}の開始"),
            (false, Kind::Regulation) => format!("の改正の{verb}"),
            (false, Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice) => {
                format!("の改定の{verb}")
            }
        };
        let mut title = format!("「{}」{what}", named(on, version));
        let mut told = with_corrections(on, version);
        let mut outlook = Outlook::Stands;
        if let Some(withdrawn) = &version.withdrawn {
            recorded = withdrawn.recorded;
            revisions += 1;
            outlook = Outlook::CalledOff;
            title.push_str("（取りやめ）");
            told = vec![format!("取りやめたため、{verb}されません。")];
            told.extend(lines(&withdrawn.told));
        }
        Some(Occasion {
            id: self.tag.at(&format!("{}.{}", on.document.slug, first.id)),
            day,
            title,
            lines: told,
            page: version_page(on, version),
            recorded,
            revisions: u32::try_from(revisions).unwrap_or(u32::MAX),
            outlook,
        })
    }
}

/// Whether nothing counted, or was to count, before a version.
fn document_begins_with(on: &DocumentOn<'_>, version: &Version) -> bool {
    on.document.before(version.id).is_none()
}

/// What was told of a version; of one with a slip put right, what was told of it first, and then of the slip.
fn with_corrections(on: &DocumentOn<'_>, version: &Version) -> Vec<String> {
    let (mut first, mut slips) = (version, Vec::new());
    while let Provenance::Corrects(other) = first.came {
        let Some(earlier) = on.document.version(other) else {
            break;
        };
        let told = first.told.summary.as_deref();
        slips.push(told.map_or_else(
            || "誤記を訂正しました。".to_owned(),
            |told| format!("誤記の訂正：{told}"),
        ));
        first = earlier;
    }
    let mut all = lines(&first.told);
    all.extend(slips.into_iter().rev());
    all
}

/// The version before an event and the one that it brought, as they stood when it was recorded: what is recorded later
/// does not change what was news then. What corrects or reissues a version is set against that
/// version, not against the one before: only what it changed is news.
fn texts<'a>(
    on: &DocumentOn<'a>,
    known: &LedgerState,
    act: &Act,
) -> Option<(&'a Version, &'a Version)> {
    let document = on.document;
    let (new, old) = match act {
        Act::Seal { version, reissues: Some(replaced), .. } => {
            (*version, document.version(*replaced))
        }
        Act::Seal { version, reissues: None, .. } | Act::Register { version, .. } => {
            (*version, before(document, known, *version))
        }
        Act::Correct { version, corrected, .. } => (*corrected, document.version(*version)),
        Act::Postpone { .. }
        | Act::Withdraw { .. }
        | Act::Record { .. }
        | Act::Withhold { .. }
        | Act::Repeal { .. }
        | Act::Retitle { .. } => return None,
    };
    Some((old?, document.version(new)?))
}

/// The version that counted, or was to count, before another, by what was known then.
fn before<'a>(document: &'a Document, known: &LedgerState, id: VersionId) -> Option<&'a Version> {
    let mut entries: Vec<&VersionRecord> = known.entries().iter().collect();
    entries.sort_by_key(|entry| entry.effective.counted());
    let at = entries.iter().position(|entry| entry.id == id)?;
    let mut earlier = entries[..at].iter().rev();
    let entry = earlier.find(|entry| entry.is_live())?;
    document.version(entry.id)
}

/// A file in the folder of a page.
fn beside(page: &Address, name: &str) -> Address {
    let path = page.as_str();
    let folder = &path[..path.rfind('/').map_or(0, |at| at + 1)];
    Address::file(&format!("{folder}{name}"))
}
