//! `kohyo diff`: what differs between two versions, a version and the draft, or two files. Writes nothing.

use super::args;
use super::context::{Context, Exit, OrStop, Stop};
use super::sides::{self, ComparedTexts, KnownChange};
use crate::diagnostic::Finding;
use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::disk::{Limits, Snapshot};
use crate::fill;
use crate::publish::formats::comparison::{
    Amending, DecisionState, Paint, Sheet, Style, amendment, check_supplement, json, markdown,
    one_file, terminal,
};
use crate::site::Kind;
use crate::text::date::Date;
use clap::{ArgMatches, Command};

pub(super) fn describe() -> Command {
    let format = args::choice("format", ["terminal", "markdown", "html", "json", "amendment"]);
    Command::new("diff")
        .args([args::positional("what").num_args(1..=3), format, args::option("style")])
        .args([args::day("effective"), args::flag("exit-code")])
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let texts = sides::compared_texts(context, matches)?;
    let format: String = args::required(matches, "format");
    let style = matches.get_one::<String>("style").map(String::as_str);
    let snapshot = Snapshot::read(&context.root, &Limits::default())?;
    let style = Style::find(&snapshot, style, texts.kind).or_stop(&snapshot)?;
    let found = compare(&texts.old, &texts.new);
    let (old, new) = (Preorder::of(&texts.old), Preorder::of(&texts.new));
    found.prove(&old, &new).expect("a comparison leads from the old tree to the new one and back");
    let told = Redline::of(&old, &new, &found);
    let sheet = Sheet {
        title: title(&texts),
        from: texts.from.clone(),
        to: texts.to.clone(),
        // The amending document speaks from the day on which it is decided.
        state: if format == "amendment" { DecisionState::Decided } else { texts.state },
        comparison: &found,
        told: &told,
        style: &style,
    };
    let words = match format.as_str() {
        "amendment" => {
            let day = args::given(matches, "effective");
            amending(context, &snapshot, &sheet, (texts.kind, &texts.known), day)?
        }
        _ => written(context, &format, &sheet),
    };
    context.screen.out(&words);
    let is_told = matches.get_flag("exit-code") && !found.changes.is_empty();
    Ok(if is_told { Exit::Findings } else { Exit::Done })
}

/// The amending document; a reason to stop where nothing is amended. Says what the author should look at.
fn amending(
    context: &Context<'_>,
    snapshot: &Snapshot,
    sheet: &Sheet<'_>,
    (kind, known): (Kind, &KnownChange),
    asked: Option<Date>,
) -> Result<String, Stop> {
    if sheet.rows().is_empty() {
        return Err(Finding::error("nothing-to-amend", fill! {}).into());
    }
    let is = Amending {
        kind,
        effective: asked.or(known.effective),
        decided: known.decided.clone(),
        approved: known.approved,
        today: context.today,
        is_sealed: known.is_sealed,
    };
    context.findings(check_supplement(sheet, &is).as_slice(), snapshot);
    Ok(amendment(sheet, &is))
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
fn title(texts: &ComparedTexts) -> String {
    let title = texts.old.heading().words();
    if title.is_empty() { texts.to.clone() } else { title }
}
