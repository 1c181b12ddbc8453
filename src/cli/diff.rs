//! `kohyo diff`: what differs between two versions, a version and the draft, or two files. Writes nothing.

use super::sides::{self, Sides};
use super::usage::{date_arg, say};
use super::{Context, Exit, Stop, amending};
use crate::diagnostic::{Finding, Lang};
use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::disk::{Limits, Snapshot};
use crate::publish::formats::comparison::{
    self, Paint, SHIPPED, Sheet, State, Style, json, markdown, one_file, terminal,
};
use crate::site::Kind;
use crate::text::date::Date;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

const FORMATS: [&str; 5] = ["terminal", "markdown", "html", "json", "amendment"];

pub(super) fn describe(lang: Lang) -> Command {
    let what = Arg::new("what")
        .required(true)
        .num_args(1..=3)
        .value_name(say(lang, "文書|ファイル", "DOCUMENT|FILE"))
        .help(say(
            lang,
            "文書と、比べる版（例 privacy 2025-04-01 draft。省略時は最新の版と改定案）。または二つのファイル",
            "A document and its versions (privacy 2025-04-01 draft; default: the newest version and the draft), or two files",
        ))
        .help_heading(say(lang, "指定するもの", "Arguments"));
    let format = Arg::new("format")
        .long("format")
        .value_name("terminal|markdown|html|json|amendment")
        .value_parser(PossibleValuesParser::new(FORMATS))
        .default_value("terminal")
        .hide_possible_values(true)
        .hide_default_value(true)
        .help(say(
            lang,
            "結果の形（amendment は対照表方式の改正文）",
            "The form of the result (amendment: the amending document)",
        ));
    let style = Arg::new("style")
        .long("style")
        .value_name(say(lang, "様式", "STYLE"))
        .help(say(
            lang,
            "表の様式: standard, notice, remarks, before-first、または themes/comparison/ の自作の様式",
            "The look of the table: standard, notice, remarks, before-first, or your own in themes/comparison/",
        ));
    let effective = date_arg(
        "effective",
        lang,
        "amendment に書く施行日・適用日（省略時は改定票の日付）",
        "With amendment: the day from which it is to count (default: that of the slip)",
    );
    let exit_code = Arg::new("exit-code").long("exit-code").action(ArgAction::SetTrue).help(say(
        lang,
        "違いがあるときに終了コードを1にします",
        "Exit with 1 when anything differs",
    ));
    Command::new("diff")
        .about(say(
            lang,
            "版・改定案・ファイルを比べ、新旧対照表を作ります",
            "Compare versions, drafts or files",
        ))
        .args([what, format, style, effective, exit_code])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let sides = match sides::of(context, matches)? {
        Ok(sides) => sides,
        Err(exit) => return Ok(exit),
    };
    let format = matches.get_one::<String>("format").expect("has a default");
    let style = matches.get_one::<String>("style").map(String::as_str);
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    let style = match style_of(&snapshot, style, sides.kind) {
        Ok(style) => style,
        Err(finding) => {
            context.screen.findings(&[*finding], &snapshot, context.lang);
            return Ok(Exit::Findings);
        }
    };
    let found = compare(&sides.old, &sides.new);
    let (old, new) = (Preorder::of(&sides.old), Preorder::of(&sides.new));
    found.prove(&old, &new).expect("a comparison leads from the old tree to the new one and back");
    let told = Redline::of(&old, &new, &found);
    let sheet = Sheet {
        title: title(&sides),
        from: sides.from.clone(),
        to: sides.to.clone(),
        // The amending document speaks from the day on which it is decided.
        state: if format == "amendment" { State::Decided } else { sides.state },
        comparison: &found,
        told: &told,
        style: &style,
    };
    let words = match format.as_str() {
        "amendment" => {
            let day = matches.get_one::<Date>("effective").copied();
            let of = (sides.kind, &sides.known);
            let Some(words) = amending::written(context, &snapshot, &sheet, of, day)? else {
                return Ok(Exit::Findings);
            };
            words
        }
        _ => written(context, format, &sheet),
    };
    context.screen.out(&words);
    let is_told = matches.get_flag("exit-code") && !found.changes.is_empty();
    Ok(if is_told { Exit::Findings } else { Exit::Done })
}

fn written(context: &Context<'_>, format: &str, sheet: &Sheet<'_>) -> String {
    match format {
        "markdown" => markdown(sheet),
        "html" => one_file(sheet),
        "json" => json(sheet),
        _ => {
            let is_painted =
                context.screen.shows_colour() && std::env::var_os("NO_COLOR").is_none();
            terminal(sheet, if is_painted { Paint::Colour } else { Paint::Plain })
        }
    }
}

/// The title of the newer text; of a file without one, its name.
fn title(sides: &Sides) -> String {
    let title = sides.old.heading().words();
    if title.is_empty() { sides.to.clone() } else { title }
}

/// The style asked for, else the one that the kind of document is used to.
fn style_of(snapshot: &Snapshot, name: Option<&str>, kind: Kind) -> Result<Style, Box<Finding>> {
    let name = name.unwrap_or(match kind {
        Kind::Regulation => "standard",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice => "notice",
    });
    let path = format!("themes/comparison/{name}.yaml");
    if let Some(file) = snapshot.file(&path) {
        let words = String::from_utf8_lossy(file.bytes());
        return Style::read(&words).map_err(|comparison::StyleError(why)| {
            let finding = Finding::spelt_error(
                "comparison-style",
                format!("「{path}」を様式として読めません。"),
                format!("`{path}` cannot be read as a style"),
            );
            Box::new(finding.help(why.clone(), why))
        });
    }
    Style::shipped(name).ok_or_else(|| {
        let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        let known = known.join(", ");
        let finding = Finding::spelt_error(
            "no-such-style",
            format!("「{name}」という様式はありません。"),
            format!("there is no style `{name}`"),
        );
        Box::new(finding.help(
            format!("指定できる様式: {known}。自作の様式は {path} に置きます。"),
            format!("styles: {known}; your own goes into {path}"),
        ))
    })
}
