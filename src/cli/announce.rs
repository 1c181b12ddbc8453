//! `kohyo announce`: a change in words to hand out: a letter, a text for the notice board, a paragraph for the bulletin, a
//! mail, a note. Writes nothing and sends nothing.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::{Finding, Message};
use crate::fill;
use crate::publish::announce::{
    AnnounceRequest, AnnouncedChange, HandoutForm, NoAnnouncement, TooShort, announce,
};
use crate::rules::CheckedSite;
use crate::site::Document;
use clap::builder::ValueParser;
use clap::{ArgMatches, Command, value_parser};

/// The characters of a paragraph for the bulletin, unless others are asked for.
const CHARACTERS: usize = 200;

pub(super) fn describe() -> Command {
    let form = ValueParser::new(|words: &str| {
        HandoutForm::from_name(words).ok_or_else(|| {
            let names = HandoutForm::ALL.map(|(_, name)| name).join(", ");
            let ja = format!("{names} のどれかを指定してください。");
            args::Misread::new(ja, format!("one of {names}"))
        })
    });
    Command::new("announce")
        .arg(args::document())
        .arg(args::option("as").required(true).value_parser(form))
        .arg(args::option("max").value_parser(value_parser!(usize)))
        .arg(args::option("version"))
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let form: HandoutForm = args::required(matches, "as");
    let max: Option<usize> = args::given(matches, "max");
    if max.is_some() && form != HandoutForm::Bulletin {
        return Err(Finding::error("announce-max", fill! {}).into());
    }
    let max = max.unwrap_or(CHARACTERS);
    let checked = work::read_site(context)?;
    let site = checked.sound()?;
    let document = checked.document(args::document_of(matches))?;
    let asked: Option<String> = args::given(matches, "version");
    let change = change(&checked, document, asked.as_deref())?;
    let request = AnnounceRequest {
        site,
        document,
        change,
        today: context.today,
        comparisons: &checked.comparisons,
    };
    let slug = &document.slug;
    let made = announce(&request, form, max).map_err(|why| match why {
        NoAnnouncement::NothingDiffers => Finding::error("nothing-to-announce", fill! { slug }),
        NoAnnouncement::TooShort(TooShort(least)) => {
            Finding::error("announce-too-short", fill! { max, least })
        }
    })?;
    context.screen.out(&made.text);
    let others = others(document, asked.as_deref(), context);
    for told in made.lacks.iter().chain(&others) {
        context.screen.err(&format!("{}\n", told.get(context.lang)));
    }
    Ok(Exit::Done)
}

/// What is to be announced: the version that is asked for, the draft, or what came last.
fn change<'a>(
    checked: &'a CheckedSite,
    document: &'a Document,
    asked: Option<&str>,
) -> Result<AnnouncedChange<'a>, Stop> {
    let name = &document.slug;
    match asked {
        None => AnnouncedChange::newest(document).ok_or_else(|| {
            checked.refuse(Finding::error("nothing-to-announce.unsealed", fill! { name }))
        }),
        Some("draft" | "改定案") => Ok(AnnouncedChange::Draft),
        Some(words) => {
            let found = document.version_named(words).map(AnnouncedChange::Version);
            found.ok_or_else(|| {
                let known = document.versions.iter().map(|version| version.id.to_string());
                let known = known.collect::<Vec<_>>().join(", ");
                checked.refuse(Finding::error("no-such-version", fill! { words, known }))
            })
        }
    }
}

/// Which other changes are still to come, where none was asked for.
fn others(document: &Document, asked: Option<&str>, context: &Context<'_>) -> Option<Message> {
    let newest = document.newest().filter(|_| asked.is_none() && document.repeal.is_none())?;
    let coming = document
        .live()
        .filter(|version| version.effective.counted() > context.today && version.id != newest.id);
    let known: Vec<String> = coming.map(|version| version.id.to_string()).collect();
    let (version, known) = (newest.id, known.join(", "));
    (!known.is_empty()).then(|| Message::of("announce/others", fill! { version, known }))
}
