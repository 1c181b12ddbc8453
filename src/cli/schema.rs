//! `kohyo schema`: JSON Schemas, so that editors know what the YAML files may hold. Does not know what they say.

use super::args;
use super::context::{Context, Exit, Stop};
use crate::disk::{self, DiskError};
use crate::fill;
use crate::sections::SCHEMAS;
use crate::site::load;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe() -> Command {
    Command::new("schema").arg(args::path(args::option("out")))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let out: PathBuf = args::given(matches, "out").unwrap_or_else(|| context.root.join(SCHEMAS));
    let count = write_schemas(&out)?;
    context.out("cli/schemas", fill! { out = out.display(), count });
    Ok(Exit::Done)
}

/// Puts every schema below a folder; how many there are.
pub(super) fn write_schemas(folder: &Path) -> Result<usize, DiskError> {
    let files: Vec<(String, String)> = load::schemas()
        .into_iter()
        .map(|(path, schema)| {
            let text = serde_json::to_string_pretty(&schema).expect("a schema has a JSON form");
            (path, text + "\n")
        })
        .collect();
    let bytes = files.iter().map(|(path, text)| (path.as_str(), text.as_bytes()));
    disk::write_files(folder, bytes)?;
    Ok(files.len())
}
