//! A private record as a file below `records/`: what only the organisation may know about one line of a
//! ledger. The line names the digest of the file, whose salt keeps its words from being guessed. Does not
//! know the line.

use crate::ledger::{Act, Event};
use crate::sections::yaml::{self, Out};
use crate::sections::{EntrySpec, SCHEMAS, Shape};
use crate::site::{DutyAnswer, Private};
use crate::tree::Digest;
use std::fmt;

/// The place of its schema below the folder of schemas.
pub const SCHEMA: &str = "record.json";

/// The entries of a record.
pub static ENTRIES: [EntrySpec; 6] = [
    EntrySpec::may("reason", REASON, Shape::Text),
    EntrySpec::may("names", NAMES, Shape::OneOrMore(&Shape::Text)),
    EntrySpec::may("evidence", EVIDENCE, Shape::OneOrMore(&Shape::Text)),
    EntrySpec::may(
        "duties",
        "法令が求めることへの答え。公表されません。",
        Shape::List(&Shape::Map(&super::slip_duties::DUTY)),
    ),
    EntrySpec::may("unanswered", "お尋ねに答えないまま確定した理由。公表されません。", Shape::Text),
    EntrySpec::must(
        "salt",
        "kohyo が付けた乱数。台帳に載る SHA-256 から内容を言い当てられないようにします。変えません。",
        Shape::Text,
    ),
];
/// What `reason` is for.
pub const REASON: &str = "理由。公表されません。";
/// What `names` is for.
pub const NAMES: &str = "決めた人、起案した人、確かめた人など。公表されません。";
/// What `evidence` is for.
pub const EVIDENCE: &str = "議事録や決裁書など、根拠になる書類とその保管場所。公表されません。";

const COMMENT: &str = "非公開の記録です。台帳にはこのファイルの SHA-256 が載っているので、書き直さずに保管してください";

/// Random bytes that make a digest of few words impossible to guess.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 32]);

impl Salt {
    /// A salt of random bytes, from the rim of the program.
    pub fn new(random: [u8; 32]) -> Salt {
        Salt(random)
    }

    /// A salt for one record, from that of a whole command: nobody who has one can tell another.
    pub fn of(self, path: &str) -> Salt {
        let mut words = self.0.to_vec();
        words.extend_from_slice(path.as_bytes());
        Salt(*Digest::of(&words).bytes())
    }
}

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(…)")
    }
}

/// A private record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Where, from the site's root.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the ledger says of it.
    pub digest: Digest,
}

impl Record {
    /// The record of an event of a document; those before it in the ledger tell which name is free.
    pub fn new<'e>(
        slug: &str,
        event: &Event,
        before: impl Iterator<Item = &'e Event>,
        private: &Private,
        salt: Salt,
    ) -> Record {
        let path = path(slug, event, before);
        let mut map = Vec::new();
        if let Some(reason) = &private.reason {
            map.push(("reason", Out::words(reason)));
        }
        for (entry, words) in [("names", &private.names), ("evidence", &private.evidence)] {
            if !words.is_empty() {
                map.push((entry, Out::List(words.iter().map(Out::words).collect())));
            }
        }
        let answers = private.duties.iter().filter(|answer| answer.is_filled());
        let answers: Vec<Out> = answers.map(write_answer).collect();
        if !answers.is_empty() {
            map.push(("duties", Out::List(answers)));
        }
        if let Some(reason) = &private.unanswered {
            map.push(("unanswered", Out::words(reason)));
        }
        map.push(("salt", Out::words(salt.of(&path).to_string())));
        let schema = format!("../../{SCHEMAS}/{SCHEMA}");
        let bytes = yaml::emit(&schema, COMMENT, &map).into_bytes();
        let digest = Digest::of(&bytes);
        Record { path, bytes, digest }
    }
}

fn write_answer(answer: &DutyAnswer) -> Out {
    let mut map = vec![
        ("rule", Out::words(&answer.rule)),
        ("mode", Out::words(&answer.mode)),
        ("when", Out::words(&answer.when)),
    ];
    for (name, words) in [
        ("decision", &answer.decision),
        ("reason", &answer.reason),
        ("by", &answer.by),
        ("late-reason", &answer.late_reason),
    ] {
        map.extend(words.as_ref().map(|words| (name, Out::words(words))));
    }
    map.extend(answer.on.map(|day| ("on", Out::words(day.to_string()))));
    let told = answer.channels.iter().map(|told| {
        let mut map = vec![("channel", Out::words(&told.channel))];
        map.extend(told.on.map(|day| ("on", Out::words(day.to_string()))));
        Out::Map(map)
    });
    let told: Vec<Out> = told.collect();
    if !told.is_empty() {
        map.push(("channels", Out::List(told)));
    }
    Out::Map(map)
}

/// Where the record of an event of a document is written; those before it in the ledger tell which name is free.
pub fn path<'e>(slug: &str, event: &Event, before: impl Iterator<Item = &'e Event>) -> String {
    let first = name(&event.act);
    let has_it = |known: &&Event| known.told.record.is_some() && name(&known.act) == first;
    match before.filter(has_it).count() {
        0 => format!("records/{slug}/{first}.yaml"),
        others => format!("records/{slug}/{first}-{}.yaml", others + 1),
    }
}

/// The name of the record of an act: that of the version that it makes, or of the version and what happened
/// to it.
fn name(act: &Act) -> String {
    match (act.makes(), act.concerns()) {
        (Some(version), _) => version.to_string(),
        (None, Some(version)) => format!("{version}-{}", act.name()),
        (None, None) => act.name().to_owned(),
    }
}
