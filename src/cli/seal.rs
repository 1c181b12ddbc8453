//! `kohyo seal`: freezes drafts as versions and appends them to their ledgers, as one commit; and says what it did, or
//! would do. Does not write pages.

use super::context::{Context, Exit, OrStop, Stop};
use super::{args, draft, effects, work};
use crate::diagnostic::{Finding, Message};
use crate::disk::{Edits, Snapshot, read_input};
use crate::fill;
use crate::ledger::Day;
use crate::seal::{LedgerWriter, PlannedVersion, SealPlan, SealRequest, Sealing};
use crate::site::load::read_slip;
use crate::site::{Document, Private, Slip};
use crate::text::date::both;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

/// A slip is written by hand.
const SLIP_BYTES: u64 = 1 << 20;

pub(super) fn describe() -> Command {
    let documents = args::positional("documents")
        .num_args(1..)
        .required(false)
        .required_unless_present("all")
        .conflicts_with("all");
    Command::new("seal")
        .args([documents, args::flag("all"), args::path(args::option("slip")), args::dry_run()])
        .args([args::day_or_unknown("effective"), args::day("seen")])
        .args(args::details())
        .arg(args::reason("unanswered"))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    // A look writes nothing, not even the lock.
    let is_dry = matches.get_flag("dry-run");
    let lock = if is_dry { None } else { Some(work::lock_site(context)?) };
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let slip: Option<PathBuf> = args::given(matches, "slip");
    let request = SealRequest {
        effective: args::given(matches, "effective"),
        seen: args::given(matches, "seen"),
        details: args::details_of(matches),
        private: Private {
            unanswered: args::given(matches, "unanswered"),
            ..args::private_of(matches)
        },
        profile: site.profile(),
        slip: slip.map(|path| slip_at(&path)).transpose()?,
        today: context.today,
    };
    let mut documents: Vec<&Document> = Vec::new();
    for name in args::values_of::<String>(matches, "documents") {
        let document = checked.document(&name)?;
        if documents.iter().all(|known| known.slug != document.slug) {
            documents.push(document);
        }
    }
    if matches.get_flag("all") {
        documents = request.differing(site).or_stop(&checked.snapshot)?;
    }
    let sealings = request.plan(&documents).or_stop(&checked.snapshot)?;
    let day = |one: &Sealing<'_>| one.plan.version.effective.counted();
    work::check_held(matches, &checked, sealings.iter().map(|one| (one.document, day(one))))?;
    check_answered(context, &sealings, &request)?;
    let mut writer = LedgerWriter::new(&checked.snapshot, work::salt()?);
    request.write(&sealings, &checked.snapshot, &mut writer).or_stop(&checked.snapshot)?;
    work::check_days(matches, writer.doubts())?;
    for one in &sealings {
        let after = writer.outcome(one.document);
        context.screen.out(&effects::told(context, one.document, &after));
    }
    let edits = writer.edits()?;
    if let Some(lock) = lock {
        work::commit(&context.root, &lock, &edits)?;
    }
    let report = Report { context, is_dry };
    let sealed: String = sealings
        .iter()
        .map(|one| report.sealed(one.document, &one.plan) + &report.late(one))
        .collect();
    context.screen.out(&sealed);
    if is_dry {
        context.screen.out(&report.files(&edits));
    } else {
        context.out("cli/recorded-next", fill! { root = context.root_option() });
    }
    Ok(Exit::Done)
}

