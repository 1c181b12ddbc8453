//! The amending document in table form (対照表方式): title, enacting words, table, supplement. What it cannot know
//! stands there as a blank to fill in. Does not know where what it is told comes from.

use super::html::{SheetData, SupplementLine, table};
use super::{Sheet, indent};
use crate::diagnostic::{Finding, Message};
use crate::diff::redline::{Absent, RedlineColumn, RedlineLine, Row, Sign, SpanSource};
use crate::fill;
use crate::ledger::Decision;
use crate::publish::formats::escaped;
use crate::publish::formats::html::{self, Html};
use crate::site::Kind;
use crate::text::date::{self, Date};
use crate::tree::Form;

/// What is amended, and what is known of the amendment.
#[derive(Clone, Debug)]
pub struct Amending {
    /// The kind of document: only a regulation is amended by another one.
    pub kind: Kind,
    /// The day from which it is to count.
    pub effective: Option<Date>,
    /// When and by whom it was or will be decided.
    pub decided: Option<Decision>,
    /// When the authority approved it.
    pub approved: Option<Date>,
    /// Today: what lies ahead has not been decided yet.
    pub today: Date,
    /// Whether the new text is a version already.
    pub is_sealed: bool,
}

/// What regulations are called; the amending one is called the same.
const CALLED: [&str; 10] =
    ["規程", "規則", "規約", "細則", "要綱", "要領", "基準", "内規", "方針", "約款"];

/// Writes it as one HTML file, which word processors open.
pub fn amendment(sheet: &Sheet<'_>, is: &Amending) -> String {
    let data = match is.kind {
        Kind::Regulation => regulation(sheet, is),
        Kind::PrivacyNotice | Kind::JointUseNotice | Kind::Notice | Kind::Announcement => {
            notice(sheet, is)
        }
    };
    html::sheet("sheets/amendment.html", &data)
}

/// What the author should look at in the 附則 of an amendment: that there is none, or that it says another day. One that
/// says none (公布の日 …) is not contradicted.
pub fn check_supplement(sheet: &Sheet<'_>, is: &Amending) -> Option<Finding> {
    if is.kind != Kind::Regulation {
        return None;
    }
    let Some(words) = own_supplement(sheet) else {
        return Some(Finding::note("no-own-supplement", fill! {}));
    };
    let (day, said) = (is.effective?, date::find(&words));
    let names_another = !said.is_empty() && said.iter().all(|(_, found)| *found != day);
    names_another.then(|| {
        let day = Message::new(date::wareki(day), day.to_string());
        Finding::warning("supplement-day", fill! { day })
    })
}

/// The words of the 附則 that the new text adds: those of the amendment itself.
fn own_supplement(sheet: &Sheet<'_>) -> Option<String> {
    let (own, _) = parted(sheet);
    let lines = own.iter().filter_map(|row| row.new.as_ref());
    let words: Vec<String> =
        lines.flat_map(|column| column.said().map(RedlineLine::words)).collect();
    (!words.is_empty()).then(|| words.join("\n"))
}

/// A regulation amends another one.
fn regulation<'a>(sheet: &'a Sheet<'_>, is: &Amending) -> SheetData<'a> {
    let name = &sheet.title;
    let called = CALLED.into_iter().find(|called| name.ends_with(called));
    let called = called.unwrap_or("規程");
    // What needs an approval is 変更 in the Health Insurance Act.
    let verb = if called == "規約" { "変更" } else { "改正" };
    let (own, rows) = parted(sheet);
    let mut lines = is.passed("議決");
    lines.push(format!("{name}の一部を次のように{verb}する。"));
    if !rows.is_empty() {
        lines.push(format!("　{}", enacting(sheet, &rows)));
    }
    let supplements = if own.is_empty() {
        blank(called, is.effective)
    } else {
        own.iter().flat_map(supplement).collect()
    };
    SheetData {
        title: format!("{name}の一部を{verb}する{called}{}", is.mark()),
        number: number(sheet, &own),
        supplements,
        ..sheet_data(sheet, &rows, lines)
    }
}

/// A notice is changed by a decision; it has no 附則.
fn notice<'a>(sheet: &'a Sheet<'_>, is: &Amending) -> SheetData<'a> {
    let name = &sheet.title;
    let mut lines = is.passed("決定");
    let day = day_or_blank(is.effective);
    lines.push(format!("{name}の一部を次の表のとおり変更し、{day}から適用する。"));
    SheetData {
        title: format!("{name}の一部変更について{}", is.mark()),
        ..sheet_data(sheet, &sheet.rows(), lines)
    }
}

/// The table without what only screens need. A column with names stands before the others where rows do not
/// begin with a number or a title of their own.
fn sheet_data<'a>(sheet: &Sheet<'_>, rows: &[Row], lines: Vec<String>) -> SheetData<'a> {
    SheetData {
        lines: lines.iter().map(|line| Html(escaped(line))).collect(),
        table: table(sheet, rows, |row| escaped(&row.name)),
        is_named: !rows.iter().all(|row| speaks_for_itself(row.form)),
        ..SheetData::default()
    }
}

impl Amending {
    /// What its title ends with.
    fn mark(&self) -> &'static str {
        if self.is_decided() { "" } else { "（案）" }
    }

    fn is_decided(&self) -> bool {
        let is_past = |decided: &Decision| decided.day <= self.today;
        self.is_sealed || self.decided.as_ref().is_some_and(is_past)
    }

    /// 「（令和9年2月24日　組合会議決）」, a line for each step.
    fn passed(&self, verb: &str) -> Vec<String> {
        let mut steps = Vec::new();
        if let Some(decided) = &self.decided {
            let act = match decided.by.as_deref() {
                None => verb.to_owned(),
                Some(by) if ["議決", "決裁", "決定"].iter().any(|end| by.ends_with(end)) => {
                    by.to_owned()
                }
                Some(by) if by.ends_with('会') => format!("{by}議決"),
                Some(by) => format!("{by}決裁"),
            };
            steps.push(self.step(decided.day, &act));
        }
        if let Some(day) = self.approved {
            steps.push(self.step(day, "認可"));
        }
        steps
    }

    fn step(&self, day: Date, act: &str) -> String {
        let ahead = if day > self.today { "予定" } else { "" };
        format!("（{}　{act}{ahead}）", date::wareki(day))
    }
}

