//! What commands share: taking the lock, reading the site, checking it. Does not know any command.

use super::{Context, Exit, Stop};
use crate::diagnostic::{Finding, Lang, Message, Severity};
use crate::diff::Comparisons;
use crate::disk::{Limits, Lock, Snapshot};
use crate::fill;
use crate::publish::formats::Theme;
use crate::rules::{self, Facts};
use crate::site::Site;
use crate::site::load;
use crate::site::load::Salt;
use crate::text::date::Date;
use std::time::Duration;

/// How long a command waits for another kohyo to finish.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// A site as it was read, with everything that was found.
pub(super) struct Read {
    /// Its files.
    pub snapshot: Snapshot,
    /// The site, when it has no errors of form.
    pub site: Option<Site>,
    /// Everything found, rules included.
    pub findings: Vec<Finding>,
    /// What was compared in order to find it.
    pub comparisons: Comparisons,
}

impl Read {
    /// The site, if nothing stands against going on.
    pub(super) fn sound(&self) -> Option<&Site> {
        let broken = self.findings.iter().any(|finding| finding.severity == Severity::Error);
        if broken { None } else { self.site.as_ref() }
    }
}

/// Reads and checks the site.
pub(super) fn read(context: &Context<'_>) -> Result<Read, Stop> {
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    Ok(judge(snapshot, context.today))
}

/// Takes the site's lock, which completes what a killed command left.
pub(super) fn lock(context: &Context<'_>) -> Result<Lock, Stop> {
    Ok(Lock::take(&context.root, PATIENCE)?)
}

/// Takes the site's lock, then reads and checks it.
pub(super) fn read_locked(context: &Context<'_>) -> Result<(Lock, Read), Stop> {
    let lock = lock(context)?;
    let read = read(context)?;
    Ok((lock, read))
}

/// Everything that can be said about a snapshot on a day.
pub(super) fn judge(snapshot: Snapshot, today: Date) -> Read {
    let comparisons = Comparisons::default();
    let loaded = load::load(&snapshot);
    let mut findings = loaded.findings;
    if let Some(site) = &loaded.site {
        findings.extend(rules::check(&Facts::of(site, today, &comparisons)));
    }
    Read { snapshot, site: loaded.site, findings, comparisons }
}

/// The theme that the site asks for.
pub(super) fn theme(name: &str, snapshot: &Snapshot) -> Result<Theme, Vec<Finding>> {
    let folder = format!("themes/{}", if name.is_empty() { "kohyo" } else { name });
    let files =
        snapshot.under(&folder).map(|(path, file)| (&path[folder.len() + 1..], file.bytes()));
    Theme::load(name, files)
}

/// There is no such document; which there are.
pub(super) fn no_document(site: &Site, name: &str) -> Finding {
    let known = site.documents.iter().map(|document| document.slug.as_str());
    let known = known.collect::<Vec<_>>().join(", ");
    Finding::spelt_error(
        "no-such-document",
        format!("「{name}」という文書はありません。"),
        format!("there is no document `{name}`"),
    )
    .help(format!("このサイトの文書: {known}"), format!("the documents of this site: {known}"))
}

/// Says why a command does not do what was asked.
pub(super) fn refuse(context: &Context<'_>, snapshot: &Snapshot, finding: Finding) -> Exit {
    context.screen.findings(&[finding], snapshot, context.lang);
    Exit::Findings
}

/// Says what is wrong with the log of builds, which never stands in the way of a command that is about something else.
pub(super) fn warn(context: &Context<'_>, finding: &Finding) {
    let nothing = Snapshot::default();
    context.screen.findings(std::slice::from_ref(finding), &nothing, context.lang);
}

/// What the log of builds cannot prove, said wherever it is told.
pub(super) fn not_proved(lang: Lang) -> String {
    Message::of("build-log/not-proved", fill! {}).get(lang).to_owned()
}

/// Random bytes of the system, for the private records that a command writes.
pub(super) fn salt() -> Result<Salt, Stop> {
    let mut random = [0; 32];
    match getrandom::fill(&mut random) {
        Ok(()) => Ok(Salt::new(random)),
        Err(error) => Err(Stop {
            message: Message::new(
                format!("パソコンから乱数を得られませんでした（{error}）。"),
                format!("The system gives no random numbers ({error})."),
            ),
            help: None,
        }),
    }
}
