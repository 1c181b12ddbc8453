//! What templates are given: a struct for each sort of template and for each member that has members of its own.
//! `themes/README.md` says what their names mean. Does not know where the values come from.

use serde::{Serialize, Serializer};
use std::borrow::Cow;
use tera::{Context, Value};

/// A struct that templates are given.
pub(in crate::publish::formats) trait TemplateData {
    /// The names of its members.
    const NAMES: &'static [&'static str];

    /// Its members under their names.
    fn context(&self) -> Context;
}

/// Structs that templates are given: their names are listed nowhere else.
macro_rules! template_data {
    ($($(#[$meta:meta])* $name:ident $(<$life:lifetime>)? { $($field:ident: $type:ty,)* })*) => {
        $(
        $(#[$meta])*
        #[derive(Clone, Debug, serde::Serialize)]
        pub(in crate::publish::formats) struct $name $(<$life>)? {
            $(pub(in crate::publish::formats) $field: $type,)*
        }

        impl $(<$life>)? $crate::publish::formats::html::TemplateData for $name $(<$life>)? {
            const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            fn context(&self) -> tera::Context {
                let mut context = tera::Context::new();
                $(context.insert(stringify!($field), &self.$field);)*
                context
            }
        }
        )*

        /// The names of the members of each of these.
        pub(in crate::publish::formats) const MEMBERS: &[&[&str]] =
            &[$(&[$(stringify!($field)),*]),*];
    };
}
pub(in crate::publish::formats) use template_data;

/// HTML, which no template escapes again.
#[derive(Clone, Debug, Default)]
pub(in crate::publish::formats) struct Html(pub String);

impl Serialize for Html {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(&self.0).serialize(serializer)
    }
}

template_data! {
    /// A provision, a run of provisions, or a line of the contents list.
    #[derive(Default)]
    FormData<'a> {
        anchor: Cow<'a, str>,
        level: u8,
        label: &'a str,
        heading: Html,
        text: Html,
        children: Html,
        form: &'a str,
        role: &'a str,
        classes: String,
        tag: &'a str,
        labelled_by: Cow<'a, str>,
        column: &'a str,
        head: Html,
        first: &'a str,
        last: &'a str,
        count: usize,
        changed: Option<ChangedData<'a>>,
        src: String,
        alt: String,
        file: &'a str,
        size: &'a str,
    }

    /// When a provision last became another, and the text as it was.
    ChangedData<'a> { words: &'a str, href: &'a str, before: &'a str, before_href: &'a str, }

    /// A page, of whichever template.
    #[derive(Default)]
    PageData<'a> {
        page: PageFacts<'a>,
        site: Option<SiteFacts<'a>>,
        standing: Option<StandingData<'a>>,
        days: Vec<FactData<'a>>,
        versions: Option<VersionsData<'a>>,
        proof: Option<ProofData>,
        fragments: Html,
        contents: Option<ContentsData>,
        choices: Vec<ChoiceData>,
        entries: Vec<EntryData<'a>>,
        latest: Option<LatestData<'a>>,
        history: Option<HistoryData<'a>>,
        record: Option<RecordData<'a>>,
        finder: Option<FinderData<'a>>,
        aid: Option<AidData<'a>>,
        changes: Option<ChangesData>,
    }

    #[derive(Default)]
    PageFacts<'a> {
        lang: &'static str,
        title: Html,
        label: &'a str,
        text: Html,
        full_title: String,
        running: String,
        description: String,
        canonical: String,
        place: String,
        stands_on: Html,
        noindex: bool,
        trail: Vec<TrailStep<'a>>,
        crumb: String,
        id_prefix: &'a str,
    }

    TrailStep<'a> { name: &'a str, href: String, }

    SiteFacts<'a> {
        organisation: &'a str,
        title: &'a str,
        home: String,
        is_home: bool,
        style: String,
    }

    #[derive(Default)]
    StandingData<'a> { state: &'static str, word: &'a str, until: &'a str, sentences: Vec<Html>, }

    VersionsData<'a> { lines: Vec<VersionLine<'a>>, all: String, }

    VersionLine<'a> {
        id: String,
        href: String,
        is_here: bool,
        state: &'static str,
        word: &'a str,
        period: Html,
    }

    ProofData { id: String, digest: String, file: String, ledger: String, }

    ContentsData {
        shown: bool,
        lines: Html,
        supplements: Html,
        supplement_count: usize,
        later: Html,
    }

    /// A way to read a text.
    ChoiceData { title: &'static str, lang: &'static str, href: String, is_here: bool, }

    EntryData<'a> {
        title: Html,
        href: String,
        state: &'static str,
        word: &'a str,
        standing: Html,
    }

    LatestData<'a> { lines: Vec<LatestLine>, news: Vec<NewsLink<'a>>, }

    LatestLine { day: Html, title: Html, headline: Option<Html>, href: String, }

    NewsLink<'a> { words: &'a str, href: String, is_feed: bool, }

    #[derive(Default)]
    HistoryData<'a> {
        name: &'a str,
        href: String,
        intro: Vec<Html>,
        years: Vec<YearData<'a>>,
        fingerprint: &'a str,
        record: Option<LinkData>,
        ledger: String,
        news: Vec<NewsLink<'a>>,
    }

    /// What was done about a document, line by line.
    RecordData<'a> {
        intro: Vec<Html>,
        lines: Vec<RecordLineData<'a>>,
        fingerprint: &'a str,
        ledger: String,
    }

    RecordLineData<'a> {
        number: usize,
        what: &'a str,
        version: Html,
        days: Vec<Html>,
        said: Vec<Html>,
        recorded: Html,
        digest: &'a str,
    }

    YearData<'a> { title: &'a str, items: Vec<HistoryItemData<'a>>, }

    HistoryItemData<'a> {
        anchor: &'a str,
        state: &'static str,
        word: &'a str,
        title: Html,
        href: String,
        changes: Vec<LinkData>,
        headline: Option<Html>,
        summary: &'a str,
        procedures: Vec<ProcedureData<'a>>,
        facts: Vec<FactData<'a>>,
        remarks: Vec<Html>,
    }

    /// What the law asks of a change, and how it was done.
    ProcedureData<'a> {
        subjects: Vec<ProcedureSubject<'a>>,
        how: &'a str,
        ways: Vec<Html>,
        timing: Option<Html>,
        is_late: bool,
    }

    ProcedureSubject<'a> { title: &'a str, basis: &'a str, }

    FactData<'a> { name: &'a str, said: Html, }

    LinkData { words: Html, href: String, }

    /// What is used for what: the list, a row, a purpose, or where to find them.
    #[derive(Default)]
    FinderData<'a> {
        href: String,
        subject: &'static str,
        rows: Vec<FinderLine>,
        purposes: Vec<FinderLine>,
        oldest: bool,
        groups: Vec<GroupData<'a>>,
        steps: Vec<StepData>,
        objection: Option<LinkData>,
        requests: Option<LinkData>,
        contacts: Option<LinkData>,
        inner: &'a [String],
        used: Vec<UsedData<'a>>,
        text: Option<LinkData>,
        index: Option<LinkData>,
    }

    FinderLine { way: LinkData, count: usize, }

    GroupData<'a> { heading: Html, lines: Vec<PurposeData<'a>>, }

    PurposeData<'a> {
        words: Html,
        inner: &'a [String],
        recipients: Vec<RecipientData<'a>>,
        since: Html,
        others: Option<LinkData>,
    }

    RecipientData<'a> { words: &'a str, since: Option<Html>, }

    StepData { when: Html, what: Vec<Html>, }

    UsedData<'a> {
        row: LinkData,
        side: &'a str,
        recipients: Vec<RecipientData<'a>>,
        since: Html,
    }

    /// A text in plain Japanese or English.
    AidData<'a> {
        title: Html,
        title_lang: &'static str,
        state: &'static str,
        word: &'a str,
        until: &'a str,
        standing: Vec<Html>,
        text: String,
        is_old: bool,
        parts: Vec<AidPartData<'a>>,
    }

    AidPartData<'a> {
        anchor: &'a str,
        level: u8,
        state: &'static str,
        says_why: bool,
        heading: Html,
        heading_lang: &'static str,
        text: Vec<Html>,
        items: Vec<Html>,
        original: Vec<OriginalLine<'a>>,
    }

    /// A line of the text itself.
    OriginalLine<'a> {
        column: &'a str,
        label: &'a str,
        is_heading: bool,
        name: &'a str,
        words: Html,
    }

    /// A comparison on a page; many pages share all of it but its introduction.
    ChangesData { intro: Vec<Html>, count: Value, sentences: Value, table: Value, digest: Value, }
}

impl HistoryData<'_> {
    /// What the history is called, and where it stands.
    pub(super) fn link(name: &'static str, href: String) -> Self {
        HistoryData { name, href, ..HistoryData::default() }
    }
}

impl FinderData<'_> {
    /// Where to find what is used for what.
    pub(super) fn link(href: String) -> Self {
        FinderData { href, ..FinderData::default() }
    }
}
