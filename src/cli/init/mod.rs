//! `kohyo init`: a small site of one's own, to be filled in: a draft with marks（○○）wherever only the organisation
//! knows what is right. Does not know what it says.

use super::context::{Context, Exit, Stop};
use super::{args, schema, work};
use crate::diagnostic::Finding;
use crate::disk::{Before, Edits, Lock, Snapshot};
use crate::fill;
use crate::sections::SCHEMAS;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

/// Where the name of the organisation goes.
const BLANK: &str = "{{name}}";

/// What stands there until somebody writes it.
const UNNAMED: &str = "○○健康保険組合";

/// The settings of the small site.
pub(super) const SETTINGS: (&str, &str) = ("content/site.yaml", include_str!("site/site.yaml"));

/// What is known about the organisation.
pub(super) const ORGANISATION: (&str, &str) =
    ("content/organisation.yaml", include_str!("site/organisation.yaml"));

/// The folder of its document.
const FOLDER: &str = "content/privacy";

/// The files of its document.
const DOCUMENT: [(&str, &str); 7] = [
    ("content/privacy/document.yaml", include_str!("site/privacy/document.yaml")),
    ("content/privacy/organisation.yaml", include_str!("site/privacy/organisation.yaml")),
    ("content/privacy/purposes.yaml", include_str!("site/privacy/purposes.yaml")),
    ("content/privacy/exceptions.yaml", include_str!("site/privacy/exceptions.yaml")),
    ("content/privacy/safety-measures.yaml", include_str!("site/privacy/safety-measures.yaml")),
    ("content/privacy/requests.yaml", include_str!("site/privacy/requests.yaml")),
    ("content/privacy/contacts.yaml", include_str!("site/privacy/contacts.yaml")),
];

pub(super) fn describe() -> Command {
    let name = args::option("name").default_value(UNNAMED).hide_default_value(true);
    Command::new("init").args([args::path(args::positional("dir")), name])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir: PathBuf = args::required(matches, "dir");
    let name: String = args::required(matches, "name");
    if name.chars().any(char::is_control) || name.contains(['"', '\\']) {
        let shown = name.escape_debug();
        return Err(Finding::error("organisation-name", fill! { shown }).into());
    }
    if work::read_if_there(&dir)?.files().next().is_some() {
        return Err(Finding::error("site-exists", fill! { dir = dir.display() }).into());
    }
    let mut edits = Edits::new();
    for (path, words) in [SETTINGS, ORGANISATION].iter().chain(&DOCUMENT) {
        edits.write(path, words.replace(BLANK, &name).into_bytes(), Before::Absent)?;
    }
    commit_new(&dir, edits)?;
    context.out("cli/initialised", fill! { dir = dir.display() });
    Ok(Exit::Done)
}

/// Commits the edits that make a new site, with what git and editors want beside it.
pub(super) fn commit_new(root: &Path, edits: Edits) -> Result<(), Stop> {
    let edits = edits.then(&work::attributes(root)?)?;
    Lock::take_new(root, work::PATIENCE)?.commit(&edits)?;
    schema::write_schemas(&root.join(SCHEMAS))?;
    Ok(())
}

/// The files of the sample in a site whose sample nobody changed, sealed or added to, with those around it that still
/// wait for the name; none in any other site.
pub(super) fn sample_in(site: &Snapshot) -> Vec<&'static str> {
    let is_as_made = |(path, words): &(&str, &str)| {
        let there = site.file(path).and_then(|file| std::str::from_utf8(file.bytes()).ok());
        there.is_some_and(|there| match words.split_once(BLANK) {
            Some((head, rest)) => there
                .strip_prefix(head)
                .and_then(|there| there.strip_suffix(rest))
                .is_some_and(|name| !name.contains('\n')),
            None => there == *words,
        })
    };
    if site.under(FOLDER).count() != DOCUMENT.len() || !DOCUMENT.iter().all(is_as_made) {
        return Vec::new();
    }
    let is_unnamed = |(path, words): &&(&str, &str)| {
        let words = words.replace(BLANK, UNNAMED);
        site.file(path).is_some_and(|file| file.bytes() == words.as_bytes())
    };
    let around = [SETTINGS, ORGANISATION];
    let around = around.iter().filter(is_unnamed).map(|(path, _)| *path);
    DOCUMENT.iter().map(|(path, _)| *path).chain(around).collect()
}

/// The edits that found a site beside a document, with settings that say where it is to stand.
pub(super) fn completed(before: &Snapshot, edits: &Edits) -> Result<Edits, Stop> {
    let mut more = Edits::new();
    let (path, words) = SETTINGS;
    if before.file(path).is_none()
        && let Some(title) = edits.written(path)
    {
        let (_, rest) = words.split_once("個人情報の取扱い\"\n").expect("the title stands there");
        more.write(path, [title, rest.as_bytes()].concat(), Before::Absent)?;
    }
    Ok(edits.clone().then(&more)?)
}
