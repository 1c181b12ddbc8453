//! Events as members of a line, and back: each has one form. Does not know the chain.

use super::event::{Act, Decision, Event, EventDetails, EventStep};
use super::version::Day;
use serde_json::{Map, Value};
use std::fmt::Display;
use std::str::FromStr;

/// The members of an event's line, without the chain's own.
pub(super) fn members(event: &Event) -> Map<String, Value> {
    let mut out = Members(Map::new());
    out.put("event", event.act.name());
    out.put("recorded", event.recorded);
    act(&event.act, &mut out);
    let told = &event.told;
    if let Some(decided) = &told.decided {
        out.put("decided", decided.day);
        out.put_some("decided-by", decided.by.as_ref());
    }
    out.put_some("approved", told.approved);
    out.put_some("published", told.published);
    out.put_some("summary", told.summary.as_ref());
    out.put_some("record", told.record);
    out.0
}

struct Members(Map<String, Value>);

impl Members {
    fn put(&mut self, name: &str, value: impl Display) {
        self.0.insert(name.to_owned(), value.to_string().into());
    }

    fn put_some(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }

    fn put_day(&mut self, day: Day) {
        match day {
            Day::Known(day) => self.put("effective", day),
            Day::Unknown { seen } => self.put("seen", seen),
        }
    }
}

// tidy: table
fn act(act: &Act, out: &mut Members) {
    match act {
        Act::Seal { version, digest, effective, reissues } => {
            out.put("version", version);
            out.put("digest", digest);
            out.put_day(*effective);
            out.put_some("reissues", *reissues);
        }
        Act::Register { version, digest, effective } => {
            out.put("version", version);
            out.put("digest", digest);
            out.put_day(*effective);
        }
        Act::Correct { version, corrected, digest } => {
            out.put("version", version);
            out.put("corrected", corrected);
            out.put("digest", digest);
        }
        Act::Postpone { version, effective } => {
            out.put("version", version);
            out.put("effective", effective);
        }
        Act::Withdraw { version } => out.put("version", version),
        Act::Record { version, step, date, until, note } => {
            out.put("version", version);
            out.put("what", step.name());
            out.put("date", date);
            out.put_some("until", *until);
            out.put_some("note", note.as_ref());
        }
        Act::Withhold { version, digest, reason } => {
            out.put("version", version);
            out.put("digest", digest);
            out.put("reason", reason);
        }
        Act::Repeal { effective } => out.put("effective", effective),
        Act::Retitle { title, effective } => {
            out.put("title", title);
            out.put("effective", effective);
        }
    }
}

/// The event of a line whose chain members were taken out.
pub(super) fn read(members: Map<String, Value>) -> Result<Event, &'static str> {
    let mut fields = Fields(members);
    let name = fields.take("event")?.ok_or("no event")?;
    let recorded = fields.must("recorded", "no recorded day")?;
    let act = read_act(&name, &mut fields)?;
    let told = read_told(&mut fields)?;
    if !fields.0.is_empty() {
        return Err("unknown member");
    }
    Ok(Event { recorded, act, told })
}

struct Fields(Map<String, Value>);

impl Fields {
    fn take(&mut self, name: &str) -> Result<Option<String>, &'static str> {
        match self.0.remove(name) {
            Some(Value::String(words)) => Ok(Some(words)),
            None => Ok(None),
            Some(_) => Err("a member that should be a string is not"),
        }
    }

    /// Words that say something: an empty member would be a second form of a member that is not there.
    fn words(&mut self, name: &str) -> Result<Option<String>, &'static str> {
        match self.take(name)? {
            Some(words) if words.trim().is_empty() => Err("a member that says nothing"),
            words => Ok(words),
        }
    }

    fn may<T: FromStr>(&mut self, name: &str) -> Result<Option<T>, &'static str> {
        match self.take(name)? {
            None => Ok(None),
            Some(words) => match words.parse() {
                Ok(value) => Ok(Some(value)),
                Err(_) => Err("a member that cannot be read"),
            },
        }
    }

    fn must<T: FromStr>(&mut self, name: &str, without: &'static str) -> Result<T, &'static str> {
        self.may(name)?.ok_or(without)
    }

    fn day(&mut self) -> Result<Day, &'static str> {
        match (self.may("effective")?, self.may("seen")?) {
            (Some(day), None) => Ok(Day::Known(day)),
            (None, Some(seen)) => Ok(Day::Unknown { seen }),
            (Some(_), Some(_)) | (None, None) => Err("neither or both of effective and seen"),
        }
    }
}

fn read_act(name: &str, fields: &mut Fields) -> Result<Act, &'static str> {
    let (version, digest) = ("no version", "no digest");
    Ok(match name {
        "seal" => Act::Seal {
            version: fields.must("version", version)?,
            digest: fields.must("digest", digest)?,
            effective: fields.day()?,
            reissues: fields.may("reissues")?,
        },
        "register" => Act::Register {
            version: fields.must("version", version)?,
            digest: fields.must("digest", digest)?,
            effective: fields.day()?,
        },
        "correct" => Act::Correct {
            version: fields.must("version", version)?,
            corrected: fields.must("corrected", "no corrected version")?,
            digest: fields.must("digest", digest)?,
        },
        "postpone" => Act::Postpone {
            version: fields.must("version", version)?,
            effective: fields.must("effective", "no effective day")?,
        },
        "withdraw" => Act::Withdraw { version: fields.must("version", version)? },
        "record" => Act::Record {
            version: fields.must("version", version)?,
            step: step(&fields.take("what")?.unwrap_or_default())?,
            date: fields.must("date", "no date")?,
            until: fields.may("until")?,
            note: fields.words("note")?,
        },
        "withhold" => Act::Withhold {
            version: fields.must("version", version)?,
            digest: fields.must("digest", digest)?,
            reason: fields.words("reason")?.ok_or("no reason")?,
        },
        "repeal" => Act::Repeal { effective: fields.must("effective", "no effective day")? },
        "retitle" => Act::Retitle {
            title: fields.words("title")?.ok_or("no title")?,
            effective: fields.must("effective", "no effective day")?,
        },
        _ => return Err("an event that this release does not know"),
    })
}

fn step(name: &str) -> Result<EventStep, &'static str> {
    let known = EventStep::ALL.iter().find(|(_, known, _)| *known == name);
    known.map(|(step, _, _)| *step).ok_or("a step that this release does not know")
}

fn read_told(fields: &mut Fields) -> Result<EventDetails, &'static str> {
    let decided = match (fields.may("decided")?, fields.words("decided-by")?) {
        (Some(day), by) => Some(Decision { day, by }),
        (None, None) => None,
        (None, Some(_)) => return Err("decided by somebody on no day"),
    };
    Ok(EventDetails {
        decided,
        approved: fields.may("approved")?,
        published: fields.may("published")?,
        summary: fields.words("summary")?,
        record: fields.may("record")?,
    })
}
