//! `amendment.yaml`, the slip of a pending draft: its reader, and the blank form. Does not know the draft.

use super::record::{EVIDENCE, NAMES, REASON};
use super::slip_duties;
use crate::diagnostic::{Finding, Severity};
use crate::disk::Snapshot;
use crate::fill;
use crate::ledger::{Decision, EventDetails};
use crate::sections::yaml::{Value, YamlNode};
use crate::sections::{self, EntrySpec, Mapping, Reader, SCHEMAS, Shape, YamlSource};
use crate::site::{Kind, Private, SinceDay, Slip, Slug};
use crate::text::date::{self, Date, DateNote};

/// The place of its schema below the folder of schemas.
pub const SCHEMA: &str = "amendment.json";

/// The name of the file in the folder of a document.
const NAME: &str = "amendment.yaml";

/// The entries of a slip; each may be left open.
pub static ENTRIES: [EntrySpec; 8] = [
    EntrySpec::may(
        "effective",
        "施行日・適用日（例 2027-04-01、令和9年4月1日）。誰にもわからないときは unknown。",
        OPEN_DAY,
    ),
    EntrySpec::may(
        "seen",
        "effective が unknown のとき、その内容が行われているのを確認した日。書かなければ、確定した日。",
        OPEN_DAY,
    ),
    EntrySpec::may(
        "decided",
        "決めた日と、決めた機関。",
        Shape::AnyOf(&[Shape::Map(&DECIDED), Shape::Nothing]),
    ),
    EntrySpec::may("approved", "認可日。", OPEN_DAY),
    EntrySpec::may("published", "公表日。", OPEN_DAY),
    EntrySpec::may("summary", "加入者に向けた説明。履歴や更新情報に載ります。", OPEN_TEXT),
    EntrySpec::may(
        "private",
        "公表しない記録。確定すると records フォルダーに移ります。",
        Shape::AnyOf(&[Shape::Map(&PRIVATE), Shape::Nothing]),
    ),
    EntrySpec::may(
        "duties",
        "法令が求めることと、それへの答え。確定すると、日のほかは records フォルダーに移ります。",
        Shape::AnyOf(&[Shape::List(&Shape::Map(&slip_duties::DUTY)), Shape::Nothing]),
    ),
];
static DECIDED: [EntrySpec; 2] = [
    EntrySpec::may("day", "議決日・決裁日。", OPEN_DAY),
    EntrySpec::may("by", "決めた機関（例 組合会、理事会）。", OPEN_TEXT),
];
static PRIVATE: [EntrySpec; 3] = [
    EntrySpec::may("reason", REASON, OPEN_TEXT),
    EntrySpec::may("names", NAMES, OPEN_LIST),
    EntrySpec::may("evidence", EVIDENCE, OPEN_LIST),
];
const OPEN_DAY: Shape = Shape::AnyOf(&[Shape::Day, Shape::Nothing]);
const OPEN_TEXT: Shape = Shape::AnyOf(&[Shape::Text, Shape::Nothing]);
const OPEN_LIST: Shape = Shape::AnyOf(&[Shape::OneOrMore(&Shape::Text), Shape::Nothing]);

/// Where the slip of a document lies.
pub fn slip_path(slug: &Slug) -> String {
    super::path(&format!("{slug}/{NAME}"))
}

/// The slip of a document, if there is one that can be read.
pub fn of_document(snapshot: &Snapshot, slug: &Slug, findings: &mut Vec<Finding>) -> Option<Slip> {
    let path = slip_path(slug);
    let file = snapshot.file(&path)?;
    let (slip, found) = read_bytes(&path, file.bytes());
    findings.extend(found);
    slip
}

/// Reads a slip that stands anywhere.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_slip(path: &str, bytes: &[u8]) -> Result<Slip, Vec<Finding>> {
    match read_bytes(path, bytes) {
        (Some(slip), found) if !found.iter().any(is_error) => Ok(slip),
        (_, found) => Err(found),
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity == Severity::Error
}

fn read_bytes(path: &str, bytes: &[u8]) -> (Option<Slip>, Vec<Finding>) {
    match YamlSource::of(path.into(), bytes) {
        Ok(source) => {
            let mut reader = Reader::new(&source);
            let slip = slip(&mut reader);
            (slip, reader.finish().findings)
        }
        Err(finding) => (None, vec![*finding]),
    }
}

fn slip(reader: &mut Reader<'_>) -> Option<Slip> {
    let node = reader.yaml()?;
    let fields = reader.map(&node, &[&ENTRIES])?;
    let effective = since(reader, &fields);
    let told = EventDetails {
        decided: decided(reader, &fields),
        approved: day_of(reader, &fields, "approved"),
        published: day_of(reader, &fields, "published"),
        summary: words_of(reader, &fields, "summary"),
        ..EventDetails::default()
    };
    let private = private(reader, &fields).unwrap_or_default();
    let duties = slip_duties::read(reader, &fields);
    Some(Slip { effective, told, private: Private { duties, ..private } })
}

