//! `kohyo show`: the text of a document in force on a day, as known now or as known on a day. Does not decide
//! what is in force.

use super::context::{Context, Exit, Stop};
use super::{args, work};
use crate::diagnostic::Message;
use crate::fill;
use crate::ledger::{Day, Provenance, Replacement, VersionRecord};
use crate::publish::build_log::BuildLog;
use crate::publish::formats::plain;
use crate::site::{Document, Version};
use crate::text::date::Date;
use clap::{ArgMatches, Command};
use serde_json::{Value, json};

pub(super) fn describe() -> Command {
    let days = [args::day("on"), args::day("known")];
    Command::new("show").arg(args::document()).args(days).arg(args::format())
}

/// What is asked, and what there is to answer it with.
struct ShowRequest<'a> {
    /// As it is known now.
    now: &'a Document,
    /// As it is asked for.
    then: &'a Document,
    on: Date,
    known: Option<Date>,
    builds: Option<BuildLog>,
}

pub(super) fn run(context: &Context<'_>, matches: &ArgMatches) -> Result<Exit, Stop> {
    let checked = work::read_site(context)?;
    checked.sound()?;
    let document = checked.document(args::document_of(matches))?;
    let known = args::given(matches, "known");
    let then = known.map(|known| document.known_on(known));
    let builds = match BuildLog::read(&context.root)? {
        Ok(recorded) => Some(recorded),
        Err(finding) => {
            work::tell_finding(context, &finding);
            None
        }
    };
    let asked = ShowRequest {
        now: document,
        then: then.as_ref().unwrap_or(document),
        on: args::given(matches, "on").unwrap_or(context.today),
        known,
        builds,
    };
    if args::is_json(matches) {
        context.screen.json(&as_json(&asked));
    } else {
        context.screen.out(&text(context, &asked));
    }
    Ok(Exit::Done)
}

fn text(context: &Context<'_>, asked: &ShowRequest<'_>) -> String {
    let version = asked.then.in_force_on(asked.on);
    let mut lines = vec![title(asked, version)];
    match version {
        Some(version) => {
            lines.extend(about(asked, version));
            lines.extend(later(asked, version));
        }
        None => lines.push(nothing(asked)),
    }
    lines.extend(shown(asked));
    let mut out: String =
        lines.iter().map(|line| format!("{}\n", line.get(context.lang))).collect();
    if asked.builds.as_ref().is_some_and(|builds| builds.shown_on(asked.day()).is_some()) {
        out.push_str(&format!("  {}\n", context.words("build-log/not-proved", fill! {})));
    }
    if let Some(version) = version {
        out.push_str(&format!("\n{}", plain::text(&version.tree)));
    }
    out
}

impl ShowRequest<'_> {
    /// The day for which it is asked what was shown.
    fn day(&self) -> Date {
        self.known.unwrap_or(self.on)
    }
}

/// Which day, and known by when.
fn title(asked: &ShowRequest<'_>, version: Option<&Version>) -> Message {
    let slug = &asked.now.slug;
    let name = version.map_or_else(String::new, |version| version.tree.heading().words());
    let name = if name.is_empty() { name } else { format!("「{name}」") };
    let name = Message::new(name, "");
    let on = Message::day(asked.on);
    match asked.known {
        Some(known) => {
            Message::of("cli/shown-known", fill! { slug, name, on, known = Message::day(known) })
        }
        None => Message::of("cli/shown", fill! { slug, name, on }),
    }
}

/// The version, and since when.
fn about(asked: &ShowRequest<'_>, version: &Version) -> Vec<Message> {
    let (id, digest) = (version.id, version.file_digest());
    let recorded = Message::day(version.recorded);
    let verb = Message::new(asked.now.kind.effective_verb(), "in force");
    let since = match (version.effective, asked.then.last_day(id)) {
        (Day::Known(day), Some(last)) => {
            let (day, last) = (Message::day(day), Message::day(last));
            Message::of("cli/shown-from-until", fill! { id, day, last, verb })
        }
        (Day::Known(day), None) => {
            Message::of("cli/shown-from", fill! { id, day = Message::day(day), verb })
        }
        (Day::Unknown { seen }, _) => {
            Message::of("cli/shown-unknown", fill! { id, seen = Message::day(seen), verb })
        }
    };
    let mut lines = vec![since, Message::of("cli/shown-recorded", fill! { recorded, digest })];
    lines.extend(came(version));
    if let Some(withheld) = version.withheld.last() {
        let (day, reason) = (Message::day(withheld.recorded), &withheld.reason);
        lines.push(Message::of("cli/shown-withheld", fill! { day, reason }));
    }
    lines
}