/// Stops where duties must be answered first, and nobody said why they are not.
fn check_answered(
    context: &Context<'_>,
    sealings: &[Sealing<'_>],
    request: &SealRequest,
) -> Result<(), Stop> {
    if request.private.unanswered.is_some() {
        return Ok(());
    }
    let open = sealings.iter().flat_map(|one| one.duties.open.iter().map(move |duty| (one, duty)));
    let findings = open.map(|(one, duty)| {
        let (slug, root) = (&one.document.slug, context.root_option());
        let id = duty.id();
        let words = duty.entry.question.clone();
        let words = words.unwrap_or_else(|| duty.asks().clone());
        Finding::error("unanswered-duty", fill! { slug, id, words, root })
    });
    let findings: Vec<Finding> = findings.collect();
    if findings.is_empty() { Ok(()) } else { Err(Stop::findings(findings, &Snapshot::default())) }
}

/// The slip that was named.
fn slip_at(path: &Path) -> Result<Slip, Stop> {
    let bytes = read_input(path, SLIP_BYTES)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    read_slip(&name, &bytes).or_stop(&Snapshot::from_memory([(&*name, bytes.clone())]))
}

/// Tells of what was done, or with `--dry-run` would be.
struct Report<'a> {
    context: &'a Context<'a>,
    is_dry: bool,
}

impl Report<'_> {
    /// The version that is made of a document, what changes, and which coming versions are reissued.
    fn sealed(&self, document: &Document, plan: &SealPlan) -> String {
        let context = self.context;
        let mut out = self.head(document, &plan.version);
        if let Some((before, _)) = &plan.version.reissues {
            let done = self.done("差し替えました", "差し替えます", "takes", "takes");
            out.push_str(&context.words("cli/sealed-reissues", fill! { before, done }));
        }
        out.push_str(&self.changes(&plan.version));
        for (version, names) in &plan.left_out {
            let names = Message::list(names);
            out.push_str(&context.words("cli/sealed-left-out", fill! { version, names }));
        }
        for made in &plan.reissued {
            let Some((before, _)) = &made.reissues else {
                continue;
            };
            let id = made.id;
            let done =
                self.done("差し替えました", "差し替えます", "was carried", "would be carried");
            let from = match made.effective {
                Day::Known(day) => {
                    let word = document.kind.effective_word();
                    Message::new(format!("（{word}: {}）", both(day)), "")
                }
                Day::Unknown { .. } => Message::new("", ""),
            };
            let blanks = fill! { before, id, done, from };
            out.push_str(&context.words("cli/sealed-carried", blanks));
            out.push_str(&self.changes(made));
        }
        out
    }

    /// What was told after the day by which it was due.
    fn late(&self, sealing: &Sealing<'_>) -> String {
        let late = sealing.duties.met.iter().filter_map(|met| Some((met, met.late?)));
        let told = late.map(|(met, due)| {
            let (id, due, told) =
                (&met.rule, Message::day(due), met.told.map_or(Message::new("", ""), Message::day));
            self.context.words("cli/sealed-late", fill! { id, due, told })
        });
        told.collect()
    }

    fn head(&self, document: &Document, made: &PlannedVersion) -> String {
        let (slug, id) = (&document.slug, made.id);
        let word = Message::new(document.kind.effective_word(), "in force");
        let done = self.done("確定しました", "確定します", "Sealed", "Would seal");
        let (name, day) = match made.effective {
            Day::Known(day) => ("cli/sealed", day),
            Day::Unknown { seen } => ("cli/sealed-unknown", seen),
        };
        self.context.words(name, fill! { slug, id, word, done, day = Message::day(day) })
    }

    /// A verb of what was done, or would be, in both languages.
    fn done(&self, ja: &str, ja_dry: &str, en: &str, en_dry: &str) -> Message {
        if self.is_dry { Message::new(ja_dry, en_dry) } else { Message::new(ja, en) }
    }

    /// How much differs from the version before; what, was said by day.
    fn changes(&self, made: &PlannedVersion) -> String {
        let context = self.context;
        let Some((before, tree)) = &made.before else {
            return context.words("cli/sealed-first", fill! {});
        };
        let (count, _) = draft::changes(context, tree, &made.tree);
        context.words("cli/sealed-changes", fill! { before, count })
    }

    /// The files that would be written.
    fn files(&self, edits: &Edits) -> String {
        let mut out = self.context.words("cli/sealed-files", fill! {});
        for path in edits.paths() {
            out.push_str(&match edits.written(path) {
                Some(_) => format!("  {path}\n"),
                None => self.context.words("cli/sealed-file-gone", fill! { path }),
            });
        }
        out
    }
}
