//! `kohyo init`: a small site of one's own, sealed, that builds at once. Does not know what it says.

use super::context::{Context, Exit, Stop};
use super::{args, schema, work};
use crate::diagnostic::Finding;
use crate::disk::{Before, Edits, Limits, Lock, Snapshot};
use crate::fill;
use crate::ledger::{Day, EventDetails};
use crate::rules::CheckedSite;
use crate::seal::{self, LedgerWriter};
use crate::sections::SCHEMAS;
use crate::site::Private;
use clap::{ArgMatches, Command};
use std::path::PathBuf;

/// The files of the small site; `{{name}}` and `{{today}}` are filled in.
const FILES: [(&str, &str); 9] = [
    ("content/site.yaml", include_str!("site/site.yaml")),
    ("content/organisation.yaml", include_str!("site/organisation.yaml")),
    ("content/privacy/document.yaml", include_str!("site/privacy/document.yaml")),
    ("content/privacy/organisation.yaml", include_str!("site/privacy/organisation.yaml")),
    ("content/privacy/purposes.yaml", include_str!("site/privacy/purposes.yaml")),
    ("content/privacy/exceptions.yaml", include_str!("site/privacy/exceptions.yaml")),
    ("content/privacy/safety-measures.yaml", include_str!("site/privacy/safety-measures.yaml")),
    ("content/privacy/requests.yaml", include_str!("site/privacy/requests.yaml")),
    ("content/privacy/contacts.yaml", include_str!("site/privacy/contacts.yaml")),
];

pub(super) fn describe() -> Command {
    let name = args::option("name").default_value("○○健康保険組合").hide_default_value(true);
    Command::new("init").args([args::path(args::positional("dir")), name])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir: PathBuf = args::required(matches, "dir");
    let name: String = args::required(matches, "name");
    if name.chars().any(char::is_control) || name.contains(['"', '\\']) {
        let shown = name.escape_debug();
        return Err(Finding::error("organisation-name", fill! { shown }).into());
    }
    let lock = Lock::take_new(&dir, work::PATIENCE)?;
    if Snapshot::read(&dir, &Limits::default())?.files().next().is_some() {
        return Err(Finding::error("site-exists", fill! { dir = dir.display() }).into());
    }
    let mut edits = Edits::new();
    for (path, words) in FILES {
        let words =
            words.replace("{{name}}", &name).replace("{{today}}", &context.today.to_string());
        edits.write(path, words.into_bytes(), Before::Absent)?;
    }
    edits.write(work::ATTRIBUTES.0, work::ATTRIBUTES.1, Before::Absent)?;
    let checked = CheckedSite::of(Snapshot::default().with(&edits), context.today);
    let mut writer = LedgerWriter::new(&checked.snapshot, work::salt()?);
    for document in &checked.sound()?.documents {
        let plan = seal::plan(document, Day::Known(context.today), context.today);
        let plan = plan.expect("a document that was never sealed can be sealed on any day");
        plan.write(&mut writer, document, &EventDetails::default(), &Private::default())
            .expect("an empty ledger takes a first version");
    }
    for (path, bytes) in writer.files() {
        edits.write(&path, bytes, Before::Absent)?;
    }
    lock.commit(&edits)?;
    schema::write_schemas(&dir.join(SCHEMAS))?;
    context.out("cli/initialised", fill! { dir = dir.display() });
    Ok(Exit::Done)
}
