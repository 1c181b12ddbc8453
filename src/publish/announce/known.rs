//! What fills the blanks of a text: names, days, the contact, the address of the page; and what nobody told. Does not
//! know the texts.

use super::sort::{DayStands, Sort, ToldChange};
use super::template::{self, Values};
use super::{AnnounceRequest, AnnouncedChange};
use crate::diagnostic::Message;
use crate::fill;
use crate::law::OrganisationProfile;
use crate::ledger::{Day, EventStep};
use crate::publish::plan::{document_page, table, title, version_page};
use crate::site::Kind;
use crate::site::edition::{DocumentOn, Edition, Showing};
use crate::text::date::{Date, wareki};
use crate::tree::Provision;

/// What stands where somebody is to write something.
const OPEN: &str = "○○";

/// What nobody told, each with the blank that it is about.
#[derive(Debug, Default)]
pub(super) struct Lacks(Vec<(&'static str, Message)>);

impl Lacks {
    pub(super) fn add(&mut self, blank: &'static str, message: Message) {
        self.0.push((blank, message));
    }

    /// Whether nobody told what a blank is for.
    pub(super) fn has(&self, blank: &str) -> bool {
        self.0.iter().any(|(own, _)| *own == blank)
    }

    /// Those about blanks that a text has, and those about every text.
    pub(super) fn of(self, text: &str) -> Vec<Message> {
        let has = |blank: &str| blank.is_empty() || text.contains(&format!("{{{blank}}}"));
        let own = self.0.into_iter().filter(|(blank, _)| has(blank));
        own.map(|(_, message)| message).collect()
    }

    /// One about every text.
    fn always(&mut self, message: Message) {
        self.add("", message);
    }
}

/// What fills the blanks.
struct Gathering {
    values: Values,
    lacks: Lacks,
}

impl Gathering {
    fn put(&mut self, name: &'static str, words: impl Into<String>) {
        self.values.entry(name).or_default().push(words.into());
    }

    /// A blank that stays open for its reader to fill.
    fn open(&mut self, name: &'static str, message: Message) {
        self.put(name, OPEN);
        self.lacks.add(name, message);
    }
}

/// What is known of the change, for every blank of every text.
pub(super) fn values(request: &AnnounceRequest<'_>, told: &ToldChange<'_>) -> (Values, Lacks) {
    let mut all = Gathering { values: Values::new(), lacks: Lacks::default() };
    // Drafts of documents that were never sealed are shown in a preview only.
    let edition = Edition::of(request.site, request.today, Showing::Preview);
    let mut documents = edition.documents.iter();
    let on = documents.find(|on| on.document.slug == request.document.slug);
    let kind = request.document.kind;
    all.put("title", heading(request, on, told));
    all.put("change", kind.change_word());
    all.put("verb", kind.effective_verb());
    all.put("today", wareki(request.today));
    sender(&mut all, request, &edition);
    days(&mut all, request, told);
    contact(&mut all, request, &edition);
    place(&mut all, (request, on), told);
    posting(&mut all, told);
    match &told.details.summary {
        Some(summary) => {
            let lines = summary.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.for_each(|line| all.put("summary", line));
        }
        None => all.lacks.add("summary", Message::of("announce/lacks-summary", fill! {})),
    }
    let of_sort = |what: &str| format!("{what}.{}", told.sort.name());
    all.put("subject", template::line(&of_sort("subject"), &all.values));
    let lead = format!("{}.{}", of_sort("lead"), told.tense.name());
    all.put("lead", template::line(&lead, &all.values));
    warn(&mut all.lacks, request, told);
    (all.values, all.lacks)
}

/// The title of the text; of what is over, the last that there was.
fn heading(
    request: &AnnounceRequest<'_>,
    on: Option<&DocumentOn<'_>>,
    told: &ToldChange<'_>,
) -> String {
    let own = told.version.map(|version| version.tree.heading().words());
    let draft = match request.change {
        AnnouncedChange::Draft => Some(request.document.draft_on(request.today).heading().words()),
        AnnouncedChange::Version(_) | AnnouncedChange::Repeal(_) => None,
    };
    let own = own.or(draft).filter(|words| !words.is_empty());
    let named = on.filter(|on| on.title.is_some() || own.is_none()).map(title);
    named.or(own).unwrap_or_else(|| request.document.slug.to_string())
}

/// Whose text it is, and for whom.
fn sender(all: &mut Gathering, request: &AnnounceRequest<'_>, edition: &Edition<'_>) {
    match request.site.name_on(request.today) {
        "" => {
            all.open("organisation", Message::of("announce/lacks-organisation", fill! {}));
        }
        name => all.put("organisation", name),
    }
    let is_society = request.site.profile() == Some(OrganisationProfile::HealthInsurance);
    all.put("readers", if is_society { "加入者の皆様" } else { "皆様" });
    let representative = field(request, edition, "organisation.representative");
    match representative.map(|own| own.text().words()) {
        Some(words) => all.put("representative", words),
        None => {
            let lack = Message::of("announce/lacks-representative", fill! {});
            all.lacks.add("representative", lack);
        }
    }
}

/// The texts in force on the day: that of the document first, then those of the others, as the site has them; at last
/// the one that is announced.
fn texts<'t>(
    request: &'t AnnounceRequest<'_>,
    edition: &'t Edition<'_>,
) -> impl Iterator<Item = &'t Provision> {
    let slug = &request.document.slug;
    let all = move || edition.documents.iter();
    let own = all().filter(move |on| on.document.slug == *slug);
    let others = all().filter(move |on| on.document.slug != *slug);
    let in_force = own.chain(others).filter_map(|on| on.in_force).map(|version| &*version.tree);
    let announced = match request.change {
        AnnouncedChange::Version(version) => Some(&*version.tree),
        AnnouncedChange::Draft => Some(&**request.document.draft_on(request.today)),
        AnnouncedChange::Repeal(_) => None,
    };
    in_force.chain(announced)
}

