//! The two texts that a comparison is asked for: versions, drafts, files. Does not know how they are compared.

use super::{Context, Exit, Stop, work};
use crate::diagnostic::{Finding, Lang};
use crate::disk::{self, Snapshot};
use crate::import::{self, ImportSource, Overwrite, Request, WantedKind};
use crate::ledger::{Day, Decision, VersionId};
use crate::publish::formats::comparison::State;
use crate::site::{Document, Kind, Since, Site, Slip, Version};
use crate::text::date::{self, Date};
use crate::tree::Provision;
use clap::ArgMatches;
use std::path::Path;
use std::sync::Arc;

/// Two texts to be compared.
pub(super) struct Sides {
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
    pub state: State,
    /// What is known of the change.
    pub known: Known,
}

/// What is known of a change: of a draft what its slip says, of a version what the ledger says.
#[derive(Default)]
pub(super) struct Known {
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
struct Side {
    tree: Arc<Provision>,
    name: String,
    state: State,
    known: Known,
}

/// The texts asked for; what is wrong has been said where there is an exit.
pub(super) fn of(context: &Context<'_>, matches: &ArgMatches) -> Result<Result<Sides, Exit>, Stop> {
    let what: Vec<&str> =
        matches.get_many::<String>("what").expect("required").map(String::as_str).collect();
    if let [old, new] = what.as_slice()
        && Path::new(old).is_file()
        && Path::new(new).is_file()
    {
        return files(context, old, new);
    }
    let read = work::read(context)?;
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Err(Exit::Findings));
    };
    match in_site(context, site, &what) {
        Ok(sides) => Ok(Ok(sides)),
        Err(finding) => {
            context.screen.findings(&[*finding], &read.snapshot, context.lang);
            Ok(Err(Exit::Findings))
        }
    }
}

fn in_site(context: &Context<'_>, site: &Site, what: &[&str]) -> Result<Sides, Box<Finding>> {
    let name = what.first().copied().unwrap_or_default();
    let Some(document) = site.document(name) else {
        return Err(Box::new(super::work::no_document(site, name)));
    };
    let newest = || {
        document.newest().map(|version| version.id.to_string()).ok_or_else(|| {
            let finding = Finding::spelt_error(
                "nothing-sealed",
                format!("「{name}」には、確定した版がまだありません。"),
                format!("`{name}` has no sealed version yet"),
            );
            Box::new(finding.help(
                "kohyo seal で版を確定すると、改定案と比べられます。",
                "seal a version first",
            ))
        })
    };
    let from = match what.get(1) {
        Some(from) => (*from).to_owned(),
        None => newest()?,
    };
    let to = what.get(2).copied().unwrap_or("draft");
    let (old, new) = (side(context, document, &from)?, side(context, document, to)?);
    Ok(Sides {
        old: old.tree,
        from: old.name,
        new: new.tree,
        to: new.name,
        kind: document.kind,
        state: new.state,
        known: new.known,
    })
}

/// A version by its name, in any form that dates take, or the draft.
fn side(context: &Context<'_>, document: &Document, words: &str) -> Result<Side, Box<Finding>> {
    if matches!(words, "draft" | "改定案") {
        let known = of_slip(document.slip.as_ref());
        let day = known.effective.unwrap_or(context.today);
        return Ok(Side {
            tree: document.draft.on(day).clone(),
            name: "改定案".to_owned(),
            state: State::Proposed,
            known,
        });
    }
    let dated = || date::parse(words).ok().map(|reading| VersionId::first(reading.date));
    let id: Option<VersionId> = words.parse().ok().or_else(dated);
    if let Some(version) = id.and_then(|id| document.version(id)) {
        return Ok(Side {
            tree: version.tree.clone(),
            name: format!("{}の版", version.id),
            state: State::Decided,
            known: of_version(version),
        });
    }
    let known: Vec<String> =
        document.versions.iter().map(|version| version.id.to_string()).collect();
    let known = known.join(", ");
    let finding = Finding::spelt_error(
        "no-such-version",
        format!("「{words}」という版はありません。"),
        format!("there is no version `{words}`"),
    );
    Err(Box::new(
        finding.help(format!("指定できるもの: {known}, draft"), format!("known: {known}, draft")),
    ))
}

fn of_slip(slip: Option<&Slip>) -> Known {
    let effective = slip.and_then(|slip| slip.effective);
    let told = slip.map(|slip| slip.told.clone()).unwrap_or_default();
    Known {
        effective: match effective {
            Some(Since::Day(day)) => Some(day),
            Some(Since::Unknown { .. }) | None => None,
        },
        decided: told.decided,
        approved: told.approved,
        is_sealed: false,
    }
}

fn of_version(version: &Version) -> Known {
    Known {
        effective: match version.effective {
            Day::Known(day) => Some(day),
            Day::Unknown { .. } => None,
        },
        decided: version.told.decided.clone(),
        approved: version.told.approved,
        is_sealed: true,
    }
}

fn files(context: &Context<'_>, old: &str, new: &str) -> Result<Result<Sides, Exit>, Stop> {
    // Both are read as what the old one is: a regulation that lost its articles is no other kind.
    let before = match file(context, old, WantedKind::Auto)? {
        Ok(read) => read,
        Err(exit) => return Ok(Err(exit)),
    };
    let wanted = match before.1 {
        Kind::Regulation => WantedKind::Regulation,
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => WantedKind::Notice,
    };
    let after = match file(context, new, wanted)? {
        Ok(read) => read,
        Err(exit) => return Ok(Err(exit)),
    };
    Ok(Ok(Sides {
        old: before.0,
        from: old.to_owned(),
        new: after.0,
        to: new.to_owned(),
        kind: before.1,
        state: State::Decided,
        known: Known::default(),
    }))
}

/// A file as import reads it.
fn file(
    context: &Context<'_>,
    path: &str,
    wanted: WantedKind,
) -> Result<Result<(Arc<Provision>, Kind), Exit>, Stop> {
    let bytes = disk::read_input(Path::new(path), import::MAX_BYTES as u64)?;
    let existing = Snapshot::from_memory(std::iter::empty::<(String, Vec<u8>)>());
    let request = Request {
        wanted,
        slug: None,
        existing: &existing,
        overwrite: Overwrite::Never,
        version: None,
    };
    let source = ImportSource { name: path, bytes: &bytes };
    match import::import(source, &request) {
        Ok(imported) => Ok(Ok((imported.root, imported.kind))),
        Err(findings) => {
            let text = import::decode(path, &bytes).map_or(String::new(), |decoded| decoded.text);
            let shown = Snapshot::from_memory([(path.to_owned(), text.into_bytes())]);
            context.screen.findings(&findings, &shown, context.lang);
            let words = match context.lang {
                Lang::Ja => "比べられませんでした。\n",
                Lang::En => "Nothing was compared.\n",
            };
            context.screen.err(words);
            Ok(Err(Exit::Findings))
        }
    }
}
