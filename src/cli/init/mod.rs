//! `kohyo init`: a small site of one's own, sealed, that builds at once. Does not know what it says.

use super::usage::say;
use super::{Context, Exit, Stop, schema, work};
use crate::diagnostic::{Finding, Lang};
use crate::disk::{Before, Edits, Limits, Lock, Snapshot};
use crate::ledger::{Day, EventDetails};
use crate::seal::{self, LedgerWriter};
use crate::sections::SCHEMAS;
use crate::site::Private;
use clap::{Arg, ArgMatches, Command};
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

/// Line feeds stay line feeds in what kohyo seals and digests, whatever git is told elsewhere.
const ATTRIBUTES: &str = "*.jsonl -text\n";

pub(super) fn describe(lang: Lang) -> Command {
    let dir = Arg::new("dir")
        .required(true)
        .value_name(say(lang, "フォルダー", "DIR"))
        .value_parser(clap::value_parser!(PathBuf))
        .help(say(lang, "作るサイトのフォルダー", "The folder of the new site"))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let name = Arg::new("name")
        .long("name")
        .value_name(say(lang, "組合の名称", "NAME"))
        .default_value("○○健康保険組合")
        .hide_default_value(true)
        .help(say(
            lang,
            "組合の名称（あとで organisation.yaml で直せます）",
            "The organisation's name",
        ));
    Command::new("init")
        .about(say(
            lang,
            "小さなサイトを作ります。そのまま build でき、書き換えて自分のものにできます",
            "Make a small site that builds at once, to be made one's own",
        ))
        .arg(dir)
        .arg(name)
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let dir = matches.get_one::<PathBuf>("dir").expect("required");
    let name = matches.get_one::<String>("name").expect("has a default");
    if name.chars().any(char::is_control) || name.contains(['"', '\\']) {
        return Ok(refuse(context, name_fault(name)));
    }
    let lock = Lock::take_new(dir, work::PATIENCE)?;
    if Snapshot::read(dir, &Limits::default())?.files().next().is_some() {
        return Ok(refuse(context, site_there(&dir.display().to_string())));
    }
    let mut edits = Edits::new();
    for (path, words) in FILES {
        let words =
            words.replace("{{name}}", name).replace("{{today}}", &context.today.to_string());
        edits.write(path, words.into_bytes(), Before::Absent)?;
    }
    edits.write("content/.gitattributes", ATTRIBUTES.as_bytes(), Before::Absent)?;
    let read = work::judge(
        Snapshot::from_memory(Vec::<(String, Vec<u8>)>::new()).with(&edits),
        context.today,
    );
    let Some(site) = read.sound() else {
        context.screen.findings(&read.findings, &read.snapshot, context.lang);
        return Ok(Exit::Findings);
    };
    let mut writer = LedgerWriter::new(&read.snapshot, work::salt()?);
    for document in &site.documents {
        let plan = seal::plan(document, Day::Known(context.today), context.today);
        let plan = plan.expect("a document that was never sealed can be sealed on any day");
        plan.write(&mut writer, document, &EventDetails::default(), &Private::default())
            .expect("an empty ledger takes a first version");
    }
    for (path, bytes) in writer.files() {
        edits.write(&path, bytes, Before::Absent)?;
    }
    lock.commit(&edits)?;
    schema::put(&dir.join(SCHEMAS))?;
    context.screen.out(&done(context.lang, &dir.display().to_string()));
    Ok(Exit::Done)
}

fn refuse(context: &Context<'_>, finding: Finding) -> Exit {
    let nothing = Snapshot::from_memory(Vec::<(String, Vec<u8>)>::new());
    context.screen.findings(&[finding], &nothing, context.lang);
    Exit::Findings
}

fn name_fault(name: &str) -> Finding {
    let shown = name.escape_debug();
    Finding::spelt_error(
        "organisation-name",
        format!("名称「{shown}」には、引用符・逆斜線・制御文字を使えません。"),
        format!("the name `{shown}` has a quote, a backslash or a control character"),
    )
}

fn site_there(dir: &str) -> Finding {
    Finding::spelt_error(
        "site-exists",
        format!("「{dir}」には、すでにサイトがあります。"),
        format!("there is a site in `{dir}` already"),
    )
    .help("新しいフォルダーの名前を指定してください。", "give the name of a new folder")
}

fn done(lang: Lang, dir: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "「{dir}」にサイトを作りました。\n次の手順:\n  1. kohyo build --root {dir} を実行し、{dir}/public/index.html を開きます。\n  2. {dir}/content/ の内容を書き換えます。\n  3. kohyo check --root {dir} で確かめ、kohyo seal で確定します。\n"
        ),
        Lang::En => format!(
            "Made a site in `{dir}`.\nNext:\n  1. kohyo build --root {dir}, then open {dir}/public/index.html\n  2. edit {dir}/content/\n  3. kohyo check --root {dir}, then kohyo seal\n"
        ),
    }
}
