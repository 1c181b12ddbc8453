//! The notices of a site, and whether together they are what 法32条 asks for: by what they speak of, not by what they
//! are called. Does not know what a notice must say.

use super::Facts;
use super::asked::{says, whole};
use super::condensed::{CondensedText, is_within};
use crate::law::{Item, NoticeSigns, NoticeSubject, OrganisationProfile, WordFamily, item_table};
use crate::site::{Document, Kind};
use crate::text::date::{self, Date};
use crate::text::wording::condense;
use std::collections::BTreeMap;
use std::ops::Range;

/// The notices of a site.
pub(super) struct Notices<'a> {
    passages: Vec<CondensedText<'a>>,
    /// Of each, the day of a text that is of its day.
    days: Vec<Option<Date>>,
    /// Of each that may be a notice under 法32条, the lines that speak of the subjects.
    subjects: Vec<Option<BTreeMap<NoticeSubject, Vec<usize>>>>,
    is_public_body: bool,
    is_publicly_run: bool,
}

impl<'a> Notices<'a> {
    /// Those of a site, as its author has them today.
    pub fn of(facts: &Facts<'a>) -> Notices<'a> {
        let is_notice = |one: &&Document| {
            let is_told = one.kind != Kind::Regulation || holds_notice(one, facts.today);
            is_told && one.repeal.is_none()
        };
        let documents = facts.site.documents.iter().filter(is_notice);
        let passages: Vec<CondensedText<'a>> =
            documents.map(|one| CondensedText::of(one, one.draft_on(facts.today))).collect();
        let days: Vec<Option<Date>> = passages.iter().map(day_of).collect();
        let mut subjects = Vec::new();
        for (passage, day) in passages.iter().zip(&days) {
            let may_be = day.is_none() && passage.document.kind != Kind::Announcement;
            let may_be = may_be && !is_about_one_thing(passage);
            subjects.push(may_be.then(|| subjects_of(passage)));
        }
        let of_profile = facts.site.profile() == Some(OrganisationProfile::PublicBody);
        let signs = &item_table().notice.public_body;
        let is_public =
            |passage: &CondensedText<'_>| signs.iter().any(|said| said.0.is_in(&passage.words));
        let is_public_body =
            of_profile || facts.site.profile().is_none() && passages.iter().any(is_public);
        // 法58条2項: a hospital or a school of a public body.
        let may_be_run = matches!(
            facts.site.profile(),
            None | Some(OrganisationProfile::Hospital | OrganisationProfile::School)
        );
        let may_be_run = may_be_run && !passages.iter().any(is_private);
        let is_publicly_run =
            may_be_run && passages.iter().any(|passage| is_public(passage) || is_run(passage));
        Notices { passages, days, subjects, is_public_body, is_publicly_run }
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &CondensedText<'a>> {
        self.passages.iter()
    }

    /// Whether they are those of a public body, for which chapter 4 of the Act does not count.
    pub fn is_public_body(&self) -> bool {
        self.is_public_body
    }

    /// Whether articles 32 to 39 of the Act do not count for them: those of a public body, of its hospital or school.
    pub fn is_beyond_requests(&self) -> bool {
        self.is_public_body || self.is_publicly_run
    }

    fn index(&self, passage: &CondensedText<'_>) -> Option<usize> {
        self.passages.iter().position(|one| std::ptr::eq(one.document, passage.document))
    }

    /// The day of a text that is of its day.
    pub fn day_of(&self, passage: &CondensedText<'_>) -> Option<Date> {
        self.days[self.index(passage)?]
    }

    /// Those that may be notices under 法32条.
    pub fn candidates(&self) -> Vec<&CondensedText<'a>> {
        let pairs = self.passages.iter().zip(&self.subjects);
        pairs.filter(|(_, subjects)| subjects.is_some()).map(|(passage, _)| passage).collect()
    }

    /// Whether a text speaks of enough to be such a notice by itself.
    pub fn is_candidate(&self, passage: &CondensedText<'_>) -> bool {
        let subjects = self.index(passage).and_then(|at| self.subjects[at].as_ref());
        subjects.is_some_and(|subjects| subjects.len() >= 3)
    }

    fn lines_on(&self, subject: NoticeSubject) -> Vec<(usize, usize)> {
        let texts = self.subjects.iter().enumerate();
        let lines =
            texts.filter_map(|(text, subjects)| Some((text, subjects.as_ref()?.get(&subject)?)));
        lines.flat_map(|(text, lines)| lines.iter().map(move |line| (text, *line))).collect()
    }

    /// Whether no request for disclosure and the like is spoken of.
    pub fn lacks_requests(&self) -> bool {
        self.lines_on(NoticeSubject::Requests).is_empty()
    }

