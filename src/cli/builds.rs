//! The private record of what was built, uploaded and verified: `records/builds.jsonl`. Does not know why
//! anybody asks.

use super::{Context, Stop};
use crate::diagnostic::{Finding, Lang, Span};
use crate::disk::{Before, Edits, Lock, Snapshot, read_if_any};
use crate::publish::published::{BadLine, Builds, Deed, Done};
use crate::text::date::Date;
use crate::tree::Digest;
use std::path::Path;

/// Where the record is.
const PATH: &str = "records/builds.jsonl";

/// A line for every build of every day of a century is shorter.
const LIMIT: u64 = 16 << 20;

/// What is recorded, and the bytes that say so.
pub(super) struct Recorded {
    pub(super) builds: Builds,
    bytes: Option<Vec<u8>>,
}

/// Reads the record; nothing where there is none yet.
pub(super) fn read(root: &Path) -> Result<Result<Recorded, Box<Finding>>, Stop> {
    let bytes = read_if_any(&root.join(PATH), LIMIT)?;
    let builds = Builds::read(bytes.as_deref().unwrap_or_default());
    Ok(match builds {
        Ok(builds) => Ok(Recorded { builds, bytes }),
        Err(bad) => Err(Box::new(unreadable(bad))),
    })
}

/// Appends a line.
pub(super) fn append(lock: &Lock, recorded: &Recorded, done: &Done) -> Result<(), Stop> {
    let known = recorded.bytes.as_deref();
    let before = known.map_or(Before::Absent, |bytes| Before::Was(Digest::of(bytes)));
    let mut bytes = known.unwrap_or_default().to_vec();
    bytes.extend_from_slice(done.line().as_bytes());
    let mut edits = Edits::new();
    edits.write(PATH, bytes, before)?;
    Ok(lock.commit(&edits)?)
}

/// Records a build, if it made anything else than the one before to the same folder.
pub(super) fn built(
    context: &Context<'_>,
    lock: &Lock,
    manifest: Option<Digest>,
    (as_of, out): (Date, &Path),
) -> Result<(), Stop> {
    let Some(manifest) = manifest else {
        return Ok(());
    };
    let recorded = match read(&context.root)? {
        Ok(recorded) => recorded,
        Err(finding) => {
            warn(context, &finding);
            return Ok(());
        }
    };
    let is_usual = out == context.root.join("public");
    let out = (!is_usual).then(|| out.display().to_string());
    let last = recorded.builds.last_build(Some(&out));
    if last.is_some_and(|(_, last, _)| last == manifest) {
        return Ok(());
    }
    let deed = Deed::Build { manifest, as_of, out };
    let recorded_on = context.today;
    let done = Done { recorded: recorded_on, deed };
    append(lock, &recorded, &done)
}

/// Says what is wrong with the record; it never stands in the way of a command that is about something else.
pub(super) fn warn(context: &Context<'_>, finding: &Finding) {
    let nothing = Snapshot::default();
    context.screen.findings(std::slice::from_ref(finding), &nothing, context.lang);
}

fn unreadable(bad: BadLine) -> Finding {
    let line = bad.line;
    Finding::spelt_warning(
        "builds-form",
        format!("{line} 行目を読めないため、公開の記録を使えません。新しい記録も書き足していません。"),
        format!("Line {line} cannot be read: the record of what was published is not used, and nothing was added to it."),
    )
    .at(Span::file(PATH))
    .help(
        "控え（バックアップ）から戻すか、その行を直してください。新しい kohyo で書いた行であれば、kohyo を新しくしてください。",
        "Restore it from a backup, or mend that line; a newer kohyo may have written it.",
    )
}

/// What the record cannot prove, said wherever it is told.
pub(super) fn not_proved(lang: Lang) -> &'static str {
    super::usage::say(
        lang,
        "この記録は組合自身によるものです。公開先で実際にそのとおり表示されていたことまでは、証明されません。",
        "The organisation says so itself; it is no proof that the pages were really shown there.",
    )
}
