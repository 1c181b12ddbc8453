//! The duties in `amendment.yaml`: read, and written anew with what was answered. Does not know which duties there are.

use super::slip::{filled, list_at, words_of};
use crate::ledger::PlannedTelling;
use crate::sections::yaml::YamlNode;
use crate::sections::{EntrySpec, Mapping, Reader, Shape};
use crate::site::DutyAnswer;

/// The entries of a duty.
pub(super) static DUTY: [EntrySpec; 10] = [
    EntrySpec::must("rule", "kohyo の付けた符号（例 APPI-27-6）。変えません。", Shape::Text),
    EntrySpec::must("mode", "法令の求める方法。変えません。", Shape::Text),
    EntrySpec::must("when", "法令の求める時期。変えません。", Shape::Text),
    EntrySpec::may("question", "お尋ねの文。", OPEN_TEXT),
    EntrySpec::may("decision", "決めたこと、お尋ねへの答え。公表されません。", OPEN_TEXT),
    EntrySpec::may("reason", "理由。公表されません。", OPEN_TEXT),
    EntrySpec::may("by", "決めた人・機関。公表されません。", OPEN_TEXT),
    EntrySpec::may("on", "決めた日。", Shape::AnyOf(&[Shape::Day, Shape::Nothing])),
    EntrySpec::may("late-reason", "期日に遅れたときの理由。公表されます。", OPEN_TEXT),
    EntrySpec::may(
        "channels",
        "知らせる方法と日。公表されます。",
        Shape::AnyOf(&[Shape::List(&Shape::Map(&CHANNEL)), Shape::Nothing]),
    ),
];
static CHANNEL: [EntrySpec; 2] = [
    EntrySpec::must(
        "channel",
        "方法（ホームページ、掲示、広報誌、本人への通知など）。",
        Shape::Text,
    ),
    EntrySpec::may("on", "その日（予定日）。", Shape::AnyOf(&[Shape::Day, Shape::Nothing])),
];
const OPEN_TEXT: Shape = Shape::AnyOf(&[Shape::Text, Shape::Nothing]);

/// Reads the answers of a slip; what is blank is left out.
pub(super) fn read(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Vec<DutyAnswer> {
    let nodes = list_at(reader, fields, "duties");
    let answers = nodes.iter().filter_map(|node| answer(reader, node)).collect::<Vec<_>>();
    answers.into_iter().filter(DutyAnswer::is_filled).collect()
}

fn answer(reader: &mut Reader<'_>, node: &YamlNode) -> Option<DutyAnswer> {
    let fields = reader.map(node, &[&DUTY])?;
    let needed = |reader: &mut Reader<'_>, name: &'static str| {
        if filled(&fields, name).is_none() {
            reader.missing(&fields, name);
        }
        words_of(reader, &fields, name)
    };
    let (rule, mode, when) =
        (needed(reader, "rule"), needed(reader, "mode"), needed(reader, "when"));
    let channels = list_at(reader, &fields, "channels").iter();
    let channels = channels.filter_map(|node| {
        let fields = reader.map(node, &[&CHANNEL])?;
        let Some(channel) = words_of(reader, &fields, "channel") else {
            reader.missing(&fields, "channel");
            return None;
        };
        Some(PlannedTelling { channel, on: super::slip::day_of(reader, &fields, "on") })
    });
    let channels = channels.collect();
    Some(DutyAnswer {
        rule: rule?,
        mode: mode?,
        when: when?,
        decision: words_of(reader, &fields, "decision"),
        reason: words_of(reader, &fields, "reason"),
        by: words_of(reader, &fields, "by"),
        on: super::slip::day_of(reader, &fields, "on"),
        late_reason: words_of(reader, &fields, "late-reason"),
        channels,
    })
}

/// A duty as the slip lists it: what is asked, and what was answered so far.
#[derive(Clone, Debug)]
pub struct ListedDuty {
    /// What changes and what the law asks, a line each.
    pub about: Vec<String>,
    /// What is asked; none where it is stated.
    pub question: Option<String>,
    /// Its rule, way and time, and what was answered.
    pub answer: DutyAnswer,
}

const BEGIN: &str = "# 法令が求めること（kohyo draft が書きます）";

/// Whose a line of a slip is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum SlipPart {
    /// Its author's, or another entry.
    Author,
    /// What stands before the duties.
    Head,
    /// The duties.
    Duties,
}

impl SlipPart {
    /// Whose the line behind one is. Duties end where a line is not indented, be it a remark.
    fn of_next(self, line: &str) -> SlipPart {
        let is_remark = line.starts_with('#');
        match self {
            _ if line == BEGIN => SlipPart::Head,
            _ if line.starts_with("duties:") => SlipPart::Duties,
            SlipPart::Head if is_remark => SlipPart::Head,
            SlipPart::Duties if line.is_empty() || line.starts_with([' ', '-']) => SlipPart::Duties,
            SlipPart::Author | SlipPart::Head | SlipPart::Duties => SlipPart::Author,
        }
    }
}

/// A slip with the duties put in, in place of those that stood there. What else its author wrote stays as it is.
pub fn with_duties(slip: &str, duties: &[ListedDuty]) -> String {
    let mut kept = Vec::new();
    let mut part = SlipPart::Author;
    for line in slip.lines() {
        part = part.of_next(line);
        if part == SlipPart::Author {
            kept.push(line);
        }
    }
    while kept.last().is_some_and(|line| line.trim().is_empty()) {
        kept.pop();
    }
    let mut out = kept.join("\n") + "\n";
    if !duties.is_empty() {
        out.push_str(&format!("\n{BEGIN}\n"));
        out.push_str(
            "# decision に決めたことや答えを、on に決めた日を、channels に知らせる方法と日（例 {channel: ホームページ, on: 2027-03-01}）を\n\
             # 書いてください。期日に遅れたときは、late-reason に理由を書きます。確定すると、公表されるのは日、channels、late-reason だけで、\n\
             # ほかは records に移ります\n\
             duties:\n",
        );
        out.extend(duties.iter().map(entry));
    }
    out
}

fn entry(duty: &ListedDuty) -> String {
    let answer = &duty.answer;
    let mut out = String::new();
    let mut line = |name: &str, words: Option<&str>| match words {
        Some(words) => out.push_str(&format!("    {name}: {}\n", quoted(words))),
        None => out.push_str(&format!("    {name}:\n")),
    };
    line("mode", Some(&answer.mode));
    line("when", Some(&answer.when));
    if let Some(question) = &duty.question {
        line("question", Some(question));
    }
    line("decision", answer.decision.as_deref());
    line("reason", answer.reason.as_deref());
    line("by", answer.by.as_deref());
    let on = answer.on.map(|day| day.to_string());
    line("on", on.as_deref());
    // Asked only of those who were late: they write it, and it stays.
    if let Some(why) = &answer.late_reason {
        line("late-reason", Some(why));
    }
    line("channels", None);
    for told in &answer.channels {
        let day = told.on.map_or_else(String::new, |day| day.to_string());
        out.push_str(&format!("      - {{channel: {}, on: {day}}}\n", quoted(&told.channel)));
    }
    let about: String = duty.about.iter().map(|line| format!("    # {line}\n")).collect();
    format!("  - rule: {}\n{about}{out}", quoted(&answer.rule))
}

/// Words as YAML and JSON both read them.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}
