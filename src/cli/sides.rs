//! The two texts that a comparison is asked for: versions, drafts, files. Does not know how they are compared.

use super::args;
use super::context::{Context, OrStop, Stop};
use super::work;
use crate::diagnostic::{Finding, Message};
use crate::disk::{self, Snapshot};
use crate::fill;
use crate::import::{self, ImportSource, Overwrite, Request, WantedKind};
use crate::ledger::{Day, Decision};
use crate::publish::formats::comparison::DecisionState;
use crate::rules::CheckedSite;
use crate::site::{Document, Kind, SinceDay, Slip, Version};
use crate::text::date::Date;
use crate::tree::Provision;
use clap::ArgMatches;
use std::path::Path;
use std::sync::Arc;

/// Two texts to be compared.
pub(super) struct ComparedTexts {
    /// The old text.
    pub old: Arc<Provision>,
    /// What it is called.
    pub from: String,
    /// The new text.
    pub new: Arc<Provision>,
    /// What it is called.
    pub to: String,
    /// What sort of document it is.
    pub kind: Kind,
    /// Whether the new text has been decided.
    pub state: DecisionState,
    /// What is known of the change.
    pub known: KnownChange,
}

/// What is known of a change: of a draft what its slip says, of a version what the ledger says.
#[derive(Default)]
pub(super) struct KnownChange {
    /// From when it is to count.
    pub effective: Option<Date>,
    /// When and by whom it was or will be decided.
    pub decided: Option<Decision>,
    /// When the authority approved it.
    pub approved: Option<Date>,
    /// Whether it has been sealed.
    pub is_sealed: bool,
}

/// One of them.
struct ComparedText {
    tree: Arc<Provision>,
    name: String,
    state: DecisionState,
    known: KnownChange,
}

/// The texts asked for.
pub(super) fn compared_texts(
    context: &Context<'_>,
    matches: &ArgMatches,
) -> Result<ComparedTexts, Stop> {
    let what: Vec<String> = args::values_of(matches, "what");
    if let [old, new] = what.as_slice()
        && Path::new(old).is_file()
        && Path::new(new).is_file()
    {
        return files(context, old, new);
    }
    let checked = work::read_site(context)?;
    checked.sound()?;
    let name = what.first().map_or("", String::as_str);
    let document = checked.document(name)?;
    let from = match (what.get(1), document.newest()) {
        (Some(from), _) => from.clone(),
        (None, Some(newest)) => newest.id.to_string(),
        (None, None) => {
            return Err(checked.refuse(Finding::error("nothing-sealed", fill! { name })));
        }
    };
    let to = what.get(2).map_or("draft", String::as_str);
    let day = args::given(matches, "effective");
    let old = in_document((context, day), document, &from).or_stop(&checked.snapshot)?;
    let new = in_document((context, day), document, to).or_stop(&checked.snapshot)?;
    Ok(ComparedTexts {
        old: old.tree,
        from: old.name,
        new: new.tree,
        to: new.name,
        kind: document.kind,
        state: new.state,
        known: new.known,
    })
}

