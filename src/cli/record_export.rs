//! `kohyo record export`: what the ledgers record, as a table for auditors, authorities and spreadsheets. Records nothing.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::Finding;
use crate::disk;
use crate::fill;
use crate::publish::plan::{RecordRow, record_rows};
use crate::publish::record_export::{csv, json, workbook};
use crate::site::Document;
use clap::{ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe() -> Command {
    Command::new("export")
        .arg(args::document().required(false))
        .arg(args::choice("format", ["csv", "json", "xlsx"]))
        .arg(args::path(args::option("out")))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let format: String = args::required(matches, "format");
    let out: Option<PathBuf> = args::given(matches, "out");
    if format == "xlsx" && out.is_none() {
        return Err(Finding::error("record-needs-out", fill! {}).into());
    }
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let documents: Vec<&Document> = match args::given::<String>(matches, "document") {
        Some(name) => vec![checked.document(&name)?],
        None => site.documents.iter().collect(),
    };
    let rows: Vec<RecordRow> = documents.into_iter().flat_map(record_rows).collect();
    let bytes = match format.as_str() {
        "xlsx" => workbook(&rows),
        "json" => {
            let words = serde_json::to_string_pretty(&json(&rows));
            (words.expect("a value has a JSON form") + "\n").into_bytes()
        }
        _ => csv(&rows).into_bytes(),
    };
    match out {
        Some(out) => {
            let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty());
            disk::write_files(folder.unwrap_or(Path::new(".")), [(&*name, &*bytes)])?;
            context.out("cli/exported", fill! { out = out.display(), count = rows.len() });
        }
        None => context.screen.out(&String::from_utf8_lossy(&bytes)),
    }
    Ok(Exit::Done)
}