/// The rows of the 附則 that the new text adds, and the others.
fn parted(sheet: &Sheet<'_>) -> (Vec<Row>, Vec<Row>) {
    let added = sheet.told.supplements_added();
    let is_own = |row: &Row| {
        let new = row.new.as_ref().filter(|_| row.old.is_none());
        new.is_some_and(|new| added.iter().any(|one| one.contains(&new.covers.start)))
    };
    sheet.rows().into_iter().partition(is_own)
}

/// 「令和9年規程第1号」, where the one 附則 is named after the amending regulation.
fn number(sheet: &Sheet<'_>, own: &[Row]) -> Option<String> {
    if sheet.told.supplements_added().len() != 1 {
        return None;
    }
    let line = own.first()?.new.as_ref()?.said().next()?.words();
    let words = line.strip_prefix("附　則")?.trim_start_matches('（');
    let words = words.trim_end_matches('）');
    words.ends_with('号').then(|| words.to_owned())
}

/// What the table does, no more than that.
fn enacting(sheet: &Sheet<'_>, rows: &[Row]) -> String {
    let headings = sheet.headings();
    let (old, new) = (&headings.old, &headings.new);
    let columns = |row: &Row| [row.old.clone(), row.new.clone()].into_iter().flatten();
    let says = |row: &Row, absent: Absent| {
        let is_it = |line: &RedlineLine| line.words() == absent.words();
        columns(row).any(|column| column.said().any(is_it))
    };
    let mut acts: Vec<(String, &str, &str)> = Vec::new();
    if rows.iter().any(is_changed) {
        let words = format!(
            "{old}の欄に掲げる規定の下線を付した部分をこれに順次対応する{new}の欄に掲げる規定の下線を付した部分のように"
        );
        acts.push((words, "改め", "改める"));
    }
    if rows.iter().any(|row| columns(row).any(|column| has(&column, Sign::Moved))) {
        let words = format!("{old}の欄に掲げる規定の二重下線を付した部分を{new}の欄に掲げる位置に");
        acts.push((words, "移し", "移す"));
    }
    if rows.iter().any(|row| row.new.is_none() || says(row, Absent::Removed)) {
        let words = format!(
            "{old}の欄に掲げる規定で{new}の欄にこれに対応するものを掲げていないものは、これを"
        );
        acts.push((words, "削り", "削る"));
    }
    if rows.iter().any(|row| row.old.is_none() || says(row, Absent::New)) {
        let words = format!(
            "{new}の欄に掲げる規定で{old}の欄にこれに対応するものを掲げていないものは、これを"
        );
        acts.push((words, "加え", "加える"));
    }
    let last = acts.len().saturating_sub(1);
    let said = acts.iter().enumerate().map(|(at, (words, stem, end))| {
        let verb = if at == last { end } else { stem };
        format!("{words}{verb}")
    });
    format!("次の表により、{}。", said.collect::<Vec<_>>().join("、"))
}

/// Whether a row changes words that stay where they are.
fn is_changed(row: &Row) -> bool {
    let (Some(old), Some(new)) = (&row.old, &row.new) else {
        return false;
    };
    let is_mixed = |line: &RedlineLine| {
        let mut signs = line.pieces.iter().filter(|one| one.source != SpanSource::Own);
        let is_new = |sign| matches!(sign, Sign::Added | Sign::Removed);
        let changed = signs.clone().any(|one| is_new(one.sign));
        changed && signs.any(|one| !is_new(one.sign))
    };
    let has_mixed = old.said().chain(new.said()).any(is_mixed);
    has_mixed || has(old, Sign::Removed) && has(new, Sign::Added)
}

fn has(column: &RedlineColumn, sign: Sign) -> bool {
    let mut pieces = column.said().flat_map(|line| &line.pieces);
    pieces.any(|piece| piece.sign == sign)
}

/// Whether what stands in a row says itself where it belongs.
fn speaks_for_itself(form: Form) -> bool {
    form.is_law_unit() || matches!(form, Form::Document | Form::Contents)
}

/// The 附則 as the new text has it; whose it is need not be said in the amending document itself.
fn supplement(row: &Row) -> Vec<SupplementLine> {
    let lines = row.new.iter().flat_map(RedlineColumn::said).map(|line| {
        let words = line.words();
        SupplementLine {
            is_heading: words.starts_with("附　則"),
            words: Html(escaped(&format!("{}{words}", indent(line)))),
        }
    });
    lines.collect()
}

/// A 附則 to be completed, where the new text has none.
fn blank(called: &str, effective: Option<Date>) -> Vec<SupplementLine> {
    let begins = format!("１　この{called}は、{}から施行する。", day_or_blank(effective));
    let lines = [
        "附　則",
        "（施行期日）",
        &begins,
        "（経過措置）",
        "２　〔経過措置を定めるときはここに書き、定めないときはこの項と見出しを削ってください。〕",
    ];
    let line = |(at, words)| SupplementLine { is_heading: at == 0, words: Html(escaped(words)) };
    lines.into_iter().enumerate().map(line).collect()
}

fn day_or_blank(day: Option<Date>) -> String {
    day.map_or_else(|| "令和　　年　　月　　日".to_owned(), date::wareki)
}
