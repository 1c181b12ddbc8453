//! `kohyo import`: existing texts become content/, every edit listed and the list proved complete.
//! Does not know how a text is understood.

use super::context::{Context, Exit, Stop};
use super::work::{file_name, refused, report};
use super::{args, init, register, work};
use crate::diagnostic::Finding;
use crate::disk::{self, Before, Edits, Lock, Snapshot};
use crate::fill;
use crate::import::{self, ImportSource, Imported, Overwrite, Request, WantedKind};
use crate::rules::CheckedSite;
use crate::site::{Document, Kind, Slug, load};
use clap::{ArgMatches, Command};
use std::path::PathBuf;

pub(super) fn describe() -> Command {
    Command::new("import")
        .arg(args::path(args::positional("files").num_args(1..)))
        .arg(args::choice("kind", ["notice", "regulation", "auto"]).default_value("auto"))
        .arg(args::path(args::option("out")).required_unless_present("register"))
        .args([args::option("name"), args::flag("force")])
        .args(register::options())
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let out = matches.get_one::<PathBuf>("out").unwrap_or(&context.root);
    let files: Vec<PathBuf> = args::values_of(matches, "files");
    if register::is_asked(matches) {
        let [file] = files.as_slice() else {
            return Err(Finding::error("one-at-a-time", fill! {}).into());
        };
        return register::run(context, matches, (out, file, wanted(matches)));
    }
    // Nothing is made, not even the folder, before all texts are understood.
    let before = work::read_if_there(out)?;
    let mut import = understood(context, matches, &files, &before)?;
    let sample = init::sample_in(&before);
    let takes_its_place = !sample.is_empty() && import.has_notice();
    if takes_its_place {
        let mut gone = Edits::new();
        for path in &sample {
            gone.remove(path, before.before(path))?;
        }
        import = understood(context, matches, &files, &before.with(&gone))?;
    }
    let kept = if takes_its_place { import.before.clone() } else { before.clone() };
    let mut edits = init::completed(&kept, &kept.edits_to(&import.after)?)?;
    let organisation = init::ORGANISATION.0;
    let is_nameless = import.after.file(organisation).is_none();
    // What waits for the name goes on waiting where the text does not say it.
    if is_nameless && let Some(file) = before.file(organisation) {
        edits.write(organisation, file.shared(), Before::Absent)?;
    }
    let after = kept.with(&edits);
    if !matches.contains_id("name") {
        check_no_twin(context, &kept, &after)?;
    }
    let is_new = before.file(init::SETTINGS.0).is_none();
    let edits = before.edits_to(&after)?;
    match is_new {
        true => init::commit_new(out, edits)?,
        false => Lock::take_new(out, work::PATIENCE)?.commit(&edits)?,
    }
    if takes_its_place {
        context.out("cli/sample-replaced", fill! {});
    } else if !sample.is_empty() {
        context.out("cli/sample-stays", fill! {});
    }
    if is_nameless {
        context.out("cli/no-organisation", fill! { organisation });
    }
    for (name, imported) in &import.done {
        report(context, name, imported);
    }
    let checked = CheckedSite::of(after, context.today);
    if checked.errors().next().is_some() { Err(checked.refused()) } else { Ok(Exit::Done) }
}

/// Refuses a text that the site has already: imported again it would be published twice, and age apart.
fn check_no_twin(context: &Context<'_>, before: &Snapshot, after: &Snapshot) -> Result<(), Stop> {
    let Some(site) = load::load(after).site else { return Ok(()) };
    let text = |document: &Document| -> Vec<u128> {
        let sections = document.draft.periods()[0].1.children();
        sections.iter().map(|section| section.whole()).collect()
    };
    let (old, new): (Vec<&Document>, Vec<&Document>) = site
        .documents
        .iter()
        .partition(|one| before.under(&format!("content/{}", one.slug)).next().is_some());
    for (at, document) in new.iter().enumerate() {
        let mut others = old.iter().chain(&new[..at]);
        if let Some(twin) = others.find(|one| text(one) == text(document)) {
            let slug = twin.slug.as_str();
            let told = Finding::error("already-imported", fill! { slug });
            return Err(Stop::from(told).closing(context.words("cli/nothing-written", fill! {})));
        }
    }
    Ok(())
}

/// Texts as they were understood, one after the other.
struct Understood {
    before: Snapshot,
    after: Snapshot,
    done: Vec<(String, Imported)>,
}

impl Understood {
    fn has_notice(&self) -> bool {
        self.done.iter().any(|(_, imported)| imported.kind != Kind::Regulation)
    }
}

fn understood(
    context: &Context<'_>,
    matches: &ArgMatches,
    files: &[PathBuf],
    before: &Snapshot,
) -> Result<Understood, Stop> {
    let (mut after, mut done) = (before.clone(), Vec::new());
    for file in files {
        let (name, bytes) = (file_name(file), disk::read_input(file, import::MAX_FILE as u64)?);
        let source = ImportSource { name: &name, bytes: &bytes };
        let request = request(matches, &after, files.len());
        let imported = request.and_then(|request| import::import(source, &request));
        let imported = imported.map_err(|findings| refused(context, findings, source))?;
        after = after.with(&imported.edits);
        done.push((name, imported));
    }
    Ok(Understood { before: before.clone(), after, done })
}

fn wanted(matches: &ArgMatches) -> WantedKind {
    match args::required::<String>(matches, "kind").as_str() {
        "notice" => WantedKind::Notice,
        "regulation" => WantedKind::Regulation,
        _ => WantedKind::Auto,
    }
}

fn request<'a>(
    matches: &ArgMatches,
    existing: &'a Snapshot,
    files: usize,
) -> Result<Request<'a>, Vec<Finding>> {
    let wanted = wanted(matches);
    let name = matches.get_one::<String>("name");
    if name.is_some() && files > 1 {
        return Err(vec![Finding::error("one-name-for-many", fill! {})]);
    }
    let slug = name.map(|name| Slug::asked(name).map_err(|finding| vec![finding])).transpose()?;
    let overwrite = if matches.get_flag("force") { Overwrite::Draft } else { Overwrite::Never };
    Ok(Request { wanted, slug, existing, overwrite, version: None })
}