/// An entry that was filled in.
pub(super) fn filled<'n>(fields: &Mapping<'n>, name: &str) -> Option<&'n YamlNode> {
    let node = fields.get(name)?;
    (!matches!(node.value, Value::Null)).then_some(node)
}

/// A day by which something is decided: a year that its era never had is a slip of the pen.
fn day(reader: &mut Reader<'_>, node: &YamlNode) -> Option<Date> {
    let words = reader.words(node)?;
    let note = date::parse(words.words()).ok().and_then(|reading| reading.note);
    let Some(note) = note.filter(DateNote::is_no_year) else {
        return sections::day(reader, node);
    };
    reader.say(Finding::of_era_meant(&note).at(words.whole()));
    None
}

pub(super) fn day_of(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Option<Date> {
    day(reader, filled(fields, name)?)
}

pub(super) fn words_of(
    reader: &mut Reader<'_>,
    fields: &Mapping<'_>,
    name: &str,
) -> Option<String> {
    let words = reader.words(filled(fields, name)?)?;
    Some(words.words().trim().to_owned()).filter(|words| !words.is_empty())
}

/// The entries of a list that was filled in.
pub(super) fn list_at<'n>(
    reader: &mut Reader<'_>,
    fields: &Mapping<'n>,
    name: &str,
) -> &'n [YamlNode] {
    filled(fields, name).map_or(&[], |node| reader.list(node))
}

fn list_of(reader: &mut Reader<'_>, fields: &Mapping<'_>, name: &str) -> Vec<String> {
    let Some(node) = filled(fields, name) else {
        return Vec::new();
    };
    let filled = |node: &&YamlNode| !matches!(node.value, Value::Null);
    let items = reader.one_or_more(node).iter().filter(filled);
    items.filter_map(|node| Some(reader.words(node)?.words().trim().to_owned())).collect()
}

fn since(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<SinceDay> {
    let seen_at = filled(fields, "seen").map(|node| reader.source().span(node.range.clone()));
    let seen = day_of(reader, fields, "seen");
    let node = filled(fields, "effective");
    let is_unknown = node.is_some_and(|node| match &node.value {
        Value::Scalar(scalar) => ["unknown", "不明"].contains(&scalar.words.trim()),
        Value::List(_) | Value::Map(_) | Value::Null | Value::Broken => false,
    });
    if is_unknown {
        return Some(SinceDay::Unknown { seen });
    }
    if let Some(span) = seen_at {
        reader.say(Finding::error("slip-seen", fill! {}).at(span));
    }
    day(reader, node?).map(SinceDay::Day)
}

fn decided(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<Decision> {
    let node = filled(fields, "decided")?;
    let fields = reader.map(node, &[&DECIDED])?;
    let by = words_of(reader, &fields, "by");
    match (filled(&fields, "day"), &by) {
        (Some(node), _) => day(reader, node).map(|day| Decision { day, by }),
        (None, Some(_)) => {
            let span = reader.source().span(node.range.start..node.range.start);
            reader.say(Finding::error("slip-decided", fill! {}).at(span));
            None
        }
        (None, None) => None,
    }
}

fn private(reader: &mut Reader<'_>, fields: &Mapping<'_>) -> Option<Private> {
    let fields = reader.map(filled(fields, "private")?, &[&PRIVATE])?;
    Some(Private {
        reason: words_of(reader, &fields, "reason"),
        names: list_of(reader, &fields, "names"),
        evidence: list_of(reader, &fields, "evidence"),
        ..Private::default()
    })
}

/// The blank form of a slip; `lines` are put at its head as comments.
pub fn blank_slip(slug: &Slug, kind: Kind, lines: &[String]) -> String {
    let (change, day) = (kind.change_word(), kind.effective_word());
    let verb = kind.effective_verb();
    let head: String = lines.iter().map(|line| format!("# {line}\n")).collect();
    let decided = match kind {
        Kind::Regulation => "議決日（組合会・理事会）と、議決した機関",
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            "決めた日（決裁日・議決日）と、決めた機関（例 理事会）"
        }
    };
    format!(
        "\
# yaml-language-server: $schema=../../{SCHEMAS}/{SCHEMA}
{head}# わかるところから書いてください。空いたままでもかまいません。private より上に書いたことは、確定すると公表されます。

# {day}: この{change}が{verb}される日（例 2027-04-01、令和9年4月1日）。誰にもわからないときは unknown
effective:
# {decided}
decided:
  day:
  by:
# 認可日: 認可を受けたときだけ
approved:
# 公表日
published:
# 加入者に向けた説明: 何が変わるのか、手続が必要かどうか
summary:

# ここから下は公表されません。確定すると records/{slug}/ に移ります
private:
  # {change}の理由
  reason:
  # 決めた人、起案した人（「- 」で並べます）
  names:
  # 議事録、決裁書などの書類と保管場所（「- 」で並べます）
  evidence:
"
    )
}