/// The first provision of a role that says anything.
fn field<'t>(
    request: &'t AnnounceRequest<'_>,
    edition: &'t Edition<'_>,
    role: &str,
) -> Option<&'t Provision> {
    let mut texts = texts(request, edition);
    texts.find_map(|text| {
        let mut own = text.visit().map(|(_, own)| own);
        own.find(|own| own.role().as_str() == role && !own.words().trim().is_empty())
    })
}

/// What of a contact stands in a text, each with what is said before it.
const CONTACT: [(&str, &str); 6] = [
    ("contact.name", ""),
    ("contact.phone", "電話："),
    ("contact.fax", "FAX："),
    ("contact.email", "メール："),
    ("contact.form", "お問い合わせフォーム："),
    ("contact.hours", "受付時間："),
];

fn contact(all: &mut Gathering, request: &AnnounceRequest<'_>, edition: &Edition<'_>) {
    let mut texts = texts(request, edition);
    let is_one = |own: &&Provision| {
        let roles = own.children().iter().map(|field| field.role().as_str());
        own.role().as_str() == "contact" && roles.clone().any(|role| role.starts_with("contact."))
    };
    let found = texts.find_map(|text| text.visit().map(|(_, own)| own).find(is_one));
    for (role, before) in CONTACT {
        let fields = found.into_iter().flat_map(Provision::children);
        for field in fields.filter(|field| field.role().as_str() == role) {
            all.put("contact", format!("{before}{}", field.text().words()));
        }
    }
    if !all.values.contains_key("contact") {
        all.open("contact", Message::of("announce/lacks-contact", fill! {}));
    }
}