/// A version by its name, in any form that dates take, or the draft as it would be sealed for a day.
fn in_document(
    (context, asked): (&Context<'_>, Option<Date>),
    document: &Document,
    words: &str,
) -> Result<ComparedText, Box<Finding>> {
    if matches!(words, "draft" | "改定案") {
        let known = of_slip(document.slip.as_ref());
        let day = asked.or(known.effective).unwrap_or(context.today);
        return Ok(ComparedText {
            tree: document.draft_on(day).clone(),
            name: "改定案".to_owned(),
            state: DecisionState::Proposed,
            known,
        });
    }
    if let Some(version) = document.version_named(words) {
        return Ok(ComparedText {
            tree: version.tree.clone(),
            name: format!("{}の版", version.id),
            state: DecisionState::Decided,
            known: of_version(version),
        });
    }
    let known = document.versions.iter().map(|version| version.id.to_string());
    let known = known.collect::<Vec<_>>().join(", ");
    Err(Box::new(Finding::error("no-such-version", fill! { words, known })))
}

/// Two texts of a document whose duties are asked for.
pub(super) struct JudgedTexts {
    /// The old text; none where there is none.
    pub old: Option<Arc<Provision>>,
    /// What it is called.
    pub from: Message,
    /// The new text.
    pub new: Arc<Provision>,
    /// What it is called.
    pub to: Message,
    /// From which day it counts, or is to count.
    pub day: Date,
    /// Whether it has been decided.
    pub state: DecisionState,
}

/// The newest version and the draft, or two versions; on the day of the newer text, unless another is asked for.
pub(super) fn judged_texts(
    context: &Context<'_>,
    checked: &CheckedSite,
    document: &Document,
    (versions, asked): (&[String], Option<Date>),
) -> Result<JudgedTexts, Stop> {
    let (from, to) = match versions {
        [from, to] => (Some(from.clone()), to.as_str()),
        _ => (document.newest().map(|newest| newest.id.to_string()), "draft"),
    };
    let find =
        |words: &str| in_document((context, asked), document, words).or_stop(&checked.snapshot);
    let old = from.as_deref().map(find).transpose()?;
    let new = find(to)?;
    let seen = match document.slip.as_ref().and_then(|slip| slip.effective) {
        Some(SinceDay::Unknown { seen }) => seen,
        Some(SinceDay::Day(_)) | None => None,
    };
    let sealed = document.version_named(to).map(|version| version.effective.counted());
    let known = new.known.effective.or(sealed).or(seen);
    let name = |words: &str, one: &ComparedText| match one.state {
        DecisionState::Proposed => Message::of("cli/the-draft", fill! {}),
        DecisionState::Coming | DecisionState::Decided => {
            Message::of("cli/the-version", fill! { version = words })
        }
    };
    Ok(JudgedTexts {
        from: match (&from, &old) {
            (Some(words), Some(old)) => name(words, old),
            _ => Message::of("cli/no-text-before", fill! {}),
        },
        old: old.map(|old| old.tree),
        to: name(to, &new),
        new: new.tree,
        day: asked.or(known).unwrap_or(context.today),
        state: new.state,
    })
}

fn of_slip(slip: Option<&Slip>) -> KnownChange {
    let effective = slip.and_then(|slip| slip.effective);
    let told = slip.map(|slip| slip.told.clone()).unwrap_or_default();
    KnownChange {
        effective: match effective {
            Some(SinceDay::Day(day)) => Some(day),
            Some(SinceDay::Unknown { .. }) | None => None,
        },
        decided: told.decided,
        approved: told.approved,
        is_sealed: false,
    }
}

fn of_version(version: &Version) -> KnownChange {
    KnownChange {
        effective: match version.effective {
            Day::Known(day) => Some(day),
            Day::Unknown { .. } => None,
        },
        decided: version.told.decided.clone(),
        approved: version.told.approved,
        is_sealed: true,
    }
}

fn files(context: &Context<'_>, old: &str, new: &str) -> Result<ComparedTexts, Stop> {
    // Both are read as what the old one is: a regulation that lost its articles is no other kind.
    let before = file(context, old, WantedKind::Auto)?;
    let wanted = match before.1 {
        Kind::Regulation => WantedKind::Regulation,
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            WantedKind::Notice
        }
    };
    let after = file(context, new, wanted)?;
    Ok(ComparedTexts {
        old: before.0,
        from: old.to_owned(),
        new: after.0,
        to: new.to_owned(),
        kind: before.1,
        state: DecisionState::Decided,
        known: KnownChange::default(),
    })
}

/// A file as import reads it.
fn file(
    context: &Context<'_>,
    path: &str,
    wanted: WantedKind,
) -> Result<(Arc<Provision>, Kind), Stop> {
    let bytes = disk::read_input(Path::new(path), import::MAX_BYTES as u64)?;
    let existing = Snapshot::default();
    let request = Request {
        wanted,
        slug: None,
        existing: &existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    let imported = import::import(ImportSource { name: path, bytes: &bytes }, &request);
    let imported = imported.map_err(|findings| {
        let text = import::decode(path, &bytes).map_or(String::new(), |decoded| decoded.text);
        let shown = Snapshot::from_memory([(path.to_owned(), text.into_bytes())]);
        Stop::findings(findings, &shown).closing(context.words("cli/nothing-compared", fill! {}))
    })?;
    Ok((imported.root, imported.kind))
}