    /// The text that speaks of most, where they are together what 法32条 asks for: purposes and requests, and one subject
    /// more, each in a line of its own. A sentence that only leads to another page names them all at once.
    pub fn judged(&self) -> Option<&CondensedText<'a>> {
        if self.is_beyond_requests() {
            return None;
        }
        let order = [
            NoticeSubject::Requests,
            NoticeSubject::Purposes,
            NoticeSubject::Complaints,
            NoticeSubject::Safety,
            NoticeSubject::RetainedData,
        ];
        let (mut used, mut has) = (Vec::new(), Vec::new());
        for subject in order {
            let lines = self.lines_on(subject);
            if let Some(line) = lines.into_iter().find(|line| !used.contains(line)) {
                used.push(line);
                has.push(subject);
            }
        }
        let [requests, purposes, complaints, safety, retained] =
            order.map(|subject| has.contains(&subject));
        let is_asked = purposes
            && (requests || retained && safety && complaints)
            && (safety || complaints || retained);
        let counts = self.subjects.iter().map(|one| one.as_ref().map_or(0, BTreeMap::len));
        let (_, main) = counts.zip(&self.passages).rev().max_by_key(|(count, _)| *count)?;
        is_asked.then_some(main)
    }

    /// The first text that lists nearly all requests and is no notice by itself: a page of procedures.
    pub fn listing_requests(&self) -> Option<&CondensedText<'a>> {
        if self.is_beyond_requests() {
            return None;
        }
        let requests = || item_table().items.iter().filter(|item| item.is_request());
        let says_most = |passage: &&CondensedText<'a>| {
            let said = requests().filter(|item| says(passage, whole(passage), item)).count();
            said + 1 >= requests().count()
        };
        let is_titled = |passage: &CondensedText<'a>| {
            let headings = &item_table().links.headings;
            headings.iter().any(|said| said.0.is_in(passage.line(0)))
        };
        let speaks = |subjects: &Option<BTreeMap<NoticeSubject, Vec<usize>>>| {
            subjects.as_ref().is_some_and(|all| all.contains_key(&NoticeSubject::Requests))
        };
        let pairs = self.passages.iter().zip(&self.subjects);
        let pairs = pairs.filter(|(one, subjects)| speaks(subjects) && is_titled(one));
        pairs.map(|(one, _)| one).find(says_most)
    }

    /// Whether it is known that an item does not concern the organisation.
    pub fn asks_not(&self, item: &Item) -> bool {
        self.passages.iter().any(|passage| says(passage, whole(passage), item))
    }
}

/// Lines at the top of a text that tell who runs it.
const OPENING: usize = 5;

/// Whether a text opens with words of a hospital or a school of a public body.
fn is_run(passage: &CondensedText<'_>) -> bool {
    let signs = &item_table().notice.publicly_run;
    let opening = passage.words_of(0..passage.lines.len().min(OPENING));
    signs.iter().any(|said| said.0.is_in(opening))
}

/// Whether a text opens with the name of a body under private law, and not with what a public one writes.
fn is_private(passage: &CondensedText<'_>) -> bool {
    let signs = &item_table().notice.privately_run;
    let opening = passage.words_of(0..passage.lines.len().min(OPENING));
    signs.iter().any(|said| said.0.is_in(opening)) && !is_run(passage)
}

/// Whether a regulation says in its title that it is what is made public as well.
fn holds_notice(document: &Document, today: Date) -> bool {
    let title = condense(&document.draft_on(today).heading().words()) + "\n";
    item_table().notice.standing.iter().any(|said| said.0.is_in(&title))
}

/// Lines at the top of a text that may be its day.
const TOP: usize = 7;
/// Bytes of a line that is little more than a day.
const DAY_LINE: usize = 60;

/// The day of a text that is of its day (news): a line near its top that is a day, or says that it is the day of putting
/// it there.
fn day_of(passage: &CondensedText<'_>) -> Option<Date> {
    let NoticeSigns { days: signs, standing, .. } = &item_table().notice;
    let title = format!("{}\n", passage.line(0));
    if standing.iter().any(|said| said.0.is_in(&title)) {
        return None;
    }
    (1..passage.lines.len().min(TOP)).find_map(|at| {
        let words = passage.line(at);
        let (range, day) = date::find(words).into_iter().next()?;
        let is_all = range.len() == words.len();
        let is_told = words.len() <= DAY_LINE && signs.iter().any(|said| said.0.is_in(words));
        (is_all || is_told).then_some(day)
    })
}

/// Bytes of a line that may be a title.
const TITLE: usize = 120;

/// Whether its title, or a short line below it, names a matter of its own.
fn is_about_one_thing(passage: &CondensedText<'_>) -> bool {
    let signs = &item_table().notice.other_titles;
    let top = (0..passage.lines.len().min(3)).map(|at| passage.line(at));
    let mut titles = top.filter(|words| words.len() <= TITLE && !words.contains('。'));
    titles.any(|words| signs.iter().any(|said| said.0.is_in(words)))
}

/// The lines that speak of each subject.
fn subjects_of(passage: &CondensedText<'_>) -> BTreeMap<NoticeSubject, Vec<usize>> {
    let mut found: BTreeMap<NoticeSubject, Vec<usize>> = BTreeMap::new();
    let lines_of = |said: &WordFamily, not: &[Range<usize>]| {
        let places = said.0.find(&passage.words).into_iter();
        let counts = |one: &Range<usize>| {
            not.iter().all(|other| one.end <= other.start || other.end <= one.start)
        };
        let places = places.filter(counts);
        let lines = places.map(|one| passage.line_at(one.start)).filter(|at| *at > 0);
        lines.collect::<Vec<usize>>()
    };
    for signs in &item_table().notice.subjects {
        let mut lines: Vec<usize> = Vec::new();
        for (at, line) in passage.lines.iter().enumerate().skip(1) {
            let mut roles = line.roles.iter();
            if roles.any(|role| signs.roles.iter().any(|known| is_within(role, known))) {
                lines.push(at);
            }
        }
        let not = signs.but_not.iter().flat_map(|said| said.0.find(&passage.words));
        let not: Vec<Range<usize>> = not.collect();
        for said in &signs.words {
            lines.extend(lines_of(said, &not));
        }
        let apart: Vec<Vec<usize>> = signs.apart.iter().map(|said| lines_of(said, &[])).collect();
        if apart.iter().all(|lines| !lines.is_empty()) {
            lines.extend(apart.into_iter().flatten());
        }
        lines.sort_unstable();
        lines.dedup();
        if !lines.is_empty() {
            found.insert(signs.subject, lines);
        }
    }
    found
}
