//! `kohyo draft`: writes the slip (改定票) of a pending draft, to be filled in, with what the draft changes in sentences.
//! Does not seal anything.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::{Finding, Message, Span};
use crate::diff::redline::Redline;
use crate::diff::{Comparisons, Preorder, compare};
use crate::disk::{Before, Edits};
use crate::duties::{Duty, JudgedChange, duties};
use crate::fill;
use crate::ledger::VersionId;
use crate::rules::CheckedSite;
use crate::seal::is_of;
use crate::site::load::{ListedDuty, blank_slip, slip_path, with_duties};
use crate::site::{Document, DutyAnswer, SinceDay};
use crate::tree::Provision;
use clap::{ArgMatches, Command};
use std::sync::Arc;

pub(super) fn describe() -> Command {
    Command::new("draft").arg(args::document())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let (lock, checked) = work::read_locked(context)?;
    checked.sound()?;
    let document = checked.document(args::document_of(matches))?;
    let (slug, path) = (&document.slug, slip_path(&document.slug));
    if document.repeal.is_some() {
        return Err(checked.refuse(Finding::error("repealed", fill! { slug })));
    }
    let listed = listed_duties(context, &checked, document);
    let mut edits = Edits::new();
    if let Some(file) = checked.snapshot.file(&path) {
        let words = String::from_utf8_lossy(file.bytes());
        let anew = with_duties(&words, &listed);
        if anew == words || listed.is_empty() && !words.contains("\nduties:") {
            let finding = Finding::error("slip-exists", fill! { slug });
            return Err(checked.refuse(finding.at(Span::file(path))));
        }
        edits.write(&path, anew.into_bytes(), checked.snapshot.before(&path))?;
        lock.commit(&edits)?;
        context.out("cli/slip-duties", fill! { path, count = listed.len() });
        return Ok(Exit::Done);
    }
    let changes = DraftChanges::of(context, document);
    let slip = blank_slip(slug, document.kind, &changes.comment(context, document));
    let slip = if listed.is_empty() { slip } else { with_duties(&slip, &listed) };
    edits.write(&path, slip.into_bytes(), Before::Absent)?;
    lock.commit(&edits)?;
    context.screen.out(&done(context, document, &path, &changes));
    Ok(Exit::Done)
}

/// The duties of the draft about which its author is to say something, with what was said so far; what was answered
/// stays, also where nothing brings it any more.
fn listed_duties(
    context: &Context<'_>,
    checked: &CheckedSite,
    document: &Document,
) -> Vec<ListedDuty> {
    let Some(newest) = document.newest() else {
        return Vec::new();
    };
    let day = match document.slip.as_ref().and_then(|slip| slip.effective) {
        Some(SinceDay::Day(day)) => day,
        Some(SinceDay::Unknown { .. }) | None => context.today,
    };
    let change = JudgedChange {
        old: Some(&newest.tree),
        new: Some(document.draft_on(day)),
        kind: document.kind,
        day,
        profile: checked.site.as_ref().and_then(|site| site.profile()),
    };
    let mut answers =
        document.slip.as_ref().map(|slip| slip.private.duties.clone()).unwrap_or_default();
    let found =
        duties(&change, &Comparisons::default()).into_iter().filter(Duty::is_to_be_answered);
    let mut listed: Vec<ListedDuty> = found
        .map(|duty| {
            let known = answers.iter().position(|answer| is_of(answer, &duty));
            let blank = || DutyAnswer {
                rule: duty.id().to_owned(),
                mode: duty.mode().name().to_owned(),
                when: duty.when().name().to_owned(),
                ..DutyAnswer::default()
            };
            let because =
                duty.because.iter().map(|change| format!("{}。", change.sentence.planned));
            ListedDuty {
                about: because.chain([duty.asks().ja.clone()]).collect(),
                question: duty.entry.question.as_ref().map(|question| question.ja.clone()),
                answer: known.map_or_else(blank, |at| answers.remove(at)),
            }
        })
        .collect();
    listed.extend(answers.into_iter().map(|answer| ListedDuty {
        about: Vec::new(),
        question: None,
        answer,
    }));
    listed
}

/// What the draft changes so far.
struct DraftChanges {
    /// The version that it changes, if there is one.
    since: Option<VersionId>,
    count: usize,
    lines: Vec<String>,
}

impl DraftChanges {
    fn of(context: &Context<'_>, document: &Document) -> DraftChanges {
        let Some(newest) = document.newest() else {
            return DraftChanges { since: None, count: 0, lines: Vec::new() };
        };
        let draft = document.draft_on(context.today);
        let (count, lines) = changes(context, &newest.tree, draft);
        DraftChanges { since: Some(newest.id), count, lines }
    }

    /// The lines at the head of the slip, which are Japanese as all of it.
    fn comment(&self, context: &Context<'_>, document: &Document) -> Vec<String> {
        let first = Message::of("cli/slip-head", fill! { slug = &document.slug });
        let second = match self.since {
            Some(version) => {
                let (count, today) = (self.count, Message::day(context.today));
                Message::of("cli/slip-changes", fill! { version, count, today })
            }
            None => Message::of("cli/slip-first", fill! {}),
        };
        vec![first.ja, second.ja]
    }
}

fn done(context: &Context<'_>, document: &Document, path: &str, changes: &DraftChanges) -> String {
    let count = changes.count;
    let mut out = context.words("cli/slip-written", fill! { path });
    out.push_str(&match changes.since {
        Some(version) if count == 0 => context.words("cli/draft-unchanged", fill! { version }),
        Some(version) => context.words("cli/draft-changes", fill! { version, count }),
        None => context.words("cli/draft-first", fill! {}),
    });
    for line in &changes.lines {
        out.push_str(&context.words("cli/change-line", fill! { line }));
    }
    out + &context
        .words("cli/slip-next", fill! { slug = &document.slug, root = context.root_option() })
}

/// More sentences than this are counted, not shown; `kohyo diff` shows all.
const SHOWN: usize = 20;

/// How many changes there are, and a sentence for each.
pub(super) fn changes(
    context: &Context<'_>,
    old: &Arc<Provision>,
    new: &Arc<Provision>,
) -> (usize, Vec<String>) {
    let found = compare(old, new);
    let (before, after) = (Preorder::of(old), Preorder::of(new));
    let sentences = Redline::of(&before, &after, &found).sentences();
    let count = sentences.len();
    let shown = sentences.into_iter().take(SHOWN).map(|sentence| match sentence.remark {
        Some(remark) => format!("{}（{remark}）。", sentence.words),
        None => format!("{}。", sentence.words),
    });
    let mut lines: Vec<String> = shown.collect();
    if count > SHOWN {
        lines.push(context.words("cli/more-changes", fill! { rest = count - SHOWN }));
    }
    (count, lines)
}
