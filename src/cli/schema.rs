//! `kohyo schema`: JSON Schemas, so that editors know what the YAML files may hold. Does not know what they say.

use super::usage::say;
use super::{Context, Exit, Stop};
use crate::diagnostic::Lang;
use crate::disk::{self, DiskError};
use crate::sections::SCHEMAS;
use crate::site::load;
use clap::{Arg, ArgMatches, Command};
use std::path::{Path, PathBuf};

pub(super) fn describe(lang: Lang) -> Command {
    let out = Arg::new("out")
        .long("out")
        .value_name(say(lang, "フォルダー", "DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(
            lang,
            "書き出すフォルダー（指定しなければサイトの .kohyo/schemas）",
            "The folder to write to (.kohyo/schemas of the site unless given)",
        ));
    Command::new("schema")
        .about(say(
            lang,
            "エディターが YAML の書き間違いを示し、項目を補えるように、JSON Schema を書き出します",
            "Write JSON Schemas, so that editors check and complete the YAML files",
        ))
        .arg(out)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let out =
        matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| context.root.join(SCHEMAS));
    let count = put(&out)?;
    let shown = out.display();
    context.screen.out(&match context.lang {
        Lang::Ja => format!("「{shown}」に JSON Schema を {count} 件書き出しました。\n"),
        Lang::En => format!("Wrote {count} JSON Schemas to `{shown}`.\n"),
    });
    Ok(Exit::Done)
}

/// Puts every schema below a folder; how many there are.
pub(super) fn put(folder: &Path) -> Result<usize, DiskError> {
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
