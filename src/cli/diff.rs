//! `kohyo diff`: what differs between two versions, a version and the draft, or two files. Writes nothing.

use super::args;
use super::context::{Context, Exit, OrStop, Stop};
use super::sides::{self, ComparedTexts, KnownChange};
use crate::diagnostic::{Finding, Message};
use crate::diff::redline::Redline;
use crate::diff::{Preorder, compare};
use crate::disk::{Limits, Snapshot};
use crate::fill;
use crate::publish::formats::comparison::{
    self, Amending, DecisionState, Paint, SHIPPED, Sheet, Style, amendment, json, markdown,
    one_file, own_supplement, terminal,
};
use crate::site::Kind;
use crate::text::date::{self, Date};
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
    let style = style_of(&snapshot, style, texts.kind).or_stop(&snapshot)?;
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
    if kind == Kind::Regulation {
        let finding = match (own_supplement(sheet), is.effective) {
            (None, _) => Some(Finding::note("no-own-supplement", fill! {})),
            (Some(words), Some(day)) if !names_the_day(&words, day) => {
                let day = Message::new(date::wareki(day), day.to_string());
                Some(Finding::warning("supplement-day", fill! { day }))
            }
            (Some(_), _) => None,
        };
        context.findings(finding.as_slice(), snapshot);
    }
    Ok(amendment(sheet, &is))
}

/// Whether a 附則 says the day; one that says none (公布の日 …) is not contradicted.
fn names_the_day(words: &str, day: Date) -> bool {
    let days = date::find(words);
    days.is_empty() || days.iter().any(|(_, found)| *found == day)
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
            Box::new(Finding::error("comparison-style", fill! { path, why }))
        });
    }
    Style::shipped(name).ok_or_else(|| {
        let known: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
        let known = known.join(", ");
        Box::new(Finding::error("no-such-style", fill! { name, known, path }))
    })
}