/// How the version came into the ledger, where that was in another way than by sealing.
fn came(version: &Version) -> Option<Message> {
    let recorded = version.recorded;
    match version.came {
        Provenance::Sealed => None,
        Provenance::Registered => Some(Message::of("cli/shown-registered", fill! {})),
        Provenance::Corrects(before) => {
            let then = recorded.yesterday().unwrap_or(recorded);
            Some(Message::of("cli/shown-corrects", fill! { before, then }))
        }
        Provenance::Reissues(before) => Some(Message::of("cli/shown-reissues", fill! { before })),
    }
}

/// What became of the version after the day asked for.
fn later(asked: &ShowRequest<'_>, version: &Version) -> Option<Message> {
    let now: &VersionRecord = &asked.now.version(version.id)?.entry;
    if let (Some(replaced), None) = (now.replaced, version.replaced) {
        let name = match replaced.why {
            Replacement::Correction => "cli/later-corrected",
            Replacement::Reissue => "cli/later-replaced",
        };
        let (by, day) = (replaced.by, Message::day(replaced.recorded));
        return Some(Message::of(name, fill! { by, day }));
    }
    if let (Some(withdrawn), None) = (&now.withdrawn, &version.withdrawn) {
        let day = Message::day(withdrawn.recorded);
        return Some(Message::of("cli/later-withdrawn", fill! { day }));
    }
    (now.effective != version.effective).then(|| {
        let day = Message::day(now.effective.counted());
        Message::of("cli/later-postponed", fill! { day })
    })
}

/// Why nothing is in force.
fn nothing(asked: &ShowRequest<'_>) -> Message {
    let (then, kind) = (asked.then, asked.now.kind);
    let verb = Message::new(kind.effective_verb(), "in force");
    if let Some(repeal) = then.repealed_on(asked.on) {
        return Message::of("cli/shown-repealed", fill! { day = Message::day(repeal.effective) });
    }
    match then.live().next().map(|version| Message::day(version.effective.counted())) {
        Some(day) => Message::of("cli/shown-nothing", fill! { day, verb }),
        None => Message::of("cli/shown-no-version", fill! {}),
    }
}

/// Which pages were published on the day, by the organisation's own record.
fn shown(asked: &ShowRequest<'_>) -> Option<Message> {
    let builds = asked.builds.as_ref()?;
    let day = Message::day(asked.day());
    let Some((date, manifest)) = builds.shown_on(asked.day()) else {
        return Some(Message::of("cli/uploads-not-recorded", fill! { day }));
    };
    let as_of = builds.as_of(manifest).map(Message::day).map_or_else(
        || Message::new("", ""),
        |day| Message::new(format!("{}時点、", day.ja), format!("as of {}, ", day.en)),
    );
    let date = Message::day(date);
    Some(Message::of("cli/shown-pages", fill! { day, date, as_of, manifest }))
}

fn as_json(asked: &ShowRequest<'_>) -> Value {
    let version = asked.then.in_force_on(asked.on);
    let shown = asked.builds.as_ref().and_then(|builds| builds.shown_on(asked.day()));
    json!({
        "document": asked.now.slug.as_str(),
        "on": asked.on.to_string(),
        "known": asked.known.map(|day| day.to_string()),
        "version": version.map(|version| version_json(asked, version)),
        "repealed": asked.then.repealed_on(asked.on).map(|repeal| repeal.effective.to_string()),
        "uploaded": shown.map(|(date, manifest)| json!({
            "date": date.to_string(),
            "manifest": manifest.to_string(),
        })),
        "text": version.map(|version| plain::text(&version.tree)),
    })
}

fn version_json(asked: &ShowRequest<'_>, version: &Version) -> Value {
    let (effective, seen) = match version.effective {
        Day::Known(day) => (Some(day.to_string()), None),
        Day::Unknown { seen } => (None, Some(seen.to_string())),
    };
    let (came, of) = match version.came {
        Provenance::Sealed => ("sealed", None),
        Provenance::Registered => ("registered", None),
        Provenance::Corrects(before) => ("corrects", Some(before.to_string())),
        Provenance::Reissues(before) => ("reissues", Some(before.to_string())),
    };
    let now = asked.now.version(version.id);
    let replaced = now.and_then(|now| now.replaced);
    json!({
        "id": version.id.to_string(),
        "effective": effective,
        "seen": seen,
        "until": asked.then.last_day(version.id).map(|day| day.to_string()),
        "recorded": version.recorded.to_string(),
        "came": came,
        "of": of,
        "replaced-later-by": replaced.map(|replaced| replaced.by.to_string()),
        "withheld": version.withheld.last().map(|withheld| withheld.recorded.to_string()),
        "digest": version.file_digest().to_string(),
    })
}