/// The days that are known, each with its name; and the day from which it counts.
fn days(all: &mut Gathering, request: &AnnounceRequest<'_>, told: &ToldChange<'_>) {
    let kind = request.document.kind;
    match &told.details.decided {
        Some(decided) => {
            let by = decided.by.as_ref().map_or_else(String::new, |by| format!("（{by}）"));
            all.put("days", format!("議決・決裁日：{}{by}", wareki(decided.day)));
        }
        None => all.lacks.add("days", Message::of("announce/lacks-decided", fill! {})),
    }
    let known = [("認可日", told.details.approved), ("公表日", told.details.published)];
    for (name, day) in known.into_iter().chain([("訂正日", told.corrected)]) {
        if let Some(day) = day {
            all.put("days", format!("{name}：{}", wareki(day)));
        }
    }
    let word = match (told.sort, kind) {
        (Sort::Repealed, Kind::Announcement) => "掲載を終える日".to_owned(),
        (Sort::Repealed, _) => "廃止日".to_owned(),
        (Sort::Withdrawn, _) => kind.effective_word().replace('日', "予定日"),
        (_, _) => kind.effective_word().to_owned(),
    };
    match told.effective {
        Some(Day::Known(day)) => {
            let moved = told.postponed.first().filter(|_| told.sort != Sort::Withdrawn);
            let moved = moved.map(|moved| format!("（{}から延期しました）", wareki(moved.from)));
            all.put("effective", wareki(day));
            all.put("days", format!("{word}：{}{}", wareki(day), moved.unwrap_or_default()));
        }
        Some(Day::Unknown { .. }) => {
            all.lacks.always(Message::of("announce/lacks-effective", fill! {}));
        }
        None => {
            all.put("effective", OPEN);
            all.put("days", format!("{word}：{OPEN}"));
            all.lacks.always(Message::of("announce/lacks-effective", fill! {}));
        }
    }
}

/// The page that tells more, as an absolute address.
fn place(
    all: &mut Gathering,
    (request, on): (&AnnounceRequest<'_>, Option<&DocumentOn<'_>>),
    told: &ToldChange<'_>,
) {
    let page = on.map(|on| match (told.sort, told.version) {
        (Sort::Changed | Sort::Tidied, Some(version)) => {
            table(on, version).unwrap_or_else(|| version_page(on, version))
        }
        (Sort::Repealed, _) | (_, None) => document_page(on),
        (_, Some(_)) if told.tense == DayStands::Now => document_page(on),
        (_, Some(version)) => version_page(on, version),
    });
    // On paper the address of the document is enough: who types it finds the change there.
    for (name, page) in [("url", page), ("page", on.map(document_page))] {
        match (&request.site.settings.url, page) {
            (Some(url), Some(page)) => all.put(name, page.under(url)),
            (None, _) | (_, None) => {
                all.open(name, Message::of("announce/lacks-url", fill! {}));
            }
        }
    }
}

/// From when to when it is put up, where that was recorded.
fn posting(all: &mut Gathering, told: &ToldChange<'_>) {
    let posted = told.steps.iter().rev().find(|step| step.step == EventStep::Posted);
    let day = |day: Option<Date>| day.map_or_else(|| OPEN.to_owned(), wareki);
    let (from, until) = (posted.map(|step| step.date), posted.and_then(|step| step.until));
    all.put("posting", format!("{}から{}まで", day(from), day(until)));
    if from.is_none() || until.is_none() {
        all.lacks.add("posting", Message::of("announce/lacks-posting", fill! {}));
    }
}

/// What whoever hands the text out should look at first.
fn warn(lacks: &mut Lacks, request: &AnnounceRequest<'_>, told: &ToldChange<'_>) {
    match (request.change, told.sort) {
        (AnnouncedChange::Draft, _) => {
            lacks.always(Message::of("announce/of-draft", fill! {}));
        }
        (_, Sort::Enacted) => lacks.always(Message::of("announce/enacted", fill! {})),
        (_, Sort::First) => lacks.always(Message::of("announce/first", fill! {})),
        (_, Sort::Corrected) => lacks.always(Message::of("announce/corrected", fill! {})),
        _ => {}
    }
    if told.tense == DayStands::Past && told.sort != Sort::Withdrawn {
        lacks.always(Message::of("announce/not-in-force", fill! {}));
    }
}
